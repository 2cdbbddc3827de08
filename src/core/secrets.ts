// Values that may be seen by hooks and by nobody else. In: values by name. Out: what to look for, and texts without it.
// Never reads an environment.

/** Shorter ones cannot be told from what stands everywhere. */
export const SHORTEST = 6;

/** Characters of base64. */
const PIECE = 32;

/** Names and values. */
export type Secrets = ReadonlyMap<string, string>;

/**
 * Everything as which a value may turn up: itself, by the line, in a URL, in JSON, and inside of something in base64, where
 * its first byte may be any of three. Longest first, so that none hides a part of another. None of what is too short.
 */
export function formsOf(value: string): string[] {
  if (value.trim().length < SHORTEST) return [];
  const lines = value.split(/\r?\n/).filter((line) => !/^-----[A-Z ]+-----$/.test(line));
  const plain = [value.trim(), ...lines.map((line) => line.trim())];
  const forms = plain.flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]);
  const all = [...forms, ...based(value), ...based(value.trim())];
  return [...new Set(all)].filter((form) => form.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

/** The part of a text's base64 that is the same whatever goes before and after it. */
function based(text: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const start = Math.ceil((before * 8) / 6);
    const end = Math.floor((bytes.length * 8) / 6);
    const whole = bytes.toString('base64').slice(start, end);
    const all = [whole, ...piecesOf(whole)];
    return [...all, ...all.map((one) => one.replaceAll('+', '-').replaceAll('/', '_'))];
  });
}

/** Base64 is broken into lines, mostly of 76 characters: wherever they begin, each has one of these pieces. */
function piecesOf(whole: string): string[] {
  return whole.length <= PIECE ? [] : (whole.match(new RegExp(`.{${PIECE}}`, 'g')) ?? []);
}

/** Gives a text without any of the values. */
export type Redact = (text: string) => string;

/** In the place of each value there are three stars. */
export function redactor(secrets: Secrets): Redact {
  const forms = [...secrets.values()].flatMap(formsOf);
  return (text) => forms.reduce((clean, form) => clean.replaceAll(form, '***'), text);
}
