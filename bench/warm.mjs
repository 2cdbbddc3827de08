// What warm binary packages save: five packages that compile 5 s each, built, then built again as another version of the
// image. Needs an engine (`script/with-engine node_modules/node/bin/node bench/warm.mjs`). Out: figures as JSON, and exit
// code 1 where the second build compiles anything, or takes more than a quarter of the first.

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startRegistry } from '../__tests__/fakes/registry-process.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..');
const NAMES = ['one', 'two', 'three', 'four', 'five'];
const SECONDS = 5;
const MOST = 0.25;
const STAGE3 = 'mini-gentoo/stage3:standin';

const registry = await startRegistry();
const folder = await mkdtemp(join(tmpdir(), 'bench-warm-'));
const stage3 = `${registry.host}/gentoo/stage3:latest`;
try {
  await run(join(ROOT, '__tests__/mini-gentoo/build.sh'), [STAGE3]);
  await run('docker', ['tag', STAGE3, stage3]);
  await run('docker', ['push', '--quiet', stage3]);
  await writeOverlay();
  process.exitCode = await measure();
} finally {
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
  await run('docker', ['image', 'rm', '--force', stage3]);
}

/** @returns {Promise<number>} the exit code */
async function measure() {
  // The initial builder, which both builds start from.
  await build('scratch', []);
  const cold = await build('cold', NAMES);
  const warm = await build('warm', NAMES);
  const ratio = warm.seconds / cold.seconds;
  console.log(JSON.stringify({ cold, warm, ratio }, undefined, 2));
  return cold.compiled === NAMES.length && warm.compiled === 0 && ratio <= MOST ? 0 : 1;
}

/**
 * Builds a version of the image.
 * @param {string} version
 * @param {readonly string[]} names
 * @returns {Promise<{ seconds: number, compiled: number }>}
 */
async function build(version, names) {
  await writeFile(join(folder, 'images.yaml'), imagesFile(version, names));
  const begun = performance.now();
  const { stdout } = await run(
    process.execPath,
    ['--no-warnings', join(ROOT, 'src/cli.ts'), 'build', '--all', '--verbose', '-C', folder],
    { env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') }, maxBuffer: 2 ** 26 },
  );
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, compiled: stdout.match(/>>> Emerging \(\d+ of \d+\) app-misc\/slow-/g)?.length ?? 0 };
}

async function writeOverlay() {
  await symlink(join(ROOT, '__tests__/mini-gentoo/gentoo'), join(folder, 'gentoo'));
  await cp(join(ROOT, '__tests__/itg/overlay'), join(folder, 'overlay'), { recursive: true });
  for (const name of NAMES) {
    const place = join(folder, 'overlay/app-misc', `slow-${name}`);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, `slow-${name}-1.ebuild`), ebuild(name));
  }
}

/**
 * @param {string} name
 * @returns {string}
 */
function ebuild(name) {
  return `EAPI=8
DESCRIPTION="Takes its time"
HOMEPAGE="https://example.org/suite"
S="\${WORKDIR}"
LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 arm64"
src_compile() { sleep ${SECONDS}; }
src_install() { insinto /usr/lib/slow; newins - ${name} <<<"${name}"; }
`;
}

/**
 * @param {string} version
 * @param {readonly string[]} names
 * @returns {string}
 */
function imagesFile(version, names) {
  const packages = names.map((name) => `app-misc/slow-${name}`).join(', ');
  return `registry: ${registry.host}/bench
builders:
  default:
    stage3: ${stage3}
    portage: {path: gentoo}
    overlays: [{name: suite, path: overlay, priority: 50}]
images:
  - name: slow
    tag: ${version}
    build: {packages: [${packages}], cmd: [${version}], finish_rootfs_build: 'mkdir -p "$ROOT/etc"; echo ${version} >"$ROOT/etc/version"'}
`;
}
