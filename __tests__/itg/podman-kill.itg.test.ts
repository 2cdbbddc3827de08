// A build by podman that is killed before each of its writes.

import { enterPodman } from '../fakes/podman-settings.ts';
import { killContract } from './kill.contract.ts';

killContract('podman', enterPodman);
