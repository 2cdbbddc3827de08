// How long planning takes when everything is there: 256 images in 16 chains, a real registry, 20 ms added to each answer.
// In: nothing (`node_modules/node/bin/node bench/plan.mjs`). Out: figures as JSON, and exit code 1 where a bound is broken.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { startFaultProxy } from '../__tests__/fakes/fault-proxy.ts';
import { startRegistry } from '../__tests__/fakes/registry-process.ts';
import { makePlan } from '../src/commands/plan.ts';
import { NO_PINS } from '../src/core/pins.ts';
import { OCI_CONFIG, OCI_LAYER_GZIP, OCI_MANIFEST, sha256 } from '../src/core/oci.ts';
import { builderReference, targetRepository } from '../src/core/layout.ts';
import { openWorld } from '../src/real-world.ts';

/** @typedef {Awaited<ReturnType<typeof makePlan>>} Made */

const run = promisify(execFile);
const COUNT = 256;
const CHAINS = 16;
const DELAY = 20;
const ROUNDS = 5;
const MOST_MS = 1500;
const LEAST_RATIO = 10;
const DIGEST = `sha256:${'ab'.repeat(32)}`;

const registry = await startRegistry();
const proxy = await startFaultProxy(registry.host);
const folder = await mkdtemp(join(tmpdir(), 'bench-plan-'));
try {
  process.exitCode = await measure();
} finally {
  await proxy.stop();
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
}

/** @returns {Promise<number>} the exit code */
async function measure() {
  await writeFile(join(folder, 'images.yaml'), imagesFile());
  /** @type {import('../src/commands/plan.ts').PlanSettings} */
  const settings = {
    imagesFile: 'images.yaml',
    registry: undefined,
    pins: NO_PINS,
    push: true,
    name: true,
    rebuild: 'changed',
    only: [],
    exclude: [],
  };
  const empty = await makePlan(worldOf(), settings);
  await fill(empty);
  proxy.script({ fault: { kind: 'delay', ms: DELAY } });
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    proxy.script({ fault: { kind: 'delay', ms: DELAY } });
    // Each round is a process of its own as far as connections and logins go.
    const begun = performance.now();
    const { plan } = await makePlan(worldOf(), settings);
    times.push(performance.now() - begun);
    if (plan.levels.length > 0) throw new Error('not everything is there');
  }
  const asked = proxy.seen.map(({ path }) => path);
  const content = asked.filter((path) => path.includes('/f1-'));
  const skopeo = await skopeoLoop(empty);
  const plan = times.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
  const figures = {
    images: COUNT,
    addedMs: DELAY,
    planMs: Math.round(plan),
    planMsAll: times.map(Math.round),
    requests: {
      contentTags: content.length,
      distinctContentTags: new Set(content).size,
      humanTags: asked.length - content.length,
    },
    skopeoLoopMs: Math.round(skopeo),
    ratio: Number((skopeo / plan).toFixed(1)),
  };
  console.log(JSON.stringify(figures, undefined, 2));
  const { contentTags, distinctContentTags } = figures.requests;
  return plan <= MOST_MS && figures.ratio >= LEAST_RATIO && contentTags === distinctContentTags ? 0 : 1;
}

function imagesFile() {
  const images = Array.from({ length: COUNT }, (_, n) => {
    const parent = n < CHAINS ? '' : `requires: i${n - CHAINS}, `;
    return `  - {name: i${n}, ${parent}tag: "1", build: {packages: [sys-apps/busybox]}}`;
  });
  const builder = `stage3: "registry.invalid/s@${DIGEST}", portage: "registry.invalid/p:20261116@${DIGEST}"`;
  return `registry: ${proxy.host}/bench\nbuilders: {default: {${builder}}}\nimages:\n${images.join('\n')}\n`;
}

function worldOf() {
  const quiet = () => undefined;
  const screen = {
    say: quiet,
    warn: quiet,
    problem: quiet,
    group: quiet,
    endGroup: quiet,
    child: quiet,
    progress: quiet,
  };
  return openWorld({
    screen,
    folder,
    imagesFile: 'images.yaml',
    engine: 'auto',
    scripts: folder,
    signal: new AbortController().signal,
  });
}

/**
 * Puts a small image under every content tag and every name.
 * @param {Made} made
 */
async function fill({ plan, survey }) {
  const { images } = survey.stores;
  /** @param {string} text */
  const blob = (text) => ({ digest: sha256(text), size: text.length, open: () => Readable.from([Buffer.from(text)]) });
  const [config, layer] = [blob('{"os":"linux","architecture":"amd64"}'), blob('layer')];
  /** @param {string} mediaType @param {{ digest: string, size: number }} blob */
  const part = (mediaType, { digest, size }) => ({ mediaType, digest, size });
  const manifest = { config: part(OCI_CONFIG, config), layers: [part(OCI_LAYER_GZIP, layer)] };
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_MANIFEST, ...manifest }));
  for (const { node, fingerprint, tags } of plan.decisions.values()) {
    const places = [builderReference(survey.catalog, node, fingerprint)];
    if (node.kind !== 'builder') {
      for (const tag of [fingerprint, ...tags]) places.push({ ...targetRepository(survey.catalog, node), tag });
    }
    for (const place of places) {
      for (const one of [config, layer]) await images.putBlob(place, one);
      await images.putManifest(place, bytes, OCI_MANIFEST);
    }
  }
}

/**
 * What a shell script would do: one question after the other.
 * @param {Made} made
 */
async function skopeoLoop({ plan, survey }) {
  const begun = performance.now();
  for (const { node, fingerprint } of plan.decisions.values()) {
    if (node.kind === 'builder') continue;
    const { registry: host, repository } = targetRepository(survey.catalog, node);
    await run('skopeo', ['inspect', '--raw', '--tls-verify=false', `docker://${host}/${repository}:${fingerprint}`]);
  }
  return performance.now() - begun;
}
