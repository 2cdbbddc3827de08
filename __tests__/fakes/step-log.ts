// A process of its own that reads what a command prints as a job on GitHub does. In: a folder for the log, a command.
// Out: the log of a step on standard output; on descriptor 3 how it ended, and the memory that this process had at most.

import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '../../src/adapters/github.ts';
import { openLogFile } from '../../src/adapters/log.ts';
import { stream } from '../../src/adapters/process.ts';
import { watchEmerge } from '../../src/commands/watch.ts';

const [folder = '', ...argv] = process.argv.slice(2);
const screen = openLog((text) => process.stdout.write(text), '');
const log = openLogFile(join(folder, 'step.log'), { most: 1_000_000 });
const watch = watchEmerge(screen);
const code = await stream(argv, {
  onLine: (line) => {
    log.line(line);
    watch.onLine(line);
  },
});
watch.end();
log.close();
screen.endGroup();
writeSync(3, JSON.stringify({ code, megabytes: process.resourceUsage().maxRSS / 1024 }));
