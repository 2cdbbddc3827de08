// Podman against the engines' contract, in a store of its own.

import { afterAll, beforeAll, describe } from 'vitest';
import { findPodman, openPodman } from '../../src/adapters/podman.ts';
import { enterPodman } from '../fakes/podman-settings.ts';
import { engineContract } from './engine.contract.ts';

describe('podman', () => {
  let podman: { leave: () => void } | undefined;
  beforeAll(async () => {
    if (!(await findPodman())) throw new Error('podman is not installed: script/bootstrap installs it');
    podman = enterPodman();
  });
  afterAll(() => podman?.leave());

  engineContract('podman', () => openPodman(() => ({})));
});
