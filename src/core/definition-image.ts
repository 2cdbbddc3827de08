// Reads the images and their tests.
// In: a spot of the images file. Out: definitions. Never fills a default, never looks at other images.

import type { ImageDefinition, TargetDefinition, TestDefinition } from './definition-shape.ts';
import { portageOf } from './definition-builder.ts';
import { atomRule } from './atom.ts';
import {
  complain,
  flagOf,
  isList,
  isMapping,
  itemsOf,
  numberOf,
  plainOf,
  settingsOf,
  textOf,
  textsOf,
  under,
  wordsOrTexts,
} from './reader.ts';
import type { Reader, Spot } from './reader.ts';
import {
  absolutePathRule,
  builderNameRule,
  commandRule,
  imageNameRule,
  requiredRule,
  sectionRule,
  tagRule,
  userRule,
  variableRule,
} from './rules.ts';
import type { Written } from './written.ts';

const TARGET_KEYS = [
  ...['entrypoint', 'cmd', 'user', 'expose', 'volumes', 'labels', 'healthcheck', 'stop_signal', 'onbuild'],
  ...['env', 'workdir'],
];

/** An image of Gentoo packages; undefined where it has no name to speak of it by. */
export function imageOf(reader: Reader, spot: Spot): ImageDefinition | undefined {
  const at = (...keys: string[]) => under(spot, ...keys);
  const hook = (key: string) => textOf(reader, at('build', key), undefined, 'bash');
  const name = plainOf(reader, at('name'), imageNameRule);
  if (!name) return undefined;
  const section = plainOf(reader, at('section'), sectionRule);
  return {
    name,
    section,
    requires: requiresOf(reader, at('requires'), name.value, section?.value),
    builder: plainOf(reader, at('builder'), builderNameRule),
    tag: textOf(reader, at('tag'), tagRule),
    latest: flagOf(at('latest')),
    tagCheck: wordOf(at('tag_check')),
    timeout: numberOf(at('timeout')),
    runner: oneOrMore(reader, at('runner')),
    platforms: itemsOf(at('platforms')).flatMap((item) => wordOf(item) ?? []),
    packages: wordsOrTexts(reader, at('build', 'packages'), atomRule),
    configuration: portageOf(reader, at('build')),
    environment: settingsOf(reader, at('build', 'environment'), variableRule),
    configureBuilder: hook('configure_builder'),
    configureRootfsBuild: hook('configure_rootfs_build'),
    finishRootfsBuild: hook('finish_rootfs_build'),
    target: targetOf(reader, spot),
    tests: testsOf(reader, at('test')),
  };
}

function requiresOf(reader: Reader, spot: Spot | undefined, name: string, section: string | undefined): Written[] {
  const own = new Set([name, `${section ?? ''}/${name}`]);
  const one = plainOf(reader, spot, requiredRule);
  const required = one ? [one] : itemsOf(spot).flatMap((item) => plainOf(reader, item, requiredRule) ?? []);
  const seen = new Map<string, Written>();
  for (const { value, place, ...rest } of required) {
    const first = seen.get(value);
    const related = first && [{ message: 'it stands here first', place: first.place }];
    if (own.has(value)) reader.problems.push({ code: 'cycle', message: `'${value}' requires itself`, place });
    else if (first)
      reader.problems.push({ code: 'duplicate', message: `'${value}' is required twice`, place, related });
    else seen.set(value, { value, place, ...rest });
  }
  return [...seen.values()];
}

function oneOrMore(reader: Reader, spot: Spot | undefined): Written[] | undefined {
  const one = textOf(reader, spot);
  return one ? [one] : spot && textsOf(reader, spot);
}

function wordOf(spot: Spot | undefined): string | undefined {
  return typeof spot?.value === 'string' ? spot.value : undefined;
}

/** The target's configuration stands at the top or under `build`; the same key at both is refused. */
function targetOf(reader: Reader, spot: Spot): TargetDefinition {
  for (const key of TARGET_KEYS) refuseTwice(reader, under(spot, key), under(spot, 'build', key), key);
  const at = (key: string) => under(spot, key) ?? under(spot, 'build', key);
  const argv = (key: string) => {
    const list = at(key);
    return list && isList(list.value) ? textsOf(reader, list) : undefined;
  };
  return {
    entrypoint: argv('entrypoint'),
    cmd: argv('cmd'),
    user: textOf(reader, at('user'), userRule),
    workdir: textOf(reader, at('workdir'), absolutePathRule),
    env: settingsOf(reader, at('env'), variableRule),
  };
}

function refuseTwice({ problems }: Reader, top: Spot | undefined, below: Spot | undefined, key: string): void {
  if (!top || !below) return;
  problems.push({
    code: 'duplicate',
    message: `'${key}' stands at the image's top and under 'build'`,
    place: below.source.place(below.path, 'key'),
    related: [{ message: 'the one at the top', place: top.source.place(top.path, 'key') }],
    hint: 'keep one of them',
  });
}

/** A command line, a list of words, a mapping, or a list of mappings. */
function testsOf(reader: Reader, spot: Spot | undefined): TestDefinition[] {
  if (!spot) return [];
  if (isMapping(spot.value)) return [testOf(reader, spot)];
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
  return mappings.map((item) => testOf(reader, item));
}

function plainTest(reader: Reader, spot: Spot): TestDefinition {
  const place = spot.source.place(spot.path, 'value');
  const rest = {
    args: undefined,
    env: new Map<string, Written>(),
    exitCode: undefined,
    stdout: undefined,
    timeout: undefined,
  };
  return { place, run: runOf(reader, spot), ...rest };
}

function testOf(reader: Reader, spot: Spot): TestDefinition {
  const args = under(spot, 'args');
  const run = runOf(reader, under(spot, 'run'));
  const known = ['run', 'args', 'script', 'healthcheck'].some((key) => under(spot, key));
  if (!known) {
    complain(reader, spot, 'value', {
      code: 'missing-key',
      message: "the test has no 'run'",
      hint: "'args' keeps the image's entrypoint",
    });
  }
  return {
    place: spot.source.place(spot.path, 'value'),
    run,
    args: args && textsOf(reader, args),
    env: settingsOf(reader, under(spot, 'env'), variableRule),
    exitCode: numberOf(under(spot, 'exit_code')),
    stdout: textOf(reader, under(spot, 'stdout')),
    timeout: numberOf(under(spot, 'timeout')),
  };
}

function runOf(reader: Reader, spot: Spot | undefined): TestDefinition['run'] {
  if (!spot || !isList(spot.value)) return textOf(reader, spot, commandRule, 'command');
  if (spot.value.length > 0) return textsOf(reader, spot);
  complain(reader, spot, 'value', { code: 'bad-value', message: 'the list of words is empty' });
  return undefined;
}
