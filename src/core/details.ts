// All images of a plan for other steps of a workflow. In: a plan. Out: JSON, an entry an image in the order of the file's
// graph; and what may not be the name of a variable that holds it.

import type { Json } from './canonical.ts';
import { nodeOf } from './graph.ts';
import type { Decision, Plan } from './plan.ts';
import type { Problem } from './problem.ts';

/** Linux takes no longer text in an environment: every later step of the job would fail to start. */
export const MOST_BYTES = 128 * 1024 - 1;

/** Section, name, tags, digest where it is known, builder, parent and platforms of each image. */
export function imagesDetails({ graph, decisions }: Plan): Json {
  const images = new Map<string, Decision[]>();
  for (const decision of decisions.values()) {
    const { kind, label } = decision.node;
    if (kind !== 'builder') images.set(label, [...(images.get(label) ?? []), decision]);
  }
  return [...images.values()].map((all) => {
    const digests = new Set(all.map(({ digest }) => digest));
    const [digest] = digests;
    const [{ node, tags }] = all as [Decision];
    const parent = node.kind === 'gentoo' && node.parent !== undefined ? nodeOf(graph, node.parent).label : null;
    return {
      section: node.section,
      name: node.name,
      tags,
      ...(digests.size === 1 && digest !== undefined && { digest }),
      builder: node.kind === 'gentoo' ? node.builder.name : null,
      parent,
      platforms: all.map((one) => one.node.platform),
    };
  });
}

const RESERVED = /^(PATH|NODE_OPTIONS|(GITHUB|RUNNER|INPUT|ACTIONS)_.*)$/i;

/** The name of the output and the variable; undefined for the empty text. `outputs`: names that are taken. */
export function checkedDetailsVar(text: string, outputs: readonly string[], problems: Problem[]): string | undefined {
  if (text === '') return undefined;
  const wrong = (message: string, hint: string): void => void problems.push({ code: 'bad-input', message, hint });
  const hint = 'take another name, such as IMAGES';
  if (RESERVED.test(text)) {
    wrong(
      `the input images-details-var must not be '${text}': the runner and what it starts live by that variable`,
      hint,
    );
  } else if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) {
    wrong(`the input images-details-var takes the name of a variable, not '${text}'`, 'letters, digits and _');
  } else if (outputs.includes(text)) {
    wrong(`the input images-details-var must not be '${text}': this step has an output of that name`, hint);
  }
  return text;
}
