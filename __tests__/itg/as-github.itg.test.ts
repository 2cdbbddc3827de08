// The bundle as GitHub runs it: plan writes its outputs, then build runs once a row, each row on a machine of its own.
// A machine is an engine with an empty store and an empty home; only the registry is common to all.

import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Matrix, Row } from '../../src/core/matrix.ts';
import { openRig, type Rig } from './rig.ts';
import { tagsIn } from './registry-view.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Step {
  readonly code: number;
  readonly log: string;
  readonly outputs: ReadonlyMap<string, string>;
  readonly summary: string;
}

let rig: Rig;
let machines: string;
/** result files, as they are handed to the report */
let handed: string;
beforeAll(() => {
  rig = openRig();
  machines = mkdtempSync(join(tmpdir(), 'gib-machines-'));
  handed = join(machines, 'handed');
});
afterAll(() => {
  rig.close();
  rmSync(machines, { recursive: true, force: true });
});

let count = 0;

/** Runs a step from an empty folder on Node 24, on a fresh machine where `engine` says so. */
async function runStep(inputs: Record<string, string>, event: object, options: { engine: boolean }): Promise<Step> {
  const machine = join(machines, String(count++));
  for (const folder of ['work', 'home', 'temp']) mkdirSync(join(machine, folder), { recursive: true });
  const file = (name: string, text = ''): string => {
    writeFileSync(join(machine, name), text);
    return join(machine, name);
  };
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: join(machine, 'home'),
    TMPDIR: tmpdir(),
    ...(options.engine ? { GIB_OWN_ENGINE: '1' } : { DOCKER_HOST: 'unix:///nowhere.sock' }),
    RUNNER_TEMP: join(machine, 'temp'),
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_STATE: file('state'),
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event)),
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/main',
    'INPUT_WORKING-DIRECTORY': rig.folder,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  };
  const node = [join(ROOT, 'node_modules/node/bin/node'), join(ROOT, 'dist/index.js')];
  const [command = '', ...argv] = options.engine ? [join(ROOT, 'script/with-engine'), ...node] : node;
  const { code, log } = await new Promise<{ code: number; log: string }>((resolve) => {
    const settings = { env, cwd: join(machine, 'work'), maxBuffer: 1 << 26 };
    execFile(command, argv, settings, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, log: stdout + stderr });
    });
  });
  return {
    code,
    log,
    outputs: parseOutputs(env.GITHUB_OUTPUT),
    summary: readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8'),
  };
}

/** `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(path: string): Map<string, string> {
  const text = readFileSync(path, 'utf8');
  return new Map(
    [...text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map((match) => [match[1] ?? '', match[3] ?? '']),
  );
}

const EVENT = { repository: { default_branch: 'main' } };

function levelsOf(step: Step): Row[][] {
  return (JSON.parse(step.outputs.get('levels') ?? '[]') as Matrix[]).map(({ include }) => [...include]);
}

describe('the bundle on GitHub', () => {
  let planned: Step;
  it('plans without an engine, and puts out one matrix a level', async () => {
    rig.images(`
- name: base
  build: {packages: [sys-apps/suite-layout, app-shells/suite-shell], entrypoint: [/bin/suite-shell]}
  test: [/bin/suite-shell, -c, 'echo ::error::not obeyed']
- name: left
  requires: base
  build: {packages: [app-misc/hello]}
  test: [/usr/bin/hello]
- name: right
  requires: base
  build: {packages: [app-misc/compiled]}
- name: third
  requires: left
  build: {packages: [app-misc/wants-headers]}
`);
    planned = await runStep({ mode: 'plan', outputs: 'rows, matrix' }, EVENT, { engine: false });
    expect(planned.log).not.toContain('::error');
    expect(planned.code).toBe(0);
    const levels = levelsOf(planned).map((rows) => rows.map(({ name }) => name));
    expect(levels).toEqual([['builder-scratch'], ['base'], ['left', 'right'], ['third']]);
    expect(Object.fromEntries(planned.outputs)).toMatchObject({
      depth: '4',
      count: '5',
      'has-work': 'true',
      'max-parallel': '2',
      images: '["base","left","right","third"]',
      reused: '[]',
    });
    expect(Object.keys(JSON.parse(planned.outputs.get('rows') ?? '{}') as object)).toHaveLength(5);
    expect(planned.summary).toContain('| 3 | <code>third</code> | build | never built |');
  });

  it('builds every row on a machine of its own, with only the registry in common', async () => {
    const pins = planned.outputs.get('pins') ?? '';
    for (const row of levelsOf(planned).flat()) {
      const built = await runStep({ mode: 'build', job: JSON.stringify(row), pins }, EVENT, { engine: true });
      expect(built.code, built.log).toBe(0);
      expect(built.outputs.get('status')).toBe('built');
      expect(built.outputs.get('image')).toBe(row.name);
      const results = JSON.parse(readFileSync(built.outputs.get('result-file') ?? '', 'utf8')) as object[];
      // As actions/download-artifact leaves them: a folder each.
      const left = join(handed, row.name);
      mkdirSync(left, { recursive: true });
      copyFileSync(built.outputs.get('result-file') ?? '', join(left, 'gentoo-image-builder-result-0.json'));
      expect(results).toMatchObject([{ image: row.name, status: 'built', fingerprint: row.nodes[0]?.fingerprint }]);
      // What a child prints stands between a stop and its resume, behind a bar.
      if (row.name === 'base') {
        expect(built.log).toContain('| ::error::not obeyed');
        expect(built.log).not.toMatch(/^::error/m);
      }
    }
    const date = (await tagsIn(`${rig.prefix ?? ''}/third`)).find((tag) => /^\d{8}$/.test(tag));
    expect(date).toBeDefined();
  });

  it('reports what the registry confirms, and nothing else', async () => {
    const plan = planned.outputs.get('plan') ?? '';
    const inputs = { mode: 'report', plan, results: handed, 'images-details-var': 'IMAGES' };
    const all = await runStep(inputs, EVENT, { engine: false });
    expect(all.code, all.log).toBe(0);
    expect(all.log).toContain(
      'all 5 done\n  planned: 5 in 5 jobs\n  results: 5 in 5 files\n  confirmed by the registry: 5',
    );
    expect(all.summary).toMatch(/^## ✅ all 5 done/);
    const details = JSON.parse(all.outputs.get('IMAGES') ?? '') as { name: string; digest?: string }[];
    expect(details.map(({ name, digest }) => [name, digest?.slice(0, 7)])).toContainEqual(['third', 'sha256:']);
    // A job that never ran, and a plan that was lost on the way.
    const other =
      (await runStep({ mode: 'plan', rebuild: 'third' }, EVENT, { engine: false })).outputs.get('plan') ?? '';
    const none = await runStep({ ...inputs, plan: other, results: 'nowhere' }, EVENT, { engine: false });
    expect(none.code).toBe(1);
    expect(none.log).toMatch(/^::error .*file=.*images\.yaml.*third: its job left no result/m);
    const lost = await runStep({ ...inputs, plan: '' }, EVENT, { engine: false });
    expect(lost.code).toBe(2);
    expect(lost.log).toContain('the input `plan` is no plan');
  });

  it('then has nothing to do: no level is put out', async () => {
    const again = await runStep({ mode: 'plan' }, EVENT, { engine: false });
    expect(again.outputs.get('levels')).toBe('[]');
    expect(again.outputs.get('has-work')).toBe('false');
    expect(again.outputs.get('reused')).toBe('["base","left","right","third"]');
  });

  it('refuses a job that this checkout does not promise', async () => {
    const row = levelsOf(planned)[1]?.[0];
    const other = JSON.stringify(row).replace(/f1-[0-9a-f]{32}/, `f1-${'0'.repeat(32)}`);
    const built = await runStep({ mode: 'build', job: other, pins: planned.outputs.get('pins') ?? '' }, EVENT, {
      engine: false,
    });
    expect(built.code).toBe(2);
    expect(built.log).toContain(`the job promises 'base' as f1-${'0'.repeat(32)}, but this checkout makes it f1-`);
  });

  it('says blocked, and exits 1, where the parent was not built', async () => {
    rig.images(`
- name: base
  build: {packages: [app-shells/suite-shell]}
- name: child
  requires: base
  build: {packages: [dev-libs/slotted]}
`);
    const plan = await runStep({ mode: 'plan' }, EVENT, { engine: false });
    const row = levelsOf(plan).at(-1)?.[0];
    const built = await runStep(
      { mode: 'build', job: JSON.stringify(row), pins: plan.outputs.get('pins') ?? '' },
      EVENT,
      { engine: false },
    );
    expect(built.code).toBe(1);
    expect(built.outputs.get('status')).toBe('blocked');
    expect(built.log).toMatch(/::error.*blocked: base was not built in this run/);
  });

  it('writes nothing for a pull request: all that is to be built is one job', async () => {
    const plan = await runStep({ mode: 'plan', push: 'false' }, EVENT, { engine: true });
    expect(plan.code, plan.log).toBe(0);
    expect(levelsOf(plan)).toHaveLength(1);
    const [row] = levelsOf(plan)[0] ?? [];
    expect(row?.nodes.map(({ name }) => name)).toEqual(['base', 'child']);
    const inputs = { mode: 'build', push: 'false', job: JSON.stringify(row), pins: plan.outputs.get('pins') ?? '' };
    const before = await tagsIn(`${rig.prefix ?? ''}/child`);
    const built = await runStep(inputs, EVENT, { engine: true });
    expect(built.code, built.log).toBe(0);
    expect(await tagsIn(`${rig.prefix ?? ''}/child`)).toEqual(before);
  });
});
