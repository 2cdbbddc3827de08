// The parts that all our workflows are made of: steps and jobs of GitHub's language. In: how a workflow reaches its
// registry and its inputs. Out: lines of YAML, with the version beside each commit and the reason beside each permission.

import { stringify } from 'yaml';
import { type InputRow, INPUTS, type Mode } from './input-table.ts';

/** What differs between workflows of one shape: values as they stand in the YAML. */
export interface Setting {
  /** `uses` of this action, with its version where it is a commit */
  readonly action: string;
  /** `runs-on` of the jobs that build nothing */
  readonly runner: string;
  /** whether jobs log in with the run's token, which then may do what they need */
  readonly token: boolean;
  /** lines of the jobs' `env` */
  readonly env: readonly string[];
  /** lines of the step that logs in to the registry; none where there is none */
  readonly login: readonly string[];
  /** lines below `with` of a step of a mode */
  readonly inputs: (mode: Mode) => readonly string[];
}

/** Levels that the reusable workflow has jobs for. */
export const LADDER = 12;

/** Actions of others, by commit: a tag can be moved by whoever takes their repository over. */
const ACTIONS = {
  checkout: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
  upload: 'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1',
  download: 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1',
  login: 'docker/login-action@dbcb813823bdd20940b903addbd779551569679f # v4.6.0',
} as const;

/** Inputs that a workflow gives by itself, so that its caller cannot. */
const OWN: ReadonlySet<string> = new Set([
  ...['mode', 'job', 'jobs', 'pins', 'plan', 'results'],
  ...['max-levels', 'outputs', 'images-details-var', 'github-token'],
]);

/** Inputs of these modes that a caller of a workflow may give: what works, and has more than one value that does. */
export function callerInputs(modes: readonly Mode[]): readonly InputRow[] {
  return INPUTS.filter((row: InputRow) => {
    const isOf = row.modes.length === 0 || row.modes.some((mode) => modes.includes(mode));
    const lost = row.notYet ?? [];
    const works = !lost.includes('*') && (row.words?.filter((word) => !lost.includes(word)).length ?? 2) > 1;
    return isOf && works && !OWN.has(row.name);
  });
}

/** Whether `mode: report` works, so that workflows have a job for it. */
export function reports(): boolean {
  return !INPUTS.some((row: InputRow) => row.name === 'mode' && row.notYet?.includes('report'));
}

/** The job that makes the plan. `outputs` are those that later jobs read; `own` are lines of its step's `with`. */
export function planJob(setting: Setting, outputs: readonly string[], own: readonly string[]): string[] {
  return [
    'plan:',
    ...indented(2, [
      'name: plan',
      `runs-on: ${setting.runner}`,
      'timeout-minutes: 30',
      'permissions:',
      '  contents: read # the images file',
      ...(setting.token ? ['  packages: read # what the registry has'] : []),
      'outputs:',
      ...outputs.map((name) => `  ${name}: \${{ steps.plan.outputs.${name} }}`),
      ...environment(setting),
      'steps:',
      ...indented(2, [
        ...checkout(),
        ...setting.login,
        `- uses: ${setting.action}`,
        '  id: plan',
        '  with:',
        ...indented(4, ['mode: plan', ...setting.inputs('plan'), ...own]),
      ]),
    ]),
  ];
}

/** What a job needs to build a row. */
export function buildPermissions(token: boolean): string[] {
  const own = token ? ['  packages: write # builders, targets'] : [];
  return ['permissions:', '  contents: read # the images file and what it names', ...own];
}

/** Steps that build a row: `row` is an expression that gives it, `pins` one that gives what plan resolved. */
export function buildSteps(setting: Setting, row: string, pins: string): string[] {
  const json = row === 'matrix' ? 'toJSON(matrix)' : row;
  const nodes = row === 'matrix' ? 'matrix.nodes' : `fromJSON(${row}).nodes`;
  return [
    ...checkout(),
    ...setting.login,
    `- uses: ${setting.action}`,
    '  id: build',
    '  with:',
    ...indented(4, ['mode: build', ...setting.inputs('build'), `job: \${{ ${json} }}`, `pins: \${{ ${pins} }}`]),
    `- uses: ${ACTIONS.upload}`,
    '  if: ${{ always() && steps.build.outputs.result-file }}',
    '  with:',
    // A fingerprint is unique in a run, and has no letter that a name may not have.
    `    name: gentoo-image-builder-\${{ ${nodes}[0].fingerprint }}`,
    '    path: ${{ steps.build.outputs.result-file }}',
    '    overwrite: true # when jobs are run again',
  ];
}

/** The job that says what became of all. */
export function reportJob(setting: Setting, needs: readonly string[]): string[] {
  return [
    'report:',
    ...indented(2, [
      'name: report',
      ...needsLines(['plan', ...needs]),
      "if: ${{ !cancelled() && needs.plan.result == 'success' }}",
      `runs-on: ${setting.runner}`,
      'timeout-minutes: 30',
      'permissions:',
      '  contents: read # the images file',
      ...(setting.token ? ['  packages: read # what the registry has now'] : []),
      ...environment(setting),
      'steps:',
      ...indented(2, [
        ...checkout(),
        ...setting.login,
        `- uses: ${ACTIONS.download}`,
        '  with:',
        '    pattern: gentoo-image-builder-*',
        '    path: ${{ runner.temp }}/results',
        '    merge-multiple: true',
        `- uses: ${setting.action}`,
        '  with:',
        ...indented(4, [
          'mode: report',
          ...setting.inputs('report'),
          'plan: ${{ needs.plan.outputs.plan }}',
          'results: ${{ runner.temp }}/results',
        ]),
      ]),
    ]),
  ];
}

/** Logs in to a registry as a workflow in the user's own repository does: with the run's token, or as they set it. */
export function loginStep(host: string): string[] {
  const own = host === 'ghcr.io';
  return [
    `- uses: ${ACTIONS.login}`,
    '  with:',
    `    registry: ${scalar(host)}`,
    `    username: \${{ ${own ? 'github.actor' : 'vars.REGISTRY_USER'} }}`,
    `    password: \${{ ${own ? 'github.token' : 'secrets.REGISTRY_PASSWORD'} }}`,
  ];
}

/** Logs in as the caller of a reusable workflow asks. The run's token goes to no registry but GitHub's own. */
export function callerLogin(): string[] {
  const ghcr = "inputs.login-registry == 'ghcr.io'";
  return [
    `- uses: ${ACTIONS.login}`,
    `  if: \${{ ${ghcr} || (inputs.login-registry && env.HAS_PASSWORD == 'true') }}`,
    '  with:',
    '    registry: ${{ inputs.login-registry }}',
    '    username: ${{ inputs.login-username || github.actor }}',
    `    password: \${{ secrets.login-password || (${ghcr} && github.token) || '' }}`,
  ];
}

/** The setting of workflows that are called. */
export function calledSetting(action: string): Setting {
  return {
    action,
    runner: "${{ startsWith(inputs.runner, '[') && fromJSON(inputs.runner) || inputs.runner }}",
    token: true,
    env: ["HAS_PASSWORD: ${{ secrets.login-password != '' }} # a fork's pull request has none"],
    login: callerLogin(),
    inputs: (mode) => callerInputs([mode]).map(({ name }) => `${name}: \${{ inputs.${name} }}`),
  };
}

/** `on.workflow_call`: the caller's inputs with type, description and default, and its secret. */
export function callTrigger(
  inputs: readonly InputRow[],
  before: readonly string[],
  outputs: readonly string[],
): string[] {
  const rows = inputs.flatMap((row) => [
    `${row.name}:`,
    ...indented(2, [
      `description: ${scalar(plain(row.description))}`,
      `type: ${isBoolean(row) ? 'boolean' : 'string'}`,
      `default: ${isBoolean(row) ? row.default : scalar(row.default)}`,
    ]),
  ]);
  return [
    'workflow_call:',
    ...indented(2, [
      'inputs:',
      ...indented(2, [...before, ...rows, ...LOGIN_INPUTS]),
      'secrets:',
      ...indented(2, [
        'login-password:',
        '  description: password or token for login-registry; ghcr.io gets the token of the run without one',
        '  required: false',
      ]),
      ...outputs,
    ]),
  ];
}

const LOGIN_INPUTS = [
  'login-registry:',
  '  description: host to log in to before planning and building; empty for none',
  '  type: string',
  '  default: ghcr.io',
  'login-username:',
  '  description: user of that host, no secret; whoever started the run where it is empty',
  '  type: string',
  "  default: ''",
];

/** `needs`, on one line where that is readable. */
export function needsLines(needs: readonly string[]): string[] {
  const line = needs.length === 1 ? `needs: ${needs[0] ?? ''}` : `needs: [${needs.join(', ')}]`;
  return line.length <= 100 ? [line] : ['needs:', ...needs.map((need) => `  - ${need}`)];
}

/** Lines further to the right; empty ones stay empty. */
export function indented(by: number, lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));
}

/** A text as one YAML scalar. */
export function scalar(text: string): string {
  return stringify(text, { singleQuote: true, lineWidth: 0 }).trimEnd();
}

function checkout(): string[] {
  return [`- uses: ${ACTIONS.checkout}`, '  with:', '    persist-credentials: false'];
}

function environment({ env }: Setting): string[] {
  return env.length === 0 ? [] : ['env:', ...indented(2, env)];
}

function isBoolean({ words }: InputRow): boolean {
  return words?.length === 2 && words.includes('true') && words.includes('false');
}

/** GitHub would evaluate an expression in a description. */
function plain(description: string): string {
  return description.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, '$1');
}
