// How long the longest chain takes. In: a graph and how long nodes take, as far as it is known. Out: for each node when it
// is done and what it waited for, and the chain that decides. A node whose time is not known counts as none.

import type { Graph } from './graph.ts';

export interface Timing {
  /** seconds from the beginning until it is done */
  readonly done: number;
  /** id of the need that was done last; none where it waited for nothing that took part */
  readonly after: string | undefined;
}

/** Of each node that takes part, when it is done if nothing but its needs holds it up. */
export function timingsOf(graph: Graph, seconds: ReadonlyMap<string, number | undefined>): ReadonlyMap<string, Timing> {
  const timings = new Map<string, Timing>();
  for (const { id, needs } of graph.nodes.values()) {
    if (!seconds.has(id)) continue;
    let after: string | undefined;
    for (const need of needs) {
      const there = timings.get(need);
      if (there && (after === undefined || there.done > (timings.get(after)?.done ?? 0))) after = need;
    }
    const start = after === undefined ? 0 : (timings.get(after)?.done ?? 0);
    timings.set(id, { done: start + (seconds.get(id) ?? 0), after });
  }
  return timings;
}

/** The chain that is done last, first node first, and how long it takes. */
export function criticalPath(timings: ReadonlyMap<string, Timing>): {
  readonly ids: string[];
  readonly seconds: number;
} {
  let last: string | undefined;
  for (const [id, { done, after }] of timings) {
    const most = last === undefined ? -1 : (timings.get(last)?.done ?? 0);
    // What takes no time is still the end of its chain.
    if (done > most || (done === most && after === last)) last = id;
  }
  const ids: string[] = [];
  for (let id = last; id !== undefined; id = timings.get(id)?.after) ids.unshift(id);
  return { ids, seconds: last === undefined ? 0 : (timings.get(last)?.done ?? 0) };
}
