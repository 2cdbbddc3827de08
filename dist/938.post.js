export const id = 938;
export const ids = [938];
export const modules = {

/***/ 4064:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  eF: () => (/* binding */ run),
  UN: () => (/* binding */ save),
  Td: () => (/* binding */ stream)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(8877);
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 3 modules
var exec = __webpack_require__(7187);
;// CONCATENATED MODULE: ./src/core/lines.ts
// Text that comes in pieces, as lines. In: pieces. Out: lines without their ends, none longer than a limit. Never keeps
// more than one line: what a child prints may be larger than our memory.
/** Code units after which a line is cut in two; what prints more than this in one line is no text for people. */
const LONGEST = 32 * 1024;
/** A newline ends a line, and so does a carriage return: progress bars must not become one line of a megabyte. */
const END = /\r\n|\n|\r/;
/** Cuts text into lines; `end` hands out an unfinished last one. Nothing waits: a promise a line would pile up. */
function openCutter(onLine, longest = LONGEST) {
    let rest = '';
    let wasReturn = false;
    const put = (line) => {
        for (let at = 0; at === 0 || at < line.length; at += longest)
            onLine(line.slice(at, at + longest));
    };
    return {
        push(piece) {
            if (piece === '')
                return;
            // The second half of an end that was cut in two.
            const text = wasReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
            wasReturn = piece.endsWith('\r');
            const [first = '', ...others] = text.split(END);
            rest += first;
            for (const next of others) {
                put(rest);
                rest = next;
            }
            while (rest.length > longest) {
                onLine(rest.slice(0, longest));
                rest = rest.slice(longest);
            }
        },
        end() {
            if (rest !== '')
                put(rest);
            rest = '';
        },
    };
}
/** Code units of a line that are kept where many lines are. */
const SHORT = 2000;
/** A line as it is kept: what prints without an end shows its beginning. */
function keepable(line) {
    return line.length > SHORT ? `${line.slice(0, SHORT)} ...` : line;
}
/** Code units of lines that are kept as one text. A line alone would keep the whole piece that it came in. */
const BLOCK = 65_536;
/** The last lines, so many, of a text that has no end. */
function openTail(most) {
    const blocks = [];
    let count = 0;
    let lines = [];
    let size = 0;
    const pack = () => {
        blocks.push({ text: lines.join('\n'), count: lines.length });
        count += lines.length;
        lines = [];
        size = 0;
        for (let [first] = blocks; first && count - first.count >= most; [first] = blocks) {
            blocks.shift();
            count -= first.count;
        }
    };
    return {
        add(line) {
            lines.push(keepable(line));
            size += line.length + 1;
            if (size >= BLOCK)
                pack();
        },
        lines: () => [...blocks.flatMap(({ text }) => text.split('\n')), ...lines].slice(-most),
    };
}

;// CONCATENATED MODULE: ./src/adapters/process.ts
// The only place that starts processes. In: argv and what goes in. Out: exit code and what came out, or its lines as they
// come. Never a shell, never a decision; a command that is not there is told apart from one that failed.









/** What a shell adds to the number of the signal that ended a command. */
const SIGNALLED = 128;
/** What `timeout` of coreutils ends with. */
const TIMED_OUT = 124;
/** Milliseconds from SIGTERM to SIGKILL. */
const GRACE = 10_000;
/** Runs a command to its end. A code other than 0 is a value, not an error. */
async function run(argv, options = {}) {
    if (options.timeoutMs !== undefined)
        return await runTimed(argv, options);
    const [command = '', ...rest] = argv;
    try {
        const { exitCode, stdout, stderr } = await (0,exec/* getExecOutput */.H)(`"${command}"`, rest, {
            silent: true,
            ignoreReturnCode: true,
            env: environmentOf(options.env),
            ...(options.cwd !== undefined && { cwd: options.cwd }),
            ...(options.input !== undefined && { input: Buffer.from(options.input) }),
        });
        // The package's type does not say so, but who is ended by a signal has no code, and not which signal it was.
        return { code: Number.isInteger(exitCode) ? exitCode : SIGNALLED, stdout, stderr };
    }
    catch (error) {
        return { code: 127, stdout: '', stderr: error instanceof Error ? error.message : String(error) };
    }
}
/** Runs a command to its end with its standard output in a file; what `run` gives has none of it. */
async function save(argv, file) {
    const [command = '', ...rest] = argv;
    const target = await (0,promises_.open)(file, 'w');
    try {
        const child = (0,external_node_child_process_.spawn)(command, rest, { stdio: ['ignore', target.fd, 'pipe'] });
        const exit = exitOf(child);
        let stderr = '';
        await Promise.all([exit, readLines(child.stderr, 'stderr', { onLine: (line) => void (stderr += `${line}\n`) })]);
        return { code: await exit, stdout: '', stderr };
    }
    finally {
        await target.close();
    }
}
/** Runs a command and hands out its lines; ends when the process and both streams have ended. Gives the exit code. */
async function stream(argv, options = {}) {
    const [command = '', ...rest] = argv;
    const child = (0,external_node_child_process_.spawn)(command, rest, {
        env: environmentOf(options.env),
        cwd: options.cwd,
        detached: options.group === true,
        stdio: [options.input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    });
    const exit = exitOf(child);
    let grace;
    const abort = () => {
        endChild(child, 'SIGTERM', options);
        grace = setTimeout(() => {
            endChild(child, 'SIGKILL', options);
        }, GRACE);
    };
    if (options.signal?.aborted)
        abort();
    else
        options.signal?.addEventListener('abort', abort, { once: true });
    const lines = [readLines(child.stdout, 'stdout', options), readLines(child.stderr, 'stderr', options)];
    const written = options.input && child.stdin ? writeAll(options.input, child.stdin) : Promise.resolve();
    try {
        const [code] = await Promise.all([exit, written, ...lines]);
        return code;
    }
    finally {
        clearTimeout(grace);
        options.signal?.removeEventListener('abort', abort);
    }
}
function endChild(child, signal, { group }) {
    if (!group || child.pid === undefined) {
        child.kill(signal);
        return;
    }
    try {
        process.kill(-child.pid, signal);
    }
    catch {
        // It has ended by itself.
    }
}
async function runTimed(argv, options) {
    const out = { stdout: '', stderr: '' };
    const timer = AbortSignal.timeout(options.timeoutMs ?? 0);
    const code = await stream(argv, {
        env: options.env,
        cwd: options.cwd,
        input: options.input === undefined ? undefined : external_node_stream_.Readable.from([Buffer.from(options.input)]),
        signal: timer,
        onLine: (line, name) => (out[name] += `${line}\n`),
    });
    return { code: timer.aborted && code > SIGNALLED ? TIMED_OUT : code, ...out };
}
async function readLines(source, name, { onLine }) {
    if (!source)
        return;
    if (!onLine) {
        source.resume();
        return;
    }
    stayYoung();
    const cutter = openCutter((line) => {
        onLine(line, name);
    });
    for await (const piece of source.setEncoding('utf8')) {
        cutter.push(piece);
        await ownOutput();
    }
    cutter.end();
}
/**
 * Until what we have printed ourselves is on its way. Node takes all that is written to a pipe whose reader is slower,
 * and keeps it: a child that prints two gigabytes has to wait instead.
 */
async function ownOutput() {
    for (const out of [process.stdout, process.stderr]) {
        if (out.writableNeedDrain)
            await (0,external_node_events_.once)(out, 'drain');
    }
}
/**
 * A flood of short-lived strings makes V8 give them ever more room, up to 134 MB that it never gives back. They do as
 * well in the room that they have.
 */
function stayYoung() {
    (0,external_node_v8_.setFlagsFromString)('--semi-space-growth-factor=1');
}
/** A command that ends before it has read all is not an error of the writing. */
async function writeAll(input, sink) {
    try {
        await (0,external_node_stream_promises_.pipeline)(input, sink);
    }
    catch (error) {
        if (error.code !== 'EPIPE')
            throw error;
    }
}
function exitOf(child) {
    return new Promise((resolve) => {
        child.on('error', () => {
            resolve(127);
        });
        child.on('close', (code, signal) => {
            resolve(code ?? SIGNALLED + (signal === null ? 0 : external_node_os_.constants.signals[signal]));
        });
    });
}
function environmentOf(more) {
    const own = Object.entries(process.env).filter((entry) => entry[1] !== undefined);
    return { ...Object.fromEntries(own), ...more };
}


/***/ }),

/***/ 2019:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  nF: () => (/* binding */ KEY_PREFIX),
  Tk: () => (/* binding */ isEntry),
  _5: () => (/* binding */ isUnchanged),
  jQ: () => (/* binding */ packagesIn),
  Hh: () => (/* binding */ parseRecord)
});

// UNUSED EXPORTS: parseKey

// EXTERNAL MODULE: ./src/core/canonical.ts
var canonical = __webpack_require__(457);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/core/graph.ts
var graph = __webpack_require__(2479);
;// CONCATENATED MODULE: ./src/core/stock.ts
// The stock of an image: binary packages that an earlier build of it made. In: a node and the ingredients of its chain.
// Out: the name under which its stock is kept. Different compilers, settings, profiles and stage3s never share one;
// whether a single package still fits is the container's to tell, which knows the ebuilds (packages.sh).



/** Variables of make.conf that choose packages, or say from where and how fast. Portage itself compares USE flags. */
const NO_MATTER = /^(USE|ACCEPT_KEYWORDS|ACCEPT_LICENSE|MAKEOPTS|GENTOO_MIRRORS|EMERGE_DEFAULT_OPTS|PORTAGE_.*|NINJAOPTS)$/;
/** The nodes whose configuration a builder has, its own first, the initial builder last. */
function lineOf(graph, node) {
    if (node.kind === 'builder')
        return [node];
    const before = nodeOf(graph, node.startsFrom);
    return before.kind === 'builder' || before.kind === 'gentoo' ? [node, ...lineOf(graph, before)] : [node];
}
/** The name of a node's stock: `packages-base-<hash>`, good for a folder, for a tag, and for a key of a cache. */
function stockName(graph, prints, node) {
    const initial = prints.get(initialOf(graph, node)?.id ?? '')?.ingredients ?? {};
    const settings = lineOf(graph, node).map(({ id }) => settingsOf(prints.get(id)?.ingredients ?? {}));
    const { platform, section } = node;
    const all = { platform, section, stage3: initial.stage3, patches: initial.patches, settings };
    return `packages-${stockPart(node.name)}-${shortHash(all)}`;
}
/** The name under which the distfiles of a node are kept: whoever compiles them, and how, they are the same. */
function distfilesName({ name, section }) {
    return `distfiles-${stockPart(name)}-${shortHash({ name, section })}`;
}
/** The name under which the preserved state of an image is kept: every build of a fingerprint leaves one as good. */
function stateName({ name }, fingerprint) {
    return `state-${stockPart(name)}-${shortHash({ fingerprint })}`;
}
/** The image of a name that was made here, as far as the name tells; undefined for any other. */
function stock_imageOfStock(name) {
    return /^(?:packages|distfiles|state)-(.+)-[0-9a-f]{16}$/.exec(name)?.[1];
}
/** An image's name as it stands in such names. */
function stockPart(name) {
    return name.slice(0, 80);
}
/** What the ebuild repositories of a node are. */
function treeOf(graph, prints, node) {
    const line = lineOf(graph, node).map(({ id }) => prints.get(id)?.ingredients ?? {});
    // An image says its snapshot only where it is another than that of what it starts from.
    const snapshot = line.find((one) => one.snapshot !== undefined)?.snapshot;
    return shortHash({ snapshot, overlays: line.at(-1)?.overlays });
}
function settingsOf({ portage, environment }) {
    const { make_conf: makeConf = {}, profile, package_env: perPackage } = isRecord(portage) ? portage : {};
    const variables = Object.entries(isRecord(makeConf) ? makeConf : {}).filter(([name]) => !NO_MATTER.test(name));
    return { variables, profile, perPackage, environment };
}
function shortHash(value) {
    return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16);
}

;// CONCATENATED MODULE: ./src/core/cache-record.ts
// What a cache between jobs keeps of a folder, and what it can do. In: JSON of a service. Out: a record, or nothing where
// it is none. A record comes from outside: a path that leaves the folder makes it none.


/** Begins all our keys in GitHub's cache; raised when what is kept changes its form. */
const KEY_PREFIX = 'gentoo-image-builder-1';
/** What a key of GitHub's cache is of: a file by its bytes, or a record under a name. */
function parseKey(key) {
    if (!key.startsWith(`${KEY_PREFIX}-`))
        return undefined;
    const name = key.slice(KEY_PREFIX.length + 1);
    if (/^[0-9a-f]{64}$/.test(name))
        return { file: name };
    const record = /^(.+)-[0-9a-f]{16}$/.exec(name)?.[1] ?? '';
    return imageOfStock(record) === undefined ? undefined : { record };
}
/** Reads a record; undefined for what is none. */
function parseRecord(text) {
    const value = (0,canonical/* parseJson */.qF)(text);
    if (!(0,canonical/* isRecord */.u4)(value) || value.scheme !== 1 || !Array.isArray(value.entries))
        return undefined;
    const entries = value.entries;
    return entries.every(isEntry) ? { scheme: 1, entries } : undefined;
}
/** True for an entry whose path stays below its folder. */
function isEntry(value) {
    if (!(0,canonical/* isRecord */.u4)(value))
        return false;
    const { path, digest, size, modified } = value;
    return (typeof path === 'string' &&
        /^[\w.+@~-]+(\/[\w.+@~-]+)*$/.test(path) &&
        !path.split('/').some((part) => /^\.+$/.test(part)) &&
        typeof digest === 'string' &&
        /^sha256:[0-9a-f]{64}$/.test(digest) &&
        Number.isSafeInteger(size) &&
        Number.isSafeInteger(modified));
}
/** True for the same file as before: its bytes need not be read again. */
function isUnchanged(one, size, modified) {
    return one.size === size && one.modified === modified;
}
/** The files that are whole, by the index that Portage writes when a package is done: path and size. */
function packagesIn(index) {
    return index.split(/\n\n+/).flatMap((stanza) => {
        const path = /^PATH: (.+)$/m.exec(stanza)?.[1];
        const size = /^SIZE: (\d+)$/m.exec(stanza)?.[1];
        return path === undefined || size === undefined ? [] : [{ path, size: Number(size) }];
    });
}


/***/ }),

/***/ 5938:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openWorld: () => (/* binding */ openWorld)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/core/cache-record.ts + 1 modules
var cache_record = __webpack_require__(2019);
// EXTERNAL MODULE: ./src/core/image-store.ts
var image_store = __webpack_require__(4754);
;// CONCATENATED MODULE: ./src/core/retry.ts
/**
 * In: something that may fail, and the errors' own word on whether trying again may help. Out: its result, or its last error.
 * Never waits but through the clock that it is given, never tries what cannot get better.
 */

const MOST_TRIES = 6;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const MOST_WAITING = 300_000;
/** Milliseconds that `Retry-After` asks for: seconds, or a date; undefined for neither. */
function parseRetryAfter(header, now) {
    if (header === undefined)
        return undefined;
    if (/^\s*[0-9]{1,9}\s*$/.test(header))
        return Number(header) * 1000;
    const date = Date.parse(header.slice(0, 64));
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
/** Milliseconds to wait behind the n-th failed try (from 1): full jitter below 0.5 s, 1 s, 2 s ... 30 s, and what was asked. */
function backOff(tries, random, retryAfter = 0) {
    const jitter = random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
    return Math.round(retryAfter === 0 ? jitter : retryAfter + Math.min(jitter, FIRST_WAIT));
}
/**
 * Tries until it works, up to six times and five minutes, as long as the errors say that trying again may help.
 * `longTries`: the tries themselves may take any time (uploads), only the waits count.
 */
async function retry_retrying(world, attempt, longTries = false) {
    const begun = world.clock.now();
    let waited = 0;
    for (let tries = 1;; tries++) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!(0,image_store/* isRegistryError */.IP)(error))
                throw error;
            if (tries > error.retries || tries >= MOST_TRIES)
                throw givenUp(error);
            const wait = backOff(tries, world.random, error.retryAfter);
            if ((longTries ? waited : world.clock.now() - begun) + wait > MOST_WAITING)
                throw givenUp(error);
            world.log(`${error.message}; trying again in ${(wait / 1000).toFixed(1)} s (${tries + 1} of ${error.retries + 1})`);
            await world.clock.sleep(wait);
            waited += wait;
        }
    }
}
/** Tried often enough: nobody further up, whose own tries contain these, shall begin anew. */
function givenUp(error) {
    return Object.assign(error, { retries: 0 });
}

;// CONCATENATED MODULE: ./src/adapters/cache.ts
// GitHub's cache service, by its own client. In: files by their digest, records by name. Out: the same in a later job.
// The client tells failures only in the log, as workflow commands: it is heard instead, so that they become errors here.
// An entry of the service can never be written again; so a record gets a name of its own each time, the newest counts.
// https://docs.github.com/en/actions/reference/workflows-and-actions/dependency-caching






/** Whether the runner offers the service. */
function hasActionsCache(env) {
    return (env.ACTIONS_RESULTS_URL ?? env.ACTIONS_CACHE_URL ?? '') !== '' && (env.ACTIONS_RUNTIME_TOKEN ?? '') !== '';
}
/**
 * The service. `folder`: where files pass through; what was kept by one path is found by the same path only. What is too
 * much for it in a minute is kept in the next one; `log` tells.
 */
function openActionsCache(folder, { clock, log }) {
    const client = () => __webpack_require__.e(/* import() */ 691).then(__webpack_require__.bind(__webpack_require__, 1691));
    async function restore(file, key, prefix) {
        const path = (0,external_node_path_.join)(folder, file);
        await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
        const { restoreCache } = await client();
        try {
            const found = await heard(folder, () => restoreCache([path], key, prefix === undefined ? [] : [prefix]));
            return found === undefined ? undefined : path;
        }
        catch (error) {
            // Evicted after it was found: the client unpacks whatever comes in its place.
            if (error instanceof Error && error.message.includes(NO_ARCHIVE))
                return undefined;
            throw error;
        }
    }
    async function save(file, key) {
        const { saveCache } = await client();
        const attempt = () => heard(folder, () => saveCache([(0,external_node_path_.join)(folder, file)], key));
        try {
            await retry_retrying({ clock, random: Math.random, log }, attempt, true);
        }
        finally {
            await (0,external_node_fs_promises_.rm)((0,external_node_path_.join)(folder, file), { force: true });
        }
        return true;
    }
    return {
        async find(name) {
            const path = await restore('record', `${cache_record/* KEY_PREFIX */.nF}-${name}-`, `${cache_record/* KEY_PREFIX */.nF}-${name}-`);
            if (path === undefined)
                return undefined;
            const text = await (0,external_node_fs_promises_.readFile)(path, 'utf8');
            await (0,external_node_fs_promises_.rm)(path);
            return (0,cache_record/* parseRecord */.Hh)(text);
        },
        async fetch(entry, path) {
            const found = await restore(fileOf(entry), `${cache_record/* KEY_PREFIX */.nF}-${fileOf(entry)}`);
            if (found === undefined)
                return false;
            await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
            // What comes under another path is none of ours.
            return await (0,external_node_fs_promises_.rename)(found, path).then(() => true, () => false);
        },
        async store(entry, path) {
            await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
            await (0,external_node_fs_promises_.copyFile)(path, (0,external_node_path_.join)(folder, fileOf(entry)));
            return await save(fileOf(entry), `${cache_record/* KEY_PREFIX */.nF}-${fileOf(entry)}`);
        },
        async write(name, record) {
            await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
            await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(folder, 'record'), JSON.stringify(record));
            return await save('record', `${cache_record/* KEY_PREFIX */.nF}-${name}-${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`);
        },
    };
}
function fileOf({ digest }) {
    return digest.slice('sha256:'.length);
}
/** What the client says of bytes that are no archive. */
const NO_ARCHIVE = "tar' failed with exit code";
/** What is there already was kept by another job: the same file, since its key is made of its bytes. */
const THERE = /\(409\)|already exists/i;
/** 200 entries a minute and repository, all jobs together (GitHub's changelog of 2026-01-16). */
const TOO_MANY = 'Rate limited: ';
const RESET = /your rate limit will reset in (\d+) seconds/;
const A_MINUTE = 60_000;
const MOST_WAITS = 4;
/** What the client says where the workflow or the event lets nobody write; then it does as if it had. */
const READ_ONLY = /^Cache save skipped: (.+)/;
/** One after the other: who listens to the log has it alone. */
let turn = Promise.resolve();
/** Does work of the client's and throws what it only says. What it leaves behind lies in `folder`. */
async function heard(folder, work) {
    const mine = turn.then(() => listen(folder, work));
    turn = mine.catch(() => undefined);
    return await mine;
}
async function listen(folder, work) {
    const lines = [];
    const before = Object.getOwnPropertyDescriptor(process.stdout, 'write');
    process.stdout.write = (chunk) => {
        lines.push(...Buffer.from(chunk)
            .toString()
            .split(/\r?\n/));
        return true;
    };
    const { RUNNER_TEMP: temporary } = process.env;
    process.env.RUNNER_TEMP = folder;
    let result;
    try {
        result = await work();
    }
    finally {
        if (before)
            Object.defineProperty(process.stdout, 'write', before);
        else
            Reflect.deleteProperty(process.stdout, 'write');
        if (temporary === undefined)
            delete process.env.RUNNER_TEMP;
        else
            process.env.RUNNER_TEMP = temporary;
    }
    // What stands behind an address may be a signature, whose mask was kept out of the log as well.
    const failure = failureIn(lines)?.replaceAll(/(https?:\/\/[^\s?]+)\?\S+/g, '$1');
    if (failure === undefined)
        return result;
    if (failure.includes(TOO_MANY)) {
        const told = lines.map((line) => RESET.exec(line)?.[1]).find((one) => one !== undefined);
        const retryAfter = told === undefined ? A_MINUTE : Number(told) * 1000;
        throw (0,image_store/* registryError */.eo)('unavailable', 'the cache service', failure, { retries: MOST_WAITS, retryAfter });
    }
    throw new Error(failure);
}
function failureIn(lines) {
    // The reason why nothing could be reserved is told to who debugs alone.
    const reserved = lines.map((line) => /^::debug::Failed to reserve cache: (?:Error: )?(.+)/.exec(line)?.[1]);
    const reason = reserved.find((one) => one !== undefined);
    if (reason !== undefined)
        return THERE.test(reason) ? undefined : reason;
    const skipped = lines.map((line) => READ_ONLY.exec(line)?.[1]).find((one) => one !== undefined);
    if (skipped !== undefined)
        return skipped;
    return lines.map((line) => /^::(?:warning|error)[^:]*::(.+)/.exec(line)?.[1]).find((one) => one !== undefined);
}

;// CONCATENATED MODULE: ./src/adapters/certificates.ts
/**
 * In: hosts. Out: the certificates that docker and podman trust for them, from their `certs.d` folders.
 * Never writes. https://docs.docker.com/engine/security/certificates/, containers-certs.d(5): a folder is named like the
 * host, with its port; each `*.crt` in it is an authority. Client certificates (`*.cert`, `*.key`) are not read.
 */


/** The folders to look into, the user's own first. `home` is the home directory; of `env` XDG_CONFIG_HOME counts. */
function certificateFolders(env, home) {
    const config = env.XDG_CONFIG_HOME ?? (0,external_node_path_.join)(home, '.config');
    return [
        (0,external_node_path_.join)(config, 'containers/certs.d'),
        (0,external_node_path_.join)(config, 'docker/certs.d'),
        '/etc/containers/certs.d',
        '/etc/docker/certs.d',
    ];
}
/** The authorities for a host, as PEM text; undefined where no folder has any. The first folder that has some counts. */
function readAuthorities(folders, host) {
    // `..` is no host; the names that come here are a reference's, but a path is made of them.
    if (!/^[A-Za-z0-9[\]][A-Za-z0-9.:[\]-]*$/.test(host))
        return undefined;
    for (const folder of folders) {
        const texts = authoritiesIn((0,external_node_path_.join)(folder, host));
        if (texts.length > 0)
            return texts.join('\n');
    }
    return undefined;
}
function authoritiesIn(folder) {
    try {
        const names = (0,external_node_fs_.readdirSync)(folder).filter((name) => name.endsWith('.crt'));
        return names.sort().map((name) => (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(folder, name), 'utf8'));
    }
    catch (error) {
        // What is not there, or may not be read, is not trusted: the connection says so in its own words.
        if (error instanceof Error && 'code' in error)
            return [];
        throw error;
    }
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(6118);
;// CONCATENATED MODULE: ./src/adapters/docker-archive.ts
// An image as docker takes it in and gives it out. In: a configuration and layers, or an archive. Out: a stream of a tar as
// `docker save` makes them; or what is in one, as files.
// https://github.com/moby/docker-image-spec/blob/main/spec.md (combined image JSON and filesystem changesets)






/** Streams the archive of one image, without a name. Layers may be compressed. */
function dockerArchive(configBytes, configDigest, layers) {
    const archive = (0,tar_stream.pack)();
    const config = `${hexOf(configDigest)}.json`;
    const names = layers.map(({ digest }) => `${hexOf(digest)}/layer.tar`);
    const manifest = JSON.stringify([{ Config: config, RepoTags: null, Layers: names }]);
    const fill = async () => {
        archive.entry({ name: config }, Buffer.from(configBytes));
        for (const [index, layer] of layers.entries()) {
            // The same layer twice in a chain is one file.
            if (names.indexOf(names[index] ?? '') !== index)
                continue;
            const entry = archive.entry({ name: names[index] ?? '', size: layer.size });
            // Whoever reads the archive is told; an error that nobody listens to would end the process.
            entry.on('error', () => undefined);
            for await (const chunk of layer.open()) {
                if (!entry.write(Buffer.from(chunk)))
                    await (0,external_node_events_.once)(entry, 'drain');
            }
            entry.end(undefined);
            await (0,external_node_events_.once)(entry, 'finish');
        }
        archive.entry({ name: 'manifest.json' }, manifest);
        archive.finalize();
    };
    fill().catch((error) => {
        archive.destroy(error instanceof Error ? error : new Error(String(error)));
    });
    return archive;
}
/**
 * Takes an archive of one image apart into a folder. Gives the bytes of its configuration and the paths of its layers,
 * lowest first. Names of the archive's are never those of files: each entry is a number.
 */
async function openArchive(file, folder) {
    await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
    const paths = new Map();
    const links = new Map();
    const archive = (0,tar_stream.extract)();
    const reading = (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), archive);
    for await (const entry of archive) {
        const { name, type, linkname } = entry.header;
        const path = external_node_path_.posix.normalize(name);
        if (type === 'file') {
            const own = (0,external_node_path_.join)(folder, String(paths.size));
            paths.set(path, own);
            await (0,external_node_stream_promises_.pipeline)(entry, (0,external_node_fs_.createWriteStream)(own));
            continue;
        }
        // The same layer twice is a link to the first.
        if (type === 'symlink' && linkname)
            links.set(path, external_node_path_.posix.join(external_node_path_.posix.dirname(path), linkname));
        entry.resume();
    }
    await reading;
    const at = (name) => {
        const found = paths.get(external_node_path_.posix.normalize(name)) ?? paths.get(links.get(external_node_path_.posix.normalize(name)) ?? '');
        if (found === undefined)
            throw new Error(`the engine's archive has no ${name}`);
        return found;
    };
    const [image] = JSON.parse(await (0,external_node_fs_promises_.readFile)(at('manifest.json'), 'utf8'));
    return { configBytes: await (0,external_node_fs_promises_.readFile)(at(image.Config)), layers: image.Layers.map(at) };
}
function hexOf(digest) {
    return digest.slice(digest.indexOf(':') + 1);
}

// EXTERNAL MODULE: ./src/core/canonical.ts
var canonical = __webpack_require__(457);
;// CONCATENATED MODULE: ./src/core/container.ts
// Containers as data. In: what a container is to be. Out: argv for an engine's command line, and checks of what it says.
// Nothing is run here. No `-e`, `-u`, `-w` and no anonymous volume for a builder: a commit would keep them.

/** A container's name that says whose it is. `random`: hex digits, so that it collides with none. */
function containerNameFor(what, random) {
    return `gib-${what.replaceAll(/[^a-zA-Z0-9_.-]/g, '-')}-${random}`;
}
const DOCKER_STYLE = {
    noEntrypoint: '--entrypoint=',
    common: () => [],
    commit: [],
    // BuildKit heeds it; the older builder only says that nobody asked for it.
    build: (epoch) => ['--force-rm', `--build-arg=SOURCE_DATE_EPOCH=${epoch}`],
    label: quoteLabel,
    remove: [],
};
/**
 * Podman made to do what docker does. Of its own it puts `container`, `TERM`, the proxies of our environment and what
 * containers.conf says into a container and so into its commit, and has fewer capabilities: no device node could be
 * unpacked. `--unsetenv-all` takes the image's own variables away too, so that they are given again. An image whose
 * command is an init would get systemd's mounts. SELinux would keep the mounted folders from the container.
 */
const PODMAN_STYLE = {
    noEntrypoint: '--entrypoint=[]',
    common: (imageEnv) => [
        '--unsetenv-all',
        '--http-proxy=false',
        '--systemd=false',
        '--security-opt=label=disable',
        '--cap-add=AUDIT_WRITE,MKNOD,NET_RAW',
        // A name alone would take the value from our own environment.
        ...imageEnv.filter((variable) => variable.includes('=')).map((variable) => `--env=${variable}`),
    ],
    // The other format is refused by older dockers.
    commit: ['--quiet', '--format=docker'],
    build: (epoch) => ['--format=docker', '--pull=never', '--http-proxy=false', `--timestamp=${epoch}`],
    label: (value) => value,
    // It asks a container to end and waits ten seconds before it kills it.
    remove: ['--time=0'],
};
/** The environment that docker gives to an image that has no PATH; for tests, whose containers are not committed. */
const USUAL_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/**
 * `create` of a builder. An empty entrypoint is the only one that a later commit does not keep; `--init` reaps what
 * builds leave behind; no log driver, since the output is read as it comes and would lie on the disk twice.
 */
function createBuilderArgv(order, style, imageEnv) {
    return [
        'create',
        INIT,
        `--name=${order.name}`,
        style.noEntrypoint,
        '--log-driver=none',
        ...style.common(imageEnv),
        ...order.mounts.flatMap(mountArgv),
        ...order.snapshot,
        ...order.capabilities.map((name) => `--cap-add=${name}`),
        ...(order.network === undefined ? [] : [`--network=${order.network}`]),
        order.image,
        ...order.argv,
    ];
}
const INIT = '--init';
/** The same without an init, for an engine that has none; undefined for a container that wants none. */
function withoutInit(argv) {
    const [create = '', option, ...rest] = argv;
    return option === INIT ? [create, ...rest] : undefined;
}
/** `create` of a test: the first word replaces the entrypoint unless it is to be kept; no words are the image's own. */
function createTestArgv(order, style, imageEnv) {
    const [first = '', ...rest] = order.argv;
    const hasPath = imageEnv.some((variable) => variable.startsWith('PATH='));
    return [
        'create',
        `--name=${order.name}`,
        '--log-driver=none',
        // Asked by us where that is the test; podman complains where it has no systemd to ask.
        '--no-healthcheck',
        ...style.common(hasPath ? imageEnv : [USUAL_PATH, ...imageEnv]),
        ...[...order.env].map(([name, value]) => `--env=${name}=${value}`),
        ...order.mounts.flatMap(mountArgv),
        ...(order.keepEntrypoint ? [order.image, ...order.argv] : [`--entrypoint=${first}`, order.image, ...rest]),
    ];
}
/** `commit`, which sets nothing but the command and our labels. */
function commitArgv(container, reference, labels, style) {
    const changes = ['CMD ["/bin/bash"]', ...[...labels].map(([name, value]) => `LABEL ${name}=${style.label(value)}`)];
    return ['commit', ...style.commit, ...changes.flatMap((change) => ['--change', change]), container, reference];
}
/** `build` of a Dockerfile. Nothing is taken from a cache: what was fetched once would stay. */
function buildArgv(order, style) {
    return [
        ...['build', '--no-cache', `--tag=${order.tag}`, `--file=${order.file}`, `--platform=${order.platform}`],
        ...style.build(order.epoch),
        ...(order.network === undefined ? [] : [`--network=${order.network}`]),
        order.context,
    ];
}
/** `rm` of a container, running or not, with its volumes. */
function removeArgv(container, style) {
    return ['rm', '--force', '--volumes', ...style.remove, container];
}
/** The arguments that mount a folder or a file of the host. */
function mountArgv({ source, target, readonly }) {
    return [
        '--mount',
        formatFields(['type=bind', `source=${source}`, `target=${target}`, ...(readonly ? ['readonly'] : [])]),
    ];
}
/** Where ebuild repositories are unless their image says otherwise. */
const USUAL_TREE = '/var/db/repos/gentoo';
/** Where an image keeps its ebuild repository: its only volume, or the usual place. */
function treeIn(config) {
    const [only, ...others] = Object.keys(config.Volumes ?? {});
    return only === undefined || others.length > 0 ? USUAL_TREE : only;
}
/** What a commit changed in the configuration beside the command and the labels: names of its keys. */
function changedByCommit(before, after) {
    const keys = [
        'Env',
        'Volumes',
        'User',
        'WorkingDir',
        'ExposedPorts',
        'Healthcheck',
        'StopSignal',
        'OnBuild',
    ];
    const [was, is] = [comparable(before), comparable(after)];
    const changed = keys.filter((key) => filled(was[key]) !== filled(is[key]));
    return filled(after.Entrypoint) === '' ? changed : [...changed, 'Entrypoint'];
}
/** Podman writes the environment in any order, and the root where no folder was named. */
function comparable({ Env, WorkingDir, ...config }) {
    return { ...config, Env: [...(Env ?? [])].sort(), WorkingDir: WorkingDir === '/' ? '' : (WorkingDir ?? '') };
}
/** Null, an empty list and nothing at all are the same in an image's configuration. */
function filled(value) {
    if (value === undefined || value === null || value === '')
        return '';
    const text = (0,canonical/* canonicalJson */.dj)(value);
    return text === '[]' || text === '{}' ? '' : text;
}
/** Mounts are read as CSV: a value with a comma or a quote stands in quotes, those inside doubled. */
function formatFields(fields) {
    return fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}
/** A Dockerfile's double quotes, in which `$` would be a variable. */
function quoteLabel(value) {
    return JSON.stringify(value).replaceAll('$', '\\$');
}

// EXTERNAL MODULE: ./src/core/unreachable.ts
var core_unreachable = __webpack_require__(9801);
;// CONCATENATED MODULE: ./src/core/engine-words.ts
// What engines say, in our words. In: how a run of an engine's command line ended. Out: an error that says what to do, or
// an image's data. Nothing is run here.

const NOT_THERE = {
    docker: 'install Docker Engine 20.10 or newer, or put `docker` into PATH',
    podman: 'install podman 4.0 or newer, or put `podman` into PATH',
};
const REFUSALS = {
    docker: [
        {
            said: /permission denied.*docker/i,
            message: 'docker is running, but this user may not use it',
            hint: 'add the user to the group `docker`',
        },
        {
            said: /cannot connect to the docker daemon|is the docker daemon running/i,
            message: 'docker is installed, but its engine is not running',
            hint: 'start it: `systemctl start docker`',
        },
    ],
    podman: [
        {
            // Behind `Error`: the same words stand in warnings, which come with every answer to a user without ranges.
            said: /^Error: (.*(newuidmap|newgidmap|insufficient UIDs or GIDs)|creating .*: permission denied)/im,
            message: 'podman is installed, but this user may not use it',
            hint: 'give the user ranges in /etc/subuid and /etc/subgid, or run as root',
        },
        {
            said: /(cannot|unable to) connect to podman/i,
            message: 'podman is installed, but the machine that it works on is not running',
            hint: 'start it: `podman machine start`',
        },
    ],
};
/** The error for a run of an engine that failed. `argv` begins behind the engine's name. */
function engineRefusal(engine, argv, done) {
    if (done.code === 127)
        return (0,core_unreachable/* unreachable */.HB)(`${engine} is not installed`, NOT_THERE[engine]);
    const known = REFUSALS[engine].find(({ said }) => said.test(done.stderr));
    if (known)
        return (0,core_unreachable/* unreachable */.HB)(known.message, known.hint);
    return (0,core_unreachable/* unreachable */.HB)(`${engine} ${argv[0] ?? ''} failed: ${done.stderr.trim().split('\n').at(-1) ?? ''}`);
}
/**
 * The error for a registry that docker's engine does not trust, by what a pull said; undefined for other words, even those
 * of a failure. The engine asks by itself: what users tell us of certificates does not reach it.
 */
function distrust(words, host) {
    if (/x509: |failed to verify certificate/i.test(words)) {
        const hint = `put it where the engine looks, on its own machine: /etc/docker/certs.d/${host}/ca.crt; or use podman, which gets it from us`;
        return (0,core_unreachable/* unreachable */.HB)(`docker’s engine does not trust the certificate of ${host}, and would not push builders there`, hint);
    }
    if (/server gave HTTP response to HTTPS client/i.test(words)) {
        const hint = `add "insecure-registries": ["${host}"] to /etc/docker/daemon.json on its machine, and start it anew; or use podman, which gets it from us`;
        return (0,core_unreachable/* unreachable */.HB)(`docker’s engine does not speak plain http to ${host}, and would not push builders there`, hint);
    }
    return undefined;
}
/** From this major version on podman can leave its own variables out of a container, and so out of a commit. */
const OLDEST_PODMAN = 4;
/** The error for a podman that is too old; undefined for one that will do. `version`: `4.3.1`. */
function podmanTooOld(version) {
    if (majorOf(version) >= OLDEST_PODMAN)
        return undefined;
    return (0,core_unreachable/* unreachable */.HB)(`podman ${version} is too old`, NOT_THERE.podman);
}
/** From this major version on docker mounts an image as it is. */
const IMAGE_MOUNTS = 28;
/** Whether a docker engine mounts images. `version`: `28.2.2`, `20.10.24+dfsg1`. */
function mountsImages(version) {
    return majorOf(version) >= IMAGE_MOUNTS;
}
function majorOf(version) {
    return Number.parseInt(version, 10);
}
/** Reads `image inspect`; undefined when the engine does not have the image. Throws where it says anything else. */
function parseInspection(engine, done) {
    if (done.code !== 0) {
        if (/no such image|no such object|image not known/i.test(done.stderr))
            return undefined;
        throw engineRefusal(engine, ['image inspect'], done);
    }
    const [image] = JSON.parse(done.stdout);
    if (!image)
        return undefined;
    // Podman keeps the health check beside the configuration.
    const config = { ...(image.Healthcheck && { Healthcheck: image.Healthcheck }), ...image.Config };
    return { id: imageIdOf(image.Id), config };
}
/** An image's id as docker writes it; podman leaves the algorithm out. */
function imageIdOf(id) {
    return id.includes(':') ? id : `sha256:${id}`;
}
/** A line an image; both engines know these fields. */
const IMAGE_FORMAT = '{{.Repository}}:{{.Tag}}\t{{.ID}}\t{{.CreatedAt}}';
/** The lines of `IMAGE_FORMAT`; images without a name are left out. */
function parseImages(text) {
    return text.split('\n').flatMap((line) => {
        const [reference = '', id = '', created = ''] = line.split('\t');
        if (id === '' || reference.includes('<none>'))
            return [];
        // `2026-11-16 01:00:00.5 +0000 UTC`: the zone is said twice.
        const made = Date.parse(created.replace(/ [A-Z]{2,5}$/, ''));
        return [{ reference, id: id.includes(':') ? id : `sha256:${id}`, made: Number.isNaN(made) ? undefined : made }];
    });
}
/** Whether an engine's `cp` found nothing at the path that it was to copy. */
function isMissingPath(words) {
    return /Could not find the file|No such container:path|could not be found on container|no such file or directory/i.test(words);
}

;// CONCATENATED MODULE: ./src/core/health.ts
// An image's own health check, asked from outside, so that it is the same with every engine: podman has no timer for it
// without systemd, and nobody wants to wait for docker's. In: a way to ask. Out: whether it said `healthy` often enough.
/** The command of an image's health check; undefined where it has none. https://docs.docker.com/reference/dockerfile/#healthcheck */
function healthCommand({ Healthcheck, Shell }) {
    const [form, ...words] = Healthcheck?.Test ?? [];
    if (form === 'CMD')
        return words.length > 0 ? words : undefined;
    if (form !== 'CMD-SHELL')
        return undefined;
    return [...(Shell ?? ['/bin/sh', '-c']), words.join(' ')];
}
/** How long one check may take, in milliseconds: as the image says, else as docker has it. */
function healthTimeout({ Healthcheck }) {
    const { Timeout = 0 } = Healthcheck ?? {};
    return Timeout > 0 ? Timeout / 1_000_000 : USUAL_TIMEOUT;
}
const USUAL_TIMEOUT = 30_000;
/**
 * Asks until the goal is reached, the time is over, or the container has ended. `ask` runs the check once, `ended` tells
 * the exit code of a container that runs no more, `pause` waits between two checks.
 */
async function awaitHealth(goal, { ask, ended, pause, isOver, }) {
    let row = 0;
    for (let asked = 1;; asked++) {
        const { code, stdout, stderr } = await ask();
        row = code === 0 ? row + 1 : 0;
        if (row >= goal.healthy)
            return { kind: 'healthy' };
        const end = ended();
        if (end !== undefined)
            return { kind: 'ended', code: end };
        if (isOver())
            return { kind: 'unhealthy', asked, code, words: `${stdout}${stderr}`.trim() };
        await pause();
    }
}

;// CONCATENATED MODULE: ./src/core/command-engine.ts
// An engine by its command line: what docker and podman have in common. In: how commands are run, and in what this engine
// differs. Out: an `Engine`. Only remembers what it made, so that `close` leaves nothing behind.




/** Runs a command of an engine and gives what it printed; anything but success is the engine's refusal. */
async function ask({ run }, engine, argv, env) {
    const done = await run([engine, ...argv], env && { env });
    if (done.code !== 0)
        throw engineRefusal(engine, argv, done);
    return done.stdout.trim();
}
/** An engine of these traits. Throws an `UnreachableError` in words when it is not there, not running, not allowed. */
function openCommandEngine(traits, runner) {
    const { name, style } = traits;
    const containers = keepContainers(traits, runner);
    const snapshots = new Map();
    const engine = async (argv) => await ask(runner, name, argv);
    async function inspect(reference) {
        return parseInspection(name, await runner.run([name, 'image', 'inspect', reference]));
    }
    async function mountTree(image) {
        return await traits.mountImage(image, treeIn((await inspect(image))?.config ?? {}), containers.create);
    }
    return {
        async imageId(reference) {
            return (await inspect(reference))?.id;
        },
        async images() {
            return parseImages(await engine(['image', 'ls', '--no-trunc', '--format', IMAGE_FORMAT]));
        },
        async pull(reference, platform, login) {
            const { options, env } = await traits.reach(reference, login);
            await ask(runner, name, ['pull', '--quiet', `--platform=${platform}`, ...options, reference], env);
            const image = await inspect(reference);
            if (image === undefined)
                throw (0,core_unreachable/* unreachable */.HB)(`${name} pulled ${reference}, but does not have it`);
            return image.id;
        },
        async push(reference, login) {
            const { options, env } = await traits.reach(reference, login);
            await ask(runner, name, ['push', '--quiet', ...options, reference], env);
        },
        checkTrust: async (host) => {
            await traits.checkTrust(host);
        },
        limits: async () => await traits.limits(),
        async tag(image, reference) {
            await engine(['tag', image, reference]);
        },
        async untag(reference) {
            await runner.run([name, 'image', 'rm', reference]);
        },
        async load(archive) {
            const words = [];
            const options = { input: archive, onLine: (line) => void words.push(line) };
            const code = await runner.stream([name, 'load', '--quiet'], options);
            if (code !== 0)
                throw engineRefusal(name, ['load'], { code, stdout: '', stderr: words.join('\n') });
        },
        async buildImage(order, watch) {
            const env = await traits.environment();
            return await runner.stream([name, ...buildArgv(order, style)], { ...watch, ...(env && { env }) });
        },
        async saveImage(image, file) {
            const done = await runner.save([name, 'save', image], file);
            if (done.code !== 0)
                throw engineRefusal(name, ['save'], done);
        },
        async mountSnapshot(source) {
            if ('folder' in source) {
                return { args: mountArgv({ source: source.folder, target: USUAL_TREE, readonly: true }), path: USUAL_TREE };
            }
            const mounted = snapshots.get(source.image) ?? mountTree(source.image);
            snapshots.set(source.image, mounted);
            return await mounted;
        },
        async runBuilder(order, watch) {
            const { config } = (await inspect(order.image)) ?? {};
            await containers.create(order.name, createBuilderArgv(order, style, config?.Env ?? []));
            return await containers.runToEnd(order.name, watch);
        },
        async commit(container, base, reference, labels) {
            const id = imageIdOf(await engine(commitArgv(container, reference, labels, style)));
            const [before, after] = await Promise.all([inspect(base), inspect(id)]);
            const changed = changedByCommit(before?.config ?? {}, after?.config ?? {});
            if (changed.length > 0)
                throw new Error(`the commit of ${reference} kept ${changed.join(', ')} of its container`);
            return id;
        },
        async runTest(order, timeoutMs, watch) {
            const { config } = (await inspect(order.image)) ?? {};
            await containers.create(order.name, createTestArgv(order, style, config?.Env ?? []));
            const timer = AbortSignal.timeout(timeoutMs);
            const signal = watch.signal ? AbortSignal.any([timer, watch.signal]) : timer;
            const code = await containers.runToEnd(order.name, { ...watch, signal });
            const outOfMemory = code !== 0 && !signal.aborted && (await wasOutOfMemory(runner, name, order.name));
            await containers.remove(order.name);
            return { code, timedOut: timer.aborted, outOfMemory };
        },
        async runHealth(order, goal, watch) {
            const { config = {} } = (await inspect(order.image)) ?? {};
            const command = healthCommand(config);
            if (command === undefined)
                return { kind: 'none' };
            await containers.create(order.name, createTestArgv(order, style, config.Env ?? []));
            const stop = new AbortController();
            const signal = watch.signal ? AbortSignal.any([stop.signal, watch.signal]) : stop.signal;
            let code;
            const running = containers.runToEnd(order.name, { ...watch, signal }).then((ended) => (code = ended));
            const timer = AbortSignal.timeout(goal.within * 1000);
            try {
                return await awaitHealth(goal, {
                    ask: () => runner.run([name, 'exec', order.name, ...command], { timeoutMs: healthTimeout(config) }),
                    ended: () => code,
                    pause: () => new Promise((resolve) => setTimeout(resolve, HEALTH_PAUSE)),
                    isOver: () => timer.aborted,
                });
            }
            finally {
                stop.abort();
                await running;
                await containers.remove(order.name);
            }
        },
        async copyOut(container, image, path, folder) {
            await containers.create(container, ['create', `--name=${container}`, image, '/none']);
            const done = await runner.run([name, 'cp', `${container}:${path}/.`, folder]);
            await containers.remove(container);
            return done.code === 0;
        },
        async saveOut(container, image, path, file) {
            // It never runs: what its command is does not matter.
            await containers.create(container, ['create', `--name=${container}`, image, '/none']);
            const argv = ['cp', `${container}:${path}`, '-'];
            const done = await runner.save([name, ...argv], file);
            await containers.remove(container);
            if (done.code !== 0 && !isMissingPath(done.stderr))
                throw engineRefusal(name, argv, done);
            return done.code === 0;
        },
        remove: containers.remove,
        async close() {
            await containers.removeAll();
            await traits.close();
        },
    };
}
/** Milliseconds between two questions about an image's health. */
const HEALTH_PAUSE = 1000;
/** Whether the kernel ended something in a container for want of memory, as both engines keep it. */
async function wasOutOfMemory({ run }, engine, container) {
    const { stdout } = await run([engine, 'container', 'inspect', '--format', '{{.State.OOMKilled}}', container]);
    return stdout.trim() === 'true';
}
/** What a container's end by a signal gives: 128 and 9, as of a process that was killed. */
const KILLED = 137;
/** The containers that were made here, by name. */
function keepContainers({ name: engine, style, create }, { run, stream }) {
    const made = new Set();
    async function remove(name) {
        if (!made.delete(name))
            return;
        await run([engine, ...removeArgv(name, style)]);
    }
    return {
        async create(name, argv) {
            made.add(name);
            await create(argv);
        },
        /** Ending the command line would leave the container running: a signal ends it by its name. */
        async runToEnd(name, { onLine, signal }) {
            let removed;
            const end = () => void (removed ??= remove(name));
            // A signal that came earlier tells nobody any more.
            if (signal?.aborted)
                end();
            else
                signal?.addEventListener('abort', end, { once: true });
            const code = removed ? KILLED : await stream([engine, 'start', '--attach', name], { onLine });
            signal?.removeEventListener('abort', end);
            await removed;
            return code;
        },
        remove,
        async removeAll() {
            await Promise.all([...made].map(remove));
        },
    };
}

// EXTERNAL MODULE: ./src/adapters/process.ts + 1 modules
var adapters_process = __webpack_require__(4064);
;// CONCATENATED MODULE: ./src/adapters/docker.ts
// Docker by its command line. In: images, containers as data. Out: ids, exit codes, lines.
// Decides nothing about images; what it does as podman does is in core/command-engine.ts.







/** Milliseconds in which an engine that is there has answered. */
const PATIENCE = 20_000;
/** Why docker does not answer; undefined when it does. Podman under docker's name is not docker. */
async function findDocker() {
    const client = await (0,adapters_process/* run */.eF)(['docker', '--version'], { timeoutMs: PATIENCE });
    if (/podman/i.test(client.stdout))
        return engineRefusal('docker', [], { ...client, code: 127 });
    const argv = ['version', '--format', '{{.Server.Version}}'];
    const done = await (0,adapters_process/* run */.eF)(['docker', ...argv], { timeoutMs: PATIENCE });
    return done.code === 0 ? undefined : engineRefusal('docker', argv, done);
}
/** Older ones fail in the middle of a pull: "invalid tar header". */
const TAKES_ZSTD = 23;
/** Docker as an engine. `random`: hex digits for names. Throws an `UnreachableError` in words when it is not there, not running or not allowed. */
function openDocker(random) {
    let isolated;
    const docker = async (argv) => await ask({ run: adapters_process/* run */.eF }, 'docker', argv);
    /** A configuration without proxies, which `create` would write into the container's environment. */
    function withoutProxies() {
        isolated ??= (async () => {
            const folder = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'gib-docker-'));
            await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(folder, 'config.json'), '{}');
            // Without the user's configuration the user's context is gone too: the engine is named by its address.
            const host = process.env.DOCKER_HOST ?? (await docker(['context', 'inspect', '-f', '{{.Endpoints.docker.Host}}']));
            return { folder, env: { DOCKER_CONFIG: folder, DOCKER_HOST: host } };
        })();
        return isolated;
    }
    return openCommandEngine({
        name: 'docker',
        style: DOCKER_STYLE,
        environment: async () => (await withoutProxies()).env,
        async create(argv) {
            await ask({ run: adapters_process/* run */.eF }, 'docker', argv, (await withoutProxies()).env);
        },
        // How registries are reached is the engine's own setting; a login is a configuration with nothing else in it.
        async reach(_reference, login) {
            if (!login)
                return { options: [] };
            return { options: [], env: { ...(await withoutProxies()).env, DOCKER_CONFIG: login.folder } };
        },
        // Which authorities an engine trusts, only itself can tell. That there is no such image is the answer hoped for.
        async checkTrust(host) {
            const argv = ['docker', 'pull', '--quiet', `${host}/gentoo-image-builder/asks-for:nothing`];
            const { stderr } = await (0,adapters_process/* run */.eF)(argv, { env: (await withoutProxies()).env });
            const error = distrust(stderr, host);
            if (error)
                throw error;
        },
        async limits() {
            const [root, version] = await Promise.all([
                docker(['info', '--format', '{{.DockerRootDir}}']),
                docker(['version', '--format', '{{.Server.Version}}']),
            ]);
            return { root, zstd: Number.parseInt(version, 10) >= TAKES_ZSTD };
        },
        async mountImage(image, path, create) {
            if (mountsImages(await docker(['version', '--format', '{{.Server.Version}}']))) {
                const mount = `type=image,source=${image},target=${path},image-subpath=${path.slice(1)}`;
                return { args: ['--mount', mount], path };
            }
            // Older engines mount no images: a volume of a container that never runs holds a copy of the tree.
            const name = containerNameFor('snapshot', random());
            await create(name, ['create', `--name=${name}`, '--volume', path, image, '/none']);
            return { args: ['--volumes-from', `${name}:ro`], path };
        },
        async close() {
            if (isolated)
                await (0,external_node_fs_promises_.rm)((await isolated).folder, { recursive: true, force: true });
        },
    }, { run: adapters_process/* run */.eF, save: adapters_process/* save */.UN, stream: adapters_process/* stream */.Td });
}

;// CONCATENATED MODULE: ./src/core/credentials.ts
/**
 * In: the parsed config.json of docker or auth.json of podman, and who is asked for.
 * Out: where that file says the login is: in itself, or with which credential helper.
 * Never reads a file, never runs a helper. Formats: docker CLI reference ("docker login", credential stores),
 * containers-auth.json(5).
 */
/** One login as docker's config.json, for an engine that is to have no other. */
function loginConfig(host, credentials) {
    const key = host === 'docker.io' ? HUB_KEY : host;
    const entry = 'identityToken' in credentials
        ? { identitytoken: credentials.identityToken }
        : { auth: Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64') };
    return JSON.stringify({ auths: { [key]: entry } });
}
/** docker logs in to its Hub under this key, for history's sake. */
const HUB_KEY = 'https://index.docker.io/v1/';
const HUB_KEYS = [HUB_KEY, 'https://index.docker.io/v1', 'index.docker.io', 'registry-1.docker.io'];
/** A helper's name becomes part of a program's name: no slash, no leading dash. */
const HELPER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/**
 * The files that docker and podman keep logins in, most explicit first.
 * `home` is the home directory; of `env` REGISTRY_AUTH_FILE, DOCKER_CONFIG, XDG_RUNTIME_DIR and XDG_CONFIG_HOME count.
 */
function credentialFiles(env, home) {
    const or = (name, fallback) => (env[name] ?? '') || fallback;
    const runtime = or('XDG_RUNTIME_DIR', '');
    return [
        ...(or('REGISTRY_AUTH_FILE', '') === '' ? [] : [or('REGISTRY_AUTH_FILE', '')]),
        `${or('DOCKER_CONFIG', `${home}/.docker`)}/config.json`,
        ...(runtime === '' ? [] : [`${runtime}/containers/auth.json`]),
        `${or('XDG_CONFIG_HOME', `${home}/.config`)}/containers/auth.json`,
    ];
}
/**
 * Where one file says the login for `host` is: the helper for this host, then the common helper, then the entry with
 * the most specific path (`host/org/app` before `host/org` before `host`). Empty when it says nothing.
 */
function credentialPlaces(config, host, repository = '') {
    const helpers = member(config, 'credHelpers');
    const store = member(config, 'credsStore');
    const keys = authKeys(host, repository);
    const found = keys.map((key) => ({ key, helper: member(helpers, key) })).find(({ helper }) => isHelper(helper));
    const inline = keys.map((key) => inlineCredentials(member(member(config, 'auths'), key))).find((entry) => entry);
    return [
        ...(found === undefined ? [] : [helperPlace(found.helper, serverName(host, found.key))]),
        ...(isHelper(store) ? [helperPlace(store, serverName(host, host))] : []),
        ...(inline === undefined ? [] : [{ kind: 'inline', credentials: inline }]),
    ];
}
/**
 * Reads what `docker-credential-<name> get` prints: `{"Username": ..., "Secret": ...}`, where the user `<token>` means
 * an identity token. Undefined for anything else.
 */
function helperCredentials(printed) {
    try {
        const answer = JSON.parse(printed);
        return pair(member(answer, 'Username'), member(answer, 'Secret'));
    }
    catch {
        return undefined;
    }
}
function helperPlace(helper, server) {
    return { kind: 'helper', helper: `docker-credential-${helper}`, server };
}
function isHelper(value) {
    return typeof value === 'string' && HELPER.test(value);
}
/** Helpers know the Hub by docker's old key; others by the key under which they were found. */
function serverName(host, key) {
    return host === 'docker.io' ? HUB_KEY : key;
}
/** Every key under which a login may be filed, most specific first. */
function authKeys(host, repository) {
    const parts = repository === '' ? [] : repository.split('/');
    const paths = parts.map((_, index) => `${host}/${parts.slice(0, parts.length - index).join('/')}`);
    const schemes = ['https', 'http'].flatMap((scheme) => ['', '/', '/v1/', '/v2/'].map((end) => `${scheme}://${host}${end}`));
    return [...paths, host, ...(host === 'docker.io' ? HUB_KEYS : []), ...schemes];
}
/** An entry of `auths`: base64 of `user:password`, or an identity token; docker leaves `{}` where a helper has it. */
function inlineCredentials(entry) {
    const identityToken = member(entry, 'identitytoken');
    if (typeof identityToken === 'string' && identityToken !== '')
        return { identityToken };
    const auth = member(entry, 'auth');
    if (typeof auth !== 'string' || auth === '')
        return pair(member(entry, 'username'), member(entry, 'password'));
    const text = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '');
    const colon = text.indexOf(':');
    return colon < 1 ? undefined : pair(text.slice(0, colon), text.slice(colon + 1));
}
function pair(username, password) {
    if (typeof username !== 'string' || typeof password !== 'string' || username === '' || password === '')
        return undefined;
    return username === '<token>' ? { identityToken: password } : { username, password };
}
/** An object's own member: `__proto__` and its like are no host names. */
function member(value, name) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
        return undefined;
    return value[name];
}

;// CONCATENATED MODULE: ./src/adapters/credentials.ts
/**
 * In: the files in which docker and podman keep logins, and a way to run a program.
 * Out: the login for a registry, read anew each time it is asked for, credential helpers included.
 * Never logs in or out, never puts a secret into an error; writes one only for an engine, in a folder that it removes.
 */




const HELPER_TIMEOUT = 30_000;
/**
 * Gives the function that finds logins in `files`, the first that has one wins (`credentialFiles` lists the usual ones).
 * A file that is not there is passed over; one that cannot be read, and a helper that fails, is an Error that names it.
 */
function readDockerCredentials(files, run) {
    return async function credentials(host, repository = '') {
        for (const file of files) {
            const config = await readConfig(file);
            for (const place of credentialPlaces(config, host, repository)) {
                const found = place.kind === 'inline' ? place.credentials : await askHelper(run, place);
                if (found !== undefined)
                    return found;
            }
        }
        return undefined;
    };
}
/**
 * Does `work` with a folder that holds one login, for nobody else to read (mkdtemp makes it 0700), and removes it.
 * Without credentials `work` gets none: the engine finds its own.
 */
async function withLoginFolder(host, credentials, work) {
    if (credentials === undefined)
        return await work(undefined);
    const folder = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'gib-login-'));
    try {
        await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(folder, 'config.json'), loginConfig(host, credentials), { mode: 0o600 });
        return await work({ folder });
    }
    finally {
        await (0,external_node_fs_promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function readConfig(file) {
    try {
        return JSON.parse(await (0,external_node_fs_promises_.readFile)(file, 'utf8'));
    }
    catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (code === 'ENOENT')
            return undefined;
        // Without its cause: a parser's error quotes the text it stumbled over, which may be a password.
        const why = typeof code === 'string' ? code : 'it is no JSON';
        throw new Error(`cannot read the logins in ${file}: ${why}`);
    }
}
/** The protocol of docker-credential-helpers: `get`, the server on stdin, JSON on stdout, "not found" on failure. */
async function askHelper(run, { helper, server }) {
    const { code, stdout, stderr } = await run([helper, 'get'], { input: server, timeoutMs: HELPER_TIMEOUT });
    if (code === 0)
        return helperCredentials(stdout);
    if (/credentials not found/i.test(`${stdout} ${stderr}`))
        return undefined;
    throw new Error(`${helper} failed with exit code ${code} when asked for the login for ${server}`);
}

// EXTERNAL MODULE: ./src/core/oci.ts
var oci = __webpack_require__(754);
// EXTERNAL MODULE: ./src/core/reference.ts
var core_reference = __webpack_require__(5378);
;// CONCATENATED MODULE: ./src/core/registry-protocol.ts




/** The registry that a reference lives on, mirror and Docker Hub's real address included. */
function endpointOf(registry, access) {
    const host = access(registry).mirror ?? registry;
    const scheme = isPlain(host, access(host)) ? 'http' : 'https';
    return { host, origin: new URL(`${scheme}://${host === core_reference/* DOCKER_HUB */.Xb ? 'registry-1.docker.io' : host}`).origin };
}
/** Whether a host is spoken to without TLS: when the user says so, and on this machine unless it has a certificate. */
function isPlain(host, { insecure = false, ca }) {
    return insecure || (isLoopback(host) && ca === undefined);
}
/** True for this machine's own addresses, where plain http is as good as https. A port may follow. */
function isLoopback(host) {
    return /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(?::[0-9]{1,5})?$/.test(host);
}
/** What is wrong with a reference before it may become part of a URL; undefined when nothing is. */
function badReference({ registry, repository, tag, digest }) {
    if (!(0,core_reference/* isRegistryHost */.EV)(registry))
        return `'${registry}' is no registry`;
    if (!(0,core_reference/* isRepository */.Z6)(repository))
        return `'${repository}' is no repository`;
    if (tag !== undefined && !(0,core_reference/* isTag */.dz)(tag))
        return `'${tag}' is no tag`;
    return digest === undefined || (0,core_reference/* isDigest */.Bc)(digest) ? undefined : `'${digest}' is no digest`;
}
/** The path of a manifest: by digest where there is one, else by tag (`latest` when there is neither). */
function manifestPath({ repository, tag, digest }) {
    return `/v2/${repository}/manifests/${digest ?? tag ?? 'latest'}`;
}
/** The scopes that a request needs, in docker's words: `repository:org/app:pull,push`. */
function scopesOf(repository, writing, from) {
    const own = `repository:${repository}:${writing ? 'pull,push' : 'pull'}`;
    return from === undefined || from === repository ? [own] : [own, `repository:${from}:pull`];
}
/** Reads `WWW-Authenticate`: every challenge in it, in order. A word without `=` begins one; the rest are its parameters. */
function parseChallenges(header) {
    const word = /[\s,]*([A-Za-z0-9!#$&'*+.^_`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/y;
    const challenges = [];
    const text = header.slice(0, 8192);
    for (let match = word.exec(text); match !== null; match = word.exec(text)) {
        const [, name = '', quoted, bare] = match;
        const value = quoted?.replace(/\\(.)/g, '$1') ?? bare;
        if (value === undefined)
            challenges.push({ scheme: name.toLowerCase(), params: new Map() });
        else
            challenges.at(-1)?.params.set(name.toLowerCase(), value);
    }
    return challenges;
}
/**
 * The request for a token that a Bearer challenge calls for: anonymous without credentials, Basic with a password, OAuth 2
 * with an identity token. The scopes are ours, not the challenge's: some registries name only `pull` when asked to push.
 * Undefined when the challenge names no usable address: credentials that came by https do not leave by http.
 */
function tokenRequest(challenge, scopes, credentials, origin) {
    const realm = challenge.params.get('realm') ?? '';
    if (!URL.canParse(realm))
        return undefined;
    const url = new URL(realm);
    if (url.protocol !== 'https:' && (url.protocol !== 'http:' || origin.startsWith('https:')))
        return undefined;
    const service = challenge.params.get('service');
    const fields = service === undefined ? [] : [['service', service]];
    if (credentials !== undefined && 'identityToken' in credentials) {
        return refreshRequest(url, [...fields, ['scope', scopes.join(' ')]], credentials.identityToken);
    }
    for (const [name, value] of fields)
        url.searchParams.append(name, value);
    for (const scope of scopes)
        url.searchParams.append('scope', scope);
    return { method: 'GET', url, headers: credentials === undefined ? {} : { authorization: basicAuth(credentials) } };
}
function refreshRequest(url, fields, token) {
    const grant = { client_id: 'gentoo-image-builder', grant_type: 'refresh_token', refresh_token: token };
    const body = new URLSearchParams([...Object.entries(grant), ...fields]).toString();
    return { method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body };
}
/** The header for a password (RFC 7617). */
function basicAuth(credentials) {
    return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}
/** The token in a token server's answer: `token`, or OAuth 2's `access_token`. Undefined when it has neither. */
function parseToken(body) {
    const answer = (0,oci/* parseObject */.lj)(body);
    const token = answer?.token ?? answer?.access_token;
    // It goes into a header: visible ASCII only.
    return typeof token === 'string' && /^[!-~]+$/.test(token) ? token : undefined;
}
/** Where a redirect leads; undefined for what is no http address, and for a step from https down to http. */
function nextHop(from, location) {
    if (!URL.canParse(location, from.href))
        return undefined;
    const next = new URL(location, from);
    const allowed = next.protocol === 'https:' || (next.protocol === 'http:' && from.protocol === 'http:');
    return allowed ? next : undefined;
}
/**
 * The session of an upload, as `Location` names it. Registries behind a TLS proxy often name themselves with `http:`; the
 * same host keeps the scheme that it was asked with.
 */
function uploadSession(from, location) {
    if (!URL.canParse(location, from.href))
        return undefined;
    const next = new URL(location, from);
    if (next.hostname === from.hostname && next.protocol !== from.protocol)
        next.protocol = from.protocol;
    return nextHop(from, next.href);
}
/** Where an upload ends: its session with the digest behind it. */
function uploadEnd(session, digest) {
    const end = new URL(session);
    // By hand: URLSearchParams would write the registry's own query anew.
    end.search += `${end.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`;
    return end;
}
/**
 * How many bytes of an upload a registry has kept, by its `Range`; undefined for what makes no sense. `0-0` is what
 * docker's registry says of an empty session: nobody keeps a single byte.
 */
function keptBytes(range, size) {
    const last = Number(/^(?:bytes=)?0-([0-9]{1,15})$/.exec(range ?? '0-0')?.[1] ?? NaN);
    if (Number.isNaN(last) || last >= size)
        return last === 0 ? 0 : undefined;
    return last === 0 ? 0 : last + 1;
}
/**
 * What the answer to HEAD of a manifest says. A 404 counts as no only when it is the registry's own (JSON, or docker's
 * version header); a page for people is `refused`. `unclear`: ask again with GET, whose body tells.
 */
function headOutcome(status, headers, contentType) {
    if (status === 404) {
        if (contentType === 'text/html')
            return 'refused';
        const own = contentType.endsWith('json') || headers['docker-distribution-api-version'] === 'registry/2.0';
        return own ? { answer: 'no' } : 'unclear';
    }
    if (status !== 200)
        return 'refused';
    const digest = servedDigest(headers);
    if (digest === undefined || !(0,oci/* isManifestType */.Q3)(contentType))
        return 'unclear';
    const size = Number(headers['content-length'] ?? 0);
    return { answer: 'yes', digest, mediaType: contentType, ...(size > 0 && { size }) };
}
/** The digest that a registry states beside content; undefined when it states none, or no good one. */
function servedDigest(headers) {
    const digest = headers['docker-content-digest'];
    return digest !== undefined && (0,core_reference/* isDigest */.Bc)(digest) ? digest : undefined;
}
/** A registry's own "no such thing". Harbor says NOT_FOUND for both a repository and a tag. */
const ABSENT = ['MANIFEST_UNKNOWN', 'NAME_UNKNOWN', 'BLOB_UNKNOWN', 'NOT_FOUND'];
/** An upload session was lost; a new one works. */
const LOST_UPLOAD = ['BLOB_UPLOAD_UNKNOWN', 'BLOB_UPLOAD_INVALID'];
/** ghcr.io says so now and then for blobs that it has just taken. */
const LOST_BLOB = ['MANIFEST_BLOB_UNKNOWN', 'BLOB_UNKNOWN'];
const PASSING = [408, 425, 429];
/**
 * The error that an unwelcome answer means, with how often trying again may help.
 * 404 is `not-found` only when the registry itself says so, in JSON; any other page is `unavailable`: a proxy's, perhaps.
 */
function refusalError(host, refusal, now) {
    const { status, what, writing } = refusal;
    const { codes, message } = errorBody(refusal.body);
    const has = (list) => codes.some((code) => list.includes(code));
    const words = `HTTP ${status} for ${what}${message}`;
    const retryAfter = parseRetryAfter(refusal.retryAfter, now);
    if (status >= 500 || PASSING.includes(status) || has(['TOOMANYREQUESTS', ...LOST_UPLOAD])) {
        return (0,image_store/* registryError */.eo)('unavailable', host, words, { retries: 5, retryAfter });
    }
    if (status === 401)
        return (0,image_store/* registryError */.eo)('unauthorized', host, `${words}: the login is missing or not accepted`);
    // ghcr.io answers a good push with 403 now and then.
    if (status === 403)
        return (0,image_store/* registryError */.eo)('denied', host, `${words}: not allowed`, { retries: writing ? 2 : 0 });
    if (writing && has(LOST_BLOB))
        return (0,image_store/* registryError */.eo)('protocol', host, words, { retries: 2 });
    if (status === 404 && has(ABSENT))
        return (0,image_store/* registryError */.eo)('not-found', host, words);
    if (status === 404)
        return (0,image_store/* registryError */.eo)('unavailable', host, `${words}: not the registry's own answer`, { retries: 5 });
    if (has(['DIGEST_INVALID', 'SIZE_INVALID']))
        return (0,image_store/* registryError */.eo)('digest-mismatch', host, words, { retries: 1 });
    return (0,image_store/* registryError */.eo)('protocol', host, words);
}
/** The codes of an error document (distribution-spec, "Error Codes"), and its first message, safe to print. */
function errorBody(body) {
    const errors = body === undefined ? undefined : (0,oci/* parseObject */.lj)(body)?.errors;
    const list = (Array.isArray(errors) ? errors : []);
    const codes = list.map((entry) => entry?.code).filter((code) => typeof code === 'string');
    const first = list[0]?.message;
    const said = [...codes.slice(0, 1), ...(typeof first === 'string' ? [first] : [])].join(': ');
    // Line breaks and control characters could forge log lines.
    const safe = said.replace(/[^\x20-\x7E]+/g, ' ').slice(0, 200);
    return { codes, message: safe === '' ? '' : ` (${safe})` };
}
/** The error for content of a type that is no manifest: a page of a proxy, or docker's schema 1. */
function strangeType(host, what, mediaType) {
    const words = `${what} came as '${mediaType.replace(/[^\x20-\x7E]+/g, ' ').slice(0, 100)}', not as a manifest`;
    return (0,image_store/* registryError */.eo)('protocol', host, words);
}
/** The error for a manifest that is not what was written a moment ago. */
function readBackError(host, what, digest, kept) {
    switch (kept.answer) {
        case 'yes':
            return (0,image_store/* registryError */.eo)('digest-mismatch', host, `${what} is ${kept.digest} right after ${digest} was written`);
        case 'no':
            return (0,image_store/* registryError */.eo)('protocol', host, `${what} is not there right after it was written`);
        case 'unknown':
            return (0,image_store/* registryError */.eo)('unavailable', host, `${what} was written, but not read back: ${kept.reason}`);
    }
}
/** Certificates do not heal by waiting; each code gets what to do about it. */
const TLS_TROUBLE = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/;
/** The error for a connection that could not be made or broke. */
function networkError(host, cause) {
    const { code, message } = cause;
    const name = typeof code === 'string' ? code : typeof message === 'string' ? message.slice(0, 100) : 'broken off';
    if (name.startsWith('ERR_SSL_') || name === 'EPROTO') {
        const words = `it does not speak https (${name}); for plain http state 'insecure: true' for this host`;
        return (0,image_store/* registryError */.eo)('unavailable', host, words, { cause });
    }
    if (TLS_TROUBLE.test(name)) {
        const words = `its certificate is not trusted (${name}); with an own authority state 'ca' for this host`;
        return (0,image_store/* registryError */.eo)('unavailable', host, words, { cause });
    }
    return (0,image_store/* registryError */.eo)('unavailable', host, `no connection (${name})`, { retries: 5, cause });
}

;// CONCATENATED MODULE: ./src/adapters/downloads.ts
// Files from elsewhere. In: an https URL. Out: its bytes. Follows redirects, from https to https only; tries nothing twice
// and keeps nothing.


const MOST_HOPS = 10;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Opens URLs. Fails with the errors that tries are made again for. */
function openDownloads(send) {
    return async function download(text) {
        let url = new URL(text);
        for (let hop = 0; hop <= MOST_HOPS; hop++) {
            const answer = await send({ method: 'GET', url });
            if (answer.status === 200)
                return answer.body;
            answer.discard();
            if (!REDIRECTS.has(answer.status))
                throw refused(url, answer.status);
            const next = nextHop(url, answer.headers.location ?? '');
            if (!next)
                throw (0,image_store/* registryError */.eo)('protocol', url.host, `${text} leads to no https address`);
            url = next;
        }
        throw (0,image_store/* registryError */.eo)('protocol', url.host, `${text} leads from one address to the next`);
    };
}
function refused({ host }, status) {
    if (status === 404 || status === 410)
        return (0,image_store/* registryError */.eo)('not-found', host, `it has no such file (${status})`);
    if (status === 401 || status === 403)
        return (0,image_store/* registryError */.eo)('denied', host, `it does not give the file (${status})`);
    const passing = status === 408 || status === 425 || status === 429 || status >= 500;
    return (0,image_store/* registryError */.eo)('unavailable', host, `it answers with ${status}`, { retries: passing ? 5 : 0 });
}

;// CONCATENATED MODULE: ./src/adapters/github-api.ts
// GitHub's REST interface. In: a token and where we are. Out: pull requests; images of ghcr.io listed and taken away.
// Its client is large and loaded when it is needed. What GitHub refuses becomes an error in words that say which right
// is missing.
// https://docs.github.com/en/rest/git, https://docs.github.com/en/rest/pulls, https://docs.github.com/en/rest/packages



/** Speaks with GitHub as the run's own user. */
function openGithub(place) {
    const [owner = '', repo = ''] = place.repository.split('/');
    const ask = async (what, route, values) => {
        try {
            return (await (await clientOf(place))(route, { owner, repo, ...values })).data;
        }
        catch (error) {
            throw refusal(what, error);
        }
    };
    /** The commit is made before the branch is moved: a branch without changes would close its pull request. */
    async function commit({ branch, path, text, title }) {
        const what = `${place.repository}: the branch ${branch} cannot be written`;
        const head = textIn(await ask(what, 'GET /repos/{owner}/{repo}/git/ref/{+ref}', { ref: `heads/${place.base}` }), [
            'object',
            'sha',
        ]);
        const parent = await ask(what, 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}', { commit_sha: head });
        const tree = await ask(what, 'POST /repos/{owner}/{repo}/git/trees', {
            base_tree: textIn(parent, ['tree', 'sha']),
            tree: [{ path, mode: '100644', type: 'blob', content: text }],
        });
        const made = await ask(what, 'POST /repos/{owner}/{repo}/git/commits', {
            message: title,
            tree: textIn(tree, ['sha']),
            parents: [head],
        });
        const sha = textIn(made, ['sha']);
        const branches = await ask(what, 'GET /repos/{owner}/{repo}/git/matching-refs/{+ref}', { ref: `heads/${branch}` });
        const ref = `refs/heads/${branch}`;
        const isThere = Array.isArray(branches) && branches.some((one) => isRecord(one) && one.ref === ref);
        if (isThere) {
            await ask(what, 'PATCH /repos/{owner}/{repo}/git/refs/{+ref}', { ref: `heads/${branch}`, sha, force: true });
        }
        else {
            await ask(what, 'POST /repos/{owner}/{repo}/git/refs', { ref, sha });
        }
    }
    return {
        async propose(proposal) {
            await commit(proposal);
            const what = `${place.repository}: the pull request for ${proposal.branch} cannot be opened`;
            const { title, body, branch } = proposal;
            const open = await ask(what, 'GET /repos/{owner}/{repo}/pulls', {
                head: `${owner}:${branch}`,
                base: place.base,
                state: 'open',
            });
            const [known] = Array.isArray(open) ? open : [];
            if (isRecord(known)) {
                const { number } = known;
                await ask(what, 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}', { pull_number: number, title, body });
                return { number: Number(number), url: textIn(known, ['html_url']), isNew: false };
            }
            const made = await ask(what, 'POST /repos/{owner}/{repo}/pulls', {
                ...{ title, body, head: branch, base: place.base },
                maintainer_can_modify: true,
            });
            return { number: isRecord(made) ? Number(made.number) : 0, url: textIn(made, ['html_url']), isNew: true };
        },
    };
}
const PAGE = 100;
/** `token`: asked for once, of a user that may delete packages (`delete:packages`, or admin of the package). */
function openPackages(place) {
    let client;
    const owners = new Map();
    const versions = new Map();
    async function ask(what, route, values) {
        client ??= place.token().then((token) => {
            if (token !== undefined)
                return clientOf({ token, url: place.url });
            throw (0,image_store/* registryError */.eo)('unauthorized', 'ghcr.io', `${what}: set GITHUB_TOKEN, or log in to ghcr.io before`);
        });
        try {
            return (await (await client)(route, values)).data;
        }
        catch (error) {
            const status = (0,canonical/* isRecord */.u4)(error) ? error.status : undefined;
            if (status === undefined)
                throw error;
            const code = status === 404 ? 'not-found' : status === 401 || status === 403 ? 'denied' : 'unavailable';
            const hint = code === 'denied' ? '; the token must be allowed to delete packages' : '';
            throw (0,image_store/* registryError */.eo)(code, 'ghcr.io', `${what}: ${error instanceof Error ? error.message : ''}${hint}`);
        }
    }
    async function allPages(what, route, values) {
        const found = [];
        for (let page = 1;; page++) {
            const list = await ask(what, route, { ...values, per_page: PAGE, page });
            const items = Array.isArray(list) ? list : [];
            found.push(...items);
            if (items.length < PAGE)
                return found;
        }
    }
    /** Organizations and people have their packages under different addresses. */
    function kindOf(owner) {
        const kind = owners.get(owner) ??
            ask(`what ${owner} is`, 'GET /users/{username}', { username: owner }).then((answer) => (0,canonical/* isRecord */.u4)(answer) && answer.type === 'Organization' ? 'orgs' : 'users');
        owners.set(owner, kind);
        return kind;
    }
    async function packageAt(repository) {
        const [owner = '', ...name] = repository.split('/');
        const route = `/${await kindOf(owner)}/{owner}/packages/container/{name}`;
        return { route, values: { owner, name: name.join('/') } };
    }
    async function readVersions(repository) {
        const { route, values } = await packageAt(repository);
        const all = await allPages(`versions of ${repository}`, `GET ${route}/versions`, values);
        return new Map(all.flatMap((one) => versionOf(one)).map((one) => [one.digest, one]));
    }
    return {
        async repositories(owner) {
            const all = await allPages(`packages of ${owner}`, `GET /${await kindOf(owner)}/{owner}/packages`, {
                ...{ owner, package_type: 'container' },
            });
            return all.flatMap((one) => ((0,canonical/* isRecord */.u4)(one) && typeof one.name === 'string' ? [`${owner}/${one.name}`] : []));
        },
        async remove(repository, digest) {
            const known = versions.get(repository) ?? readVersions(repository);
            versions.set(repository, known);
            const left = await known;
            const version = left.get(digest);
            if (!version)
                return;
            const { route, values } = await packageAt(repository);
            const others = [...left.values()].filter((one) => one !== version && one.isTagged);
            const what = `${repository}@${digest}`;
            // GitHub does not take the last tagged version away without its package.
            if (version.isTagged && others.length === 0) {
                await ask(what, `DELETE ${route}`, values);
                left.clear();
            }
            else {
                await ask(what, `DELETE ${route}/versions/{id}`, { ...values, id: version.id });
                left.delete(digest);
            }
        },
    };
}
/** `token`: of somebody who may delete caches (`actions: write`). https://docs.github.com/en/rest/actions/cache */
function openActionsEntries(place) {
    const [owner = '', repo = ''] = place.repository.split('/');
    const ask = async (what, route, values) => {
        try {
            return (await (await clientOf(place))(route, { owner, repo, ...values })).data;
        }
        catch (error) {
            // Evicted in between.
            if (route.startsWith('DELETE') && (0,canonical/* isRecord */.u4)(error) && error.status === 404)
                return undefined;
            throw refusal(what, error, 'the token needs `actions: write` for it');
        }
    };
    return {
        async list(prefix) {
            const found = [];
            for (let page = 1;; page++) {
                const what = `caches of ${place.repository}`;
                const answer = await ask(what, 'GET /repos/{owner}/{repo}/actions/caches', {
                    key: prefix,
                    per_page: PAGE,
                    page,
                });
                const items = (0,canonical/* isRecord */.u4)(answer) && Array.isArray(answer.actions_caches) ? answer.actions_caches : [];
                found.push(...items.flatMap(entryOf));
                if (items.length < PAGE)
                    return found;
            }
        },
        async remove({ id, key }) {
            const what = `${place.repository}: the cache ${key}`;
            await ask(what, 'DELETE /repos/{owner}/{repo}/actions/caches/{cache_id}', { cache_id: id });
        },
    };
}
function entryOf(one) {
    if (!(0,canonical/* isRecord */.u4)(one))
        return [];
    const { id, key, ref, size_in_bytes: size } = one;
    const [made, used] = [one.created_at, one.last_accessed_at].map((text) => Date.parse(String(text)));
    if (typeof id !== 'number' || typeof key !== 'string' || typeof ref !== 'string')
        return [];
    if (made === undefined || used === undefined || Number.isNaN(made) || Number.isNaN(used))
        return [];
    return [{ id, key, ref, made, used, size: Number(size) }];
}
function versionOf(one) {
    if (!(0,canonical/* isRecord */.u4)(one) || typeof one.id !== 'number' || typeof one.name !== 'string')
        return [];
    const metadata = (0,canonical/* isRecord */.u4)(one.metadata) && (0,canonical/* isRecord */.u4)(one.metadata.container) ? one.metadata.container : {};
    return [{ id: one.id, digest: one.name, isTagged: Array.isArray(metadata.tags) && metadata.tags.length > 0 }];
}
async function clientOf({ token, url }) {
    const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
    const { request } = getOctokit(token, url === undefined ? {} : { baseUrl: url });
    return request;
}
/** A text inside of an answer. Without it the answer is none of GitHub's. */
function textIn(answer, keys) {
    let at = answer;
    for (const key of keys)
        at = isRecord(at) ? at[key] : undefined;
    if (typeof at === 'string')
        return at;
    throw unreachable(`GitHub answered without ${keys.join('.')}`, 'see https://www.githubstatus.com, and try again');
}
const RIGHT = 'the job needs `permissions: {contents: write, pull-requests: write}`, and the repository’s settings, Actions, must allow GitHub Actions to create pull requests';
/** The token is never in it: GitHub's words, and the right that is missing. */
function refusal(what, error, right = RIGHT) {
    const status = (0,canonical/* isRecord */.u4)(error) ? error.status : undefined;
    const words = error instanceof Error ? error.message : String(error);
    const hint = status === 403 || status === 404 || status === 401 ? right : 'see https://www.githubstatus.com, and try again';
    return (0,core_unreachable/* unreachable */.HB)(`${what}: ${words}`, hint, error);
}

// EXTERNAL MODULE: ./src/adapters/files.ts + 1 modules
var files = __webpack_require__(2884);
// EXTERNAL MODULE: ./src/core/rules.ts + 1 modules
var rules = __webpack_require__(6791);
;// CONCATENATED MODULE: ./src/core/git-words.ts
// What git says. In: its output. Out: commits. Nothing is run here.

/** The names under which `git ls-remote` is asked for a revision; a tag goes before a branch, as everywhere in git. */
function refsFor(revision) {
    return [`refs/tags/${revision}^{}`, `refs/tags/${revision}`, `refs/heads/${revision}`, revision];
}
/**
 * The commit that a revision is, from the lines of `git ls-remote`; undefined when none of them is meant. Git matches the
 * ends of names, so that `main` also finds `refs/heads/other/main`; an annotated tag's commit has `^{}` behind the name.
 */
function commitFor(revision, output) {
    const commits = new Map(output.split('\n').flatMap((line) => {
        const [commit = '', name = ''] = line.split('\t');
        return (0,rules/* isCommit */.WM)(commit) ? [[name, commit]] : [];
    }));
    return refsFor(revision)
        .map((name) => commits.get(name))
        .find((commit) => commit !== undefined);
}
/** What git has against something, in its own words without what goes before them. */
function gitRefusal(stderr) {
    const lines = stderr.split('\n').filter((line) => line.trim() !== '');
    const fatal = lines.findLast((line) => /^(fatal|error): /.test(line)) ?? lines.at(-1) ?? 'git failed';
    return fatal.replace(/^(fatal|error): /, '').replace(/https:\/\/[^/@\s']*@/g, 'https://');
}

;// CONCATENATED MODULE: ./src/adapters/git.ts
// Git repositories elsewhere, by the git of this machine. In: URLs, revisions, commits. Out: commits, folders of files.
// Only https: neither a path of this machine nor a command may hide in a URL. Nothing of a repository is ever run.






const REACH = { GIT_ALLOW_PROTOCOL: 'https', GIT_TERMINAL_PROMPT: '0' };
/** The user's own settings could change what a checkout gives: line ends, filters. */
const PLAIN = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_LFS_SKIP_SMUDGE: '1' };
/** Milliseconds for a question, and for fetching. */
const git_PATIENCE = 60_000;
const LONG = 1_800_000;
/** The commit of a branch or a tag; undefined where there is none of that name. Throws an `UnreachableError`. */
async function commitOf(url, revision) {
    const argv = ['git', 'ls-remote', '--', url, ...refsFor(revision)];
    const done = await (0,adapters_process/* run */.eF)(argv, { env: REACH, timeoutMs: git_PATIENCE });
    if (done.code !== 0)
        throw git_refusal(url, done);
    return commitFor(revision, done.stdout);
}
/**
 * Writes the files of a commit to a folder, without git's own. What was fetched stays in `cache`. False where the
 * repository has no such commit. Throws an `UnreachableError`.
 */
async function checkOut(url, commit, cache, to) {
    const folder = (0,external_node_path_.join)(cache, (0,external_node_crypto_.createHash)('sha256').update(url).digest('hex').slice(0, 32));
    const git = (...words) => ['git', `--git-dir=${folder}`, ...words];
    await (0,external_node_fs_promises_.mkdir)(cache, { recursive: true });
    await must(url, ['git', 'init', '--quiet', '--bare', '--template=', folder], PLAIN);
    const has = async () => (await (0,adapters_process/* run */.eF)(git('cat-file', '-e', `${commit}^{commit}`), { env: PLAIN })).code === 0;
    if (!(await has())) {
        const fetch = git('-c', 'core.hooksPath=/dev/null', 'fetch', '--quiet', '--no-tags', '--no-auto-gc');
        const alone = await (0,adapters_process/* run */.eF)([...fetch, '--depth=1', '--', url, commit], { env: REACH, timeoutMs: LONG });
        // Not every server gives a commit that is no branch's: then all of them are fetched.
        if (alone.code !== 0) {
            const refs = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
            const all = await (0,adapters_process/* run */.eF)([...fetch, '--', url, ...refs], { env: REACH, timeoutMs: LONG });
            if (all.code !== 0)
                throw git_refusal(url, all);
        }
        if (!(await has()))
            return false;
    }
    const index = `${to}.index`;
    const env = { ...PLAIN, GIT_INDEX_FILE: index };
    await (0,external_node_fs_promises_.mkdir)(to, { recursive: true });
    await must(url, git('read-tree', commit), env);
    await must(url, git(`--work-tree=${to}`, 'checkout-index', '--all', '--force', '--quiet'), env);
    await (0,external_node_fs_promises_.rm)(index, { force: true });
    return true;
}
async function must(url, argv, env) {
    const done = await (0,adapters_process/* run */.eF)(argv, { env, timeoutMs: LONG });
    if (done.code !== 0)
        throw git_refusal(url, done);
}
function git_refusal(url, { code, stderr }) {
    if (code === 127)
        return (0,core_unreachable/* unreachable */.HB)(`${url}: there is no git on this machine`, 'install git');
    const words = code === 124 ? 'git took too long' : gitRefusal(stderr);
    return (0,core_unreachable/* unreachable */.HB)(`${url}: ${words}`, 'is it there, and may everybody read it?');
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
var external_node_https_default = /*#__PURE__*/__webpack_require__.n(external_node_https_);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
;// CONCATENATED MODULE: ./src/adapters/http.ts
/**
 * In: one HTTP request. Out: its answer, body still streaming.
 * Never follows a redirect, never tries again, never logs.
 * On node:http and node:https, not `fetch`: these know an authority per host, send a stream with its length, limit the
 * connections per host, and let us see when nothing moves any more.
 */





const TIMEOUTS = { answer: 60_000, stall: 60_000, commit: 300_000 };
// Connections a host: enough to ask for hundreds of tags in a second, at 20 ms each. Uploads have their own, so that
// downloads waiting for uploads cannot keep these from starting.
const LANES = { request: 24, upload: 2 };
const LEAST_PROGRESS = 1024; // bytes; a server that sends one byte a second has stalled, too
const SLICE = 64 * 1024;
const USER_AGENT = 'gentoo-image-builder';
/** Opens the way out. Connections are kept for the next request and do not keep the process alive. */
function openHttp(options) {
    const timeouts = { ...TIMEOUTS, ...options.timeouts };
    const agents = new Map();
    function agentFor(url, host, lane) {
        const key = `${url.origin} ${lane}`;
        const agent = agents.get(key) ?? openAgent(url, options.access(host).ca, LANES[lane], options.proxy);
        agents.set(key, agent);
        return agent;
    }
    return async function send(request) {
        const { method, url, body, upload = false, host = url.host } = request;
        const agent = agentFor(url, host, upload ? 'upload' : 'request');
        const headers = headersOf(request);
        const outgoing = (url.protocol === 'https:' ? (external_node_https_default()) : (external_node_http_default())).request(url, { method, headers, agent });
        const answered = answerTo(outgoing, host);
        const late = (what) => (0,image_store/* registryError */.eo)('unavailable', host, what, { retries: 5 });
        try {
            await Promise.race([once(outgoing, 'socket'), answered]);
            if (body === undefined)
                outgoing.end();
            else
                await pour(body, outgoing, answered, openPace(timeouts.stall, () => late('the upload stalled')));
            const patience = upload ? timeouts.commit : timeouts.answer;
            const incoming = await within(patience, answered, () => late(`no answer within ${patience / 1000} s`));
            return wrap(incoming, outgoing, host, openPace(timeouts.stall, () => late('the download stalled')));
        }
        catch (error) {
            outgoing.destroy();
            throw error;
        }
    };
}
function openAgent(url, ca, maxSockets, proxy) {
    const proxyEnv = proxy === undefined || isLoopback(url.host) ? {} : { proxyEnv: proxy };
    const settings = { keepAlive: true, maxSockets, ...proxyEnv };
    if (url.protocol !== 'https:')
        return new (external_node_http_default()).Agent(settings);
    return new (external_node_https_default()).Agent({ ...settings, ...(ca !== undefined && { ca: [...external_node_tls_.rootCertificates, ca] }) });
}
function headersOf({ method, headers, body }) {
    // A POST without a body says so, for proxies that want a length (411).
    const length = body?.size ?? (method === 'POST' || method === 'PUT' ? 0 : undefined);
    return {
        'user-agent': USER_AGENT,
        ...headers,
        ...(length !== undefined && { 'content-length': String(length) }),
    };
}
/** The answer, or why there is none. Later trouble is seen by who reads the body. */
function answerTo(outgoing, host) {
    const answered = new Promise((resolve, reject) => {
        outgoing.on('response', resolve);
        outgoing.on('error', (cause) => reject(networkError(host, cause)));
    });
    answered.catch(() => undefined); // looked at later, when the body is written
    return answered;
}
/** Writes a body. An answer that comes before the end (a refusal) ends the writing; so does a connection that breaks. */
async function pour(body, outgoing, answered, pace) {
    const state = { refused: false };
    const early = answered.then(() => void (state.refused = true));
    early.catch(() => undefined);
    for await (const slice of slices(body.open())) {
        if (!outgoing.write(slice))
            await pace(Promise.race([once(outgoing, 'drain'), early]), () => slice.length);
        if (state.refused)
            return;
    }
    outgoing.end();
}
/** Small pieces, so that progress can be seen however the source cuts its chunks. */
async function* slices(source) {
    for await (const chunk of source) {
        for (let start = 0; start < chunk.length; start += SLICE)
            yield chunk.subarray(start, start + SLICE);
    }
}
function wrap(incoming, outgoing, host, pace) {
    // Refused before all was sent: the connection is of no more use.
    if (!outgoing.writableEnded)
        incoming.once('close', () => outgoing.destroy());
    const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
    return {
        status: incoming.statusCode ?? 0,
        headers: Object.fromEntries(headers),
        body: read(incoming, host, pace),
        discard() {
            incoming.on('error', () => undefined);
            incoming.resume();
        },
    };
}
async function* read(incoming, host, pace) {
    const chunks = incoming[Symbol.asyncIterator]();
    const next = async () => {
        try {
            return await chunks.next();
        }
        catch (cause) {
            throw networkError(host, cause);
        }
    };
    try {
        for (;;) {
            const result = await pace(next(), ({ value }) => value?.length ?? 0);
            if (result.done === true)
                return;
            yield result.value;
        }
    }
    finally {
        incoming.destroy();
    }
}
function openPace(stall, stalled) {
    let waited = 0;
    let moved = 0;
    return async function pace(work, bytesOf) {
        const begun = performance.now();
        const result = await within(Math.max(1, stall - waited), work, stalled);
        waited += performance.now() - begun;
        moved += bytesOf(result);
        if (moved >= LEAST_PROGRESS)
            waited = moved = 0;
        return result;
    };
}
async function within(ms, work, late) {
    let timer;
    const limit = new Promise((_, reject) => {
        timer = setTimeout(() => reject(late()), ms);
    });
    try {
        return await Promise.race([work, limit]);
    }
    finally {
        clearTimeout(timer);
    }
}
function once(emitter, event) {
    return new Promise((resolve) => void emitter.once(event, () => resolve()));
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./src/adapters/packing.ts
// What is compressed: a long text as one line, for outputs of a job, and layers that an engine made. In and out: texts,
// files. What they hold is not looked at.



/** No plan comes near; a line that swells further is none of ours. */
const MOST_BYTES = 64 * 1024 * 1024;
/** The text, compressed, in letters, digits and `+/=`. */
function pack(text) {
    return (0,external_node_zlib_.deflateRawSync)(text, { level: 9 }).toString('base64');
}
/** The text again; undefined for a line that holds none. */
function unpack(line) {
    try {
        return (0,external_node_zlib_.inflateRawSync)(Buffer.from(line, 'base64'), { maxOutputLength: MOST_BYTES }).toString('utf8');
    }
    catch {
        return undefined;
    }
}
/** Compresses a file into another, with gzip: without a name and a time. */
async function compress(from, to) {
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(from), (0,external_node_zlib_.createGzip)({ level: 9 }), (0,external_node_fs_.createWriteStream)(to));
}

;// CONCATENATED MODULE: ./src/adapters/log.ts
// A log in a file. In: lines as they come. Out: the file, its first part and its last. Written at once rather than in
// the background, so that a flood of lines waits for the disk and not in our memory. A log that cannot be written stops
// quietly: what it tells of matters more.


/** Code units that are written together. */
const TOGETHER = 65_536;
/** Bytes of the end that are kept. */
const LAST = 1024 * 1024;
/** Begins a log anew; only whoever began it may read it. */
function openLogFile(path, { most }) {
    let file = log_open(path);
    let lines = [];
    let size = 0;
    let written = 0;
    // Once enough is written, the end of what comes is kept here.
    const last = [];
    let kept = 0;
    let left = 0;
    const write = (bytes) => {
        if (file === undefined)
            return;
        try {
            (0,external_node_fs_.writeSync)(file, bytes);
        }
        catch {
            log_close(file);
            file = undefined;
        }
    };
    const flush = () => {
        const block = Buffer.from(lines.join(''));
        lines = [];
        size = 0;
        if (written < most) {
            written += block.length;
            write(block);
            return;
        }
        last.push(block);
        kept += block.length;
        for (let [first] = last; first && kept - first.length >= LAST; [first] = last) {
            last.shift();
            kept -= first.length;
            left += first.length;
        }
    };
    return {
        line(text) {
            lines.push(text, '\n');
            size += text.length + 1;
            if (size >= TOGETHER)
                flush();
        },
        close() {
            flush();
            if (left > 0)
                write(Buffer.from(`... ${left} bytes are left out here ...\n`));
            for (const block of last)
                write(block);
            if (file !== undefined)
                log_close(file);
            file = undefined;
        },
    };
}
function log_open(path) {
    try {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
        return (0,external_node_fs_.openSync)(path, 'w', 0o600);
    }
    catch {
        return undefined;
    }
}
function log_close(file) {
    try {
        (0,external_node_fs_.closeSync)(file);
    }
    catch {
        // It is gone in any case.
    }
}

;// CONCATENATED MODULE: ./src/adapters/podman.ts
// Podman by its command line. In: images, containers as data, how registries are reached. Out: ids, exit codes, lines.
// Decides nothing about images; what it does as docker does is in core/command-engine.ts.









/** Where a snapshot's image is in a container: podman 4 mounts images whole. */
const IMAGE_MOUNT = '/gib/snapshot';
/** Whether podman is there. It has no engine of its own that would have to run. */
async function findPodman() {
    return (await (0,adapters_process/* run */.eF)(['podman', '--version'])).code === 0;
}
/** Podman as an engine. `access`: what the user said of a registry's host. Throws an `UnreachableError` in words. */
function openPodman(access) {
    const folders = [];
    const certificates = new Map();
    let checked;
    let init = true;
    async function create(argv) {
        await (checked ??= checkVersion());
        const simpler = withoutInit(argv);
        const wanted = init ? argv : (simpler ?? argv);
        const done = await (0,adapters_process/* run */.eF)(['podman', ...wanted]);
        if (done.code === 0)
            return;
        // Distributions do not always install an init with podman. Without one the shell is the first process, which reaps
        // orphans too; containers are ended by name, not by a signal to the first process.
        if (!init || !simpler || !/container-init binary/i.test(done.stderr))
            throw engineRefusal('podman', argv, done);
        init = false;
        await create(simpler);
    }
    async function checkVersion() {
        const old = podmanTooOld(await ask({ run: adapters_process/* run */.eF }, 'podman', ['version', '--format', '{{.Client.Version}}']));
        if (old)
            throw old;
    }
    /** A folder with the certificate of a registry's own CA, as /etc/containers/certs.d has one for each host. */
    async function writeCertificate(ca) {
        const folder = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'gib-podman-'));
        folders.push(folder);
        await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(folder, 'ca.crt'), ca);
        return folder;
    }
    /** Options for a host that is not plain https with a certificate that everybody knows. */
    async function trust(host) {
        const { ca } = access(host);
        if (isPlain(host, access(host)))
            return ['--tls-verify=false'];
        if (ca === undefined)
            return [];
        const folder = certificates.get(host) ?? writeCertificate(ca);
        certificates.set(host, folder);
        return [`--cert-dir=${await folder}`];
    }
    return openCommandEngine({
        name: 'podman',
        style: PODMAN_STYLE,
        environment: () => Promise.resolve(undefined),
        create,
        async reach(reference, login) {
            const known = login ? [`--authfile=${(0,external_node_path_.join)(login.folder, 'config.json')}`] : [];
            return { options: [...known, ...(await trust((0,core_reference/* parseReference */.F2)(reference)?.registry ?? ''))] };
        },
        // It is told with every command.
        checkTrust: () => Promise.resolve(),
        // All versions that are not refused take zstd.
        async limits() {
            return { root: await ask({ run: adapters_process/* run */.eF }, 'podman', ['info', '--format', '{{.Store.GraphRoot}}']), zstd: true };
        },
        async mountImage(image, tree) {
            const args = ['--mount', `type=image,source=${image},target=${IMAGE_MOUNT}`];
            return await Promise.resolve({ args, path: `${IMAGE_MOUNT}${tree}` });
        },
        async close() {
            await Promise.all(folders.map((folder) => (0,external_node_fs_promises_.rm)(folder, { recursive: true, force: true })));
        },
    }, { run: adapters_process/* run */.eF, save: adapters_process/* save */.UN, stream: adapters_process/* stream */.Td });
}

;// CONCATENATED MODULE: ./src/core/http.ts
/**
 * The shape of HTTP as the house uses it: what a request says, what an answer gives. Types, and two pure bridges
 * between bytes and streams.
 * Never sends anything: `adapters/http.ts` does.
 */

/** Bytes in memory as the body of a request. */
function bytesBody(bytes) {
    const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    return {
        size: content.length,
        async *open() {
            yield await Promise.resolve(content);
        },
    };
}
/** A whole body in memory. More than `most` bytes are an error of `host`: nobody fills our memory. */
async function readBody(answer, host, most) {
    const bytes = await readStart(answer, most + 1);
    if (bytes.length <= most)
        return bytes;
    throw (0,image_store/* registryError */.eo)('protocol', host, `an answer of more than ${most} bytes, where none may be`);
}
/** The first bytes of a body, at most `most`; the rest is not waited for. */
async function readStart(answer, most) {
    const chunks = [];
    let size = 0;
    for await (const chunk of answer.body) {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= most)
            break;
    }
    return Buffer.concat(chunks).subarray(0, most);
}
/** The media type of an answer, lower case, without parameters; empty when it states none. */
function contentType(answer) {
    return (answer.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

;// CONCATENATED MODULE: ./src/core/referrers.ts
/**
 * What refers to an image: its results, later its SBOM. In: manifests with a `subject`, answers of registries.
 * Out: paths, tags, lists of descriptors, and the bytes of an index of them.
 * Never asks. Source: distribution-spec v1.1, "Listing Referrers" (end-12a, end-12b), "Referrers Tag Schema".
 */


/** Whom a manifest refers to, if anybody, and how it will be listed. */
function referralOf(bytes, digest, mediaType) {
    const parsed = (0,oci/* parseManifest */.Ng)(bytes, mediaType);
    const document = parsed?.kind === 'image' ? parsed.manifest : parsed?.index;
    const subject = document?.subject;
    if (!document || !(0,oci/* isDescriptor */.ol)(subject))
        return undefined;
    const artifactType = document.artifactType ?? document.config?.mediaType;
    const { annotations } = document;
    const entry = { mediaType, digest, size: bytes.length, ...(artifactType !== undefined && { artifactType }) };
    return { subject, entry: { ...entry, ...(annotations && { annotations }) } };
}
/** Where the list is in a registry without the referrers API: under a tag made of the digest. */
function referrersTag(subject, digest) {
    const { registry, repository } = subject;
    return { registry, repository, tag: digest.replace(':', '-').slice(0, 128) };
}
/** The path of the list in a registry that has the referrers API. */
function referrersPath({ repository }, digest, artifactType) {
    const query = artifactType === undefined ? '' : `?artifactType=${encodeURIComponent(artifactType)}`;
    return `/v2/${repository}/referrers/${digest}${query}`;
}
/** Reads a list; undefined for what is none. */
function parseReferrers(bytes) {
    const list = (0,oci/* parseObject */.lj)(bytes)?.manifests;
    return Array.isArray(list) && list.every(oci/* isDescriptor */.ol) ? list : undefined;
}
/** Of one type, where one is asked for: registries need not filter. */
function ofType(list, artifactType) {
    return list.filter((entry) => artifactType === undefined || entry.artifactType === artifactType);
}
/** The list with one entry more, as the bytes of an index; undefined when it has the entry already. */
function withReferrer(list, entry) {
    if (list.some(({ digest }) => digest === entry.digest))
        return undefined;
    return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: oci/* OCI_INDEX */.$p, manifests: [...list, entry] }));
}
/** The content of what is there only because a manifest has to name it (image-spec, "Guidance for an Empty Descriptor"). */
const EMPTY = '{}';
const EMPTY_BLOB = { digest: (0,oci/* sha256 */.sc)(EMPTY), size: EMPTY.length };
/** The configuration of an artifact that has none. */
const EMPTY_CONFIG = { mediaType: oci/* OCI_EMPTY */.g1, ...EMPTY_BLOB };
/** An artifact with one blob, JSON. Equal documents give equal bytes. */
function jsonArtifact(subject, artifactType, document, annotations) {
    const blob = Buffer.from(`${canonicalJson(document)}\n`);
    const content = { digest: sha256(blob), size: blob.length };
    const manifestBytes = artifactManifest(subject, artifactType, content, EMPTY_CONFIG, annotations);
    return { digest: sha256(manifestBytes), manifestBytes, blobs: [Buffer.from(EMPTY), blob] };
}
/** The manifest of an artifact with one blob. */
function artifactManifest(subject, artifactType, blob, config, annotations) {
    const { mediaType, digest, size } = subject;
    const manifest = {
        schemaVersion: 2,
        mediaType: OCI_MANIFEST,
        artifactType,
        config,
        layers: [{ mediaType: artifactType, digest: blob.digest, size: blob.size }],
        subject: { mediaType, digest, size },
        annotations,
    };
    return Buffer.from(JSON.stringify(manifest));
}

;// CONCATENATED MODULE: ./src/core/registry-login.ts



const NO_LOGIN = 'it wants a login, and there is none for it: log in before, or give the action a login step';
const BAD_LOGIN = 'the login for it is not accepted: its password or token is wrong, or has run out';
const registry_login_REDIRECTS = [301, 302, 303, 307, 308];
const registry_login_MOST_HOPS = 5;
const MOST_TOKEN = 1024 * 1024;
/**
 * Gives the function that asks. Logins are kept for as long as the registry takes them, per origin and scopes; requests that
 * need the same one at the same time share it. 401 behind a fresh login is an error that says what is wrong with it.
 */
function openLogin(world) {
    const logins = new Map();
    function login(key, to, answer) {
        const fresh = authorize(world, to, answer);
        logins.set(key, fresh);
        fresh.catch(() => logins.delete(key));
        return fresh;
    }
    return async function ask(to, request) {
        const key = [to.endpoint.origin, ...to.scopes].join(' ');
        const used = logins.get(key);
        const answer = await follow(world.send, to, request, await used);
        if (answer.status !== 401)
            return answer;
        answer.discard();
        // Another request may have renewed the login meanwhile.
        const current = logins.get(key);
        const next = current === undefined || current === used ? login(key, to, answer) : current;
        const again = await follow(world.send, to, request, await next);
        if (again.status !== 401)
            return again;
        again.discard();
        throw await notAccepted(world, to, again);
    };
}
/** Sends a request and, where it only reads, goes where it is sent on. */
async function follow(send, to, request, authorization) {
    const { origin, host } = to.endpoint;
    const reading = request.method === 'GET' || request.method === 'HEAD';
    let url = request.url;
    for (let hops = 0; hops <= registry_login_MOST_HOPS; hops++) {
        const own = url.origin === origin;
        const headers = { ...request.headers, ...(own && authorization !== undefined && { authorization }) };
        const answer = await send({ ...request, url, headers, ...(own && { host }) });
        const location = answer.headers.location;
        if (!reading || !registry_login_REDIRECTS.includes(answer.status) || location === undefined)
            return answer;
        answer.discard();
        const next = nextHop(url, location);
        if (next === undefined)
            throw (0,image_store/* registryError */.eo)('protocol', host, `${to.what}: sent on to where we must not go`);
        url = next;
    }
    throw (0,image_store/* registryError */.eo)('protocol', host, `${to.what}: sent on more than ${registry_login_MOST_HOPS} times`);
}
/** The `Authorization` that a 401 asks for: a token where the registry has a token server, else the password itself. */
async function authorize(world, to, answer) {
    const { host } = to.endpoint;
    const challenges = parseChallenges(answer.headers['www-authenticate'] ?? '');
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    const credentials = await findCredentials(world, to);
    if (bearer !== undefined)
        return `Bearer ${await fetchToken(world, to, bearer, credentials)}`;
    if (!challenges.some(({ scheme }) => scheme === 'basic')) {
        throw (0,image_store/* registryError */.eo)('unauthorized', host, `${to.what}: it wants a login in a way that we do not know`);
    }
    if (credentials === undefined || !('username' in credentials)) {
        throw (0,image_store/* registryError */.eo)('unauthorized', host, `${to.what}: ${NO_LOGIN}`);
    }
    return basicAuth(credentials);
}
/** Why a fresh login does not do: it lacks the rights, it is wrong, or there is none and nobody gets in without. */
async function notAccepted(world, to, answer) {
    const { what, writing, endpoint } = to;
    const words = `HTTP 401 for ${what}`;
    const challenges = parseChallenges(answer.headers['www-authenticate'] ?? '');
    const hasLogin = (await findCredentials(world, to)) !== undefined;
    if (!hasLogin)
        return (0,image_store/* registryError */.eo)('unauthorized', endpoint.host, `${words}: ${NO_LOGIN}`);
    if (challenges.some(({ params }) => params.get('error') === 'insufficient_scope')) {
        const rights = writing ? 'write to' : 'read';
        return (0,image_store/* registryError */.eo)('denied', endpoint.host, `${words}: the login is good, but may not ${rights} ${to.repository}`);
    }
    return (0,image_store/* registryError */.eo)('unauthorized', endpoint.host, `${words}: ${BAD_LOGIN}`);
}
async function findCredentials(world, { endpoint, repository }) {
    try {
        return await world.credentials(endpoint.host, repository);
    }
    catch (cause) {
        if ((0,image_store/* isRegistryError */.IP)(cause))
            throw cause;
        throw (0,image_store/* registryError */.eo)('unauthorized', endpoint.host, 'the login for it could not be looked up', { cause });
    }
}
async function fetchToken(world, to, challenge, credentials) {
    const { host, origin } = to.endpoint;
    const request = tokenRequest(challenge, to.scopes, credentials, origin);
    if (request === undefined)
        throw (0,image_store/* registryError */.eo)('protocol', host, 'it names no token server that may be asked');
    const { body, ...rest } = request;
    const sameHost = request.url.origin === origin;
    const answer = await world.send({
        ...rest,
        ...(sameHost && { host }),
        ...(body !== undefined && { body: bytesBody(body) }),
    });
    const bytes = await readBody(answer, host, MOST_TOKEN);
    if (answer.status !== 200) {
        const { status } = answer;
        const what = `a token for ${to.repository} from ${request.url.host}`;
        const refusal = { status, what, writing: false, retryAfter: answer.headers['retry-after'], body: bytes };
        // A token server that refuses the password says so itself; without a password it has nothing to refuse.
        if (status === 401)
            throw (0,image_store/* registryError */.eo)('unauthorized', host, `HTTP 401 for ${what}: ${BAD_LOGIN}`);
        throw refusalError(host, refusal, world.now());
    }
    const token = parseToken(bytes);
    if (token === undefined)
        throw (0,image_store/* registryError */.eo)('protocol', host, `no token in the answer of ${request.url.host}`);
    return token;
}

;// CONCATENATED MODULE: ./src/core/registry-referrers.ts
/**
 * In: ways to ask a registry. Out: what refers to an image there, new referrers listed, manifests taken away.
 * Where a registry lacks the referrers API, its clients keep the list under a tag themselves: this is done here.
 * Never decides what is written or taken away.
 */





const MOST_LIST = 4 * 1024 * 1024;
/** Writers of one list that come at once: the last wins, the others see it and try again. */
const MOST_ROUNDS = 5;
/** Opens that part of a registry's client. */
function openReferrers({ ask, refusal, target, retrying, manifest, putTag }) {
    /** GET of the list (end-12a); undefined where the registry lacks that. */
    async function asked(subject, type) {
        const to = target(subject, `referrers of ${subject.digest}`);
        return await retrying(async () => {
            const url = new URL(referrersPath(subject, subject.digest, type), to.endpoint.origin);
            const answer = await ask(to, { method: 'GET', url, headers: { accept: oci/* OCI_INDEX */.$p } });
            // Registries without it answer 404 in any form, or that the method or the digest is not known to them.
            if ([400, 404, 405].includes(answer.status)) {
                answer.discard();
                return undefined;
            }
            if (answer.status !== 200)
                throw await refusal(to, answer);
            const list = parseReferrers(await readBody(answer, to.endpoint.host, MOST_LIST));
            if (list !== undefined && contentType(answer) === oci/* OCI_INDEX */.$p)
                return list;
            throw (0,image_store/* registryError */.eo)('protocol', to.endpoint.host, `${to.what} came as something else than a list`);
        });
    }
    /** The list under its tag; empty where there is none. */
    async function kept(subject, digest) {
        try {
            return parseReferrers((await manifest(referrersTag(subject, digest))).bytes) ?? [];
        }
        catch (error) {
            if ((0,image_store/* isRegistryError */.IP)(error) && error.code === 'not-found')
                return [];
            throw error;
        }
    }
    /** One after the other: of two that read the same list, the second to write would lose the first one's entry. */
    let queue = Promise.resolve();
    async function enlistNext(repository, { subject, entry }) {
        for (let round = 1;; round++) {
            const bytes = withReferrer(await kept(repository, subject.digest), entry);
            if (bytes === undefined)
                return;
            try {
                await putTag(referrersTag(repository, subject.digest), bytes, oci/* OCI_INDEX */.$p);
            }
            catch (error) {
                const isRace = (0,image_store/* isRegistryError */.IP)(error) && error.code === 'digest-mismatch';
                if (!isRace || round === MOST_ROUNDS)
                    throw error;
            }
        }
    }
    return {
        async referrers(subject, artifactType) {
            const list = (await asked(subject, artifactType)) ?? (await kept(subject, subject.digest));
            return ofType(list, artifactType);
        },
        enlist(repository, referral) {
            const done = queue.then(() => enlistNext(repository, referral));
            queue = done.catch(() => undefined);
            return done;
        },
        /** DELETE of a manifest (end-9). */
        async remove(reference) {
            const to = target(reference, `manifest ${reference.digest}`, true);
            await retrying(async () => {
                const url = new URL(manifestPath(reference), to.endpoint.origin);
                const answer = await ask(to, { method: 'DELETE', url });
                if (![200, 202, 404].includes(answer.status))
                    throw await refusal(to, answer);
                answer.discard();
            });
        },
    };
}

;// CONCATENATED MODULE: ./src/core/registry-tags.ts
/**
 * In: ways to ask a registry. Out: all tags of a repository; all repositories where the registry tells them.
 * Source: distribution-spec v1.1, "Listing Tags" (end-8a, end-8b); the list of repositories is no part of it, but many
 * registries have it (docker.com, "Listing Repositories"). Never judges what a tag means.
 */





const registry_tags_MOST_LIST = 4 * 1024 * 1024;
/** Tags that are asked for at once; registries may give fewer. */
const registry_tags_PAGE = 1000;
/** A registry that always names a next page would keep us for ever. */
const MOST_PAGES = 1000;
/** Registries that have no such list, or not for us. */
const NO_CATALOG = [403, 404, 405, 501];
/** Opens that part of a registry's client. */
function openLists({ expect, target, retrying }) {
    /** `absent`: statuses that mean that there is no such list. */
    async function pageAt(to, url, key, absent) {
        const answer = await expect(to, { method: 'GET', url, headers: { accept: 'application/json' } }, [200, ...absent]);
        if (absent.includes(answer.status)) {
            answer.discard();
            return undefined;
        }
        const names = parseNames(await readBody(answer, to.endpoint.host, registry_tags_MOST_LIST), key);
        if (names === undefined)
            throw (0,image_store/* registryError */.eo)('protocol', to.endpoint.host, `${to.what} came as no list`);
        return { names, next: nextPage(url, answer.headers.link) };
    }
    async function allPages(to, path, key, absent = []) {
        const names = new Set();
        let url = new URL(`${path}?n=${registry_tags_PAGE}`, to.endpoint.origin);
        for (let page = 1; url !== undefined && page <= MOST_PAGES; page++) {
            const here = url;
            const found = await retrying(() => pageAt(to, here, key, absent));
            if (!found)
                return undefined;
            for (const name of found.names)
                names.add(name);
            url = found.next;
        }
        if (url === undefined)
            return [...names];
        throw (0,image_store/* registryError */.eo)('protocol', to.endpoint.host, `${to.what} have more than ${MOST_PAGES} pages`);
    }
    return {
        async tags(repository) {
            const to = target(repository, 'tags');
            try {
                return (await allPages(to, `/v2/${to.repository}/tags/list`, 'tags')) ?? [];
            }
            catch (error) {
                // Only the registry's own words for it count as absence.
                if ((0,image_store/* isRegistryError */.IP)(error) && error.code === 'not-found')
                    return [];
                throw error;
            }
        },
        async repositories(registry) {
            const to = {
                ...target({ registry, repository: 'all' }, 'list'),
                scopes: ['registry:catalog:*'],
                what: 'repositories',
            };
            try {
                return await allPages(to, '/v2/_catalog', 'repositories', NO_CATALOG);
            }
            catch (error) {
                if ((0,image_store/* isRegistryError */.IP)(error) && error.code === 'unauthorized')
                    return undefined;
                throw error;
            }
        },
    };
}
/** Reads a page; undefined for what is none. A repository without tags may have `null` in their place. */
function parseNames(bytes, key) {
    const value = (0,oci/* parseObject */.lj)(bytes);
    if (!(0,canonical/* isRecord */.u4)(value))
        return undefined;
    const names = value[key] ?? [];
    return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : undefined;
}
/** Where the next page is, by the header `Link: </v2/...>; rel="next"` (RFC 8288); undefined when there is none. */
function nextPage(from, link) {
    const [, path] = /<([^<>]*)>\s*;(?:[^,]*;)?\s*rel="?next"?(?:[\s;,]|$)/i.exec(link?.slice(0, 8192) ?? '') ?? [];
    const next = path === undefined ? undefined : nextHop(from, path);
    // A login goes with the request: never to another host.
    return next?.host === from.host ? next : undefined;
}

;// CONCATENATED MODULE: ./src/core/registry-upload.ts
/**
 * In: ways to ask a registry, a blob. Out: the blob there: it was there, or is mounted from elsewhere, or sent.
 * A blob goes in one request at first, which all registries take and which is fastest. When that fails, the session is
 * asked how far it has come (end-13). What it has kept is not sent again; the rest goes in chunks (end-5), so that a
 * further failure costs at most one of them. Where nothing was kept, whole and chunks take turns: some registries refuse
 * the one, some proxies the other.
 * Never opens a connection, never waits by itself.
 */



/** Kept in memory while it is sent, since it may have to be sent again. */
const CHUNK = 16 * 1024 * 1024;
const BYTES = { 'content-type': 'application/octet-stream' };
/** Opens that part of a registry's client. */
function openUploads(tools) {
    const { expect, target, retrying, hasBlob } = tools;
    /** Begins an upload (end-4a, end-11): 'mounted' when the registry has the blob elsewhere, else where to send it. */
    async function begin(repository, digest, from) {
        const to = target({ ...repository, digest }, `upload of ${digest}`, true, from?.repository);
        const query = from === undefined ? '' : `?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from.repository)}`;
        const url = new URL(`/v2/${to.repository}/blobs/uploads/${query}`, to.endpoint.origin);
        const answer = await expect(to, { method: 'POST', url }, [201, 202]);
        answer.discard();
        if (answer.status === 201 && from !== undefined)
            return 'mounted';
        const session = uploadSession(url, answer.headers.location ?? '');
        if (session === undefined)
            throw (0,image_store/* registryError */.eo)('protocol', to.endpoint.host, `${to.what}: no usable Location`);
        return { url: session, kept: 0, least: Number(answer.headers['oci-chunk-min-length'] ?? 0) || 0 };
    }
    /** Tries the mounts in order. A refused one has begun an upload, which can be used. */
    async function mount(repository, digest, from) {
        let begun;
        for (const source of from.filter(({ registry }) => registry === repository.registry)) {
            try {
                const outcome = await retrying(() => begin(repository, digest, source));
                if (outcome === 'mounted')
                    return outcome;
                begun = outcome;
            }
            catch (error) {
                // A login that may not read the other repository is no reason not to upload.
                if (!(0,image_store/* isRegistryError */.IP)(error) || !['denied', 'unauthorized', 'not-found'].includes(error.code))
                    throw error;
            }
        }
        return begun;
    }
    async function upload(repository, source, begun) {
        const to = target({ ...repository, digest: source.digest }, `upload of ${source.digest}`, true);
        const sender = openSender(tools, to, source, begun);
        let isAgain = false;
        await retrying(async () => {
            if (isAgain)
                await sender.resume();
            isAgain = true;
            if (!sender.hasSession()) {
                // It may be the answer that was lost, not the blob.
                if (sender.hasFailed() && (await hasBlob(repository, source.digest)))
                    return;
                const session = await retrying(() => begin(repository, source.digest));
                if (session === 'mounted')
                    return;
                sender.use(session);
            }
            await sender.send();
        }, true);
    }
    return {
        async putBlob(repository, source, from = []) {
            if (await hasBlob(repository, source.digest))
                return 'present';
            const begun = await mount(repository, source.digest, from);
            if (begun === 'mounted')
                return begun;
            await upload(repository, source, begun);
            return 'uploaded';
        },
    };
}
/** One blob on its way, over all tries. */
function openSender(tools, to, source, begun) {
    const { ask, expect, refusal, retrying, log } = tools;
    const { digest, size } = source;
    let session = begun;
    let way = 'whole';
    let failed = false;
    let isDeaf = false;
    /** The bytes behind those that are there. All are read and compared with the digest, as they are sent in its name. */
    const rest = (kept) => skipped((0,image_store/* verified */.zr)(source.open(), source, 'upload'), kept);
    /** PUT with all that is left (end-6). */
    async function sendWhole({ url, kept }) {
        const body = { size: size - kept, open: () => rest(kept) };
        const headers = kept === 0 ? BYTES : { ...BYTES, 'content-range': `${kept}-${size - 1}` };
        const request = { method: 'PUT', url: uploadEnd(url, digest), headers, body, upload: true };
        const answer = await ask(to, request);
        if (answer.status === 201 || answer.status === 204) {
            answer.discard();
            return;
        }
        const error = await refusal(to, answer);
        // Too much for one request, for a proxy in between: chunks may pass.
        throw answer.status === 413 && size > CHUNK ? Object.assign(error, { retries: 1 }) : error;
    }
    async function sendChunks(first) {
        let { url, kept } = first;
        for await (const chunk of chunked(rest(kept), Math.max(CHUNK, first.least))) {
            const headers = { ...BYTES, 'content-range': `${kept}-${kept + chunk.length - 1}` };
            const answer = await ask(to, { method: 'PATCH', url, headers, body: bytesBody(chunk), upload: true });
            if (answer.status !== 202 && answer.status !== 204)
                throw await refusedChunk(answer);
            answer.discard();
            url = uploadSession(url, answer.headers.location ?? '') ?? url;
            kept += chunk.length;
            session = { ...first, url, kept };
        }
        const end = { method: 'PUT', url: uploadEnd(url, digest), headers: BYTES, upload: true };
        (await expect(to, end, [201, 204])).discard();
    }
    /** Who does not take chunks, or not this one, gets the blob in one piece, in a session of its own. */
    async function refusedChunk(answer) {
        const error = await refusal(to, answer);
        if (error.code !== 'protocol')
            return error;
        session = undefined;
        return Object.assign(error, { retries: 5 });
    }
    /** GET of an upload (end-13). */
    async function lookOnce(old) {
        const answer = await ask(to, { method: 'GET', url: old.url });
        if (answer.status >= 500)
            throw await refusal(to, answer);
        answer.discard();
        const kept = answer.status === 204 ? keptBytes(answer.headers.range, size) : undefined;
        const url = uploadSession(old.url, answer.headers.location ?? '') ?? old.url;
        return kept === undefined ? undefined : { ...old, url, kept };
    }
    /** What a session has; undefined where it is gone. Who does not answer twice is not asked again. */
    async function look(old) {
        if (isDeaf)
            return undefined;
        try {
            return await retrying(() => lookOnce(old).catch(onceMore));
        }
        catch (error) {
            if (!(0,image_store/* isRegistryError */.IP)(error))
                throw error;
            isDeaf = true;
            return undefined;
        }
    }
    return {
        hasSession: () => session !== undefined,
        hasFailed: () => failed,
        use(next) {
            session = next;
        },
        async send() {
            if (session === undefined)
                throw new Error('an upload without a session');
            await (way === 'whole' ? sendWhole(session) : sendChunks(session));
        },
        async resume() {
            failed = true;
            session &&= await look(session);
            const { kept = 0 } = session ?? {};
            if (kept > 0)
                log(`${to.endpoint.host}: going on with the ${to.what} at byte ${kept} of ${size}`);
            way = kept > 0 || (way === 'whole' && size > CHUNK) ? 'chunks' : 'whole';
        },
    };
}
/** The network may be gone for a moment; but some registries do not know what they are asked. */
function onceMore(error) {
    throw (0,image_store/* isRegistryError */.IP)(error) ? Object.assign(error, { retries: Math.min(1, error.retries) }) : error;
}
/** Without the first bytes. */
async function* skipped(source, bytes) {
    let skip = bytes;
    for await (const chunk of source) {
        if (chunk.length > skip)
            yield chunk.subarray(skip);
        skip = Math.max(0, skip - chunk.length);
    }
}
/** Cut into pieces of one size; the last one may be shorter. */
async function* chunked(source, size) {
    let parts = [];
    let held = 0;
    for await (let part of source) {
        while (held + part.length >= size) {
            const room = size - held;
            yield Buffer.concat([...parts, part.subarray(0, room)]);
            part = part.subarray(room);
            parts = [];
            held = 0;
        }
        parts.push(part);
        held += part.length;
    }
    if (held > 0)
        yield Buffer.concat(parts);
}

;// CONCATENATED MODULE: ./src/adapters/registry.ts










const MOST_MANIFEST = 4 * 1024 * 1024; // "Pushing Manifests": what registries are asked to take
const MOST_REFUSAL = 64 * 1024;
const ACCEPT = { accept: oci/* MANIFEST_ACCEPT */.dY };
/** A client for all registries. It waits through `clock` only; failures are `RegistryError`s. */
function openRegistry(options) {
    const { access, clock, credentials, send, random = Math.random, log = () => undefined } = options;
    const ask = openLogin({ send, credentials, now: () => clock.now() });
    const retrying = (attempt, longTries = false) => retry_retrying({ clock, random, log }, attempt, longTries);
    function target(reference, what, writing = false, from) {
        const endpoint = endpointOf(reference.registry, access);
        const bad = badReference(reference);
        if (bad !== undefined)
            throw (0,image_store/* registryError */.eo)('protocol', endpoint.host, bad);
        const { repository } = reference;
        const scopes = scopesOf(repository, writing, from);
        return { endpoint, repository, scopes, writing, what: `${what} of ${repository}` };
    }
    const blobTarget = (repository, digest) => target({ ...repository, digest }, `blob ${digest}`);
    /** Asks, and gives the answer when its status is welcome; else throws what it means. */
    async function expect(to, request, welcome) {
        const answer = await ask(to, request);
        if (welcome.includes(answer.status))
            return answer;
        throw await refusal(to, answer);
    }
    async function refusal(to, answer) {
        const { host } = to.endpoint;
        const body = await readStart(answer, MOST_REFUSAL);
        const { status, headers } = answer;
        const { what, writing } = to;
        return refusalError(host, { status, what, writing, retryAfter: headers['retry-after'], body }, clock.now());
    }
    /** HEAD of a manifest (end-3). Where it does not tell enough, the same question with a body does. */
    async function headOnce(reference) {
        const to = target(reference, nameOf(reference));
        const answer = await ask(to, { method: 'HEAD', url: urlOf(to, manifestPath(reference)), headers: ACCEPT });
        const outcome = headOutcome(answer.status, answer.headers, contentType(answer));
        if (outcome === 'refused')
            throw await refusal(to, answer);
        answer.discard();
        if (outcome === 'unclear')
            return await settleByGet(reference);
        if (outcome.answer === 'yes' && reference.digest !== undefined && outcome.digest !== reference.digest) {
            throw (0,image_store/* mismatch */.J4)(to.endpoint.host, reference.digest, `the registry calls it ${outcome.digest}`);
        }
        return outcome;
    }
    async function settleByGet(reference) {
        try {
            const { digest, mediaType, bytes } = await manifestOnce(reference);
            return { answer: 'yes', digest, mediaType, size: bytes.length };
        }
        catch (error) {
            if ((0,image_store/* isRegistryError */.IP)(error) && error.code === 'not-found')
                return { answer: 'no' };
            throw error;
        }
    }
    async function head(reference) {
        try {
            return await retrying(() => headOnce(reference));
        }
        catch (error) {
            if (!(0,image_store/* isRegistryError */.IP)(error))
                throw error;
            return { answer: 'unknown', reason: error.message };
        }
    }
    /** GET of a manifest (end-3). */
    async function manifestOnce(reference) {
        const to = target(reference, nameOf(reference));
        const { host } = to.endpoint;
        const url = urlOf(to, manifestPath(reference));
        const answer = await expect(to, { method: 'GET', url, headers: ACCEPT }, [200]);
        const bytes = await readBody(answer, host, MOST_MANIFEST);
        const mediaType = contentType(answer);
        if (!(0,oci/* isManifestType */.Q3)(mediaType))
            throw strangeType(host, to.what, mediaType);
        const wanted = reference.digest ?? servedDigest(answer.headers) ?? (0,oci/* sha256 */.sc)(bytes);
        const digest = (0,oci/* digestLike */.kG)(wanted, bytes);
        if (digest !== wanted)
            throw (0,image_store/* mismatch */.J4)(host, wanted, `its bytes are ${digest}`);
        return { digest, mediaType, bytes };
    }
    /** GET of a blob from an offset on (end-2). The whole blob may come all the same. */
    function openBlob(to, digest, offset) {
        const url = urlOf(to, `/v2/${to.repository}/blobs/${digest}`);
        const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
        return retrying(() => expect(to, { method: 'GET', url, headers }, offset === 0 ? [200] : [200, 206]));
    }
    /** A blob's bytes. Where a connection breaks, the next one goes on from there, so that nothing is fetched twice. */
    async function* resumed(to, digest, first) {
        let answer = first;
        let offset = 0;
        for (let breaks = 1;; breaks++) {
            try {
                for await (const chunk of answer.status === 206 ? answer.body : skipped(answer.body, offset)) {
                    offset += chunk.length;
                    yield chunk;
                }
                return;
            }
            catch (error) {
                if (!(0,image_store/* isRegistryError */.IP)(error))
                    throw error;
                if (breaks > error.retries)
                    throw givenUp(error);
                log(`${error.message}; going on with ${to.what} at byte ${offset}`);
            }
            await clock.sleep(backOff(breaks, random));
            answer = await openBlob(to, digest, offset);
        }
    }
    async function blob(repository, wanted) {
        const to = blobTarget(repository, wanted.digest);
        const first = await openBlob(to, wanted.digest, 0);
        return (0,image_store/* verified */.zr)(resumed(to, wanted.digest, first), wanted, to.endpoint.host);
    }
    /** HEAD of a blob (end-2). */
    async function hasBlob(repository, digest) {
        const to = blobTarget(repository, digest);
        const url = urlOf(to, `/v2/${to.repository}/blobs/${digest}`);
        return await retrying(async () => {
            const answer = await ask(to, { method: 'HEAD', url });
            // A wrong "no" only costs an upload, so a bare 404 will do; a page for people is no answer at all.
            const absent = answer.status === 404 && contentType(answer) !== 'text/html';
            if (answer.status !== 200 && !absent)
                throw await refusal(to, answer);
            answer.discard();
            return !absent;
        });
    }
    /** PUT of a manifest (end-7). A registry's last writer wins, so what is there afterwards is looked at. */
    async function putManifest(reference, bytes, mediaType) {
        const to = target(reference, nameOf(reference), true);
        const { host } = to.endpoint;
        const digest = (0,oci/* digestLike */.kG)(reference.digest ?? '', bytes);
        if (reference.digest !== undefined && reference.digest !== digest) {
            throw (0,image_store/* mismatch */.J4)(host, reference.digest, `its bytes are ${digest}`);
        }
        const url = urlOf(to, manifestPath(reference));
        const request = { method: 'PUT', url, headers: { 'content-type': mediaType }, body: bytesBody(bytes) };
        const answer = await retrying(() => expect(to, request, [200, 201, 202]));
        answer.discard();
        const kept = await head(reference);
        if (kept.answer !== 'yes' || kept.digest !== digest)
            throw readBackError(host, to.what, digest, kept);
        const referral = referralOf(bytes, digest, mediaType);
        // With this header the registry says that it has listed the referrer itself.
        if (referral && answer.headers['oci-subject'] === undefined)
            await enlist(reference, referral);
        return digest;
    }
    const manifest = (reference) => retrying(() => manifestOnce(reference));
    const tools = { ask, refusal, target, retrying, manifest, putTag: putManifest };
    const { referrers, remove, enlist } = openReferrers(tools);
    const { tags, repositories } = openLists({ expect, target, retrying });
    const { putBlob } = openUploads({ ask, expect, refusal, target, retrying, hasBlob, log });
    return { head, manifest, blob, hasBlob, putBlob, putManifest, tags, repositories, referrers, remove };
}
function urlOf(to, path) {
    return new URL(path, to.endpoint.origin);
}
function nameOf({ tag = 'latest', digest }) {
    return `manifest ${digest ?? tag}`;
}

;// CONCATENATED MODULE: ./src/adapters/store.ts
/**
 * In: references, digests and streams. Out: images in a folder, an OCI image layout (image-spec v1.1, image-layout.md).
 * Does what the registry does, for who has none: `index.json` holds the tags, `blobs/` what they lead to.
 * Never shows a half-written file, never trusts one that it reads, removes nothing but what it is told to.
 */









/** The annotation that makes an entry of `index.json` a tag (image-spec, annotations.md). */
const REF_NAME = 'org.opencontainers.image.ref.name';
const LOCK_PAUSE = 10; // milliseconds
const LOCK_STALE = 60_000; // held for milliseconds otherwise: who held it is gone
const LOCK_PATIENCE = 120_000;
/**
 * Opens a local store; the folder is made with the first write. Repositories share their blobs, so nothing is ever
 * 'mounted', and a digest is there for all of them when it is there for one. Several processes may use it at once.
 */
function openStore(folder) {
    const index = external_node_path_default().join(folder, 'index.json');
    const fileOf = (digest) => {
        if (!(0,core_reference/* isDigest */.Bc)(digest))
            throw (0,image_store/* registryError */.eo)('protocol', folder, `'${digest}' is no digest`);
        return external_node_path_default().join(folder, 'blobs', ...digest.split(':'));
    };
    async function entries() {
        const bytes = await orAbsent((0,external_node_fs_promises_.readFile)(index));
        const manifests = bytes === undefined ? [] : (0,oci/* parseObject */.lj)(bytes)?.manifests;
        if (Array.isArray(manifests) && manifests.every(oci/* isDescriptor */.ol))
            return manifests;
        throw (0,image_store/* registryError */.eo)('protocol', folder, 'its index.json is damaged');
    }
    /** The digest that a reference leads to; undefined when its tag is not there. */
    async function resolve(reference) {
        if (reference.digest !== undefined)
            return reference.digest;
        const name = tagName(reference);
        return (await entries()).find(({ annotations }) => annotations?.[REF_NAME] === name)?.digest;
    }
    async function manifest(reference) {
        const digest = await resolve(reference);
        const bytes = digest === undefined ? undefined : await orAbsent((0,external_node_fs_promises_.readFile)(fileOf(digest)));
        if (digest === undefined || bytes === undefined) {
            throw (0,image_store/* registryError */.eo)('not-found', folder, `it has no ${(0,core_reference/* formatReference */.FH)(reference)}`);
        }
        const found = (0,oci/* digestLike */.kG)(digest, bytes);
        if (found !== digest)
            throw (0,image_store/* mismatch */.J4)(folder, digest, `its bytes are ${found}`);
        const parsed = (0,oci/* parseManifest */.Ng)(bytes);
        if (parsed === undefined)
            throw (0,image_store/* registryError */.eo)('protocol', folder, `${digest} is no manifest`);
        return { digest, mediaType: mediaTypeOf(parsed), bytes };
    }
    async function head(reference) {
        try {
            if ((await resolve(reference)) === undefined)
                return { answer: 'no' };
            const { digest, mediaType, bytes } = await manifest(reference);
            return { answer: 'yes', digest, mediaType, size: bytes.length };
        }
        catch (error) {
            // Without a code it is a bug of ours.
            if (!(error instanceof Error) || codeOf(error) === undefined)
                throw error;
            // A tag that leads nowhere is damage, not absence.
            const absent = codeOf(error) === 'not-found' && reference.digest !== undefined;
            return absent ? { answer: 'no' } : { answer: 'unknown', reason: error.message };
        }
    }
    async function blob(_repository, wanted) {
        if (!(await hasBlob(_repository, wanted.digest))) {
            throw (0,image_store/* registryError */.eo)('not-found', folder, `it has no blob ${wanted.digest}`);
        }
        return (0,image_store/* verified */.zr)((0,external_node_fs_.createReadStream)(fileOf(wanted.digest)), wanted, folder);
    }
    async function hasBlob(_repository, digest) {
        return (await orAbsent((0,external_node_fs_promises_.stat)(fileOf(digest)))) !== undefined;
    }
    async function putBlob(repository, source) {
        if (await hasBlob(repository, source.digest))
            return 'present';
        try {
            await writeWhole(folder, fileOf(source.digest), (0,image_store/* verified */.zr)(source.open(), source, folder));
        }
        catch (error) {
            // As from a registry: wrong bytes are fetched once more.
            if (codeOf(error) !== 'digest-mismatch')
                throw error;
            await writeWhole(folder, fileOf(source.digest), (0,image_store/* verified */.zr)(source.open(), source, folder));
        }
        return 'uploaded';
    }
    /** Refuses, like a registry, a manifest whose parts are not there: order of writes is checked in both. */
    async function checkParts(name, parsed) {
        const { kind } = parsed;
        const parts = kind === 'index' ? parsed.index.manifests : [parsed.manifest.config, ...parsed.manifest.layers];
        for (const { digest, urls = [] } of parts) {
            if (urls.length > 0 || (await orAbsent((0,external_node_fs_promises_.stat)(fileOf(digest)))) !== undefined)
                continue;
            throw (0,image_store/* registryError */.eo)('protocol', folder, `${name} refers to ${digest}, which is not there`);
        }
    }
    async function putManifest(reference, bytes, mediaType) {
        const name = (0,core_reference/* formatReference */.FH)(reference);
        const digest = reference.digest === undefined ? (0,oci/* sha256 */.sc)(bytes) : (0,oci/* digestLike */.kG)(reference.digest, bytes);
        if (digest !== (reference.digest ?? digest))
            throw (0,image_store/* mismatch */.J4)(folder, name, `its bytes are ${digest}`);
        const parsed = (0,oci/* parseManifest */.Ng)(bytes, mediaType);
        if (parsed === undefined)
            throw (0,image_store/* registryError */.eo)('protocol', folder, `what is to be ${name} is no manifest`);
        await checkParts(name, parsed);
        await writeWhole(folder, fileOf(digest), [bytes]);
        const referral = referralOf(bytes, digest, mediaType);
        if (referral)
            await enlist(reference, referral);
        if (reference.digest !== undefined)
            return digest;
        const annotations = { [REF_NAME]: tagName(reference) };
        await setTag({ mediaType, digest, size: bytes.length, annotations });
        return digest;
    }
    /** As in a registry without the referrers API: the list is an index under a tag made of the digest. */
    async function listed(subject, digest) {
        const list = referrersTag(subject, digest);
        if ((await resolve(list)) === undefined)
            return [];
        return parseReferrers((await manifest(list)).bytes) ?? [];
    }
    async function enlist(repository, { subject, entry }) {
        await locked(external_node_path_default().join(folder, 'referrers.lock'), async () => {
            const bytes = withReferrer(await listed(repository, subject.digest), entry);
            if (bytes !== undefined)
                await putManifest(referrersTag(repository, subject.digest), bytes, oci/* OCI_INDEX */.$p);
        });
    }
    /** Repositories share their manifests: it goes when the last tag does. */
    async function remove(reference) {
        const { registry, repository, digest } = reference;
        const prefix = `${(0,core_reference/* formatReference */.FH)({ registry, repository })}:`;
        await changeTags((all) => all.filter((one) => one.digest !== digest || !(one.annotations?.[REF_NAME] ?? '').startsWith(prefix)));
        if ((await entries()).every((one) => one.digest !== digest))
            await (0,external_node_fs_promises_.rm)(fileOf(digest), { force: true });
    }
    async function tags({ registry, repository }) {
        const prefix = `${(0,core_reference/* formatReference */.FH)({ registry, repository })}:`;
        const names = (await entries()).map(({ annotations }) => annotations?.[REF_NAME] ?? '');
        return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    }
    async function setTag(entry) {
        const name = entry.annotations?.[REF_NAME];
        await changeTags((all) => [...all.filter(({ annotations }) => annotations?.[REF_NAME] !== name), entry]);
    }
    async function changeTags(change) {
        await locked(external_node_path_default().join(folder, 'index.lock'), async (stillOurs) => {
            const document = { schemaVersion: 2, mediaType: oci/* OCI_INDEX */.$p, manifests: change(await entries()) };
            await writeWhole(folder, external_node_path_default().join(folder, 'oci-layout'), [Buffer.from('{"imageLayoutVersion":"1.0.0"}')]);
            await writeWhole(folder, index, [Buffer.from(`${JSON.stringify(document, null, 2)}\n`)], stillOurs);
        });
    }
    const referrers = async (subject, type) => ofType(await listed(subject, subject.digest), type);
    return { head, manifest, blob, hasBlob, putBlob, putManifest, tags, referrers, remove };
}
function tagName({ registry, repository, tag = 'latest' }) {
    return (0,core_reference/* formatReference */.FH)({ registry, repository, tag });
}
function mediaTypeOf(parsed) {
    const [stated, types] = parsed.kind === 'index' ? [parsed.index.mediaType, oci/* INDEX_TYPES */.V] : [parsed.manifest.mediaType, oci/* IMAGE_TYPES */.eG];
    return stated ?? types[0] ?? '';
}
/** Writes a file under another name and moves it into place when all of it is there and `ready` agrees. */
async function writeWhole(folder, file, content, ready = () => Promise.resolve(true)) {
    const incoming = external_node_path_default().join(folder, 'incoming');
    await (0,external_node_fs_promises_.mkdir)(incoming, { recursive: true });
    await (0,external_node_fs_promises_.mkdir)(external_node_path_default().dirname(file), { recursive: true });
    const unfinished = external_node_path_default().join(incoming, (0,external_node_crypto_.randomUUID)());
    try {
        await (0,external_node_fs_promises_.writeFile)(unfinished, content, { flag: 'wx' });
        if (!(await ready()))
            throw (0,image_store/* registryError */.eo)('unavailable', folder, 'its lock was taken away while it was held');
        await (0,external_node_fs_promises_.rename)(unfinished, file);
    }
    finally {
        await (0,external_node_fs_promises_.rm)(unfinished, { force: true });
    }
}
/** Does `work` while nobody else does. A lock that has been held for a minute is left over from a dead process. */
async function locked(file, work) {
    const token = (0,external_node_crypto_.randomUUID)();
    await takeLock(file, token);
    const stillOurs = async () => (await orAbsent((0,external_node_fs_promises_.readFile)(file, 'utf8'))) === token;
    try {
        await work(stillOurs);
    }
    finally {
        if (await stillOurs())
            await (0,external_node_fs_promises_.rm)(file, { force: true });
    }
}
async function takeLock(file, token) {
    await (0,external_node_fs_promises_.mkdir)(external_node_path_default().dirname(file), { recursive: true });
    for (let waited = 0; waited < LOCK_PATIENCE; waited += LOCK_PAUSE) {
        if (await createLock(file, token))
            return;
        const age = Date.now() - ((await orAbsent((0,external_node_fs_promises_.stat)(file)))?.mtimeMs ?? Date.now());
        // Moved away first: of two who see it stale, one gets it.
        if (age > LOCK_STALE)
            await orAbsent((0,external_node_fs_promises_.rename)(file, `${file}.${token}`).then(() => (0,external_node_fs_promises_.rm)(`${file}.${token}`)));
        else
            await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE * (0.5 + Math.random())));
    }
    throw (0,image_store/* registryError */.eo)('unavailable', external_node_path_default().dirname(file), `others hold ${file}`);
}
async function createLock(file, token) {
    try {
        const handle = await (0,external_node_fs_promises_.open)(file, 'wx');
        await handle.writeFile(token).finally(() => handle.close());
        return true;
    }
    catch (error) {
        if (codeOf(error) === 'EEXIST')
            return false;
        throw error;
    }
}
/** The result, or undefined where there is no such file. */
async function orAbsent(work) {
    try {
        return await work;
    }
    catch (error) {
        if (codeOf(error) === 'ENOENT')
            return undefined;
        throw error;
    }
}
function codeOf(error) {
    return error instanceof Error && 'code' in error ? error.code : undefined;
}

// EXTERNAL MODULE: external "node:path/posix"
var posix_ = __webpack_require__(3916);
;// CONCATENATED MODULE: ./src/adapters/work-tree.ts
// The user's own work tree: git, asked what differs from a revision. In: a folder of a work tree, a revision as the user wrote it. Out: paths, and
// texts as they were. Only reads; nothing that a repository's own configuration names is run.


/** Programs that a configuration may name are not ours to start; nothing is locked for others. */
const GIT = ['git', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-optional-locks'];
/**
 * What differs between a revision and the files as they lie there, those that git does not know yet included. Gives words
 * instead where git cannot tell.
 */
async function changedSince(folder, revision) {
    const git = (...words) => (0,adapters_process/* run */.eF)([...GIT, '-C', folder, ...words]);
    const up = await git('rev-parse', '--show-cdup');
    if (up.code !== 0)
        return faultOf(up);
    // What begins with a dash would be taken for an option.
    if (revision.startsWith('-'))
        return `there is no revision '${revision}'`;
    const found = await git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
    const commit = found.stdout.trim();
    if (found.code !== 0 || !/^[0-9a-f]{40,64}$/.test(commit))
        return `there is no revision '${revision}'`;
    const top = (0,posix_.join)(folder, up.stdout.trim());
    const atTop = (...words) => (0,adapters_process/* run */.eF)([...GIT, '-C', top, ...words]);
    const options = ['--name-only', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=none', '-z'];
    const differing = await atTop('diff', ...options, commit, '--');
    const unknown = await atTop('ls-files', '--others', '--exclude-standard', '-z');
    const failed = [differing, unknown].find(({ code }) => code !== 0);
    if (failed)
        return faultOf(failed);
    const names = [differing, unknown].flatMap(({ stdout }) => stdout.split('\0').filter((name) => name !== ''));
    return {
        paths: names.map((name) => (0,posix_.join)(top, name)),
        async readOld(path) {
            const shown = await atTop('cat-file', 'blob', `${commit}:${(0,posix_.relative)(top, path)}`);
            return shown.code === 0 ? shown.stdout : undefined;
        },
    };
}
/** The commit that a folder's work tree stands on; its time is when it was made as it is, rebased or merged. */
async function commitAt(folder) {
    const shown = await (0,adapters_process/* run */.eF)([
        ...GIT,
        '-C',
        folder,
        'show',
        '--no-patch',
        '--no-show-signature',
        '--format=%H %ct',
        'HEAD',
    ]);
    if (shown.code !== 0)
        return faultOf(shown);
    const [, id, seconds] = /^([0-9a-f]{40,64}) ([0-9]{1,12})$/.exec(shown.stdout.trim()) ?? [];
    return id === undefined ? 'git tells of no commit' : { id, time: Number(seconds) * 1000 };
}
function faultOf({ stderr, code }) {
    if (code === 127)
        return 'git is not installed';
    return stderr.trim().split('\n')[0] ?? `git ended with ${code}`;
}

;// CONCATENATED MODULE: ./src/adapters/store-sweep.ts
// Tidies the folder of a local store. In: the folder. Out: nothing; blobs that no tag leads to are gone. What was written
// within the last day stays: a build that runs writes blobs before what refers to them.



const DAY = 86_400_000;
/** Removes what `index.json` does not lead to. `now`: milliseconds since 1970. Nothing to do without a store. */
async function sweepStore(folder, now) {
    const text = await (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(folder, 'index.json')).catch(() => undefined);
    const roots = text === undefined ? undefined : (0,oci/* parseObject */.lj)(text)?.manifests;
    // A damaged store is for who looks into it, not to be emptied.
    if (!Array.isArray(roots) || !roots.every(oci/* isDescriptor */.ol))
        return;
    const reached = new Set();
    for (const { digest } of roots)
        await reach(folder, digest, reached);
    for (const algorithm of await (0,external_node_fs_promises_.readdir)((0,external_node_path_.join)(folder, 'blobs'))) {
        for (const name of await (0,external_node_fs_promises_.readdir)((0,external_node_path_.join)(folder, 'blobs', algorithm))) {
            if (reached.has(`${algorithm}:${name}`))
                continue;
            const file = (0,external_node_path_.join)(folder, 'blobs', algorithm, name);
            const { mtimeMs } = await (0,external_node_fs_promises_.stat)(file);
            if (now - mtimeMs > DAY)
                await (0,external_node_fs_promises_.rm)(file, { force: true });
        }
    }
}
async function reach(folder, digest, reached) {
    if (reached.has(digest))
        return;
    reached.add(digest);
    const bytes = await (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(folder, 'blobs', ...digest.split(':'))).catch(() => undefined);
    const parsed = bytes && (0,oci/* parseManifest */.Ng)(bytes);
    if (parsed?.kind === 'index')
        for (const one of parsed.index.manifests)
            await reach(folder, one.digest, reached);
    if (parsed?.kind === 'image') {
        for (const one of [parsed.manifest.config, ...parsed.manifest.layers])
            reached.add(one.digest);
    }
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./src/adapters/tree.ts
// Ebuild repositories, read as far as they are wanted. In: a folder, or the layers of an image that holds one.
// Out: the bytes of files by path. What is wanted is core's to say.







/** Files of a repository in a folder; none where there is no such folder. */
async function readTree(folder, wanted) {
    const files = new Map();
    await readInto(files, folder, '', wanted);
    return files;
}
async function readInto(files, root, folder, wanted) {
    const entries = await (0,external_node_fs_promises_.readdir)((0,posix_.join)(root, folder), { withFileTypes: true }).catch((error) => {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    });
    for (const entry of entries) {
        const path = (0,posix_.join)(folder, entry.name);
        // Gentoo's own repository has no links; others may.
        const is = entry.isSymbolicLink() ? await (0,external_node_fs_promises_.stat)((0,posix_.join)(root, path)).catch(() => undefined) : entry;
        if (is?.isDirectory() && wanted.isFolder(path))
            await readInto(files, root, path, wanted);
        else if (is?.isFile() && wanted.isFile(path))
            files.set(path, await (0,external_node_fs_promises_.readFile)((0,posix_.join)(root, path)));
    }
}
const tree_PLAIN = new Set([oci/* OCI_LAYER */.QP, 'application/vnd.docker.image.rootfs.diff.tar']);
const GZIP = new Set([oci/* OCI_LAYER_GZIP */.BQ, 'application/vnd.docker.image.rootfs.diff.tar.gzip']);
/**
 * The same of an image's layers, lowest first; `root` is where the repository lies in it. Undefined where a layer is
 * compressed in a way that cannot be read here, or has links in the place of files. Later layers win, and take away what they say is gone.
 */
async function readTreeLayers(layers, root, wanted) {
    if (!layers.every(({ mediaType }) => tree_PLAIN.has(mediaType) || GZIP.has(mediaType)))
        return undefined;
    const files = new Map();
    const top = `${root.replaceAll(/^\/+|\/+$/g, '')}/`;
    let isWhole = true;
    for (const layer of layers)
        isWhole = (await readLayer(layer, top, files, wanted)) && isWhole;
    return isWhole ? files : undefined;
}
async function readLayer({ mediaType, open }, top, files, wanted) {
    let isWhole = true;
    const archive = (0,tar_stream.extract)();
    const source = external_node_stream_.Readable.from(await open());
    const done = GZIP.has(mediaType) ? (0,external_node_stream_promises_.pipeline)(source, (0,external_node_zlib_.createGunzip)(), archive) : (0,external_node_stream_promises_.pipeline)(source, archive);
    // What fails ends the archive too, so that the loop below throws it.
    done.catch(() => undefined);
    const fresh = new Map();
    for await (const entry of archive) {
        const name = entry.header.name.replace(/^(\.?\/)+/, '');
        const gone = goneBy(name, top);
        if (gone !== undefined)
            removeBelow(files, gone);
        const path = gone === undefined && name.startsWith(top) ? name.slice(top.length) : '';
        const isWanted = path !== '' && wanted.isFile(path);
        if (isWanted && isLink(entry.header.type))
            isWhole = false;
        if (isWanted && entry.header.type === 'file') {
            const chunks = [];
            for await (const chunk of entry)
                chunks.push(chunk);
            fresh.set(path, Buffer.concat(chunks));
        }
        else {
            entry.resume();
        }
    }
    await done;
    for (const [path, bytes] of fresh)
        files.set(path, bytes);
    return isWhole;
}
function isLink(type) {
    return type === 'link' || type === 'symlink';
}
/** What a whiteout takes away: a path below the repository, '' for all of it; undefined for what is none. */
function goneBy(name, top) {
    const at = name.lastIndexOf('/') + 1;
    if (!name.startsWith('.wh.', at))
        return undefined;
    const isOpaque = name.slice(at) === '.wh..wh..opq';
    const path = isOpaque ? name.slice(0, at) : `${name.slice(0, at)}${name.slice(at + 4)}/`;
    if (top.startsWith(path))
        return '';
    return path.startsWith(top) ? path.slice(top.length) : undefined;
}
function removeBelow(files, folder) {
    for (const path of files.keys())
        if (`${path}/`.startsWith(folder))
            files.delete(path);
}

;// CONCATENATED MODULE: ./src/core/layered-store.ts
// Two stores as one: what is written goes to the near one, what is read comes from there or else from the far one.
// In: two stores, and where a reference of the near one is found in the far one. Out: a store. For runs that may read a
// registry, but not write to it, or write only below a path of their own.

/** `near` takes all writes; `far` is only read, under the reference that `move` makes of the near one. */
function layerStores(near, far, move = (reference) => reference) {
    async function isNear(reference) {
        return (await near.head(reference)).answer === 'yes';
    }
    return {
        async head(reference) {
            const there = await near.head(reference);
            if (there.answer === 'yes')
                return there;
            const beyond = await far.head(move(reference));
            // A damaged near store does not make "don't know" a "no".
            return beyond.answer === 'no' ? there : beyond;
        },
        async manifest(reference) {
            return (await isNear(reference)) ? await near.manifest(reference) : await far.manifest(move(reference));
        },
        async blob(repository, descriptor) {
            if (await near.hasBlob(repository, descriptor.digest))
                return await near.blob(repository, descriptor);
            return await far.blob(move(repository), descriptor);
        },
        async hasBlob(repository, digest) {
            return (await near.hasBlob(repository, digest)) || (await far.hasBlob(move(repository), digest));
        },
        async putBlob(repository, blob, from = []) {
            return await near.putBlob(repository, blob, [...from, ...from.map(move)]);
        },
        async putManifest(reference, bytes, mediaType) {
            // What is only named anew may lie in the far store: the near one gets its parts first, as every store wants them.
            const parsed = (0,oci/* parseManifest */.Ng)(bytes, mediaType);
            const parts = parsed?.kind === 'image' ? [parsed.manifest.config, ...parsed.manifest.layers] : [];
            for (const part of parts) {
                if (await near.hasBlob(reference, part.digest))
                    continue;
                if (!(await far.hasBlob(move(reference), part.digest)))
                    continue;
                const open = () => readBlob(far, move(reference), part);
                await near.putBlob(reference, { digest: part.digest, size: part.size, open }, [move(reference)]);
            }
            return await near.putManifest(reference, bytes, mediaType);
        },
        async tags(repository) {
            const [own, others] = await Promise.all([near.tags(repository), far.tags(move(repository))]);
            return [...new Set([...own, ...others])];
        },
        async referrers(reference, artifactType) {
            const [own, others] = await Promise.all([
                near.referrers(reference, artifactType),
                far.referrers(move(reference), artifactType),
            ]);
            const known = new Set(own.map(({ digest }) => digest));
            return [...own, ...others.filter(({ digest }) => !known.has(digest))];
        },
        async remove(reference) {
            await near.remove(reference);
        },
    };
}
/**
 * The place in the registry itself of what is read below a path of its own: `ghcr.io/acme/pr-7/base` is
 * `ghcr.io/acme/base`. `registry`: `ghcr.io/acme`; `below`: `pr-7`.
 */
function moverFrom(registry, below) {
    const [host = '', ...path] = registry.split('/');
    const from = [...path, below, ''].join('/');
    const to = path.map((part) => `${part}/`).join('');
    return (reference) => {
        if (reference.registry !== host || !reference.repository.startsWith(from))
            return reference;
        return { ...reference, repository: `${to}${reference.repository.slice(from.length)}` };
    };
}
/** Asked for only when it is read. */
async function* readBlob(store, from, part) {
    yield* await store.blob(from, part);
}

// EXTERNAL MODULE: ./src/core/engine-choice.ts
var engine_choice = __webpack_require__(9713);
// EXTERNAL MODULE: ./src/run-folder.ts
var run_folder = __webpack_require__(6091);
;// CONCATENATED MODULE: ./src/real-world.ts
// The real world, assembled from the adapters. In: where we are and how output is shown. Out: a `World`.
// The roof's own wiring: no decisions, no catches.




























/** A timer of Node's can wait no longer than 24 days. */
const MOST_MINUTES = 35_000;
const CLOCK = {
    now: Date.now,
    sleep: async (ms) => {
        await (0,promises_.setTimeout)(ms);
    },
};
/** Assembles the world of a process. */
function openWorld(options) {
    const { screen, folder, imagesFile, engine, scripts, signal, budgetMinutes, clock = CLOCK } = options;
    const { timeouts = {} } = options;
    const absolute = (0,external_node_path_.resolve)(folder);
    const random = () => `${options.run ?? ''}${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`;
    const log = (line) => {
        screen.say(line);
    };
    const temporary = options.temporary ?? process.env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)();
    const cache = (0,external_node_path_.join)(process.env.XDG_CACHE_HOME ?? (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.cache'), 'gentoo-image-builder');
    // An engine is needed before the images file is read, and reaches registries after it was.
    let access = () => ({});
    return {
        files: files,
        engine: (0,engine_choice/* deferEngine */.Zk)(() => openEngine(engine, random, (host) => access(host))),
        git: { commitOf: commitOf, checkOut: checkOut },
        secretOf: (name) => process.env[name],
        download: openDownloads(openHttp({ access: (host) => access(host), proxy: process.env, timeouts })),
        screen,
        folder: absolute,
        scripts,
        temporary,
        packages: options.packages ?? (0,external_node_path_.join)(cache, 'packages'),
        cache,
        logs: logsFolder(),
        openLog: (path) => openLogFile(path, { most: MOST_LOGGED }),
        now: Date.now,
        clock,
        random,
        signal,
        budget: budgetMinutes === undefined ? undefined : AbortSignal.timeout(Math.min(budgetMinutes, MOST_MINUTES) * 60_000),
        stores: (catalog, push, below) => {
            access = accessOf(catalog, (0,external_node_path_.join)(absolute, imagesFile, '..'));
            return openStores(catalog, push, below, access, options);
        },
        openLayout: openStore,
        archive: dockerArchive,
        openArchive: openArchive,
        compress: compress,
        runScript,
        pack: pack,
        unpack: unpack,
        changedSince: changedSince,
        actionsCache: () => (hasActionsCache(process.env) ? openActionsCache((0,run_folder/* cacheFolder */.n)(), { clock, log }) : undefined),
        actionsEntries: () => {
            const { GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token, GITHUB_API_URL: url } = process.env;
            return repository && token ? openActionsEntries({ repository, token, url }) : undefined;
        },
        commitAt: commitAt,
        readTree: readTree,
        readTreeLayers: readTreeLayers,
    };
}
/** Bytes of a log; emerge prints less than a tenth of it for the largest of packages. */
const MOST_LOGGED = 256 * 1024 * 1024;
/** Where a later step of the job finds them; else where programs keep such things. */
function logsFolder() {
    const { RUNNER_TEMP, XDG_STATE_HOME } = process.env;
    if (RUNNER_TEMP !== undefined)
        return (0,external_node_path_.join)(RUNNER_TEMP, 'gentoo-image-builder-logs');
    return (0,external_node_path_.join)(XDG_STATE_HOME ?? (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.local', 'state'), 'gentoo-image-builder', 'logs');
}
/** The runner's own tokens and our inputs are not for the user's commands. */
async function runScript({ text, folder, environment, onLine, signal }) {
    const ours = Object.keys(process.env).filter((name) => /^(INPUT|ACTIONS)_/.test(name));
    const argv = ['env', ...ours.flatMap((name) => ['-u', name]), 'bash', '-euo', 'pipefail', '-c', text, 'command'];
    return await (0,adapters_process/* stream */.Td)(argv, { cwd: folder, env: environment, onLine, signal, group: true });
}
/** The one registry whose images are removed by another interface. */
const GHCR = 'ghcr.io';
async function openEngine(input, random, access) {
    const docker = input === 'auto' ? await findDocker() : undefined;
    const found = { docker: docker === undefined, podman: docker !== undefined && (await findPodman()) };
    const chosen = (0,engine_choice/* chooseEngine */.mN)(input, found);
    if (chosen === undefined && docker)
        throw (0,engine_choice/* noEngine */.qq)(docker);
    return chosen === 'podman' ? openPodman(access) : openDocker(random);
}
/** What the images file says of registries; certificates are named from its folder. */
function accessOf(catalog, folder) {
    const folders = certificateFolders(process.env, (0,external_node_os_.homedir)());
    return (host) => {
        const { insecure, ca, mirror } = catalog.registries.get(host) ?? {};
        const found = ca === undefined ? readAuthorities(folders, host) : (0,external_node_fs_.readFileSync)((0,external_node_path_.resolve)(folder, ca), 'utf8');
        const authority = insecure === true ? undefined : found;
        return {
            ...(insecure !== undefined && { insecure }),
            ...(authority !== undefined && { ca: authority }),
            ...(mirror !== undefined && { mirror }),
        };
    };
}
function openStores(catalog, push, below, access, options) {
    const { screen, clock = CLOCK, timeouts = {} } = options;
    const credentials = readDockerCredentials(credentialFiles(process.env, (0,external_node_os_.homedir)()), adapters_process/* run */.eF);
    const client = openRegistry({
        send: openHttp({ access, proxy: process.env, timeouts }),
        access,
        credentials,
        clock,
        log: (line) => {
            screen.say(line);
        },
    });
    const data = process.env.XDG_DATA_HOME ?? (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.local', 'share');
    const folder = (0,external_node_path_.join)(data, 'gentoo-image-builder', 'store');
    const local = openStore(folder);
    const packages = openPackages({
        token: async () => {
            const login = await credentials(GHCR, '');
            return process.env.GITHUB_TOKEN ?? (login && 'password' in login ? login.password : undefined);
        },
        url: process.env.GITHUB_API_URL,
    });
    const registries = {
        ...client,
        remove: async (reference) => {
            const { registry, repository, digest } = reference;
            await (registry === GHCR ? packages.remove(repository, digest) : client.remove(reference));
        },
    };
    const sweep = async () => {
        await sweepStore(folder, Date.now());
    };
    const own = {
        registries,
        repositories: async (registry, path) => {
            const [owner = ''] = path.split('/');
            const all = await (registry === GHCR ? packages.repositories(owner) : client.repositories(registry));
            return all?.filter((name) => path === '' || name.startsWith(`${path}/`));
        },
        locate: (reference) => Promise.resolve(reference),
        withLogin: async ({ registry, repository }, work) => {
            const host = access(registry).mirror ?? registry;
            return await withLoginFolder(host, await credentials(host, repository), work);
        },
    };
    if (catalog.registry === undefined)
        return { ...own, images: local, near: local, sweep };
    if (!push)
        return { ...own, images: layerStores(local, registries), near: local, sweep };
    if (below === undefined)
        return { ...own, images: registries, near: registries };
    const move = moverFrom(catalog.registry.slice(0, -`/${below}`.length), below);
    return {
        ...own,
        images: layerStores(registries, registries, move),
        near: registries,
        locate: async (reference) => ((await registries.head(reference)).answer === 'yes' ? reference : move(reference)),
    };
}


/***/ })

};
