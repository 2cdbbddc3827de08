// What a finished root lacks, and what in it deserves a look. In: what the container noted. Out: findings, and their
// words. They stand in a label of the target, so that they are known wherever it is.

import { type Json, parseJson } from './canonical.ts';

/** All kinds, what is worst first; `unread`: the libraries could not be looked at. */
export const FINDING_KINDS = ['soname', 'interpreter', 'link', 'setuid', 'type', 'unread'] as const;

export interface Finding {
  readonly kind: (typeof FINDING_KINDS)[number];
  /** in the target, absolute */
  readonly path: string;
  /** the missing name, the link's target, the mode, what the path was before */
  readonly about: string;
  /** a package, a hook, or who else brought the path */
  readonly owner: string;
}

/** Reads the container's records: four texts each, ended by NUL. In an order of their own. */
export function parseFindings(text: string): Finding[] {
  const texts = text.split('\0');
  const found: Finding[] = [];
  for (let at = 0; at + 4 < texts.length; at += 4) {
    const [name, path = '', about = '', owner = ''] = texts.slice(at, at + 4);
    const kind = FINDING_KINDS.find((one) => one === name);
    if (kind === undefined) throw new Error(`the container noted '${name ?? ''}', which is no kind of finding`);
    found.push({ kind, path, about, owner });
  }
  const order = (one: Finding): string => `${FINDING_KINDS.indexOf(one.kind)}\0${one.path}\0${one.about}`;
  return found.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** As a label of the target has them. */
export function closureLabel(findings: readonly Finding[]): Json {
  return findings.map(({ kind, path, about, owner }) => ({ kind, path, about, owner }));
}

/** Findings of a label; none where there is no label. */
export function readClosureLabel(text: string | undefined): Finding[] {
  return text === undefined ? [] : (parseJson(text) as Finding[]);
}

/** Something of the image cannot work: what `closure: fail` fails on. The others are only named. */
export function isBroken({ kind }: Finding): boolean {
  return kind === 'soname' || kind === 'interpreter' || kind === 'link' || kind === 'unread';
}

/** One finding as a sentence. */
export function describeFinding({ kind, path, about, owner }: Finding): string {
  switch (kind) {
    case 'soname':
      return `${path} of ${owner} needs the library ${about}, which is not there`;
    case 'interpreter':
      return `${path} of ${owner} needs the dynamic linker ${about}, which is not there`;
    case 'link':
      return `${path} of ${owner} is a link to ${about}, which is not there`;
    case 'setuid':
      return `${path} of ${owner} runs with its owner's rights (mode ${about})`;
    case 'type':
      return `${path} of ${owner} is ${about}`;
    case 'unread':
      return `nobody knows whether libraries are missing: ${about}`;
  }
}
