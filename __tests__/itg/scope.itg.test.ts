// `portage_scope: packages` on snapshots that differ in one thing: exactly the images that use it are built, and told why.
// The main repository here is a copy of the stand-in's with packages of its own, since overlays are no snapshot.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectBuilt, openRig, type Rig } from './rig.ts';

const STAND_IN = join(import.meta.dirname, '../mini-gentoo');

/** base <- one <- three, base <- two; `one` inherits an eclass, `two` has an alternative. */
const IMAGES = (hook = 'true'): string => `
- {name: base, build: {packages: app-misc/plain}}
- {name: one, requires: base, build: {packages: app-misc/one}}
- {name: two, requires: base, build: {packages: app-misc/two, finish_rootfs_build: "${hook}"}}
- {name: three, requires: one, build: {packages: app-misc/three}}
`;

const TOP = 'default_tag: v1\nportage_scope: packages';

const ebuild = (more = ''): string => `EAPI=8
DESCRIPTION="A file"
HOMEPAGE="https://example.org/"
S="\${WORKDIR}"
LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64"
${more}
src_install() {
	insinto /usr/share/own
	newins - "\${PN}" <<<"\${PF}"
}
`;

describe('snapshots that differ in one thing', () => {
  let rig: Rig;
  let day = 14;
  const write = (path: string, text: string): void => {
    const file = join(rig.folder, 'gentoo', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const append = (path: string, text: string): void => {
    write(path, readFileSync(join(rig.folder, 'gentoo', path), 'utf8') + text);
  };
  /** The next day's snapshot. */
  const publish = (): void => {
    execFileSync(join(STAND_IN, 'md5-cache.sh'), [join(rig.folder, 'gentoo')]);
    write('metadata/timestamp.chk', `Tue, ${(day += 1)} Nov 2023 22:13:20 +0000\n`);
  };
  /** What is to be built, by name, and why. */
  const planned = async (): Promise<Record<string, string>> => {
    const { code, printed, lines } = await rig.run('plan', '--json');
    if (code !== 0) throw new Error(lines.join('\n'));
    const { decisions } = JSON.parse(printed) as { decisions: { name: string; do: string; reason: string }[] };
    const work = decisions.filter((one) => !['reuse', 'unneeded'].includes(one.do));
    return Object.fromEntries(work.map(({ name, do: what, reason }) => [name, `${what}: ${reason}`]));
  };

  beforeAll(async () => {
    rig = openRig();
    rmSync(join(rig.folder, 'gentoo'));
    cpSync(join(STAND_IN, 'gentoo'), join(rig.folder, 'gentoo'), { recursive: true });
    write('app-misc/plain/plain-1.ebuild', ebuild());
    write('app-misc/one/one-1.ebuild', ebuild('inherit greeting\nRDEPEND="dev-libs/shared"'));
    write('app-misc/two/two-1.ebuild', ebuild('RDEPEND="|| ( dev-libs/left dev-libs/right )"'));
    write('app-misc/three/three-1.ebuild', ebuild());
    for (const name of ['left', 'right', 'shared']) write(`dev-libs/${name}/${name}-1.ebuild`, ebuild());
    write('app-misc/nobody/nobody-1.ebuild', ebuild('inherit greeting'));
    write('eclass/greeting.eclass', 'GREETING=hello\n');
    write('eclass/other.eclass', 'OTHER=hello\n');
    publish();
    rig.images(IMAGES(), TOP);
    expectBuilt(await rig.build());
    expect(await planned()).toEqual({});
  }, 600_000);
  afterAll(() => {
    rig.close();
  });

  it.each<[string, () => void, Record<string, string>]>([
    ['an ebuild that nobody uses', () => append('app-misc/nobody/nobody-1.ebuild', '# x\n'), {}],
    ['an eclass that nobody inherits', () => append('eclass/other.eclass', 'OTHER=you\n'), {}],
    ['a mask of what nobody uses', () => write('profiles/package.mask', '=app-misc/nobody-1\n'), {}],
    [
      'a dependency',
      () => append('dev-libs/shared/shared-1.ebuild', '# x\n'),
      { one: 'build: ebuild dev-libs/shared-1 changed', three: 'build: because its parent one is rebuilt' },
    ],
    [
      'a new version',
      () => write('app-misc/three/three-2.ebuild', ebuild()),
      { three: 'build: ebuild app-misc/three-2 is new' },
    ],
    [
      'an alternative that was not taken',
      () => write('dev-libs/right/right-2.ebuild', ebuild()),
      { two: 'build: ebuild dev-libs/right-2 is new' },
    ],
    [
      'an eclass',
      () => append('eclass/greeting.eclass', 'GREETING=you\n'),
      { one: 'build: eclass greeting changed', three: 'build: because its parent one is rebuilt' },
    ],
    [
      'a mask',
      () => append('profiles/package.mask', '>=app-misc/two-9\n'),
      { two: 'build: profiles/package.mask is new' },
    ],
    [
      'a patch',
      () => write('app-misc/plain/files/a.patch', 'x\n'),
      {
        base: 'build: files of app-misc/plain is new',
        one: 'build: because its parent base is rebuilt',
        two: 'build: because its parent base is rebuilt',
        three: 'build: because its parent one is rebuilt',
      },
    ],
    [
      'a file of the profile',
      () => append('profiles/arch/amd64/make.defaults', '# x\n'),
      {
        'builder-scratch': 'build: profiles/arch/amd64/make.defaults changed',
        base: 'build: profiles/arch/amd64/make.defaults changed',
        one: 'build: because its parent base is rebuilt',
        two: 'build: because its parent base is rebuilt',
        three: 'build: because its parent one is rebuilt',
      },
    ],
  ])(
    '%s',
    async (_name, edit, expected) => {
      edit();
      publish();
      expect(await planned()).toEqual(expected);
      const built = expectBuilt(await rig.build()).filter(({ status }) => status === 'built');
      expect(built.map(({ image }) => image).sort()).toEqual(Object.keys(expected).sort());
      expect(await planned()).toEqual({});
    },
    600_000,
  );

  it('a hook that reads the repository: it says that it cannot tell, and builds', async () => {
    rig.images(IMAGES('portageq best_visible / app-misc/two > /dev/null'), TOP);
    expectBuilt(await rig.build());
    append('app-misc/nobody/nobody-1.ebuild', '# y\n');
    publish();
    expect(await planned()).toEqual({
      two: expect.stringMatching(
        /^build: portage: 2023-11-\d\d -> 2023-11-\d\d, and what of it is used cannot be told: finish_rootfs_build reads the ebuild repository itself \(portageq\)$/,
      ) as unknown,
    });
  }, 600_000);

  it('what stays is built again of the same bytes when its builder is gone', async () => {
    rig.images(IMAGES(), TOP);
    expectBuilt(await rig.build());
    append('app-misc/nobody/nobody-1.ebuild', '# z\n');
    publish();
    expect(await planned()).toEqual({});
    const outcome = await rig.run('build', 'base', '--rebuild', 'base', '--json');
    expectBuilt(outcome);
    expect(outcome.lines.join('\n')).toContain('base: the target is the same as before, sha256:');
  }, 600_000);
});
