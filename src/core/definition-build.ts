// Reads what stands under `build`: packages, hooks, additions, and how the builder's container runs.
// In: a spot of the images file. Out: a `BuildDefinition`. Never fills a default.

import { atomRule, providedRule } from './atom.ts';
import { portageOf } from './definition-builder.ts';
import type { AdditionDefinition, BuildDefinition, DockerfileDefinition } from './definition-shape.ts';
import type { KeepWord } from './catalog.ts';
import {
  isMapping,
  complain,
  isList,
  itemsOf,
  plainOf,
  settingsOf,
  textOf,
  textsOf,
  under,
  wordOf,
  wordsOrTexts,
} from './reader.ts';
import type { Reader, Spot } from './reader.ts';
import {
  absolutePathRule,
  checksumRule,
  longChecksumRule,
  relativePathRule,
  requiredRule,
  revisionRule,
  urlRule,
  buildVariableRule,
  variableRule,
} from './rules.ts';
import { capabilityRule } from './target-rules.ts';
import type { Written } from './written.ts';

const KEEP_WORDS: readonly KeepWord[] = [
  ...(['headers', 'static-libs', 'pkgconfig', 'man', 'doc', 'info', 'locale', 'vdb'] as const),
];

/** Which keys go with each kind of addition; the first names the kind. */
const ADDITION_KEYS = [['git', 'ref'], ['url', 'sha256', 'sha512'], ['path'], ['image', 'src', 'from']] as const;

/** What an image says of its build; `requires` are the images that can be copied from. */
export function buildOf(reader: Reader, spot: Spot | undefined, requires: readonly Written[]): BuildDefinition {
  const at = (...keys: string[]) => under(spot, ...keys);
  const hook = (key: string) => textOf(reader, at(key), undefined, 'bash');
  const copied = new Set(requires.flatMap(({ value }) => [value, lastPart(value)]));
  return {
    packages: wordsOrTexts(reader, at('packages'), atomRule),
    builderPackages: wordsOrTexts(reader, at('builder_packages'), atomRule),
    configuration: portageOf(reader, spot),
    environment: settingsOf(reader, at('environment'), buildVariableRule),
    configureBuilder: hook('configure_builder'),
    configureRootfsBuild: hook('configure_rootfs_build'),
    finishRootfsBuild: hook('finish_rootfs_build'),
    script: textOf(reader, at('script'), relativePathRule),
    provided: {
      root: textsOf(reader, at('provided', 'root'), providedRule),
      builder: textsOf(reader, at('provided', 'builder'), providedRule),
    },
    add: itemsOf(at('add')).flatMap((item) => additionOf(reader, item, copied) ?? []),
    refresh: textOf(reader, at('refresh'), filledRule),
    keep: itemsOf(at('keep')).flatMap((item) => {
      const value = wordOf(item, KEEP_WORDS);
      return value ? [{ value, place: item.source.place(item.path, 'value') }] : [];
    }),
    dockerfile: dockerfileOf(reader, at('dockerfile')),
    capabilities: textsOf(reader, at('capabilities'), capabilityRule),
    secrets: textsOf(reader, at('secrets'), variableRule),
    network: wordOf(at('network'), ['none']),
  };
}

function filledRule(text: string) {
  return text.trim() === '' ? ({ code: 'bad-value', message: 'the text is empty' } as const) : undefined;
}

function additionOf(reader: Reader, spot: Spot, requires: ReadonlySet<string>): AdditionDefinition | undefined {
  if (!isMapping(spot.value)) return undefined;
  const kind = additionKind(reader, spot);
  const dest = textOf(reader, under(spot, 'dest'), absolutePathRule);
  if (!dest && kind) complain(reader, spot, 'value', { code: 'missing-key', message: "the addition has no 'dest'" });
  const common = { place: spot.source.place(spot.path, 'value'), to: wordOf(under(spot, 'to'), ['builder', 'target']) };
  const text = (key: string, rule: Parameters<typeof textOf>[2], why: string): Written | undefined => {
    const found = textOf(reader, under(spot, key), rule);
    if (!found)
      complain(reader, spot, 'value', { code: 'missing-key', message: `the addition has no '${key}'`, hint: why });
    return found;
  };
  switch (kind) {
    case 'git': {
      const url = text('git', urlRule, '');
      const ref = text('ref', revisionRule, 'a commit always means the same');
      return url && ref && dest && { ...common, kind, url, ref, dest };
    }
    case 'url': {
      const url = text('url', urlRule, '');
      const algorithm = under(spot, 'sha512') ? 'sha512' : 'sha256';
      const rule = algorithm === 'sha512' ? longChecksumRule : checksumRule;
      const checksum = text(algorithm, rule, 'without a checksum no file is fetched; `sha256sum` shows it');
      const second = algorithm === 'sha512' ? under(spot, 'sha256') : undefined;
      const message = "an addition has one of 'sha256' and 'sha512', not both";
      if (second) complain(reader, second, 'key', { code: 'clash', message, hint: 'keep one of them' });
      return url && checksum && dest && { ...common, kind, url, algorithm, checksum, dest };
    }
    case 'path': {
      const path = text('path', relativePathRule, '');
      return path && dest && { ...common, kind, path, dest };
    }
    case 'image': {
      const image = requiredImage(reader, spot, requires);
      const src = text('src', absolutePathRule, 'it is the path in that image');
      const from = wordOf(under(spot, 'from'), ['target', 'builder']);
      return image && src && dest && { ...common, kind, image, src, from, dest };
    }
    case undefined:
      return undefined;
  }
}

function additionKind(reader: Reader, spot: Spot): 'git' | 'url' | 'path' | 'image' | undefined {
  const kinds = ADDITION_KEYS.filter(([kind]) => under(spot, kind));
  const [first, second] = kinds;
  const wrong = (key: string | undefined, message: string) => {
    const at = key === undefined ? spot : (under(spot, key) ?? spot);
    const hint = key === undefined ? 'known are git, url, path and image' : 'write two additions';
    complain(reader, at, key === undefined ? 'value' : 'key', { code: key ? 'clash' : 'missing-key', message, hint });
  };
  if (!first) wrong(undefined, 'the addition does not say where it comes from');
  else if (second) wrong(second[0], `an addition has one of '${first[0]}' and '${second[0]}', not both`);
  if (!first || second) return undefined;
  for (const [kind, ...keys] of ADDITION_KEYS) {
    const strange = kind === first[0] ? [] : keys.flatMap((key) => under(spot, key) ?? []);
    for (const key of strange) {
      const message = `'${String(key.path.at(-1))}' means nothing beside '${first[0]}'`;
      complain(reader, key, 'key', { code: 'unknown-key', message, hint: `it goes with '${kind}'` });
    }
  }
  return first[0];
}

/** Only what is required is built before. */
function requiredImage(reader: Reader, spot: Spot, requires: ReadonlySet<string>): Written | undefined {
  const image = plainOf(reader, under(spot, 'image'), requiredRule);
  if (!image || requires.has(image.value) || requires.has(lastPart(image.value))) return image;
  const message = `'${image.value}' is not required, so that it may not be there to copy from`;
  reader.problems.push({ code: 'unknown-name', message, place: image.place, hint: "add it to 'requires'" });
  return undefined;
}

/** `base` may be `local/base`: which one is the graph's to say. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** One word is a file's name; anything else are lines. */
function dockerfileOf(reader: Reader, spot: Spot | undefined): DockerfileDefinition | undefined {
  if (!spot) return undefined;
  if (typeof spot.value === 'string' && !/\s/.test(spot.value.trim())) {
    const file = textOf(reader, spot, relativePathRule);
    return file && { kind: 'file', file };
  }
  const one = textOf(reader, spot, undefined, 'lines');
  const lines = isList(spot.value)
    ? itemsOf(spot).flatMap((item) => textOf(reader, item, undefined, 'lines') ?? [])
    : [];
  const all = one ? [one] : lines;
  for (const written of all) refuseFinalStage(reader, written);
  return { kind: 'lines', lines: all };
}

/** Stages before ours have names; one without would be the image itself, in place of ours. */
function refuseFinalStage({ problems }: Reader, { value, place, lines }: Written): void {
  for (const [index, line] of value.split('\n').entries()) {
    if (!/^\s*FROM\s/i.test(line) || /\sAS\s+\S+\s*$/i.test(line)) continue;
    problems.push({
      code: 'bad-value',
      message: "this 'FROM' would be the image: it is built on its parent already",
      place: lines?.[index] ?? place,
      hint: "leave it out, or name the stage to copy from with 'AS NAME'",
    });
  }
}
