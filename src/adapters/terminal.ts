// A terminal or a pipe as the screen. In: lines and progress. Out: text. A terminal shows what is going on in place; a
// pipe gets plain lines, and of a child's output only its progress unless everything is wanted.

import type { Writable } from 'node:stream';
import { formatProblem, type Problem } from '../core/problem.ts';
import type { Screen } from '../core/screen.ts';

export interface TerminalOptions {
  readonly out: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** all that children print */
  readonly verbose: boolean;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

export function openTerminal({ out, verbose, now }: TerminalOptions): Screen {
  const inPlace = out.isTTY === true;
  let status: { words: string; since: number; timer: NodeJS.Timeout } | undefined;

  const wipe = (): void => {
    if (inPlace && status) out.write('\r\u001b[2K');
  };
  const draw = (): void => {
    if (!inPlace || !status) return;
    const seconds = Math.round((now() - status.since) / 1000);
    const line = `${status.words}${seconds > 2 ? ` (${seconds} s)` : ''}`;
    out.write(`\r\u001b[2K${line.slice(0, (out.columns ?? 80) - 1)}`);
  };
  const write = (line: string): void => {
    wipe();
    out.write(`${visible(line)}\n`);
    draw();
  };
  const rest = (): void => {
    wipe();
    if (status) clearInterval(status.timer);
    status = undefined;
  };

  return {
    say: write,
    warn(line: string): void {
      write(`warning: ${line}`);
    },
    problem(problem: Problem): void {
      write(formatProblem(problem));
    },
    group(title: string): void {
      rest();
      write(`  ${title}`);
    },
    endGroup: rest,
    child(line: string): void {
      if (verbose) write(`    | ${line}`);
    },
    progress(words: string): void {
      rest();
      if (!inPlace) return;
      status = { words: `  ${visible(words).replaceAll(/\s+/g, ' ')}`, since: now(), timer: setInterval(draw, 1000) };
      status.timer.unref();
      draw();
    },
  };
}

/** What a child prints, and what is told of it, must not move the cursor or rename the window. */
function visible(text: string): string {
  return text
    .replaceAll(/(?:\u001b\[|\u009b)[0-9;?]*[ -/]*[@-~]/g, '')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}
