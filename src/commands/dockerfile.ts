// `build.dockerfile`: lines on top of what was built. In: an image that was built, and the job's folder. Out: the same
// with lines that only configure, which `target.ts` applies; or with the layers and the configuration that the engine made
// of lines that do more. The engine only ever sees names that were made here, and files that the fingerprint knows.

import { join } from 'node:path/posix';
import { configuredBy, madeConfig } from '../core/dockerfile-config.ts';
import {
  contextFolder,
  contextOf,
  type Dockerfile,
  dockerfileOf,
  failedAt,
  stageImages,
  writeDockerfile,
} from '../core/dockerfile.ts';
import type { GentooNode } from '../core/graph.ts';
import { testReference } from '../core/layout.ts';
import { keepable } from '../core/lines.ts';
import { type ImageConfig, parseObject } from '../core/oci.ts';
import { formatReference } from '../core/reference.ts';
import { assembleTarget, targetConfig, type TargetOrder } from '../core/target.ts';
import { bringPath } from './additions.ts';
import { type BuiltImage, type MadeLayer, pullPinned } from './container-job.ts';
import { onDisk } from './disk-check.ts';
import type { Job } from './job-context.ts';
import { JobFailure } from './job-failure.ts';
import { targetOrder } from './publish.ts';

/** Lines of the engine's output that a failure shows. */
const SHOWN = 20;

/** Applies an image's Dockerfile lines, if it has any. Fails the node where the engine cannot carry them out. */
export async function applyLines(
  job: Job,
  node: GentooNode,
  fingerprint: string,
  built: BuiltImage,
  folder: string,
): Promise<BuiltImage> {
  const file = dockerfileOf(node.image);
  if (!file) return built;
  const order = targetOrder(job, node, fingerprint, built);
  const isPlain = file.stages.length === 0 && configuredBy(targetConfig(order), file.own) !== undefined;
  if (isPlain) return { ...built, lines: file.own };
  const { world } = job;
  world.screen.say(`${node.label}: the engine runs its dockerfile lines; other bytes may come of them each time`);
  world.screen.group(`dockerfile of ${node.label}`);
  const names: string[] = [];
  try {
    const name = (): string => {
      const fresh = formatReference(testReference(world.random()));
      names.push(fresh);
      return fresh;
    };
    return { ...built, made: await make({ job, node, file, order, built, name }, join(folder, 'dockerfile')) };
  } finally {
    for (const name of names) await world.engine.untag(name);
    world.screen.endGroup();
  }
}

interface Making {
  readonly job: Job;
  readonly node: GentooNode;
  readonly file: Dockerfile;
  readonly order: TargetOrder;
  readonly built: BuiltImage;
  /** a name in the engine that collides with none, and is taken away afterwards */
  readonly name: () => string;
}

async function make(making: Making, folder: string): Promise<NonNullable<BuiltImage['made']>> {
  const { job, node, file, order, name } = making;
  const { world } = job;
  const { OnBuild: triggers, ...config } = targetConfig(order);
  // What is to run when somebody builds on the image must not run when we do.
  const base = name();
  await loadBase(making, { ...order, made: { config, layers: [] } }, base);
  const stages = await bringStages(making);
  const result = name();
  await onDisk(job, async () => {
    await world.files.writeText(join(folder, 'Dockerfile'), writeDockerfile(file, base, stages));
    await world.files.ensureFolder(join(folder, 'context'));
    for (const path of contextOf(file)) {
      const { place } = node.image;
      await bringPath(job, join(contextFolder(node.image), path), join(folder, 'context', path), place);
    }
  });
  await runLines(making, folder, result);
  const saved = join(folder, 'image.tar');
  await world.engine.saveImage(result, saved);
  const { configBytes, layers } = await onDisk(job, () => world.openArchive(saved, join(folder, 'image')));
  const made = parseObject(configBytes) as unknown as ImageConfig | undefined;
  if (!made) throw new Error(`the engine saved ${node.label} with a configuration that is no JSON`);
  const below = [...(order.parent?.config.rootfs.diff_ids ?? []), order.layer.diffId];
  const diffIds = made.rootfs.diff_ids;
  if (below.some((diffId, at) => diffIds[at] !== diffId))
    throw new Error(`the engine changed the layers of ${node.label}`);
  const own: MadeLayer[] = [];
  for (const [at, path] of layers.entries()) {
    if (at >= below.length) own.push(await packLayer(making, path, diffIds[at] ?? ''));
  }
  return { config: madeConfig(made.config ?? {}, config, triggers ?? []), layers: own };
}

/** Puts the target as it is without the lines into the engine. */
async function loadBase({ job, built }: Making, order: TargetOrder, name: string): Promise<void> {
  const { world } = job;
  const { configBytes, configDigest } = assembleTarget(order);
  const layers = [...built.parentLayers, built.layer].map(({ digest, size, path }) => {
    return { digest, size, open: () => world.files.openStream(path) };
  });
  await world.engine.load(world.archive(configBytes, configDigest, layers));
  await world.engine.tag(configDigest, name);
}

/** The images that stages begin with, by the digests of the pins; gives their names in the engine. */
async function bringStages({ job, node, file, name }: Making): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { reference } of stageImages(file)) {
    if (names.has(reference)) continue;
    const own = name();
    await job.world.engine.tag(await pullPinned(job, node, reference), own);
    names.set(reference, own);
  }
  return names;
}

async function runLines({ job, node, file, order }: Making, folder: string, tag: string): Promise<void> {
  const { world } = job;
  const last: string[] = [];
  let place = node.image.dockerfile && 'lines' in node.image.dockerfile ? node.image.dockerfile.lines.place : undefined;
  const onLine = (line: string): void => {
    world.screen.child(line);
    place = failedAt(file, line) ?? place;
    if (last.push(keepable(line)) > SHOWN) last.shift();
  };
  const { platform, image } = node;
  const code = await world.engine.buildImage(
    {
      ...{ tag, platform, network: image.network, epoch: order.epoch },
      file: join(folder, 'Dockerfile'),
      context: join(folder, 'context'),
    },
    { onLine, signal: world.signal },
  );
  if (code === 0) return;
  const words = last.length === 0 ? ' and printed nothing' : `:\n${last.join('\n')}`;
  throw new JobFailure('failed', { phase: 'dockerfile', reason: `the engine ended with ${code}${words}`, place });
}

async function packLayer({ job }: Making, path: string, diffId: string): Promise<MadeLayer> {
  const { world } = job;
  const plain = await world.files.hashFile(path);
  // Some engines save layers as they were pushed.
  if (plain.digest !== diffId) return { ...plain, diffId, path };
  const packed = `${path}.gz`;
  await onDisk(job, () => world.compress(path, packed));
  return { ...(await world.files.hashFile(packed)), diffId, path: packed };
}
