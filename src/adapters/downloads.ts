// Files from elsewhere. In: an https URL. Out: its bytes. Follows redirects, from https to https only; tries nothing twice
// and keeps nothing.

import type { SendHttp } from '../core/http.ts';
import { registryError } from '../core/image-store.ts';
import { nextHop } from '../core/registry-protocol.ts';

const MOST_HOPS = 10;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Opens URLs. Fails with the errors that tries are made again for. */
export function openDownloads(send: SendHttp): (url: string) => Promise<AsyncIterable<Uint8Array>> {
  return async function download(text) {
    let url = new URL(text);
    for (let hop = 0; hop <= MOST_HOPS; hop++) {
      const answer = await send({ method: 'GET', url });
      if (answer.status === 200) return answer.body;
      answer.discard();
      if (!REDIRECTS.has(answer.status)) throw refused(url, answer.status);
      const next = nextHop(url, answer.headers.location ?? '');
      if (!next) throw registryError('protocol', url.host, `${text} leads to no https address`);
      url = next;
    }
    throw registryError('protocol', url.host, `${text} leads from one address to the next`);
  };
}

function refused({ host }: URL, status: number): Error {
  if (status === 404 || status === 410) return registryError('not-found', host, `it has no such file (${status})`);
  if (status === 401 || status === 403) return registryError('denied', host, `it does not give the file (${status})`);
  const passing = status === 408 || status === 425 || status === 429 || status >= 500;
  return registryError('unavailable', host, `it answers with ${status}`, { retries: passing ? 5 : 0 });
}
