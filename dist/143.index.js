export const id = 143;
export const ids = [143];
export const modules = {

/***/ 7947:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hh: () => (/* binding */ parseRecord),
/* harmony export */   Tk: () => (/* binding */ isEntry),
/* harmony export */   _5: () => (/* binding */ isUnchanged),
/* harmony export */   jQ: () => (/* binding */ packagesIn),
/* harmony export */   nF: () => (/* binding */ KEY_PREFIX)
/* harmony export */ });
/* unused harmony export parseKey */
/* harmony import */ var _canonical_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(457);
/* harmony import */ var _stock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(601);
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
    const value = (0,_canonical_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(text);
    if (!(0,_canonical_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(value) || value.scheme !== 1 || !Array.isArray(value.entries))
        return undefined;
    const entries = value.entries;
    return entries.every(isEntry) ? { scheme: 1, entries } : undefined;
}
/** True for an entry whose path stays below its folder. */
function isEntry(value) {
    if (!(0,_canonical_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(value))
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

/***/ 3380:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BH: () => (/* binding */ DOCKER_STYLE),
/* harmony export */   QG: () => (/* binding */ USUAL_TREE),
/* harmony export */   V$: () => (/* binding */ changedByCommit),
/* harmony export */   Yy: () => (/* binding */ createBuilderArgv),
/* harmony export */   cI: () => (/* binding */ commitArgv),
/* harmony export */   e5: () => (/* binding */ containerNameFor),
/* harmony export */   hy: () => (/* binding */ withoutInit),
/* harmony export */   pt: () => (/* binding */ removeArgv),
/* harmony export */   v$: () => (/* binding */ buildArgv),
/* harmony export */   vk: () => (/* binding */ createTestArgv),
/* harmony export */   wH: () => (/* binding */ mountArgv),
/* harmony export */   yF: () => (/* binding */ PODMAN_STYLE),
/* harmony export */   yt: () => (/* binding */ treeIn)
/* harmony export */ });
/* harmony import */ var _canonical_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(457);
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
    const text = (0,_canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalJson */ .dj)(value);
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


/***/ }),

/***/ 9532:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ openTail),
/* harmony export */   UJ: () => (/* binding */ keepable),
/* harmony export */   yr: () => (/* binding */ openCutter)
/* harmony export */ });
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


/***/ }),

/***/ 1403:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $v: () => (/* binding */ EMPTY_CONFIG),
/* harmony export */   Ck: () => (/* binding */ referrersPath),
/* harmony export */   LN: () => (/* binding */ referrersTag),
/* harmony export */   Me: () => (/* binding */ withReferrer),
/* harmony export */   _S: () => (/* binding */ parseReferrers),
/* harmony export */   gp: () => (/* binding */ ofType),
/* harmony export */   pm: () => (/* binding */ jsonArtifact),
/* harmony export */   si: () => (/* binding */ artifactManifest),
/* harmony export */   tO: () => (/* binding */ referralOf),
/* harmony export */   u: () => (/* binding */ EMPTY_BLOB),
/* harmony export */   wg: () => (/* binding */ EMPTY)
/* harmony export */ });
/* harmony import */ var _canonical_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(457);
/* harmony import */ var _oci_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(754);
/**
 * What refers to an image: its results, later its SBOM. In: manifests with a `subject`, answers of registries.
 * Out: paths, tags, lists of descriptors, and the bytes of an index of them.
 * Never asks. Source: distribution-spec v1.1, "Listing Referrers" (end-12a, end-12b), "Referrers Tag Schema".
 */


/** Whom a manifest refers to, if anybody, and how it will be listed. */
function referralOf(bytes, digest, mediaType) {
    const parsed = (0,_oci_js__WEBPACK_IMPORTED_MODULE_0__/* .parseManifest */ .Ng)(bytes, mediaType);
    const document = parsed?.kind === 'image' ? parsed.manifest : parsed?.index;
    const subject = document?.subject;
    if (!document || !(0,_oci_js__WEBPACK_IMPORTED_MODULE_0__/* .isDescriptor */ .ol)(subject))
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
    const list = (0,_oci_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(bytes)?.manifests;
    return Array.isArray(list) && list.every(_oci_js__WEBPACK_IMPORTED_MODULE_0__/* .isDescriptor */ .ol) ? list : undefined;
}
/** Of one type, where one is asked for: registries need not filter. */
function ofType(list, artifactType) {
    return list.filter((entry) => artifactType === undefined || entry.artifactType === artifactType);
}
/** The list with one entry more, as the bytes of an index; undefined when it has the entry already. */
function withReferrer(list, entry) {
    if (list.some(({ digest }) => digest === entry.digest))
        return undefined;
    return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: _oci_js__WEBPACK_IMPORTED_MODULE_0__/* .OCI_INDEX */ .$p, manifests: [...list, entry] }));
}
/** The content of what is there only because a manifest has to name it (image-spec, "Guidance for an Empty Descriptor"). */
const EMPTY = '{}';
const EMPTY_BLOB = { digest: (0,_oci_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .sc)(EMPTY), size: EMPTY.length };
/** The configuration of an artifact that has none. */
const EMPTY_CONFIG = { mediaType: _oci_js__WEBPACK_IMPORTED_MODULE_0__/* .OCI_EMPTY */ .g1, ...EMPTY_BLOB };
/** An artifact with one blob, JSON. Equal documents give equal bytes. */
function jsonArtifact(subject, artifactType, document, annotations) {
    const blob = Buffer.from(`${(0,_canonical_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalJson */ .dj)(document)}\n`);
    const content = { digest: (0,_oci_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .sc)(blob), size: blob.length };
    const manifestBytes = artifactManifest(subject, artifactType, content, EMPTY_CONFIG, annotations);
    return { digest: (0,_oci_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .sc)(manifestBytes), manifestBytes, blobs: [Buffer.from(EMPTY), blob] };
}
/** The manifest of an artifact with one blob. */
function artifactManifest(subject, artifactType, blob, config, annotations) {
    const { mediaType, digest, size } = subject;
    const manifest = {
        schemaVersion: 2,
        mediaType: _oci_js__WEBPACK_IMPORTED_MODULE_0__/* .OCI_MANIFEST */ .EG,
        artifactType,
        config,
        layers: [{ mediaType: artifactType, digest: blob.digest, size: blob.size }],
        subject: { mediaType, digest, size },
        annotations,
    };
    return Buffer.from(JSON.stringify(manifest));
}


/***/ }),

/***/ 7253:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R$: () => (/* binding */ retrying),
/* harmony export */   bW: () => (/* binding */ givenUp),
/* harmony export */   fu: () => (/* binding */ backOff),
/* harmony export */   mu: () => (/* binding */ parseRetryAfter)
/* harmony export */ });
/* unused harmony export MOST_TRIES */
/* harmony import */ var _image_store_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4754);
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
async function retrying(world, attempt, longTries = false) {
    const begun = world.clock.now();
    let waited = 0;
    for (let tries = 1;; tries++) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!(0,_image_store_js__WEBPACK_IMPORTED_MODULE_0__/* .isRegistryError */ .IP)(error))
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


/***/ }),

/***/ 601:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JV: () => (/* binding */ distfilesName),
/* harmony export */   Vi: () => (/* binding */ stateName),
/* harmony export */   g7: () => (/* binding */ treeOf),
/* harmony export */   yh: () => (/* binding */ stockName)
/* harmony export */ });
/* unused harmony exports imageOfStock, stockPart */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _canonical_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(457);
/* harmony import */ var _graph_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2479);
// The stock of an image: binary packages that an earlier build of it made. In: a node and the ingredients of its chain.
// Out: the name under which its stock is kept. Different compilers, settings, profiles and stage3s never share one;
// whether a single package still fits is the container's to tell, which knows the ebuilds (packages.sh).



/** Variables of make.conf that choose packages, or say from where and how fast. Portage itself compares USE flags. */
const NO_MATTER = /^(USE|ACCEPT_KEYWORDS|ACCEPT_LICENSE|MAKEOPTS|GENTOO_MIRRORS|EMERGE_DEFAULT_OPTS|PORTAGE_.*|NINJAOPTS)$/;
/** The nodes whose configuration a builder has, its own first, the initial builder last. */
function lineOf(graph, node) {
    if (node.kind === 'builder')
        return [node];
    const before = (0,_graph_js__WEBPACK_IMPORTED_MODULE_1__/* .nodeOf */ .E7)(graph, node.startsFrom);
    return before.kind === 'builder' || before.kind === 'gentoo' ? [node, ...lineOf(graph, before)] : [node];
}
/** The name of a node's stock: `packages-base-<hash>`, good for a folder, for a tag, and for a key of a cache. */
function stockName(graph, prints, node) {
    const initial = prints.get((0,_graph_js__WEBPACK_IMPORTED_MODULE_1__/* .initialOf */ .k0)(graph, node)?.id ?? '')?.ingredients ?? {};
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
function imageOfStock(name) {
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
    const { make_conf: makeConf = {}, profile, package_env: perPackage } = (0,_canonical_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(portage) ? portage : {};
    const variables = Object.entries((0,_canonical_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(makeConf) ? makeConf : {}).filter(([name]) => !NO_MATTER.test(name));
    return { variables, profile, perPackage, environment };
}
function shortHash(value) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update((0,_canonical_js__WEBPACK_IMPORTED_MODULE_2__/* .canonicalJson */ .dj)(value)).digest('hex').slice(0, 16);
}


/***/ })

};
