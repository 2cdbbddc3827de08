// A user's repository, an event, and runs of its workflow. In: files and what runs our action. Out: runs, and what they
// did. Everything lies in one folder, which goes with `close`.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Json } from '../../src/core/canonical.ts';
import { type ActionRun, type Ground, type PostSeen, runSteps, type StepSeen } from './run-steps.ts';
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
  readonly posts: PostSeen[];
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
  /** environment of the runner's cache service; without it, there is none */
  readonly runtime?: Readonly<Record<string, string>>;
  /** machines at hand */
  readonly machines?: number;
}

/** Opens an empty repository. */
export function openScene({ runAction, vars, secrets, checkedOut, runtime = {}, machines = 4 }: SceneOptions): Scene {
  const folder = mkdtempSync(join(tmpdir(), 'gib-workflow-'));
  const repository = join(folder, 'repository');
  mkdirSync(repository);
  const seen: StepSeen[] = [];
  const posts: PostSeen[] = [];
  const limited = limit(machines);
  let attempt = 0;
  const scene: Scene = {
    repository,
    seen,
    posts,
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
      const ground: Omit<Ground, 'machine'> = {
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
        ...{ runAction, runtime, seen, posts },
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
        runLeg: (leg) => limited((machine) => runSteps(leg, { ...ground, machine })),
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

/** At most so many at once, in the order in which they ask; each is told which of them it is. */
function limit(most: number): <T>(work: (machine: number) => Promise<T>) => Promise<T> {
  const free = Array.from({ length: most }, (_, machine) => machine);
  const waiting: ((machine: number) => void)[] = [];
  return async (work) => {
    const machine = free.shift() ?? (await new Promise<number>((resolve) => waiting.push(resolve)));
    try {
      return await work(machine);
    } finally {
      const next = waiting.shift();
      if (next) next(machine);
      else free.unshift(machine);
    }
  };
}
