// One run of a builder's container, from its job folder to the committed builder image.
// In: a node of a job. Out: the builder in the engine, and of an image its layer and its packages.
// Nothing is pushed or named for people here.

import { basename, join } from 'node:path/posix';
import { additionsOf } from '../core/additions.ts';
import { type Finding, parseFindings } from '../core/closure.ts';
import { containerNameFor } from '../core/container.ts';
import type { Instruction } from '../core/dockerfile.ts';
import { type BuilderNode, type BuiltNode, type GentooNode, nodeOf } from '../core/graph.ts';
import { builderReference, contentReference, coreReference } from '../core/layout.ts';
import type { ContainerConfig } from '../core/oci.ts';
import { snapshotIn, snapshotOf } from '../core/held.ts';
import { pinOf } from '../core/pins.ts';
import {
  coreRecipe,
  endHook,
  epochOf,
  imageRecipe,
  type Recipe,
  type RecipeOptions,
  scratchRecipe,
} from '../core/recipe.ts';
import { formatReference, parseReference, type Reference } from '../core/reference.ts';
import type { Package } from '../core/result.ts';
import type { ScopeRecord } from '../core/scope.ts';
import { LABEL, type Layer, type ParentImage } from '../core/target.ts';
import { bringState } from './ancestors-state.ts';
import { bringAdditions, bringCheckout } from './additions.ts';
import { isOutOfTime, outOfTime } from './budget.ts';
import { checkDisk, onDisk } from './disk-check.ts';
import { takeBuilder } from './builder-images.ts';
import { checkPromise, explainJob, tagVersion } from './explanation.ts';
import { fingerprintIn, type Job } from './job-context.ts';
import { readScope } from './scope-record.ts';
import { layOutSecrets, redactFailure } from './secrets.ts';
import { treeOf } from '../core/stock.ts';
import { fetchLayers, type LayerFile, readTarget } from './stored-target.ts';
import { withStock } from './stock.ts';
import { watchEmerge } from './watch.ts';

/** What a built image left, before it is assembled. */
export interface BuiltImage {
  readonly layer: MadeLayer;
  readonly parent: ParentImage | undefined;
  /** the parent's layers, lowest first, as they were fetched for the build */
  readonly parentLayers: readonly LayerFile[];
  readonly packages: readonly Package[];
  readonly findings: readonly Finding[];
  /** of the package that gives the tag, where one does */
  readonly version: string | undefined;
  readonly epoch: number;
  /** what of the ebuild repository it used, where that is asked for */
  readonly scope: ScopeRecord | undefined;
  /** Dockerfile lines that only configure */
  readonly lines?: readonly Instruction[];
  /** what the engine made of Dockerfile lines */
  readonly made?: { readonly config: ContainerConfig; readonly layers: readonly MadeLayer[] };
}

/** A layer of ours, in a file. */
export interface MadeLayer extends Layer {
  readonly path: string;
}

/** stage3 -> builder-core -> builder-scratch. The core is taken from the engine's store when it is there. */
export async function buildInitial(job: Job, node: BuilderNode, fresh: boolean): Promise<void> {
  const { engine } = job.world;
  const core = coreReference(job.prints.get(node.id)?.core ?? '');
  const options = await recipeOptions(job, node);
  if ((await engine.imageId(formatReference(core))) === undefined) {
    const stage3 = await pullPinned(job, node, node.builder.stage3.value);
    await runContainer(job, node, stage3, coreRecipe(node, options), core);
  }
  const reference = builderReference(job.catalog, node, fingerprintIn(job, node.id));
  const base = (await engine.imageId(formatReference(core))) ?? formatReference(core);
  const recipe = scratchRecipe(node, options);
  await withStock(job, node, fresh, (stock) => runContainer(job, node, base, recipe, reference, { stock }));
}

/**
 * The parent's builder -> this image's builder, and the layer. `folder`: the job's own, which the caller removes;
 * `fresh`: no binary packages of an earlier build.
 */
export async function buildImage(
  job: Job,
  node: GentooNode,
  fingerprint: string,
  { folder, fresh }: { readonly folder: string; readonly fresh: boolean },
): Promise<BuiltImage> {
  const { world } = job;
  const parentNode = node.parent === undefined ? undefined : nodeOf(job.graph, node.parent);
  const parent =
    parentNode &&
    (await readTarget(
      job,
      contentReference(job.catalog, parentNode, fingerprintIn(job, parentNode.id)),
      node.platform,
    ));
  const start = nodeOf(job.graph, node.startsFrom);
  const builder = builderReference(job.catalog, start, fingerprintIn(job, start.id));
  await checkDisk(job, node, { reference: builder, store: job.stores.images }, parent?.manifest);
  const layers = parent ? await fetchLayers(job, parent, join(folder, 'layers')) : [];
  const options = await recipeOptions(job, node);
  const base = await takeBuilder(job, start);
  await bringState(job, node, folder);
  const recipe = imageRecipe(
    node,
    layers.map(({ path }) => basename(path)),
    options,
  );
  await onDisk(job, () => bringAdditions(job, node, additionsOf(node, job.graph, job.facts.pins), folder));
  const reference = builderReference(job.catalog, node, fingerprint);
  const out = await withStock(job, node, fresh, (stock) =>
    runContainer(job, node, base, recipe, reference, { folder, stock }),
  );
  const path = join(out, 'layer.tar.gz');
  const { digest, size } = await world.files.hashFile(path);
  const diffId = ((await world.files.readText(join(out, 'layer.diffid'))) ?? '').trim();
  const listed = JSON.parse((await world.files.readText(join(out, 'packages.json'))) ?? '{}') as {
    packages?: Package[];
  };
  const packages = listed.packages ?? [];
  checkPromise(job, node, packages);
  const version = tagVersion(node, await world.files.readText(join(out, 'tag-package')));
  const findings = parseFindings((await world.files.readText(join(out, 'closure'))) ?? '');
  const layer = { digest, size, diffId, path };
  const scope = await readScope(job, node, fingerprint, out);
  return { layer, parent, parentLayers: layers, packages, findings, version, epoch: options.epoch, scope };
}

/** Runs a recipe in a container of `base` and commits it; gives the folder of what came out. */
async function runContainer(
  job: Job,
  node: BuiltNode,
  base: string,
  recipe: Recipe,
  reference: Reference,
  { folder, stock }: { readonly folder?: string; readonly stock?: string } = {},
): Promise<string> {
  const { world } = job;
  const own = folder ?? (await world.files.makeFolder(world.temporary, 'gib-job-'));
  const out = join(own, 'out');
  const distfiles = join(world.cache, 'distfiles');
  const name = containerNameFor(node.name, world.random());
  const secrets = await layOutSecrets(job, node);
  const watch = watchEmerge(world.screen, secrets.redact);
  try {
    await onDisk(job, async () => {
      await writeJobFolder(job, recipe, own);
      await Promise.all([world.files.ensureFolder(distfiles), world.files.ensureFolder(out)]);
    });
    const code = await world.engine.runBuilder(
      {
        name,
        image: base,
        argv: ['/bin/bash', '/gib/job/run.sh'],
        mounts: [
          { source: own, target: '/gib/job', readonly: true },
          { source: out, target: '/gib/out', readonly: false },
          { source: distfiles, target: '/var/cache/distfiles', readonly: false },
          ...secrets.mounts,
          ...(stock === undefined ? [] : [{ source: stock, target: '/gib/packages', readonly: false }]),
        ],
        snapshot: (await mountSnapshot(job, node)).args,
        capabilities: node.kind === 'gentoo' ? node.image.capabilities : [],
        network: node.kind === 'gentoo' ? node.image.network : undefined,
      },
      { onLine: watch.onLine, signal: world.budget ? AbortSignal.any([world.signal, world.budget]) : world.signal },
    );
    watch.end();
    if (code !== 0 && isOutOfTime(world)) throw outOfTime(watch.packages());
    if (code !== 0) throw redactFailure(await explainJob(job, node, out, watch.lines(), code), secrets.redact);
    const labels = new Map([[`${LABEL}fingerprint`, reference.tag ?? '']]);
    await world.engine.commit(name, base, formatReference(reference), labels);
    return out;
  } finally {
    watch.end();
    await world.engine.remove(name);
    await secrets.remove();
    if (folder === undefined) await world.files.removeFolder(own);
  }
}

async function writeJobFolder(job: Job, { files, folders, checkouts, scripts }: Recipe, folder: string): Promise<void> {
  const { world } = job;
  await world.files.copyTree(world.scripts, folder);
  for (const [path, text] of files) await world.files.writeText(join(folder, path), text);
  for (const { from, to } of folders) await world.files.copyTree(join(job.folder, from), join(folder, to));
  for (const checkout of checkouts) await bringCheckout(job, checkout, folder);
  for (const { from, to } of scripts) {
    // It is there: its hash is an ingredient.
    const text = (await world.files.readText(join(job.folder, from))) ?? '';
    await world.files.writeText(join(folder, to), endHook(text));
  }
}

async function recipeOptions(job: Job, node: BuiltNode): Promise<RecipeOptions> {
  const { path } = await mountSnapshot(job, node);
  return {
    epoch: epochOf(snapshotOf(node, job.facts).date),
    snapshotPath: path,
    tree: treeOf(job.graph, job.prints, node),
  };
}

async function mountSnapshot(job: Job, node: BuiltNode): Promise<{ args: readonly string[]; path: string }> {
  const { portage } = node.builder;
  // A folder is there as it is now only; what of it an older one is held for is the same.
  if (portage.kind === 'folder')
    return await job.world.engine.mountSnapshot({ folder: join(job.folder, portage.path) });
  const digest = await snapshotDigest(job, node, portage.reference);
  return await job.world.engine.mountSnapshot({ image: await pullPinned(job, node, portage.reference, digest) });
}

/** Of a snapshot that a node is held at and that is gone, the present one is the same as far as it is used. */
async function snapshotDigest(job: Job, node: BuiltNode, name: string): Promise<string> {
  const [own, present] = [snapshotOf(node, job.facts).content, snapshotIn(node.builder, job.facts).content];
  const { registry = '', repository = '' } = parseReference(name) ?? {};
  if (own === present) return own;
  const there = await job.stores.registries.head({ registry, repository, digest: own });
  return there.answer === 'no' ? present : own;
}

/** Fetches a reference by the digest that the plan pinned, from the mirror where there is one; gives the image's id. */
export async function pullPinned(
  job: Job,
  node: BuiltNode,
  name: string,
  digest = pinOf(job.facts.pins, name).digest,
): Promise<string> {
  const reference = parseReference(name);
  if (!reference || digest === undefined) throw new Error(`${name} is not pinned`);
  const registry = job.catalog.registries.get(reference.registry)?.mirror ?? reference.registry;
  const pinned = formatReference({ registry, repository: reference.repository, digest });
  const { engine } = job.world;
  const known = await engine.imageId(pinned);
  if (known !== undefined) return known;
  const place = { registry, repository: reference.repository, digest };
  await checkDisk(job, node, { reference: place, store: job.stores.registries });
  return await job.stores.withLogin(place, (login) => engine.pull(pinned, node.platform, login));
}
