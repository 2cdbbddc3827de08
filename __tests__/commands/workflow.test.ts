import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../src/arguments.ts';
import { runCommand } from '../../src/commands/command-line.ts';
import type { Order } from '../../src/core/command.ts';
import { formatProblem, UserError } from '../../src/core/problem.ts';
import { CHAIN, fakeWorld, type FakeWorld } from '../fakes/world.ts';

/** Runs the words of a command line; mistakes as text. */
async function workflow(world: FakeWorld, ...words: string[]): Promise<{ said: string; printed: string }> {
  const printed: string[] = [];
  world.said.splice(0);
  const file = ['--output', join(world.folder, 'out.yml')];
  try {
    const order = parseArguments(['workflow', ...file, ...words]) as Order;
    expect(await runCommand(world, order, (text) => printed.push(text))).toBe(0);
    return { said: world.said.join('\n'), printed: printed.join('\n') };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { said: error.problems.map(formatProblem).join('\n'), printed: printed.join('\n') };
  }
}

const written = (world: FakeWorld): Promise<string | undefined> => world.files.readText(join(world.folder, 'out.yml'));

describe('workflow', () => {
  test('writes a file, and asks no registry', async () => {
    const world = await fakeWorld();
    expect((await workflow(world)).said).toBe(`${world.folder}/out.yml is written`);
    expect(await written(world)).toContain("fromJSON(needs.plan.outputs.rows)['hydra']");
    expect((await workflow(world)).said).toBe(`${world.folder}/out.yml is up to date`);
    expect(world.asked).toEqual([]);
  });

  test('prints it instead', async () => {
    const world = await fakeWorld();
    const { printed } = await workflow(world, '--dry-run', '--fuse', '--action', 'acme/builder@main');
    expect(printed).toContain('name: base, go, hydra');
    expect(printed).toContain('uses: acme/builder/.github/workflows/job.yml@main');
    // All that it was told, so that the next run writes the same.
    const again = `--fuse --action 'acme/builder@main' --output ${world.folder}/out.yml`;
    expect(printed).toContain(`\n# gentoo-image-builder workflow ${again}\n`);
    expect(await written(world)).toBeUndefined();
  });

  test('checks it', async () => {
    const world = await fakeWorld();
    const hint = 'run `gentoo-image-builder workflow` with the options that its text names, and commit what it writes';
    const path = join(world.folder, 'out.yml');
    expect((await workflow(world, '--check')).said).toBe(`there is no ${path}\n  hint: ${hint}`);
    await workflow(world);
    expect((await workflow(world, '--check')).said).toBe(`${path} is up to date`);
    const before = await written(world);
    await world.write('images.yaml', `${CHAIN}  - {name: more, build: {packages: app-misc/more}}\n`);
    expect((await workflow(world, '--check')).said).toBe(
      `${path} is not what the images file makes it\n  hint: ${hint}`,
    );
    expect(await written(world)).toBe(before);
  });

  test('says it where an action is none', async () => {
    expect((await workflow(await fakeWorld(), '--action', 'builder')).said).toBe(
      "--action takes owner/name@ref, not 'builder'\n  hint: such as org/gentoo-image-builder@v1",
    );
  });

  test('takes machines as plan does', async () => {
    const world = await fakeWorld();
    const { printed } = await workflow(world, '--dry-run', '--runners', 'default=[self-hosted, linux]');
    expect(printed).toContain('    runs-on: [self-hosted, linux]\n');
    expect(printed).toContain('          runners: |\n            default=[self-hosted, linux]\n');
    expect((await workflow(world, '--runners', 'nonsense')).said).toContain("line that is none of its own: 'nonsense'");
  });
});
