// A folder with an images file, and what can be done with it: plan, build, look into what was made.
// In: the images as YAML. Out: exit codes, results, all lines that people would see. Everything is real but the screen.

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { runCommand } from '../../src/commands/command-line.ts';
import type { Order } from '../../src/core/command.ts';
import { parseArguments } from '../../src/arguments.ts';
import { formatProblem } from '../../src/core/problem.ts';
import type { BuildResult } from '../../src/core/result.ts';
import type { Screen } from '../../src/core/screen.ts';
import { finish } from '../../src/exit.ts';
import type { Clock } from '../../src/core/retry.ts';
import { openWorld, type RoofOptions } from '../../src/real-world.ts';

export interface Outcome {
  readonly code: number;
  readonly results: readonly BuildResult[];
  /** what `--json` printed */
  readonly printed: string;
  /** every line on the screen, children's included */
  readonly lines: readonly string[];
}

export interface Rig {
  readonly folder: string;
  /** where images go: below the suite's registry, or nowhere */
  readonly prefix: string | undefined;
  /** the main ebuild repository, as YAML that an images file of this folder can have */
  readonly portage: string;
  /** writes a file beside the images file */
  write(path: string, text: string): void;
  /** writes the images file: the builder is the suite's, `images` is a YAML list, `top` goes above it */
  images(images: string, top?: string, builder?: string): void;
  run(command: string, ...words: string[]): Promise<Outcome>;
  /** `build --all` */
  build(): Promise<Outcome>;
  close(): void;
}

export interface RigOptions {
  /** without a registry */
  readonly local?: boolean;
  /** another than docker */
  readonly engine?: 'docker' | 'podman';
  /** host of another registry than the suite's */
  readonly registry?: string;
  /** of registries; the machine's own unless given */
  readonly clock?: Clock;
  readonly timeouts?: RoofOptions['timeouts'];
  /** fires when a run has had its time; asked at the beginning of each */
  readonly budget?: () => AbortSignal | undefined;
  /** sees every line */
  readonly onLine?: (line: string) => void;
}

/** How much longer real Portage may take than the stand-in: for timeouts only. */
export const PATIENCE = process.env.TEST_STAGE3 === undefined ? 1 : 12;

export function openRig(options: RigOptions = {}): Rig {
  const { engine = 'docker' } = options;
  const folder = mkdtempSync(join(tmpdir(), 'gib-itg-'));
  const prefix = options.local
    ? undefined
    : `${options.registry ?? inject('registry')}/t${randomBytes(4).toString('hex')}`;
  cpSync(join(import.meta.dirname, 'overlay'), join(folder, 'overlay'), { recursive: true });
  const portage = inject('portage');
  if ('folder' in portage) symlinkSync(portage.folder, join(folder, 'gentoo'));
  const source = 'folder' in portage ? '{path: gentoo}' : portage.reference;
  const rig: Rig = {
    folder,
    prefix,
    portage: source,
    write(path, text) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    images(images, top = '', builder = '') {
      const text = [
        ...(prefix === undefined ? [] : [`registry: ${prefix}`]),
        top,
        'builders:',
        '  default:',
        `    stage3: ${inject('stage3')}`,
        `    portage: ${source}`,
        '    overlays: [{name: suite, path: overlay, priority: 50}]',
        // Gentoo has a package of this name as well.
        '    package_mask: ["app-misc/hello::gentoo"]',
        builder.replaceAll(/^(?=.)/gm, '    '),
        'images:',
        images.replaceAll(/^(?=.)/gm, '  '),
      ];
      writeFileSync(join(folder, 'images.yaml'), `${text.join('\n')}\n`);
    },
    run: (command, ...words) => runIn(folder, [command, '--engine', engine, ...words], options),
    build: () => rig.run('build', '--all', '--json'),
    close() {
      if (prefix !== undefined) removeImages(engine, prefix);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return rig;
}

async function runIn(
  folder: string,
  words: readonly string[],
  { clock, timeouts, budget, onLine }: RigOptions,
): Promise<Outcome> {
  const lines: string[] = [];
  let printed = '';
  process.env.XDG_DATA_HOME = join(folder, 'data');
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
  process.env.XDG_STATE_HOME = join(folder, 'state');
  const screen = openMemory(lines, onLine);
  const before = process.exitCode;
  await finish(screen, async (signal) => {
    const order = parseArguments([...words, '-C', folder]) as Order;
    const scripts = join(import.meta.dirname, '../../src/container');
    const { imagesFile, engine } = order;
    const opened = openWorld({
      ...{ screen, folder, imagesFile, engine, scripts, signal },
      ...(clock && { clock }),
      ...(timeouts && { timeouts }),
    });
    const world = { ...opened, budget: budget?.() };
    try {
      return await runCommand(world, order, (text) => {
        printed += text;
      });
    } finally {
      await world.engine.close();
    }
  });
  const code = Number(process.exitCode);
  process.exitCode = before;
  const isResults = words[0] === 'build' && words.includes('--json') && printed !== '';
  return { code, printed, results: isResults ? (JSON.parse(printed) as BuildResult[]) : [], lines };
}

function openMemory(lines: string[], onLine?: (line: string) => void): Screen {
  const add = (line: string): void => {
    lines.push(line);
    onLine?.(line);
  };
  return {
    say: add,
    warn: (line) => {
      add(`warning: ${line}`);
    },
    problem: (problem) => {
      add(formatProblem(problem));
    },
    group: (title) => {
      add(`== ${title}`);
    },
    endGroup: () => undefined,
    child: add,
    progress: () => undefined,
  };
}

function removeImages(engine: string, prefix: string): void {
  const all = runEngine(engine, 'image', 'ls', '--format', '{{.Repository}}:{{.Tag}}').split('\n');
  // Whose name went to a later build has none any more; the next prune takes it.
  const ours = all.filter((name) => name.startsWith(`${prefix}/`) && !name.endsWith(':<none>'));
  if (ours.length > 0) runEngine(engine, 'image', 'rm', '--force', ...ours);
}

/** Runs docker and gives what it printed. */
export function docker(...argv: string[]): string {
  return runEngine('docker', ...argv);
}

/** The same with any engine. */
export function runEngine(engine: string, ...argv: string[]): string {
  return execFileSync(engine, argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/** Fails with all that was on the screen unless every image was built. */
export function expectBuilt(outcome: Outcome): readonly BuildResult[] {
  if (outcome.code !== 0) throw new Error(`exit ${outcome.code}\n${outcome.lines.join('\n')}`);
  return outcome.results;
}

/** The result of one image. */
export function resultOf(outcome: Outcome, name: string): BuildResult {
  const found = outcome.results.find(({ image }) => image === name);
  if (!found) throw new Error(`no result of ${name}:\n${outcome.lines.join('\n')}`);
  return found;
}

/** The packages that an image merged itself, without versions of the stand-in's or the tree's own choosing. */
export function ownPackages(outcome: Outcome, name: string): string[] {
  return (resultOf(outcome, name).packages ?? []).filter(({ own }) => own).map((one) => one.name);
}

/** The packages that were compiled, in order. */
export function compiledIn({ lines }: Outcome): string[] {
  return lines.flatMap((line) => /^>>> Emerging \(\d+ of \d+\) (\S+?)(?:::\S+)?(?: for \S+)?$/.exec(line)?.[1] ?? []);
}

/** The packages that were merged, compiled or not, sorted. */
export function mergedIn({ lines }: Outcome): string[] {
  const names = lines.flatMap(
    (line) => /^>>> Emerging (?:binary )?\(\d+ of \d+\) (\S+?)(?:::\S+)?(?: |$)/.exec(line)?.[1] ?? [],
  );
  return names.sort();
}
