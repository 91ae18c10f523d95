import { formatDuration } from '#shared/present/format-duration.ts';
import type { ProcessLimits } from '#shared/messages/job.ts';
import type { TreeUsage } from './tree-sampler.ts';

/** Why a command must be stopped. */
export interface Excess {
  sentence: string;
  /** It takes more of the machine with each moment, so it gets no time to end by itself. */
  isUrgent: boolean;
}

export function excessOf(usage: TreeUsage, limits: ProcessLimits): Excess | null {
  if (usage.cpuMs > limits.cpuSeconds * 1000) {
    const given = formatDuration(limits.cpuSeconds * 1000);
    return stopped(`it used more than ${given} of CPU time`, false);
  }
  if (usage.rssBytes > limits.memoryMb * 1_048_576) return tooMuchMemory(limits);
  // A control group lets it come as far as the limit, never above.
  return usage.tasks >= limits.tasks ? tooManyTasks(limits) : null;
}

export function tooMuchMemory({ memoryMb }: ProcessLimits): Excess {
  return stopped(`it used more than ${memoryMb} MB of memory`, true);
}

export function tooManyTasks({ tasks }: ProcessLimits): Excess {
  return stopped(`it ran more than ${tasks} processes and threads at once`, true);
}

export function tooMuchWritten({ writtenMb }: ProcessLimits): Excess {
  return stopped(`it wrote more than ${writtenMb} MB into its folders`, true);
}

export function tooLong({ wallMs }: ProcessLimits): Excess {
  return {
    sentence: `It was stopped after its time limit of ${formatDuration(wallMs)}.`,
    isUrgent: false,
  };
}

function stopped(because: string, isUrgent: boolean): Excess {
  return { sentence: `It was stopped because ${because}.`, isUrgent };
}
