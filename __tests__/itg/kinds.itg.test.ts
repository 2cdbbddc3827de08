// Images that are not of Gentoo packages: mirrors between two real registries, scripts whose image the engine has, and
// Gentoo images on both.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RegistryProcess, startRegistry } from '../fakes/registry-process.ts';
import { configOf, manifestOf, tagsIn } from './registry-view.ts';
import { docker, expectBuilt, openRig, type Outcome, resultOf, type Rig } from './rig.ts';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** A registry to copy from, with images made by hand. */
class Source {
  readonly host: string;

  constructor({ host }: RegistryProcess) {
    this.host = host;
  }

  async blob(repository: string, bytes: Buffer): Promise<{ digest: string; size: number }> {
    const begun = await fetch(`http://${this.host}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
    const url = new URL(begun.headers.get('location') ?? '', `http://${this.host}`);
    url.searchParams.set('digest', digestOf(bytes));
    const headers = { 'content-type': 'application/octet-stream' };
    const done = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
    expect(done.status).toBe(201);
    return { digest: digestOf(bytes), size: bytes.length };
  }

  async manifest(repository: string, tag: string, document: object, type: string): Promise<string> {
    // Blanks at the end: bytes that nobody would write again by themselves.
    const body = `${JSON.stringify(document, undefined, 3)}\n\n`;
    const url = `http://${this.host}/v2/${repository}/manifests/${tag}`;
    expect((await fetch(url, { method: 'PUT', headers: { 'content-type': type }, body })).status).toBe(201);
    return digestOf(Buffer.from(body));
  }

  /** An image of two platforms; `text` is in it. Gives the digest of its index. */
  async index(repository: string, tag: string, text: string, ofArm = text): Promise<string> {
    const manifests = [];
    for (const architecture of ['amd64', 'arm64']) {
      const layer = layerWith(`${architecture === 'arm64' ? ofArm : text} for ${architecture}`);
      const config = { os: 'linux', architecture, rootfs: { type: 'layers', diff_ids: [layer.diffId] } };
      const document = {
        schemaVersion: 2,
        mediaType: MANIFEST,
        config: {
          mediaType: 'application/vnd.oci.image.config.v1+json',
          ...(await this.blob(repository, Buffer.from(JSON.stringify(config)))),
        },
        layers: [
          { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', ...(await this.blob(repository, layer.bytes)) },
        ],
      };
      const body = `${JSON.stringify(document, undefined, 3)}\n\n`;
      const digest = await this.manifest(repository, digestOf(Buffer.from(body)), document, MANIFEST);
      manifests.push({ mediaType: MANIFEST, digest, size: body.length, platform: { os: 'linux', architecture } });
    }
    return await this.manifest(repository, tag, { schemaVersion: 2, mediaType: INDEX, manifests }, INDEX);
  }
}

function layerWith(text: string): { bytes: Buffer; diffId: string } {
  const folder = mkdtempSync(join(tmpdir(), 'layer-'));
  writeFileSync(join(folder, 'words'), text);
  const tar = execFileSync('tar', ['-cf', '-', '--mtime=@0', '--owner=0', '--group=0', '-C', folder, 'words']);
  rmSync(folder, { recursive: true });
  return { bytes: execFileSync('gzip', ['-n'], { input: tar }), diffId: digestOf(tar) };
}

async function digestAt(reference: string): Promise<string | null> {
  const [, host = '', path = '', tag = ''] = /^([^/]+)\/(.+):([^:]+)$/.exec(reference) ?? [];
  const answer = await fetch(`http://${host}/v2/${path}/manifests/${tag}`, {
    method: 'HEAD',
    headers: { accept: [INDEX, MANIFEST, DOCKER].join(', ') },
  });
  return answer.headers.get('docker-content-digest');
}

const levelsOf = ({ printed }: Outcome): unknown[] => (JSON.parse(printed) as { levels: unknown[] }).levels;
const statuses = ({ results }: Outcome): string[] => results.map(({ image, status }) => `${image} ${status}`);

describe('mirrors', () => {
  let registry: RegistryProcess;
  let source: Source;
  let rig: Rig;
  let first: string;
  beforeAll(async () => {
    registry = await startRegistry();
    source = new Source(registry);
    first = await source.index('library/tool', '1.0', 'first');
    rig = openRig();
    // No builder, no engine: neither is asked for.
    rig.write(
      'images.yaml',
      `registry: ${rig.prefix ?? ''}\nimages: [{type: mirror, source: "${source.host}/library/tool:1.0", section: mirror}]\n`,
    );
  });
  afterAll(async () => {
    rig.close();
    await registry.stop();
  });
  const at = (tag: string): string => `${rig.prefix ?? ''}/mirror/tool:${tag}`;
  const run = (): Promise<Outcome> => withoutEngine(() => rig.build());

  it('copies every platform by digest, without builder and engine', async () => {
    const built = await run();
    expectBuilt(built);
    expect(statuses(built)).toEqual(['mirror/tool built']);
    expect(resultOf(built, 'mirror/tool')).toMatchObject({ digest: first, tags: [at('1.0')] });
    expect(built.lines.join('\n')).toContain('copied 4 of 4 blobs');
    expect(await digestAt(at('1.0'))).toBe(first);
    expect(await digestAt(at(resultOf(built, 'mirror/tool').fingerprint))).toBe(first);
  });

  it('has nothing to do the second time', async () => {
    expect(levelsOf(await withoutEngine(() => rig.run('plan', '--json')))).toEqual([]);
    expect((await run()).results).toEqual([]);
  });

  it('copies what is new when the tag of the source has moved', async () => {
    const second = await source.index('library/tool', '1.0', 'first', 'second');
    const built = await run();
    expectBuilt(built);
    expect(await digestAt(at('1.0'))).toBe(second);
    expect(second).not.toBe(first);
    expect(built.lines.join('\n')).toContain('copied 2 of 4 blobs');
    expect(await tagsIn(`${rig.prefix ?? ''}/mirror/tool`)).toHaveLength(3);
  });

  it('moves nothing where both are in one registry', async () => {
    rig.write(
      'images.yaml',
      `registry: ${rig.prefix ?? ''}\nimages: [{type: mirror, name: again, tag: "2", source: "${rig.prefix ?? ''}/mirror/tool:1.0"}]\n`,
    );
    const built = await run();
    expectBuilt(built);
    expect(built.lines.join('\n')).toMatch(/again: copied 0 of 4 blobs/);
    expect(await digestAt(`${rig.prefix ?? ''}/again:2`)).toBe(await digestAt(at('1.0')));
  });

  it('says when what was pinned is gone', async () => {
    const gone = `sha256:${'0'.repeat(64)}`;
    rig.write(
      'images.yaml',
      `registry: ${rig.prefix ?? ''}\nimages:\n  - {type: mirror, name: gone, tag: "1", source: "${source.host}/library/tool@${gone}"}\n`,
    );
    const built = await run();
    expect(built.code).toBe(1);
    expect(resultOf(built, 'gone').failure).toMatchObject({
      phase: 'copy',
      reason: `${source.host}/library/tool@${gone} is not there any more`,
    });
  });

  it('keeps its copy in the local store where no registry is named', async () => {
    const local = openRig({ local: true });
    try {
      local.write('images.yaml', `images: [{type: mirror, source: "${source.host}/library/tool:1.0"}]\n`);
      const built = await withoutEngine(() => local.build());
      expectBuilt(built);
      expect(resultOf(built, 'tool').tags).toEqual(['localhost/tool:1.0']);
      const index = readFileSync(join(local.folder, 'data/gentoo-image-builder/store/index.json'), 'utf8');
      expect(index).toContain('localhost/tool:1.0');
      expect(levelsOf(await withoutEngine(() => local.run('plan', '--json')))).toEqual([]);
    } finally {
      local.close();
    }
  });

  it('is what a Gentoo image can be built on, on its platform', async () => {
    rig.images(`
- {type: mirror, source: "${source.host}/library/tool:1.0"}
- name: child
  requires: tool
  build: {packages: "dev-libs/slotted"}
`);
    const built = await rig.build();
    expectBuilt(built);
    expect(resultOf(built, 'child').status).toBe('built');
    const date = resultOf(built, 'child').tags[0] ?? '';
    const { manifest } = await manifestOf(date);
    expect(manifest.layers).toHaveLength(2);
    expect(filesIn(date)).toContain('words');
  });
});

/** Lists what is in an image that has no program of its own. */
function filesIn(reference: string): string[] {
  docker('pull', '--quiet', reference);
  const container = docker('create', reference, '/none');
  const names = execFileSync('bash', ['-c', `docker export ${container} | tar -t`], { encoding: 'utf8' });
  docker('rm', container);
  return names.split('\n');
}

/** An engine that cannot be reached: whoever asks it fails. */
async function withoutEngine<T>(work: () => Promise<T>): Promise<T> {
  const before = process.env.DOCKER_HOST;
  process.env.DOCKER_HOST = 'unix:///nowhere/docker.sock';
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = before;
  }
}

const SCRIPT = `#!/bin/bash
mkdir -p context
cp certificates/* context/
printf '%s\\n' "$NAME" "$TAG" "$SECTION" "$REGISTRY" "$PLATFORM" "\${INPUT_TOLD-no input}" >context/told
tar -C context -cf - . | docker import --platform "$PLATFORM" - "$IMAGE" >/dev/null
echo "made $NAME"
`;

describe('scripts', () => {
  let rig: Rig;
  beforeAll(() => {
    rig = openRig();
    rig.write('make.sh', SCRIPT);
    rig.write('certificates/a.pem', 'one');
    images();
  });
  afterAll(() => {
    rig.close();
  });
  function images(own = 'command: bash make.sh', tail = ''): void {
    rig.images(`
- name: certificates
  type: script
  section: data
  tag: "7"
  ${own}
  inputs: [make.sh, "certificates/**"]
${tail}`);
  }
  const at = (tag: string): string => `${rig.prefix ?? ''}/data/certificates:${tag}`;

  it('push what their command leaves, and tell it what it is', async () => {
    process.env.INPUT_TOLD = 'an input of the action';
    const built = await rig.build();
    delete process.env.INPUT_TOLD;
    expectBuilt(built);
    expect(statuses(built)).toEqual(['data/certificates built']);
    expect(built.lines).toContain('made certificates');
    const { fingerprint, digest } = resultOf(built, 'data/certificates');
    expect(await tagsIn(`${rig.prefix ?? ''}/data/certificates`)).toEqual(
      ['7', fingerprint, `${fingerprint}-untested`].sort(),
    );
    expect(await digestAt(at('7'))).toBe(digest);
    const told = readFileSync(join(rig.folder, 'context/told'), 'utf8');
    expect(told).toBe(`certificates\n7\ndata\n${rig.prefix ?? ''}\nlinux/amd64\nno input\n`);
    expect(docker('image', 'ls', '--quiet', at(`${fingerprint}-untested`))).toBe('');
  });

  it('are not run again', async () => {
    expect((await rig.build()).results).toEqual([]);
  });

  it('are run again when an input changes', async () => {
    rig.write('certificates/b.pem', 'two');
    const built = await rig.build();
    expectBuilt(built);
    expect(statuses(built)).toEqual(['data/certificates built']);
  });

  it('are built on by Gentoo images', async () => {
    images('command: bash make.sh', '- {name: child, requires: certificates, build: {packages: dev-libs/slotted}}\n');
    const built = await rig.build();
    expectBuilt(built);
    expect(statuses(built)).toEqual(['builder-scratch built', 'child built']);
    const reference = resultOf(built, 'child').tags[0] ?? '';
    const [child, parent] = await Promise.all([manifestOf(reference), manifestOf(at('7'))]);
    expect(child.manifest.layers.map(({ digest }) => digest)[0]).toBe(parent.manifest.layers[0]?.digest);
    expect(new Set(child.manifest.layers.map(({ mediaType }) => mediaType)).size).toBe(1);
    expect((await configOf(reference)).rootfs.diff_ids).toHaveLength(2);
    docker('pull', '--quiet', reference);
  });

  it('say where they failed', async () => {
    images('command: |\n    echo these words\n    exit 3');
    const built = await rig.build();
    expect(built.code).toBe(1);
    expect(resultOf(built, 'data/certificates').failure).toMatchObject({
      phase: 'command',
      reason: 'the command ended with 3:\nthese words',
    });
    expect(built.lines.join('\n')).toContain('images.yaml:');
  });

  it('fail when they leave nothing', async () => {
    images('command: "true"');
    const built = await rig.build();
    const { failure } = resultOf(built, 'data/certificates');
    expect(failure?.reason).toMatch(/^the command left no image .*-untested in the engine$/);
  });

  it('stay in the engine where no registry is named', async () => {
    const local = openRig({ local: true });
    const yaml = `
- {name: certificates, type: script, tag: "7", command: bash make.sh, inputs: [make.sh]}
`;
    try {
      local.write('make.sh', SCRIPT);
      local.write('certificates/a.pem', 'one');
      local.images(yaml);
      const built = await local.build();
      expectBuilt(built);
      expect(docker('image', 'ls', '--quiet', 'localhost/certificates:7')).not.toBe('');
      expect((await local.build()).results).toEqual([]);
      local.images(`${yaml}- {name: child, requires: certificates, build: {packages: dev-libs/slotted}}`);
      const child = resultOf(await local.build(), 'child');
      expect(child.failure?.reason).toBe('blocked: certificates is only in the engine, as nothing is pushed');
      docker(
        'image',
        'rm',
        '--force',
        'localhost/certificates:7',
        `localhost/certificates:${resultOf(built, 'certificates').fingerprint}`,
      );
    } finally {
      local.close();
    }
  });
});
