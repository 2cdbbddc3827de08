// A job on GitHub: inputs, outputs, summary, and its log as the screen. In: texts. Out: workflow commands and files.
// What children print is shielded: their lines are never obeyed, not even the forms that old runners know.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands

import { randomBytes } from 'node:crypto';
import { join } from 'node:path/posix';
import * as core from '@actions/core';
import { formatPlace, type Problem } from '../core/problem.ts';
import type { Screen } from '../core/screen.ts';
import { parseEvent, type RunEvent } from '../core/push-policy.ts';

/** The text of an input, as the runner passes it. */
export function readInput(name: string): string {
  return core.getInput(name);
}

export function writeOutput(name: string, value: string): void {
  core.setOutput(name, value);
}

/** Sets a variable for this step and all later ones of the job. */
export function writeVariable(name: string, value: string): void {
  core.exportVariable(name, value);
}

/** Appends Markdown to the summary of the step, where the runner has one. */
export async function writeSummary(markdown: string): Promise<void> {
  if (process.env.GITHUB_STEP_SUMMARY === undefined) return;
  await core.summary.addRaw(markdown, true).write();
}

/** Notes a value for the post step. */
export function saveState(name: string, value: string): void {
  core.saveState(name, value);
}

export function readState(name: string): string {
  return core.getState(name);
}

/** Keeps a value out of the log. */
export function hide(secret: string): void {
  if (secret !== '') core.setSecret(secret);
}

/** The event that started the run, from its payload; undefined outside of GitHub. */
export function readEvent(payload: string | undefined): RunEvent | undefined {
  const name = process.env.GITHUB_EVENT_NAME;
  const ref = process.env.GITHUB_REF;
  if (name === undefined || ref === undefined) return undefined;
  return parseEvent(name, ref, process.env.GITHUB_SHA, JSON.parse(payload ?? '{}'));
}

/**
 * Problem matchers of earlier steps look at every line, and would take a compiler's words for annotations of the user's
 * files. The bar in front stops those that begin with a line's begin; a sign of no width before what looks like the
 * number of a line stops the others. Ports and tags stay as they are, since people copy them.
 */
function unmatched(text: string): string {
  return text.replaceAll(/([:(,]\s?)(?=\d+(?:[:,)]|\s+(?:error|warning|info)\b))|(\bline )(?=\d)/g, '$1$2\u2060');
}

/**
 * The log of a step as the screen. All that is written goes through here, in one stream, so that order is kept.
 * `folder`: where the paths of places begin, relative to the repository.
 */
export function openLog(write: (text: string) => void, folder: string): Screen {
  let token: string | undefined;
  let grouped = false;

  // A line of a child's may lack its end; the command that resumes must begin a line, or all later ones are lost.
  const resume = (): void => {
    if (token === undefined) return;
    write(`\n::${token}::\n`);
    token = undefined;
  };
  const stop = (): void => {
    if (token !== undefined) return;
    // The runner hides tokens that are longer than six characters, so nobody can read this one in the log.
    token = `gib-${randomBytes(16).toString('hex')}`;
    write(`::stop-commands::${token}\n`);
  };
  const line = (text: string): void => {
    stop();
    for (const part of text.split(/[\r\n]/)) write(`| ${unmatched(part)}\n`);
  };
  const endGroup = (): void => {
    resume();
    if (grouped) core.endGroup();
    grouped = false;
  };

  return {
    say(text: string): void {
      stop();
      write(`${unmatched(text)}\n`);
    },
    warn(text: string): void {
      resume();
      core.warning(text);
    },
    problem(problem: Problem): void {
      endGroup();
      const { place, hint, message, related = [] } = problem;
      const others = related.map((one) => `${formatPlace(one.place)} ${one.message}`);
      const text = [message, ...others, ...(hint === undefined ? [] : [`hint: ${hint}`])].join('\n');
      core.error(text, place && { file: join(folder, place.file), startLine: place.line, startColumn: place.column });
    },
    group(title: string): void {
      endGroup();
      core.startGroup(title.replaceAll(/[\r\n]/g, ' '));
      grouped = true;
    },
    endGroup,
    child: line,
    progress(): void {
      // The log of a job only grows: what is going on shows by its groups.
    },
  };
}
