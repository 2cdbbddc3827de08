// The registry's bad days, with each engine; and what no engine takes part in, once.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OCI_CONFIG, OCI_LAYER_ZSTD, OCI_MANIFEST } from '../../src/core/oci.ts';
import { enterPodman } from '../fakes/podman-settings.ts';
import { type FaultBench, type FaultRig, openFaultBench, ours } from './fault-rig.ts';
import { BASE, faultContract } from './faults.contract.ts';
import { manifestOf, tagsIn } from './registry-view.ts';
import { docker, expectBuilt, type Outcome } from './rig.ts';

describe('by docker', () => {
  faultContract('docker', () => ({ leave: () => undefined }));
});

describe('by podman', () => {
  faultContract('podman', enterPodman);
});

let bench: FaultBench;
let rig: FaultRig;
beforeAll(async () => {
  bench = await openFaultBench();
  rig = bench.open();
});
beforeEach(() => {
  bench.proxy.script();
});
afterAll(async () => {
  await bench.close();
});
const said = (outcome: Outcome): string => outcome.lines.join('\n');

// Planning asks no engine: which one there is makes no difference.
describe('a registry that says "not now" to a plan', () => {
  it('with Retry-After: 2, three times: waits six seconds and more', async () => {
    rig.images(BASE);
    const fault = { kind: 'answer', status: 429, headers: { 'retry-after': '2' } } as const;
    bench.proxy.script(ours({ method: 'HEAD', times: 3, path: /builder-scratch/, fault }));
    expect((await rig.run('plan')).code).toBe(0);
    const waited = rig.waited();
    expect(waited).toBeGreaterThanOrEqual(6000);
    expect(waited).toBeLessThan(10_000);
  });

  it('for ever: stops within six minutes of waiting, and builds nothing', async () => {
    rig.images(BASE);
    bench.proxy.script({ fault: { kind: 'answer', status: 503 } });
    const built = await rig.build();
    expect(built.code).toBe(75);
    expect(rig.waited()).toBeLessThan(360_000);
    expect(bench.proxy.writes()).toEqual([]);
    expect(said(built)).toContain('the registry does not say what it has');
    expect(said(built)).not.toContain('builder-scratch: build');
  });
});

// Podman takes zstd in all versions that are not refused.
describe('a parent whose layers are compressed with zstd', () => {
  it('is told from a docker that is too old for it, before it is pulled', async () => {
    rig.images(BASE);
    expectBuilt(await rig.build());
    const at = `${bench.registry.host}/${rig.path}/builder-scratch`;
    const [fingerprint = ''] = await tagsIn(at);
    const { manifest } = await manifestOf(`${at}:${fingerprint}`);
    const layers = manifest.layers.map((layer) => ({ ...layer, mediaType: OCI_LAYER_ZSTD }));
    const config = { ...manifest.config, mediaType: OCI_CONFIG };
    const bytes = JSON.stringify({ schemaVersion: 2, mediaType: OCI_MANIFEST, config, layers });
    const path = `${rig.path}/builder-scratch/manifests/${fingerprint}`;
    const headers = { 'content-type': OCI_MANIFEST };
    expect(
      (await fetch(`http://${bench.registry.host}/v2/${path}`, { method: 'PUT', body: bytes, headers })).status,
    ).toBe(201);
    docker('image', 'rm', '--force', `${rig.prefix ?? ''}/builder-scratch:${fingerprint}`);
    rig.images(BASE.replace('suite-shell]', 'suite-shell, app-misc/hello]'));
    const built = await rig.build();
    const isOld = Number.parseInt(docker('version', '--format', '{{.Server.Version}}'), 10) < 23;
    if (isOld)
      expect(said(built)).toMatch(
        /this docker is too old for .*\/builder-scratch:f1-\w+, whose layers are compressed with zstd/,
      );
    expect(built.code).toBe(isOld ? 1 : 75);
  });
});
