// Markdown as GitHub shows it. In: texts of anybody's, names and what programs printed. Out: Markdown that reads as these
// texts and does nothing else: no markup, no HTML, no link, no picture, nobody called. A test renders it and compares.
// GitHub's own steps behind Markdown (people, emoji) leave code alone; elsewhere a joiner without width breaks them.

/** Breaks a word for GitHub's filters; people see nothing of it. */
const JOINER = '\u200d';

/** What begins markup anywhere in a line, a formula of GitHub's included. */
const MARKUP = /[\\`*_[\]<>|#~&$]/g;

/** A text within a line, a cell or an item. Its line ends become ours. */
export function escapeText(text: string): string {
  return shownText(text)
    .trim()
    .replaceAll(MARKUP, '\\$&')
    .replace(/^[-+=]|(?<=^\d{1,9})[.)]/, '\\$&')
    .replaceAll(/:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replaceAll('@', `@${JOINER}`)
    .replaceAll(/:(?=[\w\\+-]+:)/g, `:${JOINER}`)
    .replaceAll('\n', '<br>');
}

/** A text to copy: a name, a tag, a digest. Every character that could mean anything is written as its number. */
export function escapeCode(text: string): string {
  if (text === '') return '';
  const inside = shownText(text)
    .replaceAll(/[^\p{L}\p{N} \n]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`)
    .replaceAll('&#64;', `&#64;${JOINER}`)
    .replaceAll('www&#46;', `www&#46;${JOINER}`)
    .replaceAll('&#58;&#47;&#47;', `&#58;${JOINER}&#47;&#47;`)
    .replaceAll('\n', '<br>');
  return `<code>${inside}</code>`;
}

/** A block of code. Nothing inside can end it. */
export function codeBlock(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A table. Its cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
}

/** What cannot be shown becomes the sign for it; all line ends are one. */
function shownText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}
