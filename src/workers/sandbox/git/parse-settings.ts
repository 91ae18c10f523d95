import { createHash } from 'node:crypto';
import { NO_REPOSITORY, runGit } from './run-git.ts';

/** Git lists each key with its section, so a list may be longer than its file. */
const LISTED_BYTES = 8 * 1_048_576;
const MOST_KEPT = 100;
/** Ordinary files have some hundred bytes; a large one is parsed each time. */
const MOST_BYTES_KEPT = 16_384;

export interface ParsedSettings {
  /** Each key as git writes it, with its value. */
  entries: readonly { key: string; value: string }[];
  /** What git says when the bytes are no settings; null: they are. */
  error: string | null;
  /** The list is longer than will be read. */
  isTooLong: boolean;
}

/** What these bytes mean does not change, and tasks of one repository ask again and again. */
const kept = new Map<string, ParsedSettings>();

/** The settings in the bytes of a file, as git understands them. Nothing is included or run. */
export async function parseSettings(bytes: Uint8Array): Promise<ParsedSettings> {
  if (bytes.length > MOST_BYTES_KEPT) return parse(bytes);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const known = kept.get(digest);
  if (known !== undefined) return known;
  const parsed = await parse(bytes);
  // A failure may have been git's own.
  if (parsed.error !== null || parsed.isTooLong) return parsed;
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(digest, parsed);
  return parsed;
}

async function parse(bytes: Uint8Array): Promise<ParsedSettings> {
  const reply = await runGit({
    view: NO_REPOSITORY,
    args: ['config', '--file', '-', '--no-includes', '--list', '-z'],
    input: bytes,
    maxBytes: LISTED_BYTES,
  });
  return {
    entries: entriesOf(reply.stdout),
    error: reply.exitCode === 0 || reply.truncated ? null : reply.stderr.trim(),
    isTooLong: reply.truncated,
  };
}

/** Entries end in NUL; the first line feed is between key and value. */
function entriesOf(listed: string): { key: string; value: string }[] {
  return listed
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const end = entry.indexOf('\n');
      return end === -1
        ? { key: entry, value: '' }
        : { key: entry.slice(0, end), value: entry.slice(end + 1) };
    });
}
