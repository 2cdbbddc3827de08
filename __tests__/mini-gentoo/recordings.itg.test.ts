// What emerge prints, held against recordings of the real one, whole text against whole text.
// In: recordings/*.txt (stdout, `rc=N`, then stderr with `[stderr] ` before each line) and the repository lab/.
// Out: a test a recording. Made for the stand-in; on a real stage3 it shows whether the recordings still hold.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Container, type Result, SKIPPED, start } from './standin.ts';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'recordings');

// Levelled on both sides, and nothing else:
// - the seconds and steps in "Dependency resolution took 0.10 s (backtrack: 0/20)."
// - the three numbers after "Load avg:", with the blanks before it
// - the dots between "Calculating dependencies" and "done!"
// - empty lines (lines of " * " only are kept)
// - where a call stack points into Portage's own ebuild.sh and into the saved environment: the line number
// - the words of the compiler between its command and make's "***" (the stand-in compiles with tcc)
function level(text: string): string {
  return text
    .replace(/(Dependency resolution took) [\d.]+ s( \(backtrack: \d+\/20\))?/g, '$1 N s')
    .replace(/ +Load avg: [\d.]+, [\d.]+, [\d.]+/g, '  Load avg: N')
    .replace(/(Calculating dependencies) ?[. ]*(done!)?/g, '$1 $2')
    .replace(/^( \* +(?:ebuild\.sh|environment), line) +\d+:/gm, '$1 N:')
    .replace(/^(gcc [^\n]*\n)[^]*?(?=^make: \*\*\*)/gm, '$1')
    .split('\n')
    .filter((line) => line.replace(/^\[stderr\] ?/, '').trim() !== '' && !/^\[stderr\]\s*$/.test(line))
    .join('\n');
}

/** A run in the form of the recordings. */
function record(result: Result): string {
  const stderr = result.stderr.replace(/\n$/, '').split('\n');
  return [result.stdout, `rc=${result.code}`, ...stderr.map((line) => `[stderr] ${line}`)].join('\n');
}

// command, and what has to be there before
const hello = 'emerge --root=/target -q --quiet-build=y app-misc/hello >/dev/null';
const cases: Record<string, { run: string; before?: string }> = {
  ambiguous: { run: '-p useful' },
  'bad-depstring': { run: 'app-misc/badsyntax' },
  'bad-option': { run: '--no-such-option app-misc/hello' },
  'bad-package-use': {
    run: '-p app-misc/hello',
    before: `${hello}; echo 'broken atom' > /etc/portage/package.use/bad`,
  },
  'blocked-conflict': { run: 'app-misc/needsboth', before: hello },
  'blocked-installed': { run: 'app-misc/blocker', before: hello },
  'blocked-soft': { run: '-pq app-misc/softblock', before: hello },
  circular: { run: 'app-misc/ca' },
  collision: { run: '--quiet-build=n app-misc/collide', before: hello },
  'compile-fail': { run: '--quiet-build=n app-misc/cfail' },
  'compile-fail-quiet': { run: 'app-misc/cfail' },
  'compile-fail-keepgoing2': { run: '--keep-going app-misc/afterfail app-misc/useful' },
  'install-fail': { run: 'app-misc/installfail' },
  'invalid-atom': { run: '=sys-apps/busybox' },
  'keyword-dep': { run: 'app-misc/needskw' },
  'keyword-dep-autounmask': { run: '--autounmask=y app-misc/needskw' },
  'keyword-dep-autounmask-write': { run: '--autounmask=y --autounmask-write app-misc/needskw' },
  license: { run: 'app-misc/propr' },
  'license-autounmask': { run: '--autounmask=y app-misc/propr' },
  masked: { run: 'app-misc/masked' },
  'masked-dep': { run: 'app-misc/needsmasked' },
  'no-profile': { run: 'app-misc/hello', before: 'rm /etc/portage/make.profile' },
  'nothing-to-do': { run: '-u app-misc/hello', before: hello },
  ok: { run: '-q app-misc/hello' },
  'postinst-fail': { run: 'app-misc/postfail' },
  'preinst-fail': { run: 'app-misc/prefail' },
  'pretend-fail': { run: 'app-misc/pretendfail' },
  'required-use': { run: 'app-misc/requse' },
  'setup-fail': { run: 'app-misc/setupfail' },
  'test-fail': { run: 'app-misc/testfail', before: 'export FEATURES="$FEATURES test"' },
  'unknown-atom': { run: 'app-misc/nosuchpackage' },
  'unknown-dep': { run: 'app-misc/needsmissing' },
  'unmerge-absent': { run: '-C app-misc/nothing' },
  'use-change': { run: 'app-misc/useneed' },
  'use-change-autounmask-continue': { run: '-q --autounmask=y --autounmask-continue=y app-misc/useneed' },
  'use-change-autounmask-n': { run: '--autounmask=n app-misc/useneed' },
  'use-change-autounmask-write': { run: '--autounmask=y --autounmask-write app-misc/useneed' },
  'use-change-p': { run: '-p app-misc/useneed' },
};

let container: Container;
beforeAll(async () => {
  if (SKIPPED !== undefined) return;
  container = await start('lab');
  await container.ok('cp -a /etc/portage /etc/portage.fresh');
}, 120_000);
afterAll(() => {
  if (SKIPPED === undefined) container.remove();
});
beforeEach(({ skip }) => {
  skip(SKIPPED !== undefined, SKIPPED);
});

const fresh = 'cd /; rm -rf /target /etc/portage; cp -a /etc/portage.fresh /etc/portage; mkdir -p /target';

test.each(Object.entries(cases))(
  '%s',
  async (name, { run, before }) => {
    const wanted = readFileSync(path.join(folder, `${name}.txt`), 'utf8');
    const result = await container.run(`${fresh}\n${before ?? ':'}\nexec emerge --root=/target ${run}`);
    expect(level(record(result))).toBe(level(wanted));
  },
  60_000,
);
