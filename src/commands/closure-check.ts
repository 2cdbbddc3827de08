// What is said of a target that lacks something. In: a stored target, whose label tells. Out: its findings, a warning
// each; or a `JobFailure` where the images file says that nothing may be missing.

import { describeFinding, type Finding, isBroken, readClosureLabel } from '../core/closure.ts';
import type { GentooNode } from '../core/graph.ts';
import { LABEL } from '../core/target.ts';
import type { Job } from './job-context.ts';
import { JobFailure } from './job-failure.ts';
import type { StoredTarget } from './stored-target.ts';

/** Findings that a warning or a failure shows. */
const SHOWN = 20;

/** Does with the findings what `closure` says. */
export function checkClosure(job: Job, node: GentooNode, target: StoredTarget): readonly Finding[] {
  const { closure } = node.image;
  if (closure === 'off') return [];
  const findings = readClosureLabel(target.config.config?.Labels?.[`${LABEL}closure`]);
  const broken = findings.filter(isBroken);
  if (closure === 'fail' && broken.length > 0) {
    throw new JobFailure('failed', {
      phase: 'closure',
      reason: ['something is missing in it:', ...shown(broken)].join('\n'),
      place: node.image.place,
      hint: 'add what is missing, or set `closure: warn`; the image is kept as -untested',
    });
  }
  for (const line of shown(findings)) job.world.screen.warn(`${node.label}: ${line}`);
  return findings;
}

function shown(findings: readonly Finding[]): string[] {
  const more = findings.length - SHOWN;
  return [
    ...findings.slice(0, SHOWN).map(describeFinding),
    ...(more > 0 ? [`and ${more} more; the result has all`] : []),
  ];
}
