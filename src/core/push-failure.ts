// What an engine's failed push means. In: the words of docker or podman. Out: a `RegistryError` that says whether trying
// again may help, as the registry client's own errors do. Engines tell statuses only in prose, each in its own.

import { registryError, type RegistryError, type RegistryErrorCode } from './image-store.ts';

/** The first row whose words are found counts. */
const ROWS: readonly { readonly words: RegExp; readonly code: RegistryErrorCode; readonly retries: number }[] = [
  { words: /TOOMANYREQUESTS|too many requests|\b429\b/i, code: 'unavailable', retries: 5 },
  // The engine logs in anew with each push: a token that ran out is no reason to give up.
  { words: /unauthorized|authentication required|no basic auth|\b401\b/i, code: 'unauthorized', retries: 1 },
  // ghcr.io answers a good push with 403 now and then.
  { words: /denied|forbidden|insufficient_scope|\b403\b/i, code: 'denied', retries: 2 },
  { words: /blob upload (unknown|invalid)|unknown blob|blob unknown/i, code: 'unavailable', retries: 5 },
  {
    words:
      /\b5\d\d\b|internal server error|bad gateway|service unavailable|gateway time-?out|EOF|reset by peer|broken pipe|time-?out|refused|no route|no such host|temporary failure/i,
    code: 'unavailable',
    retries: 5,
  },
  // A page of a proxy in the place of the registry's answer.
  { words: /invalid character '<'|text\/html/i, code: 'unavailable', retries: 5 },
];

/** The error for a push that the engine gave up. `words`: its last ones. */
export function pushError(host: string, name: string, words: string, cause?: unknown): RegistryError {
  const { code, retries } = ROWS.find((row) => row.words.test(words)) ?? { code: 'protocol', retries: 0 };
  const safe = words.replace(/[^\x20-\x7E]+/g, ' ').slice(0, 300);
  return registryError(code, host, `the engine could not push ${name}: ${safe}`, { retries, cause });
}
