// The command line's orders. In: nothing. Out: what the command line was asked, as a type, and the words of its help.

import type { EngineInput } from './engine-choice.ts';
import type { CacheInput } from './inputs.ts';
import type { Rebuild } from './plan.ts';
import type { HostInput } from './registry-access.ts';

import type { CompletedCommand, CompletedOption } from './completion.ts';

export const COMMANDS = [
  'plan',
  'why',
  'build',
  'graph',
  'workflow',
  'validate',
  'update',
  'prune',
  'completion',
] as const;

export type Command = (typeof COMMANDS)[number];

export interface Order {
  readonly command: Command;
  /** images by name; of `build` and `why`, and of `update` also builders and what moves; of `prune` what is gone */
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
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  readonly changedSince: string | undefined;
  /** by path: `software.nodejs.version` */
  readonly set: Readonly<Record<string, string>>;
  /** path of a file with pins */
  readonly pins: string | undefined;
  /** refuse pins that differ from the lock */
  readonly locked: boolean;
  /** of `prune`: do it */
  readonly yes: boolean;
  /** of `prune`: fingerprints of each image to keep beside the needed ones, and days for which all stays */
  readonly keep: number;
  readonly keepDays: number;
  readonly engine: EngineInput;
  /** of `build`: how many images at once */
  readonly jobs: number;
  readonly pushBuilders: 'all' | 'needed';
  readonly cache: CacheInput;
  readonly budgetMinutes: number | undefined;
  /** lines of the input `runners` */
  readonly runners: string;
  readonly workflow: WorkflowOrder;
}

/** Where `workflow` writes to unless it is told. */
export const USUAL_WORKFLOW = '.github/workflows/images.yml';

/** What `workflow` is asked beside the rest. */
export interface WorkflowOrder {
  /** only say whether the file is what would be written */
  readonly check: boolean;
  readonly fuse: boolean;
  /** the file to write, from where the command runs */
  readonly output: string;
  /** `uses` of this action */
  readonly action: string;
}

export const USAGE = `Build chains of small container images from Gentoo.

  gentoo-image-builder plan                    what is to be done, and why
  gentoo-image-builder why NAME...             what of an image changed since it was built, and of what it stands on
  gentoo-image-builder build NAME... | --all   build images and what they stand on
  gentoo-image-builder graph                   who is built on whom
  gentoo-image-builder workflow                write a workflow with a job an image
  gentoo-image-builder validate                check the images file
  gentoo-image-builder update [NAME...]        move the pins of the lock, and say what that rebuilds
  gentoo-image-builder prune [NAME...]         say what nothing current needs; --yes removes it
  gentoo-image-builder completion bash|zsh     what a shell proposes: source <(...)

  -f, --images-file FILE        the file that names the images (images.yaml)
  -C, --working-directory DIR   the folder that paths are relative to (.)
      --registry HOST/PATH      where images are kept; overrides the file's
      --registry-ca HOST=FILE   a certificate to trust for a host; may be given several times
      --registry-insecure HOST  a host that is reached by plain http; may be given several times
      --push true|false         whether the registry is written to (true)
      --push-builders all|needed    whose builders are pushed; needed: of images that others start from (all)
      --rebuild all|NAME,...    build although it is there
      --only NAME, --exclude NAME   names or globs; +NAME with its ancestors, NAME+ with its descendants
      --changed-since REVISION  only images whose files changed since, and what stands on them
      --set PATH=VALUE          in the place of a value of the file: software.nodejs.version=22.12.0
      --pins FILE               digests and dates of moving names, as plan puts them out
      --locked                  refuse pins that differ from the lock, images.lock.yaml
      --jobs N                  build: so many images at once, each when what it stands on is done (1)
      --engine docker|podman    what runs containers (docker when it answers, else podman)
      --keep N, --keep-days N   prune: what stays beside it: N of each image (2), all of N days (30)
      --yes                     prune: remove it
      --cache registry|none     where binary packages and distfiles are kept for other machines (none)
      --budget-minutes N        build: stop after so many minutes and keep what is built
      --json                    for programs
      --mermaid, --dot          the graph in another language
      --dry-run                 build, update, workflow: only say what would be done
      --check                   workflow: only say whether the file is up to date
      --fuse                    workflow: one job for images of which each has one child
      --output FILE             workflow: the file to write (.github/workflows/images.yml)
      --runners PLATFORM=LABEL  workflow: machines, as the input runners names them; may be given several times
      --action OWNER/NAME@REF   workflow: where this action is
      --verbose                 everything that emerge prints
      --version, --help

Exit code: 0, 1 a build failed, 2 a mistake in what was asked, 75 the world was not reachable, 70 a bug.`;

/** The commands as a shell proposes them. */
export const COMPLETED_COMMANDS: readonly (CompletedCommand & { readonly name: Command })[] = [
  { name: 'plan', description: 'what is to be done, and why' },
  { name: 'why', description: 'what of an image changed since it was built', takesImages: true },
  { name: 'build', description: 'build images and what they stand on', takesImages: true },
  { name: 'graph', description: 'who is built on whom' },
  { name: 'workflow', description: 'write a workflow with a job an image' },
  { name: 'validate', description: 'check the images file' },
  { name: 'update', description: 'move the pins of the lock', takesImages: true },
  { name: 'prune', description: 'remove what nothing current needs', takesImages: true },
  { name: 'completion', description: 'what a shell proposes' },
];

/** The options as a shell proposes them. */
export const COMPLETED_OPTIONS: readonly CompletedOption[] = [
  { name: 'images-file', short: 'f', description: 'the file that names the images', value: 'file' },
  { name: 'working-directory', short: 'C', description: 'the folder that paths are relative to', value: 'folder' },
  { name: 'registry', description: 'where images are kept', value: 'text' },
  { name: 'push', description: 'whether the registry is written to', value: ['true', 'false'] },
  { name: 'push-builders', description: 'whose builders are pushed', value: ['all', 'needed'] },
  { name: 'rebuild', description: 'build although it is there', value: 'image' },
  { name: 'only', description: 'names or globs to look at', value: 'image' },
  { name: 'exclude', description: 'names or globs to leave out', value: 'image' },
  { name: 'changed-since', description: 'a git revision: only what changed since', value: 'text' },
  { name: 'set', description: 'PATH=VALUE in the place of a value of the file', value: 'text' },
  { name: 'pins', description: 'digests and dates of moving names', value: 'file' },
  { name: 'locked', description: 'refuse pins that differ from the lock' },
  { name: 'jobs', description: 'of build: how many images at once', value: 'text' },
  { name: 'engine', description: 'what runs containers', value: ['auto', 'docker', 'podman'] },
  { name: 'cache', description: 'where packages are kept for other machines', value: ['registry', 'none'] },
  { name: 'budget-minutes', description: 'stop after so many minutes and keep what is built', value: 'text' },
  { name: 'all', description: 'build all images' },
  { name: 'dry-run', description: 'only say what would be done' },
  { name: 'check', description: 'whether the workflow is up to date' },
  { name: 'fuse', description: 'one job for images of which each has one child' },
  { name: 'output', description: 'the workflow to write', value: 'file' },
  { name: 'runners', description: 'PLATFORM=LABEL of machines', value: 'text' },
  { name: 'action', description: 'where this action is', value: 'text' },
  { name: 'keep', description: 'of prune: how many of each image stay', value: 'text' },
  { name: 'keep-days', description: 'of prune: days for which everything stays', value: 'text' },
  { name: 'yes', description: 'of prune: remove it' },
  { name: 'json', description: 'for programs' },
  { name: 'mermaid', description: 'the graph for Mermaid' },
  { name: 'dot', description: 'the graph for Graphviz' },
  { name: 'verbose', description: 'everything that emerge prints' },
  { name: 'version', description: 'the version' },
  { name: 'help', short: 'h', description: 'all options' },
];
