// The compiler's libraries get into the root where an ELF file needs them and nobody brought them, and nothing else does.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ContainerJob, openContainerJob } from '../fakes/container-job.ts';

let job: ContainerJob;
beforeEach(() => {
  job = openContainerJob();
  // The compiler of the builder: it has these, as links to files of another name, and answers with the bare name for all else.
  job.write(
    'bin/gcc',
    `#!/bin/bash\nname=\${1#-print-file-name=}\nif [[ -e ${job.home}/gcc/$name ]]; then echo "${job.home}/gcc/../gcc/$name"; else echo "$name"; fi\n`,
    0o755,
  );
  for (const name of [
    'libgcc_s.so.1',
    'libstdc++.so.6',
    'libgomp.so.1',
    'libatomic.so.1',
    'libz.so.1',
    'libssp.so.0x',
  ]) {
    job.write(`gcc/real-${name}`, `the compiler's ${name}`, 0o600);
    execFileSync('ln', ['-s', `real-${name}`, `${job.home}/gcc/${name}`]);
  }
});
afterEach(() => {
  job.close();
});

/** Puts an object into the root that needs libraries of these names. */
function needing(path: string, ...sonames: string[]): void {
  job.shell(`mkdir -p "$(dirname ${path})" ${job.home}/made; cd ${job.home}/made
    echo 'int one(void) { return 1; }' >a.c
    for name in ${sonames.join(' ')}; do tcc -shared -nostdlib -Wl,-soname,$name -o $name.so a.c; done
    tcc -shared -nostdlib -o ${job.at(path)} a.c ${sonames.map((name) => `${name}.so`).join(' ')}`);
}

/** What is in the root below its folders of libraries. */
function libraries(): string[] {
  const text = job.shell("find . -name '*.so*' ! -path './usr/bin/*' -printf '%P %m\\n' | sort");
  return text.split('\n').filter((line) => line !== '');
}

const folder = existsSync('/usr/lib64') && !statSync('/usr/lib64').isSymbolicLink() ? 'usr/lib64' : 'usr/lib';

describe('what programs need', () => {
  test('is copied once, by its soname, for all to read and run', () => {
    needing('usr/bin/a', 'libgcc_s.so.1', 'libstdc++.so.6');
    needing('usr/bin/b', 'libgcc_s.so.1');
    expect(job.run('libraries.sh').split('\n').sort()).toEqual([
      '',
      `added /${folder}/libgcc_s.so.1, which belongs to the compiler`,
      `added /${folder}/libstdc++.so.6, which belongs to the compiler`,
    ]);
    expect(libraries()).toEqual([`${folder}/libgcc_s.so.1 755`, `${folder}/libstdc++.so.6 755`]);
    expect(readFileSync(job.at(`${folder}/libstdc++.so.6`), 'utf8')).toBe("the compiler's libstdc++.so.6");
    expect(statSync(job.at(folder)).isDirectory()).toBe(true);
  });

  test('is looked for in programs and in libraries, whether these may be run or not', () => {
    needing('usr/lib/libown.so.3', 'libatomic.so.1');
    job.shell('chmod 644 usr/lib/libown.so.3');
    needing('opt/tool', 'libgomp.so.1');
    needing('usr/share/data', 'libstdc++.so.6');
    job.shell('chmod 644 usr/share/data');
    job.run('libraries.sh');
    expect(libraries()).toEqual(
      [`${folder}/libatomic.so.1 755`, `${folder}/libgomp.so.1 755`, 'usr/lib/libown.so.3 644'].sort(),
    );
  });

  test('stays as a package brought it, wherever that is', () => {
    needing('usr/bin/a', 'libgcc_s.so.1');
    job.put('opt/own/libgcc_s.so.1', 'a package’s');
    expect(job.run('libraries.sh')).toBe('');
    expect(libraries()).toEqual(['opt/own/libgcc_s.so.1 644']);
  });

  test('that the compiler does not have, or that is not the compiler’s, is not copied', () => {
    needing('usr/bin/a', 'libz.so.1', 'libssp.so.0x', 'libquadmath.so.0');
    expect(job.run('libraries.sh')).toBe('');
    expect(libraries()).toEqual([]);
  });

  test('is nothing where there is no program', () => {
    expect(job.run('libraries.sh')).toBe('');
  });
});

describe('what a hook asks for', () => {
  test('is copied whether anything needs it or not', () => {
    job.run('libraries.sh', 'copy', 'libatomic.so.1', 'libz.so.1');
    expect(libraries()).toEqual([`${folder}/libatomic.so.1 755`, `${folder}/libz.so.1 755`]);
  });

  test('is the usual ones where none is named, as far as the compiler has them', () => {
    const usual = [`${folder}/libgcc_s.so.1 755`, `${folder}/libgomp.so.1 755`, `${folder}/libstdc++.so.6 755`];
    job.run('libraries.sh', 'copy');
    expect(libraries()).toEqual(usual);
    job.shell('rm -r usr');
    execFileSync('rm', [`${job.home}/gcc/libgomp.so.1`]);
    job.run('libraries.sh', 'copy');
    expect(libraries()).toEqual(usual.filter((name) => !name.includes('gomp')));
  });

  test('that is not there is a failure, and so is none at all', () => {
    expect(() => job.run('libraries.sh', 'copy', 'libgcc_s.so.1', 'libnone.so.1')).toThrow();
    job.write('bin/gcc', '#!/bin/bash\necho "${1#*=}"\n', 0o755);
    expect(() => job.run('libraries.sh', 'copy')).toThrow();
  });
});
