import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { completionScript } from '../../src/core/completion.ts';
import type { CompletedCommand, CompletedOption } from '../../src/core/completion.ts';

const COMMANDS: readonly CompletedCommand[] = [
  { name: 'plan', description: 'what is to be done, and why' },
  { name: 'build', description: "build images: and what they 'stand' on [all]", takesImages: true },
  { name: 'validate', description: 'check the images file' },
];

const OPTIONS: readonly CompletedOption[] = [
  { name: 'images-file', short: 'f', description: 'the file that names the images', value: 'file' },
  { name: 'working-directory', short: 'C', description: 'the folder that paths are relative to', value: 'folder' },
  { name: 'push', description: 'whether the registry is written to', value: ['true', 'false'] },
  { name: 'rebuild', description: 'build although it is there', value: 'image' },
  { name: 'registry', description: 'where images are kept', value: 'text' },
  { name: 'json', description: 'for programs' },
];

const folder = mkdtempSync(join(tmpdir(), 'completion-'));
afterAll(() => rmSync(folder, { recursive: true }));

// Stands in for the program: names that tell how it was asked.
mkdirSync(join(folder, 'bin'));
mkdirSync(join(folder, 'a folder'));
writeFileSync(join(folder, 'images.yaml'), '');
writeFileSync(join(folder, 'imag es.yaml'), '');
writeFileSync(
  join(folder, 'bin/gentoo-image-builder'),
  '#!/bin/sh\nprintf "%s\\n" base local/nodejs "$(basename "$6")-$(basename "$4")" \'$(touch evil)\'\n',
);
chmodSync(join(folder, 'bin/gentoo-image-builder'), 0o755);

/** What bash proposes for the last of these words. */
function proposed(...words: readonly string[]): string[] {
  const script = join(folder, 'completion.bash');
  writeFileSync(script, completionScript('bash', COMMANDS, OPTIONS));
  const program = `set -euo pipefail
source "$1"; shift
COMP_WORDS=(gentoo-image-builder "$@"); COMP_CWORD=$#
_gentoo_image_builder
for word in "\${COMPREPLY[@]+"\${COMPREPLY[@]}"}"; do printf '%s\\n' "$word"; done`;
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}` };
  const out = execFileSync('bash', ['-c', program, 'bash', script, ...words], { cwd: folder, env, encoding: 'utf8' });
  return out.split('\n').filter((line) => line !== '');
}

describe('completion for bash', () => {
  it.each<[string[], string[]]>([
    [[''], ['plan', 'build', 'validate']],
    [['pl'], ['plan']],
    [['--json', 'b'], ['build']],
    [['-C', 'folder', 'v'], ['validate']],
    [['plan', ''], []],
    [['build', 'ba'], ['base']],
    [['build', 'base', 'local'], ['local/nodejs']],
    [['-f', 'other.yaml', 'build', 'other'], ['other.yaml-.']],
    [['-C', 'x', 'build', 'images'], ['images.yaml-x']],
    [['build', '$('], ['$(touch evil)']],
    [['-'], ['-f', '--images-file', '-C', '--working-directory', '--push', '--rebuild', '--registry', '--json']],
    [
      ['build', '--re'],
      ['--rebuild', '--registry'],
    ],
    [
      ['-f', 'imag'],
      ['imag es.yaml', 'images.yaml'],
    ],
    [['-C', 'a'], ['a folder']],
    [
      ['--push', ''],
      ['true', 'false'],
    ],
    [['--rebuild', 'b'], ['base']],
    [['--registry', ''], []],
  ])('of %j', (words, expected) => {
    expect(proposed(...words).sort()).toEqual([...expected].sort());
  });

  it('is clean to shellcheck', () => {
    const input = completionScript('bash', COMMANDS, OPTIONS);
    const check = () => execFileSync('shellcheck', ['-s', 'bash', '-'], { input, stdio: 'pipe', encoding: 'utf8' });
    if (hasProgram('shellcheck')) expect(check()).toBe('');
    else expect(input).toMatch(/^# shellcheck shell=bash\n/);
  });
});

describe('completion for zsh', () => {
  const script = completionScript('zsh', COMMANDS, OPTIONS);

  it('names commands and options with what they are', () => {
    expect(script).toMatch(/^#compdef gentoo-image-builder\n/);
    expect(script).toContain("    'plan:what is to be done, and why'\n");
    expect(script).toContain(String.raw`    'build:build images\: and what they '\''stand'\'' on \[all\]'` + '\n');
    expect(script).toContain("    '(-f --images-file)-f[the file that names the images]:images-file:_files' \\\n");
    expect(script).toContain("    '(--push)--push=[whether the registry is written to]:push:(true false)' \\\n");
    expect(script).toContain("    '(--json)--json[for programs]' \\\n");
    expect(script).toContain('    build) _gentoo_image_builder_names ;;\n');
  });

  it('is zsh, where there is one to ask', () => {
    if (!hasProgram('zsh')) return;
    expect(() => execFileSync('zsh', ['-n'], { input: script, stdio: 'pipe' })).not.toThrow();
  });
});

function hasProgram(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
