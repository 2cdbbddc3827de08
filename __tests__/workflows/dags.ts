// Images files of many shapes. In: a shape. Out: names and what each stands on, and the file as YAML.

/** Name to parents, the first one's builder being started from. */
export type Dag = readonly (readonly [name: string, requires: readonly string[]])[];

const numbered = (count: number, requires: (index: number) => readonly string[]): Dag =>
  Array.from({ length: count }, (_, index) => [`i${index}`, requires(index)] as const);

export const ONE: Dag = [['only', []]];
export const DIAMOND: Dag = [
  ['base', []],
  ['left', ['base']],
  ['right', ['base']],
  ['top', ['left', 'right']],
];

/** Each on the one before. */
export function chainOf(count: number): Dag {
  return numbered(count, (index) => (index === 0 ? [] : [`i${index - 1}`]));
}

/** All beside one another. */
export function wideOf(count: number): Dag {
  return numbered(count, () => []);
}

/** As repositories are: a few bases, more on them, most on those; `random` decides who stands on whom. */
export function grownOf(count: number, random: () => number): Dag {
  return numbered(count, (index) => {
    if (index < Math.max(1, count / 60)) return [];
    // Most stand on what is old: a base, a language.
    const parent = Math.floor(index * random() ** 2);
    const depth = Math.floor(index * random());
    return random() < 0.1 && depth !== parent ? [`i${parent}`, `i${depth}`] : [`i${parent}`];
  });
}

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** The images file. `host`: of the registry, which has stage3 and snapshot. */
export function imagesFile(host: string, path: string, dag: Dag): string {
  const images = dag.map(
    ([name, requires]) =>
      `  - {name: ${name}, ${requires.length > 0 ? `requires: [${requires.join(', ')}], ` : ''}tag: '1', ` +
      `build: {packages: [app-misc/${name}]}}\n`,
  );
  return `registry: ${host}/${path}
builders:
  default: {stage3: "${host}/gentoo/stage3:latest", portage: "${host}/gentoo/portage:20261116"}
images:${images.length === 0 ? ' []' : `\n${images.join('')}`}
`;
}
