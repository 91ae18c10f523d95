import type { ProcessLimits } from '#core/execution/job.ts';
import { findSystemProgram } from './find-system-program.ts';

/**
 * argv prefix that sets kernel limits of each single process (CPU seconds, data segment, no core files), empty where
 * prlimit is missing. The limits of the whole tree are watched by sampling in any case. Data, not address space:
 * Node, Go and the JVM reserve far more addresses than they ever use.
 */
export function limitsArgv(limits: ProcessLimits): string[] {
  const prlimit = findSystemProgram('prlimit');
  if (prlimit === null) return [];
  const cpu = Math.max(1, Math.ceil(limits.cpuSeconds));
  const bytes = Math.round(limits.memoryMb * 1_048_576);
  return [prlimit, `--cpu=${cpu}:${cpu + 1}`, `--data=${bytes}`, '--core=0', '--'];
}

/** What is said in the log when the kernel's limits cannot be set. */
export const NO_PRLIMIT_SENTENCE =
  'prlimit is not installed, so CPU and memory limits are watched by sampling only.';
