// An update of the lock in words. In: what moved, and what that builds anew. Out: lines for people, Markdown for a pull
// request, JSON for programs.

import type { Json } from './canonical.ts';
import { describeMove, type Move } from './lock.ts';

export interface LockUpdate {
  /** path of the lock, as the images file is named */
  readonly file: string;
  /** of the new lock */
  readonly text: string;
  /** whether there was none before */
  readonly isNew: boolean;
  readonly moves: readonly Move[];
  /** images with another fingerprint, parents before children; none where there was no lock */
  readonly rebuilt: readonly string[];
  /** how many images there are */
  readonly images: number;
}

/** What moves and what that builds, for a terminal. */
export function describeUpdate(update: LockUpdate, isWritten: boolean): string[] {
  if (update.moves.length === 0) return [`${update.file}: nothing moved`];
  return [
    `${update.file}${isWritten ? '' : ', not written'}:`,
    ...update.moves.map((move) => `  ${describeMove(move)}`),
    describeRebuilt(update),
  ];
}

/** The same for programs. */
export function updateJson({ file, moves, rebuilt, images, isNew }: LockUpdate, isWritten: boolean): Json {
  return {
    file,
    written: isWritten,
    new: isNew,
    moves: moves.map(({ name, from, to }) => ({
      name,
      from: (from ?? null) as Json,
      to: (to ?? null) as Json,
    })),
    rebuilds: rebuilt,
    images,
  };
}

/** The title of a pull request: the day of the newest snapshot where one moved. */
export function updateTitle({ file, moves }: LockUpdate): string {
  const dates = moves.flatMap(({ from, to }) => (to?.date !== undefined && to.date !== from?.date ? [to.date] : []));
  const newest = dates.sort().at(-1);
  return newest === undefined ? `Move the pins of ${file}` : `Move the pins of ${file} to ${newest}`;
}

/** The words of a pull request. Names stand as code, so that nobody is mentioned and nothing is rendered. */
export function updateMarkdown(update: LockUpdate): string {
  const code = (text: string): string => `\`${text.replaceAll(/[`\r\n|]/g, ' ')}\``;
  const { moves, rebuilt, file } = update;
  const shown = rebuilt.slice(0, MOST_SHOWN).map((name) => `- ${code(name)}`);
  const rest = rebuilt.length > MOST_SHOWN ? [`- and ${rebuilt.length - MOST_SHOWN} more`] : [];
  return [
    `${code(file)} moves ${moves.length === 1 ? 'one pin' : `${moves.length} pins`}:`,
    '',
    ...moves.map((move) => `- ${code(describeMove(move))}`),
    '',
    `${upperFirst(describeRebuilt({ ...update, rebuilt: [] }, rebuilt.length))}${rebuilt.length > 0 ? ':' : '.'}`,
    ...(rebuilt.length > 0 ? ['', ...shown, ...rest] : []),
    '',
  ].join('\n');
}

/** GitHub takes 65,536 characters; a name has up to some hundred. */
const MOST_SHOWN = 200;

function describeRebuilt({ rebuilt, images, isNew }: LockUpdate, count = rebuilt.length): string {
  if (isNew) return 'there was no lock before: `plan` says what has to be built';
  if (count === 0) return 'rebuilds nothing';
  const names = rebuilt.length > 0 ? `: ${rebuilt.join(', ')}` : '';
  return `rebuilds ${count} of ${images} ${images === 1 ? 'image' : 'images'}${names}`;
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
