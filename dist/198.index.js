export const id = 198;
export const ids = [198];
export const modules = {

/***/ 4198:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  reportStep: () => (/* binding */ reportStep)
});

// EXTERNAL MODULE: external "node:path/posix"
var posix_ = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/core/demands.ts
var core_demands = __webpack_require__(7803);
// EXTERNAL MODULE: ./src/core/details.ts
var details = __webpack_require__(9269);
// EXTERNAL MODULE: ./src/core/layout.ts
var layout = __webpack_require__(6585);
// EXTERNAL MODULE: ./src/core/plan.ts
var core_plan = __webpack_require__(4620);
// EXTERNAL MODULE: ./src/core/result.ts
var core_result = __webpack_require__(9294);
// EXTERNAL MODULE: ./src/core/result-file.ts
var result_file = __webpack_require__(2537);
;// CONCATENATED MODULE: ./src/core/outcome.ts
// What became of a plan. In: what the plan said, what the jobs say, what the registry says. Out: an outcome for each node
// that had work, and where each failure began. The registry alone confirms: a job that left nothing, or said something
// that is not so, is never taken for done. Where nothing was pushed, there are only the jobs' own words.



/** The outcomes of all nodes that had work, by id, in the graph's order. */
function judge({ graph, planned, results, evidence }) {
    const outcomes = new Map();
    for (const node of graph.nodes.values()) {
        const task = planned.get(node.id);
        if (!task || !(0,core_plan/* isWork */.cD)(task))
            continue;
        const result = results.get((0,result_file/* resultKey */.ZH)(node.label, node.platform, task.fingerprint));
        const found = weigh(task, result, evidence && (evidence.get(node.id) ?? NOT_ASKED));
        const causes = found.verdict === 'missing' || found.verdict === 'blocked' ? causesOf(node, outcomes) : [];
        const verdict = causes.length > 0 ? 'blocked' : found.verdict;
        outcomes.set(node.id, { node, planned: task, result, ...found, verdict, causes });
    }
    return outcomes;
}
/** The nodes that are not done of themselves, those that hold up most first. */
function rootsOf(outcomes) {
    const blocks = new Map();
    for (const outcome of outcomes.values()) {
        if (outcome.verdict !== 'done' && outcome.causes.length === 0)
            blocks.set(outcome.node.id, []);
        for (const cause of outcome.causes)
            blocks.get(cause)?.push(outcome);
    }
    const roots = [...outcomes.values()].flatMap((outcome) => {
        const held = blocks.get(outcome.node.id);
        return held ? [{ outcome, blocks: held }] : [];
    });
    return roots.sort((a, b) => b.blocks.length - a.blocks.length);
}
const NOT_ASKED = { content: { answer: 'unknown', reason: 'it was not asked' }, names: new Map() };
function weigh({ do: work }, result, evidence) {
    if (result && (0,core_result/* isFailed */.Ix)(result))
        return failedOne(result);
    if (!evidence) {
        if (result)
            return done(result.digest);
        return not('missing', 'its job left no result');
    }
    const { content, passed, names } = evidence;
    if (content.answer === 'unknown')
        return not('unknown', `the registry does not say whether it is there: ${content.reason}`);
    if (content.answer === 'no') {
        if (!result)
            return not('missing', 'its job left no result, and the registry does not have it');
        return not('unconfirmed', `its job says '${result.status}', but the registry does not have it`);
    }
    const { digest } = content;
    if (result?.digest !== undefined && result.digest !== digest) {
        return not('unconfirmed', `its job says that it is ${result.digest}, but the registry has ${digest}`);
    }
    if (!result && work === 'rebuild') {
        return not('missing', 'its job left no result, so nothing says that it was built anew');
    }
    if (passed?.answer === 'unknown')
        return not('unknown', `the registry does not say what it passed: ${passed.reason}`);
    if (passed && (passed.answer === 'no' || passed.digest !== digest)) {
        return not(result ? 'unconfirmed' : 'missing', 'it is there, but nothing says that it passed its tests as they are');
    }
    return weighNames(names, digest, result);
}
/** A name that is not there was not given. One that leads elsewhere may have been moved on by a later run. */
function weighNames(names, digest, result) {
    const moved = [];
    for (const [name, there] of names) {
        if (there.answer === 'unknown')
            return not('unknown', `the registry does not say what '${name}' names: ${there.reason}`);
        if (there.answer === 'no') {
            return not(result ? 'unconfirmed' : 'missing', `it is there, but the registry has no name '${name}' for it`);
        }
        if (there.digest !== digest)
            moved.push(name);
    }
    const [first] = moved;
    if (first !== undefined && !result) {
        return not('missing', `its job left no result, and the name '${first}' leads to something else`);
    }
    const kept = new Map((result?.kept ?? []).map((one) => [one.name.slice(one.name.lastIndexOf(':') + 1), one]));
    const notes = moved.map((name) => {
        const left = kept.get(name);
        return left ? (0,core_result/* describeKept */.gt)(left) : `the name '${name}' leads to something else by now`;
    });
    return { ...done(digest), notes: result ? notes : ['its job left no result, but the registry has it'] };
}
function done(digest) {
    return { verdict: 'done', digest, why: undefined, notes: [] };
}
function not(verdict, reason) {
    const hint = HINTS[verdict];
    return { verdict, digest: undefined, why: { reason, hint }, notes: [] };
}
const HINTS = {
    missing: 'its job did not run, was ended before its end, or its result file was not handed to the report',
    unconfirmed: 'somebody may have removed or replaced it since; run the job again',
    unknown: 'log in before (docker/login-action); the report needs `packages: read`',
};
function failedOne({ status, failure }) {
    const verdict = status === 'blocked' ? 'blocked' : 'failed';
    if (!failure)
        return { verdict, digest: undefined, why: { reason: 'its job does not say why' }, notes: [] };
    const reason = status === 'blocked' ? failure.reason : (0,core_result/* describePart */.xW)(failure);
    return { verdict, digest: undefined, why: { reason, hint: failure.hint, place: failure.place }, notes: [] };
}
/** Where what holds a node up began. */
function causesOf({ needs }, outcomes) {
    const causes = new Set();
    for (const need of needs) {
        const outcome = outcomes.get(need);
        if (!outcome || outcome.verdict === 'done')
            continue;
        if (outcome.causes.length === 0)
            causes.add(need);
        for (const cause of outcome.causes)
            causes.add(cause);
    }
    return [...causes];
}

// EXTERNAL MODULE: ./src/core/plan-file.ts
var plan_file = __webpack_require__(6487);
// EXTERNAL MODULE: ./src/core/problem.ts
var problem = __webpack_require__(652);
// EXTERNAL MODULE: ./src/core/reference.ts
var reference = __webpack_require__(5378);
// EXTERNAL MODULE: ./src/core/critical-path.ts
var critical_path = __webpack_require__(4712);
// EXTERNAL MODULE: ./src/core/graph.ts
var core_graph = __webpack_require__(2479);
// EXTERNAL MODULE: ./src/core/markdown.ts
var markdown = __webpack_require__(6706);
// EXTERNAL MODULE: ./src/core/mermaid.ts
var mermaid = __webpack_require__(2912);
// EXTERNAL MODULE: ./node_modules/shlex/shlex.js
var shlex = __webpack_require__(5637);
;// CONCATENATED MODULE: ./src/core/repeat.ts
// How to do one job again on one machine. In: a node and where the run took its values from. Out: a line for a shell.

/** The command. It pushes nothing; the run's pins lie in `pins.json`. Undefined for what one machine cannot do alone. */
function repeatCommand({ label }, work, settings) {
    if (work === 'tag')
        return undefined;
    const { imagesFile, workingDirectory, registry } = settings;
    return (0,shlex/* join */.fj)([
        ...['gentoo-image-builder', 'build', label, '--push', 'false', '--pins', 'pins.json'],
        ...(registry === undefined ? [] : ['--registry', registry]),
        ...(work === 'rebuild' ? ['--rebuild', label] : []),
        ...(imagesFile === 'images.yaml' ? [] : ['--images-file', imagesFile]),
        ...(workingDirectory === '.' ? [] : ['--working-directory', workingDirectory]),
    ]);
}

// EXTERNAL MODULE: ./src/core/summary.ts
var summary = __webpack_require__(1363);
;// CONCATENATED MODULE: ./src/core/run-report.ts
// The report of a run in words. In: outcomes, and what the plan said. Out: Markdown for the summary, lines for the log,
// and problems at the lines of the images file. What failed comes first, what is in order last.









/** The verdict in a line. */
function headline({ plan, outcomes }) {
    const all = [...outcomes.values()];
    const reused = [...plan.nodes.values()].filter((one) => one.do === 'reuse').length;
    if (all.length === 0)
        return `nothing was to be done: all ${reused} were there`;
    const parts = VERDICTS.flatMap((verdict) => {
        const count = all.filter((outcome) => outcome.verdict === verdict).length;
        return count === 0 ? [] : [`${count} ${WORDS[verdict]}`];
    });
    const count = all.filter(({ verdict }) => verdict === 'done').length;
    const done = count === all.length ? `all ${count} done` : `${count} of ${all.length} done`;
    return [done, ...parts].join(', ');
}
/** What was counted where, so that nothing is lost on the way unseen. */
function counts({ plan, outcomes, files }) {
    const all = [...outcomes.values()];
    const told = all.filter(({ result }) => result !== undefined).length;
    const planned = `planned: ${all.length} in ${plan.rows.length} jobs`;
    const heard = `results: ${told} in ${files.read} files`;
    if (!plan.place.push)
        return [planned, heard, 'nothing was pushed: the registry can confirm none of it'];
    return [planned, heard, `confirmed by the registry: ${all.filter(({ verdict }) => verdict === 'done').length}`];
}
/** What went wrong without being the failure of an image: files that are no results, names that were moved. */
function oddities({ outcomes, files }) {
    const notes = [...outcomes.values()].flatMap(({ node, notes: own }) => own.map((note) => `${node.label}: ${note}`));
    return [...files.wrong, ...notes];
}
/** Where each failure began, as problems at the lines of the images file, those that hold up most first. */
function rootProblems({ outcomes }) {
    return rootsOf(outcomes).map(({ outcome, blocks }) => {
        const holds = blocks.length === 0
            ? ''
            : `\nit holds up ${namesOf(blocks.map(({ node }) => node.label), 10)}`;
        const message = `${outcome.node.label}: ${reasonOf(outcome)}${holds}`;
        return { code: 'bad-value', message, place: whereOf(outcome), hint: outcome.why?.hint };
    });
}
/** The summary. */
function reportMarkdown(report) {
    const { plan, outcomes } = report;
    const isDone = [...outcomes.values()].every(({ verdict }) => verdict === 'done');
    const odd = oddities(report);
    return (0,summary/* fitParts */.u)([
        { lines: [`## ${isDone ? '✅' : '❌'} ${(0,markdown/* escapeText */.X1)(headline(report))}`] },
        { lines: counts(report).map((line) => `- ${(0,markdown/* escapeText */.X1)(line)}`) },
        ...rootParts(report),
        {
            head: ['### Noticed', ''],
            lines: odd.map((line) => `- ${(0,markdown/* escapeText */.X1)(cut(line))}`),
            left: (count) => `- and ${count} more`,
        },
        ...graphParts(report),
        {
            head: ['<details><summary>Were there already</summary>', ''],
            lines: [...plan.nodes.values()].filter((one) => one.do === 'reuse').map(({ name }) => `- ${(0,markdown/* escapeCode */.tn)(name)}`),
            foot: ['', '</details>'],
            left: (count) => `- and ${count} more`,
        },
    ]);
}
const VERDICTS = ['failed', 'missing', 'unconfirmed', 'unknown', 'blocked'];
const WORDS = {
    done: 'done',
    failed: 'failed',
    missing: 'missing',
    unconfirmed: 'not confirmed',
    unknown: 'not known',
    blocked: 'blocked',
};
const COLOURS = {
    done: 'green',
    failed: 'red',
    missing: 'violet',
    unconfirmed: 'violet',
    unknown: 'violet',
    blocked: 'orange',
};
const SIGNS = {
    done: '✅',
    failed: '❌',
    missing: '❓',
    unconfirmed: '❓',
    unknown: '❓',
    blocked: '⛔',
};
/** Packages that a row names. */
const MOST_PACKAGES = 8;
/** A command may have printed a mebibyte on its way to its end. */
const MOST_REASON = 2000;
function cut(text) {
    return text.length <= MOST_REASON ? text : `${text.slice(0, MOST_REASON)} ...`;
}
function reasonOf({ why }) {
    return why?.reason ?? 'it is not done';
}
function whereOf({ why, node }) {
    return why?.place ?? (0,core_graph/* placeOf */.$t)(node);
}
/** So many names, and how many more there are. */
function namesOf(names, most) {
    const shown = names.slice(0, most).join(', ');
    return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
function rootParts({ outcomes, settings, plan }) {
    const roots = rootsOf(outcomes);
    if (roots.length === 0)
        return [];
    const items = roots.map(({ outcome, blocks }) => {
        const { node, why } = outcome;
        const held = blocks.map((one) => (0,markdown/* escapeCode */.tn)(one.node.label));
        const again = repeatCommand(node, outcome.planned.do, settings);
        return [
            `- ${SIGNS[outcome.verdict]} ${(0,markdown/* escapeCode */.tn)(node.label)} ${WORDS[outcome.verdict]}: ${(0,markdown/* escapeText */.X1)(cut(reasonOf(outcome)))}`,
            `  - at ${(0,markdown/* escapeCode */.tn)((0,problem/* formatPlace */.dE)(whereOf(outcome)))}`,
            ...(why?.hint === undefined ? [] : [`  - hint: ${(0,markdown/* escapeText */.X1)(cut(why.hint))}`]),
            ...(held.length === 0 ? [] : [`  - holds up ${held.length}: ${namesOf(held, 50)}`]),
            ...(again === undefined ? [] : [`  - on one machine: ${(0,markdown/* escapeCode */.tn)(again)}`]),
        ].join('\n');
    });
    const pins = (0,markdown/* codeBlock */.DV)('json', JSON.stringify(plan.pins, undefined, 2));
    return [
        { head: ['### Where it began', ''], lines: items, left: (count) => `- and ${count} more` },
        {
            lines: [`<details><summary>pins.json, so that one machine builds the same</summary>\n\n${pins}\n\n</details>`],
        },
    ];
}
function graphParts(report) {
    const { graph, plan, outcomes } = report;
    if (outcomes.size === 0)
        return [];
    const seconds = new Map([...outcomes].map(([id, { result }]) => [id, result?.seconds]));
    const timings = (0,critical_path/* timingsOf */.L)(graph, seconds);
    const drawn = (0,mermaid/* mermaidBlock */.t)(graph, ({ id, label }) => {
        const outcome = outcomes.get(id);
        if (outcome)
            return lookOf(outcome);
        return plan.nodes.get(id)?.do === 'reuse' ? { lines: [label, 'there already'], colour: 'grey' } : undefined;
    });
    const path = (0,critical_path/* criticalPath */.v)(timings);
    const chain = path.ids.map((id) => (0,markdown/* escapeCode */.tn)((0,core_graph/* nodeOf */.E7)(graph, id).label)).join(' → ');
    const longest = `Longest chain: ${(0,core_result/* formatSeconds */.Xo)(path.seconds)}: ${chain}`;
    return [
        ...(drawn === undefined ? [] : [{ lines: [drawn] }]),
        ...(path.seconds > 0 ? [{ lines: [longest] }] : []),
        tablePart(report, timings, drawn === undefined),
    ];
}
function lookOf({ node, verdict, result, planned }) {
    const word = verdict === 'done' ? (result?.status ?? planned.do) : WORDS[verdict];
    const time = result && verdict !== 'blocked' ? `, ${(0,core_result/* formatSeconds */.Xo)(result.seconds)}` : '';
    return { lines: [node.label, word + time], colour: COLOURS[verdict] };
}
/** Where the graph is not drawn, the table says who needs whom. */
function tablePart({ graph, outcomes, earlier }, timings, withNeeds) {
    const head = ['', 'image', 'result', 'tag', 'digest', 'size', 'packages', 'time', 'waited for'];
    const ordered = [...outcomes.values()].sort((a, b) => orderOf(a) - orderOf(b));
    const rows = ordered.map((outcome) => {
        const { node, verdict, result, digest, causes } = outcome;
        const waited = verdict === 'blocked' ? causes : [timings.get(node.id)?.after ?? ''].filter((id) => id !== '');
        const needs = node.needs.filter((id) => graph.nodes.has(id));
        return [
            SIGNS[verdict],
            (0,markdown/* escapeCode */.tn)(node.label),
            verdict === 'done' && result ? result.status : WORDS[verdict],
            tagsOf(outcome).map(markdown/* escapeCode */.tn).join(' '),
            digest === undefined ? '' : (0,markdown/* escapeCode */.tn)(shortDigest(digest)),
            sizeOf(outcome, earlier.get(node.id)),
            packagesOf(outcome, earlier.get(node.id)),
            result === undefined ? '' : (0,core_result/* formatSeconds */.Xo)(result.seconds),
            namesOf(waited.map((id) => (0,markdown/* escapeCode */.tn)((0,core_graph/* nodeOf */.E7)(graph, id).label)), 10),
            ...(withNeeds
                ? [
                    namesOf(needs.map((id) => (0,markdown/* escapeCode */.tn)((0,core_graph/* nodeOf */.E7)(graph, id).label)), 10),
                ]
                : []),
        ];
    });
    const [first = '', second = '', ...lines] = (0,markdown/* markdownTable */.Qj)(withNeeds ? [...head, 'needs'] : head, rows);
    return { head: [first, second], lines, left: (count) => `\nand ${count} more` };
}
/** `12.3 MB (+1.2 MB)`: the change where an earlier result is known. */
function sizeOf({ result }, earlier) {
    if (result?.size === undefined)
        return '';
    const change = earlier && result.size - earlier.size;
    const words = change === undefined ? '' : ` (${change < 0 ? '−' : '+'}${(0,core_result/* formatSize */.Xq)(Math.abs(change))})`;
    return (0,core_result/* formatSize */.Xq)(result.size) + words;
}
/** How many packages the image brought, and which came and went against the earlier one. */
function packagesOf({ result }, earlier) {
    if (result?.packages === undefined)
        return '';
    const count = (0,core_result/* ownPackages */.Sh)(result.packages);
    if (!earlier)
        return count;
    const names = result.packages.map(({ name }) => name);
    const came = names.filter((name) => !earlier.packages.includes(name)).map((name) => `+${name}`);
    const gone = earlier.packages.filter((name) => !names.includes(name)).map((name) => `−${name}`);
    const changes = namesOf([...came, ...gone], MOST_PACKAGES);
    return changes === '' ? `${count}, the same` : `${count}: ${(0,markdown/* escapeText */.X1)(changes)}`;
}
function orderOf({ verdict, causes }) {
    if (verdict === 'done')
        return 2;
    return causes.length > 0 ? 1 : 0;
}
function tagsOf({ result, planned, verdict }) {
    if (verdict !== 'done')
        return [];
    const given = (result?.tags ?? []).map((tag) => tag.slice(tag.lastIndexOf(':') + 1));
    return given.length > 0 ? given : [...planned.tags];
}
function shortDigest(digest) {
    return digest.slice(0, 'sha256:'.length + 12);
}

// EXTERNAL MODULE: ./src/commands/action.ts + 47 modules
var action = __webpack_require__(2519);
// EXTERNAL MODULE: ./src/commands/earlier.ts
var earlier = __webpack_require__(6858);
// EXTERNAL MODULE: ./src/commands/survey.ts + 17 modules
var survey = __webpack_require__(8074);
;// CONCATENATED MODULE: ./src/commands/report.ts
// `mode: report`: what became of a plan. In: the plan, the jobs' result files, and the registry, which alone confirms.
// Out: a summary, annotations at the images file's lines, and failure as soon as one image is not there.














/** GitHub shows so many of a step's errors, and so many of its warnings, and drops what comes behind. */
const MOST_ANNOTATIONS = 10;
/** `mode: report`. */
async function reportStep(world, inputs) {
    const plan = (0,plan_file/* parsePlanFile */.F)(world.unpack(inputs.plan));
    const surveyed = await surveyAs(world, inputs, plan);
    (0,problem/* refuse */.TR)(strangers(plan, surveyed));
    const files = await readResults(world, inputs.results, plan.rows.length);
    const results = (0,result_file/* indexResults */.vU)(files.results);
    const evidence = plan.place.push ? await askRegistry(surveyed, plan, results) : undefined;
    const outcomes = judge({ graph: surveyed.graph, planned: plan.nodes, results, evidence });
    const { imagesFile, workingDirectory } = inputs;
    const before = [...plan.nodes].flatMap(([id, one]) => (one.before === undefined ? [] : [[id, one.before]]));
    const report = {
        graph: surveyed.graph,
        plan,
        outcomes,
        earlier: await (0,earlier/* readEarlier */.l)(surveyed, surveyed.graph, new Map(before)),
        files: { read: files.results.length, wrong: [...files.wrong, ...leftOver(results, plan)] },
        settings: { imagesFile, workingDirectory, registry: plan.place.registry },
    };
    tell(world, report);
    const name = inputs.imagesDetailsVar;
    const outputs = new Map(name === undefined ? [] : [[name, JSON.stringify((0,details/* imagesDetails */.JT)(asPlan(report)))]]);
    return {
        outputs,
        environment: (0,action/* environmentOf */.p7)(name, outputs),
        summary: reportMarkdown(report),
        failed: [...outcomes.values()].some(({ verdict }) => verdict !== 'done'),
    };
}
/** The same survey as the plan's: its pins, its registry. */
async function surveyAs(world, inputs, { pins, place }) {
    return await (0,survey/* survey */.Fr)(world, {
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
function strangers(plan, { graph, prints }) {
    const hint = 'plan and report must see the same commit and the same `images-file`';
    const unknown = [...plan.nodes.keys()].filter((id) => !graph.nodes.has(id));
    const others = [...graph.nodes.keys()].filter((id) => plan.nodes.get(id)?.fingerprint !== prints.get(id)?.fingerprint);
    const [first] = [...unknown, ...others];
    if (first === undefined)
        return [];
    const message = unknown.length > 0
        ? `the plan has '${first}', which this images file does not have`
        : `this checkout makes '${first}' something else than the plan says`;
    return [{ code: 'stale-job', message, hint }];
}
/** As build steps name them: other artifacts of the run may lie beside them. */
const RESULT_FILE = /(^|\/)gentoo-image-builder-result-[^/]*\.json$/;
/** Reads a folder as artifacts are laid out: a folder each, or one for all. Without jobs there is none. */
async function readResults(world, folder, jobs) {
    if (folder === '' || jobs === 0)
        return { results: [], wrong: [] };
    const root = (0,posix_.resolve)(world.folder, folder);
    const results = [];
    const wrong = [];
    const read = async (path) => {
        if (!RESULT_FILE.test(path))
            return;
        const found = (0,result_file/* parseResultFile */.lf)((await world.files.readText((0,posix_.join)(root, path))) ?? '');
        if (found)
            results.push(found);
        else
            wrong.push(`${path} is no result file`);
    };
    if (!(await world.files.isFolder(root)))
        wrong.push(`there is no folder '${folder}' with result files`);
    for (const name of await namesIn(world, root)) {
        if (!(await world.files.isFolder((0,posix_.join)(root, name))))
            await read(name);
        else
            for (const inner of await namesIn(world, (0,posix_.join)(root, name)))
                await read((0,posix_.join)(name, inner));
    }
    return { results, wrong };
}
async function namesIn(world, folder) {
    return (await world.files.isFolder(folder)) ? await world.files.listFolder(folder) : [];
}
/** Results that are about nothing in the plan: of another run, or of another checkout. */
function leftOver(results, plan) {
    const known = new Set([...plan.nodes.values()].map((one) => (0,result_file/* resultKey */.ZH)(one.name, one.platform, one.fingerprint)));
    return [...results].flatMap(([key, { image }]) => known.has(key) ? [] : [`there is a result of ${image}, which the plan does not have with this fingerprint`]);
}
/** Asks for everything that had work. "Don't know" stays what it is: not confirmed. */
async function askRegistry({ graph, catalog, stores, facts }, plan, results) {
    const asked = [...graph.nodes.values()].map(async (node) => {
        const planned = plan.nodes.get(node.id);
        if (!planned || !(0,core_plan/* isWork */.cD)(planned))
            return undefined;
        const result = results.get((0,result_file/* resultKey */.ZH)(node.label, node.platform, planned.fingerprint));
        const names = plan.place.name ? report_namesOf((0,layout/* targetRepository */.WU)(catalog, node), planned.tags, result) : [];
        const heads = names.map(async (tag) => {
            return [tag, await stores.images.head({ ...(0,layout/* targetRepository */.WU)(catalog, node), tag })];
        });
        const demands = node.kind === 'builder' ? undefined : (0,core_demands/* demandsOf */.w)(node, facts.trees);
        const passed = demands === undefined
            ? undefined
            : await stores.images.head((0,layout/* passedReference */.wQ)(catalog, node, planned.fingerprint, demands));
        const content = await stores.images.head((0,layout/* contentReference */.NT)(catalog, node, planned.fingerprint));
        return [node.id, { content, passed, names: new Map(await Promise.all(heads)) }];
    });
    return new Map((await Promise.all(asked)).filter((one) => one !== undefined));
}
/** The names that the plan promised, and those that were known only after the build. */
function report_namesOf(repository, planned, result) {
    const before = `${(0,reference/* formatReference */.FH)(repository)}:`;
    const given = (result?.tags ?? []).filter((tag) => tag.startsWith(before)).map((tag) => tag.slice(before.length));
    return [...new Set([...planned, ...given.filter(reference/* isTag */.dz)])];
}
function tell({ screen }, report) {
    screen.say(headline(report));
    for (const line of counts(report))
        screen.say(`  ${line}`);
    rootProblems(report).forEach((problem, index) => {
        if (index < MOST_ANNOTATIONS)
            screen.problem(problem);
        else
            screen.say(problem.message);
    });
    oddities(report).forEach((note, index) => {
        if (index < MOST_ANNOTATIONS)
            screen.warn(note);
        else
            screen.say(note);
    });
}
/** The plan with what is known now: digests, and names that only the build could tell. */
function asPlan({ graph, plan, outcomes }) {
    const decisions = new Map();
    for (const node of graph.nodes.values()) {
        const planned = plan.nodes.get(node.id);
        if (!planned)
            continue;
        const outcome = outcomes.get(node.id);
        const digest = outcome ? outcome.digest : planned.digest;
        decisions.set(node.id, {
            ...{ node, fingerprint: planned.fingerprint, do: planned.do, reason: planned.reason, later: [] },
            tags: report_tagsOf(node, planned.tags, outcome),
            ...(digest !== undefined && { digest }),
        });
    }
    return { graph, pins: plan.pins, decisions, levels: [] };
}
function report_tagsOf({ kind }, planned, outcome) {
    if (kind === 'builder')
        return [];
    const given = (outcome?.result?.tags ?? []).map((tag) => tag.slice(tag.lastIndexOf(':') + 1));
    return [...new Set([...planned, ...given])];
}


/***/ })

};
