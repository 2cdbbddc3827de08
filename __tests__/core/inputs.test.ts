import { describe, expect, test } from 'vitest';
import { type InputName, INPUTS, OUTPUTS } from '../../src/core/input-table.ts';
import { type Inputs, parseInputs, parseList } from '../../src/core/inputs.ts';
import { problemsOf } from '../fakes/catalog.ts';

const read =
  (given: Partial<Record<InputName, string>>) =>
  (name: InputName): string =>
    given[name] ?? '';

const defaults: Inputs = {
  mode: 'plan',
  imagesFile: 'images.yaml',
  workingDirectory: '.',
  registry: undefined,
  push: 'auto',
  rebuild: 'changed',
  maxLevels: undefined,
  jobs: [],
  cache: 'actions',
  budgetMinutes: 330,
  runners: new Map(),
  outputs: new Set(),
  job: '',
  pins: '',
  locked: false,
  plan: '',
  results: '',
  engine: 'auto',
  pushBuilders: 'all',
  only: [],
  exclude: [],
  changedSince: undefined,
  set: {},
  access: new Map(),
  token: false,
  imagesDetailsVar: undefined,
};

test('nothing given is the defaults', () => {
  expect(parseInputs(read({}))).toEqual(defaults);
});

test('the defaults given are the defaults', () => {
  expect(parseInputs(read(Object.fromEntries(INPUTS.map((row) => [row.name, row.default]))))).toEqual(defaults);
});

describe('an input', () => {
  test.each<[Partial<Record<InputName, string>>, Partial<Inputs>]>([
    [{ mode: ' build\n' }, { mode: 'build' }],
    [
      { 'images-file': 'a/b.yaml', 'working-directory': 'c' },
      { imagesFile: 'a/b.yaml', workingDirectory: 'c' },
    ],
    [{ 'images-details-var': 'IMAGES' }, { imagesDetailsVar: 'IMAGES' }],
    [{ outputs: 'images-details' }, { outputs: new Set(['images-details']) }],
    [{ registry: 'ghcr.io/acme' }, { registry: 'ghcr.io/acme' }],
    [{ registry: 'localhost:5000' }, { registry: 'localhost:5000' }],
    [{ push: 'true' }, { push: 'true' }],
    [{ 'changed-since': 'main' }, { changedSince: 'main' }],
    [{ rebuild: 'all' }, { rebuild: 'all' }],
    [{ rebuild: 'a, b\nc # why' }, { rebuild: new Set(['a', 'b', 'c']) }],
    [{ 'max-levels': '12' }, { maxLevels: 12 }],
    [{ outputs: 'rows, matrix' }, { outputs: new Set(['rows', 'matrix']) }],
    [
      { runners: 'linux/amd64=big\n\n# none\nlinux/arm64 = [self-hosted, arm64] # ours\ndefault=x' },
      {
        runners: new Map<string, string | string[]>([
          ['linux/amd64', 'big'],
          ['linux/arm64', ['self-hosted', 'arm64']],
          ['default', 'x'],
        ]),
      },
    ],
    [
      { job: '{}', pins: '{"a":1}' },
      { job: '{}', pins: '{"a":1}' },
    ],
    [{ 'github-token': 'ghs_x' }, { token: true }],
    [{ push: 'pr' }, { push: 'pr' }],
    [
      { 'registry-ca': 'r.lan:5000 = ca/own.crt # ours\n# none\n\nother=/a=b', 'registry-insecure': 'a.lan, b:80' },
      {
        access: new Map<string, object>([
          ['r.lan:5000', { ca: 'ca/own.crt' }],
          ['other', { ca: '/a=b' }],
          ['a.lan', { insecure: true }],
          ['b:80', { insecure: true }],
        ]),
      },
    ],
    [
      { cache: 'none', engine: 'docker', locked: 'false', 'push-builders': 'all' },
      { cache: 'none', engine: 'docker' },
    ],
    [{ 'budget-minutes': '20' }, { budgetMinutes: 20 }],
  ])('%j', (given, wanted) => {
    expect(parseInputs(read(given))).toEqual({ ...defaults, ...wanted });
  });
});

describe('what is refused', () => {
  test.each<[Partial<Record<InputName, string>>, string]>([
    [
      { mode: 'biuld' },
      "the input mode takes plan, build, report or update, not 'biuld'\n  hint: did you mean 'build'?",
    ],
    [{ push: 'True' }, "the input push takes auto, true, false or pr, not 'True'\n  hint: did you mean 'true'?"],
    [{ push: 'yes' }, "the input push takes auto, true, false or pr, not 'yes'"],
    [
      { 'registry-ca': 'ca.crt' },
      "the input registry-ca has a line that is none of its own: 'ca.crt'\n  hint: write registry.example.com:5000=path/to/ca.crt",
    ],
    [
      { 'registry-ca': 'http://r=ca' },
      "the input registry-ca has a line that is none of its own: 'http://r=ca'\n  hint: write registry.example.com:5000=path/to/ca.crt",
    ],
    [
      { 'registry-insecure': 'http://r' },
      "the input registry-insecure has what is no host: 'http://r'\n  hint: write a host, with its port where it has one: registry.lan:5000",
    ],
    [{ 'registry-ca': 'r=ca', 'registry-insecure': 'r' }, 'r cannot be both in registry-ca and in registry-insecure'],
    [{ 'max-levels': '0' }, "the input max-levels takes a whole number above 0, not '0'"],
    [{ 'max-levels': '1e3' }, "the input max-levels takes a whole number above 0, not '1e3'"],
    [{ 'max-levels': '-1' }, "the input max-levels takes a whole number above 0, not '-1'"],
    [
      { registry: 'https://ghcr.io/acme' },
      "the input registry: 'https://ghcr.io/acme' is not a registry\n  hint: leave 'https://' out",
    ],
    [
      { registry: 'ghcr.io/Acme' },
      "the input registry: 'ghcr.io/Acme' is not a registry\n  hint: write a host and a path in lower case, such as ghcr.io/acme",
    ],
    [
      { outputs: 'row' },
      "the input outputs takes rows, matrix or images-details, not 'row'\n  hint: did you mean 'rows'?",
    ],
    [
      { 'images-details-var': 'GITHUB_ENV' },
      "the input images-details-var must not be 'GITHUB_ENV': the runner and what it starts live by that variable\n  hint: take another name, such as IMAGES",
    ],
    [
      { 'images-details-var': 'images-details' },
      "the input images-details-var takes the name of a variable, not 'images-details'\n  hint: letters, digits and _",
    ],
    [
      { runners: 'linux/amd64' },
      "the input runners has a line that is none of its own: 'linux/amd64'\n  hint: write linux/arm64=ubuntu-24.04-arm, or linux/arm64=[self-hosted, arm64]",
    ],
    [
      { runners: 'linux/amd64=a b' },
      "the input runners has a line that is none of its own: 'linux/amd64=a b'\n  hint: write linux/arm64=ubuntu-24.04-arm, or linux/arm64=[self-hosted, arm64]",
    ],
    [
      { runners: 'linux/amd64=[]' },
      "the input runners has a line that is none of its own: 'linux/amd64=[]'\n  hint: write linux/arm64=ubuntu-24.04-arm, or linux/arm64=[self-hosted, arm64]",
    ],
  ])('%j', (given, words) => {
    expect(problemsOf(() => parseInputs(read(given)))).toBe(words);
  });

  test('all at once', () => {
    expect(problemsOf(() => parseInputs(read({ mode: 'x', push: 'y', 'max-levels': 'z' }))).split('\n')).toHaveLength(
      3,
    );
  });
});

test.each<[string, string[]]>([
  ['', []],
  ['a', ['a']],
  ['a,b', ['a', 'b']],
  [' a , ,b \n\n c ', ['a', 'b', 'c']],
  ['# all\na # one, two\nb#c', ['a', 'b#c']],
  ['a\r\nb', ['a', 'b']],
])('the list %j', (text, items) => {
  expect(parseList(text)).toEqual(items);
});

test('names are there once, defaults are among the words', () => {
  const names = [...INPUTS, ...OUTPUTS].map(({ name }) => name);
  expect(new Set(INPUTS.map(({ name }) => name)).size).toBe(INPUTS.length);
  expect(new Set(OUTPUTS.map(({ name }) => name)).size).toBe(OUTPUTS.length);
  expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  for (const row of INPUTS) if ('words' in row) expect(row.words).toContain(row.default);
});
