import type { ProcessLimits } from '#shared/messages/job.ts';
import { findSystemProgram } from './find-system-program.ts';

/**
 * argv prefix that sets kernel limits of each single process (CPU seconds, size of a file, no core
 * files), empty where prlimit is missing. Memory is watched by sampling the resident size of the
 * whole tree instead: Node, Go, the JVM and arena allocators map tens of gigabytes that they never
 * touch, and a limit on mappings kills them.
 */
export function limitsArgv(limits: ProcessLimits): string[] {
  const prlimit = findSystemProgram('prlimit');
  if (prlimit === null) return [];
  const cpu = Math.max(1, Math.ceil(limits.cpuSeconds));
  const fileBytes = limits.fileMb * 1_048_576;
  return [prlimit, `--cpu=${cpu}:${cpu + 1}`, `--fsize=${fileBytes}`, '--core=0', '--'];
}

/** What is said in the log when the kernel's limits cannot be set. */
export const NO_PRLIMIT_SENTENCE =
  'prlimit is not installed, so the CPU limit is watched by sampling only, and the size of a file not at all.';
