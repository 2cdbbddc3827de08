// Docker against the engines' contract.

import { randomBytes } from 'node:crypto';
import { beforeAll, describe } from 'vitest';
import { findDocker, openDocker } from '../../src/adapters/docker.ts';
import { engineContract } from './engine.contract.ts';

describe('docker', () => {
  beforeAll(async () => {
    const refusal = await findDocker();
    if (refusal) throw new Error(`${refusal.message}: script/bootstrap installs docker, script/with-engine starts it`);
  });

  engineContract('docker', () => openDocker(() => randomBytes(4).toString('hex')));
});
