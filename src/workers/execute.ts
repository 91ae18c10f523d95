import type { MessagePort } from 'node:worker_threads';
import { assertNever } from '#shared/assert.ts';
import type { ExecuteJob, ExecuteResult } from '#shared/messages/job.ts';
import { executeTool } from './execute-tool.ts';
import { JobPort } from './job-port.ts';
import { emptyResult } from './job-result.ts';
import { runSynthetic } from './synthetic.ts';

/**
 * The piscina entry of every task. Many jobs share a thread, so nothing below blocks it. Resolves
 * with a result for everything a job can do; the port is closed when it has. piscina calls a
 * module's default export.
 */
export default async function execute(input: {
  job: ExecuteJob;
  port: MessagePort;
}): Promise<ExecuteResult> {
  const port = new JobPort(input.port);
  const startedAt = performance.now();
  try {
    return await dispatch(input.job, port);
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return {
      ...emptyResult('failed', Math.round(performance.now() - startedAt)),
      failureClass: 'transient',
      reason: `The worker failed unexpectedly: ${sentence}`,
    };
  } finally {
    await port.close();
  }
}

function dispatch(job: ExecuteJob, port: JobPort): Promise<ExecuteResult> {
  switch (job.kind) {
    case 'tool':
      return executeTool(job, port);
    case 'synthetic':
      return runSynthetic(job, port.signal, (progress) => port.beat(progress));
    default:
      return assertNever(job);
  }
}
