// Scripts of hooks, and the helpers that hooks may call, by their effect in builder and root.

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { docker, expectBuilt, openRig, type Outcome, ownPackages, resultOf, type Rig } from './rig.ts';
import { ownLayer, readOwn } from './registry-view.ts';

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

function inBuilder(outcome: Outcome, image: string, script: string): string {
  return docker('run', '--rm', resultOf(outcome, image).builder ?? '', '/bin/bash', '-c', script);
}

/** What is said of an image that fails. */
function saidOf(outcome: Outcome, image: string): string {
  return (
    outcome.lines.findLast((line) => line.includes(` ${image}: it failed in the phase`)) ?? outcome.lines.join('\n')
  );
}

describe('scripts', () => {
  it('define hooks as functions, ask for packages, and keep what they set', async () => {
    rig.write(
      'base.sh',
      `_packages="dev-libs/slotted
  app-misc/etcfile"
declare -A seen=([top]=1)
note() { seen[$1]=1; }
configure_builder() {
  [[ -z \${ROOT+x} ]] || exit 1
  note configure_builder
  cd /usr
  local here=$PWD
  [[ -e /nowhere ]] && note nowhere
}
configure_rootfs_build() {
  [[ $PWD == /usr ]]
  note configure_rootfs_build
  set +e
  trap 'echo mine' ERR
  false
}
finish_rootfs_build() {
  printf '%s\\n' "\${!seen[@]}" | LC_ALL=C sort > "$ROOT/seen"
  case $- in *e*) ;; *) return 1 ;; esac
}
`,
    );
    rig.write(
      'builder.sh',
      'configure_builder() { mark /made; }\nfinish_build() { mark /finished; }\nmark() { touch "$1"; }\n',
    );
    rig.images('- {name: base, tag: a, build: {script: base.sh}}', '', 'script: builder.sh');
    const built = await rig.build();
    expectBuilt(built);
    expect(ownPackages(built, 'base').sort()).toEqual(['app-misc/etcfile-2', 'dev-libs/slotted-2']);
    expect(await readOwn(`${rig.prefix ?? ''}/base:a`, 'seen')).toBe(
      'configure_builder\nconfigure_rootfs_build\ntop\n',
    );
    expect(inBuilder(built, 'base', 'ls /made /finished')).toBe('/finished\n/made');
  });

  it('fail at their own line', async () => {
    const scripts = {
      inner: 'mine() {\n  cp /no-such-file /x\n}\nfinish_rootfs_build() {\n  true\n  mine\n}\n',
      back: 'finish_rootfs_build() {\n  if true; then\n    return 3\n  fi\n}\n',
      out: 'configure_builder() {\n  exit 0\n}\n',
      stray: 'true\nfinish_build() { :; }\n',
      syntax: 'finish_rootfs_build() {\n  if true\n}\n',
      option: '_packages="--oneshot app-misc/etcfile"\n',
      twice: '\nfinish_rootfs_build() { :; }\n',
      both: '_packages=(app-misc/etcfile)\n',
    };
    for (const [name, text] of Object.entries(scripts)) rig.write(`hooks/${name}.sh`, text);
    const more: Readonly<Record<string, string>> = {
      twice: ', finish_rootfs_build: "true"',
      both: ', packages: [dev-libs/slotted]',
    };
    const names = Object.keys(scripts);
    rig.images(
      names.map((name) => `- {name: ${name}, build: {script: hooks/${name}.sh${more[name] ?? ''}}}`).join('\n'),
    );
    const built = await rig.build();
    expect(built.code).toBe(1);
    const words = (name: string): string => saidOf(built, name).split('\n')[0] ?? '';
    expect(words('inner')).toMatch(
      /^hooks\/inner\.sh:2:3 inner: it failed in the phase 'finish_rootfs_build': a command of the hook failed: cp \/no-such-file \/x \(status 1\); the last words were: cp: /,
    );
    expect(words('back')).toMatch(
      /^hooks\/back\.sh:3:5 back: it failed in the phase 'finish_rootfs_build': the hook returned an error \(status 3\)/,
    );
    expect(words('out')).toContain(
      "hooks/out.sh:2:3 out: it failed in the phase 'configure_builder': the hook called exit: exit 0",
    );
    expect(words('stray')).toBe(
      "hooks/stray.sh:2:1 stray: it failed in the phase 'script': 'finish_build' in hooks/stray.sh is never called: it is a hook of a builder",
    );
    expect(words('syntax')).toContain(
      "hooks/syntax.sh:3:1 syntax: it failed in the phase 'script': the hook is no bash: ",
    );
    expect(words('option')).toContain("it failed in the phase 'script': '--oneshot' in _packages is not a package");
    expect(words('twice')).toBe(
      "hooks/twice.sh:2:1 twice: it failed in the phase 'script': 'finish_rootfs_build' is in the images file and in hooks/twice.sh",
    );
    expect(words('both')).toContain('the packages are in the images file and in hooks/both.sh');
  });
});

describe('helpers', () => {
  it('change Portage’s configuration in the builder, for children too', async () => {
    rig.images(
      `
- name: base
  tag: a
  build:
    configure_builder: |
      IFS=,
      update_use dev-libs/flagged +shiny -extra
      update_use +suite
      update_keywords app-misc/testing +~amd64
      update_keywords =app-misc/hello-2 '~amd64' '**'
      unmask_package app-misc/masked
      mask_package '>=dev-libs/alpha-2'
      unmask_use dev-libs/flagged extra shiny
- name: child
  tag: a
  requires: base
  build:
    packages: [app-misc/testing, app-misc/masked, dev-libs/flagged, dev-libs/alpha]
    configure_builder: |
      (update_use dev-libs/flagged extra 2>/dev/null) && exit 1 || true
      mask_package app-misc/masked
      unmask_package app-misc/masked
`,
    );
    const built = await rig.build();
    expectBuilt(built);
    const use = new Map((resultOf(built, 'child').packages ?? []).map((one) => [one.name, one.use]));
    expect([...use.keys()].sort()).toEqual([
      'app-misc/masked-1',
      'app-misc/testing-1',
      'dev-libs/alpha-1.0',
      'dev-libs/flagged-1',
    ]);
    expect(use.get('dev-libs/flagged-1')).toBe('shiny');
    const files = 'cd /etc/portage; head -n 9 package.*/zz-* profile/package.*/zz-*';
    expect(
      inBuilder(built, 'child', files)
        .split('\n')
        .filter((line) => line !== ''),
    ).toEqual([
      '==> package.accept_keywords/zz-001-base <==',
      'app-misc/testing ~amd64',
      '=app-misc/hello-2 ~amd64 **',
      '==> package.mask/zz-000-builder <==',
      'app-misc/hello::gentoo',
      '==> package.mask/zz-001-base <==',
      '>=dev-libs/alpha-2',
      '==> package.mask/zz-002-child <==',
      'app-misc/masked',
      '-app-misc/masked',
      '==> package.unmask/zz-001-base <==',
      'app-misc/masked',
      '==> package.unmask/zz-002-child <==',
      '-app-misc/masked',
      'app-misc/masked',
      '==> package.use/zz-001-base <==',
      'dev-libs/flagged shiny -extra',
      '*/* suite',
      '==> profile/package.use.mask/zz-001-base <==',
      'dev-libs/flagged -extra -shiny',
    ]);
  });

  it('act on the packages of the builder or of the root, as ROOT says', async () => {
    rig.images(`
- name: base
  tag: a
  build:
    packages: [app-misc/wants-tool, app-misc/hello, dev-libs/alpha-ng]
    configure_builder: |
      provide_package dev-util/generator
      printf '#!/bin/bash\\necho generated\\n' > /usr/bin/suite-generator
      chmod 755 /usr/bin/suite-generator
      emerge dev-libs/slotted
      uninstall_package dev-libs/slotted
      log_as_installed 'Manual Install' tini-0.19.0 https://example.org/tini
    configure_rootfs_build: |
      provide_package dev-libs/alpha
    finish_rootfs_build: |
      unprovide_package dev-libs/alpha
      [[ -z $(portageq match "$ROOT" dev-libs/alpha) ]]
      uninstall_package dev-libs/alpha-ng
- name: child
  tag: a
  requires: base
  build:
    configure_builder: |
      unprovide_package dev-util/generator
      [[ -z $(portageq match / dev-util/generator) ]]
    packages: [dev-libs/alpha]
    finish_rootfs_build: unprovide_package dev-libs/alpha && log_as_installed x y-1 https://example.org/y
`);
    const built = await rig.build();
    expectBuilt(built);
    expect(built.lines.filter((line) => /Emerging .*(dev-util\/generator)/.test(line))).toEqual([]);
    expect(ownPackages(built, 'base').sort()).toEqual([
      'app-misc/hello-1',
      'app-misc/wants-tool-1',
      'manual-install/tini-0.19.0',
    ]);
    expect(inBuilder(built, 'base', 'ls /var/db/pkg/dev-libs | grep slotted || echo gone')).toBe('gone');
    const child = (resultOf(built, 'child').packages ?? []).map(({ name, own }) => `${name} ${own}`);
    expect(child).toContain('manual-install/tini-0.19.0 false');
    expect(child).toContain('x/y-1 true');
  });

  it('fetch, patch, add overlays, copy the compiler’s libraries, replace or die', async () => {
    const sum = '$(sha256sum < /served | cut -d" " -f1)';
    rig.images(`
- name: base
  tag: a
  build:
    packages: [app-misc/far]
    configure_builder: |
      echo served > /served
      printf '#!/bin/bash\\necho "$@" >> /asked; cp /served "\${@: -3:1}" 2>/dev/null || cp /served "\${4#*=}"\\n' > /usr/local/bin/wget
      chmod 755 /usr/local/bin/wget
      download_file https://example.org/a/file.txt?x=1 ${sum}
      [[ $__download_file == "$DISTDIR/file.txt" && $(cat "$__download_file") == served ]]
      download_file https://example.org/a/file.txt ${sum}
      download_file https://example.org/a/file.txt "$(sha512sum < /served | cut -d' ' -f1)" other.txt
      [[ $(grep -c . /asked) == 2 ]]
      printf -- '--- /dev/null\\n+++ b/%s\\n@@ -0,0 +1 @@\\n+x\\n' one > /tmp/one.patch
      add_patch app-misc/far /tmp/one.patch
      cp /served /kept
      sed 's,b/one,b/two,' /tmp/one.patch > /served
      add_patch app-misc/far-1 https://example.org/two.diff ${sum}
      cp /kept /served
      mkdir -p /far/profiles /far/metadata /far/app-misc/far
      echo far > /far/profiles/repo_name
      echo app-misc > /far/profiles/categories
      printf 'masters = gentoo\\nthin-manifests = true\\nsign-manifests = false\\n' > /far/metadata/layout.conf
      cp /var/db/repos/suite/app-misc/hello/hello-1.ebuild /far/app-misc/far/far-1.ebuild
      sed-or-die '^RDEPEND=.*' '' /far/app-misc/far/far-1.ebuild
      add_overlay far /far
      tar -C / -czf "$DISTDIR/far2.tar.gz" far
      add_overlay far https://example.org/far2.tar.gz "$(sha256sum < "$DISTDIR/far2.tar.gz" | cut -d' ' -f1)"
      if ( sed-or-die nothing x /served ); then exit 1; fi
      sed-or-die 'ser\\(ve\\)d' 'a/b\\1' /served '|'
      [[ $(cat /served) == a/bve ]]
      find / -maxdepth 1 -name served -exec sed-or-die a b {} ';'
      [[ $(cat /served) == b/bve ]]
    finish_rootfs_build: |
      printf 'x' > /usr/lib/libgcc_s.so.1
      gcc() { [[ $1 == *libgcc_s* ]] && echo /usr/lib/libgcc_s.so.1 || echo "\${1#*=}"; }
      export -f gcc
      copy_gcc_libs
      cp "$(command -v sed-or-die)" "$ROOT/sed-or-die"
`);
    const built = await rig.build();
    expectBuilt(built);
    expect(
      inBuilder(
        built,
        'base',
        'cd /etc/portage; find patches repos.conf -name "*far*" -o -path "*far*" -type f | sort; cat repos.conf/far.conf',
      ).split('\n'),
    ).toEqual([
      'patches/app-misc/far',
      'patches/app-misc/far-1',
      'patches/app-misc/far-1/two.diff',
      'patches/app-misc/far/one.patch',
      'repos.conf/far.conf',
      '[far]',
      'location = /var/db/repos/far',
      'priority = 50',
      'auto-sync = no',
    ]);
    const found = await paths('base:a');
    expect(found).toContain('sed-or-die');
    expect(found.filter((path) => path.endsWith('/libgcc_s.so.1'))).toHaveLength(1);
    expect(await readOwn(`${rig.prefix ?? ''}/base:a`, 'sed-or-die')).toMatch(/^#!\/bin\/sh\n/);
  });

  it('end the build at the line that called them', async () => {
    const cases = [
      ['die no such luck', 'no such luck'],
      [
        'update_use slotted +shiny',
        "update_use: 'slotted' is neither a category/name nor a flag with + or - before it",
      ],
      [
        'provide_package dev-libs/none',
        "provide_package: nothing in the ebuild repositories satisfies 'dev-libs/none'",
      ],
      ['provide_package alpha', "provide_package: 'alpha' is not an atom with its category, such as dev-libs/openssl"],
      ['uninstall_package dev-libs/alpha', "uninstall_package: 'dev-libs/alpha' is not installed in the builder"],
      ['download_file https://example.org/a 1', "download_file: '1' is neither a SHA-256 nor a SHA-512"],
      ['add_overlay x /none', 'add_overlay: there is no folder /none'],
      [
        'copy_gcc_libs',
        'copy_gcc_libs: there is no root yet: call it in configure_rootfs_build or finish_rootfs_build',
      ],
    ];
    rig.images(
      cases
        .map(([line], at) => `- name: n${at}\n  build:\n    configure_builder: |\n      true\n      ${line ?? ''}`)
        .join('\n'),
    );
    const built = await rig.build();
    expect(built.code).toBe(1);
    for (const [at, [line = '', words = '']] of cases.entries()) {
      expect(saidOf(built, `n${at}`)).toMatch(/^images\.yaml:\d+:9 n/);
      expect(saidOf(built, `n${at}`)).toContain(`: it failed in the phase 'configure_builder': ${words}\n`);
      expect(saidOf(built, `n${at}`)).toContain(`\n          ${line}\n`);
    }
  });
});

describe('secrets', () => {
  const VALUE = 'canary-Pa55+/=word';
  beforeEach(() => {
    process.env.SUITE_TOKEN = VALUE;
  });
  afterEach(() => {
    delete process.env.SUITE_TOKEN;
  });

  it('are files for hooks, and in nothing that is left; a copy fails the image', async () => {
    const hook = (name: string, line: string): string =>
      `- name: ${name}\n  tag: a\n  build:\n    secrets: [SUITE_TOKEN]\n    finish_rootfs_build: |\n      ${line}`;
    rig.images(
      [
        hook(
          'good',
          'sha256sum < /run/secrets/SUITE_TOKEN > "$ROOT/sum"; cat /run/secrets/SUITE_TOKEN; env > "$ROOT/env"',
        ),
        hook('layer', 'cp /run/secrets/SUITE_TOKEN "$ROOT/token"'),
        hook('coded', '{ printf user:; cat /run/secrets/SUITE_TOKEN; } | base64 > "$ROOT/token"'),
        hook('builder', 'cp /run/secrets/SUITE_TOKEN /etc/token'),
        hook('said', 'die "no $(< /run/secrets/SUITE_TOKEN)"'),
      ].join('\n'),
    );
    const built = await rig.build();
    expect(built.code).toBe(1);
    const reason = (name: string): string => resultOf(built, name).failure?.reason ?? 'built';
    expect(reason('good')).toBe('built');
    expect(reason('layer')).toBe('the secret SUITE_TOKEN is in /token of the image');
    expect(reason('coded')).toBe('the secret SUITE_TOKEN is in /token of the image');
    expect(reason('builder')).toBe('the secret SUITE_TOKEN is in /etc/token of the builder');
    expect(reason('said')).toBe('no ***');
    const sum = await readOwn(`${rig.prefix ?? ''}/good:a`, 'sum');
    expect(sum).toMatch(new RegExp(`^${createHash('sha256').update(VALUE).digest('hex')} `));
    expect(await readOwn(`${rig.prefix ?? ''}/good:a`, 'env')).not.toContain('SUITE_TOKEN');
    const seen = [built.printed, ...built.lines].join('\n');
    expect(seen).toContain('***');
    expect(seen).not.toContain(VALUE);
    const image = resultOf(built, 'good').builder ?? '';
    expect(inBuilder(built, 'good', 'ls -A /run/secrets /gib/secrets 2>&1; true')).not.toContain('SUITE_TOKEN');
    expect(docker('image', 'inspect', image) + docker('history', '--no-trunc', image)).not.toContain(VALUE);
  });
});
