// Bundles src/ into dist/, so that the action and the command run from a checkout without node_modules.
//
//   node script/build.mjs [--out FOLDER]      (default: dist)
//
// Comes out: index.js, post.js, cli.js; beside each its chunks, `[id].index.js` and so on, one for every
// `import()`, loaded when it is reached; package.json, which makes them modules; licenses.txt; container/*.sh;
// images.schema.json. The bytes depend on the sources and on package-lock.json alone, neither on the Node that
// runs this nor on where the checkout lies: script/check-dist.mjs relies on it.
//
// How the code finds what lies beside a bundle: the entry file itself says
//
//     const scripts = join(import.meta.dirname, 'container');
//
// for an entry lies beside `container` both in src/ and in dist/, and hands the path down. (`import.meta.url`
// of any file is that of the bundle once bundled, thus a file of src/core/ must not count folders from it.)
// `new URL('./container/', import.meta.url)` does not work: webpack takes that very expression for an asset to
// copy. The build refuses it, see `assertKnownAsset`.

import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import ncc from '@vercel/ncc';

const root = dirname(import.meta.dirname);

/** Each entry of src/ and the bundle that is made of it. */
const entries = /** @type {const} */ ([
  ['main.ts', 'index.js'],
  ['post.ts', 'post.js'],
  ['cli.ts', 'cli.js'],
]);

/**
 * @typedef {{ name: string, content: string | Buffer, mode: number }} Output
 */

await main().catch((/** @type {unknown} */ error) => {
  // Not thrown on: Node would show the line it came from, and a line of the bundler has megabytes.
  const text = error instanceof Error ? error.message : String(error);
  console.error(`build: ${text.replaceAll(/^ +at .*\n?/gm, '').trimEnd()}`);
  process.exitCode = 1;
});

async function main() {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist' } } });
  const out = resolve(values.out);
  // Module names in the bundle are relative to the working directory.
  process.chdir(root);

  /** @type {Map<string, Output>} */
  const outputs = new Map();
  for (const [entry, bundle] of entries) {
    for (const output of await bundleEntry(entry, bundle)) outputs.set(output.name, output);
  }
  outputs.set('licenses.txt', { name: 'licenses.txt', content: await licenses(), mode: 0o644 });
  for (const output of await plainFiles()) outputs.set(output.name, output);

  await rm(out, { recursive: true, force: true });
  for (const { name, content, mode } of outputs.values()) {
    await mkdir(dirname(join(out, name)), { recursive: true });
    await writeFile(join(out, name), content, { mode });
  }
}

/**
 * @param {string} entry file of src/
 * @param {string} bundle name of the bundle
 * @returns {Promise<Output[]>}
 */
async function bundleEntry(entry, bundle) {
  const { code, assets } = await ncc(join(root, 'src', entry), {
    cache: false,
    filename: bundle,
    quiet: true,
    sourceMap: false,
  });
  const isCommand = bundle === 'cli.js';
  /** @type {Output[]} */
  const outputs = [{ name: bundle, content: isCommand ? withShebang(code) : code, mode: isCommand ? 0o755 : 0o644 }];
  for (const [name, { source }] of Object.entries(assets)) {
    assertKnownAsset(name, source.toString(), entry, bundle);
    outputs.push({ name, content: source, mode: 0o644 });
  }
  for (const { name, content } of outputs) assertWhole(name, content.toString());
  return outputs;
}

/** @param {string} code */
function withShebang(code) {
  return code.startsWith('#!') ? code : `#!/usr/bin/env node\n${code}`;
}

/**
 * Anything but a chunk and package.json is a file that the bundler took for an asset by mistake.
 *
 * @param {string} name @param {string} source @param {string} entry @param {string} bundle
 */
function assertKnownAsset(name, source, entry, bundle) {
  if (name === 'package.json' || (/^\d+\./.test(name) && name.endsWith(`.${bundle}`))) return;
  throw new Error(
    `the bundle of src/${entry} wants an asset ${name}: ${source.slice(0, 200)}\n` +
      `Is there a "new URL('./...', import.meta.url)" somewhere? See the head of script/build.mjs.`,
  );
}

/**
 * The bundler exits with 0 though an import was not found, and the bundle fails when it gets there.
 *
 * @param {string} name @param {string} content
 */
function assertWhole(name, content) {
  const missing = /webpackMissingModule|Cannot find module '(\.[^']*)'/.exec(content);
  if (missing) throw new Error(`${name}: the bundler did not find a module: ${missing[1] ?? missing[0]}`);
}

/**
 * The licences of all packages that `dependencies` brings. Some may not be in a bundle; but what the bundler can say
 * about it leaves out those whose modules it joined.
 */
async function licenses() {
  const lock = /** @type {{ packages: Record<string, { version?: string, license?: string, dev?: boolean }> }} */ (
    JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
  );
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const [path, { version, license, dev }] of Object.entries(lock.packages)) {
    if (path === '' || dev) continue;
    const name = `${path.replace(/^.*node_modules\//, '')} ${version ?? ''}`;
    const files = (await readdir(join(root, path))).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
    const parts = await Promise.all(files.map((file) => readFile(join(root, path, file), 'utf8')));
    const text = parts.map((part) => part.replaceAll('\r\n', '\n').trim()).join('\n\n');
    texts.set(name, `${name}\n${license ?? 'see the text'}\n\n${text === '' ? '(brings no text)' : text}\n`);
  }
  const line = `\n${'-'.repeat(80)}\n\n`;
  return [...texts.keys()]
    .sort()
    .map((name) => texts.get(name) ?? '')
    .join(line);
}

/**
 * What is read at run time as it stands.
 *
 * @returns {Promise<Output[]>}
 */
async function plainFiles() {
  const scripts = (await readdir(join(root, 'src/container')).catch(() => [])).filter((name) => name.endsWith('.sh'));
  const outputs = scripts.sort().map((name) => ({ name: `container/${name}`, from: `src/container/${name}` }));
  if (existsSync(join(root, 'src/core/images.schema.json'))) {
    outputs.push({ name: 'images.schema.json', from: 'src/core/images.schema.json' });
  }
  return Promise.all(
    outputs.map(async ({ name, from }) => ({
      name,
      content: await readFile(join(root, from)),
      mode: name.endsWith('.sh') ? 0o755 : 0o644,
    })),
  );
}
