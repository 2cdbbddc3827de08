// Three generations: what each image brings, what it takes from its parent, and that nothing is brought twice.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docker, expectBuilt, openRig, type Outcome, ownPackages, type Rig } from './rig.ts';
import { configOf, manifestOf, ownLayer, readOwn, tagsIn } from './registry-view.ts';

const SHELL = "[/bin/suite-shell, -c, 'true']";

describe('a chain of three generations', () => {
  let rig: Rig;
  let built: Outcome;
  beforeAll(async () => {
    rig = openRig();
    rig.images(`
- name: base
  build:
    packages: [sys-apps/suite-layout, app-shells/suite-shell, app-misc/daemon, dev-libs/alpha, "dev-libs/slotted:1"]
    package_use: [dev-libs/flagged shiny]
    entrypoint: [/bin/suite-shell]
  test: ${SHELL}
- name: child
  requires: base
  build:
    packages: app-misc/hello app-misc/wants-slot app-misc/daemon2 dev-libs/flagged
  env: {GREETING: "hello \\"world\\" $HOME"}
  workdir: /tmp
  test:
    - {run: /usr/bin/hello}
    - {args: [-c, 'printf "%s" "$GREETING"'], stdout: 'hello "world" $HOME'}
- name: grandchild
  requires: child
  build:
    packages: [app-misc/wants-virtual, app-misc/wants-flag, app-misc/wants-headers]
    finish_rootfs_build: |
      rm "$ROOT/usr/share/alpha/common.txt"
  test: {args: [-c, '[[ ! -e /usr/share/alpha/common.txt && -e /usr/bin/hello && $PWD == /tmp ]]']}
`);
    built = await rig.build();
    expectBuilt(built);
  });
  afterAll(() => {
    rig.close();
  });

  it('builds the initial builder, then each generation', () => {
    expect(built.results.map(({ image, status }) => `${image} ${status}`)).toEqual([
      'builder-scratch built',
      'base built',
      'child built',
      'grandchild built',
    ]);
  });

  it('merges what a child needs and its parent has not again: RDEPEND, a slot', () => {
    expect(ownPackages(built, 'child').sort()).toEqual([
      'acct-group/suite2-0',
      'acct-user/suite2-0',
      'app-misc/daemon2-1',
      'app-misc/hello-1',
      'app-misc/wants-slot-1',
      'dev-libs/flagged-1',
    ]);
  });

  it('nor in the third generation: a virtual, a USE dependency', () => {
    expect(ownPackages(built, 'grandchild').sort()).toEqual([
      'app-misc/wants-flag-1',
      'app-misc/wants-headers-1',
      'app-misc/wants-virtual-1',
      'virtual/suite-alpha-1',
    ]);
  });

  it('leaves none of a parent’s files in a child’s layer', async () => {
    const [base, child, grandchild] = await Promise.all(
      ['base', 'child', 'grandchild'].map((name) => ownLayer(`${rig.prefix ?? ''}/${name}:${dateTag(built)}`)),
    );
    const files = (layer = base): Set<string> =>
      new Set(layer?.filter(({ mode }) => !mode.startsWith('d')).map(({ path }) => path));
    const changed = ['etc/passwd', 'etc/group', 'etc/shadow', 'etc/gshadow'];
    const again = [...files(child)].filter((path) => files(base).has(path) && !changed.includes(path));
    expect(again).toEqual([]);
    const third = [...files(grandchild)].filter((path) => files(base).has(path) || files(child).has(path));
    expect(third).toEqual([]);
  });

  it('takes what a child needs in the builder from a binary package', () => {
    expect(built.lines.filter((line) => /Emerging binary .* dev-libs\/alpha-/.test(line))).toHaveLength(1);
  });

  it('has the parent’s users and its own', async () => {
    const passwd = await readOwn(`${rig.prefix ?? ''}/child:${dateTag(built)}`, 'etc/passwd');
    expect(passwd.split('\n').map((line) => line.split(':')[0])).toEqual(
      expect.arrayContaining(['root', 'suite', 'suite2']),
    );
  });

  it('says that a file of the parent is gone by a whiteout', async () => {
    const layer = await ownLayer(`${rig.prefix ?? ''}/grandchild:${dateTag(built)}`);
    expect(layer.map(({ path }) => path)).toContain('usr/share/alpha/.wh.common.txt');
  });

  it('prunes headers, static libraries, documentation and Portage’s own files', async () => {
    const paths = (await ownLayer(`${rig.prefix ?? ''}/base:${dateTag(built)}`)).map(({ path }) => path);
    const left =
      /^(usr\/include|usr\/share\/(man|doc|info|locale)|var\/db|var\/lib\/portage|.*\.a$|usr\/lib\/pkgconfig)/;
    expect(paths.filter((path) => left.test(path))).toEqual([]);
    expect(paths).toContain('usr/share/alpha/common.txt');
  });

  it('has layers with sorted names, numeric owners and nothing but whole paths', async () => {
    const layer = await ownLayer(`${rig.prefix ?? ''}/base:${dateTag(built)}`);
    const paths = layer.map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('.') || path.startsWith('/'))).toEqual([]);
    expect(new Set(layer.map(({ owner }) => /^\d+\/\d+$/.test(owner)))).toEqual(new Set([true]));
  });

  it('configures the target: environment byte for byte, working directory, entrypoint of the parent', async () => {
    const { config } = await configOf(`${rig.prefix ?? ''}/child:${dateTag(built)}`);
    expect(config?.Env).toContain('GREETING=hello "world" $HOME');
    expect(config?.WorkingDir).toBe('/tmp');
    expect(config?.Entrypoint).toEqual(['/bin/suite-shell']);
  });

  it('names base also `latest`, and nobody else', async () => {
    const [base, child] = await Promise.all([tagsIn(`${rig.prefix ?? ''}/base`), tagsIn(`${rig.prefix ?? ''}/child`)]);
    expect(base).toContain('latest');
    expect(child).not.toContain('latest');
  });

  it('gives the builder the configuration of the stage3, but for the command and our label', () => {
    const of = (image: string): { Env: string[]; Entrypoint: unknown; Volumes: unknown; Labels: unknown } =>
      (JSON.parse(docker('image', 'inspect', image)) as { Config: never }[])[0]?.Config as never;
    const builder = of(built.results.at(-1)?.builder ?? '');
    const stage3 = of(`${rig.prefix?.split('/')[0] ?? ''}/gentoo/stage3:latest`);
    expect(builder.Env).toEqual(stage3.Env);
    expect(builder.Entrypoint ?? null).toBeNull();
    expect(builder.Volumes ?? null).toBeNull();
  });

  it('leaves nothing of the job in the builder', () => {
    const out = docker(
      'run',
      '--rm',
      built.results.at(-1)?.builder ?? '',
      '/bin/bash',
      '-c',
      'ls -d /image-root /gib/*/* /var/tmp/portage /var/tmp/gentoo-image-builder 2>/dev/null || :',
    );
    expect(out).toBe('');
  });

  it('builds nothing the second time', async () => {
    const again = await rig.build();
    expect(again).toMatchObject({ code: 0, results: [] });
    expect(again.lines).toEqual(['nothing to do', 'reused: base, child, grandchild']);
  });

  it('only tags when only a tag changed', async () => {
    const before = await manifestOf(`${rig.prefix ?? ''}/grandchild:${dateTag(built)}`);
    const file = (await import('node:fs')).readFileSync(`${rig.folder}/images.yaml`, 'utf8');
    rig.write('images.yaml', file.replace('- name: grandchild\n', '- name: grandchild\n    tag: "7"\n'));
    const again = await rig.build();
    expect(again.results.map(({ image, status }) => [image, status])).toEqual([['grandchild', 'tagged']]);
    expect(await manifestOf(`${rig.prefix ?? ''}/grandchild:7`)).toEqual(before);
  });
});

/** The snapshot's date, whatever the snapshot is. */
function dateTag(outcome: Outcome): string {
  const tag = outcome.results.flatMap(({ tags }) => tags).find((name) => /:\d{8}$/.test(name)) ?? '';
  return tag.slice(tag.lastIndexOf(':') + 1);
}
