/**
 * In: ways to ask a registry. Out: all tags of a repository.
 * Source: distribution-spec v1.1, "Listing Tags" (end-8a, end-8b). Never judges what a tag means.
 */
import { isRecord } from './canonical.ts';
import { readBody, type HttpAnswer, type HttpRequest } from './http.ts';
import { isRegistryError, registryError } from './image-store.ts';
import { parseObject } from './oci.ts';
import type { Reference } from './reference.ts';
import type { Target } from './registry-login.ts';
import { nextHop } from './registry-protocol.ts';

interface Tools {
  /** asks, and gives the answer when its status is welcome; else throws what it means */
  readonly expect: (to: Target, request: HttpRequest, welcome: readonly number[]) => Promise<HttpAnswer>;
  readonly target: (reference: Reference, what: string) => Target;
  readonly retrying: <T>(attempt: () => Promise<T>) => Promise<T>;
}

const MOST_LIST = 4 * 1024 * 1024;
/** Tags that are asked for at once; registries may give fewer. */
const PAGE = 1000;
/** A registry that always names a next page would keep us for ever. */
const MOST_PAGES = 1000;

interface Page {
  readonly tags: readonly string[];
  readonly next: URL | undefined;
}

/** Opens that part of a registry's client. */
export function openTags({ expect, target, retrying }: Tools): (repository: Reference) => Promise<string[]> {
  async function pageAt(to: Target, url: URL): Promise<Page> {
    const answer = await expect(to, { method: 'GET', url, headers: { accept: 'application/json' } }, [200]);
    const tags = parseTags(await readBody(answer, to.endpoint.host, MOST_LIST));
    if (tags === undefined) throw registryError('protocol', to.endpoint.host, `${to.what} came as no list`);
    return { tags, next: nextPage(url, answer.headers.link) };
  }

  return async (repository) => {
    const to = target(repository, 'tags');
    const tags = new Set<string>();
    let url: URL | undefined = new URL(`/v2/${to.repository}/tags/list?n=${PAGE}`, to.endpoint.origin);
    try {
      for (let page = 1; url !== undefined && page <= MOST_PAGES; page++) {
        const here: URL = url;
        const found: Page = await retrying(() => pageAt(to, here));
        for (const tag of found.tags) tags.add(tag);
        url = found.next;
      }
    } catch (error) {
      // Only the registry's own words for it count as absence.
      if (isRegistryError(error) && error.code === 'not-found') return [];
      throw error;
    }
    if (url === undefined) return [...tags];
    throw registryError('protocol', to.endpoint.host, `${to.what} have more than ${MOST_PAGES} pages`);
  };
}

/** Reads a page; undefined for what is none. A repository without tags may have `null` in their place. */
export function parseTags(bytes: Uint8Array): string[] | undefined {
  const value = parseObject(bytes);
  if (!isRecord(value)) return undefined;
  const tags = value.tags ?? [];
  return Array.isArray(tags) && tags.every((tag): tag is string => typeof tag === 'string') ? tags : undefined;
}

/** Where the next page is, by the header `Link: </v2/...>; rel="next"` (RFC 8288); undefined when there is none. */
export function nextPage(from: URL, link: string | undefined): URL | undefined {
  const [, path] = /<([^<>]*)>\s*;(?:[^,]*;)?\s*rel="?next"?(?:[\s;,]|$)/i.exec(link?.slice(0, 8192) ?? '') ?? [];
  const next = path === undefined ? undefined : nextHop(from, path);
  // A login goes with the request: never to another host.
  return next?.host === from.host ? next : undefined;
}
