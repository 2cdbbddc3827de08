/**
 * In: users and what each may do. Out: a token server for docker-registry's `auth: token`, on a free port of this machine,
 * with a key and a certificate of its own. Format: distribution.github.io/distribution/spec/auth/jwt.
 */
import { execFileSync } from 'node:child_process';
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface User {
  readonly password: string;
  /** `pull`, `push` */
  readonly actions: readonly string[];
}

export interface TokenServer {
  readonly realm: string;
  /** path of the certificate that the registry trusts */
  readonly bundle: string;
  /** tokens that were given, and scopes that were asked for */
  readonly given: { readonly user: string; readonly scopes: readonly string[]; readonly token: string }[];
  /** seconds that a token is good for; docker-registry adds a minute by itself */
  lifetime: number;
  stop(): Promise<void>;
}

export const ISSUER = 'test issuer';
export const SERVICE = 'test registry';

/** Starts it. Without a login it gives tokens that allow nothing. */
export async function startTokenServer(users: ReadonlyMap<string, User>): Promise<TokenServer> {
  const folder = mkdtempSync(join(tmpdir(), 'token-server-'));
  const [keyFile, bundle] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  makeCertificate(keyFile, bundle, '/CN=tokens');
  const key = createPrivateKey(readFileSync(keyFile, 'utf8'));
  const der = readFileSync(bundle, 'utf8').replace(/-----[^-]+-----|\s/g, '');
  const given: { user: string; scopes: string[]; token: string }[] = [];

  function tokenFor(user: string, scopes: readonly string[]): string {
    const now = Math.floor(Date.now() / 1000);
    const access = scopes.map((scope) => {
      const [type = '', name = '', actions = ''] = scope.split(':');
      const allowed = users.get(user)?.actions ?? [];
      return { type, name, actions: actions.split(',').filter((action) => allowed.includes(action)) };
    });
    const times = { nbf: now - 120, iat: now - 120, exp: now + server.lifetime };
    const claims = { iss: ISSUER, sub: user, aud: SERVICE, jti: randomUUID(), access, ...times };
    const text = [{ typ: 'JWT', alg: 'ES256', x5c: [der] }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  }

  const http = createServer((request, response) => {
    const { user, isGood } = whoIs(request, users);
    if (!isGood) {
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end('{"details":"incorrect username or password"}');
      return;
    }
    const scopes = new URL(request.url ?? '/', 'http://tokens').searchParams
      .getAll('scope')
      .flatMap((scope) => scope.split(' '));
    const token = tokenFor(user, scopes);
    given.push({ user, scopes, token });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token }));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as { port: number };
  const server: TokenServer = {
    realm: `http://127.0.0.1:${port}/token`,
    bundle,
    given,
    lifetime: 300,
    async stop() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return server;
}

function whoIs(request: IncomingMessage, users: ReadonlyMap<string, User>): { user: string; isGood: boolean } {
  const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme !== 'Basic') return { user: '', isGood: true };
  const text = Buffer.from(value, 'base64').toString();
  const user = text.slice(0, text.indexOf(':'));
  return { user, isGood: users.get(user)?.password === text.slice(text.indexOf(':') + 1) };
}

/** Writes a key and a certificate for 127.0.0.1 that is its own authority. */
export function makeCertificate(key: string, cert: string, subject: string): void {
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const name = ['-subj', subject, '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', '-days', '2', ...curve, ...name, '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  });
}
