// Gentoo's package atoms: `>=dev-lang/go-1.22:0/1::gentoo[-doc]`, short names, sets.
// In: a text. Out: what is wrong with it, in words; undefined when Portage can read it. Never asks whether a package exists.
// Grammar: Package Manager Specification, chapters 3 (names) and 8.3 (dependencies); wildcards: man 5 portage.

import type { Fault, Rule } from './written.ts';

const CATEGORY = /^[A-Za-z0-9_][A-Za-z0-9+_.-]*$/;
const PACKAGE = /^[A-Za-z0-9_][A-Za-z0-9+_-]*$/;
const SLOT = /^(?:[A-Za-z0-9_][A-Za-z0-9+_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9+_.-]*)?=?|[*=])$/;
const REPOSITORY = /^[A-Za-z0-9_][A-Za-z0-9_-]*$/;
const USE_DEPENDENCY = /^(?:[!-]?[A-Za-z0-9][A-Za-z0-9+_@-]*(?:\([+-]\))?[?=]?)$/;
const SET = /^@[A-Za-z0-9_][A-Za-z0-9+_.-]*$/;
const VERSION = /-\d+(?:\.\d+)*[a-z]?(?:_(?:alpha|beta|pre|rc|p)\d*)*(?:-r\d+)?$/;
const WILDCARD = /^[A-Za-z0-9*_][A-Za-z0-9+*_.-]*\/[A-Za-z0-9*_][A-Za-z0-9+*_-]*$/;

/** Longer ones are refused unread. */
const MAX_ATOM = 512;

/** What emerge can be given to merge: an atom, a short name, or a set. */
export const atomRule: Rule = (text) => {
  if (SET.test(text)) return undefined;
  const reason = text.length > MAX_ATOM ? 'it is too long' : atomFlaw(text);
  return reason === undefined ? undefined : notAtom(text, reason);
};

/** A line of package.use and its like: an atom or a wildcard first, then any words. */
export const atomLineRule: Rule = (line) => {
  const fault = lineFault(line);
  if (fault || line.startsWith('#')) return fault;
  return wildcardRule(line.trim().split(/\s+/)[0] ?? '');
};

/** A line of package.mask and package.unmask: an atom or a wildcard, nothing else. */
export const atomOnlyRule: Rule = (line) => {
  const fault = atomLineRule(line);
  if (fault || line.startsWith('#') || !/\s/.test(line.trim())) return fault;
  return { code: 'bad-atom', message: `'${line.trim()}' is more than one atom`, hint: 'write one atom a line' };
};

/** What package.provided has: `category/name-version`, or a package whose version Portage knows. */
export const providedRule: Rule = (text) => {
  const operator = /^(?:[<>]=?|[=~])/.exec(text)?.[0];
  if (operator !== undefined) {
    const hint = `write '${text.slice(operator.length)}'`;
    return { code: 'bad-atom', message: `'${text}' has an operator: what is provided is one version`, hint };
  }
  const bare = VERSION.test(text) ? text.replace(VERSION, '') : text;
  const fault = atomRule(bare);
  if (fault || bare.includes('/')) return fault;
  return { code: 'bad-atom', message: `'${text}' has no category`, hint: 'write it as category/name' };
};

/** A line of use.mask and use.force: a flag, or `-flag` that takes it back. */
export const flagLineRule: Rule = (text) =>
  /^-?[A-Za-z0-9][A-Za-z0-9+_@-]*$/.test(text)
    ? undefined
    : { code: 'bad-value', message: `'${text.slice(0, 80)}' is not a USE flag`, hint: 'write one flag a line' };

const wildcardRule: Rule = (text) => {
  const [name = '', repository] = text.split('::');
  const plain = name.replace(/:[A-Za-z0-9+_.*/-]+$/, '').replace(/\/$/, '');
  const wild = name.includes('*') && text.length <= MAX_ATOM && WILDCARD.test(plain);
  if (wild && (repository === undefined || REPOSITORY.test(repository))) return undefined;
  return atomRule(text);
};

function lineFault(line: string): Fault | undefined {
  if (line.trim() === '') return { code: 'bad-atom', message: 'the line is empty', hint: 'it begins with an atom' };
  if (!/[\r\n]/.test(line.trim())) return undefined;
  return { code: 'bad-atom', message: 'an entry is one line', hint: 'write each line as an entry of its own' };
}

function notAtom(text: string, reason: string): Fault {
  const shown = text.length > 80 ? `${text.slice(0, 77)}...` : text;
  const bare = VERSION.test(text) && reason === NEEDS_OPERATOR;
  return {
    code: 'bad-atom',
    message: `'${shown}' is not a package atom: ${reason}`,
    hint: bare ? `write '=${shown}'` : undefined,
  };
}

const NEEDS_OPERATOR = "a version needs an operator such as '=' before it";

function atomFlaw(text: string): string | undefined {
  if (text === '') return 'it is empty';
  if (/\s/.test(text)) return 'it has white space in it';
  if (text.startsWith('-')) return "it begins with '-', as an option does";
  if (text.startsWith('!')) return "'!' has no meaning here";
  const use = /\[([^[\]]*)\]$/.exec(text);
  const outside = use ? text.slice(0, use.index) : text;
  return (use && useFlaw(use[1] ?? '')) ?? partsFlaw(outside);
}

function useFlaw(list: string): string | undefined {
  const wrong = list.split(',').find((word) => !USE_DEPENDENCY.test(word));
  if (wrong === undefined) return undefined;
  return wrong === '' ? 'a USE flag is missing' : `'${wrong}' is not a USE flag`;
}

function partsFlaw(text: string): string | undefined {
  const [front = '', repository, ...more] = text.split('::');
  if (more.length > 0 || (repository !== undefined && !REPOSITORY.test(repository)))
    return "'::' wants one name of a repository";
  const [versioned = '', slot, ...others] = front.split(':');
  if (others.length > 0 || (slot !== undefined && !SLOT.test(slot))) return "':' wants a slot";
  const operator = /^(?:[<>]=?|[=~])/.exec(versioned)?.[0] ?? '';
  return nameFlaw(versioned.slice(operator.length), operator);
}

function nameFlaw(text: string, operator: string): string | undefined {
  const glob = operator === '=' && text.endsWith('*');
  const full = glob ? text.slice(0, -1) : text;
  const version = VERSION.exec(full.replace(/\.$/, ''));
  if (operator !== '' && !version) return `'${operator}' needs a version`;
  if (operator === '' && version) return NEEDS_OPERATOR;
  const [name = '', category, ...more] = (version ? full.slice(0, version.index) : full).split('/').reverse();
  if (more.length > 0) return "it has more than one '/'";
  if (category !== undefined && !CATEGORY.test(category)) return `'${category}' is not a category`;
  if (name === '') return 'the name is missing';
  return PACKAGE.test(name) ? undefined : `'${name}' is not a package name`;
}
