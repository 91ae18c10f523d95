/**
 * Who a temporary folder belongs to, as its name says: a process, by number and start, in one space
 * of process numbers. Containers that share a temporary folder do not share those numbers.
 */
export interface TemporaryOwner {
  pid: number;
  /** Field 22 of /proc/pid/stat; `0` where the system does not tell. */
  startTicks: string;
  /** Inode of the namespace that the pid is of; `0` where the system has none. */
  space: string;
}

const NAME = /^slipway-([\da-z]+)\.([\da-z]+)\.([\da-z]+)-/;
const RADIX = 36;

/** The beginning of the folder's name. It is short, since paths of sockets may have 107 bytes. */
export function temporaryPrefix({ pid, startTicks, space }: TemporaryOwner): string {
  const parts = [pid, Number(startTicks), Number(space)].map((each) => each.toString(RADIX));
  return `slipway-${parts.join('.')}-`;
}

/** null for a name of another kind. */
export function readTemporaryOwner(name: string): TemporaryOwner | null {
  const [, pid, startTicks, space] = NAME.exec(name) ?? [];
  if (pid === undefined || startTicks === undefined || space === undefined) return null;
  const [first, second, third] = [pid, startTicks, space].map((each) =>
    Number.parseInt(each, RADIX),
  );
  return { pid: first ?? 0, startTicks: String(second), space: String(third) };
}
