import { describe, expect, test } from 'vitest';
import { type BuilderNode, type GentooNode, nodeOf } from '../../src/core/graph.ts';
import {
  coreRecipe,
  endHook,
  epochOf,
  hooksOf,
  imageRecipe,
  type Recipe,
  scratchRecipe,
} from '../../src/core/recipe.ts';
import {
  hook,
  type ImageWords,
  makeBuilder,
  makeGraph,
  makeImage,
  placed,
  placeAt,
  PLAIN_PORTAGE,
  PLAIN_TAGS,
} from '../fakes/catalog.ts';

const options = { epoch: 1_794_787_200, tree: 'abc', snapshotPath: '/var/db/repos/gentoo' };
const filesOf = ({ files }: Recipe): Record<string, string> => Object.fromEntries(files);

function builderNode(own: Parameters<typeof makeBuilder>[0] = {}): BuilderNode {
  const graph = makeGraph([makeImage()], { builders: new Map([['default', makeBuilder(own)]]) });
  return nodeOf(graph, 'builder-scratch@linux/amd64') as BuilderNode;
}
function imageNode(own: ImageWords = {}, builder: Parameters<typeof makeBuilder>[0] = {}): GentooNode {
  const builders = new Map([['default', makeBuilder(builder)]]);
  const graph = makeGraph([makeImage(), makeImage({ name: 'go', requires: 'base', ...own })], { builders });
  return nodeOf(graph, `${own.section === undefined ? '' : `${own.section}/`}go@linux/amd64`) as GentooNode;
}

const everything = {
  ...PLAIN_PORTAGE,
  makeConf: new Map([
    ['COMMON_FLAGS', '-O2 -pipe'],
    ['CFLAGS', '${COMMON_FLAGS} -DX="a\\b"'],
  ]),
  packageUse: ['a/b c', '*/* -d'],
  packageAcceptKeywords: ['a/b ~amd64'],
  packageMask: ['a/c'],
  packageUnmask: ['a/d'],
  packageLicense: ['a/e X'],
  packageEnv: ['a/f slow.conf'],
  useMask: ['a/g -h'],
  useForce: ['a/i j'],
  profile: 'default/linux/amd64/23.0/musl',
};
const portageFiles = {
  'portage/make.conf': 'COMMON_FLAGS="-O2 -pipe"\nCFLAGS="${COMMON_FLAGS} -DX=\\"a\\\\b\\""\n',
  'portage/package.use': 'a/b c\n*/* -d\n',
  'portage/package.accept_keywords': 'a/b ~amd64\n',
  'portage/package.mask': 'a/c\n',
  'portage/package.unmask': 'a/d\n',
  'portage/package.license': 'a/e X\n',
  'portage/package.env': 'a/f slow.conf\n',
  'portage/profile/use.mask': 'a/g -h\n',
  'portage/profile/use.force': 'a/i j\n',
  'portage/make.profile': 'default/linux/amd64/23.0/musl',
};

test('the core: configuration, overlays and patches', () => {
  const overlays = [{ name: 'mine', path: 'overlay', priority: 60, place: placeAt(1, 'x') }];
  const recipe = coreRecipe(
    builderNode({
      configuration: everything,
      overlays,
      patches: { path: 'fixes', place: placeAt(1, 'x') },
      configureBuilder: hook('no\n'),
    }),
    options,
  );
  expect(recipe.folders).toEqual([
    { from: 'overlay', to: 'overlays/mine/tree' },
    { from: 'fixes', to: 'patches' },
  ]);
  expect(filesOf(recipe)).toEqual({
    ...portageFiles,
    'overlays/mine/repos.conf': '[mine]\nlocation = /var/db/repos/mine\npriority = 60\nauto-sync = no\n',
    'job.env':
      'GIB_MODE=core\0GIB_GENERATION=000\0GIB_LABEL=builder\0GIB_EPOCH=1794787200\0GIB_SNAPSHOT=/var/db/repos/gentoo\0GIB_TREE=abc\0GIB_ORDER=\0',
  });
});

test('the plainest core', () => {
  expect(Object.keys(filesOf(coreRecipe(builderNode(), options)))).toEqual(['job.env']);
});

test('the scratch: the builder’s hook', () => {
  const node = builderNode({
    configuration: everything,
    configureBuilder: hook('a\nb\n'),
    environment: new Map([['A', 'b']]),
  });
  expect(filesOf(scratchRecipe(node, options))).toEqual({
    'hooks/configure_builder': 'a\nb\n:\n',
    environment: 'A=b\0',
    'job.env':
      'GIB_MODE=scratch\0GIB_GENERATION=000\0GIB_LABEL=scratch\0GIB_EPOCH=1794787200\0GIB_SNAPSHOT=/var/db/repos/gentoo\0GIB_TREE=abc\0GIB_ORDER=script:builder-script hook:configure_builder\0',
  });
});

test('an image: everything', () => {
  const own = {
    packages: ['dev-lang/go', '@world'],
    builderPackages: [placed('dev-lang/nasm')],
    provided: { root: [placed('sys-apps/x-1')], builder: [placed('sys-apps/y-2'), placed('sys-apps/z-3')] },
    stateDrop: [placed('dev-libs/old')],
    allowReplace: ['/usr/lib/terminfo'],
    keep: ['doc', 'man'] as const,
    tags: { ...PLAIN_TAGS, package: { atom: placed('dev-lang/go'), in: 'builder' as const } },
    configuration: everything,
    environment: new Map([['A', 'mine']]),
    configureBuilder: hook('1\n'),
    configureRootfsBuild: hook('2\n'),
    finishRootfsBuild: hook('[[ -e x ]] && y\n'),
    script: { path: 'go.sh', place: placeAt(1, 'x') },
  };
  const builder = {
    environment: new Map([
      ['A', 'theirs'],
      ['B', 'c\nd "$x"'],
    ]),
    finishBuild: hook('4\n'),
    script: { path: 'all.sh', place: placeAt(1, 'x') },
  };
  const recipe = imageRecipe(imageNode(own, builder), ['000.tar', '001.tar'], options);
  expect(recipe.folders).toEqual([]);
  expect(recipe.scripts).toEqual([
    { from: 'go.sh', to: 'hooks/script' },
    { from: 'all.sh', to: 'hooks/builder-script' },
  ]);
  expect(filesOf(recipe)).toEqual({
    ...portageFiles,
    'hooks/configure_builder': '1\n:\n',
    'hooks/configure_rootfs_build': '2\n:\n',
    'hooks/finish_rootfs_build': '[[ -e x ]] && y\n:\n',
    'hooks/finish_build': '4\n:\n',
    environment: 'A=mine\0B=c\nd "$x"\0',
    packages: 'dev-lang/go\n@world\n',
    'builder.packages': 'dev-lang/nasm\n',
    'provided.root': 'sys-apps/x-1\n',
    'provided.builder': 'sys-apps/y-2\nsys-apps/z-3\n',
    'state.drop': 'dev-libs/old\n',
    'layers.list': '000.tar\n001.tar\n',
    allow_replace: '/usr/lib/terminfo\n',
    'job.env':
      'GIB_MODE=image\0GIB_GENERATION=002\0GIB_LABEL=go\0GIB_EPOCH=1794787200\0GIB_SNAPSHOT=/var/db/repos/gentoo\0GIB_TREE=abc\0' +
      'GIB_ORDER=add:builder script:script hook:configure_builder builder-emerge unpack restore hook:configure_rootfs_build emerge add:target hook:finish_rootfs_build preserve script:builder-script hook:finish_build\0' +
      'GIB_KEEP=doc man\0GIB_TAG_ATOM=dev-lang/go\0GIB_TAG_IN=builder\0',
  });
});

test('the plainest image', () => {
  const { 'job.env': job, ...files } = filesOf(imageRecipe(imageNode(), [], options));
  expect(files).toEqual({
    ...{ environment: '', packages: '', 'builder.packages': '', 'provided.root': '', 'provided.builder': '' },
    ...{ 'state.drop': '', 'layers.list': '', allow_replace: '' },
  });
  expect(job).toMatch(/\0GIB_KEEP=\0GIB_TAG_ATOM=\0GIB_TAG_IN=root\0$/);
});

test('no file of a job leaves its folder', () => {
  const files = Object.keys(
    filesOf(imageRecipe(imageNode({ section: 'a/b', configuration: everything }), [], options)),
  );
  expect(files.filter((path) => path.startsWith('/') || path.includes('..'))).toEqual([]);
});

test('hooks by their key', () => {
  const finishBuild = hook('x\n');
  expect(hooksOf(imageNode({}, { finishBuild }))).toEqual({
    configure_builder: undefined,
    configure_rootfs_build: undefined,
    finish_rootfs_build: undefined,
    finish_build: finishBuild,
  });
});

describe('the time of all files', () => {
  test.each([
    ['19700101', 0],
    ['20261116', 1_794_787_200],
    ['20240229', 1_709_164_800],
  ])('%s', (date, seconds) => {
    expect(epochOf(date)).toBe(seconds);
  });
});

test('a hook ends well, and its lines end as bash knows them', () => {
  expect(endHook('a\n')).toBe('a\n:\n');
  expect(endHook('a')).toBe('a\n:\n');
  expect(endHook('a() {\r\n  b\r\n}\r\n')).toBe('a() {\n  b\n}\n:\n');
});
