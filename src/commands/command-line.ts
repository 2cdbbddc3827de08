// The command line's commands. In: the world and an order. Out: words on the screen, results by `print`, an exit code.

import { resolve } from 'node:path/posix';
import { COMPLETED_COMMANDS, COMPLETED_OPTIONS, type Order } from '../core/command.ts';
import { completionScript } from '../core/completion.ts';
import type { Graph, Node } from '../core/graph.ts';
import type { Task } from '../core/job.ts';
import { describeUpdate, updateJson } from '../core/lock-report.ts';
import { matricesOf } from '../core/matrix.ts';
import { mermaidGraph } from '../core/mermaid.ts';
import { nearestHint } from '../core/nearest.ts';
import { NO_PINS, parsePins, tell, type Pins } from '../core/pins.ts';
import { describePrune, pruneJson } from '../core/prune-report.ts';
import { isWork, type Plan } from '../core/plan.ts';
import { type Problem, refuse, UserError } from '../core/problem.ts';
import {
  dotGraph,
  formatPlan,
  formatWhy,
  graphJson,
  planJson,
  whyJson,
  treeGraph,
  resultTable,
} from '../core/report.ts';
import { isFailed } from '../core/result.ts';
import { buildTasks } from './build.ts';
import { openCache } from './caching.ts';
import { warnMoved } from './moved-names.ts';
import { makePlan } from './plan.ts';
import { readGraph, type Settings } from './survey.ts';
import { writeWorkflow } from './workflow.ts';
import { findPrunable, removePrunable } from './prune.ts';
import { findUpdate, writeLock } from './update.ts';
import type { World } from './world.ts';

/** Prints a result for programs, or for a pipe. */
export type Print = (text: string) => void;

/** Runs one command; gives the exit code. */
export async function runCommand(world: World, order: Order, print: Print): Promise<number> {
  const settings: Settings = {
    imagesFile: order.imagesFile,
    registry: order.registry,
    pins: tell(await readPins(world, order.pins), order.set),
    push: order.push,
    name: true,
    access: order.access,
    locked: order.locked,
    pushBuilders: order.pushBuilders,
  };
  switch (order.command) {
    case 'validate':
      return await validate(world, settings, order, print);
    case 'graph':
      return await showGraph(world, settings, order, print);
    case 'workflow':
      return await writeWorkflow(world, settings, order, print);
    case 'completion':
      return await complete(world, settings, order, print);
    case 'plan':
      return await plan(world, settings, order, print);
    case 'why':
      return await why(world, settings, order, print);
    case 'build':
      return await build(world, settings, order, print);
    case 'update':
      return await update(world, { ...settings, locked: false }, order, print);
    case 'prune':
      return await prune(world, settings, order, print);
  }
}

async function validate(world: World, settings: Settings, order: Order, print: Print): Promise<number> {
  const { catalog } = await readGraph(world, settings);
  const count = catalog.images.length;
  if (order.json) print(JSON.stringify({ images: count, problems: [] }));
  else world.screen.say(`${settings.imagesFile}: ${count} ${count === 1 ? 'image' : 'images'}, no mistakes`);
  return 0;
}

/** The script for a shell, or the names that it asks for, a line each. */
async function complete(world: World, settings: Settings, order: Order, print: Print): Promise<number> {
  const [what] = order.names;
  if (what === 'bash' || what === 'zsh') {
    print(completionScript(what, COMPLETED_COMMANDS, COMPLETED_OPTIONS));
    return 0;
  }
  const { catalog } = await readGraph(world, settings);
  print([...new Set(catalog.images.map(({ identity }) => identity))].join('\n'));
  return 0;
}

function pick(order: Order): Pick<Order, 'rebuild' | 'only' | 'exclude' | 'changedSince'> {
  const { rebuild, only, exclude, changedSince } = order;
  return { rebuild, only, exclude, changedSince };
}

async function showGraph(world: World, settings: Settings, order: Order, print: Print): Promise<number> {
  const graph = await readGraph(world, settings);
  if (order.json) print(JSON.stringify(graphJson(graph), undefined, 2));
  else print(drawGraph(graph, order.graph));
  return 0;
}

function drawGraph(graph: Graph, language: Order['graph']): string {
  switch (language) {
    case 'mermaid':
      return mermaidGraph(graph);
    case 'dot':
      return dotGraph(graph);
    case 'tree':
      return treeGraph(graph).join('\n');
  }
}

async function plan(world: World, settings: Settings, order: Order, print: Print): Promise<number> {
  const made = await makePlan(world, { ...settings, ...pick(order) });
  const matrices = matricesOf(made.plan, { runners: new Map(), shared: !made.survey.local });
  if (order.json) print(JSON.stringify(planJson(made.plan, matrices), undefined, 2));
  else for (const line of formatPlan(made.plan)) world.screen.say(line);
  return 0;
}

/** What changed, of the named images and of what they stand on as far as that has something to do. */
async function why(world: World, settings: Settings, order: Order, print: Print): Promise<number> {
  const { plan: made } = await makePlan(world, { ...settings, ...pick(order) });
  const wanted = wantedNodes(made, order.names);
  const named = (node: Node): boolean => order.names.includes(node.label) || order.names.includes(node.name);
  const shown = [...made.decisions.values()]
    .filter((decision) => wanted.has(decision.node.id) && (named(decision.node) || isWork(decision)))
    .reverse();
  if (order.json) print(JSON.stringify(whyJson(shown), undefined, 2));
  else for (const line of formatWhy(shown)) world.screen.say(line);
  return 0;
}

async function build(world: World, settings: Settings, order: Order, print: Print): Promise<number> {
  const made = await makePlan(world, { ...settings, ...pick(order) });
  const tasks = chosenTasks(made.plan, order);
  for (const line of formatPlan(made.plan)) world.screen.say(line);
  if (order.dryRun) return 0;
  await warnMoved(world, made.survey, settings.pins, tasks);
  const caching = openCache(world, made.survey.catalog, { wanted: order.cache, writes: order.push });
  const results = await buildTasks(world, made.survey, tasks, { cache: caching?.cache, jobs: order.jobs });
  await caching?.save();
  if (order.json) print(JSON.stringify(results, undefined, 2));
  else if (results.length > 0) for (const line of resultTable(results).text) world.screen.say(line);
  return results.some(isFailed) ? 1 : 0;
}

async function update(world: World, settings: Settings, order: Order, print: Print): Promise<number> {
  const found = await findUpdate(world, settings, order.names);
  const isWritten = !order.dryRun && (found.moves.length > 0 || found.isNew);
  if (isWritten) await writeLock(world, found);
  if (order.json) print(JSON.stringify(updateJson(found, isWritten), undefined, 2));
  else for (const line of describeUpdate(found, isWritten)) world.screen.say(line);
  return 0;
}

async function prune(world: World, settings: Settings, order: Order, print: Print): Promise<number> {
  const { names, keep, keepDays } = order;
  const found = await findPrunable(world, { ...settings, names, count: keep, days: keepDays });
  const isDone = order.yes && !order.dryRun;
  if (!order.json) for (const line of describePrune(found.plan, isDone, found.entries)) world.screen.say(line);
  if (!found.copies) world.screen.warn('this registry does not list its repositories: copies of pull requests stay');
  const refused = isDone ? await removePrunable(world, found) : [];
  if (order.json) print(JSON.stringify(pruneJson(found.plan, isDone, refused, found.entries), undefined, 2));
  for (const words of refused) world.screen.problem({ code: 'bad-value', message: `it stays: ${words}` });
  return refused.length > 0 ? 75 : 0;
}

/** What has to be done for the named images: they and all that they stand on, in the plan's order. */
function chosenTasks(made: Plan, order: Order): Task[] {
  const work = made.levels.flat().filter(isWork);
  const wanted = order.all ? undefined : wantedNodes(made, order.names);
  return work
    .filter(({ node }) => wanted === undefined || wanted.has(node.id))
    .map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what }));
}

/** The ids of the named images and of all that they stand on. Throws a `UserError` for names that no image has. */
function wantedNodes({ graph, decisions }: Plan, names: readonly string[]): Set<string> {
  const wanted = new Set<string>();
  const problems: Problem[] = [];
  for (const name of names) {
    const found = [...graph.nodes.values()].filter((node) => node.label === name || node.name === name);
    if (found.length === 0) problems.push(unknownName(name, graph));
    for (const node of found) wanted.add(node.id);
  }
  refuse(problems);
  for (const { node } of [...decisions.values()].reverse()) {
    if (wanted.has(node.id)) for (const need of node.needs) wanted.add(need);
  }
  return wanted;
}

function unknownName(name: string, graph: Graph): Problem {
  const names = [...graph.nodes.values()].map((node) => node.label);
  return { code: 'unknown-name', message: `the images file has no image '${name}'`, hint: nearestHint(name, names) };
}

async function readPins(world: World, path: string | undefined): Promise<Pins> {
  if (path === undefined) return NO_PINS;
  const text = await world.files.readText(resolve(world.folder, path));
  if (text === undefined) throw new UserError([{ code: 'file', message: `there is no file of pins '${path}'` }]);
  return parsePins(text, path);
}
