export const id = 637;
export const ids = [637];
export const modules = {

/***/ 2637:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  updateStep: () => (/* binding */ updateStep)
});

// EXTERNAL MODULE: ./src/core/lock.ts
var core_lock = __webpack_require__(6336);
;// CONCATENATED MODULE: ./src/core/lock-report.ts
// An update of the lock in words. In: what moved, and what that builds anew. Out: lines for people, Markdown for a pull
// request, JSON for programs.

/** What moves and what that builds, for a terminal. */
function describeUpdate(update, isWritten) {
    if (update.moves.length === 0)
        return [`${update.file}: nothing moved`];
    return [
        `${update.file}${isWritten ? '' : ', not written'}:`,
        ...update.moves.map((move) => `  ${(0,core_lock/* describeMove */.xS)(move)}`),
        describeRebuilt(update),
    ];
}
/** The same for programs. */
function updateJson({ file, moves, rebuilt, images, isNew }, isWritten) {
    return {
        file,
        written: isWritten,
        new: isNew,
        moves: moves.map(({ name, from, to }) => ({
            name,
            from: (from ?? null),
            to: (to ?? null),
        })),
        rebuilds: rebuilt,
        images,
    };
}
/** The title of a pull request: the day of the newest snapshot where one moved. */
function updateTitle({ file, moves }) {
    const dates = moves.flatMap(({ from, to }) => (to?.date !== undefined && to.date !== from?.date ? [to.date] : []));
    const newest = dates.sort().at(-1);
    return newest === undefined ? `Move the pins of ${file}` : `Move the pins of ${file} to ${newest}`;
}
/** The words of a pull request. Names stand as code, so that nobody is mentioned and nothing is rendered. */
function updateMarkdown(update) {
    const code = (text) => `\`${text.replaceAll(/[`\r\n|]/g, ' ')}\``;
    const { moves, rebuilt, file } = update;
    const shown = rebuilt.slice(0, MOST_SHOWN).map((name) => `- ${code(name)}`);
    const rest = rebuilt.length > MOST_SHOWN ? [`- and ${rebuilt.length - MOST_SHOWN} more`] : [];
    return [
        `${code(file)} moves ${moves.length === 1 ? 'one pin' : `${moves.length} pins`}:`,
        '',
        ...moves.map((move) => `- ${code((0,core_lock/* describeMove */.xS)(move))}`),
        '',
        `${upperFirst(describeRebuilt({ ...update, rebuilt: [] }, rebuilt.length))}${rebuilt.length > 0 ? ':' : '.'}`,
        ...(rebuilt.length > 0 ? ['', ...shown, ...rest] : []),
        '',
    ].join('\n');
}
/** GitHub takes 65,536 characters; a name has up to some hundred. */
const MOST_SHOWN = 200;
function describeRebuilt({ rebuilt, images, isNew }, count = rebuilt.length) {
    if (isNew)
        return 'there was no lock before: `plan` says what has to be built';
    if (count === 0)
        return 'rebuilds nothing';
    const names = rebuilt.length > 0 ? `: ${rebuilt.join(', ')}` : '';
    return `rebuilds ${count} of ${images} ${images === 1 ? 'image' : 'images'}${names}`;
}
function upperFirst(text) {
    return text.slice(0, 1).toUpperCase() + text.slice(1);
}

// EXTERNAL MODULE: ./src/core/problem.ts
var problem = __webpack_require__(652);
// EXTERNAL MODULE: ./src/core/push-policy.ts
var push_policy = __webpack_require__(9602);
// EXTERNAL MODULE: ./src/commands/action.ts + 47 modules
var action = __webpack_require__(2519);
// EXTERNAL MODULE: external "node:path/posix"
var posix_ = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/core/graph.ts
var core_graph = __webpack_require__(2479);
// EXTERNAL MODULE: ./src/core/nearest.ts
var nearest = __webpack_require__(761);
// EXTERNAL MODULE: ./src/core/pins.ts
var core_pins = __webpack_require__(59);
// EXTERNAL MODULE: ./src/commands/hold.ts + 2 modules
var hold = __webpack_require__(7638);
// EXTERNAL MODULE: ./src/commands/survey.ts + 17 modules
var survey = __webpack_require__(8074);
;// CONCATENATED MODULE: ./src/commands/update.ts
// `update`: moves the pins of the lock. In: the world, names (of images, of builders, or of what moves); none: all.
// Out: the new lock, what moved, and which images that builds anew. Writes the lock and nothing else.








/** Asks anew what the names stand for, and says what comes of it. Writes nothing. */
async function findUpdate(world, settings, names) {
    const lock = await (0,survey/* readLock */.mF)(world, settings);
    const moving = names.length === 0 ? 'all' : movingNames(await (0,survey/* readGraph */.tJ)(world, settings), names);
    const after = await (0,hold/* surveyHeld */.C)(world, { ...settings, moving });
    const wanted = new Set((0,core_lock/* lockedNames */.Dr)((0,core_pins/* askQuestions */.NV)(after.graph, core_pins/* NO_PINS */.b6)).map(({ value }) => value));
    const pins = (0,core_lock/* pinsOfNames */.wR)(after.facts.pins, wanted);
    const moves = (0,core_lock/* movesBetween */.jg)(lock?.pins ?? core_pins/* NO_PINS */.b6, pins);
    // Without a lock nothing was fixed before: what the images were built of is not known here.
    const before = lock && moves.length > 0 ? await (0,hold/* surveyHeld */.C)(world, { ...settings, moving: undefined }) : undefined;
    return {
        file: (0,core_lock/* lockPath */.HZ)(settings.imagesFile),
        text: (0,core_lock/* formatLock */.X5)(settings.imagesFile, pins),
        isNew: lock === undefined,
        moves,
        rebuilt: before ? changedImages(after.graph, before.prints, after.prints) : [],
        images: after.catalog.images.length,
    };
}
/** Writes the lock of an update. */
async function writeLock(world, { file, text }) {
    await world.files.writeText(resolve(world.folder, file), text);
}
/** The path of the lock from the top of the repository that holds the working directory; undefined outside of any. */
async function pathInRepository({ files, folder }, file) {
    for (let at = folder;; at = (0,posix_.join)(at, '..')) {
        if ((await files.readText((0,posix_.join)(at, '.git/HEAD'))) !== undefined) {
            return (0,posix_.resolve)(folder, file).slice(at === '/' ? 1 : at.length + 1);
        }
        if (at === '/')
            return undefined;
    }
}
/** What the named images, builders and moving names stand on. Throws a `UserError` for a name that is none of these. */
function movingNames(graph, names) {
    const known = new Set((0,core_lock/* lockedNames */.Dr)((0,core_pins/* askQuestions */.NV)(graph, core_pins/* NO_PINS */.b6)).map(({ value }) => value));
    const moving = new Set();
    const problems = [];
    for (const name of names) {
        const nodes = [...graph.nodes.values()].filter((node) => (0,core_graph/* isCalled */.AP)({ name: node.name, identity: node.label }, name));
        const builder = graph.catalog.builders.get(name);
        const found = [...nodes.flatMap((node) => namesUnder(graph, node)), ...(builder ? namesOf(builder) : [])];
        if (known.has(name))
            moving.add(name);
        else if (nodes.length === 0 && !builder)
            problems.push(unknown(name, graph, known));
        for (const one of found)
            if (known.has(one))
                moving.add(one);
    }
    (0,problem/* refuse */.TR)(problems);
    return moving;
}
/** The moving names of an image and of all that it needs. */
function namesUnder(graph, node) {
    const own = node.kind === 'mirror' ? [node.image.source.value] : [];
    const built = node.kind === 'gentoo' || node.kind === 'builder' ? namesOf(node.builder) : [];
    const added = node.kind === 'gentoo' ? node.image.add : [];
    const revisions = added.flatMap((one) => (one.kind === 'git' ? [(0,core_pins/* revisionName */.pd)(one.url, one.ref)] : []));
    return [...own, ...built, ...revisions, ...node.needs.flatMap((id) => namesUnder(graph, (0,core_graph/* nodeOf */.E7)(graph, id)))];
}
function namesOf({ stage3, portage }) {
    return [stage3.value, ...(portage.kind === 'image' ? [portage.reference] : [])];
}
function changedImages(graph, before, after) {
    const changed = [...graph.nodes.values()].filter(({ id, kind }) => kind !== 'builder' && before.get(id)?.fingerprint !== after.get(id)?.fingerprint);
    return [...new Set(changed.map(({ label }) => label))];
}
function unknown(name, { catalog }, moving) {
    const names = [...catalog.images.map(({ identity }) => identity), ...catalog.builders.keys(), ...moving];
    const message = `'${name}' is no image and no builder of the images file, and nothing that moves`;
    return { code: 'unknown-name', message, hint: (0,nearest/* nearestHint */.A)(name, names) };
}

;// CONCATENATED MODULE: ./src/commands/action-update.ts
// `mode: update`: moves the lock and proposes it. In: the world, inputs, the event, and GitHub where it may be asked.
// Out: outputs and a summary. The lock in the checkout stays as it is: what is not merged is no lock.





/** Opens a pull request with the new pins and what they rebuild; elsewhere than on the default branch it only says so. */
async function updateStep(world, inputs, event, github) {
    (0,push_policy/* refuseStrangers */.Ce)(event, await (0,action/* readCommit */.kN)(world), inputs.token);
    const policy = (0,push_policy/* decidePush */.vn)('auto', event);
    const update = await findUpdate(world, { ...(0,action/* settingsOf */.f5)(inputs, policy), locked: false }, inputs.only);
    for (const line of describeUpdate(update, false))
        world.screen.say(line);
    const change = await propose(world, update, policy.names ? github : undefined);
    return {
        outputs: new Map([
            ['moved', JSON.stringify(update.moves.map(({ name }) => name))],
            ['rebuilds', JSON.stringify(update.rebuilt)],
            ['pull-request', change?.url ?? ''],
        ]),
        environment: new Map(),
        summary: update.moves.length === 0 ? 'No pin moved.\n' : `${updateMarkdown(update)}${change?.url ?? ''}\n`,
        failed: false,
    };
}
async function propose(world, update, github) {
    if (update.moves.length === 0)
        return undefined;
    if (!github) {
        world.screen.say('no pull request is opened: that is done on the default branch, with a token');
        return undefined;
    }
    const path = await pathInRepository(world, update.file);
    if (path === undefined) {
        const message = `${update.file} lies in no git repository, so there is nothing to propose it to`;
        throw new problem/* UserError */.yo([{ code: 'file', message, hint: 'check the repository out before, with actions/checkout' }]);
    }
    const change = await github.propose({
        branch: `gentoo-image-builder/${path}`,
        path,
        text: update.text,
        title: updateTitle(update),
        body: updateMarkdown(update),
    });
    world.screen.say(`pull request ${change.number} ${change.isNew ? 'is opened' : 'is renewed'}: ${change.url}`);
    return change;
}


/***/ })

};
