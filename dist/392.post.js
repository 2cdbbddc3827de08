export const id = 392;
export const ids = [392];
export const modules = {

/***/ 1392:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   removeLeftovers: () => (/* binding */ removeLeftovers)
/* harmony export */ });
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4064);
// What a process that was killed left in the engines. In: the number of its run, which all its names end with.
// Out: nothing of it is there any more. An engine that is not there has nothing.

/** Milliseconds in which an engine has answered. */
const PATIENCE = 60_000;
/** Removes the containers of a run, with their volumes, and the images that it gave names for a test. */
async function removeLeftovers(number) {
    for (const engine of ['docker', 'podman']) {
        const containers = await list([engine, 'ps', '--all', '--quiet', '--filter', `name=^/?gib-.*-${number}`]);
        if (containers.length > 0)
            await (0,_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)([engine, 'rm', '--force', '--volumes', ...containers]);
        const pattern = `reference=localhost/gentoo-image-builder/test:${number}*`;
        const images = await list([engine, 'image', 'ls', '--filter', pattern, '--format', '{{.Repository}}:{{.Tag}}']);
        if (images.length > 0)
            await (0,_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)([engine, 'image', 'rm', ...images]);
    }
}
async function list(argv) {
    const { code, stdout } = await (0,_process_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)(argv, { timeoutMs: PATIENCE });
    return code === 0 ? stdout.split('\n').filter((line) => line !== '') : [];
}


/***/ }),

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


/***/ })

};
