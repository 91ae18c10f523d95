import { AppError } from '#shared/errors.ts';

/**
 * Why the ledger cannot be used, and what to do about it: one sentence of each for what SQLite or
 * the system said. An AppError has its sentence already.
 */
export function ledgerFault(file: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  return new AppError('storage', `The ledger ${file} ${adviceFor(codeOf(cause), said)}`, { cause });
}

/** Whether SQLite says that the file's content is not, or not any more, a database. */
export function isDamage(cause: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(cause));
}

export const REPAIR_ADVICE =
  'Stop Slipway and run `vp doctor --repair`: it puts the newest good copy in its place and keeps the damaged file.';

function adviceFor(code: string, said: string): string {
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return `is damaged (${said}). ${REPAIR_ADVICE}`;
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code))
    return `has no space left on its disk (${said}). Free some and start again; nothing that was stored is lost.`;
  if (/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS)/.test(code))
    return `cannot be opened for writing (${said}). Check that its folder exists and that folder and file are yours to write, or choose another folder with --data.`;
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return `is held by another program (${said}). Close that program and start again.`;
  if (/^(SQLITE_IOERR|EIO)/.test(code))
    return `cannot be read or written by the system (${said}). Check the disk, then start again.`;
  return `cannot be opened (${said}). Check that the folder exists, is writable and has free space.`;
}

function codeOf(cause: unknown): string {
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
