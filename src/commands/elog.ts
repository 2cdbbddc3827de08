// What Portage kept of a failure: the elog and the logs of builds, in the out folder of a job. In: the folder, what emerge
// printed and what was read from that. Out: the failure, with the compiler's words where only the log has them.

import { join } from 'node:path/posix';
import { failedPackages, readElog, readLogName, wantsLog } from '../core/elog.ts';
import type { EmergeFailure } from '../core/emerge-failure.ts';
import { openTold } from '../core/emerge-log.ts';
import { openCutter } from '../core/lines.ts';
import type { Files } from './world.ts';

/** Completes a failure; finds one where the lines told none that is known. */
export async function withLogs(
  files: Files,
  out: string,
  lines: readonly string[],
  found: EmergeFailure | undefined,
): Promise<EmergeFailure | undefined> {
  const logs = join(out, 'logs');
  const failure = found ?? (await fromElog(files, join(logs, 'elog'), failedPackages(lines)));
  if (failure?.package === undefined || !wantsLog(failure)) return failure;
  // With `split-log` they lie below `build`.
  const all = [...(await logsIn(files, logs)), ...(await logsIn(files, join(logs, 'build')))];
  const log = newest(all, [failure.package]);
  const told = log === undefined ? undefined : await toldIn(files, log);
  return told === undefined ? failure : { ...failure, reason: `${failure.reason}: ${told}` };
}

/** Only of packages that emerge named at its end: what failed in a hook before, and did not matter, is there too. */
async function fromElog(files: Files, folder: string, failed: readonly string[]): Promise<EmergeFailure | undefined> {
  const path = newest(await logsIn(files, folder), failed);
  const told = path === undefined ? undefined : readElog((await files.readText(path)) ?? '');
  return path !== undefined && told ? { package: readLogName(path)?.package, ...told } : undefined;
}

function newest(paths: readonly string[], packages: readonly string[]): string | undefined {
  const named = paths.flatMap((path) => {
    const name = readLogName(path);
    return name && packages.includes(name.package) ? [{ path, time: name.time }] : [];
  });
  return named.sort((a, b) => (a.time < b.time ? -1 : 1)).at(-1)?.path;
}

/** Files of a folder, and of its folders: some settings have one for each category. */
async function logsIn(files: Files, folder: string): Promise<string[]> {
  const names = await files.listFolder(folder);
  const below = names.map(async (name) => {
    const path = join(folder, name);
    if (name.endsWith('.log')) return [path];
    // It is in there, but tells no compiler's words.
    if (name === 'elog') return [];
    return (await files.listFolder(path)).map((inner) => join(path, inner));
  });
  return (await Promise.all(below)).flat();
}

/** A log may have any size: it is read line by line. */
async function toldIn(files: Files, path: string): Promise<string | undefined> {
  const told = openTold();
  const cutter = openCutter(told.add);
  const decoder = new TextDecoder();
  for await (const piece of files.openStream(path)) cutter.push(decoder.decode(piece, { stream: true }));
  cutter.end();
  return told.words();
}
