// The tests of a target: each in a fresh container. In: a stored target. Out: nothing, or a `JobFailure` with the words
// of the test that did not pass. The engine gets the image by its configuration and layers, from whatever store.

import { basename, join } from 'node:path/posix';
import type { CommandTest, HealthTest, ScriptTest, Test } from '../core/catalog.ts';
import { containerNameFor, type Mount } from '../core/container.ts';
import { keepable } from '../core/lines.ts';
import type { TestEnd } from '../core/engine.ts';
import type { GentooNode, Node, ScriptNode } from '../core/graph.ts';
import { type Problem, refuse, withoutRepeats } from '../core/problem.ts';
import { formatSize } from '../core/result.ts';
import type { TestRecord } from '../core/result-artifact.ts';
import { sizeOf } from '../core/target.ts';
import { onDisk } from './disk-check.ts';
import { testReference } from '../core/layout.ts';
import { formatReference } from '../core/reference.ts';
import { isUnreachable } from '../core/unreachable.ts';
import { JobFailure } from './job-failure.ts';
import type { Job } from './job-context.ts';
import { fetchLayers, type StoredTarget } from './stored-target.ts';
import type { World } from './world.ts';

/** Lines of a test's output that its failure shows. */
const SHOWN = 20;

/** 128 and SIGKILL. */
const KILLED = 137;

/** Before hours are spent on an image: the scripts that test it are there, and can be run. */
export async function refuseBadScripts(world: World, folder: string, nodes: readonly Node[]): Promise<void> {
  const problems: Problem[] = [];
  const tests = nodes.flatMap((node) => (node.kind === 'gentoo' || node.kind === 'script' ? node.image.tests : []));
  for (const test of tests) {
    if (test.kind !== 'script') continue;
    const { path, place } = test.file;
    const file = join(folder, path);
    const text = (await world.files.isFolder(file)) ? undefined : await world.files.readText(file);
    if (text === undefined) problems.push({ code: 'file', message: `there is no file '${path}'`, place });
    else if (!text.startsWith('#!')) {
      const hint = "begin it with the target's own shell or interpreter, such as #!/bin/sh";
      problems.push({ code: 'bad-value', message: `'${path}' does not say what runs it in the target`, place, hint });
    }
  }
  refuse(withoutRepeats(problems));
}

/** Runs all tests of an image, and says how long each took; the first that does not pass fails the node. */
export async function testTarget(job: Job, node: GentooNode, target: StoredTarget): Promise<TestRecord[]> {
  refuseTooLarge(node, target);
  if (node.image.tests.length === 0) return [];
  const { world } = job;
  const { image, name } = await holdTarget(job, target);
  try {
    return await runTests(job, node, image);
  } finally {
    // What is pushed was in the engine for its test only.
    if (name !== undefined) await world.engine.untag(name);
  }
}

/** Runs all tests in an image that is in the engine. */
export async function runTests(job: Job, node: GentooNode | ScriptNode, image: string): Promise<TestRecord[]> {
  const { world } = job;
  const records: TestRecord[] = [];
  world.screen.group(`test ${node.label}`);
  try {
    for (const test of node.image.tests) {
      const begun = world.now();
      await runTest(job, node, image, test);
      records.push({ title: test.title, seconds: (world.now() - begun) / 1000 });
    }
    return records;
  } finally {
    world.screen.endGroup();
  }
}

/**
 * Loads a target under a name of this run's own, where it is not to stay. Taking away the id itself would take it from
 * another run that tests the same target at the same time.
 */
async function holdTarget(job: Job, target: StoredTarget): Promise<{ image: string; name: string | undefined }> {
  const { engine } = job.world;
  const image = await loadTarget(job, target);
  if (job.local) return { image, name: undefined };
  const name = formatReference(testReference(job.world.random()));
  try {
    await engine.tag(image, name);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    // It was there a moment ago, and the run that had brought it has taken it away.
    await engine.tag(await loadTarget(job, target), name);
  }
  return { image, name };
}

/** The budget is for what a registry keeps: all layers, compressed. */
function refuseTooLarge({ image, label }: GentooNode, target: StoredTarget): void {
  const size = sizeOf(target.manifest);
  const budget = image.sizeBudget;
  if (!budget || size <= budget.value) return;
  throw new JobFailure('failed', {
    phase: 'size',
    reason: `${label} has ${formatSize(size)}, its size_budget is ${formatSize(budget.value)}`,
    place: budget.place,
    hint: 'the image is kept as -untested: raising the budget builds nothing again',
  });
}

/** Loads a target into the engine; gives its image id, which is the digest of its configuration. */
export async function loadTarget(job: Job, target: StoredTarget): Promise<string> {
  const { world } = job;
  const id = target.manifest.config.digest;
  if ((await world.engine.imageId(id)) !== undefined) return id;
  const folder = await world.files.makeFolder(world.temporary, 'gib-load-');
  try {
    const layers = await onDisk(job, () => fetchLayers(job, target, join(folder, 'layers')));
    const opened = layers.map(({ digest, size, path }) => ({ digest, size, open: () => world.files.openStream(path) }));
    await world.engine.load(world.archive(target.configBytes, id, opened));
    return id;
  } finally {
    await world.files.removeFolder(folder);
  }
}

/** Runs one test; throws the words of its failure. */
async function runTest(job: Job, node: GentooNode | ScriptNode, image: string, test: Test): Promise<void> {
  const { world } = job;
  const last: string[] = [];
  world.screen.progress(`test: ${test.title}`);
  const onLine = (text: string): void => {
    world.screen.child(text);
    last.push(keepable(text));
    if (last.length > SHOWN) last.shift();
  };
  const run: Run = { job, name: containerNameFor(`test-${node.name}`, world.random()), image, onLine };
  const reason = await runKind(run, test);
  if (reason === undefined) return;
  const words = last.join('\n');
  // A service that is silent is a good one.
  const silence = test.kind === 'healthcheck' ? '' : ' and printed nothing';
  throw new JobFailure('failed', {
    phase: 'test',
    reason: `the test '${test.title}' ${reason}${words === '' ? silence : `:\n${words}`}`,
    place: test.place,
    hint: 'the image is kept as -untested: mending the test builds nothing again',
  });
}

interface Run {
  readonly job: Job;
  /** of the container */
  readonly name: string;
  readonly image: string;
  readonly onLine: (text: string, stream: 'stdout' | 'stderr') => void;
}

/** Gives what is wrong, as the end of a sentence. */
async function runKind(run: Run, test: Test): Promise<string | undefined> {
  switch (test.kind) {
    case 'command': {
      const search = searchFor(test.stdout ?? '');
      const onLine: Run['onLine'] = (text, stream) => {
        run.onLine(text, stream);
        if (stream === 'stdout') search.add(`${text}\n`);
      };
      const reason = judge(test, await runCommand({ ...run, onLine }, test, test));
      return reason ?? (search.isFound() ? undefined : `did not print '${test.stdout ?? ''}'`);
    }
    case 'script':
      return await runScript(run, test);
    case 'healthcheck':
      return await runHealth(run, test);
  }
}

async function runCommand(
  { job, name, image, onLine }: Run,
  { env, timeout }: Pick<CommandTest, 'env' | 'timeout'>,
  { argv, keepEntrypoint }: Pick<CommandTest, 'argv' | 'keepEntrypoint'>,
  mounts: readonly Mount[] = [],
): Promise<TestEnd> {
  const { engine, signal } = job.world;
  return await engine.runTest({ name, image, argv, keepEntrypoint, env, mounts }, timeout * 1000, { onLine, signal });
}

/** The file is copied: its mode and its folder are then what the container needs, whatever the checkout has. */
async function runScript(run: Run, test: ScriptTest): Promise<string | undefined> {
  const { files, temporary } = run.job.world;
  const folder = await files.makeFolder(temporary, 'gib-test-');
  try {
    const target = `/${MOUNTED}/${basename(test.file.path)}`;
    await files.copyProgram(join(run.job.folder, test.file.path), join(folder, MOUNTED, basename(test.file.path)));
    const mounts = [{ source: join(folder, MOUNTED), target: `/${MOUNTED}`, readonly: true }];
    return judge(
      { ...test, exitCode: 0 },
      await runCommand(run, test, { argv: [target], keepEntrypoint: false }, mounts),
    );
  } finally {
    await files.removeFolder(folder);
  }
}

/** Where a test's script is in the target. */
const MOUNTED = 'gib-test';

async function runHealth({ job, name, image, onLine }: Run, test: HealthTest): Promise<string | undefined> {
  const order = { name, image, argv: [], keepEntrypoint: true, env: new Map<string, string>(), mounts: [] };
  const end = await job.world.engine.runHealth(order, test, { onLine, signal: job.world.signal });
  const goal = test.healthy === 1 ? 'healthy' : `healthy ${test.healthy} times in a row`;
  switch (end.kind) {
    case 'healthy':
      return undefined;
    case 'none':
      return 'cannot be made: the image has no healthcheck';
    case 'ended':
      return `ended with ${end.code} before it was ${goal}`;
    case 'unhealthy': {
      const last = `the last answer was ${end.code}${end.words === '' ? '' : ` (${end.words})`}`;
      return `was not ${goal} within ${test.within} s; asked ${end.asked} times, ${last}`;
    }
  }
}

function judge(
  test: Pick<CommandTest, 'timeout' | 'exitCode'>,
  { code, timedOut, outOfMemory }: TestEnd,
): string | undefined {
  if (timedOut) return `was not done after ${test.timeout} s`;
  if (code === test.exitCode) return undefined;
  if (outOfMemory) return `ran out of memory, and the kernel ended it (${code})`;
  if (code === KILLED) return `was killed (${code}), by somebody or by the kernel for want of memory,`;
  return `ended with ${code} instead of ${test.exitCode}`;
}

/** Looks for a text in what comes piece by piece, and keeps no more of it than that needs. */
function searchFor(wanted: string): { add: (piece: string) => void; isFound: () => boolean } {
  let found = wanted === '';
  let kept = '';
  return {
    add(piece) {
      if (found) return;
      kept += piece;
      found = kept.includes(wanted);
      kept = kept.slice(-wanted.length);
    },
    isFound: () => found,
  };
}
