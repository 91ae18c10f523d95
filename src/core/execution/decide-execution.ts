import { migrationOf, type Migration } from '../databases/migration-of.ts';
import type { Payload } from '#shared/payload.ts';
import type { ExecutionMode } from '#shared/states.ts';

/** How a task is going to be executed. */
export type ExecutionPlan =
  | { kind: 'external'; mode: 'real' }
  /** `because`: why it could not be done for real; null where it was declared. */
  | { kind: 'synthetic'; mode: 'synthetic'; because: string | null }
  | { kind: 'tool'; mode: 'real'; repo: string | null }
  | { kind: 'index'; mode: 'real'; repo: string }
  | { kind: 'text'; mode: 'real'; generated: string; reference: string }
  | { kind: 'impossible'; mode: 'real'; reason: string };

export interface ExecutionFacts {
  taskKind: string;
  payload: Payload;
  /** Declared at the start of the run, if at all. */
  runMode: ExecutionMode | null;
  /** The service was started with --synthetic. */
  serviceSynthetic: boolean;
  /** Repository of the project, or the one the service has open. */
  defaultRepo: string | null;
}

const NO_REPOSITORY =
  'No repository is known for this card. Put `repo` into its payload, or open one.';

/**
 * A card that names a command, tests or a step is real work. One that cannot be run for real says
 * why, or runs synthetic where the service or the run declared that.
 */
export function decideExecution(facts: ExecutionFacts): ExecutionPlan {
  if (facts.taskKind === 'external') return { kind: 'external', mode: 'real' };
  if (facts.runMode === 'synthetic') return { kind: 'synthetic', mode: 'synthetic', because: null };
  const { payload } = facts;
  const repo = payload.repo ?? facts.defaultRepo;
  const migration = migrationOf(payload);
  if (migration !== null) return decideMigration(facts, migration, repo);
  if (payload.command !== undefined) return { kind: 'tool', mode: 'real', repo };
  if (payload.step !== undefined || payload.tests !== undefined) {
    if (repo !== null) return { kind: 'tool', mode: 'real', repo };
    return orSynthetic(facts, NO_REPOSITORY);
  }
  const { generated, reference } = payload;
  if (generated !== undefined && reference !== undefined) {
    return { kind: 'text', mode: 'real', generated, reference };
  }
  if (payload.operation !== undefined) {
    if (repo !== null) return { kind: 'index', mode: 'real', repo };
    return orSynthetic(facts, NO_REPOSITORY);
  }
  return orSynthetic(
    facts,
    'This card needs a model and none is configured. Give it `command`, `tests` or `step`, or `migration` and `database`, use kind "external", or start the service with --synthetic.',
  );
}

function decideMigration(
  facts: ExecutionFacts,
  migration: Migration,
  repo: string | null,
): ExecutionPlan {
  if (migration.kind === 'wrong') return orSynthetic(facts, migration.reason);
  if (repo === null && migration.kind !== 'elsewhere') return orSynthetic(facts, NO_REPOSITORY);
  return { kind: 'tool', mode: 'real', repo };
}

/** What cannot be done for real, pretended where the service was started for that. */
export function orSynthetic(
  facts: Pick<ExecutionFacts, 'serviceSynthetic' | 'runMode'>,
  reason: string,
): ExecutionPlan {
  if (facts.serviceSynthetic && facts.runMode !== 'real')
    return { kind: 'synthetic', mode: 'synthetic', because: reason };
  return { kind: 'impossible', mode: 'real', reason };
}
