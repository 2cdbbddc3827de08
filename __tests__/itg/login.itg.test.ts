// Registries that want a login: a password, a token, an authority of one's own. Each trouble has words of its own, and the
// engine's push uses the same login as ours, wherever the user keeps it.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ISSUER, makeCertificate, SERVICE, startTokenServer, type TokenServer } from '../fakes/token-server.ts';
import { type FaultBench, type FaultRig, openFaultBench, ours } from './fault-rig.ts';
import { expectBuilt, type Outcome } from './rig.ts';

const PASSWORD = 'canary-Pa55+/=word';
const HTPASSWD = 'ann:$2y$04$abcdefghijklmnopqrstuuLAPPo1ua.dF.yfQQk0X/JQIWGLhPyna\n';
const IMAGES = `
- name: base
  tag: "1"
  build: {packages: [app-shells/suite-shell]}
  test: [/bin/suite-shell, -c, 'true']
`;
const HINT = '\n  hint: nothing is built on a guess: try again, or see that you are logged in';
const ASKED = 'the registry does not say what it has: HOST/PATH/base:F1: HOST: HTTP 401 for';
const BAD = 'the login for it is not accepted: its password or token is wrong, or has run out';

let bench: FaultBench;
let rig: FaultRig;
const before = { ...process.env };
afterEach(() => {
  for (const name of ['DOCKER_CONFIG', 'REGISTRY_AUTH_FILE', 'RUNNER_TEMP']) {
    if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before[name];
  }
  rig.close();
  bench.proxy.script();
});

/** Logs in for the processes of a test, in docker's file or in podman's. */
function logIn(user: string, password: string, where: 'docker' | 'podman' = 'docker'): void {
  const folder = join(rig.folder, 'logins');
  mkdirSync(join(folder, 'empty'), { recursive: true });
  const auth = Buffer.from(`${user}:${password}`).toString('base64');
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { [bench.proxy.host]: { auth } } }));
  process.env.DOCKER_CONFIG = where === 'docker' ? folder : join(folder, 'empty');
  if (where === 'podman') process.env.REGISTRY_AUTH_FILE = join(folder, 'config.json');
}

function logOut(): void {
  process.env.DOCKER_CONFIG = join(rig.folder, 'none');
}

function told(outcome: Outcome): string {
  return outcome.lines
    .join('\n')
    .replaceAll(bench.proxy.host, 'HOST')
    .replaceAll(rig.path, 'PATH')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'TOKENS')
    .replaceAll(/f1-[0-9a-f]{32}/g, 'F1');
}

/** The error that ends a run: its words, and the line of the images file below them. */
function last(outcome: Outcome): string {
  return told(outcome).split('\n').slice(-3).join('\n');
}

describe('a registry with a password', () => {
  beforeAll(async () => {
    bench = await openFaultBench({ auth: HTPASSWD });
  });
  beforeEach(() => {
    rig = bench.open();
    rig.images(IMAGES);
  });
  afterAll(() => bench.close());

  it.each(['docker', 'podman'] as const)('builds and pushes with the login in %s’s file', async (where) => {
    logIn('ann', PASSWORD, where);
    expectBuilt(await rig.build());
  });

  it('a wrong password', async () => {
    logIn('ann', 'wrong');
    const planned = await rig.run('plan');
    expect(planned.code).toBe(75);
    expect(told(planned)).toBe(`${ASKED} manifest F1 of PATH/base: ${BAD}, and 1 more answer${HINT}`);
  });

  it('no login', async () => {
    logOut();
    expect(told(await rig.run('plan'))).toBe(
      `the registry does not say what it has: HOST/PATH/base:F1: HOST: manifest F1 of PATH/base: it wants a login, and there is none for it: log in before, or give the action a login step, and 1 more answer${HINT}`,
    );
  });

  it('a login that is refused once, in the middle of a push: logs in again', async () => {
    logIn('ann', PASSWORD);
    const headers = { 'www-authenticate': 'Basic realm="x"' };
    bench.proxy.script(
      ours({ method: 'PUT', path: /\/uploads\//, times: 1, fault: { kind: 'answer', status: 401, headers } }),
    );
    expectBuilt(await rig.build());
  });

  it('a login that is refused from then on: stops, and the next run goes on from there', async () => {
    logIn('ann', PASSWORD);
    const headers = { 'www-authenticate': 'Basic realm="x"' };
    bench.proxy.script(
      ours({ method: 'PUT', path: /\/base\/manifests\/f1-\w+$/, fault: { kind: 'answer', status: 401, headers } }),
    );
    const built = await rig.build();
    expect(built.code).toBe(75);
    expect(last(built)).toBe(
      `images.yaml:12:11 HOST: HTTP 401 for manifest F1 of PATH/base: ${BAD}\n    - name: base\n            ~~~~`,
    );
    bench.proxy.script();
    expect((await rig.build()).results).toMatchObject([{ image: 'base', status: 'tested' }]);
  });

  it('a login that fails for good before the target is there: it is kept, and skopeo brings it', async () => {
    logIn('ann', PASSWORD);
    process.env.RUNNER_TEMP = join(rig.folder, 'temporary');
    const headers = { 'www-authenticate': 'Basic realm="x"' };
    bench.proxy.script(
      ours({ method: 'PUT', path: /\/base\/manifests\/.*-untested$/, fault: { kind: 'answer', status: 401, headers } }),
    );
    const built = await rig.build();
    expect(built.code).toBe(75);
    const words = told(built);
    expect(words).toContain(
      `HOST: HTTP 401 for manifest F1-untested of PATH/base: ${BAD}; the target of base is built, and kept as`,
    );
    const [, from = '', to = ''] = /skopeo copy (\S+) (\S+);/.exec(built.lines.join('\n')) ?? [];
    const options = ['--dest-tls-verify=false', `--dest-creds=ann:${PASSWORD}`];
    // Past the proxy, which stands still while this process waits for a command.
    execFileSync('skopeo', ['copy', '--quiet', ...options, from, to.replace(bench.proxy.host, bench.registry.host)]);
    bench.proxy.script();
    expect((await rig.build()).results).toMatchObject([{ image: 'base', status: 'tested' }]);
  });
});

describe('a registry with a token server', () => {
  let tokens: TokenServer;
  beforeAll(async () => {
    tokens = await startTokenServer(
      new Map([
        ['ann', { password: PASSWORD, actions: ['pull', 'push'] }],
        ['bob', { password: PASSWORD, actions: ['pull'] }],
        ['eve', { password: PASSWORD, actions: [] }],
      ]),
    );
    const { realm, bundle } = tokens;
    bench = await openFaultBench({ tokens: { realm, bundle, service: SERVICE, issuer: ISSUER } });
  });
  beforeEach(() => {
    rig = bench.open();
    rig.images(IMAGES);
    tokens.lifetime = 300;
  });
  afterAll(async () => {
    await bench.close();
    await tokens.stop();
  });

  it('builds and pushes', async () => {
    logIn('ann', PASSWORD);
    expectBuilt(await rig.build());
  });

  it('tokens that run out after a second: new ones are fetched in the middle of the push', async () => {
    logIn('ann', PASSWORD);
    tokens.lifetime = -57;
    const given = tokens.given.length;
    bench.proxy.script(ours({ method: /^P/, path: /\/base\/(blobs|manifests)/, fault: { kind: 'delay', ms: 1500 } }));
    expectBuilt(await rig.build());
    const refused = bench.proxy.seen.filter(({ by, status }) => by === 'ours' && status === 401);
    expect(refused.filter(({ method }) => method.startsWith('P')).length).toBeGreaterThan(1);
    expect(tokens.given.length - given).toBeGreaterThan(3);
  });

  it('a wrong password', async () => {
    logIn('ann', 'wrong');
    const planned = await rig.run('plan');
    expect(planned.code).toBe(75);
    expect(told(planned)).toBe(`${ASKED} a token for PATH/base from TOKENS: ${BAD}, and 1 more answer${HINT}`);
  });

  it('a login that may not even read', async () => {
    logIn('eve', PASSWORD);
    expect(told(await rig.run('plan'))).toBe(
      `${ASKED} manifest F1 of PATH/base: the login is good, but may not read PATH/base, and 1 more answer${HINT}`,
    );
  });

  it('a login that may only read: the push of the builder says so, and is not tried again and again', async () => {
    logIn('bob', PASSWORD);
    expect((await rig.run('plan')).code).toBe(0);
    const built = await rig.build();
    expect(built.code).toBe(75);
    expect(last(built)).toMatch(
      /^images\.yaml:4:3 HOST: the engine could not push HOST\/PATH\/builder-scratch:F1: .*(denied|unauthorized).*\n {4}default:\n {4}~+$/,
    );
    // What the engine had begun when it was refused may have no answer at all.
    expect(bench.proxy.writes().filter(({ status }) => status !== 401 && status !== 0)).toEqual([]);
  });
});

describe('a registry with an authority of its own', () => {
  let folder: string;
  let ca: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'authority-'));
    const key = join(folder, 'key.pem');
    ca = join(folder, 'ca.crt');
    makeCertificate(key, ca, '/CN=home');
    bench = await openFaultBench({ tls: { key: readFileSync(key, 'utf8'), cert: readFileSync(ca, 'utf8') } });
  });
  beforeEach(() => {
    rig = bench.open();
  });
  afterAll(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is trusted where the images file names it', async () => {
    rig.images(IMAGES, `registries: {"${bench.proxy.host}": {ca: own.crt}}`);
    rig.write('own.crt', readFileSync(ca, 'utf8'));
    expectBuilt(await rig.build());
  });

  it('is trusted where an option names it', async () => {
    rig.images(IMAGES);
    expect((await rig.run('plan', '--registry-ca', `${bench.proxy.host}=${ca}`)).code).toBe(0);
  });

  it('is trusted where docker’s or podman’s folder has it', async () => {
    rig.images(IMAGES);
    const place = join(rig.folder, 'config/containers/certs.d', bench.proxy.host);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'own.crt'), readFileSync(ca));
    const { code, log } = await rig.spawnWith({ XDG_CONFIG_HOME: join(rig.folder, 'config') }, 'plan', '--json').ended;
    expect({ code, log }).toMatchObject({ code: 0 });
  });

  it('is not trusted otherwise, in words', async () => {
    rig.images(IMAGES, `registries: {"${bench.proxy.host}": {ca: other.crt}}`);
    makeCertificate(join(rig.folder, 'other.key'), join(rig.folder, 'other.crt'), '/CN=other');
    const planned = await rig.run('plan');
    expect(planned.code).toBe(75);
    expect(told(planned)).toBe(
      `the registry does not say what it has: HOST/PATH/base:F1: HOST: its certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT); with an own authority state 'ca' for this host, and 1 more answer${HINT}`,
    );
  });
});
