// The inputs and outputs of the action, which are also the options of the command line: their names, words and defaults.
// Nothing is read here; `action.yml` and the README are held to these tables by a test.

import { ENGINES } from './engine-choice.ts';
import type { Expectation } from './input-check.ts';

export interface InputRow extends Expectation {
  /** modes that read it; none: all */
  readonly modes: readonly Mode[];
  readonly description: string;
}

export type Mode = 'plan' | 'build' | 'report' | 'update';

/** The default as written, so that it can be told from a token where nobody put one in its place. */
export const NO_TOKEN = '${{ github.token }}';

const MODES: readonly Mode[] = ['plan', 'build', 'report', 'update'];

/** All inputs. The command line has the same names as options: `--images-file`. */
export const INPUTS = [
  {
    name: 'mode',
    modes: [],
    default: 'plan',
    words: MODES,
    description: 'what this step does: `plan`, `build`, `report`, or `update`: move the lock',
  },
  { name: 'images-file', modes: [], default: 'images.yaml', description: 'the file that names the images' },
  { name: 'working-directory', modes: [], default: '.', description: 'the folder that paths are relative to' },
  {
    name: 'registry',
    modes: [],
    default: '',
    description: 'host and path below which all images are kept, such as `ghcr.io/acme`; overrides the file’s',
  },
  {
    name: 'registry-ca',
    modes: [],
    default: '',
    description: 'lines `host=path` of certificates, for registries with an own CA',
  },
  {
    name: 'registry-insecure',
    modes: [],
    default: '',
    description: 'hosts that are reached by plain http',
  },
  {
    name: 'push',
    modes: ['plan', 'build'],
    default: 'auto',
    words: ['auto', 'true', 'false', 'pr'],
    description:
      'what may be written: `auto` decides by event and ref, `true` also from other branches, `pr` also from pull requests of the same repository, below `pr-<number>/`, `false` nothing',
  },
  {
    name: 'only',
    modes: ['plan', 'update'],
    default: '',
    description:
      'names or globs of the images to look at; `+name` with its ancestors, `name+` with its descendants; of update: names of images, builders or references to move',
  },
  {
    name: 'exclude',
    modes: ['plan'],
    default: '',
    description: 'names or globs of images to leave out',
  },
  {
    name: 'rebuild',
    modes: ['plan'],
    default: 'changed',
    description: '`changed`, `all`, or names of images to build although they are there',
  },
  {
    name: 'changed-since',
    modes: ['plan'],
    default: '',
    description: 'a git revision: look only at images whose files changed since',
  },
  {
    name: 'set',
    modes: ['plan'],
    default: '',
    description: 'lines `software.nodejs.version=22.12.0` that override values of the file',
  },
  {
    name: 'locked',
    modes: ['plan'],
    default: 'false',
    words: ['true', 'false'],
    description: 'refuse pins that differ from the lock, `images.lock.yaml`',
  },
  {
    name: 'max-levels',
    modes: ['plan'],
    default: '',
    description: 'levels that the calling workflow has jobs for; a plan with more fails',
  },
  {
    name: 'jobs',
    modes: ['plan'],
    default: '',
    description:
      'lines of names, each the images of one job of a workflow that has a job an image: `rows` is made for these jobs',
  },
  {
    name: 'runners',
    modes: ['plan'],
    default: '',
    description: 'lines `linux/amd64=ubuntu-24.04`, `linux/arm64=[self-hosted, arm64]`, `default=...`',
  },
  {
    name: 'outputs',
    modes: ['plan'],
    default: '',
    description: 'which of the larger outputs to write: `rows`, `matrix`, `images-details`',
  },
  { name: 'job', modes: ['build'], default: '', description: 'what to build: `${{ toJSON(matrix) }}`' },
  { name: 'pins', modes: ['build'], default: '', description: 'what plan resolved: `${{ needs.plan.outputs.pins }}`' },
  { name: 'engine', modes: ['build'], default: 'auto', words: ENGINES, description: 'what runs the containers' },
  {
    name: 'cache',
    modes: ['build'],
    default: 'actions',
    words: ['actions', 'registry', 'none'],
    description:
      'where binary packages and distfiles are kept between jobs: `actions` (nothing where the runner has no cache service), `registry` or `none`',
  },
  {
    name: 'push-builders',
    modes: ['build'],
    default: 'all',
    words: ['all', 'needed'],
    description: 'whose builders are pushed: of all images, or only of those that others start from',
  },
  {
    name: 'budget-minutes',
    modes: ['build'],
    default: '330',
    description: 'stop after so many minutes and keep what is built: the next run goes on there',
  },
  {
    name: 'images-details-var',
    modes: ['plan', 'report'],
    default: '',
    description: 'name of an output and an environment variable that take the details of all images',
  },
  {
    name: 'plan',
    modes: ['report'],
    default: '',
    description: 'the plan: `${{ needs.plan.outputs.plan }}`',
  },
  {
    name: 'results',
    modes: ['report'],
    default: '',
    description: 'a folder of result files, as actions/download-artifact leaves them',
  },
  { name: 'github-token', modes: [], default: NO_TOKEN, description: 'the token of the run' },
] as const satisfies readonly InputRow[];

export type InputName = (typeof INPUTS)[number]['name'];

/** All outputs of the action, with the mode that writes them. */
export const OUTPUTS = [
  {
    name: 'levels',
    mode: 'plan',
    description: 'JSON array; entry n is the whole matrix of level n; an empty level is not there',
  },
  { name: 'pins', mode: 'plan', description: 'what moving names were resolved to' },
  { name: 'depth', mode: 'plan', description: 'how many levels have something to do' },
  { name: 'count', mode: 'plan', description: 'how many jobs there are' },
  { name: 'has-work', mode: 'plan', description: '`true` or `false`' },
  { name: 'max-parallel', mode: 'plan', description: 'how many jobs the widest level has' },
  { name: 'images', mode: 'plan', description: 'JSON array of the images that have something to do' },
  { name: 'reused', mode: 'plan', description: 'JSON array of the images that are there already' },
  { name: 'plan', mode: 'plan', description: 'the plan, compressed' },
  { name: 'rows', mode: 'plan', description: 'rows by the name of their job; on request' },
  { name: 'matrix', mode: 'plan', description: 'all rows as one matrix; on request' },
  {
    name: 'images-details',
    mode: 'plan',
    description: 'JSON array: section, name, tags, digest (of what is there), builder, parent, platforms; on request',
  },
  {
    name: 'status',
    mode: 'build',
    description:
      '`built`, `reused`, `tested`, `tagged`, `unfinished`, `failed` or `blocked`; of several images the worst',
  },
  { name: 'image', mode: 'build', description: 'the name of the last image' },
  { name: 'digest', mode: 'build', description: 'the digest of its target' },
  { name: 'tags', mode: 'build', description: 'JSON array of full references' },
  { name: 'builder', mode: 'build', description: 'full reference of its builder' },
  { name: 'builder-digest', mode: 'build', description: 'the digest of its builder' },
  { name: 'size', mode: 'build', description: 'bytes of all layers of the target, compressed' },
  { name: 'packages', mode: 'build', description: 'JSON array of the packages that the image brought itself' },
  { name: 'result-file', mode: 'build', description: 'path of a JSON file with the results of all images of the job' },
  { name: 'moved', mode: 'update', description: 'JSON array of the names whose pins moved' },
  { name: 'rebuilds', mode: 'update', description: 'JSON array of the images that the new pins build anew' },
  {
    name: 'pull-request',
    mode: 'update',
    description: 'address of the pull request with the new lock; empty without one',
  },
] as const;
