// A build by docker that is killed before each of its writes.

import { killContract } from './kill.contract.ts';

killContract('docker', () => ({ leave: () => undefined }));
