import type { ExecutionPlan } from '#core/execution/decide-execution.ts';
import { AppError } from '#shared/errors.ts';
import type { RootTrust } from '#shared/messages/host.ts';
import type { Execution } from '../../dispatch/spine.ts';
import { lookAtRoot } from './look-at-root.ts';

/** What a look at a root found, or why its settings cannot be read. */
export type Look = { repo: string } & ({ trust: RootTrust } | { unreadable: string });

/** The root whose own commands, or whose tree's, a plan runs; null: it runs none. */
export function rootOf(plan: ExecutionPlan): string | null {
  return plan.kind === 'tool' ? plan.repo : null;
}

/** Looks at a root; what is wrong with it is said, and what is wrong here is thrown. */
export async function lookOrSay(spine: Pick<Execution, 'pools'>, repo: string): Promise<Look> {
  try {
    return { repo, trust: await lookAtRoot(spine, repo) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { repo, unreadable: error.message };
  }
}
