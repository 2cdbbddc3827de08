// What other people's events may do to the registry: a fork's pull request only reads, `push: pr` writes below a path of its
// own and reads the rest from the base, and what the plan pinned is what is built, whoever moves a tag meanwhile.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Matrix } from '../../src/core/matrix.ts';
import { ISSUER, SERVICE, startTokenServer } from '../fakes/token-server.ts';
import { type FaultBench, type FaultRig, openFaultBench } from './fault-rig.ts';
import { configOf, manifestOf, tagsIn } from './registry-view.ts';
import { docker, expectBuilt } from './rig.ts';

const IMAGES = (packages: string): string => `
- name: base
  tag: "1"
  build: {packages: [app-shells/suite-shell]}
  test: [/bin/suite-shell, -c, 'true']
- name: child
  requires: base
  tag: "1"
  build: {packages: [${packages}]}
`;

let bench: FaultBench;
let rig: FaultRig;
beforeAll(async () => {
  bench = await openFaultBench();
});
beforeEach(() => {
  bench.proxy.script();
  rig = bench.open();
});
afterEach(() => {
  rig.close();
});
afterAll(() => bench.close());

interface Step {
  readonly code: number | undefined;
  readonly log: string;
  readonly outputs: Map<string, string>;
}

let count = 0;

/** A step of the action for an event. */
async function step(
  event: { name: string; payload: object },
  inputs: Record<string, string>,
  own: FaultRig = rig,
): Promise<Step> {
  const at = (name: string, text = ''): string => {
    mkdirSync(join(own.folder, 'runner'), { recursive: true });
    const path = join(own.folder, 'runner', `${(count += 1)}-${name}`);
    writeFileSync(path, text);
    return path;
  };
  const output = at('output');
  const { code, out, log } = await own.spawnAction({
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: at('summary'),
    GITHUB_STATE: at('state'),
    GITHUB_EVENT_PATH: at('event.json', JSON.stringify(event.payload)),
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_REF: event.name === 'pull_request' ? 'refs/pull/7/merge' : 'refs/heads/main',
    GITHUB_SHA: 'b'.repeat(40),
    'INPUT_GITHUB-TOKEN': 'ghs_x',
    'INPUT_WORKING-DIRECTORY': own.folder,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  }).ended;
  const found = [...readFileSync(output, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)];
  return { code, log: out + log, outputs: new Map(found.map((match) => [match[1] ?? '', match[3] ?? ''])) };
}

/** Plan and all builds; gives the steps. */
async function workflow(event: { name: string; payload: object }, push: string, own: FaultRig = rig): Promise<Step[]> {
  const planned = await step(event, { mode: 'plan', push }, own);
  const steps = [planned];
  if (planned.code !== 0) return steps;
  for (const { include } of JSON.parse(planned.outputs.get('levels') ?? '[]') as Matrix[]) {
    for (const row of include) {
      const pins = planned.outputs.get('pins') ?? '';
      steps.push(await step(event, { mode: 'build', push, job: JSON.stringify(row), pins }, own));
    }
  }
  return steps;
}

const pull = (head: string): { name: string; payload: object } => ({
  name: 'pull_request',
  payload: {
    repository: { full_name: 'acme/images', default_branch: 'main' },
    pull_request: { number: 7, head: { repo: { full_name: head } } },
  },
});
const tags = (name: string): Promise<string[]> => tagsIn(`${bench.registry.host}/${rig.path}/${name}`);
const codes = (steps: readonly Step[]): unknown[] => steps.map(({ code, log }) => (code === 0 ? 0 : log));

describe('a fork’s pull request', () => {
  it.each(['auto', 'true', 'pr'])('with push: %s is planned and built, and writes nothing', async (push) => {
    rig.images(IMAGES('app-misc/hello'));
    const steps = await workflow(pull('eve/images'), push);
    expect(codes(steps)).toEqual(steps.map(() => 0));
    expect(steps.length).toBeGreaterThan(1);
    expect(bench.proxy.writes()).toEqual([]);
  });

  it('with a token that may only read is built on what is there, and is green', async () => {
    const tokens = await startTokenServer(
      new Map([
        ['ann', { password: 'secret', actions: ['pull', 'push'] }],
        ['bob', { password: 'secret', actions: ['pull'] }],
      ]),
    );
    const { realm, bundle } = tokens;
    const closed = await openFaultBench({ tokens: { realm, bundle, service: SERVICE, issuer: ISSUER } });
    const before = process.env.DOCKER_CONFIG;
    try {
      const own = closed.open();
      const logIn = (user: string): void => {
        const auth = Buffer.from(`${user}:secret`).toString('base64');
        own.write('login/config.json', JSON.stringify({ auths: { [closed.proxy.host]: { auth } } }));
        process.env.DOCKER_CONFIG = join(own.folder, 'login');
      };
      logIn('ann');
      own.images(IMAGES('app-misc/hello'));
      expectBuilt(await own.build());
      // Another machine: the parent's builder has to come from the registry.
      const names = docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}').split('\n');
      docker('image', 'rm', '--force', ...names.filter((name) => name.startsWith(own.prefix ?? '-')));
      logIn('bob');
      closed.proxy.script();
      own.images(IMAGES('app-misc/hello, dev-libs/slotted'));
      const steps = await workflow(pull('eve/images'), 'auto', own);
      expect(codes(steps)).toEqual([0, 0]);
      expect(steps[1]?.outputs.get('status')).toBe('built');
      expect(steps[1]?.outputs.get('image')).toBe('child');
      expect(closed.proxy.writes()).toEqual([]);
      expect(closed.proxy.seen.some(({ by, path }) => by.startsWith('docker') && path.includes('/builder-base/'))).toBe(
        true,
      );
    } finally {
      if (before === undefined) Reflect.deleteProperty(process.env, 'DOCKER_CONFIG');
      else process.env.DOCKER_CONFIG = before;
      await closed.close();
      await tokens.stop();
    }
  });

  it('under pull_request_target is refused before anything is read', async () => {
    rig.images(IMAGES('app-misc/hello'));
    rig.write('.git/HEAD', `${'a'.repeat(40)}\n`);
    const [planned] = await workflow({ ...pull('eve/images'), name: 'pull_request_target' }, 'auto');
    expect(planned?.code).toBe(2);
    expect(planned?.log).toContain(
      '::error::pull_request_target runs with a token that may write, but what is checked out comes from a fork: the hooks of its images file are commands of whoever opened the pull request',
    );
    expect(bench.proxy.seen).toEqual([]);
  });

  it('under pull_request_target with the base checked out is planned', async () => {
    rig.images(IMAGES('app-misc/hello'));
    rig.write('.git/HEAD', 'ref: refs/heads/main\n');
    rig.write('.git/refs/heads/main', `${'b'.repeat(40)}\n`);
    const event = { ...pull('eve/images'), name: 'pull_request_target' };
    expect((await step(event, { mode: 'plan' })).code).toBe(0);
  });
});

describe('push: pr', () => {
  it('writes what changed below pr-7, and reads the rest from the base', async () => {
    rig.images(IMAGES('app-misc/hello'));
    expectBuilt(await rig.build());
    const before = { base: await tags('base'), child: await tags('child') };
    bench.proxy.script();
    rig.images(IMAGES('app-misc/hello, dev-libs/slotted'));
    const steps = await workflow(pull('acme/images'), 'pr');
    expect(codes(steps)).toEqual([0, 0]);
    expect(bench.proxy.writes().filter(({ path }) => !path.startsWith(`/v2/${rig.path}/pr-7/`))).toEqual([]);
    expect({ base: await tags('base'), child: await tags('child') }).toEqual(before);
    expect(await tags('pr-7/base')).toEqual([]);
    expect((await tags('pr-7/child')).filter((tag) => !/^(f1|sha256)-/.test(tag))).toEqual(['1']);
    // The parent's layer was mounted from the base.
    const parent = (await manifestOf(`${bench.registry.host}/${rig.path}/base:1`)).manifest.layers[0]?.digest;
    const mounts = bench.proxy.writes().filter(({ query }) => query.get('mount') === parent);
    expect(mounts.map(({ status }) => status)).toContain(201);
    // Again: all is there.
    bench.proxy.script();
    expect(codes(await workflow(pull('acme/images'), 'pr'))).toEqual([0]);
    expect(bench.proxy.writes()).toEqual([]);
  });
});

describe('a tag that moves between plan and build', () => {
  it('does not matter: what the plan pinned is built', async () => {
    rig.images(IMAGES('app-misc/hello'));
    const stage3 = `${rig.prefix ?? ''}/stage3:moving`;
    // Past the proxy, which stands still while this process waits for a command.
    const direct = `${bench.registry.host}/${rig.path}/stage3:moving`;
    docker('tag', inject('stage3'), direct);
    docker('push', '--quiet', direct);
    const images = IMAGES('app-misc/hello').replaceAll(/^(?=.)/gm, '  ');
    rig.write(
      'images.yaml',
      `registry: ${rig.prefix ?? ''}
builders: {default: {stage3: "${stage3}", portage: ${rig.portage}, overlays: [{name: suite, path: overlay, priority: 50}], package_mask: ["app-misc/hello::gentoo"]}}
images:${images}`,
    );
    const planned = await rig.run('plan', '--json');
    const { pins } = JSON.parse(planned.printed) as { pins: { names: Record<string, { digest: string }> } };
    rig.write('pins.json', JSON.stringify(pins));
    const before = pins.names[stage3]?.digest;
    rig.write('empty/Dockerfile', `FROM ${direct}\n`);
    // Somebody pushes another image under the same name.
    docker('build', '--quiet', '--tag', direct, '--label', 'moved=yes', join(rig.folder, 'empty'));
    docker('push', '--quiet', direct);
    docker('image', 'rm', direct);
    const outcome = await rig.run('build', '--all', '--json', '--pins', 'pins.json');
    const built = expectBuilt(outcome);
    const { digest: now } = await manifestOf(direct);
    expect(outcome.lines.filter((line) => line.startsWith('warning: '))).toEqual([
      `warning: ${stage3} is ${now} by now; built on what the plan pinned: ${before ?? ''}`,
    ]);
    expect(built.map(({ status }) => status)).toEqual(['built', 'built', 'built']);
    const builder = built[0]?.builder?.replace(bench.proxy.host, bench.registry.host) ?? '';
    expect((await configOf(builder)).config?.Labels).not.toHaveProperty('moved');
    expect((await manifestOf(`${bench.registry.host}/${rig.path}/stage3:moving`)).digest).not.toBe(before);
  });
});
