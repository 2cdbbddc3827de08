// Workflows with a job a level. In: how many levels, and how the workflow reaches its registry. Out: YAML: the reusable
// workflows that this repository ships, jobs to paste where a plan is higher than its workflow.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax

import type { Problem } from './problem.ts';
import { ACTION } from './version.ts';
import {
  buildPermissions,
  buildSteps,
  calledSetting,
  callerInputs,
  callTrigger,
  indented,
  LADDER,
  loginStep,
  needsLines,
  planJob,
  reportJob,
  reports,
  type Setting,
} from './workflow-text.ts';

/** One level: every row of it is a leg, and a leg that fails stops no other. */
export function levelJob(level: number, setting: Setting): string[] {
  const rows = `fromJSON(needs.plan.outputs.levels)[${level}]`;
  return [
    `level-${level}:`,
    ...indented(2, [
      `name: L${level} \${{ matrix.name }}`,
      ...needsLines(level === 0 ? ['plan'] : ['plan', `level-${level - 1}`]),
      // Without a status function of its own, a level would be skipped with any before it. `levels` is no `|| '[]'`: an
      // output that GitHub dropped must not be a green run.
      `if: \${{ !cancelled() && needs.plan.result == 'success' && ${rows} }}`,
      'strategy:',
      '  fail-fast: false',
      '  max-parallel: ${{ fromJSON(needs.plan.outputs.max-parallel) }}',
      `  matrix: \${{ ${rows} }}`,
      'runs-on: ${{ matrix.runner }}',
      'timeout-minutes: ${{ matrix.timeout }}',
      ...buildPermissions(setting.token),
      ...(setting.env.length > 0 ? ['env:', ...indented(2, setting.env)] : []),
      'steps:',
      ...indented(2, buildSteps(setting, 'matrix', 'needs.plan.outputs.pins')),
    ]),
  ];
}

/** All jobs of a ladder, as they stand below `jobs`. */
export function ladderJobs(levels: number, setting: Setting): string[] {
  const rungs = Array.from({ length: levels }, (_, level) => level);
  const outputs = [
    'levels',
    'max-parallel',
    'pins',
    'plan',
    ...(setting.env.length > 0 ? CALL_OUTPUTS.map(([name]) => name) : []),
  ];
  const jobs = [
    planJob(setting, outputs, [`max-levels: ${levels}`]),
    ...rungs.map((level) => levelJob(level, setting)),
    ...(reports()
      ? [
          reportJob(
            setting,
            rungs.map((level) => `level-${level}`),
          ),
        ]
      : []),
  ];
  return jobs.flatMap((job, index) => (index === 0 ? job : ['', ...job]));
}

/** How a ladder in the user's own repository reaches its registry. `registry`: host and path, as an input names it. */
export function handSetting(host: string | undefined, registry?: string, action: string = ACTION): Setting {
  return {
    action,
    runner: 'ubuntu-24.04',
    token: host === 'ghcr.io',
    env: [],
    login: host === undefined ? [] : loginStep(host),
    inputs: () => (registry === undefined ? [] : [`registry: ${registry}`]),
  };
}

/** Outputs of the plan that a caller of the reusable workflow gets. */
const CALL_OUTPUTS = [
  ['count', 'how many jobs there were'],
  ['has-work', 'whether anything was to be done: `true` or `false`'],
  ['images', 'JSON array of the images that had something to do'],
  ['reused', 'JSON array of the images that were there already'],
] as const;

/** `.github/workflows/images.yml`: plan, twelve levels, report. */
export function reusableWorkflow(action: string): string {
  const lines = [
    '# A whole build as one job of a caller: plan, a job an image level by level, report.',
    '#',
    '#   jobs:',
    '#     images:',
    '#       uses: org/gentoo-image-builder/.github/workflows/images.yml@v1',
    '#       permissions:',
    '#         contents: read',
    '#         packages: write',
    '#',
    ...MADE,
    'name: images',
    '',
    'on:',
    ...indented(
      2,
      callTrigger(callerInputs(['plan', 'build', 'report']), RUNNER_INPUT, [
        'outputs:',
        ...CALL_OUTPUTS.flatMap(([name, description]) =>
          indented(2, [
            `${name}:`,
            `  description: ${description.includes(':') ? `'${description}'` : description}`,
            `  value: \${{ jobs.plan.outputs.${name} }}`,
          ]),
        ),
      ]),
    ),
    '',
    'permissions: {} # each job asks for its own',
    '',
    '# Of one ref one run at a time; what is newer waits. A pull request’s newer commit ends the older run.',
    'concurrency:',
    '  group: gentoo-image-builder-${{ github.workflow }}-${{ github.ref }}-${{ inputs.images-file }}',
    "  cancel-in-progress: ${{ github.event_name == 'pull_request' }}",
    '',
    'jobs:',
    ...indented(2, ladderJobs(LADDER, calledSetting(action))),
  ];
  return `${lines.join('\n')}\n`;
}

/** `.github/workflows/job.yml`: one row of a plan, for workflows with a job an image. */
export function jobWorkflow(action: string): string {
  const lines = [
    '# One row of a plan as one job of a caller. `gentoo-image-builder workflow` writes workflows that call it.',
    '#',
    ...MADE,
    'name: job',
    '',
    'on:',
    ...indented(2, callTrigger(callerInputs(['build']), ROW_INPUTS, [])),
    '',
    'permissions: {} # the job asks for its own',
    '',
    'jobs:',
    '  build:',
    ...indented(4, [
      'name: build',
      'runs-on: ${{ fromJSON(inputs.job).runner }}',
      'timeout-minutes: ${{ fromJSON(inputs.job).timeout }}',
      ...buildPermissions(true),
      'env:',
      ...indented(2, calledSetting(action).env),
      'steps:',
      ...indented(2, buildSteps(calledSetting(action), 'inputs.job', 'inputs.pins')),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

const MADE = [
  '# Made by src/core/level-workflow.ts from the table of inputs, and held to it by __tests__/shipped-workflows.test.ts.',
];

const RUNNER_INPUT = [
  'runner:',
  '  description: label, or JSON array of labels, of the machine that plans and reports; `runners` says where images are built',
  '  type: string',
  '  default: ubuntu-24.04',
];

const ROW_INPUTS = [
  'job:',
  '  description: a row of the plan’s output `rows`, as JSON',
  '  type: string',
  '  required: true',
  'pins:',
  '  description: the plan’s output `pins`',
  '  type: string',
  '  required: true',
];

/** The workflow has too few jobs: words with the YAML to paste. `host`: of the registry; `registry`: the input. */
export function tooManyLevels(levels: number, most: number, host?: string, registry?: string): Problem {
  const rungs = Array.from({ length: levels - most }, (_, index) => most + index);
  const jobs = rungs.map((level) => indented(2, levelJob(level, handSetting(host, registry))).join('\n'));
  const report = reports() ? ` and to the \`needs\` of its report` : '';
  return {
    code: 'limit',
    message: `the plan has ${levels} levels, but the workflow has jobs for ${most}`,
    hint:
      `let \`gentoo-image-builder workflow\` write a workflow without levels; ` +
      `or add these to its \`jobs\`${report}, and raise max-levels to ${levels}:\n\n${jobs.join('\n\n')}`,
  };
}
