// `build.dockerfile` by its effect, with either engine: run by dockerfile.itg.test.ts and podman-dockerfile.itg.test.ts.

import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { configOf, manifestOf, ownLayer, readOwn } from './registry-view.ts';
import { expectBuilt, openRig, resultOf, type Rig, type RigOptions } from './rig.ts';

const SHELL = '["/bin/suite-shell", "-c", ';

/** Registers the tests for an engine. */
export function dockerfileContract(options: RigOptions): void {
  let rig: Rig;
  beforeEach(() => {
    rig = openRig(options);
  });
  afterEach(() => {
    rig.close();
  });
  const at = (name: string): string => `${rig.prefix ?? ''}/${name}`;

  it('lines that only configure come behind ours, without an engine and with the same bytes each time', async () => {
    rig.images(`
- name: base
  tag: a
  build:
    packages: [app-shells/suite-shell]
    entrypoint: [/bin/suite-shell, -c]
    env: {ONE: "1"}
    labels: {org.example.a: old}
    dockerfile: |
      # a comment
      ENV TWO="$ONE and two" \\
          PATH=/opt/bin:$PATH
      LABEL org.example.a=new
      EXPOSE 80
      CMD ["echo $TWO"]
      HEALTHCHECK --interval=30s CMD ["/bin/suite-shell", "-c", "true"]
      ONBUILD RUN touch /never
  test: {args: ['[[ $TWO == "1 and two" ]]']}
`);
    const built = await rig.build();
    expectBuilt(built);
    const { config } = await configOf(at('base:a'));
    expect(config?.Env).toContain('TWO=1 and two');
    expect(config?.Env?.find((line) => line.startsWith('PATH='))).toMatch(/^PATH=\/opt\/bin:\//);
    expect(config).toMatchObject({
      Cmd: ['echo $TWO'],
      Entrypoint: ['/bin/suite-shell', '-c'],
      ExposedPorts: { '80/tcp': {} },
      OnBuild: ['RUN touch /never'],
      Healthcheck: { Interval: 30e9, Test: ['CMD', '/bin/suite-shell', '-c', 'true'] },
    });
    expect(config?.Labels?.['org.example.a']).toBe('new');
    expect((await manifestOf(at('base:a'))).manifest.layers).toHaveLength(1);
    expect(built.lines.join('\n')).not.toContain('the engine runs');
    const again = await rig.run('build', '--all', '--rebuild', 'base', '--json');
    expect(again.lines.join('\n')).toContain('the target is the same as before');
  });

  it('RUN, COPY and stages are the engine’s, on top of our layer, and a child stands on them', async () => {
    rig.write('docker/app/Dockerfile', lines('one'));
    rig.write('docker/app/files/a.txt', 'from the context');
    rig.write('docker/app/other.txt', 'nobody copies this');
    rig.images(`
- name: tool
  tag: a
  build: {packages: [app-shells/suite-shell], finish_rootfs_build: 'mkdir -p "$ROOT/tool" && echo tool > "$ROOT/tool/words"'}
- name: base
  tag: a
  requires: [tool]
  build:
    finish_rootfs_build: 'mkdir -p "$ROOT/srv"'
    onbuild: [RUN exit 7]
    dockerfile: docker/app/Dockerfile
  test: {args: [/bin/suite-shell, -c, '[[ $(</srv/run) == "one in /srv" && $(</srv/a.txt) == "from the context" && $MADE == yes ]]']}
- name: child
  tag: a
  requires: [base]
  build: {finish_rootfs_build: '[[ $(<"$ROOT/srv/run") == "one in /srv" ]] && echo child > "$ROOT/srv/child"'}
`);
    const built = await rig.build();
    expectBuilt(built);
    expect(built.lines.join('\n')).toContain('base: the engine runs its dockerfile lines');
    const [tool, base, child] = await Promise.all(['tool:a', 'base:a', 'child:a'].map((name) => manifestOf(at(name))));
    const digests = (one: typeof tool): string[] => (one?.manifest.layers ?? []).map(({ digest }) => digest);
    expect(digests(base).slice(0, 1)).toEqual(digests(tool));
    expect(digests(child).slice(0, -1)).toEqual(digests(base));
    const config = await configOf(at('base:a'));
    expect(config.rootfs.diff_ids).toHaveLength(digests(base).length);
    expect(config.config).toMatchObject({ OnBuild: ['RUN exit 7'], Cmd: ['/bin/suite-shell'] });
    expect(config.config?.Labels?.['io.github.gentoo-image-builder.fingerprint']).toBe(
      resultOf(built, 'base').fingerprint,
    );
    expect(Object.keys(config.config?.Labels ?? {})).not.toContain('io.buildah.version');
    expect((await ownLayer(at('child:a'))).map(({ path }) => path)).toContain('srv/child');
    expect(await readOwn(at('child:a'), 'srv/child')).toBe('child\n');
    // What no line copies decides nothing; what one copies does, and so does a line.
    rig.write('docker/app/other.txt', 'still nobody');
    expect((await rig.build()).results).toEqual([]);
    rig.write('docker/app/files/a.txt', 'from the context, again');
    expect((await planned()).sort()).toEqual(['base', 'child']);
    rig.write('docker/app/files/a.txt', 'from the context');
    rig.write('docker/app/Dockerfile', lines('two'));
    expect((await planned()).sort()).toEqual(['base', 'child']);
  });

  /** A stage of the suite's own stage3, and lines of the target's. */
  function lines(word: string): string {
    return `FROM ${inject('stage3')} AS maker
WORKDIR /work
RUN ["/bin/bash", "-c", "echo made > /work/made"]
COPY --from=maker /work/made /srv/made
COPY files/*.txt /srv/
WORKDIR /srv
RUN ${SHELL}"echo ${word} in $PWD > run"]
ENV MADE=yes
CMD ["/bin/suite-shell"]
`;
  }

  async function planned(): Promise<string[]> {
    const { printed } = await rig.run('plan', '--json');
    const { levels } = JSON.parse(printed) as { levels: { include: { nodes: { name: string }[] }[] }[] };
    return levels.flatMap(({ include }) => include.flatMap(({ nodes }) => nodes.map(({ name }) => name)));
  }

  it('a line that fails says so at its place', async () => {
    rig.images(`
- name: base
  tag: a
  build:
    packages: [app-shells/suite-shell]
    dockerfile:
      - ENV A=b
      - RUN ${SHELL}"echo these words; exit 3"]
`);
    const built = await rig.build();
    expect(built.code).toBe(1);
    const { failure } = resultOf(built, 'base');
    expect(failure?.phase).toBe('dockerfile');
    expect(failure?.reason).toContain('these words');
    expect(failure?.place?.text).toContain('exit 3');
  });
}
