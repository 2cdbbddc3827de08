// Images as a person thinks of them, and what such a person expects of a run. In: a shape, edits. Out: an images file, and
// an oracle's judgement: what has to be built, tested, named. Knows nothing of the program's own code, so that it can judge it.

import { stringify } from 'yaml';
import type { Random } from './random.ts';

export interface ModelImage {
  readonly name: string;
  readonly kind: 'gentoo' | 'script' | 'mirror';
  parent: string | undefined;
  /** what has to be there before, and decides nothing of a Gentoo image */
  readonly also: readonly string[];
  /** only of images without a parent; children have their parent's */
  readonly builder: string;
  packages: string[];
  hook: string;
  environment: Record<string, string>;
  /** name: text and whether it may be executed */
  files: Record<string, { text: string; executable: boolean }>;
  version: string | undefined;
  tag: string | undefined;
  latest: boolean;
  test: string | undefined;
  budget: number | undefined;
}

export interface ModelBuilder {
  cflags: string;
  makeopts: string;
  hook: string;
}

export interface Model {
  readonly builders: Record<string, ModelBuilder>;
  readonly images: ModelImage[];
  /** how it is written: changes of these change nothing */
  readonly look: { comment: string; indent: number; json: boolean; order: number; images: number };
}

export const STAGE3 = 'docker.io/gentoo/stage3:latest';
export const PORTAGE = 'docker.io/gentoo/portage:20261116';
export const MIRRORED = 'docker.io/library/registry:3';
const DATE = '20261116';

/** `a`, `b<a` (on a), `c<b+a` (on b, wants a too), `s!` (a script), `m=` (a mirror), `x@other` (another builder). */
export function modelOf(shape: readonly string[]): Model {
  const images = shape.map((word): ModelImage => {
    const [, name = '', mark, builder = 'default', needs] =
      /^([a-z]+)([!=])?(?:@([a-z]+))?(?:<(.+))?$/.exec(word) ?? [];
    const [first, ...more] = needs?.split('+') ?? [];
    const kind = mark === '!' ? 'script' : mark === '=' ? 'mirror' : 'gentoo';
    const isGentoo = kind === 'gentoo';
    return {
      ...{ name, kind, builder, packages: [`app-misc/${name}`], hook: `echo ${name}`, environment: {} },
      parent: isGentoo ? first : undefined,
      also: isGentoo ? more : first === undefined ? [] : [first, ...more],
      files: kind === 'mirror' ? {} : { motd: { text: `${name}\n`, executable: false } },
      ...{ version: undefined, tag: isGentoo ? undefined : '1', latest: false, test: undefined, budget: undefined },
    };
  });
  const builder = (): ModelBuilder => ({ cflags: '-O2', makeopts: '-j2', hook: 'echo builder' });
  return {
    builders: { default: builder(), other: builder() },
    images,
    look: { comment: '', indent: 2, json: false, order: 0, images: 0 },
  };
}

/** The images file, as YAML. */
export function yamlOf({ builders, images, look }: Model, random: (seed: number) => Random): string {
  const shuffled = (value: object): object => {
    if (look.order === 0) return value;
    return Object.fromEntries(random(look.order).shuffle(Object.entries(value)));
  };
  const written = images.map((image) => shuffled(imageYaml(image, shuffled)));
  const document = shuffled({
    registry: 'ghcr.io/acme',
    software: Object.fromEntries(images.flatMap(({ name, version }) => (version ? [[name, { version }]] : []))),
    builders: Object.fromEntries(
      Object.entries(builders).map(([name, { cflags, makeopts, hook }]) => {
        const make_conf = shuffled({ CFLAGS: cflags, MAKEOPTS: makeopts });
        return [name, shuffled({ stage3: STAGE3, portage: PORTAGE, make_conf, configure_builder: `${hook}\n` })];
      }),
    ),
    images: look.images === 0 ? written : random(look.images).shuffle(written),
  });
  const text = look.json
    ? JSON.stringify(document, undefined, look.indent)
    : stringify(document, { indent: look.indent });
  return `${look.comment === '' ? '' : `# ${look.comment}\n\n`}${text}\n`;
}

function imageYaml(image: ModelImage, shuffled: (value: object) => object): object {
  const { name, kind, parent, also, tag, latest, test, budget, hook } = image;
  const common = {
    ...{ name, latest, requires: [...(parent === undefined ? [] : [parent]), ...also] },
    ...(tag !== undefined && { tag }),
    ...(test !== undefined && { test }),
  };
  if (kind === 'mirror') return { ...common, type: 'mirror', source: MIRRORED };
  if (kind === 'script') return { ...common, type: 'script', command: `${hook}\n`, inputs: [`${name}/**`] };
  const build = {
    packages: image.packages,
    finish_rootfs_build: `${hook}\n`,
    environment: shuffled(image.environment),
    add: [{ path: name, dest: `/etc/${name}` }],
  };
  return {
    ...common,
    ...(parent === undefined && { builder: image.builder }),
    ...(budget !== undefined && { size_budget: budget }),
    build: shuffled(build),
  };
}

/** What there is, as a person would remember it. */
export interface Memory {
  readonly targets: Set<string>;
  readonly builders: Set<string>;
  readonly passed: Set<string>;
  /** what a name for people leads to */
  readonly names: Map<string, string>;
}

export const noMemory = (): Memory => ({
  targets: new Set(),
  builders: new Set(),
  passed: new Set(),
  names: new Map(),
});

/** All that makes an image what it is, written out. */
export function contentOf(model: Model, name: string): string {
  const image = imageOf(model, name);
  const { kind, packages, hook, environment, files, version, parent, also } = image;
  const flat = Object.entries(files).map(([path, { text, executable }]) => `${path} ${String(executable)} ${text}`);
  if (kind === 'mirror') return name;
  // A version counts where it gives the tag: then it is promised.
  const own = { name, hook, files: flat.sort(), version: image.tag === undefined ? version : undefined };
  if (kind === 'script') return JSON.stringify({ ...own, on: also.map((one) => contentOf(model, one)) });
  const variables = Object.entries(environment).sort();
  const on = parent === undefined ? builderContent(model, image.builder) : contentOf(model, parent);
  return JSON.stringify({ ...own, packages, variables, on });
}

function builderContent({ builders }: Model, name: string): string {
  const { cflags, hook } = builders[name] ?? { cflags: '', hook: '' };
  return JSON.stringify({ cflags, hook, name: '' });
}

/** All names for people, the chief one first. */
export function namesOf({ tag, version, latest }: ModelImage): string[] {
  return [...new Set([tag ?? version ?? DATE, ...(latest ? ['latest'] : [])])];
}

/** What an image has to pass; undefined where that is nothing. */
export function demandsOf({ test, budget, kind }: ModelImage): string | undefined {
  return test === undefined && (budget === undefined || kind !== 'gentoo')
    ? undefined
    : `${test ?? ''} ${budget ?? ''}`;
}

export function imageOf({ images }: Model, name: string): ModelImage {
  const found = images.find((image) => image.name === name);
  if (!found) throw new Error(`no image ${name}`);
  return found;
}

/** What a run has to do, by image; what has nothing to do is not in it. Remembers it as done. */
export function judge(model: Model, memory: Memory): Map<string, string> {
  const work = new Map<string, string>();
  const isBuilt = (name: string): boolean => ['build', 'rebuild'].includes(work.get(name) ?? '');
  // Whoever is built needs the builder of what it stands on: the lowest ones are decided last.
  for (const image of [...model.images].reverse()) {
    const content = contentOf(model, image.name);
    const isStart = model.images.some((child) => child.parent === image.name && isBuilt(child.name));
    const demands = demandsOf(image);
    const isNamed = namesOf(image).every((tag) => memory.names.get(`${image.name}:${tag}`) === content);
    if (!memory.targets.has(content)) work.set(image.name, 'build');
    else if (isStart && !memory.builders.has(content)) work.set(image.name, 'rebuild');
    else if (demands !== undefined && !memory.passed.has(`${content} ${demands}`)) work.set(image.name, 'test');
    else if (!isNamed) work.set(image.name, 'tag');
  }
  for (const name of Object.keys(model.builders)) {
    const content = builderContent(model, name);
    const key = `${name} ${content}`;
    const isStart = model.images.some(
      (image) => image.kind === 'gentoo' && image.parent === undefined && image.builder === name && isBuilt(image.name),
    );
    if (isStart && !memory.builders.has(key))
      work.set(name === 'default' ? 'builder-scratch' : `builder-scratch-${name}`, 'build');
    if (isStart) memory.builders.add(key);
  }
  for (const image of model.images) remember(model, memory, image, isBuilt(image.name), work.has(image.name));
  return work;
}

function remember(model: Model, memory: Memory, image: ModelImage, isBuilt: boolean, isDone: boolean): void {
  if (!isDone) return;
  const content = contentOf(model, image.name);
  memory.targets.add(content);
  if (isBuilt) memory.builders.add(content);
  const demands = demandsOf(image);
  if (demands !== undefined) memory.passed.add(`${content} ${demands}`);
  for (const tag of namesOf(image)) memory.names.set(`${image.name}:${tag}`, content);
}
