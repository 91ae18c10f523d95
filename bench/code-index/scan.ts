import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { languageFinder } from '../../src/core/code-index/scan/language-of-file.ts';
import { summarizeSkipped } from '../../src/core/code-index/scan/skipped-paths.ts';
import { findLanguages } from '../../src/workers/code-index/find-languages.ts';
import { type ScanResult, scanTree } from '../../src/workers/code-index/scan/scan-tree.ts';
import { median } from '../measure/percentile.ts';
import { printTable } from '../measure/print-table.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';

/**
 * How long a look at a large hostile tree takes, and whether every file of it is accounted for:
 * 100,000 files in 1,000 folders, every tenth folder with rules of its own, link loops, a sparse
 * file of 50 MB in every hundredth folder.
 *
 *   npm run bench -- code-index/scan [--files 100000] [--repeats 5]
 */
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '100000' },
    repeats: { type: 'string', default: '5' },
  },
});
const FILES_PER_FOLDER = 100;
const folders = Math.ceil(Number(values.files) / FILES_PER_FOLDER);
const languages = languageFinder(findLanguages().map(({ conventions }) => conventions));

function makeTree(root: string): void {
  for (let n = 0; n < folders; n += 1) {
    const folder = join(root, `group${n % 25}`, `folder${n}`);
    mkdirSync(folder, { recursive: true });
    for (let file = 0; file < FILES_PER_FOLDER; file += 1)
      writeFileSync(join(folder, `file${file}.${file % 4 === 0 ? 'log' : 'py'}`), '');
    if (n % 10 === 0) writeFileSync(join(folder, '.gitignore'), '*.log\n!file0.log\n');
    symlinkSync('..', join(folder, 'loop'));
    if (n % 100 !== 0) continue;
    writeFileSync(join(folder, 'big.py'), '');
    truncateSync(join(folder, 'big.py'), 50 * 1024 * 1024);
  }
}

await inScratchFolder(async (root) => {
  makeTree(root);
  const elapsedMs: number[] = [];
  let result: ScanResult = { files: [], skipped: [] };
  for (let n = 0; n < Number(values.repeats); n += 1) {
    const began = performance.now();
    result = await scanTree(root, { languages });
    elapsedMs.push(performance.now() - began);
  }
  const own = folders * FILES_PER_FOLDER;
  const made = own + Math.ceil(folders / 10) + folders + Math.ceil(folders / 100);
  const left = result.skipped.reduce((sum, { files }) => sum + files, 0);
  printTable([
    {
      entries: made,
      'to read': result.files.length,
      'left out': left,
      lost: made - result.files.length - left,
      'median ms': median(elapsedMs).toFixed(0),
      'entries a second': Math.round(made / (median(elapsedMs) / 1000)),
    },
  ]);
  for (const { reason, files, examples } of summarizeSkipped(result.skipped, 1))
    console.log(`  ${reason} ${files}, for example ${examples[0]}`);
});
