// `npm run check`: the static gates, all of them, before saying which failed.
import { prepare } from './prepare.mjs';
import { node24, root } from './setup/checkout.mjs';
import { run } from './setup/run.mjs';
import { gates } from './testing/gates.mjs';

await prepare({ installOnly: true });
let failed = 0;
for (const { name, argv } of gates(root, node24)) {
  const { code, output } = await run(argv);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  if (code !== 0) {
    failed += 1;
    console.log(output.trimEnd());
  }
}
process.exitCode = failed === 0 ? 0 : 1;
