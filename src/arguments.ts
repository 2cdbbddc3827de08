// The command line's arguments. In: words. Out: an `Order`, or `help` or `version`; or a `UserError`.

import { parseArgs } from 'node:util';
import { type Command, COMMANDS, type Order, USUAL_WORKFLOW } from './core/command.ts';
import { parseInputs, parseList } from './core/inputs.ts';
import { parseSet } from './core/override.ts';
import { nearestHint } from './core/nearest.ts';
import { UserError } from './core/problem.ts';
import { ACTION } from './core/version.ts';

const OPTIONS = {
  'images-file': { type: 'string', short: 'f' },
  'working-directory': { type: 'string', short: 'C' },
  registry: { type: 'string' },
  'registry-ca': { type: 'string', multiple: true },
  'registry-insecure': { type: 'string', multiple: true },
  push: { type: 'string' },
  'push-builders': { type: 'string' },
  rebuild: { type: 'string' },
  only: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  'changed-since': { type: 'string' },
  set: { type: 'string', multiple: true },
  jobs: { type: 'string' },
  engine: { type: 'string' },
  cache: { type: 'string' },
  'budget-minutes': { type: 'string' },
  pins: { type: 'string' },
  runners: { type: 'string', multiple: true },
  check: { type: 'boolean' },
  fuse: { type: 'boolean' },
  output: { type: 'string' },
  action: { type: 'string' },
  locked: { type: 'boolean' },
  keep: { type: 'string' },
  'keep-days': { type: 'string' },
  yes: { type: 'boolean' },
  json: { type: 'boolean' },
  mermaid: { type: 'boolean' },
  dot: { type: 'boolean' },
  all: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  verbose: { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Options that are inputs of the action as well. */
const SHARED = [
  ...(['images-file', 'working-directory', 'registry', 'registry-ca', 'registry-insecure'] as const),
  ...(['push', 'push-builders', 'engine', 'runners', 'cache', 'budget-minutes'] as const),
];

/** Commands that take names. */
const NAMING: readonly Command[] = ['why', 'build', 'update', 'prune', 'completion'];

/** Reads the words behind the program's name. */
export function parseArguments(
  words: readonly string[],
): Order | { readonly command: 'help' } | { readonly command: 'version' } {
  const { values, positionals } = parse(words);
  const [command, ...names] = positionals;
  if (values.version) return { command: 'version' };
  if (values.help || command === undefined || command === 'help') return { command: 'help' };
  if (!isCommand(command)) throw wrong(`there is no command '${command}'`, nearestHint(command, COMMANDS));
  if (command === 'build' && names.length === 0 && !values.all) {
    throw wrong('build what?', 'name images, or say --all');
  }
  if (command === 'why' && names.length === 0) throw wrong('why what?', 'name images');
  if (command === 'completion') checkCompletion(names);
  if (!NAMING.includes(command) && names.length > 0)
    throw wrong(`${command} takes no names, such as '${names[0] ?? ''}'`);
  const inputs = parseInputs((name) => (isShared(name) ? [values[name] ?? ''].flat().join('\n') : ''));
  return {
    command,
    names,
    all: values.all ?? false,
    json: values.json ?? false,
    dryRun: values['dry-run'] ?? false,
    graph: values.mermaid ? 'mermaid' : values.dot ? 'dot' : 'tree',
    imagesFile: inputs.imagesFile,
    workingDirectory: inputs.workingDirectory,
    registry: inputs.registry,
    access: inputs.access,
    push: inputs.push !== 'false',
    rebuild:
      values.rebuild === undefined || values.rebuild === 'all'
        ? (values.rebuild ?? 'changed')
        : new Set(parseList(values.rebuild)),
    only: (values.only ?? []).flatMap(parseList),
    exclude: (values.exclude ?? []).flatMap(parseList),
    changedSince: values['changed-since'],
    set: parseSet(values.set ?? []),
    pins: values.pins,
    locked: values.locked ?? false,
    yes: values.yes ?? false,
    keep: countOf('keep', values.keep, 2),
    keepDays: countOf('keep-days', values['keep-days'], 30),
    jobs: atLeastOne('jobs', values.jobs),
    engine: inputs.engine,
    pushBuilders: inputs.pushBuilders,
    cache: inputs.cache,
    // One's own machine has no limit of its own.
    budgetMinutes: values['budget-minutes'] === undefined ? undefined : inputs.budgetMinutes,
    runners: (values.runners ?? []).join('\n'),
    workflow: {
      check: values.check ?? false,
      fuse: values.fuse ?? false,
      output: values.output ?? USUAL_WORKFLOW,
      action: checkedAction(values.action ?? ACTION),
    },
  };
}

/** `owner/name@ref`, with the version behind a commit. */
function checkedAction(action: string): string {
  if (/^[\w.-]+\/[\w.-]+@[\w./-]+( # [\w.-]+)?$/.test(action)) return action;
  throw wrong(`--action takes owner/name@ref, not '${action}'`, `such as ${ACTION}`);
}

function parse(words: readonly string[]): ReturnType<typeof parseWords> {
  try {
    return parseWords(words);
  } catch (error) {
    const [unknown] = words
      .filter((word) => word.startsWith('--'))
      .map((word) => word.slice(2).replace(/=.*/s, ''))
      .filter((name) => !Object.hasOwn(OPTIONS, name));
    if (unknown === undefined) throw wrong(error instanceof Error ? error.message : String(error));
    throw wrong(`there is no option '--${unknown}'`, nearestHint(unknown, Object.keys(OPTIONS)));
  }
}

function parseWords(words: readonly string[]) {
  return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, strict: true });
}

/** `completion bash`, `zsh`, or `names` for what these scripts ask. */
function checkCompletion(words: readonly string[]): void {
  const [word = '', ...more] = words;
  if (more.length === 0 && ['bash', 'zsh', 'names'].includes(word)) return;
  throw wrong('completion of what?', 'say completion bash, or completion zsh');
}

function countOf(name: string, text: string | undefined, usual: number): number {
  if (text === undefined) return usual;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw wrong(`--${name} takes a whole number, not '${text}'`);
}

function atLeastOne(name: string, text: string | undefined): number {
  const count = countOf(name, text, 1);
  if (count > 0) return count;
  throw wrong(`--${name} takes a number from 1 on, not '${text ?? ''}'`);
}

function isCommand(word: string): word is Command {
  return COMMANDS.some((command) => command === word);
}

function isShared(name: string): name is (typeof SHARED)[number] {
  return SHARED.some((one) => one === name);
}

function wrong(message: string, hint?: string): UserError {
  return new UserError([{ code: 'bad-input', message, hint: hint ?? 'see --help' }]);
}
