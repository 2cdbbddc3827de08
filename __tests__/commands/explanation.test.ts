// Failures of a job as people see them: whole texts, at the images file's line.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildTasks } from '../../src/commands/build.ts';
import { makePlan } from '../../src/commands/plan.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isWork } from '../../src/core/plan.ts';
import { fakeWorld, type Happening, TOP } from '../fakes/world.ts';

const YAML = `${TOP.replace('"}\n', '", configure_builder: "mkdir /x"}\n')}images:
  - name: go
    build:
      packages: dev-lang/go app-misc/jq
      configure_rootfs_build: touch "$ROOT/x"
      finish_rootfs_build: |
        mkdir "$ROOT/y"
          cp a b

        exit 0
`;

/** What is said when a job goes so. */
async function explain(
  label: string,
  happening: Happening,
  yaml = YAML,
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const world = await fakeWorld(yaml);
  for (const [path, text] of Object.entries(files)) await world.write(path, text);
  world.jobs.set(label, { code: 1, ...happening });
  const { plan, survey } = await makePlan(world, {
    ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
    rebuild: 'changed',
    only: [],
    exclude: [],
  });
  const tasks = plan.levels.flat().filter(isWork);
  await buildTasks(
    world,
    survey,
    tasks.map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what })),
  );
  return world.problems.join('\n');
}
const hook = (name: string, how: string, line: number, status: number, command: string): Record<string, string> => ({
  step: `hook ${name}\n`,
  failure: `kind=hook\nhook=${name}\nhow=${how}\nline=${line}\nstatus=${status}\ncommand=${command}\n`,
});
function recording(name: string): string[] {
  const text = readFileSync(join(import.meta.dirname, `../fixtures/emerge/${name}.txt`), 'utf8');
  return text.split('\n').map((line) => line.replace(/^\[stderr\] ?/, ''));
}
/** What has no better place is shown where the file names the image. */
const atImage = (words: string): string => `images.yaml:5:11 go: ${words}
    - name: go
            ~~`;
const emerge = { step: 'emerge\n', failure: 'kind=emerge\nstatus=1\n' };

describe('a hook', () => {
  test('whose command failed is shown by its line', async () => {
    const lines = [
      '>>> gentoo-image-builder: hook finish_rootfs_build',
      "cp: cannot stat 'a': No such file or directory",
    ];
    expect(await explain('go', { lines, out: hook('finish_rootfs_build', 'failed', 2, 1, 'cp a b') })).toBe(
      `images.yaml:11:11 go: it failed in the phase 'finish_rootfs_build': a command of the hook failed: cp a b (status 1); the last words were: cp: cannot stat 'a': No such file or directory
            cp a b
            ~~~~~~`,
    );
  });

  test('that calls exit', async () => {
    expect(await explain('go', { out: hook('finish_rootfs_build', 'exit', 4, 0, 'exit 0') })).toBe(
      `images.yaml:13:9 go: it failed in the phase 'finish_rootfs_build': the hook called exit: exit 0
          exit 0
          ~~~~~~
  hint: use return to leave a hook early`,
    );
  });

  test('of a script is shown by the script’s line; where it has none, by where the script is named', async () => {
    const yaml = `${TOP}images:\n  - {name: go, build: {packages: dev-lang/go, script: hooks/go.sh}}\n`;
    const note = (words: string): Record<string, string> => ({
      step: 'hook finish_rootfs_build\n',
      failure: `kind=hook\nhook=finish_rootfs_build\nfile=script\n${words}`,
    });
    const files = { 'hooks/go.sh': 'finish_rootfs_build() {\n  cp a b \n}\n' };
    expect(await explain('go', { out: note('how=failed\nline=2\nstatus=1\ncommand=cp a b\n') }, yaml, files)).toBe(
      `hooks/go.sh:2:3 go: it failed in the phase 'finish_rootfs_build': a command of the hook failed: cp a b (status 1)
    cp a b
    ~~~~~~`,
    );
    expect(await explain('go', { out: note('how=clash\nline=\nstatus=1\ncommand=_packages\n') }, yaml, files)).toBe(
      `images.yaml:5:55 go: it failed in the phase 'finish_rootfs_build': the packages are in the images file and in hooks/go.sh
    - {name: go, build: {packages: dev-lang/go, script: hooks/go.sh}}
                                                        ~~~~~~~~~~~
  hint: keep one of 'packages' and '_packages'`,
    );
  });

  test('that dies says only that', async () => {
    const lines = ['!!! no luck'];
    expect(await explain('go', { lines, out: hook('finish_rootfs_build', 'die', 1, 1, 'no luck') })).toBe(
      `images.yaml:10:9 go: it failed in the phase 'finish_rootfs_build': no luck
          mkdir "$ROOT/y"
          ~~~~~~~~~~~~~~~`,
    );
  });

  test('that is no bash', async () => {
    const out = hook('configure_rootfs_build', 'syntax', 1, 2, 'unexpected EOF');
    expect(await explain('go', { out })).toBe(
      `images.yaml:8:31 go: it failed in the phase 'configure_rootfs_build': the hook is no bash: unexpected EOF
        configure_rootfs_build: touch "$ROOT/x"
                                ~~~~~~~~~~~~~~~`,
    );
  });

  test('of an initial builder', async () => {
    expect(await explain('scratch', { out: hook('configure_builder', 'failed', 1, 1, 'mkdir /x') })).toMatch(
      /^images\.yaml:3:\d+ builder-scratch: it failed in the phase 'configure_builder': a command of the hook failed: mkdir \/x \(status 1\)\n/,
    );
  });

  test('that calls emerge fails with its reason', async () => {
    const lines = ['>>> gentoo-image-builder: hook configure_rootfs_build', ...recording('unknown-atom')];
    const shown = await explain('go', { lines, out: hook('configure_rootfs_build', 'failed', 1, 1, 'emerge x') });
    expect(shown.split('\n')[0]).toBe(
      "images.yaml:8:31 go: it failed in the phase 'configure_rootfs_build': a command of the hook failed: emerge x (status 1); app-misc/nosuchpackage: there is no such package",
    );
    expect(shown).toContain('hint: did you mean app-misc/blocker');
  });
});

describe('emerge', () => {
  test('is explained at the packages', async () => {
    const lines = ['>>> gentoo-image-builder: emerge', ...recording('keyword-dep')];
    expect(await explain('go', { lines, out: emerge })).toBe(
      `images.yaml:7:17 go: app-misc/kw failed in the phase 'resolve': app-misc/kw-1 is masked by ~amd64 keyword; app-misc/needskw-1 needs it
        packages: dev-lang/go app-misc/jq
                  ~~~~~~~~~~~
  hint: add to package_accept_keywords: "=app-misc/kw-1 ~amd64"`,
    );
  });

  test('that says nothing we know ends with its last words', async () => {
    const lines = ['>>> gentoo-image-builder: emerge', 'Killed', ''];
    expect(await explain('go', { lines, out: emerge })).toBe(
      atImage("it failed in the phase 'emerge': it ended with 1; the last words were: Killed"),
    );
  });
});

describe('a script of ours', () => {
  test('says itself what is wrong', async () => {
    const failure =
      'kind=builder\nmessage=/lib is a link in the parent and a folder now\nhint=keep the layout of the parent\n';
    expect(await explain('go', { out: { step: 'pack\n', failure } })).toBe(
      `${atImage("it failed in the phase 'pack': /lib is a link in the parent and a folder now")}
  hint: keep the layout of the parent`,
    );
  });

  test('that breaks tells the step', async () => {
    expect(await explain('go', { lines: ['tar: no space left'], out: { step: 'pack\n' }, code: 2 })).toBe(
      atImage("it failed in the phase 'pack': it ended with 2; the last words were: tar: no space left"),
    );
  });

  test('that never began', async () => {
    expect(await explain('go', { out: { step: '' }, code: 137 })).toBe(
      atImage("it failed in the phase 'start': it ended with 137"),
    );
  });
});
