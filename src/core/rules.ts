// What must be true of names, tags, paths and the like.
// In: a text. Out: a fault in the user's words, or undefined. Never looks at other texts: a rule is about one.

import { split } from 'shlex';
import { isRegistryHost, isRepository, isTag, parseReference } from './reference.ts';
import type { Fault, Rule } from './written.ts';

const RESERVED = new Set(['scratch', 'core', 'constructor', 'prototype']);
const NAME_HINT = "lower case letters and digits, with single '.', '_' or '-' between";
const MAX_NAME = 128;
/** Splitting takes time that grows with the square of the length. */
const MAX_COMMAND = 32_768;

/** A name that can be the last part of a repository. */
export const nameRule: Rule = (text) =>
  text.length <= MAX_NAME && !text.includes('/') && isRepository(text)
    ? undefined
    : badName(text, `names are ${NAME_HINT}`);

/** An image's name: also none of ours. */
export const imageNameRule: Rule = (text) => {
  if (!RESERVED.has(text) && !text.startsWith('builder-')) return nameRule(text);
  return { code: 'bad-name', message: `'${text}' is a reserved name`, hint: 'give the image another name' };
};

/** A builder's name: part of the names of its images. */
export const builderNameRule: Rule = (text) =>
  text === 'constructor' || text === 'prototype' ? badName(text, 'give the builder another name') : nameRule(text);

/** `local`, or `local/tools`. */
export const sectionRule: Rule = (text) =>
  isRepository(text) ? undefined : badName(text, `each part of a section is ${NAME_HINT}`);

/** `base`, or `local/base`. */
export const requiredRule: Rule = (text) => {
  if (text !== 'scratch') return isRepository(text) ? undefined : badName(text, `names are ${NAME_HINT}`);
  const hint = "leave 'requires' out: an image that requires nothing starts from scratch";
  return { code: 'bad-name', message: "'scratch' is not an image", hint };
};

/** `ghcr.io/acme`, or only a host. */
export const registryRule: Rule = (text) => {
  const slash = text.indexOf('/');
  const [host, path] = slash < 0 ? [text, undefined] : [text.slice(0, slash), text.slice(slash + 1)];
  if (isRegistryHost(host) && (path === undefined || isRepository(path))) return undefined;
  const hint = /^https?:\/\//.test(text)
    ? "leave 'https://' out"
    : 'write a host and a path in lower case, such as ghcr.io/acme';
  return bad('bad-value', `'${text}' is not a registry`, hint);
};

/** A registry's host, with its port. */
export const hostRule: Rule = (text) =>
  isRegistryHost(text) ? undefined : bad('bad-value', `'${text}' is not a host`, 'write it as host or host:port');

/** A reference of an image elsewhere. */
export const referenceRule: Rule = (text) => {
  const hint = 'write it as HOST/PATH:TAG, such as docker.io/gentoo/stage3:musl';
  return parseReference(text) ? undefined : bad('bad-value', `'${text}' is not an image reference`, hint);
};

/** What registries take as a tag. */
export const tagRule: Rule = (text) => {
  const hint = "a tag is at most 128 letters, digits, '.', '_' and '-', and does not begin with '.' or '-'";
  return isTag(text) ? undefined : bad('bad-tag', `no registry takes '${clip(text)}' as a tag`, hint);
};

/** A name of an environment variable. */
export const variableRule: Rule = (text) =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(text)
    ? undefined
    : bad(
        'bad-name',
        `'${clip(text)}' is not a name of a variable`,
        "letters, digits and '_', not beginning with a digit",
      );

/** A variable for emerge and the hooks: neither the shell's own nor ours. */
export const buildVariableRule: Rule = (text) => {
  if (!/^(?:GIB_.*|_*gib_.*|BASH.*|SHELLOPTS|POSIXLY_CORRECT|UID|EUID|PPID|IFS|ENV|ROOT|PKGDIR)$/.test(text))
    return variableRule(text);
  return bad('bad-name', `'${clip(text)}' cannot be set for a build`, 'it belongs to the shell, or is set by us');
};

/** A path inside of the target. */
export const absolutePathRule: Rule = (text) => {
  if (!text.startsWith('/')) return bad('bad-path', `'${clip(text)}' is not an absolute path`, "begin it with '/'");
  return text.split('/').includes('..') ? bad('bad-path', `'${clip(text)}' has '..' in it`) : undefined;
};

/** A path below the folder of the images file. */
export const relativePathRule: Rule = (text) => {
  const hint = "write it relative to the images file's folder";
  if (text === '') return bad('bad-path', 'the path is empty', hint);
  if (/^(?:\/|[A-Za-z]:)/.test(text)) return bad('bad-path', `'${clip(text)}' is an absolute path`, hint);
  if (text.includes('\\')) return bad('bad-path', `'${clip(text)}' has '\\' in it`, "write '/' between folders");
  return text.split('/').includes('..')
    ? bad('bad-path', `'${clip(text)}' leads out of the images file's folder`)
    : undefined;
};

/** `user`, `user:group`, by name or number. */
export const userRule: Rule = (text) =>
  /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?$/.test(text)
    ? undefined
    : bad('bad-value', `'${clip(text)}' is not a user`, 'write a name or a number, with :group where needed');

/** A date as Portage's snapshots have it. */
export const dateRule: Rule = (text) =>
  /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text)
    ? undefined
    : bad('bad-value', `'${clip(text)}' is not a date`, 'write year, month and day as 20261116');

/** The name of an ebuild repository, other than those that Portage has already. */
export const repositoryNameRule: Rule = (text) => {
  if (text === 'gentoo' || text === 'DEFAULT')
    return bad('bad-name', `'${text}' is a reserved name`, 'give the overlay another name');
  return /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(text) ? undefined : badName(text, "letters, digits, '_' and '-'");
};

/** What `portage` takes as a text: a reference, a date, `latest`. */
export const snapshotRule: Rule = (text) => {
  if (text === 'latest' || (/^\d{8}$/.test(text) && !dateRule(text))) return undefined;
  return /^[\d-]+$/.test(text) ? dateRule(text) : referenceRule(text);
};

/** Where something is fetched from: https only, so that nobody on the way can change it. */
export const urlRule: Rule = (text) => {
  const hint = 'write it as https://HOST/PATH';
  if (/^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?\/[\x21-\x7e]*$/.test(text)) return undefined;
  return /^https:\/\/[^/]*@/.test(text)
    ? bad('bad-value', 'the URL has a user or a password in it', 'a file that everybody reads is no place for it')
    : bad('bad-value', `'${clip(text)}' is not an https URL`, hint);
};

/** A commit, in full: a name or a short one may mean something else tomorrow. */
export const commitRule: Rule = (text) =>
  isCommit(text)
    ? undefined
    : bad('bad-value', `'${clip(text)}' is not a commit`, 'write all 40 digits, as `git rev-parse` shows them');

/** True for a commit's 40 hex digits. */
export function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

/** A commit, a tag or a branch. */
export const revisionRule: Rule = (text) => {
  const isName = /^[A-Za-z0-9_][A-Za-z0-9_./+@-]*$/.test(text) && !/\.\.|\/\/|@\{|\.lock$|[/.]$/.test(text);
  return isName ? undefined : bad('bad-value', `'${clip(text)}' is not a commit, tag or branch`);
};

/** A SHA-256, in hex. */
export const checksumRule: Rule = (text) =>
  /^[0-9a-f]{64}$/.test(text)
    ? undefined
    : bad('bad-value', `'${clip(text)}' is not a SHA-256`, 'write the 64 digits that `sha256sum` shows');

/** A SHA-512, in hex. */
export const longChecksumRule: Rule = (text) =>
  /^[0-9a-f]{128}$/.test(text)
    ? undefined
    : bad('bad-value', `'${clip(text)}' is not a SHA-512`, 'write the 128 digits that `sha512sum` shows');

/** A pattern of files below the images file's folder. */
export const globRule: Rule = (text) =>
  text.startsWith('!')
    ? bad('bad-path', "a pattern cannot begin with '!'", 'name what counts')
    : relativePathRule(text);

/** A profile as `eselect profile` names it. */
export const profileRule: Rule = (text) =>
  /^(?:[A-Za-z0-9_][A-Za-z0-9_-]*:)?[A-Za-z0-9_][A-Za-z0-9_.+-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.+-]*)*$/.test(text)
    ? undefined
    : bad('bad-value', `'${clip(text)}' is not a profile`, 'write it as default/linux/amd64/23.0');

/** `.` and empty parts left out, so that one file has one path. */
export function plainPath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** A command line that can be split into words. */
export const commandRule: Rule = (text) => {
  if (text.length > MAX_COMMAND) return bad('limit', 'the command line is longer than 32,768 characters');
  const words = wordsOf(text);
  if (words === undefined)
    return bad('bad-value', 'a quote of this command line has no end', 'close it, or write a list of words');
  return words.length === 0 ? bad('bad-value', 'the command line is empty') : undefined;
};

/** The words of a command line as a shell splits them; undefined when a quote is not closed. */
export function wordsOf(text: string): string[] | undefined {
  if (text.length > MAX_COMMAND) return undefined;
  try {
    return split(text);
  } catch {
    return undefined;
  }
}

function badName(text: string, hint: string): Fault {
  return bad('bad-name', `'${clip(text)}' cannot be a name`, hint);
}

function bad(code: Fault['code'], message: string, hint?: string): Fault {
  return { code, message, hint };
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
