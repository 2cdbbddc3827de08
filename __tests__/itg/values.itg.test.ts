// Values are data: what people write arrives byte for byte in the image and at run time, or is refused; none is run.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectBuilt, openRig, type Outcome, type Rig } from './rig.ts';
import { configOf, readOwn } from './registry-view.ts';

/** Exists as soon as any of the values is run: on the machine, beside the images file, or in a container. */
const CANARY = `/tmp/gib-values-${process.pid}`;

const VALUES: Record<string, string> = {
  quotes: `it's "quoted" and \\back\\slashed\\`,
  newlines: 'two\nlines\n\nand more\n',
  substitution: `$(touch ${CANARY}) \`touch ${CANARY}\` <(touch ${CANARY}) $((1+1))`,
  variables: '$HOME ${HOME} $1 $@ $$ %HOME%',
  commands: `; touch ${CANARY}; x && touch ${CANARY} || touch ${CANARY} | tee ${CANARY} > ${CANARY} & #`,
  breakOut: `"; touch ${CANARY}; '; touch ${CANARY}; \n touch ${CANARY}\n`,
  option: '-v/:/h',
  longOption: '--privileged',
  ends: '--',
  expression: '${{ github.token }}',
  workflowCommand: '::set-output name=a::b',
  workflowCommands: 'x\n::error::y\n##[error]z\n::stop-commands::w',
  percent: '%0A%25 %s%n %(x)',
  unicode: 'ünï “x” 日本 🎉 e\u0301 \u200b\ufeff',
  yaml: '{a: [b, *c, &d]} # !!e null ~ - |',
  json: '{"Env":["A=b"],"a":null}\\u0041',
  equals: 'a=b=c==',
  spaces: '  two \t around  ',
  globs: '* ? [a-z] {a,b} ~ ../..',
  control: '\u0001\u001b[31m\u007f\r\n\b',
  nothing: '',
  long: 'long '.repeat(4000),
};

/** As YAML, with `${{` written so that it stands for itself. */
function yamlOf(value: unknown): string {
  const written = JSON.stringify(value, (_, text: unknown) =>
    typeof text === 'string' ? text.replaceAll('${{', "${{ '${{' }}") : text,
  );
  return written.replaceAll(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const names = Object.keys(VALUES);
const words = Object.values(VALUES);
const WORKDIR = `/odd $(touch ${CANARY}) "it's"; ünï`;
const shown = (list: readonly string[]): string => list.map((name) => ` "$${name}"`).join('');
const arrayOf = (bytes: Buffer): string[] => bytes.toString().split('\0').slice(0, -1);

describe('values of an image', () => {
  let rig: Rig;
  let built: Outcome;
  let reference = '';
  beforeAll(async () => {
    rig = openRig();
    reference = `${rig.prefix ?? ''}/base:a`;
    rig.images(`
- name: base
  tag: a
  build:
    packages: [app-shells/suite-shell]
    environment: ${yamlOf(Object.fromEntries(names.map((name) => [`in_${name}`, VALUES[name]])))}
    finish_rootfs_build: |
      printf '%s\\0'${shown(names.map((name) => `in_${name}`))} > "$ROOT/values"
  entrypoint: ${yamlOf(['/bin/suite-shell', '-c', `printf '%s\\0' "$PWD" "$@"`, ...words.slice(0, 3)])}
  cmd: ${yamlOf(words)}
  workdir: ${yamlOf(WORKDIR)}
  env: ${yamlOf(VALUES)}
  labels: ${yamlOf(Object.fromEntries(words.map((value, index) => [`org.example.$(x)"${index}`, value])))}
  test:
    - run: ${yamlOf(['/bin/suite-shell', '-c', names.map((name) => `[[ $${name} == "$t_${name}" ]] || exit 3`).join('\n')])}
      env: ${yamlOf(Object.fromEntries(names.map((name) => [`t_${name}`, VALUES[name]])))}
    - {args: ${yamlOf(words)}, stdout: ${yamlOf(VALUES.substitution)}}
    - {run: ${yamlOf(['/bin/suite-shell', '-c', `[[ ! -e ${CANARY} ]]`])}}
`);
    built = await rig.build();
  });
  afterAll(() => {
    rig.close();
  });

  it('build', () => {
    expectBuilt(built);
  });

  it('are in the image’s configuration byte for byte', async () => {
    const { config } = await configOf(reference);
    expect(config?.Env).toEqual(expect.arrayContaining(names.map((name) => `${name}=${VALUES[name] ?? ''}`)));
    expect(config?.Cmd).toEqual(words);
    expect(config?.Entrypoint?.slice(3)).toEqual(words.slice(0, 3));
    expect(config?.WorkingDir).toBe(WORKDIR);
    expect(words.map((_, index) => config?.Labels?.[`org.example.$(x)"${index}`])).toEqual(words);
  });

  it('are there at run time: words and working directory', () => {
    const bytes = execFileSync('docker', ['run', '--rm', reference]);
    expect(arrayOf(bytes)).toEqual([WORKDIR, ...words.slice(1, 3), ...words]);
  });

  it('are there at run time: the environment', () => {
    const script = `printf '%s\\0'${shown(names)}`;
    const bytes = execFileSync('docker', ['run', '--rm', '--entrypoint', '/bin/suite-shell', reference, '-c', script]);
    expect(arrayOf(bytes)).toEqual(words);
  });

  it('are there in the hooks’ environment', async () => {
    expect(arrayOf(Buffer.from(await readOwn(reference, 'values')))).toEqual(words);
  });

  it('are never run', () => {
    const script = `[[ ! -e ${CANARY} ]] && printf no`;
    expect(existsSync(CANARY)).toBe(false);
    expect(existsSync(join(rig.folder, 'x'))).toBe(false);
    const builder = built.results.at(-1)?.builder ?? '';
    expect(execFileSync('docker', ['run', '--rm', builder, '/bin/bash', '-c', script]).toString()).toBe('no');
  });
});

describe('what is refused', () => {
  let rig: Rig;
  beforeAll(() => {
    rig = openRig();
  });
  afterAll(() => {
    rig.close();
  });

  const evil = `$(touch ${CANARY})`;
  it.each<[string, object, string]>([
    [
      'a name that is a command',
      { name: evil },
      `'${evil}' cannot be a name\n  hint: names are lower case letters and digits, with single '.', '_' or '-' between`,
    ],
    [
      'a name that is an option',
      { name: '-v/:/h' },
      `'-v/:/h' cannot be a name\n  hint: names are lower case letters and digits, with single '.', '_' or '-' between`,
    ],
    [
      'a section',
      { section: '../../x' },
      `'../../x' cannot be a name\n  hint: each part of a section is lower case letters and digits, with single '.', '_' or '-' between`,
    ],
    [
      'a tag that is a command',
      { tag: evil },
      `no registry takes '${evil}' as a tag\n  hint: a tag is at most 128 letters, digits, '.', '_' and '-', and does not begin with '.' or '-'`,
    ],
    [
      'a tag that is an option',
      { tag: '-v/:/h' },
      `no registry takes '-v/:/h' as a tag\n  hint: a tag is at most 128 letters, digits, '.', '_' and '-', and does not begin with '.' or '-'`,
    ],
    [
      'a tag of two lines',
      { tag: 'a\n::set-output name=a::b' },
      `no registry takes 'a\\n::set-output name=a::b' as a tag\n  hint: a tag is at most 128 letters, digits, '.', '_' and '-', and does not begin with '.' or '-'`,
    ],
    [
      'one of more tags',
      { tags: ['ü'] },
      `no registry takes 'ü' as a tag\n  hint: a tag is at most 128 letters, digits, '.', '_' and '-', and does not begin with '.' or '-'`,
    ],
    [
      'a name of a variable',
      { env: { 'A=B': 'x' } },
      `'A=B' is not a name of a variable\n  hint: letters, digits and '_', not beginning with a digit`,
    ],
    [
      'a name of a variable with a newline',
      { env: { 'A\nB': 'x' } },
      `'A\\nB' is not a name of a variable\n  hint: letters, digits and '_', not beginning with a digit`,
    ],
    [
      'a variable of the shell’s for hooks',
      { build: { environment: { BASH_ENV: evil } } },
      `'BASH_ENV' cannot be set for a build\n  hint: it belongs to the shell, or is set by us`,
    ],
    ['a null byte', { env: { A: 'a\0b' } }, 'a text cannot hold a NUL'],
    ['a null byte in a word', { cmd: ['a\0b'] }, 'a text cannot hold a NUL'],
    [
      'a label’s name of two lines',
      { labels: { 'a\nb': 'x' } },
      `'a\\nb' cannot be a label's name\n  hint: write it as 'org.example.name'`,
    ],
    [
      'a label of ours',
      { labels: { 'io.github.gentoo-image-builder.fingerprint': 'x' } },
      `'io.github.gentoo-image-builder.fingerprint' is a label of ours\n  hint: leave 'io.github.gentoo-image-builder.' to this program`,
    ],
    [
      'a working directory that is an option',
      { workdir: '--privileged' },
      `'--privileged' is not an absolute path\n  hint: begin it with '/'`,
    ],
    ['a working directory that leads up', { workdir: '/a/../b' }, `'/a/../b' has '..' in it`],
    [
      'a user',
      { user: `root;${evil}` },
      `'root;${evil}' is not a user\n  hint: write a name or a number, with :group where needed`,
    ],
    [
      'a port',
      { expose: ['80;x'] },
      `'80;x' is not a port\n  hint: write a number from 1 to 65535, with /tcp, /udp or /sctp where needed`,
    ],
    ['a volume', { volumes: ['-v/:/h'] }, `'-v/:/h' is not an absolute path\n  hint: begin it with '/'`],
    ['a signal', { stop_signal: evil }, `'${evil}' is not a signal\n  hint: write it as SIGTERM, SIGINT or a number`],
    [
      'a package',
      { build: { packages: [`a/b ${evil}`, '--root=/'] } },
      `'a/b ${evil}' is not a package atom: it has white space in it\n'--root=/' is not a package atom: it begins with '-', as an option does`,
    ],
    [
      'an unknown expression',
      { env: { A: '${{ github.token }}' } },
      `there is no 'github'\n  hint: known are software, vars, builder, platform, image`,
    ],
    ['an expression that does not end', { env: { A: '${{ x' } }, "'${{' has no '}}'"],
    [
      'a value in a hook',
      { build: { finish_rootfs_build: `echo \${{ '${evil}' }}\n` } },
      `''${evil}'' is "${evil}", which may not stand in bash text\n  hint: pass it by 'environment' and use the variable here, as "$NAME"`,
    ],
    [
      'a value in a command line',
      { test: "/bin/true ${{ 'a b' }}" },
      `''a b'' is "a b", which may not stand in a command line\n  hint: write the command as a list of words`,
    ],
  ])('%s', async (_, own, text) => {
    rig.images(`- ${JSON.stringify({ name: 'base', ...own })}`);
    const { code, lines } = await rig.run('build', '--all');
    const problems = lines
      .join('\n')
      .split(/(?<=\n)(?=images\.yaml)/)
      .map((one) => {
        const [first = '', ...rest] = one.split('\n');
        return [
          first.replace(/^images\.yaml:\d+:\d+ /, ''),
          ...rest.filter((line) => line.startsWith('  hint: ')),
        ].join('\n');
      });
    expect({ code, text: problems.join('\n') }).toEqual({ code: 2, text });
    expect(existsSync(CANARY)).toBe(false);
  });
});
