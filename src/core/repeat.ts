// How to do one job again on one machine. In: a node and where the run took its values from. Out: a line for a shell.

import { join } from 'shlex';
import type { Node } from './graph.ts';
import type { Work } from './plan.ts';

/** What the step was told, as far as the command line has to be told the same. */
export interface RepeatSettings {
  readonly imagesFile: string;
  readonly workingDirectory: string;
  /** host and path of the run's images */
  readonly registry: string | undefined;
}

/** The command. It pushes nothing; the run's pins lie in `pins.json`. Undefined for what one machine cannot do alone. */
export function repeatCommand({ label }: Node, work: Work, settings: RepeatSettings): string | undefined {
  if (work === 'tag') return undefined;
  const { imagesFile, workingDirectory, registry } = settings;
  return join([
    ...['gentoo-image-builder', 'build', label, '--push', 'false', '--pins', 'pins.json'],
    ...(registry === undefined ? [] : ['--registry', registry]),
    ...(work === 'rebuild' ? ['--rebuild', label] : []),
    ...(imagesFile === 'images.yaml' ? [] : ['--images-file', imagesFile]),
    ...(workingDirectory === '.' ? [] : ['--working-directory', workingDirectory]),
  ]);
}
