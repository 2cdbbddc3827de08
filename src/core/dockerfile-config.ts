// Dockerfile lines that only configure. In: an image's configuration and instructions. Out: the configuration that they
// come to; or undefined where an engine has to run them: they bring files, or are written in a way that is not read here.
// Words, quotes and variables are docker's own (moby/buildkit, frontend/dockerfile/shell).

import { listOf, type Instruction } from './dockerfile.ts';
import type { ContainerConfig, Healthcheck } from './oci.ts';
import { durationRule, nanosecondsOf } from './quantity.ts';
import { fullPort, portRule, signalRule } from './target-rules.ts';

const DEFAULT_SHELL = ['/bin/sh', '-c'];

/** The configuration with the lines applied, in their order; undefined where they need an engine. */
export function configuredBy(
  config: ContainerConfig,
  instructions: readonly Instruction[],
): ContainerConfig | undefined {
  let now: ContainerConfig | undefined = config;
  let hasCommand = false;
  for (const one of instructions) {
    now = now && applied(now, one, hasCommand);
    hasCommand ||= one.word === 'CMD';
  }
  return now;
}

/** Of what an engine made: what a configuration has, without the marks that engines leave. `triggers` were kept from it. */
export function madeConfig(
  made: ContainerConfig,
  before: ContainerConfig,
  triggers: readonly string[],
): ContainerConfig {
  const {
    Labels = {},
    OnBuild,
    ...config
  } = Object.fromEntries(
    KEYS.flatMap((key) => (made[key] === undefined || made[key] === null ? [] : [[key, made[key]]])),
  ) as ContainerConfig;
  const labels = Object.entries(Labels).filter(([name]) => before.Labels?.[name] !== undefined || name !== BUILDAH);
  const all = [...triggers, ...(OnBuild ?? [])];
  return { ...config, Labels: Object.fromEntries(labels), ...(all.length > 0 && { OnBuild: all }) };
}

/** Podman's mark. */
const BUILDAH = 'io.buildah.version';

const KEYS = [
  ...(['Cmd', 'Entrypoint', 'Env', 'ExposedPorts', 'Healthcheck', 'Labels', 'OnBuild', 'Shell', 'StopSignal'] as const),
  ...(['User', 'Volumes', 'WorkingDir'] as const),
];

function applied(
  config: ContainerConfig,
  { word, rest }: Instruction,
  hasCommand: boolean,
): ContainerConfig | undefined {
  const { Cmd: command, ...withoutCommand } = config;
  switch (word) {
    case 'ENV':
      return withPairs(config, rest, (pairs) => ({ ...config, Env: mergeVariables(config.Env ?? [], pairs) }));
    case 'LABEL':
      return withPairs(config, rest, (pairs) => ({
        ...config,
        Labels: { ...config.Labels, ...Object.fromEntries(pairs) },
      }));
    case 'EXPOSE':
      return withWords(config, rest, (words) =>
        words.some((port) => portRule(port))
          ? undefined
          : { ...config, ExposedPorts: { ...config.ExposedPorts, ...setOf(words.map(fullPort)) } },
      );
    case 'VOLUME': {
      const list = listOf(rest);
      if (list) return { ...config, Volumes: { ...config.Volumes, ...setOf(list) } };
      return withWords(config, rest, (words) => ({ ...config, Volumes: { ...config.Volumes, ...setOf(words) } }));
    }
    case 'USER':
      return withWord(config, rest, (User) => ({ ...config, User }));
    case 'WORKDIR':
      return withWord(config, rest, (path) => ({ ...config, WorkingDir: folderIn(config.WorkingDir, path) }));
    case 'STOPSIGNAL':
      return withWord(config, rest, (signal) => (signalRule(signal) ? undefined : { ...config, StopSignal: signal }));
    case 'SHELL': {
      const Shell = listOf(rest);
      return Shell && Shell.length > 0 ? { ...config, Shell } : undefined;
    }
    case 'CMD':
      return { ...config, Cmd: commandOf(config, rest) };
    case 'ENTRYPOINT':
      // As everywhere, it drops a command that was inherited.
      return { ...withoutCommand, ...(hasCommand && command && { Cmd: command }), Entrypoint: commandOf(config, rest) };
    case 'HEALTHCHECK': {
      const Healthcheck = healthcheckOf(rest);
      return Healthcheck && { ...config, Healthcheck };
    }
    case 'ONBUILD':
      return { ...config, OnBuild: [...(config.OnBuild ?? []), rest] };
    default:
      return undefined;
  }
}

/** A list as it is, anything else as a line for the shell. */
function commandOf({ Shell }: ContainerConfig, rest: string): readonly string[] {
  return listOf(rest) ?? [...(Shell ?? DEFAULT_SHELL), rest];
}

function healthcheckOf(rest: string): Healthcheck | undefined {
  if (rest.toUpperCase() === 'NONE') return { Test: ['NONE'] };
  const [, options = '', command = ''] = /^((?:--\S+\s+)*)CMD\s+(.+)$/is.exec(rest) ?? [];
  if (command === '') return undefined;
  const argv = listOf(command);
  const check: { -readonly [Key in keyof Healthcheck]: Healthcheck[Key] } = {
    Test: argv ? ['CMD', ...argv] : ['CMD-SHELL', command],
  };
  for (const option of options.split(/\s+/).filter((each) => each !== '')) {
    const [, name = '', value = ''] = /^--([a-z-]+)=(.+)$/.exec(option) ?? [];
    const key = TIMES.get(name);
    if (name === 'retries' && /^[1-9]\d{0,5}$/.test(value)) check.Retries = Number(value);
    else if (key !== undefined && durationRule(value) === undefined) check[key] = nanosecondsOf(value);
    else return undefined;
  }
  return check;
}

const TIMES = new Map<string, 'Interval' | 'Timeout' | 'StartPeriod' | 'StartInterval'>([
  ['interval', 'Interval'],
  ['timeout', 'Timeout'],
  ['start-period', 'StartPeriod'],
  ['start-interval', 'StartInterval'],
]);

function setOf(names: readonly string[]): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

function folderIn(base: string | undefined, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${base ?? ''}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function mergeVariables(env: readonly string[], pairs: readonly (readonly [string, string])[]): string[] {
  const all = new Map(env.map((line) => [line.replace(/=.*$/s, ''), line]));
  for (const [name, value] of pairs) all.set(name, `${name}=${value}`);
  return [...all.values()];
}

type Configured = ContainerConfig | undefined;

/** `NAME=value OTHER="a b"`, or the older `NAME the whole rest`. Variables are those from before the line. */
function withPairs(config: ContainerConfig, rest: string, then: (pairs: [string, string][]) => Configured): Configured {
  const words = splitWords(rest);
  if (!words?.[0]) return undefined;
  if (!words[0].includes('=')) {
    const [, name = '', value] = /^(\S+)\s+(.+)$/s.exec(rest) ?? [];
    const text = value === undefined ? undefined : expand(value, config);
    return text === undefined ? undefined : then([[name, text]]);
  }
  const pairs: [string, string][] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    const [name, value] = [expand(word.slice(0, Math.max(at, 0)), config), expand(word.slice(at + 1), config)];
    if (at < 1 || name === undefined || name === '' || value === undefined) return undefined;
    pairs.push([name, value]);
  }
  return then(pairs);
}

function withWords(config: ContainerConfig, rest: string, then: (words: string[]) => Configured): Configured {
  const words = splitWords(rest)?.map((word) => expand(word, config));
  if (!words || words.length === 0) return undefined;
  const known = words.filter((word) => word !== undefined && word !== '');
  return known.length === words.length ? then(known as string[]) : undefined;
}

function withWord(config: ContainerConfig, rest: string, then: (word: string) => Configured): Configured {
  return withWords(config, rest, ([first, ...others]) =>
    first === undefined || others.length > 0 ? undefined : then(first),
  );
}

/** Blanks, or a word with its quotes. */
const TOKEN = /\s+|(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gsy;

/** Words with their quotes, split at blanks outside of them; undefined where a quote stays open. */
function splitWords(text: string): string[] | undefined {
  const tokens = [...text.matchAll(TOKEN)].map(([token]) => token);
  return tokens.join('') === text ? tokens.filter((token) => token.trim() !== '') : undefined;
}

/** A piece of a word: quoted, escaped, a variable, or plain. */
const PIECE =
  /'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|\$(?:(?<name>[A-Za-z_]\w*)|\{(?<braced>[A-Za-z_]\w*)(?::(?<how>[-+])(?<other>[^"'\\${}]*))?\})|(?<plain>[^'"\\$]+)/gsy;

/** A word without its quotes and with its variables; undefined for what only an engine reads. */
function expand(word: string, config: ContainerConfig): string | undefined {
  let out = '';
  let end = 0;
  for (const match of word.matchAll(PIECE)) {
    end = match.index + match[0].length;
    const { single, double, escaped, name, braced, how, other = '', plain } = match.groups ?? {};
    const known = name ?? braced;
    if (known !== undefined) out += chosen(variableOf(config, known), how, other);
    else if (double !== undefined) {
      const inner = expandQuoted(double, config);
      if (inner === undefined) return undefined;
      out += inner;
    } else out += single ?? escaped ?? plain ?? '';
  }
  return end === word.length ? out : undefined;
}

/** In double quotes a backslash stands for itself but before `"`, `$` and itself, and single quotes are plain. */
function expandQuoted(text: string, config: ContainerConfig): string | undefined {
  const escaped = text.replaceAll(/\\(.)/gs, (pair, next: string) => ('"$\\'.includes(next) ? pair : `\\\\${next}`));
  const plain = escaped.replaceAll("'", "\\'");
  return expand(plain, config);
}

function chosen(value: string, how: string | undefined, other: string): string {
  if (how === '-') return value === '' ? other : value;
  if (how === '+') return value === '' ? '' : other;
  return value;
}

function variableOf({ Env = [] }: ContainerConfig, name: string): string {
  return Env.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}
