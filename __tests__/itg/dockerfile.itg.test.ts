// Dockerfile lines with docker.

import { describe } from 'vitest';
import { dockerfileContract } from './dockerfile.contract.ts';

describe('with docker', () => {
  dockerfileContract({});
});
