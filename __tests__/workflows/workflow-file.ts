// A workflow as GitHub's own parser reads it. In: YAML. Out: jobs with their tokens, conditions as GitHub completes them.
// Refuses whatever the parser refuses, and every key of a job or step that this harness does not carry out.

import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { isJob, isReusableWorkflowJob } from '@actions/workflow-parser/model/type-guards';
import type { MappingToken } from '@actions/workflow-parser/templates/tokens/mapping-token';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';

export type Part = (key: string) => TemplateToken | undefined;

export interface StepModel {
  readonly id: string;
  readonly uses: string;
  /** an expression, with a status function in it */
  readonly if: string;
  readonly part: Part;
}

export interface JobModel {
  readonly id: string;
  readonly needs: readonly string[];
  readonly if: string;
  /** a workflow that is called */
  readonly uses: string | undefined;
  readonly steps: readonly StepModel[];
  readonly part: Part;
}

export interface WorkflowModel {
  readonly jobs: readonly JobModel[];
  /** of `on.workflow_call` */
  readonly call: { readonly inputs: Readonly<Record<string, InputModel>>; readonly secrets: readonly string[] };
  readonly callOutputs: MappingToken | undefined;
}

interface InputModel {
  readonly type: string;
  readonly required?: boolean;
  readonly default?: unknown;
}

const JOB_KEYS = new Set([
  ...['name', 'needs', 'if', 'strategy', 'runs-on', 'timeout-minutes', 'permissions', 'env', 'outputs', 'steps'],
  ...['uses', 'with', 'secrets'],
]);
const STEP_KEYS = new Set(['id', 'name', 'uses', 'if', 'with', 'env']);

/** Reads a workflow. Throws with all that GitHub would refuse. */
export async function readModel(name: string, content: string): Promise<WorkflowModel> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (!value) throw new Error(`${name} is no workflow`);
  const template = await convertWorkflowTemplate(context, value);
  const errors = context.errors.getErrors().map(({ message }) => message);
  if (errors.length > 0) throw new Error(`${name}: ${errors.join('; ')}`);
  const root = value.assertMapping('workflow');
  const bodies = partsOf(root)('jobs')?.assertMapping('jobs');
  const jobs = template.jobs.map((job): JobModel => {
    const part = partsOf(bodies?.find(job.id.value)?.assertMapping('job'), JOB_KEYS, `job ${job.id.value}`);
    const rawSteps = part('steps')?.assertSequence('steps');
    return {
      id: job.id.value,
      needs: (job.needs ?? []).map((need) => need.value),
      if: job.if.expression,
      uses: isReusableWorkflowJob(job) ? job.ref.value : undefined,
      steps: isJob(job)
        ? job.steps.map((step, index) => {
            if (!('uses' in step))
              throw new Error(`${name}: the harness runs no step of ${job.id.value} without \`uses\``);
            const raw = rawSteps?.get(index).assertMapping('step');
            return {
              id: step.id,
              uses: step.uses.value,
              if: step.if.expression,
              part: partsOf(raw, STEP_KEYS, 'step'),
            };
          })
        : [],
      part,
    };
  });
  const on = partsOf(root)('on');
  const called = on && !on.isScalar ? partsOf(on.assertMapping('on'))('workflow_call') : undefined;
  const { inputs = {}, secrets = {} } = template.events.workflow_call ?? {};
  const outputs = called && !called.isScalar ? partsOf(called.assertMapping('workflow_call'))('outputs') : undefined;
  return {
    jobs,
    call: { inputs, secrets: Object.keys(secrets) },
    callOutputs: outputs?.assertMapping('outputs'),
  };
}

/** The parts of a mapping by their key. */
export function partsOf(mapping: MappingToken | undefined, known?: ReadonlySet<string>, what = ''): Part {
  const parts = new Map([...(mapping ?? [])].map(({ key, value }) => [key.toString(), value]));
  const strange = known ? [...parts.keys()].filter((key) => !known.has(key)) : [];
  if (strange.length > 0) throw new Error(`the harness does not know ${strange.join(', ')} of a ${what}`);
  return (key) => parts.get(key);
}
