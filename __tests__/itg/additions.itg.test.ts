// What `build.add` and overlays from git put into builder and root; where it comes from is a server of the test's own.

import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FileServer, startFileServer } from '../fakes/file-server.ts';
import { ownLayer, readOwn } from './registry-view.ts';
import { docker, expectBuilt, openRig, ownPackages, resultOf, type Rig } from './rig.ts';

let rig: Rig;
let server: FileServer;
beforeEach(async () => {
  rig = openRig();
  server = await startFileServer();
  process.env.GIT_SSL_CAINFO = server.ca;
});
afterEach(async () => {
  delete process.env.GIT_SSL_CAINFO;
  await server.close();
  rig.close();
});

const sum = (text: string, algorithm = 'sha256'): string => createHash(algorithm).update(text).digest('hex');

it('brings paths, files by checksum, commits and other images’ files to builder and target', async () => {
  rig.write('site/index.html', 'index');
  rig.write('site/bin/run', '#!/bin/sh\n');
  chmodSync(join(rig.folder, 'site/bin/run'), 0o700);
  symlinkSync('index.html', join(rig.folder, 'site/link'));
  server.files.set('/a/data.txt', '-> /b/real.txt');
  server.files.set('/b/real.txt', 'data\n');
  const first = server.commit('tool', { 'src/main.sh': '#!/bin/sh\necho 1\n', README: 'one\r\n' }, 'v1');
  server.commit('tool', { README: 'two' });
  const top = `registries: {"${server.host}": {ca: "ca.pem"}}`;
  rig.write('ca.pem', readFileSync(server.ca, 'utf8'));
  const images = (more = ''): void => {
    rig.images(
      `
- name: lib
  tag: a
  build: {packages: [dev-libs/alpha]}
- name: base
  tag: a
  build:
    packages: [sys-apps/suite-layout]
    finish_rootfs_build: ln -s /usr/share "$ROOT/away"
- name: app
  tag: a
  requires: [base, lib]
  build:
    add:
      - {path: site, dest: /srv/site, to: target}
      - {path: site/index.html, dest: /away/, to: target}
      - {url: "https://${server.host}/a/data.txt", sha512: ${sum('data\n', 'sha512')}, dest: /opt/data/}
      - {url: "https://${server.host}/a/data.txt", sha256: ${sum('data\n')}, dest: /opt/renamed, to: target}
      - {git: "https://${server.host}/tool.git", ref: v1, dest: /usr/src/tool}
      - {git: "https://${server.host}/tool.git", ref: main, dest: /tool, to: target}
      - {image: lib, src: /usr/include, dest: /usr/local/include, from: builder}
      - {image: lib, src: /usr/lib/libalpha.a, dest: /usr/lib/, from: builder, to: target}
      - {image: lib, src: /usr/share/alpha, dest: /copied, to: target}${more}
    configure_builder: |
      [[ $(/usr/src/tool/src/main.sh) == 1 && $(cat /opt/data/data.txt) == data && ! -e /usr/src/tool/.git ]]
      grep -q ALPHA_VERSION /usr/local/include/alpha.h && [[ ! -e /usr/local/include/stdio.h ]]
      od -c /usr/src/tool/README | grep -q '\\\\r'
`,
      top,
    );
  };
  images();
  const built = await rig.build();
  expectBuilt(built);
  const prefix = `${rig.prefix ?? ''}/app:a`;
  const layer = new Map((await ownLayer(prefix)).map((entry) => [entry.path, entry]));
  expect(layer.get('srv/site/index.html')).toMatchObject({ mode: '-rw-r--r--', owner: '0/0' });
  expect(layer.get('srv/site/bin/run')).toMatchObject({ mode: '-rwxr-xr-x', owner: '0/0' });
  expect(layer.get('srv/site/link')?.target).toBe('index.html');
  expect([...layer.keys()]).toEqual(expect.arrayContaining(['usr/share/index.html', 'opt/renamed', 'tool/README']));
  expect(layer.has('usr/src/tool')).toBe(false);
  expect(await readOwn(prefix, 'tool/README')).toBe('two');
  expect([...layer.keys()].filter((path) => path.startsWith('copied/')).length).toBeGreaterThan(0);
  const child = docker(
    'run',
    '--rm',
    resultOf(built, 'app').builder ?? '',
    '/bin/bash',
    '-c',
    'cat /opt/data/data.txt',
  );
  expect(child).toBe('data');

  // The same again builds nothing; a branch that has moved builds the image anew, from what the cache has of the rest.
  const asked = server.asked.filter((path) => path.startsWith('/a/')).length;
  expect((await rig.build()).results.every(({ status }) => status === 'reused')).toBe(true);
  server.commit('tool', { README: 'three' });
  const moved = await rig.build();
  expectBuilt(moved);
  expect(moved.results.map(({ image, status }) => `${image} ${status}`)).toEqual(['app built']);
  expect(await readOwn(prefix, 'tool/README')).toBe('three');
  expect(server.asked.filter((path) => path.startsWith('/a/')).length).toBe(asked);
  expect(first).toMatch(/^[0-9a-f]{40}$/);
});

it('fails at its line where something is not there, or is not what it should be', async () => {
  server.files.set('/data.txt', 'other\n');
  const commit = server.commit('tool', { README: 'one' });
  rig.write('ca.pem', readFileSync(server.ca, 'utf8'));
  symlinkSync('/etc/hostname', join(rig.folder, 'outside'));
  rig.write('site/index.html', 'index');
  const cases = {
    sum: `{url: "https://${server.host}/data.txt", sha256: ${sum('data\n')}, dest: /data}`,
    none: `{url: "https://${server.host}/none.txt", sha256: ${sum('data\n')}, dest: /data}`,
    commit: `{git: "https://${server.host}/tool.git", ref: ${commit.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))}, dest: /data}`,
    link: '{path: outside, dest: /data}',
    copied: '{image: lib, src: /usr/include/none.h, dest: /data, from: builder}',
    missing: '{image: lib, src: /no/such, dest: /data}',
    folder: '{path: site/index.html, dest: /usr, to: target}',
    file: '{path: site, dest: /etc/passwd}',
  };
  const images = Object.entries(cases).map(
    ([name, add]) => `- name: ${name}\n  requires: [base, lib]\n  build:\n    add:\n      - ${add}`,
  );
  rig.images(
    `- {name: lib, build: {packages: [dev-libs/slotted]}}\n- {name: base, build: {packages: [sys-apps/suite-layout]}}\n${images.join('\n')}`,
    `registries: {"${server.host}": {ca: ca.pem}}`,
  );
  const built = await rig.build();
  expect(built.code).toBe(1);
  const words = (name: string): string => resultOf(built, name).failure?.reason ?? 'built';
  expect(words('sum')).toBe(`https://${server.host}/data.txt has another checksum than the images file says`);
  expect(words('none')).toBe(`https://${server.host}/none.txt: ${server.host}: it has no such file (404)`);
  expect(words('commit')).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/tool\.git has no commit [0-9a-f]{40}$/);
  expect(words('link')).toBe("'outside' is a link that leads out of the images file's folder");
  expect(words('copied')).toBe(
    'there is no /usr/include/none.h in the builder of lib, nor was it pruned from its root',
  );
  expect(words('missing')).toBe('there is no /no/such in the image');
  expect(words('folder')).toBe(
    '/usr is a folder, where a file is to be added: end it with / to add it into the folder',
  );
  expect(words('file')).toBe('/etc/passwd is a file, where a folder is to be added');
  expect(
    built.lines.filter((line) => /^images\.yaml:\d+:11 \w+: it failed in the phase 'add': /.test(line)),
  ).toHaveLength(8);
});

it('an overlay may be a commit of a git repository; a branch that is not there is said before anything is built', async () => {
  const ref = server.commit('far', {
    'profiles/repo_name': 'far\n',
    'profiles/categories': 'app-misc\n',
    'metadata/layout.conf': 'masters = gentoo\nthin-manifests = true\nsign-manifests = false\n',
    'app-misc/far/far-1.ebuild':
      'EAPI=8\nDESCRIPTION="x"\nHOMEPAGE="https://example.org"\nS="${WORKDIR}"\nLICENSE="GPL-2"\nSLOT="0"\nKEYWORDS="amd64"\n',
  });
  const overlay = `{name: far, git: "https://${server.host}/far.git", ref: ${ref}, priority: 60}`;
  rig.images('- {name: base, tag: a, build: {packages: [app-misc/far]}}');
  const text = readFileSync(join(rig.folder, 'images.yaml'), 'utf8');
  rig.write('images.yaml', text.replace('priority: 50}]', `priority: 50}, ${overlay}]`));
  const built = await rig.build();
  expectBuilt(built);
  expect(ownPackages(built, 'base')).toEqual(['app-misc/far-1']);
  rig.images(`- {name: base, build: {add: [{git: "https://${server.host}/far.git", ref: none, dest: /x}]}}`);
  const failed = await rig.build();
  expect(failed.code).toBe(2);
  expect(failed.lines.join('\n')).toContain(`https://${server.host}/far.git has no branch and no tag 'none'`);
});
