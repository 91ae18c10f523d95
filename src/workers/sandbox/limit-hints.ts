import type { ProcessLimits } from '#shared/messages/job.ts';

const FILE_TOO_LARGE = /\bEFBIG\b|File too large/;
const NO_SPACE = /\bENOSPC\b|No space left on device/;

/** What a command that failed has run into, where a limit of the kernel refused it something. */
export interface Refused {
  /** Standard output and error. */
  output: string;
  signal: string | null;
  temporaryWasFull: boolean;
}

/** Sentences that say which limit a failed command met. */
export function limitHints(refused: Refused, limits: ProcessLimits): string[] {
  const { output, signal, temporaryWasFull } = refused;
  const hints: string[] = [];
  if (signal === 'SIGXFSZ' || FILE_TOO_LARGE.test(output)) {
    hints.push(`No file that it writes may be larger than ${limits.fileMb} MB.`);
  }
  if (temporaryWasFull) {
    hints.push(`Its temporary folder was full; it holds ${limits.temporaryMb} MB.`);
  } else if (NO_SPACE.test(output)) {
    hints.push(
      `There was no space left, on the disk or in its temporary folder, which holds ${limits.temporaryMb} MB.`,
    );
  }
  return hints;
}
