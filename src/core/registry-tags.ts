/**
 * In: ways to ask a registry. Out: all tags of a repository; all repositories where the registry tells them.
 * Source: distribution-spec v1.1, "Listing Tags" (end-8a, end-8b); the list of repositories is no part of it, but many
 * registries have it (docker.com, "Listing Repositories"). Never judges what a tag means.
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

/** Registries that have no such list, or not for us. */
const NO_CATALOG = [403, 404, 405, 501];

interface Page {
  readonly names: readonly string[];
  readonly next: URL | undefined;
}

export interface Lists {
  /** All tags of a repository. */
  readonly tags: (repository: Reference) => Promise<string[]>;
  /** All repositories of a host; undefined where it does not tell, or not to us. */
  readonly repositories: (registry: string) => Promise<string[] | undefined>;
}

/** Opens that part of a registry's client. */
export function openLists({ expect, target, retrying }: Tools): Lists {
  /** `absent`: statuses that mean that there is no such list. */
  async function pageAt(to: Target, url: URL, key: string, absent: readonly number[]): Promise<Page | undefined> {
    const answer = await expect(to, { method: 'GET', url, headers: { accept: 'application/json' } }, [200, ...absent]);
    if (absent.includes(answer.status)) {
      answer.discard();
      return undefined;
    }
    const names = parseNames(await readBody(answer, to.endpoint.host, MOST_LIST), key);
    if (names === undefined) throw registryError('protocol', to.endpoint.host, `${to.what} came as no list`);
    return { names, next: nextPage(url, answer.headers.link) };
  }

  async function allPages(
    to: Target,
    path: string,
    key: string,
    absent: readonly number[] = [],
  ): Promise<string[] | undefined> {
    const names = new Set<string>();
    let url: URL | undefined = new URL(`${path}?n=${PAGE}`, to.endpoint.origin);
    for (let page = 1; url !== undefined && page <= MOST_PAGES; page++) {
      const here: URL = url;
      const found: Page | undefined = await retrying(() => pageAt(to, here, key, absent));
      if (!found) return undefined;
      for (const name of found.names) names.add(name);
      url = found.next;
    }
    if (url === undefined) return [...names];
    throw registryError('protocol', to.endpoint.host, `${to.what} have more than ${MOST_PAGES} pages`);
  }

  return {
    async tags(repository) {
      const to = target(repository, 'tags');
      try {
        return (await allPages(to, `/v2/${to.repository}/tags/list`, 'tags')) ?? [];
      } catch (error) {
        // Only the registry's own words for it count as absence.
        if (isRegistryError(error) && error.code === 'not-found') return [];
        throw error;
      }
    },

    async repositories(registry) {
      const to = {
        ...target({ registry, repository: 'all' }, 'list'),
        scopes: ['registry:catalog:*'],
        what: 'repositories',
      };
      try {
        return await allPages(to, '/v2/_catalog', 'repositories', NO_CATALOG);
      } catch (error) {
        if (isRegistryError(error) && error.code === 'unauthorized') return undefined;
        throw error;
      }
    },
  };
}

/** Reads a page; undefined for what is none. A repository without tags may have `null` in their place. */
export function parseNames(bytes: Uint8Array, key: string): string[] | undefined {
  const value = parseObject(bytes);
  if (!isRecord(value)) return undefined;
  const names = value[key] ?? [];
  return Array.isArray(names) && names.every((name): name is string => typeof name === 'string') ? names : undefined;
}

/** Where the next page is, by the header `Link: </v2/...>; rel="next"` (RFC 8288); undefined when there is none. */
export function nextPage(from: URL, link: string | undefined): URL | undefined {
  const [, path] = /<([^<>]*)>\s*;(?:[^,]*;)?\s*rel="?next"?(?:[\s;,]|$)/i.exec(link?.slice(0, 8192) ?? '') ?? [];
  const next = path === undefined ? undefined : nextHop(from, path);
  // A login goes with the request: never to another host.
  return next?.host === from.host ? next : undefined;
}
