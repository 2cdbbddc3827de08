// The log of a task: all that its containers and commands print, in a file that stays. In: where it goes, a screen.
// Out: the screen with the log behind it. Begun with the first line, so that a task that runs nothing keeps the log of
// the one that built it.

import { join } from 'node:path/posix';
import type { Node } from '../core/graph.ts';
import type { Screen } from '../core/screen.ts';
import type { World } from './world.ts';

export interface TaskLog {
  readonly screen: Screen;
  /** undefined as long as nothing was printed */
  readonly path: () => string | undefined;
  readonly close: () => void;
}

/** By the image's name and platform: the next build of it takes its place. */
export function openTaskLog(world: World, node: Node): TaskLog {
  const { screen } = world;
  const path = join(world.logs, `${node.label}-${node.platform.replace(/^linux\//, '').replaceAll('/', '-')}.log`);
  let log: ReturnType<World['openLog']> | undefined;
  const line = (text: string): void => {
    log ??= world.openLog(path);
    log.line(text);
  };
  return {
    screen: {
      ...screen,
      child(text) {
        line(text);
        screen.child(text);
      },
      group(title) {
        line(`== ${title}`);
        screen.group(title);
      },
    },
    path: () => log && path,
    close: () => log?.close(),
  };
}
