// The workflows of examples whose jobs are written out: what stands above `jobs:` is theirs, the rest is made here.

import { indented, loginStep, type Setting } from '../../src/core/workflow-text.ts';
import { handSetting, ladderJobs } from '../../src/core/level-workflow.ts';

/** Docker pushes builders itself, and trusts only what it is told to. */
const TRUST = [
  '- name: Let docker trust the authority of the registry',
  '  run: sudo install -D -m 644 certificates/authority.pem /etc/docker/certs.d/registry.example.com:5000/ca.crt',
];

const HOUSE = '[self-hosted, linux, x64]';

const LADDERS: Readonly<Record<string, { readonly levels: number; readonly setting: Setting }>> = {
  'levels-by-hand': { levels: 4, setting: handSetting('ghcr.io') },
  'private-registry': {
    levels: 4,
    setting: {
      ...handSetting('registry.example.com:5000'),
      login: [...TRUST, ...loginStep('registry.example.com:5000')],
    },
  },
  homelab: {
    levels: 4,
    setting: {
      ...handSetting('registry.home.arpa:5000'),
      runner: HOUSE,
      inputs: (mode) => (mode === 'plan' ? [`runners: default=${HOUSE}`] : []),
    },
  },
};

/** Examples with a ladder of their own. */
export const LADDER_EXAMPLES = Object.keys(LADDERS);

/** The workflow of an example, its own head kept. */
export function withLadder(name: string, text: string): string {
  const { levels, setting } = LADDERS[name] ?? { levels: 0, setting: handSetting(undefined) };
  const head = text.slice(0, text.indexOf('\njobs:\n') + '\njobs:\n'.length);
  return `${head}${indented(2, ladderJobs(levels, setting)).join('\n')}\n`;
}
