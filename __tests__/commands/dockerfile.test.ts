// Dockerfile lines before anything is built: read, checked, and what decides the fingerprint.

import { expect, test } from 'vitest';
import { type Settings, survey } from '../../src/commands/survey.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { formatProblem, UserError } from '../../src/core/problem.ts';
import { fakeWorld, type FakeWorld, putImage, TOP } from '../fakes/world.ts';

const settings: Settings = { imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true };
const IMAGES = `${TOP}images:
  - {name: base, build: {dockerfile: app/Dockerfile}}
`;
const LINES = `FROM docker.io/library/tool:1 AS tool
COPY --from=tool /bin/tool /bin/tool
COPY etc/*.conf /etc/
`;

async function world(lines: string | undefined): Promise<FakeWorld> {
  const made = await fakeWorld(IMAGES);
  if (lines !== undefined) await made.write('app/Dockerfile', lines);
  await made.write('app/etc/a.conf', 'a');
  await made.write('app/other', 'b');
  await putImage(made.registry, 'docker.io/library/tool:1');
  return made;
}

async function printOf(made: FakeWorld): Promise<string> {
  const { prints } = await survey(made, settings);
  return prints.get('base@linux/amd64')?.fingerprint ?? '';
}

async function problemOf(made: FakeWorld): Promise<string> {
  const error: unknown = await survey(made, settings).catch((thrown: unknown) => thrown);
  if (error instanceof UserError) return error.problems.map(formatProblem).join('\n');
  throw new Error('there was no problem');
}

test('lines, what they copy and the images of their stages decide the fingerprint, and nothing beside them', async () => {
  const made = await world(LINES);
  const first = await printOf(made);
  expect(made.asked).toContain('docker.io/library/tool:1');
  await made.write('app/other', 'changed');
  expect(await printOf(made)).toBe(first);
  await made.write('app/etc/a.conf', 'changed');
  const second = await printOf(made);
  await made.write('app/Dockerfile', `${LINES}USER 1\n`);
  const third = await printOf(made);
  await putImage(made.registry, 'docker.io/library/tool:1', 'moved');
  expect(new Set([first, second, third, await printOf(made)]).size).toBe(4);
});

test('a mistake stands at its line of the file', async () => {
  expect(await problemOf(await world('USER 1\nCOPPY a /b\n'))).toBe(
    `app/Dockerfile:2:1 'COPPY' is not a Dockerfile instruction
  COPPY a /b
  ~~~~~~~~~~
  hint: did you mean 'COPY'?`,
  );
});

test('a file that is not there stands where it is named', async () => {
  expect(await problemOf(await world(undefined))).toBe(
    `images.yaml:5:38 there is no file 'app/Dockerfile'
    - {name: base, build: {dockerfile: app/Dockerfile}}
                                       ~~~~~~~~~~~~~~`,
  );
});
