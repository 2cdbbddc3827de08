// Reads the images of all three types: what they have in common, and what only one type has.
// In: a spot of the images file. Out: definitions. Never fills a default, never looks at other images.

import { atomRule } from './atom.ts';
import { buildOf } from './definition-build.ts';
import type { AnyImageDefinition, GentooDefinition, ImageDefinition } from './definition-shape.ts';
import type { MirrorDefinition, ScriptDefinition } from './definition-shape.ts';
import { targetOf } from './definition-target.ts';
import { testsOf } from './definition-test.ts';
import type { Value } from './expression-names.ts';
import { interpolate } from './interpolate.ts';
import { sizeRule } from './quantity.ts';
import { complain, flagOf, itemsOf, numberOf, oneOrMore, plainOf, textOf, textsOf, under, wordOf } from './reader.ts';
import type { Reader, Spot } from './reader.ts';
import { isMapping } from './reader.ts';
import { parseReference } from './reference.ts';
import { absolutePathRule, builderNameRule, globRule, imageNameRule } from './rules.ts';
import { referenceRule, requiredRule, sectionRule, tagRule } from './rules.ts';
import { TAG_NAMES } from './tags.ts';
import type { Rule, Written } from './written.ts';
import { hasExpression } from './written.ts';

/** Which type a spot says it is; undefined for one that the schema refuses. */
export function typeOf(spot: Spot): ImageDefinition['type'] | undefined {
  switch (under(spot, 'type')?.value) {
    case undefined:
    case 'gentoo':
    case 'gentoo-image-builder':
      return 'gentoo';
    case 'script':
      return 'script';
    case 'mirror':
    case 'fetch':
      return 'mirror';
    default:
      return undefined;
  }
}

/** An image; undefined where it has no name to speak of it by. `outer` is what expressions can name. */
export function imageOf(outer: Reader, spot: Spot): ImageDefinition | undefined {
  const type = typeOf(spot);
  const source = type === 'mirror' ? textOf(outer, under(spot, 'source'), referenceRule) : undefined;
  const name = plainOf(outer, under(spot, 'name'), imageNameRule) ?? (source && nameOfSource(outer, source));
  if (!name || !type) return undefined;
  const image = new Map<string, Value>([['name', name.value]]);
  const reader = { ...outer, names: new Map<string, Value>([...outer.names, ['image', image]]) };
  const head = headOf(reader, spot, name, type);
  switch (type) {
    case 'gentoo':
      return gentooOf(reader, spot, head);
    case 'script':
      return scriptOf(reader, spot, head);
    case 'mirror':
      return source && ({ ...head, type, source } satisfies MirrorDefinition);
  }
}

/** `registry` for `docker.io/library/registry:3`. */
function nameOfSource({ problems, names }: Reader, source: Written): Written | undefined {
  const name = parseReference(interpolate(source, names).text)?.repository.split('/').at(-1);
  const fault = name === undefined ? undefined : imageNameRule(name);
  if (fault) problems.push({ ...fault, place: source.place, hint: "give the image a 'name'" });
  return name === undefined || fault ? undefined : { ...source, value: name, lines: undefined };
}

function headOf(reader: Reader, spot: Spot, name: Written, type: ImageDefinition['type']): AnyImageDefinition {
  const at = (key: string) => under(spot, key);
  const section = plainOf(reader, at('section'), sectionRule);
  const late = new Map<string, Value>(TAG_NAMES.map((each) => [each, '1']));
  const inTags = { ...reader, names: new Map([...reader.names, ...late]) };
  return {
    name,
    section,
    requires: requiresOf(reader, at('requires'), name.value, section?.value),
    tag: textOf(reader, at('tag'), tagRule),
    tagPackage: tagPackageOf(reader, at('tag'), type),
    tags: itemsOf(at('tags')).flatMap((item) => textOf(inTags, item, tagTextRule(item)) ?? []),
    latest: flagOf(at('latest')),
    timeout: numberOf(at('timeout')),
    runner: oneOrMore(reader, at('runner')),
    platforms: platformsOf(reader, at('platforms')),
  };
}

/** What the names of tags stand for is not known yet; texts without them are held to the rule at once. */
function tagTextRule({ source, path }: Spot): Rule | undefined {
  return hasExpression(source.text(path) ?? '') ? undefined : tagRule;
}

function tagPackageOf(
  reader: Reader,
  spot: Spot | undefined,
  type: ImageDefinition['type'],
): AnyImageDefinition['tagPackage'] {
  if (!spot || !isMapping(spot.value)) return undefined;
  const atom = textOf(reader, under(spot, 'package'), atomRule);
  const told = wordOf(under(spot, 'in'), ['target', 'builder']);
  if (type !== 'gentoo') {
    const message = 'only an image of Gentoo packages can take its tag from one';
    complain(reader, spot, 'value', { code: 'bad-value', message, hint: 'write the tag as a text' });
  } else if (!atom) {
    complain(reader, spot, 'value', { code: 'missing-key', message: "'tag' has no 'package'" });
  }
  return atom && { atom, in: told === 'target' ? 'root' : told };
}

function platformsOf({ problems }: Reader, spot: Spot | undefined): string[] {
  const seen = new Map<string, Spot>();
  for (const item of itemsOf(spot)) {
    if (typeof item.value !== 'string') continue;
    const first = seen.get(item.value);
    if (first) problems.push(twice(item.value, 'stands here twice', item, first));
    else seen.set(item.value, item);
  }
  return [...seen.keys()];
}

function twice(value: string, words: string, second: Spot, first: Spot) {
  const related = [{ message: 'it stands here first', place: first.source.place(first.path, 'value') }];
  const place = second.source.place(second.path, 'value');
  return { code: 'duplicate' as const, message: `'${value}' ${words}`, place, related };
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

function gentooOf(reader: Reader, spot: Spot, head: AnyImageDefinition): GentooDefinition {
  const at = (key: string) => under(spot, key);
  return {
    ...head,
    type: 'gentoo',
    builder: plainOf(reader, at('builder'), builderNameRule),
    tagCheck: wordOf(at('tag_check'), ['fail', 'warn']),
    stateDrop: textsOf(reader, under(spot, 'state', 'drop'), atomRule),
    sizeBudget: textOf(reader, at('size_budget'), sizeRule),
    closure: wordOf(at('closure'), ['warn', 'fail', 'off']),
    allowReplace: textsOf(reader, at('allow_replace'), absolutePathRule),
    scope: wordOf(at('portage_scope'), ['snapshot', 'packages']),
    build: buildOf(reader, at('build'), head.requires),
    target: targetOf(reader, spot),
    tests: testsOf(reader, at('test')),
  };
}

function scriptOf(reader: Reader, spot: Spot, head: AnyImageDefinition): ScriptDefinition | undefined {
  const command = textOf(reader, under(spot, 'command'), undefined, 'bash');
  const inputs = under(spot, 'inputs');
  if (!command) return undefined;
  if (!inputs && scriptNamedIn(command.value) === undefined) {
    const message = `what decides whether '${head.name.value}' is built again is not known: its command names no script`;
    const hint = "list the files under 'inputs'; a script is found where the command begins with it, as in ./build.sh";
    complain(reader, under(spot, 'command') ?? spot, 'value', { code: 'missing-key', message, hint });
  }
  return {
    ...head,
    type: 'script',
    command,
    inputs: inputs && textsOf(reader, inputs, globRule),
    tests: testsOf(reader, under(spot, 'test')),
  };
}

const INTERPRETER = String.raw`(?:(?:ba|da|z)?sh|python3?|perl|ruby|node)(?:[ \t]+-[A-Za-z]+)*[ \t]+`;
const SCRIPT = new RegExp(
  String.raw`^[ \t]*(?:exec[ \t]+)?(?:\.\/|${INTERPRETER}(?:\.\/)?)([A-Za-z0-9_][A-Za-z0-9_./+-]*)(?=$|[\s;&|<>])`,
  'm',
);

/** The first script below the folder that a command runs: `./build.sh`, `bash tools/build.sh`; undefined for none. */
export function scriptNamedIn(command: string): string | undefined {
  const found = SCRIPT.exec(command)?.[1];
  return found === undefined || globRule(found) ? undefined : found;
}
