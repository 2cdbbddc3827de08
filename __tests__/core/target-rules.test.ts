import { describe, expect, it } from 'vitest';
import { capabilityRule, fullPort, labelRule, portRule, signalRule, triggerRule } from '../../src/core/target-rules.ts';
import { providedRule } from '../../src/core/atom.ts';
import { globRule, profileRule, revisionRule, snapshotRule, urlRule } from '../../src/core/rules.ts';
import type { Rule } from '../../src/core/written.ts';

const RULES: readonly [string, Rule, right: readonly string[], wrong: readonly string[]][] = [
  ['port', portRule, ['1', '65535', '53/udp', '80/tcp', '9/sctp'], ['', '0', '65536', '80/', '80/TCP', '-1', '1-2']],
  ['label', labelRule, ['a', 'org.example.a', 'a/b'], ['', 'a b', 'ä', 'io.github.gentoo-image-builder.x']],
  ['signal', signalRule, ['SIGTERM', 'TERM', '9', 'SIGRTMIN+3', 'RTMAX-1'], ['', '0', '65', 'SIGX', '-9', 'sigterm']],
  ['trigger', triggerRule, ['RUN a', 'copy a b'], ['', 'RUN', 'ONBUILD RUN a', 'FROM a', 'RUN a\nRUN b', '--x']],
  ['capability', capabilityRule, ['SYS_PTRACE', 'CAP_CHOWN'], ['', 'ALL', 'sys_ptrace', '--privileged']],
  ['provided', providedRule, ['a/b', 'a/b-1.2-r3', 'a/b-1_p2'], ['', 'b', '=a/b-1', '@world', '-a/b', 'a/b/c']],
  [
    'url',
    urlRule,
    ['https://a/b', 'https://a.b:8/c?d#e'],
    ['', 'http://a/b', 'file:///a', 'ext::sh', 'https://a', '-x'],
  ],
  ['revision', revisionRule, ['main', 'v1.0', 'a/b', '0123abc'], ['', '-x', 'a..b', 'a b', 'a@{1}', 'a.lock', 'a/']],
  ['glob', globRule, ['a', 'a/**', '*.sh'], ['', '/a', '../a', '!a', 'a\\b']],
  ['profile', profileRule, ['default/linux/amd64/23.0', 'guru:a'], ['', '../x', '/x', '-x', 'a//b', 'a b', 'a/']],
  ['snapshot', snapshotRule, ['latest', '20261116', 'a/p:1'], ['', '20261316', '2026-11-16', '2026', 'A B']],
];

describe.each(RULES)('the rule of a %s', (_name, rule, right, wrong) => {
  it.each(right)('takes %j', (text) => {
    expect(rule(text)).toBeUndefined();
  });

  it.each(wrong)('refuses %j', (text) => {
    expect(rule(text)?.message).toMatch(/./);
  });

  it('answers long texts in no time', () => {
    for (const part of ['a', 'a/', '1', '.', '-', 'a b', 'SIG', 'https://', '_', '@{'])
      rule(part.repeat(100_000 / part.length));
  });
});

it('a port without a protocol is of tcp', () => {
  expect(['80', '53/udp'].map(fullPort)).toEqual(['80/tcp', '53/udp']);
});
