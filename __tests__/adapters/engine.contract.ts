// What every engine has to do, on real engines and a real registry. In: how to open one. Out: tests.
// The base is the suite's stage3; images made from it differ in their configuration only.

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { dockerArchive } from '../../src/adapters/docker-archive.ts';
import type { BuilderOrder, TestOrder } from '../../src/core/container.ts';
import type { Engine } from '../../src/core/engine.ts';
import type { HealthEnd, HealthGoal } from '../../src/core/health.ts';
import { type ContainerConfig, type ImageConfig, sha256 } from '../../src/core/oci.ts';
import { blobOf, configOf, manifestOf } from '../itg/registry-view.ts';

const PLATFORM = 'linux/amd64';
const CANARY = 'canary-of-a-password';
const NOTHING = `sha256:${'0'.repeat(64)}`;

/** Runs all tests on the engine that `open` gives; `name` is its program. */
export function engineContract(name: 'docker' | 'podman', open: () => Engine): void {
  let engine: Engine;
  let stage3: string;
  /** the stage3 by its digest */
  let pinned: string;
  const folder = mkdtempSync(join(tmpdir(), 'gib-contract-'));
  const loaded: string[] = [];
  const suite = randomBytes(3).toString('hex');
  const own = (what: string): string => `localhost/gib-contract-${suite}/${what}`;

  /** Runs the engine's program itself, to look into its store. */
  const cli = (...argv: string[]): string => execFileSync(name, argv, { encoding: 'utf8', stdio: 'pipe' }).trim();
  const inspected = (image: string): { Config: ContainerConfig; Created: string } =>
    (JSON.parse(cli('image', 'inspect', image)) as [{ Config: ContainerConfig; Created: string }])[0];
  const containers = (part = suite): string[] =>
    cli('ps', '--all', '--format', '{{.Names}}')
      .split('\n')
      .filter((one) => one.includes(part));

  beforeAll(async () => {
    engine = open();
    const { digest } = await manifestOf(inject('stage3'));
    pinned = `${inject('stage3').replace(/:[^:/]+$/, '')}@${digest}`;
    stage3 = await engine.pull(pinned, PLATFORM);
  });
  afterAll(async () => {
    await engine.close();
    for (const image of loaded) await engine.untag(image);
    await engine.untag(pinned);
    rmSync(folder, { recursive: true, force: true });
  });

  let count = 0;
  const order = (script: string, more: Partial<BuilderOrder> = {}): BuilderOrder => ({
    name: `gib-${suite}-${count++}`,
    image: stage3,
    argv: ['/bin/bash', '-c', script],
    mounts: [],
    snapshot: [],
    capabilities: [],
    network: undefined,
    ...more,
  });

  const testOrder = (argv: string[], more: Partial<TestOrder> = {}): TestOrder => ({
    name: `gib-${suite}-${count++}`,
    image: stage3,
    argv,
    keepEntrypoint: false,
    env: new Map(),
    mounts: [],
    ...more,
  });

  /** Runs a container to its end and gives what it printed, by stream. */
  async function runLines(given: BuilderOrder): Promise<{ code: number; stdout: string[]; stderr: string[] }> {
    const lines = { stdout: [] as string[], stderr: [] as string[] };
    const code = await engine.runBuilder(given, { onLine: (line, stream) => lines[stream].push(line) });
    return { code, ...lines };
  }

  /** An image of layers that hold files, below a configuration; with all of `below`'s layers where it is named. */
  async function makeImage(config: ContainerConfig, files: Record<string, string>, below?: string): Promise<string> {
    const base = below === undefined ? undefined : await configOf(below);
    const tar = await tarOf(files);
    const image: ImageConfig = {
      architecture: 'amd64',
      os: 'linux',
      created: '2026-11-16T00:00:00Z',
      config,
      rootfs: { type: 'layers', diff_ids: [...(base?.rootfs.diff_ids ?? []), sha256(tar)] },
      history: [],
    };
    const bytes = Buffer.from(JSON.stringify(image));
    const lower = below === undefined ? [] : (await manifestOf(below)).manifest.layers;
    const layers = [...(await Promise.all(lower.map((one) => blobOf(below ?? '', one.digest)))), gzipSync(tar)];
    await engine.load(dockerArchive(bytes, sha256(bytes), layers.map(layerOf)));
    loaded.push(sha256(bytes));
    return sha256(bytes);
  }

  describe('images', () => {
    test.each([`localhost/gib-contract/none:1`, `127.0.0.1:9/none@${NOTHING}`, NOTHING])(
      'does not have %s',
      async (one) => {
        expect(await engine.imageId(one)).toBeUndefined();
      },
    );

    test('pulls by digest: the id is the digest of the configuration, and every name leads to it', async () => {
      const { manifest } = await manifestOf(inject('stage3'));
      expect(stage3).toBe(manifest.config.digest);
      expect(await engine.imageId(pinned)).toBe(stage3);
      expect(await engine.imageId(stage3)).toBe(stage3);
    });

    test('says which image could not be pulled', async () => {
      const missing = `${inject('registry')}/gib-contract/none:1`;
      await expect(engine.pull(missing, PLATFORM)).rejects.toMatchObject({ name: 'UnreachableError' });
    });

    test('tags, and takes a name away without the image', async () => {
      await engine.tag(stage3, own('named:1'));
      expect(await engine.imageId(own('named:1'))).toBe(stage3);
      await engine.untag(own('named:1'));
      expect(await engine.imageId(own('named:1'))).toBeUndefined();
      expect(await engine.imageId(stage3)).toBe(stage3);
      await engine.untag(own('never:1'));
    });

    test('lists its images by name, with the time of their making', async () => {
      await engine.tag(stage3, own('listed:1'));
      await engine.tag(stage3, own('listed:2'));
      const created = Date.parse(inspected(stage3).Created);
      const listed = (await engine.images()).filter(({ reference }) => reference.startsWith(own('listed')));
      expect(listed.map(({ reference }) => reference).sort()).toEqual([own('listed:1'), own('listed:2')]);
      for (const { id, made } of listed)
        expect([id, Math.trunc((made ?? 0) / 1000)]).toEqual([stage3, Math.trunc(created / 1000)]);
      for (const tag of ['listed:1', 'listed:2']) await engine.untag(own(tag));
    });

    test('pushes under a name', async () => {
      const reference = `${inject('registry')}/gib-contract-${suite}/pushed:1`;
      await engine.tag(stage3, reference);
      await engine.push(reference);
      await engine.untag(reference);
      expect((await manifestOf(reference)).manifest.config.digest).toBe(stage3);
    });

    test('takes in an archive with all layers: the id is the digest of the configuration', async () => {
      const id = await makeImage({ Env: ['A=1'], Cmd: ['/bin/true'] }, { 'own.txt': 'x' }, inject('stage3'));
      expect(await engine.imageId(id)).toBe(id);
      expect((await runLines(order('echo "$(</own.txt) $A"', { image: id }))).stdout).toEqual(['x 1']);
      await engine.close();
      await engine.untag(id);
      expect(await engine.imageId(id)).toBeUndefined();
    });

    test('says what is wrong with an archive', async () => {
      const bytes = Buffer.from('{"rootfs":{"type":"layers","diff_ids":[]}}');
      const [wrong] = [layerOf(Buffer.from('no tar'))];
      await expect(engine.load(dockerArchive(bytes, sha256(bytes), [wrong]))).rejects.toMatchObject({
        name: 'UnreachableError',
        message: expect.stringMatching(new RegExp(`^${name} load failed: .`)) as string,
      });
    });
  });

  describe('builders', () => {
    test('gives the exit code and both streams by lines', async () => {
      const done = await runLines(order('echo one; echo "two  words" >&2; printf unfinished; exit 7'));
      expect(done).toEqual({ code: 7, stdout: ['one', 'unfinished'], stderr: ['two  words'] });
    });

    test('mounts folders whose names are odd, read-only where told so', async () => {
      const source = mkdtempSync(join(folder, 'a,b"c d-'));
      writeFileSync(join(source, 'file'), 'mounted');
      const mounts = [
        { source, target: '/gib/job', readonly: true },
        { source, target: '/gib/out', readonly: false },
      ];
      const done = await runLines(
        order('echo "$(</gib/job/file)"; echo x >/gib/job/y && exit 9; echo z >/gib/out/z', { mounts }),
      );
      expect(done).toMatchObject({ code: 0, stdout: ['mounted'] });
      expect(readFileSync(join(source, 'z'), 'utf8')).toBe('z\n');
    });

    test('has the environment of its image and nothing else', async () => {
      const Env = ['PATH=/usr/bin:/bin', 'ODD=a "b" $c \'d\'\ne', 'TERM=own'];
      const image = await makeImage({ Env }, { x: '' }, inject('stage3'));
      const script = 'while IFS= read -r -d "" one; do printf "<%s>" "$one"; done </proc/$$/environ; echo';
      const { stdout } = await runLines(order(script, { image }));
      const found = [...stdout.join('\n').matchAll(/<([^>]*)>/g)].map((match) => match[1] ?? '');
      expect(found.filter((one) => !/^(HOSTNAME|HOME|PWD|SHLVL|_|OLDPWD)=/.test(one)).sort()).toEqual([...Env].sort());
    });

    test('can make device nodes, as a parent’s layer may have them', async () => {
      const done = await runLines(order('if type -P mknod >/dev/null; then mknod /x c 1 3 && rm /x; fi'));
      expect(done).toMatchObject({ code: 0, stderr: [] });
    });

    test('is ended by a signal within ten seconds, and its container is gone', async () => {
      const stop = new AbortController();
      const given = order(`trap '' TERM INT; echo ready; while :; do read -t 1 < <(:) || :; done`);
      let since = 0;
      const onLine = (): void => {
        since = Date.now();
        stop.abort();
      };
      const code = await engine.runBuilder(given, { onLine, signal: stop.signal });
      expect(code).not.toBe(0);
      expect(since).toBeGreaterThan(0);
      expect(Date.now() - since).toBeLessThan(10_000);
      expect(containers(given.name)).toEqual([]);
    });

    test('does not start after the signal', async () => {
      const given = order('echo started');
      const onLine = vi.fn();
      expect(await engine.runBuilder(given, { onLine, signal: AbortSignal.abort() })).not.toBe(0);
      expect(onLine).not.toHaveBeenCalled();
      expect(containers(given.name)).toEqual([]);
    });
  });

  describe('snapshots', () => {
    const TREE = { 'profiles/repo_name': 'gentoo\n', 'metadata/timestamp.chk': 'now\n' };
    const below = (place: string): Record<string, string> =>
      Object.fromEntries(Object.entries(TREE).map(([path, text]) => [`${place}/${path}`, text]));

    test.each<[string, () => Promise<{ image: string } | { folder: string }>]>([
      ['an image', async () => ({ image: await makeImage({}, below('var/db/repos/gentoo')) })],
      [
        'an image that says where its tree is',
        async () => ({ image: await makeImage({ Volumes: { '/srv/tree': {} } }, below('srv/tree')) }),
      ],
      [
        'a folder',
        async () => {
          const tree = mkdtempSync(join(folder, 'tree,'));
          execFileSync('mkdir', ['-p', join(tree, 'profiles')]);
          writeFileSync(join(tree, 'profiles/repo_name'), 'gentoo\n');
          return await Promise.resolve({ folder: tree });
        },
      ],
    ])('%s is readable, read-only, and not in the commit', async (_what, source) => {
      const { args, path } = await engine.mountSnapshot(await source());
      const given = order(`echo "$(<${path}/profiles/repo_name)"; echo x >${path}/x && exit 9; exit 0`, {
        snapshot: args,
      });
      expect(await runLines(given)).toMatchObject({ code: 0, stdout: ['gentoo'] });
      const id = await engine.commit(given.name, stage3, own('snapshot:1'), new Map());
      const left = await runLines(order(`shopt -s globstar dotglob nullglob; echo ${path}/**/*`, { image: id }));
      expect(left).toMatchObject({ code: 0, stdout: [''] });
      await engine.remove(given.name);
      await engine.close();
      await engine.untag(own('snapshot:1'));
    });
  });

  describe('commits', () => {
    test('keeps what was written and our labels, and nothing of the container', async () => {
      writeFileSync(
        join(folder, 'config.json'),
        JSON.stringify({ proxies: { default: { httpProxy: `http://ann:${CANARY}@proxy:3128` } } }),
      );
      vi.stubEnv('DOCKER_CONFIG', folder);
      vi.stubEnv('HTTP_PROXY', `http://ann:${CANARY}@proxy:3128`);
      vi.stubEnv('https_proxy', `http://ann:${CANARY}@proxy:3128`);
      const config = {
        Env: ['PATH=/usr/bin:/bin', 'B=b', 'A=a "$x"'],
        Entrypoint: ['/bin/false'],
        User: '0',
        WorkingDir: '/tmp',
      };
      const base = await makeImage(config, { x: '' }, inject('stage3'));
      const given = order('echo done >/made', { image: base });
      expect(await engine.runBuilder(given, {})).toBe(0);
      const label = 'a $b "c" \\d';
      const id = await engine.commit(
        given.name,
        base,
        own('made:1'),
        new Map([
          ['org.example', label],
          ['two', '2'],
        ]),
      );
      vi.unstubAllEnvs();
      expect(await engine.imageId(own('made:1'))).toBe(id);
      const { Env, Entrypoint, Cmd, Volumes, User, WorkingDir, Labels } = inspected(id).Config;
      expect([...(Env ?? [])].sort()).toEqual([...config.Env].sort());
      expect({ Entrypoint: Entrypoint ?? null, Cmd, Volumes: Volumes ?? null, User, WorkingDir }).toEqual({
        Entrypoint: null,
        Cmd: ['/bin/bash'],
        Volumes: null,
        User: '0',
        WorkingDir: '/tmp',
      });
      expect(Labels).toMatchObject({ 'org.example': label, two: '2' });
      expect(cli('image', 'inspect', id) + cli('image', 'history', '--no-trunc', id)).not.toContain(CANARY);
      expect((await runLines(order('echo "$(</made)"', { image: id }))).stdout).toEqual(['done']);
      await engine.close();
      await engine.untag(own('made:1'));
    });

    test('refuses a commit that keeps more', async () => {
      const container = `gib-${suite}-more`;
      cli('create', `--name=${container}`, '--env', 'MORE=1', '--workdir=/tmp', stage3, '/bin/true');
      await expect(engine.commit(container, stage3, own('more:1'), new Map())).rejects.toThrow(
        `the commit of ${own('more:1')} kept Env, WorkingDir of its container`,
      );
      cli('rm', '--force', container);
      await engine.untag(own('more:1'));
    });

    test('can be pushed, and pulled again under its digest', async () => {
      const reference = `${inject('registry')}/gib-contract-${suite}/builder:1`;
      const given = order('echo done >/made');
      await engine.runBuilder(given, {});
      const id = await engine.commit(given.name, stage3, reference, new Map());
      await engine.push(reference);
      await engine.close();
      await engine.untag(reference);
      const { digest, manifest } = await manifestOf(reference);
      expect(manifest.config.digest).toBe(id);
      expect(await engine.pull(reference.replace(/:1$/, `@${digest}`), PLATFORM)).toBe(id);
      await engine.untag(reference.replace(/:1$/, `@${digest}`));
    });
  });

  describe('tests', () => {
    const run = async (
      given: TestOrder,
      timeout = 60_000,
    ): Promise<{ code: number; timedOut: boolean; lines: string[] }> => {
      const lines: string[] = [];
      const done = await engine.runTest(given, timeout, { onLine: (line) => lines.push(line) });
      expect(containers(given.name)).toEqual([]);
      return { ...done, lines };
    };

    test('gives the exit code', async () => {
      const done = await run(testOrder(['/bin/bash', '-c', 'echo out; exit 3']));
      expect(done).toEqual({ code: 3, timedOut: false, outOfMemory: false, lines: ['out'] });
    });

    test('runs what is mounted', async () => {
      const mounts = [{ source: mkdtempSync(join(folder, 'test-')), target: '/gib-test', readonly: true }];
      writeFileSync(
        join(mounts[0]?.source ?? '', 'run'),
        '#!/bin/bash\necho "$0"; echo x >/gib-test/y && exit 9; exit 4',
        {
          mode: 0o755,
        },
      );
      const done = await run(testOrder(['/gib-test/run'], { mounts }));
      expect(done).toMatchObject({ code: 4, lines: expect.arrayContaining(['/gib-test/run']) as string[] });
    });

    test('tells a want of memory from another’s kill', async () => {
      const given = testOrder(['/bin/bash', '-c', 'echo ready; read -t 30 < <(:); while :; do a+=$a$RANDOM; done']);
      const limit = (): void => {
        cli('update', '--memory=128m', '--memory-swap=128m', given.name);
      };
      const done = await engine.runTest(given, 60_000, { onLine: limit });
      // Podman has it from conmon, which does not see it on every machine.
      expect(done).toEqual({ code: 137, timedOut: false, outOfMemory: name === 'docker' || done.outOfMemory });
      const killed = testOrder(['/bin/bash', '-c', 'echo ready; while :; do read -t 1 < <(:) || :; done']);
      const kill = (): void => {
        cli('kill', killed.name);
      };
      expect(await engine.runTest(killed, 60_000, { onLine: kill })).toEqual({
        ...{ code: 137, timedOut: false, outOfMemory: false },
      });
    });

    test('ends a test whose time is over', async () => {
      const since = Date.now();
      const done = await run(
        testOrder(['/bin/bash', '-c', `trap '' TERM; while :; do read -t 1 < <(:) || :; done`]),
        3000,
      );
      expect(done.timedOut).toBe(true);
      expect(Date.now() - since).toBeLessThan(13_000);
    });

    test('ends with the signal, and is not over time then', async () => {
      const stop = new AbortController();
      const given = testOrder(['/bin/bash', '-c', 'echo ready; while :; do read -t 1 < <(:) || :; done']);
      const done = await engine.runTest(given, 60_000, { onLine: () => stop.abort(), signal: stop.signal });
      expect(done).toMatchObject({ timedOut: false });
      expect(done.code).not.toBe(0);
      expect(containers(given.name)).toEqual([]);
    });

    test('replaces the entrypoint, or keeps it', async () => {
      const image = await makeImage(
        { Env: ['PATH=/usr/bin:/bin'], Entrypoint: ['/bin/bash', '-c'] },
        { x: '' },
        inject('stage3'),
      );
      expect(await run(testOrder(['/bin/bash', '-c', 'echo own'], { image }))).toMatchObject({
        code: 0,
        lines: ['own'],
      });
      expect(await run(testOrder(['echo kept'], { image, keepEntrypoint: true }))).toMatchObject({
        code: 0,
        lines: ['kept'],
      });
    });

    test('hands on the environment byte for byte', async () => {
      const value = 'a "b" \'c\' $d `e` \\f\n  second=line\n\tthird ü';
      const env = new Map([
        ['VALUE', value],
        ['EMPTY', ''],
      ]);
      const script = 'printf "%s" "$VALUE"; [[ -v EMPTY && -z $EMPTY ]]';
      const done = await run(testOrder(['/bin/bash', '-c', script], { env }));
      expect(done.lines.join('\n')).toBe(value);
      expect(done.code).toBe(0);
    });

    test('finds programs where an image names no PATH', async () => {
      const image = await makeImage({}, { x: '' }, inject('stage3'));
      expect(await run(testOrder(['bash', '-c', 'exit 0'], { image }))).toMatchObject({ code: 0 });
    });

    test('fails where the program is not there', async () => {
      const done = await run(testOrder(['/no/such/program']));
      expect(done.code).not.toBe(0);
      expect(done.lines.join('\n')).toContain('/no/such/program');
    });
  });

  describe('health', () => {
    const health = async (
      config: ContainerConfig,
      goal: HealthGoal = { healthy: 2, within: 20 },
    ): Promise<{ end: HealthEnd; lines: string[] }> => {
      const image = await makeImage({ Env: ['PATH=/usr/bin:/bin'], ...config }, { x: '' }, inject('stage3'));
      const given = testOrder([], { image, keepEntrypoint: true });
      const lines: string[] = [];
      const end = await engine.runHealth(given, goal, { onLine: (line) => lines.push(line) });
      expect(containers(given.name)).toEqual([]);
      return { end, lines };
    };
    const serve = ['/bin/bash', '-c', 'echo up; sleep 1; echo ok >/tmp/state; sleep 60'];

    test('asks the image’s own check until it succeeded often enough', async () => {
      const Healthcheck = { Test: ['CMD', '/bin/bash', '-c', '[[ -e /tmp/state ]] && echo x >>/tmp/asked'] };
      expect(await health({ Cmd: serve, Healthcheck })).toEqual({ end: { kind: 'healthy' }, lines: ['up'] });
    });

    test('says what the check said last when the time is over', async () => {
      const Healthcheck = { Test: ['CMD-SHELL', 'echo no answer; exit 3'] };
      const { end } = await health({ Cmd: serve, Healthcheck }, { healthy: 1, within: 2 });
      expect(end).toMatchObject({ kind: 'unhealthy', code: 3, words: 'no answer' });
    });

    test('ends with the container', async () => {
      const Healthcheck = { Test: ['CMD', 'false'] };
      const { end } = await health({ Cmd: ['/bin/bash', '-c', 'exit 5'], Healthcheck });
      expect(end).toEqual({ kind: 'ended', code: 5 });
    });

    test('is none where the image has no check', async () => {
      expect((await health({ Cmd: serve })).end).toEqual({ kind: 'none' });
      expect((await health({ Cmd: serve, Healthcheck: { Test: ['NONE'] } })).end).toEqual({ kind: 'none' });
    });
  });

  test('leaves no container and no volume behind', async () => {
    const image = await makeImage({ Volumes: { '/vol': {} } }, { x: '' }, inject('stage3'));
    const one = open();
    const given = [order('echo x >/vol/x', { image }), order('exit 1')];
    for (const each of given) await one.runBuilder(each, {});
    const mounts = JSON.parse(cli('inspect', '--format', '{{json .Mounts}}', given[0]?.name ?? '')) as {
      Name: string;
    }[];
    expect(mounts.map(({ Name }) => Name)).toHaveLength(1);
    await one.close();
    expect(containers(suite)).toEqual([]);
    expect(cli('volume', 'ls', '--quiet').split('\n')).not.toContain(mounts[0]?.Name);
  });
}

function layerOf(bytes: Buffer): { digest: string; size: number; open: () => AsyncIterable<Uint8Array> } {
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes);
  };
  return { digest: sha256(bytes), size: bytes.length, open };
}

async function tarOf(files: Record<string, string>): Promise<Buffer> {
  const archive = pack();
  const folders = new Set(
    Object.keys(files).flatMap((path) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, end, all) => all.slice(0, end + 1).join('/')),
    ),
  );
  for (const name of folders) archive.entry({ name, type: 'directory', mode: 0o755, mtime: new Date(0) });
  for (const [name, text] of Object.entries(files)) archive.entry({ name, mode: 0o644, mtime: new Date(0) }, text);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
