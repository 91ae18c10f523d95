import type { CallContext, Output, Parsed, plmsContract } from '#shared/contract/contract.ts';
import { trustWithStart } from '../approvals/trust/judge-root.ts';
import { sayTrust } from '../approvals/trust/say-trust.ts';
import type { Execution, Ledger } from '../dispatch/spine.ts';
import { writeKeyed } from '../runs/keyed-write.ts';
import { askerOf } from '../runs/submit-jobcard.ts';
import { inspectRepository } from './inspect-repository.ts';
import { lookAtRepository } from './read-projects.ts';

type Plms = typeof plmsContract;

/** Registers a project, and looks at its repository. Runs nothing of it. */
export async function createProject(
  spine: Ledger & Execution,
  input: Parsed<Plms['createProject']>,
  call: CallContext,
): Promise<Output<Plms['createProject']>> {
  const facts =
    input.repo === undefined ? null : (await inspectRepository(spine, input.repo)).facts;
  const look = await lookAtRepository(spine, { repo: facts?.path ?? null });
  return writeKeyed<Output<Plms['createProject']>>(spine, {
    operation: 'createProject',
    input,
    call,
    effect: (tx) => {
      const { nowMs } = tx;
      const id = tx.projects.insert({
        name: input.name,
        description: input.description,
        tags: input.tags,
        repo: facts?.path ?? null,
        template: input.template ?? null,
        initialContext: input.initial_context ?? null,
        nowMs,
      });
      if (facts !== null) {
        tx.projects.setFacts(id, JSON.stringify(facts));
        tx.settings.openRepository(facts.path, facts.name, nowMs);
      }
      tx.events.append(
        { type: 'project.ideation', projectId: id, data: { name: input.name } },
        nowMs,
      );
      if (input.trust && look !== null && 'trust' in look)
        trustWithStart(
          tx,
          { task_id: '', run_id: '', project_id: id, ...askerOf(call) },
          look.trust,
        );
      const trust = sayTrust(tx, look, { project_id: id, requester: call.requester });
      return { project_id: id, status: 'ideation', trust };
    },
  });
}
