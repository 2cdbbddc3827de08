// Containers as arguments, and what a commit may change.

import { describe, expect, test } from 'vitest';
import {
  changedByCommit,
  buildArgv,
  commitArgv,
  containerNameFor,
  createBuilderArgv,
  createTestArgv,
  DOCKER_STYLE,
  mountArgv,
  PODMAN_STYLE,
  removeArgv,
  treeIn,
  withoutInit,
} from '../../src/core/container.ts';

const BUILDER = {
  name: 'gib-x',
  image: 'sha256:1',
  argv: ['/bin/bash', '/gib/job/run.sh'],
  mounts: [{ source: '/a', target: '/gib/job', readonly: true }],
  snapshot: ['--volumes-from', 's:ro'],
  capabilities: [],
  network: undefined,
};
const TEST = {
  ...{ name: 'gib-t', image: 'sha256:1', argv: ['a', 'b'], keepEntrypoint: false, env: new Map([['A', '1']]) },
  mounts: [],
};
const PODMAN = [
  '--unsetenv-all',
  '--http-proxy=false',
  '--systemd=false',
  '--security-opt=label=disable',
  '--cap-add=AUDIT_WRITE,MKNOD,NET_RAW',
];

describe('docker', () => {
  test('creates a builder with no environment of ours', () => {
    expect(createBuilderArgv(BUILDER, DOCKER_STYLE, ['PATH=/bin']).join(' ')).toBe(
      'create --init --name=gib-x --entrypoint= --log-driver=none --mount type=bind,source=/a,target=/gib/job,readonly ' +
        '--volumes-from s:ro sha256:1 /bin/bash /gib/job/run.sh',
    );
  });

  test('creates a test: the first word is the entrypoint, or it is kept', () => {
    expect(createTestArgv(TEST, DOCKER_STYLE, []).join(' ')).toBe(
      'create --name=gib-t --log-driver=none --no-healthcheck --env=A=1 --entrypoint=a sha256:1 b',
    );
    expect(createTestArgv({ ...TEST, keepEntrypoint: true }, DOCKER_STYLE, []).slice(-3)).toEqual([
      'sha256:1',
      'a',
      'b',
    ]);
  });

  test('creates a test that runs what the image says, with a folder of ours in it', () => {
    const mounts = [{ source: '/a', target: '/gib-test', readonly: true }];
    expect(createTestArgv({ ...TEST, argv: [], keepEntrypoint: true, mounts }, DOCKER_STYLE, []).join(' ')).toBe(
      'create --name=gib-t --log-driver=none --no-healthcheck --env=A=1 --mount type=bind,source=/a,target=/gib-test,readonly sha256:1',
    );
  });

  test('commits the command and labels; `$` is no variable', () => {
    expect(commitArgv('c', 'r', new Map([['l', 'a $b "c"']]), DOCKER_STYLE)).toEqual([
      ...['commit', '--change', 'CMD ["/bin/bash"]', '--change', 'LABEL l="a \\$b \\"c\\""', 'c', 'r'],
    ]);
  });

  test('removes with volumes', () => {
    expect(removeArgv('c', DOCKER_STYLE)).toEqual(['rm', '--force', '--volumes', 'c']);
  });
});

describe('podman', () => {
  test('creates a builder with the environment of its image alone', () => {
    expect(createBuilderArgv({ ...BUILDER, mounts: [] }, PODMAN_STYLE, ['PATH=/bin', 'HOME'])).toEqual([
      ...['create', '--init', '--name=gib-x', '--entrypoint=[]', '--log-driver=none', ...PODMAN, '--env=PATH=/bin'],
      ...['--volumes-from', 's:ro', 'sha256:1', '/bin/bash', '/gib/job/run.sh'],
    ]);
  });

  test('creates a test with a PATH where its image has none, as docker does', () => {
    const usual = '--env=PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    expect(createTestArgv(TEST, PODMAN_STYLE, ['B=2'])).toEqual([
      ...[
        'create',
        '--name=gib-t',
        '--log-driver=none',
        '--no-healthcheck',
        ...PODMAN,
        usual,
        '--env=B=2',
        '--env=A=1',
      ],
      ...['--entrypoint=a', 'sha256:1', 'b'],
    ]);
  });

  test('commits in docker’s format; labels stand as they are', () => {
    expect(commitArgv('c', 'r', new Map([['l', 'a $b']]), PODMAN_STYLE)).toEqual([
      ...[
        'commit',
        '--quiet',
        '--format=docker',
        '--change',
        'CMD ["/bin/bash"]',
        '--change',
        'LABEL l=a $b',
        'c',
        'r',
      ],
    ]);
  });

  test('removes at once', () => {
    expect(removeArgv('c', PODMAN_STYLE)).toEqual(['rm', '--force', '--volumes', '--time=0', 'c']);
  });
});

test('an init is left out where there is none, never a word of a command', () => {
  const argv = createBuilderArgv({ ...BUILDER, argv: ['x', '--init'] }, PODMAN_STYLE, []);
  expect(withoutInit(argv)).toEqual(argv.filter((_word, index) => index !== 1));
  expect(withoutInit(createTestArgv({ ...TEST, argv: ['x', '--init'] }, PODMAN_STYLE, []))).toBeUndefined();
});

test.each([
  ['/plain', 'type=bind,source=/plain,target=/t'],
  ['/a,b', 'type=bind,"source=/a,b",target=/t'],
  ['/a"b', 'type=bind,"source=/a""b",target=/t'],
])('a mount of %s is CSV', (source, fields) => {
  expect(mountArgv({ source, target: '/t', readonly: false })).toEqual(['--mount', fields]);
});

test.each([
  [{}, '/var/db/repos/gentoo'],
  [{ Volumes: { '/srv/tree': {} } }, '/srv/tree'],
  [{ Volumes: { '/a': {}, '/b': {} } }, '/var/db/repos/gentoo'],
])('the tree of %j is at %s', (config, path) => {
  expect(treeIn(config)).toBe(path);
});

test('a container’s name has only what engines take', () => {
  expect(containerNameFor('test-a b/c', '01ab')).toBe('gib-test-a-b-c-01ab');
});

describe('a commit', () => {
  const base = { Env: ['A=1', 'B=2'], User: '', Cmd: ['/x'], Labels: { a: 'b' } };

  test.each([
    ['the same', base],
    ['another command and labels', { ...base, Cmd: ['/y'], Labels: {} }],
    ['variables in another order', { ...base, Env: ['B=2', 'A=1'] }],
    ['the root as working directory', { ...base, WorkingDir: '/' }],
    ['empty lists', { ...base, Volumes: {}, OnBuild: null, Entrypoint: [] }],
  ])('may give %s', (_what, after) => {
    expect(changedByCommit(base, after)).toEqual([]);
  });

  test.each([
    ['Env', { ...base, Env: [...base.Env, 'C=3'] }],
    ['Env', { ...base, Env: ['A=1'] }],
    ['Volumes', { ...base, Volumes: { '/v': {} } }],
    ['WorkingDir', { ...base, WorkingDir: '/tmp' }],
    ['User', { ...base, User: '1' }],
    ['Entrypoint', { ...base, Entrypoint: [''] }],
  ])('must not change %s', (key, after) => {
    expect(changedByCommit(base, after)).toEqual([key]);
  });
});

describe('a build of Dockerfile lines', () => {
  const order = {
    tag: 'localhost/t:1',
    file: '/j/Dockerfile',
    context: '/j/context',
    platform: 'linux/arm64',
    epoch: 7,
  };

  test('is without a cache, and of the image’s platform', () => {
    expect(buildArgv({ ...order, network: undefined }, DOCKER_STYLE)).toEqual([
      ...['build', '--no-cache', '--tag=localhost/t:1', '--file=/j/Dockerfile', '--platform=linux/arm64'],
      ...['--force-rm', '--build-arg=SOURCE_DATE_EPOCH=7', '/j/context'],
    ]);
  });

  test('by podman has what only docker’s format holds, no proxy of ours, and asks no registry', () => {
    expect(buildArgv({ ...order, network: 'none' }, PODMAN_STYLE)).toEqual([
      ...['build', '--no-cache', '--tag=localhost/t:1', '--file=/j/Dockerfile', '--platform=linux/arm64'],
      ...['--format=docker', '--pull=never', '--http-proxy=false', '--timestamp=7', '--network=none', '/j/context'],
    ]);
  });
});
