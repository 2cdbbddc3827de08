// A user's repository, an event, and runs of its workflow. In: files and what runs our action. Out: runs, and what they
// did. Everything lies in one folder, which goes with `close`.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Json } from '../../src/core/canonical.ts';
import { type ActionRun, type Ground, runSteps, type StepSeen } from './run-steps.ts';
import { type Run, runWorkflow } from './run-workflow.ts';
import { readWorkflow } from './shipped.ts';

/** What started a run. */
export interface Trigger {
  readonly name: string;
  readonly ref: string;
  readonly payload: Readonly<Record<string, Json>>;
}

const REPOSITORY = { full_name: 'acme/images', default_branch: 'main' };

export const PUSH: Trigger = { name: 'push', ref: 'refs/heads/main', payload: { repository: REPOSITORY } };

export interface Scene {
  readonly repository: string;
  /** all that steps of our action did, and logins */
  readonly seen: StepSeen[];
  write(path: string, text: string): void;
  /** takes a folder's files in the place of all that is there */
  copy(from: string): void;
  run(workflow: string, trigger?: Trigger, rerun?: Run): Promise<Run>;
  close(): void;
}

export interface SceneOptions {
  readonly runAction: (run: ActionRun) => Promise<{ code: number; log: string }>;
  readonly vars?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** commit that checkout brings, where it is not the event's */
  readonly checkedOut?: string;
  /** machines at hand */
  readonly machines?: number;
}

/** Opens an empty repository. */
export function openScene({ runAction, vars, secrets, checkedOut, machines = 4 }: SceneOptions): Scene {
  const folder = mkdtempSync(join(tmpdir(), 'gib-workflow-'));
  const repository = join(folder, 'repository');
  mkdirSync(repository);
  const seen: StepSeen[] = [];
  const limited = limit(machines);
  let attempt = 0;
  const scene: Scene = {
    repository,
    seen,
    write(path, text) {
      mkdirSync(dirname(join(repository, path)), { recursive: true });
      writeFileSync(join(repository, path), text);
    },
    copy(from) {
      rmSync(repository, { recursive: true });
      cpSync(from, repository, { recursive: true });
    },
    async run(workflow, trigger = PUSH, rerun) {
      attempt += 1;
      const sha = 'c'.repeat(40);
      const ground: Ground = {
        folder,
        repository,
        checkedOut: checkedOut ?? sha,
        event: trigger.payload,
        environment: {
          GITHUB_EVENT_NAME: trigger.name,
          GITHUB_REF: trigger.ref,
          GITHUB_SHA: sha,
          GITHUB_REPOSITORY: REPOSITORY.full_name,
          GITHUB_RUN_ATTEMPT: String(attempt),
        },
        runAction,
        seen,
      };
      const result = await runWorkflow('.github/workflows/images.yml', {
        read: (uses) => (uses === '.github/workflows/images.yml' ? workflow : shipped(uses)),
        github: {
          ...{ event_name: trigger.name, ref: trigger.ref, sha, actor: 'somebody', workflow: 'images' },
          ...{
            repository: REPOSITORY.full_name,
            repository_owner: 'acme',
            event: trigger.payload,
            run_attempt: attempt,
          },
        },
        ...(vars && { vars }),
        ...(secrets && { secrets }),
        runLeg: (leg) => limited(() => runSteps(leg, ground)),
        ...(rerun && { rerun }),
      });
      return result;
    },
    close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return scene;
}

/** A workflow of this repository, as others call it. */
function shipped(uses: string): string {
  const [, name] = /^org\/gentoo-image-builder\/(\.github\/workflows\/\w+\.yml)@v1$/.exec(uses) ?? [];
  if (name === undefined) throw new Error(`the harness calls no workflow ${uses}`);
  return readWorkflow(name);
}

/** At most so many at once, in the order in which they ask. */
function limit(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
