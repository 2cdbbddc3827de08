// The reference page of the images file, docs/images-file.md, from its schema: in a schema, out the page's text.
// Each key has a description and an example there; a test holds that, and that every example is right.

import { stringify } from 'yaml';

/**
 * @typedef {{ title?: string, description?: string, $ref?: string, 'x-words'?: string, examples?: unknown[],
 *   required?: string[], enum?: unknown[], items?: Schema, properties?: Record<string, Schema>,
 *   additionalProperties?: Schema, $defs?: Record<string, Schema> }} Schema
 * @typedef {{ heading: string, at: (schema: Schema) => Schema | undefined, prose: string, leaveOut?: readonly string[] }} Section
 */

const TARGET_KEYS = [
  ...['entrypoint', 'cmd', 'user', 'workdir', 'env', 'expose', 'volumes', 'labels', 'healthcheck', 'stop_signal'],
  'onbuild',
];
const COMMON_KEYS = ['section', 'type', 'requires', 'tags', 'latest', 'platforms', 'runner', 'timeout', 'test'];
const PORTAGE_KEYS = [
  ...['make_conf', 'package_use', 'package_accept_keywords', 'package_mask', 'package_unmask', 'package_license'],
  ...['package_env', 'use_mask', 'use_force', 'profile'],
];

/** @param {string} name @returns {(schema: Schema) => Schema | undefined} */
const def = (name) => (schema) => schema.$defs?.[name];

/** @type {Section[]} */
const SECTIONS = [
  {
    heading: 'The file',
    at: (schema) => schema,
    prose:
      'The keys at the top. Only `images` must be there; `builders` too, unless all images are scripts and mirrors.',
  },
  {
    heading: 'A registry, under `registries`',
    at: def('registry'),
    prose: 'By host. Loopback addresses are plain http by themselves.',
  },
  {
    heading: 'A builder, under `builders`',
    at: def('builder'),
    prose:
      'An initial builder: `stage3 -> builder-core -> builder-scratch`. The one named `default`, or the only one, or ' +
      '`default_builder`, serves images that name none.',
  },
  {
    heading: 'The `stage3` of a builder that is no image',
    at: (schema) => schema.$defs?.builder?.properties?.stage3,
    prose: 'One of `tarball` and `variant`.',
  },
  {
    heading: 'The `portage` of a builder that is a folder',
    at: (schema) => schema.$defs?.builder?.properties?.portage,
    prose: 'Without `date`, the time in its `metadata/timestamp.chk` is taken.',
  },
  {
    heading: 'An overlay, under `overlays`',
    at: (schema) => schema.$defs?.builder?.properties?.overlays?.items,
    prose: 'A folder (`path`), or a commit of a git repository (`git` and `ref`).',
  },
  {
    heading: 'An entry of `software`',
    at: (schema) => schema.properties?.software?.additionalProperties,
    prose: 'Keys beside `version` are yours: `${{ software.nodejs.url }}`.',
  },
  {
    heading: 'An image',
    at: def('gentoo'),
    leaveOut: TARGET_KEYS,
    prose:
      'Made of Gentoo packages. The configuration of the target (below) stands here, or under `build`; each key once.',
  },
  {
    heading: 'A `tag` that a package gives',
    at: def('tag'),
    prose: 'The version that was really merged, known after the build.',
  },
  {
    heading: 'The `state` of an image',
    at: (schema) => schema.$defs?.gentoo?.properties?.state,
    prose: 'A child takes over what its ancestors have installed, as Portage knows it.',
  },
  {
    heading: '`build`',
    at: def('build'),
    leaveOut: TARGET_KEYS,
    prose: `How the image is built. Hooks run in one bash, in the order of this page. ${PORTAGE_KEYS.map((key) => `\`${key}\``).join(', ')} are inherited by children.`,
  },
  {
    heading: '`provided`',
    at: (schema) => schema.$defs?.build?.properties?.provided,
    prose: 'Packages that Portage shall not merge, since you know better.',
  },
  {
    heading: 'An addition, under `add`',
    at: (schema) => schema.$defs?.build?.properties?.add?.items,
    prose:
      'One of `git` (with `ref`), `url` (with `sha256`), `path` and `image` (with `src`, `from`), and always `dest`.',
  },
  {
    heading: 'The configuration of the target',
    at: (schema) => only(schema.$defs?.gentoo, TARGET_KEYS),
    prose: "At the image's top or under its `build`. What is left out is the parent's.",
  },
  {
    heading: '`healthcheck`',
    at: def('healthcheck'),
    prose: "In docker's own terms. Times have units: `30s`, `1m30s`, `500ms`.",
  },
  {
    heading: 'A test, under `test`',
    at: def('test'),
    prose:
      'A command line is split as a shell splits words, and run without a shell; so is a list of words. ' +
      'A mapping, or a list of them, says more: `run` or `args`, or `script`, or `healthcheck`.',
  },
  {
    heading: 'An image of `type: script`',
    at: def('script'),
    leaveOut: COMMON_KEYS,
    prose: `Made by a command of yours. It also has ${listOf(COMMON_KEYS)}, as any image.`,
  },
  {
    heading: 'An image of `type: mirror`',
    at: def('mirror'),
    leaveOut: COMMON_KEYS,
    prose: `Pulled there, pushed here: every platform, by digest. It also has ${listOf(COMMON_KEYS.filter((key) => !['test', 'platforms'].includes(key)))}, as any image.`,
  },
];

const HEAD = `<!-- Made by script/generate.mjs from src/core/images.schema.json. Do not edit. -->

# The images file

One file says everything about a chain of images. Editors that know JSON Schema complete and check it by its first line:

\`\`\`yaml
# yaml-language-server: $schema=./dist/images.schema.json
builders:
  default:
    stage3: docker.io/gentoo/stage3:musl-hardened
    portage: docker.io/gentoo/portage:20261116
images:
  - name: base
    build:
      packages: [sys-apps/busybox, sys-libs/musl]
      finish_rootfs_build: |
        "$ROOT"/bin/busybox --install "$ROOT/bin"
    test: sh -c 'busybox true'
\`\`\`

- **Texts** are taken as written: \`tag: 2025.10\` is \`2025.10\`.
- **Expressions**: \`\${{ software.nodejs.version }}\`, \`\${{ vars.site }}\`, \`\${{ builder.portage }}\` (the snapshot's date),
  \`\${{ platform.arch }}\`, \`\${{ image.name }}\`, in GitHub's own expression language. Names and paths of included files
  have none. In hooks and command lines only values of letters, digits and \`._+:/@=,-\` may be put in.
- **Paths** are below the folder of this file.
- **Keys that begin with \`x-\`** are ignored, wherever they stand: a place to park things, and anchors.
- **A tag** is \`tag\`, else the version under \`software\`, else \`default_tag\`, else the snapshot's date. A mirror's is its source's.
- **Keys that do not work yet** are checked all the same. The first command that would need one says so.
- **Merge keys** (\`<<\`) are not taken; aliases for whole values are.
`;

const KEEP = `## What \`keep\` keeps

Pruning removes these from what the image adds to its parent, unless \`keep\` has their word:

| word | paths |
|---|---|
| \`headers\` | \`usr/include\` |
| \`static-libs\` | \`*.a\`, \`*.la\` below \`lib*\` and \`usr/lib*\` |
| \`pkgconfig\` | \`pkgconfig\` and \`cmake\` in \`usr/lib*\`; \`usr/share/pkgconfig\`, \`usr/share/aclocal\`, \`usr/share/cmake\`; \`usr/bin/*-config\` |
| \`man\` | \`usr/share/man\` |
| \`doc\` | \`usr/share/doc\`, \`usr/share/gtk-doc\` |
| \`info\` | \`usr/share/info\` |
| \`locale\` | \`usr/share/locale\` |
| \`vdb\` | \`var/db/pkg\`, \`var/lib/portage\` |

Nothing keeps caches (\`var/cache\`), Portage's own configuration (\`etc/portage\`, \`var/lib/gentoo\`) and the backups that
\`useradd\` and its like leave in \`etc\`.
`;

/** The page. @param {Schema} schema @returns {string} */
export function pageOf(schema) {
  const sections = SECTIONS.map((section) => sectionText(section, schema));
  return [HEAD, ...sections, KEEP].join('\n');
}

/** @param {Section} section @param {Schema} schema @returns {string} */
function sectionText({ heading, at, prose, leaveOut = [] }, schema) {
  const level = at(schema);
  if (!level?.properties) throw new Error(`the schema has no keys for "${heading}"`);
  const keys = Object.entries(level.properties).filter(([key]) => !leaveOut.includes(key));
  const texts = keys.map(([key, each]) => keyText(key, each, schema, level.required?.includes(key) ?? false));
  return `## ${heading}\n\n${prose}\n\n${texts.join('\n')}`;
}

/** @param {string} key @param {Schema} property @param {Schema} schema @param {boolean} required @returns {string} */
function keyText(key, property, schema, required) {
  const whole = { ...schema.$defs?.[property.$ref?.replace('#/$defs/', '') ?? ''], ...property };
  const words =
    whole['x-words'] === undefined ? '' : ` *${capital(whole['x-words'])}${required ? '; it must be there' : ''}.*`;
  const options = { lineWidth: 0, indent: 2, flowCollectionPadding: false };
  const [example] = property.examples ?? [];
  return `### \`${key}\`\n\n${whole.description ?? ''}${words}\n\n\`\`\`yaml\n${stringify({ [key]: example }, options)}\`\`\`\n`;
}

/** @param {Schema | undefined} schema @param {readonly string[]} keys @returns {Schema} */
function only(schema, keys) {
  const properties = Object.entries(schema?.properties ?? {}).filter(([key]) => keys.includes(key));
  return { properties: Object.fromEntries(properties) };
}

/** @param {readonly string[]} keys @returns {string} */
function listOf(keys) {
  return `${keys
    .slice(0, -1)
    .map((key) => `\`${key}\``)
    .join(', ')} and \`${keys.at(-1) ?? ''}\``;
}

/** @param {string} text @returns {string} */
function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
