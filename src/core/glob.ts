// Globs of paths. In: a glob as people write it. Out: a regular expression over a path with `/` between its parts.

/** `*` and `?` stay within a part, `**` goes over any number of them; everything else stands for itself. */
export function globPattern(glob: string): RegExp {
  const parts = glob.split('/').map((part) => (part === '**' ? '**' : partPattern(part)));
  const text = parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    if (part === '**') return isLast ? '.*' : '(?:[^/]+/)*';
    return isLast ? part : `${part}/`;
  });
  return new RegExp(`^${text.join('')}$`, 's');
}

function partPattern(part: string): string {
  const plain = part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return plain.replaceAll('*', '[^/]*').replaceAll('?', '[^/]');
}
