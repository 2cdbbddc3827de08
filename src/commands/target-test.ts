// The tests of a target: each in a fresh container. In: a stored target. Out: nothing, or a `JobFailure` with the words
// of the test that did not pass. The engine gets the image by its configuration and layers, from whatever store.

import { join } from 'node:path/posix';
import type { CommandTest, Test } from '../core/catalog.ts';
import { containerNameFor } from '../core/container.ts';
import type { GentooNode, ScriptNode } from '../core/graph.ts';
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

/** Lines of a test's output that its failure shows. */
const SHOWN = 20;

/** 128 and SIGKILL. */
const KILLED = 137;

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

async function runTest(job: Job, node: GentooNode | ScriptNode, image: string, test: Test): Promise<void> {
  const { world } = job;
  if (test.kind !== 'command') throw new Error(`a test by ${test.kind} came through to its run`);
  const lines: { text: string; stream: 'stdout' | 'stderr' }[] = [];
  const order = {
    name: containerNameFor(`test-${node.name}`, world.random()),
    image,
    argv: test.argv,
    keepEntrypoint: test.keepEntrypoint,
    env: test.env,
  };
  world.screen.progress(`test: ${test.title}`);
  const onLine = (text: string, stream: 'stdout' | 'stderr'): void => {
    world.screen.child(text);
    lines.push({ text, stream });
  };
  const done = await world.engine.runTest(order, test.timeout * 1000, { onLine, signal: world.signal });
  const printed = lines
    .filter(({ stream }) => stream === 'stdout')
    .map(({ text }) => `${text}\n`)
    .join('');
  const reason = judge(test, done, printed);
  if (reason === undefined) return;
  const words = lines
    .slice(-SHOWN)
    .map(({ text }) => text)
    .join('\n');
  throw new JobFailure('failed', {
    phase: 'test',
    reason: `the test '${test.title}' ${reason}${words === '' ? ' and printed nothing' : `:\n${words}`}`,
    place: test.place,
    hint: 'the image is kept as -untested: mending the test builds nothing again',
  });
}

function judge(
  test: CommandTest,
  { code, timedOut }: { code: number; timedOut: boolean },
  printed: string,
): string | undefined {
  if (timedOut) return `was not done after ${test.timeout} s`;
  if (code === KILLED && test.exitCode !== KILLED) {
    return 'was killed (137), as the kernel does when there is not enough memory';
  }
  if (code !== test.exitCode) return `ended with ${code} instead of ${test.exitCode}`;
  if (test.stdout !== undefined && !printed.includes(test.stdout)) return `did not print '${test.stdout}'`;
  return undefined;
}
