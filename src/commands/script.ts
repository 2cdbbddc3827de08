// An image that a command of the user's leaves in the engine. In: a node of a job. Out: what became of it.
// The engine pushes it, tests run in it, then it gets its content tag and its names. Without a registry to push to, all
// of these are names in the engine only: the local store does not get it.

import type { ScriptNode } from '../core/graph.ts';
import { contentReference, LOCAL_REGISTRY, targetRepository, untestedReference } from '../core/layout.ts';
import type { Work } from '../core/plan.ts';
import { formatReference, type Reference } from '../core/reference.ts';
import { sizeOf } from '../core/target.ts';
import { pushPatiently } from './builder-images.ts';
import { fingerprintIn, type Job, namesOf, type Outcome } from './job-context.ts';
import { JobFailure } from './job-failure.ts';
import { giveNames } from './naming.ts';
import { existing, hasPassed, passedReferences } from './presence.ts';
import { readTarget } from './stored-target.ts';
import { runTests } from './target-test.ts';

/** Lines of the command's output that its failure shows. */
const SHOWN = 20;

/** Makes a script's image; or tests or names what is there already. */
export async function scriptImage(job: Job, node: ScriptNode, fingerprint: string, work: Work): Promise<Outcome> {
  const content = contentReference(job.catalog, node, fingerprint);
  const untested = untestedReference(job.catalog, node, fingerprint);
  if (work !== 'rebuild') {
    if ((await existing(job, node, content)).answer === 'yes') {
      const isPassed = work === 'tag' || (await hasPassed(job, node, fingerprint));
      if (!isPassed) return await testAndName(job, node, content, 'tested');
      return {
        status: work === 'tag' ? 'tagged' : 'reused',
        ...(await giveScriptNames(job, node, content)),
      };
    }
    if ((await existing(job, node, untested)).answer === 'yes') {
      return await testAndName(job, node, untested, 'tested');
    }
  }
  await runCommand(job, node, untested);
  if (!job.local) {
    job.world.screen.progress('push the image');
    await pushPatiently(job, untested);
  }
  return await testAndName(job, node, untested, 'built');
}

async function runCommand(job: Job, node: ScriptNode, reference: Reference): Promise<void> {
  const { world } = job;
  const image = formatReference(reference);
  // What an earlier run left under this name must not be taken for the work of this one.
  if ((await world.engine.imageId(image)) !== undefined) await world.engine.untag(image);
  const lines: string[] = [];
  const onLine = (line: string): void => {
    world.screen.child(line);
    if (lines.push(line) > SHOWN) lines.shift();
  };
  world.screen.group(`command of ${node.label}`);
  const { command } = node.image;
  const environment = environmentOf(job, node, image);
  const code = await world.runScript({
    text: command.text,
    folder: job.folder,
    ...{ environment, onLine, signal: world.signal },
  });
  world.screen.endGroup();
  const words = lines.length === 0 ? ' and printed nothing' : `:\n${lines.join('\n')}`;
  if (code !== 0) throw failed(node, `the command ended with ${code}${words}`);
  if ((await world.engine.imageId(image)) !== undefined) return;
  const hint = 'end it with something like: docker build --tag "$IMAGE" .';
  throw failed(node, `the command left no image ${image} in the engine`, hint);
}

function failed({ image }: ScriptNode, reason: string, hint?: string): JobFailure {
  return new JobFailure('failed', { phase: 'command', reason, place: image.command.place, hint });
}

function environmentOf(job: Job, node: ScriptNode, image: string): Record<string, string> {
  return {
    IMAGE: image,
    NAME: node.name,
    TAG: namesOf(job, node)[0] ?? '',
    SECTION: node.section,
    REGISTRY: job.catalog.registry ?? LOCAL_REGISTRY,
    PLATFORM: node.platform,
  };
}

/** The commit record is written between the tests and the names: what has a content tag has passed. */
async function testAndName(job: Job, node: ScriptNode, from: Reference, status: 'built' | 'tested'): Promise<Outcome> {
  const { engine } = job.world;
  const fingerprint = fingerprintIn(job, node.id);
  const untested = untestedReference(job.catalog, node, fingerprint);
  const content = contentReference(job.catalog, node, fingerprint);
  if (node.image.tests.length > 0) await runTests(job, node, await takeImage(job, node, from));
  await nameImage(job, node, from, [...passedReferences(job, node, fingerprint), content]);
  const named = await giveScriptNames(job, node, content);
  // Once it has passed, the content tag holds it; what is pushed was in the engine for the push and the tests only.
  await engine.untag(formatReference(untested));
  return { status, ...named };
}

async function takeImage({ world }: Job, node: ScriptNode, reference: Reference): Promise<string> {
  const name = formatReference(reference);
  return (await world.engine.imageId(name)) ?? (await world.engine.pull(name, node.platform));
}

/** The names for people: in the registry where no newer commit has moved them, else in the engine. */
async function giveScriptNames(job: Job, node: ScriptNode, content: Reference): Promise<Omit<Outcome, 'status'>> {
  const names = job.name ? namesOf(job, node) : [];
  if (!job.local) {
    const there = await nameImage(job, node, content, []);
    return { ...there, ...(await giveNames(job, node, names, await job.stores.images.manifest(content))) };
  }
  const repository = targetRepository(job.catalog, node);
  const references = names.map((tag) => ({ ...repository, tag }));
  return await nameImage(job, node, content, references);
}

/** Gives an image further names: in the registry by its manifest, else in the engine. */
async function nameImage(
  job: Job,
  node: ScriptNode,
  image: Reference,
  references: readonly Reference[],
): Promise<Pick<Outcome, 'digest' | 'tags' | 'size'>> {
  const tags = references.map(formatReference);
  if (job.local) {
    const id = await takeImage(job, node, image);
    for (const name of tags) await job.world.engine.tag(id, name);
    return { digest: id, tags };
  }
  const { digest, bytes, mediaType } = await job.stores.images.manifest(image);
  for (const reference of references) await job.stores.images.putManifest(reference, bytes, mediaType);
  const { manifest } = await readTarget(job, image, node.platform);
  return { digest, tags, size: sizeOf(manifest) };
}
