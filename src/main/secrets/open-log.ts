import pino, { type Logger } from 'pino';
import { masker } from './masker.ts';

/** The process's log: JSON lines on standard error, without secrets. */
export function openLog(level: string, options: { sync?: boolean } = {}): Logger {
  const out = pino.destination({ dest: 2, sync: options.sync ?? false });
  return pino({ level }, { write: (line: string) => void out.write(masker.mask(line)) });
}
