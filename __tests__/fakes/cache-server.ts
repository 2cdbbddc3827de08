// A small cache service of GitHub's, version 2: entries by key and version, their bytes as blobs. In: what its client
// sends. Out: what that client wants to hear; and what is in it, to be looked at, changed, taken away, refused.
// Twirp as JSON: CreateCacheEntry, FinalizeCacheEntryUpload, GetCacheEntryDownloadURL; block blobs by PUT, GET with ranges.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Entry {
  readonly key: string;
  readonly version: string;
  readonly id: number;
  bytes: Buffer | undefined;
}

export interface CacheServer {
  /** the environment by which the client finds it */
  readonly env: Readonly<Record<string, string>>;
  /** finished entries, the oldest first */
  readonly entries: Entry[];
  /** methods that were called, in order */
  readonly calls: string[];
  /** answers a method or a blob's request instead; undefined for as usual */
  refuse: ((what: string) => { readonly status: number; readonly msg: string } | undefined) | undefined;
  close(): Promise<void>;
}

export async function startCacheServer(): Promise<CacheServer> {
  const entries: Entry[] = [];
  const reserved: Entry[] = [];
  const blocks = new Map<string, Buffer>();
  const calls: string[] = [];
  let count = 0;
  const server = createServer((request, answer) => {
    void read(request).then((body) => {
      serve(request, body, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const methods: Record<string, (asked: Record<string, unknown>) => object> = {
    CreateCacheEntry({ key, version }) {
      const isThere = [...entries, ...reserved].some((one) => one.key === key && one.version === version);
      if (isThere) return { ok: false, message: 'cache entry with the same key, version and scope already exists' };
      const entry = { key: String(key), version: String(version), id: ++count, bytes: undefined };
      reserved.push(entry);
      return { ok: true, signed_upload_url: `${origin}/account/blobs/${entry.id}?sig=secret` };
    },
    FinalizeCacheEntryUpload({ key, version }) {
      const at = reserved.findIndex((one) => one.key === key && one.version === version);
      const [entry] = at === -1 ? [] : reserved.splice(at, 1);
      if (!entry?.bytes) return { ok: false, message: 'nothing was uploaded' };
      entries.push(entry);
      return { ok: true, entry_id: String(entry.id) };
    },
    GetCacheEntryDownloadURL({ key, restore_keys: prefixes = [], version }) {
      const fitting = entries.filter((one) => one.version === version);
      const found =
        fitting.find((one) => one.key === key) ??
        fitting.findLast((one) => (prefixes as string[]).some((prefix) => one.key.startsWith(prefix)));
      if (!found) return { ok: false };
      const url = `${origin}/account/blobs/${found.id}?sig=secret`;
      return { ok: true, signed_download_url: url, matched_key: found.key };
    },
  };

  function serve(request: IncomingMessage, body: Buffer, answer: ServerResponse): void {
    const url = new URL(request.url ?? '/', origin);
    const method = url.pathname.split('/').at(-1) ?? '';
    const what = url.pathname.startsWith('/twirp/') ? method : `${request.method ?? ''} blob`;
    calls.push(what);
    const refused = self.refuse?.(what);
    if (refused) {
      answer.writeHead(refused.status, { 'content-type': 'application/json' });
      answer.end(JSON.stringify({ code: 'unknown', msg: refused.msg }));
    } else if (methods[method]) {
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.end(JSON.stringify(methods[method](JSON.parse(body.toString()) as Record<string, unknown>)));
    } else if (request.method === 'PUT') {
      put(url, body, answer);
    } else {
      get(Number(method), request, answer);
    }
  }

  function put(url: URL, body: Buffer, answer: ServerResponse): void {
    const entry = reserved.find(({ id }) => id === Number(url.pathname.split('/').at(-1)));
    const block = url.searchParams.get('blockid');
    if (block !== null) blocks.set(block, body);
    else if (url.searchParams.get('comp') === 'blocklist') {
      const ids = [...body.toString().matchAll(/<(?:Latest|Uncommitted)>([^<]+)</g)].map((match) => match[1] ?? '');
      if (entry) entry.bytes = Buffer.concat(ids.map((id) => blocks.get(id) ?? Buffer.alloc(0)));
    } else if (entry) entry.bytes = body;
    answer.writeHead(201, { 'x-ms-request-id': '1', etag: '"1"' }).end();
  }

  function get(id: number, request: IncomingMessage, answer: ServerResponse): void {
    const bytes = entries.find((one) => one.id === id)?.bytes;
    if (!bytes) {
      answer.writeHead(404).end();
      return;
    }
    const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const end = to === '' ? bytes.length - 1 : Math.min(Number(to), bytes.length - 1);
    const part = bytes.subarray(Number(from), end + 1);
    const range = `bytes ${from}-${end}/${bytes.length}`;
    answer.writeHead(request.headers.range ? 206 : 200, { 'content-length': part.length, 'content-range': range });
    answer.end(request.method === 'HEAD' ? undefined : part);
  }

  const self: CacheServer = {
    env: {
      ACTIONS_CACHE_SERVICE_V2: '1',
      ACTIONS_RESULTS_URL: `${origin}/`,
      ACTIONS_RUNTIME_TOKEN: 'token',
    },
    entries,
    calls,
    refuse: undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
