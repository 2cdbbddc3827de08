export const id = 887;
export const ids = [887];
export const modules = {

/***/ 887:
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
// EXTERNAL MODULE: ./src/core/cache-record.ts
var cache_record = __webpack_require__(7947);
// EXTERNAL MODULE: ./src/core/image-store.ts
var image_store = __webpack_require__(4754);
;// CONCATENATED MODULE: ./src/commands/kept.ts
// Folders that a cache keeps between jobs: binary packages of an image, and its distfiles. In: a service, notes of what is
// to be kept. Out: files restored, each compared with its digest before emerge sees it; files kept, one by one.
// A cache is no reason to fail: what does not work is one warning, and left out from then on.



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
    const instead = kind === 'package' ? 'compiled' : 'fetched';
    screen.warn(`${label}: the cached ${kind} ${entry.path} is not what was kept; it is refused, and ${instead} anew`);
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
;// CONCATENATED MODULE: ./src/core/target.ts
// The target image, assembled by ourselves: the same bytes with every engine and without one.
// In: the parent's manifest and configuration, our layer, what the images file says of the target.
// Out: the bytes of the configuration and of the manifest. Never touches a layer.
// https://github.com/opencontainers/image-spec/blob/main/config.md and manifest.md


/** Prefix of our labels; the reverse of a name that is ours to use. */
const LABEL = 'io.github.gentoo-image-builder.';
/** Assembles a target. Equal orders give equal bytes. */
function assembleTarget(order) {
    const { parent, layer } = order;
    const config = configOf(order);
    const configBytes = bytesOf(config);
    const configDigest = sha256(configBytes);
    const manifest = {
        schemaVersion: 2,
        mediaType: OCI_MANIFEST,
        config: { mediaType: OCI_CONFIG, digest: configDigest, size: configBytes.length },
        layers: [
            ...(parent?.manifest.layers ?? []).map(asOci),
            { mediaType: OCI_LAYER_GZIP, digest: layer.digest, size: layer.size },
        ],
    };
    const manifestBytes = bytesOf(manifest);
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
function configOf(order) {
    const { parent, layer, platform } = order;
    const [os = 'linux', architecture = 'amd64', variant] = platform.split('/');
    const created = new Date(order.epoch * 1000).toISOString().replace('.000Z', 'Z');
    return {
        os,
        architecture,
        ...(variant !== undefined && { variant }),
        created,
        config: containerConfig(order),
        rootfs: { type: 'layers', diff_ids: [...(parent?.config.rootfs.diff_ids ?? []), layer.diffId] },
        history: [
            ...(parent?.config.history ?? []),
            { created, created_by: 'gentoo-image-builder', comment: `${order.name} ${order.fingerprint}` },
        ],
    };
}
/** The parent's settings with ours on top. A new entrypoint drops the parent's command, as everywhere. */
function containerConfig(order) {
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
        ...(target.healthcheck && { Healthcheck: healthcheckOf(target.healthcheck, inherited.Healthcheck) }),
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
function healthcheckOf(check, inherited = {}) {
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
function bytesOf(value) {
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
/* harmony import */ var _canonical_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(457);
// What a cache between jobs keeps of a folder, and what it can do. In: JSON of a service. Out: a record, or nothing where
// it is none. A record comes from outside: a path that leaves the folder makes it none.

/** Begins all our keys in GitHub's cache; raised when what is kept changes its form. */
const KEY_PREFIX = 'gentoo-image-builder-1';
/** What a key of GitHub's cache is of: a file by its bytes, or a record under a name. */
function parseKey(key) {
    const [, file, record] = /^gentoo-image-builder-1-(?:([0-9a-f]{64})|((?:packages|distfiles)-.+)-[0-9a-f]{16})$/.exec(key) ?? [];
    if (file !== undefined)
        return { file };
    return record === undefined ? undefined : { record };
}
/** Reads a record; undefined for what is none. */
function parseRecord(text) {
    const value = (0,_canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .qF)(text);
    if (!(0,_canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u4)(value) || value.scheme !== 1 || !Array.isArray(value.entries))
        return undefined;
    const entries = value.entries;
    return entries.every(isEntry) ? { scheme: 1, entries } : undefined;
}
/** True for an entry whose path stays below its folder. */
function isEntry(value) {
    if (!(0,_canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u4)(value))
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
