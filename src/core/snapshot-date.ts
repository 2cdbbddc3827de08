// The date in the tag of a snapshot's reference.
// In: an image reference. Out: `20261116`, or undefined. Never asks a registry what `latest` is.

import { parseReference } from './reference.ts';

/** `20261116` from `docker.io/gentoo/portage:20261116`; undefined where the tag is no date. */
export function dateOfReference(reference: string): string | undefined {
  const tag = parseReference(reference)?.tag;
  return tag !== undefined && /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(tag) ? tag : undefined;
}

/** `20261116` from the time in `metadata/timestamp.chk`, such as `Mon, 16 Nov 2026 00:45:01 +0000`; in UTC. */
export function dateOfTimestamp(text: string): string | undefined {
  const time = Date.parse(text.trim());
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
}
