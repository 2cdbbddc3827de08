// Canaries: a registry's password, the run's token, a proxy's password. They are known to the processes of a job, and must be
// in nothing that it leaves or shows: layers, configurations, histories, logs, outputs, summaries, arguments.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Matrix } from '../../src/core/matrix.ts';
import { type FaultBench, type FaultRig, openFaultBench } from './fault-rig.ts';
import { docker } from './rig.ts';

const PASSWORD = 'canary-Pa55+/=word';
const HTPASSWD = 'ann:$2y$04$abcdefghijklmnopqrstuuLAPPo1ua.dF.yfQQk0X/JQIWGLhPyna\n';
const TOKEN = 'ghs_canaryTokenOfTheRun0123456789abcdef';
const PROXY = 'canary-proxy-pass';

/** Every form that a secret may take on its way. */
const FORMS = [PASSWORD, TOKEN, PROXY, `ann:${PASSWORD}`, `x-access-token:${TOKEN}`].flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('base64url'),
]);

let bench: FaultBench;
let rig: FaultRig;
beforeAll(async () => {
  bench = await openFaultBench({ auth: HTPASSWD });
  rig = bench.open();
});
afterAll(() => bench.close());

function secretsIn(text: Buffer | string): string[] {
  const bytes = Buffer.from(text);
  return FORMS.filter((form) => bytes.includes(form));
}

/** All files below a folder, those that are compressed also unpacked. */
function* contentsOf(folder: string): Generator<[string, Buffer]> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    yield [path, bytes];
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) yield [`${path} unpacked`, gunzipSync(bytes)];
  }
}

/** Reads the arguments of all processes, again and again. */
function watchArguments(): () => { readonly found: Set<string>; readonly samples: number } {
  const found = new Set<string>();
  let samples = 0;
  const timer = setInterval(() => {
    samples += 1;
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`);
        if (secretsIn(words).length > 0) found.add(words.toString().replaceAll('\0', ' '));
      } catch {
        // It has ended meanwhile.
      }
    }
  }, 10);
  return () => {
    clearInterval(timer);
    return { found, samples };
  };
}

const files = (): Record<'GITHUB_OUTPUT' | 'GITHUB_STEP_SUMMARY' | 'GITHUB_STATE' | 'GITHUB_EVENT_PATH', string> => {
  const at = (name: string, text = ''): string => {
    writeFileSync(join(rig.folder, name), text);
    return join(rig.folder, name);
  };
  const event = JSON.stringify({ repository: { default_branch: 'main', full_name: 'acme/images' } });
  return {
    GITHUB_OUTPUT: at('output'),
    GITHUB_STEP_SUMMARY: at('summary'),
    GITHUB_STATE: at('state'),
    GITHUB_EVENT_PATH: at('event.json', event),
  };
};

/** A step of the action; gives its outputs and all that anybody can see of it. */
async function step(inputs: Record<string, string>): Promise<{ outputs: Map<string, string>; shown: string }> {
  const places = files();
  const { code, out, log } = await rig.spawnAction({
    ...places,
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/main',
    DOCKER_CONFIG: join(rig.folder, 'logins'),
    HTTPS_PROXY: `http://user:${PROXY}@127.0.0.1:9`,
    HTTP_PROXY: `http://user:${PROXY}@127.0.0.1:9`,
    NO_PROXY: '127.0.0.1',
    'INPUT_GITHUB-TOKEN': TOKEN,
    'INPUT_WORKING-DIRECTORY': rig.folder,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  }).ended;
  expect({ code, log: out + log }).toMatchObject({ code: 0 });
  const text = readFileSync(places.GITHUB_OUTPUT, 'utf8');
  const found = [...text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)];
  const outputs = new Map(found.map((match) => [match[1] ?? '', match[3] ?? '']));
  // The runner hides what it was told to hide by this very line, which it does not show.
  const seen = (out + log).replaceAll(/^::add-mask::.*$/gm, '');
  return {
    outputs,
    shown: [seen, text, ...Object.values(places).map((path) => readFileSync(path, 'utf8'))].join('\n'),
  };
}

it('are nowhere', async () => {
  rig.images(`
- name: base
  tag: "1"
  build: {packages: [app-shells/suite-shell], finish_rootfs_build: "env > $ROOT/environment; cat /proc/*/environ > $ROOT/environments || true"}
  test: [/bin/suite-shell, -c, 'true']
`);
  const logins = join(rig.folder, 'logins');
  mkdirSync(logins);
  const auths = { [bench.proxy.host]: { auth: Buffer.from(`ann:${PASSWORD}`).toString('base64') } };
  const proxy = `http://user:${PROXY}@127.0.0.1:9`;
  const proxies = { default: { httpProxy: proxy, httpsProxy: proxy, noProxy: '127.0.0.1' } };
  writeFileSync(join(logins, 'config.json'), JSON.stringify({ auths, proxies }));

  const stop = watchArguments();
  const planned = await step({ mode: 'plan' });
  const shown = [planned.shown];
  const levels = JSON.parse(planned.outputs.get('levels') ?? '[]') as Matrix[];
  for (const { include } of levels) {
    for (const row of include) {
      const built = await step({ mode: 'build', job: JSON.stringify(row), pins: planned.outputs.get('pins') ?? '' });
      shown.push(built.shown, readFileSync(built.outputs.get('result-file') ?? '', 'utf8'));
    }
  }
  const { found, samples } = stop();
  expect([...found]).toEqual([]);
  expect(samples).toBeGreaterThan(100);
  expect(shown.flatMap(secretsIn)).toEqual([]);

  // The search itself finds what is there.
  expect(secretsIn(JSON.stringify({ auths, proxies }))).not.toEqual([]);
  let count = 0;
  for (const [path, bytes] of contentsOf(bench.registry.data)) {
    count += 1;
    expect(secretsIn(bytes), path).toEqual([]);
  }
  expect(count).toBeGreaterThan(30);
  for (const name of ['builder-scratch', 'builder-base']) {
    const all = docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', `${rig.prefix ?? ''}/${name}`).split(
      '\n',
    );
    const image = all[0] ?? '';
    const words = docker('image', 'inspect', image) + docker('history', '--no-trunc', image);
    expect(secretsIn(words), image).toEqual([]);
  }
  // Nothing that held a login is left either.
  const left = readdirSync(join(rig.folder, 'tmp')).filter((name) => name.startsWith('gib-login-'));
  expect(left).toEqual([]);
});
