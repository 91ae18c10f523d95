import { randomBytes } from 'node:crypto';
import { chmodSync, readdirSync, renameSync, rmdirSync, statSync, unlinkSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { HeldFolder } from './held-folder.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** Opens what a folder has under a name, when that is a folder. */
type OpenIn = (folder: HeldFolder, name: string) => HeldFolder | Refusal;

/** What else waits in this thread has its turn after so long. */
const TURN_MS = 20;

/**
 * Removes what a folder has under a name, with all that is in it, whatever its modes are; nothing
 * there is no fault. A folder found inside is first moved up beside it, so that no path is too long
 * and no depth too much. Throws the system's error.
 */
export async function removeTree(around: HeldFolder, name: string, openIn: OpenIn): Promise<void> {
  const waiting = [name];
  let turnEndsMs = performance.now() + TURN_MS;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const folder = openIn(around, next);
    if (isRefusal(folder)) {
      removeOther(`${around.at}/${next}`, folder);
      continue;
    }
    try {
      for (const place of takeOut(folder, around, openIn)) {
        if (place !== null) waiting.push(place);
        if (performance.now() < turnEndsMs) continue;
        await setImmediate();
        turnEndsMs = performance.now() + TURN_MS;
      }
    } finally {
      folder.close();
    }
    rmdirSync(`${around.at}/${next}`);
  }
}

function removeOther(place: string, { refused }: Refusal): void {
  if (refused !== 'missing') unlinkSync(place);
}

/** Empties a folder; gives the new name of each folder that was in it, null for all else. */
function* takeOut(
  folder: HeldFolder,
  around: HeldFolder,
  openIn: OpenIn,
): Generator<string | null> {
  makeUsable(folder);
  // Names may be any bytes.
  for (const entry of readdirSync(folder.at, { withFileTypes: true, encoding: 'buffer' })) {
    const place = Buffer.concat([Buffer.from(`${folder.at}/`), entry.name]);
    if (!entry.isDirectory()) {
      unlinkSync(place);
      yield null;
      continue;
    }
    const name = `.slipway-${randomBytes(8).toString('hex')}`;
    moveFolder(place, `${around.at}/${name}`, () => openIn(folder, entry.name.toString()));
    yield name;
  }
}

/** A folder that may not be written cannot be moved either. */
function moveFolder(from: Buffer, to: string, open: () => HeldFolder | Refusal): void {
  try {
    renameSync(from, to);
  } catch (error) {
    const folder = (error as NodeJS.ErrnoException).code === 'EACCES' ? open() : null;
    if (folder === null || isRefusal(folder)) throw error;
    makeUsable(folder);
    folder.close();
    renameSync(from, to);
  }
}

/** Commands and overlays leave folders that their own user may not list or change. */
function makeUsable({ at }: HeldFolder): void {
  if ((statSync(at).mode & 0o700) !== 0o700) chmodSync(at, 0o700);
}
