// What is wrong with the lines of `build.dockerfile`. In: an image. Out: problems, each at its line.
// Only what would surprise later is looked for: what an engine does with a line, it says itself.

import type { Hook, Image } from './catalog.ts';
import {
  type Dockerfile,
  fromsOf,
  type Instruction,
  isEarlier,
  parseDockerfile,
  plainSource,
  REMOTE,
  sourcesOf,
  type Stage,
} from './dockerfile.ts';
import { nearestHint } from './nearest.ts';
import type { Place, Problem } from './problem.ts';
import { parseReference } from './reference.ts';
import { relativePathRule } from './rules.ts';
import { INSTRUCTIONS, triggerRule } from './target-rules.ts';

/** What is wrong with an image's lines, as far as they are at hand. */
export function lineProblems(image: Image): Problem[] {
  if (image.type !== 'gentoo' || !image.dockerfile || !('lines' in image.dockerfile)) return [];
  return dockerfileProblems(image.dockerfile.lines);
}

function dockerfileProblems(hook: Hook): Problem[] {
  const file = parseDockerfile(hook);
  const names = file.stages.map(({ name }) => name.toLowerCase());
  const problems = file.stages.flatMap((stage, index) => stageProblems(file, stage, index));
  const last = file.stages.at(-1);
  if (last && last.name !== '' && file.own.length === 0) {
    const message = `nothing is copied from the stage '${clip(last.name)}', so that nothing says where it ends`;
    problems.push(
      bad(last.place, message, 'the target’s own lines begin with the first that has `--from` of the last stage'),
    );
  }
  for (const one of [...file.stages.flatMap(({ instructions }) => instructions), ...file.own]) {
    problems.push(...instructionProblems(one, names));
  }
  return problems;
}

function stageProblems({ stages }: Dockerfile, { from, name, place }: Stage, index: number): Problem[] {
  if (name === '') {
    const message = "this 'FROM' would be the image: it is built on its parent already";
    return [bad(place, message, "leave it out, or name the stage to copy from with 'AS NAME'")];
  }
  if (from.startsWith('--')) {
    return [bad(place, "options of 'FROM' are not taken", 'a stage is of the platform that the image is of')];
  }
  if (from.includes('$'))
    return [bad(place, `'${clip(from)}' has to be an image's own name`, "values go in with '${{ }}'")];
  if (from === 'scratch' || isEarlier(stages, from, index) || parseReference(from)) return [];
  return [bad(place, `'${clip(from)}' is not an image reference`)];
}

function instructionProblems(one: Instruction, names: readonly string[]): Problem[] {
  const { word, rest, place } = one;
  if (word === 'MAINTAINER') {
    return [bad(place, "'MAINTAINER' is out of use", 'write it as LABEL org.opencontainers.image.authors=...')];
  }
  if (!INSTRUCTIONS.includes(word)) {
    return [bad(place, `'${clip(word)}' is not a Dockerfile instruction`, nearestHint(word, INSTRUCTIONS))];
  }
  if (word === 'ONBUILD') {
    const fault = triggerRule(rest);
    return fault ? [{ ...fault, place }] : [];
  }
  return [
    ...fromsOf(one).flatMap((from) => {
      if (names.includes(from.toLowerCase()) || (/^\d+$/.test(from) && Number(from) < names.length)) return [];
      return [
        bad(
          place,
          `'${clip(from)}' is not one of the stages`,
          `write it before as a stage: FROM ${clip(from)} AS NAME`,
        ),
      ];
    }),
    ...sourcesOf(one).flatMap((source) => sourceProblems(one, source)),
  ];
}

function sourceProblems({ place, rest }: Instruction, source: string): Problem[] {
  if (REMOTE.test(source)) {
    if (/^--checksum=|\s--checksum=/.test(rest)) return [];
    return [
      bad(place, `nothing says what '${clip(source)}' is`, 'use `build.add` with its sha256, or with git and a commit'),
    ];
  }
  if (source.includes('$')) return [bad(place, `'${clip(source)}' has to be a path`, "values go in with '${{ }}'")];
  const path = plainSource(source);
  const fault = path === '.' ? undefined : relativePathRule(path);
  return fault ? [{ ...fault, place }] : [];
}

function bad(place: Place, message: string, hint?: string): Problem {
  return { code: 'bad-value', message, place, hint };
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
