import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { imagesByJob, imageWorkflow, type ImageWorkflowOptions } from '../../src/core/image-workflow.ts';
import { chain, makeGraph, makeImage, problemsOf } from '../fakes/catalog.ts';
import { complaintsOf } from '../workflows/rules.ts';

const options: ImageWorkflowOptions = {
  fuse: false,
  action: 'org/gentoo-image-builder@v1',
  imagesFile: 'images.yaml',
  workingDirectory: '.',
  registry: undefined,
  runners: '',
  runner: 'ubuntu-24.04',
};

interface Written {
  readonly jobs: Record<string, { name: string; needs?: string | string[]; if?: string; uses?: string; with?: object }>;
}

const graph = makeGraph(chain());
const parsed = (text: string): Written => parse(text) as Written;

describe('the jobs', () => {
  test('are one an image, with exactly what it needs', () => {
    const { jobs } = parsed(imageWorkflow(graph, options));
    const needs = Object.entries(jobs).map(([id, job]) => [id, job.needs]);
    expect(Object.fromEntries(needs)).toMatchObject({
      'builder-scratch': 'plan',
      base: ['plan', 'builder-scratch'],
      go: ['plan', 'base'],
      hydra: ['plan', 'go'],
      lone: ['plan', 'builder-scratch'],
    });
  });

  test('start no machine without a row', () => {
    const { jobs } = parsed(imageWorkflow(graph, options));
    expect(jobs.go).toEqual({
      name: 'go',
      needs: ['plan', 'base'],
      if: "${{ !cancelled() && needs.plan.result == 'success' && fromJSON(needs.plan.outputs.rows)['go'] }}",
      permissions: { contents: 'read', packages: 'write' },
      uses: 'org/gentoo-image-builder/.github/workflows/job.yml@v1',
      with: {
        job: "${{ toJSON(fromJSON(needs.plan.outputs.rows)['go']) }}",
        pins: '${{ needs.plan.outputs.pins }}',
      },
    });
  });

  test('of a chain are one where they are fused', () => {
    expect(imagesByJob(graph, true)).toEqual([['builder-scratch'], ['base', 'go', 'hydra'], ['lone']]);
    const { jobs } = parsed(imageWorkflow(graph, { ...options, fuse: true }));
    expect(jobs.base).toMatchObject({ name: 'base, go, hydra', needs: ['plan', 'builder-scratch'] });
    expect(Object.keys(jobs).filter((id) => id !== 'report')).toEqual(['plan', 'builder-scratch', 'base', 'lone']);
  });

  test('are not fused where one waits for more, has other children, or wants another machine', () => {
    const images = [
      makeImage({ name: 'a' }),
      makeImage({ name: 'b', requires: 'a' }),
      makeImage({ name: 'c', requires: ['b', 'd'] }),
      makeImage({ name: 'd' }),
      makeImage({ name: 'e', requires: 'c', runner: ['big'] }),
    ];
    expect(imagesByJob(makeGraph(images), true)).toEqual([['builder-scratch'], ['a', 'b'], ['d'], ['c'], ['e']]);
  });

  test('have ids that GitHub takes, whatever the names are', () => {
    const names = ['1st', 'a.b', 'a_b', 'plan', 'report'].map((name) => makeImage({ name }));
    const { jobs } = parsed(imageWorkflow(makeGraph(names), options));
    expect(Object.entries(jobs).map(([id, { name }]) => `${id}: ${name}`)).toEqual(
      expect.arrayContaining(['_1st: 1st', 'a_b: a.b', 'a_b_2: a_b', 'plan: plan', 'plan_2: plan', 'report_2: report']),
    );
  });

  test('know another registry, its login, other folders and machines', async () => {
    const there = makeGraph(chain(), { registry: 'registry.example:5000/acme' });
    const text = imageWorkflow(there, {
      ...options,
      imagesFile: 'a.yaml',
      workingDirectory: 'sub',
      registry: 'registry.example:5000/acme',
      runners: 'default=[self-hosted, linux]',
      runner: ['self-hosted', 'linux'],
    });
    const { jobs } = parsed(text);
    expect(jobs.go).toMatchObject({
      with: {
        'images-file': 'a.yaml',
        'working-directory': 'sub',
        registry: 'registry.example:5000/acme',
        'login-registry': 'registry.example:5000',
        'login-username': '${{ vars.REGISTRY_USER }}',
      },
      secrets: { 'login-password': '${{ secrets.REGISTRY_PASSWORD }}' },
    });
    expect(jobs.plan).toMatchObject({ 'runs-on': ['self-hosted', 'linux'] });
    expect(text).toContain(
      "\n# gentoo-image-builder workflow --images-file a.yaml --working-directory sub --registry registry.example:5000/acme --runners 'default=[self-hosted, linux]'\n",
    );
    expect(await complaintsOf(text)).toEqual([]);
  });
});

describe('the file', () => {
  test.each([false, true])('keeps to the rules (fused: %s)', async (fuse) => {
    expect(await complaintsOf(imageWorkflow(graph, { ...options, fuse }))).toEqual([]);
  });

  test('keeps what is above the mark, and is stable', () => {
    const first = imageWorkflow(graph, options);
    const own = first.replace('workflow_dispatch:', "schedule:\n    - cron: '0 3 * * 1'");
    const again = imageWorkflow(graph, options, own);
    expect(again).toBe(own);
    expect(imageWorkflow(graph, options, again)).toBe(again);
  });

  test('of somebody else is not touched', () => {
    expect(problemsOf(() => imageWorkflow(graph, options, 'jobs: {}\n'))).toBe(
      'there is a workflow already, and it is not one of ours\n  hint: name another file with --output, or remove it',
    );
  });

  test('needs a registry', () => {
    expect(problemsOf(() => imageWorkflow(makeGraph(chain(), { registry: undefined }), options))).toBe(
      'the images file names no registry, and the jobs of a workflow meet only there\n' +
        '  hint: say `registry: ghcr.io/acme` in it, or give --registry',
    );
  });

  test('of 600 images is one that GitHub takes; of more it may not be', () => {
    const many = (count: number) =>
      makeGraph(Array.from({ length: count }, (_, index) => makeImage({ name: `image-${index}` })));
    expect(Buffer.byteLength(imageWorkflow(many(600), options))).toBeLessThan(400_000);
    expect(problemsOf(() => imageWorkflow(many(1500), options))).toMatch(
      /^the workflow would have \d{6} bytes, and GitHub takes 500000\n {2}hint: --fuse makes fewer jobs; or use one with a job a level$/,
    );
  });
});
