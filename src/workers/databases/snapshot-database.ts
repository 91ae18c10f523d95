import { rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { DatabasePlace } from '#shared/messages/database.ts';
import type { FileBytes } from '../files/read-opened.ts';
import { isRefusal, type Refusal } from '../files/refusal.ts';
import { openIfThere, type RootFolder } from '../files/root-folder.ts';
import { MOST_BYTES, MOST_MEGABYTES } from './most-bytes.ts';

const HEADER = 'SQLite format 3\0';
const TRIES = 5;

/** What SQLite keeps beside a file: changes to be written into it, or to be taken out again. */
const JOURNALS = ['-wal', '-journal'] as const;

interface Parts {
  main: Buffer;
  wal: Buffer;
  journal: Buffer;
}

/**
 * Copies a database with its journals, without SQLite touching it: no lock is taken, and no file
 * comes to lie beside it. What was read is read again until nothing was written meanwhile; what is
 * appended to a write-ahead log comes after the copy. Answers the path below the checkout.
 */
export function snapshotDatabase(
  place: DatabasePlace,
  to: string,
  readMain: (root: RootFolder, path: string) => FileBytes | Refusal = readByPath,
): string {
  const path = pathInCheckout(place);
  using root = openIfThere(place.root);
  if (root === null) throw refused(`There is no folder “${place.root}”.`);
  requireRegular(root, path);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const parts = readParts(root, path, readMain);
    if (!isStill(parts, readParts(root, path, readMain))) continue;
    writeParts(parts, to);
    return path;
  }
  throw new AppError(
    'illegal_transition',
    `“${path}” was written all the time while it was copied. Close the program that uses it, and run again.`,
  );
}

function pathInCheckout({ root, path }: DatabasePlace): string {
  const below = isAbsolute(path) ? relative(root, path) : path;
  const plain = below.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '');
  if (plain === '' || isAbsolute(plain) || plain.split('/').includes('..'))
    throw refused(`“${path}” is no path of a file in the repository “${root}”.`);
  return plain;
}

function readByPath(root: RootFolder, path: string): FileBytes | Refusal {
  return root.read(path, MOST_BYTES);
}

function readParts(root: RootFolder, path: string, readMain: typeof readByPath): Parts {
  const main = requireSqlite(path, readMain(root, path));
  const [wal, journal] = JOURNALS.map((suffix) => {
    const read = root.read(`${path}${suffix}`, MOST_BYTES);
    if (!isRefusal(read)) return Buffer.from(read.bytes);
    if (read.refused === 'missing') return Buffer.alloc(0);
    throw refused(`The database cannot be copied: ${read.sentence}`);
  });
  return { main, wal: wal ?? Buffer.alloc(0), journal: journal ?? Buffer.alloc(0) };
}

function requireRegular(root: RootFolder, path: string): void {
  const facts = root.stat(path);
  if (!isRefusal(facts) && facts.isDirectory())
    throw refused(`“${path}” is a folder. Name the file of the database in it.`);
}

/** Throws the sentence for what is no file of SQLite that can be copied. */
function requireSqlite(path: string, read: FileBytes | Refusal): Buffer {
  if (isRefusal(read)) throw refused(sentenceOf(path, read.refused, read.sentence));
  const bytes = Buffer.from(read.bytes);
  // A file of SQLite that nothing was written to yet is empty.
  if (bytes.length > 0 && bytes.toString('latin1', 0, HEADER.length) !== HEADER)
    throw refused(
      `“${path}” is not a file of SQLite, or it is encrypted. Only plain files of SQLite are copied; give another database’s migration as a \`command\` without \`database\`.`,
    );
  return bytes;
}

function sentenceOf(path: string, kind: string, sentence: string): string {
  switch (kind) {
    case 'missing':
      return `There is no “${path}” in the checkout. Name the file of the database relative to the repository, and make it first where your program makes it.`;
    case 'link':
      return `${sentence} Name the file itself, in the repository.`;
    case 'too_large':
      return `“${path}” has more than ${MOST_MEGABYTES} MB, which is the most that is copied. Migrate a smaller one, with some of its rows.`;
    default:
      return sentence;
  }
}

function isStill(one: Parts, other: Parts): boolean {
  return (
    one.main.equals(other.main) &&
    one.journal.equals(other.journal) &&
    one.wal.equals(other.wal.subarray(0, one.wal.length))
  );
}

function writeParts({ main, wal, journal }: Parts, to: string): void {
  for (const [suffix, bytes] of [
    ['', main],
    ['-wal', wal],
    ['-journal', journal],
  ] as const) {
    rmSync(`${to}${suffix}`, { force: true });
    if (suffix === '' || bytes.length > 0) writeFileSync(`${to}${suffix}`, bytes, { mode: 0o600 });
  }
}

function refused(sentence: string): AppError {
  return new AppError('invalid_input', sentence);
}
