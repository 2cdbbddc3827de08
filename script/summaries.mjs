/* eslint-disable @typescript-eslint/ban-ts-comment, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- no types here, see below */
// Pictures of the two summaries for the documentation: the plan and the report of examples/homelab. The images, their
// graph and all Markdown are the real ones; durations, sizes and one failure are made up. Needs chromium, Node 24, and
//   npm install --no-save micromark@4.0.3 micromark-extension-gfm@3.0.0 mermaid@12.3.0
// These are not installed otherwise, so no types are checked here.
// Run: node_modules/node/bin/node script/summaries.mjs   (writes docs/summary-plan.png and docs/summary-report.png)
// @ts-nocheck

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { fillCatalog } from '../src/core/defaults.ts';
import { parseDefinition } from '../src/core/definition.ts';
import { printFingerprints } from '../src/core/fingerprint.ts';
import { linkGraph } from '../src/core/graph.ts';
import { matricesOf } from '../src/core/matrix.ts';
import { judge } from '../src/core/outcome.ts';
import { addPins, askQuestions, NO_PINS, snapshotDates } from '../src/core/pins.ts';
import { periodsAt } from '../src/core/periods.ts';
import { decidePlan, isWork } from '../src/core/plan.ts';
import { parsePlanFile, planFile } from '../src/core/plan-file.ts';
import { planMarkdown } from '../src/core/plan-summary.ts';
import { indexResults } from '../src/core/result-file.ts';
import { reportMarkdown } from '../src/core/run-report.ts';
import { parseSource } from '../src/core/source.ts';

const root = join(import.meta.dirname, '..');
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** The images of an example, with answers of the world that are made up. */
function survey(folder) {
  const text = readFileSync(join(root, folder, 'images.yaml'), 'utf8');
  const definition = parseDefinition([parseSource('images.yaml', text)]);
  const first = linkGraph(fillCatalog(definition, { dates: new Map() }));
  const questions = askQuestions(first, NO_PINS);
  const names = [...questions.references.map(({ reference }) => reference), ...questions.undated];
  const told = { ...NO_PINS, periods: periodsAt(Date.UTC(2026, 10, 22)) };
  const pins = addPins(told, Object.fromEntries(names.map((name) => [name, { digest, date: '20261116' }])));
  const trees = new Map([...questions.trees, ...questions.globs].map(({ path }) => [path, '0'.repeat(64)]));
  const graph = linkGraph(fillCatalog(definition, { dates: snapshotDates(first.catalog, pins) }));
  return { graph, pins, prints: printFingerprints(graph, { pins, trees }) };
}

const THERE = new Set(['certificates', 'postgresql', 'builder-scratch-glibc']);
const FAILS = 'nodejs';
const { graph, pins, prints } = survey('examples/homelab');
const yes = { answer: 'yes', digest, mediaType: '' };
const no = { answer: 'no' };
const nodes = [...graph.nodes.values()];
const isThere = ({ name, kind }) => kind === 'mirror' || THERE.has(name);
const presences = new Map(nodes.map((node) => [node.id, { content: isThere(node) ? yes : no, untested: no }]));
const plan = decidePlan(graph, pins, prints, presences);

/** So long an image takes: by its place in the file, and longer for what is large. */
const secondsOf = (index, name) =>
  95 + ((index * 137) % 400) + (/^(nodejs|go|python|llvm|rust)$/.test(name) ? 2900 : 0);
const seconds = new Map(nodes.map(({ id, name }, index) => [id, secondsOf(index, name)]));
const known = new Map(
  [...seconds].filter(([id], index) => plan.decisions.get(id)?.node.kind !== 'builder' && index % 5 !== 4),
);
const planned = planMarkdown({ plan, earlier: known, shared: true, unpushed: undefined });

const rows = matricesOf(plan, { runners: new Map(), shared: true }).flatMap(({ include }) => include);
const place = { registry: 'ghcr.io/acme', below: undefined, push: true, name: true };
const file = parsePlanFile(planFile(plan, rows, place, new Map()));
const below = new Set();
for (const { id, name, needs } of nodes) if (name === FAILS || needs.some((need) => below.has(need))) below.add(id);
const pack = (name, own) => ({ name, slot: '0', use: '', license: '', repository: 'gentoo', size: 1, own, asked: own });
const results = nodes.flatMap((node, index) => {
  const decision = plan.decisions.get(node.id);
  if (!decision || !isWork(decision)) return [];
  const { label: image, platform } = node;
  const common = { image, platform, fingerprint: decision.fingerprint, tags: [], seconds: seconds.get(node.id) };
  if (node.name === FAILS) {
    const reason =
      'ninja: build stopped: subcommand failed\nc++: fatal error: Killed signal terminated program cc1plus';
    const hint = 'the machine ran out of memory: fewer jobs at once, by MAKEOPTS in make_conf, or a larger runner';
    const failure = { package: 'net-libs/nodejs-22.11.0', phase: 'compile', reason, hint };
    return [{ ...common, status: 'failed', failure }];
  }
  if (below.has(node.id))
    return [{ ...common, seconds: 3, status: 'blocked', failure: { phase: 'start', reason: 'blocked' } }];
  if (node.kind === 'builder') return [{ ...common, status: 'built' }];
  const count = 1 + (index % 4);
  const packages = Array.from({ length: count + node.generation * 3 }, (_, at) => pack(`a/b-${at}`, at < count));
  return [{ ...common, status: 'built', digest, size: 1_900_000 * (node.generation + index), packages }];
});
const evidence = new Map(nodes.map((node) => [node.id, { content: below.has(node.id) ? no : yes, names: new Map() }]));
const outcomes = judge({ graph, planned: file.nodes, results: indexResults([results]), evidence });
const earlier = new Map(
  results
    .filter(({ packages }) => packages)
    .slice(3, 8)
    .map((one) => {
      const names = one.packages.map(({ name }) => name);
      return [
        `${one.image}@${one.platform}`,
        { seconds: 1, size: one.size - 120_000, packages: [...names.slice(1), 'a/gone-1.2'] },
      ];
    }),
);
const reported = reportMarkdown({
  ...{ graph, plan: file, outcomes, earlier, files: { read: results.length, wrong: [] } },
  settings: { imagesFile: 'images.yaml', workingDirectory: '.', registry: 'ghcr.io/acme' },
});

/** About as GitHub shows it. */
function page(markdown) {
  const body = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  }).replaceAll(/<pre><code class="language-mermaid">(.*?)<\/code><\/pre>/gs, '<pre class="mermaid">$1</pre>');
  const script = readFileSync(createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js'), 'utf8');
  return `<!doctype html><meta charset="utf-8"><style>
body { font: 14px/1.5 'DejaVu Sans', 'Noto Sans', sans-serif; margin: 24px; width: 1152px; color: #1f2328; }
h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: 6px; } code { background: #eff1f3; padding: 2px 5px; border-radius: 6px; font-size: 12px; }
table { border-collapse: collapse; font-size: 12px; } th, td { border: 1px solid #d1d9e0; padding: 4px 9px; text-align: left; }
pre.mermaid svg { max-width: 100%; height: auto; }</style>${body}
<script>${script.replaceAll('</script', '<\\/script')}</script>
<script>mermaid.initialize({ startOnLoad: false, flowchart: { useMaxWidth: true } });
mermaid.run().then(() => { document.title = String(Math.ceil(document.documentElement.getBoundingClientRect().height) + 48); });</script>`;
}

function browse(...words) {
  const argv = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--virtual-time-budget=20000',
    ...words,
  ];
  return execFileSync('chromium', argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 });
}

const folder = mkdtempSync(join(tmpdir(), 'gib-summaries-'));
try {
  for (const [name, markdown] of [
    ['plan', planned],
    ['report', reported],
  ]) {
    const html = join(folder, `${name}.html`);
    writeFileSync(html, page(markdown));
    const [, height] =
      /<title>(\d+)<\/title>/.exec(browse('--window-size=1200,1000', '--dump-dom', `file://${html}`)) ?? [];
    if (height === undefined) throw new Error(`Mermaid did not draw the ${name}`);
    const picture = join(root, 'docs', `summary-${name}.png`);
    browse(`--window-size=1200,${height}`, `--screenshot=${picture}`, `file://${html}`);
    process.stdout.write(`${picture}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
