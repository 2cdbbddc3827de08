// The same inputs, the same image: in another run, another registry, and without one.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docker, expectBuilt, openRig, type Outcome, type Rig } from './rig.ts';

const IMAGES = `
- name: base
  build:
    packages: [sys-apps/suite-layout, app-shells/suite-shell, app-misc/dated, dev-libs/alpha]
    entrypoint: [/bin/suite-shell]
- name: child
  requires: base
  tag: stable
  build:
    packages: [app-misc/hello, app-misc/daemon, app-misc/postinst, app-misc/weird]
    configure_builder: useradd --system made-by-hook
    finish_rootfs_build: rm "$ROOT/usr/share/alpha/common.txt"
  env: {B: b, A: a}
  test: [/usr/bin/hello]
`;

describe('the target', () => {
  const rigs: Rig[] = [];
  const outcomes: Outcome[] = [];
  beforeAll(async () => {
    for (const local of [false, false, true]) {
      const rig = openRig({ local });
      rigs.push(rig);
      // The order of keys decides nothing.
      rig.images(local ? IMAGES.replace('{B: b, A: a}', '{A: a, B: b}') : IMAGES);
      outcomes.push(await rig.build());
    }
  });
  afterAll(() => {
    for (const rig of rigs) rig.close();
    for (const name of ['base:latest', 'child:stable']) docker('image', 'rm', '--force', `localhost/${name}`);
  });

  /** Of the targets alone: an initial builder that a store has from before is not built again. */
  const digests = (outcome: Outcome | undefined): Record<string, string | undefined> =>
    Object.fromEntries(
      (outcome ? expectBuilt(outcome) : []).flatMap(({ image, digest }) => (digest ? [[image, digest]] : [])),
    );

  it('has the same digest when it is built twice, and in another registry', () => {
    expect(digests(outcomes[0])).toEqual({
      base: expect.stringMatching(/^sha256:/) as string,
      child: expect.stringMatching(/^sha256:/) as string,
    });
    expect(digests(outcomes[1])).toEqual(digests(outcomes[0]));
  });

  it('has the same digest without a registry', () => {
    expect(digests(outcomes[2])).toEqual(digests(outcomes[0]));
  });

  it('is in the engine under its names when there is no registry', () => {
    expect(docker('run', '--rm', '--entrypoint', '/usr/bin/hello', 'localhost/child:stable')).toBe(
      'hello from hello-1',
    );
    expect(outcomes[2]?.results.at(-1)?.tags).toEqual(['localhost/child:stable']);
  });

  it('has the users that a hook made in the builder', () => {
    const passwd = docker(
      'run',
      '--rm',
      '--entrypoint',
      '/bin/suite-shell',
      'localhost/child:stable',
      '-c',
      'echo "$(</etc/passwd)"',
    );
    expect(passwd).toContain('made-by-hook:');
    expect(passwd).toContain('suite:');
  });

  it('is found again without a registry: nothing is built', async () => {
    expect((await rigs[2]?.build())?.lines).toEqual(['nothing to do', 'reused: base, child']);
  });
});
