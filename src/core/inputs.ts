// Reads the inputs of the action, which are also the options of the command line. In: texts by name. Out: typed values,
// or a `UserError` with every one that is wrong.

import type { EngineInput } from './engine-choice.ts';
import { checkedDetailsVar } from './details.ts';
import { type InputName, INPUTS, type Mode, NO_TOKEN, OUTPUTS } from './input-table.ts';
import { checkedCount, checkedOutputs, checkedRegistry, checkedText } from './input-check.ts';
import { parseSet } from './override.ts';
import { type Problem, refuse } from './problem.ts';
import type { PushInput } from './push-policy.ts';
import { type HostInput, parseAccess } from './registry-access.ts';

export type CacheInput = 'actions' | 'registry' | 'none';

export interface Inputs {
  readonly mode: Mode;
  readonly imagesFile: string;
  readonly workingDirectory: string;
  readonly registry: string | undefined;
  readonly push: PushInput;
  readonly rebuild: 'changed' | 'all' | ReadonlySet<string>;
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  readonly changedSince: string | undefined;
  /** by path: `software.nodejs.version` */
  readonly set: Readonly<Record<string, string>>;
  readonly maxLevels: number | undefined;
  /** images of each job of a workflow with a job an image */
  readonly jobs: readonly (readonly string[])[];
  readonly runners: ReadonlyMap<string, string | readonly string[]>;
  readonly outputs: ReadonlySet<string>;
  readonly job: string;
  readonly pins: string;
  /** refuse pins that differ from the lock */
  readonly locked: boolean;
  /** as plan put it out, packed */
  readonly plan: string;
  /** a folder of result files */
  readonly results: string;
  readonly engine: EngineInput;
  /** whose builders are pushed: of all images, or of those that others start from */
  readonly pushBuilders: 'all' | 'needed';
  readonly cache: CacheInput;
  readonly budgetMinutes: number | undefined;
  /** how hosts are reached, beside what the file says */
  readonly access: ReadonlyMap<string, HostInput>;
  /** whether the run's token is at hand */
  readonly token: boolean;
  /** name of the output and the variable that take the details of all images */
  readonly imagesDetailsVar: string | undefined;
}

/** Reads all inputs. `read` gives the text of one, or the empty text. Throws a `UserError` with all that is wrong. */
export function parseInputs(read: (name: InputName) => string): Inputs {
  const problems: Problem[] = [];
  const texts = new Map<InputName, string>();
  for (const row of INPUTS) texts.set(row.name, checkedText(row, read(row.name).trim(), problems));
  const text = (name: InputName): string => texts.get(name) ?? '';
  const inputs = {
    mode: text('mode') as Mode,
    imagesFile: text('images-file'),
    workingDirectory: text('working-directory'),
    registry: checkedRegistry(text('registry'), problems),
    push: text('push') as PushInput,
    rebuild: parseRebuild(text('rebuild')),
    only: parseList(text('only')),
    exclude: parseList(text('exclude')),
    changedSince: text('changed-since') === '' ? undefined : text('changed-since'),
    set: parseSet(
      text('set')
        .split('\n')
        .filter((line) => line.trim() !== ''),
    ),
    maxLevels: checkedCount('max-levels', text('max-levels'), problems),
    jobs: text('jobs')
      .split('\n')
      .map((line) => line.split(/\s+/).filter((name) => name !== ''))
      .filter((names) => names.length > 0),
    runners: parseRunners(text('runners'), problems),
    outputs: checkedOutputs(parseList(text('outputs')), problems),
    job: text('job'),
    pins: text('pins'),
    locked: text('locked') === 'true',
    plan: text('plan'),
    results: text('results'),
    engine: text('engine') as EngineInput,
    pushBuilders: text('push-builders') as Inputs['pushBuilders'],
    cache: text('cache') as CacheInput,
    budgetMinutes: checkedCount('budget-minutes', text('budget-minutes'), problems),
    access: parseAccess(text('registry-ca'), text('registry-insecure'), problems),
    token: text('github-token') !== '' && text('github-token') !== NO_TOKEN,
    imagesDetailsVar: checkedDetailsVar(
      text('images-details-var'),
      OUTPUTS.map(({ name }) => name),
      problems,
    ),
  };
  refuse(problems);
  return inputs;
}

/** Items by newline or comma, trimmed; `#` begins a comment. */
export function parseList(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line) => line.replace(/(^|\s)#.*$/, '').split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function parseRebuild(text: string): 'changed' | 'all' | Set<string> {
  return text === 'changed' || text === 'all' ? text : new Set(parseList(text));
}

/** Labels by platform; what is wrong with a line is added to `problems`. */
export function parseRunners(text: string, problems: Problem[]): Map<string, string | string[]> {
  const runners = new Map<string, string | string[]>();
  for (const line of text.split('\n').map((one) => one.replace(/(^|\s)#.*$/, '').trim())) {
    if (line === '') continue;
    const [, platform, list, single] = /^([\w/-]+)\s*=\s*(?:\[([^\]]+)\]|([^\s[\]]+))$/.exec(line) ?? [];
    if (platform === undefined) {
      const hint = 'write linux/arm64=ubuntu-24.04-arm, or linux/arm64=[self-hosted, arm64]';
      problems.push({
        code: 'bad-input',
        message: `the input runners has a line that is none of its own: '${line}'`,
        hint,
      });
    } else {
      runners.set(platform, list === undefined ? (single ?? '') : parseList(list));
    }
  }
  return runners;
}
