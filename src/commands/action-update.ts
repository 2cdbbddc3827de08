// `mode: update`: moves the lock and proposes it. In: the world, inputs, the event, and GitHub where it may be asked.
// Out: outputs and a summary. The lock in the checkout stays as it is: what is not merged is no lock.

import type { GithubApi, ProposedChange } from '../core/github-api.ts';
import type { Inputs } from '../core/inputs.ts';
import { describeUpdate, type LockUpdate, updateMarkdown, updateTitle } from '../core/lock-report.ts';
import { UserError } from '../core/problem.ts';
import { decidePush, refuseStrangers, type RunEvent } from '../core/push-policy.ts';
import { readCommit, settingsOf, type StepOutcome } from './action.ts';
import { findUpdate, pathInRepository } from './update.ts';
import type { World } from './world.ts';

/** Opens a pull request with the new pins and what they rebuild; elsewhere than on the default branch it only says so. */
export async function updateStep(
  world: World,
  inputs: Inputs,
  event: RunEvent | undefined,
  github: GithubApi | undefined,
): Promise<StepOutcome> {
  refuseStrangers(event, await readCommit(world), inputs.token);
  const policy = decidePush('auto', event);
  const update = await findUpdate(world, { ...settingsOf(inputs, policy), locked: false }, inputs.only);
  for (const line of describeUpdate(update, false)) world.screen.say(line);
  const change = await propose(world, update, policy.names ? github : undefined);
  return {
    outputs: new Map([
      ['moved', JSON.stringify(update.moves.map(({ name }) => name))],
      ['rebuilds', JSON.stringify(update.rebuilt)],
      ['pull-request', change?.url ?? ''],
    ]),
    environment: new Map(),
    summary: update.moves.length === 0 ? 'No pin moved.\n' : `${updateMarkdown(update)}${change?.url ?? ''}\n`,
    failed: false,
  };
}

async function propose(
  world: World,
  update: LockUpdate,
  github: GithubApi | undefined,
): Promise<ProposedChange | undefined> {
  if (update.moves.length === 0) return undefined;
  if (!github) {
    world.screen.say('no pull request is opened: that is done on the default branch, with a token');
    return undefined;
  }
  const path = await pathInRepository(world, update.file);
  if (path === undefined) {
    const message = `${update.file} lies in no git repository, so there is nothing to propose it to`;
    throw new UserError([{ code: 'file', message, hint: 'check the repository out before, with actions/checkout' }]);
  }
  const change = await github.propose({
    branch: `gentoo-image-builder/${path}`,
    path,
    text: update.text,
    title: updateTitle(update),
    body: updateMarkdown(update),
  });
  world.screen.say(`pull request ${change.number} ${change.isNew ? 'is opened' : 'is renewed'}: ${change.url}`);
  return change;
}
