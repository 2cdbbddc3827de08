import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { updateStep } from '../../src/commands/action-update.ts';
import { runCommand } from '../../src/commands/command-line.ts';
import { parseArguments } from '../../src/arguments.ts';
import type { GithubApi, Proposal } from '../../src/core/github-api.ts';
import { parseInputs } from '../../src/core/inputs.ts';
import { formatProblem, UserError } from '../../src/core/problem.ts';
import type { RunEvent } from '../../src/core/push-policy.ts';
import { fakeWorld, type FakeWorld, PORTAGE, putImage, STAGE3 } from '../fakes/world.ts';

const MOVING = 'docker.io/gentoo/portage:latest';
const MIRRORED = 'docker.io/library/registry:3.0.0';

/** Two builders, the second one's own images, and a mirror. */
const YAML = `registry: ghcr.io/acme
builders:
  default: {stage3: "${STAGE3}", portage: "${MOVING}"}
  other: {stage3: "${STAGE3}", portage: "${PORTAGE}"}
images:
  - {name: base, tag: "1", build: {packages: sys-apps/baselayout}}
  - {name: go, tag: "1", requires: base, build: {packages: dev-lang/go}}
  - {name: lone, tag: "1", builder: other, build: {packages: app-misc/lone}}
  - {type: mirror, source: "${MIRRORED}"}
`;

/** Another image behind a name. */
const moved = (world: FakeWorld, name: string, created: string): Promise<string> =>
  putImage(world.registry, name, created);

async function world(): Promise<FakeWorld> {
  const made = await fakeWorld(YAML);
  await moved(made, MOVING, '2026-11-09T01:00:00Z');
  await moved(made, MIRRORED, '2026-11-01T01:00:00Z');
  return made;
}

/** The words of a command line to what it says; mistakes as text. */
async function run(made: FakeWorld, ...words: string[]): Promise<string[]> {
  const order = parseArguments(words);
  if (order.command === 'help' || order.command === 'version') throw new Error('no command');
  made.said.splice(0);
  const printed: string[] = [];
  try {
    await runCommand(made, order, (text) => printed.push(text));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(formatProblem);
  }
  return [...made.said, ...printed];
}

const lockOf = (made: FakeWorld): Promise<string> => readFile(join(made.folder, 'images.lock.yaml'), 'utf8');

describe('update', () => {
  test('writes a lock, which then holds until it is moved', async () => {
    const made = await world();
    const planned = async (): Promise<unknown> => JSON.parse((await run(made, 'plan', '--json'))[0] ?? '') as unknown;
    const before = await planned();
    expect((await run(made, 'update')).slice(0, 3)).toEqual([
      'images.lock.yaml:',
      expect.stringMatching(/^ {2}docker\.io\/gentoo\/portage:20261116: new, sha256:[0-9a-f]{12}$/),
      '  docker.io/gentoo/portage:latest: new, 20261109',
    ]);
    const lock = await lockOf(made);
    expect(await planned()).toEqual(before);

    await moved(made, MOVING, '2026-11-16T01:00:00Z');
    await moved(made, STAGE3, '2026-11-17T01:00:00Z');
    made.asked.splice(0);
    expect(await planned()).toEqual(before);
    expect(made.asked.filter((one) => one.startsWith('docker.io'))).toEqual([]);
    expect(await lockOf(made)).toBe(lock);
  });

  test('says what moves and which images that builds anew', async () => {
    const made = await world();
    await run(made, 'update');
    const lock = await lockOf(made);
    expect(await run(made, 'update')).toEqual(['images.lock.yaml: nothing moved']);

    await moved(made, MOVING, '2026-11-16T01:00:00Z');
    const said = ['  docker.io/gentoo/portage:latest: 20261109 -> 20261116', 'rebuilds 2 of 4 images: base, go'];
    expect(await run(made, 'update', '--dry-run')).toEqual(['images.lock.yaml, not written:', ...said]);
    expect(await lockOf(made)).toBe(lock);
    expect(await run(made, 'update')).toEqual(['images.lock.yaml:', ...said]);
    expect(await lockOf(made)).not.toBe(lock);
    expect(await run(made, 'update')).toEqual(['images.lock.yaml: nothing moved']);
  });

  test.each<[string, string[], RegExp]>([
    ['base', ['portage:latest', 'stage3:latest'], /^rebuilds 3 of 4 images: base, go, lone$/],
    ['go', ['portage:latest', 'stage3:latest'], /^rebuilds 3/],
    ['other', ['portage:20261116', 'stage3:latest'], /^rebuilds 3/],
    ['registry', ['registry:3.0.0'], /^rebuilds 1 of 4 images: registry$/],
    [MOVING, ['portage:latest'], /^rebuilds 2 of 4 images: base, go$/],
  ])('%s moves what it stands on, and nothing else', async (name, moves, rebuilds) => {
    const made = await world();
    await run(made, 'update');
    for (const one of [MOVING, STAGE3, PORTAGE, MIRRORED]) await moved(made, one, '2026-11-17T01:00:00Z');
    const [, ...said] = await run(made, 'update', name);
    const names = said.slice(0, -1).map((line) => /^ {2}docker\.io\/\w+\/([^ ]+): /.exec(line)?.[1]);
    expect(names).toEqual(moves);
    expect(said.at(-1)).toMatch(rebuilds);
  });

  test('a branch that an image copies from: it moves with its image, the rest stays', async () => {
    const url = 'https://git.example.org/site';
    const made = await fakeWorld(
      YAML.replace(
        'build: {packages: dev-lang/go}',
        `build: {packages: dev-lang/go, add: [{git: ${url}, ref: main, dest: /site}]}`,
      ),
    );
    await moved(made, MOVING, '2026-11-09T01:00:00Z');
    await moved(made, MIRRORED, '2026-11-01T01:00:00Z');
    made.revisions.set(`${url}#main`, '1'.repeat(40));
    await run(made, 'update');
    made.revisions.set(`${url}#main`, '2'.repeat(40));
    await moved(made, MIRRORED, '2026-11-17T01:00:00Z');
    expect(await run(made, 'update', 'base')).toEqual(['images.lock.yaml: nothing moved']);
    expect(await run(made, 'update', 'go')).toEqual([
      'images.lock.yaml:',
      `  ${url}#main: ${'1'.repeat(40)} -> ${'2'.repeat(40)}`,
      'rebuilds 1 of 4 images: go',
    ]);
  });

  test('for programs', async () => {
    const made = await world();
    await run(made, 'update');
    const digest = await moved(made, MIRRORED, '2026-11-16T01:00:00Z');
    expect(JSON.parse((await run(made, 'update', '--json'))[0] ?? '')).toMatchObject({
      file: 'images.lock.yaml',
      written: true,
      new: false,
      moves: [{ name: MIRRORED, to: { digest } }],
      rebuilds: ['registry'],
      images: 4,
    });
  });

  test('an unknown name', async () => {
    expect(await run(await world(), 'update', 'bose')).toEqual([
      "'bose' is no image and no builder of the images file, and nothing that moves\n  hint: did you mean 'base'?",
    ]);
  });

  test('what the file no longer names leaves the lock', async () => {
    const made = await world();
    await run(made, 'update');
    await made.write('images.yaml', YAML.replace(/ {2}- \{type: mirror.*\n/, ''));
    expect((await run(made, 'update')).slice(0, 3)).toEqual([
      'images.lock.yaml:',
      `  ${MIRRORED}: no longer named`,
      'rebuilds nothing',
    ]);
    expect(await lockOf(made)).not.toContain(MIRRORED);
  });

  test('a date that the lock lacks is that of the locked snapshot, not of the newest', async () => {
    const made = await world();
    await run(made, 'update');
    await writeFile(
      join(made.folder, 'images.lock.yaml'),
      (await lockOf(made)).replace(/( {2}"docker\.io\/gentoo\/portage:latest":\n) {4}date:.*\n/, '$1'),
    );
    await moved(made, MOVING, '2026-11-16T01:00:00Z');
    expect(await run(made, 'plan', '--json')).toEqual([expect.stringContaining('"date": "20261109"')]);
  });
});

describe('locked', () => {
  test('agrees with a lock that is whole', async () => {
    const made = await world();
    await run(made, 'update');
    expect((await run(made, 'plan', '--locked'))[0]).toBe('level 0:');
  });

  test('wants a lock', async () => {
    expect(await run(await world(), 'plan', '--locked')).toEqual([
      "there is no lock file 'images.lock.yaml'\n  hint: write it with `gentoo-image-builder update`, and commit it",
    ]);
  });

  test('refuses what is not in it, what is too much, and other pins; all at once, asking nobody', async () => {
    const made = await world();
    await run(made, 'update');
    await writeFile(
      join(made.folder, 'pins.json'),
      JSON.stringify({ scheme: 1, names: { [STAGE3]: { digest: `sha256:${'7'.repeat(64)}` } } }),
    );
    await made.write('images.yaml', YAML.replace('registry:3.0.0', 'registry:3.0.1'));
    made.asked.splice(0);
    const said = await run(made, 'plan', '--locked', '--pins', 'pins.json');
    expect(made.asked).toEqual([]);
    const digest = /"docker\.io\/gentoo\/stage3:latest":\n\s+digest: "(sha256:.{12})/.exec(await lockOf(made))?.[1];
    expect(said).toEqual([
      `images.lock.yaml:9:3 'docker.io/gentoo/stage3:latest' is locked to ${digest}, but the pins that were given say sha256:777777777777
    "docker.io/gentoo/stage3:latest":
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  hint: leave the pins out, or move the lock`,
      `images.lock.yaml:11:3 'docker.io/library/registry:3.0.0' is locked, but the images file does not name it
    "docker.io/library/registry:3.0.0":
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  hint: move the lock with \`gentoo-image-builder update\`, and commit it`,
      `images.yaml:9:28 'docker.io/library/registry:3.0.1' is not locked by images.lock.yaml
    - {type: mirror, source: "docker.io/library/registry:3.0.1"}
                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  hint: move the lock with \`gentoo-image-builder update\`, and commit it`,
    ]);
  });
});

describe('the step of a workflow', () => {
  const main: RunEvent = { name: 'schedule', ref: 'refs/heads/main', defaultBranch: 'main' };
  const inputs = parseInputs((name) => ({ mode: 'update', 'github-token': 'secret' })[name as string] ?? '');

  function github(): GithubApi & { proposals: Proposal[] } {
    const proposals: Proposal[] = [];
    return {
      proposals,
      propose: (proposal) => {
        proposals.push(proposal);
        return Promise.resolve({ number: 7, url: 'https://github.test/pull/7', isNew: true });
      },
    };
  }

  async function repository(): Promise<FakeWorld> {
    const made = await world();
    await mkdir(join(made.folder, '.git'));
    await writeFile(join(made.folder, '.git/HEAD'), `${'1'.repeat(40)}\n`);
    await run(made, 'update');
    await moved(made, MOVING, '2026-11-16T01:00:00Z');
    return made;
  }

  test('proposes the new lock, and leaves the checkout as it is', async () => {
    const made = await repository();
    const before = await lockOf(made);
    const api = github();
    const { outputs, summary } = await updateStep(made, inputs, main, api);
    expect([...outputs]).toEqual([
      ['moved', `["${MOVING}"]`],
      ['rebuilds', '["base","go"]'],
      ['pull-request', 'https://github.test/pull/7'],
    ]);
    expect(summary).toContain('- `docker.io/gentoo/portage:latest: 20261109 -> 20261116`\n');
    expect(await lockOf(made)).toBe(before);
    expect(api.proposals).toMatchObject([
      {
        branch: 'gentoo-image-builder/images.lock.yaml',
        path: 'images.lock.yaml',
        title: 'Move the pins of images.lock.yaml to 20261116',
      },
    ]);
    await writeFile(join(made.folder, 'images.lock.yaml'), api.proposals[0]?.text ?? '');
    expect(await run(made, 'update')).toEqual(['images.lock.yaml: nothing moved']);
    await updateStep(made, inputs, main, api);
    expect(api.proposals.length).toBe(1);
  });

  test.each<[string, RunEvent]>([
    ['another branch', { ...main, name: 'push', ref: 'refs/heads/x' }],
    ['a pull request', { name: 'pull_request', ref: 'refs/pull/7/merge', defaultBranch: 'main' }],
  ])('%s: only says it', async (_name, event) => {
    const made = await repository();
    const api = github();
    await updateStep(made, inputs, event, api);
    expect(api.proposals).toEqual([]);
    expect(made.said.at(-1)).toBe('no pull request is opened: that is done on the default branch, with a token');
  });
});
