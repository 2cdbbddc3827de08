import { describe, expect, test } from 'vitest';
import {
  changedByCommit,
  commitArgv,
  containerNameFor,
  createBuilderArgv,
  createTestArgv,
} from '../../src/core/container.ts';
import type { ContainerConfig } from '../../src/core/oci.ts';

test.each([
  ['go', 'gib-go-12ab34cd'],
  ['lang/go', 'gib-lang-go-12ab34cd'],
  ['a b;c$(d)', 'gib-a-b-c--d--12ab34cd'],
])('the container of %s is called %s', (what, name) => {
  expect(containerNameFor(what, '12ab34cd')).toBe(name);
  expect(name).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/);
});

describe('a builder', () => {
  const order = {
    name: 'gib-x',
    image: 'sha256:1',
    argv: ['/bin/bash', 'run.sh'],
    mounts: [],
    snapshot: ['--mount', 'type=image'],
  };

  test('is created with nothing that a commit would keep', () => {
    const argv = createBuilderArgv({
      ...order,
      mounts: [
        { source: '/a', target: '/b', readonly: true },
        { source: '/c', target: '/d', readonly: false },
      ],
    });
    expect(argv).toEqual([
      'create',
      '--name=gib-x',
      '--init',
      '--entrypoint=',
      '--log-driver=none',
      '--mount',
      'type=bind,source=/a,target=/b,readonly',
      '--mount',
      'type=bind,source=/c,target=/d',
      '--mount',
      'type=image',
      'sha256:1',
      '/bin/bash',
      'run.sh',
    ]);
    expect(argv.filter((word) => /^(-e|-u|-w|-v|--env|--user|--workdir|--label|--volume)/.test(word))).toEqual([]);
  });

  test.each([
    ['/a,b', 'type=bind,"source=/a,b",target=/t'],
    ['/a"b', 'type=bind,"source=/a""b",target=/t'],
    ['/a b', 'type=bind,source=/a b,target=/t'],
  ])('a folder called %s', (source, field) => {
    expect(createBuilderArgv({ ...order, mounts: [{ source, target: '/t', readonly: false }] })).toContain(field);
  });
});

describe('a test', () => {
  const order = {
    name: 'gib-t',
    image: 'sha256:1',
    argv: ['go', 'version'],
    keepEntrypoint: false,
    env: new Map([['A', 'b c']]),
  };
  test.each<[string, Partial<typeof order>, string[]]>([
    ['the first word replaces the entrypoint', {}, ['--env', 'A=b c', '--entrypoint=go', 'sha256:1', 'version']],
    ['unless it is to be kept', { keepEntrypoint: true }, ['--env', 'A=b c', 'sha256:1', 'go', 'version']],
    ['or there are no words', { argv: [], keepEntrypoint: true, env: new Map() }, ['sha256:1']],
    ['an option stays the image’s', { argv: ['--rm'], keepEntrypoint: true, env: new Map() }, ['sha256:1', '--rm']],
  ])('%s', (_, own, rest) => {
    expect(createTestArgv({ ...order, ...own })).toEqual(['create', '--name=gib-t', '--log-driver=none', ...rest]);
  });
});

test('a commit sets the command and our labels, in which nothing is a variable', () => {
  expect(
    commitArgv(
      'gib-x',
      'a/b:c',
      new Map([
        ['l', 'f1-0'],
        ['m', 'a "$HOME" \\'],
      ]),
    ),
  ).toEqual([
    'commit',
    '--change',
    'CMD ["/bin/bash"]',
    '--change',
    'LABEL l="f1-0"',
    '--change',
    'LABEL m="a \\"\\$HOME\\" \\\\"',
    'gib-x',
    'a/b:c',
  ]);
});

describe('what a commit changed', () => {
  test.each<[string, ContainerConfig, ContainerConfig, string[]]>([
    ['nothing', { Env: ['A=b'] }, { Env: ['A=b'] }, []],
    ['the command and labels may', { Cmd: ['/bin/sh'] }, { Cmd: ['/bin/bash'], Labels: { a: 'b' } }, []],
    ['nothing, in other words', { Env: [], Entrypoint: null, User: '' }, { Volumes: {}, OnBuild: null }, []],
    ['the environment', { Env: ['A=b'] }, { Env: ['A=b', 'HTTP_PROXY=x'] }, ['Env']],
    ['a volume', {}, { Volumes: { '/x': {} } }, ['Volumes']],
    ['user and folder', {}, { User: 'x', WorkingDir: '/y' }, ['User', 'WorkingDir']],
    [
      'ports, health, signal, onbuild',
      {},
      { ExposedPorts: { '1/tcp': {} }, Healthcheck: { Test: ['NONE'] }, StopSignal: 'X', OnBuild: ['RUN'] },
      ['ExposedPorts', 'Healthcheck', 'StopSignal', 'OnBuild'],
    ],
    ['an entrypoint, even the one from before', { Entrypoint: ['/x'] }, { Entrypoint: ['/x'] }, ['Entrypoint']],
    ['something that is gone', { User: 'x' }, {}, ['User']],
  ])('%s', (_, before, after, changed) => {
    expect(changedByCommit(before, after)).toEqual(changed);
  });
});
