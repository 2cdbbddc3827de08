// A workflow with a job an image, each waiting for what it stands on and for nothing else. In: a graph, and how the
// user's workflow is to be. Out: YAML, as stable as the graph. What stands above its mark in a file is the user's.

import { childrenById, type Graph, type Node } from './graph.ts';
import { UserError } from './problem.ts';
import { handSetting } from './level-workflow.ts';
import { ACTION } from './version.ts';
import { buildPermissions, indented, needsLines, planJob, reportJob, reports, type Setting } from './workflow-text.ts';

export interface ImageWorkflowOptions {
  /** chains in which each image has one child, and each child one need, are one job */
  readonly fuse: boolean;
  /** `uses` of this action */
  readonly action: string;
  /** the file that it goes to, where that is not the usual one */
  readonly output?: string | undefined;
  /** path of the images file, and the folder that paths are relative to */
  readonly imagesFile: string;
  readonly workingDirectory: string;
  /** where it overrides the file's */
  readonly registry: string | undefined;
  /** lines of the input `runners` */
  readonly runners: string;
  /** of the jobs that build nothing */
  readonly runner: string | readonly string[];
}

/** GitHub takes no larger workflow. */
const MOST_BYTES = 500_000;

/** Begins the part that is ours; what is above it stays as the user has it. */
const MARK = '# From here on written by `gentoo-image-builder workflow`';

/**
 * The whole file. `before`: what it held; its part above the mark is kept. Throws a `UserError` when the file is
 * somebody else's, when jobs would meet in no registry, or when GitHub would not take it.
 */
export function imageWorkflow(graph: Graph, options: ImageWorkflowOptions, before?: string): string {
  const host = graph.catalog.registry?.split('/')[0];
  if (host === undefined) {
    throw new UserError([
      {
        code: 'bad-input',
        message: 'the images file names no registry, and the jobs of a workflow meet only there',
        hint: 'say `registry: ghcr.io/acme` in it, or give --registry',
      },
    ]);
  }
  const head = before === undefined ? HEAD : ownHead(before);
  const setting: Setting = {
    ...handSetting(host, undefined, options.action),
    runner: typeof options.runner === 'string' ? options.runner : `[${options.runner.join(', ')}]`,
    inputs: () => inputLines(options),
  };
  const jobs = jobsOf(graph, options.fuse);
  const lines = [
    `${MARK}; above is yours. After a change of the images file, run it again:`,
    `# ${commandLine(options)}`,
    'jobs:',
    ...indented(2, [
      ...planJob(setting, ['rows', 'pins', 'plan'], planLines(jobs, options)),
      ...jobs.flatMap((job) => ['', ...imageJob(job, options, host)]),
      ...(reports()
        ? [
            '',
            ...reportJob(
              setting,
              jobs.map(({ id }) => id),
            ),
          ]
        : []),
    ]),
  ];
  return checkedSize(`${head}${lines.join('\n')}\n`, options.fuse);
}

/** Images by job, as the input `jobs` of plan takes them: the first one's name is the job's. */
export function imagesByJob(graph: Graph, fuse: boolean): string[][] {
  return jobsOf(graph, fuse).map(({ nodes }) => nodes.map(({ label }) => label));
}

interface ImageJob {
  readonly id: string;
  readonly nodes: readonly [Node, ...Node[]];
  /** ids of jobs */
  readonly needs: readonly string[];
}

function jobsOf(graph: Graph, fuse: boolean): ImageJob[] {
  const chains = fuse ? chainsOf(graph) : [...graph.nodes.values()].map((node): [Node] => [node]);
  const ids = new Map<string, string>();
  const taken = new Set(['plan', 'report']);
  for (const chain of chains) {
    const id = freeId(chain[0].label, taken);
    taken.add(id);
    for (const node of chain) ids.set(node.id, id);
  }
  const jobs = chains.map((nodes) => {
    const id = ids.get(nodes[0].id) ?? '';
    const needs = new Set(nodes.flatMap((node) => node.needs.map((need) => ids.get(need) ?? '')));
    needs.delete(id);
    return { id, nodes, needs: [...needs] };
  });
  // Of jobs that may start together, those with the most above them come first: they decide when the run ends.
  const heights = heightsOf(jobs);
  return jobs.sort((a, b) => (heights.get(b.id) ?? 0) - (heights.get(a.id) ?? 0));
}

/** How many jobs stand on one another above each; what waits comes behind what it waits for. */
function heightsOf(jobs: readonly ImageJob[]): ReadonlyMap<string, number> {
  const heights = new Map<string, number>();
  for (const { id, needs } of [...jobs].reverse()) {
    const own = heights.get(id) ?? 0;
    heights.set(id, own);
    for (const need of needs) heights.set(need, Math.max(heights.get(need) ?? 0, own + 1));
  }
  return heights;
}

/** A child joins its parent's job when nothing else is built on the parent, and it waits for nothing else. */
function chainsOf(graph: Graph): [Node, ...Node[]][] {
  const children = childrenById(graph);
  const chains = new Map<string, [Node, ...Node[]]>();
  for (const node of graph.nodes.values()) {
    const [need, ...others] = node.needs;
    const chain = need === undefined ? undefined : chains.get(need);
    const isOnly = others.length === 0 && need !== undefined && children.get(need)?.length === 1;
    const fits = chain !== undefined && machineOf(chain[0]) === machineOf(node);
    if (isOnly && fits) {
      chain.push(node);
      chains.set(node.id, chain);
    } else {
      chains.set(node.id, [node]);
    }
  }
  return [...new Set(chains.values())];
}

function machineOf(node: Node): string {
  return JSON.stringify([node.platform, node.kind === 'builder' ? [] : (node.image.runner ?? [])]);
}

/** An id of a job has letters, digits, `-` and `_`, and begins with no digit. */
function freeId(label: string, taken: ReadonlySet<string>): string {
  const base = label.replaceAll(/[^\w-]/g, '_').replace(/^(?=[\d-])/, '_');
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}_${count}`;
  return id;
}

function imageJob({ id, nodes, needs }: ImageJob, options: ImageWorkflowOptions, host: string): string[] {
  const row = `fromJSON(needs.plan.outputs.rows)['${nodes[0].label}']`;
  const [place = '', ref = ''] = options.action.split(/(?=@)/);
  return [
    `${id}:`,
    ...indented(2, [
      `name: ${nodes.map(({ label }) => label).join(', ')}`,
      ...needsLines(['plan', ...needs]),
      `if: \${{ !cancelled() && needs.plan.result == 'success' && ${row} }}`,
      ...buildPermissions(true).map((line) => line.replace(/ #.*/, '')),
      `uses: ${place}/.github/workflows/job.yml${ref}`,
      'with:',
      ...indented(2, [
        ...inputLines(options),
        ...(host === 'ghcr.io' ? [] : [`login-registry: ${host}`, 'login-username: ${{ vars.REGISTRY_USER }}']),
        `job: \${{ toJSON(${row}) }}`,
        'pins: ${{ needs.plan.outputs.pins }}',
      ]),
      ...(host === 'ghcr.io' ? [] : ['secrets:', '  login-password: ${{ secrets.REGISTRY_PASSWORD }}']),
    ]),
  ];
}

function inputLines({ imagesFile, workingDirectory, registry }: ImageWorkflowOptions): string[] {
  return [
    ...(imagesFile === 'images.yaml' ? [] : [`images-file: ${imagesFile}`]),
    ...(workingDirectory === '.' ? [] : [`working-directory: ${workingDirectory}`]),
    ...(registry === undefined ? [] : [`registry: ${registry}`]),
  ];
}

function planLines(jobs: readonly ImageJob[], { runners }: ImageWorkflowOptions): string[] {
  return [
    ...(runners === '' ? [] : ['runners: |', ...indented(2, runners.split('\n'))]),
    'outputs: rows',
    // Plan fails when the images file has others than these: an image without a job would never be built.
    'jobs: |',
    ...indented(
      2,
      jobs.map(({ nodes }) => nodes.map(({ label }) => label).join(' ')),
    ),
  ];
}

function commandLine(options: ImageWorkflowOptions): string {
  const words = [
    'gentoo-image-builder workflow',
    ...(options.fuse ? ['--fuse'] : []),
    ...(options.imagesFile === 'images.yaml' ? [] : [`--images-file ${options.imagesFile}`]),
    ...(options.workingDirectory === '.' ? [] : [`--working-directory ${options.workingDirectory}`]),
    ...(options.registry === undefined ? [] : [`--registry ${options.registry}`]),
    ...(options.action === ACTION ? [] : [`--action '${options.action}'`]),
    ...(options.output === undefined ? [] : [`--output ${options.output}`]),
    ...options.runners.split('\n').flatMap((line) => (line === '' ? [] : [`--runners '${line}'`])),
  ];
  return words.join(' ');
}

function ownHead(before: string): string {
  const at = before.indexOf(MARK);
  if (at >= 0) return before.slice(0, at);
  throw new UserError([
    {
      code: 'file',
      message: 'there is a workflow already, and it is not one of ours',
      hint: 'name another file with --output, or remove it',
    },
  ]);
}

function checkedSize(text: string, fused: boolean): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= MOST_BYTES) return text;
  const hint = fused ? 'use a workflow with a job a level' : '--fuse makes fewer jobs; or use one with a job a level';
  const message = `the workflow would have ${bytes} bytes, and GitHub takes ${MOST_BYTES}`;
  throw new UserError([{ code: 'limit', message, hint }]);
}

const HEAD = `# A job an image, each waiting for what it stands on and for nothing else.
name: images

on:
  push:
    branches: [main]
  pull_request:
  workflow_dispatch:

permissions: {} # each job asks for its own

concurrency:
  group: images-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

`;
