// The workflows of `.github/`: the reusable ones are what src/core makes them, and all keep to our rules.
// `UPDATE_TABLES=1 npx vitest run __tests__/action-yml.test.ts` writes the reusable ones anew.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type InputRow, INPUTS } from '../src/core/input-table.ts';
import { callerInputs } from '../src/core/workflow-text.ts';
import { complaintsOf } from './workflows/rules.ts';
import { readWorkflow, ROOT, shippedWorkflows } from './workflows/shipped.ts';

const advice = 'let UPDATE_TABLES=1 npx vitest run __tests__/action-yml.test.ts write it';

/** A release names the commit that holds its bundles. */
function ownAction(text: string): string | undefined {
  return /uses: ([\w.-]+\/gentoo-image-builder@(?:v1|[0-9a-f]{40} # v\d+\.\d+\.\d+))$/m.exec(text)?.[1];
}

describe('a reusable workflow', () => {
  test.each([...shippedWorkflows().keys()])('%s is what src/core makes', (path) => {
    const text = readWorkflow(path);
    expect(text, advice).toBe(shippedWorkflows(ownAction(text)).get(path));
  });

  test('takes the inputs that work, and gives each to the modes that read it', () => {
    const { on, jobs } = parse(readWorkflow('.github/workflows/images.yml')) as {
      on: { workflow_call: { inputs: Record<string, { type: string; default?: unknown; description: string }> } };
      jobs: Record<string, { steps: { uses: string; with?: Record<string, unknown> }[] }>;
    };
    const { inputs } = on.workflow_call;
    const taken = callerInputs(['plan', 'build', 'report']);
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(taken.map(({ name }) => name)));
    for (const { name, default: value } of taken) expect(String(inputs[name]?.default)).toBe(value);
    expect(inputs.push).toMatchObject({ type: 'string', default: 'auto' });
    for (const job of Object.values(jobs)) {
      const step = job.steps.find(({ uses }) => uses.startsWith('org/'));
      const mode = String(step?.with?.mode);
      const rows: readonly InputRow[] = INPUTS;
      const unread = Object.keys(step?.with ?? {}).filter((name) => {
        const row = rows.find((each) => each.name === name);
        return !row || (row.modes.length > 0 && !row.modes.some((one) => one === mode));
      });
      expect(unread).toEqual([]);
    }
  });
});

const all = readdirSync(join(ROOT, '.github/workflows')).map((name) => `.github/workflows/${name}`);

test.each(all)('%s keeps to the rules', async (path) => {
  expect(await complaintsOf(readWorkflow(path))).toEqual([]);
});
