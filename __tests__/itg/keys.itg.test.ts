// Keys of the images file by their effect in builder and root.

import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { docker, expectBuilt, openRig, ownPackages, resultOf, type Rig } from './rig.ts';
import { configOf, ownLayer, readOwn, tagsIn } from './registry-view.ts';

let rig: Rig;
beforeEach(() => {
  rig = openRig();
});
afterEach(() => {
  rig.close();
});

async function paths(name: string): Promise<string[]> {
  return (await ownLayer(`${rig.prefix ?? ''}/${name}`)).map(({ path }) => path);
}

/** What a command prints in the builder of an image. */
function inBuilder(builder: string | undefined, script: string): string {
  return docker('run', '--rm', builder ?? '', '/bin/bash', '-c', script);
}

describe('packages', () => {
  it('of the builder go into its `/` and not into the root; a child starts with them', async () => {
    rig.images(`
- name: base
  tag: a
  build:
    packages: [dev-libs/slotted]
    builder_packages: [dev-util/generator]
    finish_rootfs_build: |
      [[ -x /usr/bin/suite-generator && ! -e $ROOT/usr/bin/suite-generator ]]
- name: child
  tag: a
  requires: base
  build:
    finish_rootfs_build: '[[ -x /usr/bin/suite-generator ]] && touch "$ROOT/made"'
`);
    const built = await rig.build();
    expectBuilt(built);
    expect(await paths('base:a')).not.toContain('usr/bin/suite-generator');
    expect(await paths('child:a')).toEqual(['made']);
  });

  it('that are provided are taken as installed in the root, and are on no list', async () => {
    rig.images(`
- name: base
  tag: a
  build:
    packages: [app-misc/hello, app-misc/wants-flag]
    provided: {root: [dev-libs/alpha, dev-libs/flagged]}
`);
    const built = await rig.build();
    expectBuilt(built);
    expect(ownPackages(built, 'base').sort()).toEqual(['app-misc/hello-1', 'app-misc/wants-flag-1']);
  });

  it('that are provided in the builder are not built there', async () => {
    rig.images(`
- name: base
  tag: a
  build:
    packages: [app-misc/wants-tool]
    provided: {builder: [dev-util/generator]}
    configure_builder: |
      printf '#!/bin/bash\\necho generated\\n' > /usr/bin/suite-generator
      chmod 755 /usr/bin/suite-generator
`);
    const built = await rig.build();
    expectBuilt(built);
    expect(built.lines.filter((line) => /Emerging .*dev-util\/generator/.test(line))).toEqual([]);
  });

  it('of an ancestor can be dropped from the state', async () => {
    rig.images(`
- name: base
  tag: a
  build: {packages: [dev-libs/slotted, dev-libs/alpha]}
- name: child
  tag: a
  requires: base
  state: {drop: [dev-libs/alpha]}
  build: {packages: [dev-libs/flagged]}
`);
    const built = await rig.build();
    expectBuilt(built);
    expect((resultOf(built, 'child').packages ?? []).map(({ name }) => name)).toEqual([
      'dev-libs/flagged-1',
      'dev-libs/slotted-2',
    ]);
  });
});

describe('Portage’s configuration', () => {
  it('is inherited, and the last generation wins', async () => {
    rig.images(
      `
- name: base
  tag: a
  build:
    packages: [dev-libs/slotted]
    package_use: [dev-libs/flagged shiny extra]
    package_accept_keywords: [app-misc/testing ~amd64, =app-misc/hello-2 ~amd64]
    package_unmask: [app-misc/masked]
    package_license: ["app-misc/proprietary *"]
- name: child
  tag: a
  requires: base
  build:
    packages: [dev-libs/flagged, app-misc/testing, app-misc/masked, app-misc/proprietary, app-misc/hello]
    package_use: [dev-libs/flagged -extra]
    package_mask: [=app-misc/hello-2]
    make_conf: {SUITE: 'a "b" c'}
    finish_rootfs_build: '[[ $(portageq envvar SUITE) == ''a "b" c'' ]]'
`,
      '',
      'make_conf: {MAKEOPTS: -j1}',
    );
    const built = await rig.build();
    expectBuilt(built);
    const packages = new Map((resultOf(built, 'child').packages ?? []).map((one) => [one.name, one.use]));
    expect(packages.get('dev-libs/flagged-1')).toBe('shiny');
    expect([...packages.keys()]).toEqual(
      expect.arrayContaining(['app-misc/testing-1', 'app-misc/masked-1', 'app-misc/proprietary-1', 'app-misc/hello-1']),
    );
  });

  it('has the masks and forces of the profile, and files of environment', async () => {
    rig.images(`
- name: base
  tag: a
  build:
    packages: [dev-libs/flagged]
    use_force: [extra]
    use_mask: [shiny]
    package_env: [dev-libs/flagged suite.conf]
    package_use: [dev-libs/flagged shiny]
    configure_builder: mkdir -p /etc/portage/env && echo 'SUITE_ENV=1' > /etc/portage/env/suite.conf
`);
    const built = await rig.build();
    expectBuilt(built);
    const files = inBuilder(
      built.results.at(-1)?.builder,
      'cd /etc/portage; cat profile/use.force/* profile/use.mask/* package.env/*',
    );
    expect(files.split('\n')).toEqual(['extra', 'shiny', 'dev-libs/flagged suite.conf']);
    expect(resultOf(built, 'base').packages?.map(({ use }) => use)).toEqual(['extra']);
  });

  it('takes another profile; one that is not there is named', async () => {
    const images = (profile: string): string => `
- name: base
  tag: a
  build: {packages: [dev-libs/slotted], profile: ${profile}}
`;
    rig.images(images('default/linux/amd64/23.0'));
    expectBuilt(await rig.build());
    rig.images(images('default/linux/no-such'));
    const built = await rig.build();
    expect(built.code).toBe(1);
    expect(built.lines.join('\n')).toContain("the snapshot has no profile 'default/linux/no-such'");
  });

  it('has patches of the builder', async () => {
    // Read by Portage's own user, whatever the mode of the checkout.
    rig.write('patches/app-misc/dated/a.patch', '--- /dev/null\n+++ b/patched\n@@ -0,0 +1 @@\n+patched\n');
    chmodSync(join(rig.folder, 'patches/app-misc/dated/a.patch'), 0o600);
    chmodSync(join(rig.folder, 'patches'), 0o700);
    rig.images('- {name: base, tag: a, build: {packages: [app-misc/dated]}}', '', 'patches: patches');
    const built = await rig.build();
    expectBuilt(built);
    expect(await readOwn(`${rig.prefix ?? ''}/base:a`, 'usr/share/dated/patched')).toBe('patched\n');
    const modes = 'cd /etc/portage/patches; stat -c %a . app-misc/dated/a.patch';
    expect(inBuilder(built.results.at(-1)?.builder, modes)).toBe('755\n644');
  });
});

describe('tags', () => {
  it('come from the package that was merged, and from texts', async () => {
    rig.images(`
- name: hello
  tag: {package: app-misc/hello}
  tags: ['v\${{ version }}', '\${{ portage }}-x', '\${{ fingerprint }}-y']
  build: {packages: [app-misc/hello]}
- name: tool
  tag: {package: dev-util/generator, in: builder}
  build: {builder_packages: [dev-util/generator]}
- name: none
  tag: {package: app-misc/hello}
  build: {packages: [dev-libs/slotted]}
`);
    const built = await rig.build();
    expect(built.code).toBe(1);
    expect(built.lines.join('\n')).toContain('hello (');
    expect(await tagsIn(`${rig.prefix ?? ''}/hello`)).toEqual(expect.arrayContaining(['1', 'v1']));
    expect(await tagsIn(`${rig.prefix ?? ''}/tool`)).toContain('1');
    expect(resultOf(built, 'none').failure?.reason).toBe(
      'the tag is to be the version of app-misc/hello, which is not installed in the root',
    );
    expect(await tagsIn(`${rig.prefix ?? ''}/none`)).toEqual([]);
  });
});

describe('builders', () => {
  it('several, one on another, and images from a further file', async () => {
    rig.write(
      'images.yaml',
      `registry: ${rig.prefix ?? ''}
default_builder: plain
builders:
  plain:
    stage3: ${inject('stage3')}
    portage: ${rig.portage}
    overlays: [{name: suite, path: overlay}]
    package_use: [dev-libs/flagged extra]
    finish_build: touch /from-plain
  other:
    extends: plain
    package_use: [dev-libs/flagged shiny]
    configure_builder: touch /other
images:
  - {name: base, tag: a, build: {packages: [dev-libs/slotted]}}
  - {name: second, tag: a, builder: other, build: {packages: [dev-libs/flagged]}}
include: [more.yaml]
`,
    );
    rig.write(
      'more.yaml',
      'images:\n  - {name: third, requires: second, tag: b, build: {finish_rootfs_build: touch "$ROOT/third"}}\n',
    );
    const built = await rig.build();
    expectBuilt(built);
    expect(resultOf(built, 'second').packages?.[0]?.use).toBe('extra shiny');
    expect(inBuilder(resultOf(built, 'third').builder, 'ls /other /from-plain')).toBe('/from-plain\n/other');
  });
});

describe('the rest', () => {
  it('`keep` leaves what pruning would take', async () => {
    rig.images('- {name: base, tag: a, build: {packages: [dev-libs/alpha], keep: [headers, static-libs, man]}}');
    expectBuilt(await rig.build());
    const found = await paths('base:a');
    expect(found).toEqual(expect.arrayContaining(['usr/include/alpha.h', 'usr/lib/libalpha.a']));
    expect(found.some((path) => path.startsWith('usr/share/man/man1/alpha.1'))).toBe(true);
    expect(found.some((path) => path.startsWith('usr/share/doc/'))).toBe(false);
  });

  it('the target has ports, volumes, labels, a healthcheck, a signal, triggers', async () => {
    rig.images(`
- name: base
  tag: a
  build: {packages: [dev-libs/slotted]}
  expose: [80, 53/udp]
  volumes: [/data]
  labels: {org.example.a: 'b "c" $d'}
  healthcheck: {test: [CMD, /bin/x, y], interval: 30s, timeout: 5s, start_period: 1m, start_interval: 2s, retries: 2}
  stop_signal: SIGQUIT
  onbuild: [RUN x]
- name: child
  tag: a
  requires: base
  expose: [81]
  build: {packages: [dev-libs/flagged]}
`);
    expectBuilt(await rig.build());
    const { config } = await configOf(`${rig.prefix ?? ''}/child:a`);
    expect(config).toMatchObject({
      ExposedPorts: { '80/tcp': {}, '53/udp': {}, '81/tcp': {} },
      Volumes: { '/data': {} },
      Labels: { 'org.example.a': 'b "c" $d' },
      Healthcheck: {
        ...{ Test: ['CMD', '/bin/x', 'y'], Interval: 30_000_000_000, Timeout: 5_000_000_000, Retries: 2 },
        ...{ StartPeriod: 60_000_000_000, StartInterval: 2_000_000_000 },
      },
      StopSignal: 'SIGQUIT',
      OnBuild: ['RUN x'],
    });
  });

  it('a target over its budget fails, and is kept untested', async () => {
    rig.images('- {name: base, tag: a, size_budget: 1 kB, build: {packages: [app-shells/suite-shell]}}');
    const built = await rig.build();
    expect(built.code).toBe(1);
    expect(resultOf(built, 'base').failure?.reason).toMatch(/^base has \d.* MB, its size_budget is 1\.0 kB$/);
    expect((await tagsIn(`${rig.prefix ?? ''}/base`)).every((tag) => tag.endsWith('-untested'))).toBe(true);
  });

  it('capabilities and the network are the run’s only', async () => {
    rig.images(`
- name: base
  tag: a
  build:
    packages: [dev-libs/slotted]
    capabilities: [SYS_PTRACE]
    network: none
    configure_builder: |
      [[ $(ls /sys/class/net) == lo ]]
      capable() { (( 16#$(sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status) >> 19 & 1 )); }
      capable
- name: child
  tag: a
  requires: base
  build:
    configure_builder: |
      [[ $(ls /sys/class/net) != lo ]]
      capable() { (( 16#$(sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status) >> 19 & 1 )); }
      if capable; then die 'it may trace'; fi
    finish_rootfs_build: touch "$ROOT/made"
`);
    expectBuilt(await rig.build());
  });

  it('`refresh` with a text rebuilds when the text changes', async () => {
    const images = (text: string): string =>
      `- {name: base, tag: a, build: {packages: [dev-libs/slotted], refresh: ${text}}}`;
    rig.images(images('one'));
    expectBuilt(await rig.build());
    rig.images(images('two'));
    expect((await rig.build()).results.map(({ image, status }) => `${image} ${status}`)).toEqual(['base built']);
  });
});
