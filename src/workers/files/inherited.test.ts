import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startJob, toolJob } from '../testing/run-job.ts';
import { RootFolder } from './root-folder.ts';

let cwd: string;
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-inherited-')));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** What a sandboxed command finds open, apart from the folder it lists that by. */
const PROBE = `
import os
found = []
for name in os.listdir('/proc/self/fd'):
    try:
        found.append((int(name), os.readlink('/proc/self/fd/' + name)))
    except OSError:
        pass
print(sorted(number for number, _ in found))
`;

it('a command in the sandbox finds descriptors 0 to 2 and no handle of a folder', async () => {
  writeFileSync(join(cwd, 'probe.py'), PROBE);
  const opened = ['/', '/usr', '/usr/lib'].map((folder) => new RootFolder(folder));
  for (const root of opened) root.has('bin/x');
  const files = opened.map((root) => root.openToRead('probe.py'));
  try {
    const job = toolJob({
      argv: ['python3', 'probe.py'],
      cwd,
      confinement: { driver: 'bubblewrap', writable: [cwd], readable: [], network: false },
    });
    const { outcome, stdout } = await startJob(job).result;
    expect([outcome, stdout.trim()]).toEqual(['succeeded', '[0, 1, 2]']);
    expect(files).toHaveLength(3);
  } finally {
    for (const root of opened) root[Symbol.dispose]();
  }
});
