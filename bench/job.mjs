// What a job takes beside emerge: a child with a layer of 10 MB on a builder of 1 GB, whose parent is present and pushed.
// In: nothing (`script/with-engine node_modules/node/bin/node bench/job.mjs [MEGABYTES]`), the stand-in for Gentoo.
// Out: seconds by step as JSON, the median of five jobs. Exits with 1 above five seconds in all.

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startRegistry } from '../__tests__/fakes/registry-process.ts';
import { parseArguments } from '../src/arguments.ts';
import { runCommand } from '../src/commands/command-line.ts';
import { openWorld } from '../src/real-world.ts';

const run = promisify(execFile);
const MEGABYTES = Number(process.argv[2] ?? 1024);
const LAYER = 10;
const JOBS = 5;
const MOST_SECONDS = 5;
const ROOT = join(import.meta.dirname, '..');

const folder = mkdtempSync(join(tmpdir(), 'bench-job-'));
for (const name of ['data', 'cache', 'state']) process.env[`XDG_${name.toUpperCase()}_HOME`] = join(folder, name);
const registry = await startRegistry();
/** @type {{ name: string; at: number }[]} */
let steps = [];
try {
  const figures = await measure();
  console.log(JSON.stringify(figures, undefined, 2));
  process.exitCode = figures.total > MOST_SECONDS ? 1 : 0;
} finally {
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure() {
  const stage3 = `${registry.host}/gentoo/stage3:latest`;
  await run(join(ROOT, '__tests__/mini-gentoo/build.sh'), ['mini-gentoo/stage3:standin']);
  await run('docker', ['tag', 'mini-gentoo/stage3:standin', stage3]);
  await run('docker', ['push', '--quiet', stage3]);
  symlinkSync(join(ROOT, '__tests__/mini-gentoo/gentoo'), join(folder, 'gentoo'));
  mkdirSync(join(folder, 'files'));
  const images = (/** @type {string} */ word) => `
registry: ${registry.host}/bench
builders:
  default:
    stage3: ${stage3}
    portage: {path: gentoo}
    configure_builder: head -c ${MEGABYTES}M /dev/urandom > /opt/weight
images:
  - name: parent
    tag: a
    build: {finish_rootfs_build: 'mkdir -p "$ROOT/opt"; head -c 20M /dev/urandom > "$ROOT/opt/parent"'}
  - name: child
    tag: a
    requires: parent
    build: {finish_rootfs_build: 'head -c ${LAYER}M /dev/urandom > "$ROOT/opt/${word}"'}
`;
  await build(images('first'));
  /** @type {Map<string, number>[]} */
  const jobs = [];
  for (let job = 0; job < JOBS; job++) jobs.push(await build(images(`job${job}`)));
  const names = [...new Set(jobs.flatMap((job) => [...job.keys()]))];
  const medians = names.map((name) => [name, median(jobs.map((job) => job.get(name) ?? 0))]);
  const total = median(jobs.map((job) => [...job.values()].reduce((sum, one) => sum + one, 0)));
  return { megabytes: MEGABYTES, layer: LAYER, steps: Object.fromEntries(medians), total };
}

/** Builds what is to be built; gives the seconds by step. */
async function build(/** @type {string} */ text) {
  writeFileSync(join(folder, 'images.yaml'), text);
  steps = [];
  mark('start: pins, plan, what exists');
  const order = parseArguments(['build', '--all', '-C', folder]);
  const controller = new AbortController();
  /** @type {string[]} */
  const lines = [];
  const line = (/** @type {string} */ text) => void lines.push(text);
  const screen = {
    ...{ say: line, warn: line, child: line, group: mark, progress: mark },
    problem: (/** @type {{ message: string }} */ { message }) => line(message),
    endGroup: () => mark('between steps'),
  };
  const world = openWorld({
    ...{ screen, folder, imagesFile: 'images.yaml', engine: 'auto', signal: controller.signal },
    scripts: join(ROOT, 'src/container'),
  });
  const code = await runCommand(world, /** @type {any} */ (order), () => undefined);
  await world.engine.close();
  mark('end');
  if (code !== 0) throw new Error(lines.join('\n'));
  /** @type {Map<string, number>} */
  const seconds = new Map();
  for (const [index, { name, at }] of steps.entries()) {
    const next = steps[index + 1];
    if (next) seconds.set(name, (seconds.get(name) ?? 0) + (next.at - at) / 1000);
  }
  return seconds;
}

function mark(/** @type {string} */ name) {
  steps.push({ name, at: performance.now() });
}

function median(/** @type {number[]} */ numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 100) / 100;
}
