// Reads the tests of an image, in all their forms.
// In: a spot of the images file. Out: definitions. Never fills a default.

import type { TestDefinition } from './definition-shape.ts';
import type { CommandTestDefinition } from './definition-shape.ts';
import { complain, isList, isMapping, itemsOf, numberOf, settingsOf, textOf, textsOf, under } from './reader.ts';
import type { Reader, Spot } from './reader.ts';
import { commandRule, relativePathRule, variableRule } from './rules.ts';

/** Which keys mean something in each kind of test. */
const KEYS = {
  run: ['run', 'args', 'env', 'exit_code', 'stdout', 'timeout'],
  script: ['script', 'env', 'timeout'],
  healthcheck: ['healthcheck', 'healthy', 'within'],
} as const;
const ALL_KEYS = [...new Set(Object.values(KEYS).flat())];

/** A command line, a list of words, a mapping, or a list of mappings. */
export function testsOf(reader: Reader, spot: Spot | undefined): TestDefinition[] {
  if (!spot) return [];
  if (isMapping(spot.value)) return testOf(reader, spot);
  const items = itemsOf(spot);
  const mappings = items.filter(({ value }) => isMapping(value));
  if (mappings.length === 0) return [plainTest(reader, spot)];
  for (const item of items.filter(({ value }) => !isMapping(value))) {
    const hint = 'write each test of a list as {run: ...}';
    complain(reader, item, 'value', {
      code: 'wrong-type',
      message: 'a list holds either words or tests, not both',
      hint,
    });
  }
  return mappings.flatMap((item) => testOf(reader, item));
}

function plainTest(reader: Reader, spot: Spot): CommandTestDefinition {
  const place = spot.source.place(spot.path, 'value');
  const rest = { args: undefined, env: new Map(), exitCode: undefined, stdout: undefined, timeout: undefined };
  return { kind: 'command', place, run: runOf(reader, spot), ...rest };
}

function testOf(reader: Reader, spot: Spot): TestDefinition[] {
  const has = (key: string) => under(spot, key) !== undefined;
  const kinds = [
    has('run') || has('args') ? 'run' : '',
    has('script') ? 'script' : '',
    has('healthcheck') ? 'healthcheck' : '',
  ];
  const [kind, second] = kinds.filter((each) => each !== '') as (keyof typeof KEYS)[];
  if (kind === undefined || second !== undefined) {
    const none = { message: "the test has no 'run'", hint: "'args' keeps the image's entrypoint" };
    const both = {
      message: `a test has one of '${kind ?? ''}' and '${second ?? ''}', not both`,
      hint: 'write two tests',
    };
    complain(reader, spot, 'value', kind === undefined ? { code: 'missing-key', ...none } : { code: 'clash', ...both });
    return [];
  }
  refuseStrangeKeys(reader, spot, kind);
  const place = spot.source.place(spot.path, 'value');
  const env = settingsOf(reader, under(spot, 'env'), variableRule);
  const timeout = numberOf(under(spot, 'timeout'));
  switch (kind) {
    case 'run':
      return [commandOf(reader, spot)];
    case 'script': {
      const file = textOf(reader, under(spot, 'script'), relativePathRule);
      return file ? [{ kind: 'script', place, file, env, timeout }] : [];
    }
    case 'healthcheck': {
      const [healthy, within] = [numberOf(under(spot, 'healthy')), numberOf(under(spot, 'within'))];
      return [{ kind: 'healthcheck', place, healthy, within }];
    }
  }
}

/** A key that is read by another kind of test only must not look as if it did something. */
function refuseStrangeKeys(reader: Reader, spot: Spot, kind: keyof typeof KEYS): void {
  const known: readonly string[] = KEYS[kind];
  for (const key of ALL_KEYS) {
    const strange = known.includes(key) ? undefined : under(spot, key);
    const message = `'${key}' means nothing in a test by '${kind}'`;
    if (strange)
      complain(reader, strange, 'key', { code: 'unknown-key', message, hint: `there, known are ${known.join(', ')}` });
  }
}

function commandOf(reader: Reader, spot: Spot): CommandTestDefinition {
  const args = under(spot, 'args');
  return {
    kind: 'command',
    place: spot.source.place(spot.path, 'value'),
    run: runOf(reader, under(spot, 'run')),
    args: args && textsOf(reader, args),
    env: settingsOf(reader, under(spot, 'env'), variableRule),
    exitCode: numberOf(under(spot, 'exit_code')),
    stdout: textOf(reader, under(spot, 'stdout')),
    timeout: numberOf(under(spot, 'timeout')),
  };
}

function runOf(reader: Reader, spot: Spot | undefined): CommandTestDefinition['run'] {
  if (!spot || !isList(spot.value)) return textOf(reader, spot, commandRule, 'command');
  if (spot.value.length > 0) return textsOf(reader, spot);
  complain(reader, spot, 'value', { code: 'bad-value', message: 'the list of words is empty' });
  return undefined;
}
