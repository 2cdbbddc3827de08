// The defaults of a target's configuration and of its tests.
// In: definitions. Out: what the catalog has. Never reads a source.

import type { HealthcheckConfiguration, TargetConfiguration, Test } from './catalog.ts';
import type {
  CommandTestDefinition,
  HealthcheckDefinition,
  TargetDefinition,
  TestDefinition,
} from './definition-shape.ts';
import { fillFile, fillSettings } from './fill.ts';
import type { Fill } from './fill.ts';
import { nanosecondsOf } from './quantity.ts';
import { wordsOf } from './rules.ts';
import { fullPort } from './target-rules.ts';
import type { Written } from './written.ts';

/** seconds */
const TEST_TIMEOUT = 60;
const TEST_EXIT_CODE = 0;
const HEALTHY = 3;
/** seconds */
const HEALTHY_WITHIN = 30;

/** The target's configuration. */
export function fillTarget(definition: TargetDefinition, fill: Fill): TargetConfiguration {
  const { entrypoint, cmd, user, workdir, healthcheck, stopSignal } = definition;
  return {
    entrypoint: entrypoint?.map(fill),
    cmd: cmd?.map(fill),
    user: user && fill(user),
    workdir: workdir && fill(workdir),
    env: fillSettings(definition.env, fill),
    expose: definition.expose.map((port) => fullPort(fill(port))),
    volumes: definition.volumes.map(fill),
    labels: fillSettings(definition.labels, fill),
    healthcheck: healthcheck && fillHealthcheck(healthcheck, fill),
    stopSignal: stopSignal && fill(stopSignal),
    onbuild: definition.onbuild.map(fill),
  };
}

function fillHealthcheck({ test, retries, ...times }: HealthcheckDefinition, fill: Fill): HealthcheckConfiguration {
  const duration = (written: Written | undefined) => written && nanosecondsOf(fill(written));
  // To an engine, no words are the parent's test.
  const words = test === undefined ? [] : 'value' in test ? ['CMD-SHELL', fill(test)] : test.map(fill);
  return {
    test: words,
    interval: duration(times.interval),
    timeout: duration(times.timeout),
    startPeriod: duration(times.startPeriod),
    startInterval: duration(times.startInterval),
    retries,
  };
}

/** A test of the target. */
export function fillTest(test: TestDefinition, fill: Fill): Test {
  const { place } = test;
  switch (test.kind) {
    case 'command':
      return fillCommand(test, fill);
    case 'script': {
      const file = fillFile(test.file, fill);
      const env = fillSettings(test.env, fill);
      return { kind: 'script', place, title: file.path, file, env, timeout: test.timeout ?? TEST_TIMEOUT };
    }
    case 'healthcheck': {
      const [healthy, within] = [test.healthy ?? HEALTHY, test.within ?? HEALTHY_WITHIN];
      return { kind: 'healthcheck', place, title: `healthy within ${within} s`, healthy, within };
    }
  }
}

function fillCommand(test: CommandTestDefinition, fill: Fill): Test {
  const keepEntrypoint = test.run === undefined;
  const words = test.run ?? test.args ?? [];
  const line = 'value' in words ? fill(words) : undefined;
  const argv = 'value' in words ? (wordsOf(line ?? '') ?? []) : words.map(fill);
  // With a `run`, `args` are further words of it.
  const more = keepEntrypoint ? [] : (test.args ?? []).map(fill);
  return {
    kind: 'command',
    place: test.place,
    title: [line ?? argv.join(' '), ...more].join(' '),
    argv: [...argv, ...more],
    keepEntrypoint,
    env: fillSettings(test.env, fill),
    exitCode: test.exitCode ?? TEST_EXIT_CODE,
    stdout: test.stdout && fill(test.stdout),
    timeout: test.timeout ?? TEST_TIMEOUT,
  };
}
