// Compiles src/core/images.schema.json ahead of time, so that core neither compiles nor carries a compiler, and makes the
// reference page from it:
//
//   node script/generate.mjs            writes src/core/images-validator.generated.js and .d.ts, docs/images-file.md
//   node script/generate.mjs --check    writes nothing; 1 when they are not what the schema makes
//
// The validator collects all errors. Keys of the schema that begin with `x-` are ours and mean nothing to it.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { format, resolveConfig } from 'prettier';
import { pageOf } from './images-file-page.mjs';

const root = dirname(import.meta.dirname);
const head = '// Made by script/generate.mjs from images.schema.json. Do not edit.\n';

const declarations = `${head}import type { ErrorObject } from 'ajv';

/** Says whether a value is an images file by its schema; if not, \`errors\` says all that is wrong. */
export declare const validate: {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
};
`;

process.exitCode = await main();

async function main() {
  const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, schema: { type: 'string', default: '' } },
  });
  const schemaFile = values.schema || join(root, 'src/core/images.schema.json');
  const stem = join(dirname(schemaFile), `${basename(schemaFile, '.schema.json')}-validator.generated`);
  /** @type {Record<string, string>} */
  const outputs = { [`${stem}.js`]: validator(schemaFile), [`${stem}.d.ts`]: declarations };
  if (values.schema === '') outputs[join(root, 'docs/images-file.md')] = await page(schemaFile);

  if (!values.check) {
    for (const [file, content] of Object.entries(outputs)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return 0;
  }
  const stale = Object.entries(outputs)
    .filter(([file, content]) => !existsSync(file) || readFileSync(file, 'utf8') !== content)
    .map(([file]) => relative(root, file));
  for (const file of stale) console.error(`${file} is not what the schema makes: run \`npm run generate\``);
  return stale.length > 0 ? 1 : 0;
}

/** @param {string} schemaFile */
async function page(schemaFile) {
  const schema = /** @type {import('./images-file-page.mjs').Schema} */ (JSON.parse(readFileSync(schemaFile, 'utf8')));
  const file = join(root, 'docs/images-file.md');
  return format(pageOf(schema), { ...(await resolveConfig(file)), filepath: file });
}

/**
 * What is written for people need not be in the bundle. A key of that name is a mapping, and stays.
 *
 * @param {string} key @param {unknown} value @returns {unknown}
 */
function withoutProse(key, value) {
  return key === 'examples' || (key === 'description' && typeof value === 'string') ? undefined : value;
}

/** @param {string} schemaFile */
function validator(schemaFile) {
  const text = readFileSync(schemaFile, 'utf8');
  const schema = /** @type {Record<string, unknown>} */ (JSON.parse(text, withoutProse));
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    // `type: [string, number]` is how the images file says "either"; what it may be is the schema's to say.
    allowUnionTypes: true,
    // Each error brings the schema it broke and the value that broke it.
    verbose: true,
    code: { esm: true, source: true, lines: true, optimize: true },
  });
  for (const keyword of ownKeywords(schema)) ajv.addKeyword(keyword);
  // TypeScript sees a namespace where Node gives the function.
  const print = /** @type {typeof standalone.default} */ (/** @type {unknown} */ (standalone));
  return head + withImports(print(ajv, ajv.compile(schema)));
}

/**
 * Every key `x-...` of the schema, at any depth.
 *
 * @param {unknown} value @param {Set<string>} found @returns {Set<string>}
 */
function ownKeywords(value, found = new Set()) {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, child] of Object.entries(value)) {
    if (key.startsWith('x-') && !Array.isArray(value)) found.add(key);
    ownKeywords(child, found);
  }
  return found;
}

/**
 * The standalone code is a module that calls `require` for what ajv brings at run time: each becomes an import.
 * These files are CommonJS that set `exports.default`: Node's `import x from` gives `exports`, vitest's gives the
 * `default` in it, so that both are taken.
 *
 * @param {string} code
 */
function withImports(code) {
  /** @type {Map<string, string>} */
  const names = new Map();
  const body = code.replaceAll(/\brequire\("([^"]+)"\)\.default\b/g, (_call, /** @type {string} */ specifier) => {
    const name = names.get(specifier) ?? `imported${names.size}`;
    names.set(specifier, name);
    return `(${name}.default ?? ${name})`;
  });
  if (/\brequire\b\s*\(/.test(body)) throw new Error('a call of require is left in the validator');
  const imports = [...names].map(([specifier, name]) => {
    // A package without `exports` wants the file's whole name.
    const file = specifier.startsWith('ajv/') && !specifier.endsWith('.js') ? `${specifier}.js` : specifier;
    return `import ${name} from "${file}";\n`;
  });
  return imports.join('') + body.replace(/^"use strict";\n?/, '').replace(/^export default .*\n?/m, '');
}
