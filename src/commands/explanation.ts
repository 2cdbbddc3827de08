// Why a container's job failed. In: what the scripts noted in the out folder, and the last lines. Out: a `JobFailure`
// in the user's words, at the images file's line where a hook is to blame.

import { join } from 'node:path/posix';
import type { EmergeFailure } from '../core/emerge-failure.ts';
import { explainEmerge } from '../core/emerge-log.ts';
import type { UserFile } from '../core/catalog.ts';
import type { GentooNode, Node } from '../core/graph.ts';
import type { Place } from '../core/problem.ts';
import { hooksOf, scriptFilesOf } from '../core/recipe.ts';
import type { Failure, Package } from '../core/result.ts';
import { withLogs } from './elog.ts';
import { JobFailure } from './job-failure.ts';
import type { Job } from './job-context.ts';

/** Explains a job that ended with `code`. */
export async function explainJob(
  job: Job,
  node: Node,
  out: string,
  lines: readonly string[],
  code: number,
): Promise<JobFailure> {
  const { files } = job.world;
  const step = ((await files.readText(join(out, 'step'))) ?? '').trim();
  const noted = parseNote((await files.readText(join(out, 'failure'))) ?? '');
  const emerge = await withLogs(files, out, lines, explainEmerge(lines));
  const failure = explain(node, step, { noted, lines, code, emerge });
  const inScript = await placeInScript(job, node, noted);
  return new JobFailure('failed', inScript ? { ...failure, place: inScript } : failure);
}

/** Where a script of the user's has the line that failed. */
async function placeInScript(job: Job, node: Node, noted: ReadonlyMap<string, string>): Promise<Place | undefined> {
  const file = scriptOf(node, noted.get('file') ?? '');
  if (!file) return undefined;
  const text = (await job.world.files.readText(join(job.folder, file.path))) ?? '';
  const line = Number(noted.get('line') ?? '');
  const words = text.split('\n')[line - 1]?.trimEnd();
  // The end of the file, or all of it, is no line of it.
  if (words === undefined || words === '') return file.place;
  const column = words.length - words.trimStart().length + 1;
  const length = Math.max(1, words.length - column + 1);
  return { file: join(job.catalog.file, '..', file.path), line, column, length, text: words };
}

/** The script that a note means by its name in the job's folder. */
function scriptOf(node: Node, name: string): UserFile | undefined {
  if (node.kind !== 'gentoo' && node.kind !== 'builder') return undefined;
  const files = scriptFilesOf(node);
  return name === 'script' || name === 'builder-script' ? files[name] : undefined;
}

/** What is known of an end that was not good. */
interface End {
  readonly noted: ReadonlyMap<string, string>;
  readonly lines: readonly string[];
  readonly code: number;
  readonly emerge: EmergeFailure | undefined;
}

function explain(node: Node, step: string, { noted, lines, code, emerge }: End): Failure {
  const kind = noted.get('kind');
  if (kind === 'builder') return { phase: step, reason: noted.get('message') ?? '', hint: noted.get('hint') };
  if (kind === 'addition') {
    const one = node.kind === 'gentoo' ? node.image.add[Number(noted.get('number'))] : undefined;
    return { phase: 'add', reason: noted.get('message') ?? '', place: one?.place };
  }
  if (kind === 'emerge') return emerge ? { ...emerge, place: packagesPlace(node) } : unknownFailure(step, lines, code);
  if (kind === 'hook' || step.startsWith('hook ')) return explainHook(node, step, noted, lines, emerge);
  return unknownFailure(step === '' ? 'start' : step, lines, code);
}

function explainHook(
  node: Node,
  step: string,
  noted: ReadonlyMap<string, string>,
  lines: readonly string[],
  emerge: Failure | undefined,
): Failure {
  const name = noted.get('hook') ?? step.slice('hook '.length);
  const line = Number(noted.get('line') ?? '');
  const hook = node.kind === 'gentoo' ? hooksOf(node)[name] : node.builder?.configureBuilder;
  const place = hook && (hook.lines?.[line - 1] ?? hook.place);
  const how = noted.get('how') ?? 'failed';
  const said = saidOf(how, noted.get('command') ?? '', scriptOf(node, noted.get('file') ?? '')?.path ?? '');
  if (said) return { phase: name, place, ...said };
  const command = noted.get('command') ?? '';
  // A hook that calls emerge fails with emerge's reason, which says more than the status.
  const more = emerge ? `; ${emerge.package ?? 'emerge'}: ${emerge.reason}` : lastWords(lines);
  return {
    phase: name,
    reason: `${HOW[how] ?? ''}${command === '' ? '' : `: ${command}`}${statusWords(how, noted)}${more}`,
    place,
    hint: how === 'exit' ? 'use return to leave a hook early' : emerge?.hint,
  };
}

/** What says all by itself: neither a status nor the last words add anything. */
function saidOf(how: string, words: string, script: string): Pick<Failure, 'reason' | 'hint'> | undefined {
  switch (how) {
    case 'die':
      return { reason: words };
    case 'clash':
      return words === '_packages'
        ? {
            reason: `the packages are in the images file and in ${script}`,
            hint: "keep one of 'packages' and '_packages'",
          }
        : { reason: `'${words}' is in the images file and in ${script}`, hint: 'keep one of them' };
    case 'stray': {
      const whose = words === 'finish_build' ? 'a builder' : 'an image';
      return {
        reason: `'${words}' in ${script} is never called: it is a hook of ${whose}`,
        hint: 'give it another name',
      };
    }
    case 'option':
      return { reason: `'${words}' in _packages is not a package`, hint: 'options of emerge: EMERGE_DEFAULT_OPTS' };
    default:
      return undefined;
  }
}

const HOW: Readonly<Record<string, string>> = {
  failed: 'a command of the hook failed',
  return: 'the hook returned an error',
  exit: 'the hook called exit',
  syntax: 'the hook is no bash',
};

function statusWords(how: string, noted: ReadonlyMap<string, string>): string {
  const status = noted.get('status');
  return status === undefined || (how !== 'failed' && how !== 'return') ? '' : ` (status ${status})`;
}

/** What the command said before it failed is the best reason there is. */
function lastWords(lines: readonly string[]): string {
  const last = lines.findLast((line) => line.trim() !== '' && !line.startsWith('>>> gentoo-image-builder'));
  return last === undefined ? '' : `; the last words were: ${last.trim()}`;
}

function packagesPlace(node: Node): Place | undefined {
  return node.kind === 'gentoo' ? (node.image.packages[0]?.place ?? node.image.place) : undefined;
}

function unknownFailure(step: string, lines: readonly string[], code: number): Failure {
  return { phase: step, reason: `it ended with ${code}${lastWords(lines)}` };
}

/** `key=value` lines. */
function parseNote(text: string): Map<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return at === -1 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );
}

/** A version that gives the tag is a promise: the package of the image's name must have it. */
export function checkPromise(job: Job, node: GentooNode, packages: readonly Package[]): void {
  const { version, explicit, check } = node.image.tags;
  if (!version || explicit) return;
  const wanted = version.value;
  const merged = packages.map(({ name }) => splitVersion(name)).filter((one) => one?.name === node.name);
  const wrong = merged.find((one) => one?.version !== wanted);
  if (!wrong || merged.some((one) => one?.version === wanted)) return;
  const reason = `software.${node.name}.version is ${wanted}, but ${node.name}-${wrong.version} was merged`;
  if (check === 'warn') {
    job.world.screen.warn(`${node.label}: ${reason}`);
    return;
  }
  const hint =
    'correct the version, choose the package by its version (`=category/name-version`), or set `tag_check: warn`';
  throw new JobFailure('failed', { phase: 'tag', reason, hint, place: version.place });
}

/** The version that `tag: {package: ...}` asks for; fails the node where the package is not installed. */
export function tagVersion(node: GentooNode, found: string | undefined): string | undefined {
  const wanted = node.image.tags.package;
  if (!wanted) return undefined;
  const version = splitVersion((found ?? '').trim())?.version;
  if (version !== undefined) return version;
  const where = wanted.in === 'builder' ? 'in the builder' : 'in the root';
  const reason = `the tag is to be the version of ${wanted.atom.value}, which is not installed ${where}`;
  throw new JobFailure('failed', { phase: 'tag', reason, place: wanted.atom.place });
}

/** `net-libs/nodejs-22.11.0-r1` is `nodejs` and `22.11.0`. */
function splitVersion(cpv: string): { name: string; version: string } | undefined {
  const match = /^[^/]+\/(.+?)-(\d+(?:\.\d+)*[a-z]?(?:_(?:alpha|beta|pre|rc|p)\d*)*)(?:-r\d+)?$/.exec(cpv);
  return match?.[1] !== undefined && match[2] !== undefined ? { name: match[1], version: match[2] } : undefined;
}
