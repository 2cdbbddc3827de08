#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 9054:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ openTerminal)
/* harmony export */ });
/* harmony import */ var _core_problem_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(652);
// A terminal or a pipe as the screen. In: lines and progress. Out: text. A terminal shows what is going on in place; a
// pipe gets plain lines, and of a child's output only its progress unless everything is wanted.

function openTerminal({ out, verbose, now }) {
    const inPlace = out.isTTY === true;
    let status;
    const wipe = () => {
        if (inPlace && status)
            out.write('\r\u001b[2K');
    };
    const draw = () => {
        if (!inPlace || !status)
            return;
        const seconds = Math.round((now() - status.since) / 1000);
        const line = `${status.words}${seconds > 2 ? ` (${seconds} s)` : ''}`;
        out.write(`\r\u001b[2K${line.slice(0, (out.columns ?? 80) - 1)}`);
    };
    const write = (line) => {
        wipe();
        out.write(`${visible(line)}\n`);
        draw();
    };
    const rest = () => {
        wipe();
        if (status)
            clearInterval(status.timer);
        status = undefined;
    };
    return {
        say: write,
        warn(line) {
            write(`warning: ${line}`);
        },
        problem(problem) {
            write((0,_core_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .formatProblem */ .Vw)(problem));
        },
        group(title) {
            rest();
            write(`  ${title}`);
        },
        endGroup: rest,
        child(line) {
            if (verbose)
                write(`    | ${line}`);
        },
        progress(words) {
            rest();
            if (!inPlace)
                return;
            status = { words: `  ${visible(words).replaceAll(/\s+/g, ' ')}`, since: now(), timer: setInterval(draw, 1000) };
            status.timer.unref();
            draw();
        },
    };
}
/** What a child prints, and what is told of it, must not move the cursor or rename the window. */
function visible(text) {
    return text
        .replaceAll(/(?:\u001b\[|\u009b)[0-9;?]*[ -/]*[@-~]/g, '')
        .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}


/***/ }),

/***/ 8675:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ parseArguments)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _core_command_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6102);
/* harmony import */ var _core_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4849);
/* harmony import */ var _core_override_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3479);
/* harmony import */ var _core_nearest_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(761);
/* harmony import */ var _core_problem_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(652);
/* harmony import */ var _core_version_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(3323);
// The command line's arguments. In: words. Out: an `Order`, or `help` or `version`; or a `UserError`.







const OPTIONS = {
    'images-file': { type: 'string', short: 'f' },
    'working-directory': { type: 'string', short: 'C' },
    registry: { type: 'string' },
    'registry-ca': { type: 'string', multiple: true },
    'registry-insecure': { type: 'string', multiple: true },
    push: { type: 'string' },
    'push-builders': { type: 'string' },
    rebuild: { type: 'string' },
    only: { type: 'string', multiple: true },
    exclude: { type: 'string', multiple: true },
    'changed-since': { type: 'string' },
    set: { type: 'string', multiple: true },
    jobs: { type: 'string' },
    engine: { type: 'string' },
    cache: { type: 'string' },
    'budget-minutes': { type: 'string' },
    pins: { type: 'string' },
    runners: { type: 'string', multiple: true },
    check: { type: 'boolean' },
    fuse: { type: 'boolean' },
    output: { type: 'string' },
    action: { type: 'string' },
    locked: { type: 'boolean' },
    keep: { type: 'string' },
    'keep-days': { type: 'string' },
    yes: { type: 'boolean' },
    json: { type: 'boolean' },
    mermaid: { type: 'boolean' },
    dot: { type: 'boolean' },
    all: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    verbose: { type: 'boolean' },
    version: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
};
/** Options that are inputs of the action as well. */
const SHARED = [
    ...['images-file', 'working-directory', 'registry', 'registry-ca', 'registry-insecure'],
    ...['push', 'push-builders', 'engine', 'runners', 'cache', 'budget-minutes'],
];
/** Commands that take names. */
const NAMING = ['why', 'build', 'update', 'prune', 'completion'];
/** Reads the words behind the program's name. */
function parseArguments(words) {
    const { values, positionals } = parse(words);
    const [command, ...names] = positionals;
    if (values.version)
        return { command: 'version' };
    if (values.help || command === undefined || command === 'help')
        return { command: 'help' };
    if (!isCommand(command))
        throw wrong(`there is no command '${command}'`, (0,_core_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .nearestHint */ .A)(command, _core_command_js__WEBPACK_IMPORTED_MODULE_1__/* .COMMANDS */ .Lo));
    if (command === 'build' && names.length === 0 && !values.all) {
        throw wrong('build what?', 'name images, or say --all');
    }
    if (command === 'why' && names.length === 0)
        throw wrong('why what?', 'name images');
    if (command === 'completion')
        checkCompletion(names);
    if (!NAMING.includes(command) && names.length > 0)
        throw wrong(`${command} takes no names, such as '${names[0] ?? ''}'`);
    const inputs = (0,_core_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .parseInputs */ .TL)((name) => (isShared(name) ? [values[name] ?? ''].flat().join('\n') : ''));
    return {
        command,
        names,
        all: values.all ?? false,
        json: values.json ?? false,
        dryRun: values['dry-run'] ?? false,
        graph: values.mermaid ? 'mermaid' : values.dot ? 'dot' : 'tree',
        imagesFile: inputs.imagesFile,
        workingDirectory: inputs.workingDirectory,
        registry: inputs.registry,
        access: inputs.access,
        push: inputs.push !== 'false',
        rebuild: values.rebuild === undefined || values.rebuild === 'all'
            ? (values.rebuild ?? 'changed')
            : new Set((0,_core_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .parseList */ .E1)(values.rebuild)),
        only: (values.only ?? []).flatMap(_core_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .parseList */ .E1),
        exclude: (values.exclude ?? []).flatMap(_core_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .parseList */ .E1),
        changedSince: values['changed-since'],
        set: (0,_core_override_js__WEBPACK_IMPORTED_MODULE_3__/* .parseSet */ .e)(values.set ?? []),
        pins: values.pins,
        locked: values.locked ?? false,
        yes: values.yes ?? false,
        keep: countOf('keep', values.keep, 2),
        keepDays: countOf('keep-days', values['keep-days'], 30),
        jobs: atLeastOne('jobs', values.jobs),
        engine: inputs.engine,
        pushBuilders: inputs.pushBuilders,
        cache: inputs.cache,
        // One's own machine has no limit of its own.
        budgetMinutes: values['budget-minutes'] === undefined ? undefined : inputs.budgetMinutes,
        runners: (values.runners ?? []).join('\n'),
        workflow: {
            check: values.check ?? false,
            fuse: values.fuse ?? false,
            output: values.output ?? _core_command_js__WEBPACK_IMPORTED_MODULE_1__/* .USUAL_WORKFLOW */ .xl,
            action: checkedAction(values.action ?? _core_version_js__WEBPACK_IMPORTED_MODULE_6__/* .ACTION */ .h),
        },
    };
}
/** `owner/name@ref`, with the version behind a commit. */
function checkedAction(action) {
    if (/^[\w.-]+\/[\w.-]+@[\w./-]+( # [\w.-]+)?$/.test(action))
        return action;
    throw wrong(`--action takes owner/name@ref, not '${action}'`, `such as ${_core_version_js__WEBPACK_IMPORTED_MODULE_6__/* .ACTION */ .h}`);
}
function parse(words) {
    try {
        return parseWords(words);
    }
    catch (error) {
        const [unknown] = words
            .filter((word) => word.startsWith('--'))
            .map((word) => word.slice(2).replace(/=.*/s, ''))
            .filter((name) => !Object.hasOwn(OPTIONS, name));
        if (unknown === undefined)
            throw wrong(error instanceof Error ? error.message : String(error));
        throw wrong(`there is no option '--${unknown}'`, (0,_core_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .nearestHint */ .A)(unknown, Object.keys(OPTIONS)));
    }
}
function parseWords(words) {
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.parseArgs)({ args: [...words], options: OPTIONS, allowPositionals: true, strict: true });
}
/** `completion bash`, `zsh`, or `names` for what these scripts ask. */
function checkCompletion(words) {
    const [word = '', ...more] = words;
    if (more.length === 0 && ['bash', 'zsh', 'names'].includes(word))
        return;
    throw wrong('completion of what?', 'say completion bash, or completion zsh');
}
function countOf(name, text, usual) {
    if (text === undefined)
        return usual;
    if (/^\d{1,6}$/.test(text))
        return Number(text);
    throw wrong(`--${name} takes a whole number, not '${text}'`);
}
function atLeastOne(name, text) {
    const count = countOf(name, text, 1);
    if (count > 0)
        return count;
    throw wrong(`--${name} takes a number from 1 on, not '${text ?? ''}'`);
}
function isCommand(word) {
    return _core_command_js__WEBPACK_IMPORTED_MODULE_1__/* .COMMANDS */ .Lo.some((command) => command === word);
}
function isShared(name) {
    return SHARED.some((one) => one === name);
}
function wrong(message, hint) {
    return new _core_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo([{ code: 'bad-input', message, hint: hint ?? 'see --help' }]);
}


/***/ }),

/***/ 5581:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _adapters_terminal_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9054);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3139);
/* harmony import */ var _arguments_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8675);
/* harmony import */ var _core_command_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6102);
/* harmony import */ var _core_version_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(3323);
// The command line. In: arguments. Out: words or JSON, exit code. The same commands as the action's.






const print = (text) => {
    process.stdout.write(`${text}\n`);
};
// What people read goes to standard error where standard output is for programs.
const json = process.argv.includes('--json');
const screen = (0,_adapters_terminal_js__WEBPACK_IMPORTED_MODULE_1__/* .openTerminal */ .j)({
    out: json ? process.stderr : process.stdout,
    verbose: process.argv.includes('--verbose'),
    now: Date.now,
});
await (0,_exit_js__WEBPACK_IMPORTED_MODULE_2__/* .finish */ .O)(screen, async (signal) => {
    const order = (0,_arguments_js__WEBPACK_IMPORTED_MODULE_3__/* .parseArguments */ .W)(process.argv.slice(2));
    if (order.command === 'help') {
        print(_core_command_js__WEBPACK_IMPORTED_MODULE_4__/* .USAGE */ .u_);
        return 0;
    }
    if (order.command === 'version') {
        print(_core_version_js__WEBPACK_IMPORTED_MODULE_5__/* .VERSION */ .x);
        return 0;
    }
    const { workingDirectory: folder, imagesFile, engine, budgetMinutes } = order;
    // Loaded when they are needed: help and mistakes in the arguments come at once.
    const { openWorld } = await Promise.all(/* import() */[__nccwpck_require__.e(464), __nccwpck_require__.e(19), __nccwpck_require__.e(837)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1837));
    const { runCommand } = await Promise.all(/* import() */[__nccwpck_require__.e(44), __nccwpck_require__.e(19), __nccwpck_require__.e(505)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6505));
    const scripts = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(import.meta.dirname, 'container');
    const world = openWorld({ screen, folder, imagesFile, engine, scripts, signal, budgetMinutes });
    try {
        return await runCommand(world, order, print);
    }
    finally {
        await world.engine.close();
    }
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 457:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ byCodeUnit),
/* harmony export */   dj: () => (/* binding */ canonicalJson),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   u4: () => (/* binding */ isRecord),
/* harmony export */   zv: () => (/* binding */ recordOf)
/* harmony export */ });
// One text for one value: JSON whose keys are ordered by code unit, never by locale, with no white space.
// In: plain values, maps included. Out: text. What is undefined is left out, as JSON does.
/** Canonical JSON of a value: equal values give equal text, in every locale and key order. */
function canonicalJson(value) {
    if (value === null || typeof value !== 'object')
        return JSON.stringify(value);
    if (isList(value))
        return `[${value.map(canonicalJson).join(',')}]`;
    const parts = Object.keys(value)
        .sort(byCodeUnit)
        .flatMap((key) => {
        const item = value[key];
        return item === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(item)}`];
    });
    return `{${parts.join(',')}}`;
}
/** Order of strings by UTF-16 code unit, the same on every machine; for `sort`. */
function byCodeUnit(a, b) {
    return a < b ? -1 : Number(a > b);
}
/** A map of texts as a JSON object, so that it can be hashed and shown. */
function recordOf(map) {
    // Object.fromEntries defines properties, so a key such as `__proto__` is a key like any other.
    return Object.fromEntries([...map].sort(([a], [b]) => byCodeUnit(a, b)));
}
/** What a text says as JSON; undefined when it is none. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** True for a JSON object: neither null nor a list. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isList(value) {
    return Array.isArray(value);
}


/***/ }),

/***/ 6102:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Lo: () => (/* binding */ COMMANDS),
/* harmony export */   PW: () => (/* binding */ COMPLETED_OPTIONS),
/* harmony export */   pO: () => (/* binding */ COMPLETED_COMMANDS),
/* harmony export */   u_: () => (/* binding */ USAGE),
/* harmony export */   xl: () => (/* binding */ USUAL_WORKFLOW)
/* harmony export */ });
// The command line's orders. In: nothing. Out: what the command line was asked, as a type, and the words of its help.
const COMMANDS = [
    'plan',
    'why',
    'build',
    'graph',
    'workflow',
    'validate',
    'update',
    'prune',
    'completion',
];
/** Where `workflow` writes to unless it is told. */
const USUAL_WORKFLOW = '.github/workflows/images.yml';
const USAGE = `Build chains of small container images from Gentoo.

  gentoo-image-builder plan                    what is to be done, and why
  gentoo-image-builder why NAME...             what of an image changed since it was built, and of what it stands on
  gentoo-image-builder build NAME... | --all   build images and what they stand on
  gentoo-image-builder graph                   who is built on whom
  gentoo-image-builder workflow                write a workflow with a job an image
  gentoo-image-builder validate                check the images file
  gentoo-image-builder update [NAME...]        move the pins of the lock, and say what that rebuilds
  gentoo-image-builder prune [NAME...]         say what nothing current needs; --yes removes it
  gentoo-image-builder completion bash|zsh     what a shell proposes: source <(...)

  -f, --images-file FILE        the file that names the images (images.yaml)
  -C, --working-directory DIR   the folder that paths are relative to (.)
      --registry HOST/PATH      where images are kept; overrides the file's
      --registry-ca HOST=FILE   a certificate to trust for a host; may be given several times
      --registry-insecure HOST  a host that is reached by plain http; may be given several times
      --push true|false         whether the registry is written to (true)
      --push-builders all|needed    whose builders are pushed; needed: of images that others start from (all)
      --rebuild all|NAME,...    build although it is there
      --only NAME, --exclude NAME   names or globs; +NAME with its ancestors, NAME+ with its descendants
      --changed-since REVISION  only images whose files changed since, and what stands on them
      --set PATH=VALUE          in the place of a value of the file: software.nodejs.version=22.12.0
      --pins FILE               digests and dates of moving names, as plan puts them out
      --locked                  refuse pins that differ from the lock, images.lock.yaml
      --jobs N                  build: so many images at once, each when what it stands on is done (1)
      --engine docker|podman    what runs containers (docker when it answers, else podman)
      --keep N, --keep-days N   prune: what stays beside it: N of each image (2), all of N days (30)
      --yes                     prune: remove it
      --cache registry|none     where binary packages and distfiles are kept for other machines (none)
      --budget-minutes N        build: stop after so many minutes and keep what is built
      --json                    for programs
      --mermaid, --dot          the graph in another language
      --dry-run                 build, update, workflow: only say what would be done
      --check                   workflow: only say whether the file is up to date
      --fuse                    workflow: one job for images of which each has one child
      --output FILE             workflow: the file to write (.github/workflows/images.yml)
      --runners PLATFORM=LABEL  workflow: machines, as the input runners names them; may be given several times
      --action OWNER/NAME@REF   workflow: where this action is
      --verbose                 everything that emerge prints
      --version, --help

Exit code: 0, 1 a build failed, 2 a mistake in what was asked, 75 the world was not reachable, 70 a bug.`;
/** The commands as a shell proposes them. */
const COMPLETED_COMMANDS = [
    { name: 'plan', description: 'what is to be done, and why' },
    { name: 'why', description: 'what of an image changed since it was built', takesImages: true },
    { name: 'build', description: 'build images and what they stand on', takesImages: true },
    { name: 'graph', description: 'who is built on whom' },
    { name: 'workflow', description: 'write a workflow with a job an image' },
    { name: 'validate', description: 'check the images file' },
    { name: 'update', description: 'move the pins of the lock', takesImages: true },
    { name: 'prune', description: 'remove what nothing current needs', takesImages: true },
    { name: 'completion', description: 'what a shell proposes' },
];
/** The options as a shell proposes them. */
const COMPLETED_OPTIONS = [
    { name: 'images-file', short: 'f', description: 'the file that names the images', value: 'file' },
    { name: 'working-directory', short: 'C', description: 'the folder that paths are relative to', value: 'folder' },
    { name: 'registry', description: 'where images are kept', value: 'text' },
    { name: 'push', description: 'whether the registry is written to', value: ['true', 'false'] },
    { name: 'push-builders', description: 'whose builders are pushed', value: ['all', 'needed'] },
    { name: 'rebuild', description: 'build although it is there', value: 'image' },
    { name: 'only', description: 'names or globs to look at', value: 'image' },
    { name: 'exclude', description: 'names or globs to leave out', value: 'image' },
    { name: 'changed-since', description: 'a git revision: only what changed since', value: 'text' },
    { name: 'set', description: 'PATH=VALUE in the place of a value of the file', value: 'text' },
    { name: 'pins', description: 'digests and dates of moving names', value: 'file' },
    { name: 'locked', description: 'refuse pins that differ from the lock' },
    { name: 'jobs', description: 'of build: how many images at once', value: 'text' },
    { name: 'engine', description: 'what runs containers', value: ['auto', 'docker', 'podman'] },
    { name: 'cache', description: 'where packages are kept for other machines', value: ['registry', 'none'] },
    { name: 'budget-minutes', description: 'stop after so many minutes and keep what is built', value: 'text' },
    { name: 'all', description: 'build all images' },
    { name: 'dry-run', description: 'only say what would be done' },
    { name: 'check', description: 'whether the workflow is up to date' },
    { name: 'fuse', description: 'one job for images of which each has one child' },
    { name: 'output', description: 'the workflow to write', value: 'file' },
    { name: 'runners', description: 'PLATFORM=LABEL of machines', value: 'text' },
    { name: 'action', description: 'where this action is', value: 'text' },
    { name: 'keep', description: 'of prune: how many of each image stay', value: 'text' },
    { name: 'keep-days', description: 'of prune: days for which everything stays', value: 'text' },
    { name: 'yes', description: 'of prune: remove it' },
    { name: 'json', description: 'for programs' },
    { name: 'mermaid', description: 'the graph for Mermaid' },
    { name: 'dot', description: 'the graph for Graphviz' },
    { name: 'verbose', description: 'everything that emerge prints' },
    { name: 'version', description: 'the version' },
    { name: 'help', short: 'h', description: 'all options' },
];


/***/ }),

/***/ 9269:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   bj: () => (/* binding */ checkedDetailsVar)
/* harmony export */ });
/* unused harmony exports MOST_BYTES, imagesDetails */
/* harmony import */ var _graph_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9700);
// All images of a plan for other steps of a workflow. In: a plan. Out: JSON, an entry an image in the order of the file's
// graph; and what may not be the name of a variable that holds it.

/** Linux takes no longer text in an environment: every later step of the job would fail to start. */
const MOST_BYTES = (/* unused pure expression or super */ null && (128 * 1024 - 1));
/** Section, name, tags, digest where it is known, builder, parent and platforms of each image. */
function imagesDetails({ graph, decisions }) {
    const images = new Map();
    for (const decision of decisions.values()) {
        const { kind, label } = decision.node;
        if (kind !== 'builder')
            images.set(label, [...(images.get(label) ?? []), decision]);
    }
    return [...images.values()].map((all) => {
        const digests = new Set(all.map(({ digest }) => digest));
        const [digest] = digests;
        const [{ node, tags }] = all;
        const parent = node.kind === 'gentoo' && node.parent !== undefined ? nodeOf(graph, node.parent).label : null;
        return {
            section: node.section,
            name: node.name,
            tags,
            ...(digests.size === 1 && digest !== undefined && { digest }),
            builder: node.kind === 'gentoo' ? node.builder.name : null,
            parent,
            platforms: all.map((one) => one.node.platform),
        };
    });
}
const RESERVED = /^(PATH|NODE_OPTIONS|(GITHUB|RUNNER|INPUT|ACTIONS)_.*)$/i;
/** The name of the output and the variable; undefined for the empty text. `outputs`: names that are taken. */
function checkedDetailsVar(text, outputs, problems) {
    if (text === '')
        return undefined;
    const wrong = (message, hint) => void problems.push({ code: 'bad-input', message, hint });
    const hint = 'take another name, such as IMAGES';
    if (RESERVED.test(text)) {
        wrong(`the input images-details-var must not be '${text}': the runner and what it starts live by that variable`, hint);
    }
    else if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) {
        wrong(`the input images-details-var takes the name of a variable, not '${text}'`, 'letters, digits and _');
    }
    else if (outputs.includes(text)) {
        wrong(`the input images-details-var must not be '${text}': this step has an output of that name`, hint);
    }
    return text;
}


/***/ }),

/***/ 9713:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Zk: () => (/* binding */ deferEngine),
/* harmony export */   mN: () => (/* binding */ chooseEngine),
/* harmony export */   qq: () => (/* binding */ noEngine),
/* harmony export */   ug: () => (/* binding */ ENGINES)
/* harmony export */ });
/* harmony import */ var _unreachable_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9801);
// Which engine to use. In: what was asked for and what is there. Out: its name, or an engine that is chosen when it is first
// needed: most plans need none, and must not fail where there is none.

/** The words of the input `engine`; `auto` takes docker when it answers, else podman. */
const ENGINES = ['auto', 'docker', 'podman'];
/** Docker when it answers, else podman; undefined where neither is there. Who names one gets it, there or not. */
function chooseEngine(input, found) {
    if (input !== 'auto')
        return input;
    if (found.docker)
        return 'docker';
    return found.podman ? 'podman' : undefined;
}
/** What to say where neither is there: why docker is not, and that podman would do. */
function noEngine(docker) {
    const hint = docker.hint === undefined ? 'install podman' : `${docker.hint}; or install podman 4.0 or newer`;
    return (0,_unreachable_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)(`${docker.message}, and podman is not installed`, hint);
}
/** An engine that is opened at its first use. One that was never used has nothing to close. */
function deferEngine(open) {
    let opened;
    const engine = () => (opened ??= open());
    return {
        imageId: async (...given) => await (await engine()).imageId(...given),
        images: async () => await (await engine()).images(),
        pull: async (...given) => await (await engine()).pull(...given),
        push: async (...given) => await (await engine()).push(...given),
        checkTrust: async (...given) => await (await engine()).checkTrust(...given),
        limits: async () => await (await engine()).limits(),
        tag: async (...given) => await (await engine()).tag(...given),
        untag: async (...given) => await (await engine()).untag(...given),
        load: async (...given) => await (await engine()).load(...given),
        buildImage: async (...given) => await (await engine()).buildImage(...given),
        saveImage: async (...given) => await (await engine()).saveImage(...given),
        mountSnapshot: async (...given) => await (await engine()).mountSnapshot(...given),
        runBuilder: async (...given) => await (await engine()).runBuilder(...given),
        commit: async (...given) => await (await engine()).commit(...given),
        runTest: async (...given) => await (await engine()).runTest(...given),
        copyOut: async (...given) => await (await engine()).copyOut(...given),
        saveOut: async (...given) => await (await engine()).saveOut(...given),
        runHealth: async (...given) => await (await engine()).runHealth(...given),
        remove: async (...given) => {
            if (opened)
                await (await opened).remove(...given);
        },
        close: async () => {
            // Where no engine could be opened, whoever asked for it has heard why.
            const one = await opened?.catch(() => undefined);
            await one?.close();
        },
    };
}


/***/ }),

/***/ 9700:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  QK: () => (/* binding */ childrenById),
  k0: () => (/* binding */ initialOf),
  AP: () => (/* binding */ isCalled),
  Rr: () => (/* binding */ linkGraph),
  E7: () => (/* binding */ nodeOf),
  $t: () => (/* binding */ placeOf)
});

// UNUSED EXPORTS: MOST_GENERATIONS

// EXTERNAL MODULE: ./src/core/problem.ts
var problem = __nccwpck_require__(652);
// EXTERNAL MODULE: ./src/core/nearest.ts
var nearest = __nccwpck_require__(761);
;// CONCATENATED MODULE: ./src/core/requires.ts
// Which images the words under `requires` mean. In: a catalog's images. Out: the images, or problems for names that are
// unknown, ambiguous, or built for other platforms only.

/** The id of an image on a platform. */
function nodeId(label, platform) {
    return `${label}@${platform}`;
}
/** By platform and name, and by platform and `section/name`: ten thousand images are not searched ten thousand times. */
function indexNames(images) {
    const names = new Map();
    for (const image of images) {
        for (const name of new Set([image.name, image.identity])) {
            const key = nodeId(name, image.platform);
            const same = names.get(key);
            if (same)
                same.push(image);
            else
                names.set(key, [image]);
        }
    }
    return names;
}
/** The images that one requires, in order; what is wrong goes to `problems`. */
function resolveRequires(image, images, names, problems) {
    return image.requires.flatMap((wanted) => {
        const found = findImages(wanted.value, image, names);
        const [first] = found;
        if (first && found.length === 1)
            return [first];
        problems.push(first ? ambiguous(wanted, found) : unknown(wanted, image, images));
        return [];
    });
}
/** By `section/name`; by the short name in the own section first, then anywhere. */
function findImages(name, from, names) {
    const named = names.get(nodeId(name, from.platform)) ?? [];
    const exact = named.filter((image) => image.identity === name);
    if (exact.length > 0)
        return exact;
    const near = named.filter((image) => image.section === from.section);
    return near.length > 0 ? near : named;
}
function unknown(wanted, image, images) {
    const elsewhere = images.filter(({ name, identity }) => name === wanted.value || identity === wanted.value);
    if (elsewhere.length > 0) {
        const message = `'${wanted.value}' is not built for ${image.platform}, which '${image.identity}' is built for`;
        const hint = `it has ${elsewhere.map(({ platform }) => platform).join(', ')}`;
        return { code: 'unknown-name', message, place: wanted.place, hint };
    }
    const known = images.filter(({ identity }) => identity !== image.identity).map(({ name }) => name);
    return {
        code: 'unknown-name',
        message: `'${image.identity}' requires '${wanted.value}', which is no image of this file`,
        place: wanted.place,
        hint: (0,nearest/* nearestHint */.A)(wanted.value, known) ?? 'leave `requires` out to build from scratch',
    };
}
function ambiguous(wanted, found) {
    return {
        code: 'ambiguous-name',
        message: `'${wanted.value}' is the name of ${found.length} images`,
        place: wanted.place,
        hint: `write ${found.map(({ identity }) => `'${identity}'`).join(' or ')}`,
        related: found.map(({ identity, place }) => ({ message: `'${identity}' is here`, place })),
    };
}

;// CONCATENATED MODULE: ./src/core/graph.ts
// Who is built on whom. In: a `Catalog`. Out: a `Graph`, whose nodes stand in an order in which parents come first; or
// a `UserError` with every unknown and ambiguous parent and every cycle. Later stages need no such check, since nothing
// else makes a `Graph`. Never asks what exists or what changed.


/** Overlay file systems of the engines end at 125 layers; an image of ours is one layer, its builder another. */
const MOST_GENERATIONS = 100;
/** Links a catalog's images. Throws a `UserError` with everything that is wrong. */
function linkGraph(catalog) {
    const problems = [];
    const links = new Map();
    const names = indexNames(catalog.images);
    for (const image of catalog.images) {
        links.set(image, resolveRequires(image, catalog.images, names, problems));
    }
    const ordered = orderImages(catalog.images, links, problems);
    (0,problem/* refuse */.TR)(problems);
    const nodes = new Map();
    for (const image of ordered) {
        const required = links.get(image) ?? [];
        if (image.type === 'gentoo')
            addGentoo(nodes, catalog, image, required, problems);
        else
            addOther(nodes, catalog, image, required);
    }
    (0,problem/* refuse */.TR)(problems);
    return { catalog, nodes };
}
/** By id, the nodes that need it directly, in the graph's order. */
function childrenById(graph) {
    const children = new Map([...graph.nodes.keys()].map((id) => [id, []]));
    for (const node of graph.nodes.values()) {
        for (const need of node.needs)
            children.get(need)?.push(node);
    }
    return children;
}
/** The node of a graph by its id. Throws, since ids come from the graph itself. */
function nodeOf(graph, id) {
    const node = graph.nodes.get(id);
    if (!node)
        throw new Error(`no node ${id} in the graph`);
    return node;
}
/** The initial builder that a node's chain of builders begins with; undefined for what has none. */
function initialOf(graph, node) {
    let at = node;
    while (at.kind === 'gentoo')
        at = nodeOf(graph, at.startsFrom);
    return at.kind === 'builder' ? at : undefined;
}
/** Where the images file has a node: what went wrong with it is shown there, unless something tells a better place. */
function placeOf(node) {
    return node.kind === 'builder' ? node.builder.place : node.image.place;
}
/** Depth first; a ring is reported once, whole, and left out. */
function orderImages(images, links, problems) {
    const ordered = [];
    const state = new Map();
    // A stack of our own: ten thousand images in a row must not end in a stack overflow.
    for (const start of images) {
        const path = [];
        if (!state.has(start))
            path.push(graph_open(start, state));
        for (let top = path.at(-1); top; top = path.at(-1)) {
            const parent = links.get(top.image)?.[top.next++];
            if (!parent) {
                state.set(top.image, 'done');
                ordered.push(top.image);
                path.pop();
            }
            else if (state.get(parent) === 'open') {
                problems.push(cycle([...path.map(({ image }) => image), parent]));
            }
            else if (!state.has(parent)) {
                path.push(graph_open(parent, state));
            }
        }
    }
    return ordered;
}
function graph_open(image, state) {
    state.set(image, 'open');
    return { image, next: 0 };
}
/** In: a walk that ends where it has been. */
function cycle(walk) {
    const last = walk.at(-1);
    const ring = walk.slice(walk.findIndex((image) => image === last));
    const names = ring.map(({ identity }) => identity);
    const edges = ring.slice(0, -1).map((image, index) => {
        const wanted = ring[index + 1];
        const edge = image.requires.find(({ value }) => value === wanted?.identity || value === wanted?.name);
        return { message: `'${image.identity}' requires '${wanted?.identity ?? ''}'`, place: edge?.place ?? image.place };
    });
    const [first, ...related] = edges;
    return {
        code: 'cycle',
        message: `these images require each other in a ring: ${names.join(' -> ')}`,
        place: first?.place,
        hint: 'take one of these requirements out',
        related,
    };
}
function addGentoo(nodes, catalog, image, required, problems) {
    const parent = required[0] && nodes.get(nodeId(required[0].identity, image.platform));
    const builder = builderOf(catalog, image, parent);
    if (!builder)
        return;
    const scratch = scratchNode(catalog, builder, image.platform);
    if (!nodes.has(scratch.id))
        nodes.set(scratch.id, scratch);
    // A script or a mirror has no builder to start from: its child is built by the initial one.
    const startsFrom = parent?.kind === 'gentoo' && parent.builder === builder ? parent.id : scratch.id;
    const generation = parent ? parent.generation + 1 : 1;
    for (const one of image.add) {
        if (one.kind === 'image' && !required.some((other) => isCalled(other, one.image.value))) {
            problems.push(notRequired(image, one.image));
        }
    }
    // Only the first beyond it: all that follow in its chain would say the same.
    if (generation === MOST_GENERATIONS + 1)
        problems.push(tooDeep(image));
    nodes.set(nodeId(image.identity, image.platform), {
        kind: 'gentoo',
        id: nodeId(image.identity, image.platform),
        label: image.identity,
        name: image.name,
        section: image.section,
        platform: image.platform,
        builder,
        image,
        parent: parent?.id,
        startsFrom,
        needs: [...new Set([startsFrom, ...required.map(({ identity }) => nodeId(identity, image.platform))])],
        generation,
    });
}
/** Whether people mean this image by a name: its own, or with its section. */
function isCalled(image, name) {
    return image.identity === name || image.name === name;
}
function notRequired(image, from) {
    return {
        code: 'unknown-name',
        message: `'${image.identity}' copies from '${from.value}', which it does not require`,
        place: from.place,
        hint: `add '${from.value}' to its \`requires\`, behind the parent`,
    };
}
function addOther(nodes, catalog, image, required) {
    const id = nodeId(image.identity, image.platform);
    const base = {
        id,
        label: image.identity,
        name: image.name,
        section: image.section,
        platform: image.platform,
        builder: catalog.builders.get(catalog.defaultBuilder),
        parent: undefined,
        startsFrom: undefined,
        needs: required.map(({ identity }) => nodeId(identity, image.platform)),
        generation: 1,
    };
    if (image.type === 'script')
        nodes.set(id, { ...base, kind: 'script', image });
    else
        nodes.set(id, { ...base, kind: 'mirror', image });
}
function builderOf(catalog, image, parent) {
    if (image.builder === undefined && parent?.builder)
        return parent.builder;
    return catalog.builders.get(image.builder?.value ?? catalog.defaultBuilder);
}
function scratchNode(catalog, builder, platform) {
    const name = builder.name === catalog.defaultBuilder ? 'builder-scratch' : `builder-scratch-${builder.name}`;
    const { section } = catalog;
    const label = section === '' ? name : `${section}/${name}`;
    return {
        kind: 'builder',
        id: nodeId(label, platform),
        label,
        name,
        section,
        platform,
        builder,
        needs: [],
        generation: 0,
    };
}
function tooDeep(image) {
    return {
        code: 'limit',
        message: `'${image.identity}' is generation ${MOST_GENERATIONS + 1} of its chain; container engines end at 125 layers`,
        place: image.place,
        hint: 'build it on an earlier image',
    };
}


/***/ }),

/***/ 4754:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ isRegistryError),
/* harmony export */   J4: () => (/* binding */ mismatch),
/* harmony export */   XU: () => (/* binding */ bytesBlob),
/* harmony export */   eo: () => (/* binding */ registryError),
/* harmony export */   zr: () => (/* binding */ verified)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _oci_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(754);
/**
 * What a place for images can do, shared by the registry and the local folder, so that one contract suite tests both.
 * In: streams and failures of either. Out: streams that check their digest, errors with a code.
 * Never opens a connection or a file.
 */


/** A blob that is in memory. */
function bytesBlob(bytes) {
    const open = async function* () {
        yield await Promise.resolve(bytes);
    };
    return { digest: (0,_oci_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256 */ .sc)(bytes), size: bytes.length, open };
}
/** Makes a `RegistryError`; `retries` is 0 unless stated. */
function registryError(code, host, words, more = {}) {
    const { retries = 0, retryAfter, cause } = more;
    const error = new Error(`${host}: ${words}`, cause === undefined ? {} : { cause });
    error.name = 'RegistryError';
    return Object.assign(error, { code, host, retries, ...(retryAfter !== undefined && { retryAfter }) });
}
function isRegistryError(error) {
    return error instanceof Error && error.name === 'RegistryError';
}
/**
 * Passes a blob's bytes through and fails behind the last one when they are not what was asked for: what was handed on
 * until then must not be kept. Stops at once when more bytes come than expected.
 */
async function* verified(source, expected, host) {
    const algorithm = (0,_oci_js__WEBPACK_IMPORTED_MODULE_1__/* .digestAlgorithm */ .g4)(expected.digest);
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(algorithm);
    let size = 0;
    for await (const chunk of source) {
        hash.update(chunk);
        size += chunk.length;
        if (expected.size !== undefined && size > expected.size)
            throw mismatch(host, expected.digest, 'it is too long');
        yield chunk;
    }
    if (expected.size !== undefined && size < expected.size)
        throw mismatch(host, expected.digest, 'it is too short');
    const found = `${algorithm}:${hash.digest('hex')}`;
    if (found !== expected.digest)
        throw mismatch(host, expected.digest, `its bytes are ${found}`);
}
/** The error for bytes that are not what their digest says. Fetched anew once, they may be right. */
function mismatch(host, digest, words) {
    return registryError('digest-mismatch', host, `${digest} came with other content: ${words}`, { retries: 1 });
}


/***/ }),

/***/ 8174:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   mc: () => (/* binding */ INPUTS),
/* harmony export */   py: () => (/* binding */ OUTPUTS),
/* harmony export */   wH: () => (/* binding */ NO_TOKEN)
/* harmony export */ });
/* harmony import */ var _engine_choice_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9713);
// The inputs and outputs of the action, which are also the options of the command line: their names, words and defaults.
// Nothing is read here; `action.yml` and the README are held to these tables by a test.

/** The default as written, so that it can be told from a token where nobody put one in its place. */
const NO_TOKEN = '${{ github.token }}';
const MODES = ['plan', 'build', 'report', 'update'];
/** All inputs. The command line has the same names as options: `--images-file`. */
const INPUTS = [
    {
        name: 'mode',
        modes: [],
        default: 'plan',
        words: MODES,
        description: 'what this step does: `plan`, `build`, `report`, or `update`: move the lock',
    },
    { name: 'images-file', modes: [], default: 'images.yaml', description: 'the file that names the images' },
    { name: 'working-directory', modes: [], default: '.', description: 'the folder that paths are relative to' },
    {
        name: 'registry',
        modes: [],
        default: '',
        description: 'host and path below which all images are kept, such as `ghcr.io/acme`; overrides the file’s',
    },
    {
        name: 'registry-ca',
        modes: [],
        default: '',
        description: 'lines `host=path` of certificates, for registries with an own CA',
    },
    {
        name: 'registry-insecure',
        modes: [],
        default: '',
        description: 'hosts that are reached by plain http',
    },
    {
        name: 'push',
        modes: ['plan', 'build'],
        default: 'auto',
        words: ['auto', 'true', 'false', 'pr'],
        description: 'what may be written: `auto` decides by event and ref, `true` also from other branches, `pr` also from pull requests of the same repository, below `pr-<number>/`, `false` nothing',
    },
    {
        name: 'only',
        modes: ['plan', 'update'],
        default: '',
        description: 'names or globs of the images to look at; `+name` with its ancestors, `name+` with its descendants; of update: names of images, builders or references to move',
    },
    {
        name: 'exclude',
        modes: ['plan'],
        default: '',
        description: 'names or globs of images to leave out',
    },
    {
        name: 'rebuild',
        modes: ['plan'],
        default: 'changed',
        description: '`changed`, `all`, or names of images to build although they are there',
    },
    {
        name: 'changed-since',
        modes: ['plan'],
        default: '',
        description: 'a git revision: look only at images whose files changed since',
    },
    {
        name: 'set',
        modes: ['plan'],
        default: '',
        description: 'lines `software.nodejs.version=22.12.0` that override values of the file',
    },
    {
        name: 'locked',
        modes: ['plan'],
        default: 'false',
        words: ['true', 'false'],
        description: 'refuse pins that differ from the lock, `images.lock.yaml`',
    },
    {
        name: 'max-levels',
        modes: ['plan'],
        default: '',
        description: 'levels that the calling workflow has jobs for; a plan with more fails',
    },
    {
        name: 'jobs',
        modes: ['plan'],
        default: '',
        description: 'lines of names, each the images of one job of a workflow that has a job an image: `rows` is made for these jobs',
    },
    {
        name: 'runners',
        modes: ['plan'],
        default: '',
        description: 'lines `linux/amd64=ubuntu-24.04`, `linux/arm64=[self-hosted, arm64]`, `default=...`',
    },
    {
        name: 'outputs',
        modes: ['plan'],
        default: '',
        description: 'which of the larger outputs to write: `rows`, `matrix`, `images-details`',
    },
    { name: 'job', modes: ['build'], default: '', description: 'what to build: `${{ toJSON(matrix) }}`' },
    { name: 'pins', modes: ['build'], default: '', description: 'what plan resolved: `${{ needs.plan.outputs.pins }}`' },
    { name: 'engine', modes: ['build'], default: 'auto', words: _engine_choice_js__WEBPACK_IMPORTED_MODULE_0__/* .ENGINES */ .ug, description: 'what runs the containers' },
    {
        name: 'cache',
        modes: ['build'],
        default: 'actions',
        words: ['actions', 'registry', 'none'],
        description: 'where binary packages and distfiles are kept between jobs: `actions` (nothing where the runner has no cache service), `registry` or `none`',
    },
    {
        name: 'push-builders',
        modes: ['build'],
        default: 'all',
        words: ['all', 'needed'],
        description: 'whose builders are pushed: of all images, or only of those that others start from',
    },
    {
        name: 'budget-minutes',
        modes: ['build'],
        default: '330',
        description: 'stop after so many minutes and keep what is built: the next run goes on there',
    },
    {
        name: 'images-details-var',
        modes: ['plan', 'report'],
        default: '',
        description: 'name of an output and an environment variable that take the details of all images',
    },
    {
        name: 'plan',
        modes: ['report'],
        default: '',
        description: 'the plan: `${{ needs.plan.outputs.plan }}`',
    },
    {
        name: 'results',
        modes: ['report'],
        default: '',
        description: 'a folder of result files, as actions/download-artifact leaves them',
    },
    { name: 'github-token', modes: [], default: NO_TOKEN, description: 'the token of the run' },
];
/** All outputs of the action, with the mode that writes them. */
const OUTPUTS = [
    {
        name: 'levels',
        mode: 'plan',
        description: 'JSON array; entry n is the whole matrix of level n; an empty level is not there',
    },
    { name: 'pins', mode: 'plan', description: 'what moving names were resolved to' },
    { name: 'depth', mode: 'plan', description: 'how many levels have something to do' },
    { name: 'count', mode: 'plan', description: 'how many jobs there are' },
    { name: 'has-work', mode: 'plan', description: '`true` or `false`' },
    { name: 'max-parallel', mode: 'plan', description: 'how many jobs the widest level has' },
    { name: 'images', mode: 'plan', description: 'JSON array of the images that have something to do' },
    { name: 'reused', mode: 'plan', description: 'JSON array of the images that are there already' },
    { name: 'plan', mode: 'plan', description: 'the plan, compressed' },
    { name: 'rows', mode: 'plan', description: 'rows by the name of their job; on request' },
    { name: 'matrix', mode: 'plan', description: 'all rows as one matrix; on request' },
    {
        name: 'images-details',
        mode: 'plan',
        description: 'JSON array: section, name, tags, digest (of what is there), builder, parent, platforms; on request',
    },
    {
        name: 'status',
        mode: 'build',
        description: '`built`, `reused`, `tested`, `tagged`, `unfinished`, `failed` or `blocked`; of several images the worst',
    },
    { name: 'image', mode: 'build', description: 'the name of the last image' },
    { name: 'digest', mode: 'build', description: 'the digest of its target' },
    { name: 'tags', mode: 'build', description: 'JSON array of full references' },
    { name: 'builder', mode: 'build', description: 'full reference of its builder' },
    { name: 'builder-digest', mode: 'build', description: 'the digest of its builder' },
    { name: 'size', mode: 'build', description: 'bytes of all layers of the target, compressed' },
    { name: 'packages', mode: 'build', description: 'JSON array of the packages that the image brought itself' },
    { name: 'result-file', mode: 'build', description: 'path of a JSON file with the results of all images of the job' },
    { name: 'moved', mode: 'update', description: 'JSON array of the names whose pins moved' },
    { name: 'rebuilds', mode: 'update', description: 'JSON array of the images that the new pins build anew' },
    {
        name: 'pull-request',
        mode: 'update',
        description: 'address of the pull request with the new lock; empty without one',
    },
];


/***/ }),

/***/ 4849:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  TL: () => (/* binding */ parseInputs),
  E1: () => (/* binding */ parseList),
  ZV: () => (/* binding */ parseRunners)
});

// EXTERNAL MODULE: ./src/core/details.ts
var details = __nccwpck_require__(9269);
// EXTERNAL MODULE: ./src/core/input-table.ts
var input_table = __nccwpck_require__(8174);
// EXTERNAL MODULE: ./src/core/nearest.ts
var nearest = __nccwpck_require__(761);
// EXTERNAL MODULE: ./src/core/rules.ts + 1 modules
var rules = __nccwpck_require__(6791);
;// CONCATENATED MODULE: ./src/core/input-check.ts
// What may stand in an input. In: an input's row or name, and the text that was given. Out: a value; what is wrong with
// the text is added to `problems`, in the words of who wrote the workflow or the command line. Never reads an input.


/** The text of an input, or its default. */
function checkedText(row, given, problems) {
    if (given === '' || given === row.default)
        return row.default;
    if (row.words && !row.words.includes(given)) {
        const message = `the input ${row.name} takes ${formatWords(row.words)}, not '${given}'`;
        problems.push({ code: 'bad-input', message, hint: (0,nearest/* nearestHint */.A)(given, row.words) });
    }
    else if (row.notYet && (row.notYet.includes('*') || row.notYet.includes(given))) {
        const what = row.notYet.includes('*') ? `the input ${row.name}` : `${row.name}: ${given}`;
        problems.push({ code: 'not-yet', message: `${what} is known but does not work yet` });
    }
    return given;
}
/** A whole number above 0; undefined for the empty text. */
function checkedCount(name, text, problems) {
    if (text === '')
        return undefined;
    if (/^[1-9]\d{0,5}$/.test(text))
        return Number(text);
    problems.push({ code: 'bad-input', message: `the input ${name} takes a whole number above 0, not '${text}'` });
    return undefined;
}
/** Host and path, held to the same rule as in the images file. */
function checkedRegistry(text, problems) {
    if (text === '')
        return undefined;
    const fault = (0,rules/* registryRule */.kL)(text);
    if (fault)
        problems.push({ ...fault, message: `the input registry: ${fault.message}` });
    return text;
}
/** Outputs that are written on request, and whether they work. */
const ON_REQUEST = new Map([
    ['rows', true],
    ['matrix', true],
    ['images-details', true],
]);
/** Names of outputs that are written on request. */
function checkedOutputs(names, problems) {
    const words = [...ON_REQUEST.keys()];
    for (const name of names) {
        const works = ON_REQUEST.get(name);
        if (works === undefined) {
            const message = `the input outputs takes ${formatWords(words)}, not '${name}'`;
            problems.push({ code: 'bad-input', message, hint: (0,nearest/* nearestHint */.A)(name, words) });
        }
        else if (!works) {
            problems.push({ code: 'not-yet', message: `outputs: ${name} is known but does not work yet` });
        }
    }
    return new Set(names);
}
function formatWords(words) {
    return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

// EXTERNAL MODULE: ./src/core/override.ts
var override = __nccwpck_require__(3479);
// EXTERNAL MODULE: ./src/core/problem.ts
var problem = __nccwpck_require__(652);
// EXTERNAL MODULE: ./src/core/registry-access.ts
var registry_access = __nccwpck_require__(9803);
;// CONCATENATED MODULE: ./src/core/inputs.ts
// Reads the inputs of the action, which are also the options of the command line. In: texts by name. Out: typed values,
// or a `UserError` with every one that is wrong.






/** Reads all inputs. `read` gives the text of one, or the empty text. Throws a `UserError` with all that is wrong. */
function parseInputs(read) {
    const problems = [];
    const texts = new Map();
    for (const row of input_table/* INPUTS */.mc)
        texts.set(row.name, checkedText(row, read(row.name).trim(), problems));
    const text = (name) => texts.get(name) ?? '';
    const inputs = {
        mode: text('mode'),
        imagesFile: text('images-file'),
        workingDirectory: text('working-directory'),
        registry: checkedRegistry(text('registry'), problems),
        push: text('push'),
        rebuild: parseRebuild(text('rebuild')),
        only: parseList(text('only')),
        exclude: parseList(text('exclude')),
        changedSince: text('changed-since') === '' ? undefined : text('changed-since'),
        set: (0,override/* parseSet */.e)(text('set')
            .split('\n')
            .filter((line) => line.trim() !== '')),
        maxLevels: checkedCount('max-levels', text('max-levels'), problems),
        jobs: text('jobs')
            .split('\n')
            .map((line) => line.split(/\s+/).filter((name) => name !== ''))
            .filter((names) => names.length > 0),
        runners: parseRunners(text('runners'), problems),
        outputs: checkedOutputs(parseList(text('outputs')), problems),
        job: text('job'),
        pins: text('pins'),
        locked: text('locked') === 'true',
        plan: text('plan'),
        results: text('results'),
        engine: text('engine'),
        pushBuilders: text('push-builders'),
        cache: text('cache'),
        budgetMinutes: checkedCount('budget-minutes', text('budget-minutes'), problems),
        access: (0,registry_access/* parseAccess */.C)(text('registry-ca'), text('registry-insecure'), problems),
        token: text('github-token') !== '' && text('github-token') !== input_table/* NO_TOKEN */.wH,
        imagesDetailsVar: (0,details/* checkedDetailsVar */.bj)(text('images-details-var'), input_table/* OUTPUTS */.py.map(({ name }) => name), problems),
    };
    (0,problem/* refuse */.TR)(problems);
    return inputs;
}
/** Items by newline or comma, trimmed; `#` begins a comment. */
function parseList(text) {
    return text
        .split('\n')
        .flatMap((line) => line.replace(/(^|\s)#.*$/, '').split(','))
        .map((item) => item.trim())
        .filter((item) => item !== '');
}
function parseRebuild(text) {
    return text === 'changed' || text === 'all' ? text : new Set(parseList(text));
}
/** Labels by platform; what is wrong with a line is added to `problems`. */
function parseRunners(text, problems) {
    const runners = new Map();
    for (const line of text.split('\n').map((one) => one.replace(/(^|\s)#.*$/, '').trim())) {
        if (line === '')
            continue;
        const [, platform, list, single] = /^([\w/-]+)\s*=\s*(?:\[([^\]]+)\]|([^\s[\]]+))$/.exec(line) ?? [];
        if (platform === undefined) {
            const hint = 'write linux/arm64=ubuntu-24.04-arm, or linux/arm64=[self-hosted, arm64]';
            problems.push({
                code: 'bad-input',
                message: `the input runners has a line that is none of its own: '${line}'`,
                hint,
            });
        }
        else {
            runners.set(platform, list === undefined ? (single ?? '') : parseList(list));
        }
    }
    return runners;
}


/***/ }),

/***/ 761:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ nearestHint),
/* harmony export */   q: () => (/* binding */ nearestOf)
/* harmony export */ });
// The nearest word to a mistyped one.
// In: a word, the words that exist. Out: the one that was probably meant, or undefined. Never guesses far.
/** Longer words are never compared: the work grows with the product of the lengths. */
const MAX_LENGTH = 80;
/**
 * The candidate with the smallest edit distance (insert, delete, replace, swap of neighbours), case ignored.
 * Undefined where even that one differs in more than about a third of the word.
 */
function nearestOf(word, candidates) {
    if (word.length > MAX_LENGTH)
        return undefined;
    let best;
    let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
    for (const candidate of candidates) {
        if (Math.abs(candidate.length - word.length) >= bestDistance || candidate === word)
            continue;
        const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
        // A word of one or two letters has everything near: nothing in common is no help.
        if (distance >= bestDistance || distance >= Math.min(word.length, candidate.length))
            continue;
        best = candidate;
        bestDistance = distance;
    }
    return best;
}
/** `did you mean 'packages'?`, or undefined. */
function nearestHint(word, candidates) {
    const nearest = nearestOf(word, candidates);
    return nearest === undefined ? undefined : `did you mean '${nearest}'?`;
}
/** Optimal string alignment distance: each pair of neighbours may be swapped once. */
function editDistance(a, b) {
    let older = [];
    let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i++) {
        const current = [i];
        for (let j = 1; j <= b.length; j++) {
            const replaced = (previous[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
            let least = Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
            if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1)
                least = Math.min(least, (older[j - 2] ?? 0) + 1);
            current.push(least);
        }
        older = previous;
        previous = current;
    }
    return previous[b.length] ?? 0;
}


/***/ }),

/***/ 754:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $p: () => (/* binding */ OCI_INDEX),
/* harmony export */   BQ: () => (/* binding */ OCI_LAYER_GZIP),
/* harmony export */   EG: () => (/* binding */ OCI_MANIFEST),
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   Q3: () => (/* binding */ isManifestType),
/* harmony export */   QP: () => (/* binding */ OCI_LAYER),
/* harmony export */   TF: () => (/* binding */ OCI_CONFIG),
/* harmony export */   V: () => (/* binding */ INDEX_TYPES),
/* harmony export */   dY: () => (/* binding */ MANIFEST_ACCEPT),
/* harmony export */   eG: () => (/* binding */ IMAGE_TYPES),
/* harmony export */   g1: () => (/* binding */ OCI_EMPTY),
/* harmony export */   g4: () => (/* binding */ digestAlgorithm),
/* harmony export */   kG: () => (/* binding */ digestLike),
/* harmony export */   lj: () => (/* binding */ parseObject),
/* harmony export */   ol: () => (/* binding */ isDescriptor),
/* harmony export */   sc: () => (/* binding */ sha256)
/* harmony export */ });
/* unused harmony exports OCI_LAYER_ZSTD, DOCKER_MANIFEST, DOCKER_LIST, DOCKER_CONFIG */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _canonical_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(457);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5378);
/**
 * In: bytes of manifests. Out: typed OCI and docker documents, digests, media types.
 * Never fetches or stores anything; never trusts a field of a manifest before it was looked at.
 * Formats: OCI image-spec v1.1 (descriptor.md, manifest.md, image-index.md, config.md) and docker's "Image Manifest V2,
 * Schema 2", which still is what half of the public images have.
 */



const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
const OCI_EMPTY = 'application/vnd.oci.empty.v1+json';
const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar';
const OCI_LAYER_GZIP = 'application/vnd.oci.image.layer.v1.tar+gzip';
const OCI_LAYER_ZSTD = 'application/vnd.oci.image.layer.v1.tar+zstd';
const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
const DOCKER_CONFIG = 'application/vnd.docker.container.image.v1+json';
/** Media types of one image on one platform. */
const IMAGE_TYPES = [OCI_MANIFEST, DOCKER_MANIFEST];
/** Media types of a list of images, one a platform. */
const INDEX_TYPES = [OCI_INDEX, DOCKER_LIST];
/**
 * The `Accept` header of every question about a manifest. Without it docker-registry 2.8 answers 404 for an OCI tag
 * that exists, and gives the digest of a converted schema 1 manifest for a docker one.
 */
const MANIFEST_ACCEPT = [...IMAGE_TYPES, ...INDEX_TYPES].join(', ');
/** The digest of bytes, or of text as UTF-8: `sha256:` and 64 hex digits. */
function sha256(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** The digest of bytes by the algorithm that another digest names, to compare the two. */
function digestLike(digest, bytes) {
    const algorithm = digestAlgorithm(digest);
    return `${algorithm}:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(algorithm).update(bytes).digest('hex')}`;
}
/** `sha256` or `sha512`: the part of a digest before its colon. */
function digestAlgorithm(digest) {
    return digest.startsWith('sha512:') ? 'sha512' : 'sha256';
}
/** True for the media types that `parseManifest` reads: image or list, of OCI or docker. */
function isManifestType(mediaType) {
    return IMAGE_TYPES.includes(mediaType) || INDEX_TYPES.includes(mediaType);
}
/**
 * Reads a manifest or an index from its bytes.
 * Gives undefined for what is neither, or could be read as both (CVE-2021-41190), or has a descriptor without a good
 * digest and size, or states another media type than `mediaType`, the one it was served with.
 */
function parseManifest(bytes, mediaType) {
    const value = parseObject(bytes);
    if (value?.schemaVersion !== 2)
        return undefined;
    const stated = value.mediaType;
    if (stated !== undefined && mediaType !== undefined && stated !== mediaType)
        return undefined;
    const isImage = isDescriptor(value.config) && isDescriptorList(value.layers);
    const isIndex = isDescriptorList(value.manifests);
    if (isImage && value.manifests === undefined && fits(IMAGE_TYPES, stated)) {
        return { kind: 'image', manifest: value };
    }
    if (isIndex && value.config === undefined && value.layers === undefined && fits(INDEX_TYPES, stated)) {
        return { kind: 'index', index: value };
    }
    return undefined;
}
/** True for an object with a media type, a digest and a size in whole bytes. */
function isDescriptor(value) {
    if (!(0,_canonical_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(value))
        return false;
    const { mediaType, digest, size } = value;
    const hasSize = typeof size === 'number' && Number.isSafeInteger(size) && size >= 0;
    return typeof mediaType === 'string' && typeof digest === 'string' && (0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest) && hasSize;
}
function isDescriptorList(value) {
    return Array.isArray(value) && value.every(isDescriptor);
}
function fits(types, stated) {
    return stated === undefined || (typeof stated === 'string' && types.includes(stated));
}
/** The JSON object in bytes; undefined for other JSON, for no JSON and for bytes that are not UTF-8. */
function parseObject(bytes) {
    try {
        const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
        return (0,_canonical_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 3479:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ overrideDefinition),
/* harmony export */   e: () => (/* binding */ parseSet)
/* harmony export */ });
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(761);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(652);
// Values that are told from outside in the place of the file's: `software.nodejs.version=22.12.0`.
// In: a definition and values by their path. Out: the definition with them; or a `UserError` for paths that are not in
// the file, since a mistyped one would quietly change nothing.


/** Puts values in the place of those at `software.<name>.<key>` and `vars.<key>`. */
function overrideDefinition(definition, set) {
    const entries = Object.entries(set);
    if (entries.length === 0)
        return definition;
    const software = new Map(definition.software);
    const vars = new Map(definition.vars);
    const versions = new Map(definition.versions);
    const known = knownPaths(definition);
    const problems = [];
    for (const [path, value] of entries) {
        if (!known.includes(path)) {
            problems.push(unknown(path, known));
        }
        else if (path.startsWith('vars.')) {
            vars.set(path.slice('vars.'.length), value);
        }
        else {
            const { name, key } = splitSoftware(path);
            software.set(name, new Map([...mapOf(software.get(name)), [key, value]]));
            const written = key === 'version' ? versions.get(name) : undefined;
            if (written)
                versions.set(name, { ...written, value });
        }
    }
    (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)(problems);
    return { ...definition, software, vars, versions };
}
/** Reads lines `path=value`. Throws a `UserError` for a line that is none. */
function parseSet(lines) {
    const set = lines.map((line) => {
        const at = line.indexOf('=');
        if (at > 0)
            return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
        const hint = 'write software.nodejs.version=22.12.0';
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo([{ code: 'bad-input', message: `set: '${line}' gives no value`, hint }]);
    });
    return Object.fromEntries(set);
}
function knownPaths({ software, vars }) {
    const ofSoftware = [...software].flatMap(([name, keys]) => [...mapOf(keys).keys()].map((key) => `software.${name}.${key}`));
    return [...ofSoftware, ...[...vars.keys()].map((key) => `vars.${key}`)];
}
/** A name may have dots, a key has none. */
function splitSoftware(path) {
    const at = path.lastIndexOf('.');
    return { name: path.slice('software.'.length, at), key: path.slice(at + 1) };
}
function mapOf(value) {
    return value instanceof Map ? value : new Map();
}
function unknown(path, known) {
    return {
        code: 'unknown-name',
        message: `set: the images file has no '${path}'`,
        hint: (0,_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .nearestHint */ .A)(path, known) ?? 'only what stands under `software` and `vars` can be set',
    };
}


/***/ }),

/***/ 652:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   TR: () => (/* binding */ refuse),
/* harmony export */   Vw: () => (/* binding */ formatProblem),
/* harmony export */   dE: () => (/* binding */ formatPlace),
/* harmony export */   jP: () => (/* binding */ withoutRepeats),
/* harmony export */   yo: () => (/* binding */ UserError)
/* harmony export */ });
// A user's mistake as a value: what is wrong, where, and what to do about it.
// In: a message in the user's words, a place in a file, a hint. Out: `Problem`, and `UserError`, which carries all
// problems that one stage found. Never prints: `formatProblem` only makes the text.
/** Thrown once by a stage, with everything that it found wrong. */
class UserError extends Error {
    problems;
    constructor(problems) {
        super(problems.map((problem) => problem.message).join('\n'));
        this.name = 'UserError';
        this.problems = problems.map((problem) => ({ ...problem, message: inOneLine(problem.message) }));
    }
}
/** Words of a user's that hold line ends or other signs that cannot be seen, made visible: `\\n`, `\\u0007`. */
function inOneLine(text) {
    return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (sign) => {
        const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[sign];
        return short ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
}
/** Throws a `UserError` when there is anything to say. */
function refuse(problems) {
    if (problems.length > 0)
        throw new UserError([...problems].sort(byPlace));
}
/** A problem below an alias is found wherever the alias stands, one of an image on each platform; it is said once. */
function withoutRepeats(problems) {
    const seen = new Set();
    return problems.filter(({ code, message, place }) => {
        const key = JSON.stringify([code, message, place?.file, place?.line, place?.column]);
        return !seen.has(key) && seen.add(key);
    });
}
/**
 * The text of a problem for a terminal: `path:line:col message`, the line, `~~~` under the words, related places, hint.
 * Tabs before the words are kept in the underline, so that it stands below them at any tab width.
 */
function formatProblem(problem) {
    const lines = [problem.place ? `${formatPlace(problem.place)} ${problem.message}` : problem.message];
    if (problem.place)
        lines.push(...frame(problem.place, '  '));
    for (const { message, place } of problem.related ?? []) {
        lines.push(`  ${formatPlace(place)} ${message}`, ...frame(place, '    '));
    }
    if (problem.hint !== undefined)
        lines.push(`  hint: ${problem.hint}`);
    return lines.join('\n');
}
/** `path:line:column`, as editors and terminals make it clickable. */
function formatPlace(place) {
    return `${place.file}:${place.line}:${place.column}`;
}
/** Longest stretch of a line that is shown: a line of a mebibyte must not become the error. */
const FRAME_WIDTH = 160;
function frame(place, indent) {
    const start = place.column > FRAME_WIDTH ? place.column - 40 : 1;
    const shown = place.text.slice(start - 1, start - 1 + FRAME_WIDTH);
    if (shown.trim() === '')
        return [];
    const before = shown.slice(0, place.column - start).replaceAll(/[^\t]/g, ' ');
    const room = Math.max(1, shown.length - before.length);
    return [indent + shown, indent + before + '~'.repeat(Math.min(place.length, room))];
}
function byPlace(a, b) {
    if (!a.place || !b.place)
        return Number(Boolean(a.place)) - Number(Boolean(b.place));
    if (a.place.file !== b.place.file)
        return a.place.file < b.place.file ? -1 : 1;
    return a.place.line - b.place.line || a.place.column - b.place.column;
}


/***/ }),

/***/ 5378:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   EV: () => (/* binding */ isRegistryHost),
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   FH: () => (/* binding */ formatReference),
/* harmony export */   Xb: () => (/* binding */ DOCKER_HUB),
/* harmony export */   Z6: () => (/* binding */ isRepository),
/* harmony export */   dz: () => (/* binding */ isTag)
/* harmony export */ });
/**
 * In: the text of an image reference as people write it (`alpine`, `ghcr.io/org/app:1.2`, `host:5000/a@sha256:...`).
 * Out: its parts, with docker's defaults filled in, or undefined when the text is no reference.
 * Never asks a registry: this is grammar only.
 */
const DOCKER_HUB = 'docker.io';
// The grammar of github.com/distribution/reference (regexp.go), part by part. Separators and words have no character
// in common, so no part can be split in two ways: matching stays linear.
const HOST_LABEL = '(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)';
const IPV6 = '\\[[0-9A-Fa-f:]+\\]';
const HOST = `(?:${HOST_LABEL}(?:\\.${HOST_LABEL})*|${IPV6})(?::[0-9]{1,5})?`;
const PATH_PART = '[a-z0-9]+(?:(?:\\.|__|_|-+)[a-z0-9]+)*';
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const DIGEST = '(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})';
const WHOLE_HOST = new RegExp(`^${HOST}$`);
const WHOLE_PATH = new RegExp(`^${PATH_PART}(?:/${PATH_PART})*$`);
const WHOLE_TAG = new RegExp(`^${TAG}$`);
const WHOLE_DIGEST = new RegExp(`^${DIGEST}$`);
const BARE_ID = /^[a-f0-9]{64}$/;
const MOST_HOST = 261; // 253 of a DNS name, and a port
const MOST_REPOSITORY = 255;
const MOST_TAG = 128;
const MOST_DIGEST = 135;
const MOST_REFERENCE = MOST_HOST + MOST_REPOSITORY + MOST_TAG + MOST_DIGEST + 3;
/** True for `host`, `host:port`, `[::1]:5000`. */
function isRegistryHost(text) {
    return text.length <= MOST_HOST && WHOLE_HOST.test(text);
}
/** True for a repository's path without its registry: lower case, `/` between parts, at most 255 characters. */
function isRepository(text) {
    return text.length <= MOST_REPOSITORY && WHOLE_PATH.test(text);
}
/** True for a tag: at most 128 of `A-Z a-z 0-9 _ . -`, beginning with a letter, a digit or `_`. */
function isTag(text) {
    return text.length <= MOST_TAG && WHOLE_TAG.test(text);
}
/** True for a sha256 or sha512 digest in lower case, the two that the OCI image specification registers. */
function isDigest(text) {
    return text.length <= MOST_DIGEST && WHOLE_DIGEST.test(text);
}
/**
 * Reads a reference as docker does: the first part is a registry when it has a dot, a colon or a capital letter, or is
 * `localhost`; everything else lives on Docker Hub, below `library/` when it has one part only.
 * Gives undefined for anything else, a bare 64-digit image id included (docker refuses it as a name, too).
 */
function parseReference(text) {
    if (text.length > MOST_REFERENCE)
        return undefined;
    const [named = '', digest, ...rest] = text.split('@');
    if (rest.length > 0 || (digest !== undefined && !isDigest(digest)))
        return undefined;
    const [name, tag] = splitTag(named);
    if (BARE_ID.test(name) || (tag !== undefined && !isTag(tag)))
        return undefined;
    const { registry, repository } = splitRegistry(name);
    if (!isRegistryHost(registry) || !isRepository(repository))
        return undefined;
    return { registry, repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}
/** Writes a reference in full, registry included: `docker.io/library/alpine:3@sha256:...`. */
function formatReference(reference) {
    const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
    const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
    return `${reference.registry}/${reference.repository}${tag}${digest}`;
}
/** A colon behind the last slash begins a tag; one before it, a port. */
function splitTag(named) {
    const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    return colon === -1 ? [named, undefined] : [named.slice(0, colon), named.slice(colon + 1)];
}
function splitRegistry(name) {
    const slash = name.indexOf('/');
    const first = name.slice(0, Math.max(slash, 0));
    const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
    const registry = slash !== -1 && isHost ? first : DOCKER_HUB;
    const repository = registry === first ? name.slice(slash + 1) : name;
    if (registry !== DOCKER_HUB && registry !== 'index.docker.io')
        return { registry, repository };
    return { registry: DOCKER_HUB, repository: repository.includes('/') ? repository : `library/${repository}` };
}


/***/ }),

/***/ 9803:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ parseAccess),
/* harmony export */   z: () => (/* binding */ mergeAccess)
/* harmony export */ });
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5378);
// How registries are reached, as inputs say it. In: the texts of `registry-ca` and `registry-insecure`, and what the images
// file says. Out: both in one. Reads no certificate.

/** Reads lines `host=path` and a list of hosts. What is wrong goes to `problems`. */
function parseAccess(cas, insecure, problems) {
    const access = new Map();
    for (const line of itemsOf(cas, /\n/)) {
        const [, host = '', ca = ''] = /^([^=]*?)\s*=\s*(.+)$/.exec(line) ?? [];
        if (ca === '' || !(0,_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .isRegistryHost */ .EV)(host)) {
            const hint = 'write registry.example.com:5000=path/to/ca.crt';
            problems.push({
                code: 'bad-input',
                message: `the input registry-ca has a line that is none of its own: '${line}'`,
                hint,
            });
        }
        else {
            access.set(host, { ca });
        }
    }
    for (const host of itemsOf(insecure, /[\n,]/)) {
        if (!(0,_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .isRegistryHost */ .EV)(host)) {
            const hint = 'write a host, with its port where it has one: registry.lan:5000';
            problems.push({ code: 'bad-input', message: `the input registry-insecure has what is no host: '${host}'`, hint });
        }
        else if (access.has(host)) {
            problems.push({ code: 'bad-input', message: `${host} cannot be both in registry-ca and in registry-insecure` });
        }
        else {
            access.set(host, { insecure: true });
        }
    }
    return access;
}
/** The file's registries with the inputs over them. `resolve` makes a path of an input absolute. */
function mergeAccess(file, inputs, resolve) {
    const merged = new Map(file);
    for (const [host, { ca, insecure = false }] of inputs) {
        const before = merged.get(host) ?? { insecure: false, ca: undefined, mirror: undefined };
        merged.set(host, { ...before, insecure, ca: ca === undefined ? undefined : resolve(ca) });
    }
    return merged;
}
function itemsOf(text, separator) {
    return text
        .split('\n')
        .map((line) => line.replace(/(^|\s)#.*$/, ''))
        .join('\n')
        .split(separator)
        .map((item) => item.trim())
        .filter((item) => item !== '');
}


/***/ }),

/***/ 6791:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  N8: () => (/* binding */ absolutePathRule),
  $9: () => (/* binding */ buildVariableRule),
  Rs: () => (/* binding */ builderNameRule),
  QZ: () => (/* binding */ checksumRule),
  Ip: () => (/* binding */ commandRule),
  m$: () => (/* binding */ commitRule),
  R7: () => (/* binding */ dateRule),
  dw: () => (/* binding */ globRule),
  z3: () => (/* binding */ hostRule),
  nK: () => (/* binding */ imageNameRule),
  WM: () => (/* binding */ isCommit),
  qB: () => (/* binding */ longChecksumRule),
  s1: () => (/* binding */ plainPath),
  KE: () => (/* binding */ profileRule),
  aU: () => (/* binding */ referenceRule),
  kL: () => (/* binding */ registryRule),
  yi: () => (/* binding */ relativePathRule),
  sv: () => (/* binding */ repositoryNameRule),
  WN: () => (/* binding */ requiredRule),
  _f: () => (/* binding */ revisionRule),
  iD: () => (/* binding */ sectionRule),
  Xi: () => (/* binding */ snapshotRule),
  D$: () => (/* binding */ tagRule),
  qK: () => (/* binding */ urlRule),
  Gc: () => (/* binding */ userRule),
  xd: () => (/* binding */ variableRule),
  Z9: () => (/* binding */ wordsOf)
});

// UNUSED EXPORTS: nameRule

;// CONCATENATED MODULE: ./node_modules/shlex/shlex.js


/*
  Port of a subset of the features of CPython's shlex module, which provides a
  shell-like lexer. Original code by Eric S. Raymond and other contributors.
*/

class Shlexer {
  constructor (string) {
    this.i = 0
    this.string = string

    /**
     * Characters that will be considered whitespace and skipped. Whitespace
     * bounds tokens. By default, includes space, tab, linefeed and carriage
     * return.
     */
    this.whitespace = ' \t\r\n'

    /**
     * Characters that will be considered string quotes. The token accumulates
     * until the same quote is encountered again (thus, different quote types
     * protect each other as in the shell.) By default, includes ASCII single
     * and double quotes.
     */
    this.quotes = `'"`

    /**
     * Characters that will be considered as escape. Just `\` by default.
     */
    this.escapes = '\\'

    /**
     * The subset of quote types that allow escaped characters. Just `"` by default.
     */
    this.escapedQuotes = '"'

    /**
     * Whether to support ANSI C-style $'' quotes
     * https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html
     */
    this.ansiCQuotes = true

    /**
     * Whether to support localized $"" quotes
     * https://www.gnu.org/software/bash/manual/html_node/Locale-Translation.html
     *
     * The behavior is as if the current locale is set to C or POSIX, i.e., the
     * contents are not translated.
     */
    this.localeQuotes = true

    this.debug = false
  }

  readChar () {
    return this.string.charAt(this.i++)
  }

  processEscapes (string, quote, isAnsiCQuote) {
    if (!isAnsiCQuote && !this.escapedQuotes.includes(quote)) {
      // This quote type doesn't support escape sequences
      return string
    }

    // We need to form a regex that matches any of the escape characters,
    // without interpreting any of the characters as a regex special character.
    const anyEscape = '[' + this.escapes.replace(/(.)/g, '\\$1') + ']'

    // In regular quoted strings, we can only escape an escape character, and
    // the quote character itself.
    if (!isAnsiCQuote && this.escapedQuotes.includes(quote)) {
      const re = new RegExp(
        anyEscape + '(' + anyEscape + '|\\' + quote + ')', 'g')
      return string.replace(re, '$1')
    }

    // ANSI C quoted strings support a wide variety of escape sequences
    if (isAnsiCQuote) {
      const patterns = {
        // Literal characters
        '([\\\\\'"?])': (x) => x,

        // Non-printable ASCII characters
        'a': () => '\x07',
        'b': () => '\x08',
        'e|E': () => '\x1b',
        'f': () => '\x0c',
        'n': () => '\x0a',
        'r': () => '\x0d',
        't': () => '\x09',
        'v': () => '\x0b',

        // Octal bytes
        '([0-7]{1,3})': (x) => String.fromCharCode(parseInt(x, 8)),

        // Hexadecimal bytes
        'x([0-9a-fA-F]{1,2})': (x) => String.fromCharCode(parseInt(x, 16)),

        // Unicode code units
        'u([0-9a-fA-F]{1,4})': (x) => String.fromCharCode(parseInt(x, 16)),
        'U([0-9a-fA-F]{1,8})': (x) => String.fromCharCode(parseInt(x, 16)),

        // Control characters
        // https://en.wikipedia.org/wiki/Control_character#How_control_characters_map_to_keyboards
        'c(.)': (x) => {
          if (x === '?') {
            return '\x7f'
          } else if (x === '@') {
            return '\x00'
          } else {
            return String.fromCharCode(x.charCodeAt(0) & 31)
          }
        }
      }

      // Construct an uber-RegEx that catches all of the above pattern
      const re = new RegExp(
        anyEscape + '(' + Object.keys(patterns).join('|') + ')', 'g')

      // For each match, figure out which subpattern matched, and apply the
      // corresponding function
      return string.replace(re, function (m, p1) {
        for (const matched in patterns) {
          const mm = new RegExp('^' + matched + '$').exec(p1)
          if (mm === null) {
            continue
          }

          return patterns[matched].apply(null, mm.slice(1))
        }
      })
    }

    // Should not get here
    return undefined
  }

  * [Symbol.iterator] () {
    let inQuote = false
    let inDollarQuote = false
    let escaped = false
    let lastDollar = -2 // position of last dollar sign we saw
    let token

    if (this.debug) {
      console.log('full input:', '>' + this.string + '<')
    }

    while (true) {
      const pos = this.i
      const char = this.readChar()

      if (this.debug) {
        console.log(
          'position:', pos,
          'input:', '>' + char + '<',
          'accumulated:', token,
          'inQuote:', inQuote,
          'inDollarQuote:', inDollarQuote,
          'lastDollar:', lastDollar,
          'escaped:', escaped
        )
      }

      // Ran out of characters, we're done
      if (char === '') {
        if (inQuote) { throw new Error('Got EOF while in a quoted string') }
        if (escaped) { throw new Error('Got EOF while in an escape sequence') }
        if (token !== undefined) { yield token }
        return
      }

      // We were in an escape sequence, complete it
      if (escaped) {
        if (char === '\n') {
          // An escaped newline just means to continue the command on the next
          // line. We just need to ignore it.
        } else if (inQuote) {
          // If we are in a quote, just accumulate the whole escape sequence,
          // as we will interpret escape sequences later.
          token = (token || '') + escaped + char
        } else {
          // Just use the literal character
          token = (token || '') + char
        }

        escaped = false
        continue
      }

      if (this.escapes.includes(char)) {
        if (!inQuote || inDollarQuote !== false || this.escapedQuotes.includes(inQuote)) {
          // We encountered an escape character, which is going to affect how
          // we treat the next character.
          escaped = char
          continue
        } else {
          // This string type doesn't use escape characters. Ignore for now.
        }
      }

      // We were in a string
      if (inQuote !== false) {
        // String is finished. Don't grab the quote character.
        if (char === inQuote) {
          token = this.processEscapes(token, inQuote, inDollarQuote === '\'')
          inQuote = false
          inDollarQuote = false
          continue
        }

        // String isn't finished yet, accumulate the character
        token = (token || '') + char
        continue
      }

      // This is the start of a new string, don't accumulate the quotation mark
      if (this.quotes.includes(char)) {
        inQuote = char
        if (lastDollar === pos - 1) {
          if (char === '\'' && !this.ansiCQuotes) {
            // Feature not enabled
          } else if (char === '"' && !this.localeQuotes) {
            // Feature not enabled
          } else {
            inDollarQuote = char
          }
        }

        token = (token || '') // fixes blank string

        if (inDollarQuote !== false) {
          // Drop the opening $ we captured before
          token = token.slice(0, -1)
        }

        continue
      }

      // This is a dollar sign, record that we saw it in case it's the start of
      // an ANSI C or localized string
      if (inQuote === false && char === '$') {
        lastDollar = pos
      }

      // This is whitespace, so yield the token if we have one
      if (this.whitespace.includes(char)) {
        if (token !== undefined) { yield token }
        token = undefined
        continue
      }

      // Otherwise, accumulate the character
      token = (token || '') + char
    }
  }
}


/**
 * Splits a given string using shell-like syntax. This function is the inverse
 * of shlex.join().
 *
 * @param {String} s String to split.
 * @returns {String[]}
 */
function split (s) {
  return Array.from(new Shlexer(s))
}

/**
 * Escapes a potentially shell-unsafe string using quotes.
 *
 * @param {String} s String to quote
 * @returns {String}
 */
function quote (s) {
  if (s === '') { return '\'\'' }

  const unsafeRe = /[^\w@%\-+=:,./]/
  if (!unsafeRe.test(s)) { return s }

  return ('\'' + s.replace(/('+)/g, '\'"$1"\'') + '\'').replace(/^''|''$/g, '')
}


/**
 * Concatenate the tokens of the list args and return a string. This function
 * is the inverse of shlex.split().
 *
 * The returned value is shell-escaped to protect against injection
 * vulnerabilities (see shlex.quote()).
 *
 * @param {String[]} args List of args to join
 * @returns {String}
 */
function join (args) {
  if (!Array.isArray(args)) {
    throw new TypeError("args should be an array")
  }
  return args.map(quote).join(" ")
}

// EXTERNAL MODULE: ./src/core/reference.ts
var reference = __nccwpck_require__(5378);
;// CONCATENATED MODULE: ./src/core/rules.ts
// What must be true of names, tags, paths and the like.
// In: a text. Out: a fault in the user's words, or undefined. Never looks at other texts: a rule is about one.


const RESERVED = new Set(['scratch', 'core', 'constructor', 'prototype']);
const NAME_HINT = "lower case letters and digits, with single '.', '_' or '-' between";
const MAX_NAME = 128;
/** Splitting takes time that grows with the square of the length. */
const MAX_COMMAND = 32_768;
/** A name that can be the last part of a repository. */
const nameRule = (text) => text.length <= MAX_NAME && !text.includes('/') && (0,reference/* isRepository */.Z6)(text)
    ? undefined
    : badName(text, `names are ${NAME_HINT}`);
/** An image's name: also none of ours. */
const imageNameRule = (text) => {
    if (!RESERVED.has(text) && !text.startsWith('builder-'))
        return nameRule(text);
    return { code: 'bad-name', message: `'${text}' is a reserved name`, hint: 'give the image another name' };
};
/** A builder's name: part of the names of its images. */
const builderNameRule = (text) => text === 'constructor' || text === 'prototype' ? badName(text, 'give the builder another name') : nameRule(text);
/** `local`, or `local/tools`. */
const sectionRule = (text) => (0,reference/* isRepository */.Z6)(text) ? undefined : badName(text, `each part of a section is ${NAME_HINT}`);
/** `base`, or `local/base`. */
const requiredRule = (text) => {
    if (text !== 'scratch')
        return (0,reference/* isRepository */.Z6)(text) ? undefined : badName(text, `names are ${NAME_HINT}`);
    const hint = "leave 'requires' out: an image that requires nothing starts from scratch";
    return { code: 'bad-name', message: "'scratch' is not an image", hint };
};
/** `ghcr.io/acme`, or only a host. */
const registryRule = (text) => {
    const slash = text.indexOf('/');
    const [host, path] = slash < 0 ? [text, undefined] : [text.slice(0, slash), text.slice(slash + 1)];
    if ((0,reference/* isRegistryHost */.EV)(host) && (path === undefined || (0,reference/* isRepository */.Z6)(path)))
        return undefined;
    const hint = /^https?:\/\//.test(text)
        ? "leave 'https://' out"
        : 'write a host and a path in lower case, such as ghcr.io/acme';
    return bad('bad-value', `'${text}' is not a registry`, hint);
};
/** A registry's host, with its port. */
const hostRule = (text) => (0,reference/* isRegistryHost */.EV)(text) ? undefined : bad('bad-value', `'${text}' is not a host`, 'write it as host or host:port');
/** A reference of an image elsewhere. */
const referenceRule = (text) => {
    const hint = 'write it as HOST/PATH:TAG, such as docker.io/gentoo/stage3:musl';
    return (0,reference/* parseReference */.F2)(text) ? undefined : bad('bad-value', `'${text}' is not an image reference`, hint);
};
/** What registries take as a tag. */
const tagRule = (text) => {
    const hint = "a tag is at most 128 letters, digits, '.', '_' and '-', and does not begin with '.' or '-'";
    return (0,reference/* isTag */.dz)(text) ? undefined : bad('bad-tag', `no registry takes '${clip(text)}' as a tag`, hint);
};
/** A name of an environment variable. */
const variableRule = (text) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text)
    ? undefined
    : bad('bad-name', `'${clip(text)}' is not a name of a variable`, "letters, digits and '_', not beginning with a digit");
/** A variable for emerge and the hooks: neither the shell's own nor ours. */
const buildVariableRule = (text) => {
    if (!/^(?:GIB_.*|_*gib_.*|BASH.*|SHELLOPTS|POSIXLY_CORRECT|UID|EUID|PPID|IFS|ENV|ROOT|PKGDIR)$/.test(text))
        return variableRule(text);
    return bad('bad-name', `'${clip(text)}' cannot be set for a build`, 'it belongs to the shell, or is set by us');
};
/** A path inside of the target. */
const absolutePathRule = (text) => {
    if (!text.startsWith('/'))
        return bad('bad-path', `'${clip(text)}' is not an absolute path`, "begin it with '/'");
    return text.split('/').includes('..') ? bad('bad-path', `'${clip(text)}' has '..' in it`) : undefined;
};
/** A path below the folder of the images file. */
const relativePathRule = (text) => {
    const hint = "write it relative to the images file's folder";
    if (text === '')
        return bad('bad-path', 'the path is empty', hint);
    if (/^(?:\/|[A-Za-z]:)/.test(text))
        return bad('bad-path', `'${clip(text)}' is an absolute path`, hint);
    if (text.includes('\\'))
        return bad('bad-path', `'${clip(text)}' has '\\' in it`, "write '/' between folders");
    return text.split('/').includes('..')
        ? bad('bad-path', `'${clip(text)}' leads out of the images file's folder`)
        : undefined;
};
/** `user`, `user:group`, by name or number. */
const userRule = (text) => /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?$/.test(text)
    ? undefined
    : bad('bad-value', `'${clip(text)}' is not a user`, 'write a name or a number, with :group where needed');
/** A date as Portage's snapshots have it. */
const dateRule = (text) => /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text)
    ? undefined
    : bad('bad-value', `'${clip(text)}' is not a date`, 'write year, month and day as 20261116');
/** The name of an ebuild repository, other than those that Portage has already. */
const repositoryNameRule = (text) => {
    if (text === 'gentoo' || text === 'DEFAULT')
        return bad('bad-name', `'${text}' is a reserved name`, 'give the overlay another name');
    return /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(text) ? undefined : badName(text, "letters, digits, '_' and '-'");
};
/** What `portage` takes as a text: a reference, a date, `latest`. */
const snapshotRule = (text) => {
    if (text === 'latest' || (/^\d{8}$/.test(text) && !dateRule(text)))
        return undefined;
    return /^[\d-]+$/.test(text) ? dateRule(text) : referenceRule(text);
};
/** Where something is fetched from: https only, so that nobody on the way can change it. */
const urlRule = (text) => {
    const hint = 'write it as https://HOST/PATH';
    if (/^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?\/[\x21-\x7e]*$/.test(text))
        return undefined;
    return /^https:\/\/[^/]*@/.test(text)
        ? bad('bad-value', 'the URL has a user or a password in it', 'a file that everybody reads is no place for it')
        : bad('bad-value', `'${clip(text)}' is not an https URL`, hint);
};
/** A commit, in full: a name or a short one may mean something else tomorrow. */
const commitRule = (text) => isCommit(text)
    ? undefined
    : bad('bad-value', `'${clip(text)}' is not a commit`, 'write all 40 digits, as `git rev-parse` shows them');
/** True for a commit's 40 hex digits. */
function isCommit(text) {
    return /^[0-9a-f]{40}$/.test(text);
}
/** A commit, a tag or a branch. */
const revisionRule = (text) => {
    const isName = /^[A-Za-z0-9_][A-Za-z0-9_./+@-]*$/.test(text) && !/\.\.|\/\/|@\{|\.lock$|[/.]$/.test(text);
    return isName ? undefined : bad('bad-value', `'${clip(text)}' is not a commit, tag or branch`);
};
/** A SHA-256, in hex. */
const checksumRule = (text) => /^[0-9a-f]{64}$/.test(text)
    ? undefined
    : bad('bad-value', `'${clip(text)}' is not a SHA-256`, 'write the 64 digits that `sha256sum` shows');
/** A SHA-512, in hex. */
const longChecksumRule = (text) => /^[0-9a-f]{128}$/.test(text)
    ? undefined
    : bad('bad-value', `'${clip(text)}' is not a SHA-512`, 'write the 128 digits that `sha512sum` shows');
/** A pattern of files below the images file's folder. */
const globRule = (text) => text.startsWith('!')
    ? bad('bad-path', "a pattern cannot begin with '!'", 'name what counts')
    : relativePathRule(text);
/** A profile as `eselect profile` names it. */
const profileRule = (text) => /^(?:[A-Za-z0-9_][A-Za-z0-9_-]*:)?[A-Za-z0-9_][A-Za-z0-9_.+-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.+-]*)*$/.test(text)
    ? undefined
    : bad('bad-value', `'${clip(text)}' is not a profile`, 'write it as default/linux/amd64/23.0');
/** `.` and empty parts left out, so that one file has one path. */
function plainPath(path) {
    return path
        .split('/')
        .filter((part) => part !== '' && part !== '.')
        .join('/');
}
/** A command line that can be split into words. */
const commandRule = (text) => {
    if (text.length > MAX_COMMAND)
        return bad('limit', 'the command line is longer than 32,768 characters');
    const words = wordsOf(text);
    if (words === undefined)
        return bad('bad-value', 'a quote of this command line has no end', 'close it, or write a list of words');
    return words.length === 0 ? bad('bad-value', 'the command line is empty') : undefined;
};
/** The words of a command line as a shell splits them; undefined when a quote is not closed. */
function wordsOf(text) {
    if (text.length > MAX_COMMAND)
        return undefined;
    try {
        return split(text);
    }
    catch {
        return undefined;
    }
}
function badName(text, hint) {
    return bad('bad-name', `'${clip(text)}' cannot be a name`, hint);
}
function bad(code, message, hint) {
    return { code, message, hint };
}
function clip(text) {
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}


/***/ }),

/***/ 9801:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   R0: () => (/* binding */ isUnreachable),
/* harmony export */   aZ: () => (/* binding */ worldAt)
/* harmony export */ });
/* harmony import */ var _image_store_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4754);
// The world was not reachable: not the user's mistake, not a bug, worth trying again. In: what and why. Out: an error.

/** Makes an `UnreachableError`: an engine or a service that does not answer, or does not do what it always does. */
function unreachable(message, hint, cause) {
    const error = new Error(message, cause === undefined ? {} : { cause });
    error.name = 'UnreachableError';
    return Object.assign(error, { hint });
}
function isUnreachable(error) {
    return error instanceof Error && error.name === 'UnreachableError';
}
/** The world's failure with the place of what it held up. Anything else, and what has a place, stays as it is. */
function worldAt(error, place) {
    if (isUnreachable(error))
        return error.place ? error : Object.assign(error, { place });
    if (!(0,_image_store_js__WEBPACK_IMPORTED_MODULE_0__/* .isRegistryError */ .IP)(error))
        return error;
    return Object.assign(unreachable(error.message, undefined, error), { place });
}


/***/ }),

/***/ 3323:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ ACTION),
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
// The version of this program, which a test holds to package.json, and where its action is.
const VERSION = '0.1.0';
/** This action where a user names no other place of it. */
const ACTION = 'org/gentoo-image-builder@v1';


/***/ }),

/***/ 3139:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ finish)
/* harmony export */ });
/* harmony import */ var _core_image_store_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4754);
/* harmony import */ var _core_problem_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(652);
/* harmony import */ var _core_unreachable_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9801);
// The end of a process: the only place that catches. In: what to do, and a screen. Out: the exit code, and words for
// what was thrown: a user's mistake (2), the world (75), or a bug (70). A signal ends what runs, then us.



/** Runs to the end and sets the exit code. */
async function finish(screen, work) {
    const controller = new AbortController();
    let ended;
    const onSignal = (name) => {
        ended = name === 'SIGINT' ? 130 : 143;
        controller.abort();
    };
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
    try {
        const code = await work(controller.signal);
        screen.endGroup();
        process.exitCode = ended ?? code;
    }
    catch (error) {
        screen.endGroup();
        process.exitCode = ended ?? explain(screen, error);
    }
    finally {
        process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    }
}
function explain(screen, error) {
    if (error instanceof _core_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo) {
        for (const problem of error.problems)
            screen.problem(problem);
        return 2;
    }
    if ((0,_core_unreachable_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnreachable */ .R0)(error)) {
        screen.problem({ code: 'bad-value', message: error.message, place: error.place, hint: error.hint });
        return 75;
    }
    if ((0,_core_image_store_js__WEBPACK_IMPORTED_MODULE_0__/* .isRegistryError */ .IP)(error)) {
        screen.problem({ code: 'bad-value', message: error.message });
        return 75;
    }
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    screen.problem({ code: 'bad-value', message: `this is a bug, please report it:\n${words}` });
    return 70;
}


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 8995:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 3916:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path/posix");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 8877:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".cli.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(5581);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
