import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import type { Outcome } from '#shared/contract/pas/outcome.ts';
import { AppError } from '#shared/errors.ts';
import type { Engine } from './engine.ts';

const ENDED = new Set<RunStatus['status']>(['completed', 'needs_review', 'failed', 'terminated']);

/** What became of a run that has ended; null before, and from an engine that cannot say it. */
export async function readOutcome(
  engine: Engine,
  run: Pick<RunStatus, 'run_id' | 'status'>,
): Promise<Outcome | null> {
  if (!ENDED.has(run.status)) return null;
  try {
    return await engine.client.pas.runOutcome({ run_id: run.run_id });
  } catch (error) {
    if (error instanceof AppError && error.code === 'unknown_route') return null;
    throw error;
  }
}
