import { describe, expect, test } from 'vitest';
import { contextOf, failedAt, parseDockerfile, stageImages, writeDockerfile } from '../../src/core/dockerfile.ts';
import { configuredBy, madeConfig } from '../../src/core/dockerfile-config.ts';
import { lineProblems } from '../../src/core/dockerfile-problems.ts';
import type { Hook } from '../../src/core/catalog.ts';
import type { ContainerConfig } from '../../src/core/oci.ts';
import { makeImage } from '../fakes/catalog.ts';

/** Lines of a file, each at its own place. */
function lines(text: string): Hook {
  const places = text.split('\n').map((line, at) => {
    return { file: 'Dockerfile', line: at + 1, column: 1, length: Math.max(line.length, 1), text: line };
  });
  return { text, place: { file: 'Dockerfile', line: 1, column: 1, length: 1, text: '' }, lines: places };
}

const parse = (text: string): ReturnType<typeof parseDockerfile> => parseDockerfile(lines(text));
const words = (text: string): string[] => parse(text).own.map(({ word, rest }) => `${word} ${rest}`);
const config = (text: string, before: ContainerConfig = {}): ContainerConfig | undefined =>
  configuredBy(before, parse(text).own);

describe('lines', () => {
  test('go on behind a backslash, over comments and empty lines', () => {
    expect(words('# one\nrun a \\\n# between\n\n  b\nENV C=d\n')).toEqual(['RUN a   b', 'ENV C=d']);
  });

  test('of a here document are not instructions', () => {
    expect(words('RUN <<END cat\nFROM x\nEND\nCOPY <<-"A" /a\n\tFROM y\n\tA\nUSER 1\n')).toEqual([
      'RUN <<END cat',
      'COPY <<-"A" /a',
      'USER 1',
    ]);
  });

  test('of the target begin with the first that copies from the last stage', () => {
    const { stages, own } = parse(
      'FROM a/b:1 AS one\nRUN x\nFROM one as two\nCOPY --from=one /a /a\nENV A=b\nCOPY --from=Two /a /a\nRUN y\n',
    );
    expect(stages.map(({ name, from, instructions }) => [name, from, instructions.length])).toEqual([
      ['one', 'a/b:1', 1],
      ['two', 'one', 2],
    ]);
    expect(own.map(({ raw }) => raw)).toEqual(['COPY --from=Two /a /a', 'RUN y']);
    expect(stageImages({ stages, own }).map(({ reference }) => reference)).toEqual(['a/b:1']);
  });

  test('begin with a mount of the last stage, or its number, as well', () => {
    expect(words('FROM a AS b\nRUN x\nRUN --mount=type=bind,from=b,target=/b cp /b/x /\n')).toHaveLength(1);
    expect(words('FROM a AS b\nRUN x\nCOPY --from=0 /x /\n')).toHaveLength(1);
  });

  test('are written for an engine with its own names', () => {
    const file = parse('# syntax=evil/reader\nFROM a/b:1 AS one\nRUN x \\\n  y\nCOPY --from=one /a /a\nUSER 1\n');
    expect(writeDockerfile(file, 'localhost/base:1', new Map([['a/b:1', 'localhost/stage:1']]))).toBe(
      '# written by gentoo-image-builder\nFROM localhost/stage:1 AS one\nRUN x \\\n  y\nFROM localhost/base:1\nCOPY --from=one /a /a\nUSER 1\n',
    );
  });

  test.each(['Step 3/4 : RUN  false', 'STEP 2/3: RUN false', '[2/2] STEP 2/3: RUN false', '#5 [2/2] RUN false'])(
    'are found again in what an engine says: %s',
    (said) => {
      expect(failedAt(parse('ENV A=b\nRUN \\\n  false\n'), said)?.line).toBe(2);
      expect(failedAt(parse('ENV A=b\n'), said)).toBeUndefined();
    },
  );
});

describe('what lines take from their folder', () => {
  test.each<[string, string[]]>([
    ['COPY a b/c /d', ['a', 'b/c']],
    ['COPY ["a b", "/c"]', ['a b']],
    ['ADD --chown=1:2 /a ./b/ /c/', ['a', 'b']],
    ['COPY conf/*.conf other/[ab]/x /etc/', ['conf', 'other']],
    ['COPY *.conf /etc/', ['.']],
    ['COPY a . /all/', ['.']],
    ['COPY --from=b a /c', []],
    ['COPY <<END /a\nx\nEND', []],
    ['ADD --checksum=sha256:0 https://example.org/a /a', []],
    ['RUN --mount=type=cache,target=/c x', []],
    ['RUN --mount=type=bind,source=src,target=/src x', ['src']],
    ['RUN --mount=target=/src x', ['.']],
  ])('%s', (text, expected) => {
    expect(contextOf(parse(text))).toEqual(expected);
  });
});

describe('lines that only configure', () => {
  test.each<[string, ContainerConfig, ContainerConfig]>([
    ['ENV A=1 B="two words" C=\'$A\'', {}, { Env: ['A=1', 'B=two words', 'C=$A'] }],
    ['ENV A the rest of it', {}, { Env: ['A=the rest of it'] }],
    ['ENV A=${A}:new B=$A', { Env: ['A=old'] }, { Env: ['A=old:new', 'B=old'] }],
    [
      'ENV A=${N:-none} B=${A:+some} C=\\$A D="a\\"b\\n\'c\'" E=a\\ b',
      { Env: ['A=x'] },
      {
        Env: ['A=none', 'B=some', 'C=$A', "D=a\"b\\n'c'", 'E=a b'],
      },
    ],
    ['LABEL a=b "c d"=e', { Labels: { a: 'x', z: 'z' } }, { Labels: { a: 'b', z: 'z', 'c d': 'e' } }],
    [
      'EXPOSE 80 53/udp',
      { ExposedPorts: { '1/tcp': {} } },
      { ExposedPorts: { '1/tcp': {}, '80/tcp': {}, '53/udp': {} } },
    ],
    ['VOLUME ["/a b"]\nVOLUME /c /d', {}, { Volumes: { '/a b': {}, '/c': {}, '/d': {} } }],
    ['WORKDIR /a\nWORKDIR b/../c', {}, { WorkingDir: '/a/c' }],
    ['USER $U:1', { Env: ['U=2'] }, { Env: ['U=2'], User: '2:1' }],
    ['STOPSIGNAL SIGINT', {}, { StopSignal: 'SIGINT' }],
    ['CMD a b', {}, { Cmd: ['/bin/sh', '-c', 'a b'] }],
    ['SHELL ["/s", "-x"]\nCMD a', {}, { Shell: ['/s', '-x'], Cmd: ['/s', '-x', 'a'] }],
    ['ENTRYPOINT ["/e"]', { Cmd: ['old'] }, { Entrypoint: ['/e'] }],
    ['CMD ["c"]\nENTRYPOINT ["/e"]', { Cmd: ['old'] }, { Cmd: ['c'], Entrypoint: ['/e'] }],
    ['HEALTHCHECK NONE', {}, { Healthcheck: { Test: ['NONE'] } }],
    [
      'HEALTHCHECK --interval=1m --retries=3 CMD a || b',
      {},
      { Healthcheck: { Test: ['CMD-SHELL', 'a || b'], Interval: 60e9, Retries: 3 } },
    ],
    ['ONBUILD RUN x', { OnBuild: ['RUN w'] }, { OnBuild: ['RUN w', 'RUN x'] }],
  ])('%s', (text, before, expected) => {
    expect(config(text, before)).toEqual(expected);
  });

  test.each([
    ...['RUN x', 'COPY a /a', 'ADD a /a', 'ARG A', 'ENV A="open', 'ENV A=${A#x}', 'ENV A=b C', 'EXPOSE 80-90'],
    ...['HEALTHCHECK --strange=1 CMD x', 'SHELL x', 'STOPSIGNAL never', 'USER', 'WORKDIR a b', 'ENV A=$', 'USER $NONE'],
  ])('an engine is needed for: %s', (text) => {
    expect(config(`USER 1\n${text}\n`)).toBeUndefined();
  });

  test('long ones are read at once', () => {
    expect(config(`ENV A=${'a'.repeat(100_000)} "`)).toBeUndefined();
    expect(config(`ENV ${'A=\\"b '.repeat(20_000)}`)?.Env).toEqual(['A="b']);
  });
});

test('of what an engine made, its own marks are left out, and triggers come back', () => {
  const made = {
    ...{ Hostname: 'h', Image: 'i', Cmd: null, Env: ['A=b'], OnBuild: ['RUN new'] },
    Labels: { a: 'b', 'io.buildah.version': '1' },
  } as ContainerConfig;
  expect(madeConfig(made, {}, ['RUN old'])).toEqual({
    Env: ['A=b'],
    Labels: { a: 'b' },
    OnBuild: ['RUN old', 'RUN new'],
  });
  expect(madeConfig({ ...made, OnBuild: null }, { Labels: { 'io.buildah.version': '1' } }, [])).toEqual({
    Env: ['A=b'],
    Labels: { a: 'b', 'io.buildah.version': '1' },
  });
});

describe('what is wrong is said at its line', () => {
  const said = (text: string): unknown[] =>
    lineProblems(makeImage({ dockerfile: { lines: lines(text) } })).map(({ message, hint, place }) => [
      place?.line,
      message,
      hint,
    ]);

  test.each<[string, number, string, string | undefined]>([
    ['ENV A=b\nRUNN x', 2, "'RUNN' is not a Dockerfile instruction", "did you mean 'RUN'?"],
    ['MAINTAINER me', 1, "'MAINTAINER' is out of use", 'write it as LABEL org.opencontainers.image.authors=...'],
    [
      'FROM a',
      1,
      "this 'FROM' would be the image: it is built on its parent already",
      "leave it out, or name the stage to copy from with 'AS NAME'",
    ],
    [
      'FROM --platform=x a AS b\nCOPY --from=b /a /a',
      1,
      "options of 'FROM' are not taken",
      'a stage is of the platform that the image is of',
    ],
    ['FROM $A AS b\nCOPY --from=b /a /a', 1, "'$A' has to be an image's own name", "values go in with '${{ }}'"],
    ['FROM A:B:C AS b\nCOPY --from=b /a /a', 1, "'A:B:C' is not an image reference", undefined],
    [
      'FROM a AS b\nRUN x',
      1,
      "nothing is copied from the stage 'b', so that nothing says where it ends",
      'the target’s own lines begin with the first that has `--from` of the last stage',
    ],
    [
      'COPY --from=docker.io/a/b /a /a',
      1,
      "'docker.io/a/b' is not one of the stages",
      'write it before as a stage: FROM docker.io/a/b AS NAME',
    ],
    [
      'ADD https://example.org/a /a',
      1,
      "nothing says what 'https://example.org/a' is",
      'use `build.add` with its sha256, or with git and a commit',
    ],
    ['COPY $A /a', 1, "'$A' has to be a path", "values go in with '${{ }}'"],
    ['USER 1\nCOPY ../a /a', 2, "'../a' leads out of the images file's folder", undefined],
    ['ONBUILD ONBUILD RUN x', 1, "'ONBUILD' stands here by itself", "leave the word 'ONBUILD' out"],
  ])('%s', (text, line, message, hint) => {
    expect(said(text)).toEqual([[line, message, hint]]);
  });

  test('and nothing of what is right', () => {
    expect(
      said('FROM scratch AS a\nCOPY x /x\nFROM a AS b\nRUN --mount=target=/c x\nCOPY --from=1 /x /x\nUSER 1\n'),
    ).toEqual([]);
  });
});
