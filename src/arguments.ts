// The command line's arguments. In: words. Out: an `Order`, or `help` or `version`; or a `UserError`.

import { parseArgs } from 'node:util';
import { type Command, COMMANDS, type Order } from './core/command.ts';
import { parseInputs, parseList } from './core/inputs.ts';
import { nearestHint } from './core/nearest.ts';
import { UserError } from './core/problem.ts';

const OPTIONS = {
  'images-file': { type: 'string', short: 'f' },
  'working-directory': { type: 'string', short: 'C' },
  registry: { type: 'string' },
  'registry-ca': { type: 'string', multiple: true },
  'registry-insecure': { type: 'string', multiple: true },
  push: { type: 'string' },
  rebuild: { type: 'string' },
  pins: { type: 'string' },
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
const SHARED = ['images-file', 'working-directory', 'registry', 'registry-ca', 'registry-insecure', 'push'] as const;

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
  if (command !== 'build' && names.length > 0) throw wrong(`${command} takes no names, such as '${names[0] ?? ''}'`);
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
    pins: values.pins,
  };
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

function isCommand(word: string): word is Command {
  return COMMANDS.some((command) => command === word);
}

type Shared = (typeof SHARED)[number];

function isShared(name: string): name is Shared {
  return SHARED.some((one) => one === name);
}

function wrong(message: string, hint?: string): UserError {
  return new UserError([{ code: 'bad-input', message, hint: hint ?? 'see --help' }]);
}
