// Builds that fail: exit code, what stays in the registry, and the words.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRig, type Outcome, type Rig } from './rig.ts';
import { tagsIn } from './registry-view.ts';

let rig: Rig;
beforeEach(() => {
  rig = openRig();
});
afterEach(() => {
  rig.close();
});

/** The last thing that is said before the results. */
/** The last reason; behind it stands where the log is. */
function lastWords({ lines }: Outcome): string {
  expect(lines.at(-1)).toMatch(/^ {2}log: \S+\.log$/);
  return lines.findLast((line) => !line.startsWith('==') && !line.startsWith('  log: ')) ?? '';
}

describe('a build that fails', () => {
  it('on a package that is not there: says which, and where it was asked for', async () => {
    rig.images(`
- name: base
  build: {packages: [app-misc/does-not-exist]}
- name: child
  requires: base
  build: {packages: [app-misc/hello]}
- name: other
  build: {packages: [dev-libs/slotted]}
`);
    const built = await rig.build();
    expect(built.code).toBe(1);
    expect(built.results.map(({ image, status }) => `${image} ${status}`)).toEqual([
      'builder-scratch built',
      'base failed',
      'other built',
      'child blocked',
    ]);
    expect(built.results[1]?.failure).toMatchObject({
      package: 'app-misc/does-not-exist',
      phase: 'resolve',
      reason: 'there is no such package',
    });
    expect(built.results[3]?.failure?.reason).toBe('blocked: base failed before');
    expect(await tagsIn(`${rig.prefix ?? ''}/base`)).toEqual([]);
    expect(await tagsIn(`${rig.prefix ?? ''}/child`)).toEqual([]);
    const said = built.lines.find((line) => line.includes('app-misc/does-not-exist failed')) ?? '';
    expect(said).toContain("base: app-misc/does-not-exist failed in the phase 'resolve': there is no such package");
    expect(said).toMatch(/^images\.yaml:\d+:\d+ /);
    // People read the end of a log: there it stands again.
    const shown = await rig.run('build', '--all');
    expect(shown.lines.slice(-5).map((line) => line.replace(/^images\.yaml:\d+:\d+ /, 'PLACE '))).toEqual([
      '',
      "PLACE base: app-misc/does-not-exist failed in the phase 'resolve': there is no such package",
      expect.stringMatching(/^ {2}hint: did you mean /),
      expect.stringMatching(/^ {2}log: \/.*\/base-.*\.log$/),
      'child: blocked: base failed before',
    ]);
    // No step is told that has nothing to do.
    expect(shown.lines).not.toContain('== emerge into the builder');
  });

  it('on a compile error among several jobs, whose log nobody prints: has the compiler’s words from the log', async () => {
    rig.images(`
- name: base
  build:
    packages: [app-misc/wants-broken, dev-libs/slotted]
    environment: {EMERGE_DEFAULT_OPTS: --jobs=2 --keep-going}
`);
    const built = await rig.build();
    expect(built.code).toBe(1);
    expect(built.lines.filter((line) => /^\S*broken\.c:.*error:/.test(line))).toEqual([]);
    expect(lastWords(built)).toMatch(/base: app-misc\/broken-1 failed in the phase 'compile': .*broken\.c.*error:/);
  });

  it('on a compile error: says package, phase and the compiler’s words', async () => {
    rig.images(`
- name: base
  build: {packages: [app-misc/wants-broken]}
`);
    const built = await rig.build();
    expect(built.code).toBe(1);
    expect(built.results.at(-1)?.failure).toMatchObject({ package: 'app-misc/broken-1', phase: 'compile' });
    expect(lastWords(built)).toMatch(/base: app-misc\/broken-1 failed in the phase 'compile': .*error:/);
    expect(await tagsIn(`${rig.prefix ?? ''}/base`)).toEqual([]);
    expect(await tagsIn(`${rig.prefix ?? ''}/builder-base`)).toEqual([]);
  });

  it('on its test: keeps the image as untested, under no other name; mending the test builds nothing', async () => {
    const images = (test: string): string => `
- name: base
  tag: "1"
  build: {packages: [app-shells/suite-shell]}
  test: ${test}
`;
    rig.images(images("[/bin/suite-shell, -c, 'echo it is broken; exit 3']"));
    const built = await rig.build();
    expect(built.code).toBe(1);
    const fingerprint = built.results.at(-1)?.fingerprint ?? '';
    expect(await tagsIn(`${rig.prefix ?? ''}/base`)).toEqual([`${fingerprint}-untested`]);
    expect(lastWords(built)).toContain(
      "base: it failed in the phase 'test': the test '/bin/suite-shell -c echo it is broken; exit 3' ended with 3 instead of 0:\nit is broken",
    );
    rig.images(images("[/bin/suite-shell, -c, 'true']"));
    const mended = await rig.build();
    expect(mended.results.map(({ image, status }) => `${image} ${status}`)).toEqual(['base tested']);
    expect(await tagsIn(`${rig.prefix ?? ''}/base`)).toEqual([
      '1',
      fingerprint,
      expect.stringMatching(`^${fingerprint}-passed-`),
      `${fingerprint}-untested`,
      'latest',
    ]);
  });

  it('on a test that does not end: the container is ended too', async () => {
    rig.images(`
- name: base
  build: {packages: [app-shells/suite-shell]}
  test: {run: [/bin/suite-shell, -c, 'while :; do :; done'], timeout: 2}
`);
    const built = await rig.build();
    expect(built.code).toBe(1);
    expect(lastWords(built)).toContain('was not done after 2 s');
  });

  it('in a hook: names the images file’s line and the command', async () => {
    rig.images(`
- name: base
  build:
    packages: [dev-libs/slotted]
    finish_rootfs_build: |
      echo first
      if true; then
        cp /no/such/file "$ROOT/"
      fi
`);
    const built = await rig.build();
    const text = built.lines.join('\n');
    expect(built.code).toBe(1);
    expect(text).toContain(
      `base: it failed in the phase 'finish_rootfs_build': a command of the hook failed: cp /no/such/file "$ROOT/" (status 1)`,
    );
    expect(text).toMatch(/images\.yaml:\d+:11 base/);
    expect(text).toMatch(/\n {2} +cp \/no\/such\/file "\$ROOT\/"\n {2} +~+\n?/);
  });

  it('in a hook that calls exit, is no bash, or ends everything with exit 0', async () => {
    const hook = (text: string): string => `
- name: base
  build:
    packages: [dev-libs/slotted]
    configure_rootfs_build: |
      ${text}
`;
    rig.images(hook('exit 4'));
    expect((await rig.build()).lines.join('\n')).toContain('the hook called exit: exit 4');
    rig.images(hook('exit 0'));
    expect((await rig.build()).lines.join('\n')).toContain('the hook called exit: exit 0');
    rig.images(hook('if true; then'));
    expect((await rig.build()).lines.join('\n')).toContain('the hook is no bash: syntax error: unexpected end of file');
  });

  it('does not fail where a hook says so, or where its last line is only false', async () => {
    rig.images(`
- name: base
  build:
    packages: [dev-libs/slotted]
    configure_builder: |
      set +e
      false
      rc=$?
      state=$rc
      cd /usr
    configure_rootfs_build: |
      [[ $state == 1 && $PWD == /usr ]]
      false || true
      seq 1 200000 | grep -q 5
      echo "$not_set"
    finish_rootfs_build: |
      echo "$state" > "$ROOT/state"
      [[ -e /no/such/file ]] && echo there
`);
    expect(await rig.build()).toMatchObject({ code: 0 });
  });

  it('when the version that gives the tag is not the one that was merged', async () => {
    rig.images(
      `
- name: hello
  build: {packages: [app-misc/hello]}
`,
      'software: {hello: {version: 7.0}}',
    );
    const built = await rig.build();
    expect(built.code).toBe(1);
    expect(built.lines.join('\n')).toContain('software.hello.version is 7.0, but hello-1 was merged');
  });
});
