// Two runs of two commits move the same name, in a real registry, one in the middle of the other's move. Mirrors, as they
// need no engine.

import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { client } from '../fakes/registry-client.ts';
import { putImage } from '../fakes/world.ts';
import { type FaultBench, type FaultRig, openFaultBench, ours } from './fault-rig.ts';
import { manifestOf } from './registry-view.ts';

let bench: FaultBench;
beforeAll(async () => {
  bench = await openFaultBench();
});
afterAll(async () => {
  await bench.close();
});

/** Commits an images file that mirrors this tag. `day`: of the commit. */
function commit(rig: FaultRig, tag: string, day: number): string {
  const mirror = `images: [{name: tool, type: mirror, latest: true, source: "${bench.proxy.host}/from/tool:${tag}"}]`;
  rig.write('images.yaml', `registry: ${bench.proxy.host}/to\n${mirror}\n`);
  const date = `2026-11-${day}T10:00:00Z`;
  const git = (...words: string[]): string =>
    execFileSync('git', ['-C', rig.folder, '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...words], {
      env: { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date, GIT_CONFIG_GLOBAL: '/dev/null' },
      encoding: 'utf8',
    }).trim();
  git('init', '-q');
  git('add', 'images.yaml');
  git('commit', '-qm', 'images');
  return git('rev-parse', 'HEAD').slice(0, 12);
}

async function digestOf(name: string): Promise<string> {
  return (await manifestOf(`${bench.registry.host}/${name}`)).digest;
}

it('an older commit’s run that moves a name behind a newer one’s back gives it back, and says so', async () => {
  for (const tag of ['1', '2']) await putImage(client(), `${bench.registry.host}/from/tool:${tag}`);
  const [older, newer] = [bench.open(), bench.open()];
  const ids = [commit(older, '1', 1), commit(newer, '2', 2)];
  // The older one has looked, and is about to move; the newer one's whole run happens before it does.
  const run = async (): Promise<void> => {
    expect((await newer.build()).code).toBe(0);
    expect(await digestOf('to/tool:latest')).toBe(await digestOf('from/tool:2'));
  };
  bench.proxy.script(
    ours({ method: 'PUT', path: /tool\/manifests\/latest$/, times: 1, fault: { kind: 'before', run } }),
  );
  const { code, out, log } = await older.spawn('build', '--all', '--json').ended;
  expect(code, log).toBe(0);
  expect(await digestOf('to/tool:latest')).toBe(await digestOf('from/tool:2'));
  expect(await digestOf('to/tool:1')).toBe(await digestOf('from/tool:1'));
  const by = `commit ${ids[1] ?? ''} of 2026-11-02T10:00:00Z`;
  const left = `commit ${ids[0] ?? ''} of 2026-11-01T10:00:00Z`;
  expect(log).toContain(`tool: 'latest' is left where ${by} moved it; ours is older, ${left}\n`);
  expect(JSON.parse(out)).toMatchObject([
    {
      status: 'built',
      tags: [`${bench.proxy.host}/to/tool:1`],
      kept: [{ name: `${bench.proxy.host}/to/tool:latest`, digest: await digestOf('from/tool:2'), by }],
    },
  ]);
  // Later, one after the other, whoever comes last: it stays.
  for (const rig of [older, newer, older]) {
    expect((await rig.build()).code).toBe(0);
    expect(await digestOf('to/tool:latest')).toBe(await digestOf('from/tool:2'));
  }
});
