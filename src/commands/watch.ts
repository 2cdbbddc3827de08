// The output of a builder's container, as people see it. In: its lines. Out: groups and progress on the screen, and the
// last lines, from which a failure is explained. Never keeps more than that: a log may have two gigabytes.

import { type PackageProgress, readProgress } from '../core/emerge-log.ts';
import { openTail } from '../core/lines.ts';
import type { Screen } from '../core/screen.ts';
import type { Redact } from '../core/secrets.ts';

/** Enough for the longest recorded failure ten times over. */
const KEPT = 4000;

export interface EmergeWatch {
  readonly onLine: (line: string) => void;
  /** the last lines, both streams in one */
  readonly lines: () => readonly string[];
  /** how far the last emerge came */
  readonly packages: () => PackageProgress | undefined;
  /** closes the last group */
  readonly end: () => void;
}

/** `redact`: takes out of each line what nobody shall see, before anything else sees it. */
export function watchEmerge(screen: Screen, redact: Redact = (text) => text): EmergeWatch {
  const tail = openTail(KEPT);
  let open = false;
  let last: PackageProgress | undefined;
  const group = (title: string): void => {
    screen.group(title);
    screen.progress(title);
    open = true;
  };
  return {
    onLine(raw) {
      const line = redact(raw);
      tail.add(line);
      const progress = readProgress(line);
      if (progress?.kind === 'package') {
        last = progress;
        const { index, total, name, intoRoot } = progress;
        group(`${index} of ${total}: ${name}${intoRoot ? '' : ' (into the builder)'}`);
      } else if (progress?.kind === 'step') {
        // What an earlier emerge came to is no longer of interest.
        last = undefined;
        group(progress.name);
        return;
      }
      screen.child(line);
    },
    lines: tail.lines,
    packages: () => last,
    end() {
      if (open) screen.endGroup();
      open = false;
    },
  };
}
