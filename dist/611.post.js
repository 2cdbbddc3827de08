export const id = 611;
export const ids = [611];
export const modules = {

/***/ 6611:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseNotes: () => (/* binding */ parseNotes),
  saveNoted: () => (/* binding */ saveNoted)
});

// UNUSED EXPORTS: openCache

// EXTERNAL MODULE: ./src/core/canonical.ts
var canonical = __webpack_require__(457);
;// CONCATENATED MODULE: ./src/core/layout.ts
// What is kept where in a registry, or in the local store. In: a catalog's registry and a node. Out: references.
// The one place that makes repository names; never asks whether anything is there.
/** Stands for a registry where there is none: engines never pull from it by themselves. */
const LOCAL_REGISTRY = 'localhost';
/** The repository of a node's target: `<registry>/<section>/<name>`. */
function targetRepository(catalog, node) {
    return repository(catalog, node, node.name);
}
/** The repository of a node's builder: `<registry>/<section>/builder-<name>`. */
function builderRepository(catalog, node) {
    return repository(catalog, node, node.kind === 'builder' ? node.name : `builder-${node.name}`);
}
/** The commit record of a node: of an image its target, of an initial builder its scratch. */
function contentReference(catalog, node, fingerprint) {
    const place = node.kind === 'builder' ? builderRepository(catalog, node) : targetRepository(catalog, node);
    return { ...place, tag: fingerprint };
}
/** A target that is there, but whose test has not passed yet. */
function untestedReference(catalog, node, fingerprint) {
    return { ...targetRepository(catalog, node), tag: `${fingerprint}-untested` };
}
/** A target that has passed the tests and the budget that `demands` stands for: a further name beside its content tag. */
function passedReference(catalog, node, fingerprint, demands) {
    return { ...targetRepository(catalog, node), tag: `${fingerprint}-passed-${demands}` };
}
/** True for tags that only this program reads: of content, of tests, of what refers to an image. */
function isOwnTag(tag) {
    return /^f\d+-[0-9a-f]{32}(-|$)/.test(tag) || /^sha(256|512)-[0-9a-f]{64,}/.test(tag);
}
/** The builder image of a node. */
function builderReference(catalog, node, fingerprint) {
    return { ...builderRepository(catalog, node), tag: fingerprint };
}
/** `builder-core` stays in the engine: every scratch of the same core starts from it. */
function coreReference(core) {
    return { registry: LOCAL_REGISTRY, repository: 'gentoo-image-builder/builder-core', tag: core };
}
/** A target in the engine for its test only; `random` tells runs apart. */
function testReference(random) {
    return { registry: LOCAL_REGISTRY, repository: 'gentoo-image-builder/test', tag: random };
}
/** Where `cache: registry` keeps what a file's images need between jobs: `<registry>/<section of the file>/cache`. */
function cacheRepository(registry, section) {
    const [host = LOCAL_REGISTRY, ...path] = registry.split('/');
    return { registry: host, repository: [...path, section, 'cache'].filter((part) => part !== '').join('/') };
}
/** `ghcr.io/acme` is a host and the path that everything lies below. */
function repository(catalog, node, name) {
    const [host = LOCAL_REGISTRY, ...path] = (catalog.registry ?? LOCAL_REGISTRY).split('/');
    const parts = [...path, node.section, name].filter((part) => part !== '');
    return { registry: host, repository: parts.join('/') };
}

// EXTERNAL MODULE: external "node:path/posix"
var posix_ = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/core/cache-record.ts + 1 modules
var cache_record = __webpack_require__(2019);
// EXTERNAL MODULE: ./src/core/image-store.ts
var image_store = __webpack_require__(4754);
;// CONCATENATED MODULE: ./src/commands/kept.ts
// Folders that a cache keeps between jobs: binary packages of an image, its distfiles, its preserved state.
// In: a service, notes of what is to be kept. Out: files restored, each compared with its digest before emerge sees it;
// files kept, one by one. A cache is no reason to fail: what does not work is one warning, and left out from then on.



/** What Portage needs beside the packages, and packages.sh beside Portage. */
const NEEDED = ['offered/Packages', 'settings'];
/** With what a job that was killed did not come to write. */
const INDEX = [...NEEDED, 'offered/stamps'];
/** What goes wrong with a cache is told once, and ends its use. */
function kept_cautious(service, tell) {
    let broken = false;
    const careful = async (otherwise, work) => {
        if (broken)
            return otherwise;
        try {
            return await work();
        }
        catch (error) {
            if ((0,image_store/* isRegistryError */.IP)(error) && error.code === 'digest-mismatch')
                throw error;
            broken = true;
            tell(`the cache does not work and is left out: ${error instanceof Error ? error.message : String(error)}`);
            return otherwise;
        }
    };
    return {
        find: (name) => careful(undefined, () => service.find(name)),
        fetch: (entry, path) => careful(false, () => service.fetch(entry, path)),
        store: (entry, path) => careful(false, () => service.store(entry, path)),
        write: (name, record) => careful(false, () => service.write(name, record)),
    };
}
/** Fetches what is kept into a folder. Gives what the cache has, so that it is not kept twice. */
async function restoreKept(world, service, kept, into) {
    const { files, screen } = world;
    const entries = (await service.find(kept.name))?.entries ?? [];
    const there = [];
    let fetched = 0;
    for (const entry of entries) {
        const path = join(into, entry.path);
        if ((await files.fileAt(path))?.size === entry.size)
            there.push(entry);
        else if (await fetchEntry(world, service, entry, kept, path)) {
            there.push(entry);
            fetched++;
        }
    }
    // Packages without their index are packages that nobody knows anything of.
    const has = (list, path) => list.some((entry) => entry.path === path);
    const isWhole = INDEX.every((path) => has(there, path) || (!NEEDED.includes(path) && !has(entries, path)));
    const lost = kept.kind === 'package' && !isWhole;
    if (lost) {
        await files.removeFolder(into);
        await files.ensureFolder(into);
    }
    else if (fetched > 0)
        screen.say(`${kept.label}: ${fetched} files of ${kept.kind}s from the cache`);
    return lost ? [] : there;
}
/** What is done where the cache has it not. */
const ANEW = { package: 'compiled', distfile: 'fetched', state: 'taken out of the builder' };
/** Fetches one file; false when it is not there any more, or is not what was kept. */
async function fetchEntry({ files, screen }, service, entry, { kind, label }, path) {
    try {
        if (!(await service.fetch(entry, path)))
            return false;
        const { digest } = await files.hashFile(path);
        if (digest === entry.digest) {
            await files.setModified(path, entry.modified);
            return true;
        }
    }
    catch (error) {
        if (!isRegistryError(error))
            throw error;
    }
    await files.removeFolder(path);
    screen.warn(`${label}: the cached ${kind} ${entry.path} is not what was kept; it is refused, and ${ANEW[kind]} anew`);
    return false;
}
/** Keeps what a job made, package by package. */
async function kept_saveKept(world, service, kept) {
    const { files, screen } = world;
    const isStock = kept.kind === 'package';
    const folder = isStock ? await files.takeFolder(kept.folder, kept.name) : kept.folder;
    try {
        const paths = isStock ? await packagePaths(world, folder) : await distfilePaths(world, kept);
        const entries = [];
        for (const path of paths) {
            const entry = await entryOf(world, kept, folder, path);
            if (entry)
                entries.push(entry);
        }
        const fresh = entries.filter(({ digest }) => !kept.before.some((one) => one.digest === digest));
        if (fresh.length === 0 && entries.length === kept.before.length)
            return;
        const count = await storeAll(service, kept, folder, { entries, fresh });
        if (count > 0)
            screen.say(`${kept.label}: ${count} files of ${kept.kind}s for the cache`);
    }
    finally {
        if (isStock)
            await files.giveFolder(folder);
    }
}
/** Files between two records: so much is lost at the most when even this is ended in the middle. */
const BATCH = 50;
/** Stores files, the record after each batch of them and at the end. Gives how many the record came to name. */
async function storeAll(service, { name }, folder, { entries, fresh }) {
    const there = entries.filter((one) => !fresh.includes(one));
    for (let begin = 0; begin === 0 || begin < fresh.length; begin += BATCH) {
        const batch = fresh.slice(begin, begin + BATCH);
        for (const entry of batch)
            if (!(await service.store(entry, (0,posix_.join)(folder, entry.path))))
                return begin;
        there.push(...batch);
        if (!(await service.write(name, { scheme: 1, entries: there })))
            return begin;
    }
    return fresh.length;
}
async function entryOf({ files }, { before }, folder, path) {
    const file = await files.fileAt((0,posix_.join)(folder, path));
    if (!file)
        return undefined;
    const known = before.find((one) => one.path === path && (0,cache_record/* isUnchanged */._5)(one, file.size, file.modified));
    return known ?? { path, modified: file.modified, ...(await files.hashFile((0,posix_.join)(folder, path))) };
}
/** Only what Portage's index has: all else is of an emerge that was ended in the middle of it. */
async function packagePaths({ files }, folder) {
    const index = (await files.readText((0,posix_.join)(folder, 'offered/Packages'))) ?? '';
    const borrowed = ((await files.readText((0,posix_.join)(folder, 'borrowed'))) ?? '').split('\n');
    const whole = [];
    for (const { path, size } of (0,cache_record/* packagesIn */.jQ)(index)) {
        if (borrowed.includes(path))
            continue;
        if ((await files.fileAt((0,posix_.join)(folder, 'offered', path)))?.size === size)
            whole.push(`offered/${path}`);
    }
    // What tells of the packages comes first: no record is without it.
    return whole.length === 0 ? [] : [...INDEX, ...whole];
}
/** Half a file has a name of its own, and so has one that Portage refused. */
const NO_DISTFILE = /^\.|__download__|_checksum_failure_|portage_lockfile/;
async function distfilePaths({ files }, { folder, before, others }) {
    const names = await files.listFolder(folder);
    const known = new Set(before.map(({ path }) => path));
    return names.filter((name) => known.has(name) || (!NO_DISTFILE.test(name) && !others.includes(name)));
}

// EXTERNAL MODULE: ./src/core/oci.ts
var oci = __webpack_require__(754);
// EXTERNAL MODULE: ./src/core/rules.ts + 1 modules
var rules = __webpack_require__(6791);
;// CONCATENATED MODULE: ./src/core/dockerfile.ts
// The lines of `build.dockerfile`. In: their text, with the place of each. Out: instructions, those of earlier stages
// apart from the target's own; what they copy from their folder; and all of it again as an engine takes it.
// https://docs.docker.com/reference/dockerfile/. What is wrong with them is `dockerfile-problems.ts`'s, what they do is `dockerfile-config.ts`'s and an engine's.

/** The lines of an image; undefined where it has none, or those of a file that has not been read. */
function dockerfileOf({ dockerfile }) {
    return dockerfile && 'lines' in dockerfile ? parseDockerfile(dockerfile.lines) : undefined;
}
/** The same image with the text of its file, whose path people know as `shown`. */
function withLinesOf(image, file, shown, text) {
    const all = text.split('\n');
    const places = all.map((line, at) => ({
        file: shown,
        line: at + 1,
        column: 1,
        length: Math.max(line.length, 1),
        text: line,
    }));
    const place = places[0] ?? file.place;
    return { ...image, dockerfile: { lines: { text, place, lines: places }, file } };
}
/** The folder that the lines of an image copy from, relative to the images file's: their file's, or that one itself. */
function contextFolder({ dockerfile }) {
    const path = dockerfile && 'file' in dockerfile ? dockerfile.file.path : '';
    return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
/** The paths that the lines of an image copy, relative to the images file's folder. */
function contextPaths(image) {
    const file = dockerfileOf(image);
    const folder = contextFolder(image);
    const place = image.dockerfile && 'lines' in image.dockerfile ? image.dockerfile.lines.place : image.place;
    return (file ? contextOf(file) : []).map((path) => {
        const whole = [folder, path === '.' ? '' : path].filter((part) => part !== '').join('/');
        return { path: whole === '' ? '.' : whole, place };
    });
}
/** Reads lines, whatever is wrong with them: `lineProblems` says that. */
function parseDockerfile(hook) {
    const all = readInstructions(hook);
    const starts = all.flatMap((one, at) => (one.word === 'FROM' ? [{ ...stageOf(one), at }] : []));
    const last = starts.at(-1);
    if (!last)
        return { stages: [], own: all };
    const means = (from) => from.toLowerCase() === last.name.toLowerCase() || from === String(starts.length - 1);
    const ownAt = all.findIndex((one, index) => index > last.at && fromsOf(one).some(means));
    const end = ownAt === -1 ? all.length : ownAt;
    const stages = starts.map(({ at, ...stage }, index) => ({
        ...stage,
        instructions: all.slice(at + 1, starts[index + 1]?.at ?? end),
    }));
    return { stages, own: all.slice(end) };
}
const HERE_DOCUMENT = /(?:^|[\s;&|])\d*<<(-?)(["']?)([A-Za-z_]\w*)\2/g;
function readInstructions({ text, place, lines }) {
    const all = text.split('\n');
    const found = [];
    for (let at = 0; at < all.length; at += 1) {
        const first = at;
        let joined = all[at] ?? '';
        if (isIdle(joined))
            continue;
        while (/\\\s*$/.test(joined) && at + 1 < all.length) {
            at += 1;
            if (!isIdle(all[at] ?? ''))
                joined = joined.replace(/\\\s*$/, '') + (all[at] ?? '');
            // A comment or an empty line in between is none of it.
        }
        const [, word = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(joined) ?? [];
        if (['RUN', 'COPY', 'ADD'].includes(word.toUpperCase()))
            at = behindDocuments(rest, all, at);
        const raw = all.slice(first, at + 1).join('\n');
        found.push({ word: word.toUpperCase(), rest, raw, place: lines?.[first] ?? place });
    }
    return found;
}
function isIdle(line) {
    return /^\s*(#|$)/.test(line);
}
/** The index of the last line of the here documents that begin in an instruction. */
function behindDocuments(rest, all, at) {
    let last = at;
    for (const [, dash, , word = ''] of rest.matchAll(HERE_DOCUMENT)) {
        const end = all.findIndex((line, index) => index > last && (dash ? line.replace(/^\t+/, '') : line) === word);
        last = end === -1 ? all.length - 1 : end;
    }
    return last;
}
function stageOf({ rest, place }) {
    const [, from = '', name = ''] = /^(.*?)(?:\s+AS\s+(\S+))?$/is.exec(rest) ?? [];
    return { name, from, place };
}
/** The options of an instruction, before its words. */
function optionsOf({ rest }) {
    return (/^(?:--\S+\s*)*/.exec(rest)?.[0] ?? '').split(/\s+/).filter((word) => word !== '');
}
/** What `--from=` names, that of mounts included. */
function fromsOf(one) {
    return optionsOf(one).flatMap((option) => {
        const [, from] = /^--from=(.*)$/.exec(option) ?? [];
        if (from !== undefined)
            return [from];
        const mount = mountOf(option)?.get('from');
        return mount === undefined ? [] : [mount];
    });
}
function mountOf(option) {
    const [, fields] = /^--mount=(.*)$/.exec(option) ?? [];
    if (fields === undefined)
        return undefined;
    return new Map(fields.split(',').map((field) => [field.replace(/=.*$/, ''), field.replace(/^[^=]*=?/, '')]));
}
/** What an instruction takes from the folder of the lines, as written. */
function sourcesOf(one) {
    const mounts = optionsOf(one).flatMap((option) => mountOf(option) ?? []);
    const bound = mounts.filter((mount) => (mount.get('type') ?? 'bind') === 'bind' && !mount.has('from'));
    const mounted = bound.map((mount) => mount.get('source') ?? mount.get('src') ?? '.');
    if (!['COPY', 'ADD'].includes(one.word))
        return mounted;
    if (fromsOf(one).length > 0)
        return [];
    const words = dockerfile_listOf(one.rest.replace(/^(?:--\S+\s*)*/, '')) ?? one.rest.split(/\s+/);
    return words.filter((word) => !word.startsWith('--') && !/^\d*<<-?["']?\w/.test(word)).slice(0, -1);
}
/** A list of texts as JSON; undefined for what is none. */
function dockerfile_listOf(text) {
    if (!text.startsWith('['))
        return undefined;
    try {
        const value = JSON.parse(text);
        return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
    }
    catch {
        return undefined;
    }
}
/** What an engine would fetch. */
const REMOTE = /^([a-z+]+:\/\/|git@)/i;
/**
 * The paths that lines take from their folder, each once: a pattern's folder as a whole, and `.` for all of it.
 */
function contextOf({ stages, own }) {
    const all = [...stages.flatMap(({ instructions }) => instructions), ...own].flatMap(sourcesOf);
    const paths = all.filter((source) => !REMOTE.test(source)).map((source) => plainSource(literalPart(source)));
    return paths.includes('.') ? ['.'] : [...new Set(paths)].sort();
}
/** The folder before the first part with a pattern in it. */
function literalPart(source) {
    const parts = source.split('/');
    const first = parts.findIndex((part) => /[*?[\\]/.test(part));
    return first === -1 ? source : parts.slice(0, first).join('/');
}
/** A slash in front means the folder itself. */
function plainSource(source) {
    const path = source.replace(/^\/+/, '');
    return path === '' || path === '.' || path === './' ? '.' : plainPath(path);
}
/** The images that stages begin with, as written. */
function stageImages({ stages }) {
    return stages.flatMap(({ from, place }, index) => isEarlier(stages, from, index) || from === 'scratch' ? [] : [{ reference: from, place }]);
}
/** Whether a name is that of a stage before the one at `index`. */
function isEarlier(stages, from, index) {
    return stages.slice(0, index).some(({ name }) => name.toLowerCase() === from.toLowerCase());
}
/** The whole for an engine: stages begin with its own names for their images, the lines with `base`. */
function writeDockerfile({ stages, own }, base, images) {
    const parts = stages.flatMap(({ name, from, instructions }, index) => {
        const image = isEarlier(stages, from, index) ? from : (images.get(from) ?? from);
        return [`FROM ${image} AS ${name}`, ...instructions.map(({ raw }) => raw)];
    });
    // A comment comes first: directives of the user's own, which could name another reader, are then comments too.
    return ['# written by gentoo-image-builder', ...parts, `FROM ${base}`, ...own.map(({ raw }) => raw), ''].join('\n');
}
/** Where the instruction stands that an engine says it begins with now; undefined for its other lines. */
function failedAt({ stages, own }, line) {
    const [, said] = /^(?:Step \d+\/\d+ : |(?:\[\d\/\d\] )?STEP \d+\/\d+: |#\d+ \[[^\]]*\] )(.+)$/.exec(line) ?? [];
    if (said === undefined)
        return undefined;
    const plain = (text) => text.replaceAll(/\s+/g, ' ').trim();
    const all = [...stages.flatMap(({ instructions }) => instructions), ...own];
    return all.find(({ word, rest }) => plain(`${word} ${rest}`) === plain(said))?.place;
}

;// CONCATENATED MODULE: ./src/core/quantity.ts
// Sizes and durations as people write them. In: a text such as `3 MB` or `1m30s`. Out: bytes or nanoseconds, and the
// rules that hold such texts. Never rounds up: a part of a byte or nanosecond is dropped.
const SIZE = /^(\d{1,15}(?:\.\d{1,9})?) ?(B|kB|KB|MB|GB|TB|KiB|MiB|GiB|TiB)?$/;
const BYTES = {
    ...{ B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 },
    ...{ KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 },
};
/** Go's durations, which docker takes. */
const DURATION = /^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|us|ns|h|m|s)){1,6}$/;
const NANOSECONDS = { h: 3600e9, m: 60e9, s: 1e9, ms: 1e6, us: 1e3, ns: 1 };
/** Docker refuses shorter ones. */
const LEAST_DURATION = 1e6;
/** `3 MB`, `500 kB`, `1.5 GiB`, or a number of bytes. */
const sizeRule = (text) => {
    const size = SIZE.test(text) ? bytesOf(text) : 0;
    if (size > 0 && Number.isSafeInteger(size))
        return undefined;
    const hint = "write a number and a unit, such as '3 MB', '500 kB' or '1.5 GiB'";
    return { code: 'bad-value', message: `'${clip(text)}' is not a size`, hint };
};
/** `30s`, `1m30s`, `500ms`. */
const quantity_durationRule = (text) => {
    if (DURATION.test(text) && quantity_nanosecondsOf(text) >= LEAST_DURATION)
        return undefined;
    const hint = /^\d+$/.test(text)
        ? `write it with its unit, such as ${text === '0' ? '1' : text}s`
        : "write it as '30s', '1m30s' or '500ms', not shorter than 1ms";
    return { code: 'bad-value', message: `'${clip(text)}' is not a duration`, hint };
};
/** Bytes of a text that `sizeRule` lets pass. */
function bytesOf(text) {
    const [, count = '0', unit = 'B'] = SIZE.exec(text) ?? [];
    return Math.floor(Number(count) * (BYTES[unit] ?? 1));
}
/** Nanoseconds of a text that `durationRule` lets pass. */
function quantity_nanosecondsOf(text) {
    const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|us|ns|h|m|s)/g)];
    return Math.floor(parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (NANOSECONDS[unit] ?? 0), 0));
}
function clip(text) {
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

;// CONCATENATED MODULE: ./src/core/target-rules.ts
// What must be true of a target's configuration and of a build's container, in docker's own grammar.
// In: a text. Out: a fault in the user's words, or undefined. Never looks at other texts.

/** Labels that say where an image comes from are ours. */
const OWN_LABELS = 'io.github.gentoo-image-builder.';
const SIGNALS = [
    ...['ABRT', 'ALRM', 'BUS', 'CHLD', 'CONT', 'FPE', 'HUP', 'ILL', 'INT', 'IO', 'KILL', 'PIPE', 'PROF', 'PWR', 'QUIT'],
    ...['SEGV', 'STKFLT', 'STOP', 'SYS', 'TERM', 'TRAP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'USR1', 'USR2', 'VTALRM'],
    ...['WINCH', 'XCPU', 'XFSZ'],
];
/** capabilities(7), Linux 6 */
const CAPABILITIES = [
    ...['AUDIT_CONTROL', 'AUDIT_READ', 'AUDIT_WRITE', 'BLOCK_SUSPEND', 'BPF', 'CHECKPOINT_RESTORE', 'CHOWN'],
    ...['DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'IPC_LOCK', 'IPC_OWNER', 'KILL', 'LEASE'],
    ...['LINUX_IMMUTABLE', 'MAC_ADMIN', 'MAC_OVERRIDE', 'MKNOD', 'NET_ADMIN', 'NET_BIND_SERVICE', 'NET_BROADCAST'],
    ...['NET_RAW', 'PERFMON', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYSLOG', 'SYS_ADMIN', 'SYS_BOOT'],
    ...['SYS_CHROOT', 'SYS_MODULE', 'SYS_NICE', 'SYS_PACCT', 'SYS_PTRACE', 'SYS_RAWIO', 'SYS_RESOURCE', 'SYS_TIME'],
    ...['SYS_TTY_CONFIG', 'WAKE_ALARM'],
];
/** Words that a Dockerfile's lines begin with. */
const INSTRUCTIONS = [
    ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER'],
    ...['ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
];
/** `8080`, `53/udp`. */
const target_rules_portRule = (text) => {
    const [, port = '', protocol] = /^(\d{1,5})(?:\/([a-z]+))?$/.exec(text) ?? [];
    const known = protocol === undefined || ['tcp', 'udp', 'sctp'].includes(protocol);
    if (known && Number(port) >= 1 && Number(port) <= 65_535)
        return undefined;
    const hint = /^\d+-\d+/.test(text)
        ? 'write each port of a range as an entry of its own'
        : 'write a number from 1 to 65535, with /tcp, /udp or /sctp where needed';
    return bad(`'${target_rules_clip(text)}' is not a port`, hint);
};
/** `80` is short for `80/tcp`. */
function target_rules_fullPort(text) {
    return text.includes('/') ? text : `${text}/tcp`;
}
/** The key of a label. */
const labelRule = (text) => {
    if (text.startsWith(OWN_LABELS)) {
        return { ...bad(`'${target_rules_clip(text)}' is a label of ours`, `leave '${OWN_LABELS}' to this program`), code: 'bad-name' };
    }
    if (/^[\x21-\x7e]{1,256}$/.test(text))
        return undefined;
    return { ...bad(`'${target_rules_clip(text)}' cannot be a label's name`, "write it as 'org.example.name'"), code: 'bad-name' };
};
/** `SIGTERM`, `TERM`, `15`, `SIGRTMIN+3`. */
const target_rules_signalRule = (text) => {
    const name = text.replace(/^SIG/, '');
    const number = /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 64;
    const realTime = /^RTM(?:IN(?:\+(?:[0-9]|1[0-5]))?|AX(?:-(?:[0-9]|1[0-4]))?)$/.test(name);
    if (number || realTime || SIGNALS.includes(name))
        return undefined;
    const names = SIGNALS.map((signal) => `SIG${signal}`);
    return bad(`'${target_rules_clip(text)}' is not a signal`, nearestHint(text, names) ?? 'write it as SIGTERM, SIGINT or a number');
};
/** A line that `ONBUILD` takes. */
const triggerRule = (text) => {
    const instruction = /^[A-Za-z]+(?=\s)/.exec(text.trim())?.[0].toUpperCase() ?? '';
    if (/[\r\n]/.test(text.trim()))
        return bad('an entry is one line', 'write each line as an entry of its own');
    if (instruction === 'ONBUILD')
        return bad("'ONBUILD' stands here by itself", "leave the word 'ONBUILD' out");
    if (instruction === 'FROM' || instruction === 'MAINTAINER')
        return bad(`'${instruction}' cannot be run when somebody builds on the image`);
    if (INSTRUCTIONS.includes(instruction))
        return undefined;
    const hint = nearestHint(instruction, INSTRUCTIONS) ?? "write it as 'RUN ...', 'COPY ...' or 'ENV ...'";
    return bad(`'${target_rules_clip(text)}' is not a Dockerfile line`, hint);
};
/** `SYS_PTRACE`, `CAP_SYS_PTRACE`. */
const capabilityRule = (text) => {
    if (CAPABILITIES.includes(plainCapability(text)))
        return undefined;
    if (text === 'ALL')
        return bad("'ALL' is not taken", 'name each capability that is needed');
    return bad(`'${target_rules_clip(text)}' is not a capability`, nearestHint(plainCapability(text), CAPABILITIES));
};
/** Without the `CAP_` that docker does not need. */
function plainCapability(text) {
    return text.replace(/^CAP_/, '');
}
function bad(message, hint) {
    return { code: 'bad-value', message, hint };
}
function target_rules_clip(text) {
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

;// CONCATENATED MODULE: ./src/core/dockerfile-config.ts
// Dockerfile lines that only configure. In: an image's configuration and instructions. Out: the configuration that they
// come to; or undefined where an engine has to run them: they bring files, or are written in a way that is not read here.
// Words, quotes and variables are docker's own (moby/buildkit, frontend/dockerfile/shell).



const DEFAULT_SHELL = (/* unused pure expression or super */ null && (['/bin/sh', '-c']));
/** The configuration with the lines applied, in their order; undefined where they need an engine. */
function dockerfile_config_configuredBy(config, instructions) {
    let now = config;
    let hasCommand = false;
    for (const one of instructions) {
        now = now && applied(now, one, hasCommand);
        hasCommand ||= one.word === 'CMD';
    }
    return now;
}
/** Of what an engine made: what a configuration has, without the marks that engines leave. `triggers` were kept from it. */
function madeConfig(made, before, triggers) {
    const { Labels = {}, OnBuild, ...config } = Object.fromEntries(KEYS.flatMap((key) => (made[key] === undefined || made[key] === null ? [] : [[key, made[key]]])));
    const labels = Object.entries(Labels).filter(([name]) => before.Labels?.[name] !== undefined || name !== BUILDAH);
    const all = [...triggers, ...(OnBuild ?? [])];
    return { ...config, Labels: Object.fromEntries(labels), ...(all.length > 0 && { OnBuild: all }) };
}
/** Podman's mark. */
const BUILDAH = 'io.buildah.version';
const KEYS = [
    ...['Cmd', 'Entrypoint', 'Env', 'ExposedPorts', 'Healthcheck', 'Labels', 'OnBuild', 'Shell', 'StopSignal'],
    ...['User', 'Volumes', 'WorkingDir'],
];
function applied(config, { word, rest }, hasCommand) {
    const { Cmd: command, ...withoutCommand } = config;
    switch (word) {
        case 'ENV':
            return withPairs(config, rest, (pairs) => ({ ...config, Env: mergeVariables(config.Env ?? [], pairs) }));
        case 'LABEL':
            return withPairs(config, rest, (pairs) => ({
                ...config,
                Labels: { ...config.Labels, ...Object.fromEntries(pairs) },
            }));
        case 'EXPOSE':
            return withWords(config, rest, (words) => words.some((port) => portRule(port))
                ? undefined
                : { ...config, ExposedPorts: { ...config.ExposedPorts, ...setOf(words.map(fullPort)) } });
        case 'VOLUME': {
            const list = listOf(rest);
            if (list)
                return { ...config, Volumes: { ...config.Volumes, ...setOf(list) } };
            return withWords(config, rest, (words) => ({ ...config, Volumes: { ...config.Volumes, ...setOf(words) } }));
        }
        case 'USER':
            return withWord(config, rest, (User) => ({ ...config, User }));
        case 'WORKDIR':
            return withWord(config, rest, (path) => ({ ...config, WorkingDir: folderIn(config.WorkingDir, path) }));
        case 'STOPSIGNAL':
            return withWord(config, rest, (signal) => (signalRule(signal) ? undefined : { ...config, StopSignal: signal }));
        case 'SHELL': {
            const Shell = listOf(rest);
            return Shell && Shell.length > 0 ? { ...config, Shell } : undefined;
        }
        case 'CMD':
            return { ...config, Cmd: commandOf(config, rest) };
        case 'ENTRYPOINT':
            // As everywhere, it drops a command that was inherited.
            return { ...withoutCommand, ...(hasCommand && command && { Cmd: command }), Entrypoint: commandOf(config, rest) };
        case 'HEALTHCHECK': {
            const Healthcheck = healthcheckOf(rest);
            return Healthcheck && { ...config, Healthcheck };
        }
        case 'ONBUILD':
            return { ...config, OnBuild: [...(config.OnBuild ?? []), rest] };
        default:
            return undefined;
    }
}
/** A list as it is, anything else as a line for the shell. */
function commandOf({ Shell }, rest) {
    return listOf(rest) ?? [...(Shell ?? DEFAULT_SHELL), rest];
}
function healthcheckOf(rest) {
    if (rest.toUpperCase() === 'NONE')
        return { Test: ['NONE'] };
    const [, options = '', command = ''] = /^((?:--\S+\s+)*)CMD\s+(.+)$/is.exec(rest) ?? [];
    if (command === '')
        return undefined;
    const argv = listOf(command);
    const check = {
        Test: argv ? ['CMD', ...argv] : ['CMD-SHELL', command],
    };
    for (const option of options.split(/\s+/).filter((each) => each !== '')) {
        const [, name = '', value = ''] = /^--([a-z-]+)=(.+)$/.exec(option) ?? [];
        const key = TIMES.get(name);
        if (name === 'retries' && /^[1-9]\d{0,5}$/.test(value))
            check.Retries = Number(value);
        else if (key !== undefined && durationRule(value) === undefined)
            check[key] = nanosecondsOf(value);
        else
            return undefined;
    }
    return check;
}
const TIMES = new Map([
    ['interval', 'Interval'],
    ['timeout', 'Timeout'],
    ['start-period', 'StartPeriod'],
    ['start-interval', 'StartInterval'],
]);
function setOf(names) {
    return Object.fromEntries(names.map((name) => [name, {}]));
}
function folderIn(base, path) {
    const parts = [];
    for (const part of (path.startsWith('/') ? path : `${base ?? ''}/${path}`).split('/')) {
        if (part === '..')
            parts.pop();
        else if (part !== '' && part !== '.')
            parts.push(part);
    }
    return `/${parts.join('/')}`;
}
function mergeVariables(env, pairs) {
    const all = new Map(env.map((line) => [line.replace(/=.*$/s, ''), line]));
    for (const [name, value] of pairs)
        all.set(name, `${name}=${value}`);
    return [...all.values()];
}
/** `NAME=value OTHER="a b"`, or the older `NAME the whole rest`. Variables are those from before the line. */
function withPairs(config, rest, then) {
    const words = splitWords(rest);
    if (!words?.[0])
        return undefined;
    if (!words[0].includes('=')) {
        const [, name = '', value] = /^(\S+)\s+(.+)$/s.exec(rest) ?? [];
        const text = value === undefined ? undefined : expand(value, config);
        return text === undefined ? undefined : then([[name, text]]);
    }
    const pairs = [];
    for (const word of words) {
        const at = word.indexOf('=');
        const [name, value] = [expand(word.slice(0, Math.max(at, 0)), config), expand(word.slice(at + 1), config)];
        if (at < 1 || name === undefined || name === '' || value === undefined)
            return undefined;
        pairs.push([name, value]);
    }
    return then(pairs);
}
function withWords(config, rest, then) {
    const words = splitWords(rest)?.map((word) => expand(word, config));
    if (!words || words.length === 0)
        return undefined;
    const known = words.filter((word) => word !== undefined && word !== '');
    return known.length === words.length ? then(known) : undefined;
}
function withWord(config, rest, then) {
    return withWords(config, rest, ([first, ...others]) => first === undefined || others.length > 0 ? undefined : then(first));
}
/** Blanks, or a word with its quotes. */
const TOKEN = /\s+|(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gsy;
/** Words with their quotes, split at blanks outside of them; undefined where a quote stays open. */
function splitWords(text) {
    const tokens = [...text.matchAll(TOKEN)].map(([token]) => token);
    return tokens.join('') === text ? tokens.filter((token) => token.trim() !== '') : undefined;
}
/** A piece of a word: quoted, escaped, a variable, or plain. */
const PIECE = /'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|\$(?:(?<name>[A-Za-z_]\w*)|\{(?<braced>[A-Za-z_]\w*)(?::(?<how>[-+])(?<other>[^"'\\${}]*))?\})|(?<plain>[^'"\\$]+)/gsy;
/** A word without its quotes and with its variables; undefined for what only an engine reads. */
function expand(word, config) {
    let out = '';
    let end = 0;
    for (const match of word.matchAll(PIECE)) {
        end = match.index + match[0].length;
        const { single, double, escaped, name, braced, how, other = '', plain } = match.groups ?? {};
        const known = name ?? braced;
        if (known !== undefined)
            out += chosen(variableOf(config, known), how, other);
        else if (double !== undefined) {
            const inner = expandQuoted(double, config);
            if (inner === undefined)
                return undefined;
            out += inner;
        }
        else
            out += single ?? escaped ?? plain ?? '';
    }
    return end === word.length ? out : undefined;
}
/** In double quotes a backslash stands for itself but before `"`, `$` and itself, and single quotes are plain. */
function expandQuoted(text, config) {
    const escaped = text.replaceAll(/\\(.)/gs, (pair, next) => ('"$\\'.includes(next) ? pair : `\\\\${next}`));
    const plain = escaped.replaceAll("'", "\\'");
    return expand(plain, config);
}
function chosen(value, how, other) {
    if (how === '-')
        return value === '' ? other : value;
    if (how === '+')
        return value === '' ? '' : other;
    return value;
}
function variableOf({ Env = [] }, name) {
    return Env.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

;// CONCATENATED MODULE: ./src/core/target.ts
// The target image, assembled by ourselves: the same bytes with every engine and without one.
// In: the parent's manifest and configuration, our layer, what the images file says of the target.
// Out: the bytes of the configuration and of the manifest. Never touches a layer.
// https://github.com/opencontainers/image-spec/blob/main/config.md and manifest.md



/** Prefix of our labels; the reverse of a name that is ours to use. */
const LABEL = 'io.github.gentoo-image-builder.';
/** How the history calls a layer that an engine made of Dockerfile lines. */
const BY_ENGINE = 'dockerfile';
/** Assembles a target. Equal orders give equal bytes. */
function assembleTarget(order) {
    const { parent } = order;
    const config = configOf(order);
    const configBytes = target_bytesOf(config);
    const configDigest = sha256(configBytes);
    const manifest = {
        schemaVersion: 2,
        mediaType: OCI_MANIFEST,
        config: { mediaType: OCI_CONFIG, digest: configDigest, size: configBytes.length },
        layers: [
            ...(parent?.manifest.layers ?? []).map(asOci),
            ...ownLayers(order).map(({ digest, size }) => ({ mediaType: OCI_LAYER_GZIP, digest, size })),
        ],
    };
    const manifestBytes = target_bytesOf(manifest);
    return { digest: sha256(manifestBytes), manifest, manifestBytes, configDigest, configBytes };
}
/** Layers of an image that docker pushed have other names for the same formats. */
function asOci(layer) {
    const mediaType = layer.mediaType.replace(/^application\/vnd\.docker\.image\.rootfs\.diff\.tar(\.gzip)?$/, (_all, gzip) => (gzip === undefined ? OCI_LAYER : OCI_LAYER_GZIP));
    return { ...layer, mediaType };
}
/** Bytes of all layers of an image, compressed. */
function sizeOf(manifest) {
    return manifest.layers.reduce((sum, { size }) => sum + size, 0);
}
function ownLayers({ layer, made }) {
    return [layer, ...(made?.layers ?? [])];
}
function configOf(order) {
    const { parent, made, platform } = order;
    const [os = 'linux', architecture = 'amd64', variant] = platform.split('/');
    const created = new Date(order.epoch * 1000).toISOString().replace('.000Z', 'Z');
    return {
        os,
        architecture,
        ...(variant !== undefined && { variant }),
        created,
        config: linedConfig(order),
        rootfs: {
            type: 'layers',
            diff_ids: [...(parent?.config.rootfs.diff_ids ?? []), ...ownLayers(order).map(({ diffId }) => diffId)],
        },
        history: [
            ...(parent?.config.history ?? []),
            { created, created_by: 'gentoo-image-builder', comment: `${order.name} ${order.fingerprint}` },
            ...(made?.layers ?? []).map(() => ({ created, created_by: 'gentoo-image-builder', comment: BY_ENGINE })),
        ],
    };
}
/** Dockerfile lines come behind what the images file says. Our own labels stay as they are. */
function linedConfig(order) {
    const config = targetConfig(order);
    const lined = order.made?.config ?? configuredBy(config, order.lines ?? []);
    if (!lined)
        throw new Error(`only an engine can carry out the lines of ${order.name}`);
    const own = Object.entries(config.Labels ?? {}).filter(([name]) => name.startsWith(LABEL));
    return { ...lined, Labels: { ...lined.Labels, ...Object.fromEntries(own) } };
}
/** Without Dockerfile lines: the parent's settings with ours on top. A new entrypoint drops the parent's command, as everywhere. */
function targetConfig(order) {
    const { target, parent } = order;
    const inherited = parent?.config.config ?? {};
    const cmd = target.cmd ?? (target.entrypoint ? undefined : inherited.Cmd);
    const entrypoint = target.entrypoint ?? inherited.Entrypoint;
    const { Cmd: _cmd, Entrypoint: _entrypoint, ...rest } = inherited;
    return {
        ...rest,
        Env: mergeEnv(inherited.Env ?? [], target.env),
        ...(entrypoint && { Entrypoint: entrypoint }),
        ...(cmd && { Cmd: cmd }),
        ...(target.user !== undefined && { User: target.user }),
        ...(target.workdir !== undefined && { WorkingDir: target.workdir }),
        ...merged('ExposedPorts', inherited.ExposedPorts, target.expose),
        ...merged('Volumes', inherited.Volumes, target.volumes),
        ...(target.healthcheck && { Healthcheck: target_healthcheckOf(target.healthcheck, inherited.Healthcheck) }),
        ...(target.stopSignal !== undefined && { StopSignal: target.stopSignal }),
        ...(target.onbuild.length > 0 && { OnBuild: [...(inherited.OnBuild ?? []), ...target.onbuild] }),
        Labels: { ...inherited.Labels, ...labelsOf(order) },
    };
}
/** Ports and volumes are sets: an object whose values say nothing. */
function merged(key, inherited, ours) {
    return ours.length === 0 ? {} : { [key]: { ...inherited, ...Object.fromEntries(ours.map((one) => [one, {}])) } };
}
/** Without a test of its own it is the parent's, with other times: an engine that runs the target asks no parent. */
function target_healthcheckOf(check, inherited = {}) {
    const { test, interval, timeout, startPeriod, startInterval, retries } = check;
    return {
        ...(test.length > 0 ? { Test: test } : inherited),
        ...(interval !== undefined && { Interval: interval }),
        ...(timeout !== undefined && { Timeout: timeout }),
        ...(startPeriod !== undefined && { StartPeriod: startPeriod }),
        ...(startInterval !== undefined && { StartInterval: startInterval }),
        ...(retries !== undefined && { Retries: retries }),
    };
}
const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** In the parent's order, ours behind it by name: the order of keys in a file decides nothing. */
function mergeEnv(inherited, ours) {
    const variables = new Map((inherited.length > 0 ? inherited : [DEFAULT_PATH]).map((line) => split(line)));
    for (const name of [...ours.keys()].sort())
        variables.set(name, ours.get(name) ?? '');
    return [...variables].map(([name, value]) => `${name}=${value}`);
}
function split(line) {
    const at = line.indexOf('=');
    return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}
/** Only what is the same in every build of one fingerprint: never a tag, a section or a registry. */
function labelsOf(order) {
    return {
        'org.opencontainers.image.title': order.name,
        ...(order.parent && { 'org.opencontainers.image.base.digest': order.parent.digest }),
        ...recordOf(order.target.labels),
        ...(order.version !== undefined && { [`${LABEL}version`]: order.version }),
        [`${LABEL}fingerprint`]: order.fingerprint,
        [`${LABEL}ingredients`]: canonicalJson(order.ingredients),
        ...(order.builder !== undefined && { [`${LABEL}builder-ingredients`]: canonicalJson(order.builder) }),
        [`${LABEL}packages`]: canonicalJson(order.packages),
        // Also where it is empty: the parent's must not be taken for it.
        [`${LABEL}closure`]: canonicalJson(order.closure),
    };
}
function target_bytesOf(value) {
    return new TextEncoder().encode(canonicalJson(value));
}

;// CONCATENATED MODULE: ./src/commands/registry-cache.ts
// A cache in the registry: `<registry>/<section>/cache:<name>`, an artifact with a blob a file. In: files, records.
// Out: the same in a later job. The store checks every blob's digest; failures are its own.



/** The type of the artifact and of its blobs. */
const CACHE_TYPE = 'application/vnd.gentoo-image-builder.cache.v1';
const TITLE = 'org.opencontainers.image.title';
const MODIFIED = `${LABEL}modified`;
/** The configuration of an artifact that has none (image-spec, "Guidance for an Empty Descriptor"). */
const EMPTY = '{}';
/** The cache of a repository. */
function openRegistryCache(store, repository, files) {
    return {
        async find(name) {
            const there = await store.head({ ...repository, tag: name });
            if (there.answer === 'unknown')
                throw new Error(there.reason);
            if (there.answer === 'no')
                return undefined;
            const { bytes, mediaType } = await store.manifest({ ...repository, tag: name });
            const entries = filesIn(bytes, mediaType);
            return entries.every(cache_record/* isEntry */.Tk) ? { scheme: 1, entries } : undefined;
        },
        async fetch(entry, path) {
            if (!(await store.hasBlob(repository, entry.digest)))
                return false;
            await files.saveStream(path, await store.blob(repository, entry));
            return true;
        },
        async store({ digest, size }, path) {
            await store.putBlob(repository, { digest, size, open: () => files.openStream(path) });
            return true;
        },
        async write(name, record) {
            const config = Buffer.from(EMPTY);
            const open = async function* () {
                yield await Promise.resolve(config);
            };
            await store.putBlob(repository, { digest: (0,oci/* sha256 */.sc)(EMPTY), size: config.length, open });
            await store.putManifest({ ...repository, tag: name }, manifestOf(record), oci/* OCI_MANIFEST */.EG);
            return true;
        },
    };
}
function manifestOf({ entries }) {
    const layers = entries.map(({ path, digest, size, modified }) => {
        return { mediaType: CACHE_TYPE, digest, size, annotations: { [TITLE]: path, [MODIFIED]: String(modified) } };
    });
    const config = { mediaType: oci/* OCI_EMPTY */.g1, digest: (0,oci/* sha256 */.sc)(EMPTY), size: EMPTY.length };
    const manifest = { schemaVersion: 2, mediaType: oci/* OCI_MANIFEST */.EG, artifactType: CACHE_TYPE, config, layers };
    return Buffer.from(JSON.stringify(manifest));
}
function filesIn(bytes, mediaType) {
    const parsed = (0,oci/* parseManifest */.Ng)(bytes, mediaType);
    const layers = parsed?.kind === 'image' ? parsed.manifest.layers : [];
    return layers.map(({ digest, size, annotations = {} }) => {
        return { path: annotations[TITLE] ?? '', digest, size, modified: Number(annotations[MODIFIED]) };
    });
}
/** When the newest of the files in a manifest of ours was made, in milliseconds since 1970; undefined for none. */
function newestFile(bytes, mediaType) {
    const times = filesIn(bytes, mediaType).flatMap(({ modified }) => Number.isSafeInteger(modified) ? [modified ?? 0] : []);
    return times.length === 0 ? undefined : Math.max(...times) * 1000;
}

;// CONCATENATED MODULE: ./src/commands/caching.ts
// The cache of a run: which one, what is to be kept, and when. In: settings. Out: a cache for jobs; what was noted is kept
// at the end, by this process or by another one that reads the notes, since this one may be killed.




/** Opens the cache of a run; undefined where there is none. `save` keeps what was noted. */
function openCache(world, catalog, { wanted, writes, below, notes }) {
    const place = placeOf(catalog, wanted, below);
    const service = place && openPlace(world, place);
    if (!place || !service)
        return undefined;
    let warned = false;
    const careful = cautious(service, (line) => {
        warned = true;
        world.screen.warn(line);
    });
    let kept = [];
    return {
        cache: {
            service: careful,
            async note(one) {
                kept = [...kept.filter(({ kind, name }) => kind !== one.kind || name !== one.name), one];
                const text = { place, kept, warned };
                if (writes && notes !== undefined)
                    await world.files.writeText(notes, JSON.stringify(text));
            },
        },
        async save() {
            if (writes)
                for (const one of kept)
                    await saveKept(world, careful, one);
        },
    };
}
/** Notes as a process of ours wrote them; undefined where it was killed while it did. */
function parseNotes(text) {
    return (0,canonical/* parseJson */.qF)(text);
}
/** Keeps what another process noted. */
async function saveNoted(world, { place, kept, warned }) {
    const service = openPlace(world, place);
    if (!service)
        return;
    const careful = kept_cautious(service, (line) => {
        if (warned)
            world.screen.say(line);
        else
            world.screen.warn(line);
    });
    for (const one of kept)
        await kept_saveKept(world, careful, one);
}
function placeOf(catalog, wanted, below) {
    if (wanted === 'none')
        return undefined;
    if (wanted === 'actions')
        return { service: 'actions' };
    if (catalog.registry === undefined)
        return undefined;
    const registry = below === undefined ? catalog.registry : catalog.registry.slice(0, -`/${below}`.length);
    return { service: 'registry', registry, section: catalog.section, registries: [...catalog.registries] };
}
function openPlace(world, place) {
    if (place.service === 'actions')
        return world.actionsCache();
    const { registry, section, registries } = place;
    const { registries: store } = world.stores({ registry, registries: new Map(registries) }, true, undefined);
    return openRegistryCache(store, cacheRepository(registry, section), world.files);
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


/***/ })

};
