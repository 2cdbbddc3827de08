// Catalogs without YAML. In: what differs from the plainest image there is. Out: a `Catalog`, `Graph`, `Facts`.

import type { Builder, Catalog, Hook, Image, Placed, PortageConfiguration } from '../../src/core/catalog.ts';
import { type Fingerprint, printFingerprints } from '../../src/core/fingerprint.ts';
import { type Graph, linkGraph } from '../../src/core/graph.ts';
import type { Facts } from '../../src/core/pins.ts';
import { formatProblem, type Place, UserError } from '../../src/core/problem.ts';

export const STAGE3 = 'docker.io/gentoo/stage3:latest';
export const PORTAGE = 'docker.io/gentoo/portage:20261116';
export const DATE = '20261116';
export const DIGEST = `sha256:${'a'.repeat(64)}`;
export const OTHER_DIGEST = `sha256:${'b'.repeat(64)}`;
export const PLATFORM = 'linux/amd64';

/** A place in line `line`, whose text is `text`. */
export function placeAt(line: number, text: string): Place {
  return { file: 'images.yaml', line, column: 3, length: text.length, text: `  ${text}` };
}

export function placed(value: string, line = 1): Placed<string> {
  return { value, place: placeAt(line, value) };
}

export function hook(text: string, line = 1): Hook {
  const lines = text.trimEnd().split('\n');
  return { text, place: placeAt(line, 'hook'), lines: lines.map((words, index) => placeAt(line + index, words)) };
}

export const PLAIN_PORTAGE: PortageConfiguration = {
  makeConf: new Map(),
  packageUse: [],
  packageAcceptKeywords: [],
  packageMask: [],
  packageUnmask: [],
  packageLicense: [],
  packageEnv: [],
  useMask: [],
  useForce: [],
  profile: undefined,
};

export function makeBuilder(own: Partial<Builder> = {}): Builder {
  return {
    name: 'default',
    place: placeAt(1, 'default'),
    stage3: placed(STAGE3),
    portage: { kind: 'image', reference: PORTAGE, place: placeAt(1, PORTAGE) },
    configuration: PLAIN_PORTAGE,
    environment: new Map(),
    overlays: [],
    configureBuilder: undefined,
    finishBuild: undefined,
    ...own,
  };
}

/** `requires` and `builder` as words; everything else as a catalog has it. */
export interface ImageWords extends Partial<Omit<Image, 'requires' | 'builder' | 'packages'>> {
  readonly requires?: string | readonly string[];
  readonly builder?: string;
  readonly packages?: readonly string[];
}

export function makeImage({ requires = [], builder, packages = [], ...own }: ImageWords = {}): Image {
  const name = own.name ?? 'base';
  const section = own.section ?? '';
  return {
    name,
    section,
    identity: section === '' ? name : `${section}/${name}`,
    platform: PLATFORM,
    place: placeAt(10, `name: ${name}`),
    type: 'gentoo',
    requires: [requires].flat().map((one) => placed(one, 11)),
    builder: builder === undefined ? undefined : placed(builder),
    tags: { explicit: undefined, version: undefined, latest: false, check: 'fail' },
    packages: packages.map((one) => placed(one, 12)),
    configuration: PLAIN_PORTAGE,
    environment: new Map(),
    configureBuilder: undefined,
    configureRootfsBuild: undefined,
    finishRootfsBuild: undefined,
    target: { entrypoint: undefined, cmd: undefined, user: undefined, workdir: undefined, env: new Map() },
    tests: [],
    timeout: 60,
    runner: undefined,
    ...own,
  };
}

export function makeCatalog(images: readonly Image[], own: Partial<Catalog> = {}): Catalog {
  return {
    file: 'images.yaml',
    registry: 'ghcr.io/acme',
    section: '',
    registries: new Map(),
    builders: new Map([['default', makeBuilder()]]),
    defaultBuilder: 'default',
    images,
    ...own,
  };
}

/** base <- go <- hydra, and lone beside them. */
export function chain(): Image[] {
  return [
    makeImage({ name: 'base' }),
    makeImage({ name: 'go', requires: 'base' }),
    makeImage({ name: 'hydra', requires: 'go' }),
    makeImage({ name: 'lone' }),
  ];
}

export function makeGraph(images: readonly Image[] = chain(), own: Partial<Catalog> = {}): Graph {
  return linkGraph(makeCatalog(images, own));
}

export const FACTS: Facts = {
  pins: { scheme: 1, names: { [STAGE3]: { digest: DIGEST }, [PORTAGE]: { digest: OTHER_DIGEST } } },
  trees: new Map(),
};

export function printsOf(graph: Graph, facts = FACTS): Map<string, Fingerprint> {
  return printFingerprints(graph, facts);
}

/** The problems of a `UserError` as a terminal shows them. */
export function problemsOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error.problems.map(formatProblem).join('\n');
    throw error;
  }
  return '';
}
