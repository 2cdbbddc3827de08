// "Don't know" is never "no": whatever a registry answers in the place of yes or no, nothing is built on it, the exit code
// says "try again", and the words say what happened.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Fault, HTML_PAGE } from '../fakes/fault.ts';
import { type FaultBench, type FaultRig, openFaultBench } from './fault-rig.ts';
import { expectBuilt, type Outcome, PATIENCE } from './rig.ts';

const IMAGES = `
- name: base
  tag: "1"
  build: {packages: [app-shells/suite-shell]}
`;

let bench: FaultBench;
let rig: FaultRig;
beforeAll(async () => {
  bench = await openFaultBench();
  rig = bench.open({ timeouts: { answer: 150, stall: 150, commit: 150 } });
  rig.images(IMAGES);
});
afterAll(async () => {
  await bench.close();
});

/** What was said, with names that differ from run to run levelled. */
function told(outcome: Outcome): string {
  const last = outcome.lines.filter((line) => !line.includes('; trying again in ')).join('\n');
  return last
    .replaceAll(bench.proxy.host, 'HOST')
    .replaceAll(rig.path, 'PATH')
    .replaceAll(/f1-[0-9a-f]{32}/g, 'F1')
    .replaceAll(/sha256:[0-9a-f]{64}/g, 'DIGEST');
}

const status = (code: number, body = ''): Fault => ({
  kind: 'answer',
  status: code,
  body,
  headers: body === '' ? {} : { 'content-type': 'application/json' },
});
const said = (code: string): string => JSON.stringify({ errors: [{ code, message: 'so it is' }] });

const WHAT = 'manifest F1 of PATH/base';
const faults: readonly [string, Fault, string][] = [
  ['401', status(401), `${WHAT}: it wants a login in a way that we do not know`],
  ['403', status(403), `HTTP 403 for ${WHAT}: not allowed`],
  ['429', status(429, said('TOOMANYREQUESTS')), `HTTP 429 for ${WHAT}`],
  ...[500, 501, 502, 503, 504].map((code): [string, Fault, string] => {
    return [String(code), status(code), `HTTP ${code} for ${WHAT}`];
  }),
  ['a reset', { kind: 'reset' }, 'no connection (ECONNRESET)'],
  ['no answer', { kind: 'stall' }, 'no answer within 0.15 s'],
  ['a page for people', HTML_PAGE, `${WHAT} came as 'text/html', not as a manifest`],
  ['404 with a page', { ...HTML_PAGE, status: 404 } as Fault, `HTTP 404 for ${WHAT}: not the registry's own answer`],
  ['404 without a word', status(404), `HTTP 404 for ${WHAT}: not the registry's own answer`],
  ['an answer of no type', { kind: 'answer', status: 200 }, `${WHAT} came as '', not as a manifest`],
];

it.each(faults)('%s: plan and build stop with the whole text', async (_name, fault, words) => {
  for (const command of [['plan'], ['build', '--all']] as [string, ...string[]][]) {
    bench.proxy.script({ by: 'gentoo-image-builder', fault });
    const outcome = await rig.run(...command);
    expect(told(outcome)).toBe(
      `the registry does not say what it has: HOST/PATH/base:F1: HOST: ${words}, and 1 more answer
  hint: nothing is built on a guess: try again, or see that you are logged in`,
    );
    expect(outcome.code).toBe(75);
    expect(bench.proxy.writes()).toEqual([]);
  }
});

it('the same holds for each question of its own', async () => {
  bench.proxy.script();
  expectBuilt(await rig.build());
  const places = [/\/builder-scratch\/manifests\/f1-/, /\/base\/manifests\/f1-[0-9a-f]+$/, /\/base\/manifests\/1$/];
  for (const path of places) {
    for (const [, fault] of faults) {
      bench.proxy.script({ by: 'gentoo-image-builder', path, fault });
      expect(await rig.run('build', '--all'), String(path)).toMatchObject({ code: 75, results: [] });
      expect(bench.proxy.writes()).toEqual([]);
    }
  }
});

it('an answer that a wrong type is given to is asked for again with GET, and told', async () => {
  bench.proxy.script({ by: 'gentoo-image-builder', fault: { kind: 'retype', type: 'application/octet-stream' } });
  const outcome = await rig.run('plan');
  expect(outcome.code).toBe(75);
  expect(told(outcome)).toContain(`came as 'application/octet-stream', not as a manifest`);
});

it(
  'a child whose parent’s place does not answer is not built',
  async () => {
    const child = `${IMAGES}\n- {name: child, requires: base, tag: "1", build: {packages: [app-misc/hello]}}\n`;
    rig.images(child);
    for (const [name, fault] of faults) {
      // The plan knows; what the job itself asks comes third.
      bench.proxy.script({ by: 'gentoo-image-builder', path: /\/base\/manifests\/f1-[0-9a-f]+$/, nth: 2, fault });
      const outcome = await rig.run('build', '--all');
      expect(outcome.code, name).toBe(75);
      expect(bench.proxy.writes(), name).toEqual([]);
    }
  },
  600_000 * PATIENCE,
);
