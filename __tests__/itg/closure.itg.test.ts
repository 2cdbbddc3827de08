// What a root lacks is named, with who brought it; links and libraries are looked for by the target's own rules.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/closure.ts';
import { configOf } from './registry-view.ts';
import { expectBuilt, openRig, type Outcome, resultOf, type Rig } from './rig.ts';

/** Makes libraries and programs by the builder's compiler; `NAME.so` has the soname `libNAME.so.1`. */
const MAKE = `
      cd /var/tmp
      library() {
        echo "int abs(int); int (*$1_of)(int) = abs; int $1(void) { return 1; }" >"$1.c"
        gcc -shared -fPIC -o "lib$1.so.1" "$1.c" -Wl,-soname,"lib$1.so.1"
        ln -sf "lib$1.so.1" "lib$1.so"
      }
      program() {
        echo "int $2(void); int main(void) { return $2() != 1; }" >"$1.c"
        mkdir -p "$ROOT/usr/bin"
        gcc -L. -o "$ROOT/usr/bin/$1" "$1.c" -l"$2" "\${@:3}"
      }
      place() { mkdir -p "$ROOT$2"; cp "lib$1.so.1" "$ROOT$2/"; }
`;
const IMAGES = `
- name: whole
  tag: a
  closure: fail
  build:
    packages: [app-shells/suite-shell]
    finish_rootfs_build: |${MAKE}
      library own; library configured; library linked
      program by-origin own '-Wl,-rpath,$ORIGIN/../share/own'; place own /usr/share/own
      program by-conf configured; place configured /usr/share/configured
      mkdir -p "$ROOT/etc/ld.so.conf.d"
      echo 'include ld.so.conf.d/*.conf # ours' >>"$ROOT/etc/ld.so.conf"
      echo /usr/share/configured >"$ROOT/etc/ld.so.conf.d/suite.conf"
      # The folder is a link that is absolute, within the root.
      program by-link linked -Wl,-rpath,/opt/linked; place linked /usr/share/linked
      mkdir -p "$ROOT/opt"; ln -s /usr/share/linked "$ROOT/opt/linked"
      ln -s /proc/mounts "$ROOT/etc/mtab"
- name: lacking
  tag: a
  requires: whole
  build:
    packages: [app-misc/setuid]
    finish_rootfs_build: |${MAKE}
      library nowhere; library astray; library foreign
      program lacks nowhere
      program looks-elsewhere astray; place astray /usr/share/astray
      program wrong-machine foreign; place foreign /usr/share/configured
      # e_machine: that of a machine that nobody has.
      printf '\\xfe\\xfe' | dd of="$ROOT/usr/share/configured/libforeign.so.1" bs=1 seek=18 conv=notrunc status=none
      ln -s no/such "$ROOT/etc/dangling"
- name: inheriting
  tag: a
  requires: lacking
  build: {packages: [dev-libs/slotted]}
- name: breaking
  tag: a
  requires: whole
  build:
    packages: [dev-libs/slotted]
    configure_rootfs_build: rm -r "$ROOT/usr/share/own"
`;

describe('the closure', () => {
  let rig: Rig;
  let built: Outcome;
  beforeAll(async () => {
    rig = openRig();
    rig.images(IMAGES);
    built = await rig.build();
    expectBuilt(built);
  });
  afterAll(() => {
    rig.close();
  });
  const findings = (name: string): string[] =>
    (resultOf(built, name).findings ?? []).map(({ kind, path, about, owner }) =>
      [kind, path, about, owner].join(' | '),
    );

  it('of a root is whole by RPATH, ld.so.conf and links, as the dynamic linker sees it', () => {
    expect(findings('whole')).toEqual([]);
  });

  it('names every library, link and set-uid file with who brought it', async () => {
    const hook = 'the hook finish_rootfs_build';
    const expected = [
      `soname | /usr/bin/lacks | libnowhere.so.1 | ${hook}`,
      `soname | /usr/bin/looks-elsewhere | libastray.so.1 | ${hook}`,
      `soname | /usr/bin/wrong-machine | libforeign.so.1 | ${hook}`,
      `soname | /usr/share/configured/libforeign.so.1 | libc.so.6 | ${hook}`,
      `link | /etc/dangling | no/such | ${hook}`,
      'setuid | /usr/bin/suite-setuid | 4711 | app-misc/setuid-1',
    ];
    expect(findings('lacking')).toEqual(expected);
    expect(built.lines).toContain(
      `warning: lacking: /usr/bin/lacks of ${hook} needs the library libnowhere.so.1, which is not there`,
    );
    const { config } = await configOf(`${rig.prefix ?? ''}/lacking:a`);
    const label = JSON.parse(config?.Labels?.['io.github.gentoo-image-builder.closure'] ?? '') as Finding[];
    expect(label).toEqual(resultOf(built, 'lacking').findings);
  });

  it('is not told again of what the parent lacked already', () => {
    expect(findings('inheriting')).toEqual([]);
  });

  it('tells a child that takes away what its parent needs', () => {
    expect(findings('breaking')).toEqual(['soname | /usr/bin/by-origin | libown.so.1 | the parent']);
  });

  it('fails where it is to: nothing gets a name; allowing it builds nothing again', async () => {
    rig.images(
      IMAGES.replace('- name: lacking\n  tag: a', '- name: lacking\n  tag: b\n  closure: fail').replace(
        'library nowhere',
        ': ; library nowhere',
      ),
    );
    const failed = await rig.build();
    expect(failed.code).toBe(1);
    expect(resultOf(failed, 'lacking').failure).toMatchObject({
      phase: 'closure',
      reason: expect.stringMatching(
        /^something is missing in it:\n\/usr\/bin\/lacks of the hook finish_rootfs_build needs the library libnowhere\.so\.1, which is not there\n/,
      ) as string,
      hint: 'add what is missing, or set `closure: warn`; the image is kept as -untested',
    });
    rig.images(
      IMAGES.replace('- name: lacking\n  tag: a', '- name: lacking\n  tag: b\n  closure: off').replace(
        'library nowhere',
        ': ; library nowhere',
      ),
    );
    const allowed = await rig.build();
    expect(resultOf(allowed, 'lacking').status).toBe('tested');
    expect(resultOf(allowed, 'lacking').findings).toBeUndefined();
  });
});
