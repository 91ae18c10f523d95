import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';

/**
 * Everything below a folder by path: kind, mode, time, and content or where a link leads. Names are
 * compared by their bytes. `leaveOut` gets the path below the folder.
 */
export function treeState(
  root: string,
  leaveOut: (path: string) => boolean = () => false,
): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (folder: Buffer, below: string): void => {
    for (const name of readdirSync(folder, { encoding: 'buffer' })) {
      const place = Buffer.concat([folder, Buffer.from('/'), name]);
      const path = `${below}/${name.toString('latin1')}`;
      if (leaveOut(path)) continue;
      const facts = lstatSync(place, { bigint: true });
      const mode = (facts.mode & 0o7777n).toString(8);
      if (facts.isDirectory()) {
        found[path] = `folder ${mode}`;
        visit(place, path);
      } else if (facts.isSymbolicLink()) found[path] = `link ${readlinkSync(place, 'latin1')}`;
      else if (facts.isFile())
        found[path] = `file ${mode} ${facts.mtimeNs} ${hash(readFileSync(place))}`;
      else found[path] = `other ${mode}`;
    }
  };
  visit(Buffer.from(root), '');
  return found;
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
