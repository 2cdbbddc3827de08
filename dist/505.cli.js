export const id = 505;
export const ids = [505];
export const modules = {

/***/ 6505:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCommand: () => (/* binding */ command_line_runCommand)
});

// EXTERNAL MODULE: external "node:path/posix"
var posix_ = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/core/command.ts
var command = __webpack_require__(6102);
;// CONCATENATED MODULE: ./src/core/completion.ts
// What a shell proposes while somebody types a command. In: the commands and options. Out: a script for bash or zsh, as
// text. Names of images come from `gentoo-image-builder completion names`, asked by the shell at that time.
/** The script to source: `source <(gentoo-image-builder completion bash)`. */
function completionScript(shell, commands, options) {
    return shell === 'bash' ? bashScript(commands, options) : zshScript(commands, options);
}
function bashScript(commands, options) {
    const valued = options.filter(({ value }) => value !== undefined);
    const named = commands.filter(({ takesImages }) => takesImages).map(({ name }) => name);
    return `# shellcheck shell=bash
# Completion of gentoo-image-builder for bash: source <(gentoo-image-builder completion bash)

_gentoo_image_builder_names() {
  local index file=images.yaml folder=.
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      -f | --images-file) file=\${COMP_WORDS[index + 1]} ;;
      -C | --working-directory) folder=\${COMP_WORDS[index + 1]} ;;
    esac
  done
  gentoo-image-builder completion names -C "$folder" -f "$file" 2>/dev/null
}

# In: what to propose, a line each. Those that begin as the word does go to COMPREPLY, as they are.
_gentoo_image_builder_propose() {
  local line
  while IFS= read -r line; do
    if [[ -n $line && $line == "$1"* ]]; then COMPREPLY+=("$line"); fi
  done
}

_gentoo_image_builder() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} index command=''
  COMPREPLY=()
  case $before in
${valued.map(bashCase).join('\n')}
  esac
  if [[ $word == -* ]]; then
    _gentoo_image_builder_propose "$word" <<<${quote(options.flatMap(dashed).join('\n'))}
    return
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      ${valued.flatMap(dashed).join(' | ')}) index=$((index + 1)) ;;
      -*) ;;
      *)
        command=\${COMP_WORDS[index]}
        break
        ;;
    esac
  done
  case $command in
    '') _gentoo_image_builder_propose "$word" <<<${quote(commands.map(({ name }) => name).join('\n'))} ;;
${named.length === 0 ? '' : `    ${named.join(' | ')}) _gentoo_image_builder_propose "$word" < <(_gentoo_image_builder_names) ;;\n`}  esac
}

complete -F _gentoo_image_builder gentoo-image-builder
`;
}
function bashCase(option) {
    return `    ${dashed(option).join(' | ')})\n      ${bashValue(option)}\n      return\n      ;;`;
}
function bashValue({ value }) {
    switch (value) {
        case 'file':
            return '_gentoo_image_builder_propose "$word" < <(compgen -f -- "$word")';
        case 'folder':
            return '_gentoo_image_builder_propose "$word" < <(compgen -d -- "$word")';
        case 'image':
            return '_gentoo_image_builder_propose "$word" < <(_gentoo_image_builder_names)';
        case 'text':
        case undefined:
            return ':';
        default:
            return `_gentoo_image_builder_propose "$word" <<<${quote(value.join('\n'))}`;
    }
}
function zshScript(commands, options) {
    const named = commands.filter(({ takesImages }) => takesImages).map(({ name }) => name);
    return `#compdef gentoo-image-builder
# Completion of gentoo-image-builder for zsh: source <(gentoo-image-builder completion zsh)

_gentoo_image_builder_names() {
  local -a names
  local file=\${opt_args[-f]:-\${opt_args[--images-file]:-images.yaml}}
  local folder=\${opt_args[-C]:-\${opt_args[--working-directory]:-.}}
  names=(\${(f)"$(gentoo-image-builder completion names -C "$folder" -f "$file" 2>/dev/null)"})
  compadd -a names
}

_gentoo_image_builder_commands() {
  local -a commands
  commands=(
${commands.map(({ name, description }) => `    ${quote(`${name}:${plain(description)}`)}`).join('\n')}
  )
  _describe command commands
}

_gentoo_image_builder_images() {
  case \${line[1]} in
    ${named.join(' | ') || "''"}) _gentoo_image_builder_names ;;
  esac
}

_gentoo_image_builder() {
  local -a line
  local -A opt_args
  _arguments -s \\
${options.flatMap(zshOption).join('\n')}
    '1:command:_gentoo_image_builder_commands' \\
    '*:image:_gentoo_image_builder_images'
}

# Sourced, it is registered; from a folder of fpath, zsh calls it.
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _gentoo_image_builder "$@"
else
  compdef _gentoo_image_builder gentoo-image-builder
fi
`;
}
function zshOption(option) {
    const words = dashed(option);
    const exclusive = `(${words.join(' ')})`;
    return words.map((word) => {
        const argument = option.value === undefined ? '' : `:${option.name}:${zshValue(option.value)}`;
        const equals = option.value !== undefined && word.startsWith('--') ? '=' : '';
        return `    ${quote(`${exclusive}${word}${equals}[${plain(option.description)}]${argument}`)} \\`;
    });
}
function zshValue(value) {
    switch (value) {
        case 'file':
            return '_files';
        case 'folder':
            return '_files -/';
        case 'image':
            return '_gentoo_image_builder_names';
        case 'text':
            return ' ';
        default:
            return `(${value.join(' ')})`;
    }
}
function dashed({ name, short }) {
    return [...(short === undefined ? [] : [`-${short}`]), `--${name}`];
}
/** What `_arguments` and `_describe` would read as their own marks. */
function plain(text) {
    return text.replaceAll(/[[\]\\:]/g, (mark) => `\\${mark}`).replaceAll('\n', ' ');
}
/** One word to a shell. */
function quote(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}

// EXTERNAL MODULE: ./src/core/canonical.ts
var canonical = __webpack_require__(457);
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
    const words = listOf(one.rest.replace(/^(?:--\S+\s*)*/, '')) ?? one.rest.split(/\s+/);
    return words.filter((word) => !word.startsWith('--') && !/^\d*<<-?["']?\w/.test(word)).slice(0, -1);
}
/** A list of texts as JSON; undefined for what is none. */
function listOf(text) {
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
    return path === '' || path === '.' || path === './' ? '.' : (0,rules/* plainPath */.s1)(path);
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

// EXTERNAL MODULE: ./src/core/reference.ts
var core_reference = __webpack_require__(5378);
;// CONCATENATED MODULE: ./src/core/periods.ts
// The periods of `refresh`. In: a time. Out: a text for each period, which is the same throughout it and then another.
const PERIODS = ['daily', 'weekly', 'monthly'];
/** In UTC: `2026-11-22`, `2026-W47` (ISO 8601), `2026-11`. `now`: milliseconds since 1970. */
function periodsAt(now) {
    const daily = new Date(now).toISOString().slice(0, 10);
    return { daily, weekly: weekOf(now), monthly: daily.slice(0, 7) };
}
function isPeriod(text) {
    return PERIODS.some((period) => period === text);
}
const DAY = 86_400_000;
/** A week belongs to the year of its Thursday. */
function weekOf(now) {
    const day = Math.floor(now / DAY);
    // 1 January 1970 was a Thursday.
    const thursday = day - ((day + 3) % 7) + 3;
    const year = new Date(thursday * DAY).getUTCFullYear();
    const first = Math.floor(Date.UTC(year, 0, 1) / DAY);
    return `${year}-W${String(Math.floor((thursday - first) / 7) + 1).padStart(2, '0')}`;
}

;// CONCATENATED MODULE: ./src/core/snapshot-date.ts
// The date in the tag of a snapshot's reference.
// In: an image reference. Out: `20261116`, or undefined. Never asks a registry what `latest` is.

/** `20261116` from `docker.io/gentoo/portage:20261116`; undefined where the tag is no date. */
function dateOfReference(reference) {
    const tag = (0,core_reference/* parseReference */.F2)(reference)?.tag;
    return tag !== undefined && /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(tag) ? tag : undefined;
}
/** `20261116` from the time in `metadata/timestamp.chk`, such as `Mon, 16 Nov 2026 00:45:01 +0000`; in UTC. */
function dateOfTimestamp(text) {
    const time = Date.parse(text.trim());
    return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
}

// EXTERNAL MODULE: ./src/core/problem.ts
var problem = __webpack_require__(652);
;// CONCATENATED MODULE: ./src/core/pins.ts
// What has to be asked before fingerprints can be made, and the answers: moving names, resolved once.
// In: a graph. Out: `Questions` as data, for the command to answer; `Pins`, which travel from plan to build as JSON.
// Never asks itself.







const NO_PINS = { scheme: 1, names: {} };
/** Pins that also carry values told from outside. */
function tell(pins, set) {
    return Object.keys(set).length === 0 ? pins : { ...pins, set: { ...pins.set, ...set } };
}
/** What must be known of the outside, less what the pins answer already and what a reference says itself. */
function askQuestions(graph, pins) {
    const references = new Map();
    const revisions = new Map();
    const undated = new Set();
    const trees = new Map();
    const globs = new Map();
    const addTree = ({ path, place }) => void trees.set(path, { path, place });
    const note = (reference, dated, place) => {
        references.set(reference, { reference, dated: dated || references.get(reference)?.dated === true, place });
    };
    const nodes = [...graph.nodes.values()];
    const builders = new Set(nodes.flatMap((node) => (node.kind === 'builder' ? [node.builder] : [])));
    for (const { stage3, portage, overlays, patches, script } of builders) {
        if (pinOf(pins, stage3.value).digest === undefined)
            note(stage3.value, false, stage3.place);
        for (const one of [...overlays, patches, script])
            if (one)
                addTree(one);
        if (portage.kind === 'folder') {
            addTree(portage);
        }
        else {
            const { digest, date } = pinOf(pins, portage.reference);
            if (digest === undefined || date === undefined)
                note(portage.reference, date === undefined, portage.place);
        }
    }
    for (const { portage } of datingBuilders(nodes)) {
        if (portage.kind === 'folder') {
            if (portage.date === undefined && pinOf(pins, portage.path).date === undefined)
                undated.add(portage.path);
        }
        else if (pinOf(pins, portage.reference).date === undefined) {
            note(portage.reference, true, portage.place);
        }
    }
    for (const node of nodes) {
        if (node.kind === 'gentoo') {
            for (const one of filesOf(node.image))
                addTree(one);
            for (const { reference, place } of stagesOf(node.image)) {
                if (pinOf(pins, reference).digest === undefined)
                    note(reference, false, place);
            }
            for (const one of revisionsOf(node.image)) {
                const name = revisionName(one.url, one.ref);
                if (pins.names[name]?.commit === undefined)
                    revisions.set(name, one);
            }
        }
        // Files of tests decide no content, but whether an image has passed what it has to pass now.
        if (node.kind === 'gentoo' || node.kind === 'script')
            for (const one of node.image.tests)
                if (one.kind === 'script')
                    addTree(one.file);
        if (node.kind === 'mirror') {
            const { value, place } = node.image.source;
            if (pinOf(pins, value).digest === undefined)
                note(value, false, place);
        }
        else if (node.kind === 'script') {
            for (const { value, place } of node.image.inputs)
                globs.set(value, { path: value, place });
        }
    }
    return {
        references: [...references.values()],
        revisions: [...revisions.values()],
        undated: [...undated],
        trees: [...trees.values()],
        globs: [...globs.values()],
        periods: nodes.some((node) => node.kind === 'gentoo' && isPeriod(node.image.refresh ?? '')),
    };
}
/** Builders whose snapshot's date can be in a tag: not that of a script or a mirror with a tag of its own. */
function datingBuilders(nodes) {
    const found = new Set();
    for (const node of nodes) {
        const isDated = node.kind === 'builder' || takesDate(node.image.tags);
        if (node.builder && isDated)
            found.add(node.builder);
    }
    return found;
}
function takesDate({ explicit, version, more }) {
    return (!explicit && !version) || more.some(({ value }) => value.includes('portage'));
}
/** The user's own files that decide an image's content; what only tests is not among them. */
function filesOf(image) {
    const { script, dockerfile, add } = image;
    const added = add.flatMap((one) => (one.kind === 'path' ? [{ path: one.path, place: one.place }] : []));
    // The text of one that was read is an ingredient by itself.
    const unread = dockerfile && !('lines' in dockerfile) ? [dockerfile.file] : [];
    return [...(script ? [script] : []), ...unread, ...contextPaths(image), ...added];
}
/** The images that stages of an image's Dockerfile lines begin with. */
function stagesOf(image) {
    const file = dockerfileOf(image);
    return file ? stageImages(file) : [];
}
/** Branches and tags that an image is made of; a commit moves nowhere. */
function revisionsOf({ add }) {
    return add.flatMap((one) => {
        if (one.kind !== 'git' || (0,rules/* isCommit */.WM)(one.ref))
            return [];
        return [{ url: one.url, ref: one.ref, place: one.place }];
    });
}
/** The name under which the pins have a branch or a tag. */
function revisionName(url, ref) {
    return `${url}#${ref}`;
}
/** The commit that a revision is, by itself or by the pins. Throws when they do not know it, which is a bug. */
function commitIn({ names }, url, ref) {
    if ((0,rules/* isCommit */.WM)(ref))
        return ref;
    const name = revisionName(url, ref);
    const commit = Object.hasOwn(names, name) ? names[name]?.commit : undefined;
    if (commit === undefined)
        throw new Error(`nothing is known of ${name}`);
    return commit;
}
/** What is known of a name: from the pins, else from its own words (`@sha256:`, a date as the tag). */
function pinOf(pins, name) {
    const own = (0,core_reference/* parseReference */.F2)(name);
    const digest = own?.digest ?? (Object.hasOwn(pins.names, name) ? pins.names[name]?.digest : undefined);
    const date = dateOfReference(name) ?? (Object.hasOwn(pins.names, name) ? pins.names[name]?.date : undefined);
    return { ...(digest !== undefined && { digest }), ...(date !== undefined && { date }) };
}
/** The moving names that nodes are made of, as far as pins hold them to a digest. */
function pinnedNames(nodes, pins) {
    const names = nodes.flatMap((node) => {
        if (node.kind === 'mirror')
            return [node.image.source.value];
        const { portage } = node.builder ?? {};
        const snapshot = portage?.kind === 'image' ? [portage.reference] : [];
        if (node.kind === 'gentoo')
            return [...snapshot, ...stagesOf(node.image).map(({ reference }) => reference)];
        return node.kind === 'builder' ? [node.builder.stage3.value, ...snapshot] : snapshot;
    });
    return [...new Set(names)].flatMap((name) => {
        const digest = Object.hasOwn(pins.names, name) ? pins.names[name]?.digest : undefined;
        return digest === undefined || name.includes('@') ? [] : [{ name, digest }];
    });
}
/** The date of each builder's snapshot, as far as it is known: `20261116`. */
function snapshotDates(catalog, pins) {
    const dates = new Map();
    for (const { name, portage } of catalog.builders.values()) {
        const date = portage.kind === 'folder'
            ? (portage.date ?? pinOf(pins, portage.path).date)
            : pinOf(pins, portage.reference).date;
        if (date !== undefined)
            dates.set(name, date);
    }
    return dates;
}
/** Adds answers to pins; names in order, so that the same pins are the same text. */
function addPins(pins, more) {
    const names = new Map(Object.entries(pins.names));
    for (const [name, pin] of Object.entries(more))
        names.set(name, { ...names.get(name), ...pin });
    return { ...pins, names: Object.fromEntries([...names].sort(([a], [b]) => (a < b ? -1 : 1))) };
}
/**
 * Reads pins from JSON. Throws a `UserError` that names `source` (an input or a file) when they are none.
 */
function parsePins(text, source) {
    const value = (0,canonical/* parseJson */.qF)(text);
    if (!(0,canonical/* isRecord */.u4)(value) || value.scheme !== 1 || !(0,canonical/* isRecord */.u4)(value.names))
        throw notPins(source);
    for (const pin of Object.values(value.names)) {
        if (!(0,canonical/* isRecord */.u4)(pin))
            throw notPins(source);
        const { digest, date, commit } = pin;
        if (commit !== undefined && (typeof commit !== 'string' || !(0,rules/* isCommit */.WM)(commit)))
            throw notPins(source);
        if (digest !== undefined && (typeof digest !== 'string' || !(0,core_reference/* isDigest */.Bc)(digest)))
            throw notPins(source);
        if (date !== undefined && (typeof date !== 'string' || !/^\d{8}$/.test(date)))
            throw notPins(source);
    }
    const { set, periods, held } = value;
    if (held !== undefined && !isHeld(held))
        throw notPins(source);
    if (set !== undefined && !isTexts(set))
        throw notPins(source);
    if (periods !== undefined && (!isTexts(periods) || PERIODS.some((name) => periods[name] === undefined))) {
        throw notPins(source);
    }
    const told = {
        ...NO_PINS,
        ...(set && { set }),
        ...(periods && { periods: periods }),
        ...(held && { held }),
    };
    return addPins(told, value.names);
}
function isTexts(value) {
    return (0,canonical/* isRecord */.u4)(value) && Object.values(value).every((text) => typeof text === 'string');
}
function isHeld(value) {
    if (!(0,canonical/* isRecord */.u4)(value))
        return false;
    return Object.values(value).every((one) => {
        if (!(0,canonical/* isRecord */.u4)(one))
            return false;
        const { content, date } = one;
        return typeof content === 'string' && (0,core_reference/* isDigest */.Bc)(content) && typeof date === 'string' && /^\d{8}$/.test(date);
    });
}
function notPins(source) {
    return new problem/* UserError */.yo([
        {
            code: 'bad-input',
            message: `${source} does not hold the pins that plan put out`,
            hint: 'it is JSON: {"scheme": 1, "names": {"docker.io/gentoo/stage3:latest": {"digest": "sha256:..."}}}',
        },
    ]);
}

// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/index.js + 28 modules
var dist = __webpack_require__(4082);
// EXTERNAL MODULE: ./node_modules/@actions/expressions/dist/ast.js
var ast = __webpack_require__(2049);
// EXTERNAL MODULE: ./src/core/nearest.ts
var core_nearest = __webpack_require__(761);
;// CONCATENATED MODULE: ./src/core/expression-names.ts
// Which names an expression uses that do not exist: the evaluator would take each for an empty text.
// In: a parsed expression, the values. Out: the unknown names, each with its stretch of the expression and a hint.
// Never evaluates more than the index of `a[index]`.



/** All names of an expression that are not in `context`. */
function unknownNames(expression, context) {
    const walk = { context, found: [] };
    look(expression, walk);
    return walk.found;
}
/** Values as the evaluator takes them. As with GitHub, the case of a key does not count. */
function dictionaryOf(values) {
    const known = dictionaries.get(values) ?? newDictionary(values);
    dictionaries.set(values, known);
    return known;
}
/** Thousands of texts are filled in from the same values. */
const dictionaries = new WeakMap();
function newDictionary(values) {
    const dictionary = new dist/* data.Dictionary */.p.bT();
    for (const [key, value] of values)
        dictionary.add(key, dataOf(value));
    return dictionary;
}
function dataOf(value) {
    if (typeof value === 'string')
        return new dist/* data.StringData */.p.uQ(value);
    if (!isList(value))
        return dictionaryOf(value);
    // Not by the constructor: it takes its entries as arguments, of which there can be too many.
    const list = new dist/* data.Array */.p.O3();
    for (const each of value)
        list.add(dataOf(each));
    return list;
}
function isList(value) {
    return Array.isArray(value);
}
/** `rest` is what follows in the same name, for hints. */
function look(expression, walk, rest = '') {
    if (expression instanceof ast/* ContextAccess */.QC)
        return lookUp(expression, walk, rest);
    if (expression instanceof ast/* IndexAccess */.p_)
        return lookInto(expression, walk, rest);
    if (expression instanceof ast/* Grouping */.aU)
        return look(expression.group, walk);
    for (const child of childrenOf(expression))
        look(child, walk);
    return undefined;
}
function childrenOf(expression) {
    if (expression instanceof ast/* Unary */._c)
        return [expression.expr];
    if (expression instanceof ast/* Binary */.yI)
        return [expression.left, expression.right];
    if (expression instanceof ast/* Logical */.oD || expression instanceof ast/* FunctionCall */.R6)
        return expression.args;
    return [];
}
function lookUp({ name }, walk, rest) {
    const value = walk.context.get(name.lexeme);
    if (value)
        return { value, words: name.lexeme };
    const roots = walk.context.pairs().map(({ key }) => key);
    const nearest = (0,core_nearest/* nearestOf */.q)(name.lexeme, roots);
    const hint = rootHint(name.lexeme, walk.context, rest) ??
        (nearest === undefined ? `known are ${roots.join(', ')}` : didYouMean(nearest + rest));
    walk.found.push({ ...unknown(name.lexeme, hint), offset: name.range.start.column, length: name.lexeme.length });
    return undefined;
}
/** `nodejs.version` is short for nothing, but what was meant is plain. */
function rootHint(name, context, rest) {
    for (const root of ['software', 'vars']) {
        const values = context.get(root);
        if (values instanceof dist/* data.Dictionary */.p.bT && values.get(name))
            return didYouMean(root + member(name) + rest);
    }
    return undefined;
}
function lookInto(access, walk, rest) {
    const { index } = access;
    const base = look(access.expr, walk, (index instanceof ast/* Literal */.uS ? member(index.literal.coerceString()) : '') + rest);
    if (index instanceof ast/* Star */.FE) {
        walk.found.push({ code: 'bad-expression', message: "'*' is not taken in expressions here", offset: 0, length: 1 });
        return undefined;
    }
    const before = walk.found.length;
    look(index, walk);
    if (!base || walk.found.length > before)
        return undefined;
    const key = new dist/* Evaluator */.oi(index, walk.context).evaluate();
    const value = valueAt(base.value, key);
    const name = key.coerceString();
    if (value)
        return { value, words: base.words + member(name) };
    const { column, length } = stretch(index);
    walk.found.push({ ...missing(base, name, rest), offset: column, length });
    return undefined;
}
function valueAt(base, key) {
    if (base instanceof dist/* data.Dictionary */.p.bT)
        return base.get(key.coerceString());
    return base instanceof dist/* data.Array */.p.O3 ? base.values()[key.number()] : undefined;
}
function missing({ value, words }, name, rest) {
    if (!(value instanceof dist/* data.Dictionary */.p.bT)) {
        const what = value instanceof dist/* data.Array */.p.O3
            ? `the list '${words}' has no entry '${name}'`
            : `'${words}' is a text: it has no '${name}'`;
        return { code: 'unknown-name', message: what };
    }
    const keys = value.pairs().map(({ key }) => key);
    const nearest = (0,core_nearest/* nearestOf */.q)(name, keys);
    const all = keys.length === 0 ? `'${words}' is empty` : `'${words}' has ${keys.join(', ')}`;
    const few = keys.length <= 8 ? all : undefined;
    return unknown(words + member(name), nearest === undefined ? few : didYouMean(words + member(nearest) + rest));
}
function unknown(words, hint) {
    return { code: 'unknown-name', message: `there is no ${quoted(words)}`, hint };
}
function didYouMean(words) {
    return `did you mean ${quoted(words)}?`;
}
function quoted(words) {
    return words.includes("'") ? words : `'${words}'`;
}
/** `.name`, or `['name']` where other programs would read an operator in it. */
function member(name) {
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `.${name}` : `['${name.replaceAll("'", "''")}']`;
}
function stretch(index) {
    const token = index instanceof ast/* Literal */.uS ? index.token : undefined;
    return token ? { column: token.range.start.column, length: token.lexeme.length } : { column: 0, length: 1 };
}

;// CONCATENATED MODULE: ./src/core/written.ts
// A text of the user's that may hold expressions, and what must be true of it once they are filled in.
// In: nothing. Out: types, and `broken`, which puts a rule's complaint at the text's place. Never evaluates.
/** True when a text has expressions to fill in. */
function hasExpression(text) {
    return text.includes('${{');
}
/** What is wrong with the text that became of `written`. */
function broken(written, text) {
    const fault = unwritable(text) ?? written.rule?.(text);
    return fault ? [{ ...fault, place: written.place }] : [];
}
/** What no file and no environment can hold. */
function unwritable(text) {
    if (text.includes('\0'))
        return { code: 'bad-value', message: 'a text cannot hold a NUL' };
    if (!/\p{Surrogate}/u.test(text))
        return undefined;
    const hint = 'write a character above \\uffff as one \\U escape with eight digits, or as itself';
    return { code: 'bad-value', message: 'the text holds half of a character (a surrogate without the other)', hint };
}

;// CONCATENATED MODULE: ./src/core/interpolate.ts
// Fills the `${{ ... }}` of a text in, in GitHub's own expression language.
// In: a text of the user's, the values by name. Out: the text, and what is wrong with its expressions, each at its place.
// Never gives an empty text for an unknown name, never reads a value as an expression, never changes a line count.




/** What may stand in bash text: nothing that a shell reads as more than a letter. */
const SAFE = /^[A-Za-z0-9._+:/@=,-]*$/;
const UNSAFE = {
    bash: ['bash text', 'pass it by \'environment\' and use the variable here, as "$NAME"'],
    lines: ['lines that a shell reads', "there a value has only letters, digits and '._+:/@=,-'"],
    command: ['a command line', 'write the command as a list of words'],
};
/** Of one text: more are of the same kind. */
const MAX_PROBLEMS = 20;
/** GitHub's own limit. */
const MAX_EXPRESSION = 21_000;
/** The text with all expressions filled in. Where there are problems, it keeps the expressions that have them. */
function interpolate(written, names) {
    if (!hasExpression(written.value))
        return { text: written.value, problems: [] };
    const context = dictionaryOf(names);
    const problems = [];
    let text = '';
    let end = 0;
    for (const piece of piecesOf(written.value)) {
        if (problems.length >= MAX_PROBLEMS)
            break;
        const filled = fill(piece, written, context);
        if (typeof filled !== 'string')
            problems.push(...filled);
        text += written.value.slice(end, piece.start) + (typeof filled === 'string' ? filled : piece.raw);
        end = piece.start + piece.raw.length;
    }
    return { text: text + written.value.slice(end), problems };
}
/** The words of a text, split at white space; an expression is part of a word. */
function wordsAround(text) {
    const words = [];
    let word = '';
    let end = 0;
    const addText = (plain) => {
        const [first = '', ...more] = plain.split(/\s+/);
        word += first;
        for (const next of more) {
            words.push(word);
            word = next;
        }
    };
    for (const { raw, start } of piecesOf(text)) {
        addText(text.slice(end, start));
        word += raw;
        end = start + raw.length;
    }
    addText(text.slice(end));
    return [...words, word].filter((each) => each !== '');
}
/** Expressions of a text, as GitHub finds them: `}}` in a string does not end one, `''` is a quote in a string. */
function piecesOf(text) {
    const pieces = [];
    for (let start = text.indexOf('${{'); start >= 0;) {
        let at = start + 3;
        let quoted = false;
        while (at < text.length && (quoted || !text.startsWith('}}', at))) {
            if (text[at] === "'")
                quoted = !quoted;
            at++;
        }
        const closed = at < text.length;
        const end = closed ? at + 2 : start + 3;
        pieces.push({ raw: text.slice(start, end), start, closed });
        if (!closed)
            break;
        start = text.indexOf('${{', end);
    }
    return pieces;
}
function fill(piece, written, context) {
    const wrong = (code, message, hint) => [
        { code, message, place: pieceAt(piece, written), hint },
    ];
    if (!piece.closed)
        return wrong('bad-expression', "'${{' has no '}}'");
    const body = piece.raw.slice(3, -2);
    if (body.trim() === '')
        return wrong('bad-expression', 'the expression is empty');
    if (body.length > MAX_EXPRESSION)
        return wrong('bad-expression', 'the expression is longer than 21,000 characters');
    if (written.kind !== 'value' && body.includes('\n')) {
        return wrong('bad-expression', 'an expression in bash text or a command line must stand on one line');
    }
    const parsed = parse(body);
    if ('message' in parsed)
        return wrong('bad-expression', parsed.message, parsed.hint);
    const unknown = unknownNames(parsed.expression, context);
    if (unknown.length > 0) {
        const place = pieceAt(piece, written);
        return unknown.map(({ offset, length, ...rest }) => ({ ...rest, place: within(place, piece, 3 + offset, length) }));
    }
    return evaluate(parsed.expression, context, body.trim(), written.kind, wrong);
}
function evaluate(expression, context, words, kind, wrong) {
    let result;
    try {
        result = new dist/* Evaluator */.oi(expression, context).evaluate();
    }
    catch (error) {
        return wrong('bad-expression', `'${clip(words)}' cannot be worked out: ${error instanceof Error ? error.message : ''}`);
    }
    if (!result.primitive) {
        return wrong('bad-expression', `'${clip(words)}' is a list or a mapping, not a text`, 'name one of its entries');
    }
    const text = result.coerceString();
    if (kind !== 'value' && !SAFE.test(text)) {
        const [where, hint] = UNSAFE[kind];
        return wrong('unsafe-value', `'${clip(words)}' is ${JSON.stringify(clip(text))}, which may not stand in ${where}`, hint);
    }
    return text;
}
function parse(body) {
    try {
        const { tokens } = new dist/* Lexer */.JG(body).lex();
        // Every word is let in as a name: which are known is ours to say, with a place and a hint.
        const words = tokens.map(({ lexeme }) => lexeme);
        return { expression: new dist/* Parser */.iX(tokens, words, []).parse() };
    }
    catch (error) {
        const [message = ''] = (error instanceof Error ? error.message : String(error)).split('. Located at');
        const hint = body.includes('"') ? "texts in expressions have single quotes: 'x'" : functionHint(message);
        return {
            message: `the expression ${message.endsWith("'EOF'") ? 'ends too early' : `is wrong: ${lowerFirst(message)}`}`,
            hint,
        };
    }
}
function functionHint(message) {
    const name = /^Unrecognized function: '(.*)'$/.exec(message)?.[1];
    if (name === undefined)
        return undefined;
    const known = Object.values(dist/* wellKnownFunctions */.j7).map((known) => known.name);
    return (0,core_nearest/* nearestHint */.A)(name, known) ?? `functions are ${known.join(', ')}`;
}
function lowerFirst(text) {
    return text.slice(0, 1).toLowerCase() + text.slice(1);
}
function clip(text) {
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
/** Lines are indented in the file: of an expression over several, only the beginning is found there. */
function pieceAt({ raw, start }, { value, find }) {
    const words = raw.includes('\n') ? '${{' : raw;
    let nth = 0;
    for (let at = value.indexOf(words); at >= 0 && at < start; at = value.indexOf(words, at + 1))
        nth++;
    return find(words, nth);
}
/** A stretch of an expression; the whole where the file has it in another form (escapes, folded lines). */
function within(place, { raw }, offset, length) {
    if (!place.text.startsWith(raw, place.column - 1))
        return place;
    return { ...place, column: place.column + offset, length: Math.max(1, length) };
}

;// CONCATENATED MODULE: ./src/core/reader.ts
// Reads values of a source by their keys, whatever their shape: the schema has said already what is of a wrong one.
// In: a source, and spots in it. Out: texts, lists and mappings, with their places; what is wrong goes to `problems`.
// Never throws: a reader of a file with mistakes must find the next one.


/** The value of a key; undefined where there is none, or null. */
function under(spot, ...keys) {
    let at = spot;
    for (const key of keys) {
        const value = at && isMapping(at.value) ? at.value[key] : undefined;
        if (!at || value === undefined || value === null)
            return undefined;
        at = { source: at.source, path: [...at.path, key], value };
    }
    return at;
}
/** Entries of a mapping, parked ones (`x-...`) left out; empty for anything else. */
function entriesOf(spot) {
    if (!spot || !isMapping(spot.value))
        return [];
    const keys = Object.keys(spot.value).filter((key) => !key.startsWith('x-'));
    return keys.flatMap((key) => {
        const entry = under(spot, key);
        return entry ? [[key, entry]] : [];
    });
}
/** Entries of a list, null ones left out; empty for anything else. */
function itemsOf(spot) {
    if (!spot || !reader_isList(spot.value))
        return [];
    const { source, path } = spot;
    return spot.value.flatMap((value, index) => (value === null ? [] : [{ source, path: [...path, index], value }]));
}
/** True for `{...}`. */
function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** True for `[...]`. */
function reader_isList(value) {
    return Array.isArray(value);
}
/** A text, its expressions checked, held to a rule; undefined for lists, mappings and nothing. */
function textOf(reader, spot, rule, kind = 'value') {
    const written = spot && writtenOf(spot, kind, rule);
    if (written)
        check(reader, written);
    return written;
}
/** A text in which expressions mean nothing: a name that other things are found by. */
function plainOf(reader, spot, rule) {
    const written = spot && writtenOf(spot, 'value', rule);
    if (!written || !rule)
        return written;
    const message = 'here no expression is filled in: a name is taken as it is written';
    if (hasExpression(written.value))
        reader.problems.push({ code: 'bad-expression', message, place: written.place });
    else
        reader.problems.push(...broken(written, written.value));
    return written;
}
/** The texts of a list. */
function textsOf(reader, spot, rule) {
    return itemsOf(spot).flatMap((item) => textOf(reader, item, rule) ?? []);
}
/** The words of a text, split at white space outside of expressions; or the texts of a list. */
function wordsOrTexts(reader, spot, rule) {
    const whole = spot && writtenOf(spot, 'value', rule);
    if (!whole)
        return textsOf(reader, spot, rule);
    const words = wordsAround(whole.value);
    const places = spot.source.findAll(spot.path, words);
    return words.map((value, index) => {
        const written = { ...whole, value, place: places[index] ?? whole.place };
        check(reader, written);
        return written;
    });
}
/** Texts by name; the names are held to a rule. */
function settingsOf(reader, spot, nameRule) {
    const settings = new Map();
    for (const [key, entry] of entriesOf(spot)) {
        keyCheck(reader, entry, nameRule);
        const written = textOf(reader, entry);
        if (written)
            settings.set(key, written);
    }
    return settings;
}
/** Holds the key of an entry to a rule. */
function keyCheck(reader, entry, rule) {
    const fault = rule(String(entry.path.at(-1)));
    if (fault)
        complain(reader, entry, 'key', fault);
}
/** Notes what is wrong with a value or its key. */
function complain(reader, spot, what, fault) {
    reader.problems.push({ ...fault, place: spot.source.place(spot.path, what) });
}
/** A whole number, or true and false; undefined for anything else. */
function numberOf(spot) {
    return typeof spot?.value === 'number' ? spot.value : undefined;
}
/** True or false; undefined for anything else. */
function flagOf(spot) {
    return typeof spot?.value === 'boolean' ? spot.value : undefined;
}
/** One of some words; undefined for anything else, which the schema has refused. */
function wordOf(spot, words) {
    return words.find((word) => word === spot?.value);
}
/** One text, or the texts of a list; undefined for neither. */
function oneOrMore(reader, spot, rule, kind) {
    const one = textOf(reader, spot, rule, kind);
    return one ? [one] : spot && textsOf(reader, spot, rule);
}
function writtenOf({ source, path }, kind, rule) {
    const value = source.text(path);
    if (value === undefined)
        return undefined;
    const find = (words, nth) => source.find(path, words, nth);
    return { value, place: source.place(path, 'value'), kind, rule, lines: source.lines(path), find };
}
function check({ names, problems }, written) {
    const { text, problems: found } = interpolate(written, names);
    problems.push(...found);
    if (found.length === 0)
        problems.push(...broken(written, text));
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./src/core/source-tree.ts
// The values of a YAML document, each with its stretch of the file.
// In: a composed document of the `yaml` library. Out: a `Tree` of our own, aliases followed, scalars with their text as
// written, and what is wrong with it. Never resolves merge keys, never expands an alias into copies.


/** Deepest nesting of lists and mappings, aliases followed. */
const MAX_DEPTH = 64;
/** Values that aliases may stand for, all together. */
const MAX_ALIASED = 100_000;
/** The tree of a document without syntax errors, and the flaws that YAML's grammar lets pass. */
function growTree(document) {
    const growth = { flaws: [], anchors: new Map(), aliased: 0 };
    return { tree: grow(document.contents, growth, 0, 0), flaws: growth.flaws };
}
function grow(node, growth, at, level) {
    if (node === null)
        return emptyTree([at, at]);
    if ((0,yaml_dist/* isAlias */.Vj)(node))
        return growAlias(node, growth, level);
    const anchor = node.anchor;
    if (anchor !== undefined)
        growth.anchors.set(anchor, 'open');
    const tree = (0,yaml_dist/* isMap */.jh)(node)
        ? growMap(node, growth, level)
        : (0,yaml_dist/* isSeq */.oP)(node)
            ? growList(node, growth, level)
            : growLeaf(node);
    if (anchor !== undefined)
        growth.anchors.set(anchor, tree);
    return tree;
}
function growLeaf(node) {
    const span = spanOf(node);
    const value = node.value;
    const content = { kind: 'leaf', value, text: node.source, style: styleOf(node), span };
    return { content, span, depth: 0, size: 1 };
}
function styleOf(node) {
    switch (node.type) {
        case 'BLOCK_LITERAL':
            return 'literal';
        case 'BLOCK_FOLDED':
            return 'folded';
        case 'QUOTE_DOUBLE':
        case 'QUOTE_SINGLE':
            return 'quoted';
        default:
            return 'plain';
    }
}
function growList(node, growth, level) {
    const span = spanOf(node);
    const items = node.items.map((item) => grow(isPair(item) ? null : item, growth, span[0], level + 1));
    return { content: { kind: 'list', items, span }, span, ...measure(items) };
}
/** The library's types allow pairs in lists, for a schema that we do not use. */
function isPair(item) {
    return !(0,yaml_dist/* isScalar */.jn)(item) && !(0,yaml_dist/* isAlias */.Vj)(item) && !(0,yaml_dist/* isMap */.jh)(item) && !(0,yaml_dist/* isSeq */.oP)(item);
}
function growMap(node, growth, level) {
    const span = spanOf(node);
    const entries = new Map();
    const trees = [];
    for (const pair of node.items) {
        const key = spanOf(pair.key);
        const tree = grow(pair.value, growth, key[1], level + 1);
        const name = keyText(pair.key, growth.flaws);
        trees.push(tree);
        if (name === undefined)
            continue;
        const first = entries.get(name);
        if (first)
            growth.flaws.push(repeated(name, key, first.key));
        else
            entries.set(name, { key, tree });
    }
    return { content: { kind: 'map', entries, span }, span, ...measure(trees) };
}
function repeated(name, key, first) {
    const related = { message: 'it stands here first', span: first };
    return { code: 'duplicate', message: `'${name}' stands twice in this mapping`, span: key, related };
}
function keyText(node, flaws) {
    const [message, hint] = keyFlaw(node) ?? [];
    if (message === undefined)
        return node.source;
    flaws.push({ code: 'bad-yaml', message, span: spanOf(node), hint });
    return undefined;
}
function keyFlaw(node) {
    if ((0,yaml_dist/* isAlias */.Vj)(node))
        return ['an alias cannot be a key', 'write the key out'];
    if (!(0,yaml_dist/* isScalar */.jn)(node))
        return ['a list or mapping cannot be a key', "put quotes around '{' and '[' in a text"];
    if (node.value === null && node.source === '')
        return ['here a key is missing'];
    if (node.source === '__proto__')
        return ["'__proto__' cannot be a key"];
    if (node.source !== '<<' || node.type !== 'PLAIN')
        return undefined;
    return ["merge keys ('<<') are not taken", 'write the keys out, or use an alias for a whole value'];
}
function growAlias(node, growth, level) {
    const span = spanOf(node);
    const target = growth.anchors.get(node.source);
    const flaw = (code, message, hint) => {
        growth.flaws.push({ code, message, span, hint });
        return emptyTree(span);
    };
    if (target === undefined) {
        const hint = (0,core_nearest/* nearestHint */.A)(node.source, [...growth.anchors.keys()]) ?? 'an anchor stands before its aliases';
        return flaw('bad-yaml', `there is no anchor '&${node.source}' above`, hint);
    }
    if (target === 'open')
        return flaw('bad-yaml', `'*${node.source}' stands inside of what it stands for`);
    if (level + target.depth > MAX_DEPTH)
        return flaw('limit', tooDeep());
    growth.aliased += target.size;
    if (growth.aliased <= MAX_ALIASED)
        return { ...target, span };
    // Said once: a file that does this does it often.
    if (growth.aliased - target.size > MAX_ALIASED)
        return emptyTree(span);
    return flaw('limit', `the aliases stand for more than ${MAX_ALIASED.toLocaleString('en')} values`);
}
/** What is said of too many levels. */
function tooDeep() {
    return `lists and mappings are nested deeper than ${String(MAX_DEPTH)} levels`;
}
function measure(trees) {
    let depth = 0;
    let size = 1;
    for (const tree of trees) {
        depth = Math.max(depth, tree.depth);
        size += tree.size;
    }
    return { depth: depth + 1, size };
}
function emptyTree(span) {
    return { content: { kind: 'leaf', value: null, text: '', style: 'plain', span }, span, depth: 0, size: 1 };
}
function spanOf(node) {
    return [node.range[0], node.range[1]];
}

;// CONCATENATED MODULE: ./src/core/source.ts
// A YAML file as plain values that know where they stand.
// In: a file's name and text. Out: a `Source`, or a `UserError` with every mistake of syntax. Limits come first, in
// linear time: no file can exhaust stack, memory or patience. Never knows what the keys mean.



/** 16 MiB, in code units. */
const MAX_LENGTH = 16 * 1024 * 1024;
/** Syntax errors bring forth others: only the first few are worth reading. */
const MAX_SYNTAX_ERRORS = 5;
/** Reads a YAML 1.2 document. Throws a `UserError` with everything that is wrong with it. */
function parseSource(file, text) {
    if (text.length > MAX_LENGTH) {
        (0,problem/* refuse */.TR)([{ code: 'limit', message: `${file} is larger than 16 MiB` }]);
    }
    const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
    const lines = new yaml_dist/* LineCounter */.HN();
    const placeOf = placer(file, body, lines);
    const problemOf = ({ code, message, span, hint, related }) => ({
        ...{ code, message, hint: hint ?? expressionHint(code, placeOf(span)), place: placeOf(span) },
        related: related && [{ message: related.message, place: placeOf(related.span) }],
    });
    const { document, flaws } = compose(body, lines);
    (0,problem/* refuse */.TR)(otherEncoding(body).map(problemOf));
    (0,problem/* refuse */.TR)(flaws.map(problemOf));
    if (!document)
        throw new Error('a document without flaws is missing');
    const grown = growTree(document);
    (0,problem/* refuse */.TR)(grown.flaws.map(problemOf));
    return sourceOf(file, body, grown.tree, placeOf);
}
/** What is not UTF-8 was read as U+FFFD: whoever meant that can write it as an escape. */
function otherEncoding(body) {
    const at = body.indexOf('\uFFFD');
    const message = 'this is not written in UTF-8';
    return at < 0 ? [] : [{ code: 'bad-yaml', message, span: [at, at + 1], hint: 'save the file as UTF-8' }];
}
function sourceOf(file, body, tree, placeOf) {
    const leafAt = (path) => {
        const { content, found } = walk(tree, path);
        return found && content.kind === 'leaf' && content.value !== null ? content : undefined;
    };
    const place = (path, what) => {
        const { key, span } = walk(tree, path);
        const empty = span[0] >= span[1];
        return placeOf(key && (what === 'key' || empty) ? key : span);
    };
    return {
        file,
        value: source_dataOf(tree.content, new Map()),
        place,
        text: (path) => leafAt(path)?.text,
        lines: (path) => {
            const leaf = leafAt(path);
            return leaf && linesOf(leaf, body, placeOf);
        },
        find: (path, words, nth) => {
            const leaf = leafAt(path);
            const start = leaf && positionOf(body, words, nth, leaf.span);
            return start === undefined ? place(path, 'value') : placeOf([start, start + words.length]);
        },
        findAll: (path, words) => {
            let from = leafAt(path)?.span[0] ?? 0;
            const end = leafAt(path)?.span[1] ?? 0;
            return words.map((word) => {
                const start = body.indexOf(word, from);
                if (start < 0 || start + word.length > end)
                    return place(path, 'value');
                from = start + word.length;
                return placeOf([start, from]);
            });
        },
    };
}
function positionOf(body, words, nth, [start, end]) {
    let position = start - 1;
    for (let count = 0; count <= nth; count++) {
        position = body.indexOf(words, position + 1);
        if (position < 0 || position + words.length > end)
            return undefined;
    }
    return position;
}
/** A literal's text begins below its `|`; a plain text has lines only when it is one. */
function linesOf(leaf, body, placeOf) {
    if (leaf.style === 'literal')
        return literalLines(leaf, body, placeOf);
    const isOne = !body.slice(...leaf.span).includes('\n');
    return leaf.style === 'plain' && isOne ? [placeOf(leaf.span)] : undefined;
}
function literalLines(leaf, body, placeOf) {
    let start = body.indexOf('\n', leaf.span[0]) + 1;
    return leaf.text.split('\n').map(() => {
        const next = body.indexOf('\n', start);
        const line = body.slice(start, next === -1 ? undefined : next);
        const from = start + line.length - line.trimStart().length;
        const place = placeOf([from, Math.max(from + 1, start + line.trimEnd().length)]);
        if (next !== -1)
            start = next + 1;
        return place;
    });
}
function walk(tree, path) {
    let at = { content: tree.content, span: tree.span, key: undefined };
    for (const step of path) {
        const { content } = at;
        const entry = content.kind === 'map' ? content.entries.get(String(step)) : undefined;
        const next = content.kind === 'list' ? content.items[Number(step)] : entry?.tree;
        if (!next)
            return { ...at, found: false };
        at = { content: next.content, span: next.span, key: entry?.key };
    }
    return { ...at, found: true };
}
/** Values behind an alias are one value, shared. */
function source_dataOf(content, known) {
    if (content.kind === 'leaf')
        return content.value;
    const seen = known.get(content);
    if (seen !== undefined)
        return seen;
    const data = content.kind === 'list' ? content.items.map((item) => source_dataOf(item.content, known)) : mapOf(content.entries, known);
    known.set(content, data);
    return data;
}
function mapOf(entries, known) {
    const data = Object.create(null);
    for (const [key, { tree }] of entries)
        data[key] = source_dataOf(tree.content, known);
    return data;
}
/** Places of stretches of the text. Each line is cut out once: a file may be one line. */
function placer(file, body, lines) {
    const texts = new Map();
    const textOf = (line, lineStart) => {
        const known = texts.get(line);
        if (known !== undefined)
            return known;
        const newline = body.indexOf('\n', lineStart);
        const end = newline < 0 ? body.length : newline;
        const text = body.slice(lineStart, body[end - 1] === '\r' ? end - 1 : end);
        texts.set(line, text);
        return text;
    };
    return ([start, end]) => {
        const { line, col } = lines.linePos(Math.min(start, body.length));
        const lineStart = start - col + 1;
        const text = textOf(line, lineStart);
        const words = text.slice(col - 1, end - lineStart).trimEnd();
        return { file, line, column: col, length: Math.max(1, words.length), text };
    };
}
/** Parser and composer by hand, so that the depth is seen on the parser's own stack before anything recurses. */
function compose(body, lines) {
    const parser = new yaml_dist/* Parser */.iX(lines.addNewLine);
    const composer = new yaml_dist/* Composer */.Dk({
        version: '1.2',
        schema: 'core',
        merge: false,
        uniqueKeys: false,
        logLevel: 'silent',
    });
    const documents = [];
    lines.addNewLine(0);
    for (const lexeme of new yaml_dist/* Lexer */.JG().lex(body)) {
        for (const token of parser.next(lexeme))
            documents.push(...composer.next(token));
        // A document and a scalar are on the stack beside the collections.
        if (parser.stack.length > MAX_DEPTH && depthOf(parser) > MAX_DEPTH) {
            return { flaws: [{ code: 'limit', message: tooDeep(), span: [parser.offset, parser.offset] }] };
        }
    }
    for (const token of parser.end())
        documents.push(...composer.next(token));
    documents.push(...composer.end(false, body.length));
    return { document: documents[0], flaws: documentFlaws(documents, lines) };
}
function depthOf(parser) {
    return parser.stack.filter(({ type }) => type === 'block-map' || type === 'block-seq' || type === 'flow-collection')
        .length;
}
function documentFlaws(documents, lines) {
    const [document, second] = documents;
    if (!document?.contents)
        return [{ code: 'bad-yaml', message: 'the file is empty', span: [0, 0] }];
    const errors = [...document.errors, ...document.warnings];
    const flaws = firstOfLines(errors, lines)
        .slice(0, MAX_SYNTAX_ERRORS)
        .map((error) => syntaxFlaw(error, document));
    if (document.directives.yaml.explicit && document.directives.yaml.version !== '1.2') {
        flaws.push({ code: 'bad-yaml', message: 'only YAML 1.2 is taken', span: [0, 0], hint: 'leave the %YAML line out' });
    }
    if (second && flaws.length === 0) {
        const hint = "leave the '---' between them out";
        flaws.push({
            code: 'bad-yaml',
            message: 'here a second document begins; one is taken',
            span: [second.range[0], second.range[0]],
            hint,
        });
    }
    return flaws;
}
/** One mistake often brings forth others on its line. */
function firstOfLines(errors, lines) {
    const seen = new Set();
    return errors.filter(({ pos }) => {
        const { line } = lines.linePos(pos[0]);
        return !seen.has(line) && seen.add(line);
    });
}
function syntaxFlaw(error, document) {
    if (error.message.startsWith('Missing closing ')) {
        // The library points at the end of the file; the quote that swallowed it is its last value.
        const start = lastNode(document.contents)?.range[0] ?? error.pos[0];
        return { code: 'bad-yaml', message: 'not YAML: this quote is never closed', span: [start, start + 1] };
    }
    return { code: 'bad-yaml', message: `not YAML: ${error.message}`, span: error.pos, hint: syntaxHint(error) };
}
function lastNode(node) {
    let at = node;
    for (;;) {
        const last = (0,yaml_dist/* isMap */.jh)(at) || (0,yaml_dist/* isSeq */.oP)(at) ? at.items.at(-1) : undefined;
        const next = (0,yaml_dist/* isPair */.tO)(last) ? (last.value ?? last.key) : last;
        if (!next)
            return at;
        at = next;
    }
}
/** To YAML, an expression without quotes is a mapping in a mapping. */
function expressionHint(code, { text }) {
    return code === 'bad-yaml' && text.includes('${{')
        ? "within [...] and {...}, put a text with '${{' in it into quotes"
        : undefined;
}
function syntaxHint({ code }) {
    switch (code) {
        case 'TAB_AS_INDENT':
            return 'indent with spaces';
        case 'TAG_RESOLVE_FAILED':
            return "put the text into quotes when it shall begin with '!'";
        case 'MISSING_CHAR':
            return 'indent it like its neighbours';
        case 'BAD_SCALAR_START':
            return 'put the text into quotes';
        case 'MULTILINE_IMPLICIT_KEY':
        case 'BLOCK_AS_IMPLICIT_KEY':
            return "put a text that has ': ' in it into quotes";
        default:
            return undefined;
    }
}

;// CONCATENATED MODULE: ./src/core/lock.ts
// The lock: what moving names stand for, in a file beside the images file, until somebody moves them. In: its text, a
// graph's questions, pins. Out: pins with the places where they stand; the text of a new lock; what differs.
// Never asks a registry.





/** `images.lock.yaml` of `images.yaml`. */
function lockPath(imagesFile) {
    return imagesFile.replace(/(\.ya?ml)?$/i, (_all, ending) => `.lock${ending ?? '.yaml'}`);
}
/** Reads a lock. Throws a `UserError` with everything that is wrong with it. */
function parseLock(file, text) {
    const source = parseSource(file, text);
    const { value } = source;
    const hint = 'it is written by `gentoo-image-builder update`: take it back from git, or delete it and write it anew';
    const names = isMapping(value) && value.scheme === 1 ? value.names : undefined;
    if (names === undefined || !isMapping(names)) {
        const message = `${file} is no lock of scheme 1`;
        throw new problem/* UserError */.yo([{ code: 'bad-value', message, place: source.place([], 'value'), hint }]);
    }
    const wrong = Object.keys(names).filter((name) => readPin(names[name] ?? null) === undefined);
    (0,problem/* refuse */.TR)(wrong.map((name) => {
        const message = `what '${name}' is locked to is no digest, no date and no commit`;
        return { code: 'bad-value', message, place: source.place(['names', name], 'value'), hint };
    }));
    const pins = Object.entries(names).map(([name, pin]) => [name, readPin(pin) ?? {}]);
    return { pins: { ...NO_PINS, names: Object.fromEntries(pins) }, source };
}
/** A pin by the rules of pins; numbers are as they were written, as a date may stand without quotes. */
function readPin(data) {
    if (!isMapping(data))
        return undefined;
    const texts = Object.fromEntries(Object.entries(data).map(([key, text]) => [key, isPlain(text) ? `${text}` : text]));
    try {
        const { name } = parsePins(JSON.stringify({ scheme: 1, names: { name: texts } }), '').names;
        return name;
    }
    catch (error) {
        if (error instanceof problem/* UserError */.yo)
            return undefined;
        throw error;
    }
}
function isPlain(data) {
    return typeof data === 'string' || typeof data === 'number';
}
/** The text of a lock: a name a paragraph, in the order of their letters, so that a moved pin is one changed line. */
function formatLock(imagesFile, pins) {
    const name = imagesFile.slice(imagesFile.lastIndexOf('/') + 1);
    const lines = Object.entries(pins.names)
        .sort(([a], [b]) => (0,canonical/* byCodeUnit */.X)(a, b))
        .flatMap(([key, pin]) => [`  ${JSON.stringify(key)}:`, ...fieldsOf(pin).map((field) => `    ${field}`)]);
    return [
        `# What the moving names of ${name} stand for. Written by \`gentoo-image-builder update\`; commit it.`,
        'scheme: 1',
        ...(lines.length > 0 ? ['names:', ...lines] : ['names: {}']),
        '',
    ].join('\n');
}
/** Dates are quoted: YAML would read a number. */
function fieldsOf(pin) {
    return Object.entries(pin)
        .filter((entry) => typeof entry[1] === 'string')
        .sort(([a], [b]) => (0,canonical/* byCodeUnit */.X)(a, b))
        .map(([key, text]) => `${key}: ${JSON.stringify(text)}`);
}
/** The names that a lock has to hold, with the places where the images file says them. */
function lockedNames(questions) {
    const revisions = questions.revisions.map(({ url, ref, place }) => ({ value: revisionName(url, ref), place }));
    return [...questions.references.map(({ reference, place }) => ({ value: reference, place })), ...revisions];
}
/** The pins of some names. */
function pinsOfNames(pins, names) {
    return { ...NO_PINS, names: Object.fromEntries(Object.entries(pins.names).filter(([name]) => names.has(name))) };
}
/** Pins that were told win over those of the lock. */
function withLock(told, lock) {
    return { ...told, names: { ...lock.names, ...told.names } };
}
/** What moved between two locks, by name. */
function movesBetween(before, after) {
    const names = [...new Set([...Object.keys(before.names), ...Object.keys(after.names)])].sort(canonical/* byCodeUnit */.X);
    return names
        .map((name) => ({ name, from: before.names[name], to: after.names[name] }))
        .filter(({ from, to }) => !isSame(from, to));
}
/** `20261109 -> 20261116`; digests are cut short, and left out where a date says it. */
function lock_describeMove({ name, from, to }) {
    if (to === undefined)
        return `${name}: no longer named`;
    if (from === undefined)
        return `${name}: new, ${shortPin(to)}`;
    const dated = from.date !== undefined && to.date !== undefined && from.date !== to.date;
    return dated ? `${name}: ${from.date} -> ${to.date}` : `${name}: ${shortPin(from)} -> ${shortPin(to)}`;
}
/** What `locked` refuses: names of the images file that are not in the lock, those that are too much, other pins. */
function driftProblems(file, lock, names, told, asked) {
    if (lock === undefined) {
        const hint = 'write it with `gentoo-image-builder update`, and commit it';
        return names.length === 0 ? [] : [{ code: 'pin', message: `there is no lock file '${file}'`, hint }];
    }
    const wanted = new Set(names.map(({ value }) => value));
    const lacking = names.filter(({ value }) => asked.has(value));
    const idle = Object.keys(lock.pins.names).filter((name) => !wanted.has(name));
    const other = Object.entries(lock.pins.names).filter(([name, pin]) => isOther(told.names[name], pin));
    const placeIn = (name) => lock.source.place(['names', name], 'key');
    const hint = 'move the lock with `gentoo-image-builder update`, and commit it';
    return [
        ...lacking.map(({ value, place }) => {
            return { code: 'pin', message: `'${value}' is not locked by ${file}`, place, hint };
        }),
        ...idle.map((name) => {
            const message = `'${name}' is locked, but the images file does not name it`;
            return { code: 'pin', message, place: placeIn(name), hint };
        }),
        ...other.map(([name, pin]) => {
            const given = told.names[name] ?? {};
            const message = `'${name}' is locked to ${shortPin(pin)}, but the pins that were given say ${shortPin(given)}`;
            return { code: 'pin', message, place: placeIn(name), hint: 'leave the pins out, or move the lock' };
        }),
    ];
}
function isOther(given, locked) {
    if (given === undefined)
        return false;
    const theirs = (0,canonical/* isRecord */.u4)(locked) ? locked : {};
    return Object.entries(given).some(([key, text]) => theirs[key] !== undefined && theirs[key] !== text);
}
function isSame(a, b) {
    return JSON.stringify(a && fieldsOf(a)) === JSON.stringify(b && fieldsOf(b));
}
/** `20261116`, else the beginning of what it stands for. */
function shortPin(pin) {
    const texts = Object.values(pin).filter((text) => typeof text === 'string');
    return pin.date ?? shortText(pin.digest ?? texts[0] ?? 'nothing');
}
function shortText(text) {
    return text.startsWith('sha256:') ? text.slice(0, 'sha256:'.length + 12) : text;
}

;// CONCATENATED MODULE: ./src/core/lock-report.ts
// An update of the lock in words. In: what moved, and what that builds anew. Out: lines for people, Markdown for a pull
// request, JSON for programs.

/** What moves and what that builds, for a terminal. */
function describeUpdate(update, isWritten) {
    if (update.moves.length === 0)
        return [`${update.file}: nothing moved`];
    return [
        `${update.file}${isWritten ? '' : ', not written'}:`,
        ...update.moves.map((move) => `  ${lock_describeMove(move)}`),
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
        ...moves.map((move) => `- ${code(describeMove(move))}`),
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

// EXTERNAL MODULE: ./src/core/details.ts
var details = __webpack_require__(9269);
// EXTERNAL MODULE: ./src/core/graph.ts + 1 modules
var core_graph = __webpack_require__(9700);
;// CONCATENATED MODULE: ./src/core/additions.ts
// What `build.add` puts into a job's folder. In: an image's node, its graph, the pins. Out: what has to be brought and
// where to, as data, and the list by which add.sh puts it into the builder or the root. Never fetches.


/** The additions of an image. */
function additionsOf(node, graph, pins) {
    const all = node.image.add;
    const at = (index) => `add/${index}/content`;
    const records = all.map((one, index) => [String(index), one.to, formOf(one), additions_sourceOf(one), one.dest]);
    return {
        files: all.length === 0
            ? []
            : [
                [
                    'add.list',
                    records
                        .flat()
                        .map((field) => `${field}\0`)
                        .join(''),
                ],
            ],
        folders: all.flatMap((one, index) => one.kind === 'path' ? [{ from: one.path, to: at(index), place: one.place }] : []),
        checkouts: all.flatMap((one, index) => {
            if (one.kind !== 'git')
                return [];
            const { url, ref, place } = one;
            return [{ url, commit: commitIn(pins, url, ref), to: at(index), place }];
        }),
        downloads: all.flatMap((one, index) => {
            if (one.kind !== 'url')
                return [];
            const { url, digest, place } = one;
            return [{ url, digest, to: at(index), place }];
        }),
        copies: all.flatMap((one, index) => {
            if (one.kind !== 'image')
                return [];
            const { from, src, image } = one;
            const to = from === 'target' ? `add/${index}` : `add/${index}/content.tar`;
            return [{ node: idOf(node, graph, image.value), from, src, to, place: one.place }];
        }),
    };
}
/** The nodes whose builder images a node's job takes: the one that it starts from, its parent's, and those that it copies from. */
function buildersFor(node, graph) {
    if (node.kind !== 'gentoo')
        return [];
    const copied = node.image.add.flatMap((one) => {
        return one.kind === 'image' && one.from === 'builder' ? [idOf(node, graph, one.image.value)] : [];
    });
    const keeper = stateKeeper(node, graph);
    return [...new Set([node.startsFrom, ...(keeper ? [keeper.id] : []), ...copied])];
}
/** The parent, where a node starts from another builder than the parent's, in which its ancestors' state is. */
function stateKeeper(node, graph) {
    const parent = node.parent === undefined ? undefined : (0,core_graph/* nodeOf */.E7)(graph, node.parent);
    return parent?.kind === 'gentoo' && parent.id !== node.startsFrom ? parent : undefined;
}
/** The node that an image means by a name of its `requires`. */
function idOf(node, graph, name) {
    const found = node.needs.find((id) => {
        const { name: own, label } = (0,core_graph/* nodeOf */.E7)(graph, id);
        return (0,core_graph/* isCalled */.AP)({ name: own, identity: label }, name);
    });
    return found ?? name;
}
/** How it lies in the job's folder. */
function formOf(one) {
    if (one.kind !== 'image')
        return 'content';
    return one.from === 'target' ? 'layers' : 'archive';
}
/** Its last part is a file's name where `dest` ends with a slash. */
function additions_sourceOf(one) {
    switch (one.kind) {
        case 'path':
            return one.path;
        case 'git':
            return one.url;
        case 'url':
            return one.url.replace(/[?#].*$/, '');
        case 'image':
            return one.src;
    }
}

;// CONCATENATED MODULE: ./src/core/tags.ts
// The names for people. In: an image's tag rules, its snapshot's date, and what is known by then. Out: its tags, the
// first the one that counts. Order: explicit, else the merged package's version, else the software's, else the snapshot's
// date; `latest` only for `base` and for who says so; then `tags`, whose texts are filled in here.


/** What texts under `tags` can name, beside what all texts can. */
const TAG_NAMES = ['version', 'major', 'minor', 'portage', 'date', 'fingerprint'];
/** The tags of an image. `date` is the snapshot's, `20261116`. */
function tagsOf(image, date, later = {}) {
    const { explicit, package: merged, version, latest } = image.tags;
    const more = latest ? ['latest'] : [];
    const promise = explicit || merged ? undefined : version?.value;
    const source = explicit ? 'explicit' : merged ? 'package' : version ? 'software' : 'snapshot';
    const chief = explicit?.value ?? (merged ? later.merged : (version?.value ?? date));
    const known = valuesOf(image.tags, chief, date, later);
    const filled = image.tags.more.map((written) => fillTag(written, image.tags, known, chief));
    const open = filled.flatMap((each) => (typeof each === 'string' ? [] : [each]));
    const texts = filled.flatMap((each) => (typeof each === 'string' ? [each] : []));
    if (chief === undefined && merged)
        open.unshift(openPackage(merged.atom));
    return { tags: unique([...(chief === undefined ? [] : [chief]), ...more, ...texts]), source, promise, open };
}
/** Tags that can never be known: `minor` of a version that has none, a text that no registry takes. */
function tagProblems(image) {
    // Any date does for one that is not known yet: all are eight digits.
    const { open } = tagsOf(image, ANY_DATE, {});
    return open
        .filter(({ later }) => !later)
        .map(({ reason, place, hint }) => ({ code: 'bad-tag', message: reason, place, hint }));
}
const ANY_DATE = '20000101';
function valuesOf({ version }, chief, date, { today, fingerprint }) {
    const number = version?.value ?? chief;
    const [, major, minor] = /^v?(\d+)(?:\.(\d+))?/.exec(number ?? '') ?? [];
    const all = [
        ['version', number],
        ['major', major],
        ['minor', minor],
        ['portage', date === '' ? undefined : date],
        ['date', today],
        ['fingerprint', fingerprint],
    ];
    return new Map(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
function fillTag(written, { names, explicit, version, package: merged }, known, chief) {
    const { value: text, place } = written;
    const values = new Map([...names, ...known]);
    const { text: tag, problems } = interpolate(written, values);
    if (problems.length > 0) {
        const missing = TAG_NAMES.find((name) => !known.has(name) && isNamed(written, values, name, problems.length));
        const number = version?.value ?? chief;
        const never = (missing === 'major' || missing === 'minor') && number !== undefined;
        const ofWhat = explicit || version || merged ? `'${number ?? ''}'` : "the snapshot's date";
        const reason = never
            ? `there is no '${missing}' of ${ofWhat}, which is the version here`
            : `'${missing ?? text}' is not known yet`;
        const hint = never ? "give the image a version such as 1.2, by 'software' or 'tag'" : undefined;
        return { text, place, reason, later: !never, hint };
    }
    const fault = (0,rules/* tagRule */.D$)(tag);
    return fault ? { text, place, reason: fault.message, later: false, hint: fault.hint } : tag;
}
/** True where a text lacks this name: with it, less is wrong. */
function isNamed(written, values, name, count) {
    return interpolate(written, new Map([...values, [name, '1']])).problems.length < count;
}
function openPackage({ value, place }) {
    const reason = `the version of ${value} is known after the build`;
    return { text: `{package: ${value}}`, place, reason, later: true, hint: undefined };
}
function unique(tags) {
    return [...new Set(tags)];
}

;// CONCATENATED MODULE: ./src/core/plan.ts
// What is to be done with each node, and why. In: a graph, fingerprints, and what the registry says exists.
// Out: a `Plan`: a decision a node, and the levels over what has to be done. Never asks; "don't know" is refused before.






/**
 * Decides every node. `selected`: ids of those that are looked at, all when it is left out; what these need and what is
 * not there is built too. All existences must be yes or no. Throws a `UserError` for names to rebuild that no
 * image has.
 */
function decidePlan(graph, pins, prints, presences, rebuild = 'changed', selected) {
    (0,problem/* refuse */.TR)(unknownRebuilds(graph, rebuild));
    const decisions = new Map();
    const dates = snapshotDates(graph.catalog, pins);
    const children = (0,core_graph/* childrenById */.QK)(graph);
    // Children first: whether a builder is needed depends on what is built on it.
    for (const node of [...graph.nodes.values()].reverse()) {
        const presence = presences.get(node.id);
        const fingerprint = prints.get(node.id)?.fingerprint;
        if (!presence || fingerprint === undefined)
            throw new Error(`nothing is known of ${node.id}`);
        const built = (children.get(node.id) ?? []).filter((child) => isBuilt(decisions.get(child.id)));
        const starts = built.filter((child) => buildersFor(child, graph).includes(node.id));
        const isSelected = !selected || selected.has(node.id);
        const asked = { isSelected, isNeeded: built.length > 0, rebuild };
        const verdict = node.kind === 'builder' ? decideBuilder(presence, starts) : decideImage(node, presence, starts, asked);
        decisions.set(node.id, {
            node,
            fingerprint,
            ...namesOf(node, dates.get(node.builder?.name ?? '') ?? '', fingerprint),
            ...verdict,
            ...digestOf(node, presence, verdict),
        });
    }
    const ordered = new Map([...decisions].reverse());
    return { graph, pins, decisions: ordered, levels: levelsOf(ordered) };
}
/** True for work that ends in a new builder image. */
function isBuilt(decision) {
    return decision?.do === 'build' || decision?.do === 'rebuild';
}
/** True for a decision that gives a job something to do. */
function plan_isWork(decision) {
    return decision.do !== 'reuse' && decision.do !== 'unneeded';
}
function digestOf({ kind }, { content }, verdict) {
    const stays = kind !== 'builder' && ['reuse', 'tag', 'test'].includes(verdict.do);
    return stays && content.answer === 'yes' ? { digest: content.digest } : {};
}
function decideBuilder({ content }, starts) {
    if (starts.length === 0)
        return { do: 'unneeded', reason: 'nothing is built on it this time' };
    if (content.answer === 'yes')
        return { do: 'reuse', reason: 'is there' };
    return { do: 'build', reason: 'is not there yet' };
}
function namesOf(node, date, fingerprint) {
    if (node.kind === 'builder')
        return { tags: [], later: [] };
    const { tags, open } = tagsOf(node.image, date, { fingerprint });
    return { tags, later: open.map(({ reason }) => reason) };
}
function decideImage(node, presence, starts, asked) {
    const { content, untested, builder, passed, tags } = presence;
    const { isSelected, isNeeded, rebuild } = asked;
    if (!isSelected && (!isNeeded || (content.answer === 'yes' && starts.length === 0))) {
        return content.answer === 'yes'
            ? { do: 'reuse', reason: 'is there' }
            : { do: 'unneeded', reason: 'is not selected' };
    }
    if (isSelected && isAsked(node, rebuild))
        return { do: 'rebuild', reason: 'asked for' };
    const builderLacks = starts.length > 0 && builder?.answer !== 'yes';
    if (content.answer === 'yes') {
        if (builderLacks)
            return { do: 'rebuild', reason: `its builder is not there, and ${words(starts)} needs it` };
        if (!isSelected)
            return { do: 'reuse', reason: 'is there' };
        if (passed?.answer === 'no')
            return { do: 'test', reason: 'is there, but its tests or its size budget changed' };
        return decideTags(content.digest, tags ?? new Map());
    }
    if (untested?.answer === 'yes' && !builderLacks)
        return { do: 'test', reason: 'is built, but not tested yet' };
    return { do: 'build', reason: 'is not there yet' };
}
function decideTags(digest, tags) {
    const wrong = [...tags].filter(([, there]) => there.answer !== 'yes' || there.digest !== digest).map(([tag]) => tag);
    if (wrong.length === 0)
        return { do: 'reuse', reason: 'is there' };
    return { do: 'tag', reason: `is there, but ${wrong.join(', ')} names something else or nothing` };
}
function isAsked(node, rebuild) {
    if (rebuild === 'changed')
        return false;
    return rebuild === 'all' || rebuild.has(node.label) || rebuild.has(node.name);
}
/** A mistyped name would quietly rebuild nothing. */
function unknownRebuilds({ catalog }, rebuild) {
    if (typeof rebuild === 'string')
        return [];
    const known = new Set(catalog.images.flatMap(({ name, identity }) => [name, identity]));
    return [...rebuild]
        .filter((name) => !known.has(name))
        .map((name) => {
        const message = `'${name}' is to be rebuilt, but the images file has no such image`;
        return { code: 'unknown-name', message, hint: (0,core_nearest/* nearestHint */.A)(name, [...known]) };
    });
}
function words(nodes) {
    return nodes.map(({ label }) => label).join(', ');
}
/** A node's level is one above the highest of those that it needs and that have something to do. */
function levelsOf(decisions) {
    const heights = new Map();
    const levels = [];
    for (const [id, decision] of decisions) {
        if (!plan_isWork(decision))
            continue;
        const below = decision.node.needs.map((need) => heights.get(need) ?? -1);
        const height = Math.max(-1, ...below) + 1;
        heights.set(id, height);
        (levels[height] ??= []).push(decision);
    }
    return levels;
}

;// CONCATENATED MODULE: ./src/core/matrix.ts
// The plan as GitHub's jobs. In: a `Plan`. Out: rows, matrices by level, and the outputs of the plan step as text.
// An empty level is not there at all: an empty `include` is an error of the workflow. Nothing secret goes in.
// https://docs.github.com/en/actions/reference/limits



/** Jobs in a matrix, and in all matrices of a run (GitHub's documents allow both readings). */
const MOST_JOBS = 256;
/** A job may put out 1 MB, counted as UTF-16: half a million characters; some room is left. */
const MOST_CHARACTERS = 480_000;
/** GitHub's own machines end a job after six hours. */
const MOST_MINUTES = 360;
const DEFAULT_RUNNER = 'ubuntu-24.04';
/** The matrices of a plan, one a level; none when there is nothing to do. */
function matricesOf(plan, options) {
    const levels = options.shared ? plan.levels.map((level) => level.map((one) => [one])) : [familiesOf(plan)];
    const piles = levels.map((groups) => pilesOf(groups, options));
    const shares = sharesOf(piles);
    const matrices = piles.map((ofLevel, level) => ({
        include: ofLevel.flatMap((pile) => dealt(pile, shares(pile)).map((group) => rowOf(group, level, options))),
    }));
    return matrices.filter(({ include }) => include.length > 0);
}
/** All rows by the name of their job. */
function rowsByName(matrices) {
    return Object.fromEntries(matrices.flatMap(({ include }) => include.map((row) => [row.name, row])));
}
/**
 * The outputs of the plan step by name. Throws a `UserError` with figures when they are larger than a job may put out:
 * GitHub would drop them, and with them the whole run would be green and empty. `jobs`: the rows of a workflow that has
 * a job an image, in the place of those of the levels.
 */
function planOutputs(plan, matrices, wanted, packed, detailsVar, jobs) {
    const decisions = [...plan.decisions.values()];
    const work = decisions.filter(isWork);
    const rows = jobs ? Object.values(jobs) : matrices.flatMap(({ include }) => include);
    const outputs = new Map([
        ['levels', JSON.stringify(matrices)],
        ['pins', JSON.stringify(plan.pins)],
        ['depth', String(matrices.length)],
        ['count', String(rows.length)],
        ['has-work', String(rows.length > 0)],
        ['max-parallel', String(Math.max(1, ...matrices.map(({ include }) => include.length)))],
        ['images', JSON.stringify(labels(work))],
        ['reused', JSON.stringify(labels(decisions.filter((decision) => decision.do === 'reuse')))],
        ['plan', packed],
    ]);
    if (wanted.has('rows'))
        outputs.set('rows', JSON.stringify(jobs ?? rowsByName(matrices)));
    if (wanted.has('matrix'))
        outputs.set('matrix', JSON.stringify({ include: rows }));
    if (wanted.has('images-details'))
        outputs.set('images-details', JSON.stringify(imagesDetails(plan)));
    if (detailsVar !== undefined)
        outputs.set(detailsVar, JSON.stringify(imagesDetails(plan)));
    refuseTooLarge(outputs);
    return outputs;
}
function labels(decisions) {
    return decisions.filter(({ node }) => node.kind !== 'builder').map(({ node }) => node.label);
}
/** Without a registry that all reach, children cannot fetch their parents: each family is one job, in order. */
function familiesOf(plan) {
    const work = plan.levels.flat();
    const elders = new Map(work.map(({ node }) => [node.id, node.id]));
    const elderOf = (id) => {
        let elder = id;
        for (let next = elders.get(elder); next !== undefined && next !== elder; next = elders.get(elder))
            elder = next;
        elders.set(id, elder);
        return elder;
    };
    for (const { node } of work) {
        for (const need of node.needs)
            if (elders.has(need))
                elders.set(elderOf(node.id), elderOf(need));
    }
    const families = new Map();
    for (const decision of work) {
        const elder = elderOf(decision.node.id);
        const family = families.get(elder);
        if (family)
            family.push(decision);
        else
            families.set(elder, [decision]);
    }
    return [...families.values()];
}
/** What runs on the same machines may share a job. */
function pilesOf(groups, options) {
    const piles = new Map();
    for (const group of groups) {
        const key = group[0] ? JSON.stringify(runnerOf(group[0], options)) : '';
        const pile = piles.get(key);
        if (pile)
            pile.push(group);
        else
            piles.set(key, [group]);
    }
    return [...piles.values()];
}
/** How many jobs a pile gets: one for each group, or what its part of the most is, and at least one. */
function sharesOf(levels) {
    const sizes = levels.flat().map(({ length }) => length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const spare = Math.max(0, MOST_JOBS - sizes.length);
    return ({ length }) => total <= MOST_JOBS ? length : 1 + Math.floor((spare * (length - 1)) / Math.max(1, total - sizes.length));
}
/** Deals a pile's groups out to so many jobs, as evenly as it goes. */
function dealt(pile, jobs) {
    const hands = Array.from({ length: Math.min(jobs, pile.length) }, () => []);
    pile.forEach((group, index) => hands[index % hands.length]?.push(...group));
    return hands;
}
/** The row of what goes into one job. */
function rowOf(group, level, options) {
    const [first] = group;
    if (!first)
        throw new Error('a job without anything to do');
    const more = group.length > 1 ? ` and ${group.length - 1} more` : '';
    return {
        name: first.node.label + more,
        level,
        runner: runnerOf(first, options),
        timeout: timeoutOf(group),
        nodes: group.filter(plan_isWork).map(({ node, fingerprint, do: work }) => ({
            name: node.label,
            platform: node.platform,
            fingerprint,
            do: work,
        })),
    };
}
/** One after the other they take the sum of their times, up to what GitHub lets a job run, or one alone wants. */
function timeoutOf(group) {
    const times = group.map(({ node }) => (node.kind === 'builder' ? MOST_MINUTES : node.image.timeout));
    const sum = times.reduce((total, time) => total + time, 0);
    return Math.max(Math.min(sum, MOST_MINUTES), ...times);
}
function runnerOf({ node }, { runners }) {
    const own = node.kind === 'builder' ? undefined : node.image.runner;
    if (own)
        return own.length === 1 ? (own[0] ?? DEFAULT_RUNNER) : own;
    return runners.get(node.platform) ?? runners.get('default') ?? defaultRunner(node.platform);
}
function defaultRunner(platform) {
    return platform === 'linux/arm64' ? `${DEFAULT_RUNNER}-arm` : DEFAULT_RUNNER;
}
function refuseTooLarge(outputs) {
    const sizes = [...outputs].map(([name, text]) => ({ name, size: text.length })).sort((a, b) => b.size - a.size);
    const sum = sizes.reduce((total, { size }) => total + size, 0);
    if (sum <= MOST_CHARACTERS)
        return;
    const figures = sizes.slice(0, 3).map(({ name, size }) => `${name} ${size}`);
    throw new UserError([
        {
            code: 'limit',
            message: `the outputs of plan are ${sum} characters; GitHub takes ${MOST_CHARACTERS} of a job (${figures.join(', ')})`,
            hint: 'ask for fewer of them with `outputs`, or plan a part with `only`',
        },
    ]);
}

;// CONCATENATED MODULE: ./src/core/mermaid.ts
// Graphs as Mermaid, which GitHub draws. In: a graph, and how each node is to look. Out: text. Ids are made, labels are
// quoted, and what could mean anything in them is written as its number: a name can do nothing.
// https://mermaid.js.org/config/schema-docs/config.html (maxEdges, maxTextSize)
/** Beyond these Mermaid draws an error in the graph's place. */
const MOST_EDGES = 500;
const mermaid_MOST_CHARACTERS = 50_000;
/** Fill, words, border: readable on GitHub's light and dark pages. The words of a box say the same as its colour. */
const COLOURS = {
    green: 'fill:#1a7f37,color:#ffffff,stroke:#0f5323',
    red: 'fill:#cf222e,color:#ffffff,stroke:#82071e',
    orange: 'fill:#bc4c00,color:#ffffff,stroke:#762c00',
    violet: 'fill:#8250df,color:#ffffff,stroke:#512a97',
    blue: 'fill:#0969da,color:#ffffff,stroke:#033d8b',
    grey: 'fill:#eaeef2,color:#24292f,stroke:#8c959f',
};
/** The graph by its labels alone. */
function mermaidGraph(graph) {
    return draw(graph, ({ label }) => ({ lines: [label] }));
}
/** The graph as a block of a summary; undefined where GitHub would not draw it. A node without a look is left out. */
function mermaidBlock(graph, lookOf) {
    const looks = new Map([...graph.nodes.values()].map((node) => [node.id, lookOf(node)]));
    if (edgesOf(graph, looks).length > MOST_EDGES)
        return undefined;
    const text = draw(graph, ({ id }) => looks.get(id));
    return text.length > mermaid_MOST_CHARACTERS ? undefined : `\`\`\`mermaid\n${text}\n\`\`\``;
}
function draw(graph, lookOf) {
    const looks = new Map([...graph.nodes.values()].map((node) => [node.id, lookOf(node)]));
    const ids = new Map([...graph.nodes.keys()].map((id, index) => [id, `n${index}`]));
    const idOf = (id) => ids.get(id) ?? '';
    const used = new Set();
    const nodes = [...looks].flatMap(([id, look]) => {
        if (!look)
            return [];
        const { lines, colour } = look;
        if (colour)
            used.add(colour);
        return [`  ${idOf(id)}["${lines.map(escapeMermaid).join('<br>')}"]${colour ? `:::${colour}` : ''}`];
    });
    const edges = edgesOf(graph, looks).map(({ from, to, isParent }) => `  ${idOf(from)} ${isParent ? '-->' : '-.->'} ${idOf(to)}`);
    const classes = [...used].sort().map((colour) => `  classDef ${colour} ${COLOURS[colour]}`);
    return ['graph LR', ...nodes, ...edges, ...classes].join('\n');
}
function edgesOf(graph, looks) {
    return [...graph.nodes.values()].flatMap((node) => node.needs.flatMap((from, index) => looks.get(from) && looks.get(node.id) ? [{ from, to: node.id, isParent: index === 0 }] : []));
}
function escapeMermaid(text) {
    return text.replaceAll(/[^\w ,./:+-]/gu, (character) => `#${character.codePointAt(0) ?? 63};`);
}

;// CONCATENATED MODULE: ./src/core/result.ts
// What became of a node. In: nothing. Out: the type of a result, which is also what a result file holds, and its words.
/** What can become of a node, the worst first. `unfinished`: the run had had its time; what is built is kept. */
const STATUSES = (/* unused pure expression or super */ null && (['failed', 'blocked', 'unfinished', 'built', 'tested', 'tagged', 'reused']));
/** True for what ends a run with 1. */
function isFailed({ status }) {
    return status === 'failed' || status === 'blocked' || status === 'unfinished';
}
/** `nodejs: net-libs/nodejs-22.11.0 failed in the phase 'compile': ...` */
function describeFailure(image, failure) {
    return `${image}: ${describePart(failure)}`;
}
/** The same without the image. */
function describePart({ package: name, phase, reason }) {
    const who = name === undefined ? `it failed in the phase '${phase}'` : `${name} failed in the phase '${phase}'`;
    return `${who}: ${reason}`;
}
/** `the name 'latest' was left to commit 0123456789ab of 2026-11-22T10:00:00Z, which is newer` */
function describeKept({ name, by }) {
    return `the name '${name.slice(name.lastIndexOf(':') + 1)}' was left to ${by}, which is newer`;
}
/** Without what differs between two builds of one fingerprint, for the label of the target. */
function packagesLabel(packages) {
    return packages.map(({ name, slot, use, license, repository, size, own, asked }) => {
        return { name, slot, use, license, repository, size, own, asked };
    });
}
/** How many an image brought itself, and how many there are: `1 (of 2)`. */
function ownPackages(packages) {
    const own = packages.filter((one) => one.own).length;
    return own === packages.length ? String(own) : `${own} (of ${packages.length})`;
}
/** `1.9 MB`: decimal, as registries count. */
function formatSize(bytes) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = bytes;
    let unit = 0;
    // What would be rounded to 1000 already is one of the next unit.
    while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000;
        unit += 1;
    }
    return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`;
}
/** `4 s`, `2 min 5 s`, `1 h 7 min`. */
function formatSeconds(seconds) {
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${whole % 60} s`;
    const minutes = Math.round(seconds / 60);
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

;// CONCATENATED MODULE: ./src/core/prune-report.ts
// What is pruned, in words. In: a plan of it. Out: lines for people, JSON for programs.


const WORDS = {
    named: 'with a name for people',
    needed: 'needed',
    young: 'young',
    recent: 'among the newest',
    unknown: 'of unknown age',
};
/** How much of what goes and stays, an image a line. */
function describePrune({ removed, kept }, isDone, entries) {
    const stays = [...kept].map(([why, holdings]) => `${holdings.length} ${WORDS[why]}`);
    const lines = [`stays: ${stays.length > 0 ? stays.join(', ') : 'nothing'}`];
    const github = entries === undefined ? [] : [describeEntries(entries)];
    const hint = isDone || (removed.length === 0 && !entries?.removed.length) ? [] : [HINT];
    if (removed.length === 0)
        return [...lines, 'goes: nothing', ...github, ...hint];
    const owners = new Map();
    for (const holding of removed)
        owners.set(nameOf(holding), [...(owners.get(nameOf(holding)) ?? []), holding]);
    return [
        ...lines,
        `goes: ${removed.length}`,
        ...[...owners].map(([name, holdings]) => `  ${name}: ${counts(holdings)}`),
        ...github,
        ...hint,
    ];
}
const HINT = 'nothing is removed yet: --yes does it';
function describeEntries({ removed, kept }) {
    const stays = [...kept].map(([why, entries]) => `${entries.length} ${WORDS[why]}`).join(', ');
    const bytes = removed.reduce((sum, { size }) => sum + size, 0);
    const goes = removed.length === 0 ? 'nothing' : `${removed.length}, ${formatSize(bytes)}`;
    return `in GitHub's cache: goes: ${goes}; stays: ${stays === '' ? 'nothing' : stays}`;
}
/** The same for programs; references by digest. */
function pruneJson({ removed, kept }, isDone, refused, entries) {
    return {
        done: isDone,
        removed: removed.map((holding) => ({
            reference: (0,core_reference/* formatReference */.FH)({ ...holding.repository, digest: holding.digest }),
            tags: holding.tags,
            in: holding.in,
        })),
        kept: Object.fromEntries([...kept].map(([why, holdings]) => [why, holdings.length])),
        ...(entries && { caches: entries.removed.map(({ key, ref, size }) => ({ key, ref, size })) }),
        refused,
    };
}
function nameOf({ owner, isCopy, repository }) {
    return isCopy ? repository.repository : owner;
}
function counts(holdings) {
    const of = (wanted) => holdings.filter(({ kind }) => kind === wanted).length;
    return [count(of('target'), 'target'), count(of('builder'), 'builder'), count(of('cache'), 'cache')]
        .filter((words) => words !== '')
        .join(', ');
}
function count(number, word) {
    return number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`;
}

;// CONCATENATED MODULE: ./src/core/closure.ts
// What a finished root lacks, and what in it deserves a look. In: what the container noted. Out: findings, and their
// words. They stand in a label of the target, so that they are known wherever it is.

/** All kinds, what is worst first; `unread`: the libraries could not be looked at. */
const FINDING_KINDS = ['soname', 'interpreter', 'link', 'setuid', 'type', 'unread'];
/** Reads the container's records: four texts each, ended by NUL. In an order of their own. */
function parseFindings(text) {
    const texts = text.split('\0');
    const found = [];
    for (let at = 0; at + 4 < texts.length; at += 4) {
        const [name, path = '', about = '', owner = ''] = texts.slice(at, at + 4);
        const kind = FINDING_KINDS.find((one) => one === name);
        if (kind === undefined)
            throw new Error(`the container noted '${name ?? ''}', which is no kind of finding`);
        found.push({ kind, path, about, owner });
    }
    const order = (one) => `${FINDING_KINDS.indexOf(one.kind)}\0${one.path}\0${one.about}`;
    return found.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
/** As a label of the target has them. */
function closureLabel(findings) {
    return findings.map(({ kind, path, about, owner }) => ({ kind, path, about, owner }));
}
/** Findings of a label; none where there is no label. */
function readClosureLabel(text) {
    return text === undefined ? [] : (0,canonical/* parseJson */.qF)(text);
}
/** Something of the image cannot work: what `closure: fail` fails on. The others are only named. */
function isBroken({ kind }) {
    return kind === 'soname' || kind === 'interpreter' || kind === 'link' || kind === 'unread';
}
/** One finding as a sentence. */
function describeFinding({ kind, path, about, owner }) {
    switch (kind) {
        case 'soname':
            return `${path} of ${owner} needs the library ${about}, which is not there`;
        case 'interpreter':
            return `${path} of ${owner} needs the dynamic linker ${about}, which is not there`;
        case 'link':
            return `${path} of ${owner} is a link to ${about}, which is not there`;
        case 'setuid':
            return `${path} of ${owner} runs with its owner's rights (mode ${about})`;
        case 'type':
            return `${path} of ${owner} is ${about}`;
        case 'unread':
            return `nobody knows whether libraries are missing: ${about}`;
    }
}

;// CONCATENATED MODULE: ./src/core/markdown.ts
// Markdown as GitHub shows it. In: texts of anybody's, names and what programs printed. Out: Markdown that reads as these
// texts and does nothing else: no markup, no HTML, no link, no picture, nobody called. A test renders it and compares.
// GitHub's own steps behind Markdown (people, emoji) leave code alone; elsewhere a joiner without width breaks them.
/** Breaks a word for GitHub's filters; people see nothing of it. */
const JOINER = '\u200d';
/** What begins markup anywhere in a line, a formula of GitHub's included. */
const MARKUP = /[\\`*_[\]<>|#~&$]/g;
/** A text within a line, a cell or an item. Its line ends become ours. */
function escapeText(text) {
    return shownText(text)
        .trim()
        .replaceAll(MARKUP, '\\$&')
        .replace(/^[-+=]|(?<=^\d{1,9})[.)]/, '\\$&')
        .replaceAll(/:(?=\/\/)|(?<=www)\./gi, '\\$&')
        .replaceAll('@', `@${JOINER}`)
        .replaceAll(/:(?=[\w\\+-]+:)/g, `:${JOINER}`)
        .replaceAll('\n', '<br>');
}
/** A text to copy: a name, a tag, a digest. Every character that could mean anything is written as its number. */
function escapeCode(text) {
    if (text === '')
        return '';
    const inside = shownText(text)
        .replaceAll(/[^\p{L}\p{N} \n]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`)
        .replaceAll('&#64;', `&#64;${JOINER}`)
        .replaceAll('www&#46;', `www&#46;${JOINER}`)
        .replaceAll('&#58;&#47;&#47;', `&#58;${JOINER}&#47;&#47;`)
        .replaceAll('\n', '<br>');
    return `<code>${inside}</code>`;
}
/** A block of code. Nothing inside can end it. */
function codeBlock(language, text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}${language}\n${text}\n${fence}`;
}
/** A table. Its cells are Markdown already. */
function markdownTable(head, rows) {
    return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
}
/** What cannot be shown becomes the sign for it; all line ends are one. */
function shownText(text) {
    return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

;// CONCATENATED MODULE: ./src/core/report.ts
// Plans and results in words. In: a plan, results. Out: lines for people, Markdown, JSON for programs.





/** The plan by level, a line an image. */
function formatPlan(plan) {
    const lines = plan.levels.flatMap((level, index) => [
        `level ${index}:`,
        ...level.map((decision) => `  ${decision.do.padEnd(7)} ${describe(decision)}`),
    ]);
    const reused = [...plan.decisions.values()].filter((decision) => decision.do === 'reuse');
    if (lines.length === 0)
        lines.push('nothing to do');
    if (reused.length > 0)
        lines.push(`reused: ${reused.map(({ node }) => node.label).join(', ')}`);
    return lines;
}
/** The plan for programs, as `plan --json` prints it. */
function planJson(plan, matrices) {
    const decisions = [...plan.decisions.values()];
    const labels = (work) => decisions
        .filter(({ node, do: what }) => node.kind !== 'builder' && (what === 'reuse') !== work && what !== 'unneeded')
        .map(({ node }) => node.label);
    return {
        levels: matrices,
        pins: plan.pins,
        depth: matrices.length,
        count: matrices.reduce((sum, { include }) => sum + include.length, 0),
        images: labels(true),
        reused: labels(false),
        decisions: decisions.map((decision) => ({ ...decisionJson(decision), tags: decision.tags })),
    };
}
function decisionJson({ node, fingerprint, do: what, reason, changes, previous }) {
    return {
        name: node.label,
        platform: node.platform,
        fingerprint,
        do: what,
        reason,
        ...(changes && { changes: changes.map(({ words }) => words) }),
        ...(previous !== undefined && { previous }),
    };
}
/** Decisions with all that changed, and how: `why`. */
function formatWhy(decisions) {
    return decisions.flatMap(({ node, do: what, reason, changes = [], previous }) => {
        const told = changes.flatMap(({ words, diff = [] }) => [`  ${words}`, ...diff.map((line) => `    ${line}`)]);
        const compared = previous === undefined ? [] : [`  compared with ${previous}`];
        return [`${node.label}: ${what}`, ...(told.length > 0 ? told : [`  ${reason}`]), ...compared];
    });
}
/** The same for programs. */
function whyJson(decisions) {
    return decisions.map((decision) => ({
        ...decisionJson(decision),
        ...(decision.changes && {
            changes: decision.changes.map(({ what, words, diff }) => ({ what, words, ...(diff && { diff }) })),
        }),
    }));
}
/** What became of each image: a table for a terminal and one for Markdown, with the reasons of what failed below it. */
function resultTable(results) {
    const head = ['image', 'result', 'tag', 'size', 'packages', 'time'];
    const rows = results.map((result) => [
        result.image,
        result.status,
        result.tags.map((tag) => tag.slice(tag.lastIndexOf(':') + 1)).join(', '),
        result.size === undefined ? '' : formatSize(result.size),
        result.packages === undefined ? '' : ownPackages(result.packages),
        formatSeconds(result.seconds),
    ]);
    const failures = results.flatMap(({ image, failure, kept = [], findings = [] }) => [
        ...kept.map((one) => `- ${escapeText(`${image}: ${describeKept(one)}`)}`),
        ...(failure ? [`- ${escapeText(`${image}: ${failure.reason}`)}`] : []),
        ...findings.map((finding) => `- ${escapeText(`${image}: ${describeFinding(finding)}`)}`),
    ]);
    const cells = rows.map(([image = '', ...others]) => [escapeCode(image), ...others.map(escapeText)]);
    const markdown = markdownTable(head, cells).concat(failures.length > 0 ? ['', ...failures] : []);
    return { text: [...alignColumns([head, ...rows]), ...retellFailures(results)], markdown: `${markdown.join('\n')}\n` };
}
/** Said again at the end: after a night of building nobody scrolls up to where it failed, or left a name. */
function retellFailures(results) {
    const lines = results.flatMap(({ image, status, failure, kept = [], log }) => {
        if (!failure)
            return kept.map((one) => `${image}: ${describeKept(one)}`);
        const { place, reason, hint } = failure;
        const words = status === 'blocked' ? `${image}: ${reason}` : describeFailure(image, failure);
        const said = place ? `${(0,problem/* formatPlace */.dE)(place)} ${words}` : words;
        return [
            ...said.split('\n'),
            ...(hint === undefined ? [] : [`  hint: ${hint}`]),
            ...(log === undefined ? [] : [`  log: ${log}`]),
        ];
    });
    return lines.length > 0 ? ['', ...lines] : [];
}
/** The graph in Graphviz's language. */
function dotGraph(graph) {
    const quote = (text) => `"${text.replaceAll(/["\\]/g, (character) => `\\${character}`)}"`;
    const edges = [...graph.nodes.values()].flatMap((node) => node.needs.map((need, index) => `  ${quote(need)} -> ${quote(node.id)}${index === 0 ? '' : ' [style=dashed]'};`));
    const nodes = [...graph.nodes.values()].map((node) => `  ${quote(node.id)} [label=${quote(node.label)}];`);
    return ['digraph images {', '  rankdir=LR;', ...nodes, ...edges, '}'].join('\n');
}
/** The graph for programs. */
function graphJson(graph) {
    return [...graph.nodes.values()].map((node) => ({
        name: node.label,
        kind: node.kind,
        platform: node.platform,
        needs: labelsOf(graph, node.needs),
        builder: node.builder?.name ?? null,
        generation: node.generation,
    }));
}
/** The graph as an indented list: every image below what it is built on. */
function treeGraph(graph) {
    const children = (0,core_graph/* childrenById */.QK)(graph);
    const below = (parent, depth) => (children.get(parent) ?? [])
        .filter((node) => node.needs[0] === parent)
        .flatMap((node) => [`${'  '.repeat(depth)}${node.label}${others(graph, node)}`, ...below(node.id, depth + 1)]);
    return [...graph.nodes.values()]
        .filter(({ needs }) => needs.length === 0)
        .flatMap((node) => [node.label, ...below(node.id, 1)]);
}
function others(graph, node) {
    const more = labelsOf(graph, node.needs.slice(1));
    return more.length === 0 ? '' : ` (also needs ${more.join(', ')})`;
}
function labelsOf(graph, ids) {
    return ids.map((id) => graph.nodes.get(id)?.label ?? id);
}
function describe({ node, reason, tags, later }) {
    const names = [...tags, ...later];
    return `${node.label}${names.length > 0 ? ` (${names.join(', ')})` : ''}: ${reason}`;
}
function alignColumns(rows) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
    return rows.map((row) => row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd());
}

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

// EXTERNAL MODULE: ./src/core/container.ts
var container = __webpack_require__(3380);
;// CONCATENATED MODULE: ./src/core/held.ts
// The snapshots of nodes. In: a builder or a node, facts. Out: the ebuild repository that it is built of.

/** The snapshot of a builder as pins and files have it now. Throws when they do not, which is a bug. */
function snapshotIn({ portage }, { pins, trees }) {
    const name = portage.kind === 'folder' ? portage.path : portage.reference;
    const pin = pinOf(pins, name);
    const content = portage.kind === 'folder' ? trees.get(name) : pin.digest;
    const date = portage.kind === 'folder' ? (portage.date ?? pin.date) : pin.date;
    if (content === undefined || date === undefined)
        throw new Error(`nothing is known of ${name}`);
    return { content, date };
}
/** The snapshot of a node: the one that it is held at, else the present one. */
function snapshotOf({ id, builder }, facts) {
    const { held } = facts.pins;
    return held !== undefined && Object.hasOwn(held, id) && held[id] ? held[id] : snapshotIn(builder, facts);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/core/tree.ts
// Files of an ebuild repository, and which of them are wanted. In: what builds used of it. Out: a test for paths, which
// whoever reads the repository asks, and small questions about names. Never reads itself.
const VERSION = /-\d+(?:\.\d+)*[a-z]?(?:_(?:alpha|beta|pre|rc|p)\d*)*(?:-r\d+)?$/;
/** `category/name` of `category/name-version`. */
function packageOf(cpv) {
    return cpv.replace(VERSION, '');
}
/** `category/name` of an atom: `>=dev-libs/foo-1.2:0/1=[bar]`, `!!dev-libs/foo`; undefined for what is none. */
function packageIn(atom) {
    const [, operator = '', rest = ''] = /^!{0,2}([<>]=?|[=~])?([^[:]*)/.exec(atom) ?? [];
    const name = operator === '' ? rest : packageOf(rest.replace(/\*$/, ''));
    return /^[^/]+\/[^/]+$/.test(name) ? name : undefined;
}
/** Folders that are read whole. */
const WHOLE = ['profiles', 'eclass', 'sets'];
const FILES = new Set(['metadata/layout.conf', 'sets.conf']);
const CACHE = 'metadata/md5-cache';
/** What is read for some packages, and for all packages of some names, whatever their category. */
function wantedFor(packages, names) {
    const categories = new Set([...packages].map((name) => name.slice(0, name.indexOf('/'))));
    const isPackage = (category, name) => packages.has(`${category}/${name}`) || names.has(name);
    return {
        isFile(path) {
            const [top = '', second = '', third = '', ...rest] = path.split('/');
            if (WHOLE.includes(top) && second !== '')
                return true;
            if (top === 'metadata') {
                const cpv = path.slice(CACHE.length + 1);
                return FILES.has(path) || (path.startsWith(`${CACHE}/`) && packages.has(packageOf(cpv)));
            }
            if (third === '')
                return FILES.has(path);
            return isPackage(top, second) && (rest.length > 0 ? third === 'files' : third !== 'metadata.xml');
        },
        isFolder(path) {
            const [top = '', second, third] = path.split('/');
            if (WHOLE.includes(top))
                return true;
            if (top === 'metadata') {
                if (second === undefined)
                    return true;
                return second === 'md5-cache' && (third === undefined || categories.has(third));
            }
            if (second === undefined)
                return categories.has(top) || names.size > 0;
            return isPackage(top, second) && (third === undefined || third === 'files');
        },
    };
}

;// CONCATENATED MODULE: ./src/core/scope-choices.ts
// Choices that Portage made between alternatives. In: dependency strings of what was merged. Out: those that may have been
// made because an alternative could not be had, for a reason that is nowhere recorded: what that one depends on.

/** `lines`: `category/name-version` and a dependency string. Gives a reason for each doubtful choice. */
function doubtfulChoices(lines, merged, installed) {
    const names = (list) => new Set([...list].map(packageOf));
    const [fresh, present] = [names(merged), names(installed)];
    const found = lines.flatMap((line) => {
        const [cpv = '', ...words] = line.trim().split(/\s+/);
        return groupsIn(scope_choices_parse(words)).flatMap((group) => {
            const chosen = doubtful(group, fresh, present);
            return chosen === undefined ? [] : [`${cpv} takes ${chosen} in the place of an alternative`];
        });
    });
    return [...new Set(found)];
}
/** The package that was merged although it is not the first choice; what was there before is taken before all others. */
function doubtful({ parts }, fresh, present) {
    const index = parts.findIndex((part) => isMet(part, present));
    const taken = parts[index];
    if (taken === undefined)
        return undefined;
    const own = packagesIn(taken);
    const others = parts.filter((part) => part !== taken).flatMap(packagesIn);
    const isFirst = index === 0 && !own.some((name) => others.includes(name));
    return isFirst ? undefined : own.find((name) => fresh.has(name));
}
function isMet(part, present) {
    if (typeof part === 'string') {
        const name = packageIn(part);
        return part.startsWith('!') || name === undefined || present.has(name);
    }
    const met = part.parts.map((one) => isMet(one, present));
    return part.kind === 'all' ? !met.includes(false) : met.includes(true);
}
function packagesIn(part) {
    if (typeof part !== 'string')
        return part.parts.flatMap(packagesIn);
    const name = part.startsWith('!') ? undefined : packageIn(part);
    return name === undefined ? [] : [name];
}
/** All `|| ( ... )`, nested ones too. */
function groupsIn(part) {
    if (typeof part === 'string')
        return [];
    return [...(part.kind === 'any' ? [part] : []), ...part.parts.flatMap(groupsIn)];
}
function scope_choices_parse(words) {
    const top = { kind: 'all', parts: [] };
    const open = [top];
    let kind = 'all';
    for (const word of words) {
        if (word === '||')
            kind = 'any';
        else if (word === '(') {
            const group = { kind, parts: [] };
            open.at(-1)?.parts.push(group);
            open.push(group);
            kind = 'all';
        }
        else if (word === ')') {
            if (open.length > 1)
                open.pop();
        }
        else if (!word.endsWith('?'))
            open.at(-1)?.parts.push(word);
    }
    return top;
}

;// CONCATENATED MODULE: ./src/core/scope-profile.ts
// What of a repository's profiles decides a build. In: the files of the repository, a profile, names of packages.
// Out: a text a file, of files with a line a package only the lines about these; or why it cannot be told.
// Format: Package Manager Specification, chapter 5; man 5 portage.


/** For people, for news, or of where files are fetched from. */
const NO_MATTER = /^(use\.desc|use\.local\.desc|profiles\.desc|info_pkgs|info_vars|thirdpartymirrors|Manifest.*|ChangeLog.*|README.*)$/;
/** Files and folders whose lines begin with a package. */
const BY_PACKAGE = 'package.';
/** The parts of profiles that matter, by path. `undefined` in the place of a chain that leads elsewhere. */
function profileParts(files, profile, packages) {
    const chain = chainOf(files, profile);
    if (chain === undefined)
        return undefined;
    const parts = new Map();
    for (const path of [...files.keys()].filter((one) => one.startsWith('profiles/')).sort(canonical/* byCodeUnit */.X)) {
        const text = Buffer.from(files.get(path) ?? []).toString('latin1');
        const part = partOf(path, chain, text, packages);
        if (part !== undefined)
            parts.set(path, part);
    }
    return parts;
}
/** The text of a file as far as it matters; undefined where nothing of it does. */
function partOf(path, chain, text, packages) {
    if (path.startsWith('profiles/updates/'))
        return linesAbout(text, packages, movedIn);
    const folder = [...chain, 'profiles']
        .filter((one) => path.startsWith(`${one}/`))
        .sort((a, b) => b.length - a.length)[0];
    if (folder === undefined)
        return undefined;
    const [name = '', ...rest] = path.slice(folder.length + 1).split('/');
    // Below a folder of the chain only folders in the place of a file count: the others are profiles of their own.
    if (rest.length > 0 && !/^(package|use)\./.test(name))
        return undefined;
    if (NO_MATTER.test(name))
        return undefined;
    return name.startsWith(BY_PACKAGE) ? linesAbout(text, packages, (line) => [line.split(/\s+/)[0] ?? '']) : text;
}
/** The lines about some packages, and those about many at once. Undefined where there are none. */
function linesAbout(text, packages, atomsOf) {
    const lines = text
        .split('\n')
        .map((line) => line.replace(/#.*/, '').trim())
        .filter((line) => {
        if (line === '')
            return false;
        const names = atomsOf(line).map((atom) => packageIn(atom.replace(/^-/, '')));
        return names.some((name) => name === undefined || name.includes('*') || packages.has(name));
    });
    return lines.length === 0 ? undefined : lines.join('\n');
}
/** `move dev-libs/a dev-libs/b`, `slotmove <dev-libs/a-2 0 1`. */
function movedIn(line) {
    const [what, ...words] = line.split(/\s+/);
    return what === 'move' ? words.slice(0, 2) : words.slice(0, 1);
}
/** A profile and all that it inherits from; undefined where that lies in another repository. */
function chainOf(files, profile) {
    const chain = new Set();
    const open = [profile];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (chain.has(at))
            continue;
        chain.add(at);
        const text = Buffer.from(files.get(`${at}/parent`) ?? []).toString();
        for (const line of text.split('\n').map((one) => one.replace(/#.*/, '').trim())) {
            if (line === '')
                continue;
            const parent = parentAt(at, line);
            if (parent === undefined)
                return undefined;
            open.push(parent);
        }
    }
    return chain;
}
/** `../base`, or `gentoo:base` and `:base`, which begin at `profiles`. */
function parentAt(folder, line) {
    const [, repository, path = ''] = /^(?:([^:]*):)?(.*)$/.exec(line) ?? [];
    if (repository !== undefined && !['', 'gentoo'].includes(repository))
        return undefined;
    const parts = repository === undefined ? folder.split('/') : ['profiles'];
    for (const part of path.split('/')) {
        if (part === '..')
            parts.pop();
        else if (part !== '' && part !== '.')
            parts.push(part);
    }
    return parts[0] === 'profiles' ? parts.join('/') : undefined;
}

;// CONCATENATED MODULE: ./src/core/scope.ts
// `portage_scope: packages`: what of an ebuild repository a build used, in the place of all of it. In: what a job's container
// tells, the files of a repository. Out: a record with a hash for each thing that was used; what differs in another
// repository. Where Portage may have looked at more than is known, the record says so, and nothing is held on to.
// What of a repository decides a build: Package Manager Specification; md5-cache: Portage's `man 5 portage`.





/** How finely a node counts its snapshot. */
function scopeOf(node) {
    return (node.kind === 'gentoo' ? node.image.scope : undefined) ?? node.builder.scope;
}
/** The lists of scope.sh. */
const LISTS = ['considered', 'merged', 'installed', 'eclasses', 'short', 'profile'];
/** All files that scope.sh leaves of a job. */
const SCOPE_FILES = [...LISTS, 'deps', 'unsure'];
/** The type of the artifact that keeps a record beside its target, and of its one blob, JSON. */
const SCOPE_TYPE = 'application/vnd.gentoo-image-builder.scope.v1+json';
/** The files that a container left of one job, by their names; undefined for what it did not. */
function scopePart(texts, files) {
    const lines = (name) => (texts.get(name) ?? '').split('\n').filter((line) => line !== '');
    const used = Object.fromEntries(LISTS.map((name) => [name, lines(name)]));
    const doubts = doubtfulChoices(lines('deps'), new Set(used.merged), new Set(used.installed));
    const hashes = hashUsed(used, files);
    const lost = hashes === undefined ? [ELSEWHERE] : [];
    if (!SCOPE_FILES.every((name) => texts.has(name)))
        lost.push('its container did not tell');
    return { used, hashes: hashes ?? {}, unsure: [...lines('unsure'), ...doubts, ...lost] };
}
const ELSEWHERE = 'its profile inherits from another repository';
/** What has to be read of a repository to compare records with it. */
function wantedOf(parts) {
    const packages = parts.flatMap(({ used }) => [
        ...used.considered,
        ...[...used.merged, ...used.installed].map(packageOf),
    ]);
    return wantedFor(new Set(packages), new Set(parts.flatMap(({ used }) => used.short)));
}
/** What of a record is otherwise in another repository, in words; empty where all is the same. */
function scopeChanges({ used, hashes }, files) {
    const now = hashUsed(used, files);
    if (now === undefined)
        return [{ what: 'portage', words: ELSEWHERE }];
    const keys = [...new Set([...Object.keys(hashes), ...Object.keys(now)])].sort(canonical/* byCodeUnit */.X);
    return keys.flatMap((key) => {
        const [from, to] = [hashes[key], now[key]];
        if (from === to)
            return [];
        const became = from === undefined ? 'is new' : to === undefined ? 'is gone' : 'changed';
        return [{ what: 'portage', words: `${key} ${became}` }];
    });
}
/** A hash for each thing that is used, by what it is. Undefined where a profile leads into another repository. */
function hashUsed(used, files) {
    const { considered, merged, installed, eclasses, short, profile } = used;
    const hashes = new Map();
    const known = new Set([...considered, ...[...merged, ...installed].map(packageOf)]);
    const index = ebuildsIn(files);
    const sure = new Set(merged);
    for (const name of new Set([...considered, ...merged.map(packageOf)])) {
        for (const cpv of index.get(name) ?? [])
            hashes.set(`ebuild ${cpv}`, ebuildHash(cpv, sure.has(cpv), files));
    }
    for (const cpv of installed) {
        if (index.get(packageOf(cpv))?.includes(cpv))
            hashes.set(`ebuild ${cpv}`, ebuildHash(cpv, sure.has(cpv), files));
    }
    for (const name of new Set(merged.map(packageOf)))
        addSources(hashes, name, files);
    // Those that the package database names, and those that the cache does: an overlay may have no cache.
    const inherited = merged.flatMap((cpv) => [...inheritedBy(cpv, files).keys()]);
    for (const name of new Set([...eclasses, ...inherited])) {
        const bytes = files.get(`eclass/${name}.eclass`);
        if (bytes)
            hashes.set(`eclass ${name}`, hashOf(bytes));
    }
    if ([...hashes.values()].some((hash) => hash.startsWith(UNCACHED)))
        hashes.set('one of all eclasses', hashAll(files, 'eclass/'));
    for (const name of short)
        hashes.set(`what is called ${name}`, hashOf(namesakes(name, index).join(' ')));
    for (const path of ['metadata/layout.conf', 'sets.conf']) {
        const bytes = files.get(path);
        if (bytes)
            hashes.set(path, hashOf(bytes));
    }
    const parts = profileParts(files, profile[0] ?? 'profiles', known);
    for (const [path, text] of parts ?? [])
        hashes.set(path, hashOf(text));
    return parts && Object.fromEntries([...hashes].sort(([a], [b]) => (0,canonical/* byCodeUnit */.X)(a, b)));
}
/** Before the hash of an ebuild that has no entry of its own in the metadata cache. */
const UNCACHED = 'ebuild:';
/** Of what was merged all of it counts; of what was only looked at, what Portage chooses by. */
function ebuildHash(cpv, isMerged, files) {
    const ebuild = files.get(ebuildPath(cpv)) ?? new Uint8Array();
    const metadata = metadataOf(cpv, ebuild, files);
    if (metadata === undefined)
        return UNCACHED + hashOf(ebuild);
    return isMerged ? hashOf(ebuild) : hashOf(metadata);
}
/** Lines of the cache that Portage chooses nothing by. */
const scope_NO_MATTER = /^(_md5_|_eclasses_|DESCRIPTION|HOMEPAGE|SRC_URI|INHERIT|DEFINED_PHASES)=/;
/** The entry of the metadata cache, where it is of this ebuild and these eclasses: Portage takes no other. */
function metadataOf(cpv, ebuild, files) {
    const bytes = files.get(`metadata/md5-cache/${cpv}`);
    if (bytes === undefined)
        return undefined;
    const lines = Buffer.from(bytes).toString('latin1').split('\n');
    const field = (name) => lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
    const isFresh = [...inheritedBy(cpv, files)].every(([name, hash]) => {
        const eclass = files.get(`eclass/${name}.eclass`);
        return eclass !== undefined && md5(eclass) === hash;
    });
    if (!isFresh || field('_md5_') !== md5(ebuild))
        return undefined;
    return lines.filter((line) => line !== '' && !scope_NO_MATTER.test(line)).join('\n');
}
/** The eclasses of an ebuild with their MD5, others' eclasses included, as the metadata cache has them. */
function inheritedBy(cpv, files) {
    const text = Buffer.from(files.get(`metadata/md5-cache/${cpv}`) ?? []).toString('latin1');
    const words = (/^_eclasses_=(.*)$/m.exec(text)?.[1] ?? '').split('\t');
    const names = words.flatMap((name, at) => at % 2 === 0 && name !== '' ? [[name, words[at + 1] ?? '']] : []);
    return new Map(names);
}
/** Patches and the like, and the checksums of what is fetched. */
function addSources(hashes, name, files) {
    const folder = `${name}/files/`;
    if ([...files.keys()].some((path) => path.startsWith(folder)))
        hashes.set(`files of ${name}`, hashAll(files, folder));
    const manifest = Buffer.from(files.get(`${name}/Manifest`) ?? []).toString('latin1');
    const fetched = manifest.split('\n').filter((line) => line.startsWith('DIST '));
    if (fetched.length > 0)
        hashes.set(`distfiles of ${name}`, hashOf(fetched.sort(canonical/* byCodeUnit */.X).join('\n')));
}
/** `category/name-version` of all ebuilds, by `category/name`. */
function ebuildsIn(files) {
    const index = new Map();
    for (const path of files.keys()) {
        const [, category, name, version] = /^([^/]+)\/([^/]+)\/([^/]+)\.ebuild$/.exec(path) ?? [];
        if (category === undefined || name === undefined || version === undefined)
            continue;
        const key = `${category}/${name}`;
        index.set(key, [...(index.get(key) ?? []), `${category}/${version}`]);
    }
    return index;
}
function namesakes(name, index) {
    return [...index.keys()].filter((one) => one.endsWith(`/${name}`)).sort(canonical/* byCodeUnit */.X);
}
function ebuildPath(cpv) {
    return `${packageOf(cpv)}/${cpv.slice(cpv.indexOf('/') + 1)}.ebuild`;
}
function hashAll(files, folder) {
    const paths = [...files.keys()].filter((path) => path.startsWith(folder)).sort(canonical/* byCodeUnit */.X);
    return hashOf(paths.map((path) => `${hashOf(files.get(path) ?? '')} ${path}\n`).join(''));
}
/** Enough of SHA-256 to tell any two apart. */
function hashOf(content) {
    return (0,external_node_crypto_.createHash)('sha256').update(content).digest('hex').slice(0, 32);
}
/** An eclass is asked for with every ebuild that inherits it, of every image. */
const MD5S = new WeakMap();
/** What the metadata cache names files by; nothing is trusted for it. */
function md5(content) {
    const known = MD5S.get(content) ?? (0,external_node_crypto_.createHash)('md5').update(content).digest('hex');
    MD5S.set(content, known);
    return known;
}
/** Reads a record; undefined for what is none. */
function parseScopeRecord(text) {
    const value = (0,canonical/* parseJson */.qF)(text);
    if (!(0,canonical/* isRecord */.u4)(value) || value.scheme !== 1 || typeof value.fingerprint !== 'string')
        return undefined;
    const { snapshot, own, builder } = value;
    const isSnapshot = (0,canonical/* isRecord */.u4)(snapshot) && typeof snapshot.content === 'string' && typeof snapshot.date === 'string';
    if (!isSnapshot || !isPart(own) || (builder !== undefined && !isPart(builder)))
        return undefined;
    return value;
}
function isPart(value) {
    if (!(0,canonical/* isRecord */.u4)(value) || !(0,canonical/* isRecord */.u4)(value.used) || !(0,canonical/* isRecord */.u4)(value.hashes))
        return false;
    const { used, hashes, unsure } = value;
    const isHashes = Object.values(hashes).every((hash) => typeof hash === 'string');
    return isHashes && scope_isTexts(unsure) && LISTS.every((name) => scope_isTexts(used[name]));
}
function scope_isTexts(value) {
    return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

;// CONCATENATED MODULE: ./src/core/recipe.ts
// What a job's container is told: the files of its job folder. In: a node and what is known of it. Out: files by path,
// their content as text, to be written and mounted read-only at /gib/job. Data only: nothing of the user's is ever
// put into a shell's text; hooks are files of their own. The scripts beside them are `src/container/*.sh`.

/** stage3 -> builder-core. */
function coreRecipe(node, options) {
    const { builder } = node;
    const files = new Map([
        ...portageFiles(builder.configuration),
        ...[...builder.overlays, ...builder.gitOverlays].map((overlay) => [`overlays/${overlay.name}/repos.conf`, reposConf(overlay)]),
        jobFile('core', node.generation, 'builder', options, []),
    ]);
    const folders = builder.overlays.map(({ name, path }) => ({ from: path, to: `overlays/${name}/tree` }));
    const patches = builder.patches ? [{ from: builder.patches.path, to: 'patches' }] : [];
    const checkouts = builder.gitOverlays.map(({ name, url, ref }) => ({
        url,
        commit: ref,
        to: `overlays/${name}/tree`,
    }));
    return { files, folders: [...folders, ...patches], checkouts, scripts: [] };
}
const SCRATCH_STEPS = ['script:builder-script', 'hook:configure_builder'];
/** builder-core -> builder-scratch. */
function scratchRecipe(node, options) {
    const files = new Map([
        ...hookFiles({ configure_builder: node.builder.configureBuilder }),
        ['environment', records(node.builder.environment)],
        jobFile('scratch', node.generation, 'scratch', options, SCRATCH_STEPS, scopeValues(node)),
    ]);
    return { files, folders: [], checkouts: [], scripts: scriptsOf(node) };
}
/** Where the preserved state of an image lies in its builder; see state.sh. */
const STATE = '/var/lib/gentoo-image-builder/state';
/** Where headers and the like that pruning took from an image's root lie there; see prune.sh. */
const PRUNED = `${STATE}/pruned`;
/** The steps of an image's job, in order; see hooks.sh. */
const IMAGE_STEPS = [
    'add:builder',
    'script:script',
    'hook:configure_builder',
    'builder-emerge',
    'unpack',
    'restore',
    'hook:configure_rootfs_build',
    'emerge',
    'add:target',
    'hook:finish_rootfs_build',
    'preserve',
    'script:builder-script',
    'hook:finish_build',
];
/** The parent's builder -> this image's builder and layer. `layers` are file names below `layers/`, lowest first. */
function imageRecipe(node, layers, options) {
    const { image } = node;
    const files = new Map([
        ...portageFiles(image.configuration),
        ...hookFiles(hooksOf(node)),
        ['environment', records(environmentOf(node.builder, image.environment))],
        ['packages', atoms(image.packages)],
        ['builder.packages', atoms(image.builderPackages)],
        ['provided.root', atoms(image.provided.root)],
        ['provided.builder', atoms(image.provided.builder)],
        ['state.drop', atoms(image.stateDrop)],
        ['layers.list', lines(layers)],
        ['allow_replace', lines(image.allowReplace)],
        jobFile('image', node.generation, node.name, options, IMAGE_STEPS, [...imageValues(image), ...scopeValues(node)]),
    ]);
    return { files, folders: [], checkouts: [], scripts: scriptsOf(node) };
}
/** Files that define hooks as functions, by the name under which the hooks' shell knows them. */
function scriptFilesOf(node) {
    return { script: node.kind === 'gentoo' ? node.image.script : undefined, 'builder-script': node.builder.script };
}
function scriptsOf(node) {
    return Object.entries(scriptFilesOf(node)).flatMap(([name, file]) => file ? [{ from: file.path, to: `hooks/${name}` }] : []);
}
/** The hooks of an image by their key in the images file; `finish_build` is its builder's. */
function hooksOf(node) {
    return {
        configure_builder: node.image.configureBuilder,
        configure_rootfs_build: node.image.configureRootfsBuild,
        finish_rootfs_build: node.image.finishRootfsBuild,
        finish_build: node.builder.finishBuild,
    };
}
/** The snapshot's day as seconds since 1970, at midnight UTC. In: `20261116`. */
function epochOf(date) {
    const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)].map(Number);
    return Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1) / 1000;
}
function jobFile(mode, generation, label, options, order, more = []) {
    const values = new Map([
        ['GIB_MODE', mode],
        ['GIB_GENERATION', String(generation).padStart(3, '0')],
        ['GIB_LABEL', label],
        ['GIB_EPOCH', String(options.epoch)],
        ['GIB_SNAPSHOT', options.snapshotPath],
        ['GIB_TREE', options.tree],
        ['GIB_ORDER', order.join(' ')],
        ...more,
    ]);
    return ['job.env', records(values)];
}
function hookFiles(hooks) {
    return Object.entries(hooks).flatMap(([name, hook]) => hook ? [[`hooks/${name}`, endHook(hook.text)]] : []);
}
/**
 * The last line of a hook is often `[[ -e x ]] && y`, whose status would end everything though no command failed: the
 * colon behind it is the end instead. Lines may end as on Windows, which bash does not know.
 */
function endHook(text) {
    const plain = text.replaceAll('\r\n', '\n');
    return `${plain}${plain === '' || plain.endsWith('\n') ? '' : '\n'}:\n`;
}
/** By the name of Portage's file; the empty ones are not there. */
function portageFiles(configuration) {
    const files = [
        ['make.conf', lines([...configuration.makeConf].map(([name, value]) => `${name}="${quoteMakeConf(value)}"`))],
        ['package.use', lines(configuration.packageUse)],
        ['package.accept_keywords', lines(configuration.packageAcceptKeywords)],
        ['package.mask', lines(configuration.packageMask)],
        ['package.unmask', lines(configuration.packageUnmask)],
        ['package.license', lines(configuration.packageLicense)],
        ['package.env', lines(configuration.packageEnv)],
        ['profile/use.mask', lines(configuration.useMask)],
        ['profile/use.force', lines(configuration.useForce)],
        ['make.profile', configuration.profile ?? ''],
    ];
    return files.filter(([, text]) => text !== '').map(([name, text]) => [`portage/${name}`, text]);
}
/** Inside double quotes of make.conf; `$` is left alone, since `${COMMON_FLAGS}` is what people write there. */
function quoteMakeConf(value) {
    return value.replaceAll(/["\\]/g, (character) => `\\${character}`);
}
function reposConf({ name, priority }) {
    return lines([`[${name}]`, `location = /var/db/repos/${name}`, `priority = ${priority}`, 'auto-sync = no']);
}
function environmentOf(builder, environment) {
    return new Map([...builder.environment, ...environment]);
}
/** NUL-separated NAME=VALUE: what no shell parses. */
function records(values) {
    return [...values].map(([name, value]) => `${name}=${value}\0`).join('');
}
function imageValues({ keep, tags }) {
    return [
        ['GIB_KEEP', keep.join(' ')],
        ['GIB_TAG_ATOM', tags.package?.atom.value ?? ''],
        ['GIB_TAG_IN', tags.package?.in ?? 'root'],
    ];
}
/** Nothing where nobody asks, so that nothing is looked for. */
function scopeValues(node) {
    return scopeOf(node) === 'packages' ? [['GIB_SCOPE', 'packages']] : [];
}
function atoms(list) {
    return lines(list.map(({ value }) => value));
}
function lines(items) {
    return items.map((item) => `${item}\n`).join('');
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
    return { code: 'bad-value', message: `'${quantity_clip(text)}' is not a size`, hint };
};
/** `30s`, `1m30s`, `500ms`. */
const durationRule = (text) => {
    if (DURATION.test(text) && nanosecondsOf(text) >= LEAST_DURATION)
        return undefined;
    const hint = /^\d+$/.test(text)
        ? `write it with its unit, such as ${text === '0' ? '1' : text}s`
        : "write it as '30s', '1m30s' or '500ms', not shorter than 1ms";
    return { code: 'bad-value', message: `'${quantity_clip(text)}' is not a duration`, hint };
};
/** Bytes of a text that `sizeRule` lets pass. */
function bytesOf(text) {
    const [, count = '0', unit = 'B'] = SIZE.exec(text) ?? [];
    return Math.floor(Number(count) * (BYTES[unit] ?? 1));
}
/** Nanoseconds of a text that `durationRule` lets pass. */
function nanosecondsOf(text) {
    const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|us|ns|h|m|s)/g)];
    return Math.floor(parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (NANOSECONDS[unit] ?? 0), 0));
}
function quantity_clip(text) {
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
const portRule = (text) => {
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
function fullPort(text) {
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
const signalRule = (text) => {
    const name = text.replace(/^SIG/, '');
    const number = /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 64;
    const realTime = /^RTM(?:IN(?:\+(?:[0-9]|1[0-5]))?|AX(?:-(?:[0-9]|1[0-4]))?)$/.test(name);
    if (number || realTime || SIGNALS.includes(name))
        return undefined;
    const names = SIGNALS.map((signal) => `SIG${signal}`);
    return bad(`'${target_rules_clip(text)}' is not a signal`, (0,core_nearest/* nearestHint */.A)(text, names) ?? 'write it as SIGTERM, SIGINT or a number');
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
    const hint = (0,core_nearest/* nearestHint */.A)(instruction, INSTRUCTIONS) ?? "write it as 'RUN ...', 'COPY ...' or 'ENV ...'";
    return bad(`'${target_rules_clip(text)}' is not a Dockerfile line`, hint);
};
/** `SYS_PTRACE`, `CAP_SYS_PTRACE`. */
const capabilityRule = (text) => {
    if (CAPABILITIES.includes(plainCapability(text)))
        return undefined;
    if (text === 'ALL')
        return bad("'ALL' is not taken", 'name each capability that is needed');
    return bad(`'${target_rules_clip(text)}' is not a capability`, (0,core_nearest/* nearestHint */.A)(plainCapability(text), CAPABILITIES));
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



const DEFAULT_SHELL = ['/bin/sh', '-c'];
/** The configuration with the lines applied, in their order; undefined where they need an engine. */
function configuredBy(config, instructions) {
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

// EXTERNAL MODULE: ./src/core/oci.ts
var oci = __webpack_require__(754);
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
    const configDigest = (0,oci/* sha256 */.sc)(configBytes);
    const manifest = {
        schemaVersion: 2,
        mediaType: oci/* OCI_MANIFEST */.EG,
        config: { mediaType: oci/* OCI_CONFIG */.TF, digest: configDigest, size: configBytes.length },
        layers: [
            ...(parent?.manifest.layers ?? []).map(asOci),
            ...ownLayers(order).map(({ digest, size }) => ({ mediaType: oci/* OCI_LAYER_GZIP */.BQ, digest, size })),
        ],
    };
    const manifestBytes = target_bytesOf(manifest);
    return { digest: (0,oci/* sha256 */.sc)(manifestBytes), manifest, manifestBytes, configDigest, configBytes };
}
/** Layers of an image that docker pushed have other names for the same formats. */
function asOci(layer) {
    const mediaType = layer.mediaType.replace(/^application\/vnd\.docker\.image\.rootfs\.diff\.tar(\.gzip)?$/, (_all, gzip) => (gzip === undefined ? oci/* OCI_LAYER */.QP : oci/* OCI_LAYER_GZIP */.BQ));
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
        Labels: { ...inherited.Labels, ...target_labelsOf(order) },
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
function target_labelsOf(order) {
    return {
        'org.opencontainers.image.title': order.name,
        ...(order.parent && { 'org.opencontainers.image.base.digest': order.parent.digest }),
        ...(0,canonical/* recordOf */.zv)(order.target.labels),
        ...(order.version !== undefined && { [`${LABEL}version`]: order.version }),
        [`${LABEL}fingerprint`]: order.fingerprint,
        [`${LABEL}ingredients`]: (0,canonical/* canonicalJson */.dj)(order.ingredients),
        ...(order.builder !== undefined && { [`${LABEL}builder-ingredients`]: (0,canonical/* canonicalJson */.dj)(order.builder) }),
        [`${LABEL}packages`]: (0,canonical/* canonicalJson */.dj)(order.packages),
        // Also where it is empty: the parent's must not be taken for it.
        [`${LABEL}closure`]: (0,canonical/* canonicalJson */.dj)(order.closure),
    };
}
function target_bytesOf(value) {
    return new TextEncoder().encode((0,canonical/* canonicalJson */.dj)(value));
}

// EXTERNAL MODULE: ./src/core/stock.ts
var stock = __webpack_require__(601);
// EXTERNAL MODULE: ./src/core/image-store.ts
var image_store = __webpack_require__(4754);
;// CONCATENATED MODULE: ./src/core/push-failure.ts
// What an engine's failed push means. In: the words of docker or podman. Out: a `RegistryError` that says whether trying
// again may help, as the registry client's own errors do. Engines tell statuses only in prose, each in its own.

/** The first row whose words are found counts. */
const ROWS = [
    { words: /TOOMANYREQUESTS|too many requests|\b429\b/i, code: 'unavailable', retries: 5 },
    // The engine logs in anew with each push: a token that ran out is no reason to give up.
    { words: /unauthorized|authentication required|no basic auth|\b401\b/i, code: 'unauthorized', retries: 1 },
    // ghcr.io answers a good push with 403 now and then.
    { words: /denied|forbidden|insufficient_scope|\b403\b/i, code: 'denied', retries: 2 },
    { words: /blob upload (unknown|invalid)|unknown blob|blob unknown/i, code: 'unavailable', retries: 5 },
    {
        words: /\b5\d\d\b|internal server error|bad gateway|service unavailable|gateway time-?out|EOF|reset by peer|broken pipe|time-?out|refused|no route|no such host|temporary failure/i,
        code: 'unavailable',
        retries: 5,
    },
    // A page of a proxy in the place of the registry's answer.
    { words: /invalid character '<'|text\/html/i, code: 'unavailable', retries: 5 },
];
/** The error for a push that the engine gave up. `words`: its last ones. */
function pushError(host, name, words, cause) {
    const { code, retries } = ROWS.find((row) => row.words.test(words)) ?? { code: 'protocol', retries: 0 };
    const safe = words.replace(/[^\x20-\x7E]+/g, ' ').slice(0, 300);
    return (0,image_store/* registryError */.eo)(code, host, `the engine could not push ${name}: ${safe}`, { retries, cause });
}

// EXTERNAL MODULE: ./src/core/retry.ts
var retry = __webpack_require__(7253);
// EXTERNAL MODULE: ./src/core/unreachable.ts
var unreachable = __webpack_require__(9801);
;// CONCATENATED MODULE: ./src/commands/job-failure.ts
// An expected outcome on its way up to the one place that makes a result of it. In: why. Out: an error that only
// `build.ts` catches; nothing else may escape as one.
/** A node that failed, or that is blocked by another. */
class JobFailure extends Error {
    status;
    failure;
    constructor(status, failure) {
        super(failure.reason);
        this.name = 'JobFailure';
        this.status = status;
        this.failure = failure;
    }
}

;// CONCATENATED MODULE: ./src/commands/job-context.ts
// What the steps of a job share. In: the world and a survey. Out: a `Job`, and small questions about it.





function openJob(world, survey, cache) {
    return { ...survey, world, cache, dates: snapshotDates(survey.catalog, survey.facts.pins) };
}
/** The names for people of an image, the chief one first. */
function job_context_namesOf(job, node, target) {
    const date = job.dates.get(node.builder?.name ?? '') ?? '';
    const { tags, open } = tagsOf(node.image, date, {
        today: new Date(job.world.now()).toISOString().slice(0, 10).replaceAll('-', ''),
        fingerprint: fingerprintIn(job, node.id),
        merged: target?.config.config?.Labels?.[`${LABEL}version`],
    });
    const [first] = open;
    if (!first)
        return tags;
    throw new JobFailure('failed', { phase: 'tag', reason: first.reason, place: first.place, hint: first.hint });
}
/** Whether any image starts or copies from this one's builder. */
function isParent(job, node) {
    return [...job.graph.nodes.values()].some((child) => buildersFor(child, job.graph).includes(node.id));
}
/** The fingerprint of a node of the job's graph. */
function fingerprintIn(job, id) {
    const print = job.prints.get(id);
    if (!print)
        throw new Error(`no fingerprint of ${id}`);
    return print.fingerprint;
}

;// CONCATENATED MODULE: ./src/commands/builder-images.ts
// Where builder images are: in the registry, or in the engine's store where nothing is pushed.
// In: a survey and references. Out: whether one is there, its image id in the engine, its digest after a push.






/** Whether a builder is there for others to start from. */
async function headBuilder(world, survey, reference) {
    const { catalog, local, stores } = survey;
    const there = catalog.registry === undefined ? { answer: 'no' } : await stores.images.head(reference);
    if (!local || there.answer === 'yes')
        return there;
    const id = await world.engine.imageId((0,core_reference/* formatReference */.FH)(reference));
    return id === undefined ? there : { answer: 'yes', digest: id, mediaType: '' };
}
/** The same where only yes or no will do. Throws an `UnreachableError` otherwise. */
async function hasBuilder(job, node) {
    const reference = builderReference(job.catalog, node, fingerprintIn(job, node.id));
    const there = await headBuilder(job.world, job, reference);
    if (there.answer === 'unknown')
        throw (0,unreachable/* unreachable */.HB)(`${(0,core_reference/* formatReference */.FH)(reference)}: ${there.reason}`);
    return there.answer === 'yes';
}
/** Better now than when the first builder is to be pushed: an engine that does not trust what the user tells us to trust. */
async function checkTrust({ world, catalog, local }, nodes) {
    const host = catalog.registry?.split('/')[0];
    const { ca, insecure = false } = catalog.registries.get(host ?? '') ?? {};
    const isPushing = !local && nodes.some(({ kind }) => kind !== 'mirror');
    if (host === undefined || !isPushing || (ca === undefined && !insecure))
        return;
    await world.engine.checkTrust(host);
}
/** The builder that a node starts from, fetched where it is not at hand; its image id pins it for the whole job. */
async function takeBuilder(job, node) {
    const reference = builderReference(job.catalog, node, fingerprintIn(job, node.id));
    const { engine } = job.world;
    const known = await engine.imageId((0,core_reference/* formatReference */.FH)(reference));
    if (known !== undefined)
        return known;
    const place = await job.stores.locate(reference);
    return await job.stores.withLogin(place, (login) => engine.pull((0,core_reference/* formatReference */.FH)(place), node.platform, login));
}
/** Pushes a builder by the engine's own push, if at all. Gives its digest, or its image id where it stays. */
async function publishBuilder(job, reference) {
    const { engine, screen } = job.world;
    const name = (0,core_reference/* formatReference */.FH)(reference);
    if (job.local)
        return (await engine.imageId(name)) ?? '';
    screen.progress('push the builder');
    await pushPatiently(job, reference);
    const there = await job.stores.images.head(reference);
    if (there.answer === 'yes')
        return there.digest;
    throw (0,unreachable/* unreachable */.HB)(`${name} was pushed, but the registry does not have it`);
}
/** The engine's own push. Engines try some failures again themselves, but not a manifest that is refused with "not now". */
async function pushPatiently({ world, stores }, reference) {
    const name = (0,core_reference/* formatReference */.FH)(reference);
    const log = (line) => {
        world.screen.say(line);
    };
    await (0,retry/* retrying */.R$)({ clock: world.clock, random: Math.random, log }, async () => {
        try {
            await stores.withLogin(reference, (login) => world.engine.push(name, login));
        }
        catch (error) {
            if (!(0,unreachable/* isUnreachable */.R0)(error))
                throw error;
            throw pushError(reference.registry, name, error.message, error);
        }
    }, true);
}

;// CONCATENATED MODULE: ./src/core/disk-need.ts
// Whether there is room for what a job fetches. In: compressed sizes, and what file systems have left. Out: words with
// figures where it does not fit. Never looks itself.

/** Unpacked, an image takes three times its compressed size, and both lie there while it is fetched. */
const UNPACKED = 3.5;
/** What does not fit, in words; undefined when all does. Places on one file system share what it has. */
function shortageOf(places) {
    const devices = new Map();
    for (const place of places)
        devices.set(place.device, [...(devices.get(place.device) ?? []), place]);
    const short = [...devices.values()].filter((list) => needOf(list) > (list[0]?.free ?? 0));
    if (short.length === 0)
        return undefined;
    return short.map(disk_need_describe).join('; ');
}
function needOf(places) {
    return places.reduce((sum, { fetched }) => sum + fetched, 0) * UNPACKED;
}
function disk_need_describe(places) {
    const where = places.map(({ path }) => path).join(' and ');
    const fetched = places.reduce((sum, one) => sum + one.fetched, 0);
    const free = formatSize(places[0]?.free ?? 0);
    return `${where}: ${formatSize(needOf(places))} are needed (${UNPACKED} times the ${formatSize(fetched)} to fetch), ${free} are free`;
}

;// CONCATENATED MODULE: ./src/commands/disk-check.ts
// Room for a job, looked at before anything is fetched, and told when it has run out after all. In: a job, what it will
// fetch. Out: nothing, or a `JobFailure` with figures: better now than in the fifth hour.





/** The words of `strerror` for ENOSPC and EDQUOT. */
const FULL = /No space left on device|Disk quota exceeded/;
const FREE = 'are free at';
/** The share of inodes below which they are what runs out. */
const FEW = 0.02;
/** Checks an image that will be pulled, and the parent's layers, which come to the temporary folder and are unpacked. */
async function checkDisk(job, node, { reference, store }, parent) {
    const { engine, files, temporary } = job.world;
    const limits = await engine.limits();
    if (!limits)
        return;
    const layers = parent?.layers ?? [];
    const isHere = (await engine.imageId((0,core_reference/* formatReference */.FH)(reference))) !== undefined;
    const pulled = isHere ? [] : await layersOf(store, reference, node.platform);
    refuseZstd(limits, reference, pulled);
    const wanted = [
        { path: limits.root, fetched: sum(pulled) + sum(layers) },
        { path: temporary, fetched: sum(layers) },
    ];
    const rooms = await Promise.all(wanted.map(({ path }) => files.roomAt(path)));
    const places = wanted.flatMap((place, index) => {
        const room = rooms[index];
        return room ? [{ ...place, ...room }] : [];
    });
    const shortage = shortageOf(places);
    if (shortage === undefined)
        return;
    throw new JobFailure('failed', {
        phase: 'disk',
        reason: `there is not enough room: ${shortage}`,
        hint: 'remove what the runner does not need, or take a larger one; nothing was fetched',
    });
}
/**
 * Does work that writes to the temporary folder; a full disk becomes a failure with figures instead of a bug. To be put
 * around what is cleaned up afterwards, not around the cleaning: the figures are those of the moment.
 */
async function onDisk(job, work) {
    try {
        return await work();
    }
    catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        const hint = 'remove what the runner does not need, or take a larger one';
        if (code === 'ENOSPC' || code === 'EDQUOT') {
            const reason = `the disk is full (${code}); ${await figuresOf(job)}`;
            throw new JobFailure('failed', { phase: 'disk', reason, hint });
        }
        // What happens in a container tells it in the words of whatever program met it first.
        if (error instanceof JobFailure && FULL.test(error.failure.reason) && !error.failure.reason.includes(FREE)) {
            const reason = `${error.failure.reason}; ${await figuresOf(job)}`;
            throw new JobFailure('failed', { ...error.failure, reason, hint });
        }
        throw error;
    }
}
async function figuresOf({ world }) {
    const root = (await world.engine.limits())?.root;
    const paths = [world.temporary, world.cache, ...(root === undefined ? [] : [root])];
    const rooms = await Promise.all(paths.map((path) => world.files.roomAt(path)));
    const lines = paths.flatMap((path, index) => {
        const room = rooms[index];
        return room ? [`${formatRoom(room)} ${FREE} ${path}`] : [];
    });
    return lines.join(', ');
}
/** `1.2 GB of 72 GB`; where no more files can be made, how few there are, since the bytes alone would be a riddle. */
function formatRoom({ free, size, inodes }) {
    const bytes = `${formatSize(free)} of ${formatSize(size)}`;
    return inodes.free < inodes.all * FEW ? `${bytes}, but only ${inodes.free} of ${inodes.all} inodes` : bytes;
}
/** The layers of an image on a platform; none where an index does not have it: the pull will say so. */
async function layersOf(store, reference, platform) {
    const { bytes, mediaType } = await store.manifest(reference);
    const parsed = (0,oci/* parseManifest */.Ng)(bytes, mediaType);
    if (parsed?.kind === 'image')
        return parsed.manifest.layers;
    const fitting = parsed?.index.manifests.find((entry) => entry.platform && formatPlatform(entry.platform) === platform);
    return fitting ? await layersOf(store, { ...reference, digest: fitting.digest }, platform) : [];
}
function formatPlatform({ os, architecture, variant }) {
    return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}
function refuseZstd({ zstd }, reference, layers) {
    if (zstd || !layers.some(({ mediaType }) => mediaType.endsWith('zstd')))
        return;
    throw new JobFailure('failed', {
        phase: 'start',
        reason: `this docker is too old for ${(0,core_reference/* formatReference */.FH)(reference)}, whose layers are compressed with zstd`,
        hint: 'install Docker Engine 23 or newer',
    });
}
function sum(layers) {
    return layers.reduce((bytes, { size }) => bytes + size, 0);
}

// EXTERNAL MODULE: ./src/core/cache-record.ts
var cache_record = __webpack_require__(7947);
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
        const path = (0,posix_.join)(into, entry.path);
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
        if (!(0,image_store/* isRegistryError */.IP)(error))
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

;// CONCATENATED MODULE: ./src/commands/ancestors-state.ts
// The state of an image's ancestors, where its builder is not its parent's. In: a node of a job. Out: that state as a tar in
// the job's folder: out of a cache where that has it, which spares a builder's pull, or else out of the parent's builder.










const FILE = 'state.tar';
/** Brings the state into the folder of a job; does nothing where the image's own builder has it. */
async function bringState(job, node, folder) {
    const keeper = stateKeeper(node, job.graph);
    if (!keeper)
        return;
    // As with packages: strangers' pull requests may read a cache, and a hook may have given a secret to emerge.
    const cache = hasSecrets(job.graph, keeper) ? undefined : job.cache;
    if (!cache) {
        await takeOut(job, keeper, (0,posix_.join)(folder, FILE));
        return;
    }
    const { files, cache: place } = job.world;
    const name = (0,stock/* stateName */.Vi)(keeper, fingerprintIn(job, keeper.id));
    const kept = { kind: 'state', name, label: keeper.label, folder: (0,posix_.join)(place, name) };
    await files.ensureFolder(kept.folder);
    const before = await restoreKept(job.world, cache.service, kept, kept.folder);
    if (before.length === 0)
        await takeOut(job, keeper, (0,posix_.join)(kept.folder, FILE));
    await cache.note({ ...kept, before, others: [] });
    await onDisk(job, () => files.copyTree((0,posix_.join)(kept.folder, FILE), (0,posix_.join)(folder, FILE)));
}
async function takeOut(job, keeper, path) {
    const { world } = job;
    const builder = await takeBuilder(job, keeper);
    const name = (0,container/* containerNameFor */.e5)('state', world.random());
    const found = await onDisk(job, () => world.engine.saveOut(name, builder, STATE, path));
    if (!found)
        throw new Error(`the builder of ${keeper.label} has no ${STATE}`);
}
function hasSecrets(graph, { image, parent }) {
    const above = parent === undefined ? undefined : (0,core_graph/* nodeOf */.E7)(graph, parent);
    return image.secrets.length > 0 || (above?.kind === 'gentoo' && hasSecrets(graph, above));
}

;// CONCATENATED MODULE: ./src/commands/stored-target.ts
// Targets as the store has them. In: a reference. Out: manifest and configuration, and the layers as files.
// Reads only.






/**
 * Reads a target's documents. Throws what the store throws when it is not there. `platform`: which image is meant where
 * the reference leads to an index, as that of a mirror does.
 */
async function readTarget(job, reference, platform) {
    const { digest, mediaType, bytes } = await job.stores.images.manifest(reference);
    const parsed = (0,oci/* parseManifest */.Ng)(bytes, mediaType);
    if (parsed?.kind === 'index' && platform !== undefined) {
        return await readTarget(job, { ...reference, digest: digestFor(parsed.index, platform, reference) });
    }
    if (parsed?.kind !== 'image')
        throw (0,unreachable/* unreachable */.HB)(`${(0,core_reference/* formatReference */.FH)(reference)} is not the image of one platform`);
    const configBytes = await readBlob(job, reference, parsed.manifest.config);
    const config = (0,oci/* parseObject */.lj)(configBytes);
    if (!config)
        throw (0,unreachable/* unreachable */.HB)(`${(0,core_reference/* formatReference */.FH)(reference)} has a configuration that is no JSON`);
    const { registry, repository } = reference;
    return {
        repository: { registry, repository },
        digest,
        mediaType,
        manifest: parsed.manifest,
        manifestBytes: bytes,
        config,
        configBytes,
    };
}
function digestFor({ manifests }, platform, reference) {
    const [os, architecture, variant] = platform.split('/');
    const found = manifests.find(({ platform: own }) => own?.os === os && own?.architecture === architecture && (variant === undefined || own?.variant === variant));
    if (found)
        return found.digest;
    throw new JobFailure('failed', {
        phase: 'start',
        reason: `${(0,core_reference/* formatReference */.FH)(reference)} has no image for ${platform}`,
    });
}
/** Fetches all layers of a target into a folder, lowest first; names are numbers, so that their order shows. */
async function fetchLayers(job, target, folder) {
    const files = target.manifest.layers.map((layer, index) => {
        return { ...layer, path: (0,posix_.join)(folder, `${String(index).padStart(3, '0')}.tar`) };
    });
    for (const file of files) {
        await patiently(job, async () => {
            await job.world.files.saveStream(file.path, await job.stores.images.blob(target.repository, file));
        });
    }
    return files;
}
async function readBlob(job, repository, descriptor) {
    return await patiently(job, async () => {
        const chunks = [];
        for await (const chunk of await job.stores.images.blob(repository, descriptor))
            chunks.push(chunk);
        return Buffer.concat(chunks);
    });
}
/** What a stream turns out to be shows at its end: wrong bytes are fetched once more, by who has taken them in. */
async function patiently({ world }, attempt) {
    const log = (line) => {
        world.screen.say(line);
    };
    return await (0,retry/* retrying */.R$)({ clock: world.clock, random: Math.random, log }, attempt, true);
}

;// CONCATENATED MODULE: ./src/commands/additions.ts
// What an image adds, brought into its job's folder: fetched out here, so that the container needs neither a network nor a
// login for it, and checked before anything sees it. In: a job and what has to be brought. Out: files. What comes by a
// checksum or a commit stays in the cache.











/** Brings all additions of an image into its job's folder. */
async function bringAdditions(job, node, all, folder) {
    const { files } = job.world;
    for (const [path, text] of all.files)
        await files.writeText((0,posix_.join)(folder, path), text);
    for (const { from, to, place } of all.folders)
        await bringPath(job, from, (0,posix_.join)(folder, to), place);
    for (const checkout of all.checkouts)
        await bringCheckout(job, checkout, folder);
    for (const download of all.downloads)
        await bringDownload(job, download, folder);
    for (const copy of all.copies)
        await bringCopy(job, node, copy, folder);
}
/** Copies a path of the user's. A link that leads out of the images file's folder would bring any file of this machine into an image. */
async function bringPath(job, from, to, place) {
    const { files } = job.world;
    const path = (0,posix_.join)(job.folder, from);
    if (!(await files.isInside(job.folder, path))) {
        throw failed(`'${from}' is a link that leads out of the images file's folder`, place);
    }
    await files.copyTree(path, to);
}
/** Writes the files of a commit; it fails the node where the repository does not have it. */
async function bringCheckout({ world }, { url, commit, to, place }, folder) {
    world.screen.progress(`get ${url}`);
    const got = await world.git.checkOut(url, commit, (0,posix_.join)(world.cache, 'git'), (0,posix_.join)(folder, to));
    if (!got)
        throw failed(`${url} has no commit ${commit}`, place);
}
async function bringDownload(job, { url, digest, to, place }, folder) {
    const { world } = job;
    const { files } = world;
    const kept = (0,posix_.join)(world.cache, 'downloads', digest.replace(':', '-'));
    const host = new URL(url).host;
    const take = async () => {
        await files.saveStream((0,posix_.join)(folder, to), (0,image_store/* verified */.zr)(opened(job, kept), { digest }, host));
    };
    if (await takes(take))
        return;
    const log = (line) => {
        world.screen.say(line);
    };
    world.screen.progress(`get ${url}`);
    try {
        await (0,retry/* retrying */.R$)({ clock: world.clock, random: Math.random, log }, async () => {
            await files.saveStream(kept, (0,image_store/* verified */.zr)(await world.download(url), { digest }, host));
        });
    }
    catch (error) {
        if (!(0,image_store/* isRegistryError */.IP)(error))
            throw error;
        if (error.code === 'digest-mismatch')
            throw failed(`${url} has another checksum than the images file says`, place);
        if (error.code === 'not-found' || error.code === 'denied')
            throw failed(`${url}: ${error.message}`, place);
        throw error;
    }
    await take();
}
/** Opened when it is read: before, nobody would hear that there is no such file. */
async function* opened({ world }, path) {
    yield* world.files.openStream(path);
}
/** Whether the cache has it, as it should be. */
async function takes(take) {
    try {
        await take();
        return true;
    }
    catch (error) {
        const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
        if (isMissing || (0,image_store/* isRegistryError */.IP)(error))
            return false;
        throw error;
    }
}
async function bringCopy(job, node, copy, folder) {
    const other = (0,core_graph/* nodeOf */.E7)(job.graph, copy.node);
    if (copy.from === 'builder') {
        await bringFromBuilder(job, copy, (0,posix_.join)(folder, copy.to));
        return;
    }
    const reference = contentReference(job.catalog, other, fingerprintIn(job, other.id));
    const target = await readTarget(job, reference, node.platform);
    const layers = await fetchLayers(job, target, (0,posix_.join)(folder, copy.to, 'layers'));
    const names = layers.map(({ path }) => `${path.slice(path.lastIndexOf('/') + 1)}\n`);
    await job.world.files.writeText((0,posix_.join)(folder, copy.to, 'layers.list'), names.join(''));
}
/** What pruning took from the image's root lies in its builder, too; it goes before what is the builder's own. */
async function bringFromBuilder(job, { node, src, place }, file) {
    const { world } = job;
    const other = (0,core_graph/* nodeOf */.E7)(job.graph, node);
    if (other.kind !== 'gentoo')
        throw failed(`'${other.label}' has no builder to copy from`, place);
    await world.files.ensureFolder((0,posix_.join)(file, '..'));
    const image = await takeBuilder(job, other);
    for (const path of [`${PRUNED}${src}`, src]) {
        if (await world.engine.saveOut((0,container/* containerNameFor */.e5)('copy', world.random()), image, path, file))
            return;
    }
    const hint = 'what its root has is found with `from: target`';
    throw failed(`there is no ${src} in the builder of ${other.label}, nor was it pruned from its root`, place, hint);
}
function failed(reason, place, hint) {
    return new JobFailure('failed', { phase: 'add', reason, place, hint });
}

;// CONCATENATED MODULE: ./src/commands/budget.ts
// The time that a run has. In: the world's budget, how far emerge came. Out: an outcome that says what is left to do.
// What is built is kept in the stock of the image, whoever ends the container, and the next run goes on there.

/** Whether the run has had its time. Somebody who ends it says so in another way. */
function isOutOfTime({ budget, signal }) {
    return budget?.aborted === true && !signal.aborted;
}
/** The outcome of a node whose container was ended; `at`: the package that was at work. */
function outOfTime(at) {
    const hint = 'run it again: it goes on there; or raise budget-minutes';
    if (at === undefined)
        return new JobFailure('unfinished', { phase: 'start', reason: `${SPENT} before emerge`, hint });
    const { index, total, name } = at;
    const built = index === 1 ? 'no package is built' : `${index - 1} of ${total} packages are built and kept`;
    const after = total === index ? '' : `, and ${total - index} more`;
    return new JobFailure('unfinished', { phase: 'emerge', reason: `${SPENT}: ${built}; to do: ${name}${after}`, hint });
}
/** The outcome of a node whose turn did not come. */
function notBegun() {
    const hint = 'run it again, or raise budget-minutes';
    return new JobFailure('unfinished', { phase: 'start', reason: `${SPENT} before its turn came`, hint });
}
const SPENT = 'the budget of time was used up';

;// CONCATENATED MODULE: ./src/core/emerge-failure.ts
// Why emerge failed, as a value. In: nothing. Out: types that the readers of its output share, and small questions about
// its lines. Never decides which reader is right.
/** What the first line that matches has in its first group. */
function firstGroup(lines, pattern) {
    for (const line of lines) {
        const found = pattern.exec(line)?.[1];
        if (found !== undefined)
            return found;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/core/emerge-resolve.ts
// The words of Portage's resolver, which fails before anything is built.
// In: lines of emerge. Out: the atom, why it cannot be had, and what to write into the images file.
// Written from recordings of Portage 3.0.82.

/** The first that finds its line decides: what is specific stands before what is general. */
const RESOLVER_RECOGNIZERS = [
    { line: /there are no ebuilds to satisfy "([^"]+)"/, read: readUnknown },
    { line: /there are no binary packages to satisfy "([^"]+)"/, read: readNoBinary },
    { line: /no ebuilds built with USE flags to satisfy "([^"]+)"/, read: readUseNeeded },
    { line: /All ebuilds that could satisfy "([^"]+)".* have been masked/, read: readMasked },
    { line: /^The following (USE|keyword|license|mask) changes are necessary to proceed/, read: readChanges },
    { line: /The ebuild selected to satisfy "([^"]+)".* has unmet requirements/, read: readRequiredUse },
    { line: /\* Error: circular dependencies:/, read: readCircle },
    { line: /\* Error: The above package list contains packages which cannot be/, read: readBlocked },
    { line: /The short ebuild name "([^"]+)" is ambiguous/, read: readAmbiguous },
    { line: /^!!! '([^']+)' is not a valid package atom/, read: readInvalid },
];
function emerge_resolve_resolve(name, reason, hint) {
    return { package: name, phase: 'resolve', reason, hint };
}
function readUnknown(match, lines, at) {
    const similar = firstGroup(lines, /Maybe you meant (?:any of these: )?(.+)\?$/);
    const hint = similar === undefined ? undefined : `did you mean ${similar}?`;
    return emerge_resolve_resolve(match[1], `there is no such package${needs(lines, at)}`, hint);
}
function readNoBinary(match, lines, at) {
    const hint = 'let it be compiled: leave --usepkgonly and --getbinpkgonly out';
    return emerge_resolve_resolve(match[1], `there is no binary package of it${needs(lines, at)}`, hint);
}
function readUseNeeded(match, lines, at) {
    const [, name, flags = ''] = find(lines, /^- (\S+?)-\d\S* \(Change USE: (.+)\)$/);
    const hint = name === undefined ? undefined : adviceFor('package_use', [`${name} ${flags.replaceAll('+', '')}`]);
    return emerge_resolve_resolve(match[1], `${requiredBy(lines, at) ?? 'a package'} needs it with other USE flags`, hint);
}
/** By Portage's word: the key of the images file, and what is wrong. */
const CHANGES = {
    USE: { key: 'package_use', reason: 'it has other USE flags than are needed' },
    keyword: { key: 'package_accept_keywords', reason: 'its keyword is not accepted' },
    license: { key: 'package_license', reason: 'its license is not accepted' },
    mask: { key: 'package_unmask', reason: 'it is masked' },
};
/** `--autounmask-continue` says the same and goes on. */
function readChanges(match, lines, at) {
    const { key, reason } = CHANGES[match[1] ?? ''] ?? { key: '', reason: '' };
    const rest = lines.slice(at + 1);
    const block = rest.slice(0, rest.findIndex((line) => line.trim() === '') >>> 0);
    const entries = block.filter((line) => /^[<>=~]*[\w.+-]+\/\S+( |$)/.test(line)).map((line) => line.trim());
    const [first = ''] = entries;
    const name = first.replace(/^[<>=~]+/, '').split(' ')[0] ?? '';
    const written = lines.some((line) => line.startsWith('Autounmask changes successfully written'));
    if (written && lines.some((line) => line.startsWith('>>> Completed ') && line.includes(` ${name}::`))) {
        return undefined;
    }
    const requirer = firstGroup(block, /^# required by (\S+?)(?:::\S+)?$/);
    const who = requirer === undefined ? '' : `; ${requirer} needs it`;
    // A condition on the version would only be in the way of the next snapshot.
    const plain = match[1] === 'USE' ? entries.map(withoutVersion) : entries;
    return emerge_resolve_resolve(name === '' ? undefined : name, reason + who, adviceFor(key, plain));
}
function withoutVersion(entry) {
    return entry.replace(/^[<>=~]+(\S+?)-\d\S*/, '$1');
}
/** By the words of a mask: the key of the images file, and what stands behind the package there. */
const MASKS = [
    { words: /^(~\S+) keyword$/, key: 'package_accept_keywords' },
    { words: /^missing keyword$/, key: 'package_accept_keywords', value: '**' },
    { words: /^(.+) license\(s\)$/, key: 'package_license' },
    { words: /^package\.mask$/, key: 'package_unmask', value: '' },
];
function readMasked(match, lines, at) {
    const [, cpv = '', why = 'something'] = find(lines.slice(at), /^- (\S+?)(?:::\S+)? \(masked by: (.+)\)$/);
    const invalid = /^invalid: (.+)$/.exec(why)?.[1];
    if (invalid !== undefined)
        return emerge_resolve_resolve(match[1], `the ebuild of ${cpv} is wrong: ${invalid}${needs(lines, at)}`);
    const advice = why.split(', ').map((mask) => unmaskAdvice(cpv, mask));
    const hint = advice.includes(undefined) ? undefined : advice.join('; ');
    return emerge_resolve_resolve(match[1], `${cpv} is masked by ${why}${needs(lines, at)}`, hint);
}
function unmaskAdvice(cpv, mask) {
    for (const { words, key, value } of MASKS) {
        const found = words.exec(mask);
        if (found)
            return adviceFor(key, [`=${cpv} ${value ?? found[1] ?? ''}`.trim()]);
    }
    return undefined;
}
function readRequiredUse(match, lines, at) {
    const flags = firstGroup(lines.slice(at), /^- \S+ USE="([^"]*)"/) ?? '';
    const rule = lines.findIndex((line) => line.includes('REQUIRED_USE flag constraints are unsatisfied'));
    const words = rule === -1 ? 'its REQUIRED_USE' : (lines[rule + 1] ?? '').trim();
    const hint = 'choose them in `package_use`';
    return emerge_resolve_resolve(match[1], `its USE flags '${flags}' are not what it demands: ${words}${needs(lines, at)}`, hint);
}
function readCircle(_match, lines, at) {
    const ring = [];
    for (const line of lines.slice(at + 1)) {
        const name = /^ *\((\S+?):/.exec(line)?.[1];
        if (name !== undefined)
            ring.push(name);
        else if (ring.length > 0)
            break;
    }
    const reason = `these need each other to be built: ${ring.join(' -> ')}`;
    return emerge_resolve_resolve(ring[0], reason, 'turn off a USE flag that makes the circle, in `package_use`');
}
function readBlocked(_match, lines) {
    const [, other = 'another package', , name] = find(lines, /^\[blocks B +\] (\S+) \("\S+" is (\w+) blocking (\S+)\)/);
    const there = firstGroup(lines, /^ {2}\((\S+?):\S*, installed in /);
    const hint = there === undefined ? undefined : `${there} is there already: build on an image without it`;
    return emerge_resolve_resolve(name, `it cannot be installed beside ${other}`, hint);
}
function readAmbiguous(match, lines) {
    const names = lines.flatMap((line) => /^\* {2}(\S+\/\S+)$/.exec(line)?.[1] ?? []);
    const hint = names.length === 0 ? undefined : `write ${names.join(' or ')}`;
    return emerge_resolve_resolve(match[1], 'it is the short name of several packages', hint);
}
function readInvalid({ 1: atom = '' }) {
    const hint = /^[<>=~]/.test(atom) ? 'behind an operator a version is needed' : undefined;
    return emerge_resolve_resolve(atom, 'it is no package atom', hint);
}
function adviceFor(key, entries) {
    return entries.length === 0 ? undefined : `add to ${key}: ${entries.map((entry) => `"${entry}"`).join(', ')}`;
}
function needs(lines, at) {
    const requirer = requiredBy(lines, at);
    return requirer === undefined ? '' : `; ${requirer} needs it`;
}
/** The ebuild that pulled it in, `category/name-version`. */
function requiredBy(lines, at) {
    return firstGroup(lines.slice(at), /^\(dependency required by "(\S+?)(?:::[^"]*)?" \[ebuild\]\)$/);
}
function find(lines, pattern) {
    return lines.map((line) => pattern.exec(line)).find((match) => match !== null) ?? [];
}

;// CONCATENATED MODULE: ./src/core/emerge-log.ts
// What emerge prints, read. In: its lines. Out: how far it is, and why it failed, in one sentence with a hint.
// Written from recordings of Portage 3.0.82. Nearly every failure exits 1, so only the text tells them apart.


const EMERGING = /^>>> Emerging (binary )?\((\d+) of (\d+)\) (\S+?)(?:::(\S+))?( for \S+)?$/;
const STEP = /^>>> gentoo-image-builder: (.+)$/;
/** Reads one line as progress; undefined for all others. */
function readProgress(line) {
    const step = STEP.exec(line);
    if (step?.[1] !== undefined)
        return { kind: 'step', name: step[1] };
    const [, binary, index, total, name, , root] = EMERGING.exec(withoutColors(line).trimEnd()) ?? [];
    if (name === undefined)
        return undefined;
    return {
        kind: 'package',
        index: Number(index),
        total: Number(total),
        name,
        binary: binary !== undefined,
        intoRoot: root !== undefined,
    };
}
const FAILED = /^ \* ERROR: (\S+?)(?:::\S+)? failed \((\S+) phase\):/;
// The first that finds its line decides: what is specific stands before what is general.
const RECOGNIZERS = [
    { line: FAILED, read: readBuildFailure },
    { line: /^ \* Package '(\S+?)' NOT merged due to file collisions/, read: readCollision },
    ...RESOLVER_RECOGNIZERS,
    { line: /^!!! Couldn't download '([^']+)'/, read: readFetch },
    { line: /^!!! File (\S+) isn't fetched but unable to get it/, read: readFetch },
    { line: /^!!! Your current profile is invalid/, read: readProfile },
    { line: /^emerge: error: unrecognized arguments: (.+)$/, read: readOption },
    { line: /^--- Couldn't find '([^']+)' to unmerge/, read: readUnmerge },
    { line: /^Exiting on signal (\d+)/, read: readSignal },
];
/** Escape sequences of colors: whoever turns them on in a hook is understood all the same. */
const COLORS = /\u001b\[[0-9;]*m/g;
/**
 * Why emerge failed; undefined when its words are none that we know. In: its lines, both streams in one. What stands
 * above the last step of ours is of an earlier emerge.
 */
function explainEmerge(output) {
    const lines = output.slice(output.findLastIndex((line) => STEP.test(line)) + 1).map(withoutColors);
    for (const { line, read } of RECOGNIZERS) {
        for (const [at, text] of lines.entries()) {
            const match = line.exec(text);
            const failure = match && read(match, lines, at);
            if (failure)
                return failure;
        }
    }
    return undefined;
}
function withoutColors(line) {
    return line.replaceAll(COLORS, '');
}
/** What compilers, linkers, patch and Portage's own functions say. */
const TOLD = /\berror:|undefined reference to|^CMake Error|Hunk #\d+ FAILED|^!!! \w/i;
/** True, but it only sums up what stands above. */
const NOT_TOLD = /^collect2: error:|^make(\[\d+\])?: /;
/** Looks for the compiler's words, line by line: the nearest above the first block that tells of a failure. */
function openTold() {
    let told;
    let isOver = false;
    return {
        add(line) {
            const text = withoutColors(line);
            isOver ||= FAILED.test(text);
            if (isOver)
                return;
            // Only of the phase that failed.
            if (/^>>> (?!Jobs:)/.test(text))
                told = undefined;
            else if (TOLD.test(text) && !NOT_TOLD.test(text))
                told = text;
        },
        words: () => told?.replace(/^!!! /, '').trim(),
    };
}
function readBuildFailure(match, lines, at) {
    const stated = /^ \* {3}(.+)$/.exec(lines[at + 1] ?? '')?.[1] ?? 'it failed';
    const told = openTold();
    for (const line of lines.slice(0, at))
        told.add(line);
    const words = told.words();
    return {
        package: match[1],
        phase: match[2] ?? 'build',
        reason: words === undefined ? stated : `${stated}: ${words}`,
    };
}
function readCollision(match, lines, at) {
    const block = lines.slice(0, at);
    const root = firstGroup(block, /^>>> Installing \(.* to (\/\S*?)\/?$/) ?? '';
    const files = block.flatMap((line) => /^ \* \t(\/\S.*)$/.exec(line)?.[1] ?? []);
    const inside = [...new Set(files)].map((file) => (file.startsWith(`${root}/`) ? file.slice(root.length) : file));
    const owner = firstGroup(block.slice(block.findIndex((line) => line.includes('Searching all'))), OWNER);
    const more = inside.length > SHOWN_FILES ? ` and ${inside.length - SHOWN_FILES} more files` : '';
    const whose = owner === undefined ? ', which no package brought' : ` of ${owner}`;
    const reason = `it would overwrite ${inside.slice(0, SHOWN_FILES).join(', ')}${more}${whose}`;
    return { package: match[1], phase: 'merge', reason };
}
const SHOWN_FILES = 3;
const OWNER = /^ \* (\S+\/\S+?):\S+$/;
function readFetch(match, lines, at) {
    const above = lines.slice(0, at);
    const bytes = firstGroup(above, /^!!! Reason: (.+)$/);
    const told = above.findLast((line) => /^(wget|curl): |^!!! No write access/.test(line))?.replace(/^!!! /, '');
    const wrong = bytes === undefined ? '' : `, after it came with other bytes than its ebuild knows (${bytes})`;
    return {
        package: firstGroup(lines, /^>>> Failed to emerge (\S+?),? /) ?? firstGroup(lines, /^>>> Failed to emerge (\S+)$/),
        phase: 'fetch',
        reason: `${match[1] ?? ''} could not be downloaded${wrong}${told === undefined ? '' : `: ${told}`}`,
        hint: told?.startsWith('No write')
            ? 'hooks leave DISTDIR as it is, and its folder writable'
            : 'see that its mirrors can be reached, or name others in GENTOO_MIRRORS',
    };
}
function readProfile() {
    const reason = 'the profile of the stage3 is not in the ebuild repository';
    return { package: undefined, phase: 'resolve', reason, hint: 'take a stage3 and a snapshot of about the same day' };
}
function readOption(match) {
    const hint = 'look at EMERGE_DEFAULT_OPTS, and at what hooks give to emerge';
    return { package: undefined, phase: 'options', reason: `emerge does not know ${match[1] ?? ''}`, hint };
}
function readUnmerge(match) {
    return { package: match[1], phase: 'unmerge', reason: 'it is to be taken away, but is not installed' };
}
const emerge_log_SIGNALS = { 2: 'SIGINT', 15: 'SIGTERM' };
function readSignal({ 1: number = '' }, lines) {
    const last = lines.map(readProgress).findLast((progress) => progress?.kind === 'package');
    const name = last?.kind === 'package' ? last.name : undefined;
    return { package: name, phase: 'build', reason: `emerge was ended by ${emerge_log_SIGNALS[number] ?? `signal ${number}`}` };
}

;// CONCATENATED MODULE: ./src/core/elog.ts
// What Portage itself keeps of a package that failed, where what it prints is not enough: with several jobs at once it
// prints no log, and what was printed hours ago is not kept. In: names and texts of files. Out: package and phase, by the
// elog. Reads no file; the compiler's words are found by `openTold`.
/** Reads a log's path below the folder of logs; undefined for other files. */
function readLogName(path) {
    const [, category = '', name = '', time = ''] = /(?:^|\/)([A-Za-z0-9_][\w+.-]*)[:/]([\w+.-]+):(\d{8}-\d{6})\.log$/.exec(path) ?? [];
    return category === '' ? undefined : { package: `${category}/${name}`, time };
}
/** The failure that an elog tells; undefined where it has warnings only. */
function readElog(text) {
    const lines = text.split('\n');
    const at = lines.findIndex((line) => /^ERROR: \S+ failed \(\w+ phase\):$/.test(line));
    if (at === -1)
        return undefined;
    const [, phase = 'build'] = /\((\w+) phase\)/.exec(lines[at] ?? '') ?? [];
    return { phase, reason: (lines[at + 1] ?? '').trim() || 'it failed' };
}
/** The packages that emerge failed on, by its last lines. */
function failedPackages(lines) {
    const patterns = [/^>>> Failed to (?:emerge|install) ([^\s,]+)/, /^ \* +\((\S+?\/[^\s:]+)\S*, ebuild scheduled for/];
    return lines.flatMap((line) => patterns.flatMap((pattern) => pattern.exec(line)?.[1] ?? []));
}
const BUILDS = ['unpack', 'prepare', 'configure', 'compile', 'test', 'install', 'build'];
/** Whether the log of a build may have words that its reason lacks. */
function wantsLog({ phase, reason }) {
    return BUILDS.includes(phase) && !reason.includes(': ');
}

// EXTERNAL MODULE: ./src/core/lines.ts
var core_lines = __webpack_require__(9532);
;// CONCATENATED MODULE: ./src/commands/elog.ts
// What Portage kept of a failure: the elog and the logs of builds, in the out folder of a job. In: the folder, what emerge
// printed and what was read from that. Out: the failure, with the compiler's words where only the log has them.




/** Completes a failure; finds one where the lines told none that is known. */
async function withLogs(files, out, lines, found) {
    const logs = (0,posix_.join)(out, 'logs');
    const failure = found ?? (await fromElog(files, (0,posix_.join)(logs, 'elog'), failedPackages(lines)));
    if (failure?.package === undefined || !wantsLog(failure))
        return failure;
    // With `split-log` they lie below `build`.
    const all = [...(await logsIn(files, logs)), ...(await logsIn(files, (0,posix_.join)(logs, 'build')))];
    const log = newest(all, [failure.package]);
    const told = log === undefined ? undefined : await toldIn(files, log);
    return told === undefined ? failure : { ...failure, reason: `${failure.reason}: ${told}` };
}
/** Only of packages that emerge named at its end: what failed in a hook before, and did not matter, is there too. */
async function fromElog(files, folder, failed) {
    const path = newest(await logsIn(files, folder), failed);
    const told = path === undefined ? undefined : readElog((await files.readText(path)) ?? '');
    return path !== undefined && told ? { package: readLogName(path)?.package, ...told } : undefined;
}
function newest(paths, packages) {
    const named = paths.flatMap((path) => {
        const name = readLogName(path);
        return name && packages.includes(name.package) ? [{ path, time: name.time }] : [];
    });
    return named.sort((a, b) => (a.time < b.time ? -1 : 1)).at(-1)?.path;
}
/** Files of a folder, and of its folders: some settings have one for each category. */
async function logsIn(files, folder) {
    const names = await files.listFolder(folder);
    const below = names.map(async (name) => {
        const path = (0,posix_.join)(folder, name);
        if (name.endsWith('.log'))
            return [path];
        // It is in there, but tells no compiler's words.
        if (name === 'elog')
            return [];
        return (await files.listFolder(path)).map((inner) => (0,posix_.join)(path, inner));
    });
    return (await Promise.all(below)).flat();
}
/** A log may have any size: it is read line by line. */
async function toldIn(files, path) {
    const told = openTold();
    const cutter = (0,core_lines/* openCutter */.yr)(told.add);
    const decoder = new TextDecoder();
    for await (const piece of files.openStream(path))
        cutter.push(decoder.decode(piece, { stream: true }));
    cutter.end();
    return told.words();
}

;// CONCATENATED MODULE: ./src/commands/explanation.ts
// Why a container's job failed. In: what the scripts noted in the out folder, and the last lines. Out: a `JobFailure`
// in the user's words, at the images file's line where a hook is to blame.





/** Explains a job that ended with `code`. */
async function explainJob(job, node, out, lines, code) {
    const { files } = job.world;
    const step = ((await files.readText((0,posix_.join)(out, 'step'))) ?? '').trim();
    const noted = parseNote((await files.readText((0,posix_.join)(out, 'failure'))) ?? '');
    const emerge = await withLogs(files, out, lines, explainEmerge(lines));
    const failure = explain(node, step, { noted, lines, code, emerge });
    const inScript = await placeInScript(job, node, noted);
    return new JobFailure('failed', inScript ? { ...failure, place: inScript } : failure);
}
/** Where a script of the user's has the line that failed. */
async function placeInScript(job, node, noted) {
    const file = scriptOf(node, noted.get('file') ?? '');
    if (!file)
        return undefined;
    const text = (await job.world.files.readText((0,posix_.join)(job.folder, file.path))) ?? '';
    const line = Number(noted.get('line') ?? '');
    const words = text.split('\n')[line - 1]?.trimEnd();
    // The end of the file, or all of it, is no line of it.
    if (words === undefined || words === '')
        return file.place;
    const column = words.length - words.trimStart().length + 1;
    const length = Math.max(1, words.length - column + 1);
    return { file: (0,posix_.join)(job.catalog.file, '..', file.path), line, column, length, text: words };
}
/** The script that a note means by its name in the job's folder. */
function scriptOf(node, name) {
    if (node.kind !== 'gentoo' && node.kind !== 'builder')
        return undefined;
    const files = scriptFilesOf(node);
    return name === 'script' || name === 'builder-script' ? files[name] : undefined;
}
function explain(node, step, { noted, lines, code, emerge }) {
    const kind = noted.get('kind');
    if (kind === 'builder')
        return { phase: step, reason: noted.get('message') ?? '', hint: noted.get('hint') };
    if (kind === 'addition') {
        const one = node.kind === 'gentoo' ? node.image.add[Number(noted.get('number'))] : undefined;
        return { phase: 'add', reason: noted.get('message') ?? '', place: one?.place };
    }
    if (kind === 'emerge')
        return emerge ? { ...emerge, place: packagesPlace(node) } : unknownFailure(step, lines, code);
    if (kind === 'hook' || step.startsWith('hook '))
        return explainHook(node, step, noted, lines, emerge);
    return unknownFailure(step === '' ? 'start' : step, lines, code);
}
function explainHook(node, step, noted, lines, emerge) {
    const name = noted.get('hook') ?? step.slice('hook '.length);
    const line = Number(noted.get('line') ?? '');
    const hook = node.kind === 'gentoo' ? hooksOf(node)[name] : node.builder?.configureBuilder;
    const place = hook && (hook.lines?.[line - 1] ?? hook.place);
    const how = noted.get('how') ?? 'failed';
    const said = saidOf(how, noted.get('command') ?? '', scriptOf(node, noted.get('file') ?? '')?.path ?? '');
    if (said)
        return { phase: name, place, ...said };
    const command = noted.get('command') ?? '';
    // A hook that calls emerge fails with emerge's reason, which says more than the status.
    const more = emerge ? `; ${emerge.package ?? 'emerge'}: ${emerge.reason}` : lastWords(lines);
    return {
        phase: name,
        reason: `${HOW[how] ?? ''}${command === '' ? '' : `: ${command}`}${statusWords(how, noted)}${more}`,
        place,
        hint: how === 'exit' ? 'use return to leave a hook early' : emerge?.hint,
    };
}
/** What says all by itself: neither a status nor the last words add anything. */
function saidOf(how, words, script) {
    switch (how) {
        case 'die':
            return { reason: words };
        case 'clash':
            return words === '_packages'
                ? {
                    reason: `the packages are in the images file and in ${script}`,
                    hint: "keep one of 'packages' and '_packages'",
                }
                : { reason: `'${words}' is in the images file and in ${script}`, hint: 'keep one of them' };
        case 'stray': {
            const whose = words === 'finish_build' ? 'a builder' : 'an image';
            return {
                reason: `'${words}' in ${script} is never called: it is a hook of ${whose}`,
                hint: 'give it another name',
            };
        }
        case 'option':
            return { reason: `'${words}' in _packages is not a package`, hint: 'options of emerge: EMERGE_DEFAULT_OPTS' };
        default:
            return undefined;
    }
}
const HOW = {
    failed: 'a command of the hook failed',
    return: 'the hook returned an error',
    exit: 'the hook called exit',
    syntax: 'the hook is no bash',
};
function statusWords(how, noted) {
    const status = noted.get('status');
    return status === undefined || (how !== 'failed' && how !== 'return') ? '' : ` (status ${status})`;
}
/** What the command said before it failed is the best reason there is. */
function lastWords(lines) {
    const last = lines.findLast((line) => line.trim() !== '' && !line.startsWith('>>> gentoo-image-builder'));
    return last === undefined ? '' : `; the last words were: ${last.trim()}`;
}
function packagesPlace(node) {
    return node.kind === 'gentoo' ? (node.image.packages[0]?.place ?? node.image.place) : undefined;
}
function unknownFailure(step, lines, code) {
    return { phase: step, reason: `it ended with ${code}${lastWords(lines)}` };
}
/** `key=value` lines. */
function parseNote(text) {
    return new Map(text.split('\n').flatMap((line) => {
        const at = line.indexOf('=');
        return at === -1 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
    }));
}
/** A version that gives the tag is a promise: the package of the image's name must have it. */
function checkPromise(job, node, packages) {
    const { version, explicit, check } = node.image.tags;
    if (!version || explicit)
        return;
    const wanted = version.value;
    const merged = packages.map(({ name }) => splitVersion(name)).filter((one) => one?.name === node.name);
    const wrong = merged.find((one) => one?.version !== wanted);
    if (!wrong || merged.some((one) => one?.version === wanted))
        return;
    const reason = `software.${node.name}.version is ${wanted}, but ${node.name}-${wrong.version} was merged`;
    if (check === 'warn') {
        job.world.screen.warn(`${node.label}: ${reason}`);
        return;
    }
    const hint = 'correct the version, choose the package by its version (`=category/name-version`), or set `tag_check: warn`';
    throw new JobFailure('failed', { phase: 'tag', reason, hint, place: version.place });
}
/** The version that `tag: {package: ...}` asks for; fails the node where the package is not installed. */
function tagVersion(node, found) {
    const wanted = node.image.tags.package;
    if (!wanted)
        return undefined;
    const version = splitVersion((found ?? '').trim())?.version;
    if (version !== undefined)
        return version;
    const where = wanted.in === 'builder' ? 'in the builder' : 'in the root';
    const reason = `the tag is to be the version of ${wanted.atom.value}, which is not installed ${where}`;
    throw new JobFailure('failed', { phase: 'tag', reason, place: wanted.atom.place });
}
/** `net-libs/nodejs-22.11.0-r1` is `nodejs` and `22.11.0`. */
function splitVersion(cpv) {
    const match = /^[^/]+\/(.+?)-(\d+(?:\.\d+)*[a-z]?(?:_(?:alpha|beta|pre|rc|p)\d*)*)(?:-r\d+)?$/.exec(cpv);
    return match?.[1] !== undefined && match[2] !== undefined ? { name: match[1], version: match[2] } : undefined;
}

// EXTERNAL MODULE: ./src/core/referrers.ts
var referrers = __webpack_require__(1403);
;// CONCATENATED MODULE: ./src/commands/artifacts.ts
// Small documents that refer to images, in a store. In: a store and documents, or the image that they refer to. Out: the
// documents. What they mean is their owners' to know.


/** Stores an artifact beside the image that it refers to. */
async function putArtifact(images, repository, artifact) {
    for (const bytes of artifact.blobs)
        await images.putBlob(repository, (0,image_store/* bytesBlob */.XU)(bytes));
    await images.putManifest({ ...repository, digest: artifact.digest }, artifact.manifestBytes, oci/* OCI_MANIFEST */.EG);
}
/** The bytes of an artifact's one blob; undefined for what is none. */
async function readArtifact(images, reference) {
    const { bytes, mediaType } = await images.manifest(reference);
    const parsed = (0,oci/* parseManifest */.Ng)(bytes, mediaType);
    const blob = parsed?.kind === 'image' ? parsed.manifest.layers[0] : undefined;
    if (!blob)
        return undefined;
    const chunks = [];
    for await (const chunk of await images.blob(reference, blob))
        chunks.push(chunk);
    return Buffer.concat(chunks);
}

;// CONCATENATED MODULE: ./src/commands/scope-record.ts
// What of the ebuild repository a build used, kept beside its target for `portage_scope: packages`. In: what a container
// left; later an image. Out: a record, written to the store or read from it. That it cannot be written is said, and no
// reason for a job to fail: the next snapshot then builds the image anew.







/** What scope.sh left in the folder `out`; undefined where it was not asked. */
async function readScope(job, node, fingerprint, out) {
    if (scopeOf(node) !== 'packages')
        return undefined;
    const { files } = job.world;
    const folder = (0,posix_.join)(out, 'scope');
    // Only what was used was copied there.
    const tree = await job.world.readTree((0,posix_.join)(folder, 'tree'), { isFile: () => true, isFolder: () => true });
    const part = async (name) => scopePart(await listsIn(job, (0,posix_.join)(folder, name)), tree);
    const builder = (await files.isFolder((0,posix_.join)(folder, 'builder'))) ? await part('builder') : undefined;
    return {
        ...{ scheme: 1, fingerprint, snapshot: snapshotOf(node, job.facts), own: await part('own') },
        ...(builder && { builder }),
    };
}
async function listsIn({ world }, folder) {
    const texts = new Map();
    for (const name of SCOPE_FILES) {
        const text = await world.files.readText((0,posix_.join)(folder, name));
        if (text !== undefined)
            texts.set(name, text);
    }
    return texts;
}
/** Writes a record beside its target. Warns where the registry does not take it. */
async function keepScope(job, node, repository, target, record) {
    const annotations = { [`${LABEL}fingerprint`]: record.fingerprint };
    try {
        await putArtifact(job.stores.images, repository, (0,referrers/* jsonArtifact */.pm)(target, SCOPE_TYPE, record, annotations));
    }
    catch (error) {
        if (!(0,image_store/* isRegistryError */.IP)(error))
            throw error;
        job.world.screen.warn(`what of the ebuild repository ${node.label} used is not kept: ${error.message}`);
    }
}
/** All records beside an image: it may have been built more than once. */
async function readScopeRecords(images, target) {
    const listed = await images.referrers(target, SCOPE_TYPE);
    const read = listed.map(async ({ digest }) => {
        const bytes = await readArtifact(images, { ...target, digest });
        return bytes && parseScopeRecord(Buffer.from(bytes).toString());
    });
    return (await Promise.all(read)).filter((record) => record !== undefined);
}

;// CONCATENATED MODULE: ./src/core/secrets.ts
// Values that may be seen by hooks and by nobody else. In: values by name. Out: what to look for, and texts without it.
// Never reads an environment.
/** Shorter ones cannot be told from what stands everywhere. */
const SHORTEST = 6;
/** Characters of base64. */
const secrets_PIECE = 32;
/**
 * Everything as which a value may turn up: itself, by the line, in a URL, in JSON, and inside of something in base64, where
 * its first byte may be any of three. Longest first, so that none hides a part of another. None of what is too short.
 */
function formsOf(value) {
    if (value.trim().length < SHORTEST)
        return [];
    const lines = value.split(/\r?\n/).filter((line) => !/^-----[A-Z ]+-----$/.test(line));
    const plain = [value.trim(), ...lines.map((line) => line.trim())];
    const forms = plain.flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]);
    const all = [...forms, ...based(value), ...based(value.trim())];
    return [...new Set(all)].filter((form) => form.length >= SHORTEST).sort((a, b) => b.length - a.length);
}
/** The part of a text's base64 that is the same whatever goes before and after it. */
function based(text) {
    return [0, 1, 2].flatMap((before) => {
        const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
        const start = Math.ceil((before * 8) / 6);
        const end = Math.floor((bytes.length * 8) / 6);
        const whole = bytes.toString('base64').slice(start, end);
        const all = [whole, ...secrets_piecesOf(whole)];
        return [...all, ...all.map((one) => one.replaceAll('+', '-').replaceAll('/', '_'))];
    });
}
/** Base64 is broken into lines, mostly of 76 characters: wherever they begin, each has one of these pieces. */
function secrets_piecesOf(whole) {
    return whole.length <= secrets_PIECE ? [] : (whole.match(new RegExp(`.{${secrets_PIECE}}`, 'g')) ?? []);
}
/** In the place of each value there are three stars. */
function redactor(secrets) {
    const forms = [...secrets.values()].flatMap(formsOf);
    return (text) => forms.reduce((clean, form) => clean.replaceAll(form, '***'), text);
}

;// CONCATENATED MODULE: ./src/commands/secrets.ts
// Secrets of a container's job. In: the images file's names, the environment. Out: a folder to mount, which only we can
// read and which is gone afterwards; and what takes the values out of every text that anybody sees. A value is never an
// argument, an environment variable of the container, or a part of its image.



const NOTHING = { mounts: [], redact: (text) => text, remove: () => Promise.resolve() };
/** Lays out the secrets of a node's job. Fails the node where one is not set, or cannot be watched over. */
async function layOutSecrets({ world }, node) {
    const names = node.kind === 'gentoo' ? node.image.secrets : [];
    if (names.length === 0)
        return NOTHING;
    const values = new Map();
    for (const { value: name, place } of names) {
        const value = world.secretOf(name) ?? '';
        const failed = (reason, hint) => new JobFailure('failed', { phase: 'secrets', reason, place, hint });
        if (value === '') {
            const hint = `in a workflow: env: {${name}: \${{ secrets.${name} }}}; pull requests from forks get no secrets`;
            throw failed(`the environment variable ${name}, a secret, is not set`, hint);
        }
        if (formsOf(value).length === 0) {
            const least = `a secret has at least ${SHORTEST} characters`;
            throw failed(`the secret ${name} is too short to be kept out of logs and images`, least);
        }
        values.set(name, value);
    }
    // mkdtemp's folders are nobody else's to read.
    const folder = await world.files.makeFolder(world.temporary, 'gib-secrets-');
    for (const [name, value] of values) {
        await world.files.writeText((0,posix_.join)(folder, 'values', name), value);
        await world.files.writeText((0,posix_.join)(folder, 'forms', name), `${formsOf(value).filter(isOneLine).join('\n')}\n`);
    }
    return {
        mounts: [{ source: folder, target: '/gib/secrets', readonly: true }],
        redact: redactor(values),
        remove: () => world.files.removeFolder(folder),
    };
}
/** A search by lines would take each line of the others for a form of its own. */
function isOneLine(form) {
    return !form.includes('\n');
}
/** A failure without the values. */
function redactFailure(error, redact) {
    const { reason, hint, ...rest } = error.failure;
    return new JobFailure(error.status, { ...rest, reason: redact(reason), hint: hint && redact(hint) });
}

;// CONCATENATED MODULE: ./src/commands/stock.ts
// Binary packages and distfiles at hand for a container. In: a node of a job. Out: a folder to mount, taken for this
// process alone, filled with what an earlier build of the image made: of this machine, out of its pushed builder where
// that is all that was reached, or out of a cache. Whether a package still fits is told in the container, by packages.sh.





/** Where packages.sh keeps the packages of an image in its builder. */
const IN_BUILDER = '/var/lib/gentoo-image-builder/state/packages';
/** Does work with a node's stock. `fresh`: an empty one, since people want it compiled anew. */
async function withStock(all, node, fresh, work) {
    // Strangers' pull requests may read a cache, and a hook may have given a secret to emerge.
    const job = node.kind === 'gentoo' && node.image.secrets.length > 0 ? { ...all, cache: undefined } : all;
    const { files, packages } = job.world;
    await bringDistfiles(job, node);
    const name = (0,stock/* stockName */.yh)(job.graph, job.prints, node);
    const folder = await files.takeFolder(packages, name);
    try {
        await stock_fill(job, node, { name, folder, fresh });
        return await work(folder);
    }
    finally {
        await files.giveFolder(folder);
    }
}
async function stock_fill(job, node, { name, folder, fresh }) {
    const { cache, world } = job;
    const { files, packages } = world;
    const kept = { kind: 'package', name, label: node.label, folder: packages };
    if (fresh) {
        await empty(job, folder);
        await cache?.note({ ...kept, before: [], others: [] });
        return;
    }
    const hasOwn = await takeFromBuilder(job, node, folder);
    const isFilled = hasOwn || (await files.fileAt((0,posix_.join)(folder, 'offered/Packages'))) !== undefined;
    if (!cache)
        return;
    const before = isFilled ? [] : await restoreKept(world, cache.service, kept, folder);
    await cache.note({ ...kept, before, others: [] });
}
/** The folder is the machine's, for all images; what others have in it is theirs to keep. */
async function bringDistfiles({ cache, world }, node) {
    if (!cache)
        return;
    const folder = (0,posix_.join)(world.cache, 'distfiles');
    await world.files.ensureFolder(folder);
    const others = await world.files.listFolder(folder);
    const kept = { kind: 'distfile', name: (0,stock/* distfilesName */.JV)(node), label: node.label, folder };
    const before = await restoreKept(world, cache.service, kept, folder);
    await cache.note({ ...kept, before, others });
}
async function empty({ world }, folder) {
    await world.files.removeFolder(folder);
    await world.files.ensureFolder(folder);
}
/** Killed between the builder and the target: the builder is of the same ingredients, so what it merged is wanted. */
async function takeFromBuilder(job, node, folder) {
    const { engine, files, screen } = job.world;
    if (node.kind === 'builder' || !(await hasBuilder(job, node)))
        return false;
    await empty(job, folder);
    const offered = (0,posix_.join)(folder, 'offered');
    await files.ensureFolder(offered);
    const image = await takeBuilder(job, node);
    const found = await engine.copyOut((0,container/* containerNameFor */.e5)('copy', job.world.random()), image, IN_BUILDER, offered);
    if (found)
        screen.say(`${node.label}: its builder is there, with its binary packages`);
    return found;
}

;// CONCATENATED MODULE: ./src/commands/watch.ts
// The output of a builder's container, as people see it. In: its lines. Out: groups and progress on the screen, and the
// last lines, from which a failure is explained. Never keeps more than that: a log may have two gigabytes.


/** Enough for the longest recorded failure ten times over. */
const KEPT = 4000;
/** `redact`: takes out of each line what nobody shall see, before anything else sees it. */
function watchEmerge(screen, redact = (text) => text) {
    const tail = (0,core_lines/* openTail */.L)(KEPT);
    let open = false;
    let last;
    const group = (title) => {
        screen.group(title);
        screen.progress(title);
        open = true;
    };
    return {
        onLine(raw) {
            const line = redact(raw);
            tail.add(line);
            const progress = readProgress(line);
            if (progress?.kind === 'package') {
                last = progress;
                const { index, total, name, intoRoot } = progress;
                group(`${index} of ${total}: ${name}${intoRoot ? '' : ' (into the builder)'}`);
            }
            else if (progress?.kind === 'step') {
                // What an earlier emerge came to is no longer of interest.
                last = undefined;
                group(progress.name);
                return;
            }
            screen.child(line);
        },
        lines: tail.lines,
        packages: () => last,
        end() {
            if (open)
                screen.endGroup();
            open = false;
        },
    };
}

;// CONCATENATED MODULE: ./src/commands/container-job.ts
// One run of a builder's container, from its job folder to the committed builder image.
// In: a node of a job. Out: the builder in the engine, and of an image its layer and its packages.
// Nothing is pushed or named for people here.
























/** stage3 -> builder-core -> builder-scratch. The core is taken from the engine's store when it is there. */
async function buildInitial(job, node, fresh) {
    const { engine } = job.world;
    const core = coreReference(job.prints.get(node.id)?.core ?? '');
    const options = await recipeOptions(job, node);
    if ((await engine.imageId((0,core_reference/* formatReference */.FH)(core))) === undefined) {
        const stage3 = await pullPinned(job, node, node.builder.stage3.value);
        await runContainer(job, node, stage3, coreRecipe(node, options), core);
    }
    const reference = builderReference(job.catalog, node, fingerprintIn(job, node.id));
    const base = (await engine.imageId((0,core_reference/* formatReference */.FH)(core))) ?? (0,core_reference/* formatReference */.FH)(core);
    const recipe = scratchRecipe(node, options);
    await withStock(job, node, fresh, (stock) => runContainer(job, node, base, recipe, reference, { stock }));
}
/**
 * The parent's builder -> this image's builder, and the layer. `folder`: the job's own, which the caller removes;
 * `fresh`: no binary packages of an earlier build.
 */
async function buildImage(job, node, fingerprint, { folder, fresh }) {
    const { world } = job;
    const parentNode = node.parent === undefined ? undefined : (0,core_graph/* nodeOf */.E7)(job.graph, node.parent);
    const parent = parentNode &&
        (await readTarget(job, contentReference(job.catalog, parentNode, fingerprintIn(job, parentNode.id)), node.platform));
    const start = (0,core_graph/* nodeOf */.E7)(job.graph, node.startsFrom);
    const builder = builderReference(job.catalog, start, fingerprintIn(job, start.id));
    await checkDisk(job, node, { reference: builder, store: job.stores.images }, parent?.manifest);
    const layers = parent ? await fetchLayers(job, parent, (0,posix_.join)(folder, 'layers')) : [];
    const options = await recipeOptions(job, node);
    const base = await takeBuilder(job, start);
    await bringState(job, node, folder);
    const recipe = imageRecipe(node, layers.map(({ path }) => (0,posix_.basename)(path)), options);
    await onDisk(job, () => bringAdditions(job, node, additionsOf(node, job.graph, job.facts.pins), folder));
    const reference = builderReference(job.catalog, node, fingerprint);
    const out = await withStock(job, node, fresh, (stock) => runContainer(job, node, base, recipe, reference, { folder, stock }));
    const path = (0,posix_.join)(out, 'layer.tar.gz');
    const { digest, size } = await world.files.hashFile(path);
    const diffId = ((await world.files.readText((0,posix_.join)(out, 'layer.diffid'))) ?? '').trim();
    const listed = JSON.parse((await world.files.readText((0,posix_.join)(out, 'packages.json'))) ?? '{}');
    const packages = listed.packages ?? [];
    checkPromise(job, node, packages);
    const version = tagVersion(node, await world.files.readText((0,posix_.join)(out, 'tag-package')));
    const findings = parseFindings((await world.files.readText((0,posix_.join)(out, 'closure'))) ?? '');
    const layer = { digest, size, diffId, path };
    const scope = await readScope(job, node, fingerprint, out);
    return { layer, parent, parentLayers: layers, packages, findings, version, epoch: options.epoch, scope };
}
/** Runs a recipe in a container of `base` and commits it; gives the folder of what came out. */
async function runContainer(job, node, base, recipe, reference, { folder, stock } = {}) {
    const { world } = job;
    const own = folder ?? (await world.files.makeFolder(world.temporary, 'gib-job-'));
    const out = (0,posix_.join)(own, 'out');
    const distfiles = (0,posix_.join)(world.cache, 'distfiles');
    const name = (0,container/* containerNameFor */.e5)(node.name, world.random());
    const secrets = await layOutSecrets(job, node);
    const watch = watchEmerge(world.screen, secrets.redact);
    try {
        await onDisk(job, async () => {
            await writeJobFolder(job, recipe, own);
            await Promise.all([world.files.ensureFolder(distfiles), world.files.ensureFolder(out)]);
        });
        const code = await world.engine.runBuilder({
            name,
            image: base,
            argv: ['/bin/bash', '/gib/job/run.sh'],
            mounts: [
                { source: own, target: '/gib/job', readonly: true },
                { source: out, target: '/gib/out', readonly: false },
                { source: distfiles, target: '/var/cache/distfiles', readonly: false },
                ...secrets.mounts,
                ...(stock === undefined ? [] : [{ source: stock, target: '/gib/packages', readonly: false }]),
            ],
            snapshot: (await mountSnapshot(job, node)).args,
            capabilities: node.kind === 'gentoo' ? node.image.capabilities : [],
            network: node.kind === 'gentoo' ? node.image.network : undefined,
        }, { onLine: watch.onLine, signal: world.budget ? AbortSignal.any([world.signal, world.budget]) : world.signal });
        watch.end();
        if (code !== 0 && isOutOfTime(world))
            throw outOfTime(watch.packages());
        if (code !== 0)
            throw redactFailure(await explainJob(job, node, out, watch.lines(), code), secrets.redact);
        const labels = new Map([[`${LABEL}fingerprint`, reference.tag ?? '']]);
        await world.engine.commit(name, base, (0,core_reference/* formatReference */.FH)(reference), labels);
        return out;
    }
    finally {
        watch.end();
        await world.engine.remove(name);
        await secrets.remove();
        if (folder === undefined)
            await world.files.removeFolder(own);
    }
}
async function writeJobFolder(job, { files, folders, checkouts, scripts }, folder) {
    const { world } = job;
    await world.files.copyTree(world.scripts, folder);
    for (const [path, text] of files)
        await world.files.writeText((0,posix_.join)(folder, path), text);
    for (const { from, to } of folders)
        await world.files.copyTree((0,posix_.join)(job.folder, from), (0,posix_.join)(folder, to));
    for (const checkout of checkouts)
        await bringCheckout(job, checkout, folder);
    for (const { from, to } of scripts) {
        // It is there: its hash is an ingredient.
        const text = (await world.files.readText((0,posix_.join)(job.folder, from))) ?? '';
        await world.files.writeText((0,posix_.join)(folder, to), endHook(text));
    }
}
async function recipeOptions(job, node) {
    const { path } = await mountSnapshot(job, node);
    return {
        epoch: epochOf(snapshotOf(node, job.facts).date),
        snapshotPath: path,
        tree: (0,stock/* treeOf */.g7)(job.graph, job.prints, node),
    };
}
async function mountSnapshot(job, node) {
    const { portage } = node.builder;
    // A folder is there as it is now only; what of it an older one is held for is the same.
    if (portage.kind === 'folder')
        return await job.world.engine.mountSnapshot({ folder: (0,posix_.join)(job.folder, portage.path) });
    const digest = await snapshotDigest(job, node, portage.reference);
    return await job.world.engine.mountSnapshot({ image: await pullPinned(job, node, portage.reference, digest) });
}
/** Of a snapshot that a node is held at and that is gone, the present one is the same as far as it is used. */
async function snapshotDigest(job, node, name) {
    const [own, present] = [snapshotOf(node, job.facts).content, snapshotIn(node.builder, job.facts).content];
    const { registry = '', repository = '' } = (0,core_reference/* parseReference */.F2)(name) ?? {};
    if (own === present)
        return own;
    const there = await job.stores.registries.head({ registry, repository, digest: own });
    return there.answer === 'no' ? present : own;
}
/** Fetches a reference by the digest that the plan pinned, from the mirror where there is one; gives the image's id. */
async function pullPinned(job, node, name, digest = pinOf(job.facts.pins, name).digest) {
    const reference = (0,core_reference/* parseReference */.F2)(name);
    if (!reference || digest === undefined)
        throw new Error(`${name} is not pinned`);
    const registry = job.catalog.registries.get(reference.registry)?.mirror ?? reference.registry;
    const pinned = (0,core_reference/* formatReference */.FH)({ registry, repository: reference.repository, digest });
    const { engine } = job.world;
    const known = await engine.imageId(pinned);
    if (known !== undefined)
        return known;
    const place = { registry, repository: reference.repository, digest };
    await checkDisk(job, node, { reference: place, store: job.stores.registries });
    return await job.stores.withLogin(place, (login) => engine.pull(pinned, node.platform, login));
}

;// CONCATENATED MODULE: ./src/core/name-moves.ts
// Which commit moved a name for people, kept in the registry. In: moves, and what refers to an image. Out: the bytes of
// records, the moves that they tell of, and which of them counts. A name goes where the newest commit moved it, and never
// back: the time of the commit decides, of one commit the later run.
// Two runs that both find no name have no image in common. So a move is written twice: beside the image that it leads to,
// and beside the ledger, a document that is the same in every repository.




/** The type of a record. All that it tells is in its annotations, which lists of referrers hold. */
const MOVE_TYPE = 'application/vnd.gentoo-image-builder.move.v1+json';
const LEDGER_TYPE = 'application/vnd.gentoo-image-builder.ledger.v1+json';
/** The move of a run. No commit is newer than the run that builds it, whatever the clock of its author said. */
function moveBy(commit, now, names, digest) {
    // Whole milliseconds survive the text of a record.
    const moved = Math.trunc(now);
    return { names, digest, commit: commit?.id, time: Math.min(commit?.time ?? moved, moved), moved };
}
/** What records of all names in a repository refer to. */
const LEDGER = artifactOf(Buffer.from(JSON.stringify({
    schemaVersion: 2,
    mediaType: oci/* OCI_MANIFEST */.EG,
    artifactType: LEDGER_TYPE,
    config: referrers/* EMPTY_CONFIG */.$v,
    layers: [referrers/* EMPTY_CONFIG */.$v],
})));
const NAMES = `${LABEL}names`;
const TARGET = `${LABEL}target`;
const TIME = `${LABEL}commit-time`;
const COMMIT = 'org.opencontainers.image.revision';
const MOVED = 'org.opencontainers.image.created';
/** The record of a move beside what it refers to. */
function moveArtifact(subject, { names, digest, commit, time, moved }) {
    const annotations = {
        [NAMES]: names.join(' '),
        [TARGET]: digest,
        [TIME]: new Date(time).toISOString(),
        ...(commit !== undefined && { [COMMIT]: commit }),
        [MOVED]: new Date(moved).toISOString(),
    };
    return artifactOf((0,referrers/* artifactManifest */.si)(subject, MOVE_TYPE, referrers/* EMPTY_BLOB */.u, referrers/* EMPTY_CONFIG */.$v, annotations));
}
function artifactOf(bytes) {
    return { descriptor: { mediaType: oci/* OCI_MANIFEST */.EG, digest: (0,oci/* sha256 */.sc)(bytes), size: bytes.length }, bytes };
}
/** Reads the entry of a list; undefined for what is no move. */
function parseMove({ annotations = {} }) {
    const names = (annotations[NAMES] ?? '').split(' ');
    const digest = annotations[TARGET] ?? '';
    const time = Date.parse(annotations[TIME] ?? '');
    const moved = Date.parse(annotations[MOVED] ?? '');
    if (!names.every(core_reference/* isTag */.dz) || !(0,core_reference/* isDigest */.Bc)(digest) || Number.isNaN(time) || Number.isNaN(moved))
        return undefined;
    const commit = annotations[COMMIT];
    return { names, digest, commit: commit !== undefined && isCommit(commit) ? commit : undefined, time, moved };
}
function isCommit(text) {
    return /^[0-9a-f]{40,64}$/.test(text);
}
/** The move of a name that counts; undefined where nobody moved it. */
function lastMove(moves, name) {
    let last;
    for (const move of moves) {
        if (move.names.includes(name) && (last === undefined || compareMoves(move, last) > 0))
            last = move;
    }
    return last;
}
/** By commit, then by run; the digest only so that everybody comes to the same end. */
function compareMoves(a, b) {
    return a.time - b.time || a.moved - b.moved || (a.digest < b.digest ? -1 : Number(a.digest > b.digest));
}
/** Two records of one move say the same. */
function moveKey({ names, digest, commit, time, moved }) {
    return JSON.stringify([names, digest, commit, time, moved]);
}
/** `commit 0123456789ab of 2026-11-22T10:00:00Z` */
function name_moves_describeMove({ commit, time }) {
    const at = new Date(time).toISOString().replace('.000Z', 'Z');
    return commit === undefined ? `a run of ${at} that knew no commit` : `commit ${commit.slice(0, 12)} of ${at}`;
}

;// CONCATENATED MODULE: ./src/commands/naming.ts
// Names for people, given last of all. In: an image that is in the store, and its names. Out: the names that lead to it,
// and those that were left to a newer commit. A registry cannot compare and move in one step, so a run says first what it
// is about to do, then reads what others said, moves, and reads again: of two at once, at least one sees the other, and
// both come to the same end. Who ends in between leaves a record that the next one acts on.






/** Gives an image its names. On this machine alone the last one counts; in a registry the newest commit. */
async function giveNames(job, node, names, image) {
    const { catalog, folder, local, stores, world } = job;
    const repository = targetRepository(catalog, node);
    const full = (tag) => (0,core_reference/* formatReference */.FH)({ ...repository, tag });
    if (local) {
        for (const tag of names)
            await stores.images.putManifest({ ...repository, tag }, image.bytes, image.mediaType);
    }
    if (local || names.length === 0)
        return { tags: names.map(full) };
    const commit = await world.commitAt(folder);
    const own = moveBy(typeof commit === 'string' ? undefined : commit, world.now(), names, image.digest);
    const { moves, isRecorded } = await moveNames(stores.near, repository, own, image);
    if (!isRecorded) {
        const words = 'the registry does not keep who moved its names: a run of an older commit may move them back';
        world.screen.warn(`${node.label}: ${words}`);
    }
    const left = [...moves].filter(([, { digest }]) => digest !== image.digest);
    for (const [tag, move] of left) {
        const words = `'${tag}' is left where ${name_moves_describeMove(move)} moved it; ours is older, ${name_moves_describeMove(own)}`;
        world.screen.say(`${node.label}: ${words}`);
    }
    const kept = left.map(([tag, move]) => ({ name: full(tag), digest: move.digest, by: name_moves_describeMove(move) }));
    const given = names.filter((tag) => !left.some(([name]) => name === tag));
    return { tags: given.map(full), ...(kept.length > 0 && { kept }) };
}
/** Each round behind the second is because another run moved the same names meanwhile. */
const MOST_ROUNDS = 10;
/**
 * Moves names to where the newest commit wants them, whosever it is. Gives that move for each name, and whether the
 * registry keeps the record of ours.
 */
async function moveNames(store, repository, own, image) {
    const known = new Map([[moveKey(own), own]]);
    const gone = new Set();
    let isListed = false;
    let isTaken = true;
    for (let round = 1;; round++) {
        // Two that write one list at once lose an entry of it: who is missing there says it again.
        if (!isListed && isTaken)
            isTaken = await announce(store, repository, own, image);
        const seen = await naming_look(store, repository, own);
        isListed = seen.isListed;
        for (const move of seen.moves)
            known.set(moveKey(move), move);
        const living = [...known.values()].filter(({ digest }) => !gone.has(digest));
        const moves = new Map(own.names.map((name) => [name, lastMove(living, name) ?? own]));
        const wrong = [...moves].filter(([name, { digest }]) => seen.leads.get(name) !== digest);
        const isDone = wrong.length === 0 && (isListed || !isTaken);
        if (isDone || round === MOST_ROUNDS)
            return { moves, isRecorded: isListed };
        for (const [name, move] of wrong)
            await lead(store, { ...repository, tag: name }, move, image, gone);
    }
}
/** Says what we are about to do. False where the registry does not take such records. */
async function announce(store, repository, own, image) {
    const target = { mediaType: image.mediaType, digest: image.digest, size: image.bytes.length };
    try {
        await store.putBlob(repository, (0,image_store/* bytesBlob */.XU)(Buffer.from(referrers/* EMPTY */.wg)));
        const at = ({ descriptor: { digest } }) => ({ ...repository, digest });
        if ((await store.head(at(LEDGER))).answer !== 'yes') {
            await store.putManifest(at(LEDGER), LEDGER.bytes, LEDGER.descriptor.mediaType);
        }
        for (const record of [moveArtifact(target, own), moveArtifact(LEDGER.descriptor, own)]) {
            await store.putManifest(at(record), record.bytes, record.descriptor.mediaType);
        }
        return true;
    }
    catch (error) {
        if (!(0,image_store/* isRegistryError */.IP)(error) || !REFUSALS.includes(error.code))
            throw error;
        return false;
    }
}
/** What waiting does not mend, and no login. */
const REFUSALS = ['denied', 'not-found', 'protocol', 'digest-mismatch'];
/** Where names lead, and who moved them there or is about to. The names come first: a move is told of before it is made. */
async function naming_look(store, repository, own) {
    const leads = new Map();
    for (const name of own.names)
        leads.set(name, await leadOf(store, { ...repository, tag: name }));
    const places = [LEDGER.descriptor.digest, own.digest];
    const others = [...leads.values()].filter((digest) => digest !== undefined);
    const lists = new Map();
    for (const digest of new Set([...places, ...others]))
        lists.set(digest, await movesAt(store, { ...repository, digest }));
    const key = moveKey(own);
    const isListed = places.every((digest) => lists.get(digest)?.some((move) => moveKey(move) === key));
    return { moves: [...lists.values()].flat(), leads, isListed };
}
async function leadOf(store, reference) {
    const there = await store.head(reference);
    if (there.answer === 'unknown')
        throw (0,unreachable/* unreachable */.HB)(`${(0,core_reference/* formatReference */.FH)(reference)}: ${there.reason}`);
    return there.answer === 'yes' ? there.digest : undefined;
}
async function movesAt(store, subject) {
    try {
        const list = await store.referrers(subject, MOVE_TYPE);
        return list.map(parseMove).filter((move) => move !== undefined);
    }
    catch (error) {
        if (!(0,image_store/* isRegistryError */.IP)(error) || !REFUSALS.includes(error.code))
            throw error;
        return [];
    }
}
/** Has a name lead to the image of a move, which may be another run's. What is seen next tells whether it does. */
async function lead(store, name, move, image, gone) {
    try {
        const isOwn = move.digest === image.digest;
        const { bytes, mediaType } = isOwn ? image : await store.manifest({ ...name, digest: move.digest });
        await store.putManifest(name, bytes, mediaType);
    }
    catch (error) {
        if (!(0,image_store/* isRegistryError */.IP)(error))
            throw error;
        if (error.code === 'not-found' && move.digest !== image.digest)
            gone.add(move.digest);
        // Another run moved it at the same moment.
        else if (error.code !== 'digest-mismatch')
            throw error;
    }
}

;// CONCATENATED MODULE: ./src/commands/target-test.ts
// The tests of a target: each in a fresh container. In: a stored target. Out: nothing, or a `JobFailure` with the words
// of the test that did not pass. The engine gets the image by its configuration and layers, from whatever store.












/** Lines of a test's output that its failure shows. */
const SHOWN = 20;
/** 128 and SIGKILL. */
const KILLED = 137;
/** Before hours are spent on an image: the scripts that test it are there, and can be run. */
async function refuseBadScripts(world, folder, nodes) {
    const problems = [];
    const tests = nodes.flatMap((node) => (node.kind === 'gentoo' || node.kind === 'script' ? node.image.tests : []));
    for (const test of tests) {
        if (test.kind !== 'script')
            continue;
        const { path, place } = test.file;
        const file = (0,posix_.join)(folder, path);
        const text = (await world.files.isFolder(file)) ? undefined : await world.files.readText(file);
        if (text === undefined)
            problems.push({ code: 'file', message: `there is no file '${path}'`, place });
        else if (!text.startsWith('#!')) {
            const hint = "begin it with the target's own shell or interpreter, such as #!/bin/sh";
            problems.push({ code: 'bad-value', message: `'${path}' does not say what runs it in the target`, place, hint });
        }
    }
    (0,problem/* refuse */.TR)((0,problem/* withoutRepeats */.jP)(problems));
}
/** Runs all tests of an image, and says how long each took; the first that does not pass fails the node. */
async function testTarget(job, node, target) {
    target_test_refuseTooLarge(node, target);
    if (node.image.tests.length === 0)
        return [];
    const { world } = job;
    const { image, name } = await holdTarget(job, target);
    try {
        return await runTests(job, node, image);
    }
    finally {
        // What is pushed was in the engine for its test only.
        if (name !== undefined)
            await world.engine.untag(name);
    }
}
/** Runs all tests in an image that is in the engine. */
async function runTests(job, node, image) {
    const { world } = job;
    const records = [];
    world.screen.group(`test ${node.label}`);
    try {
        for (const test of node.image.tests) {
            const begun = world.now();
            await runTest(job, node, image, test);
            records.push({ title: test.title, seconds: (world.now() - begun) / 1000 });
        }
        return records;
    }
    finally {
        world.screen.endGroup();
    }
}
/**
 * Loads a target under a name of this run's own, where it is not to stay. Taking away the id itself would take it from
 * another run that tests the same target at the same time.
 */
async function holdTarget(job, target) {
    const { engine } = job.world;
    const image = await loadTarget(job, target);
    if (job.local)
        return { image, name: undefined };
    const name = (0,core_reference/* formatReference */.FH)(testReference(job.world.random()));
    try {
        await engine.tag(image, name);
    }
    catch (error) {
        if (!(0,unreachable/* isUnreachable */.R0)(error))
            throw error;
        // It was there a moment ago, and the run that had brought it has taken it away.
        await engine.tag(await loadTarget(job, target), name);
    }
    return { image, name };
}
/** The budget is for what a registry keeps: all layers, compressed. */
function target_test_refuseTooLarge({ image, label }, target) {
    const size = sizeOf(target.manifest);
    const budget = image.sizeBudget;
    if (!budget || size <= budget.value)
        return;
    throw new JobFailure('failed', {
        phase: 'size',
        reason: `${label} has ${formatSize(size)}, its size_budget is ${formatSize(budget.value)}`,
        place: budget.place,
        hint: 'the image is kept as -untested: raising the budget builds nothing again',
    });
}
/** Loads a target into the engine; gives its image id, which is the digest of its configuration. */
async function loadTarget(job, target) {
    const { world } = job;
    const id = target.manifest.config.digest;
    if ((await world.engine.imageId(id)) !== undefined)
        return id;
    const folder = await world.files.makeFolder(world.temporary, 'gib-load-');
    try {
        const layers = await onDisk(job, () => fetchLayers(job, target, (0,posix_.join)(folder, 'layers')));
        const opened = layers.map(({ digest, size, path }) => ({ digest, size, open: () => world.files.openStream(path) }));
        await world.engine.load(world.archive(target.configBytes, id, opened));
        return id;
    }
    finally {
        await world.files.removeFolder(folder);
    }
}
/** Runs one test; throws the words of its failure. */
async function runTest(job, node, image, test) {
    const { world } = job;
    const last = [];
    world.screen.progress(`test: ${test.title}`);
    const onLine = (text) => {
        world.screen.child(text);
        last.push((0,core_lines/* keepable */.UJ)(text));
        if (last.length > SHOWN)
            last.shift();
    };
    const run = { job, name: (0,container/* containerNameFor */.e5)(`test-${node.name}`, world.random()), image, onLine };
    const reason = await runKind(run, test);
    if (reason === undefined)
        return;
    const words = last.join('\n');
    // A service that is silent is a good one.
    const silence = test.kind === 'healthcheck' ? '' : ' and printed nothing';
    throw new JobFailure('failed', {
        phase: 'test',
        reason: `the test '${test.title}' ${reason}${words === '' ? silence : `:\n${words}`}`,
        place: test.place,
        hint: 'the image is kept as -untested: mending the test builds nothing again',
    });
}
/** Gives what is wrong, as the end of a sentence. */
async function runKind(run, test) {
    switch (test.kind) {
        case 'command': {
            const search = searchFor(test.stdout ?? '');
            const onLine = (text, stream) => {
                run.onLine(text, stream);
                if (stream === 'stdout')
                    search.add(`${text}\n`);
            };
            const reason = judge(test, await runCommand({ ...run, onLine }, test, test));
            return reason ?? (search.isFound() ? undefined : `did not print '${test.stdout ?? ''}'`);
        }
        case 'script':
            return await runScript(run, test);
        case 'healthcheck':
            return await runHealth(run, test);
    }
}
async function runCommand({ job, name, image, onLine }, { env, timeout }, { argv, keepEntrypoint }, mounts = []) {
    const { engine, signal } = job.world;
    return await engine.runTest({ name, image, argv, keepEntrypoint, env, mounts }, timeout * 1000, { onLine, signal });
}
/** The file is copied: its mode and its folder are then what the container needs, whatever the checkout has. */
async function runScript(run, test) {
    const { files, temporary } = run.job.world;
    const folder = await files.makeFolder(temporary, 'gib-test-');
    try {
        const target = `/${MOUNTED}/${(0,posix_.basename)(test.file.path)}`;
        await files.copyProgram((0,posix_.join)(run.job.folder, test.file.path), (0,posix_.join)(folder, MOUNTED, (0,posix_.basename)(test.file.path)));
        const mounts = [{ source: (0,posix_.join)(folder, MOUNTED), target: `/${MOUNTED}`, readonly: true }];
        return judge({ ...test, exitCode: 0 }, await runCommand(run, test, { argv: [target], keepEntrypoint: false }, mounts));
    }
    finally {
        await files.removeFolder(folder);
    }
}
/** Where a test's script is in the target. */
const MOUNTED = 'gib-test';
async function runHealth({ job, name, image, onLine }, test) {
    const order = { name, image, argv: [], keepEntrypoint: true, env: new Map(), mounts: [] };
    const end = await job.world.engine.runHealth(order, test, { onLine, signal: job.world.signal });
    const goal = test.healthy === 1 ? 'healthy' : `healthy ${test.healthy} times in a row`;
    switch (end.kind) {
        case 'healthy':
            return undefined;
        case 'none':
            return 'cannot be made: the image has no healthcheck';
        case 'ended':
            return `ended with ${end.code} before it was ${goal}`;
        case 'unhealthy': {
            const last = `the last answer was ${end.code}${end.words === '' ? '' : ` (${end.words})`}`;
            return `was not ${goal} within ${test.within} s; asked ${end.asked} times, ${last}`;
        }
    }
}
function judge(test, { code, timedOut, outOfMemory }) {
    if (timedOut)
        return `was not done after ${test.timeout} s`;
    if (code === test.exitCode)
        return undefined;
    if (outOfMemory)
        return `ran out of memory, and the kernel ended it (${code})`;
    if (code === KILLED)
        return `was killed (${code}), by somebody or by the kernel for want of memory,`;
    return `ended with ${code} instead of ${test.exitCode}`;
}
/** Looks for a text in what comes piece by piece, and keeps no more of it than that needs. */
function searchFor(wanted) {
    let found = wanted === '';
    let kept = '';
    return {
        add(piece) {
            if (found)
                return;
            kept += piece;
            found = kept.includes(wanted);
            kept = kept.slice(-wanted.length);
        },
        isFound: () => found,
    };
}

;// CONCATENATED MODULE: ./src/commands/publish.ts
// What was built on its way into the store, in the order of the layout: target untested, then names for people.
// In: a built image or a stored target. Out: manifests and tags. Tests and the commit record are the caller's.











/** Assembles the target and stores it under `-untested`; the parent's layers are mounted from its repository. */
async function publishTarget(job, node, fingerprint, built) {
    const { world, stores, catalog } = job;
    const target = assemble(job, node, fingerprint, built);
    world.screen.progress('push the target');
    const reference = untestedReference(catalog, node, fingerprint);
    for (const layer of publish_ownLayers(built))
        await stores.images.putBlob(reference, fileBlob(job, layer));
    await putParentLayers(job, node, reference, built);
    await stores.images.putBlob(reference, (0,image_store/* bytesBlob */.XU)(target.configBytes));
    await stores.images.putManifest(reference, target.manifestBytes, oci/* OCI_MANIFEST */.EG);
    const { digest, manifestBytes } = target;
    const subject = { digest, size: manifestBytes.length, mediaType: oci/* OCI_MANIFEST */.EG };
    if (built.scope)
        await keepScope(job, node, targetRepository(catalog, node), subject, built.scope);
}
/** Assembles the target and saves it with all of its layers as an OCI layout; asks no registry. Gives its reference. */
async function saveTarget(job, node, fingerprint, built, folder) {
    const store = job.world.openLayout(folder);
    const target = assemble(job, node, fingerprint, built);
    const reference = untestedReference(job.catalog, node, fingerprint);
    for (const layer of [...built.parentLayers, ...publish_ownLayers(built)])
        await store.putBlob(reference, fileBlob(job, layer));
    await store.putBlob(reference, (0,image_store/* bytesBlob */.XU)(target.configBytes));
    await store.putManifest(reference, target.manifestBytes, oci/* OCI_MANIFEST */.EG);
    return reference;
}
function publish_ownLayers({ layer, made }) {
    return [layer, ...(made?.layers ?? [])];
}
function assemble(job, node, fingerprint, built) {
    return assembleTarget(targetOrder(job, node, fingerprint, built));
}
/** What a built image's target is assembled of. */
function targetOrder(job, node, fingerprint, built) {
    return {
        name: node.name,
        platform: node.platform,
        target: node.image.target,
        parent: built.parent,
        layer: built.layer,
        epoch: built.epoch,
        fingerprint,
        ingredients: job.prints.get(node.id)?.ingredients ?? {},
        builder: job.prints.get((0,core_graph/* initialOf */.k0)(job.graph, node)?.id ?? '')?.ingredients,
        version: built.version,
        packages: packagesLabel(built.packages),
        closure: closureLabel(built.findings),
        lines: built.lines,
        made: built.made,
    };
}
function fileBlob({ world }, file) {
    const { digest, size, path } = file;
    return { digest, size, open: () => world.files.openStream(path) };
}
/** Gives a target its names for people, last of all. Without a push the engine gets it under the same names. */
async function nameTarget(job, node, target) {
    const names = job.name ? job_context_namesOf(job, node, target) : [];
    const given = await giveNames(job, node, names, { ...target, bytes: target.manifestBytes });
    if (job.local && given.tags.length > 0) {
        const image = await loadTarget(job, target);
        for (const name of given.tags)
            await job.world.engine.tag(image, name);
    }
    return { digest: target.digest, ...given, size: sizeOf(target.manifest) };
}
async function putParentLayers(job, node, reference, built) {
    const { parent } = built;
    if (!parent || node.parent === undefined)
        return;
    const from = targetRepository(job.catalog, (0,core_graph/* nodeOf */.E7)(job.graph, node.parent));
    for (const layer of parent.manifest.layers) {
        const open = () => fetched(job, from, layer);
        await job.stores.images.putBlob(reference, { digest: layer.digest, size: layer.size, open }, [from]);
    }
}
/** Only read when the registry refuses to mount. */
async function* fetched(job, from, layer) {
    yield* await job.stores.images.blob(from, layer);
}

;// CONCATENATED MODULE: ./src/commands/dockerfile.ts
// `build.dockerfile`: lines on top of what was built. In: an image that was built, and the job's folder. Out: the same
// with lines that only configure, which `target.ts` applies; or with the layers and the configuration that the engine made
// of lines that do more. The engine only ever sees names that were made here, and files that the fingerprint knows.













/** Lines of the engine's output that a failure shows. */
const dockerfile_SHOWN = 20;
/** Applies an image's Dockerfile lines, if it has any. Fails the node where the engine cannot carry them out. */
async function applyLines(job, node, fingerprint, built, folder) {
    const file = dockerfileOf(node.image);
    if (!file)
        return built;
    const order = targetOrder(job, node, fingerprint, built);
    const isPlain = file.stages.length === 0 && configuredBy(targetConfig(order), file.own) !== undefined;
    if (isPlain)
        return { ...built, lines: file.own };
    const { world } = job;
    world.screen.say(`${node.label}: the engine runs its dockerfile lines; other bytes may come of them each time`);
    world.screen.group(`dockerfile of ${node.label}`);
    const names = [];
    try {
        const name = () => {
            const fresh = (0,core_reference/* formatReference */.FH)(testReference(world.random()));
            names.push(fresh);
            return fresh;
        };
        return { ...built, made: await make({ job, node, file, order, built, name }, (0,posix_.join)(folder, 'dockerfile')) };
    }
    finally {
        for (const name of names)
            await world.engine.untag(name);
        world.screen.endGroup();
    }
}
async function make(making, folder) {
    const { job, node, file, order, name } = making;
    const { world } = job;
    const { OnBuild: triggers, ...config } = targetConfig(order);
    // What is to run when somebody builds on the image must not run when we do.
    const base = name();
    await loadBase(making, { ...order, made: { config, layers: [] } }, base);
    const stages = await bringStages(making);
    const result = name();
    await onDisk(job, async () => {
        await world.files.writeText((0,posix_.join)(folder, 'Dockerfile'), writeDockerfile(file, base, stages));
        await world.files.ensureFolder((0,posix_.join)(folder, 'context'));
        for (const path of contextOf(file)) {
            const { place } = node.image;
            await bringPath(job, (0,posix_.join)(contextFolder(node.image), path), (0,posix_.join)(folder, 'context', path), place);
        }
    });
    await runLines(making, folder, result);
    const saved = (0,posix_.join)(folder, 'image.tar');
    await world.engine.saveImage(result, saved);
    const { configBytes, layers } = await onDisk(job, () => world.openArchive(saved, (0,posix_.join)(folder, 'image')));
    const made = (0,oci/* parseObject */.lj)(configBytes);
    if (!made)
        throw new Error(`the engine saved ${node.label} with a configuration that is no JSON`);
    const below = [...(order.parent?.config.rootfs.diff_ids ?? []), order.layer.diffId];
    const diffIds = made.rootfs.diff_ids;
    if (below.some((diffId, at) => diffIds[at] !== diffId))
        throw new Error(`the engine changed the layers of ${node.label}`);
    const own = [];
    for (const [at, path] of layers.entries()) {
        if (at >= below.length)
            own.push(await packLayer(making, path, diffIds[at] ?? ''));
    }
    return { config: madeConfig(made.config ?? {}, config, triggers ?? []), layers: own };
}
/** Puts the target as it is without the lines into the engine. */
async function loadBase({ job, built }, order, name) {
    const { world } = job;
    const { configBytes, configDigest } = assembleTarget(order);
    const layers = [...built.parentLayers, built.layer].map(({ digest, size, path }) => {
        return { digest, size, open: () => world.files.openStream(path) };
    });
    await world.engine.load(world.archive(configBytes, configDigest, layers));
    await world.engine.tag(configDigest, name);
}
/** The images that stages begin with, by the digests of the pins; gives their names in the engine. */
async function bringStages({ job, node, file, name }) {
    const names = new Map();
    for (const { reference } of stageImages(file)) {
        if (names.has(reference))
            continue;
        const own = name();
        await job.world.engine.tag(await pullPinned(job, node, reference), own);
        names.set(reference, own);
    }
    return names;
}
async function runLines({ job, node, file, order }, folder, tag) {
    const { world } = job;
    const last = [];
    let place = node.image.dockerfile && 'lines' in node.image.dockerfile ? node.image.dockerfile.lines.place : undefined;
    const onLine = (line) => {
        world.screen.child(line);
        place = failedAt(file, line) ?? place;
        if (last.push((0,core_lines/* keepable */.UJ)(line)) > dockerfile_SHOWN)
            last.shift();
    };
    const { platform, image } = node;
    const code = await world.engine.buildImage({
        ...{ tag, platform, network: image.network, epoch: order.epoch },
        file: (0,posix_.join)(folder, 'Dockerfile'),
        context: (0,posix_.join)(folder, 'context'),
    }, { onLine, signal: world.signal });
    if (code === 0)
        return;
    const words = last.length === 0 ? ' and printed nothing' : `:\n${last.join('\n')}`;
    throw new JobFailure('failed', { phase: 'dockerfile', reason: `the engine ended with ${code}${words}`, place });
}
async function packLayer({ job }, path, diffId) {
    const { world } = job;
    const plain = await world.files.hashFile(path);
    // Some engines save layers as they were pushed.
    if (plain.digest !== diffId)
        return { ...plain, diffId, path };
    const packed = `${path}.gz`;
    await onDisk(job, () => world.compress(path, packed));
    return { ...(await world.files.hashFile(packed)), diffId, path: packed };
}

;// CONCATENATED MODULE: ./src/commands/closure-check.ts
// What is said of a target that lacks something. In: a stored target, whose label tells. Out: its findings, a warning
// each; or a `JobFailure` where the images file says that nothing may be missing.



/** Findings that a warning or a failure shows. */
const closure_check_SHOWN = 20;
/** Does with the findings what `closure` says. */
function checkClosure(job, node, target) {
    const { closure } = node.image;
    if (closure === 'off')
        return [];
    const findings = readClosureLabel(target.config.config?.Labels?.[`${LABEL}closure`]);
    const broken = findings.filter(isBroken);
    if (closure === 'fail' && broken.length > 0) {
        throw new JobFailure('failed', {
            phase: 'closure',
            reason: ['something is missing in it:', ...shown(broken)].join('\n'),
            place: node.image.place,
            hint: 'add what is missing, or set `closure: warn`; the image is kept as -untested',
        });
    }
    for (const line of shown(findings))
        job.world.screen.warn(`${node.label}: ${line}`);
    return findings;
}
function shown(findings) {
    const more = findings.length - closure_check_SHOWN;
    return [
        ...findings.slice(0, closure_check_SHOWN).map(describeFinding),
        ...(more > 0 ? [`and ${more} more; the result has all`] : []),
    ];
}

;// CONCATENATED MODULE: ./src/core/demands.ts
// What an image has to pass before it gets its names: its tests and its size budget. In: an image, the hashes of files.
// Out: a short hash of both, which is part of a tag's name; undefined where nothing is demanded. They are no ingredients:
// a test that changes builds nothing, and this is how it is noticed.


/** The hash of all that a node's target has to pass. `trees`: hashes of the files that tests name. */
function demandsOf(node, trees) {
    if (node.kind === 'mirror')
        return undefined;
    const { tests } = node.image;
    const budget = node.kind === 'gentoo' ? node.image.sizeBudget?.value : undefined;
    if (tests.length === 0 && budget === undefined)
        return undefined;
    const demands = { tests: tests.map((test) => testJson(test, trees)), budget };
    return (0,external_node_crypto_.createHash)('sha256').update((0,canonical/* canonicalJson */.dj)(demands)).digest('hex').slice(0, 16);
}
/** Without its place and its title, which say nothing more. */
function testJson(test, trees) {
    switch (test.kind) {
        case 'healthcheck':
            return { kind: test.kind, healthy: test.healthy, within: test.within };
        case 'script':
            return {
                kind: test.kind,
                file: trees.get(test.file.path),
                env: (0,canonical/* recordOf */.zv)(test.env),
                timeout: test.timeout,
            };
        case 'command':
            return {
                kind: test.kind,
                argv: test.argv,
                entrypoint: test.keepEntrypoint,
                env: (0,canonical/* recordOf */.zv)(test.env),
                exit_code: test.exitCode,
                stdout: test.stdout,
                timeout: test.timeout,
            };
    }
}

;// CONCATENATED MODULE: ./src/commands/presence.ts
// Where targets are: in the store; of a script that may not push, in the engine, where its command left it.
// In: a survey, nodes and references. Out: whether one is there. Asks only.




/** Whether a target is there under a reference. */
async function headTarget(world, survey, node, reference) {
    const { local, stores, catalog } = survey;
    if (node.kind !== 'script' || !local)
        return await stores.images.head(reference);
    const id = await world.engine.imageId((0,core_reference/* formatReference */.FH)(reference));
    if (id !== undefined)
        return { answer: 'yes', digest: id, mediaType: '' };
    return catalog.registry === undefined ? { answer: 'no' } : await stores.images.head(reference);
}
/** The same where only yes or no will do. Throws an `UnreachableError` otherwise. */
async function existing(job, node, reference) {
    const there = await headTarget(job.world, job, node, reference);
    if (there.answer === 'unknown')
        throw (0,unreachable/* unreachable */.HB)(`${(0,core_reference/* formatReference */.FH)(reference)}: ${there.reason}`);
    return there;
}
/** The record that a target has passed its tests and its budget as they are now; none where nothing is demanded. */
function passedReferences(job, node, fingerprint) {
    const demands = demandsOf(node, job.facts.trees);
    return demands === undefined ? [] : [passedReference(job.catalog, node, fingerprint, demands)];
}
/** Whether a target that is there has passed what it has to pass now. */
async function hasPassed(job, node, fingerprint) {
    const records = passedReferences(job, node, fingerprint).map((reference) => existing(job, node, reference));
    return (await Promise.all(records)).every(({ answer }) => answer === 'yes');
}

;// CONCATENATED MODULE: ./src/commands/mirror.ts
// A mirror: an image of another registry, copied with all of its platforms. In: a node of a job. Out: what became of it.
// Manifests are copied byte for byte, so that digests stay; of blobs only what is missing moves. No engine takes part.
// Artifacts that refer to the image (signatures, SBOMs) are not copied.












/** Copies a mirror's image, or only names what was copied before. */
async function mirrorImage(job, node, fingerprint, work) {
    const content = contentReference(job.catalog, node, fingerprint);
    const isThere = work !== 'rebuild' && (await existing(job, node, content)).answer === 'yes';
    // Names that stay on this machine need the parts here too.
    if (isThere && !job.local) {
        const stored = await job.stores.images.manifest(content);
        return { status: work === 'tag' ? 'tagged' : 'reused', ...(await nameMirror(job, node, stored)) };
    }
    const copy = openCopy(job, node);
    const stored = await readSource(copy, node, copy.from);
    await copyParts(copy, node, stored);
    await job.stores.images.putManifest(content, stored.bytes, stored.mediaType);
    const { blobs, all, bytes } = copy.moved;
    job.world.screen.say(`${node.label}: copied ${blobs} of ${all} blobs (${formatSize(bytes)}), the others were there`);
    return { status: isThere ? 'tagged' : 'built', ...(await nameMirror(job, node, stored)) };
}
function openCopy(job, node) {
    const { source } = node.image;
    const reference = (0,core_reference/* parseReference */.F2)(source.value);
    const { digest } = pinOf(job.facts.pins, source.value);
    if (!reference || digest === undefined)
        throw new Error(`${source.value} is not pinned`);
    const { registry, repository } = reference;
    const moved = { blobs: 0, all: 0, bytes: 0 };
    return { job, from: { registry, repository, digest }, to: targetRepository(job.catalog, node), moved };
}
/** All that a manifest lists. What is listed comes before the list, as registries want it. */
async function copyParts(copy, node, stored) {
    const parsed = parsedOf(copy.from, stored);
    if (parsed.kind === 'image') {
        for (const part of [parsed.manifest.config, ...parsed.manifest.layers])
            await copyBlob(copy, part);
        return;
    }
    for (const part of parsed.index.manifests) {
        if ((0,oci/* isManifestType */.Q3)(part.mediaType))
            await copyManifest(copy, node, part.digest);
        else
            await copyBlob(copy, part);
    }
}
async function copyManifest(copy, node, digest) {
    const stored = await readSource(copy, node, { ...copy.from, digest });
    await copyParts(copy, node, stored);
    await copy.job.stores.images.putManifest({ ...copy.to, digest }, stored.bytes, stored.mediaType);
}
async function copyBlob({ job, from, to, moved }, part) {
    // Foreign layers are fetched from elsewhere by who uses them; registries need not have them.
    if ((part.urls ?? []).length > 0)
        return;
    const { stores, world } = job;
    const open = async function* () {
        yield* await stores.registries.blob(from, part);
    };
    world.screen.progress(`copy ${(0,core_reference/* formatReference */.FH)(from)}: ${formatSize(part.size)}`);
    const done = await stores.images.putBlob(to, { digest: part.digest, size: part.size, open }, [from]);
    moved.all += 1;
    // What one registry gives from one place to another does not move either.
    if (done !== 'uploaded')
        return;
    moved.blobs += 1;
    moved.bytes += part.size;
}
/** A digest that was pinned may be gone by the time of the copy: a tag that moved leaves nothing that holds it. */
async function readSource({ job }, { image }, reference) {
    try {
        return await job.stores.registries.manifest(reference);
    }
    catch (error) {
        if (!(0,image_store/* isRegistryError */.IP)(error) || error.code !== 'not-found')
            throw error;
        throw new JobFailure('failed', {
            phase: 'copy',
            reason: `${(0,core_reference/* formatReference */.FH)(reference)} is not there any more`,
            place: image.source.place,
            hint: 'its registry has removed it since it was pinned: plan again, or correct the digest',
        });
    }
}
function parsedOf(from, { bytes, mediaType, digest }) {
    const parsed = (0,oci/* parseManifest */.Ng)(bytes, mediaType);
    if (parsed)
        return parsed;
    throw (0,unreachable/* unreachable */.HB)(`${(0,core_reference/* formatReference */.FH)({ ...from, digest })} is neither an image nor an index`);
}
/** Names for people are further names of the same bytes. */
async function nameMirror(job, node, stored) {
    const given = await giveNames(job, node, job.name ? job_context_namesOf(job, node) : [], stored);
    const parsed = parsedOf(targetRepository(job.catalog, node), stored);
    const size = parsed.kind === 'image' ? sizeOf(parsed.manifest) : undefined;
    return { digest: stored.digest, ...given, size };
}

;// CONCATENATED MODULE: ./src/core/result-artifact.ts
// How an image came about, kept beside it: an artifact that has the target as its subject. In: a target and figures.
// Out: the bytes of the artifact's documents. The target itself knows nothing of it, so its bytes stay the same.




/** The type of the artifact and of its one blob, JSON. */
const RESULT_TYPE = 'application/vnd.gentoo-image-builder.result.v1+json';
/** Makes the artifact. `mediaType` and `size` are of the target's manifest. */
function resultArtifact(target, { mediaType, size }, record) {
    const layers = target.manifest.layers.map((layer) => layer.size);
    const document = {
        scheme: 1,
        ...record,
        digest: target.digest,
        size: sizeOf(target.manifest),
        layer: layers.at(-1) ?? 0,
        packages: labelOf(target, 'packages'),
        closure: labelOf(target, 'closure'),
    };
    const subject = { mediaType, digest: target.digest, size };
    return (0,referrers/* jsonArtifact */.pm)(subject, RESULT_TYPE, document, {
        [`${LABEL}fingerprint`]: record.fingerprint,
    });
}
/** A list as the target's label has it. */
function labelOf({ config }, name) {
    const text = config.config?.Labels?.[LABEL + name];
    return text === undefined ? [] : JSON.parse(text);
}
/** Reads the blob of an artifact; undefined for what is none. */
function parseResultRecord(bytes) {
    const { scheme, seconds, size, packages } = parseObject(bytes) ?? {};
    if (scheme !== 1 || typeof seconds !== 'number' || typeof size !== 'number' || !Array.isArray(packages))
        return undefined;
    const names = packages.flatMap((one) => (isRecord(one) && typeof one.name === 'string' ? [one.name] : []));
    return { seconds, size, packages: names };
}

;// CONCATENATED MODULE: ./src/commands/result-record.ts
// The result of a target, kept in the registry as what refers to it. In: a promoted target and figures. Out: an artifact.
// It is for people and reports: that it cannot be written is said, and no reason for a job to fail.




/** Writes the result beside its target. Warns where the registry does not take it. */
async function recordResult(job, node, target, figures) {
    const { images } = job.stores;
    const repository = targetRepository(job.catalog, node);
    const size = target.manifestBytes.length;
    const record = { image: node.label, platform: node.platform, ...figures };
    const artifact = resultArtifact(target, { mediaType: target.mediaType, size }, record);
    try {
        await putArtifact(images, repository, artifact);
    }
    catch (error) {
        if (!(0,image_store/* isRegistryError */.IP)(error))
            throw error;
        job.world.screen.warn(`the result of ${node.label} is not kept: ${error.message}`);
    }
}

;// CONCATENATED MODULE: ./src/commands/script.ts
// An image that a command of the user's leaves in the engine. In: a node of a job. Out: what became of it.
// The engine pushes it, tests run in it, then it gets its content tag and its names. Without a registry to push to, all
// of these are names in the engine only: the local store does not get it.










/** Lines of the command's output that its failure shows. */
const script_SHOWN = 20;
/** Makes a script's image; or tests or names what is there already. */
async function scriptImage(job, node, fingerprint, work) {
    const content = contentReference(job.catalog, node, fingerprint);
    const untested = untestedReference(job.catalog, node, fingerprint);
    if (work !== 'rebuild') {
        if ((await existing(job, node, content)).answer === 'yes') {
            const isPassed = work === 'tag' || (await hasPassed(job, node, fingerprint));
            if (!isPassed)
                return await testAndName(job, node, content, 'tested');
            return {
                status: work === 'tag' ? 'tagged' : 'reused',
                ...(await giveScriptNames(job, node, content)),
            };
        }
        if ((await existing(job, node, untested)).answer === 'yes') {
            return await testAndName(job, node, untested, 'tested');
        }
    }
    await script_runCommand(job, node, untested);
    if (!job.local) {
        job.world.screen.progress('push the image');
        await pushPatiently(job, untested);
    }
    return await testAndName(job, node, untested, 'built');
}
async function script_runCommand(job, node, reference) {
    const { world } = job;
    const image = (0,core_reference/* formatReference */.FH)(reference);
    // What an earlier run left under this name must not be taken for the work of this one.
    if ((await world.engine.imageId(image)) !== undefined)
        await world.engine.untag(image);
    const lines = [];
    const onLine = (line) => {
        world.screen.child(line);
        if (lines.push(line) > script_SHOWN)
            lines.shift();
    };
    world.screen.group(`command of ${node.label}`);
    const { command } = node.image;
    const environment = script_environmentOf(job, node, image);
    const code = await world.runScript({
        text: command.text,
        folder: job.folder,
        ...{ environment, onLine, signal: world.signal },
    });
    world.screen.endGroup();
    const words = lines.length === 0 ? ' and printed nothing' : `:\n${lines.join('\n')}`;
    if (code !== 0)
        throw script_failed(node, `the command ended with ${code}${words}`);
    if ((await world.engine.imageId(image)) !== undefined)
        return;
    const hint = 'end it with something like: docker build --tag "$IMAGE" .';
    throw script_failed(node, `the command left no image ${image} in the engine`, hint);
}
function script_failed({ image }, reason, hint) {
    return new JobFailure('failed', { phase: 'command', reason, place: image.command.place, hint });
}
function script_environmentOf(job, node, image) {
    return {
        IMAGE: image,
        NAME: node.name,
        TAG: job_context_namesOf(job, node)[0] ?? '',
        SECTION: node.section,
        REGISTRY: job.catalog.registry ?? LOCAL_REGISTRY,
        PLATFORM: node.platform,
    };
}
/** The commit record is written between the tests and the names: what has a content tag has passed. */
async function testAndName(job, node, from, status) {
    const { engine } = job.world;
    const fingerprint = fingerprintIn(job, node.id);
    const untested = untestedReference(job.catalog, node, fingerprint);
    const content = contentReference(job.catalog, node, fingerprint);
    if (node.image.tests.length > 0)
        await runTests(job, node, await takeImage(job, node, from));
    await nameImage(job, node, from, [...passedReferences(job, node, fingerprint), content]);
    const named = await giveScriptNames(job, node, content);
    // Once it has passed, the content tag holds it; what is pushed was in the engine for the push and the tests only.
    await engine.untag((0,core_reference/* formatReference */.FH)(untested));
    return { status, ...named };
}
async function takeImage({ world }, node, reference) {
    const name = (0,core_reference/* formatReference */.FH)(reference);
    return (await world.engine.imageId(name)) ?? (await world.engine.pull(name, node.platform));
}
/** The names for people: in the registry where no newer commit has moved them, else in the engine. */
async function giveScriptNames(job, node, content) {
    const names = job.name ? job_context_namesOf(job, node) : [];
    if (!job.local) {
        const there = await nameImage(job, node, content, []);
        return { ...there, ...(await giveNames(job, node, names, await job.stores.images.manifest(content))) };
    }
    const repository = targetRepository(job.catalog, node);
    const references = names.map((tag) => ({ ...repository, tag }));
    return await nameImage(job, node, content, references);
}
/** Gives an image further names: in the registry by its manifest, else in the engine. */
async function nameImage(job, node, image, references) {
    const tags = references.map(core_reference/* formatReference */.FH);
    if (job.local) {
        const id = await takeImage(job, node, image);
        for (const name of tags)
            await job.world.engine.tag(id, name);
        return { digest: id, tags };
    }
    const { digest, bytes, mediaType } = await job.stores.images.manifest(image);
    for (const reference of references)
        await job.stores.images.putManifest(reference, bytes, mediaType);
    const { manifest } = await readTarget(job, image, node.platform);
    return { digest, tags, size: sizeOf(manifest) };
}

;// CONCATENATED MODULE: ./src/core/not-yet.ts
// Keys of the images file whose meaning does not work yet: known to the schema, checked, answered with "not yet" by the
// first stage that would have to carry them out. In: a source. Out: entries for the catalog, and problems for a stage.
// A key is switched on by deleting it from the table; nothing else knows of it.

const not_yet_ROWS = [
    { stage: 'plan', at: 'builders/*/stage3/tarball|variant' },
    {
        stage: 'plan',
        at: 'images/*/platforms',
        when: (value) => reader_isList(value) && value.length > 1,
        name: (value) => `platforms: [${not_yet_text(value)}]`,
    },
];
/** All keys of a source that are known but do not work yet; `identityOf` names its images by their index. */
function notYetOf(source, identityOf) {
    const top = { source, path: [], value: source.value };
    return not_yet_ROWS.flatMap(({ at, stage, name, when }) => spotsAt(top, at.split('/'))
        .filter(({ value }) => when?.(value) ?? true)
        .map(({ path, value }) => ({
        stage,
        words: name ? name(value) : String(path.at(-1)),
        place: source.place(path, name ? 'value' : 'key'),
        identity: path[0] === 'images' ? identityOf(Number(path[1])) : undefined,
    })));
}
/** What `stage` has to refuse: whatever it, or a stage before it, cannot carry out. */
function notYetProblems(notYet, stage) {
    return notYet
        .filter((each) => stage === 'build' || each.stage === 'plan')
        .map((each) => ({
        code: 'not-yet',
        message: `'${each.words}' is known but does not work yet`,
        place: each.place,
        hint: each.stage === 'plan'
            ? '`validate` checks it; leave it out to plan and build'
            : '`validate` and `plan` work with it; leave it out to build',
    }));
}
function spotsAt(spot, [step, ...rest]) {
    if (step === undefined)
        return [spot];
    if (step === '*')
        return [...entriesOf(spot).map(([, entry]) => entry), ...itemsOf(spot)].flatMap((entry) => spotsAt(entry, rest));
    return step.split('|').flatMap((key) => {
        const entry = under(spot, key);
        return entry ? spotsAt(entry, rest) : [];
    });
}
/** Of scalars and lists of them; a mapping has none. */
function not_yet_text(value) {
    return reader_isList(value) ? value.map(not_yet_text).join(', ') : isMapping(value) ? '' : String(value);
}

;// CONCATENATED MODULE: ./src/commands/side-by-side.ts
// Several pieces of work at once, each when what it waits for has ended. In: pieces in an order in which none waits for a
// later one. Out: their results in that order. One that throws ends it: nothing more is begun, and what runs is waited
// for, since whoever cleans up behind us must find nothing that still writes.
/** Runs all. Throws what was thrown first. */
async function sideBySide({ items, most, waitsFor, run, isEnded, onError }) {
    const waiting = new Set(items);
    const running = new Map();
    const done = new Map();
    const errors = [];
    const isReady = (item) => !waitsFor(item).some((other) => waiting.has(other) || running.has(other));
    const begin = async (item) => {
        try {
            done.set(item, await run(item));
        }
        catch (error) {
            errors.push(error);
            if (running.size > 1)
                onError(error, running.size - 1);
        }
        finally {
            running.delete(item);
        }
    };
    for (;;) {
        const isFull = running.size >= most || errors.length > 0 || isEnded();
        const next = isFull ? undefined : [...waiting].find(isReady);
        if (next !== undefined) {
            waiting.delete(next);
            running.set(next, begin(next));
        }
        else if (running.size > 0) {
            await Promise.race(running.values());
        }
        else
            break;
    }
    if (errors.length > 0)
        throw errors[0];
    return items.flatMap((item) => (done.has(item) ? [done.get(item)] : []));
}
/**
 * One screen for several at once: each line says whose it is, and what is going on stands together in one. `all`: how
 * many there are.
 */
function shareScreen(screen, all) {
    const going = new Map();
    let ended = 0;
    const draw = () => {
        const words = [...going].map(([label, doing]) => `${label}: ${doing}`);
        if (words.length > 0)
            screen.progress(`${ended} of ${all} done; ${words.join('; ')}`);
        else
            screen.endGroup();
    };
    const of = (label) => {
        const own = (text) => (text.startsWith(`${label}: `) ? text : `${label}: ${text.trimStart()}`);
        const progress = (words) => {
            going.set(label, words);
            draw();
        };
        return {
            say: (line) => {
                screen.say(own(line));
            },
            warn: (line) => {
                screen.warn(own(line));
            },
            problem: (problem) => {
                screen.problem(problem);
            },
            group(title) {
                screen.say(own(title));
                progress(title);
            },
            endGroup() {
                if (going.delete(label))
                    draw();
            },
            child: (line) => {
                screen.child(`${label}: ${line}`);
            },
            progress,
        };
    };
    return {
        of,
        end() {
            ended += 1;
            draw();
        },
    };
}

;// CONCATENATED MODULE: ./src/commands/task-log.ts
// The log of a task: all that its containers and commands print, in a file that stays. In: where it goes, a screen.
// Out: the screen with the log behind it. Begun with the first line, so that a task that runs nothing keeps the log of
// the one that built it.

/** By the image's name and platform: the next build of it takes its place. */
function openTaskLog(world, node) {
    const { screen } = world;
    const path = (0,posix_.join)(world.logs, `${node.label}-${node.platform.replace(/^linux\//, '').replaceAll('/', '-')}.log`);
    let log;
    const line = (text) => {
        log ??= world.openLog(path);
        log.line(text);
    };
    return {
        screen: {
            ...screen,
            child(text) {
                line(text);
                screen.child(text);
            },
            group(title) {
                line(`== ${title}`);
                screen.group(title);
            },
        },
        path: () => log && path,
        close: () => log?.close(),
    };
}

;// CONCATENATED MODULE: ./src/commands/unpushed.ts
// What was built and cannot be pushed: hours of work that must not be lost with the machine. In: a built image and its
// pushes. Out: what the pushes gave; or an `UnreachableError` that says where the target is kept and how it gets into the
// registry.





/** Pushes; where the registry gives no way in for good, saves the target as an OCI layout. */
async function pushOrSave(job, work, pushes) {
    let lacksBuilder = true;
    try {
        const builder = await pushes.builder();
        lacksBuilder = false;
        await pushes.target();
        return builder;
    }
    catch (error) {
        if (job.local || !(0,image_store/* isRegistryError */.IP)(error))
            throw error;
        throw await saved(job, work, error, lacksBuilder);
    }
}
async function saved(job, { node, fingerprint, built }, cause, lacksBuilder) {
    const { files, temporary } = job.world;
    const folder = await files.makeFolder(temporary, `gentoo-image-builder-unpushed-${node.name}-`);
    const target = (0,core_reference/* formatReference */.FH)(await saveTarget(job, node, fingerprint, built, folder));
    const builder = (0,core_reference/* formatReference */.FH)(builderReference(job.catalog, node, fingerprint));
    const first = lacksBuilder ? `push the builder, which the engine has as ${builder}, and then the target` : 'push it';
    return (0,unreachable/* unreachable */.HB)(`${cause.message}; the target of ${node.label} is built, and kept as an OCI layout in ${folder}`, `log in anew and ${first}: skopeo copy oci:${folder} docker://${target}; the next run then only tests and names it. Without that, it builds again`, cause);
}

;// CONCATENATED MODULE: ./src/commands/build.ts
// `build`: works through the tasks of one job. In: the world, what is known of the chain, tasks in order.
// Out: a result for each. One task that fails does not stop the others; those that need it are `blocked`.



























/**
 * Works through tasks in order, so many at once. Throws only what is no outcome of a build: the user's mistakes, the
 * world, bugs.
 */
async function buildTasks(world, survey, tasks, { cache, jobs = 1 } = {}) {
    const labels = new Set(tasks.map(({ node }) => node.label));
    const concerned = survey.catalog.notYet.filter(({ identity }) => identity === undefined || labels.has(identity));
    (0,problem/* refuse */.TR)(notYetProblems(concerned, 'build'));
    const nodes = tasks.map(({ node }) => node);
    await refuseBadScripts(world, survey.folder, nodes);
    const job = openJob(world, survey, cache);
    const made = tasks.filter((task) => task.do !== 'tag').map(({ node }) => node);
    await checkTrust(job, made);
    const results = [];
    const shared = jobs > 1 ? shareScreen(world.screen, tasks.length) : undefined;
    return await sideBySide({
        ...{ items: tasks, most: jobs, waitsFor: (task) => before(task, tasks) },
        run: async (task) => {
            const screen = shared ? shared.of(task.node.label) : world.screen;
            const result = await runTask({ ...job, world: { ...world, screen } }, task, results);
            results.push(result);
            shared?.end();
            return result;
        },
        // What was ended from outside has not failed: it is not done, and what is left is not begun.
        isEnded: () => world.signal.aborted,
        onError: (error, running) => {
            const words = error instanceof Error ? error.message : String(error);
            world.screen.warn(`${words}; nothing more is begun, and ${running} that are running are waited for`);
        },
    });
}
/** What a task waits for. Initial builders may share a stock of packages, so each waits for those before it. */
function before(task, tasks) {
    const { node } = task;
    if (node.kind === 'builder')
        return tasks.slice(0, tasks.indexOf(task)).filter((one) => one.node.kind === 'builder');
    return tasks.filter((one) => node.needs.includes(one.node.id));
}
async function runTask(job, task, before) {
    const { world } = job;
    const started = world.now();
    const finish = (result) => ({
        image: task.node.label,
        platform: task.node.platform,
        fingerprint: task.fingerprint,
        seconds: (world.now() - started) / 1000,
        ...result,
    });
    // What is left when the time is up fails nothing.
    const needs = isOutOfTime(world) ? [] : task.node.needs;
    const failed = needs.find((id) => before.some((result) => isFailed(result) && isResultOf(job, result, id)));
    if (failed !== undefined) {
        const outcome = blocked((0,core_graph/* nodeOf */.E7)(job.graph, failed), 'failed before');
        world.screen.say(`${task.node.label}: ${outcome.failure.reason}`);
        return finish(outcome);
    }
    world.screen.say(`${task.node.label}: ${task.do} ${task.fingerprint}`);
    const log = openTaskLog(world, task.node);
    const logged = { ...job, world: { ...world, screen: log.screen } };
    try {
        if (isOutOfTime(world))
            throw notBegun();
        const outcome = await onDisk(logged, () => carryOut(logged, task));
        return finish({ ...outcome, ...withLog(log) });
    }
    catch (error) {
        const place = (0,core_graph/* placeOf */.$t)(task.node);
        if (!(error instanceof JobFailure))
            throw (0,unreachable/* worldAt */.aZ)(error, place);
        const { status, failure } = error;
        const message = status === 'blocked' ? `${task.node.label}: ${failure.reason}` : describeFailure(task.node.label, failure);
        world.screen.endGroup();
        world.screen.problem({ code: 'build-failed', message, place: failure.place ?? place, hint: failure.hint });
        if (log.path() !== undefined)
            world.screen.say(`  log: ${log.path()}`);
        return finish({ status, tags: [], failure, ...withLog(log) });
    }
    finally {
        world.screen.endGroup();
        log.close();
    }
}
function withLog({ path }) {
    const file = path();
    return file === undefined ? {} : { log: file };
}
function isResultOf({ graph }, result, id) {
    const node = (0,core_graph/* nodeOf */.E7)(graph, id);
    return node.label === result.image && node.platform === result.platform;
}
async function carryOut(job, task) {
    const { node, fingerprint } = task;
    if (node.kind === 'builder')
        return await makeInitial(job, task);
    if (node.kind === 'mirror')
        return await mirrorImage(job, node, fingerprint, task.do);
    if (node.kind === 'script') {
        if (task.do === 'build' || task.do === 'rebuild')
            await refuseMissingParents(job, node);
        return await scriptImage(job, node, fingerprint, task.do);
    }
    return await gentooImage(job, node, task);
}
async function gentooImage(job, node, task) {
    const { fingerprint } = task;
    const started = job.world.now();
    if (task.do !== 'rebuild') {
        const there = await existing(job, node, contentReference(job.catalog, node, fingerprint));
        // Of what is only tested or named the plan knew that nobody is waiting for its builder.
        const isEnough = task.do === 'tag' || task.do === 'test';
        if (there.answer === 'yes' && (isEnough || (await isComplete(job, node)))) {
            const content = contentReference(job.catalog, node, fingerprint);
            if (task.do !== 'tag' && !(await hasPassed(job, node, fingerprint))) {
                return await build_testAndName(job, node, content, 'tested', started);
            }
            const target = await readTarget(job, content);
            return { status: task.do === 'tag' ? 'tagged' : 'reused', ...(await nameTarget(job, node, target)) };
        }
        const untested = await existing(job, node, untestedReference(job.catalog, node, fingerprint));
        if (untested.answer === 'yes' && (isEnough || (await isComplete(job, node)))) {
            return await build_testAndName(job, node, untestedReference(job.catalog, node, fingerprint), 'tested', started);
        }
    }
    return await makeImage(job, node, task, started);
}
async function makeInitial(job, { node, fingerprint, do: work }) {
    if (node.kind !== 'builder')
        throw new Error(`${node.id} is no initial builder`);
    const reference = builderReference(job.catalog, node, fingerprint);
    const builder = (0,core_reference/* formatReference */.FH)(reference);
    if (work !== 'rebuild' && (await hasBuilder(job, node)))
        return { status: 'reused', tags: [], builder };
    await buildInitial(job, node, work === 'rebuild');
    return { status: 'built', tags: [], builder, builderDigest: await publishBuilder(job, reference) };
}
async function makeImage(job, node, task, started) {
    const { fingerprint } = task;
    await refuseMissingParents(job, node);
    const { files, temporary } = job.world;
    const folder = await files.makeFolder(temporary, 'gib-job-');
    const work = async () => {
        const packed = await buildImage(job, node, fingerprint, { folder, fresh: task.do === 'rebuild' });
        const built = await applyLines(job, node, fingerprint, packed, folder);
        const reference = builderReference(job.catalog, node, fingerprint);
        const builder = await pushOrSave(job, { node, fingerprint, built }, {
            builder: async () => (isPushed(job, node) ? await publishBuilder(job, reference) : undefined),
            target: async () => {
                await publishTarget(job, node, fingerprint, built);
            },
        });
        const untested = untestedReference(job.catalog, node, fingerprint);
        const outcome = await build_testAndName(job, node, untested, 'built', started);
        return {
            ...outcome,
            ...(builder !== undefined && { builder: (0,core_reference/* formatReference */.FH)(reference), builderDigest: builder }),
            layer: built.layer.size,
            packages: built.packages,
        };
    };
    try {
        return await onDisk(job, work);
    }
    finally {
        await files.removeFolder(folder);
    }
}
/** The commit record is written between the test and the names: what has a content tag has passed. */
async function build_testAndName(job, node, from, status, started) {
    const fingerprint = fingerprintIn(job, node.id);
    const target = await readTarget(job, from);
    const findings = checkClosure(job, node, target);
    const tests = await testTarget(job, node, target);
    // Before anything says that it is done: a name that cannot be made fails the node.
    if (job.name)
        job_context_namesOf(job, node, target);
    const content = contentReference(job.catalog, node, fingerprint);
    if (status === 'built')
        await compareWithContent(job, node, content, target);
    // What it has passed comes first: where the content tag is, nothing is tested again but for another test.
    for (const reference of [...passedReferences(job, node, fingerprint), content]) {
        await job.stores.images.putManifest(reference, target.manifestBytes, target.mediaType);
    }
    const seconds = (job.world.now() - started) / 1000;
    await recordResult(job, node, target, { fingerprint, seconds, tests });
    return { status, ...(await nameTarget(job, node, target)), ...(findings.length > 0 && { findings }) };
}
/** A target that was there before, and was built again for its builder's sake, has to come out the same. */
async function compareWithContent(job, node, content, target) {
    const before = await existing(job, node, content);
    if (before.answer === 'no')
        return;
    if (before.digest === target.digest) {
        job.world.screen.say(`${node.label}: the target is the same as before, ${target.digest}`);
        return;
    }
    // An engine that runs lines promises nothing of the kind, for this image or for one that it stands on.
    if (target.config.history?.some(({ comment }) => comment === BY_ENGINE))
        return;
    const words = `${node.label}: the target is not the same as before, though nothing changed that decides it`;
    job.world.screen.warn(`${words}: it was ${before.digest}, and is ${target.digest}`);
}
/** Whether the builder goes where the target goes. A later child finds that it is missing, and has it built again. */
function isPushed(job, node) {
    return job.local || job.pushBuilders === 'all' || isParent(job, node);
}
/** Whether the builder is there as far as anybody starts from it. */
async function isComplete(job, node) {
    return !isParent(job, node) || (await hasBuilder(job, node));
}
/** Never an older one in its place: a parent that is not there under its fingerprint was not built. */
async function refuseMissingParents(job, node) {
    for (const need of node.needs.map((id) => (0,core_graph/* nodeOf */.E7)(job.graph, id))) {
        const content = contentReference(job.catalog, need, fingerprintIn(job, need.id));
        const isBuilt = need.kind === 'builder' || (await existing(job, need, content)).answer === 'yes';
        const isTaken = need.kind !== 'mirror' && need.kind !== 'script' && buildersFor(node, job.graph).includes(need.id);
        const isComplete = isBuilt && (!isTaken || (await hasBuilder(job, need)));
        if (!isComplete)
            throw new JobFailure('blocked', blocked(need, 'was not built in this run').failure);
        if (need.kind === 'script' && node.kind === 'gentoo' && readsLayers(node, need, job.graph))
            await refuseUnstored(job, need);
    }
}
/** As the parent's are, and those of an image that is copied from. */
function readsLayers(node, need, graph) {
    const isCopied = node.image.add.some((one) => one.kind === 'image' && idOf(node, graph, one.image.value) === need.id);
    return node.parent === need.id || isCopied;
}
/** The engine has it, but layers are read from the store. */
async function refuseUnstored(job, parent) {
    const content = contentReference(job.catalog, parent, fingerprintIn(job, parent.id));
    if (!job.local || (await job.stores.images.head(content)).answer === 'yes')
        return;
    const { failure } = blocked(parent, 'is only in the engine, as nothing is pushed');
    const hint = 'images on a script’s image are built where there is a registry to push to';
    throw new JobFailure('blocked', { ...failure, place: parent.image.place, hint });
}
function blocked(need, why) {
    return { status: 'blocked', tags: [], failure: { phase: 'start', reason: `blocked: ${need.label} ${why}` } };
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
    const careful = kept_cautious(service, (line) => {
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
                    await kept_saveKept(world, careful, one);
        },
    };
}
/** Notes as a process of ours wrote them; undefined where it was killed while it did. */
function parseNotes(text) {
    return parseJson(text);
}
/** Keeps what another process noted. */
async function saveNoted(world, { place, kept, warned }) {
    const service = openPlace(world, place);
    if (!service)
        return;
    const careful = cautious(service, (line) => {
        if (warned)
            world.screen.say(line);
        else
            world.screen.warn(line);
    });
    for (const one of kept)
        await saveKept(world, careful, one);
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

;// CONCATENATED MODULE: ./src/commands/moved-names.ts
// Names that have moved since the plan pinned them. In: the pins that a job was told, and what it is to build of them.
// Out: a warning for each that leads elsewhere by now. What was pinned is built all the same, so that all jobs of a run
// stand on the same.


/** Warns of names that moved. A registry that does not answer is no reason to warn, or to stop. */
async function warnMoved(world, { stores }, told, tasks) {
    const looks = pinnedNames(tasks.map(({ node }) => node), told).map(async ({ name, digest }) => {
        const reference = (0,core_reference/* parseReference */.F2)(name);
        if (!reference)
            return;
        const there = await stores.registries.head({ ...reference, tag: reference.tag ?? 'latest' });
        if (there.answer === 'unknown' || (there.answer === 'yes' && there.digest === digest))
            return;
        const now = there.answer === 'yes' ? `is ${there.digest} by now` : 'is gone by now';
        world.screen.warn(`${name} ${now}; built on what the plan pinned: ${digest}`);
    });
    await Promise.all(looks);
}

// EXTERNAL MODULE: ./src/core/glob.ts
var glob = __webpack_require__(6085);
;// CONCATENATED MODULE: ./src/core/selection.ts
// Which images a plan looks at. In: a graph, names or globs as people give them. Out: the ids of the chosen nodes, or a
// `UserError` with every word that names nothing. Never decides what is built: what a chosen image needs and what is
// not there is built in any case.




/** `name`, `section/name` or a glob; `+name` with its ancestors, `name+` with its descendants, `+name+` with both. */
const WORD = /^(\+?)([^+]+)(\+?)$/;
/** The chosen nodes: those of `only`, or all when it is empty, less those of `exclude`. */
function selectNodes(graph, only, exclude) {
    const problems = [];
    const chosen = only.length === 0 ? new Set(graph.nodes.keys()) : namedNodes(graph, only, 'only', problems);
    const left = namedNodes(graph, exclude, 'exclude', problems);
    (0,problem/* refuse */.TR)(problems);
    return new Set([...chosen].filter((id) => !left.has(id)));
}
function namedNodes(graph, words, input, problems) {
    const found = new Set();
    for (const word of words) {
        const [, up, name = '', down] = WORD.exec(word) ?? [];
        const nodes = name === '' ? [] : [...graph.nodes.values()].filter(matcher(name));
        if (nodes.length === 0)
            problems.push(nothing(graph, input, word, name));
        for (const { id } of nodes) {
            found.add(id);
            if (up)
                addAncestors(graph, id, found);
            if (down)
                addDescendants(graph, id, found);
        }
    }
    return found;
}
/** A word with a slash is held against `section/name`. */
function matcher(name) {
    const pattern = (0,glob/* globPattern */.h)(name);
    return (node) => pattern.test(name.includes('/') ? node.label : node.name);
}
function addAncestors(graph, id, found) {
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        for (const need of (0,core_graph/* nodeOf */.E7)(graph, next).needs.filter((one) => !found.has(one))) {
            found.add(need);
            open.push(need);
        }
    }
}
/** Nodes stand behind what they need, so one walk finds all. */
function addDescendants(graph, id, found) {
    const below = new Set([id]);
    for (const node of graph.nodes.values()) {
        if (!node.needs.some((need) => below.has(need)))
            continue;
        below.add(node.id);
        found.add(node.id);
    }
}
function nothing(graph, input, word, name) {
    const names = [...graph.nodes.values()].flatMap((node) => [node.name, node.label]);
    return {
        code: 'unknown-name',
        message: `${input}: '${word}' names no image`,
        hint: (0,core_nearest/* nearestHint */.A)(name, [...new Set(names)]) ??
            'write a name, section/name or a glob; +name, name+ for ancestors, descendants',
    };
}

;// CONCATENATED MODULE: ./src/core/changed-since.ts
// Which images changed since a revision, by what they say and by their files. In: the graph as it is and as it was, and
// which files differ. Out: ids of nodes. What is built is decided by fingerprints as ever: this only says what is looked at.



/**
 * The nodes that changed and all that stands on them. `paths` are relative to the images file's folder. `before` is
 * undefined where the images file was another kind of thing: then all changed.
 */
function changedNodes(graph, before, paths) {
    const changed = new Set();
    for (const node of graph.nodes.values()) {
        const old = before?.nodes.get(node.id);
        const isOther = !old || wordsOf(old) !== wordsOf(node);
        const isBelow = node.needs.some((need) => changed.has(need));
        if (isOther || isBelow || paths.some((path) => isUsed(node, path)))
            changed.add(node.id);
    }
    return changed;
}
/** All that is written about a node, without where it is written. */
function wordsOf(node) {
    const own = node.kind === 'builder' ? node.builder : node.image;
    return (0,canonical/* canonicalJson */.dj)({ kind: node.kind, needs: node.needs, own: changed_since_plain(own) });
}
function changed_since_plain(value) {
    if (value === undefined || typeof value === 'function')
        return undefined;
    if (value instanceof Map)
        return [...value].map(([key, one]) => [key, changed_since_plain(one) ?? null]);
    if (Array.isArray(value))
        return value.map((one) => changed_since_plain(one) ?? null);
    if (typeof value !== 'object' || value === null)
        return value;
    const isHook = 'text' in value && 'lines' in value;
    const entries = Object.entries(value).filter(([key]) => key !== 'place' && !(isHook && key === 'lines'));
    return Object.fromEntries(entries.map(([key, one]) => [key, changed_since_plain(one)]));
}
/** Whether a file belongs to a node: to one of the files and folders that it names. */
function isUsed(node, path) {
    if (node.kind === 'script' && node.image.inputs.some(({ value }) => (0,glob/* globPattern */.h)(value).test(path)))
        return true;
    const named = node.kind === 'builder' ? builderPaths(node.builder) : imagePaths(node);
    return named.map(normal).some((one) => one === '' || path === one || path.startsWith(`${one}/`));
}
function normal(path) {
    return path
        .split('/')
        .filter((part) => part !== '.' && part !== '')
        .join('/');
}
function builderPaths({ overlays, patches, script, portage }) {
    const snapshot = portage.kind === 'folder' ? [portage] : [];
    return [...overlays, ...snapshot, patches, script].flatMap((one) => (one ? [one.path] : []));
}
function imagePaths(node) {
    if (node.kind === 'mirror')
        return [];
    const tests = node.image.tests.flatMap((one) => (one.kind === 'script' ? [one.file.path] : []));
    if (node.kind === 'script')
        return tests;
    const { script, dockerfile, add } = node.image;
    const added = add.flatMap((one) => (one.kind === 'path' ? [one.path] : []));
    const file = dockerfile && 'file' in dockerfile ? [dockerfile.file.path] : [];
    const copied = contextPaths(node.image).map(({ path }) => path);
    return [...tests, ...(script ? [script.path] : []), ...file, ...copied, ...added];
}

;// CONCATENATED MODULE: ./src/core/fill.ts
// Fills the expressions of texts in, one after another, and gathers what is wrong with them.
// In: names that hold where the texts are used. Out: texts, hooks and settings as the catalog has them. Never throws.



/** Problems are noted, the text as it is goes on: nobody sees it. */
function filler(names, problems) {
    return (written) => {
        const { text, problems: found } = interpolate(written, names);
        problems.push(...(found.length > 0 ? found : broken(written, text)));
        return text;
    };
}
/** Texts by name. */
function fillSettings(settings, fill) {
    return new Map([...settings].map(([name, written]) => [name, fill(written)]));
}
/** Bash text. */
function fillHook(written, fill) {
    return written && hookOf(fill(written), written);
}
/** Bash text that is there. */
function hookOf(text, { place, lines }) {
    return { text: text.endsWith('\n') ? text : `${text}\n`, place, lines };
}
/** A path below the images file's folder. */
function fillFile(written, fill) {
    return { path: (0,rules/* plainPath */.s1)(fill(written)), place: written.place };
}
/** A text with its place. */
function fillPlaced(written, fill) {
    return { value: fill(written), place: written.place };
}
/** A text without expressions. */
function fill_plain({ value, place }) {
    return { value, place };
}

;// CONCATENATED MODULE: ./src/core/defaults-builder.ts
// The defaults of initial builders: what they extend is merged in, every text filled, every setting there.
// In: a builder's definition. Out: a `Builder` of the catalog. Never reads a source.


/** Portage's own repository has -1000, eselect-repository's have 50 */
const OVERLAY_PRIORITY = 50;
const SCOPE = 'snapshot';
/** Where a bare date and `latest` come from. */
const SNAPSHOTS = 'docker.io/gentoo/portage';
/** All that a builder says and takes over: maps merge, lists append, of everything else its own wins. */
function flattenBuilder(builder, builders) {
    const chain = [];
    let at = builder;
    // A ring is refused before; here it must only end.
    while (at && !chain.includes(at)) {
        chain.push(at);
        at = builders.get(at.extends?.value ?? '');
    }
    return chain.reverse().reduce(extendBuilder);
}
function extendBuilder(parent, child) {
    const { name, place, configuration } = child;
    return {
        ...{ name, place, extends: child.extends },
        stage3: child.stage3 ?? parent.stage3,
        portage: child.portage ?? parent.portage,
        configuration: extendPortage(parent.configuration, configuration),
        environment: new Map([...parent.environment, ...child.environment]),
        overlays: extendOverlays(parent.overlays, child.overlays),
        patches: child.patches ?? parent.patches,
        script: child.script ?? parent.script,
        configureBuilder: child.configureBuilder ?? parent.configureBuilder,
        finishBuild: child.finishBuild ?? parent.finishBuild,
        scope: child.scope ?? parent.scope,
    };
}
function extendPortage(parent, child) {
    return {
        makeConf: new Map([...parent.makeConf, ...child.makeConf]),
        packageUse: [...parent.packageUse, ...child.packageUse],
        packageAcceptKeywords: [...parent.packageAcceptKeywords, ...child.packageAcceptKeywords],
        packageMask: [...parent.packageMask, ...child.packageMask],
        packageUnmask: [...parent.packageUnmask, ...child.packageUnmask],
        packageLicense: [...parent.packageLicense, ...child.packageLicense],
        packageEnv: [...parent.packageEnv, ...child.packageEnv],
        useMask: [...parent.useMask, ...child.useMask],
        useForce: [...parent.useForce, ...child.useForce],
        profile: child.profile ?? parent.profile,
    };
}
/** An overlay of the same name is the child's, in the parent's place. */
function extendOverlays(parent, child) {
    return [...new Map([...parent, ...child].map((overlay) => [overlay.name.value, overlay])).values()];
}
/** A flattened builder, filled. `top` has no `builder.portage`: the snapshot is what that is made from. */
function fillBuilder(definition, fill, top, outer) {
    const { name, place, stage3, portage, overlays } = definition;
    if (!stage3 || !portage)
        throw new Error(`the builder ${name} lacks what the schema demands`);
    const archive = 'text' in stage3 ? stage3 : undefined;
    return {
        ...{ name, place },
        stage3: fillPlaced('text' in stage3 ? stage3.text : stage3, fill),
        stage3Archive: archive && { kind: archive.kind, date: archive.date && fill(archive.date) },
        portage: fillSnapshot(portage, top),
        configuration: fillPortage(definition.configuration, fill),
        environment: fillSettings(definition.environment, fill),
        overlays: overlays.flatMap((overlay) => fillFolder(overlay, fill)),
        gitOverlays: overlays.flatMap((overlay) => fillRepository(overlay, fill)),
        patches: definition.patches && fillFile(definition.patches, fill),
        script: definition.script && fillFile(definition.script, fill),
        configureBuilder: fillHook(definition.configureBuilder, fill),
        finishBuild: fillHook(definition.finishBuild, fill),
        scope: definition.scope ?? outer ?? SCOPE,
    };
}
function fillFolder({ name, from, priority }, fill) {
    if (!('path' in from))
        return [];
    const path = (0,rules/* plainPath */.s1)(fill(from.path));
    return [{ name: name.value, path, priority: priority ?? OVERLAY_PRIORITY, place: from.path.place }];
}
function fillRepository({ name, from, priority }, fill) {
    if (!('git' in from))
        return [];
    const [url, ref] = [fill(from.git), fill(from.ref)];
    return [{ name: name.value, url, ref, priority: priority ?? OVERLAY_PRIORITY, place: from.git.place }];
}
/** The snapshot that `portage` means. */
function fillSnapshot(portage, fill) {
    if (!('path' in portage)) {
        const text = fill(portage);
        const isShort = text === 'latest' || /^\d{8}$/.test(text);
        return { kind: 'image', reference: isShort ? `${SNAPSHOTS}:${text}` : text, place: portage.place };
    }
    return {
        kind: 'folder',
        path: (0,rules/* plainPath */.s1)(fill(portage.path)),
        date: portage.date && fill(portage.date),
        place: portage.path.place,
    };
}
/** Portage's configuration, of a builder or an image. */
function fillPortage(definition, fill) {
    return {
        makeConf: fillSettings(definition.makeConf, fill),
        packageUse: definition.packageUse.map(fill),
        packageAcceptKeywords: definition.packageAcceptKeywords.map(fill),
        packageMask: definition.packageMask.map(fill),
        packageUnmask: definition.packageUnmask.map(fill),
        packageLicense: definition.packageLicense.map(fill),
        packageEnv: definition.packageEnv.map(fill),
        useMask: definition.useMask.map(fill),
        useForce: definition.useForce.map(fill),
        profile: definition.profile && fill(definition.profile),
    };
}

;// CONCATENATED MODULE: ./src/core/defaults-target.ts
// The defaults of a target's configuration and of its tests.
// In: definitions. Out: what the catalog has. Never reads a source.




/** seconds */
const TEST_TIMEOUT = 60;
const TEST_EXIT_CODE = 0;
const HEALTHY = 3;
/** seconds */
const HEALTHY_WITHIN = 30;
/** The target's configuration. */
function fillTarget(definition, fill) {
    const { entrypoint, cmd, user, workdir, healthcheck, stopSignal } = definition;
    return {
        entrypoint: entrypoint?.map(fill),
        cmd: cmd?.map(fill),
        user: user && fill(user),
        workdir: workdir && fill(workdir),
        env: fillSettings(definition.env, fill),
        expose: definition.expose.map((port) => fullPort(fill(port))),
        volumes: definition.volumes.map(fill),
        labels: fillSettings(definition.labels, fill),
        healthcheck: healthcheck && fillHealthcheck(healthcheck, fill),
        stopSignal: stopSignal && fill(stopSignal),
        onbuild: definition.onbuild.map(fill),
    };
}
function fillHealthcheck({ test, retries, ...times }, fill) {
    const duration = (written) => written && nanosecondsOf(fill(written));
    // To an engine, no words are the parent's test.
    const words = test === undefined ? [] : 'value' in test ? ['CMD-SHELL', fill(test)] : test.map(fill);
    return {
        test: words,
        interval: duration(times.interval),
        timeout: duration(times.timeout),
        startPeriod: duration(times.startPeriod),
        startInterval: duration(times.startInterval),
        retries,
    };
}
/** A test of the target. */
function fillTest(test, fill) {
    const { place } = test;
    switch (test.kind) {
        case 'command':
            return fillCommand(test, fill);
        case 'script': {
            const file = fillFile(test.file, fill);
            const env = fillSettings(test.env, fill);
            return { kind: 'script', place, title: file.path, file, env, timeout: test.timeout ?? TEST_TIMEOUT };
        }
        case 'healthcheck': {
            const [healthy, within] = [test.healthy ?? HEALTHY, test.within ?? HEALTHY_WITHIN];
            return { kind: 'healthcheck', place, title: `healthy within ${within} s`, healthy, within };
        }
    }
}
function fillCommand(test, fill) {
    const keepEntrypoint = test.run === undefined;
    const words = test.run ?? test.args ?? [];
    const line = 'value' in words ? fill(words) : undefined;
    const argv = 'value' in words ? ((0,rules/* wordsOf */.Z9)(line ?? '') ?? []) : words.map(fill);
    // With a `run`, `args` are further words of it.
    const more = keepEntrypoint ? [] : (test.args ?? []).map(fill);
    return {
        kind: 'command',
        place: test.place,
        title: [line ?? argv.join(' '), ...more].join(' '),
        argv: [...argv, ...more],
        keepEntrypoint,
        env: fillSettings(test.env, fill),
        exitCode: test.exitCode ?? TEST_EXIT_CODE,
        stdout: test.stdout && fill(test.stdout),
        timeout: test.timeout ?? TEST_TIMEOUT,
    };
}

;// CONCATENATED MODULE: ./src/core/atom.ts
// Gentoo's package atoms: `>=dev-lang/go-1.22:0/1::gentoo[-doc]`, short names, sets.
// In: a text. Out: what is wrong with it, in words; undefined when Portage can read it. Never asks whether a package exists.
// Grammar: Package Manager Specification, chapters 3 (names) and 8.3 (dependencies); wildcards: man 5 portage.
const CATEGORY = /^[A-Za-z0-9_][A-Za-z0-9+_.-]*$/;
const PACKAGE = /^[A-Za-z0-9_][A-Za-z0-9+_-]*$/;
const SLOT = /^(?:[A-Za-z0-9_][A-Za-z0-9+_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9+_.-]*)?=?|[*=])$/;
const REPOSITORY = /^[A-Za-z0-9_][A-Za-z0-9_-]*$/;
const USE_DEPENDENCY = /^(?:[!-]?[A-Za-z0-9][A-Za-z0-9+_@-]*(?:\([+-]\))?[?=]?)$/;
const SET = /^@[A-Za-z0-9_][A-Za-z0-9+_.-]*$/;
const atom_VERSION = /-\d+(?:\.\d+)*[a-z]?(?:_(?:alpha|beta|pre|rc|p)\d*)*(?:-r\d+)?$/;
const WILDCARD = /^[A-Za-z0-9*_][A-Za-z0-9+*_.-]*\/[A-Za-z0-9*_][A-Za-z0-9+*_-]*$/;
/** Longer ones are refused unread. */
const MAX_ATOM = 512;
/** What emerge can be given to merge: an atom, a short name, or a set. */
const atomRule = (text) => {
    if (SET.test(text))
        return undefined;
    const reason = text.length > MAX_ATOM ? 'it is too long' : atomFlaw(text);
    return reason === undefined ? undefined : notAtom(text, reason);
};
/** A line of package.use and its like: an atom or a wildcard first, then any words. */
const atomLineRule = (line) => {
    const fault = lineFault(line);
    if (fault || line.startsWith('#'))
        return fault;
    return wildcardRule(line.trim().split(/\s+/)[0] ?? '');
};
/** A line of package.mask and package.unmask: an atom or a wildcard, nothing else. */
const atomOnlyRule = (line) => {
    const fault = atomLineRule(line);
    if (fault || line.startsWith('#') || !/\s/.test(line.trim()))
        return fault;
    return { code: 'bad-atom', message: `'${line.trim()}' is more than one atom`, hint: 'write one atom a line' };
};
/** What package.provided has: `category/name-version`, or a package whose version Portage knows. */
const providedRule = (text) => {
    const operator = /^(?:[<>]=?|[=~])/.exec(text)?.[0];
    if (operator !== undefined) {
        const hint = `write '${text.slice(operator.length)}'`;
        return { code: 'bad-atom', message: `'${text}' has an operator: what is provided is one version`, hint };
    }
    const bare = atom_VERSION.test(text) ? text.replace(atom_VERSION, '') : text;
    const fault = atomRule(bare);
    if (fault || bare.includes('/'))
        return fault;
    return { code: 'bad-atom', message: `'${text}' has no category`, hint: 'write it as category/name' };
};
/** A line of use.mask and use.force: a flag, or `-flag` that takes it back. */
const flagLineRule = (text) => /^-?[A-Za-z0-9][A-Za-z0-9+_@-]*$/.test(text)
    ? undefined
    : { code: 'bad-value', message: `'${text.slice(0, 80)}' is not a USE flag`, hint: 'write one flag a line' };
const wildcardRule = (text) => {
    const [name = '', repository] = text.split('::');
    const plain = name.replace(/:[A-Za-z0-9+_.*/-]+$/, '').replace(/\/$/, '');
    const wild = name.includes('*') && text.length <= MAX_ATOM && WILDCARD.test(plain);
    if (wild && (repository === undefined || REPOSITORY.test(repository)))
        return undefined;
    return atomRule(text);
};
function lineFault(line) {
    if (line.trim() === '')
        return { code: 'bad-atom', message: 'the line is empty', hint: 'it begins with an atom' };
    if (!/[\r\n]/.test(line.trim()))
        return undefined;
    return { code: 'bad-atom', message: 'an entry is one line', hint: 'write each line as an entry of its own' };
}
function notAtom(text, reason) {
    const shown = text.length > 80 ? `${text.slice(0, 77)}...` : text;
    const bare = atom_VERSION.test(text) && reason === NEEDS_OPERATOR;
    return {
        code: 'bad-atom',
        message: `'${shown}' is not a package atom: ${reason}`,
        hint: bare ? `write '=${shown}'` : undefined,
    };
}
const NEEDS_OPERATOR = "a version needs an operator such as '=' before it";
function atomFlaw(text) {
    if (text === '')
        return 'it is empty';
    if (/\s/.test(text))
        return 'it has white space in it';
    if (text.startsWith('-'))
        return "it begins with '-', as an option does";
    if (text.startsWith('!'))
        return "'!' has no meaning here";
    const use = /\[([^[\]]*)\]$/.exec(text);
    const outside = use ? text.slice(0, use.index) : text;
    return (use && useFlaw(use[1] ?? '')) ?? partsFlaw(outside);
}
function useFlaw(list) {
    const wrong = list.split(',').find((word) => !USE_DEPENDENCY.test(word));
    if (wrong === undefined)
        return undefined;
    return wrong === '' ? 'a USE flag is missing' : `'${wrong}' is not a USE flag`;
}
function partsFlaw(text) {
    const [front = '', repository, ...more] = text.split('::');
    if (more.length > 0 || (repository !== undefined && !REPOSITORY.test(repository)))
        return "'::' wants one name of a repository";
    const [versioned = '', slot, ...others] = front.split(':');
    if (others.length > 0 || (slot !== undefined && !SLOT.test(slot)))
        return "':' wants a slot";
    const operator = /^(?:[<>]=?|[=~])/.exec(versioned)?.[0] ?? '';
    return nameFlaw(versioned.slice(operator.length), operator);
}
function nameFlaw(text, operator) {
    const glob = operator === '=' && text.endsWith('*');
    const full = glob ? text.slice(0, -1) : text;
    const version = atom_VERSION.exec(full.replace(/\.$/, ''));
    if (operator !== '' && !version)
        return `'${operator}' needs a version`;
    if (operator === '' && version)
        return NEEDS_OPERATOR;
    const [name = '', category, ...more] = (version ? full.slice(0, version.index) : full).split('/').reverse();
    if (more.length > 0)
        return "it has more than one '/'";
    if (category !== undefined && !CATEGORY.test(category))
        return `'${category}' is not a category`;
    if (name === '')
        return 'the name is missing';
    return PACKAGE.test(name) ? undefined : `'${name}' is not a package name`;
}

;// CONCATENATED MODULE: ./src/core/definition-builder.ts
// Reads the initial builders, and the Portage configuration that builders and images have in common.
// In: a spot of the images file. Out: definitions. Never fills a default.





/** All builders, by name. */
function buildersOf(reader, spot) {
    const builders = new Map();
    for (const [name, entry] of entriesOf(spot)) {
        keyCheck(reader, entry, rules/* builderNameRule */.Rs);
        builders.set(name, builderOf(reader, name, entry));
    }
    return builders;
}
/** Portage's configuration at a builder or under `build`. */
function portageOf(reader, spot) {
    const lines = (key) => textsOf(reader, under(spot, key), atomLineRule);
    const atoms = (key) => textsOf(reader, under(spot, key), atomOnlyRule);
    return {
        makeConf: settingsOf(reader, under(spot, 'make_conf'), rules/* variableRule */.xd),
        packageUse: lines('package_use'),
        packageAcceptKeywords: lines('package_accept_keywords'),
        packageMask: atoms('package_mask'),
        packageUnmask: atoms('package_unmask'),
        packageLicense: lines('package_license'),
        packageEnv: lines('package_env'),
        useMask: textsOf(reader, under(spot, 'use_mask'), flagLineRule),
        useForce: textsOf(reader, under(spot, 'use_force'), flagLineRule),
        profile: textOf(reader, under(spot, 'profile'), rules/* profileRule */.KE),
    };
}
function builderOf(reader, name, spot) {
    const at = (key) => under(spot, key);
    return {
        name,
        place: spot.source.place(spot.path, 'key'),
        extends: plainOf(reader, at('extends'), rules/* builderNameRule */.Rs),
        stage3: stage3Of(reader, at('stage3')),
        portage: definition_builder_snapshotOf(reader, at('portage')),
        configuration: portageOf(reader, spot),
        environment: settingsOf(reader, at('environment'), rules/* buildVariableRule */.$9),
        overlays: overlaysOf(reader, at('overlays')),
        patches: textOf(reader, at('patches'), rules/* relativePathRule */.yi),
        script: textOf(reader, at('script'), rules/* relativePathRule */.yi),
        configureBuilder: textOf(reader, at('configure_builder'), undefined, 'bash'),
        finishBuild: textOf(reader, at('finish_build'), undefined, 'bash'),
        scope: wordOf(at('portage_scope'), ['snapshot', 'packages']),
    };
}
/** A reference, or an archive by its URL or its variant's name. */
function stage3Of(reader, spot) {
    if (!spot || !isMapping(spot.value))
        return textOf(reader, spot, rules/* referenceRule */.aU);
    const tarball = textOf(reader, under(spot, 'tarball'), rules/* urlRule */.qK);
    const variant = textOf(reader, under(spot, 'variant'), variantRule);
    const date = textOf(reader, under(spot, 'date'), rules/* dateRule */.R7);
    const text = tarball ?? variant;
    if (!text) {
        const message = "'stage3' has neither 'tarball' nor 'variant'";
        complain(reader, spot, 'value', { code: 'missing-key', message, hint: 'or write an image reference' });
    }
    else if (tarball && (variant ?? date)) {
        const other = variant ? 'variant' : 'date';
        const message = `'${other}' means nothing beside 'tarball'`;
        complain(reader, under(spot, other) ?? spot, 'key', { code: 'clash', message, hint: 'keep one of them' });
    }
    return text && { kind: tarball ? 'tarball' : 'variant', text, date };
}
const variantRule = (text) => /^[a-z0-9]+(?:[_-][a-z0-9]+)*$/.test(text)
    ? undefined
    : { code: 'bad-value', message: `'${text.slice(0, 80)}' is not a variant`, hint: 'write it as musl-hardened' };
/** What `builder.portage` stands for is made from this one: here it means nothing yet. */
function definition_builder_snapshotOf(reader, spot) {
    const early = { ...reader, names: new Map([...reader.names].filter(([name]) => name !== 'builder')) };
    const path = textOf(early, under(spot, 'path'), rules/* relativePathRule */.yi);
    const date = textOf(early, under(spot, 'date'), rules/* dateRule */.R7);
    if (path)
        return { path, date };
    if (spot && isMapping(spot.value))
        complain(reader, spot, 'value', { code: 'missing-key', message: "'portage' has no 'path'" });
    return textOf(early, spot, rules/* snapshotRule */.Xi);
}
/** Names are unique in a builder: each is a folder and a section of repos.conf. */
function overlaysOf(reader, spot) {
    const seen = new Map();
    for (const overlay of itemsOf(spot).flatMap((item) => overlayOf(reader, item) ?? [])) {
        const first = seen.get(overlay.name.value);
        const related = first && [{ message: 'it stands here first', place: first.name.place }];
        const message = `'${overlay.name.value}' is the name of two overlays`;
        if (first)
            reader.problems.push({ code: 'duplicate', message, place: overlay.name.place, related });
        else
            seen.set(overlay.name.value, overlay);
    }
    return [...seen.values()];
}
function overlayOf(reader, spot) {
    const at = (key) => under(spot, key);
    const name = plainOf(reader, at('name'), rules/* repositoryNameRule */.sv);
    const path = textOf(reader, at('path'), rules/* relativePathRule */.yi);
    const git = textOf(reader, at('git'), rules/* urlRule */.qK);
    const ref = textOf(reader, at('ref'), rules/* commitRule */.m$);
    const wrong = (key, message, hint) => {
        const spotOfKey = at(key);
        complain(reader, spotOfKey ?? spot, spotOfKey ? 'key' : 'value', {
            code: spotOfKey ? 'clash' : 'missing-key',
            message,
            hint,
        });
    };
    if (path && git)
        wrong('git', "an overlay has one of 'path' and 'git', not both", 'keep one of them');
    else if (!path && !git)
        wrong('path', "the overlay has no 'path'", "or take it from elsewhere with 'git' and 'ref'");
    else if (path && ref)
        wrong('ref', "'ref' means nothing beside 'path'", "it goes with 'git'");
    else if (git && !ref)
        wrong('ref', "the overlay has no 'ref'", 'name the commit: a branch is another one tomorrow');
    const from = originOf(path, git, ref);
    return name && from && { name, from, priority: numberOf(at('priority')) };
}
function originOf(path, git, ref) {
    if (path)
        return { path };
    return git && ref && { git, ref };
}

;// CONCATENATED MODULE: ./src/core/definition-build.ts
// Reads what stands under `build`: packages, hooks, additions, and how the builder's container runs.
// In: a spot of the images file. Out: a `BuildDefinition`. Never fills a default.





const KEEP_WORDS = [
    ...['headers', 'static-libs', 'pkgconfig', 'man', 'doc', 'info', 'locale', 'vdb'],
];
/** Which keys go with each kind of addition; the first names the kind. */
const ADDITION_KEYS = [['git', 'ref'], ['url', 'sha256', 'sha512'], ['path'], ['image', 'src', 'from']];
/** What an image says of its build; `requires` are the images that can be copied from. */
function buildOf(reader, spot, requires) {
    const at = (...keys) => under(spot, ...keys);
    const hook = (key) => textOf(reader, at(key), undefined, 'bash');
    const copied = new Set(requires.flatMap(({ value }) => [value, lastPart(value)]));
    return {
        packages: wordsOrTexts(reader, at('packages'), atomRule),
        builderPackages: wordsOrTexts(reader, at('builder_packages'), atomRule),
        configuration: portageOf(reader, spot),
        environment: settingsOf(reader, at('environment'), rules/* buildVariableRule */.$9),
        configureBuilder: hook('configure_builder'),
        configureRootfsBuild: hook('configure_rootfs_build'),
        finishRootfsBuild: hook('finish_rootfs_build'),
        script: textOf(reader, at('script'), rules/* relativePathRule */.yi),
        provided: {
            root: textsOf(reader, at('provided', 'root'), providedRule),
            builder: textsOf(reader, at('provided', 'builder'), providedRule),
        },
        add: itemsOf(at('add')).flatMap((item) => additionOf(reader, item, copied) ?? []),
        refresh: textOf(reader, at('refresh'), filledRule),
        keep: itemsOf(at('keep')).flatMap((item) => {
            const value = wordOf(item, KEEP_WORDS);
            return value ? [{ value, place: item.source.place(item.path, 'value') }] : [];
        }),
        dockerfile: definition_build_dockerfileOf(reader, at('dockerfile')),
        capabilities: textsOf(reader, at('capabilities'), capabilityRule),
        secrets: textsOf(reader, at('secrets'), rules/* variableRule */.xd),
        network: wordOf(at('network'), ['none']),
    };
}
function filledRule(text) {
    return text.trim() === '' ? { code: 'bad-value', message: 'the text is empty' } : undefined;
}
function additionOf(reader, spot, requires) {
    if (!isMapping(spot.value))
        return undefined;
    const kind = additionKind(reader, spot);
    const dest = textOf(reader, under(spot, 'dest'), rules/* absolutePathRule */.N8);
    if (!dest && kind)
        complain(reader, spot, 'value', { code: 'missing-key', message: "the addition has no 'dest'" });
    const common = { place: spot.source.place(spot.path, 'value'), to: wordOf(under(spot, 'to'), ['builder', 'target']) };
    const text = (key, rule, why) => {
        const found = textOf(reader, under(spot, key), rule);
        if (!found)
            complain(reader, spot, 'value', { code: 'missing-key', message: `the addition has no '${key}'`, hint: why });
        return found;
    };
    switch (kind) {
        case 'git': {
            const url = text('git', rules/* urlRule */.qK, '');
            const ref = text('ref', rules/* revisionRule */._f, 'a commit always means the same');
            return url && ref && dest && { ...common, kind, url, ref, dest };
        }
        case 'url': {
            const url = text('url', rules/* urlRule */.qK, '');
            const algorithm = under(spot, 'sha512') ? 'sha512' : 'sha256';
            const rule = algorithm === 'sha512' ? rules/* longChecksumRule */.qB : rules/* checksumRule */.QZ;
            const checksum = text(algorithm, rule, 'without a checksum no file is fetched; `sha256sum` shows it');
            const second = algorithm === 'sha512' ? under(spot, 'sha256') : undefined;
            const message = "an addition has one of 'sha256' and 'sha512', not both";
            if (second)
                complain(reader, second, 'key', { code: 'clash', message, hint: 'keep one of them' });
            return url && checksum && dest && { ...common, kind, url, algorithm, checksum, dest };
        }
        case 'path': {
            const path = text('path', rules/* relativePathRule */.yi, '');
            return path && dest && { ...common, kind, path, dest };
        }
        case 'image': {
            const image = requiredImage(reader, spot, requires);
            const src = text('src', rules/* absolutePathRule */.N8, 'it is the path in that image');
            const from = wordOf(under(spot, 'from'), ['target', 'builder']);
            return image && src && dest && { ...common, kind, image, src, from, dest };
        }
        case undefined:
            return undefined;
    }
}
function additionKind(reader, spot) {
    const kinds = ADDITION_KEYS.filter(([kind]) => under(spot, kind));
    const [first, second] = kinds;
    const wrong = (key, message) => {
        const at = key === undefined ? spot : (under(spot, key) ?? spot);
        const hint = key === undefined ? 'known are git, url, path and image' : 'write two additions';
        complain(reader, at, key === undefined ? 'value' : 'key', { code: key ? 'clash' : 'missing-key', message, hint });
    };
    if (!first)
        wrong(undefined, 'the addition does not say where it comes from');
    else if (second)
        wrong(second[0], `an addition has one of '${first[0]}' and '${second[0]}', not both`);
    if (!first || second)
        return undefined;
    for (const [kind, ...keys] of ADDITION_KEYS) {
        const strange = kind === first[0] ? [] : keys.flatMap((key) => under(spot, key) ?? []);
        for (const key of strange) {
            const message = `'${String(key.path.at(-1))}' means nothing beside '${first[0]}'`;
            complain(reader, key, 'key', { code: 'unknown-key', message, hint: `it goes with '${kind}'` });
        }
    }
    return first[0];
}
/** Only what is required is built before. */
function requiredImage(reader, spot, requires) {
    const image = plainOf(reader, under(spot, 'image'), rules/* requiredRule */.WN);
    if (!image || requires.has(image.value) || requires.has(lastPart(image.value)))
        return image;
    const message = `'${image.value}' is not required, so that it may not be there to copy from`;
    reader.problems.push({ code: 'unknown-name', message, place: image.place, hint: "add it to 'requires'" });
    return undefined;
}
/** `base` may be `local/base`: which one is the graph's to say. */
function lastPart(name) {
    return name.slice(name.lastIndexOf('/') + 1);
}
/** One word is a file's name; anything else are lines. */
function definition_build_dockerfileOf(reader, spot) {
    if (!spot)
        return undefined;
    if (typeof spot.value === 'string' && !/\s/.test(spot.value.trim())) {
        const file = textOf(reader, spot, rules/* relativePathRule */.yi);
        return file && { kind: 'file', file };
    }
    const one = textOf(reader, spot, undefined, 'lines');
    const lines = reader_isList(spot.value)
        ? itemsOf(spot).flatMap((item) => textOf(reader, item, undefined, 'lines') ?? [])
        : [];
    const all = one ? [one] : lines;
    for (const written of all)
        refuseFinalStage(reader, written);
    return { kind: 'lines', lines: all };
}
/** Stages before ours have names; one without would be the image itself, in place of ours. */
function refuseFinalStage({ problems }, { value, place, lines }) {
    for (const [index, line] of value.split('\n').entries()) {
        if (!/^\s*FROM\s/i.test(line) || /\sAS\s+\S+\s*$/i.test(line))
            continue;
        problems.push({
            code: 'bad-value',
            message: "this 'FROM' would be the image: it is built on its parent already",
            place: lines?.[index] ?? place,
            hint: "leave it out, or name the stage to copy from with 'AS NAME'",
        });
    }
}

;// CONCATENATED MODULE: ./src/core/definition-target.ts
// Reads the configuration of a target image, from the top of an image or from its `build`.
// In: a spot of the images file. Out: a `TargetDefinition`. Never fills a default.




const TARGET_KEYS = [
    ...['entrypoint', 'cmd', 'user', 'expose', 'volumes', 'labels', 'healthcheck', 'stop_signal', 'onbuild'],
    ...['env', 'workdir'],
];
/** The target's configuration stands at the top or under `build`; the same key at both is refused. */
function targetOf(reader, spot) {
    for (const key of TARGET_KEYS)
        refuseTwice(reader, under(spot, key), under(spot, 'build', key), key);
    const at = (key) => under(spot, key) ?? under(spot, 'build', key);
    return {
        entrypoint: argvOf(reader, at('entrypoint')),
        cmd: argvOf(reader, at('cmd')),
        user: textOf(reader, at('user'), rules/* userRule */.Gc),
        workdir: textOf(reader, at('workdir'), rules/* absolutePathRule */.N8),
        env: settingsOf(reader, at('env'), rules/* variableRule */.xd),
        expose: textsOf(reader, at('expose'), portRule),
        volumes: textsOf(reader, at('volumes'), volumeRule),
        labels: settingsOf(reader, at('labels'), labelRule),
        healthcheck: definition_target_healthcheckOf(reader, at('healthcheck')),
        stopSignal: textOf(reader, at('stop_signal'), signalRule),
        onbuild: textsOf(reader, at('onbuild'), triggerRule),
    };
}
const volumeRule = (text) => text.replaceAll('/', '') === '' && text !== ''
    ? { code: 'bad-path', message: "the target's root cannot be a volume" }
    : (0,rules/* absolutePathRule */.N8)(text);
function argvOf(reader, list) {
    return list && reader_isList(list.value) ? textsOf(reader, list) : undefined;
}
function refuseTwice({ problems }, top, below, key) {
    if (!top || !below)
        return;
    problems.push({
        code: 'duplicate',
        message: `'${key}' stands at the image's top and under 'build'`,
        place: below.source.place(below.path, 'key'),
        related: [{ message: 'the one at the top', place: top.source.place(top.path, 'key') }],
        hint: 'keep one of them',
    });
}
function definition_target_healthcheckOf(reader, spot) {
    if (!spot)
        return undefined;
    const duration = (key) => textOf(reader, under(spot, key), durationRule);
    return {
        test: healthTestOf(reader, spot),
        interval: duration('interval'),
        timeout: duration('timeout'),
        startPeriod: duration('start_period'),
        startInterval: duration('start_interval'),
        retries: numberOf(under(spot, 'retries')),
    };
}
function healthTestOf(reader, spot) {
    const test = under(spot, 'test');
    if (!test) {
        // The parent's test can be kept with other times.
        const alone = ['interval', 'timeout', 'start_period', 'start_interval', 'retries'].some((key) => under(spot, key));
        if (!alone && isMapping(spot.value))
            complain(reader, spot, 'key', { code: 'missing-key', message: "'healthcheck' has no 'test'" });
        return undefined;
    }
    if (!reader_isList(test.value))
        return textOf(reader, test, lineRule, 'lines');
    const kind = wordOf(itemsOf(test)[0], ['NONE', 'CMD', 'CMD-SHELL']);
    // What a shell reads is held to more.
    const isLine = (index) => kind === 'CMD-SHELL' && index > 0;
    const words = itemsOf(test).flatMap((item, index) => {
        return textOf(reader, item, isLine(index) ? lineRule : undefined, isLine(index) ? 'lines' : 'value') ?? [];
    });
    const count = test.value.length;
    const wrong = (message, hint) => complain(reader, test, 'value', { code: 'bad-value', message, hint });
    if (kind === 'NONE' ? count > 1 : kind === 'CMD-SHELL' ? count !== 2 : kind === 'CMD' && count < 2) {
        wrong(`'${kind}' takes ${kind === 'NONE' ? 'no words' : kind === 'CMD' ? 'a program' : 'one line'}`, SHAPES);
    }
    else if (kind === undefined) {
        wrong("the list begins with neither 'CMD', 'CMD-SHELL' nor 'NONE'", SHAPES);
    }
    return words;
}
const SHAPES = 'write [CMD, PROGRAM, ARGUMENT...], [CMD-SHELL, LINE] or [NONE]';
const lineRule = (text) => text.trim() === '' ? { code: 'bad-value', message: 'the command line is empty' } : undefined;

;// CONCATENATED MODULE: ./src/core/definition-test.ts
// Reads the tests of an image, in all their forms.
// In: a spot of the images file. Out: definitions. Never fills a default.


/** Which keys mean something in each kind of test. */
const definition_test_KEYS = {
    run: ['run', 'args', 'env', 'exit_code', 'stdout', 'timeout'],
    script: ['script', 'env', 'timeout'],
    healthcheck: ['healthcheck', 'healthy', 'within'],
};
const ALL_KEYS = [...new Set(Object.values(definition_test_KEYS).flat())];
/** A command line, a list of words, a mapping, or a list of mappings. */
function testsOf(reader, spot) {
    if (!spot)
        return [];
    if (isMapping(spot.value))
        return testOf(reader, spot);
    const items = itemsOf(spot);
    const mappings = items.filter(({ value }) => isMapping(value));
    if (mappings.length === 0)
        return [plainTest(reader, spot)];
    for (const item of items.filter(({ value }) => !isMapping(value))) {
        const hint = 'write each test of a list as {run: ...}';
        complain(reader, item, 'value', {
            code: 'wrong-type',
            message: 'a list holds either words or tests, not both',
            hint,
        });
    }
    return mappings.flatMap((item) => testOf(reader, item));
}
function plainTest(reader, spot) {
    const place = spot.source.place(spot.path, 'value');
    const rest = { args: undefined, env: new Map(), exitCode: undefined, stdout: undefined, timeout: undefined };
    return { kind: 'command', place, run: runOf(reader, spot), ...rest };
}
function testOf(reader, spot) {
    const has = (key) => under(spot, key) !== undefined;
    const kinds = [
        has('run') || has('args') ? 'run' : '',
        has('script') ? 'script' : '',
        has('healthcheck') ? 'healthcheck' : '',
    ];
    const [kind, second] = kinds.filter((each) => each !== '');
    if (kind === undefined || second !== undefined) {
        const none = { message: "the test has no 'run'", hint: "'args' keeps the image's entrypoint" };
        const both = {
            message: `a test has one of '${kind ?? ''}' and '${second ?? ''}', not both`,
            hint: 'write two tests',
        };
        complain(reader, spot, 'value', kind === undefined ? { code: 'missing-key', ...none } : { code: 'clash', ...both });
        return [];
    }
    refuseStrangeKeys(reader, spot, kind);
    const place = spot.source.place(spot.path, 'value');
    const env = settingsOf(reader, under(spot, 'env'), rules/* variableRule */.xd);
    const timeout = numberOf(under(spot, 'timeout'));
    switch (kind) {
        case 'run':
            return [definition_test_commandOf(reader, spot)];
        case 'script': {
            const file = textOf(reader, under(spot, 'script'), rules/* relativePathRule */.yi);
            return file ? [{ kind: 'script', place, file, env, timeout }] : [];
        }
        case 'healthcheck': {
            const [healthy, within] = [numberOf(under(spot, 'healthy')), numberOf(under(spot, 'within'))];
            return [{ kind: 'healthcheck', place, healthy, within }];
        }
    }
}
/** A key that is read by another kind of test only must not look as if it did something. */
function refuseStrangeKeys(reader, spot, kind) {
    const known = definition_test_KEYS[kind];
    for (const key of ALL_KEYS) {
        const strange = known.includes(key) ? undefined : under(spot, key);
        const message = `'${key}' means nothing in a test by '${kind}'`;
        if (strange)
            complain(reader, strange, 'key', { code: 'unknown-key', message, hint: `there, known are ${known.join(', ')}` });
    }
}
function definition_test_commandOf(reader, spot) {
    const args = under(spot, 'args');
    return {
        kind: 'command',
        place: spot.source.place(spot.path, 'value'),
        run: runOf(reader, under(spot, 'run')),
        args: args && textsOf(reader, args),
        env: settingsOf(reader, under(spot, 'env'), rules/* variableRule */.xd),
        exitCode: numberOf(under(spot, 'exit_code')),
        stdout: textOf(reader, under(spot, 'stdout')),
        timeout: numberOf(under(spot, 'timeout')),
    };
}
function runOf(reader, spot) {
    if (!spot || !reader_isList(spot.value))
        return textOf(reader, spot, rules/* commandRule */.Ip, 'command');
    if (spot.value.length > 0)
        return textsOf(reader, spot);
    complain(reader, spot, 'value', { code: 'bad-value', message: 'the list of words is empty' });
    return undefined;
}

;// CONCATENATED MODULE: ./src/core/definition-image.ts
// Reads the images of all three types: what they have in common, and what only one type has.
// In: a spot of the images file. Out: definitions. Never fills a default, never looks at other images.













/** Which type a spot says it is; undefined for one that the schema refuses. */
function typeOf(spot) {
    switch (under(spot, 'type')?.value) {
        case undefined:
        case 'gentoo':
        case 'gentoo-image-builder':
            return 'gentoo';
        case 'script':
            return 'script';
        case 'mirror':
        case 'fetch':
            return 'mirror';
        default:
            return undefined;
    }
}
/** An image; undefined where it has no name to speak of it by. `outer` is what expressions can name. */
function imageOf(outer, spot) {
    const type = typeOf(spot);
    const source = type === 'mirror' ? textOf(outer, under(spot, 'source'), rules/* referenceRule */.aU) : undefined;
    const name = plainOf(outer, under(spot, 'name'), rules/* imageNameRule */.nK) ?? (source && nameOfSource(outer, source));
    if (!name || !type)
        return undefined;
    const image = new Map([['name', name.value]]);
    const reader = { ...outer, names: new Map([...outer.names, ['image', image]]) };
    const head = headOf(reader, spot, name, type);
    switch (type) {
        case 'gentoo':
            return gentooOf(reader, spot, head);
        case 'script':
            return definition_image_scriptOf(reader, spot, head);
        case 'mirror':
            return source && { ...head, type, source };
    }
}
/** `registry` for `docker.io/library/registry:3`. */
function nameOfSource({ problems, names }, source) {
    const name = (0,core_reference/* parseReference */.F2)(interpolate(source, names).text)?.repository.split('/').at(-1);
    const fault = name === undefined ? undefined : (0,rules/* imageNameRule */.nK)(name);
    if (fault)
        problems.push({ ...fault, place: source.place, hint: "give the image a 'name'" });
    return name === undefined || fault ? undefined : { ...source, value: name, lines: undefined };
}
function headOf(reader, spot, name, type) {
    const at = (key) => under(spot, key);
    const section = plainOf(reader, at('section'), rules/* sectionRule */.iD);
    const late = new Map(TAG_NAMES.map((each) => [each, '1']));
    const inTags = { ...reader, names: new Map([...reader.names, ...late]) };
    return {
        name,
        section,
        requires: requiresOf(reader, at('requires'), name.value, section?.value),
        tag: textOf(reader, at('tag'), rules/* tagRule */.D$),
        tagPackage: tagPackageOf(reader, at('tag'), type),
        tags: itemsOf(at('tags')).flatMap((item) => textOf(inTags, item, tagTextRule(item)) ?? []),
        latest: flagOf(at('latest')),
        timeout: numberOf(at('timeout')),
        runner: oneOrMore(reader, at('runner')),
        platforms: platformsOf(reader, at('platforms')),
    };
}
/** What the names of tags stand for is not known yet; texts without them are held to the rule at once. */
function tagTextRule({ source, path }) {
    return hasExpression(source.text(path) ?? '') ? undefined : rules/* tagRule */.D$;
}
function tagPackageOf(reader, spot, type) {
    if (!spot || !isMapping(spot.value))
        return undefined;
    const atom = textOf(reader, under(spot, 'package'), atomRule);
    const told = wordOf(under(spot, 'in'), ['target', 'builder']);
    if (type !== 'gentoo') {
        const message = 'only an image of Gentoo packages can take its tag from one';
        complain(reader, spot, 'value', { code: 'bad-value', message, hint: 'write the tag as a text' });
    }
    else if (!atom) {
        complain(reader, spot, 'value', { code: 'missing-key', message: "'tag' has no 'package'" });
    }
    return atom && { atom, in: told === 'target' ? 'root' : told };
}
function platformsOf({ problems }, spot) {
    const seen = new Map();
    for (const item of itemsOf(spot)) {
        if (typeof item.value !== 'string')
            continue;
        const first = seen.get(item.value);
        if (first)
            problems.push(twice(item.value, 'stands here twice', item, first));
        else
            seen.set(item.value, item);
    }
    return [...seen.keys()];
}
function twice(value, words, second, first) {
    const related = [{ message: 'it stands here first', place: first.source.place(first.path, 'value') }];
    const place = second.source.place(second.path, 'value');
    return { code: 'duplicate', message: `'${value}' ${words}`, place, related };
}
function requiresOf(reader, spot, name, section) {
    const own = new Set([name, `${section ?? ''}/${name}`]);
    const one = plainOf(reader, spot, rules/* requiredRule */.WN);
    const required = one ? [one] : itemsOf(spot).flatMap((item) => plainOf(reader, item, rules/* requiredRule */.WN) ?? []);
    const seen = new Map();
    for (const { value, place, ...rest } of required) {
        const first = seen.get(value);
        const related = first && [{ message: 'it stands here first', place: first.place }];
        if (own.has(value))
            reader.problems.push({ code: 'cycle', message: `'${value}' requires itself`, place });
        else if (first)
            reader.problems.push({ code: 'duplicate', message: `'${value}' is required twice`, place, related });
        else
            seen.set(value, { value, place, ...rest });
    }
    return [...seen.values()];
}
function gentooOf(reader, spot, head) {
    const at = (key) => under(spot, key);
    return {
        ...head,
        type: 'gentoo',
        builder: plainOf(reader, at('builder'), rules/* builderNameRule */.Rs),
        tagCheck: wordOf(at('tag_check'), ['fail', 'warn']),
        stateDrop: textsOf(reader, under(spot, 'state', 'drop'), atomRule),
        sizeBudget: textOf(reader, at('size_budget'), sizeRule),
        closure: wordOf(at('closure'), ['warn', 'fail', 'off']),
        allowReplace: textsOf(reader, at('allow_replace'), rules/* absolutePathRule */.N8),
        scope: wordOf(at('portage_scope'), ['snapshot', 'packages']),
        build: buildOf(reader, at('build'), head.requires),
        target: targetOf(reader, spot),
        tests: testsOf(reader, at('test')),
    };
}
function definition_image_scriptOf(reader, spot, head) {
    const command = textOf(reader, under(spot, 'command'), undefined, 'bash');
    const inputs = under(spot, 'inputs');
    if (!command)
        return undefined;
    if (!inputs && scriptNamedIn(command.value) === undefined) {
        const message = `what decides whether '${head.name.value}' is built again is not known: its command names no script`;
        const hint = "list the files under 'inputs'; a script is found where the command begins with it, as in ./build.sh";
        complain(reader, under(spot, 'command') ?? spot, 'value', { code: 'missing-key', message, hint });
    }
    return {
        ...head,
        type: 'script',
        command,
        inputs: inputs && textsOf(reader, inputs, rules/* globRule */.dw),
        tests: testsOf(reader, under(spot, 'test')),
    };
}
const INTERPRETER = String.raw `(?:(?:ba|da|z)?sh|python3?|perl|ruby|node)(?:[ \t]+-[A-Za-z]+)*[ \t]+`;
const SCRIPT = new RegExp(String.raw `^[ \t]*(?:exec[ \t]+)?(?:\.\/|${INTERPRETER}(?:\.\/)?)([A-Za-z0-9_][A-Za-z0-9_./+-]*)(?=$|[\s;&|<>])`, 'm');
/** The first script below the folder that a command runs: `./build.sh`, `bash tools/build.sh`; undefined for none. */
function scriptNamedIn(command) {
    const found = SCRIPT.exec(command)?.[1];
    return found === undefined || (0,rules/* globRule */.dw)(found) ? undefined : found;
}

;// CONCATENATED MODULE: ./src/core/definition-relations.ts
// What is wrong between the parts of an images file: builders that do not exist or extend one another in a ring, images
// that would be one, versions that cannot be tags. In: a `Definition`. Out: problems, all places named. Parents are the
// graph's.




/** `section/name`, or only the name; `outer` is the section of images that name none. */
function identityOf({ name, section }, outer) {
    return [section?.value ?? outer, name.value].filter((part) => part !== '').join('/');
}
/** Everything that is wrong between the parts. `outer` and `registry` are the file's, filled in. */
function relationProblems(definition, outer, registry) {
    return [
        ...extendsProblems(definition.builders),
        ...duplicates(definition.images, outer),
        ...definition.images.flatMap((image) => imageProblems(image, definition, outer)),
        ...definition.images.flatMap((image) => mirrorProblems(image, outer, registry)),
    ];
}
/** What is said of a builder that there is not. */
function unknownBuilder({ value, place }, names) {
    const some = names.length === 0 ? 'there are none' : `builders are ${names.join(', ')}`;
    const hint = (0,core_nearest/* nearestHint */.A)(value, names) ?? some;
    return { code: 'unknown-name', message: `there is no builder '${value}'`, place, hint };
}
function extendsProblems(builders) {
    const names = [...builders.keys()];
    const unknown = [...builders.values()].flatMap(({ name, extends: parent }) => {
        if (!parent || builders.has(parent.value))
            return [];
        const others = names.filter((other) => other !== name);
        return [unknownBuilder(parent, others)];
    });
    return [...unknown, ...extendsRings(builders)];
}
/** Each ring once, from the builder of it that stands first. */
function extendsRings(builders) {
    const said = new Set();
    const problems = [];
    for (const start of builders.values()) {
        const walk = [start];
        let at = builders.get(start.extends?.value ?? '');
        while (at && at !== start && walk.length <= MOST_EXTENDED) {
            walk.push(at);
            at = builders.get(at.extends?.value ?? '');
        }
        // A builder that leads into a ring is no part of it.
        const leadsIn = at !== start && new Set(walk).size < walk.length;
        if (!at || leadsIn || walk.some((each) => said.has(each)))
            continue;
        for (const each of walk)
            said.add(each);
        problems.push(at === start ? ringProblem(walk) : tooLong(start));
    }
    return problems;
}
/** Each takes over all of the one before. */
const MOST_EXTENDED = 20;
function tooLong({ name, place, extends: parent }) {
    const message = `'${name}' extends more than ${String(MOST_EXTENDED)} builders, one after another`;
    return { code: 'limit', message, place: parent?.place ?? place, hint: 'extend an earlier one' };
}
function ringProblem(ring) {
    const [first, ...more] = ring;
    const names = [...ring, first].map((builder) => builder?.name ?? '');
    const message = ring.length === 1
        ? `'${names[0] ?? ''}' extends itself`
        : `these builders extend each other in a ring: ${names.join(' -> ')}`;
    const related = more.map((builder) => ({
        message: `'${builder.name}' extends '${builder.extends?.value ?? ''}'`,
        place: builder.extends?.place ?? builder.place,
    }));
    const hint = 'take one of them out, and give that builder a stage3 and a portage of its own';
    return { code: 'cycle', message, place: first?.extends?.place, related, hint };
}
/** Two images of one identity are pushed to one repository. */
function duplicates(images, outer) {
    const seen = new Map();
    return images.flatMap((image) => {
        const identity = identityOf(image, outer);
        const first = seen.get(identity);
        if (!first)
            seen.set(identity, image);
        if (!first)
            return [];
        const related = [{ message: 'the first one is here', place: first.name.place }];
        const message = `two images are '${identity}': both would be pushed to one place`;
        const hint = "give one of them another 'name' or 'section'";
        return [{ code: 'duplicate', message, place: image.name.place, related, hint }];
    });
}
function imageProblems(image, definition, outer) {
    const { builders, versions, defaultTag } = definition;
    const { name, tag, tagPackage } = image;
    const version = tag || tagPackage || image.type === 'mirror' ? undefined : versions.get(name.value);
    // A version is only held to the rule of tags where it becomes one.
    const untaggable = version ? broken({ ...version, rule: rules/* tagRule */.D$ }, version.value) : [];
    const builder = image.type === 'gentoo' ? image.builder : undefined;
    const unknown = builder && !builders.has(builder.value) ? [unknownBuilder(builder, [...builders.keys()])] : [];
    const nameless = image.type === 'script' && !(tag ?? version ?? defaultTag) && builders.size === 0;
    const message = `'${name.value}' has no tag: without a builder there is no snapshot whose date could be it`;
    const missing = nameless
        ? [{ code: 'missing-key', message, place: name.place, hint: "write a 'tag'" }]
        : [];
    return [...untaggable, ...unknown, ...missing, ...builderClash(image, definition, outer)];
}
/** The builder image of an image `scratch-arm` would be `builder-scratch-arm`, as is that of the builder `arm`. */
function builderClash(image, { builders, defaultBuilder }, outer) {
    const { name, section } = image;
    const builder = builders.get(name.value.replace(/^scratch-/, ''));
    if (!builder || !name.value.startsWith('scratch-') || builder.name === defaultBuilder)
        return [];
    if (section && section.value !== outer)
        return [];
    const message = `the builder images of '${name.value}' and of the builder '${builder.name}' would be pushed to one place`;
    const related = [{ message: 'the builder is here', place: builder.place }];
    return [{ code: 'clash', message, place: name.place, related, hint: 'give the image another name' }];
}
function mirrorProblems(image, outer, registry) {
    if (image.type !== 'mirror')
        return [];
    const { source, tag } = image;
    const reference = (0,core_reference/* parseReference */.F2)(source.value);
    if (!reference)
        return [];
    const { place } = source;
    const message = `the source of '${image.name.value}' has no tag that could be the image's`;
    const missing = reference.digest !== undefined && reference.tag === undefined && !tag;
    const found = missing ? [{ code: 'missing-key', message, place, hint: "write a 'tag'" }] : [];
    const own = registry === undefined ? undefined : `${registry}/${identityOf(image, outer)}`;
    if (own !== undefined && own === `${reference.registry}/${reference.repository}`) {
        found.push({ code: 'clash', message: `'${image.name.value}' would be copied onto itself`, place });
    }
    return found;
}

;// CONCATENATED MODULE: ./src/core/defaults-image.ts
// The defaults of an image, for one of its platforms.
// In: an image's definition and what is known around it. Out: an `Image` of the catalog. Never reads a source.









/** minutes; the longest that GitHub lets a job run */
const JOB_TIMEOUT = 360;
/** the image that is also tagged `latest` unless it says otherwise */
const LATEST_IMAGE = 'base';
/** what a reference without a tag means */
const SOURCE_TAG = 'latest';
/** An image on a platform. */
function fillImage(definition, around) {
    switch (definition.type) {
        case 'gentoo':
            return { ...fillHead(definition, around), ...fillGentoo(definition, around.fill) };
        case 'script':
            return { ...fillHead(definition, around), ...fillScript(definition, around.fill) };
        case 'mirror':
            return { ...fillHead(definition, around), ...fillMirror(definition, around.fill) };
    }
}
function fillHead(definition, around) {
    const { fill, platform, section } = around;
    return {
        name: definition.name.value,
        section: definition.section?.value ?? section,
        identity: identityOf(definition, section),
        platform,
        place: definition.name.place,
        requires: definition.requires.map(fill_plain),
        tags: fillTags(definition, around),
        timeout: definition.timeout ?? JOB_TIMEOUT,
        runner: definition.runner?.map(fill),
    };
}
function fillTags(definition, { fill, names, version, defaultTag }) {
    const { tag, tagPackage } = definition;
    const told = tag && fillPlaced(tag, fill);
    const promised = definition.type === 'mirror' || tagPackage ? undefined : version;
    const fallback = promised || tagPackage ? undefined : defaultTag && fillPlaced(defaultTag, fill);
    return {
        explicit: told ?? (definition.type === 'mirror' ? tagOfSource(definition, fill) : fallback),
        package: tagPackage && { atom: fillPlaced(tagPackage.atom, fill), in: tagPackage.in ?? 'root' },
        version: promised && fill_plain(promised),
        latest: definition.latest ?? definition.name.value === LATEST_IMAGE,
        more: definition.tags,
        names,
        check: definition.type === 'gentoo' && definition.tagCheck === 'warn' ? 'warn' : 'fail',
    };
}
function tagOfSource({ source }, fill) {
    return { value: (0,core_reference/* parseReference */.F2)(fill(source))?.tag ?? SOURCE_TAG, place: source.place };
}
function fillScript({ type, command, inputs, tests }, fill) {
    const hook = hookOf(fill(command), command);
    const named = scriptNamedIn(hook.text);
    const found = named === undefined ? [] : [{ value: (0,rules/* plainPath */.s1)(named), place: command.place }];
    return {
        type,
        command: hook,
        inputs: inputs?.map((input) => ({ value: (0,rules/* plainPath */.s1)(fill(input)), place: input.place })) ?? found,
        tests: tests.map((test) => fillTest(test, fill)),
    };
}
function fillMirror({ type, source }, fill) {
    return { type, source: fillPlaced(source, fill) };
}
function fillGentoo(definition, fill) {
    const { build, sizeBudget } = definition;
    const placed = (written) => fillPlaced(written, fill);
    return {
        type: 'gentoo',
        builder: definition.builder && fill_plain(definition.builder),
        packages: build.packages.map(placed),
        builderPackages: build.builderPackages.map(placed),
        configuration: fillPortage(build.configuration, fill),
        environment: fillSettings(build.environment, fill),
        configureBuilder: fillHook(build.configureBuilder, fill),
        configureRootfsBuild: fillHook(build.configureRootfsBuild, fill),
        finishRootfsBuild: fillHook(build.finishRootfsBuild, fill),
        script: build.script && fillFile(build.script, fill),
        provided: { root: build.provided.root.map(placed), builder: build.provided.builder.map(placed) },
        add: build.add.map((addition) => fillAddition(addition, fill)),
        refresh: build.refresh && fill(build.refresh),
        keep: [...new Set(build.keep.map(({ value }) => value))],
        dockerfile: build.dockerfile && fillDockerfile(build.dockerfile, fill),
        capabilities: build.capabilities.map((capability) => plainCapability(fill(capability))),
        secrets: build.secrets.map(placed),
        network: build.network,
        stateDrop: definition.stateDrop.map(placed),
        sizeBudget: sizeBudget && { value: bytesOf(fill(sizeBudget)), place: sizeBudget.place },
        closure: definition.closure ?? 'warn',
        allowReplace: definition.allowReplace.map(fill),
        scope: definition.scope,
        target: fillTarget(definition.target, fill),
        tests: definition.tests.map((test) => fillTest(test, fill)),
    };
}
function fillAddition(addition, fill) {
    const common = { place: addition.place, dest: fill(addition.dest), to: addition.to ?? 'builder' };
    switch (addition.kind) {
        case 'git':
            return { ...common, kind: 'git', url: fill(addition.url), ref: fill(addition.ref) };
        case 'url':
            return {
                ...common,
                kind: 'url',
                url: fill(addition.url),
                digest: `${addition.algorithm}:${fill(addition.checksum)}`,
            };
        case 'path':
            return { ...common, kind: 'path', path: (0,rules/* plainPath */.s1)(fill(addition.path)) };
        case 'image': {
            const { image, src, from } = addition;
            return { ...common, kind: 'image', image: fill_plain(image), src: fill(src), from: from ?? 'target' };
        }
    }
}
/** Entries of a list are lines of one text. */
function fillDockerfile(definition, fill) {
    if (definition.kind === 'file')
        return { file: fillFile(definition.file, fill) };
    const [first] = definition.lines;
    if (!first)
        return undefined;
    if (definition.lines.length === 1)
        return { lines: hookOf(fill(first), first) };
    const lines = definition.lines.flatMap((each) => each.value
        .trimEnd()
        .split('\n')
        .map(() => each.place));
    const text = definition.lines.map((each) => fill(each).trimEnd()).join('\n');
    return { lines: hookOf(text, { place: first.place, lines }) };
}

;// CONCATENATED MODULE: ./src/core/dockerfile-problems.ts
// What is wrong with the lines of `build.dockerfile`. In: an image. Out: problems, each at its line.
// Only what would surprise later is looked for: what an engine does with a line, it says itself.





/** What is wrong with an image's lines, as far as they are at hand. */
function lineProblems(image) {
    if (image.type !== 'gentoo' || !image.dockerfile || !('lines' in image.dockerfile))
        return [];
    return dockerfileProblems(image.dockerfile.lines);
}
function dockerfileProblems(hook) {
    const file = parseDockerfile(hook);
    const names = file.stages.map(({ name }) => name.toLowerCase());
    const problems = file.stages.flatMap((stage, index) => stageProblems(file, stage, index));
    const last = file.stages.at(-1);
    if (last && last.name !== '' && file.own.length === 0) {
        const message = `nothing is copied from the stage '${dockerfile_problems_clip(last.name)}', so that nothing says where it ends`;
        problems.push(dockerfile_problems_bad(last.place, message, 'the target’s own lines begin with the first that has `--from` of the last stage'));
    }
    for (const one of [...file.stages.flatMap(({ instructions }) => instructions), ...file.own]) {
        problems.push(...instructionProblems(one, names));
    }
    return problems;
}
function stageProblems({ stages }, { from, name, place }, index) {
    if (name === '') {
        const message = "this 'FROM' would be the image: it is built on its parent already";
        return [dockerfile_problems_bad(place, message, "leave it out, or name the stage to copy from with 'AS NAME'")];
    }
    if (from.startsWith('--')) {
        return [dockerfile_problems_bad(place, "options of 'FROM' are not taken", 'a stage is of the platform that the image is of')];
    }
    if (from.includes('$'))
        return [dockerfile_problems_bad(place, `'${dockerfile_problems_clip(from)}' has to be an image's own name`, "values go in with '${{ }}'")];
    if (from === 'scratch' || isEarlier(stages, from, index) || (0,core_reference/* parseReference */.F2)(from))
        return [];
    return [dockerfile_problems_bad(place, `'${dockerfile_problems_clip(from)}' is not an image reference`)];
}
function instructionProblems(one, names) {
    const { word, rest, place } = one;
    if (word === 'MAINTAINER') {
        return [dockerfile_problems_bad(place, "'MAINTAINER' is out of use", 'write it as LABEL org.opencontainers.image.authors=...')];
    }
    if (!INSTRUCTIONS.includes(word)) {
        return [dockerfile_problems_bad(place, `'${dockerfile_problems_clip(word)}' is not a Dockerfile instruction`, (0,core_nearest/* nearestHint */.A)(word, INSTRUCTIONS))];
    }
    if (word === 'ONBUILD') {
        const fault = triggerRule(rest);
        return fault ? [{ ...fault, place }] : [];
    }
    return [
        ...fromsOf(one).flatMap((from) => {
            if (names.includes(from.toLowerCase()) || (/^\d+$/.test(from) && Number(from) < names.length))
                return [];
            return [
                dockerfile_problems_bad(place, `'${dockerfile_problems_clip(from)}' is not one of the stages`, `write it before as a stage: FROM ${dockerfile_problems_clip(from)} AS NAME`),
            ];
        }),
        ...sourcesOf(one).flatMap((source) => sourceProblems(one, source)),
    ];
}
function sourceProblems({ place, rest }, source) {
    if (REMOTE.test(source)) {
        if (/^--checksum=|\s--checksum=/.test(rest))
            return [];
        return [
            dockerfile_problems_bad(place, `nothing says what '${dockerfile_problems_clip(source)}' is`, 'use `build.add` with its sha256, or with git and a commit'),
        ];
    }
    if (source.includes('$'))
        return [dockerfile_problems_bad(place, `'${dockerfile_problems_clip(source)}' has to be a path`, "values go in with '${{ }}'")];
    const path = plainSource(source);
    const fault = path === '.' ? undefined : (0,rules/* relativePathRule */.yi)(path);
    return fault ? [{ ...fault, place }] : [];
}
function dockerfile_problems_bad(place, message, hint) {
    return { code: 'bad-value', message, place, hint };
}
function dockerfile_problems_clip(text) {
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

;// CONCATENATED MODULE: ./src/core/defaults.ts
// Every default in one place: from what the user wrote to what the machine works with.
// In: a `Definition`, the snapshot dates that are pinned. Out: a `Catalog`, or a `UserError` for texts that are wrong
// once their expressions are filled in. Never reads a source. Builders, images and targets have files of their own.







const SECTION = '';
const PLATFORM = 'linux/amd64';
/** what `builder.portage` is while nobody has asked the registry */
const UNKNOWN_DATE = 'latest';
/** The catalog of a definition. */
function fillCatalog(definition, known) {
    const problems = [];
    const names = new Map([
        ['software', definition.software],
        ['vars', definition.vars],
    ]);
    const top = filler(names, problems);
    const flat = [...definition.builders.values()].map((builder) => flattenBuilder(builder, definition.builders));
    const dates = datesOf(flat, top, known);
    const section = definition.section ? top(definition.section) : SECTION;
    const builders = flat.map((builder) => {
        const inner = filler(new Map([...names, ...builderNames(dates.get(builder.name)), ...platformNames(PLATFORM)]), problems);
        return [builder.name, fillBuilder(builder, inner, top, definition.scope)];
    });
    const builderFor = chosenBuilders(definition, section);
    const images = definition.images.flatMap((image) => {
        const own = new Map([...names, ...builderNames(dates.get(builderFor(image)), definition.builders.size > 0)]);
        return onPlatforms(image, definition, { names: own, section, problems });
    });
    for (const image of images)
        problems.push(...tagProblems(image), ...lineProblems(image));
    (0,problem/* refuse */.TR)((0,problem/* withoutRepeats */.jP)(problems));
    const { file, registry, registries, defaultBuilder } = definition;
    return {
        ...{ file, section, registries, defaultBuilder, images },
        registry: registry && top(registry),
        builders: new Map(builders),
        notYet: inOrder(definition.notYet),
    };
}
function onPlatforms(image, { versions, defaultTag }, { names, section, problems }) {
    const platforms = image.platforms.length === 0 ? [PLATFORM] : image.platforms;
    return platforms.map((platform) => {
        const name = image.name.value;
        const own = new Map([...names, ...platformNames(platform), ['image', new Map([['name', name]])]]);
        const fill = filler(own, problems);
        return fillImage(image, { fill, names: own, platform, section, version: versions.get(name), defaultTag });
    });
}
function builderNames(date, isThere = true) {
    return new Map(isThere ? [['builder', new Map([['portage', date ?? UNKNOWN_DATE]])]] : []);
}
/** GitHub's and Docker's word for the processor, without the variant. */
function platformNames(platform) {
    return new Map([['platform', new Map([['arch', platform.split('/')[1] ?? platform]])]]);
}
function datesOf(builders, fill, { dates }) {
    const found = new Map(dates);
    for (const { name, portage } of builders) {
        if (found.has(name) || !portage)
            continue;
        const snapshot = fillSnapshot(portage, fill);
        const date = snapshot.kind === 'folder' ? snapshot.date : dateOfReference(snapshot.reference);
        if (date !== undefined)
            found.set(name, date);
    }
    return found;
}
/** Its own, else its parent's, else the default one. A ring of parents, refused later, ends at the default. */
function chosenBuilders({ images, defaultBuilder }, section) {
    const byName = new Map();
    for (const image of images) {
        byName.set(image.name.value, image);
        byName.set(`${image.section?.value ?? section}/${image.name.value}`, image);
    }
    const parentOf = ({ requires }) => requires[0] && byName.get(requires[0].value);
    const known = new Map();
    return (image) => {
        const chain = new Set();
        let at = image;
        while (at && builderNameOf(at) === undefined && !known.has(at) && !chain.has(at)) {
            chain.add(at);
            at = parentOf(at);
        }
        const builder = (at && (builderNameOf(at) ?? known.get(at))) ?? defaultBuilder;
        for (const each of chain)
            known.set(each, builder);
        return builder;
    };
}
/** On a script or mirror image, a child starts from the initial builder. */
function builderNameOf(image) {
    return image.type === 'gentoo' ? image.builder?.value : undefined;
}
/** Files in their order, in each from the top. */
function inOrder(notYet) {
    const files = [...new Set(notYet.map(({ place }) => place.file))];
    return [...notYet].sort(({ place: a }, { place: b }) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column);
}

;// CONCATENATED MODULE: ./src/core/include.ts
// The further files of an images file. In: sources. Out: which files it includes, and what an included one may not have.
// Never reads a file: a command does, and hands all sources to `parseDefinition`.



/** What an included file may say. */
const SHARED_KEYS = ['images', 'software', 'vars'];
/** The files that the images file includes, each once; what is wrong there is left out: `parseDefinition` says it. */
function includesOf(source) {
    const found = new Map();
    for (const item of itemsOf(under(topOf(source), 'include'))) {
        const path = pathOf(item);
        if (path === undefined || path === include_nameOf(source) || found.has(path))
            continue;
        found.set(path, { path, place: source.place(item.path, 'value') });
    }
    return [...found.values()];
}
/** What is wrong with `include`, and with the top of included files. */
function includeProblems([main, ...others]) {
    if (!main)
        return [];
    const problems = [];
    const reader = { problems, names: new Map() };
    const seen = new Map();
    for (const item of itemsOf(under(topOf(main), 'include')))
        checkPath(reader, item, include_nameOf(main), seen);
    const folder = main.file.slice(0, main.file.length - include_nameOf(main).length);
    for (const other of others) {
        const path = (0,rules/* plainPath */.s1)(other.file.startsWith(folder) ? other.file.slice(folder.length) : other.file);
        checkTop(reader, other, path, main, seen.get(path));
    }
    return problems;
}
function checkPath(reader, item, own, seen) {
    const text = item.source.text(item.path);
    if (text === undefined)
        return;
    if (hasExpression(text)) {
        const message = 'here no expression is filled in: files are read before values';
        complain(reader, item, 'value', { code: 'bad-expression', message });
        return;
    }
    const fault = (0,rules/* relativePathRule */.yi)(text);
    if (fault) {
        complain(reader, item, 'value', fault);
        return;
    }
    const path = (0,rules/* plainPath */.s1)(text);
    const first = seen.get(path);
    const related = first && [{ message: 'it stands here first', place: first.source.place(first.path, 'value') }];
    const place = item.source.place(item.path, 'value');
    if (path === own)
        reader.problems.push({ code: 'cycle', message: `'${own}' includes itself`, place });
    else if (first)
        reader.problems.push({ code: 'duplicate', message: `'${path}' is included twice`, place, related });
    else
        seen.set(path, item);
}
function checkTop(reader, source, path, main, included) {
    for (const [key, entry] of entriesOf(topOf(source))) {
        if (key === 'include')
            checkNested(reader, entry, path, main, included);
        else if (MAIN_KEYS.includes(key)) {
            const message = `'${key}' has no place in an included file`;
            const hint = `move it to ${main.file}; included files have ${SHARED_KEYS.join(', ')}`;
            complain(reader, entry, 'key', { code: 'unknown-key', message, hint });
        }
    }
}
/** Known to the schema, but only once, in the images file itself. */
const MAIN_KEYS = [
    ...['registry', 'section', 'registries', 'builders', 'default_builder', 'default_tag', 'portage_scope'],
];
function checkNested(reader, spot, path, main, included) {
    const place = spot.source.place(spot.path, 'key');
    const ring = itemsOf(spot).find((item) => [include_nameOf(main), path].includes(pathOf(item) ?? ''));
    const related = included && [
        { message: `'${include_nameOf(main)}' includes '${path}'`, place: included.source.place(included.path, 'value') },
    ];
    if (ring) {
        const message = `'${path}' includes '${pathOf(ring) ?? ''}', by which it is included: a ring`;
        const at = ring.source.place(ring.path, 'value');
        const own = pathOf(ring) === path ? `'${path}' includes itself` : message;
        reader.problems.push({ code: 'cycle', message: own, place: at, related, hint: "take 'include' out of this file" });
        return;
    }
    const message = 'an included file includes no others';
    const hint = `name them all under 'include' of ${main.file}`;
    reader.problems.push({ code: 'unknown-key', message, place, related, hint });
}
function pathOf({ source, path }) {
    const text = source.text(path);
    return text === undefined || hasExpression(text) || (0,rules/* relativePathRule */.yi)(text) ? undefined : (0,rules/* plainPath */.s1)(text);
}
/** The last part of a source's path. */
function include_nameOf({ file }) {
    return file.slice(file.lastIndexOf('/') + 1);
}
function topOf(source) {
    return { source, path: [], value: source.value };
}

;// CONCATENATED MODULE: ./src/core/images-validator.generated.js
// Made by script/generate.mjs from images.schema.json. Do not edit.
const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"gentoo-image-builder images file","type":"object","x-words":"a mapping with 'builders' and 'images'","properties":{"registry":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"registries":{"type":"object","x-words":"a mapping of hosts","additionalProperties":{"$ref":"#/$defs/registry"},"patternProperties":{"^x-":{}}},"builders":{"type":"object","x-words":"a mapping of builder names","additionalProperties":{"$ref":"#/$defs/builder"},"patternProperties":{"^x-":{}}},"default_builder":{"$ref":"#/$defs/text"},"default_tag":{"$ref":"#/$defs/text"},"portage_scope":{"$ref":"#/$defs/scope"},"software":{"type":"object","x-words":"a mapping of names","patternProperties":{"^x-":{}},"additionalProperties":{"type":"object","x-words":"a mapping with 'version', such as {version: 1.2.3}","properties":{"version":{"$ref":"#/$defs/text"}}}},"vars":{"type":"object","x-words":"a mapping of names to values"},"include":{"$ref":"#/$defs/texts"},"images":{"type":"array","x-words":"a list of images","items":{"$ref":"#/$defs/image"}}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["images"],"$defs":{"text":{"type":["string","number","boolean"],"x-words":"a text"},"flag":{"type":"boolean","x-words":"true or false"},"hook":{"type":"string","x-words":"bash text"},"texts":{"type":"array","x-words":"a list of texts","items":{"type":["string","number","boolean"],"x-words":"a text"}},"lines":{"type":"array","x-words":"a list of lines","items":{"type":"string","x-words":"a line of text"}},"argv":{"type":"array","x-words":"a list of words, such as [/usr/bin/node, --version]","items":{"type":["string","number","boolean"],"x-words":"a word"}},"names":{"type":["string","number","boolean","array"],"x-words":"a name or a list of names","items":{"type":["string","number","boolean"],"x-words":"a name"}},"packages":{"type":["string","array"],"x-words":"a list of packages, or a text with spaces between them","items":{"type":"string","x-words":"a package"}},"settings":{"type":"object","x-words":"a mapping of names to texts","additionalProperties":{"type":["string","number","boolean"],"x-words":"a text"},"patternProperties":{"^x-":{}}},"scope":{"type":"string","x-words":"'snapshot' or 'packages'","enum":["snapshot","packages"]},"tag":{"type":["string","number","boolean","object"],"x-words":"a text, or a mapping with 'package'","properties":{"package":{"$ref":"#/$defs/text"},"in":{"type":"string","x-words":"'target' or 'builder'","enum":["target","builder"]}},"patternProperties":{"^x-":{}},"additionalProperties":false},"registry":{"type":"object","x-words":"a mapping with 'insecure', 'ca' or 'mirror'","properties":{"insecure":{"$ref":"#/$defs/flag"},"ca":{"$ref":"#/$defs/text"},"mirror":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"builder":{"type":"object","x-words":"a mapping with 'stage3' and 'portage'","properties":{"extends":{"$ref":"#/$defs/text"},"stage3":{"type":["string","object"],"x-words":"an image reference, or a mapping with 'tarball' or 'variant'","properties":{"tarball":{"$ref":"#/$defs/text"},"variant":{"$ref":"#/$defs/text"},"date":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"portage":{"type":["string","number","boolean","object"],"x-words":"an image reference, a date, 'latest', or a mapping with 'path'","properties":{"path":{"$ref":"#/$defs/text"},"date":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"environment":{"$ref":"#/$defs/settings"},"make_conf":{"$ref":"#/$defs/settings"},"package_use":{"$ref":"#/$defs/lines"},"package_accept_keywords":{"$ref":"#/$defs/lines"},"package_mask":{"$ref":"#/$defs/lines"},"package_unmask":{"$ref":"#/$defs/lines"},"package_license":{"$ref":"#/$defs/lines"},"package_env":{"$ref":"#/$defs/lines"},"use_mask":{"$ref":"#/$defs/lines"},"use_force":{"$ref":"#/$defs/lines"},"profile":{"$ref":"#/$defs/text"},"overlays":{"type":"array","x-words":"a list of overlays","items":{"type":"object","x-words":"a mapping with 'name' and 'path'","properties":{"name":{"$ref":"#/$defs/text"},"path":{"$ref":"#/$defs/text"},"priority":{"type":"integer","x-words":"a whole number"},"git":{"$ref":"#/$defs/text"},"ref":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["name"]}},"patches":{"$ref":"#/$defs/text"},"configure_builder":{"$ref":"#/$defs/hook"},"finish_build":{"$ref":"#/$defs/hook"},"script":{"$ref":"#/$defs/text"},"portage_scope":{"$ref":"#/$defs/scope"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"if":{"not":{"required":["extends"],"properties":{"extends":true}}},"then":{"required":["stage3","portage"],"properties":{"stage3":true,"portage":true}},"x-elsewhere":{"packages":"images have packages; hooks of a builder can emerge","configure_rootfs_build":"it belongs to an image, under 'build'","finish_rootfs_build":"it belongs to an image, under 'build'","env":"the builder's variables are its 'environment'"}},"image":{"type":"object","x-words":"a mapping with 'name', 'requires' and 'build'","allOf":[{"if":{"properties":{"type":{"enum":["gentoo","gentoo-image-builder"]}}},"then":{"$ref":"#/$defs/gentoo"}},{"if":{"required":["type"],"properties":{"type":{"const":"script"}}},"then":{"$ref":"#/$defs/script"}},{"if":{"required":["type"],"properties":{"type":{"enum":["mirror","fetch"]}}},"then":{"$ref":"#/$defs/mirror"}},{"properties":{"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]}}}]},"gentoo":{"type":"object","x-words":"a mapping with 'name' and 'build'","properties":{"name":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]},"requires":{"$ref":"#/$defs/names"},"tag":{"$ref":"#/$defs/tag"},"tags":{"$ref":"#/$defs/texts"},"latest":{"$ref":"#/$defs/flag"},"platforms":{"type":"array","x-words":"a list of platforms, such as [linux/amd64]","items":{"type":"string","x-words":"a platform, such as linux/amd64","enum":["linux/386","linux/amd64","linux/arm/v6","linux/arm/v7","linux/arm64","linux/loong64","linux/ppc64le","linux/riscv64","linux/s390x"]}},"runner":{"$ref":"#/$defs/names"},"timeout":{"type":"integer","x-words":"a whole number of minutes","minimum":1},"test":{"$ref":"#/$defs/tests"},"size_budget":{"$ref":"#/$defs/text"},"builder":{"$ref":"#/$defs/text"},"tag_check":{"type":"string","x-words":"'fail' or 'warn'","enum":["fail","warn"]},"build":{"$ref":"#/$defs/build"},"entrypoint":{"$ref":"#/$defs/argv"},"cmd":{"$ref":"#/$defs/argv"},"user":{"$ref":"#/$defs/text"},"expose":{"$ref":"#/$defs/texts"},"volumes":{"$ref":"#/$defs/texts"},"labels":{"$ref":"#/$defs/settings"},"healthcheck":{"$ref":"#/$defs/healthcheck"},"stop_signal":{"$ref":"#/$defs/text"},"onbuild":{"$ref":"#/$defs/texts"},"env":{"$ref":"#/$defs/settings"},"workdir":{"$ref":"#/$defs/text"},"state":{"type":"object","x-words":"a mapping with 'drop'","properties":{"drop":{"$ref":"#/$defs/texts"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"closure":{"type":"string","x-words":"'warn', 'fail' or 'off'","enum":["warn","fail","off"]},"allow_replace":{"$ref":"#/$defs/texts"},"portage_scope":{"$ref":"#/$defs/scope"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["name"],"x-elsewhere":{"parent":"write it as 'requires'","image_parent":"write it as 'requires'","from":"write it as 'requires'","depends_on":"write it as 'requires'","ports":"write it as 'expose'","command":"only images of 'type: script' have it","use":"write it as 'package_use' under 'build'","packages":"it belongs under 'build'","builder_packages":"it belongs under 'build'","environment":"it belongs under 'build'","provided":"it belongs under 'build'","configure_builder":"it belongs under 'build'","configure_rootfs_build":"it belongs under 'build'","finish_rootfs_build":"it belongs under 'build'","add":"it belongs under 'build'","refresh":"it belongs under 'build'","keep":"it belongs under 'build'","dockerfile":"it belongs under 'build'","capabilities":"it belongs under 'build'","secrets":"it belongs under 'build'","network":"it belongs under 'build'","make_conf":"it belongs under 'build'","package_use":"it belongs under 'build'","package_accept_keywords":"it belongs under 'build'","package_mask":"it belongs under 'build'","package_unmask":"it belongs under 'build'","package_license":"it belongs under 'build'","package_env":"it belongs under 'build'","use_mask":"it belongs under 'build'","use_force":"it belongs under 'build'","profile":"it belongs under 'build'","inputs":"only images of 'type: script' have it","source":"only images of 'type: mirror' have it","stage3":"it belongs to a builder, under 'builders'","portage":"it belongs to a builder, under 'builders'","overlays":"it belongs to a builder, under 'builders'","patches":"it belongs to a builder, under 'builders'","finish_build":"it belongs to a builder, under 'builders'"}},"script":{"type":"object","x-words":"a mapping with 'name' and 'command'","properties":{"name":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]},"requires":{"$ref":"#/$defs/names"},"tag":{"$ref":"#/$defs/tag"},"tags":{"$ref":"#/$defs/texts"},"latest":{"$ref":"#/$defs/flag"},"platforms":{"type":"array","x-words":"a list of platforms, such as [linux/amd64]","items":{"type":"string","x-words":"a platform, such as linux/amd64","enum":["linux/386","linux/amd64","linux/arm/v6","linux/arm/v7","linux/arm64","linux/loong64","linux/ppc64le","linux/riscv64","linux/s390x"]}},"runner":{"$ref":"#/$defs/names"},"timeout":{"type":"integer","x-words":"a whole number of minutes","minimum":1},"test":{"$ref":"#/$defs/tests"},"command":{"$ref":"#/$defs/hook"},"inputs":{"$ref":"#/$defs/texts"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["name","command"],"x-elsewhere":{"build":"only images of Gentoo packages have it","builder":"only images of Gentoo packages have it","size_budget":"only images of Gentoo packages have it","closure":"only images of Gentoo packages have it","allow_replace":"only images of Gentoo packages have it","state":"only images of Gentoo packages have it","portage_scope":"only images of Gentoo packages have it","tag_check":"only images of Gentoo packages have it","entrypoint":"only images of Gentoo packages have it","cmd":"only images of Gentoo packages have it","user":"only images of Gentoo packages have it","env":"only images of Gentoo packages have it","workdir":"only images of Gentoo packages have it","expose":"only images of Gentoo packages have it","volumes":"only images of Gentoo packages have it","labels":"only images of Gentoo packages have it","healthcheck":"only images of Gentoo packages have it","stop_signal":"only images of Gentoo packages have it","onbuild":"only images of Gentoo packages have it","source":"only images of 'type: mirror' have it"}},"mirror":{"type":"object","x-words":"a mapping with 'source'","properties":{"name":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]},"requires":{"$ref":"#/$defs/names"},"tag":{"$ref":"#/$defs/tag"},"tags":{"$ref":"#/$defs/texts"},"latest":{"$ref":"#/$defs/flag"},"runner":{"$ref":"#/$defs/names"},"timeout":{"type":"integer","x-words":"a whole number of minutes","minimum":1},"source":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["source"],"x-elsewhere":{"build":"only images of Gentoo packages have it","builder":"only images of Gentoo packages have it","size_budget":"only images of Gentoo packages have it","closure":"only images of Gentoo packages have it","allow_replace":"only images of Gentoo packages have it","state":"only images of Gentoo packages have it","portage_scope":"only images of Gentoo packages have it","tag_check":"only images of Gentoo packages have it","entrypoint":"only images of Gentoo packages have it","cmd":"only images of Gentoo packages have it","user":"only images of Gentoo packages have it","env":"only images of Gentoo packages have it","workdir":"only images of Gentoo packages have it","expose":"only images of Gentoo packages have it","volumes":"only images of Gentoo packages have it","labels":"only images of Gentoo packages have it","healthcheck":"only images of Gentoo packages have it","stop_signal":"only images of Gentoo packages have it","onbuild":"only images of Gentoo packages have it","test":"what is copied from elsewhere is not tested","platforms":"a mirror has all platforms of its source","command":"only images of 'type: script' have it","inputs":"only images of 'type: script' have it"}},"build":{"type":"object","x-words":"a mapping with 'packages' or hooks","properties":{"packages":{"$ref":"#/$defs/packages"},"builder_packages":{"$ref":"#/$defs/packages"},"make_conf":{"$ref":"#/$defs/settings"},"package_use":{"$ref":"#/$defs/lines"},"package_accept_keywords":{"$ref":"#/$defs/lines"},"package_mask":{"$ref":"#/$defs/lines"},"package_unmask":{"$ref":"#/$defs/lines"},"package_license":{"$ref":"#/$defs/lines"},"package_env":{"$ref":"#/$defs/lines"},"use_mask":{"$ref":"#/$defs/lines"},"use_force":{"$ref":"#/$defs/lines"},"profile":{"$ref":"#/$defs/text"},"environment":{"$ref":"#/$defs/settings"},"provided":{"type":"object","x-words":"a mapping with 'root' or 'builder'","properties":{"root":{"$ref":"#/$defs/texts"},"builder":{"$ref":"#/$defs/texts"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"configure_builder":{"$ref":"#/$defs/hook"},"configure_rootfs_build":{"$ref":"#/$defs/hook"},"finish_rootfs_build":{"$ref":"#/$defs/hook"},"script":{"$ref":"#/$defs/text"},"add":{"type":"array","x-words":"a list of mappings","items":{"type":"object","x-words":"a mapping with 'git', 'url', 'path' or 'image'","properties":{"git":{"$ref":"#/$defs/text"},"ref":{"$ref":"#/$defs/text"},"url":{"$ref":"#/$defs/text"},"sha256":{"$ref":"#/$defs/text"},"sha512":{"$ref":"#/$defs/text"},"path":{"$ref":"#/$defs/text"},"image":{"$ref":"#/$defs/text"},"src":{"$ref":"#/$defs/text"},"from":{"type":"string","x-words":"'target' or 'builder'","enum":["target","builder"]},"dest":{"$ref":"#/$defs/text"},"to":{"type":"string","x-words":"'target' or 'builder'","enum":["target","builder"]}},"patternProperties":{"^x-":{}},"additionalProperties":false}},"refresh":{"$ref":"#/$defs/text"},"keep":{"type":"array","x-words":"a list of words","items":{"type":"string","x-words":"a word","enum":["headers","static-libs","pkgconfig","man","doc","info","locale","vdb"]}},"dockerfile":{"type":["string","array"],"x-words":"Dockerfile lines, or the name of a file","items":{"type":"string","x-words":"a line of text"}},"capabilities":{"$ref":"#/$defs/texts"},"secrets":{"$ref":"#/$defs/texts"},"network":{"type":"string","x-words":"'none'","enum":["none"]},"entrypoint":{"$ref":"#/$defs/argv"},"cmd":{"$ref":"#/$defs/argv"},"user":{"$ref":"#/$defs/text"},"expose":{"$ref":"#/$defs/texts"},"volumes":{"$ref":"#/$defs/texts"},"labels":{"$ref":"#/$defs/settings"},"healthcheck":{"$ref":"#/$defs/healthcheck"},"stop_signal":{"$ref":"#/$defs/text"},"onbuild":{"$ref":"#/$defs/texts"},"env":{"$ref":"#/$defs/settings"},"workdir":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"x-elsewhere":{"name":"it belongs at the image's top, beside 'build'","section":"it belongs at the image's top, beside 'build'","type":"it belongs at the image's top, beside 'build'","requires":"it belongs at the image's top, beside 'build'","tag":"it belongs at the image's top, beside 'build'","tags":"it belongs at the image's top, beside 'build'","latest":"it belongs at the image's top, beside 'build'","platforms":"it belongs at the image's top, beside 'build'","runner":"it belongs at the image's top, beside 'build'","timeout":"it belongs at the image's top, beside 'build'","test":"it belongs at the image's top, beside 'build'","size_budget":"it belongs at the image's top, beside 'build'","state":"it belongs at the image's top, beside 'build'","closure":"it belongs at the image's top, beside 'build'","allow_replace":"it belongs at the image's top, beside 'build'","portage_scope":"it belongs at the image's top, beside 'build'","builder":"it belongs at the image's top, beside 'build'","tag_check":"it belongs at the image's top, beside 'build'","overlays":"it belongs to a builder, under 'builders'","patches":"it belongs to a builder, under 'builders'","finish_build":"it belongs to a builder, under 'builders'","stage3":"it belongs to a builder, under 'builders'","portage":"it belongs to a builder, under 'builders'"}},"tests":{"type":["string","array","object"],"x-words":"a command line, a list of words, or a list of tests","$ref":"#/$defs/test","items":{"type":["string","number","boolean","object"],"x-words":"a word or a test","$ref":"#/$defs/test"}},"test":{"type":["string","number","boolean","array","object"],"properties":{"run":{"type":["string","array"],"x-words":"a command line or a list of words","items":{"type":["string","number","boolean"],"x-words":"a word"}},"args":{"$ref":"#/$defs/argv"},"env":{"$ref":"#/$defs/settings"},"exit_code":{"type":"integer","x-words":"a whole number from 0 to 255","minimum":0,"maximum":255},"stdout":{"$ref":"#/$defs/text"},"timeout":{"type":"integer","x-words":"a whole number of seconds","minimum":1},"script":{"$ref":"#/$defs/text"},"healthcheck":{"type":"boolean","enum":[true],"x-words":"true"},"healthy":{"type":"integer","x-words":"a whole number","minimum":1},"within":{"type":"integer","x-words":"a whole number of seconds","minimum":1}},"patternProperties":{"^x-":{}},"additionalProperties":false},"healthcheck":{"type":"object","x-words":"a mapping with 'test'","properties":{"test":{"type":["string","array"],"x-words":"a command line or a list of words","items":{"type":["string","number","boolean"],"x-words":"a word"}},"interval":{"$ref":"#/$defs/text"},"timeout":{"$ref":"#/$defs/text"},"start_period":{"$ref":"#/$defs/text"},"start_interval":{"$ref":"#/$defs/text"},"retries":{"type":"integer","x-words":"a whole number","minimum":0}},"patternProperties":{"^x-":{}},"additionalProperties":false}}};
const schema32 = {"type":["string","number","boolean"],"x-words":"a text"};
const schema64 = {"type":"string","x-words":"'snapshot' or 'packages'","enum":["snapshot","packages"]};
const schema69 = {"type":"array","x-words":"a list of texts","items":{"type":["string","number","boolean"],"x-words":"a text"}};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^x-", "u");
const schema34 = {"type":"object","x-words":"a mapping with 'insecure', 'ca' or 'mirror'","properties":{"insecure":{"$ref":"#/$defs/flag"},"ca":{"$ref":"#/$defs/text"},"mirror":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false};
const schema35 = {"type":"boolean","x-words":"true or false"};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "insecure") || (key0 === "ca")) || (key0 === "mirror")) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.insecure !== undefined){
let data0 = data.insecure;
if(typeof data0 !== "boolean"){
const err1 = {instancePath:instancePath+"/insecure",schemaPath:"#/$defs/flag/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema35.type,parentSchema:schema35,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.ca !== undefined){
let data1 = data.ca;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err2 = {instancePath:instancePath+"/ca",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.mirror !== undefined){
let data2 = data.mirror;
if(((typeof data2 !== "string") && (!((typeof data2 == "number") && (isFinite(data2))))) && (typeof data2 !== "boolean")){
const err3 = {instancePath:instancePath+"/mirror",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema34.type,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema38 = {"type":"object","x-words":"a mapping with 'stage3' and 'portage'","properties":{"extends":{"$ref":"#/$defs/text"},"stage3":{"type":["string","object"],"x-words":"an image reference, or a mapping with 'tarball' or 'variant'","properties":{"tarball":{"$ref":"#/$defs/text"},"variant":{"$ref":"#/$defs/text"},"date":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"portage":{"type":["string","number","boolean","object"],"x-words":"an image reference, a date, 'latest', or a mapping with 'path'","properties":{"path":{"$ref":"#/$defs/text"},"date":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"environment":{"$ref":"#/$defs/settings"},"make_conf":{"$ref":"#/$defs/settings"},"package_use":{"$ref":"#/$defs/lines"},"package_accept_keywords":{"$ref":"#/$defs/lines"},"package_mask":{"$ref":"#/$defs/lines"},"package_unmask":{"$ref":"#/$defs/lines"},"package_license":{"$ref":"#/$defs/lines"},"package_env":{"$ref":"#/$defs/lines"},"use_mask":{"$ref":"#/$defs/lines"},"use_force":{"$ref":"#/$defs/lines"},"profile":{"$ref":"#/$defs/text"},"overlays":{"type":"array","x-words":"a list of overlays","items":{"type":"object","x-words":"a mapping with 'name' and 'path'","properties":{"name":{"$ref":"#/$defs/text"},"path":{"$ref":"#/$defs/text"},"priority":{"type":"integer","x-words":"a whole number"},"git":{"$ref":"#/$defs/text"},"ref":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["name"]}},"patches":{"$ref":"#/$defs/text"},"configure_builder":{"$ref":"#/$defs/hook"},"finish_build":{"$ref":"#/$defs/hook"},"script":{"$ref":"#/$defs/text"},"portage_scope":{"$ref":"#/$defs/scope"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"if":{"not":{"required":["extends"],"properties":{"extends":true}}},"then":{"required":["stage3","portage"],"properties":{"stage3":true,"portage":true}},"x-elsewhere":{"packages":"images have packages; hooks of a builder can emerge","configure_rootfs_build":"it belongs to an image, under 'build'","finish_rootfs_build":"it belongs to an image, under 'build'","env":"the builder's variables are its 'environment'"}};
const schema45 = {"type":"object","x-words":"a mapping of names to texts","additionalProperties":{"type":["string","number","boolean"],"x-words":"a text"},"patternProperties":{"^x-":{}}};
const schema47 = {"type":"array","x-words":"a list of lines","items":{"type":"string","x-words":"a line of text"}};
const schema61 = {"type":"string","x-words":"bash text"};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
const _errs3 = errors;
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.extends === undefined) && (missing0 = "extends")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var valid1 = _errs4 === errors;
if(valid1){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
errors = _errs3;
if(vErrors !== null){
if(_errs3){
vErrors.length = _errs3;
}
else {
vErrors = null;
}
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.stage3 === undefined){
const err2 = {instancePath,schemaPath:"#/then/required",keyword:"required",params:{missingProperty: "stage3"},message:"must have required property '"+"stage3"+"'",schema:schema38.then.required,parentSchema:schema38.then,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.portage === undefined){
const err3 = {instancePath,schemaPath:"#/then/required",keyword:"required",params:{missingProperty: "portage"},message:"must have required property '"+"portage"+"'",schema:schema38.then.required,parentSchema:schema38.then,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
valid0 = _valid0;
if(valid0){
var props0 = {};
props0.stage3 = true;
props0.portage = true;
}
}
if(!valid0){
const err4 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema38.if,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((func1.call(schema38.properties, key0)) || (pattern4.test(key0)))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.extends !== undefined){
let data0 = data.extends;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err6 = {instancePath:instancePath+"/extends",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.stage3 !== undefined){
let data1 = data.stage3;
if((typeof data1 !== "string") && (!(data1 && typeof data1 == "object" && !Array.isArray(data1)))){
const err7 = {instancePath:instancePath+"/stage3",schemaPath:"#/properties/stage3/type",keyword:"type",params:{type: schema38.properties.stage3.type},message:"must be string,object",schema:schema38.properties.stage3.type,parentSchema:schema38.properties.stage3,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(!((((key1 === "tarball") || (key1 === "variant")) || (key1 === "date")) || (pattern4.test(key1)))){
const err8 = {instancePath:instancePath+"/stage3",schemaPath:"#/properties/stage3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema38.properties.stage3,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data1.tarball !== undefined){
let data2 = data1.tarball;
if(((typeof data2 !== "string") && (!((typeof data2 == "number") && (isFinite(data2))))) && (typeof data2 !== "boolean")){
const err9 = {instancePath:instancePath+"/stage3/tarball",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data1.variant !== undefined){
let data3 = data1.variant;
if(((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")){
const err10 = {instancePath:instancePath+"/stage3/variant",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data1.date !== undefined){
let data4 = data1.date;
if(((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))) && (typeof data4 !== "boolean")){
const err11 = {instancePath:instancePath+"/stage3/date",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
if(data.portage !== undefined){
let data5 = data.portage;
if((((typeof data5 !== "string") && (!((typeof data5 == "number") && (isFinite(data5))))) && (typeof data5 !== "boolean")) && (!(data5 && typeof data5 == "object" && !Array.isArray(data5)))){
const err12 = {instancePath:instancePath+"/portage",schemaPath:"#/properties/portage/type",keyword:"type",params:{type: schema38.properties.portage.type},message:"must be string,number,boolean,object",schema:schema38.properties.portage.type,parentSchema:schema38.properties.portage,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(!(((key2 === "path") || (key2 === "date")) || (pattern4.test(key2)))){
const err13 = {instancePath:instancePath+"/portage",schemaPath:"#/properties/portage/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema38.properties.portage,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data5.path !== undefined){
let data6 = data5.path;
if(((typeof data6 !== "string") && (!((typeof data6 == "number") && (isFinite(data6))))) && (typeof data6 !== "boolean")){
const err14 = {instancePath:instancePath+"/portage/path",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data5.date !== undefined){
let data7 = data5.date;
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err15 = {instancePath:instancePath+"/portage/date",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
}
if(data.environment !== undefined){
let data8 = data.environment;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key3 in data8){
if(!(pattern4.test(key3))){
let data9 = data8[key3];
if(((typeof data9 !== "string") && (!((typeof data9 == "number") && (isFinite(data9))))) && (typeof data9 !== "boolean")){
const err16 = {instancePath:instancePath+"/environment/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data9};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
}
else {
const err17 = {instancePath:instancePath+"/environment",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.make_conf !== undefined){
let data10 = data.make_conf;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key4 in data10){
if(!(pattern4.test(key4))){
let data11 = data10[key4];
if(((typeof data11 !== "string") && (!((typeof data11 == "number") && (isFinite(data11))))) && (typeof data11 !== "boolean")){
const err18 = {instancePath:instancePath+"/make_conf/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data11};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
}
else {
const err19 = {instancePath:instancePath+"/make_conf",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data10};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.package_use !== undefined){
let data12 = data.package_use;
if(Array.isArray(data12)){
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
let data13 = data12[i0];
if(typeof data13 !== "string"){
const err20 = {instancePath:instancePath+"/package_use/" + i0,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data13};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/package_use",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data12};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.package_accept_keywords !== undefined){
let data14 = data.package_accept_keywords;
if(Array.isArray(data14)){
const len1 = data14.length;
for(let i1=0; i1<len1; i1++){
let data15 = data14[i1];
if(typeof data15 !== "string"){
const err22 = {instancePath:instancePath+"/package_accept_keywords/" + i1,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data15};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/package_accept_keywords",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data14};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.package_mask !== undefined){
let data16 = data.package_mask;
if(Array.isArray(data16)){
const len2 = data16.length;
for(let i2=0; i2<len2; i2++){
let data17 = data16[i2];
if(typeof data17 !== "string"){
const err24 = {instancePath:instancePath+"/package_mask/" + i2,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data17};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/package_mask",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data16};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.package_unmask !== undefined){
let data18 = data.package_unmask;
if(Array.isArray(data18)){
const len3 = data18.length;
for(let i3=0; i3<len3; i3++){
let data19 = data18[i3];
if(typeof data19 !== "string"){
const err26 = {instancePath:instancePath+"/package_unmask/" + i3,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data19};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/package_unmask",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data18};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.package_license !== undefined){
let data20 = data.package_license;
if(Array.isArray(data20)){
const len4 = data20.length;
for(let i4=0; i4<len4; i4++){
let data21 = data20[i4];
if(typeof data21 !== "string"){
const err28 = {instancePath:instancePath+"/package_license/" + i4,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data21};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/package_license",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data20};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.package_env !== undefined){
let data22 = data.package_env;
if(Array.isArray(data22)){
const len5 = data22.length;
for(let i5=0; i5<len5; i5++){
let data23 = data22[i5];
if(typeof data23 !== "string"){
const err30 = {instancePath:instancePath+"/package_env/" + i5,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data23};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/package_env",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data22};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.use_mask !== undefined){
let data24 = data.use_mask;
if(Array.isArray(data24)){
const len6 = data24.length;
for(let i6=0; i6<len6; i6++){
let data25 = data24[i6];
if(typeof data25 !== "string"){
const err32 = {instancePath:instancePath+"/use_mask/" + i6,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data25};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/use_mask",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data24};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.use_force !== undefined){
let data26 = data.use_force;
if(Array.isArray(data26)){
const len7 = data26.length;
for(let i7=0; i7<len7; i7++){
let data27 = data26[i7];
if(typeof data27 !== "string"){
const err34 = {instancePath:instancePath+"/use_force/" + i7,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data27};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/use_force",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data26};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.profile !== undefined){
let data28 = data.profile;
if(((typeof data28 !== "string") && (!((typeof data28 == "number") && (isFinite(data28))))) && (typeof data28 !== "boolean")){
const err36 = {instancePath:instancePath+"/profile",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data28};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.overlays !== undefined){
let data29 = data.overlays;
if(Array.isArray(data29)){
const len8 = data29.length;
for(let i8=0; i8<len8; i8++){
let data30 = data29[i8];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.name === undefined){
const err37 = {instancePath:instancePath+"/overlays/" + i8,schemaPath:"#/properties/overlays/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema38.properties.overlays.items.required,parentSchema:schema38.properties.overlays.items,data:data30};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
for(const key5 in data30){
if(!((((((key5 === "name") || (key5 === "path")) || (key5 === "priority")) || (key5 === "git")) || (key5 === "ref")) || (pattern4.test(key5)))){
const err38 = {instancePath:instancePath+"/overlays/" + i8,schemaPath:"#/properties/overlays/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema38.properties.overlays.items,data:data30};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data30.name !== undefined){
let data31 = data30.name;
if(((typeof data31 !== "string") && (!((typeof data31 == "number") && (isFinite(data31))))) && (typeof data31 !== "boolean")){
const err39 = {instancePath:instancePath+"/overlays/" + i8+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data31};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data30.path !== undefined){
let data32 = data30.path;
if(((typeof data32 !== "string") && (!((typeof data32 == "number") && (isFinite(data32))))) && (typeof data32 !== "boolean")){
const err40 = {instancePath:instancePath+"/overlays/" + i8+"/path",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data32};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data30.priority !== undefined){
let data33 = data30.priority;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
const err41 = {instancePath:instancePath+"/overlays/" + i8+"/priority",schemaPath:"#/properties/overlays/items/properties/priority/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema38.properties.overlays.items.properties.priority.type,parentSchema:schema38.properties.overlays.items.properties.priority,data:data33};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data30.git !== undefined){
let data34 = data30.git;
if(((typeof data34 !== "string") && (!((typeof data34 == "number") && (isFinite(data34))))) && (typeof data34 !== "boolean")){
const err42 = {instancePath:instancePath+"/overlays/" + i8+"/git",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data34};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data30.ref !== undefined){
let data35 = data30.ref;
if(((typeof data35 !== "string") && (!((typeof data35 == "number") && (isFinite(data35))))) && (typeof data35 !== "boolean")){
const err43 = {instancePath:instancePath+"/overlays/" + i8+"/ref",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data35};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/overlays/" + i8,schemaPath:"#/properties/overlays/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.properties.overlays.items.type,parentSchema:schema38.properties.overlays.items,data:data30};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
else {
const err45 = {instancePath:instancePath+"/overlays",schemaPath:"#/properties/overlays/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema38.properties.overlays.type,parentSchema:schema38.properties.overlays,data:data29};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data.patches !== undefined){
let data36 = data.patches;
if(((typeof data36 !== "string") && (!((typeof data36 == "number") && (isFinite(data36))))) && (typeof data36 !== "boolean")){
const err46 = {instancePath:instancePath+"/patches",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data36};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.configure_builder !== undefined){
let data37 = data.configure_builder;
if(typeof data37 !== "string"){
const err47 = {instancePath:instancePath+"/configure_builder",schemaPath:"#/$defs/hook/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema61.type,parentSchema:schema61,data:data37};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data.finish_build !== undefined){
let data38 = data.finish_build;
if(typeof data38 !== "string"){
const err48 = {instancePath:instancePath+"/finish_build",schemaPath:"#/$defs/hook/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema61.type,parentSchema:schema61,data:data38};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data.script !== undefined){
let data39 = data.script;
if(((typeof data39 !== "string") && (!((typeof data39 == "number") && (isFinite(data39))))) && (typeof data39 !== "boolean")){
const err49 = {instancePath:instancePath+"/script",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data39};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data.portage_scope !== undefined){
let data40 = data.portage_scope;
if(typeof data40 !== "string"){
const err50 = {instancePath:instancePath+"/portage_scope",schemaPath:"#/$defs/scope/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema64.type,parentSchema:schema64,data:data40};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(!((data40 === "snapshot") || (data40 === "packages"))){
const err51 = {instancePath:instancePath+"/portage_scope",schemaPath:"#/$defs/scope/enum",keyword:"enum",params:{allowedValues: schema64.enum},message:"must be equal to one of the allowed values",schema:schema64.enum,parentSchema:schema64,data:data40};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
else {
const err52 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.type,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema70 = {"type":"object","x-words":"a mapping with 'name', 'requires' and 'build'","allOf":[{"if":{"properties":{"type":{"enum":["gentoo","gentoo-image-builder"]}}},"then":{"$ref":"#/$defs/gentoo"}},{"if":{"required":["type"],"properties":{"type":{"const":"script"}}},"then":{"$ref":"#/$defs/script"}},{"if":{"required":["type"],"properties":{"type":{"enum":["mirror","fetch"]}}},"then":{"$ref":"#/$defs/mirror"}},{"properties":{"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]}}}]};
const schema71 = {"type":"object","x-words":"a mapping with 'name' and 'build'","properties":{"name":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]},"requires":{"$ref":"#/$defs/names"},"tag":{"$ref":"#/$defs/tag"},"tags":{"$ref":"#/$defs/texts"},"latest":{"$ref":"#/$defs/flag"},"platforms":{"type":"array","x-words":"a list of platforms, such as [linux/amd64]","items":{"type":"string","x-words":"a platform, such as linux/amd64","enum":["linux/386","linux/amd64","linux/arm/v6","linux/arm/v7","linux/arm64","linux/loong64","linux/ppc64le","linux/riscv64","linux/s390x"]}},"runner":{"$ref":"#/$defs/names"},"timeout":{"type":"integer","x-words":"a whole number of minutes","minimum":1},"test":{"$ref":"#/$defs/tests"},"size_budget":{"$ref":"#/$defs/text"},"builder":{"$ref":"#/$defs/text"},"tag_check":{"type":"string","x-words":"'fail' or 'warn'","enum":["fail","warn"]},"build":{"$ref":"#/$defs/build"},"entrypoint":{"$ref":"#/$defs/argv"},"cmd":{"$ref":"#/$defs/argv"},"user":{"$ref":"#/$defs/text"},"expose":{"$ref":"#/$defs/texts"},"volumes":{"$ref":"#/$defs/texts"},"labels":{"$ref":"#/$defs/settings"},"healthcheck":{"$ref":"#/$defs/healthcheck"},"stop_signal":{"$ref":"#/$defs/text"},"onbuild":{"$ref":"#/$defs/texts"},"env":{"$ref":"#/$defs/settings"},"workdir":{"$ref":"#/$defs/text"},"state":{"type":"object","x-words":"a mapping with 'drop'","properties":{"drop":{"$ref":"#/$defs/texts"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"closure":{"type":"string","x-words":"'warn', 'fail' or 'off'","enum":["warn","fail","off"]},"allow_replace":{"$ref":"#/$defs/texts"},"portage_scope":{"$ref":"#/$defs/scope"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["name"],"x-elsewhere":{"parent":"write it as 'requires'","image_parent":"write it as 'requires'","from":"write it as 'requires'","depends_on":"write it as 'requires'","ports":"write it as 'expose'","command":"only images of 'type: script' have it","use":"write it as 'package_use' under 'build'","packages":"it belongs under 'build'","builder_packages":"it belongs under 'build'","environment":"it belongs under 'build'","provided":"it belongs under 'build'","configure_builder":"it belongs under 'build'","configure_rootfs_build":"it belongs under 'build'","finish_rootfs_build":"it belongs under 'build'","add":"it belongs under 'build'","refresh":"it belongs under 'build'","keep":"it belongs under 'build'","dockerfile":"it belongs under 'build'","capabilities":"it belongs under 'build'","secrets":"it belongs under 'build'","network":"it belongs under 'build'","make_conf":"it belongs under 'build'","package_use":"it belongs under 'build'","package_accept_keywords":"it belongs under 'build'","package_mask":"it belongs under 'build'","package_unmask":"it belongs under 'build'","package_license":"it belongs under 'build'","package_env":"it belongs under 'build'","use_mask":"it belongs under 'build'","use_force":"it belongs under 'build'","profile":"it belongs under 'build'","inputs":"only images of 'type: script' have it","source":"only images of 'type: mirror' have it","stage3":"it belongs to a builder, under 'builders'","portage":"it belongs to a builder, under 'builders'","overlays":"it belongs to a builder, under 'builders'","patches":"it belongs to a builder, under 'builders'","finish_build":"it belongs to a builder, under 'builders'"}};
const schema74 = {"type":["string","number","boolean","array"],"x-words":"a name or a list of names","items":{"type":["string","number","boolean"],"x-words":"a name"}};
const schema82 = {"type":"array","x-words":"a list of words, such as [/usr/bin/node, --version]","items":{"type":["string","number","boolean"],"x-words":"a word"}};
const schema75 = {"type":["string","number","boolean","object"],"x-words":"a text, or a mapping with 'package'","properties":{"package":{"$ref":"#/$defs/text"},"in":{"type":"string","x-words":"'target' or 'builder'","enum":["target","builder"]}},"patternProperties":{"^x-":{}},"additionalProperties":false};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate27.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((((typeof data !== "string") && (!((typeof data == "number") && (isFinite(data))))) && (typeof data !== "boolean")) && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema75.type},message:"must be string,number,boolean,object",schema:schema75.type,parentSchema:schema75,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "package") || (key0 === "in")) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema75,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.package !== undefined){
let data0 = data.package;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err2 = {instancePath:instancePath+"/package",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.in !== undefined){
let data1 = data.in;
if(typeof data1 !== "string"){
const err3 = {instancePath:instancePath+"/in",schemaPath:"#/properties/in/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema75.properties.in.type,parentSchema:schema75.properties.in,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!((data1 === "target") || (data1 === "builder"))){
const err4 = {instancePath:instancePath+"/in",schemaPath:"#/properties/in/enum",keyword:"enum",params:{allowedValues: schema75.properties.in.enum},message:"must be equal to one of the allowed values",schema:schema75.properties.in.enum,parentSchema:schema75.properties.in,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema80 = {"type":["string","array","object"],"x-words":"a command line, a list of words, or a list of tests","$ref":"#/$defs/test","items":{"type":["string","number","boolean","object"],"x-words":"a word or a test","$ref":"#/$defs/test"}};
const schema81 = {"type":["string","number","boolean","array","object"],"properties":{"run":{"type":["string","array"],"x-words":"a command line or a list of words","items":{"type":["string","number","boolean"],"x-words":"a word"}},"args":{"$ref":"#/$defs/argv"},"env":{"$ref":"#/$defs/settings"},"exit_code":{"type":"integer","x-words":"a whole number from 0 to 255","minimum":0,"maximum":255},"stdout":{"$ref":"#/$defs/text"},"timeout":{"type":"integer","x-words":"a whole number of seconds","minimum":1},"script":{"$ref":"#/$defs/text"},"healthcheck":{"type":"boolean","enum":[true],"x-words":"true"},"healthy":{"type":"integer","x-words":"a whole number","minimum":1},"within":{"type":"integer","x-words":"a whole number of seconds","minimum":1}},"patternProperties":{"^x-":{}},"additionalProperties":false};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate30.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((((!data || typeof data != "object") && (typeof data !== "string")) && (!((typeof data == "number") && (isFinite(data))))) && (typeof data !== "boolean")){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema81.type},message:"must be string,number,boolean,array,object",schema:schema81.type,parentSchema:schema81,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((func1.call(schema81.properties, key0)) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema81,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.run !== undefined){
let data0 = data.run;
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
const err2 = {instancePath:instancePath+"/run",schemaPath:"#/properties/run/type",keyword:"type",params:{type: schema81.properties.run.type},message:"must be string,array",schema:schema81.properties.run.type,parentSchema:schema81.properties.run,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err3 = {instancePath:instancePath+"/run/" + i0,schemaPath:"#/properties/run/items/type",keyword:"type",params:{type: schema81.properties.run.items.type},message:"must be string,number,boolean",schema:schema81.properties.run.items.type,parentSchema:schema81.properties.run.items,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
}
if(data.args !== undefined){
let data2 = data.args;
if(Array.isArray(data2)){
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
if(((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")){
const err4 = {instancePath:instancePath+"/args/" + i1,schemaPath:"#/$defs/argv/items/type",keyword:"type",params:{type: schema82.items.type},message:"must be string,number,boolean",schema:schema82.items.type,parentSchema:schema82.items,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/args",schemaPath:"#/$defs/argv/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.type,parentSchema:schema82,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.env !== undefined){
let data4 = data.env;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
if(!(pattern4.test(key1))){
let data5 = data4[key1];
if(((typeof data5 !== "string") && (!((typeof data5 == "number") && (isFinite(data5))))) && (typeof data5 !== "boolean")){
const err6 = {instancePath:instancePath+"/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
}
else {
const err7 = {instancePath:instancePath+"/env",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.exit_code !== undefined){
let data6 = data.exit_code;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err8 = {instancePath:instancePath+"/exit_code",schemaPath:"#/properties/exit_code/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema81.properties.exit_code.type,parentSchema:schema81.properties.exit_code,data:data6};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 255 || isNaN(data6)){
const err9 = {instancePath:instancePath+"/exit_code",schemaPath:"#/properties/exit_code/maximum",keyword:"maximum",params:{comparison: "<=", limit: 255},message:"must be <= 255",schema:255,parentSchema:schema81.properties.exit_code,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data6 < 0 || isNaN(data6)){
const err10 = {instancePath:instancePath+"/exit_code",schemaPath:"#/properties/exit_code/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema81.properties.exit_code,data:data6};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
if(data.stdout !== undefined){
let data7 = data.stdout;
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err11 = {instancePath:instancePath+"/stdout",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data7};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.timeout !== undefined){
let data8 = data.timeout;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err12 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema81.properties.timeout.type,parentSchema:schema81.properties.timeout,data:data8};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 1 || isNaN(data8)){
const err13 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema81.properties.timeout,data:data8};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
if(data.script !== undefined){
let data9 = data.script;
if(((typeof data9 !== "string") && (!((typeof data9 == "number") && (isFinite(data9))))) && (typeof data9 !== "boolean")){
const err14 = {instancePath:instancePath+"/script",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data9};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.healthcheck !== undefined){
let data10 = data.healthcheck;
if(typeof data10 !== "boolean"){
const err15 = {instancePath:instancePath+"/healthcheck",schemaPath:"#/properties/healthcheck/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema81.properties.healthcheck.type,parentSchema:schema81.properties.healthcheck,data:data10};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!(data10 === true)){
const err16 = {instancePath:instancePath+"/healthcheck",schemaPath:"#/properties/healthcheck/enum",keyword:"enum",params:{allowedValues: schema81.properties.healthcheck.enum},message:"must be equal to one of the allowed values",schema:schema81.properties.healthcheck.enum,parentSchema:schema81.properties.healthcheck,data:data10};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.healthy !== undefined){
let data11 = data.healthy;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err17 = {instancePath:instancePath+"/healthy",schemaPath:"#/properties/healthy/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema81.properties.healthy.type,parentSchema:schema81.properties.healthy,data:data11};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 1 || isNaN(data11)){
const err18 = {instancePath:instancePath+"/healthy",schemaPath:"#/properties/healthy/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema81.properties.healthy,data:data11};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
if(data.within !== undefined){
let data12 = data.within;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err19 = {instancePath:instancePath+"/within",schemaPath:"#/properties/within/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema81.properties.within.type,parentSchema:schema81.properties.within,data:data12};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 1 || isNaN(data12)){
const err20 = {instancePath:instancePath+"/within",schemaPath:"#/properties/within/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema81.properties.within,data:data12};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
}
validate30.errors = vErrors;
return errors === 0;
}
validate30.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate29.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!data || typeof data != "object") && (typeof data !== "string")){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema80.type},message:"must be string,array,object",schema:schema80.type,parentSchema:schema80,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!(validate30(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if((((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")) && (!(data0 && typeof data0 == "object" && !Array.isArray(data0)))){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: schema80.items.type},message:"must be string,number,boolean,object",schema:schema80.items.type,parentSchema:schema80.items,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!(validate30(data0, {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
}
validate29.errors = vErrors;
return errors === 0;
}
validate29.evaluated = {"props":true,"items":true,"dynamicProps":false,"dynamicItems":false};

const schema88 = {"type":"object","x-words":"a mapping with 'packages' or hooks","properties":{"packages":{"$ref":"#/$defs/packages"},"builder_packages":{"$ref":"#/$defs/packages"},"make_conf":{"$ref":"#/$defs/settings"},"package_use":{"$ref":"#/$defs/lines"},"package_accept_keywords":{"$ref":"#/$defs/lines"},"package_mask":{"$ref":"#/$defs/lines"},"package_unmask":{"$ref":"#/$defs/lines"},"package_license":{"$ref":"#/$defs/lines"},"package_env":{"$ref":"#/$defs/lines"},"use_mask":{"$ref":"#/$defs/lines"},"use_force":{"$ref":"#/$defs/lines"},"profile":{"$ref":"#/$defs/text"},"environment":{"$ref":"#/$defs/settings"},"provided":{"type":"object","x-words":"a mapping with 'root' or 'builder'","properties":{"root":{"$ref":"#/$defs/texts"},"builder":{"$ref":"#/$defs/texts"}},"patternProperties":{"^x-":{}},"additionalProperties":false},"configure_builder":{"$ref":"#/$defs/hook"},"configure_rootfs_build":{"$ref":"#/$defs/hook"},"finish_rootfs_build":{"$ref":"#/$defs/hook"},"script":{"$ref":"#/$defs/text"},"add":{"type":"array","x-words":"a list of mappings","items":{"type":"object","x-words":"a mapping with 'git', 'url', 'path' or 'image'","properties":{"git":{"$ref":"#/$defs/text"},"ref":{"$ref":"#/$defs/text"},"url":{"$ref":"#/$defs/text"},"sha256":{"$ref":"#/$defs/text"},"sha512":{"$ref":"#/$defs/text"},"path":{"$ref":"#/$defs/text"},"image":{"$ref":"#/$defs/text"},"src":{"$ref":"#/$defs/text"},"from":{"type":"string","x-words":"'target' or 'builder'","enum":["target","builder"]},"dest":{"$ref":"#/$defs/text"},"to":{"type":"string","x-words":"'target' or 'builder'","enum":["target","builder"]}},"patternProperties":{"^x-":{}},"additionalProperties":false}},"refresh":{"$ref":"#/$defs/text"},"keep":{"type":"array","x-words":"a list of words","items":{"type":"string","x-words":"a word","enum":["headers","static-libs","pkgconfig","man","doc","info","locale","vdb"]}},"dockerfile":{"type":["string","array"],"x-words":"Dockerfile lines, or the name of a file","items":{"type":"string","x-words":"a line of text"}},"capabilities":{"$ref":"#/$defs/texts"},"secrets":{"$ref":"#/$defs/texts"},"network":{"type":"string","x-words":"'none'","enum":["none"]},"entrypoint":{"$ref":"#/$defs/argv"},"cmd":{"$ref":"#/$defs/argv"},"user":{"$ref":"#/$defs/text"},"expose":{"$ref":"#/$defs/texts"},"volumes":{"$ref":"#/$defs/texts"},"labels":{"$ref":"#/$defs/settings"},"healthcheck":{"$ref":"#/$defs/healthcheck"},"stop_signal":{"$ref":"#/$defs/text"},"onbuild":{"$ref":"#/$defs/texts"},"env":{"$ref":"#/$defs/settings"},"workdir":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"x-elsewhere":{"name":"it belongs at the image's top, beside 'build'","section":"it belongs at the image's top, beside 'build'","type":"it belongs at the image's top, beside 'build'","requires":"it belongs at the image's top, beside 'build'","tag":"it belongs at the image's top, beside 'build'","tags":"it belongs at the image's top, beside 'build'","latest":"it belongs at the image's top, beside 'build'","platforms":"it belongs at the image's top, beside 'build'","runner":"it belongs at the image's top, beside 'build'","timeout":"it belongs at the image's top, beside 'build'","test":"it belongs at the image's top, beside 'build'","size_budget":"it belongs at the image's top, beside 'build'","state":"it belongs at the image's top, beside 'build'","closure":"it belongs at the image's top, beside 'build'","allow_replace":"it belongs at the image's top, beside 'build'","portage_scope":"it belongs at the image's top, beside 'build'","builder":"it belongs at the image's top, beside 'build'","tag_check":"it belongs at the image's top, beside 'build'","overlays":"it belongs to a builder, under 'builders'","patches":"it belongs to a builder, under 'builders'","finish_build":"it belongs to a builder, under 'builders'","stage3":"it belongs to a builder, under 'builders'","portage":"it belongs to a builder, under 'builders'"}};
const schema89 = {"type":["string","array"],"x-words":"a list of packages, or a text with spaces between them","items":{"type":"string","x-words":"a package"}};
const schema126 = {"type":"object","x-words":"a mapping with 'test'","properties":{"test":{"type":["string","array"],"x-words":"a command line or a list of words","items":{"type":["string","number","boolean"],"x-words":"a word"}},"interval":{"$ref":"#/$defs/text"},"timeout":{"$ref":"#/$defs/text"},"start_period":{"$ref":"#/$defs/text"},"start_interval":{"$ref":"#/$defs/text"},"retries":{"type":"integer","x-words":"a whole number","minimum":0}},"patternProperties":{"^x-":{}},"additionalProperties":false};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate35.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "test") || (key0 === "interval")) || (key0 === "timeout")) || (key0 === "start_period")) || (key0 === "start_interval")) || (key0 === "retries")) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema126,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.test !== undefined){
let data0 = data.test;
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
const err1 = {instancePath:instancePath+"/test",schemaPath:"#/properties/test/type",keyword:"type",params:{type: schema126.properties.test.type},message:"must be string,array",schema:schema126.properties.test.type,parentSchema:schema126.properties.test,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err2 = {instancePath:instancePath+"/test/" + i0,schemaPath:"#/properties/test/items/type",keyword:"type",params:{type: schema126.properties.test.items.type},message:"must be string,number,boolean",schema:schema126.properties.test.items.type,parentSchema:schema126.properties.test.items,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
}
if(data.interval !== undefined){
let data2 = data.interval;
if(((typeof data2 !== "string") && (!((typeof data2 == "number") && (isFinite(data2))))) && (typeof data2 !== "boolean")){
const err3 = {instancePath:instancePath+"/interval",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.timeout !== undefined){
let data3 = data.timeout;
if(((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")){
const err4 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.start_period !== undefined){
let data4 = data.start_period;
if(((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))) && (typeof data4 !== "boolean")){
const err5 = {instancePath:instancePath+"/start_period",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data4};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.start_interval !== undefined){
let data5 = data.start_interval;
if(((typeof data5 !== "string") && (!((typeof data5 == "number") && (isFinite(data5))))) && (typeof data5 !== "boolean")){
const err6 = {instancePath:instancePath+"/start_interval",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data5};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.retries !== undefined){
let data6 = data.retries;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err7 = {instancePath:instancePath+"/retries",schemaPath:"#/properties/retries/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema126.properties.retries.type,parentSchema:schema126.properties.retries,data:data6};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
const err8 = {instancePath:instancePath+"/retries",schemaPath:"#/properties/retries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema126.properties.retries,data:data6};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema126.type,parentSchema:schema126,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate35.errors = vErrors;
return errors === 0;
}
validate35.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate34.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((func1.call(schema88.properties, key0)) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema88,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.packages !== undefined){
let data0 = data.packages;
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
const err1 = {instancePath:instancePath+"/packages",schemaPath:"#/$defs/packages/type",keyword:"type",params:{type: schema89.type},message:"must be string,array",schema:schema89.type,parentSchema:schema89,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 !== "string"){
const err2 = {instancePath:instancePath+"/packages/" + i0,schemaPath:"#/$defs/packages/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema89.items.type,parentSchema:schema89.items,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
}
if(data.builder_packages !== undefined){
let data2 = data.builder_packages;
if((typeof data2 !== "string") && (!(Array.isArray(data2)))){
const err3 = {instancePath:instancePath+"/builder_packages",schemaPath:"#/$defs/packages/type",keyword:"type",params:{type: schema89.type},message:"must be string,array",schema:schema89.type,parentSchema:schema89,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(Array.isArray(data2)){
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
if(typeof data3 !== "string"){
const err4 = {instancePath:instancePath+"/builder_packages/" + i1,schemaPath:"#/$defs/packages/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema89.items.type,parentSchema:schema89.items,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
}
if(data.make_conf !== undefined){
let data4 = data.make_conf;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
if(!(pattern4.test(key1))){
let data5 = data4[key1];
if(((typeof data5 !== "string") && (!((typeof data5 == "number") && (isFinite(data5))))) && (typeof data5 !== "boolean")){
const err5 = {instancePath:instancePath+"/make_conf/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/make_conf",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.package_use !== undefined){
let data6 = data.package_use;
if(Array.isArray(data6)){
const len2 = data6.length;
for(let i2=0; i2<len2; i2++){
let data7 = data6[i2];
if(typeof data7 !== "string"){
const err7 = {instancePath:instancePath+"/package_use/" + i2,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data7};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath:instancePath+"/package_use",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data6};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.package_accept_keywords !== undefined){
let data8 = data.package_accept_keywords;
if(Array.isArray(data8)){
const len3 = data8.length;
for(let i3=0; i3<len3; i3++){
let data9 = data8[i3];
if(typeof data9 !== "string"){
const err9 = {instancePath:instancePath+"/package_accept_keywords/" + i3,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data9};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/package_accept_keywords",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data8};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.package_mask !== undefined){
let data10 = data.package_mask;
if(Array.isArray(data10)){
const len4 = data10.length;
for(let i4=0; i4<len4; i4++){
let data11 = data10[i4];
if(typeof data11 !== "string"){
const err11 = {instancePath:instancePath+"/package_mask/" + i4,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data11};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/package_mask",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data10};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.package_unmask !== undefined){
let data12 = data.package_unmask;
if(Array.isArray(data12)){
const len5 = data12.length;
for(let i5=0; i5<len5; i5++){
let data13 = data12[i5];
if(typeof data13 !== "string"){
const err13 = {instancePath:instancePath+"/package_unmask/" + i5,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data13};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/package_unmask",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data12};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.package_license !== undefined){
let data14 = data.package_license;
if(Array.isArray(data14)){
const len6 = data14.length;
for(let i6=0; i6<len6; i6++){
let data15 = data14[i6];
if(typeof data15 !== "string"){
const err15 = {instancePath:instancePath+"/package_license/" + i6,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data15};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/package_license",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data14};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.package_env !== undefined){
let data16 = data.package_env;
if(Array.isArray(data16)){
const len7 = data16.length;
for(let i7=0; i7<len7; i7++){
let data17 = data16[i7];
if(typeof data17 !== "string"){
const err17 = {instancePath:instancePath+"/package_env/" + i7,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data17};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/package_env",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data16};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.use_mask !== undefined){
let data18 = data.use_mask;
if(Array.isArray(data18)){
const len8 = data18.length;
for(let i8=0; i8<len8; i8++){
let data19 = data18[i8];
if(typeof data19 !== "string"){
const err19 = {instancePath:instancePath+"/use_mask/" + i8,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data19};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/use_mask",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data18};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.use_force !== undefined){
let data20 = data.use_force;
if(Array.isArray(data20)){
const len9 = data20.length;
for(let i9=0; i9<len9; i9++){
let data21 = data20[i9];
if(typeof data21 !== "string"){
const err21 = {instancePath:instancePath+"/use_force/" + i9,schemaPath:"#/$defs/lines/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.items.type,parentSchema:schema47.items,data:data21};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/use_force",schemaPath:"#/$defs/lines/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.type,parentSchema:schema47,data:data20};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.profile !== undefined){
let data22 = data.profile;
if(((typeof data22 !== "string") && (!((typeof data22 == "number") && (isFinite(data22))))) && (typeof data22 !== "boolean")){
const err23 = {instancePath:instancePath+"/profile",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data22};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.environment !== undefined){
let data23 = data.environment;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key2 in data23){
if(!(pattern4.test(key2))){
let data24 = data23[key2];
if(((typeof data24 !== "string") && (!((typeof data24 == "number") && (isFinite(data24))))) && (typeof data24 !== "boolean")){
const err24 = {instancePath:instancePath+"/environment/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data24};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/environment",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data23};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.provided !== undefined){
let data25 = data.provided;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
for(const key3 in data25){
if(!(((key3 === "root") || (key3 === "builder")) || (pattern4.test(key3)))){
const err26 = {instancePath:instancePath+"/provided",schemaPath:"#/properties/provided/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema88.properties.provided,data:data25};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data25.root !== undefined){
let data26 = data25.root;
if(Array.isArray(data26)){
const len10 = data26.length;
for(let i10=0; i10<len10; i10++){
let data27 = data26[i10];
if(((typeof data27 !== "string") && (!((typeof data27 == "number") && (isFinite(data27))))) && (typeof data27 !== "boolean")){
const err27 = {instancePath:instancePath+"/provided/root/" + i10,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data27};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/provided/root",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data26};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data25.builder !== undefined){
let data28 = data25.builder;
if(Array.isArray(data28)){
const len11 = data28.length;
for(let i11=0; i11<len11; i11++){
let data29 = data28[i11];
if(((typeof data29 !== "string") && (!((typeof data29 == "number") && (isFinite(data29))))) && (typeof data29 !== "boolean")){
const err29 = {instancePath:instancePath+"/provided/builder/" + i11,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data29};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/provided/builder",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data28};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/provided",schemaPath:"#/properties/provided/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema88.properties.provided.type,parentSchema:schema88.properties.provided,data:data25};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.configure_builder !== undefined){
let data30 = data.configure_builder;
if(typeof data30 !== "string"){
const err32 = {instancePath:instancePath+"/configure_builder",schemaPath:"#/$defs/hook/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema61.type,parentSchema:schema61,data:data30};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.configure_rootfs_build !== undefined){
let data31 = data.configure_rootfs_build;
if(typeof data31 !== "string"){
const err33 = {instancePath:instancePath+"/configure_rootfs_build",schemaPath:"#/$defs/hook/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema61.type,parentSchema:schema61,data:data31};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.finish_rootfs_build !== undefined){
let data32 = data.finish_rootfs_build;
if(typeof data32 !== "string"){
const err34 = {instancePath:instancePath+"/finish_rootfs_build",schemaPath:"#/$defs/hook/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema61.type,parentSchema:schema61,data:data32};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.script !== undefined){
let data33 = data.script;
if(((typeof data33 !== "string") && (!((typeof data33 == "number") && (isFinite(data33))))) && (typeof data33 !== "boolean")){
const err35 = {instancePath:instancePath+"/script",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data33};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.add !== undefined){
let data34 = data.add;
if(Array.isArray(data34)){
const len12 = data34.length;
for(let i12=0; i12<len12; i12++){
let data35 = data34[i12];
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
for(const key4 in data35){
if(!((func1.call(schema88.properties.add.items.properties, key4)) || (pattern4.test(key4)))){
const err36 = {instancePath:instancePath+"/add/" + i12,schemaPath:"#/properties/add/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema88.properties.add.items,data:data35};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data35.git !== undefined){
let data36 = data35.git;
if(((typeof data36 !== "string") && (!((typeof data36 == "number") && (isFinite(data36))))) && (typeof data36 !== "boolean")){
const err37 = {instancePath:instancePath+"/add/" + i12+"/git",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data36};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data35.ref !== undefined){
let data37 = data35.ref;
if(((typeof data37 !== "string") && (!((typeof data37 == "number") && (isFinite(data37))))) && (typeof data37 !== "boolean")){
const err38 = {instancePath:instancePath+"/add/" + i12+"/ref",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data37};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data35.url !== undefined){
let data38 = data35.url;
if(((typeof data38 !== "string") && (!((typeof data38 == "number") && (isFinite(data38))))) && (typeof data38 !== "boolean")){
const err39 = {instancePath:instancePath+"/add/" + i12+"/url",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data38};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data35.sha256 !== undefined){
let data39 = data35.sha256;
if(((typeof data39 !== "string") && (!((typeof data39 == "number") && (isFinite(data39))))) && (typeof data39 !== "boolean")){
const err40 = {instancePath:instancePath+"/add/" + i12+"/sha256",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data39};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data35.sha512 !== undefined){
let data40 = data35.sha512;
if(((typeof data40 !== "string") && (!((typeof data40 == "number") && (isFinite(data40))))) && (typeof data40 !== "boolean")){
const err41 = {instancePath:instancePath+"/add/" + i12+"/sha512",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data40};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data35.path !== undefined){
let data41 = data35.path;
if(((typeof data41 !== "string") && (!((typeof data41 == "number") && (isFinite(data41))))) && (typeof data41 !== "boolean")){
const err42 = {instancePath:instancePath+"/add/" + i12+"/path",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data41};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data35.image !== undefined){
let data42 = data35.image;
if(((typeof data42 !== "string") && (!((typeof data42 == "number") && (isFinite(data42))))) && (typeof data42 !== "boolean")){
const err43 = {instancePath:instancePath+"/add/" + i12+"/image",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data42};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data35.src !== undefined){
let data43 = data35.src;
if(((typeof data43 !== "string") && (!((typeof data43 == "number") && (isFinite(data43))))) && (typeof data43 !== "boolean")){
const err44 = {instancePath:instancePath+"/add/" + i12+"/src",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data43};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data35.from !== undefined){
let data44 = data35.from;
if(typeof data44 !== "string"){
const err45 = {instancePath:instancePath+"/add/" + i12+"/from",schemaPath:"#/properties/add/items/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema88.properties.add.items.properties.from.type,parentSchema:schema88.properties.add.items.properties.from,data:data44};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(!((data44 === "target") || (data44 === "builder"))){
const err46 = {instancePath:instancePath+"/add/" + i12+"/from",schemaPath:"#/properties/add/items/properties/from/enum",keyword:"enum",params:{allowedValues: schema88.properties.add.items.properties.from.enum},message:"must be equal to one of the allowed values",schema:schema88.properties.add.items.properties.from.enum,parentSchema:schema88.properties.add.items.properties.from,data:data44};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data35.dest !== undefined){
let data45 = data35.dest;
if(((typeof data45 !== "string") && (!((typeof data45 == "number") && (isFinite(data45))))) && (typeof data45 !== "boolean")){
const err47 = {instancePath:instancePath+"/add/" + i12+"/dest",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data45};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data35.to !== undefined){
let data46 = data35.to;
if(typeof data46 !== "string"){
const err48 = {instancePath:instancePath+"/add/" + i12+"/to",schemaPath:"#/properties/add/items/properties/to/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema88.properties.add.items.properties.to.type,parentSchema:schema88.properties.add.items.properties.to,data:data46};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(!((data46 === "target") || (data46 === "builder"))){
const err49 = {instancePath:instancePath+"/add/" + i12+"/to",schemaPath:"#/properties/add/items/properties/to/enum",keyword:"enum",params:{allowedValues: schema88.properties.add.items.properties.to.enum},message:"must be equal to one of the allowed values",schema:schema88.properties.add.items.properties.to.enum,parentSchema:schema88.properties.add.items.properties.to,data:data46};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/add/" + i12,schemaPath:"#/properties/add/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema88.properties.add.items.type,parentSchema:schema88.properties.add.items,data:data35};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
else {
const err51 = {instancePath:instancePath+"/add",schemaPath:"#/properties/add/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema88.properties.add.type,parentSchema:schema88.properties.add,data:data34};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data.refresh !== undefined){
let data47 = data.refresh;
if(((typeof data47 !== "string") && (!((typeof data47 == "number") && (isFinite(data47))))) && (typeof data47 !== "boolean")){
const err52 = {instancePath:instancePath+"/refresh",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data47};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data.keep !== undefined){
let data48 = data.keep;
if(Array.isArray(data48)){
const len13 = data48.length;
for(let i13=0; i13<len13; i13++){
let data49 = data48[i13];
if(typeof data49 !== "string"){
const err53 = {instancePath:instancePath+"/keep/" + i13,schemaPath:"#/properties/keep/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema88.properties.keep.items.type,parentSchema:schema88.properties.keep.items,data:data49};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(!((((((((data49 === "headers") || (data49 === "static-libs")) || (data49 === "pkgconfig")) || (data49 === "man")) || (data49 === "doc")) || (data49 === "info")) || (data49 === "locale")) || (data49 === "vdb"))){
const err54 = {instancePath:instancePath+"/keep/" + i13,schemaPath:"#/properties/keep/items/enum",keyword:"enum",params:{allowedValues: schema88.properties.keep.items.enum},message:"must be equal to one of the allowed values",schema:schema88.properties.keep.items.enum,parentSchema:schema88.properties.keep.items,data:data49};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/keep",schemaPath:"#/properties/keep/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema88.properties.keep.type,parentSchema:schema88.properties.keep,data:data48};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data.dockerfile !== undefined){
let data50 = data.dockerfile;
if((typeof data50 !== "string") && (!(Array.isArray(data50)))){
const err56 = {instancePath:instancePath+"/dockerfile",schemaPath:"#/properties/dockerfile/type",keyword:"type",params:{type: schema88.properties.dockerfile.type},message:"must be string,array",schema:schema88.properties.dockerfile.type,parentSchema:schema88.properties.dockerfile,data:data50};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(Array.isArray(data50)){
const len14 = data50.length;
for(let i14=0; i14<len14; i14++){
let data51 = data50[i14];
if(typeof data51 !== "string"){
const err57 = {instancePath:instancePath+"/dockerfile/" + i14,schemaPath:"#/properties/dockerfile/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema88.properties.dockerfile.items.type,parentSchema:schema88.properties.dockerfile.items,data:data51};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
}
if(data.capabilities !== undefined){
let data52 = data.capabilities;
if(Array.isArray(data52)){
const len15 = data52.length;
for(let i15=0; i15<len15; i15++){
let data53 = data52[i15];
if(((typeof data53 !== "string") && (!((typeof data53 == "number") && (isFinite(data53))))) && (typeof data53 !== "boolean")){
const err58 = {instancePath:instancePath+"/capabilities/" + i15,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data53};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath:instancePath+"/capabilities",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data52};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data.secrets !== undefined){
let data54 = data.secrets;
if(Array.isArray(data54)){
const len16 = data54.length;
for(let i16=0; i16<len16; i16++){
let data55 = data54[i16];
if(((typeof data55 !== "string") && (!((typeof data55 == "number") && (isFinite(data55))))) && (typeof data55 !== "boolean")){
const err60 = {instancePath:instancePath+"/secrets/" + i16,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data55};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
else {
const err61 = {instancePath:instancePath+"/secrets",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data54};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data.network !== undefined){
let data56 = data.network;
if(typeof data56 !== "string"){
const err62 = {instancePath:instancePath+"/network",schemaPath:"#/properties/network/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema88.properties.network.type,parentSchema:schema88.properties.network,data:data56};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(!(data56 === "none")){
const err63 = {instancePath:instancePath+"/network",schemaPath:"#/properties/network/enum",keyword:"enum",params:{allowedValues: schema88.properties.network.enum},message:"must be equal to one of the allowed values",schema:schema88.properties.network.enum,parentSchema:schema88.properties.network,data:data56};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data.entrypoint !== undefined){
let data57 = data.entrypoint;
if(Array.isArray(data57)){
const len17 = data57.length;
for(let i17=0; i17<len17; i17++){
let data58 = data57[i17];
if(((typeof data58 !== "string") && (!((typeof data58 == "number") && (isFinite(data58))))) && (typeof data58 !== "boolean")){
const err64 = {instancePath:instancePath+"/entrypoint/" + i17,schemaPath:"#/$defs/argv/items/type",keyword:"type",params:{type: schema82.items.type},message:"must be string,number,boolean",schema:schema82.items.type,parentSchema:schema82.items,data:data58};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
else {
const err65 = {instancePath:instancePath+"/entrypoint",schemaPath:"#/$defs/argv/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.type,parentSchema:schema82,data:data57};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data.cmd !== undefined){
let data59 = data.cmd;
if(Array.isArray(data59)){
const len18 = data59.length;
for(let i18=0; i18<len18; i18++){
let data60 = data59[i18];
if(((typeof data60 !== "string") && (!((typeof data60 == "number") && (isFinite(data60))))) && (typeof data60 !== "boolean")){
const err66 = {instancePath:instancePath+"/cmd/" + i18,schemaPath:"#/$defs/argv/items/type",keyword:"type",params:{type: schema82.items.type},message:"must be string,number,boolean",schema:schema82.items.type,parentSchema:schema82.items,data:data60};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/cmd",schemaPath:"#/$defs/argv/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.type,parentSchema:schema82,data:data59};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data.user !== undefined){
let data61 = data.user;
if(((typeof data61 !== "string") && (!((typeof data61 == "number") && (isFinite(data61))))) && (typeof data61 !== "boolean")){
const err68 = {instancePath:instancePath+"/user",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data61};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data.expose !== undefined){
let data62 = data.expose;
if(Array.isArray(data62)){
const len19 = data62.length;
for(let i19=0; i19<len19; i19++){
let data63 = data62[i19];
if(((typeof data63 !== "string") && (!((typeof data63 == "number") && (isFinite(data63))))) && (typeof data63 !== "boolean")){
const err69 = {instancePath:instancePath+"/expose/" + i19,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data63};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/expose",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data62};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data.volumes !== undefined){
let data64 = data.volumes;
if(Array.isArray(data64)){
const len20 = data64.length;
for(let i20=0; i20<len20; i20++){
let data65 = data64[i20];
if(((typeof data65 !== "string") && (!((typeof data65 == "number") && (isFinite(data65))))) && (typeof data65 !== "boolean")){
const err71 = {instancePath:instancePath+"/volumes/" + i20,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data65};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/volumes",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data64};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data.labels !== undefined){
let data66 = data.labels;
if(data66 && typeof data66 == "object" && !Array.isArray(data66)){
for(const key5 in data66){
if(!(pattern4.test(key5))){
let data67 = data66[key5];
if(((typeof data67 !== "string") && (!((typeof data67 == "number") && (isFinite(data67))))) && (typeof data67 !== "boolean")){
const err73 = {instancePath:instancePath+"/labels/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data67};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
}
else {
const err74 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data66};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data.healthcheck !== undefined){
if(!(validate35(data.healthcheck, {instancePath:instancePath+"/healthcheck",parentData:data,parentDataProperty:"healthcheck",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.stop_signal !== undefined){
let data69 = data.stop_signal;
if(((typeof data69 !== "string") && (!((typeof data69 == "number") && (isFinite(data69))))) && (typeof data69 !== "boolean")){
const err75 = {instancePath:instancePath+"/stop_signal",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data69};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data.onbuild !== undefined){
let data70 = data.onbuild;
if(Array.isArray(data70)){
const len21 = data70.length;
for(let i21=0; i21<len21; i21++){
let data71 = data70[i21];
if(((typeof data71 !== "string") && (!((typeof data71 == "number") && (isFinite(data71))))) && (typeof data71 !== "boolean")){
const err76 = {instancePath:instancePath+"/onbuild/" + i21,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data71};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
else {
const err77 = {instancePath:instancePath+"/onbuild",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data70};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data.env !== undefined){
let data72 = data.env;
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
for(const key6 in data72){
if(!(pattern4.test(key6))){
let data73 = data72[key6];
if(((typeof data73 !== "string") && (!((typeof data73 == "number") && (isFinite(data73))))) && (typeof data73 !== "boolean")){
const err78 = {instancePath:instancePath+"/env/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data73};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
}
else {
const err79 = {instancePath:instancePath+"/env",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data72};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data.workdir !== undefined){
let data74 = data.workdir;
if(((typeof data74 !== "string") && (!((typeof data74 == "number") && (isFinite(data74))))) && (typeof data74 !== "boolean")){
const err80 = {instancePath:instancePath+"/workdir",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data74};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema88.type,parentSchema:schema88,data};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}
validate34.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate26.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema71.required,parentSchema:schema71,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema71.properties, key0)) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema71,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.section !== undefined){
let data1 = data.section;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err3 = {instancePath:instancePath+"/section",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.type !== undefined){
let data2 = data.type;
if(typeof data2 !== "string"){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema71.properties.type.type,parentSchema:schema71.properties.type,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!(((((data2 === "gentoo") || (data2 === "script")) || (data2 === "mirror")) || (data2 === "gentoo-image-builder")) || (data2 === "fetch"))){
const err5 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema71.properties.type.enum},message:"must be equal to one of the allowed values",schema:schema71.properties.type.enum,parentSchema:schema71.properties.type,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.requires !== undefined){
let data3 = data.requires;
if((((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")) && (!(Array.isArray(data3)))){
const err6 = {instancePath:instancePath+"/requires",schemaPath:"#/$defs/names/type",keyword:"type",params:{type: schema74.type},message:"must be string,number,boolean,array",schema:schema74.type,parentSchema:schema74,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))) && (typeof data4 !== "boolean")){
const err7 = {instancePath:instancePath+"/requires/" + i0,schemaPath:"#/$defs/names/items/type",keyword:"type",params:{type: schema74.items.type},message:"must be string,number,boolean",schema:schema74.items.type,parentSchema:schema74.items,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
}
if(data.tag !== undefined){
if(!(validate27(data.tag, {instancePath:instancePath+"/tag",parentData:data,parentDataProperty:"tag",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
let data6 = data.tags;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err8 = {instancePath:instancePath+"/tags/" + i1,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data7};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.latest !== undefined){
let data8 = data.latest;
if(typeof data8 !== "boolean"){
const err10 = {instancePath:instancePath+"/latest",schemaPath:"#/$defs/flag/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema35.type,parentSchema:schema35,data:data8};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.platforms !== undefined){
let data9 = data.platforms;
if(Array.isArray(data9)){
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
let data10 = data9[i2];
if(typeof data10 !== "string"){
const err11 = {instancePath:instancePath+"/platforms/" + i2,schemaPath:"#/properties/platforms/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema71.properties.platforms.items.type,parentSchema:schema71.properties.platforms.items,data:data10};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!(((((((((data10 === "linux/386") || (data10 === "linux/amd64")) || (data10 === "linux/arm/v6")) || (data10 === "linux/arm/v7")) || (data10 === "linux/arm64")) || (data10 === "linux/loong64")) || (data10 === "linux/ppc64le")) || (data10 === "linux/riscv64")) || (data10 === "linux/s390x"))){
const err12 = {instancePath:instancePath+"/platforms/" + i2,schemaPath:"#/properties/platforms/items/enum",keyword:"enum",params:{allowedValues: schema71.properties.platforms.items.enum},message:"must be equal to one of the allowed values",schema:schema71.properties.platforms.items.enum,parentSchema:schema71.properties.platforms.items,data:data10};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema71.properties.platforms.type,parentSchema:schema71.properties.platforms,data:data9};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.runner !== undefined){
let data11 = data.runner;
if((((typeof data11 !== "string") && (!((typeof data11 == "number") && (isFinite(data11))))) && (typeof data11 !== "boolean")) && (!(Array.isArray(data11)))){
const err14 = {instancePath:instancePath+"/runner",schemaPath:"#/$defs/names/type",keyword:"type",params:{type: schema74.type},message:"must be string,number,boolean,array",schema:schema74.type,parentSchema:schema74,data:data11};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(Array.isArray(data11)){
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
let data12 = data11[i3];
if(((typeof data12 !== "string") && (!((typeof data12 == "number") && (isFinite(data12))))) && (typeof data12 !== "boolean")){
const err15 = {instancePath:instancePath+"/runner/" + i3,schemaPath:"#/$defs/names/items/type",keyword:"type",params:{type: schema74.items.type},message:"must be string,number,boolean",schema:schema74.items.type,parentSchema:schema74.items,data:data12};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
}
if(data.timeout !== undefined){
let data13 = data.timeout;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err16 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema71.properties.timeout.type,parentSchema:schema71.properties.timeout,data:data13};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 1 || isNaN(data13)){
const err17 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema71.properties.timeout,data:data13};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
if(data.test !== undefined){
if(!(validate29(data.test, {instancePath:instancePath+"/test",parentData:data,parentDataProperty:"test",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
if(data.size_budget !== undefined){
let data15 = data.size_budget;
if(((typeof data15 !== "string") && (!((typeof data15 == "number") && (isFinite(data15))))) && (typeof data15 !== "boolean")){
const err18 = {instancePath:instancePath+"/size_budget",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data15};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.builder !== undefined){
let data16 = data.builder;
if(((typeof data16 !== "string") && (!((typeof data16 == "number") && (isFinite(data16))))) && (typeof data16 !== "boolean")){
const err19 = {instancePath:instancePath+"/builder",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data16};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.tag_check !== undefined){
let data17 = data.tag_check;
if(typeof data17 !== "string"){
const err20 = {instancePath:instancePath+"/tag_check",schemaPath:"#/properties/tag_check/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema71.properties.tag_check.type,parentSchema:schema71.properties.tag_check,data:data17};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(!((data17 === "fail") || (data17 === "warn"))){
const err21 = {instancePath:instancePath+"/tag_check",schemaPath:"#/properties/tag_check/enum",keyword:"enum",params:{allowedValues: schema71.properties.tag_check.enum},message:"must be equal to one of the allowed values",schema:schema71.properties.tag_check.enum,parentSchema:schema71.properties.tag_check,data:data17};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.build !== undefined){
if(!(validate34(data.build, {instancePath:instancePath+"/build",parentData:data,parentDataProperty:"build",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
if(data.entrypoint !== undefined){
let data19 = data.entrypoint;
if(Array.isArray(data19)){
const len4 = data19.length;
for(let i4=0; i4<len4; i4++){
let data20 = data19[i4];
if(((typeof data20 !== "string") && (!((typeof data20 == "number") && (isFinite(data20))))) && (typeof data20 !== "boolean")){
const err22 = {instancePath:instancePath+"/entrypoint/" + i4,schemaPath:"#/$defs/argv/items/type",keyword:"type",params:{type: schema82.items.type},message:"must be string,number,boolean",schema:schema82.items.type,parentSchema:schema82.items,data:data20};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/entrypoint",schemaPath:"#/$defs/argv/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.type,parentSchema:schema82,data:data19};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.cmd !== undefined){
let data21 = data.cmd;
if(Array.isArray(data21)){
const len5 = data21.length;
for(let i5=0; i5<len5; i5++){
let data22 = data21[i5];
if(((typeof data22 !== "string") && (!((typeof data22 == "number") && (isFinite(data22))))) && (typeof data22 !== "boolean")){
const err24 = {instancePath:instancePath+"/cmd/" + i5,schemaPath:"#/$defs/argv/items/type",keyword:"type",params:{type: schema82.items.type},message:"must be string,number,boolean",schema:schema82.items.type,parentSchema:schema82.items,data:data22};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/cmd",schemaPath:"#/$defs/argv/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.type,parentSchema:schema82,data:data21};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.user !== undefined){
let data23 = data.user;
if(((typeof data23 !== "string") && (!((typeof data23 == "number") && (isFinite(data23))))) && (typeof data23 !== "boolean")){
const err26 = {instancePath:instancePath+"/user",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data23};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.expose !== undefined){
let data24 = data.expose;
if(Array.isArray(data24)){
const len6 = data24.length;
for(let i6=0; i6<len6; i6++){
let data25 = data24[i6];
if(((typeof data25 !== "string") && (!((typeof data25 == "number") && (isFinite(data25))))) && (typeof data25 !== "boolean")){
const err27 = {instancePath:instancePath+"/expose/" + i6,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data25};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/expose",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data24};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.volumes !== undefined){
let data26 = data.volumes;
if(Array.isArray(data26)){
const len7 = data26.length;
for(let i7=0; i7<len7; i7++){
let data27 = data26[i7];
if(((typeof data27 !== "string") && (!((typeof data27 == "number") && (isFinite(data27))))) && (typeof data27 !== "boolean")){
const err29 = {instancePath:instancePath+"/volumes/" + i7,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data27};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/volumes",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data26};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.labels !== undefined){
let data28 = data.labels;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
for(const key1 in data28){
if(!(pattern4.test(key1))){
let data29 = data28[key1];
if(((typeof data29 !== "string") && (!((typeof data29 == "number") && (isFinite(data29))))) && (typeof data29 !== "boolean")){
const err31 = {instancePath:instancePath+"/labels/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data29};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
}
else {
const err32 = {instancePath:instancePath+"/labels",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data28};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.healthcheck !== undefined){
if(!(validate35(data.healthcheck, {instancePath:instancePath+"/healthcheck",parentData:data,parentDataProperty:"healthcheck",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.stop_signal !== undefined){
let data31 = data.stop_signal;
if(((typeof data31 !== "string") && (!((typeof data31 == "number") && (isFinite(data31))))) && (typeof data31 !== "boolean")){
const err33 = {instancePath:instancePath+"/stop_signal",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data31};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.onbuild !== undefined){
let data32 = data.onbuild;
if(Array.isArray(data32)){
const len8 = data32.length;
for(let i8=0; i8<len8; i8++){
let data33 = data32[i8];
if(((typeof data33 !== "string") && (!((typeof data33 == "number") && (isFinite(data33))))) && (typeof data33 !== "boolean")){
const err34 = {instancePath:instancePath+"/onbuild/" + i8,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data33};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/onbuild",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data32};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.env !== undefined){
let data34 = data.env;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
for(const key2 in data34){
if(!(pattern4.test(key2))){
let data35 = data34[key2];
if(((typeof data35 !== "string") && (!((typeof data35 == "number") && (isFinite(data35))))) && (typeof data35 !== "boolean")){
const err36 = {instancePath:instancePath+"/env/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/settings/additionalProperties/type",keyword:"type",params:{type: schema45.additionalProperties.type},message:"must be string,number,boolean",schema:schema45.additionalProperties.type,parentSchema:schema45.additionalProperties,data:data35};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
}
else {
const err37 = {instancePath:instancePath+"/env",schemaPath:"#/$defs/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data34};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.workdir !== undefined){
let data36 = data.workdir;
if(((typeof data36 !== "string") && (!((typeof data36 == "number") && (isFinite(data36))))) && (typeof data36 !== "boolean")){
const err38 = {instancePath:instancePath+"/workdir",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data36};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.state !== undefined){
let data37 = data.state;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
for(const key3 in data37){
if(!((key3 === "drop") || (pattern4.test(key3)))){
const err39 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema71.properties.state,data:data37};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data37.drop !== undefined){
let data38 = data37.drop;
if(Array.isArray(data38)){
const len9 = data38.length;
for(let i9=0; i9<len9; i9++){
let data39 = data38[i9];
if(((typeof data39 !== "string") && (!((typeof data39 == "number") && (isFinite(data39))))) && (typeof data39 !== "boolean")){
const err40 = {instancePath:instancePath+"/state/drop/" + i9,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data39};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/state/drop",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data38};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema71.properties.state.type,parentSchema:schema71.properties.state,data:data37};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.closure !== undefined){
let data40 = data.closure;
if(typeof data40 !== "string"){
const err43 = {instancePath:instancePath+"/closure",schemaPath:"#/properties/closure/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema71.properties.closure.type,parentSchema:schema71.properties.closure,data:data40};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(!(((data40 === "warn") || (data40 === "fail")) || (data40 === "off"))){
const err44 = {instancePath:instancePath+"/closure",schemaPath:"#/properties/closure/enum",keyword:"enum",params:{allowedValues: schema71.properties.closure.enum},message:"must be equal to one of the allowed values",schema:schema71.properties.closure.enum,parentSchema:schema71.properties.closure,data:data40};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.allow_replace !== undefined){
let data41 = data.allow_replace;
if(Array.isArray(data41)){
const len10 = data41.length;
for(let i10=0; i10<len10; i10++){
let data42 = data41[i10];
if(((typeof data42 !== "string") && (!((typeof data42 == "number") && (isFinite(data42))))) && (typeof data42 !== "boolean")){
const err45 = {instancePath:instancePath+"/allow_replace/" + i10,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data42};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/allow_replace",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data41};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.portage_scope !== undefined){
let data43 = data.portage_scope;
if(typeof data43 !== "string"){
const err47 = {instancePath:instancePath+"/portage_scope",schemaPath:"#/$defs/scope/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema64.type,parentSchema:schema64,data:data43};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(!((data43 === "snapshot") || (data43 === "packages"))){
const err48 = {instancePath:instancePath+"/portage_scope",schemaPath:"#/$defs/scope/enum",keyword:"enum",params:{allowedValues: schema64.enum},message:"must be equal to one of the allowed values",schema:schema64.enum,parentSchema:schema64,data:data43};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema71.type,parentSchema:schema71,data};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}
validate26.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema148 = {"type":"object","x-words":"a mapping with 'name' and 'command'","properties":{"name":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]},"requires":{"$ref":"#/$defs/names"},"tag":{"$ref":"#/$defs/tag"},"tags":{"$ref":"#/$defs/texts"},"latest":{"$ref":"#/$defs/flag"},"platforms":{"type":"array","x-words":"a list of platforms, such as [linux/amd64]","items":{"type":"string","x-words":"a platform, such as linux/amd64","enum":["linux/386","linux/amd64","linux/arm/v6","linux/arm/v7","linux/arm64","linux/loong64","linux/ppc64le","linux/riscv64","linux/s390x"]}},"runner":{"$ref":"#/$defs/names"},"timeout":{"type":"integer","x-words":"a whole number of minutes","minimum":1},"test":{"$ref":"#/$defs/tests"},"command":{"$ref":"#/$defs/hook"},"inputs":{"$ref":"#/$defs/texts"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["name","command"],"x-elsewhere":{"build":"only images of Gentoo packages have it","builder":"only images of Gentoo packages have it","size_budget":"only images of Gentoo packages have it","closure":"only images of Gentoo packages have it","allow_replace":"only images of Gentoo packages have it","state":"only images of Gentoo packages have it","portage_scope":"only images of Gentoo packages have it","tag_check":"only images of Gentoo packages have it","entrypoint":"only images of Gentoo packages have it","cmd":"only images of Gentoo packages have it","user":"only images of Gentoo packages have it","env":"only images of Gentoo packages have it","workdir":"only images of Gentoo packages have it","expose":"only images of Gentoo packages have it","volumes":"only images of Gentoo packages have it","labels":"only images of Gentoo packages have it","healthcheck":"only images of Gentoo packages have it","stop_signal":"only images of Gentoo packages have it","onbuild":"only images of Gentoo packages have it","source":"only images of 'type: mirror' have it"}};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate40.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema148.required,parentSchema:schema148,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.command === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "command"},message:"must have required property '"+"command"+"'",schema:schema148.required,parentSchema:schema148,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema148.properties, key0)) || (pattern4.test(key0)))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema148,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.section !== undefined){
let data1 = data.section;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err4 = {instancePath:instancePath+"/section",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.type !== undefined){
let data2 = data.type;
if(typeof data2 !== "string"){
const err5 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema148.properties.type.type,parentSchema:schema148.properties.type,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!(((((data2 === "gentoo") || (data2 === "script")) || (data2 === "mirror")) || (data2 === "gentoo-image-builder")) || (data2 === "fetch"))){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema148.properties.type.enum},message:"must be equal to one of the allowed values",schema:schema148.properties.type.enum,parentSchema:schema148.properties.type,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.requires !== undefined){
let data3 = data.requires;
if((((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")) && (!(Array.isArray(data3)))){
const err7 = {instancePath:instancePath+"/requires",schemaPath:"#/$defs/names/type",keyword:"type",params:{type: schema74.type},message:"must be string,number,boolean,array",schema:schema74.type,parentSchema:schema74,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))) && (typeof data4 !== "boolean")){
const err8 = {instancePath:instancePath+"/requires/" + i0,schemaPath:"#/$defs/names/items/type",keyword:"type",params:{type: schema74.items.type},message:"must be string,number,boolean",schema:schema74.items.type,parentSchema:schema74.items,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
}
if(data.tag !== undefined){
if(!(validate27(data.tag, {instancePath:instancePath+"/tag",parentData:data,parentDataProperty:"tag",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
let data6 = data.tags;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err9 = {instancePath:instancePath+"/tags/" + i1,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data7};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data6};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.latest !== undefined){
let data8 = data.latest;
if(typeof data8 !== "boolean"){
const err11 = {instancePath:instancePath+"/latest",schemaPath:"#/$defs/flag/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema35.type,parentSchema:schema35,data:data8};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.platforms !== undefined){
let data9 = data.platforms;
if(Array.isArray(data9)){
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
let data10 = data9[i2];
if(typeof data10 !== "string"){
const err12 = {instancePath:instancePath+"/platforms/" + i2,schemaPath:"#/properties/platforms/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema148.properties.platforms.items.type,parentSchema:schema148.properties.platforms.items,data:data10};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!(((((((((data10 === "linux/386") || (data10 === "linux/amd64")) || (data10 === "linux/arm/v6")) || (data10 === "linux/arm/v7")) || (data10 === "linux/arm64")) || (data10 === "linux/loong64")) || (data10 === "linux/ppc64le")) || (data10 === "linux/riscv64")) || (data10 === "linux/s390x"))){
const err13 = {instancePath:instancePath+"/platforms/" + i2,schemaPath:"#/properties/platforms/items/enum",keyword:"enum",params:{allowedValues: schema148.properties.platforms.items.enum},message:"must be equal to one of the allowed values",schema:schema148.properties.platforms.items.enum,parentSchema:schema148.properties.platforms.items,data:data10};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/platforms",schemaPath:"#/properties/platforms/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema148.properties.platforms.type,parentSchema:schema148.properties.platforms,data:data9};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.runner !== undefined){
let data11 = data.runner;
if((((typeof data11 !== "string") && (!((typeof data11 == "number") && (isFinite(data11))))) && (typeof data11 !== "boolean")) && (!(Array.isArray(data11)))){
const err15 = {instancePath:instancePath+"/runner",schemaPath:"#/$defs/names/type",keyword:"type",params:{type: schema74.type},message:"must be string,number,boolean,array",schema:schema74.type,parentSchema:schema74,data:data11};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(Array.isArray(data11)){
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
let data12 = data11[i3];
if(((typeof data12 !== "string") && (!((typeof data12 == "number") && (isFinite(data12))))) && (typeof data12 !== "boolean")){
const err16 = {instancePath:instancePath+"/runner/" + i3,schemaPath:"#/$defs/names/items/type",keyword:"type",params:{type: schema74.items.type},message:"must be string,number,boolean",schema:schema74.items.type,parentSchema:schema74.items,data:data12};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
}
if(data.timeout !== undefined){
let data13 = data.timeout;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err17 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema148.properties.timeout.type,parentSchema:schema148.properties.timeout,data:data13};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 1 || isNaN(data13)){
const err18 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema148.properties.timeout,data:data13};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
if(data.test !== undefined){
if(!(validate29(data.test, {instancePath:instancePath+"/test",parentData:data,parentDataProperty:"test",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
if(data.command !== undefined){
let data15 = data.command;
if(typeof data15 !== "string"){
const err19 = {instancePath:instancePath+"/command",schemaPath:"#/$defs/hook/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema61.type,parentSchema:schema61,data:data15};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.inputs !== undefined){
let data16 = data.inputs;
if(Array.isArray(data16)){
const len4 = data16.length;
for(let i4=0; i4<len4; i4++){
let data17 = data16[i4];
if(((typeof data17 !== "string") && (!((typeof data17 == "number") && (isFinite(data17))))) && (typeof data17 !== "boolean")){
const err20 = {instancePath:instancePath+"/inputs/" + i4,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data17};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data16};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema148.type,parentSchema:schema148,data};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema157 = {"type":"object","x-words":"a mapping with 'source'","properties":{"name":{"$ref":"#/$defs/text"},"section":{"$ref":"#/$defs/text"},"type":{"type":"string","x-words":"'gentoo', 'script' or 'mirror'","enum":["gentoo","script","mirror","gentoo-image-builder","fetch"]},"requires":{"$ref":"#/$defs/names"},"tag":{"$ref":"#/$defs/tag"},"tags":{"$ref":"#/$defs/texts"},"latest":{"$ref":"#/$defs/flag"},"runner":{"$ref":"#/$defs/names"},"timeout":{"type":"integer","x-words":"a whole number of minutes","minimum":1},"source":{"$ref":"#/$defs/text"}},"patternProperties":{"^x-":{}},"additionalProperties":false,"required":["source"],"x-elsewhere":{"build":"only images of Gentoo packages have it","builder":"only images of Gentoo packages have it","size_budget":"only images of Gentoo packages have it","closure":"only images of Gentoo packages have it","allow_replace":"only images of Gentoo packages have it","state":"only images of Gentoo packages have it","portage_scope":"only images of Gentoo packages have it","tag_check":"only images of Gentoo packages have it","entrypoint":"only images of Gentoo packages have it","cmd":"only images of Gentoo packages have it","user":"only images of Gentoo packages have it","env":"only images of Gentoo packages have it","workdir":"only images of Gentoo packages have it","expose":"only images of Gentoo packages have it","volumes":"only images of Gentoo packages have it","labels":"only images of Gentoo packages have it","healthcheck":"only images of Gentoo packages have it","stop_signal":"only images of Gentoo packages have it","onbuild":"only images of Gentoo packages have it","test":"what is copied from elsewhere is not tested","platforms":"a mirror has all platforms of its source","command":"only images of 'type: script' have it","inputs":"only images of 'type: script' have it"}};

function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate44.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.source === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "source"},message:"must have required property '"+"source"+"'",schema:schema157.required,parentSchema:schema157,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema157.properties, key0)) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema157,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.section !== undefined){
let data1 = data.section;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err3 = {instancePath:instancePath+"/section",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.type !== undefined){
let data2 = data.type;
if(typeof data2 !== "string"){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema157.properties.type.type,parentSchema:schema157.properties.type,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!(((((data2 === "gentoo") || (data2 === "script")) || (data2 === "mirror")) || (data2 === "gentoo-image-builder")) || (data2 === "fetch"))){
const err5 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema157.properties.type.enum},message:"must be equal to one of the allowed values",schema:schema157.properties.type.enum,parentSchema:schema157.properties.type,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.requires !== undefined){
let data3 = data.requires;
if((((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")) && (!(Array.isArray(data3)))){
const err6 = {instancePath:instancePath+"/requires",schemaPath:"#/$defs/names/type",keyword:"type",params:{type: schema74.type},message:"must be string,number,boolean,array",schema:schema74.type,parentSchema:schema74,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))) && (typeof data4 !== "boolean")){
const err7 = {instancePath:instancePath+"/requires/" + i0,schemaPath:"#/$defs/names/items/type",keyword:"type",params:{type: schema74.items.type},message:"must be string,number,boolean",schema:schema74.items.type,parentSchema:schema74.items,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
}
if(data.tag !== undefined){
if(!(validate27(data.tag, {instancePath:instancePath+"/tag",parentData:data,parentDataProperty:"tag",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
let data6 = data.tags;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err8 = {instancePath:instancePath+"/tags/" + i1,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data7};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.latest !== undefined){
let data8 = data.latest;
if(typeof data8 !== "boolean"){
const err10 = {instancePath:instancePath+"/latest",schemaPath:"#/$defs/flag/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema35.type,parentSchema:schema35,data:data8};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.runner !== undefined){
let data9 = data.runner;
if((((typeof data9 !== "string") && (!((typeof data9 == "number") && (isFinite(data9))))) && (typeof data9 !== "boolean")) && (!(Array.isArray(data9)))){
const err11 = {instancePath:instancePath+"/runner",schemaPath:"#/$defs/names/type",keyword:"type",params:{type: schema74.type},message:"must be string,number,boolean,array",schema:schema74.type,parentSchema:schema74,data:data9};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(Array.isArray(data9)){
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
let data10 = data9[i2];
if(((typeof data10 !== "string") && (!((typeof data10 == "number") && (isFinite(data10))))) && (typeof data10 !== "boolean")){
const err12 = {instancePath:instancePath+"/runner/" + i2,schemaPath:"#/$defs/names/items/type",keyword:"type",params:{type: schema74.items.type},message:"must be string,number,boolean",schema:schema74.items.type,parentSchema:schema74.items,data:data10};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
}
if(data.timeout !== undefined){
let data11 = data.timeout;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err13 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema157.properties.timeout.type,parentSchema:schema157.properties.timeout,data:data11};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 1 || isNaN(data11)){
const err14 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema157.properties.timeout,data:data11};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
if(data.source !== undefined){
let data12 = data.source;
if(((typeof data12 !== "string") && (!((typeof data12 == "number") && (isFinite(data12))))) && (typeof data12 !== "boolean")){
const err15 = {instancePath:instancePath+"/source",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data12};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema157.type,parentSchema:schema157,data};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate44.errors = vErrors;
return errors === 0;
}
validate44.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(data && typeof data == "object" && !Array.isArray(data))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema70.type,parentSchema:schema70,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type !== undefined){
let data0 = data.type;
if(!((data0 === "gentoo") || (data0 === "gentoo-image-builder"))){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var _valid0 = _errs3 === errors;
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs5 = errors;
if(!(validate26(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
var _valid0 = _errs5 === errors;
valid1 = _valid0;
if(valid1){
var props0 = true;
}
}
if(!valid1){
const err2 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema70.allOf[0].if,parentSchema:schema70.allOf[0],data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const _errs7 = errors;
let valid3 = true;
const _errs8 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.type === undefined) && (missing0 = "type")){
const err3 = {};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
if(data.type !== undefined){
if("script" !== data.type){
const err4 = {};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
}
var _valid1 = _errs8 === errors;
errors = _errs7;
if(vErrors !== null){
if(_errs7){
vErrors.length = _errs7;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs10 = errors;
if(!(validate40(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var _valid1 = _errs10 === errors;
valid3 = _valid1;
if(valid3){
var props1 = true;
}
}
if(!valid3){
const err5 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema70.allOf[1].if,parentSchema:schema70.allOf[1],data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(props0 !== true && props1 !== undefined){
if(props1 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props1);
}
}
const _errs12 = errors;
let valid5 = true;
const _errs13 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.type === undefined) && (missing1 = "type")){
const err6 = {};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
else {
if(data.type !== undefined){
let data2 = data.type;
if(!((data2 === "mirror") || (data2 === "fetch"))){
const err7 = {};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
}
var _valid2 = _errs13 === errors;
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs15 = errors;
if(!(validate44(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
var _valid2 = _errs15 === errors;
valid5 = _valid2;
if(valid5){
var props2 = true;
}
}
if(!valid5){
const err8 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema70.allOf[2].if,parentSchema:schema70.allOf[2],data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(props0 !== true && props2 !== undefined){
if(props2 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props2);
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type !== undefined){
let data3 = data.type;
if(typeof data3 !== "string"){
const err9 = {instancePath:instancePath+"/type",schemaPath:"#/allOf/3/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema70.allOf[3].properties.type.type,parentSchema:schema70.allOf[3].properties.type,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!(((((data3 === "gentoo") || (data3 === "script")) || (data3 === "mirror")) || (data3 === "gentoo-image-builder")) || (data3 === "fetch"))){
const err10 = {instancePath:instancePath+"/type",schemaPath:"#/allOf/3/properties/type/enum",keyword:"enum",params:{allowedValues: schema70.allOf[3].properties.type.enum},message:"must be equal to one of the allowed values",schema:schema70.allOf[3].properties.type.enum,parentSchema:schema70.allOf[3].properties.type,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
if(props0 !== true){
props0 = props0 || {};
props0.type = true;
}
validate25.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate25.evaluated = {"dynamicProps":true,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.images === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "images"},message:"must have required property '"+"images"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema31.properties, key0)) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.registry !== undefined){
let data0 = data.registry;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
const err2 = {instancePath:instancePath+"/registry",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.section !== undefined){
let data1 = data.section;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
const err3 = {instancePath:instancePath+"/section",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.registries !== undefined){
let data2 = data.registries;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
if(!(pattern4.test(key1))){
if(!(validate21(data2[key1], {instancePath:instancePath+"/registries/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data2,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
}
else {
const err4 = {instancePath:instancePath+"/registries",schemaPath:"#/properties/registries/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.registries.type,parentSchema:schema31.properties.registries,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.builders !== undefined){
let data4 = data.builders;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key2 in data4){
if(!(pattern4.test(key2))){
if(!(validate23(data4[key2], {instancePath:instancePath+"/builders/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data4,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
}
else {
const err5 = {instancePath:instancePath+"/builders",schemaPath:"#/properties/builders/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.builders.type,parentSchema:schema31.properties.builders,data:data4};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.default_builder !== undefined){
let data6 = data.default_builder;
if(((typeof data6 !== "string") && (!((typeof data6 == "number") && (isFinite(data6))))) && (typeof data6 !== "boolean")){
const err6 = {instancePath:instancePath+"/default_builder",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data6};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.default_tag !== undefined){
let data7 = data.default_tag;
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err7 = {instancePath:instancePath+"/default_tag",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data7};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.portage_scope !== undefined){
let data8 = data.portage_scope;
if(typeof data8 !== "string"){
const err8 = {instancePath:instancePath+"/portage_scope",schemaPath:"#/$defs/scope/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema64.type,parentSchema:schema64,data:data8};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!((data8 === "snapshot") || (data8 === "packages"))){
const err9 = {instancePath:instancePath+"/portage_scope",schemaPath:"#/$defs/scope/enum",keyword:"enum",params:{allowedValues: schema64.enum},message:"must be equal to one of the allowed values",schema:schema64.enum,parentSchema:schema64,data:data8};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.software !== undefined){
let data9 = data.software;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key3 in data9){
if(!(pattern4.test(key3))){
let data10 = data9[key3];
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.version !== undefined){
let data11 = data10.version;
if(((typeof data11 !== "string") && (!((typeof data11 == "number") && (isFinite(data11))))) && (typeof data11 !== "boolean")){
const err10 = {instancePath:instancePath+"/software/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/version",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: schema32.type},message:"must be string,number,boolean",schema:schema32.type,parentSchema:schema32,data:data11};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath:instancePath+"/software/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/software/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.software.additionalProperties.type,parentSchema:schema31.properties.software.additionalProperties,data:data10};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
else {
const err12 = {instancePath:instancePath+"/software",schemaPath:"#/properties/software/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.software.type,parentSchema:schema31.properties.software,data:data9};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.vars !== undefined){
let data12 = data.vars;
if(!(data12 && typeof data12 == "object" && !Array.isArray(data12))){
const err13 = {instancePath:instancePath+"/vars",schemaPath:"#/properties/vars/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.vars.type,parentSchema:schema31.properties.vars,data:data12};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.include !== undefined){
let data13 = data.include;
if(Array.isArray(data13)){
const len0 = data13.length;
for(let i0=0; i0<len0; i0++){
let data14 = data13[i0];
if(((typeof data14 !== "string") && (!((typeof data14 == "number") && (isFinite(data14))))) && (typeof data14 !== "boolean")){
const err14 = {instancePath:instancePath+"/include/" + i0,schemaPath:"#/$defs/texts/items/type",keyword:"type",params:{type: schema69.items.type},message:"must be string,number,boolean",schema:schema69.items.type,parentSchema:schema69.items,data:data14};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/include",schemaPath:"#/$defs/texts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema69.type,parentSchema:schema69,data:data13};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.images !== undefined){
let data15 = data.images;
if(Array.isArray(data15)){
const len1 = data15.length;
for(let i1=0; i1<len1; i1++){
if(!(validate25(data15[i1], {instancePath:instancePath+"/images/" + i1,parentData:data15,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.images.type,parentSchema:schema31.properties.images,data:data15};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

;// CONCATENATED MODULE: ./src/core/shape-problems.ts
// What the schema has against a file, in words that a user can act on.
// In: a source. Out: problems, one a mistake, each at the key or value itself. The schema says in `x-words` what a value
// may be, in `x-elsewhere` where a misplaced key belongs. Never repeats the validator's own messages.


/** What an included file has; everything else of it is refused as a whole. */
const INCLUDED_KEYS = ['images', 'software', 'vars'];
/** Everything about the file that is not as the schema has it. */
function shapeProblems(source, role = 'whole') {
    if (validate(source.value))
        return [];
    const all = (validate.errors ?? []).map(({ instancePath, keyword, parentSchema, params, data }) => ({
        path: shape_problems_pathOf(instancePath),
        keyword,
        schema: (parentSchema ?? {}),
        params: params,
        data,
    }));
    const errors = role === 'whole' ? all : all.filter(({ path, keyword }) => isOfIncluded(path, keyword));
    const mistyped = new Set();
    for (const { keyword, path } of errors)
        if (keyword === 'type')
            mistyped.add(keyOf(path));
    const said = new Set();
    return errors.flatMap((error) => {
        const key = keyOf(error.path);
        // A value of the wrong type also breaks what the schema says of the right ones; once is enough.
        if (mistyped.has(key) && (error.keyword !== 'type' || said.has(key)))
            return [];
        if (error.keyword === 'type')
            said.add(key);
        return problemOf(source, error) ?? [];
    });
}
function isOfIncluded(path, keyword) {
    return path.length === 0 ? keyword !== 'required' : INCLUDED_KEYS.includes(path[0]);
}
function keyOf(path) {
    return JSON.stringify(path);
}
function problemOf(source, error) {
    switch (error.keyword) {
        case 'additionalProperties':
            return unknownKey(source, error, String(error.params.additionalProperty));
        case 'required':
            return missingKey(source, error, String(error.params.missingProperty));
        case 'type':
            return error.schema['x-words'] === undefined ? undefined : wrongType(source, error, error.schema['x-words']);
        case 'enum':
            return notOneOf(source, error);
        case 'minimum':
        case 'maximum':
            return outOfRange(source, error);
        case 'if':
            return undefined;
        default:
            throw new Error(`the schema uses '${error.keyword}', for which there are no words`);
    }
}
function unknownKey(source, { path, schema }, key) {
    const known = Object.keys(schema.properties ?? {});
    const elsewhere = new Map(Object.entries(schema['x-elsewhere'] ?? {}));
    const nearest = elsewhere.has(key) ? key : (0,core_nearest/* nearestOf */.q)(key, [...known, ...elsewhere.keys()]);
    const meant = nearest === undefined || nearest === key ? undefined : `did you mean '${nearest}'?`;
    const where = nearest === undefined ? undefined : elsewhere.get(nearest);
    const few = known.length > 0 && known.length <= 6 ? `known are ${known.join(', ')}` : undefined;
    const hint = meant || where ? [meant, where].filter(Boolean).join(' ') : few;
    return { code: 'unknown-key', message: `unknown key '${key}'`, place: source.place([...path, key], 'key'), hint };
}
function missingKey(source, { path, data }, key) {
    const name = typeof data === 'object' && data !== null && 'name' in data ? `'${String(data.name)}'` : undefined;
    const owner = path.length === 0 ? 'the file' : (name ?? subject(path));
    return { code: 'missing-key', message: `${owner} has no '${key}'`, place: source.place(path, 'key') };
}
function wrongType(source, { path, data }, words) {
    if (data === null) {
        const message = `${subject(path)} is empty: it takes ${words}`;
        return {
            code: 'wrong-type',
            message,
            place: source.place(path, 'value'),
            hint: 'give it a value, or leave it out',
        };
    }
    const message = `${subject(path)} takes ${words}; this is ${typeWords(data)}`;
    return { code: 'wrong-type', message, place: source.place(path, 'value'), hint: remedy(data, words) };
}
function notOneOf(source, { path, schema, params, data }) {
    const allowed = params.allowedValues.map(String);
    const message = `${subject(path)} takes ${schema['x-words'] ?? allowed.join(', ')}, not '${String(data)}'`;
    const hint = (0,core_nearest/* nearestHint */.A)(String(data), allowed) ?? (allowed.length > 3 ? `known are ${allowed.join(', ')}` : undefined);
    return { code: 'bad-value', message, place: source.place(path, 'value'), hint };
}
function outOfRange(source, { path, schema, data }) {
    const least = schema.maximum === undefined && schema.minimum !== undefined ? ` of at least ${schema.minimum}` : '';
    const message = `${subject(path)} takes ${schema['x-words'] ?? 'a number'}${least}, not ${String(data)}`;
    return { code: 'bad-value', message, place: source.place(path, 'value') };
}
/** How a value is spoken of: `'test'`, or `an entry of 'requires'`. */
function subject(path) {
    const last = path.at(-1);
    if (last === undefined)
        return 'the file';
    if (typeof last === 'string')
        return `'${last}'`;
    const owner = path.findLast((step) => typeof step === 'string');
    return owner === undefined ? 'an entry' : `an entry of '${owner}'`;
}
function typeWords(data) {
    if (Array.isArray(data))
        return 'a list';
    switch (typeof data) {
        case 'object':
            return 'a mapping';
        case 'number':
            return 'a number';
        case 'boolean':
            return 'true or false';
        default:
            return 'a text';
    }
}
const AS_LIST = "write it as a list, with '- ' before each entry";
/** What to write instead, for mix-ups that YAML invites. */
function remedy(data, words) {
    const list = words.startsWith('a list') || words.includes('or a list');
    const mapping = words.includes('mapping');
    if (typeof data === 'number' || typeof data === 'boolean') {
        if (words.startsWith('a list') && !mapping)
            return AS_LIST;
        return mapping ? undefined : 'put it into quotes';
    }
    if (typeof data === 'string' && words === 'true or false')
        return 'write true or false, without quotes';
    if (typeof data === 'string' && list)
        return AS_LIST;
    if (!Array.isArray(data) && typeof data === 'object' && words.startsWith('a list') && !mapping)
        return AS_LIST;
    if (Array.isArray(data))
        return words === 'a mapping of names to texts' ? "write each entry as 'NAME: text', without '- '" : undefined;
    return typeof data === 'object' && !mapping && !list && words.startsWith('a ')
        ? "a text with ': ' in it needs quotes"
        : undefined;
}
/** A JSON pointer's steps; those that are indexes of lists become numbers. */
function shape_problems_pathOf(pointer) {
    const steps = pointer.split('/').slice(1);
    return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
}

;// CONCATENATED MODULE: ./src/core/definition.ts
// The images file as a `Definition`: what the user wrote, in types, and right.
// In: sources. Out: a `Definition`, or a `UserError` with everything that is wrong: shape, names, atoms, paths, tags,
// expressions. Never fills a default, never asks which images there are: unknown parents are the graph's.











/** Most images of a file. */
const MAX_IMAGES = 10_000;
/** Reads the images file (the first source); `images`, `software` and `vars` of further ones are added. */
function parseDefinition(sources) {
    const tops = sources.map((source) => ({ source, path: [], value: source.value }));
    const [top] = tops;
    if (!top)
        throw new Error('no source');
    const shape = sources.flatMap((source, index) => shapeProblems(source, index === 0 ? 'whole' : 'included'));
    const problems = [...shape, ...includeProblems(sources)];
    const definition = readDefinition(tops, top, problems);
    (0,problem/* refuse */.TR)((0,problem/* withoutRepeats */.jP)(problems));
    return definition;
}
function readDefinition(tops, top, problems) {
    const software = definition_valuesOf(tops, 'software', problems);
    const vars = definition_valuesOf(tops, 'vars', problems);
    const names = new Map([
        ['software', software],
        ['vars', vars],
    ]);
    const reader = { problems, names };
    const builders = buildersOf({ problems, names: standIns(names, true) }, under(top, 'builders'));
    const spots = imageSpots(reader, tops);
    const inImage = { problems, names: standIns(names, builders.size > 0) };
    const read = new Map(spots.flatMap((spot) => pairOf(spot, imageOf(inImage, spot))));
    const section = textOf(reader, under(top, 'section'), rules/* sectionRule */.iD);
    const registry = textOf(reader, under(top, 'registry'), rules/* registryRule */.kL);
    const outer = section ? interpolate(section, names).text : '';
    const definition = {
        file: top.source.file,
        ...{ registry, section, builders, software, vars },
        registries: registriesOf(reader, under(top, 'registries')),
        defaultBuilder: defaultBuilderOf(reader, top, builders, needsBuilder(spots)),
        defaultTag: textOf(inAnyImage(inImage), under(top, 'default_tag'), rules/* tagRule */.D$),
        scope: wordOf(under(top, 'portage_scope'), ['snapshot', 'packages']),
        versions: versionsOf(reader, tops),
        images: [...read.values()],
        notYet: tops.flatMap(({ source }) => notYetIn(source, read, outer)),
    };
    problems.push(...relationProblems(definition, outer, registry && interpolate(registry, names).text));
    return definition;
}
function imageSpots(reader, tops) {
    const spots = tops.flatMap((each) => itemsOf(under(each, 'images')));
    const over = spots[MAX_IMAGES];
    if (over)
        complain(reader, over, 'value', { code: 'limit', message: 'there are more than 10,000 images' });
    return spots.slice(0, MAX_IMAGES);
}
/** A text of the file that is filled in for each image. */
function inAnyImage({ problems, names }) {
    return { problems, names: new Map([...names, ['image', new Map([['name', 'name']])]]) };
}
function pairOf(key, value) {
    return value === undefined ? [] : [[key, value]];
}
/** In the order of the file, so that people go through it once. */
function notYetIn(source, read, outer) {
    const own = new Map([...read].flatMap(([spot, image]) => (spot.source === source ? [[spot.path[1], image]] : [])));
    const found = notYetOf(source, (index) => {
        const image = own.get(index);
        return image && identityOf(image, outer);
    });
    return found.sort(({ place: a }, { place: b }) => a.line - b.line || a.column - b.column);
}
/** Scripts and mirrors do without; a file without images will have some. */
function needsBuilder(spots) {
    return spots.length === 0 || spots.some((spot) => typeOf(spot) === 'gentoo');
}
/** Names whose values come later stand in for themselves: here it counts that they exist. */
function standIns(names, hasBuilder) {
    const builder = hasBuilder ? [['builder', new Map([['portage', 'latest']])]] : [];
    return new Map([...names, ...builder, ['platform', new Map([['arch', 'amd64']])]]);
}
function registriesOf(reader, spot) {
    const registries = new Map();
    for (const [host, entry] of entriesOf(spot)) {
        keyCheck(reader, entry, rules/* hostRule */.z3);
        const ca = plainOf(reader, under(entry, 'ca'), rules/* relativePathRule */.yi)?.value;
        const mirror = plainOf(reader, under(entry, 'mirror'), rules/* hostRule */.z3)?.value;
        registries.set(host, { insecure: flagOf(under(entry, 'insecure')) ?? false, ca, mirror });
    }
    return registries;
}
/** `default_builder`, else the one named `default`, else the only one. */
function defaultBuilderOf(reader, top, builders, needed) {
    const names = [...builders.keys()];
    const named = plainOf(reader, under(top, 'default_builder'));
    if (named && !builders.has(named.value))
        reader.problems.push(unknownBuilder(named, names));
    const chosen = named?.value ?? (builders.has('default') ? 'default' : names.length === 1 ? names[0] : undefined);
    if (chosen === undefined && needed)
        noDefaultBuilder(reader, top, names);
    return chosen ?? '';
}
function noDefaultBuilder(reader, top, names) {
    const spot = under(top, 'builders') ?? top;
    const none = { message: 'there is no builder', hint: "write 'builders: {default: {stage3: ..., portage: ...}}'" };
    const several = {
        message: 'none of the builders is the default one',
        hint: "name one 'default', or write 'default_builder: NAME'",
    };
    if (names.length > 0)
        complain(reader, spot, 'key', { code: 'missing-key', ...several });
    else if (isMapping(spot.value))
        complain(reader, spot, 'key', { code: 'missing-key', ...none });
}
function versionsOf(reader, tops) {
    const all = tops.flatMap((top) => entriesOf(under(top, 'software')));
    return new Map(all.flatMap(([name, entry]) => {
        const version = plainOf(reader, under(entry, 'version'));
        return version ? [[name, version]] : [];
    }));
}
/** `software` or `vars` as expressions see them. Keys that differ only in case are one name there. */
function definition_valuesOf(tops, key, problems) {
    const values = new Map();
    const places = new Map();
    for (const [name, entry] of tops.flatMap((top) => entriesOf(under(top, key)))) {
        const first = places.get(name.toLowerCase());
        if (first)
            problems.push(sameName(first, entry));
        places.set(name.toLowerCase(), entry);
        values.set(name, definition_valueOf(entry));
    }
    return values;
}
function sameName(first, second) {
    const [one, other] = [first, second].map(({ source, path }) => ({
        name: String(path.at(-1)),
        place: source.place(path, 'key'),
    }));
    const message = `'${other?.name ?? ''}' and '${one?.name ?? ''}' are one name to expressions`;
    const related = one && [{ message: 'it stands here first', place: one.place }];
    return { code: 'duplicate', message, place: other?.place, related };
}
function definition_valueOf(spot) {
    if (isMapping(spot.value))
        return new Map(entriesOf(spot).map(([key, entry]) => [key, definition_valueOf(entry)]));
    if (reader_isList(spot.value))
        return itemsOf(spot).map(definition_valueOf);
    return spot.source.text(spot.path) ?? '';
}

;// CONCATENATED MODULE: ./src/core/fingerprint.ts
// Everything that decides a node's content, as readable JSON, and its hash.
// In: a graph and facts. Out: for each node its ingredients and its fingerprint (`f1-` and 32 hex digits of SHA-256 over
// canonical JSON). Explicit tags, sections, tests and time-outs are no ingredients: changing them builds nothing.
// A parent counts by its fingerprint, not by its resulting digest: so the whole plan is known in one pass.









/** Raised by hand when the canonical form or the meaning of an ingredient changes: it rebuilds everything. */
const SCHEME = 1;
/** Raised by hand when the container scripts change what they make from the same ingredients. */
const RECIPE = 1;
/** Fingerprints of all nodes, by id. Throws when the facts lack an answer, which is a bug of the caller's. */
function printFingerprints(graph, facts) {
    const prints = new Map();
    for (const node of graph.nodes.values())
        prints.set(node.id, printAfter(node, graph, facts, prints));
    return prints;
}
/** The fingerprint of a node, when all that it needs has one. */
function printAfter(node, graph, facts, prints) {
    return printNode(node, { graph, facts, prints, dates: snapshotDates(graph.catalog, facts.pins) });
}
function printNode(node, all) {
    switch (node.kind) {
        case 'builder':
            return printBuilder(node, all.facts);
        case 'gentoo':
            return printImage(node, all);
        case 'script':
        case 'mirror':
            return printOther(node, all);
    }
}
/** True for the text of a fingerprint, which is also a content tag. */
function isFingerprint(text) {
    return /^f\d+-[0-9a-f]{32}$/.test(text);
}
/** The fingerprint of ingredients. */
function fingerprintOf(ingredients) {
    return `f${SCHEME}-${(0,external_node_crypto_.createHash)('sha256').update((0,canonical/* canonicalJson */.dj)(ingredients)).digest('hex').slice(0, 32)}`;
}
function printBuilder(node, facts) {
    const { builder } = node;
    const core = {
        scheme: SCHEME,
        recipe: RECIPE,
        platform: node.platform,
        stage3: known(pinOf(facts.pins, builder.stage3.value).digest, builder.stage3.value),
        portage: portageIngredients(builder.configuration),
        overlays: builder.overlays.map(({ name, path, priority }) => ({
            name,
            priority,
            tree: known(facts.trees.get(path), path),
        })),
        git_overlays: filled(builder.gitOverlays.map(({ name, url, ref, priority }) => ({ name, priority, git: url, ref }))),
        patches: builder.patches && known(facts.trees.get(builder.patches.path), builder.patches.path),
    };
    const ingredients = {
        ...core,
        kind: 'builder',
        // A date decides too: it is the time of all files in the layers.
        snapshot: { ...snapshotOf(node, facts) },
        environment: environmentIngredient(builder.environment),
        configure_builder: hookIngredient(builder.configureBuilder),
        script: builder.script && known(facts.trees.get(builder.script.path), builder.script.path),
    };
    return { fingerprint: fingerprintOf(ingredients), ingredients, core: fingerprintOf({ ...core, kind: 'core' }) };
}
function printImage(node, all) {
    const { prints, dates, facts } = all;
    const { image, builder } = node;
    const parent = node.parent === undefined ? undefined : prints.get(node.parent)?.fingerprint;
    const ingredients = {
        scheme: SCHEME,
        recipe: RECIPE,
        kind: node.kind,
        name: node.name,
        platform: node.platform,
        parent: parent ?? null,
        builder: known(prints.get(node.startsFrom)?.fingerprint, node.startsFrom),
        snapshot: otherSnapshot(node, all),
        version: tagsOf(image, dates.get(builder.name) ?? '').promise,
        packages: image.packages.map(({ value }) => value),
        portage: portageIngredients(image.configuration),
        environment: environmentIngredient(new Map([...builder.environment, ...image.environment])),
        configure_builder: hookIngredient(image.configureBuilder),
        configure_rootfs_build: hookIngredient(image.configureRootfsBuild),
        finish_rootfs_build: hookIngredient(image.finishRootfsBuild),
        finish_build: hookIngredient(builder.finishBuild),
        ...containerIngredients(image, facts),
        add: filled(image.add.map((one) => additionIngredient(one, node, all))),
        ...targetIngredients(image.target),
    };
    return { fingerprint: fingerprintOf(ingredients), ingredients };
}
/** The snapshot, where it is not that of what the image starts from: one of the two is held at an older one. */
function otherSnapshot(node, { graph, facts }) {
    const start = (0,core_graph/* nodeOf */.E7)(graph, node.startsFrom);
    const own = snapshotOf(node, facts);
    const before = start.kind === 'builder' || start.kind === 'gentoo' ? snapshotOf(start, facts) : own;
    return own.content === before.content && own.date === before.date ? undefined : { ...own };
}
/** A script by its command and the files that it names; a mirror by what its source is. */
function printOther(node, { facts, prints, dates }) {
    const common = { scheme: SCHEME, kind: node.kind, name: node.name, platform: node.platform };
    if (node.kind === 'mirror') {
        const { image } = node;
        const source = known(pinOf(facts.pins, image.source.value).digest, image.source.value);
        const ingredients = { ...common, source };
        return { fingerprint: fingerprintOf(ingredients), ingredients };
    }
    const { image } = node;
    const ingredients = {
        ...common,
        needs: node.needs.map((id) => known(prints.get(id)?.fingerprint, id)),
        version: tagsOf(image, dates.get(node.builder?.name ?? '') ?? '').promise,
        command: hookIngredient(image.command),
        inputs: Object.fromEntries(image.inputs.map(({ value }) => [value, known(facts.trees.get(value), value)])),
    };
    return { fingerprint: fingerprintOf(ingredients), ingredients };
}
/** What steers the container, where it is said: what is left out leaves the fingerprint as it is. */
function containerIngredients(image, { pins, trees }) {
    const { provided, dockerfile, refresh } = image;
    const tree = (path) => known(trees.get(path), path);
    const file = dockerfileOf(image);
    const digest = (name) => known(pinOf(pins, name).digest, name);
    return {
        builder_packages: filled(image.builderPackages.map(({ value }) => value)),
        provided_root: filled(provided.root.map(({ value }) => value)),
        provided_builder: filled(provided.builder.map(({ value }) => value)),
        state_drop: filled(image.stateDrop.map(({ value }) => value)),
        script: image.script && tree(image.script.path),
        dockerfile: dockerfile && ('lines' in dockerfile ? dockerfile.lines.text : tree(dockerfile.file.path)),
        dockerfile_files: mapped(contextPaths(image).map(({ path }) => [path, tree(path)])),
        dockerfile_stages: mapped((file ? stageImages(file) : []).map(({ reference }) => [reference, digest(reference)])),
        keep: filled([...image.keep].sort()),
        capabilities: filled([...image.capabilities].sort()),
        network: image.network,
        allow_replace: filled([...image.allowReplace].sort()),
        refresh: refresh !== undefined && isPeriod(refresh) ? known(pins.periods?.[refresh], refresh) : refresh,
        tag_package: image.tags.package && { atom: image.tags.package.atom.value, in: image.tags.package.in },
    };
}
function additionIngredient(one, node, { graph, facts, prints }) {
    const common = { dest: one.dest, to: one.to };
    switch (one.kind) {
        case 'git':
            return { ...common, git: one.url, ref: commitIn(facts.pins, one.url, one.ref) };
        case 'url':
            return { ...common, url: one.url, digest: one.digest };
        case 'path':
            return { ...common, tree: known(facts.trees.get(one.path), one.path) };
        case 'image': {
            const from = idOf(node, graph, one.image.value);
            return { ...common, image: known(prints.get(from)?.fingerprint, from), src: one.src, from: one.from };
        }
    }
}
function targetIngredients(target) {
    return {
        entrypoint: target.entrypoint,
        cmd: target.cmd,
        user: target.user,
        workdir: target.workdir,
        env: (0,canonical/* recordOf */.zv)(target.env),
        expose: filled([...target.expose].sort()),
        volumes: filled([...target.volumes].sort()),
        labels: target.labels.size > 0 ? (0,canonical/* recordOf */.zv)(target.labels) : undefined,
        healthcheck: target.healthcheck && { ...target.healthcheck },
        stop_signal: target.stopSignal,
        onbuild: filled(target.onbuild),
    };
}
function mapped(entries) {
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
function filled(list) {
    return list.length > 0 ? list : undefined;
}
function portageIngredients(configuration) {
    return {
        make_conf: environmentIngredient(configuration.makeConf),
        make_conf_order: orderIngredient(configuration.makeConf),
        package_use: configuration.packageUse,
        package_accept_keywords: configuration.packageAcceptKeywords,
        package_mask: configuration.packageMask,
        package_unmask: configuration.packageUnmask,
        package_license: configuration.packageLicense,
        package_env: configuration.packageEnv,
        use_mask: configuration.useMask,
        use_force: configuration.useForce,
        profile: configuration.profile,
    };
}
/** Variables that say how fast or from where, never what. */
const NEUTRAL = new Set(['MAKEOPTS', 'GENTOO_MIRRORS', 'PORTAGE_NICENESS', 'PORTAGE_IONICE_COMMAND', 'NINJAOPTS']);
const OPTIONS = 'EMERGE_DEFAULT_OPTS';
/** `--jobs 4`, `-j4`, `--load-average=3.5`, `-l 3`: how many at once. */
const JOB_COUNTS = /(^|\s)(--jobs|-j|--load-average|-l)(=|\s*)\d*(\.\d+)?(?=\s|$)/g;
function environmentIngredient(variables) {
    const counted = new Map([...variables].filter(([name]) => !NEUTRAL.has(name)));
    const options = counted.get(OPTIONS)?.replaceAll(JOB_COUNTS, '').trim();
    if (options === '')
        counted.delete(OPTIONS);
    else if (options !== undefined)
        counted.set(OPTIONS, options);
    return (0,canonical/* recordOf */.zv)(counted);
}
/** A line of make.conf sees the variables of the lines above it: only then does the order decide anything. */
function orderIngredient(variables) {
    const counted = [...variables].filter(([name]) => !NEUTRAL.has(name));
    return counted.some(([, value]) => value.includes('$')) ? counted.map(([name]) => name) : undefined;
}
function hookIngredient(hook) {
    return hook?.text;
}
function known(value, name) {
    if (value === undefined)
        throw new Error(`nothing is known of ${name}`);
    return value;
}
/** Nodes that carry a fingerprint, with it: for messages and labels. */
function printOf(prints, node) {
    return known(prints.get(node.id), node.id);
}

// EXTERNAL MODULE: ./src/core/override.ts
var override = __webpack_require__(3479);
// EXTERNAL MODULE: ./src/core/registry-access.ts
var registry_access = __webpack_require__(9803);
;// CONCATENATED MODULE: ./src/commands/survey.ts
// From the images file to fingerprints. In: the world and what the user asked. Out: graph, facts and fingerprints.
// The part that `plan`, `build` and `graph` have in common; it asks registries for moving names, nothing else.




















/** Reads and checks the images file and its lock; asks nothing of the outside. */
async function readGraph(world, settings) {
    const definition = await survey_readDefinition(world, settings);
    const lock = await readLock(world, settings);
    return (0,core_graph/* linkGraph */.Rr)(await catalogOf(world, definition, settings, lock ? withLock(settings.pins, lock.pins) : settings.pins));
}
/** Reads the images file, resolves what moves, and prints the fingerprints. */
async function survey(world, settings) {
    const definition = await survey_readDefinition(world, settings);
    const lock = await readLock(world, settings);
    const first = (0,core_graph/* linkGraph */.Rr)(await catalogOf(world, definition, settings, settings.pins));
    refuseNotYet(first.catalog, 'plan');
    const names = lockedNames(askQuestions(first, tell(NO_PINS, settings.pins.set ?? {})));
    const pins = withLock(settings.pins, pinsOfNames(lock?.pins ?? NO_PINS, fixedNames(names, settings)));
    const questions = askQuestions(first, pins);
    if (settings.locked) {
        const asked = new Set(lockedNames(questions).map(({ value }) => value));
        (0,problem/* refuse */.TR)(driftProblems(lockPath(settings.imagesFile), lock, names, settings.pins, asked));
    }
    const stores = world.stores(first.catalog, settings.push, settings.below);
    const facts = await answer(world, questions, { ...settings, pins }, stores.registries);
    // Once more with the dates at hand, which tags and `${{ builder.portage }}` are made of.
    const graph = (0,core_graph/* linkGraph */.Rr)(await catalogOf(world, definition, settings, facts.pins));
    const { catalog } = graph;
    const local = catalog.registry === undefined || !settings.push;
    const prints = printFingerprints(graph, facts);
    const { name, pushBuilders = 'all' } = settings;
    return { graph, catalog, stores, local, facts, prints, folder: folderOf(world, settings), name, pushBuilders };
}
function fixedNames(names, { moving }) {
    return new Set(names.map(({ value }) => value).filter((name) => moving !== 'all' && moving?.has(name) !== true));
}
/** The lock beside the images file; undefined where there is none. */
async function readLock(world, { imagesFile }) {
    const file = lockPath(imagesFile);
    const text = await world.files.readText((0,posix_.resolve)(world.folder, file));
    return text === undefined ? undefined : parseLock(file, text);
}
/** Refuses what a stage cannot carry out. */
function refuseNotYet({ notYet }, stage) {
    (0,problem/* refuse */.TR)(notYetProblems(notYet, stage));
}
/** The folder that paths in the images file are relative to; absolute. */
function folderOf(world, settings) {
    return (0,posix_.join)((0,posix_.resolve)(world.folder, settings.imagesFile), '..');
}
async function survey_readDefinition(world, { imagesFile }) {
    const text = await world.files.readText((0,posix_.resolve)(world.folder, imagesFile));
    if (text === undefined) {
        const hint = `name it with --images-file (input images-file); looked in ${world.folder}`;
        throw new problem/* UserError */.yo([{ code: 'file', message: `there is no images file '${imagesFile}'`, hint }]);
    }
    const main = parseSource(imagesFile, text);
    const others = includesOf(main).map(async ({ path, place }) => {
        const file = (0,posix_.join)(imagesFile, '..', path);
        const more = await world.files.readText((0,posix_.resolve)(world.folder, file));
        if (more !== undefined)
            return parseSource(file, more);
        throw new problem/* UserError */.yo([{ code: 'file', message: `there is no file '${file}' to include`, place }]);
    });
    return parseDefinition([main, ...(await Promise.all(others))]);
}
async function catalogOf(world, written, settings, pins) {
    const definition = (0,override/* overrideDefinition */._)(written, pins.set ?? {});
    const plain = fillCatalog(definition, { dates: new Map() });
    const catalog = fillCatalog(definition, { dates: snapshotDates(plain, pins) });
    const { below, access = new Map() } = settings;
    const registry = settings.registry ?? catalog.registry;
    return {
        ...catalog,
        images: await withDockerfiles(world, catalog.images, settings),
        registry: registry === undefined || below === undefined ? registry : `${registry}/${below}`,
        registries: (0,registry_access/* mergeAccess */.z)(catalog.registries, access, (path) => (0,posix_.resolve)(world.folder, path)),
    };
}
/** Dockerfile lines that are in files are read, as they say what else has to be asked. */
async function withDockerfiles(world, images, settings) {
    const read = images.map(async (image) => {
        if (image.type !== 'gentoo' || !image.dockerfile || 'lines' in image.dockerfile)
            return image;
        const { file } = image.dockerfile;
        const text = await world.files.readText((0,posix_.join)(folderOf(world, settings), file.path));
        if (text === undefined)
            throw survey_missing(`there is no file '${file.path}'`, file.place);
        return withLinesOf(image, file, (0,posix_.join)(settings.imagesFile, '..', file.path), text);
    });
    const all = await Promise.all(read);
    (0,problem/* refuse */.TR)((0,problem/* withoutRepeats */.jP)(all.flatMap(lineProblems)));
    return all;
}
async function answer(world, questions, settings, registries) {
    const folder = folderOf(world, settings);
    const trees = new Map();
    for (const { path, place } of questions.trees) {
        const hash = await world.files.hashTree((0,posix_.join)(folder, path));
        if (hash === undefined)
            throw survey_missing(`there is no file or folder '${path}'`, place);
        trees.set(path, hash);
    }
    for (const { path, place } of questions.globs) {
        const hash = await world.files.hashGlob(folder, path);
        if (hash === undefined)
            throw survey_missing(`there is no file '${path}'`, place);
        trees.set(path, hash);
    }
    const pins = {};
    for (const path of questions.undated)
        pins[path] = { date: await dateOfFolder(world, folder, path) };
    const resolved = questions.references.map(async (moving) => {
        const known = settings.pins.names[moving.reference]?.digest;
        return [moving.reference, await resolvePin(registries, moving, known)];
    });
    for (const [reference, pin] of await Promise.all(resolved))
        pins[reference] = pin;
    for (const { url, ref, place } of questions.revisions) {
        const commit = await world.git.commitOf(url, ref);
        if (commit === undefined)
            throw survey_missing(`${url} has no branch and no tag '${ref}'`, place);
        pins[revisionName(url, ref)] = { commit };
    }
    const told = questions.periods
        ? { ...settings.pins, periods: settings.pins.periods ?? periodsAt(world.now()) }
        : settings.pins;
    return { pins: addPins(told, pins), trees };
}
/** `known`: its digest, where only its date is wanted; by now the name may stand for another. */
async function resolvePin(registries, moving, known) {
    const { reference: name, dated, place } = moving;
    const parsed = (0,core_reference/* parseReference */.F2)(name);
    if (!parsed)
        throw new Error(`'${name}' came through as a reference`);
    const reference = known === undefined ? parsed : { ...parsed, digest: known };
    const there = await registries.head(reference.tag === undefined ? { ...reference, tag: 'latest' } : reference);
    switch (there.answer) {
        case 'no':
            throw new problem/* UserError */.yo([
                {
                    code: 'pin',
                    message: `there is no image ${name}`,
                    place,
                    hint: 'correct the reference, or give its digest with --pins',
                },
            ]);
        case 'unknown':
            throw (0,unreachable/* unreachable */.HB)(`what ${name} is cannot be found out: ${there.reason}`, 'name a mirror under `registries`, write the reference with @sha256:, or give its digest with --pins');
        case 'yes': {
            const pinned = { ...reference, digest: there.digest };
            return dated ? { digest: there.digest, date: await dateOfImage(registries, pinned) } : { digest: there.digest };
        }
    }
}
/** A snapshot's image is made on the day of its tree. In an index any platform's will do: the tree is the same. */
async function dateOfImage(registries, reference) {
    const read = await registries.manifest(reference);
    const parsed = (0,oci/* parseManifest */.Ng)(read.bytes, read.mediaType);
    if (parsed?.kind === 'index') {
        const [first] = parsed.index.manifests;
        if (first)
            return await dateOfImage(registries, { ...reference, digest: first.digest });
    }
    if (parsed?.kind !== 'image')
        throw (0,unreachable/* unreachable */.HB)(`${reference.repository} is no image`);
    const chunks = [];
    for await (const chunk of await registries.blob(reference, parsed.manifest.config))
        chunks.push(chunk);
    const created = (0,oci/* parseObject */.lj)(Buffer.concat(chunks))?.created;
    const date = typeof created === 'string' ? created.slice(0, 10).replaceAll('-', '') : '';
    if (/^\d{8}$/.test(date))
        return date;
    throw (0,unreachable/* unreachable */.HB)(`${reference.repository} does not say of which day it is`, 'use a reference whose tag is a date');
}
/** A snapshot brings the time of its making: `metadata/timestamp.chk`. */
async function dateOfFolder(world, folder, path) {
    const text = await world.files.readText((0,posix_.join)(folder, path, 'metadata/timestamp.chk'));
    const date = text === undefined ? undefined : dateOfTimestamp(text);
    if (date !== undefined)
        return date;
    const message = `'${path}' does not say of which day it is: it has no metadata/timestamp.chk that can be read`;
    throw new problem/* UserError */.yo([{ code: 'pin', message, hint: 'add `date: 20261116` beside `path`' }]);
}
function survey_missing(message, place) {
    return new problem/* UserError */.yo([{ code: 'file', message, place }]);
}

;// CONCATENATED MODULE: ./src/commands/changed.ts
// `changed-since`: which images a plan looks at. In: the world, a revision. Out: ids of nodes, or a `UserError` where git
// does not know the revision.





/** The nodes that changed since a revision, and all that stands on them. */
async function changedSelection(world, settings, graph, revision) {
    const main = (0,posix_.resolve)(world.folder, settings.imagesFile);
    const changes = await world.changedSince((0,posix_.resolve)(main, '..'), revision);
    if (typeof changes === 'string') {
        const hint = 'a checkout brings one commit only: `fetch-depth: 0` brings all of them';
        throw new problem/* UserError */.yo([{ code: 'bad-input', message: `changed-since: ${changes}`, hint }]);
    }
    // What a lock names decides of all images.
    const lock = (0,posix_.resolve)(world.folder, lockPath(settings.imagesFile));
    const isMoved = changes.paths.includes(lock);
    const before = isMoved
        ? undefined
        : await graphBefore({ ...world, files: { ...world.files, readText: changes.readOld } }, settings);
    return changedNodes(graph, before, changes.paths.map((path) => (0,posix_.relative)((0,posix_.resolve)(main, '..'), path)));
}
/** An images file that was not there, or had mistakes, tells nothing: then all is new. */
async function graphBefore(world, settings) {
    try {
        return await readGraph(world, settings);
    }
    catch (error) {
        if (error instanceof problem/* UserError */.yo)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/core/line-diff.ts
// How one text became another, by lines. In: two texts. Out: lines with `- `, `+ ` or two blanks before each, and `...`
// where lines that are in both were left out. Never longer in time than a small multiple of a page of text squared.
/** Lines around a change that are shown with it. */
const AROUND = 2;
/** Above so many pairs of lines, all of what differs counts as another text. */
const MOST_PAIRS = 250_000;
/** The difference of two texts. Empty for equal ones. */
function lineDiff(before, after) {
    const [old, now] = [line_diff_linesOf(before), line_diff_linesOf(after)];
    let head = 0;
    while (head < Math.min(old.length, now.length) && old[head] === now[head])
        head += 1;
    let tail = 0;
    const most = Math.min(old.length, now.length) - head;
    while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail])
        tail += 1;
    const same = (lines) => lines.map((line) => `  ${line}`);
    const middle = compare(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
    return shortened([...same(now.slice(0, head)), ...middle, ...same(now.slice(now.length - tail))]);
}
/** A line break at the end of a text ends its last line. */
function line_diff_linesOf(text) {
    const lines = text.split('\n');
    if (lines.at(-1) === '')
        lines.pop();
    return lines;
}
/** By the longest common row of lines. */
function compare(old, now) {
    const out = (lines, sign) => lines.map((line) => `${sign} ${line}`);
    if (old.length * now.length > MOST_PAIRS)
        return [...out(old, '-'), ...out(now, '+')];
    // lengths[i][j]: of the longest row in common from line i of the old and line j of the new text on
    const lengths = Array.from({ length: old.length + 1 }, () => new Array(now.length + 1).fill(0));
    const at = (i, j) => lengths[i]?.[j] ?? 0;
    for (let i = old.length - 1; i >= 0; i--) {
        for (let j = now.length - 1; j >= 0; j--) {
            const row = lengths[i];
            if (row)
                row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
        }
    }
    const lines = [];
    let [i, j] = [0, 0];
    while (i < old.length && j < now.length) {
        if (old[i] === now[j]) {
            lines.push(`  ${old[i] ?? ''}`);
            i += 1;
            j += 1;
        }
        else if (at(i + 1, j) >= at(i, j + 1))
            lines.push(`- ${old[i++] ?? ''}`);
        else
            lines.push(`+ ${now[j++] ?? ''}`);
    }
    return [...lines, ...out(old.slice(i), '-'), ...out(now.slice(j), '+')];
}
function shortened(lines) {
    const isNear = (index) => lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some((line) => !line.startsWith('  '));
    const shown = [];
    let isCut = false;
    for (const [index, line] of lines.entries()) {
        if (isNear(index)) {
            if (isCut)
                shown.push('...');
            shown.push(line);
            isCut = false;
        }
        else
            isCut = true;
    }
    if (isCut && shown.length > 0)
        shown.push('...');
    return shown;
}

;// CONCATENATED MODULE: ./src/core/change.ts
// What differs between two lists of ingredients, in the words of the images file. In: ingredients as they were and as
// they are. Out: a `Change` for each that differs. Parents and builders are told by who knows their names.


/** Ingredients that hold the fingerprint of another node, and those that follow from others. */
const change_ELSEWHERE = new Set(['parent', 'builder', 'needs', 'name', 'kind', 'platform']);
/** Digests of images, which people find again; other hashes are of the user's own files. */
const DIGESTS = new Set(['stage3', 'source']);
/** Texts of several lines: shown as a difference. */
const TEXTS = new Set([
    ...['configure_builder', 'configure_rootfs_build', 'finish_rootfs_build', 'finish_build', 'command', 'dockerfile'],
]);
/** Ingredients that only hold others. */
const GROUPS = new Set(['portage', 'tag_package']);
/** How an ingredient is called where it is not by its own name. */
const change_NAMES = new Map([
    ['provided_root', 'provided.root'],
    ['provided_builder', 'provided.builder'],
    ['state_drop', 'state.drop'],
    ['tag_package', 'tag'],
    ['dockerfile_files', 'dockerfile'],
    ['dockerfile_stages', 'dockerfile'],
]);
/** Texts longer than this are cut in one line. */
const MOST = 60;
/** What differs, in the order of names; nothing for equal ingredients. */
function changesOf(before, now, days = new Map()) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort(canonical/* byCodeUnit */.X);
    return keys.flatMap((key) => {
        if (change_ELSEWHERE.has(key) || change_isSame(before[key], now[key]))
            return [];
        return changesAt(key, before[key], now[key], days);
    });
}
function changesAt(key, old, now, days) {
    const what = change_NAMES.get(key) ?? key;
    if (GROUPS.has(key))
        return changesOf(recordAt(old), recordAt(now));
    if (key === 'make_conf_order')
        return orderChange(listAt(old), listAt(now));
    if (DIGESTS.has(key))
        return [digestChange(what, old, now, days)];
    if (key === 'scheme' || key === 'recipe')
        return [ownChange(key, old, now)];
    if (key === 'snapshot')
        return [snapshotChange(recordAt(old), recordAt(now))];
    if (TEXTS.has(key))
        return [textChange(what, old, now)];
    if (key === 'overlays')
        return listedChanges('overlay', 'name', old, now);
    if (key === 'add')
        return listedChanges('add', 'dest', old, now);
    if (change_isList(old ?? []) && change_isList(now ?? []))
        return [listChange(what, listAt(old), listAt(now))];
    if (isHash(old) && isHash(now))
        return [{ what, words: `${what}: its content changed` }];
    if ((0,canonical/* isRecord */.u4)(old ?? {}) && (0,canonical/* isRecord */.u4)(now ?? {}))
        return recordChanges(what, recordAt(old), recordAt(now));
    return [{ what, words: `${what}${arrow(old, now)}` }];
}
/** What this program itself does with the same ingredients. */
function ownChange(what, old, now) {
    return { what, words: `this version builds otherwise (${what}${arrow(old, now)})` };
}
function snapshotChange(old, now) {
    const [from, to] = [day(old.date), day(now.date)];
    if (from !== to)
        return { what: 'portage', words: `portage: ${from} -> ${to}` };
    return { what: 'portage', words: `portage: its content changed, of the same day ${to}` };
}
/** Counted only where a line of make.conf names another's variable; other variables are told by themselves. */
function orderChange(old, now) {
    const isMoved = old.length === now.length && less(old, now).length === 0;
    return isMoved ? [{ what: 'make_conf', words: 'make_conf: another order' }] : [];
}
/** An image's, by their days where these are known and tell the two apart. */
function digestChange(what, old, now, days) {
    const [from, to] = [old, now].map((digest) => days.get(typeof digest === 'string' ? digest : ''));
    if (from === undefined || to === undefined || from === to)
        return { what, words: `${what}${arrow(old, now)}` };
    return { what, words: `${what}: ${day(from)} -> ${day(to)}` };
}
/** `20261116` is 2026-11-16. */
function day(date) {
    return change_shown(date).replace(/^'?(\d{4})(\d\d)(\d\d)'?$/, '$1-$2-$3');
}
function textChange(what, old, now) {
    const text = (value) => (typeof value === 'string' ? value : '');
    const became = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
    // A file counts by the hash of its content, and a hash is no text to compare.
    if ([old, now].some(isHash))
        return { what, words: `${what} ${became}` };
    return { what, words: `${what} ${became}`, diff: lineDiff(text(old), text(now)) };
}
/** Lists of things that have a name: overlays, added files. */
function listedChanges(what, key, old, now) {
    const [before, after] = [listAt(old), listAt(now)].map((list) => {
        const counts = new Map();
        return new Map(list.map((one) => {
            const name = change_shown(recordAt(one)[key]).replaceAll("'", '');
            const count = (counts.get(name) ?? 0) + 1;
            counts.set(name, count);
            return [count === 1 ? name : `${name} (${count})`, recordAt(one)];
        }));
    });
    const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
        const [from, to] = [before.get(name), after.get(name)];
        const called = `${what} ${name}`;
        if (!from)
            return [{ what, words: `${called}: added` }];
        if (!to)
            return [{ what, words: `${called}: removed` }];
        // Who copies from which image is told with the images.
        return recordChanges(called, { ...from, image: undefined }, { ...to, image: undefined });
    });
    const isCopied = [...before.values(), ...after.values()].some(({ image }) => image !== undefined);
    return changes.length > 0 || isCopied ? changes : [{ what, words: `${what}: another order` }];
}
function listChange(what, old, now) {
    const [gone, came] = [less(old, now), less(now, old)];
    const words = [...came.map((one) => `+ ${change_plain(one)}`), ...gone.map((one) => `- ${change_plain(one)}`)];
    return { what, words: `${what}: ${words.length > 0 ? words.join(', ') : 'another order'}` };
}
/** The entries of one list that the other does not have, or not so often. */
function less(list, other) {
    const left = other.map(canonical/* canonicalJson */.dj);
    return list.filter((one) => {
        const at = left.indexOf((0,canonical/* canonicalJson */.dj)(one));
        if (at !== -1)
            left.splice(at, 1);
        return at === -1;
    });
}
function recordChanges(what, old, now) {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => !change_isSame(old[key], now[key]));
    return keys.sort(canonical/* byCodeUnit */.X).map((key) => {
        const [from, to] = [old[key], now[key]];
        if ([from, to].every(isHash)) {
            const called = key === 'tree' ? what : `${what} ${key}`;
            return { what, words: `${called}: its content changed` };
        }
        return { what, words: `${what}.${key}${arrow(from, to)}` };
    });
}
function arrow(old, now) {
    if (old === undefined || old === null)
        return `: added, ${change_shown(now)}`;
    if (now === undefined || now === null)
        return `: removed, it was ${change_shown(old)}`;
    return `: ${change_shown(old)} -> ${change_shown(now)}`;
}
/** A value in one line: texts in quotes, hashes and long ones cut short. */
function change_shown(value) {
    if (value === undefined)
        return 'nothing';
    if (typeof value !== 'string')
        return change_short((0,canonical/* canonicalJson */.dj)(value));
    return isHash(value) ? value.slice(0, 'sha256:'.length + 12) : `'${change_short(value)}'`;
}
/** An entry of a list: a package needs no quotes. */
function change_plain(value) {
    return typeof value === 'string' && !/[\s,']/.test(value) ? change_short(value) : change_shown(value);
}
function change_short(text) {
    const line = text.replaceAll('\n', '\\n');
    return line.length > MOST ? `${line.slice(0, MOST - 3)}...` : line;
}
function isHash(value) {
    return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);
}
function change_isSame(a, b) {
    return (a === undefined ? undefined : (0,canonical/* canonicalJson */.dj)(a)) === (b === undefined ? undefined : (0,canonical/* canonicalJson */.dj)(b));
}
function change_isList(value) {
    return Array.isArray(value);
}
function listAt(value) {
    return value !== undefined && change_isList(value) ? value : [];
}
function recordAt(value) {
    return (0,canonical/* isRecord */.u4)(value) ? value : {};
}

;// CONCATENATED MODULE: ./src/core/explain.ts
// Why an image is built: what it was made of before against what it is made of now. In: a plan, and what the images that
// are there say of themselves. Out: the same plan, with reasons. Never decides what is built.





/** What an image's configuration says; undefined for an image that is not ours. */
function previousIn(config, name) {
    const labels = config.config?.Labels ?? {};
    const fingerprint = labels[`${LABEL}fingerprint`];
    if (fingerprint === undefined)
        return undefined;
    const line = (config.history ?? []).flatMap(({ comment = '' }) => {
        const [, image, print] = /^(\S+) (f\d+-[0-9a-f]{32})$/.exec(comment) ?? [];
        return image !== undefined && print !== undefined ? [{ name: image, fingerprint: print }] : [];
    });
    const [ingredients, builder] = ['ingredients', 'builder-ingredients'].map((key) => recordIn(labels[LABEL + key]));
    return { name, fingerprint, ingredients, builder, line };
}
function recordIn(text) {
    const value = text === undefined ? undefined : (0,canonical/* parseJson */.qF)(text);
    return (0,canonical/* isRecord */.u4)(value) ? value : undefined;
}
/** Nodes whose past has to be known for their reason. */
function unexplained(plan) {
    return [...plan.decisions.values()].filter((decision) => decision.do === 'build');
}
/**
 * A plan whose reasons say what changed. `pasts` by id; `days` of stage3s by digest; `scopes` by id: what of a snapshot
 * concerns a node that counts only what it uses.
 */
function explainPlan(plan, prints, pasts, days = new Map(), scopes = new Map()) {
    const known = { plan, prints, pasts, days, scopes };
    const decisions = new Map([...plan.decisions].map(([id, decision]) => [id, explained(decision, known)]));
    const levels = plan.levels.map((level) => level.map((decision) => decisions.get(decision.node.id) ?? decision));
    return { ...plan, decisions, levels };
}
function explained(decision, known) {
    const past = decision.node.kind === 'builder' ? pastOfBuilder(decision, known) : known.pasts.get(decision.node.id);
    if (decision.do !== 'build' || past === undefined)
        return decision;
    if (past === 'none')
        return { ...decision, reason: 'never built' };
    if ('unknown' in past) {
        return { ...decision, reason: `${decision.reason}, and what was there before is not known: ${past.unknown}` };
    }
    const before = { previous: past.name };
    if (past.fingerprint === decision.fingerprint) {
        return { ...decision, ...before, reason: 'nothing changed, but it is not there under its fingerprint any more' };
    }
    if (past.ingredients === undefined) {
        return { ...decision, ...before, reason: `changed, and what ${past.name} was made of is not kept` };
    }
    const changes = decision.node.kind === 'builder' ? ofBuilder(past, decision.node, known) : ofImage(decision, past, known);
    return { ...decision, ...before, changes, reason: reasonOf(changes) };
}
/** At most so many changes in a line. */
const explain_SHOWN = 3;
function reasonOf(changes) {
    const words = changes.slice(0, explain_SHOWN).map((change) => change.words);
    const more = changes.length - words.length;
    return words.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
/** What an initial builder was is told by the images that were built on it. */
function pastOfBuilder({ node }, { plan, pasts }) {
    const found = [...pasts].filter(([id]) => (0,core_graph/* initialOf */.k0)(plan.graph, (0,core_graph/* nodeOf */.E7)(plan.graph, id))?.id === node.id);
    const pastsOfOthers = found.map(([, past]) => past);
    return (pastsOfOthers.find((past) => typeof past === 'object' && 'builder' in past && past.builder) ?? pastsOfOthers[0]);
}
function ofBuilder({ builder }, { id }, known) {
    return builder === undefined ? [] : changesOfBuilder(builder, id, known);
}
/** In the place of a snapshot's date, what of it is used and changed, where that is known. */
function changesOfBuilder(old, id, { prints, days, scopes }) {
    const changes = changesOf(old, prints.get(id)?.ingredients ?? {}, days);
    return changes.flatMap((change) => (change.what === 'portage' ? (scopes.get(id) ?? [change]) : [change]));
}
function ofImage({ node }, past, known) {
    const now = known.prints.get(node.id)?.ingredients ?? {};
    const before = past.ingredients ?? {};
    const changes = [
        ...changesOf(withoutSnapshot(before), withoutSnapshot(now), known.days),
        ...(known.scopes.get(node.id) ?? []),
        ...copiedChanges(before, now, node, known),
        ...builderChanges(before, now, past, node, known),
        ...parentChanges(before, now, past, node, known),
    ];
    // An image has a snapshot of its own where something it stands on stays at another: that alone is seldom the reason.
    return changes.length > 0 ? changes : changesOf({ snapshot: before.snapshot }, { snapshot: now.snapshot });
}
function withoutSnapshot(ingredients) {
    return { ...ingredients, snapshot: undefined };
}
/** The parent, or what a script requires. */
function parentChanges(before, now, past, node, known) {
    if (node.kind === 'script') {
        const old = Array.isArray(before.needs) ? before.needs : [];
        return node.needs.flatMap((id) => {
            const print = known.prints.get(id)?.fingerprint ?? '';
            return old.includes(print) ? [] : [rebuiltChange('requires', id, known)];
        });
    }
    if (before.parent === now.parent)
        return [];
    const parent = node.kind === 'gentoo' ? node.parent : undefined;
    const old = past.line.at(-2);
    const nowNode = parent === undefined ? undefined : (0,core_graph/* nodeOf */.E7)(known.plan.graph, parent);
    if (nowNode && old?.name === nowNode.name)
        return [rebuiltChange('parent', nowNode.id, known)];
    return [{ what: 'requires', words: `requires: ${old?.name ?? 'nothing'} -> ${nowNode?.label ?? 'nothing'}` }];
}
function rebuiltChange(what, id, { plan }) {
    const { label } = (0,core_graph/* nodeOf */.E7)(plan.graph, id);
    const called = what === 'parent' ? `its parent ${label}` : label;
    return { what, words: `because ${called} ${isBuilt(plan.decisions.get(id)) ? 'is rebuilt' : 'was rebuilt since'}` };
}
/** What an image's chain of builders begins with; what comes behind it is told by the parent. */
function builderChanges(before, now, past, node, known) {
    const { plan } = known;
    const start = node.kind === 'gentoo' ? (0,core_graph/* nodeOf */.E7)(plan.graph, node.startsFrom) : undefined;
    if (before.builder === now.builder || start?.kind !== 'builder')
        return [];
    const old = past.builder;
    const changes = old === undefined ? [] : changesOfBuilder(old, start.id, known);
    const isDefault = start.builder.name === plan.graph.catalog.defaultBuilder;
    const named = isDefault ? '' : `builder ${start.builder.name}: `;
    if (changes.length > 0)
        return changes.map((change) => ({ ...change, words: named + change.words }));
    // Who changes parents starts from another builder: that says enough.
    if (before.parent !== now.parent)
        return [];
    return [{ what: 'builder', words: `builder: another one, now ${start.builder.name}` }];
}
/** Images that files are copied from count by their fingerprint. */
function copiedChanges(before, now, node, known) {
    const [old, own] = [copiedIn(before), copiedIn(now)];
    return node.needs.flatMap((id) => {
        const print = known.prints.get(id)?.fingerprint ?? '';
        if (!own.has(print) || old.has(print))
            return [];
        const { label } = (0,core_graph/* nodeOf */.E7)(known.plan.graph, id);
        const words = isBuilt(known.plan.decisions.get(id))
            ? `because ${label} is rebuilt, which it copies from`
            : `copies from ${label} as it is now`;
        return [{ what: 'add', words }];
    });
}
function copiedIn({ add }) {
    const entries = Array.isArray(add) ? add : [];
    return new Set(entries.map((one) => ((0,canonical/* isRecord */.u4)(one) ? one.image : undefined)).filter((print) => print !== undefined));
}

;// CONCATENATED MODULE: ./src/commands/previous.ts
// What was there before: the image that people find now, and what it says it is made of. In: a survey, nodes that have to
// be built. Out: their pasts, and the plan with reasons. Asks only of what is built, and decides nothing: where it gets
// no answer, a reason says so.










/** The plan, with what changed as the reason of all that is built. */
async function withReasons(world, survey, plan) {
    const job = openJob(world, survey);
    const found = unexplained(plan).map(async ({ node, tags }) => {
        // What a command leaves in the engine tells nothing of itself.
        if (node.kind === 'builder' || (node.kind === 'script' && job.local))
            return undefined;
        return [node.id, await pastOf(job, node, tags)];
    });
    const pasts = new Map((await Promise.all(found)).filter((one) => one !== undefined));
    return explainPlan(plan, survey.prints, pasts, await stage3Days(job, plan, [...pasts.values()]), survey.scopes);
}
/** The last images of a repository that are looked at: of others than ours there may be some. */
const MOST_LOOKS = 3;
/** The image that people find now, under whatever name; throws what the store throws. */
async function findPast(job, node, tags) {
    // `latest` is what was built last, whatever it was called; then what has a name of this plan's.
    for (const tag of [...tags.filter((one) => one === 'latest'), ...tags.filter((one) => one !== 'latest')]) {
        const past = await lookAt(job, node, tag);
        if (past)
            return past;
    }
    const all = await job.stores.images.tags(targetRepository(job.catalog, node));
    const names = all.filter((tag) => !isOwnTag(tag)).sort(byNumber);
    const contents = all.filter((tag) => isOwnTag(tag) && !tag.startsWith('sha')).sort(byNumber);
    for (const tag of [...names.slice(0, MOST_LOOKS), ...contents.slice(0, MOST_LOOKS)]) {
        const past = await lookAt(job, node, tag);
        if (past)
            return past;
    }
    return all.length === 0 ? 'none' : { unknown: 'no image there tells what it is made of' };
}
async function pastOf(job, node, tags) {
    try {
        return await findPast(job, node, tags);
    }
    catch (error) {
        if (!(0,image_store/* isRegistryError */.IP)(error) && !(0,unreachable/* isUnreachable */.R0)(error) && !(error instanceof JobFailure))
            throw error;
        return { unknown: error instanceof JobFailure ? error.failure.reason : error.message };
    }
}
/** Dates and versions, the last first: numbers in them count as numbers. */
function byNumber(a, b) {
    return new Intl.Collator('en', { numeric: true }).compare(b, a);
}
/** What a tag leads to; undefined where there is nothing, or nothing of ours. */
async function lookAt(job, node, tag) {
    const reference = { ...targetRepository(job.catalog, node), tag };
    const name = (0,core_reference/* formatReference */.FH)(reference);
    if (node.kind === 'mirror')
        return await lookAtMirror(job, node.id, reference);
    try {
        const { config, digest } = await readTarget(job, reference, node.platform);
        // A command made it, which leaves no word of ours in it.
        if (node.kind === 'script')
            return { name, fingerprint: '', ingredients: undefined, builder: undefined, line: [] };
        const previous = previousIn(config, name);
        return previous && { ...previous, digest };
    }
    catch (error) {
        if ((0,image_store/* isRegistryError */.IP)(error) && error.code === 'not-found')
            return undefined;
        throw error;
    }
}
/** A mirror is what its source was: the digest tells all. */
async function lookAtMirror(job, id, reference) {
    const there = await job.stores.images.head(reference);
    if (there.answer !== 'yes')
        return undefined;
    const ingredients = { ...job.prints.get(id)?.ingredients, source: there.digest };
    return { name: (0,core_reference/* formatReference */.FH)(reference), fingerprint: '', ingredients, builder: undefined, line: [] };
}
/** The days of the stage3s that changed, as their registry tells them; digests are shown where it does not. */
async function stage3Days(job, plan, pasts) {
    const days = new Map();
    const old = pasts.flatMap((past) => (typeof past === 'object' && 'builder' in past ? [past.builder?.stage3] : []));
    for (const { node } of plan.decisions.values()) {
        if (node.kind !== 'builder')
            continue;
        const { value } = node.builder.stage3;
        const { digest, date } = pinOf(job.facts.pins, value);
        const others = new Set(old.filter((one) => typeof one === 'string' && one !== digest));
        const reference = (0,core_reference/* parseReference */.F2)(value);
        if (digest === undefined || others.size === 0 || !reference)
            continue;
        if (date !== undefined)
            days.set(digest, date);
        const { registry, repository } = reference;
        for (const one of [digest, ...others].filter((each) => !days.has(each))) {
            const found = await dayOf(job, { registry, repository, digest: one });
            if (found !== undefined)
                days.set(one, found);
        }
    }
    return days;
}
async function dayOf(job, reference) {
    try {
        return await dateOfImage(job.stores.registries, reference);
    }
    catch (error) {
        if ((0,image_store/* isRegistryError */.IP)(error) || (0,unreachable/* isUnreachable */.R0)(error))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/core/hold.ts
// Which nodes stay at the snapshot that they were built of, though there is a later one. In: a graph, facts, and what the
// images that are there tell of themselves. Out: snapshots by node, fingerprints, and for what does not stay, why.
// A node stays only where its fingerprint with the old snapshot is that of the image that is there, so that nothing else
// changed, its parents included, and where nothing that it used is otherwise in the present snapshot.





/** True for nodes that count what they use of a snapshot. */
function isScoped(node) {
    return (node.kind === 'builder' || node.kind === 'gentoo') && scopeOf(node) === 'packages';
}
/** Decides all nodes, parents first. `remembered` by id. */
async function holdNodes(graph, facts, remembered, asked) {
    const held = {};
    const prints = new Map();
    const scopes = new Map();
    for (const node of graph.nodes.values()) {
        const print = (snapshot) => {
            const names = snapshot ? { ...held, [node.id]: snapshot } : held;
            return printAfter(node, graph, { ...facts, pins: { ...facts.pins, held: names } }, prints);
        };
        const now = print();
        prints.set(node.id, now);
        if (!isScoped(node))
            continue;
        if (node.kind === 'gentoo' && (await asked.isThere(node, now.fingerprint)))
            continue;
        const found = candidatesOf(node, graph, remembered);
        if (found.some(({ fingerprint }) => fingerprint === now.fingerprint))
            continue;
        const present = snapshotIn(node.builder, facts);
        for (const { fingerprint, snapshot, parts } of found) {
            const old = print(snapshot);
            if (old.fingerprint !== fingerprint)
                continue;
            const changes = hold_judge(parts, await asked.tree(node), snapshot, present);
            if (changes.length === 0) {
                held[node.id] = snapshot;
                prints.set(node.id, old);
                scopes.delete(node.id);
                break;
            }
            if (!scopes.has(node.id))
                scopes.set(node.id, changes);
        }
    }
    return { held, prints, scopes };
}
/** What keeps a node from staying; nothing where it may. */
function hold_judge(parts, tree, from, to) {
    const known = parts.filter((part) => part !== undefined);
    const doubts = known.flatMap(({ unsure }) => unsure);
    const none = known.length === 0 || known.length < parts.length ? ['it was built without a record of it'] : [];
    const [doubt] = [...none, ...doubts, ...(typeof tree === 'string' ? [tree] : [])];
    if (doubt !== undefined || typeof tree === 'string') {
        const words = `portage: ${hold_day(from.date)} -> ${hold_day(to.date)}, and what of it is used cannot be told: ${doubt ?? ''}`;
        return [{ what: 'portage', words }];
    }
    const [changes = []] = known.map((part) => scopeChanges(part, tree)).filter((found) => found.length > 0);
    return changes;
}
function hold_day(date) {
    return date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
}
/** The latest first. */
function candidatesOf(node, graph, remembered) {
    const found = node.kind === 'builder' ? hold_ofBuilder(node, graph, remembered) : hold_ofImage(remembered.get(node.id));
    return found.sort((a, b) => Number(b.snapshot.date) - Number(a.snapshot.date));
}
function hold_ofImage(past) {
    if (!past)
        return [];
    const { fingerprint, ingredients, builder } = past.previous;
    const records = past.records.filter((record) => record.fingerprint === fingerprint);
    const snapshot = records[0]?.snapshot ?? snapshotAt(ingredients?.snapshot) ?? snapshotAt(builder?.snapshot);
    return snapshot ? [{ fingerprint, snapshot, parts: records.map(({ own }) => own) }] : [];
}
/** What an initial builder was is told by the images that were built on it. */
function hold_ofBuilder(node, graph, remembered) {
    return [...graph.nodes.values()].flatMap((image) => {
        const past = remembered.get(image.id);
        const ingredients = past?.previous.builder;
        const snapshot = snapshotAt(ingredients?.snapshot);
        if (!past || !ingredients || !snapshot || (0,core_graph/* initialOf */.k0)(graph, image)?.id !== node.id)
            return [];
        const fingerprint = fingerprintOf(ingredients);
        return [{ fingerprint, snapshot, parts: past.records.map(({ builder }) => builder) }];
    });
}
function snapshotAt(value) {
    if (!(0,canonical/* isRecord */.u4)(value))
        return undefined;
    const { content, date } = value;
    return typeof content === 'string' && typeof date === 'string' ? { content, date } : undefined;
}

;// CONCATENATED MODULE: ./src/commands/snapshot-tree.ts
// An ebuild repository as its snapshot has it, read without an engine. In: a builder, what is wanted. Out: files.
// A folder is read where it is, an image layer by layer from its registry.






/** Files of a builder's snapshot as it is now. Undefined for an image whose layers cannot be read here. */
async function readSnapshot(job, builder, wanted) {
    const { portage } = builder;
    if (portage.kind === 'folder')
        return await job.world.readTree((0,posix_.join)(job.folder, portage.path), wanted);
    const { registries } = job.stores;
    const parsed = (0,core_reference/* parseReference */.F2)(portage.reference);
    if (!parsed)
        throw new Error(`'${portage.reference}' came through as a reference`);
    const { registry, repository } = parsed;
    const { content } = snapshotIn(builder, job.facts);
    const { manifest, config } = await readImage(registries, { registry, repository, digest: content });
    const layers = manifest.layers.map((layer) => ({
        mediaType: layer.mediaType,
        open: async () => await registries.blob({ registry, repository }, layer),
    }));
    return await job.world.readTreeLayers(layers, (0,container/* treeIn */.yt)(config.config ?? {}), wanted);
}
/** Of an index any platform's will do: the tree is the same. */
async function readImage(store, reference) {
    const { bytes, mediaType } = await store.manifest(reference);
    const parsed = (0,oci/* parseManifest */.Ng)(bytes, mediaType);
    if (parsed?.kind === 'index') {
        const [first] = parsed.index.manifests;
        if (first)
            return await readImage(store, { ...reference, digest: first.digest });
    }
    if (parsed?.kind !== 'image')
        throw (0,unreachable/* unreachable */.HB)(`${reference.repository} is no image`);
    const chunks = [];
    for await (const chunk of await store.blob(reference, parsed.manifest.config))
        chunks.push(chunk);
    const config = (0,oci/* parseObject */.lj)(Buffer.concat(chunks));
    if (!config)
        throw (0,unreachable/* unreachable */.HB)(`${reference.repository} has a configuration that is no JSON`);
    return { manifest: parsed.manifest, config };
}

;// CONCATENATED MODULE: ./src/commands/hold.ts
// `portage_scope: packages` where it is decided: which nodes stay at the snapshot that they were built of. In: a survey.
// Out: the survey with the pins that say so, which every later step takes as they are. Asks registries; never guesses:
// what does not answer stops everything, and what cannot be told is built anew.











/** A survey with the snapshots that nodes stay at. Pins that say so already are left as they are. */
async function surveyHeld(world, settings) {
    const surveyed = await survey(world, settings);
    const { graph, facts, prints } = surveyed;
    const scoped = [...graph.nodes.values()].filter(isScoped);
    if (scoped.length === 0 || facts.pins.held !== undefined)
        return surveyed;
    const job = openJob(world, surveyed);
    const images = scoped.filter((node) => node.kind === 'gentoo');
    const there = await Promise.all(images.map((node) => isThere(job, node, prints.get(node.id)?.fingerprint)));
    if (there.every(Boolean))
        return withHeld(surveyed, { held: {}, prints, scopes: new Map() });
    const remembered = new Map();
    const looked = images.map(async (node) => [node.id, await remember(job, node)]);
    for (const [id, one] of await Promise.all(looked))
        if (one)
            remembered.set(id, one);
    const trees = new Map();
    const found = await holdNodes(graph, facts, remembered, {
        isThere: (node, fingerprint) => isThere(job, node, fingerprint),
        tree: (node) => {
            const { name } = node.builder;
            const read = trees.get(name) ?? treeFor(job, node, remembered);
            trees.set(name, read);
            return read;
        },
    });
    return withHeld(surveyed, found);
}
function withHeld(survey, { held, prints, scopes }) {
    const { facts } = survey;
    return { ...survey, facts: { ...facts, pins: { ...facts.pins, held } }, prints, scopes };
}
async function isThere(job, node, fingerprint = '') {
    return (await existing(job, node, contentReference(job.catalog, node, fingerprint))).answer === 'yes';
}
/** The image that people find now, and the records beside it. */
async function remember(job, node) {
    const fingerprint = job.prints.get(node.id)?.fingerprint ?? '';
    const { tags } = tagsOf(node.image, job.dates.get(node.builder.name) ?? '', { fingerprint });
    const past = await findPast(job, node, tags);
    if (typeof past !== 'object' || !('ingredients' in past) || past.digest === undefined)
        return undefined;
    const place = (0,core_reference/* parseReference */.F2)(past.name) ?? targetRepository(job.catalog, node);
    const { registry, repository } = place;
    const records = await readScopeRecords(job.stores.images, { registry, repository, digest: past.digest });
    return { previous: past, records };
}
/** All that any image of a builder has to compare, read at once. */
async function treeFor(job, { builder }, remembered) {
    const records = [...remembered].flatMap(([id, one]) => {
        const node = job.graph.nodes.get(id);
        return node?.builder === builder ? one.records : [];
    });
    const parts = records.flatMap((record) => [record.own, ...(record.builder ? [record.builder] : [])]);
    if (parts.length === 0)
        return new Map();
    job.world.screen.say(`${builder.name}: look for what of the new snapshot is used`);
    return (await readSnapshot(job, builder, wantedOf(parts))) ?? 'the layers of the snapshot cannot be read here';
}

;// CONCATENATED MODULE: ./src/commands/plan.ts
// `plan`: what is to be done, and why. In: the world and what the user asked. Out: a `Plan`.
// Asks the registry what exists; an answer that it does not give stops everything, since "don't know" is never "no".














/** Plans all images of the file. Throws an `UnreachableError` when a registry does not say what it has. */
async function makePlan(world, settings) {
    const surveyed = await surveyHeld(world, settings);
    const { graph, facts, prints } = surveyed;
    const selected = await selectionOf(world, settings, graph);
    const presences = await plan_lookUp(world, surveyed);
    const plan = decidePlan(graph, facts.pins, prints, presences, settings.rebuild, selected);
    return { plan: await withReasons(world, surveyed, plan), survey: surveyed };
}
async function selectionOf(world, settings, graph) {
    const named = selectNodes(graph, settings.only, settings.exclude);
    if (settings.changedSince === undefined)
        return named;
    const changed = await changedSelection(world, settings, graph, settings.changedSince);
    return new Set([...named].filter((id) => changed.has(id)));
}
async function plan_lookUp(world, surveyed) {
    const { graph, facts, prints } = surveyed;
    const look = looker(world, surveyed);
    const dates = snapshotDates(graph.catalog, facts.pins);
    const starts = new Set([...graph.nodes.values()].flatMap((node) => buildersFor(node, graph)));
    const presences = [...graph.nodes.values()].map(async (node) => {
        const fingerprint = prints.get(node.id)?.fingerprint ?? '';
        const isNamed = surveyed.name && node.kind !== 'builder';
        const tags = isNamed ? tagsOf(node.image, dates.get(node.builder?.name ?? '') ?? '', { fingerprint }).tags : [];
        return [node.id, await presenceOf(look, node, fingerprint, starts.has(node.id), tags)];
    });
    const found = new Map(await Promise.all(presences));
    look.refuseUnknown();
    return found;
}
async function presenceOf(look, node, fingerprint, isParent, tags) {
    if (node.kind === 'builder')
        return { content: await look.builder(node, fingerprint) };
    const content = await look.target(node, contentReference(look.catalog, node, fingerprint));
    const builder = isParent && content.answer === 'yes' ? await look.builder(node, fingerprint) : undefined;
    if (content.answer === 'no') {
        if (node.kind === 'mirror')
            return { content };
        const untested = await look.target(node, untestedReference(look.catalog, node, fingerprint));
        const kept = isParent && untested.answer === 'yes' ? await look.builder(node, fingerprint) : builder;
        return { content, untested, builder: kept };
    }
    if (content.answer === 'unknown')
        return { content };
    const demands = demandsOf(node, look.trees);
    const named = tags.map(async (tag) => {
        return [tag, await look.name(node, { ...targetRepository(look.catalog, node), tag })];
    });
    const record = demands === undefined ? undefined : passedReference(look.catalog, node, fingerprint, demands);
    const [passed, found] = await Promise.all([record && look.target(node, record), Promise.all(named)]);
    return { content, builder, passed, tags: new Map(found) };
}
/** Asks, and gathers what stays unknown, so that one message names all of it. */
function looker(world, surveyed) {
    const { catalog, facts } = surveyed;
    const unknowns = [];
    const note = (reference, there) => {
        if (there.answer === 'unknown')
            unknowns.push(`${(0,core_reference/* formatReference */.FH)(reference)}: ${there.reason}`);
        return there;
    };
    return {
        catalog,
        trees: facts.trees,
        async target(node, reference) {
            return note(reference, await headTarget(world, surveyed, node, reference));
        },
        /** Without a registry people find an image in the engine, unless no engine took part; it may have lost it. */
        async name(node, reference) {
            const there = await headTarget(world, surveyed, node, reference);
            if (catalog.registry !== undefined || node.kind === 'mirror' || there.answer !== 'yes')
                return note(reference, there);
            const image = await world.engine.imageId((0,core_reference/* formatReference */.FH)(reference));
            return image === undefined ? { answer: 'no' } : there;
        },
        async builder(node, fingerprint) {
            const reference = builderReference(catalog, node, fingerprint);
            return note(reference, await headBuilder(world, surveyed, reference));
        },
        refuseUnknown() {
            if (unknowns.length === 0)
                return;
            const [first = '', ...more] = unknowns.sort();
            const others = more.length > 0 ? `, and ${more.length} more answer${more.length > 1 ? 's' : ''}` : '';
            throw (0,unreachable/* unreachable */.HB)(`the registry does not say what it has: ${first}${others}`, 'nothing is built on a guess: try again, or see that you are logged in');
        },
    };
}

// EXTERNAL MODULE: ./src/core/version.ts
var version = __webpack_require__(3323);
// EXTERNAL MODULE: ./src/core/input-table.ts
var input_table = __webpack_require__(8174);
;// CONCATENATED MODULE: ./src/core/workflow-text.ts
// The parts that all our workflows are made of: steps and jobs of GitHub's language. In: how a workflow reaches its
// registry and its inputs. Out: lines of YAML, with the version beside each commit and the reason beside each permission.


/** Levels that the reusable workflow has jobs for. */
const workflow_text_LADDER = 12;
/** Actions of others, by commit: a tag can be moved by whoever takes their repository over. */
const ACTIONS = {
    checkout: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
    upload: 'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1',
    download: 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1',
    login: 'docker/login-action@dbcb813823bdd20940b903addbd779551569679f # v4.6.0',
};
/** Inputs that a workflow gives by itself, so that its caller cannot. */
const OWN = new Set([
    ...['mode', 'job', 'jobs', 'pins', 'plan', 'results'],
    ...['max-levels', 'outputs', 'images-details-var', 'github-token'],
]);
/** Inputs of these modes that a caller of a workflow may give: what works, and has more than one value that does. */
function workflow_text_callerInputs(modes) {
    return INPUTS.filter((row) => {
        const isOf = row.modes.length === 0 || row.modes.some((mode) => modes.includes(mode));
        const lost = row.notYet ?? [];
        const works = !lost.includes('*') && (row.words?.filter((word) => !lost.includes(word)).length ?? 2) > 1;
        return isOf && works && !OWN.has(row.name);
    });
}
/** Whether `mode: report` works, so that workflows have a job for it. */
function workflow_text_reports() {
    return !input_table/* INPUTS */.mc.some((row) => row.name === 'mode' && row.notYet?.includes('report'));
}
/** The job that makes the plan. `outputs` are those that later jobs read; `own` are lines of its step's `with`. */
function workflow_text_planJob(setting, outputs, own) {
    return [
        'plan:',
        ...workflow_text_indented(2, [
            'name: plan',
            `runs-on: ${setting.runner}`,
            'timeout-minutes: 30',
            'permissions:',
            '  contents: read # the images file',
            ...(setting.token ? ['  packages: read # what the registry has'] : []),
            'outputs:',
            ...outputs.map((name) => `  ${name}: \${{ steps.plan.outputs.${name} }}`),
            ...environment(setting),
            'steps:',
            ...workflow_text_indented(2, [
                ...checkout(),
                ...setting.login,
                `- uses: ${setting.action}`,
                '  id: plan',
                '  with:',
                ...workflow_text_indented(4, ['mode: plan', ...setting.inputs('plan'), ...own]),
            ]),
        ]),
    ];
}
/** What a job needs to build a row. */
function workflow_text_buildPermissions(token) {
    const own = token ? ['  packages: write # builders, targets'] : [];
    return ['permissions:', '  contents: read # the images file and what it names', ...own];
}
/** Steps that build a row: `row` is an expression that gives it, `pins` one that gives what plan resolved. */
function workflow_text_buildSteps(setting, row, pins) {
    const json = row === 'matrix' ? 'toJSON(matrix)' : row;
    const nodes = row === 'matrix' ? 'matrix.nodes' : `fromJSON(${row}).nodes`;
    return [
        ...checkout(),
        ...setting.login,
        `- uses: ${setting.action}`,
        '  id: build',
        '  with:',
        ...workflow_text_indented(4, ['mode: build', ...setting.inputs('build'), `job: \${{ ${json} }}`, `pins: \${{ ${pins} }}`]),
        `- uses: ${ACTIONS.upload}`,
        '  if: ${{ always() && steps.build.outputs.result-file }}',
        '  with:',
        // A fingerprint is unique in a run, and has no letter that a name may not have.
        `    name: gentoo-image-builder-\${{ ${nodes}[0].fingerprint }}`,
        '    path: ${{ steps.build.outputs.result-file }}',
        '    overwrite: true # when jobs are run again',
    ];
}
/** The job that says what became of all. */
function workflow_text_reportJob(setting, needs) {
    return [
        'report:',
        ...workflow_text_indented(2, [
            'name: report',
            ...workflow_text_needsLines(['plan', ...needs]),
            "if: ${{ !cancelled() && needs.plan.result == 'success' }}",
            `runs-on: ${setting.runner}`,
            'timeout-minutes: 30',
            'permissions:',
            '  contents: read # the images file',
            ...(setting.token ? ['  packages: read # what the registry has now'] : []),
            ...environment(setting),
            'steps:',
            ...workflow_text_indented(2, [
                ...checkout(),
                ...setting.login,
                `- uses: ${ACTIONS.download}`,
                '  with:',
                '    pattern: gentoo-image-builder-*',
                '    path: ${{ runner.temp }}/results',
                '    merge-multiple: true',
                `- uses: ${setting.action}`,
                '  with:',
                ...workflow_text_indented(4, [
                    'mode: report',
                    ...setting.inputs('report'),
                    'plan: ${{ needs.plan.outputs.plan }}',
                    'results: ${{ runner.temp }}/results',
                ]),
            ]),
        ]),
    ];
}
/** Logs in to a registry as a workflow in the user's own repository does: with the run's token, or as they set it. */
function loginStep(host) {
    const own = host === 'ghcr.io';
    return [
        `- uses: ${ACTIONS.login}`,
        '  with:',
        `    registry: ${scalar(host)}`,
        `    username: \${{ ${own ? 'github.actor' : 'vars.REGISTRY_USER'} }}`,
        `    password: \${{ ${own ? 'github.token' : 'secrets.REGISTRY_PASSWORD'} }}`,
    ];
}
/** Logs in as the caller of a reusable workflow asks. The run's token goes to no registry but GitHub's own. */
function callerLogin() {
    const ghcr = "inputs.login-registry == 'ghcr.io'";
    return [
        `- uses: ${ACTIONS.login}`,
        `  if: \${{ ${ghcr} || (inputs.login-registry && env.HAS_PASSWORD == 'true') }}`,
        '  with:',
        '    registry: ${{ inputs.login-registry }}',
        '    username: ${{ inputs.login-username || github.actor }}',
        `    password: \${{ secrets.login-password || (${ghcr} && github.token) || '' }}`,
    ];
}
/** The setting of workflows that are called. */
function workflow_text_calledSetting(action) {
    return {
        action,
        runner: "${{ startsWith(inputs.runner, '[') && fromJSON(inputs.runner) || inputs.runner }}",
        token: true,
        env: ["HAS_PASSWORD: ${{ secrets.login-password != '' }} # a fork's pull request has none"],
        login: callerLogin(),
        inputs: (mode) => workflow_text_callerInputs([mode]).map(({ name }) => `${name}: \${{ inputs.${name} }}`),
    };
}
/** `on.workflow_call`: the caller's inputs with type, description and default, and its secret. */
function workflow_text_callTrigger(inputs, before, outputs) {
    const rows = inputs.flatMap((row) => [
        `${row.name}:`,
        ...workflow_text_indented(2, [
            `description: ${scalar(workflow_text_plain(row.description))}`,
            `type: ${isBoolean(row) ? 'boolean' : 'string'}`,
            `default: ${isBoolean(row) ? row.default : scalar(row.default)}`,
        ]),
    ]);
    return [
        'workflow_call:',
        ...workflow_text_indented(2, [
            'inputs:',
            ...workflow_text_indented(2, [...before, ...rows, ...LOGIN_INPUTS]),
            'secrets:',
            ...workflow_text_indented(2, [
                'login-password:',
                '  description: password or token for login-registry; ghcr.io gets the token of the run without one',
                '  required: false',
            ]),
            ...outputs,
        ]),
    ];
}
const LOGIN_INPUTS = (/* unused pure expression or super */ null && ([
    'login-registry:',
    '  description: host to log in to before planning and building; empty for none',
    '  type: string',
    '  default: ghcr.io',
    'login-username:',
    '  description: user of that host, no secret; whoever started the run where it is empty',
    '  type: string',
    "  default: ''",
]));
/** `needs`, on one line where that is readable. */
function workflow_text_needsLines(needs) {
    const line = needs.length === 1 ? `needs: ${needs[0] ?? ''}` : `needs: [${needs.join(', ')}]`;
    return line.length <= 100 ? [line] : ['needs:', ...needs.map((need) => `  - ${need}`)];
}
/** Lines further to the right; empty ones stay empty. */
function workflow_text_indented(by, lines) {
    return lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));
}
/** A text as one YAML scalar. */
function scalar(text) {
    return (0,yaml_dist/* stringify */.As)(text, { singleQuote: true, lineWidth: 0 }).trimEnd();
}
function checkout() {
    return [`- uses: ${ACTIONS.checkout}`, '  with:', '    persist-credentials: false'];
}
function environment({ env }) {
    return env.length === 0 ? [] : ['env:', ...workflow_text_indented(2, env)];
}
function isBoolean({ words }) {
    return words?.length === 2 && words.includes('true') && words.includes('false');
}
/** GitHub would evaluate an expression in a description. */
function workflow_text_plain(description) {
    return description.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, '$1');
}

;// CONCATENATED MODULE: ./src/core/level-workflow.ts
// Workflows with a job a level. In: how many levels, and how the workflow reaches its registry. Out: YAML: the reusable
// workflows that this repository ships, jobs to paste where a plan is higher than its workflow.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax


/** One level: every row of it is a leg, and a leg that fails stops no other. */
function levelJob(level, setting) {
    const rows = `fromJSON(needs.plan.outputs.levels)[${level}]`;
    return [
        `level-${level}:`,
        ...indented(2, [
            `name: L${level} \${{ matrix.name }}`,
            ...needsLines(level === 0 ? ['plan'] : ['plan', `level-${level - 1}`]),
            // Without a status function of its own, a level would be skipped with any before it. `levels` is no `|| '[]'`: an
            // output that GitHub dropped must not be a green run.
            `if: \${{ !cancelled() && needs.plan.result == 'success' && ${rows} }}`,
            'strategy:',
            '  fail-fast: false',
            '  max-parallel: ${{ fromJSON(needs.plan.outputs.max-parallel) }}',
            `  matrix: \${{ ${rows} }}`,
            'runs-on: ${{ matrix.runner }}',
            'timeout-minutes: ${{ matrix.timeout }}',
            ...buildPermissions(setting.token),
            ...(setting.env.length > 0 ? ['env:', ...indented(2, setting.env)] : []),
            'steps:',
            ...indented(2, buildSteps(setting, 'matrix', 'needs.plan.outputs.pins')),
        ]),
    ];
}
/** All jobs of a ladder, as they stand below `jobs`. */
function ladderJobs(levels, setting) {
    const rungs = Array.from({ length: levels }, (_, level) => level);
    const outputs = [
        'levels',
        'max-parallel',
        'pins',
        'plan',
        ...(setting.env.length > 0 ? CALL_OUTPUTS.map(([name]) => name) : []),
    ];
    const jobs = [
        planJob(setting, outputs, [`max-levels: ${levels}`]),
        ...rungs.map((level) => levelJob(level, setting)),
        ...(reports()
            ? [
                reportJob(setting, rungs.map((level) => `level-${level}`)),
            ]
            : []),
    ];
    return jobs.flatMap((job, index) => (index === 0 ? job : ['', ...job]));
}
/** How a ladder in the user's own repository reaches its registry. `registry`: host and path, as an input names it. */
function handSetting(host, registry, action = version/* ACTION */.h) {
    return {
        action,
        runner: 'ubuntu-24.04',
        token: host === 'ghcr.io',
        env: [],
        login: host === undefined ? [] : loginStep(host),
        inputs: () => (registry === undefined ? [] : [`registry: ${registry}`]),
    };
}
/** Outputs of the plan that a caller of the reusable workflow gets. */
const CALL_OUTPUTS = (/* unused pure expression or super */ null && ([
    ['count', 'how many jobs there were'],
    ['has-work', 'whether anything was to be done: `true` or `false`'],
    ['images', 'JSON array of the images that had something to do'],
    ['reused', 'JSON array of the images that were there already'],
]));
/** `.github/workflows/images.yml`: plan, twelve levels, report. */
function reusableWorkflow(action) {
    const lines = [
        '# A whole build as one job of a caller: plan, a job an image level by level, report.',
        '#',
        '#   jobs:',
        '#     images:',
        '#       uses: org/gentoo-image-builder/.github/workflows/images.yml@v1',
        '#       permissions:',
        '#         contents: read',
        '#         packages: write',
        '#',
        ...MADE,
        'name: images',
        '',
        'on:',
        ...indented(2, callTrigger(callerInputs(['plan', 'build', 'report']), RUNNER_INPUT, [
            'outputs:',
            ...CALL_OUTPUTS.flatMap(([name, description]) => indented(2, [
                `${name}:`,
                `  description: ${description.includes(':') ? `'${description}'` : description}`,
                `  value: \${{ jobs.plan.outputs.${name} }}`,
            ])),
        ])),
        '',
        'permissions: {} # each job asks for its own',
        '',
        '# Of one ref one run at a time; what is newer waits. A pull request’s newer commit ends the older run.',
        'concurrency:',
        '  group: gentoo-image-builder-${{ github.workflow }}-${{ github.ref }}-${{ inputs.images-file }}',
        "  cancel-in-progress: ${{ github.event_name == 'pull_request' }}",
        '',
        'jobs:',
        ...indented(2, ladderJobs(LADDER, calledSetting(action))),
    ];
    return `${lines.join('\n')}\n`;
}
/** `.github/workflows/job.yml`: one row of a plan, for workflows with a job an image. */
function jobWorkflow(action) {
    const lines = [
        '# One row of a plan as one job of a caller. `gentoo-image-builder workflow` writes workflows that call it.',
        '#',
        ...MADE,
        'name: job',
        '',
        'on:',
        ...indented(2, callTrigger(callerInputs(['build']), ROW_INPUTS, [])),
        '',
        'permissions: {} # the job asks for its own',
        '',
        'jobs:',
        '  build:',
        ...indented(4, [
            'name: build',
            'runs-on: ${{ fromJSON(inputs.job).runner }}',
            'timeout-minutes: ${{ fromJSON(inputs.job).timeout }}',
            ...buildPermissions(true),
            'env:',
            ...indented(2, calledSetting(action).env),
            'steps:',
            ...indented(2, buildSteps(calledSetting(action), 'inputs.job', 'inputs.pins')),
        ]),
    ];
    return `${lines.join('\n')}\n`;
}
const MADE = (/* unused pure expression or super */ null && ([
    '# Made by src/core/level-workflow.ts from the table of inputs, and held to it by __tests__/shipped-workflows.test.ts.',
]));
const RUNNER_INPUT = (/* unused pure expression or super */ null && ([
    'runner:',
    '  description: label, or JSON array of labels, of the machine that plans and reports; `runners` says where images are built',
    '  type: string',
    '  default: ubuntu-24.04',
]));
const ROW_INPUTS = (/* unused pure expression or super */ null && ([
    'job:',
    '  description: a row of the plan’s output `rows`, as JSON',
    '  type: string',
    '  required: true',
    'pins:',
    '  description: the plan’s output `pins`',
    '  type: string',
    '  required: true',
]));
/** The workflow has too few jobs: words with the YAML to paste. `host`: of the registry; `registry`: the input. */
function tooManyLevels(levels, most, host, registry) {
    const rungs = Array.from({ length: levels - most }, (_, index) => most + index);
    const jobs = rungs.map((level) => indented(2, levelJob(level, handSetting(host, registry))).join('\n'));
    const report = reports() ? ` and to the \`needs\` of its report` : '';
    return {
        code: 'limit',
        message: `the plan has ${levels} levels, but the workflow has jobs for ${most}`,
        hint: `let \`gentoo-image-builder workflow\` write a workflow without levels; ` +
            `or add these to its \`jobs\`${report}, and raise max-levels to ${levels}:\n\n${jobs.join('\n\n')}`,
    };
}

;// CONCATENATED MODULE: ./src/core/image-workflow.ts
// A workflow with a job an image, each waiting for what it stands on and for nothing else. In: a graph, and how the
// user's workflow is to be. Out: YAML, as stable as the graph. What stands above its mark in a file is the user's.





/** GitHub takes no larger workflow. */
const MOST_BYTES = 500_000;
/** Begins the part that is ours; what is above it stays as the user has it. */
const MARK = '# From here on written by `gentoo-image-builder workflow`';
/**
 * The whole file. `before`: what it held; its part above the mark is kept. Throws a `UserError` when the file is
 * somebody else's, when jobs would meet in no registry, or when GitHub would not take it.
 */
function imageWorkflow(graph, options, before) {
    const host = graph.catalog.registry?.split('/')[0];
    if (host === undefined) {
        throw new problem/* UserError */.yo([
            {
                code: 'bad-input',
                message: 'the images file names no registry, and the jobs of a workflow meet only there',
                hint: 'say `registry: ghcr.io/acme` in it, or give --registry',
            },
        ]);
    }
    const head = before === undefined ? HEAD : ownHead(before);
    const setting = {
        ...handSetting(host, undefined, options.action),
        runner: typeof options.runner === 'string' ? options.runner : `[${options.runner.join(', ')}]`,
        inputs: () => inputLines(options),
    };
    const jobs = jobsOf(graph, options.fuse);
    const lines = [
        `${MARK}; above is yours. After a change of the images file, run it again:`,
        `# ${commandLine(options)}`,
        'jobs:',
        ...workflow_text_indented(2, [
            ...workflow_text_planJob(setting, ['rows', 'pins', 'plan'], planLines(jobs, options)),
            ...jobs.flatMap((job) => ['', ...imageJob(job, options, host)]),
            ...(workflow_text_reports()
                ? [
                    '',
                    ...workflow_text_reportJob(setting, jobs.map(({ id }) => id)),
                ]
                : []),
        ]),
    ];
    return checkedSize(`${head}${lines.join('\n')}\n`, options.fuse);
}
/** Images by job, as the input `jobs` of plan takes them: the first one's name is the job's. */
function imagesByJob(graph, fuse) {
    return jobsOf(graph, fuse).map(({ nodes }) => nodes.map(({ label }) => label));
}
function jobsOf(graph, fuse) {
    const chains = fuse ? chainsOf(graph) : [...graph.nodes.values()].map((node) => [node]);
    const ids = new Map();
    const taken = new Set(['plan', 'report']);
    for (const chain of chains) {
        const id = freeId(chain[0].label, taken);
        taken.add(id);
        for (const node of chain)
            ids.set(node.id, id);
    }
    const jobs = chains.map((nodes) => {
        const id = ids.get(nodes[0].id) ?? '';
        const needs = new Set(nodes.flatMap((node) => node.needs.map((need) => ids.get(need) ?? '')));
        needs.delete(id);
        return { id, nodes, needs: [...needs] };
    });
    // Of jobs that may start together, those with the most above them come first: they decide when the run ends.
    const heights = heightsOf(jobs);
    return jobs.sort((a, b) => (heights.get(b.id) ?? 0) - (heights.get(a.id) ?? 0));
}
/** How many jobs stand on one another above each; what waits comes behind what it waits for. */
function heightsOf(jobs) {
    const heights = new Map();
    for (const { id, needs } of [...jobs].reverse()) {
        const own = heights.get(id) ?? 0;
        heights.set(id, own);
        for (const need of needs)
            heights.set(need, Math.max(heights.get(need) ?? 0, own + 1));
    }
    return heights;
}
/** A child joins its parent's job when nothing else is built on the parent, and it waits for nothing else. */
function chainsOf(graph) {
    const children = (0,core_graph/* childrenById */.QK)(graph);
    const chains = new Map();
    for (const node of graph.nodes.values()) {
        const [need, ...others] = node.needs;
        const chain = need === undefined ? undefined : chains.get(need);
        const isOnly = others.length === 0 && need !== undefined && children.get(need)?.length === 1;
        const fits = chain !== undefined && machineOf(chain[0]) === machineOf(node);
        if (isOnly && fits) {
            chain.push(node);
            chains.set(node.id, chain);
        }
        else {
            chains.set(node.id, [node]);
        }
    }
    return [...new Set(chains.values())];
}
function machineOf(node) {
    return JSON.stringify([node.platform, node.kind === 'builder' ? [] : (node.image.runner ?? [])]);
}
/** An id of a job has letters, digits, `-` and `_`, and begins with no digit. */
function freeId(label, taken) {
    const base = label.replaceAll(/[^\w-]/g, '_').replace(/^(?=[\d-])/, '_');
    let id = base;
    for (let count = 2; taken.has(id); count++)
        id = `${base}_${count}`;
    return id;
}
function imageJob({ id, nodes, needs }, options, host) {
    const row = `fromJSON(needs.plan.outputs.rows)['${nodes[0].label}']`;
    const [place = '', ref = ''] = options.action.split(/(?=@)/);
    return [
        `${id}:`,
        ...workflow_text_indented(2, [
            `name: ${nodes.map(({ label }) => label).join(', ')}`,
            ...workflow_text_needsLines(['plan', ...needs]),
            `if: \${{ !cancelled() && needs.plan.result == 'success' && ${row} }}`,
            ...workflow_text_buildPermissions(true).map((line) => line.replace(/ #.*/, '')),
            `uses: ${place}/.github/workflows/job.yml${ref}`,
            'with:',
            ...workflow_text_indented(2, [
                ...inputLines(options),
                ...(host === 'ghcr.io' ? [] : [`login-registry: ${host}`, 'login-username: ${{ vars.REGISTRY_USER }}']),
                `job: \${{ toJSON(${row}) }}`,
                'pins: ${{ needs.plan.outputs.pins }}',
            ]),
            ...(host === 'ghcr.io' ? [] : ['secrets:', '  login-password: ${{ secrets.REGISTRY_PASSWORD }}']),
        ]),
    ];
}
function inputLines({ imagesFile, workingDirectory, registry }) {
    return [
        ...(imagesFile === 'images.yaml' ? [] : [`images-file: ${imagesFile}`]),
        ...(workingDirectory === '.' ? [] : [`working-directory: ${workingDirectory}`]),
        ...(registry === undefined ? [] : [`registry: ${registry}`]),
    ];
}
function planLines(jobs, { runners }) {
    return [
        ...(runners === '' ? [] : ['runners: |', ...workflow_text_indented(2, runners.split('\n'))]),
        'outputs: rows',
        // Plan fails when the images file has others than these: an image without a job would never be built.
        'jobs: |',
        ...workflow_text_indented(2, jobs.map(({ nodes }) => nodes.map(({ label }) => label).join(' '))),
    ];
}
function commandLine(options) {
    const words = [
        'gentoo-image-builder workflow',
        ...(options.fuse ? ['--fuse'] : []),
        ...(options.imagesFile === 'images.yaml' ? [] : [`--images-file ${options.imagesFile}`]),
        ...(options.workingDirectory === '.' ? [] : [`--working-directory ${options.workingDirectory}`]),
        ...(options.registry === undefined ? [] : [`--registry ${options.registry}`]),
        ...(options.action === version/* ACTION */.h ? [] : [`--action '${options.action}'`]),
        ...(options.output === undefined ? [] : [`--output ${options.output}`]),
        ...options.runners.split('\n').flatMap((line) => (line === '' ? [] : [`--runners '${line}'`])),
    ];
    return words.join(' ');
}
function ownHead(before) {
    const at = before.indexOf(MARK);
    if (at >= 0)
        return before.slice(0, at);
    throw new problem/* UserError */.yo([
        {
            code: 'file',
            message: 'there is a workflow already, and it is not one of ours',
            hint: 'name another file with --output, or remove it',
        },
    ]);
}
function checkedSize(text, fused) {
    const bytes = Buffer.byteLength(text);
    if (bytes <= MOST_BYTES)
        return text;
    const hint = fused ? 'use a workflow with a job a level' : '--fuse makes fewer jobs; or use one with a job a level';
    const message = `the workflow would have ${bytes} bytes, and GitHub takes ${MOST_BYTES}`;
    throw new problem/* UserError */.yo([{ code: 'limit', message, hint }]);
}
const HEAD = `# A job an image, each waiting for what it stands on and for nothing else.
name: images

on:
  push:
    branches: [main]
  pull_request:
  workflow_dispatch:

permissions: {} # each job asks for its own

concurrency:
  group: images-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

`;

// EXTERNAL MODULE: ./src/core/inputs.ts + 1 modules
var inputs = __webpack_require__(4849);
;// CONCATENATED MODULE: ./src/commands/workflow.ts
// `workflow`: a workflow with a job an image. In: the world and an order. Out: a file, its text, or whether it is up to
// date. Asks no registry: only the images file decides.






/** Writes the file, or with `--dry-run` prints it. `--check` throws a `UserError` when it is not what it would write. */
async function writeWorkflow(world, settings, order, print) {
    const { check, fuse, action, output } = order.workflow;
    const graph = await readGraph(world, settings);
    // Workflows lie at the top of a repository, where the command runs, wherever the images file is.
    const path = (0,posix_.resolve)(output);
    const before = await world.files.readText(path);
    const { imagesFile, workingDirectory, registry, runners } = order;
    const runner = (0,inputs/* parseRunners */.ZV)(runners, []).get('default') ?? 'ubuntu-24.04';
    const own = output === command/* USUAL_WORKFLOW */.xl ? undefined : output;
    const options = { fuse, action, output: own, imagesFile, workingDirectory, registry, runners, runner };
    const text = imageWorkflow(graph, options, before);
    if (check && before !== text)
        throw outdated(output, before);
    if (check || (before === text && !order.dryRun)) {
        world.screen.say(`${output} is up to date`);
    }
    else if (order.dryRun) {
        print(text.trimEnd());
    }
    else {
        await world.files.writeText(path, text);
        world.screen.say(`${output} is written`);
    }
    return 0;
}
function outdated(output, before) {
    const message = before === undefined ? `there is no ${output}` : `${output} is not what the images file makes it`;
    const hint = 'run `gentoo-image-builder workflow` with the options that its text names, and commit what it writes';
    return new problem/* UserError */.yo([{ code: 'file', message, hint }]);
}

;// CONCATENATED MODULE: ./src/core/prune.ts
// What may go. In: what is held where, which fingerprints are needed, and how much history is wanted. Out: what is removed
// and why the rest stays. Never asks, never removes. What has a name for people stays, and everything in doubt.

const prune_DAY = 86_400_000;
/** The fingerprint in a tag of ours, whatever stands behind it; undefined for names of people's and lists of referrers. */
function fingerprintInTag(tag) {
    return /^f\d+-[0-9a-f]{32}(?=-|$)/.exec(tag)?.[0];
}
/** The digest whose referrers a tag lists (distribution-spec, "Referrers Tag Schema"). */
function subjectOfTag(tag) {
    const [, algorithm, hex] = /^(sha256|sha512)-([0-9a-f]{64,128})$/.exec(tag) ?? [];
    return algorithm === undefined ? undefined : `${algorithm}:${hex ?? ''}`;
}
/** True for a tag that people gave, or that we gave for people. */
function isForPeople(tag) {
    return !isOwnTag(tag);
}
/** Fingerprints that a holding carries. */
function fingerprintsOf({ tags }) {
    return [...new Set(tags.flatMap((tag) => fingerprintInTag(tag) ?? []))];
}
/** Whether it stays whatever its age is; undefined when only its age can tell. */
function stays(holding, needs) {
    const { tags, kind, isCopy, digest } = holding;
    if (isCopy)
        return undefined;
    if (kind === 'cache')
        return tags.some((tag) => needs.caches.has(tag)) ? 'needed' : undefined;
    if (tags.some(isForPeople))
        return 'named';
    const wanted = kind === 'target' ? needs.targets : needs.builders;
    if (needs.digests.has(digest) || fingerprintsOf(holding).some((print) => wanted.has(print)))
        return 'needed';
    return undefined;
}
/** Decides everything. `holdings`: whose age matters have it by now. */
function decidePrune(holdings, needs, history) {
    const kept = new Map();
    const removed = [];
    // Lists of referrers go with what they are about.
    const own = holdings.filter((holding) => !holding.tags.every((tag) => subjectOfTag(tag) !== undefined));
    const ages = agesOf(own);
    const recent = recentOf(own, needs, ages, history.count);
    for (const holding of own) {
        const why = stays(holding, needs) ?? keptForAge(holding, ages, recent, history);
        if (why === undefined)
            removed.push(holding);
        else
            kept.set(why, [...(kept.get(why) ?? []), holding]);
    }
    const order = ({ kind }) => Number(kind !== 'target');
    return { removed: removed.sort((a, b) => order(a) - order(b)), kept };
}
/** By image and fingerprint the newest time: a target tells of its snapshot's day, its builder of when it was made. */
function agesOf(holdings) {
    const ages = new Map();
    for (const holding of holdings) {
        if (holding.made === undefined)
            continue;
        for (const key of keysOf(holding))
            ages.set(key, Math.max(ages.get(key) ?? 0, holding.made));
    }
    return ages;
}
function keysOf(holding) {
    const keys = fingerprintsOf(holding);
    // A copy may be named by people only.
    return (keys.length > 0 ? keys : [holding.digest]).map((print) => `${holding.owner} ${print}`);
}
/** The newest of each image that are not needed; what has no age is as new as can be. */
function recentOf(holdings, needs, ages, count) {
    const byOwner = new Map();
    for (const holding of holdings) {
        if (holding.isCopy || holding.kind === 'cache' || stays(holding, needs) !== undefined)
            continue;
        const keys = byOwner.get(holding.owner) ?? new Set();
        for (const key of keysOf(holding))
            keys.add(key);
        byOwner.set(holding.owner, keys);
    }
    const newest = (keys) => [...keys].sort((a, b) => (ages.get(b) ?? Infinity) - (ages.get(a) ?? Infinity) || (a < b ? -1 : 1)).slice(0, count);
    return new Set([...byOwner.values()].flatMap(newest));
}
function keptForAge(holding, ages, recent, { days, now }) {
    const keys = keysOf(holding);
    const known = keys.flatMap((key) => ages.get(key) ?? []);
    if (days > 0 && known.length === 0)
        return 'unknown';
    if (days > 0 && known.some((made) => now - made < days * prune_DAY))
        return 'young';
    return keys.some((key) => recent.has(key)) ? 'recent' : undefined;
}

;// CONCATENATED MODULE: ./src/core/prune-caches.ts
// Which entries of GitHub's cache may go. In: entries as GitHub lists them, the names that are needed. Out: what is removed,
// what stays and why. What is inside of an entry cannot be read from here: which files a record names is told by time. A
// job uses every file that its record will name, so one that was not used since long before that is in none.


const prune_caches_DAY = 86_400_000;
/** `needed`: names of stocks as they are now; `images`: names of those that are looked at. */
function decideEntries(entries, { needed, images }, { days, now }) {
    const newest = newestRecords(entries, (name) => needed.has(name) || !images.has((0,stock/* imageOfStock */.TK)(name) ?? ''));
    const since = Math.min(...newest.map(({ made }) => made - prune_caches_DAY));
    const removed = [];
    const kept = new Map();
    for (const entry of entries) {
        const key = (0,cache_record/* parseKey */.Do)(entry.key);
        if (!key || ('record' in key && !images.has((0,stock/* imageOfStock */.TK)(key.record) ?? '')))
            continue;
        const isNeeded = newest.includes(entry) || ('file' in key && entry.used >= since);
        const why = isNeeded ? 'needed' : days > 0 && now - entry.used < days * prune_caches_DAY ? 'young' : undefined;
        if (why === undefined)
            removed.push(entry);
        else
            kept.set(why, [...(kept.get(why) ?? []), entry]);
    }
    return { removed, kept };
}
/** Of each name that is needed, or may be, what a job finds, on every branch. */
function newestRecords(entries, isNeeded) {
    const newest = new Map();
    for (const entry of entries) {
        const key = (0,cache_record/* parseKey */.Do)(entry.key);
        if (!key || !('record' in key) || !isNeeded(key.record))
            continue;
        const at = `${entry.ref} ${key.record}`;
        const known = newest.get(at);
        if (!known || entry.made >= known.made)
            newest.set(at, entry);
    }
    return [...newest.values()];
}

;// CONCATENATED MODULE: ./src/core/prune-needs.ts
// What an image stands on, by the ingredients that it carries. In: the text of their label. Out: fingerprints.


/** An image that carries none, such as one that a script made, stands on nothing that we know of. */
function parseIngredients(text) {
    const value = text === undefined ? undefined : (0,canonical/* parseJson */.qF)(text);
    if (!(0,canonical/* isRecord */.u4)(value))
        return { ancestors: [], builders: [] };
    const { parent, builder, needs, add } = value;
    const copied = prune_needs_listOf(add).flatMap((one) => ((0,canonical/* isRecord */.u4)(one) ? [one.image] : []));
    return {
        ancestors: [parent, ...prune_needs_listOf(needs), ...copied].filter(isPrint),
        builders: [builder, ...copied].filter(isPrint),
    };
}
function prune_needs_listOf(value) {
    return Array.isArray(value) ? value : [];
}
function isPrint(value) {
    return typeof value === 'string' && isFingerprint(value);
}

;// CONCATENATED MODULE: ./src/commands/prune-caches.ts
// Caches that no image needs any more. In: a survey, names of images. Out: what is kept for them in the registry and in
// GitHub's cache, and which of it is needed.





/** `names`: of images that the file no longer has. */
function cacheNames({ graph, prints }, names) {
    const built = [...graph.nodes.values()].flatMap((node) => node.kind === 'builder' || node.kind === 'gentoo' ? [node] : []);
    const gone = names.map((label) => (0,stock/* stockPart */.KK)(label.split('/').at(-1) ?? ''));
    return {
        needed: new Set(built.flatMap((node) => [
            (0,stock/* stockName */.yh)(graph, prints, node),
            (0,stock/* distfilesName */.JV)(node),
            (0,stock/* stateName */.Vi)(node, prints.get(node.id)?.fingerprint ?? ''),
        ])),
        images: new Set([...built.map(({ name }) => (0,stock/* stockPart */.KK)(name)), ...gone]),
    };
}
/** What the registry keeps for these images, by its tags. */
async function cacheHoldings({ catalog, stores }, { images }) {
    if (catalog.registry === undefined)
        return [];
    const repository = cacheRepository(catalog.registry, catalog.section);
    const own = (await stores.near.tags(repository)).flatMap((tag) => {
        const owner = (0,stock/* imageOfStock */.TK)(tag);
        return owner !== undefined && images.has(owner) ? [{ tag, owner }] : [];
    });
    const held = own.map(async ({ tag, owner }) => {
        const there = await stores.near.head({ ...repository, tag });
        if (there.answer === 'unknown')
            throw silent({ ...repository, tag }, there.reason);
        if (there.answer === 'no')
            return [];
        return [{ repository, digest: there.digest, tags: [tag], owner, kind: 'cache', isCopy: false, in: 'store' }];
    });
    return (await Promise.all(held)).flat();
}
/** When something was last added to a cache in the registry. */
async function cacheAge({ stores }, { repository, digest }) {
    const { bytes, mediaType } = await stores.near.manifest({ ...repository, digest });
    return newestFile(bytes, mediaType);
}
/** Nothing is removed while a registry does not say what it has. */
function silent(reference, reason) {
    return (0,unreachable/* unreachable */.HB)(`${(0,core_reference/* formatReference */.FH)(reference)}: ${reason}`, 'nothing is removed on a guess: try again');
}

;// CONCATENATED MODULE: ./src/commands/prune.ts
// `prune`: takes away what nothing current needs. In: the world, which images are looked at, how much history is wanted.
// Out: what goes and what stays; with `yes` it is gone. Everything is read before anything goes: what does not answer
// ends it with nothing removed.












/** Reads what is there and decides. */
async function findPrunable(world, settings) {
    const surveyed = await surveyHeld(world, settings);
    const { found, copies } = await placesOf(surveyed, settings.names);
    const stored = (await Promise.all(found.map((place) => holdingsAt(surveyed, place)))).flat();
    const engine = surveyed.local ? await engineHoldings(world, found) : [];
    const names = cacheNames(surveyed, settings.names);
    const holdings = [...stored, ...engine, ...(await cacheHoldings(surveyed, names))];
    const needs = await needsOf(world, surveyed, holdings, names.needed);
    const history = { ...settings, now: world.now() };
    const entries = await world.actionsEntries()?.list(`${cache_record/* KEY_PREFIX */.nF}-`);
    const isTimed = history.days > 0 || history.count > 0;
    const aged = isTimed ? await Promise.all(holdings.map((one) => withAge(surveyed, one, needs))) : holdings;
    const lists = holdings.filter(({ tags }) => tags.some((tag) => subjectOfTag(tag) !== undefined));
    return {
        plan: decidePrune(aged, needs, history),
        survey: surveyed,
        lists: new Map(lists.flatMap((one) => one.tags.map((tag) => [prune_keyOf(one, subjectOfTag(tag) ?? ''), one]))),
        copies,
        entries: entries && decideEntries(entries, names, history),
    };
}
/** Takes away what was found. Gives what was refused, in words. */
async function removePrunable(world, pruning) {
    const { plan, survey: surveyed, lists } = pruning;
    const refused = [];
    for (const holding of plan.removed) {
        if (world.signal.aborted)
            break;
        try {
            if (holding.in === 'engine')
                for (const tag of holding.tags)
                    await untag(world, holding.repository, tag);
            else
                await removeStored(surveyed, holding, lists.get(prune_keyOf(holding, holding.digest)));
        }
        catch (error) {
            if (!(0,image_store/* isRegistryError */.IP)(error))
                throw error;
            refused.push(`${(0,core_reference/* formatReference */.FH)({ ...holding.repository, digest: holding.digest })}: ${error.message}`);
            // A registry that takes no deletes says so each time.
            if (refused.length >= MOST_REFUSALS)
                break;
        }
    }
    await surveyed.stores.sweep?.();
    return [...refused, ...(await removeEntries(world, pruning.entries?.removed ?? []))];
}
const MOST_REFUSALS = 5;
async function removeEntries(world, entries) {
    const refused = [];
    for (const entry of entries) {
        if (world.signal.aborted || refused.length >= MOST_REFUSALS)
            break;
        try {
            await world.actionsEntries()?.remove(entry);
        }
        catch (error) {
            if (!(0,unreachable/* isUnreachable */.R0)(error))
                throw error;
            refused.push(error.message);
        }
    }
    return refused;
}
async function untag({ engine }, repository, tag) {
    await engine.untag((0,core_reference/* formatReference */.FH)({ ...repository, tag }));
}
/** What refers to it goes first: nothing would lead there any more. */
async function removeStored({ stores }, holding, list) {
    const { repository, digest } = holding;
    for (const one of await stores.near.referrers({ ...repository, digest })) {
        await stores.near.remove({ ...repository, digest: one.digest });
    }
    await stores.near.remove({ ...repository, digest });
    if (list)
        await stores.near.remove({ ...list.repository, digest: list.digest });
}
/** The repositories of the file's images, of those that were named, and their copies of pull requests. */
async function placesOf(surveyed, names) {
    const { catalog, graph, stores, local } = surveyed;
    const own = [...graph.nodes.values()].flatMap((node) => {
        const common = { owner: node.label, isCopy: false };
        const target = { ...common, repository: targetRepository(catalog, node), kind: 'target' };
        const builder = { ...common, repository: builderRepository(catalog, node), kind: 'builder' };
        return node.kind === 'builder' ? [builder] : [target, builder];
    });
    const unique = new Map([...own, ...names.flatMap((name) => placesNamed(catalog, name))].map((one) => [prune_pathOf(one.repository), one]));
    const found = [...unique.values()];
    if (local || catalog.registry === undefined)
        return { found, copies: true };
    const [registry = '', ...path] = catalog.registry.split('/');
    const all = await stores.repositories(registry, path.join('/'));
    const top = path.map((part) => `${part}/`).join('');
    const copies = (all ?? []).flatMap((repository) => {
        const [, below] = /^pr-\d+\/(.+)$/.exec(repository.startsWith(top) ? repository.slice(top.length) : '') ?? [];
        const original = below === undefined ? undefined : unique.get(`${registry}/${top}${below}`);
        return original ? [{ ...original, repository: { registry, repository }, isCopy: true }] : [];
    });
    return { found: [...found, ...copies], copies: all !== undefined };
}
/** Of an image that the file no longer has: `section/name`, in the repositories that it had. */
function placesNamed(catalog, label) {
    const [registry = LOCAL_REGISTRY, ...path] = (catalog.registry ?? LOCAL_REGISTRY).split('/');
    const sections = label.split('/');
    const name = sections.pop() ?? '';
    const at = (last) => ({ registry, repository: [...path, ...sections, last].join('/') });
    return [
        { repository: at(name), owner: label, kind: 'target', isCopy: false },
        { repository: at(`builder-${name}`), owner: label, kind: 'builder', isCopy: false },
    ];
}
function prune_pathOf({ registry, repository }) {
    return `${registry}/${repository}`;
}
function prune_keyOf({ repository }, digest) {
    return `${prune_pathOf(repository)} ${digest}`;
}
/** All that is tagged in a repository, by digest. */
async function holdingsAt({ stores }, at) {
    const byDigest = new Map();
    const heads = (await stores.near.tags(at.repository)).map(async (tag) => {
        const reference = { ...at.repository, tag };
        return { tag, there: await stores.near.head(reference) };
    });
    for (const { tag, there } of await Promise.all(heads)) {
        if (there.answer === 'unknown')
            throw silent({ ...at.repository, tag }, there.reason);
        if (there.answer === 'yes')
            byDigest.set(there.digest, [...(byDigest.get(there.digest) ?? []), tag]);
    }
    return [...byDigest].map(([digest, tags]) => ({ ...at, digest, tags, in: 'store' }));
}
/** Builders in the engine, and the cores of all images files, which any run makes again. */
async function engineHoldings({ engine }, places) {
    const core = coreReference('');
    const owners = new Map(places.filter(({ kind }) => kind === 'builder').map((one) => [prune_pathOf(one.repository), one]));
    const own = { owner: 'builder-core', kind: 'builder', isCopy: false };
    const { registry, repository } = core;
    owners.set(prune_pathOf(core), { repository: { registry, repository }, ...own });
    return (await engine.images()).flatMap(({ reference, id, made }) => {
        const parsed = (0,core_reference/* parseReference */.F2)(reference);
        const owner = parsed && owners.get(prune_pathOf(parsed));
        if (!owner || parsed.tag === undefined || fingerprintInTag(parsed.tag) === undefined)
            return [];
        return [{ ...owner, digest: id, tags: [parsed.tag], in: 'engine', made }];
    });
}
/** What the images file as it is now, its lock, and every name for people stand on. */
async function needsOf(world, surveyed, holdings, caches) {
    const prints = [...surveyed.prints.values()].flatMap(({ fingerprint, core }) => [fingerprint, core ?? fingerprint]);
    const needs = { targets: new Set(prints), builders: new Set(prints), caches, digests: new Set() };
    const byPrint = new Map(holdings
        .filter(({ kind, isCopy }) => kind === 'target' && !isCopy)
        .flatMap((one) => fingerprintsOf(one).map((print) => [print, one])));
    const seen = new Set();
    let next = holdings.filter(({ kind, isCopy, tags }) => kind === 'target' && !isCopy && tags.some(isForPeople));
    while (next.length > 0) {
        const parents = [];
        for (const one of next)
            seen.add(one);
        for (const { ancestors, builders, digests } of await Promise.all(next.map((one) => standsOn(surveyed, one)))) {
            for (const print of builders)
                needs.builders.add(print);
            for (const digest of digests)
                needs.digests.add(digest);
            for (const print of ancestors) {
                needs.targets.add(print);
                const holding = byPrint.get(print);
                if (holding && !seen.has(holding))
                    parents.push(holding);
            }
        }
        next = [...new Set(parents)];
        if (world.signal.aborted)
            break;
    }
    return needs;
}
/** What an image says of itself: its ingredients name its parent, and the builder that it was made in. */
async function standsOn(surveyed, { repository, digest }) {
    const reference = { ...repository, digest };
    const { bytes, mediaType } = await surveyed.stores.near.manifest(reference);
    const parsed = (0,oci/* parseManifest */.Ng)(bytes, mediaType);
    if (parsed?.kind === 'index') {
        const digests = parsed.index.manifests.map((one) => one.digest);
        return { ancestors: [], builders: [], digests };
    }
    const config = await configAt(surveyed, reference);
    return { ...parseIngredients(config?.config?.Labels?.[`${LABEL}ingredients`]), digests: [] };
}
/** When a builder was made; of what has none, the day that the image says. Only asked where it matters. */
async function withAge(surveyed, holding, needs) {
    const { made, tags, repository, digest } = holding;
    if (made !== undefined || stays(holding, needs) !== undefined)
        return holding;
    if (tags.every((tag) => subjectOfTag(tag) !== undefined))
        return holding;
    if (holding.kind === 'cache')
        return { ...holding, made: await cacheAge(surveyed, holding) };
    const created = Date.parse((await configAt(surveyed, { ...repository, digest }))?.created ?? '');
    return Number.isNaN(created) ? holding : { ...holding, made: created };
}
/** The configuration of an image; of an index that of its first. */
async function configAt(surveyed, reference) {
    const { near } = surveyed.stores;
    const { bytes, mediaType } = await near.manifest(reference);
    const parsed = (0,oci/* parseManifest */.Ng)(bytes, mediaType);
    if (parsed?.kind === 'index') {
        const [first] = parsed.index.manifests;
        return first && (await configAt(surveyed, { ...reference, digest: first.digest }));
    }
    if (parsed?.kind !== 'image')
        return undefined;
    const chunks = [];
    for await (const chunk of await near.blob(reference, parsed.manifest.config))
        chunks.push(chunk);
    return (0,oci/* parseObject */.lj)(Buffer.concat(chunks));
}

;// CONCATENATED MODULE: ./src/commands/update.ts
// `update`: moves the pins of the lock. In: the world, names (of images, of builders, or of what moves); none: all.
// Out: the new lock, what moved, and which images that builds anew. Writes the lock and nothing else.








/** Asks anew what the names stand for, and says what comes of it. Writes nothing. */
async function findUpdate(world, settings, names) {
    const lock = await readLock(world, settings);
    const moving = names.length === 0 ? 'all' : movingNames(await readGraph(world, settings), names);
    const after = await surveyHeld(world, { ...settings, moving });
    const wanted = new Set(lockedNames(askQuestions(after.graph, NO_PINS)).map(({ value }) => value));
    const pins = pinsOfNames(after.facts.pins, wanted);
    const moves = movesBetween(lock?.pins ?? NO_PINS, pins);
    // Without a lock nothing was fixed before: what the images were built of is not known here.
    const before = lock && moves.length > 0 ? await surveyHeld(world, { ...settings, moving: undefined }) : undefined;
    return {
        file: lockPath(settings.imagesFile),
        text: formatLock(settings.imagesFile, pins),
        isNew: lock === undefined,
        moves,
        rebuilt: before ? changedImages(after.graph, before.prints, after.prints) : [],
        images: after.catalog.images.length,
    };
}
/** Writes the lock of an update. */
async function writeLock(world, { file, text }) {
    await world.files.writeText((0,posix_.resolve)(world.folder, file), text);
}
/** The path of the lock from the top of the repository that holds the working directory; undefined outside of any. */
async function pathInRepository({ files, folder }, file) {
    for (let at = folder;; at = join(at, '..')) {
        if ((await files.readText(join(at, '.git/HEAD'))) !== undefined) {
            return resolve(folder, file).slice(at === '/' ? 1 : at.length + 1);
        }
        if (at === '/')
            return undefined;
    }
}
/** What the named images, builders and moving names stand on. Throws a `UserError` for a name that is none of these. */
function movingNames(graph, names) {
    const known = new Set(lockedNames(askQuestions(graph, NO_PINS)).map(({ value }) => value));
    const moving = new Set();
    const problems = [];
    for (const name of names) {
        const nodes = [...graph.nodes.values()].filter((node) => (0,core_graph/* isCalled */.AP)({ name: node.name, identity: node.label }, name));
        const builder = graph.catalog.builders.get(name);
        const found = [...nodes.flatMap((node) => namesUnder(graph, node)), ...(builder ? update_namesOf(builder) : [])];
        if (known.has(name))
            moving.add(name);
        else if (nodes.length === 0 && !builder)
            problems.push(update_unknown(name, graph, known));
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
    const built = node.kind === 'gentoo' || node.kind === 'builder' ? update_namesOf(node.builder) : [];
    const added = node.kind === 'gentoo' ? node.image.add : [];
    const revisions = added.flatMap((one) => (one.kind === 'git' ? [revisionName(one.url, one.ref)] : []));
    return [...own, ...built, ...revisions, ...node.needs.flatMap((id) => namesUnder(graph, (0,core_graph/* nodeOf */.E7)(graph, id)))];
}
function update_namesOf({ stage3, portage }) {
    return [stage3.value, ...(portage.kind === 'image' ? [portage.reference] : [])];
}
function changedImages(graph, before, after) {
    const changed = [...graph.nodes.values()].filter(({ id, kind }) => kind !== 'builder' && before.get(id)?.fingerprint !== after.get(id)?.fingerprint);
    return [...new Set(changed.map(({ label }) => label))];
}
function update_unknown(name, { catalog }, moving) {
    const names = [...catalog.images.map(({ identity }) => identity), ...catalog.builders.keys(), ...moving];
    const message = `'${name}' is no image and no builder of the images file, and nothing that moves`;
    return { code: 'unknown-name', message, hint: (0,core_nearest/* nearestHint */.A)(name, names) };
}

;// CONCATENATED MODULE: ./src/commands/command-line.ts
// The command line's commands. In: the world and an order. Out: words on the screen, results by `print`, an exit code.





















/** Runs one command; gives the exit code. */
async function command_line_runCommand(world, order, print) {
    const settings = {
        imagesFile: order.imagesFile,
        registry: order.registry,
        pins: tell(await readPins(world, order.pins), order.set),
        push: order.push,
        name: true,
        access: order.access,
        locked: order.locked,
        pushBuilders: order.pushBuilders,
    };
    switch (order.command) {
        case 'validate':
            return await command_line_validate(world, settings, order, print);
        case 'graph':
            return await showGraph(world, settings, order, print);
        case 'workflow':
            return await writeWorkflow(world, settings, order, print);
        case 'completion':
            return await complete(world, settings, order, print);
        case 'plan':
            return await plan(world, settings, order, print);
        case 'why':
            return await why(world, settings, order, print);
        case 'build':
            return await build(world, settings, order, print);
        case 'update':
            return await update(world, { ...settings, locked: false }, order, print);
        case 'prune':
            return await prune(world, settings, order, print);
    }
}
async function command_line_validate(world, settings, order, print) {
    const { catalog } = await readGraph(world, settings);
    const count = catalog.images.length;
    if (order.json)
        print(JSON.stringify({ images: count, problems: [] }));
    else
        world.screen.say(`${settings.imagesFile}: ${count} ${count === 1 ? 'image' : 'images'}, no mistakes`);
    return 0;
}
/** The script for a shell, or the names that it asks for, a line each. */
async function complete(world, settings, order, print) {
    const [what] = order.names;
    if (what === 'bash' || what === 'zsh') {
        print(completionScript(what, command/* COMPLETED_COMMANDS */.pO, command/* COMPLETED_OPTIONS */.PW));
        return 0;
    }
    const { catalog } = await readGraph(world, settings);
    print([...new Set(catalog.images.map(({ identity }) => identity))].join('\n'));
    return 0;
}
function pick(order) {
    const { rebuild, only, exclude, changedSince } = order;
    return { rebuild, only, exclude, changedSince };
}
async function showGraph(world, settings, order, print) {
    const graph = await readGraph(world, settings);
    if (order.json)
        print(JSON.stringify(graphJson(graph), undefined, 2));
    else
        print(drawGraph(graph, order.graph));
    return 0;
}
function drawGraph(graph, language) {
    switch (language) {
        case 'mermaid':
            return mermaidGraph(graph);
        case 'dot':
            return dotGraph(graph);
        case 'tree':
            return treeGraph(graph).join('\n');
    }
}
async function plan(world, settings, order, print) {
    const made = await makePlan(world, { ...settings, ...pick(order) });
    const matrices = matricesOf(made.plan, { runners: new Map(), shared: !made.survey.local });
    if (order.json)
        print(JSON.stringify(planJson(made.plan, matrices), undefined, 2));
    else
        for (const line of formatPlan(made.plan))
            world.screen.say(line);
    return 0;
}
/** What changed, of the named images and of what they stand on as far as that has something to do. */
async function why(world, settings, order, print) {
    const { plan: made } = await makePlan(world, { ...settings, ...pick(order) });
    const wanted = wantedNodes(made, order.names);
    const named = (node) => order.names.includes(node.label) || order.names.includes(node.name);
    const shown = [...made.decisions.values()]
        .filter((decision) => wanted.has(decision.node.id) && (named(decision.node) || plan_isWork(decision)))
        .reverse();
    if (order.json)
        print(JSON.stringify(whyJson(shown), undefined, 2));
    else
        for (const line of formatWhy(shown))
            world.screen.say(line);
    return 0;
}
async function build(world, settings, order, print) {
    const made = await makePlan(world, { ...settings, ...pick(order) });
    const tasks = chosenTasks(made.plan, order);
    for (const line of formatPlan(made.plan))
        world.screen.say(line);
    if (order.dryRun)
        return 0;
    await warnMoved(world, made.survey, settings.pins, tasks);
    const caching = openCache(world, made.survey.catalog, { wanted: order.cache, writes: order.push });
    const results = await buildTasks(world, made.survey, tasks, { cache: caching?.cache, jobs: order.jobs });
    await caching?.save();
    if (order.json)
        print(JSON.stringify(results, undefined, 2));
    else if (results.length > 0)
        for (const line of resultTable(results).text)
            world.screen.say(line);
    return results.some(isFailed) ? 1 : 0;
}
async function update(world, settings, order, print) {
    const found = await findUpdate(world, settings, order.names);
    const isWritten = !order.dryRun && (found.moves.length > 0 || found.isNew);
    if (isWritten)
        await writeLock(world, found);
    if (order.json)
        print(JSON.stringify(updateJson(found, isWritten), undefined, 2));
    else
        for (const line of describeUpdate(found, isWritten))
            world.screen.say(line);
    return 0;
}
async function prune(world, settings, order, print) {
    const { names, keep, keepDays } = order;
    const found = await findPrunable(world, { ...settings, names, count: keep, days: keepDays });
    const isDone = order.yes && !order.dryRun;
    if (!order.json)
        for (const line of describePrune(found.plan, isDone, found.entries))
            world.screen.say(line);
    if (!found.copies)
        world.screen.warn('this registry does not list its repositories: copies of pull requests stay');
    const refused = isDone ? await removePrunable(world, found) : [];
    if (order.json)
        print(JSON.stringify(pruneJson(found.plan, isDone, refused, found.entries), undefined, 2));
    for (const words of refused)
        world.screen.problem({ code: 'bad-value', message: `it stays: ${words}` });
    return refused.length > 0 ? 75 : 0;
}
/** What has to be done for the named images: they and all that they stand on, in the plan's order. */
function chosenTasks(made, order) {
    const work = made.levels.flat().filter(plan_isWork);
    const wanted = order.all ? undefined : wantedNodes(made, order.names);
    return work
        .filter(({ node }) => wanted === undefined || wanted.has(node.id))
        .map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what }));
}
/** The ids of the named images and of all that they stand on. Throws a `UserError` for names that no image has. */
function wantedNodes({ graph, decisions }, names) {
    const wanted = new Set();
    const problems = [];
    for (const name of names) {
        const found = [...graph.nodes.values()].filter((node) => node.label === name || node.name === name);
        if (found.length === 0)
            problems.push(unknownName(name, graph));
        for (const node of found)
            wanted.add(node.id);
    }
    (0,problem/* refuse */.TR)(problems);
    for (const { node } of [...decisions.values()].reverse()) {
        if (wanted.has(node.id))
            for (const need of node.needs)
                wanted.add(need);
    }
    return wanted;
}
function unknownName(name, graph) {
    const names = [...graph.nodes.values()].map((node) => node.label);
    return { code: 'unknown-name', message: `the images file has no image '${name}'`, hint: (0,core_nearest/* nearestHint */.A)(name, names) };
}
async function readPins(world, path) {
    if (path === undefined)
        return NO_PINS;
    const text = await world.files.readText((0,posix_.resolve)(world.folder, path));
    if (text === undefined)
        throw new problem/* UserError */.yo([{ code: 'file', message: `there is no file of pins '${path}'` }]);
    return parsePins(text, path);
}


/***/ })

};
