import { expect, test } from 'vitest';
import { handSetting, ladderJobs, tooManyLevels } from '../../src/core/level-workflow.ts';
import { formatProblem } from '../../src/core/problem.ts';
import { indented, reports } from '../../src/core/workflow-text.ts';

test('more levels than the workflow has jobs for', () => {
  const report = reports() ? ' and to the `needs` of its report' : '';
  expect(formatProblem(tooManyLevels(3, 2, 'registry.example:5000', 'registry.example:5000/acme')))
    .toBe(`the plan has 3 levels, but the workflow has jobs for 2
  hint: let \`gentoo-image-builder workflow\` write a workflow without levels; or add these to its \`jobs\`${report}, and raise max-levels to 3:

  level-2:
    name: L2 \${{ matrix.name }}
    needs: [plan, level-1]
    if: \${{ !cancelled() && needs.plan.result == 'success' && fromJSON(needs.plan.outputs.levels)[2] }}
    strategy:
      fail-fast: false
      max-parallel: \${{ fromJSON(needs.plan.outputs.max-parallel) }}
      matrix: \${{ fromJSON(needs.plan.outputs.levels)[2] }}
    runs-on: \${{ matrix.runner }}
    timeout-minutes: \${{ matrix.timeout }}
    permissions:
      contents: read # the images file and what it names
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - uses: docker/login-action@dbcb813823bdd20940b903addbd779551569679f # v4.6.0
        with:
          registry: registry.example:5000
          username: \${{ vars.REGISTRY_USER }}
          password: \${{ secrets.REGISTRY_PASSWORD }}
      - uses: org/gentoo-image-builder@v1
        id: build
        with:
          mode: build
          registry: registry.example:5000/acme
          job: \${{ toJSON(matrix) }}
          pins: \${{ needs.plan.outputs.pins }}
      - uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1
        if: \${{ always() && steps.build.outputs.result-file }}
        with:
          name: gentoo-image-builder-\${{ matrix.nodes[0].fingerprint }}
          path: \${{ steps.build.outputs.result-file }}
          overwrite: true # when jobs are run again`);
});

test('what is pasted is what a longer ladder has', () => {
  const ladder = indented(2, ladderJobs(7, handSetting('ghcr.io'))).join('\n');
  const [, pasted = ''] = tooManyLevels(7, 4, 'ghcr.io').hint?.split(/:\n\n/) ?? [];
  expect(pasted.match(/^ {2}level-\d+:$/gm)).toEqual(['  level-4:', '  level-5:', '  level-6:']);
  expect(ladder).toContain(pasted);
});
