import type { ProcessLimits } from './messages/job.ts';

/**
 * What a command of a repository may use; its time comes from the card. docs/pas.md states them.
 */
export const COMMAND_LIMITS: Omit<ProcessLimits, 'wallMs' | 'cpuSeconds'> = {
  memoryMb: 8_192,
  outputBytes: 16_777_216,
  tasks: 4_096,
  fileMb: 8_192,
  temporaryMb: 4_096,
  writtenMb: 16_384,
  stoppedMs: 12_000,
};
