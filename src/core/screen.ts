// Where people read what happens. In and out: nothing; types only.

import type { Problem } from './problem.ts';

/** Where people read what happens: a terminal, a pipe, or the log of a job on GitHub. */
export interface Screen {
  say(line: string): void;
  warn(line: string): void;
  problem(problem: Problem): void;
  /** begins a part of the output, which ends the one before */
  group(title: string): void;
  endGroup(): void;
  /** a line that a child process printed: never obeyed, whatever it says */
  child(line: string): void;
  /** what is going on now, in a few words; a terminal shows it in place */
  progress(words: string): void;
}
