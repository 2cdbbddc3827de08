// A chain by podman: the same targets as by docker, builders that docker can go on from, and the local mode.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changedByCommit } from '../../src/core/container.ts';
import { enterPodman } from '../fakes/podman-settings.ts';
import { docker, expectBuilt, openRig, type Outcome, resultOf, type Rig, runEngine } from './rig.ts';
import { configOf } from './registry-view.ts';

const BASE = `
- name: base
  tag: a
  build:
    packages: [sys-apps/suite-layout, app-shells/suite-shell, app-misc/daemon, dev-libs/alpha]
    entrypoint: [/bin/suite-shell]
  test: [/bin/suite-shell, -c, 'true']
- name: child
  requires: base
  tag: a
  build:
    packages: [app-misc/hello, app-misc/weird, app-misc/setuid, app-misc/compiled]
    configure_builder: useradd --system made-by-hook
    finish_rootfs_build: rm "$ROOT/usr/share/alpha/common.txt"
  env: {GREETING: "a \\"b\\" $HOME"}
  test:
    - {run: /usr/bin/hello}
    - {args: [-c, 'printf "%s" "$GREETING"'], stdout: 'a "b" $HOME'}
`;
const GRANDCHILD = `
- name: grandchild
  requires: child
  tag: a
  build: {packages: [dev-libs/flagged]}
  test: [/usr/bin/hello]
`;
const targets = (outcome: Outcome): (string | undefined)[] =>
  ['base', 'child'].map((name) => resultOf(outcome, name).digest);

describe('a chain by podman', () => {
  let podman: { leave: () => void };
  let [byPodman, byDocker, local]: Rig[] = [];
  const more: Rig[] = [];
  let snapshot = '';
  let built: Outcome;
  let reference: Outcome;
  beforeAll(async () => {
    podman = enterPodman();
    byPodman = openRig({ engine: 'podman' });
    byPodman.images(BASE);
    built = await byPodman.build();
    byDocker = openRig();
    byDocker.images(BASE);
    reference = await byDocker.build();
  });
  afterAll(() => {
    for (const rig of [byPodman, byDocker, local, ...more]) rig?.close();
    podman.leave();
  });

  it('has the same targets as by docker, byte for byte', () => {
    expectBuilt(built);
    expectBuilt(reference);
    expect(targets(built)).toEqual(targets(reference));
    expect(targets(built)[1]).toMatch(/^sha256:/);
  });

  it('gives the builder the configuration of its stage3, in a format that docker takes', async () => {
    const { config } = await configOf(resultOf(built, 'child').builder ?? '');
    const stage3 = await configOf(`${byPodman?.prefix?.split('/')[0] ?? ''}/gentoo/stage3:latest`);
    expect(changedByCommit(stage3.config ?? {}, config ?? {})).toEqual([]);
  });

  it('has nothing to do the second time, and leaves no container', async () => {
    expect((await byPodman?.build())?.lines).toEqual(['nothing to do', 'reused: base, child']);
    expect(runEngine('podman', 'ps', '--all', '--quiet')).toBe('');
  });

  it('is gone on with by docker, from podman’s builders', async () => {
    byPodman?.images(BASE + GRANDCHILD);
    const grown = await byPodman?.run('build', '--all', '--json', '--engine', 'docker');
    if (!grown) throw new Error('no rig');
    expect(expectBuilt(grown).map(({ image, status }) => `${image} ${status}`)).toEqual(['grandchild built']);
    const names = docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}').split('\n');
    const ours = names.filter((name) => name.startsWith(`${byPodman?.prefix ?? '-'}/`));
    if (ours.length > 0) docker('image', 'rm', '--force', ...ours);
  });

  it('and the other way round: podman goes on from docker’s', async () => {
    byDocker?.images(BASE + GRANDCHILD);
    const grown = await byDocker?.run('build', '--all', '--json', '--engine', 'podman');
    if (!grown) throw new Error('no rig');
    expect(expectBuilt(grown).map(({ image, status }) => `${image} ${status}`)).toEqual(['grandchild built']);
  });

  it('is in podman’s store under its names when there is no registry', async () => {
    local = openRig({ local: true, engine: 'podman' });
    local.images(BASE);
    const kept = await local.build();
    expectBuilt(kept);
    expect(targets(kept)).toEqual(targets(reference));
    expect(resultOf(kept, 'child').tags).toEqual(['localhost/child:a']);
    expect(runEngine('podman', 'run', '--rm', '--entrypoint', '/usr/bin/hello', 'localhost/child:a')).toBe(
      'hello from hello-1',
    );
    expect((await local.build()).lines).toEqual(['nothing to do', 'reused: base, child']);
  });

  it('mounts a snapshot’s image; its tree is not where Portage looks for it, and still the targets are the same', async () => {
    snapshot = pushSnapshot();
    const outcomes: Outcome[] = [];
    for (const engine of ['podman', 'docker'] as const) {
      const rig = openRig({ engine });
      more.push(rig);
      writeImages(rig, BASE, snapshot);
      outcomes.push(await rig.build());
    }
    const [one, two] = outcomes;
    if (!one || !two) throw new Error('two');
    expectBuilt(one);
    expectBuilt(two);
    expect(targets(one)).toEqual(targets(two));
  });

  it('and each goes on from builders in which the other had mounted it', async () => {
    for (const [index, engine] of (['docker', 'podman'] as const).entries()) {
      const rig = more[index];
      if (!rig) throw new Error('two');
      writeImages(rig, BASE + GRANDCHILD, snapshot);
      expectBuilt(await rig.run('build', '--all', '--json', '--engine', engine));
    }
  });
});

/** Writes an images file whose snapshot is an image. */
function writeImages(rig: Rig, images: string, snapshot: string): void {
  rig.images(images);
  const text = readFileSync(`${rig.folder}/images.yaml`, 'utf8');
  rig.write('images.yaml', text.replace(/^ {4}portage: .*$/m, `    portage: ${snapshot}`));
}

/** The suite's tree as an image in the suite's registry. */
function pushSnapshot(): string {
  const portage = inject('portage');
  if ('reference' in portage) return portage.reference;
  const reference = `${inject('registry')}/gentoo/tree:20261116`;
  const pack = `tar '--transform=s,^\\.,var/db/repos/gentoo,' -chf - -C "$0" . | docker import - "$1"`;
  execFileSync('bash', ['-o', 'pipefail', '-c', pack, portage.folder, reference], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  docker('push', '--quiet', reference);
  docker('image', 'rm', '--force', reference);
  return reference;
}
