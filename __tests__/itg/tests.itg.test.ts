// The tests of an image in all their forms, in a real engine. The image is built once; what is tested changes.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docker, expectBuilt, openRig, type Outcome, type Rig } from './rig.ts';

let rig: Rig;
const images = (test: string): string => `
- name: base
  build:
    packages: [app-shells/suite-shell]
    finish_rootfs_build: mkdir -p "$ROOT/tmp"
    entrypoint: [/bin/suite-shell, -c]
    cmd: ['echo up; read -t 2 < <(:); echo >/tmp/ready; while :; do read -t 1 < <(:) || :; done']
    healthcheck: {test: [CMD, /bin/suite-shell, -c, '[[ -e /tmp/ready ]]']}
  test: ${test}
`;

/** Builds, or only tests again what is there: each form is another test of the same bytes. */
async function test(form: string, ...words: string[]): Promise<Outcome> {
  rig.images(images(form));
  return await rig.run('build', '--all', '--json', ...words);
}
function reasonOf(outcome: Outcome): string | undefined {
  expect(outcome.code).toBe(1);
  return outcome.results.at(-1)?.failure?.reason;
}
const left = (): string => docker('ps', '--all', '--quiet', '--filter', 'name=gib-test-base');

describe('an image is tested', () => {
  beforeAll(() => {
    rig = openRig();
    rig.write('tests/base.sh', '#!/bin/suite-shell\necho "I am $0 of $WHO"; [[ $WHO == ann ]]\n');
  });
  afterAll(() => {
    rig.close();
  });

  it('and not kept under its name while any test fails', async () => {
    expect(reasonOf(await test("/bin/suite-shell -c 'echo two  words; exit 3'"))).toBe(
      "the test '/bin/suite-shell -c 'echo two  words; exit 3'' ended with 3 instead of 0:\ntwo words",
    );
    expect(left()).toBe('');
  });

  it('by a script, which gets its environment and is not in the image', async () => {
    expect(reasonOf(await test('{script: tests/base.sh, env: {WHO: bob}}'))).toBe(
      "the test 'tests/base.sh' ended with 1 instead of 0:\nI am /gib-test/base.sh of bob",
    );
  });

  it('by its healthcheck, which must succeed in time', async () => {
    expect(reasonOf(await test('{healthcheck: true, healthy: 9, within: 3}'))).toMatch(
      /^the test 'healthy within 3 s' was not healthy 9 times in a row within 3 s; asked \d+ times, the last answer was [01]:\nup$/,
    );
    expect(left()).toBe('');
  });

  it('until its time is over, and its container is ended then', async () => {
    expect(reasonOf(await test("{run: [/bin/suite-shell, -c, 'echo on; while :; do :; done'], timeout: 2}"))).toBe(
      "the test '/bin/suite-shell -c echo on; while :; do :; done' was not done after 2 s:\non",
    );
    expect(left()).toBe('');
  });

  it('in every form at once', async () => {
    const forms = [
      "{run: /bin/suite-shell -c 'echo line'}",
      '{run: [/bin/suite-shell, -c, "exit 4"], exit_code: 4}',
      '{args: [\'echo "kept entrypoint"\'], stdout: kept entrypoint}',
      '{script: tests/base.sh, env: {WHO: ann}}',
      '{healthcheck: true, healthy: 2, within: 20}',
    ];
    const passed = await test(`[${forms.join(', ')}]`);
    expect(expectBuilt(passed).map(({ image, status }) => `${image} ${status}`)).toEqual(['base tested']);
    expect(passed.lines).toContain('I am /gib-test/base.sh of ann');
    const digest = passed.results.at(-1)?.digest ?? '';
    docker('pull', '--quiet', `${rig.prefix ?? ''}/base@${digest}`);
    expect(docker('run', '--rm', `${rig.prefix ?? ''}/base@${digest}`, '[[ ! -e /gib-test ]] && echo no')).toBe('no');
    docker('image', 'rm', '--force', `${rig.prefix ?? ''}/base@${digest}`);
  });
});
