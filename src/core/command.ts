// The command line's orders. In: nothing. Out: what the command line was asked, as a type, and the words of its help.

import type { Rebuild } from './plan.ts';
import type { HostInput } from './registry-access.ts';

export const COMMANDS = ['plan', 'build', 'graph', 'validate'] as const;

export type Command = (typeof COMMANDS)[number];

export interface Order {
  readonly command: Command;
  /** images by name; of `build` */
  readonly names: readonly string[];
  readonly all: boolean;
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly graph: 'tree' | 'mermaid' | 'dot';
  readonly imagesFile: string;
  readonly workingDirectory: string;
  readonly registry: string | undefined;
  readonly access: ReadonlyMap<string, HostInput>;
  readonly push: boolean;
  readonly rebuild: Rebuild;
  /** path of a file with pins */
  readonly pins: string | undefined;
}

export const USAGE = `Build chains of small container images from Gentoo.

  gentoo-image-builder plan                    what is to be done, and why
  gentoo-image-builder build NAME... | --all   build images and what they stand on
  gentoo-image-builder graph                   who is built on whom
  gentoo-image-builder validate                check the images file

  -f, --images-file FILE        the file that names the images (images.yaml)
  -C, --working-directory DIR   the folder that paths are relative to (.)
      --registry HOST/PATH      where images are kept; overrides the file's
      --registry-ca HOST=FILE   a certificate to trust for a host; may be given several times
      --registry-insecure HOST  a host that is reached by plain http; may be given several times
      --push true|false         whether the registry is written to (true)
      --rebuild all|NAME,...    build although it is there
      --pins FILE               digests and dates of moving names, as plan puts them out
      --json                    for programs
      --mermaid, --dot          the graph in another language
      --dry-run                 build: only say what would be done
      --verbose                 everything that emerge prints
      --version, --help

Exit code: 0, 1 a build failed, 2 a mistake in what was asked, 75 the world was not reachable, 70 a bug.`;
