// `mode: report`: what became of a plan. In: the plan, the jobs' result files, and the registry, which alone confirms.
// Out: a summary, annotations at the images file's lines, and failure as soon as one image is not there.

import { join, resolve } from 'node:path/posix';
import { demandsOf } from '../core/demands.ts';
import { imagesDetails } from '../core/details.ts';
import type { Node } from '../core/graph.ts';
import type { Inputs } from '../core/inputs.ts';
import { contentReference, passedReference, targetRepository } from '../core/layout.ts';
import type { Existence } from '../core/oci.ts';
import { type Evidence, judge, type Outcome } from '../core/outcome.ts';
import { type Decision, isWork, type Plan } from '../core/plan.ts';
import { parsePlanFile, type PlanFile } from '../core/plan-file.ts';
import { refuse, type Problem } from '../core/problem.ts';
import { formatReference, isTag, type Reference } from '../core/reference.ts';
import type { BuildResult } from '../core/result.ts';
import { indexResults, parseResultFile, resultKey } from '../core/result-file.ts';
import { counts, headline, oddities, reportMarkdown, rootProblems, type RunReport } from '../core/run-report.ts';
import { environmentOf, type StepOutcome } from './action.ts';
import { readEarlier } from './earlier.ts';
import { survey, type Survey } from './survey.ts';
import type { World } from './world.ts';

/** GitHub shows so many of a step's errors, and so many of its warnings, and drops what comes behind. */
const MOST_ANNOTATIONS = 10;

/** `mode: report`. */
export async function reportStep(world: World, inputs: Inputs): Promise<StepOutcome> {
  const plan = parsePlanFile(world.unpack(inputs.plan));
  const surveyed = await surveyAs(world, inputs, plan);
  refuse(strangers(plan, surveyed));
  const files = await readResults(world, inputs.results, plan.rows.length);
  const results = indexResults(files.results);
  const evidence = plan.place.push ? await askRegistry(surveyed, plan, results) : undefined;
  const outcomes = judge({ graph: surveyed.graph, planned: plan.nodes, results, evidence });
  const { imagesFile, workingDirectory } = inputs;
  const before = [...plan.nodes].flatMap(([id, one]) => (one.before === undefined ? [] : [[id, one.before] as const]));
  const report: RunReport = {
    graph: surveyed.graph,
    plan,
    outcomes,
    earlier: await readEarlier(surveyed, surveyed.graph, new Map(before)),
    files: { read: files.results.length, wrong: [...files.wrong, ...leftOver(results, plan)] },
    settings: { imagesFile, workingDirectory, registry: plan.place.registry },
  };
  tell(world, report);
  const name = inputs.imagesDetailsVar;
  const outputs = new Map(name === undefined ? [] : [[name, JSON.stringify(imagesDetails(asPlan(report)))]]);
  return {
    outputs,
    environment: environmentOf(name, outputs),
    summary: reportMarkdown(report),
    failed: [...outcomes.values()].some(({ verdict }) => verdict !== 'done'),
  };
}

/** The same survey as the plan's: its pins, its registry. */
async function surveyAs(world: World, inputs: Inputs, { pins, place }: PlanFile): Promise<Survey> {
  return await survey(world, {
    imagesFile: inputs.imagesFile,
    registry: place.registry,
    pins,
    push: place.push,
    name: place.name,
    access: inputs.access,
    below: place.below,
  });
}

/** A checkout other than the plan's would look for other images. */
function strangers(plan: PlanFile, { graph, prints }: Survey): Problem[] {
  const hint = 'plan and report must see the same commit and the same `images-file`';
  const unknown = [...plan.nodes.keys()].filter((id) => !graph.nodes.has(id));
  const others = [...graph.nodes.keys()].filter(
    (id) => plan.nodes.get(id)?.fingerprint !== prints.get(id)?.fingerprint,
  );
  const [first] = [...unknown, ...others];
  if (first === undefined) return [];
  const message =
    unknown.length > 0
      ? `the plan has '${first}', which this images file does not have`
      : `this checkout makes '${first}' something else than the plan says`;
  return [{ code: 'stale-job', message, hint }];
}

interface ResultFiles {
  readonly results: readonly (readonly BuildResult[])[];
  /** what is wrong with the others, in words */
  readonly wrong: readonly string[];
}

/** As build steps name them: other artifacts of the run may lie beside them. */
const RESULT_FILE = /(^|\/)gentoo-image-builder-result-[^/]*\.json$/;

/** Reads a folder as artifacts are laid out: a folder each, or one for all. Without jobs there is none. */
async function readResults(world: World, folder: string, jobs: number): Promise<ResultFiles> {
  if (folder === '' || jobs === 0) return { results: [], wrong: [] };
  const root = resolve(world.folder, folder);
  const results: (readonly BuildResult[])[] = [];
  const wrong: string[] = [];
  const read = async (path: string): Promise<void> => {
    if (!RESULT_FILE.test(path)) return;
    const found = parseResultFile((await world.files.readText(join(root, path))) ?? '');
    if (found) results.push(found);
    else wrong.push(`${path} is no result file`);
  };
  if (!(await world.files.isFolder(root))) wrong.push(`there is no folder '${folder}' with result files`);
  for (const name of await namesIn(world, root)) {
    if (!(await world.files.isFolder(join(root, name)))) await read(name);
    else for (const inner of await namesIn(world, join(root, name))) await read(join(name, inner));
  }
  return { results, wrong };
}

async function namesIn(world: World, folder: string): Promise<string[]> {
  return (await world.files.isFolder(folder)) ? await world.files.listFolder(folder) : [];
}

/** Results that are about nothing in the plan: of another run, or of another checkout. */
function leftOver(results: ReadonlyMap<string, BuildResult>, plan: PlanFile): string[] {
  const known = new Set([...plan.nodes.values()].map((one) => resultKey(one.name, one.platform, one.fingerprint)));
  return [...results].flatMap(([key, { image }]) =>
    known.has(key) ? [] : [`there is a result of ${image}, which the plan does not have with this fingerprint`],
  );
}

/** Asks for everything that had work. "Don't know" stays what it is: not confirmed. */
async function askRegistry(
  { graph, catalog, stores, facts }: Survey,
  plan: PlanFile,
  results: ReadonlyMap<string, BuildResult>,
): Promise<Map<string, Evidence>> {
  const asked = [...graph.nodes.values()].map(async (node): Promise<[string, Evidence] | undefined> => {
    const planned = plan.nodes.get(node.id);
    if (!planned || !isWork(planned)) return undefined;
    const result = results.get(resultKey(node.label, node.platform, planned.fingerprint));
    const names = plan.place.name ? namesOf(targetRepository(catalog, node), planned.tags, result) : [];
    const heads = names.map(async (tag): Promise<[string, Existence]> => {
      return [tag, await stores.images.head({ ...targetRepository(catalog, node), tag })];
    });
    const demands = node.kind === 'builder' ? undefined : demandsOf(node, facts.trees);
    const passed =
      demands === undefined
        ? undefined
        : await stores.images.head(passedReference(catalog, node, planned.fingerprint, demands));
    const content = await stores.images.head(contentReference(catalog, node, planned.fingerprint));
    return [node.id, { content, passed, names: new Map(await Promise.all(heads)) }];
  });
  return new Map((await Promise.all(asked)).filter((one) => one !== undefined));
}

/** The names that the plan promised, and those that were known only after the build. */
function namesOf(repository: Reference, planned: readonly string[], result: BuildResult | undefined): string[] {
  const before = `${formatReference(repository)}:`;
  const given = (result?.tags ?? []).filter((tag) => tag.startsWith(before)).map((tag) => tag.slice(before.length));
  return [...new Set([...planned, ...given.filter(isTag)])];
}

function tell({ screen }: World, report: RunReport): void {
  screen.say(headline(report));
  for (const line of counts(report)) screen.say(`  ${line}`);
  rootProblems(report).forEach((problem, index) => {
    if (index < MOST_ANNOTATIONS) screen.problem(problem);
    else screen.say(problem.message);
  });
  oddities(report).forEach((note, index) => {
    if (index < MOST_ANNOTATIONS) screen.warn(note);
    else screen.say(note);
  });
}

/** The plan with what is known now: digests, and names that only the build could tell. */
function asPlan({ graph, plan, outcomes }: RunReport): Plan {
  const decisions = new Map<string, Decision>();
  for (const node of graph.nodes.values()) {
    const planned = plan.nodes.get(node.id);
    if (!planned) continue;
    const outcome = outcomes.get(node.id);
    const digest = outcome ? outcome.digest : planned.digest;
    decisions.set(node.id, {
      ...{ node, fingerprint: planned.fingerprint, do: planned.do, reason: planned.reason, later: [] },
      tags: tagsOf(node, planned.tags, outcome),
      ...(digest !== undefined && { digest }),
    });
  }
  return { graph, pins: plan.pins, decisions, levels: [] };
}

function tagsOf({ kind }: Node, planned: readonly string[], outcome: Outcome | undefined): string[] {
  if (kind === 'builder') return [];
  const given = (outcome?.result?.tags ?? []).map((tag) => tag.slice(tag.lastIndexOf(':') + 1));
  return [...new Set([...planned, ...given])];
}
