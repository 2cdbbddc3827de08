import { describe, expect, it } from 'vitest';
import type { Catalog, GentooImage } from '../../src/core/catalog.ts';
import { fillCatalog } from '../../src/core/defaults.ts';
import { parseDefinition } from '../../src/core/definition.ts';
import { UserError } from '../../src/core/problem.ts';
import { dateOfReference } from '../../src/core/snapshot-date.ts';
import { parseSource } from '../../src/core/source.ts';

const BUILDERS = 'builders: {default: {stage3: a/b:c, portage: a/p:20261116}}\n';

function catalogOf(text: string, dates: readonly [string, string][] = []): Catalog {
  return fillCatalog(parseDefinition([parseSource('images.yaml', text)]), { dates: new Map(dates) });
}

function imageOf(lines: string, top = ''): GentooImage {
  return gentoo(catalogOf(`${BUILDERS}${top}\nimages:\n  - {${lines}}\n`))[0] ?? unreachable();
}

function gentoo({ images }: Catalog): GentooImage[] {
  return images.flatMap((image) => (image.type === 'gentoo' ? [image] : []));
}

function unreachable(): never {
  throw new Error('no image');
}

describe('an image that says only its name', () => {
  it('has every default', () => {
    const { place, ...image } = imageOf('name: base');
    expect(place).toMatchObject({ line: 4, column: 12, length: 4 });
    expect(image).toEqual({
      ...{ name: 'base', section: '', identity: 'base', platform: 'linux/amd64', type: 'gentoo' },
      ...{ requires: [], builder: undefined, packages: [], environment: new Map(), tests: [] },
      ...{ builderPackages: [], script: undefined, provided: { root: [], builder: [] }, add: [], refresh: undefined },
      ...{ keep: [], dockerfile: undefined, capabilities: [], secrets: [], network: undefined, stateDrop: [] },
      ...{ sizeBudget: undefined, closure: 'warn', allowReplace: [], scope: undefined },
      ...{ configureBuilder: undefined, configureRootfsBuild: undefined, finishRootfsBuild: undefined },
      ...{ timeout: 360, runner: undefined },
      tags: {
        ...{ explicit: undefined, package: undefined, version: undefined, latest: true, check: 'fail', more: [] },
        names: expect.any(Map) as unknown,
      },
      target: {
        ...{ entrypoint: undefined, cmd: undefined, user: undefined, workdir: undefined, env: new Map() },
        ...{ expose: [], volumes: [], labels: new Map(), healthcheck: undefined, stopSignal: undefined, onbuild: [] },
      },
      configuration: {
        ...{ makeConf: new Map(), packageUse: [], packageAcceptKeywords: [], packageMask: [], packageUnmask: [] },
        ...{ packageLicense: [], packageEnv: [], useMask: [], useForce: [], profile: undefined },
      },
    });
  });
});

describe('identity', () => {
  it.each([
    ['name: a', '', 'a'],
    ['name: a', 'section: local', 'local/a'],
    ['name: a, section: tools/x', 'section: local', 'tools/x/a'],
  ])('of {%s} with %j', (lines, top, identity) => {
    expect(imageOf(lines, top).identity).toBe(identity);
  });
});

describe('tags', () => {
  it.each<[string, string, Partial<Record<'explicit' | 'version', string>>, boolean]>([
    ['name: base', '', {}, true],
    ['name: node', '', {}, false],
    ['name: base, latest: false', '', {}, false],
    ['name: node, latest: true', '', {}, true],
    ['name: node', 'software: {node: {version: 22.10}}', { version: '22.10' }, false],
    [
      'name: node, tag: "${{ software.node.version }}-r1"',
      'software: {node: {version: 22.10}}',
      { version: '22.10', explicit: '22.10-r1' },
      false,
    ],
    ['name: node, tag: "${{ builder.portage }}"', '', { explicit: '20261116' }, false],
  ])('of {%s} with %j', (lines, top, { explicit, version }, latest) => {
    const { tags } = imageOf(lines, top);
    expect([tags.explicit?.value, tags.version?.value, tags.latest]).toEqual([explicit, version, latest]);
  });

  it('are only warned of when the image says so', () => {
    expect(imageOf('name: a, tag_check: warn').tags.check).toBe('warn');
  });
});

describe('tests', () => {
  it.each<[string, object[]]>([
    ["sh -c 'a b'", [{ title: "sh -c 'a b'", argv: ['sh', '-c', 'a b'], keepEntrypoint: false }]],
    ['[a, "b c"]', [{ title: 'a b c', argv: ['a', 'b c'], keepEntrypoint: false }]],
    ['{args: [--version]}', [{ title: '--version', argv: ['--version'], keepEntrypoint: true }]],
    ['{args: []}', [{ title: '', argv: [], keepEntrypoint: true }]],
    ['[{run: a}, {run: [b], args: [c]}]', [{ argv: ['a'] }, { argv: ['b', 'c'], keepEntrypoint: false }]],
    [
      '{run: a, exit_code: 1, timeout: 5, stdout: 1.10, env: {A: 010}}',
      [{ exitCode: 1, timeout: 5, stdout: '1.10', env: new Map([['A', '010']]) }],
    ],
    ['a', [{ exitCode: 0, timeout: 60, stdout: undefined, env: new Map() }]],
    ['"v ${{ vars.x }}"', [{ argv: ['v', '1.0'] }]],
    ['["${{ vars.blank }}"]', [{ argv: ['a b'] }]],
  ])('%s', (test, expected) => {
    expect(imageOf(`name: base, test: ${test}`, 'vars: {x: 1.0, blank: a b}').tests).toMatchObject(expected);
  });
});

describe('the date of the snapshot', () => {
  const text = (portage: string) =>
    `builders: {default: {stage3: a/b:c, portage: ${portage}}}\nimages: [{name: base, env: {D: "\${{ builder.portage }}"}}]\n`;

  it.each<[string, [string, string][], string]>([
    ['a/p:20261116', [], '20261116'],
    ['a/p:20261116', [['default', '20261117']], '20261117'],
    ['a/p:latest', [], 'latest'],
    ['a/p:latest', [['default', '20261118']], '20261118'],
    ['{path: tree}', [], 'latest'],
    ['{path: tree, date: 20261119}', [], '20261119'],
  ])('of %s, pinned %j', (portage, dates, date) => {
    expect(gentoo(catalogOf(text(portage), dates))[0]?.target.env.get('D')).toBe(date);
  });

  it('is read from a tag', () => {
    expect(dateOfReference('docker.io/gentoo/portage:20261116')).toBe('20261116');
    expect(dateOfReference(`host:5000/p:20261116@sha256:${'0'.repeat(64)}`)).toBe('20261116');
    for (const none of ['p:latest', 'host:20261116/p', 'p:20261316', 'p:2026111', 'p:20261116a', '', 'p']) {
      expect(dateOfReference(none)).toBeUndefined();
    }
  });
});

describe('builders', () => {
  it('are filled', () => {
    const { builders } = catalogOf(`builders:
  default:
    stage3: a/b:\${{ vars.flavour }}
    portage: {path: tree}
    make_conf: {USE: "-X"}
    overlays: [{name: x, path: overlay}, {name: y, path: other, priority: 9999}]
    configure_builder: emerge \${{ platform.arch }}
vars: {flavour: musl}
images: []
`);
    expect(builders.get('default')).toMatchObject({
      stage3: { value: 'a/b:musl' },
      portage: { kind: 'folder', path: 'tree', date: undefined },
      configuration: { makeConf: new Map([['USE', '-X']]) },
      overlays: [
        { name: 'x', priority: 50 },
        { name: 'y', priority: 9999 },
      ],
      configureBuilder: { text: 'emerge amd64\n', lines: [{ line: 7 }] },
      finishBuild: undefined,
    });
  });

  it('are inherited by whoever names none, for the date too', () => {
    const builder = (date: string) => `{stage3: a/b, portage: 'a/p:${date}'}`;
    const images = gentoo(
      catalogOf(`builders: {default: ${builder('20261116')}}
section: s
images:
  - {name: a, builder: default, tag: "\${{ builder.portage }}"}
  - {name: b, requires: s/a, tag: "\${{ builder.portage }}"}
  - {name: ring, requires: circle, tag: "\${{ builder.portage }}"}
  - {name: circle, requires: ring, tag: "\${{ builder.portage }}"}
`),
    );
    expect(images.map(({ tags }) => tags.explicit?.value)).toEqual(Array<string>(4).fill('20261116'));
    expect(images.map((image) => image.builder?.value)).toEqual(['default', undefined, undefined, undefined]);
  });
});

it('texts that are wrong only once the date is known are refused', () => {
  const text = `builders: {default: {stage3: a/b, portage: a/p}}\nimages: [{name: a, tag: "\${{ builder.portage }}"}]\n`;
  expect(catalogOf(text).images[0]?.tags.explicit?.value).toBe('latest');
  expect(() => catalogOf(text, [['default', 'no tag']])).toThrow(UserError);
});

it('values are data: neither read as an expression again nor split', () => {
  const image = imageOf(
    'name: a, env: {A: "${{ vars.a }}"}, build: {packages: ["${{ vars.p }}"]}',
    'vars: {a: "${{ vars.b }}", p: a/b}',
  );
  expect(image.target.env.get('A')).toBe('${{ vars.b }}');
  expect(() => imageOf('name: a, build: {packages: "${{ vars.p }}"}', 'vars: {p: a/b c/d}')).toThrow(/white space/);
});

it('hooks end with a newline', () => {
  expect(imageOf('name: a, build: {configure_builder: echo}').configureBuilder?.text).toBe('echo\n');
});

describe('builders that extend others', () => {
  const { builders } = catalogOf(`builders:
  default:
    stage3: a/b:c
    portage: 20261116
    make_conf: {A: "1", B: "2"}
    package_use: [a/b x]
    environment: {E: a}
    overlays: [{name: one, path: one}, {name: two, path: two}]
    configure_builder: echo \${{ builder.portage }}
    finish_build: echo parent
    patches: ./patches//
  child:
    extends: default
    portage: latest
    make_conf: {B: "3"}
    package_use: [a/b y]
    overlays: [{name: two, path: own}]
    finish_build: echo child
  grandchild: {extends: child, stage3: {variant: musl, date: 20261115}, portage_scope: packages}
images: []
`);

  it('merge mappings, append lists, and take the rest from the nearest', () => {
    expect(builders.get('child')).toMatchObject({
      name: 'child',
      stage3: { value: 'a/b:c' },
      stage3Archive: undefined,
      portage: { kind: 'image', reference: 'docker.io/gentoo/portage:latest' },
      configuration: {
        makeConf: new Map([
          ['A', '1'],
          ['B', '3'],
        ]),
        packageUse: ['a/b x', 'a/b y'],
      },
      environment: new Map([['E', 'a']]),
      overlays: [{ path: 'one' }, { path: 'own' }],
      configureBuilder: { text: 'echo latest\n' },
      finishBuild: { text: 'echo child\n' },
      patches: { path: 'patches' },
      scope: 'snapshot',
    });
  });

  it('go on over generations', () => {
    expect(builders.get('grandchild')).toMatchObject({
      stage3: { value: 'musl' },
      stage3Archive: { kind: 'variant', date: '20261115' },
      finishBuild: { text: 'echo child\n' },
      scope: 'packages',
    });
    expect(builders.get('default')).toMatchObject({
      portage: { reference: 'docker.io/gentoo/portage:20261116' },
      configureBuilder: { text: 'echo 20261116\n' },
    });
  });
});

describe('several platforms', () => {
  it('are an image each, with its own values', () => {
    const { images } = catalogOf(
      `${BUILDERS}images: [{name: a, platforms: [linux/amd64, linux/arm/v7], env: {A: "\${{ platform.arch }}"}}]\n`,
    );
    expect(images).toMatchObject([
      { identity: 'a', platform: 'linux/amd64', target: { env: new Map([['A', 'amd64']]) } },
      { identity: 'a', platform: 'linux/arm/v7', target: { env: new Map([['A', 'arm']]) } },
    ]);
  });
});

describe('what an image says of its build and target', () => {
  it('is carried into the catalog', () => {
    const image = imageOf(
      `name: a, requires: base, size_budget: 1.5 MB, closure: 'off', state: {drop: [a/b]}, allow_replace: [/lib],
      expose: [80, 53/udp], volumes: [/data], labels: {l: 1.0}, stop_signal: TERM, onbuild: [RUN a],
      healthcheck: {test: curl x, interval: 1m30s, timeout: 500ms, retries: 2},
      build: {builder_packages: a/b c/d, provided: {root: [e/f-1]}, script: ./s.sh, refresh: weekly, keep: [man, man],
        dockerfile: [FROM a AS b, COPY --from=b /c /c], capabilities: [CAP_SYS_PTRACE], secrets: [T], network: none,
        add: [{path: ./f, dest: /f}, {image: base, src: /s, dest: /d, to: target}]},
      test: [{script: ./t.sh}, {healthcheck: true}]`.replaceAll('\n', ' '),
    );
    expect(image).toMatchObject({
      sizeBudget: { value: 1_500_000 },
      closure: 'off',
      stateDrop: [{ value: 'a/b' }],
      allowReplace: ['/lib'],
      builderPackages: [{ value: 'a/b' }, { value: 'c/d' }],
      provided: { root: [{ value: 'e/f-1' }], builder: [] },
      script: { path: 's.sh' },
      refresh: 'weekly',
      keep: ['man'],
      dockerfile: { lines: { text: 'FROM a AS b\nCOPY --from=b /c /c\n', lines: [{ line: 4 }, { line: 4 }] } },
      ...{ capabilities: ['SYS_PTRACE'], secrets: [{ value: 'T' }], network: 'none' },
      add: [
        { kind: 'path', path: 'f', to: 'builder' },
        { kind: 'image', image: { value: 'base' }, from: 'target', to: 'target' },
      ],
      tests: [
        { kind: 'script', title: 't.sh', file: { path: 't.sh' }, timeout: 60 },
        { kind: 'healthcheck', healthy: 3, within: 30 },
      ],
    });
    expect(image.target).toMatchObject({
      ...{ expose: ['80/tcp', '53/udp'], volumes: ['/data'], stopSignal: 'TERM', onbuild: ['RUN a'] },
      labels: new Map([['l', '1.0']]),
      healthcheck: { test: ['CMD-SHELL', 'curl x'], interval: 90e9, timeout: 5e8, startPeriod: undefined, retries: 2 },
    });
  });
});

describe('scripts and mirrors', () => {
  it('do without builders', () => {
    const { images, defaultBuilder } = catalogOf(`section: s
images:
  - {name: a, type: script, tag: 1, command: bash -e tools/a.sh now}
  - {name: b, type: script, tag: 1, command: make, inputs: [Makefile, "src/**"]}
  - {type: fetch, source: "quay.io/x/redis:\${{ vars.v }}", requires: a}
vars: {v: 7.2}
`);
    expect(defaultBuilder).toBe('');
    expect(images).toMatchObject([
      {
        type: 'script',
        identity: 's/a',
        inputs: [{ value: 'tools/a.sh' }],
        command: { text: expect.any(String) as string },
      },
      { type: 'script', inputs: [{ value: 'Makefile' }, { value: 'src/**' }] },
      {
        type: 'mirror',
        identity: 's/redis',
        source: { value: 'quay.io/x/redis:7.2' },
        tags: { explicit: { value: '7.2' } },
      },
    ]);
  });
});

it('what cannot be carried out yet is told in the order of the file, with the image that says it', () => {
  const { notYet } = catalogOf(`builders:
  default: {stage3: a/b, portage: latest}
  musl: {extends: default, stage3: {variant: musl}}
section: s
images:
  - {name: a, platforms: [linux/amd64, linux/arm64]}
`);
  expect(notYet).toMatchObject([
    { stage: 'plan', words: 'variant', identity: undefined, place: { line: 3 } },
    { stage: 'plan', words: 'platforms: [linux/amd64, linux/arm64]', identity: 's/a', place: { line: 6 } },
  ]);
});
