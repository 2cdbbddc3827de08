// What a shell proposes while somebody types a command. In: the commands and options. Out: a script for bash or zsh, as
// text. Names of images come from `gentoo-image-builder completion names`, asked by the shell at that time.

/** A command, and a few words about it. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  /** whether names of images follow it */
  readonly takesImages?: boolean;
}

/** An option. */
export interface CompletedOption {
  /** without its dashes: `images-file` */
  readonly name: string;
  /** one letter */
  readonly short?: string;
  readonly description: string;
  /** what follows it; left out where nothing does */
  readonly value?: 'file' | 'folder' | 'image' | 'text' | readonly string[];
}

export type Shell = 'bash' | 'zsh';

/** The script to source: `source <(gentoo-image-builder completion bash)`. */
export function completionScript(
  shell: Shell,
  commands: readonly CompletedCommand[],
  options: readonly CompletedOption[],
): string {
  return shell === 'bash' ? bashScript(commands, options) : zshScript(commands, options);
}

function bashScript(commands: readonly CompletedCommand[], options: readonly CompletedOption[]): string {
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

function bashCase(option: CompletedOption): string {
  return `    ${dashed(option).join(' | ')})\n      ${bashValue(option)}\n      return\n      ;;`;
}

function bashValue({ value }: CompletedOption): string {
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

function zshScript(commands: readonly CompletedCommand[], options: readonly CompletedOption[]): string {
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

function zshOption(option: CompletedOption): string[] {
  const words = dashed(option);
  const exclusive = `(${words.join(' ')})`;
  return words.map((word) => {
    const argument = option.value === undefined ? '' : `:${option.name}:${zshValue(option.value)}`;
    const equals = option.value !== undefined && word.startsWith('--') ? '=' : '';
    return `    ${quote(`${exclusive}${word}${equals}[${plain(option.description)}]${argument}`)} \\`;
  });
}

function zshValue(value: NonNullable<CompletedOption['value']>): string {
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

function dashed({ name, short }: CompletedOption): string[] {
  return [...(short === undefined ? [] : [`-${short}`]), `--${name}`];
}

/** What `_arguments` and `_describe` would read as their own marks. */
function plain(text: string): string {
  return text.replaceAll(/[[\]\\:]/g, (mark) => `\\${mark}`).replaceAll('\n', ' ');
}

/** One word to a shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
