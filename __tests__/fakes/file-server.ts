// An https server on loopback with files and git repositories, its certificate its own authority. In: what it serves.
// Out: its host, the certificate, what was asked for.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from './token-server.ts';

export interface FileServer {
  /** `127.0.0.1:port` */
  readonly host: string;
  /** the certificate's path */
  readonly ca: string;
  /** paths that were asked for, in order */
  readonly asked: string[];
  /** files by path; a text that begins with `-> ` is a redirect */
  readonly files: Map<string, string>;
  /** commits files to `/NAME.git`, tags them where asked; gives the commit */
  commit(name: string, files: Readonly<Record<string, string>>, tag?: string): string;
  close(): Promise<void>;
}

export async function startFileServer(): Promise<FileServer> {
  const folder = mkdtempSync(join(tmpdir(), 'gib-files-'));
  const [key, ca] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  makeCertificate(key, ca, '/CN=files');
  const files = new Map<string, string>();
  const asked: string[] = [];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(ca) }, (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'https://x');
    asked.push(pathname);
    if (pathname.includes('.git/')) serveGit(folder, request, response);
    else serveFile(files.get(pathname), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    ...{ ca, asked, files },
    commit: (name, content, tag) => commit(join(folder, `${name}.git`), content, tag),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function serveFile(text: string | undefined, response: ServerResponse): void {
  if (text === undefined) response.writeHead(404).end();
  else if (text.startsWith('-> ')) response.writeHead(302, { location: text.slice(3) }).end();
  else response.writeHead(200).end(text);
}

/** By git's own CGI program. */
function serveGit(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'https://x');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    },
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const bytes = Buffer.concat(chunks);
    const end = bytes.indexOf('\r\n\r\n');
    for (const line of bytes.subarray(0, end).toString().split('\r\n')) {
      const at = line.indexOf(': ');
      if (line.startsWith('Status: ')) response.statusCode = Number(line.slice(8, 11));
      else response.setHeader(line.slice(0, at), line.slice(at + 2));
    }
    response.end(bytes.subarray(end + 4));
  });
}

function commit(repository: string, files: Readonly<Record<string, string>>, tag: string | undefined): string {
  const git = (...words: string[]): string =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=x', '-c', 'user.email=x@example.org', ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  mkdirSync(repository, { recursive: true });
  git('init', '--quiet', '--initial-branch=main');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(repository, path, '..'), { recursive: true });
    writeFileSync(join(repository, path), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
  }
  git('add', '--all');
  git('commit', '--quiet', '--message=x');
  if (tag !== undefined) git('tag', '--annotate', '--message=x', tag);
  return git('rev-parse', 'HEAD');
}
