// Reads the configuration of a target image, from the top of an image or from its `build`.
// In: a spot of the images file. Out: a `TargetDefinition`. Never fills a default.

import type { HealthcheckDefinition, TargetDefinition } from './definition-shape.ts';
import { durationRule } from './quantity.ts';
import {
  complain,
  isList,
  isMapping,
  itemsOf,
  numberOf,
  settingsOf,
  textOf,
  textsOf,
  under,
  wordOf,
} from './reader.ts';
import type { Reader, Spot } from './reader.ts';
import { absolutePathRule, userRule, variableRule } from './rules.ts';
import { labelRule, portRule, signalRule, triggerRule } from './target-rules.ts';
import type { Rule, Written } from './written.ts';

const TARGET_KEYS = [
  ...['entrypoint', 'cmd', 'user', 'expose', 'volumes', 'labels', 'healthcheck', 'stop_signal', 'onbuild'],
  ...['env', 'workdir'],
];

/** The target's configuration stands at the top or under `build`; the same key at both is refused. */
export function targetOf(reader: Reader, spot: Spot): TargetDefinition {
  for (const key of TARGET_KEYS) refuseTwice(reader, under(spot, key), under(spot, 'build', key), key);
  const at = (key: string) => under(spot, key) ?? under(spot, 'build', key);
  return {
    entrypoint: argvOf(reader, at('entrypoint')),
    cmd: argvOf(reader, at('cmd')),
    user: textOf(reader, at('user'), userRule),
    workdir: textOf(reader, at('workdir'), absolutePathRule),
    env: settingsOf(reader, at('env'), variableRule),
    expose: textsOf(reader, at('expose'), portRule),
    volumes: textsOf(reader, at('volumes'), volumeRule),
    labels: settingsOf(reader, at('labels'), labelRule),
    healthcheck: healthcheckOf(reader, at('healthcheck')),
    stopSignal: textOf(reader, at('stop_signal'), signalRule),
    onbuild: textsOf(reader, at('onbuild'), triggerRule),
  };
}

const volumeRule: Rule = (text) =>
  text.replaceAll('/', '') === '' && text !== ''
    ? { code: 'bad-path', message: "the target's root cannot be a volume" }
    : absolutePathRule(text);

function argvOf(reader: Reader, list: Spot | undefined): Written[] | undefined {
  return list && isList(list.value) ? textsOf(reader, list) : undefined;
}

function refuseTwice({ problems }: Reader, top: Spot | undefined, below: Spot | undefined, key: string): void {
  if (!top || !below) return;
  problems.push({
    code: 'duplicate',
    message: `'${key}' stands at the image's top and under 'build'`,
    place: below.source.place(below.path, 'key'),
    related: [{ message: 'the one at the top', place: top.source.place(top.path, 'key') }],
    hint: 'keep one of them',
  });
}

function healthcheckOf(reader: Reader, spot: Spot | undefined): HealthcheckDefinition | undefined {
  if (!spot) return undefined;
  const duration = (key: string) => textOf(reader, under(spot, key), durationRule);
  return {
    test: healthTestOf(reader, spot),
    interval: duration('interval'),
    timeout: duration('timeout'),
    startPeriod: duration('start_period'),
    startInterval: duration('start_interval'),
    retries: numberOf(under(spot, 'retries')),
  };
}

function healthTestOf(reader: Reader, spot: Spot): HealthcheckDefinition['test'] {
  const test = under(spot, 'test');
  if (!test) {
    // The parent's test can be kept with other times.
    const alone = ['interval', 'timeout', 'start_period', 'start_interval', 'retries'].some((key) => under(spot, key));
    if (!alone && isMapping(spot.value))
      complain(reader, spot, 'key', { code: 'missing-key', message: "'healthcheck' has no 'test'" });
    return undefined;
  }
  if (!isList(test.value)) return textOf(reader, test, lineRule, 'lines');
  const kind = wordOf(itemsOf(test)[0], ['NONE', 'CMD', 'CMD-SHELL']);
  // What a shell reads is held to more.
  const isLine = (index: number) => kind === 'CMD-SHELL' && index > 0;
  const words = itemsOf(test).flatMap((item, index) => {
    return textOf(reader, item, isLine(index) ? lineRule : undefined, isLine(index) ? 'lines' : 'value') ?? [];
  });
  const count = test.value.length;
  const wrong = (message: string, hint: string) =>
    complain(reader, test, 'value', { code: 'bad-value', message, hint });
  if (kind === 'NONE' ? count > 1 : kind === 'CMD-SHELL' ? count !== 2 : kind === 'CMD' && count < 2) {
    wrong(`'${kind}' takes ${kind === 'NONE' ? 'no words' : kind === 'CMD' ? 'a program' : 'one line'}`, SHAPES);
  } else if (kind === undefined) {
    wrong("the list begins with neither 'CMD', 'CMD-SHELL' nor 'NONE'", SHAPES);
  }
  return words;
}

const SHAPES = 'write [CMD, PROGRAM, ARGUMENT...], [CMD-SHELL, LINE] or [NONE]';

const lineRule: Rule = (text) =>
  text.trim() === '' ? { code: 'bad-value', message: 'the command line is empty' } : undefined;
