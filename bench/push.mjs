// How long a push takes, and what it sends: a target layer of 600 MB by our client, by `docker push`, by `skopeo`; then a
// builder with 5 % changed. In: nothing (`node_modules/node/bin/node bench/push.mjs [MEGABYTES]`), docker, skopeo.
// Out: figures as JSON. All bytes pass the proxy, which counts them.

import { execFile, spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startFaultProxy } from '../__tests__/fakes/fault-proxy.ts';
import { startRegistry } from '../__tests__/fakes/registry-process.ts';
import { hashFile } from '../src/adapters/files.ts';
import { openHttp } from '../src/adapters/http.ts';
import { openRegistry } from '../src/adapters/registry.ts';
import { OCI_CONFIG, OCI_LAYER_GZIP, OCI_MANIFEST, sha256 } from '../src/core/oci.ts';

const run = promisify(execFile);
const MEGABYTES = Number(process.argv[2] ?? 600);
const CHANGED = 0.05;

const folder = await mkdtemp(join(tmpdir(), 'bench-push-'));
/** @type {string[]} */
const made = [];
const registry = await startRegistry();
const proxy = await startFaultProxy(registry.host);
try {
  console.log(JSON.stringify(await measure(), undefined, 2));
} finally {
  await run('docker', ['image', 'rm', '--force', ...made]).catch(() => undefined);
  await proxy.stop();
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
}

async function measure() {
  const tree = join(folder, 'layer.tar');
  await run('mkdir', [join(folder, 'tree')]);
  await writeHalfRandom(join(folder, 'tree/data'), MEGABYTES);
  await run('tar', ['-cf', tree, '-C', join(folder, 'tree'), '.']);
  const image = await dockerImport(tree, 'docker/target');

  const packed = await timed(() => gzip(tree, join(folder, 'layer.tar.gz')));
  const ours = await timed(() => pushOurs(join(folder, 'layer.tar.gz'), 'ours/target'));
  const docker = await timed(() => run('docker', ['push', '--quiet', image]));
  const skopeo = await timed(() => skopeoPush(image, 'skopeo/target'));

  const changed = await change(image, 'docker/child');
  const again = await timed(() => run('docker', ['push', '--quiet', changed]));
  const skopeoAgain = await timed(() => skopeoPush(changed, 'skopeo/child'));
  const oursWhole = packed.seconds + ours.seconds;
  return {
    megabytes: MEGABYTES,
    target: { gzip: packed, ours, docker, skopeo },
    builderWith5PercentChanged: { docker: again, skopeo: skopeoAgain },
    ratios: {
      'docker push / (gzip + ours)': ratio(docker.seconds, oursWhole),
      'skopeo / (gzip + ours)': ratio(skopeo.seconds, oursWhole),
      'docker push / ours, layer packed already': ratio(docker.seconds, ours.seconds),
      'builder: first push / second push': ratio(docker.seconds, again.seconds),
      'builder: skopeo / docker push, second': ratio(skopeoAgain.seconds, again.seconds),
    },
  };
}

/**
 * @param {number} one
 * @param {number} other
 */
function ratio(one, other) {
  return Number((one / other).toFixed(1));
}

/**
 * Runs work; gives its seconds and the megabytes that went through the proxy.
 * @param {() => Promise<unknown>} work
 */
async function timed(work) {
  proxy.script();
  const begun = performance.now();
  await work();
  const seconds = Number(((performance.now() - begun) / 1000).toFixed(2));
  const sent = proxy.seen.reduce((sum, one) => sum + one.sent, 0);
  return { seconds, sentMB: Number((sent / 1e6).toFixed(1)) };
}

/**
 * Compresses to about half: a random page, then zeros.
 * @param {string} path
 * @param {number} megabytes
 */
async function writeHalfRandom(path, megabytes) {
  const file = await open(path, 'w');
  for (let n = 0; n < megabytes; n++) {
    await file.write(Buffer.concat(Array.from({ length: 128 }, () => [randomBytes(4096), Buffer.alloc(4096)]).flat()));
  }
  await file.close();
}

/**
 * As in a builder's container, where a program packs the layer.
 * @param {string} from
 * @param {string} to
 */
async function gzip(from, to) {
  const { stdin, stdout } = spawn('gzip', ['-n'], { stdio: ['pipe', 'pipe', 'inherit'] });
  await Promise.all([pipeline(createReadStream(from), stdin), pipeline(stdout, createWriteStream(to))]);
}

/**
 * @param {string} layer
 * @param {string} repository
 */
async function pushOurs(layer, repository) {
  const access = () => ({});
  const clock = { now: Date.now, sleep: setTimeout };
  const store = openRegistry({
    access,
    send: openHttp({ access }),
    credentials: () => Promise.resolve(undefined),
    clock,
  });
  const place = { registry: proxy.host, repository, tag: 'bench' };
  const { digest, size } = await hashFile(layer);
  await store.putBlob(place, { digest, size, open: () => createReadStream(layer) });
  const text = '{"os":"linux","architecture":"amd64"}';
  await store.putBlob(place, {
    digest: sha256(text),
    size: text.length,
    open: () => Readable.from([Buffer.from(text)]),
  });
  const config = { mediaType: OCI_CONFIG, digest: sha256(text), size: text.length };
  const manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config,
    layers: [{ mediaType: OCI_LAYER_GZIP, digest, size }],
  };
  await store.putManifest(place, Buffer.from(JSON.stringify(manifest)), OCI_MANIFEST);
}

/**
 * @param {string} tar
 * @param {string} repository
 */
async function dockerImport(tar, repository) {
  const name = `${proxy.host}/${repository}:bench`;
  await run('docker', ['import', tar, name]);
  made.push(name);
  return name;
}

/**
 * The image with one more layer, of a twentieth of its size.
 * @param {string} image
 * @param {string} repository
 */
async function change(image, repository) {
  const tree = join(folder, 'change');
  await run('mkdir', [tree]);
  await writeHalfRandom(join(tree, 'more'), Math.round(MEGABYTES * CHANGED));
  await run('sh', ['-c', 'printf "FROM %s\\nCOPY more /more\\n" "$1" > "$2/Dockerfile"', 'sh', image, tree]);
  const name = `${proxy.host}/${repository}:bench`;
  await run('docker', ['build', '--quiet', '--tag', name, tree], { env: { ...process.env, DOCKER_BUILDKIT: '0' } });
  made.push(name);
  return name;
}

/**
 * @param {string} image
 * @param {string} repository
 */
async function skopeoPush(image, repository) {
  const to = `docker://${proxy.host}/${repository}:bench`;
  await run('skopeo', ['copy', '--quiet', '--dest-tls-verify=false', `docker-daemon:${image}`, to]);
}
