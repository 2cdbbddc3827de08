#!/usr/bin/env node
// The command line. In: arguments. Out: words or JSON, exit code. The same commands as the action's.

import { join } from 'node:path';
import { openTerminal } from './adapters/terminal.ts';
import { finish } from './exit.ts';
import { parseArguments } from './arguments.ts';
import { USAGE } from './core/command.ts';
import { VERSION } from './core/version.ts';

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
// What people read goes to standard error where standard output is for programs.
const json = process.argv.includes('--json');
const screen = openTerminal({
  out: json ? process.stderr : process.stdout,
  verbose: process.argv.includes('--verbose'),
  now: Date.now,
});

await finish(screen, async (signal) => {
  const order = parseArguments(process.argv.slice(2));
  if (order.command === 'help') {
    print(USAGE);
    return 0;
  }
  if (order.command === 'version') {
    print(VERSION);
    return 0;
  }
  const { workingDirectory: folder, imagesFile, engine, budgetMinutes } = order;
  // Loaded when they are needed: help and mistakes in the arguments come at once.
  const { openWorld } = await import('./real-world.ts');
  const { runCommand } = await import('./commands/command-line.ts');
  const scripts = join(import.meta.dirname, 'container');
  const world = openWorld({ screen, folder, imagesFile, engine, scripts, signal, budgetMinutes });
  try {
    return await runCommand(world, order, print);
  } finally {
    await world.engine.close();
  }
});
