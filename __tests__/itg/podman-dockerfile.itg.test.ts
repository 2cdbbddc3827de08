// Dockerfile lines with podman.

import { afterAll, beforeAll, describe } from 'vitest';
import { enterPodman } from '../fakes/podman-settings.ts';
import { dockerfileContract } from './dockerfile.contract.ts';

describe('with podman', () => {
  let podman: { leave: () => void };
  beforeAll(() => {
    podman = enterPodman();
  });
  afterAll(() => {
    podman.leave();
  });
  dockerfileContract({ engine: 'podman' });
});
