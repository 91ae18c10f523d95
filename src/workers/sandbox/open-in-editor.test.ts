import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openInEditor } from './open-in-editor.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'editor-'));
  writeFileSync(join(folder, 'a b.py'), 'x = 1\n');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** An editor called `code` that writes its arguments down. */
function placeEditor(body: string): string {
  const path = join(folder, 'code');
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  vi.stubEnv('LAUNCH_EDITOR', path);
  return path;
}

async function appears(path: string): Promise<void> {
  if (existsSync(path)) return;
  await new Promise<void>((resolve) => {
    const watcher = watch(folder, () => {
      if (!existsSync(path)) return;
      watcher.close();
      resolve();
    });
  });
}

describe('opening a result in the editor', () => {
  it('gives the editor file, line and column the way it wants them', async () => {
    const said = join(folder, 'said');
    placeEditor(`printf '%s\\n' "$@" > '${said}.part' && mv '${said}.part' '${said}'`);
    await openInEditor({ root: folder, file: 'a b.py', line: 3, column: 4 });
    await appears(said);
    expect(readFileSync(said, 'utf8')).toContain(`${join(folder, 'a b.py')}:3:5`);
  });

  it('a clear sentence when the editor cannot start', async () => {
    placeEditor('exit 3');
    await expect(
      openInEditor({ root: folder, file: 'a b.py', line: 1, column: 0 }),
    ).rejects.toThrow(/could not open the file.*LAUNCH_EDITOR/s);
  });

  it('an editor that needs a terminal is not started', async () => {
    vi.stubEnv('LAUNCH_EDITOR', 'vim');
    await expect(
      openInEditor({ root: folder, file: 'a b.py', line: 1, column: 0 }),
    ).rejects.toThrow(/needs a terminal/);
  });

  it('a file that is gone is named', async () => {
    await expect(openInEditor({ root: folder, file: 'gone', line: 1, column: 0 })).rejects.toThrow(
      /There is no file/,
    );
  });
});
