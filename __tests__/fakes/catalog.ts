// Catalogs without YAML. In: what differs from the plainest image there is. Out: a `Catalog`, `Graph`, `Facts`.

import type { AnyImage, Builder, Catalog, GentooImage, Hook, Image, MirrorImage } from '../../src/core/catalog.ts';
import type { PortageConfiguration, ScriptImage, TagRules, TargetConfiguration } from '../../src/core/catalog.ts';
import { type Fingerprint, printFingerprints } from '../../src/core/fingerprint.ts';
import { type Graph, linkGraph } from '../../src/core/graph.ts';
import type { Facts } from '../../src/core/pins.ts';
import { formatProblem, type Place, type Placed, UserError } from '../../src/core/problem.ts';

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

export const PLAIN_TAGS: TagRules = {
  explicit: undefined,
  package: undefined,
  version: undefined,
  latest: false,
  more: [],
  names: new Map(),
  check: 'fail',
};

export const PLAIN_TARGET: TargetConfiguration = {
  ...{ entrypoint: undefined, cmd: undefined, user: undefined, workdir: undefined, env: new Map() },
  ...{ expose: [], volumes: [], labels: new Map(), healthcheck: undefined, stopSignal: undefined, onbuild: [] },
};

export function makeBuilder(own: Partial<Builder> = {}): Builder {
  return {
    name: 'default',
    place: placeAt(1, 'default'),
    stage3: placed(STAGE3),
    stage3Archive: undefined,
    portage: { kind: 'image', reference: PORTAGE, place: placeAt(1, PORTAGE) },
    configuration: PLAIN_PORTAGE,
    environment: new Map(),
    overlays: [],
    gitOverlays: [],
    patches: undefined,
    script: undefined,
    configureBuilder: undefined,
    finishBuild: undefined,
    scope: 'snapshot',
    ...own,
  };
}

/** `requires` and `builder` as words; everything else as a catalog has it. */
export interface ImageWords extends Partial<Omit<GentooImage, 'requires' | 'builder' | 'packages'>> {
  readonly requires?: string | readonly string[];
  readonly builder?: string;
  readonly packages?: readonly string[];
}

type CommonWords = Partial<Omit<AnyImage, 'requires'>> & Pick<ImageWords, 'requires'>;

function common({ requires = [], ...own }: CommonWords): AnyImage {
  const name = own.name ?? 'base';
  const section = own.section ?? '';
  return {
    name,
    section,
    identity: section === '' ? name : `${section}/${name}`,
    platform: PLATFORM,
    place: placeAt(10, `name: ${name}`),
    requires: [requires].flat().map((one) => placed(one, 11)),
    tags: PLAIN_TAGS,
    timeout: 60,
    runner: undefined,
  };
}

export function makeImage({ requires = [], builder, packages = [], ...own }: ImageWords = {}): GentooImage {
  return {
    ...common({ ...own, requires }),
    type: 'gentoo',
    builder: builder === undefined ? undefined : placed(builder),
    packages: packages.map((one) => placed(one, 12)),
    ...{ builderPackages: [], script: undefined, provided: { root: [], builder: [] }, add: [], refresh: undefined },
    ...{ keep: [], dockerfile: undefined, capabilities: [], secrets: [], network: undefined, stateDrop: [] },
    ...{ sizeBudget: undefined, closure: 'warn', allowReplace: [], scope: undefined },
    configuration: PLAIN_PORTAGE,
    environment: new Map(),
    configureBuilder: undefined,
    configureRootfsBuild: undefined,
    finishRootfsBuild: undefined,
    target: PLAIN_TARGET,
    tests: [],
    ...own,
  };
}

/** `certificates`, made by a script. */
export function makeScript({
  requires = [],
  ...own
}: CommonWords & Partial<Omit<ScriptImage, 'requires'>> = {}): ScriptImage {
  const named = { name: 'certificates', ...own };
  return {
    ...common({ ...named, requires }),
    type: 'script',
    command: hook('./build-certificates.sh\n'),
    inputs: [placed('certificates/**')],
    tests: [],
    ...named,
  };
}

export const MIRRORED = 'docker.io/library/registry:3';

/** `registry`, mirrored. */
export function makeMirror({
  requires = [],
  ...own
}: CommonWords & Partial<Omit<MirrorImage, 'requires'>> = {}): MirrorImage {
  const named = { name: 'registry', ...own };
  return { ...common({ ...named, requires }), type: 'mirror', source: placed(MIRRORED), ...named };
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
    notYet: [],
    ...own,
  };
}

/** base <- go <- hydra, and lone beside them. */
export function chain(): GentooImage[] {
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
