// How emerge behaves with two roots: the table of package.provided and copied /var/db/pkg, binary packages, upgrades,
// collisions, guarded files, users. In: a stage3 (the stand-in or a real one) and the overlay `suite`. Out: tests.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Container, REPOSITORIES, SKIPPED, start } from './standin.ts';

const here = path.dirname(fileURLToPath(import.meta.url));

let box: Container;
beforeAll(async () => {
  if (SKIPPED !== undefined) return;
  box = await start('suite');
  await box.ok(`cp -a /etc/portage /etc/portage.fresh; cp -a /var/db/pkg /var/db/pkg.fresh
for package in dev-libs/alpha dev-util/generator; do [[ ! -e /var/db/pkg/$package ]]; done`);
}, 120_000);
afterAll(() => {
  if (SKIPPED === undefined) box.remove();
});
beforeEach(({ skip }) => {
  skip(SKIPPED !== undefined, SKIPPED);
});
// a fresh root and a fresh builder for each test
beforeEach(async () => {
  await box.run(`emerge -C -q dev-libs/alpha dev-libs/flagged dev-util/generator app-misc/hello
rm -rf /target /etc/portage /var/cache/binpkgs/*; cp -a /etc/portage.fresh /etc/portage; mkdir /target`);
});

/** The list of `emerge -pq` into the root, blanks in the brackets dropped. */
async function planned(request: string, before = ':'): Promise<string[]> {
  const out = await box.ok(`${before}\nemerge --root=/target -pq ${request}`);
  return out
    .split('\n')
    .filter((line) => line.startsWith('['))
    .map((line) => line.replace(/\s+/g, ' ').trim());
}

const inRoot = (...names: string[]): string =>
  names.map((name) => `emerge --root=/target -q1 --quiet-build=y ${name} >/dev/null`).join(' && ');
// a child's root: the parent's record is there, its files are not
const childOf = (...names: string[]): string =>
  `${inRoot(...names)}; mv /target /parent; mkdir -p /target/var/db; cp -a /parent/var/db/pkg /target/var/db/; rm -rf /parent`;
const oldAlpha = '=dev-libs/alpha-1.0';
const provided = (cpv: string, configRoot = ''): string =>
  `mkdir -p ${configRoot}/etc/portage/profile; echo ${cpv} > ${configRoot}/etc/portage/profile/package.provided`;

describe('a dependency that is wanted in ROOT and in /', () => {
  const both = [
    '[ebuild N ] dev-libs/alpha-2.0 to /target/',
    '[ebuild N ] dev-libs/alpha-2.0',
    '[ebuild N ] app-misc/wants-headers-1 to /target/',
  ];

  test('nothing set up: into both', async () => {
    expect(await planned('app-misc/wants-headers')).toEqual(both);
  });
  test("builder's package.provided: into neither, and the build fails", async () => {
    const before = provided('dev-libs/alpha-1.0');
    expect(await planned('app-misc/wants-headers', before)).toEqual([both[2]]);
    const result = await box.run(`emerge --root=/target --quiet-build=y app-misc/wants-headers`);
    expect(result.code).toBe(1);
    expect(result.stdout).toContain('ERROR: app-misc/wants-headers-1::suite failed (compile phase):');
  });
  test('package.provided under ROOT alone does nothing', async () => {
    expect(await planned('app-misc/wants-headers', provided('dev-libs/alpha-1.0', '/target'))).toEqual(both);
  });
  test('the same with PORTAGE_CONFIGROOT holding a profile: hidden', async () => {
    const before = `${provided('dev-libs/alpha-1.0', '/target')}
ln -s "$(realpath /etc/portage/make.profile)" /target/etc/portage/make.profile
cp -r /etc/portage/make.conf /etc/portage/repos.conf /target/etc/portage/
export PORTAGE_CONFIGROOT=/target`;
    const list = await planned('app-misc/wants-headers', before);
    expect(list).not.toContain(both[0]);
    expect(list).toContain(both[2]);
  });
  test('PORTAGE_CONFIGROOT without a profile is refused', async () => {
    const result = await box.run(`mkdir -p /target/etc/portage
PORTAGE_CONFIGROOT=/target emerge --root=/target -p app-misc/hello`);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('!!! Your current profile is invalid.');
  });
  test('a copied /var/db/pkg: skipped in ROOT, into / where absent', async () => {
    const list = await planned('app-misc/wants-headers', childOf('dev-libs/alpha'));
    expect(list).toEqual(both.slice(1));
    await box.ok(inRoot('app-misc/wants-headers'));
    expect(await box.ok('cat /target/usr/share/wants-headers/seen.txt; ls /target/usr')).toBe(
      'built against alpha 2.0\nshare\n',
    );
  });
  test('copied record and package.provided: skipped in both', async () => {
    await box.ok(childOf('dev-libs/alpha'));
    expect(await planned('app-misc/wants-headers', provided('dev-libs/alpha-2.0'))).toEqual([both[2]]);
  });
  test("the parent's old version in ROOT does not keep / from the newest", async () => {
    expect(await planned('app-misc/wants-headers', childOf(oldAlpha))).toEqual(both.slice(1));
  });
  test('a tool for building goes into / only', async () => {
    await box.ok(inRoot('app-misc/wants-tool'));
    expect(await box.ok('cat /target/usr/share/wants-tool/generated.txt; ls -d /target/var/db/pkg/*/*')).toBe(
      'generated by generator-1\n/target/var/db/pkg/app-misc/wants-tool-1\n',
    );
  });
});

describe('the parent has alpha 1.0, the tree has 2.0', () => {
  const hello = '[ebuild N ] app-misc/hello-1 to /target/';

  test('copied record: kept, upgraded with -uD, upgraded when named', async () => {
    await box.ok(childOf(oldAlpha));
    expect(await planned('app-misc/hello')).toEqual([hello]);
    expect(await planned('-u app-misc/hello')).toEqual([hello]);
    expect(await planned('-uD app-misc/hello')).toEqual(['[ebuild U ] dev-libs/alpha-2.0 [1.0] to /target/', hello]);
    expect(await planned('--newuse --deep app-misc/hello')).toHaveLength(2);
    expect(await planned('dev-libs/alpha')).toEqual(['[ebuild U ] dev-libs/alpha-2.0 [1.0] to /target/']);
  });
  test('package.provided: kept always; named on the command line it is only a warning', async () => {
    await box.ok(provided('dev-libs/alpha-1.0'));
    expect(await planned('-uD app-misc/hello')).toEqual([hello]);
    const result = await box.run('emerge --root=/target dev-libs/alpha');
    expect(result.code).toBe(0);
    expect(result.stderr).toContain('listed in\npackage.provided:');
    expect(await box.ok('ls /target')).not.toContain('usr');
  });
  test('USE dependencies: an error with the copied record, ignored with package.provided', async () => {
    await box.ok(childOf('dev-libs/flagged'));
    const result = await box.run('emerge --root=/target app-misc/wants-flag');
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('The following USE changes are necessary to proceed:');
    expect(result.stderr).toContain('>=dev-libs/flagged-1 shiny');
    await box.ok(`rm -rf /target/var; ${provided('dev-libs/flagged-1')}`);
    expect(await planned('app-misc/wants-flag')).toEqual(['[ebuild N ] app-misc/wants-flag-1 to /target/']);
  });
});

describe('binary packages', () => {
  const build = 'emerge --root=/target -q1 --quiet-build=y --buildpkg dev-libs/flagged >/dev/null; rm -rf /target';

  test('are made, indexed, and installed without what building needs', async () => {
    await box.ok(
      'emerge --root=/target -q1 --quiet-build=y --buildpkg app-misc/wants-headers >/dev/null; rm -rf /target',
    );
    await box.ok('emerge -C -q dev-libs/alpha >/dev/null 2>&1');
    expect(await box.ok('cd /var/cache/binpkgs; ls app-misc/wants-headers; grep -c ^CPV: Packages')).toBe(
      'wants-headers-1-1.gpkg.tar\n3\n',
    );
    expect(await planned('-k app-misc/wants-headers')).toEqual([
      '[binary N ] dev-libs/alpha-2.0-2 to /target/',
      '[binary N ] app-misc/wants-headers-1-1 to /target/',
    ]);
    await box.ok('emerge --root=/target -qk app-misc/wants-headers');
    expect(await box.ok('cat /target/usr/share/wants-headers/seen.txt')).toBe('built against alpha 2.0\n');
  });
  test('other USE: source with y, the wrong one with n, a warning without', async () => {
    await box.ok(build);
    const use = 'export USE=shiny';
    expect(await planned('-k --binpkg-respect-use=y dev-libs/flagged', use)).toEqual([
      '[ebuild N ] dev-libs/flagged-1 to /target/',
    ]);
    expect(await planned('-k --binpkg-respect-use=n dev-libs/flagged', use)).toEqual([
      '[binary N ] dev-libs/flagged-1-1 to /target/',
    ]);
    const result = await box.run(`${use}; emerge --root=/target -pqk dev-libs/flagged`);
    expect(result.stdout).toContain('[ebuild');
    expect(result.stderr).toContain('have been ignored due to non matching USE');
  });
  test('run their postinst in the root they are installed into', async () => {
    await box.ok(`emerge --root=/elsewhere -q1 --quiet-build=y --buildpkg app-misc/postinst >/dev/null; rm -rf /elsewhere
emerge --root=/target -q1K app-misc/postinst >/dev/null; [[ ! -e /elsewhere ]]`);
    expect(await box.ok('cat /target/var/lib/suite/made')).toBe('made by postinst\n');
  });
  test('only binaries, and there is none', async () => {
    const result = await box.run('emerge --root=/target --usepkgonly app-misc/hello');
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('there are no binary packages to satisfy "app-misc/hello" for /target/.');
  });
});

describe('files in the root', () => {
  test('an upgrade takes away what is no longer owned', async () => {
    await box.ok(inRoot(oldAlpha));
    await box.ok(inRoot('dev-libs/alpha'));
    expect(
      await box.ok(
        'ls /target/usr/share/alpha; ls /target/var/db/pkg/dev-libs; cat /target/usr/share/alpha/common.txt',
      ),
    ).toBe('common.txt\nnew.txt\nalpha-2.0\nalpha 2.0\n');
  });
  test("another package's file is not overwritten", async () => {
    await box.ok(inRoot('app-misc/hello'));
    const result = await box.run('emerge --root=/target --quiet-build=y app-misc/collides');
    expect(result.code).toBe(1);
    expect(result.stdout).toContain('NOT merged due to file collisions');
    expect(await box.ok('grep -c hello /target/usr/bin/hello; ls /target/var/db/pkg/app-misc')).toBe('1\nhello-1\n');
  });
  test('a configuration file: replaced when unchanged, kept beside the new one when changed', async () => {
    await box.ok(inRoot('=app-misc/etcfile-1', '=app-misc/etcfile-2'));
    expect(await box.ok('cat /target/etc/suite.conf')).toBe('version = 2\n');
    await box.ok(
      `rm -rf /target; ${inRoot('=app-misc/etcfile-1')}; echo mine > /target/etc/suite.conf; ${inRoot('=app-misc/etcfile-2')}`,
    );
    expect(await box.ok('cat /target/etc/suite.conf /target/etc/._cfg0000_suite.conf')).toBe('mine\nversion = 2\n');
  });
  test('links to directories in the root are followed', async () => {
    await box.ok(
      `mkdir -p /target/opt/programs /target/usr; ln -s ../opt/programs /target/usr/bin; ${inRoot('app-misc/hello')}`,
    );
    expect(await box.ok('readlink /target/usr/bin; ls /target/opt/programs')).toBe('../opt/programs\nhello\n');
  });
  test('odd names, links and modes arrive', async () => {
    await box.ok(inRoot('app-misc/weird', 'app-misc/setuid'));
    expect(
      await box.ok(`cd /target/usr/share/weird; cat "with space" "grüße-☃"; readlink dangling; stat -c %h first second
[[ first -ef second ]]; ls -A empty; stat -c %a /target/usr/bin/suite-setuid`),
    ).toBe('space\nunicode\nnowhere\n2\n2\n.keep_app-misc_weird-0\n4711\n');
  });
  test('a shell from nothing runs in the root', async () => {
    await box.ok(inRoot('sys-apps/suite-layout', 'app-shells/suite-shell', 'app-misc/hello'));
    expect(await box.ok("chroot /target /bin/suite-shell -c '/usr/bin/hello; exit 0'")).toBe('hello from hello-1\n');
  });
});

describe('users', () => {
  test('a group cannot be made without /etc/group in the root; the rest of the merge is left behind', async () => {
    const result = await box.run('emerge --root=/target --quiet-build=y app-misc/daemon2');
    expect(result.code).toBe(1);
    expect(result.stdout).toContain('ERROR: acct-group/suite2-0::suite failed (preinst phase):');
    expect(result.stdout).toContain('groupadd failed with status 10');
    expect(await box.ok('ls /target/var/db/pkg/acct-group; portageq match /target acct-group/suite2')).toBe(
      '-MERGING-suite2-0\n',
    );
    // and what was left behind does not disturb the next run
    await box.ok(inRoot('sys-apps/suite-layout', 'app-misc/daemon2'));
    expect(await box.ok('ls -A /target/var/db/pkg/acct-group; tail -n 1 /target/etc/group')).toBe(
      'suite2-0\nsuite2:x:791:\n',
    );
  });
});

describe('what is recorded', () => {
  test('values in /var/db/pkg, none for empty ones', async () => {
    await box.ok(`USE=shiny emerge --root=/target -q --quiet-build=y dev-libs/flagged >/dev/null`);
    expect(
      await box.ok(`cd /target/var/db/pkg/dev-libs/flagged-1
for key in CATEGORY PF SLOT repository USE IUSE LICENSE COUNTER; do echo "$(cat $key)"; done; ls | grep -c DEPEND; cat /target/var/lib/portage/world`),
    ).toBe(
      'dev-libs\nflagged-1\n0\nsuite\nabi_x86_64 amd64 elibc_glibc kernel_linux shiny\nshiny extra\nGPL-2\n1\n0\ndev-libs/flagged\n',
    );
  });
  test('portageq answers', async () => {
    await box.ok(inRoot('app-misc/hello', '=dev-libs/slotted-1', '=dev-libs/slotted-2'));
    expect(
      await box.ok(`portageq match /target dev-libs/slotted; portageq best_version /target dev-libs/slotted
portageq has_version /target app-misc/nothing || echo none; portageq metadata /target installed app-misc/hello-1 SLOT RDEPEND
portageq owners /target /target/usr/bin/hello; portageq best_visible /target app-misc/hello; portageq match /target app-misc/nothing`),
    ).toBe(
      'dev-libs/slotted-1\ndev-libs/slotted-2\ndev-libs/slotted-2\nnone\n0\ndev-libs/alpha\napp-misc/hello-1\n\t/target/usr/bin/hello\napp-misc/hello-1\n',
    );
  });
  test('logs and elog where they are asked for', async () => {
    const result =
      await box.run(`export PORTAGE_LOGDIR=/tmp/logs PORTAGE_ELOG_SYSTEM=save PORTAGE_ELOG_CLASSES='log warn error qa'
emerge --root=/target --quiet-build=y app-misc/broken >/dev/null; cd /tmp/logs; ls | grep -v elog; cat elog/*; rm -rf /tmp/logs`);
    expect(result.stdout).toMatch(
      /^app-misc:broken-1:\d{8}-\d{6}\.log\nERROR: compile\nERROR: app-misc\/broken-1::suite failed \(compile phase\):\n/,
    );
  });
  test('SOURCE_DATE_EPOCH reaches the build', async () => {
    await box.ok(`export SOURCE_DATE_EPOCH=1700000000; ${inRoot('app-misc/dated')}`);
    expect(await box.ok('cat /target/usr/share/dated/date.txt')).toBe('2023-11-14T22:13:20Z\n');
  });
});

test('a signal ends emerge with 143 and its words', async () => {
  const result = await box.run(`mkdir -p /tmp/slow/app-misc/slow /tmp/slow/metadata /tmp/slow/profiles
echo slow > /tmp/slow/profiles/repo_name; echo 'masters = gentoo' > /tmp/slow/metadata/layout.conf
printf 'EAPI=8\\nDESCRIPTION=x\\nS="\${WORKDIR}"\\nSLOT=0\\nKEYWORDS=amd64\\nsrc_compile() { sleep 300; }\\n' > /tmp/slow/app-misc/slow/slow-1.ebuild
printf '[slow]\\nlocation = /tmp/slow\\n' > /etc/portage/repos.conf/slow.conf
emerge --root=/target app-misc/slow & sleep 2; kill -TERM $!; wait $!; echo "rc=$?"; sleep 0.2; pgrep sleep || echo ended`);
  expect(result.stdout).toMatch(/rc=143\n/);
  expect(result.stderr).toContain('\n\nExiting on signal 15\n');
});

test('metadata caches are current', () => {
  execFileSync(path.join(here, 'md5-cache.sh'), ['--check', ...Object.values(REPOSITORIES)], { encoding: 'utf8' });
});
