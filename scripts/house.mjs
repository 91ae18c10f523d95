// The house rules: checks of this code base that neither types nor lint rules of single files can
// make. Run `node scripts/house.mjs`.
import path from 'node:path';
import { sourceFiles } from './house/source-files.mjs';
import { specRuleFaults } from './house/spec-rules.mjs';
import { staleOpenerFaults } from './house/stale-openers.mjs';
import { startsNodeFaults } from './house/starts-node.mjs';
import { wideParameterFaults } from './house/wide-parameters.mjs';

const files = sourceFiles(path.join(import.meta.dirname, '..'));
const faults = [
  ...specRuleFaults(files),
  ...wideParameterFaults(files),
  ...startsNodeFaults(files),
  ...staleOpenerFaults(files),
];
for (const { file, line, message } of faults) console.log(`${file}:${line}: ${message}`);
if (faults.length === 0) console.log(`${files.length} files keep the rules of the house`);
process.exitCode = faults.length === 0 ? 0 : 1;
