import type { ProcessLimits } from '#shared/messages/job.ts';
import { excessOf, tooLong, tooMuchWritten, type Excess } from './excess.ts';
import { StallWatch } from './stall-watch.ts';
import { TemporaryWatch } from './temporary-watch.ts';
import { TreeSampler } from './tree-sampler.ts';
import { WrittenWatch } from './written-watch.ts';

const MEGABYTE = 1_048_576;

export interface LimitWatch {
  /** Resolves with the first limit that the command exceeds; never, when it exceeds none. */
  exceeded: Promise<Excess>;
  sampler: TreeSampler;
  temporary: TemporaryWatch;
  /** Limits no longer; the sampler goes on, since it knows who is left. */
  stop(): void;
}

/** Watches all limits of a command that are not the kernel's. */
export function watchLimits(
  pid: number,
  limits: ProcessLimits,
  written: readonly string[],
): LimitWatch {
  const first = Promise.withResolvers<Excess>();
  const stall = new StallWatch(pid, limits.stoppedMs);
  const temporary = new TemporaryWatch(limits.temporaryMb * MEGABYTE);
  const sampler = new TreeSampler(pid, (usage) => {
    const excess = excessOf(usage, limits) ?? stall.look(usage, performance.now());
    if (excess !== null) first.resolve(excess);
    if (usage.member !== null) void temporary.look(usage.member);
  });
  const files = new WrittenWatch(written, limits.writtenMb * MEGABYTE, () =>
    first.resolve(tooMuchWritten(limits)),
  );
  const wall = setTimeout(() => first.resolve(tooLong(limits)), limits.wallMs);
  return {
    exceeded: first.promise,
    sampler,
    temporary,
    stop() {
      clearTimeout(wall);
      files.stop();
    },
  };
}
