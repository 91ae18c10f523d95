import { judgeMigration, type Migrated } from '#core/databases/judge-migration.ts';
import type { LaneConfig } from '#shared/lanes.ts';
import type { MeasuredGate } from '../gates/measured-gate.ts';

export interface MeasuredMigration {
  lane: LaneConfig;
  migrated: Migrated;
  /** The command, or the file of SQL. */
  command: readonly string[];
  exitCode: number | null;
  timeMs: number;
  treeHash: string;
  /** What changed, for a person. */
  text: string;
}

/** The gates of a lane that a migration of a copy measures. */
export function gatesOfMigration(measured: MeasuredMigration): MeasuredGate[] {
  const { lane, migrated, command, exitCode, timeMs, treeHash, text } = measured;
  return lane.gates.flatMap((gate) => {
    const judgement = judgeMigration(gate, migrated);
    if (judgement === null) return [];
    const evidence = {
      command: [...command],
      exit_code: exitCode,
      duration_ms: timeMs,
      tests_executed: null,
      tests_failed: [],
      report_format: null,
      tree_hash: treeHash,
      reason: judgement.reason,
      output_tail: text.slice(0, 4000),
    };
    return [{ gate, judgement, evidence }];
  });
}
