// Which engine to use. In: what was asked for and what is there. Out: its name, or an engine that is chosen when it is first
// needed: most plans need none, and must not fail where there is none.

import type { Engine } from './engine.ts';
import { unreachable, type UnreachableError } from './unreachable.ts';

/** The words of the input `engine`; `auto` takes docker when it answers, else podman. */
export const ENGINES = ['auto', 'docker', 'podman'] as const;

export type EngineInput = (typeof ENGINES)[number];

/** Docker when it answers, else podman; undefined where neither is there. Who names one gets it, there or not. */
export function chooseEngine(
  input: EngineInput,
  found: { readonly docker: boolean; readonly podman: boolean },
): 'docker' | 'podman' | undefined {
  if (input !== 'auto') return input;
  if (found.docker) return 'docker';
  return found.podman ? 'podman' : undefined;
}

/** What to say where neither is there: why docker is not, and that podman would do. */
export function noEngine(docker: UnreachableError): UnreachableError {
  const hint = docker.hint === undefined ? 'install podman' : `${docker.hint}; or install podman 4.0 or newer`;
  return unreachable(`${docker.message}, and podman is not installed`, hint);
}

/** An engine that is opened at its first use. One that was never used has nothing to close. */
export function deferEngine(open: () => Promise<Engine>): Engine {
  let opened: Promise<Engine> | undefined;
  const engine = (): Promise<Engine> => (opened ??= open());
  return {
    imageId: async (...given) => await (await engine()).imageId(...given),
    images: async () => await (await engine()).images(),
    pull: async (...given) => await (await engine()).pull(...given),
    push: async (...given) => await (await engine()).push(...given),
    checkTrust: async (...given) => await (await engine()).checkTrust(...given),
    limits: async () => await (await engine()).limits(),
    tag: async (...given) => await (await engine()).tag(...given),
    untag: async (...given) => await (await engine()).untag(...given),
    load: async (...given) => await (await engine()).load(...given),
    buildImage: async (...given) => await (await engine()).buildImage(...given),
    saveImage: async (...given) => await (await engine()).saveImage(...given),
    mountSnapshot: async (...given) => await (await engine()).mountSnapshot(...given),
    runBuilder: async (...given) => await (await engine()).runBuilder(...given),
    commit: async (...given) => await (await engine()).commit(...given),
    runTest: async (...given) => await (await engine()).runTest(...given),
    copyOut: async (...given) => await (await engine()).copyOut(...given),
    saveOut: async (...given) => await (await engine()).saveOut(...given),
    runHealth: async (...given) => await (await engine()).runHealth(...given),
    remove: async (...given) => {
      if (opened) await (await opened).remove(...given);
    },
    close: async () => {
      // Where no engine could be opened, whoever asked for it has heard why.
      const one = await opened?.catch(() => undefined);
      await one?.close();
    },
  };
}
