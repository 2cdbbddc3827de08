// Every key of the images file and every helper is tested by its effect: in what was built, in the registry, or in the
// plan. The table says by which test; a key that is new here, and a test that is gone, fail.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const KEYS = '__tests__/itg/keys.itg.test.ts';
const HOOKS = '__tests__/itg/hooks.itg.test.ts';
const KINDS = '__tests__/itg/kinds.itg.test.ts';
const VALUES = '__tests__/itg/values.itg.test.ts';
const TESTS = '__tests__/itg/tests.itg.test.ts';

type Test = readonly [file: string, title: string];

const CONFIGURATION: Test = [KEYS, 'is inherited, and the last generation wins'];
const PROFILE: Test = [KEYS, 'has the masks and forces of the profile, and files of environment'];
const SEVERAL: Test = [KEYS, 'several, one on another, and images from a further file'];
const FUNCTIONS: Test = [HOOKS, 'define hooks as functions, ask for packages, and keep what they set'];
const CONFIG: Test = [KEYS, 'the target has ports, volumes, labels, a healthcheck, a signal, triggers'];
const BYTES: Test = [VALUES, 'are in the image’s configuration byte for byte'];
const OVERLAY: Test = ['__tests__/itg/additions.itg.test.ts', 'an overlay may be a commit of a git repository'];
const ADDED: Test = [
  '__tests__/itg/additions.itg.test.ts',
  'brings paths, files by checksum, commits and other images’',
];
const MATRIX: Test = ['__tests__/core/matrix.test.ts', 'runner'];
const COPIED: Test = [KINDS, 'copies every platform by digest, without builder and engine'];
const COMMAND: Test = [KINDS, 'push what their command leaves, and tell it what it is'];
const TESTED: Test = [TESTS, 'in every form at once'];
const CHAIN: Test = ['__tests__/itg/chain.itg.test.ts', 'builds the initial builder, then each generation'];
const NAMES: Test = [KEYS, 'come from the package that was merged, and from texts'];

/** Of the target; they stand in the image or under `build`. */
const TARGET = {
  entrypoint: BYTES,
  cmd: BYTES,
  env: BYTES,
  workdir: BYTES,
  user: BYTES,
  expose: CONFIG,
  volumes: CONFIG,
  labels: CONFIG,
  healthcheck: CONFIG,
  stop_signal: CONFIG,
  onbuild: CONFIG,
} satisfies Record<string, Test>;

/** Of a builder, and of an image's own generation of it. */
const PORTAGE = {
  environment: [VALUES, 'are there in the hooks’ environment'],
  make_conf: CONFIGURATION,
  package_use: CONFIGURATION,
  package_accept_keywords: CONFIGURATION,
  package_mask: CONFIGURATION,
  package_unmask: CONFIGURATION,
  package_license: CONFIGURATION,
  package_env: PROFILE,
  use_mask: PROFILE,
  use_force: PROFILE,
  profile: [KEYS, 'takes another profile; one that is not there is named'],
  configure_builder: FUNCTIONS,
  script: FUNCTIONS,
} satisfies Record<string, Test>;

/** Of images of all kinds. */
const IMAGE = {
  name: CHAIN,
  section: COMMAND,
  type: COPIED,
  requires: CHAIN,
  tag: NAMES,
  tags: NAMES,
  latest: ['__tests__/itg/chain.itg.test.ts', 'names base also `latest`, and nobody else'],
  platforms: ['__tests__/core/details.test.ts', 'each image with what is known of it; builders are none'],
  runner: MATRIX,
  timeout: MATRIX,
  test: TESTED,
} satisfies Record<string, Test>;

/** Top, builder, image: exactly what a change concerns is built. */
const SCOPE: Test = ['__tests__/itg/scope.itg.test.ts', 'an alternative that was not taken'];

const TABLE: Readonly<Record<string, Readonly<Record<string, Test>>>> = {
  '': {
    registry: SEVERAL,
    section: ['__tests__/core/layout.test.ts', 'an initial builder has no target: its scratch is the commit record'],
    registries: ADDED,
    builders: SEVERAL,
    default_builder: SEVERAL,
    default_tag: ['__tests__/core/tag-templates.test.ts', 'is the default one where there is neither a tag nor'],
    software: [VALUES, 'are in the image’s configuration byte for byte'],
    vars: ['__tests__/core/interpolate.test.ts', 'vars'],
    include: SEVERAL,
    images: SEVERAL,
    portage_scope: SCOPE,
  },
  builder: {
    ...PORTAGE,
    extends: SEVERAL,
    stage3: SEVERAL,
    portage: SEVERAL,
    overlays: OVERLAY,
    patches: [KEYS, 'has patches of the builder'],
    finish_build: SEVERAL,
    portage_scope: SCOPE,
  },
  gentoo: {
    portage_scope: SCOPE,
    ...IMAGE,
    ...TARGET,
    size_budget: [KEYS, 'a target over its budget fails, and is kept untested'],
    builder: SEVERAL,
    tag_check: ['__tests__/commands/build.test.ts', 'tag_check'],
    build: CHAIN,
    state: [KEYS, 'of an ancestor can be dropped from the state'],
    closure: ['__tests__/itg/closure.itg.test.ts', 'fails where it is to: nothing gets a name; allowing it builds'],
    allow_replace: ['__tests__/itg/layout.itg.test.ts', 'turns a parent’s folder into a link where that is allowed'],
  },
  script: { ...IMAGE, command: COMMAND, inputs: [KINDS, 'are run again when an input changes'] },
  mirror: { ...IMAGE, source: COPIED },
  build: {
    ...PORTAGE,
    ...TARGET,
    packages: CHAIN,
    builder_packages: [KEYS, 'of the builder go into its `/` and not into the root; a child starts with them'],
    provided: [KEYS, 'that are provided are taken as installed in the root, and are on no list'],
    configure_rootfs_build: FUNCTIONS,
    finish_rootfs_build: FUNCTIONS,
    add: ADDED,
    refresh: [KEYS, '`refresh` with a text rebuilds when the text changes'],
    keep: [KEYS, '`keep` leaves what pruning would take'],
    capabilities: [KEYS, 'capabilities and the network are the run’s only'],
    network: [KEYS, 'capabilities and the network are the run’s only'],
    dockerfile: [
      '__tests__/itg/dockerfile.contract.ts',
      'RUN, COPY and stages are the engine’s, on top of our layer, and a child',
    ],
    secrets: [HOOKS, 'are files for hooks, and in nothing that is left; a copy fails the image'],
  },
  test: {
    run: TESTED,
    args: TESTED,
    env: [TESTS, 'by a script, which gets its environment and is not in the image'],
    exit_code: TESTED,
    stdout: TESTED,
    timeout: [TESTS, 'until its time is over, and its container is ended then'],
    script: [TESTS, 'by a script, which gets its environment and is not in the image'],
    healthcheck: [TESTS, 'by its healthcheck, which must succeed in time'],
    healthy: [TESTS, 'by its healthcheck, which must succeed in time'],
    within: [TESTS, 'by its healthcheck, which must succeed in time'],
  },
  healthcheck: {
    test: CONFIG,
    interval: CONFIG,
    timeout: CONFIG,
    start_period: CONFIG,
    start_interval: CONFIG,
    retries: CONFIG,
  },
  registry: {
    insecure: ['__tests__/commands/engine-trust.test.ts', 'INSECURE'],
    ca: ['__tests__/itg/login.itg.test.ts', 'is trusted where the images file names it'],
    mirror: ['__tests__/adapters/registry.test.ts', 'mirror'],
  },
  tag: { package: NAMES, in: NAMES },
};

const CONFIGURED: Test = [HOOKS, 'change Portage’s configuration in the builder, for children too'];
const PACKAGED: Test = [HOOKS, 'act on the packages of the builder or of the root, as ROOT says'];
const FETCHED: Test = [HOOKS, 'fetch, patch, add overlays, copy the compiler’s libraries, replace or die'];

const HELPERS: Readonly<Record<string, Test>> = {
  update_use: CONFIGURED,
  update_keywords: CONFIGURED,
  mask_package: CONFIGURED,
  unmask_package: CONFIGURED,
  unmask_use: CONFIGURED,
  provide_package: PACKAGED,
  unprovide_package: PACKAGED,
  uninstall_package: PACKAGED,
  log_as_installed: PACKAGED,
  add_overlay: FETCHED,
  add_patch: FETCHED,
  copy_gcc_libs: FETCHED,
  download_file: FETCHED,
  'sed-or-die': FETCHED,
  die: [HOOKS, 'end the build at the line that called them'],
};

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly $defs: Readonly<Record<string, Schema>>;
}
const schema = JSON.parse(read('src/core/images.schema.json')) as Schema;

function expectTested(word: string, [file, title]: Test): void {
  const text = read(file);
  expect(text, `${file} has a test '${title}'`).toContain(title);
  expect(new RegExp(`(?<![\\w-])${word}(?![\\w-])`).exec(text), `${file} knows '${word}'`).not.toBeNull();
}

test('the table has every part of the schema that has keys', () => {
  const parts = Object.entries(schema.$defs).flatMap(([name, { properties }]) => (properties ? [name] : []));
  expect(Object.keys(TABLE).sort()).toEqual(['', ...parts].sort());
});

describe.each(Object.entries(TABLE))('keys of %j', (part, tests) => {
  const { properties = {} } = part === '' ? schema : (schema.$defs[part] ?? schema);
  const keys = Object.keys(properties);

  test('each is in the table', () => {
    // A mirror and a script take all keys of images but some: what is more in the table is of others.
    expect(keys.filter((key) => !(key in tests))).toEqual([]);
  });

  test.each(keys)('%s', (key) => {
    const one = tests[key];
    if (one) expectTested(key, one);
  });
});

describe('helpers', () => {
  test('each of the page is in the table, and no other', () => {
    const page = read('docs/hooks.md').split('## Helpers for hooks')[1] ?? '';
    const names = [...page.matchAll(/^\| `([a-z_-]+)/gm)].map(([, name = '']) => name);
    expect([...new Set(names)].sort()).toEqual(Object.keys(HELPERS).sort());
  });

  test.each(Object.keys(HELPERS))('%s', (name) => {
    expectTested(name, HELPERS[name] ?? ['', '']);
  });

  test('each function of the script is a helper of the page, or is not for hooks', () => {
    const names = [...read('src/container/helpers.sh').matchAll(/^([a-z_]+)\(\)/gm)].map(([, name = '']) => name);
    expect(names.filter((name) => !name.startsWith('gib_') && !(name in HELPERS))).toEqual([]);
  });
});
