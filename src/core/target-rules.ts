// What must be true of a target's configuration and of a build's container, in docker's own grammar.
// In: a text. Out: a fault in the user's words, or undefined. Never looks at other texts.

import { nearestHint } from './nearest.ts';
import type { Fault, Rule } from './written.ts';

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
export const INSTRUCTIONS = [
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER'],
  ...['ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
];

/** `8080`, `53/udp`. */
export const portRule: Rule = (text) => {
  const [, port = '', protocol] = /^(\d{1,5})(?:\/([a-z]+))?$/.exec(text) ?? [];
  const known = protocol === undefined || ['tcp', 'udp', 'sctp'].includes(protocol);
  if (known && Number(port) >= 1 && Number(port) <= 65_535) return undefined;
  const hint = /^\d+-\d+/.test(text)
    ? 'write each port of a range as an entry of its own'
    : 'write a number from 1 to 65535, with /tcp, /udp or /sctp where needed';
  return bad(`'${clip(text)}' is not a port`, hint);
};

/** `80` is short for `80/tcp`. */
export function fullPort(text: string): string {
  return text.includes('/') ? text : `${text}/tcp`;
}

/** The key of a label. */
export const labelRule: Rule = (text) => {
  if (text.startsWith(OWN_LABELS)) {
    return { ...bad(`'${clip(text)}' is a label of ours`, `leave '${OWN_LABELS}' to this program`), code: 'bad-name' };
  }
  if (/^[\x21-\x7e]{1,256}$/.test(text)) return undefined;
  return { ...bad(`'${clip(text)}' cannot be a label's name`, "write it as 'org.example.name'"), code: 'bad-name' };
};

/** `SIGTERM`, `TERM`, `15`, `SIGRTMIN+3`. */
export const signalRule: Rule = (text) => {
  const name = text.replace(/^SIG/, '');
  const number = /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 64;
  const realTime = /^RTM(?:IN(?:\+(?:[0-9]|1[0-5]))?|AX(?:-(?:[0-9]|1[0-4]))?)$/.test(name);
  if (number || realTime || SIGNALS.includes(name)) return undefined;
  const names = SIGNALS.map((signal) => `SIG${signal}`);
  return bad(`'${clip(text)}' is not a signal`, nearestHint(text, names) ?? 'write it as SIGTERM, SIGINT or a number');
};

/** A line that `ONBUILD` takes. */
export const triggerRule: Rule = (text) => {
  const instruction = /^[A-Za-z]+(?=\s)/.exec(text.trim())?.[0].toUpperCase() ?? '';
  if (/[\r\n]/.test(text.trim())) return bad('an entry is one line', 'write each line as an entry of its own');
  if (instruction === 'ONBUILD') return bad("'ONBUILD' stands here by itself", "leave the word 'ONBUILD' out");
  if (instruction === 'FROM' || instruction === 'MAINTAINER')
    return bad(`'${instruction}' cannot be run when somebody builds on the image`);
  if (INSTRUCTIONS.includes(instruction)) return undefined;
  const hint = nearestHint(instruction, INSTRUCTIONS) ?? "write it as 'RUN ...', 'COPY ...' or 'ENV ...'";
  return bad(`'${clip(text)}' is not a Dockerfile line`, hint);
};

/** `SYS_PTRACE`, `CAP_SYS_PTRACE`. */
export const capabilityRule: Rule = (text) => {
  if (CAPABILITIES.includes(plainCapability(text))) return undefined;
  if (text === 'ALL') return bad("'ALL' is not taken", 'name each capability that is needed');
  return bad(`'${clip(text)}' is not a capability`, nearestHint(plainCapability(text), CAPABILITIES));
};

/** Without the `CAP_` that docker does not need. */
export function plainCapability(text: string): string {
  return text.replace(/^CAP_/, '');
}

function bad(message: string, hint?: string): Fault {
  return { code: 'bad-value', message, hint };
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
