// Roots of every shape: a parent's layout stays, upgrades and deletions show, hooks may make links and folders.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectBuilt, openRig, ownPackages, resultOf, type Rig } from './rig.ts';
import { ownLayer, readOwn } from './registry-view.ts';

let rig: Rig;
beforeEach(() => {
  rig = openRig();
});
afterEach(() => {
  rig.close();
});

const TEST = "[/bin/suite-shell, -c, 'true']";

async function paths(name: string): Promise<string[]> {
  return (await ownLayer(`${rig.prefix ?? ''}/${name}`)).map(({ path }) => path);
}

async function entry(name: string, path: string): Promise<{ mode: string; target: string | undefined } | undefined> {
  const found = (await ownLayer(`${rig.prefix ?? ''}/${name}`)).find((one) => one.path === path);
  return found && { mode: found.mode.slice(0, 1), target: found.target };
}

describe('the layout of the root', () => {
  it('follows a parent with `lib -> usr/lib`, and keeps the link in the child', async () => {
    rig.images(`
- name: base
  tag: a
  build:
    packages: [app-shells/suite-shell]
    configure_rootfs_build: ln -s usr/lib "$ROOT/lib"
  test: ${TEST}
- name: child
  tag: a
  requires: base
  build: {packages: [app-misc/compiled, dev-libs/alpha]}
  test: ${TEST}
`);
    expectBuilt(await rig.build());
    expect(await entry('base:a', 'lib')).toEqual({ mode: 'l', target: 'usr/lib' });
    expect((await paths('child:a')).filter((path) => /^lib(\/|$)/.test(path))).toEqual([]);
    expect(await paths('child:a')).toContain('usr/lib/compiled');
  });

  it('keeps a parent’s real /bin, and its test runs from there', async () => {
    rig.images(`
- name: base
  tag: a
  build:
    packages: [app-shells/suite-shell]
    configure_rootfs_build: mkdir "$ROOT/bin"
  test: ${TEST}
- name: child
  tag: a
  requires: base
  build: {packages: [dev-libs/slotted]}
  test: ${TEST}
`);
    expectBuilt(await rig.build());
    expect(await entry('base:a', 'bin')).toEqual({ mode: 'd', target: undefined });
    expect((await paths('child:a')).filter((path) => /^bin(\/|$)/.test(path))).toEqual([]);
  });

  it('lets a hook make the link after the emerge, where no package made the folder', async () => {
    rig.images(`
- name: files
  tag: a
  build:
    packages: [dev-libs/slotted]
    finish_rootfs_build: ln -s usr/lib "$ROOT/lib"
`);
    expectBuilt(await rig.build());
    expect(await entry('files:a', 'lib')).toEqual({ mode: 'l', target: 'usr/lib' });
  });

  it('leaves no old file behind when a child upgrades a package of its parent', async () => {
    rig.images(`
- name: base
  tag: a
  build: {packages: [app-shells/suite-shell, =dev-libs/alpha-1.0, =app-misc/etcfile-1]}
  test: ${TEST}
- name: child
  tag: a
  requires: base
  build: {packages: [=dev-libs/alpha-2.0, =app-misc/etcfile-2]}
  test: [/bin/suite-shell, -c, '[[ ! -e /usr/share/alpha/old.txt && -e /usr/share/alpha/new.txt ]]']
- name: grandchild
  tag: a
  requires: child
  build: {packages: [app-misc/hello]}
  test: ${TEST}
`);
    const built = await rig.build();
    expectBuilt(built);
    expect(await paths('child:a')).toEqual(
      expect.arrayContaining(['usr/share/alpha/.wh.old.txt', 'usr/share/alpha/new.txt', 'etc/suite.conf']),
    );
    expect((await paths('child:a')).filter((path) => path.includes('._cfg'))).toEqual([]);
    expect(await readOwn(`${rig.prefix ?? ''}/child:a`, 'usr/share/alpha/common.txt')).toContain('2.0');
    expect(ownPackages(built, 'grandchild')).toEqual(['app-misc/hello-1']);
  });

  it('keeps configuration that a hook has changed, without the new one beside it', async () => {
    rig.images(`
- name: base
  tag: a
  build:
    packages: [=app-misc/etcfile-1]
    finish_rootfs_build: echo mine > "$ROOT/etc/suite.conf"
- name: child
  tag: a
  requires: base
  build: {packages: [=app-misc/etcfile-2, dev-libs/slotted]}
`);
    const built = await rig.build();
    expectBuilt(built);
    expect((await paths('child:a')).filter((path) => path.startsWith('etc/'))).toEqual([]);
    expect(built.lines).toContain(
      '/etc/suite.conf was changed before and stays; the one that its package brings is left out',
    );
  });

  it('gives packages that make users what they need, and nobody else', async () => {
    const shadow = '"$ROOT/etc/shadow"';
    rig.images(`
- {name: none, tag: a, build: {packages: [dev-libs/slotted]}}
- {name: alone, tag: a, build: {packages: [app-misc/daemon], configure_builder: useradd --system by-hook}}
- {name: child, tag: a, requires: none, build: {packages: [app-misc/daemon]}}
- {name: late, tag: a, build: {packages: [app-misc/daemon, sys-apps/suite-layout], finish_rootfs_build: '[[ -e ${shadow} ]]'}}
`);
    expectBuilt(await rig.build());
    expect((await paths('none:a')).filter((path) => /^etc\/(passwd|group)/.test(path))).toEqual([]);
    const users = async (name: string): Promise<string[]> =>
      (await readOwn(`${rig.prefix ?? ''}/${name}:a`, 'etc/passwd'))
        .split('\n')
        .map((line) => line.split(':')[0] ?? '');
    expect(await users('alone')).toEqual(['root', 'suite', 'by-hook', '']);
    expect(await users('child')).toEqual(['root', 'suite', '']);
    expect(await users('late')).toEqual(['root', 'nobody', 'suite', '']);
    expect((await paths('late:a')).filter((path) => path.includes('._cfg'))).toEqual([]);
    expect(await readOwn(`${rig.prefix ?? ''}/late:a`, 'etc/group')).toMatch(/^tty:x:5:$[^]*^suite:x:790:$/m);
  });

  it('refuses to turn a parent’s folder into a link, and names who did it', async () => {
    rig.images(`
- name: base
  tag: a
  build: {packages: [dev-libs/slotted]}
- name: child
  tag: a
  requires: base
  build:
    packages: [dev-libs/flagged]
    finish_rootfs_build: |
      rm -r "$ROOT/usr/share/slotted-2"
      ln -s flagged "$ROOT/usr/share/slotted-2"
`);
    const built = await rig.build();
    expect(built.code).toBe(1);
    const text = built.lines.join('\n');
    expect(text).toContain(
      '/usr/share/slotted-2 is a folder of dev-libs/slotted-2 in the parent, and a link of the hook finish_rootfs_build now',
    );
    expect(text).toContain('where nothing below it is needed, add it to allow_replace: /usr/share/slotted-2');
  });

  it('turns a parent’s folder into a link where that is allowed, and children stand on it', async () => {
    rig.images(`
- name: base
  tag: a
  build:
    packages: [app-shells/suite-shell]
    finish_rootfs_build: |
      mkdir -p "$ROOT/srv/+sub/deep" "$ROOT/new"
      echo old > "$ROOT/srv/+sub/deep/file"
      echo new > "$ROOT/new/own"
      ln -s new "$ROOT/link"
- name: child
  tag: a
  requires: base
  allow_replace: [/srv/+sub, /link]
  build:
    packages: [dev-libs/slotted]
    finish_rootfs_build: |
      rm -r "$ROOT/srv/+sub"
      ln -s ../new "$ROOT/srv/+sub"
      rm "$ROOT/link"
      mkdir "$ROOT/link"
      echo in > "$ROOT/link/file"
  test: [/bin/suite-shell, -c, '[[ -L /srv/+sub && -e /srv/+sub/own && ! -e /srv/+sub/deep && -f /link/file ]]']
- name: grandchild
  tag: a
  requires: child
  build:
    packages: [dev-libs/flagged]
    finish_rootfs_build: '[[ -L $ROOT/srv/+sub && -e $ROOT/new/own && -f $ROOT/link/file && ! -L $ROOT/link ]]'
  test: [/bin/suite-shell, -c, '[[ -L /srv/+sub && -e /srv/+sub/own && -f /link/file ]]']
`);
    const built = await rig.build();
    expectBuilt(built);
    expect(resultOf(built, 'child').findings).toEqual([
      {
        kind: 'type',
        path: '/link',
        about: 'a folder now, a link of the parent before',
        owner: 'the hook finish_rootfs_build',
      },
      {
        kind: 'type',
        path: '/srv/+sub',
        about: 'a link now, a folder of the parent before',
        owner: 'the hook finish_rootfs_build',
      },
    ]);
    expect((await paths('child:a')).filter((path) => path.startsWith('new/'))).toEqual([]);
  });

  it('keeps odd names, links, modes and set-uid bits as they are', async () => {
    rig.images(`
- name: odd
  tag: a
  build:
    packages: [app-misc/weird, app-misc/setuid]
    finish_rootfs_build: |
      mkdir -p "$ROOT/odd"
      printf x > "$ROOT/odd/a b"
      printf x > "$ROOT/odd/"$'new\\nline'
      chmod 4711 "$ROOT/odd/a b"
      ln -s /nowhere "$ROOT/odd/dangling"
      mkfifo "$ROOT/odd/fifo"
`);
    expectBuilt(await rig.build());
    const layer = await ownLayer(`${rig.prefix ?? ''}/odd:a`);
    const modes = new Map(layer.map(({ path, mode }) => [path, mode]));
    expect(modes.get('odd/a b')).toBe('-rws--x--x');
    expect(modes.get('odd/dangling')).toBe('lrwxrwxrwx');
    expect(modes.get('odd/fifo')?.[0]).toBe('p');
  });
});
