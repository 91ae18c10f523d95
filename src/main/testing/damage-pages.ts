import { closeSync, openSync, statSync, writeSync } from 'node:fs';

const PAGE = 4096;

/** Overwrites the inner half of a database's pages, as a failing disk might. Its header stays. */
export function damagePages(file: string): void {
  const pages = Math.floor(statSync(file).size / PAGE);
  const handle = openSync(file, 'r+');
  for (let page = Math.ceil(pages / 4); page < (3 * pages) / 4; page += 1)
    writeSync(handle, Buffer.alloc(PAGE, 0xa5), 0, PAGE, page * PAGE);
  closeSync(handle);
}
