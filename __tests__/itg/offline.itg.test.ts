// Planning needs nothing from outside when everything is pinned, mirrored, or told.

import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { openRig, type Rig } from './rig.ts';

let rig: Rig;
beforeEach(() => {
  rig = openRig();
});
afterEach(() => {
  rig.close();
});

const DIGEST = `sha256:${'ab'.repeat(32)}`;

/** An images file of one image whose builder comes from somewhere else than the suite's. */
function write(stage3: string, portage: string, top = ''): void {
  rig.write(
    'images.yaml',
    `registry: ${rig.prefix ?? ''}
${top}
builders: {default: {stage3: "${stage3}", portage: "${portage}"}}
images: [{name: base, build: {packages: [sys-apps/busybox]}}]
`,
  );
}

it('does not ask for references with a digest', async () => {
  write(`registry.invalid/gentoo/stage3@${DIGEST}`, `registry.invalid/gentoo/portage:20261116@${DIGEST}`);
  const planned = await rig.run('plan', '--json');
  expect(planned.code).toBe(0);
  expect(JSON.parse(planned.printed)).toMatchObject({ depth: 2, images: ['base'], pins: { scheme: 1, names: {} } });
});

it('takes the others from a file of pins', async () => {
  write('docker.io/gentoo/stage3:musl', 'docker.io/gentoo/portage:latest');
  rig.write(
    'pins.json',
    JSON.stringify({
      scheme: 1,
      names: {
        'docker.io/gentoo/stage3:musl': { digest: DIGEST },
        'docker.io/gentoo/portage:latest': { digest: DIGEST, date: '20261109' },
      },
    }),
  );
  const planned = await rig.run('plan', '--pins', 'pins.json');
  expect(planned.lines.join('\n')).toContain('base (20261109, latest)');
});

it('asks a mirror in the place of a registry', async () => {
  write(
    'docker.io/gentoo/stage3:latest',
    `registry.invalid/p:20261116@${DIGEST}`,
    `registries: {docker.io: {mirror: "${inject('registry')}"}}`,
  );
  const planned = await rig.run('plan', '--json');
  const { pins } = JSON.parse(planned.printed) as { pins: { names: Record<string, { digest: string }> } };
  expect(pins.names['docker.io/gentoo/stage3:latest']?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
});

it('says what a registry does not have', async () => {
  write(`${inject('registry')}/gentoo/stage3:no-such-tag`, `registry.invalid/p:20261116@${DIGEST}`);
  const planned = await rig.run('plan');
  expect(planned.code).toBe(2);
  expect(planned.lines[0]).toContain(
    `images.yaml:3:30 there is no image ${inject('registry')}/gentoo/stage3:no-such-tag\n`,
  );
  expect(planned.lines[0]).toContain('~\n  hint: correct the reference, or give its digest with --pins');
});

it('reads the date of a snapshot from its image when its tag is none', async () => {
  write(`registry.invalid/s@${DIGEST}`, `${inject('registry')}/gentoo/stage3:latest`);
  const planned = await rig.run('plan', '--json');
  const { pins } = JSON.parse(planned.printed) as { pins: { names: Record<string, { date: string }> } };
  expect(Object.values(pins.names)[0]?.date).toMatch(/^\d{8}$/);
});
