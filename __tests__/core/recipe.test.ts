import { describe, expect, test } from 'vitest';
import { type BuilderNode, type ImageNode, nodeOf } from '../../src/core/graph.ts';
import { coreRecipe, epochOf, hooksOf, imageRecipe, type Recipe, scratchRecipe } from '../../src/core/recipe.ts';
import { hook, type ImageWords, makeBuilder, makeGraph, makeImage, PLAIN_PORTAGE, placeAt } from '../fakes/catalog.ts';

const options = { epoch: 1_794_787_200, snapshotPath: '/var/db/repos/gentoo' };
const filesOf = ({ files }: Recipe): Record<string, string> => Object.fromEntries(files);

function builderNode(own: Parameters<typeof makeBuilder>[0] = {}): BuilderNode {
  const graph = makeGraph([makeImage()], { builders: new Map([['default', makeBuilder(own)]]) });
  return nodeOf(graph, 'builder-scratch@linux/amd64') as BuilderNode;
}
function imageNode(own: ImageWords = {}, builder: Parameters<typeof makeBuilder>[0] = {}): ImageNode {
  const builders = new Map([['default', makeBuilder(builder)]]);
  const graph = makeGraph([makeImage(), makeImage({ name: 'go', requires: 'base', ...own })], { builders });
  return nodeOf(graph, `${own.section === undefined ? '' : `${own.section}/`}go@linux/amd64`) as ImageNode;
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
};
const portageFiles = {
  'portage/make.conf': 'COMMON_FLAGS="-O2 -pipe"\nCFLAGS="${COMMON_FLAGS} -DX=\\"a\\\\b\\""\n',
  'portage/package.use': 'a/b c\n*/* -d\n',
  'portage/package.accept_keywords': 'a/b ~amd64\n',
  'portage/package.mask': 'a/c\n',
  'portage/package.unmask': 'a/d\n',
  'portage/package.license': 'a/e X\n',
};

test('the core: configuration and overlays', () => {
  const overlays = [{ name: 'mine', path: 'overlay', priority: 60, place: placeAt(1, 'x') }];
  const recipe = coreRecipe(
    builderNode({ configuration: everything, overlays, configureBuilder: hook('no\n') }),
    options,
  );
  expect(recipe.overlays).toBe(overlays);
  expect(filesOf(recipe)).toEqual({
    ...portageFiles,
    'overlays/mine/repos.conf': '[mine]\nlocation = /var/db/repos/mine\npriority = 60\nauto-sync = no\n',
    'job.env':
      'GIB_MODE=core\0GIB_GENERATION=000\0GIB_LABEL=builder\0GIB_EPOCH=1794787200\0GIB_SNAPSHOT=/var/db/repos/gentoo\0GIB_ORDER=\0GIB_KEEP=\0',
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
    packages: '',
    'job.env':
      'GIB_MODE=scratch\0GIB_GENERATION=000\0GIB_LABEL=scratch\0GIB_EPOCH=1794787200\0GIB_SNAPSHOT=/var/db/repos/gentoo\0GIB_ORDER=hook:configure_builder\0GIB_KEEP=\0',
  });
});

test('an image: everything', () => {
  const own = {
    packages: ['dev-lang/go', '@world'],
    configuration: everything,
    environment: new Map([['A', 'mine']]),
    configureBuilder: hook('1\n'),
    configureRootfsBuild: hook('2\n'),
    finishRootfsBuild: hook('[[ -e x ]] && y\n'),
  };
  const builder = {
    environment: new Map([
      ['A', 'theirs'],
      ['B', 'c\nd "$x"'],
    ]),
    finishBuild: hook('4\n'),
  };
  const recipe = imageRecipe(imageNode(own, builder), ['000.tar', '001.tar'], options);
  expect(recipe.overlays).toEqual([]);
  expect(filesOf(recipe)).toEqual({
    ...portageFiles,
    'hooks/configure_builder': '1\n:\n',
    'hooks/configure_rootfs_build': '2\n:\n',
    'hooks/finish_rootfs_build': '[[ -e x ]] && y\n:\n',
    'hooks/finish_build': '4\n:\n',
    environment: 'A=mine\0B=c\nd "$x"\0',
    packages: 'dev-lang/go\n@world\n',
    'layers.list': '000.tar\n001.tar\n',
    'job.env':
      'GIB_MODE=image\0GIB_GENERATION=002\0GIB_LABEL=go\0GIB_EPOCH=1794787200\0GIB_SNAPSHOT=/var/db/repos/gentoo\0' +
      'GIB_ORDER=hook:configure_builder unpack restore hook:configure_rootfs_build emerge hook:finish_rootfs_build preserve hook:finish_build\0GIB_KEEP=\0',
  });
});

test('the plainest image', () => {
  const { 'job.env': _job, ...files } = filesOf(imageRecipe(imageNode(), [], options));
  expect(files).toEqual({ environment: '', packages: '', 'layers.list': '' });
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
