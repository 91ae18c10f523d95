// `npm run doctor`: what this checkout needs and has. Changes nothing.
import { existsSync } from 'node:fs';
import { node24 } from './setup/checkout.mjs';
import { needsBuild } from './setup/build.mjs';
import { electronProgram } from './setup/electron.mjs';
import { needsInstall } from './setup/install.mjs';
import { findBrowser, findProgram, hasPytest, programs } from './setup/requirements.mjs';
import { run } from './setup/run.mjs';

const rows = [];
const add = (isFine, what, cure) => rows.push({ isFine, what, cure });

const major = Number(process.versions.node.split('.', 1)[0]);
add(major >= 20, `Node ${process.versions.node} runs npm`, 'install Node 20 or newer');
add(!needsInstall(), 'packages match the lockfile', 'npm ci');
const { output } = existsSync(node24) ? await run([node24, '--version']) : { output: '' };
add(output.startsWith('v24.'), `own Node 24 ${output.trim()}`, 'npm ci');
add(!needsBuild(), 'dist is up to date', 'npm run build');
for (const program of programs) {
  if (program.platform !== undefined && program.platform !== process.platform) continue;
  const isThere = await findProgram(program, { mayInstall: false });
  add(isThere, `${program.name} (${program.purpose})`, `install ${program.debian}`);
}
const browser = await findBrowser({ mayInstall: false });
add(browser !== null, `a Chromium for e2e ${browser ?? ''}`, 'npx playwright install chromium');
add(await hasPytest(), 'python3 with pytest (optional)', 'pip install pytest');
add(electronProgram() !== null, 'Electron (optional)', 'npm start downloads it');

for (const { isFine, what, cure } of rows) {
  console.log(`${isFine ? 'ok     ' : 'missing'} ${what.trim()}${isFine ? '' : `: ${cure}`}`);
}
process.exitCode = rows.every(({ isFine, what }) => isFine || what.includes('optional')) ? 0 : 1;
