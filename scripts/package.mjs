// `npm run package`: installers for this platform by electron-builder, fetched on demand because
// nothing else needs it. Needs a network: Electron itself and the platform's packaging tools are
// downloads. Needs a C compiler for the app's helper, but on Windows, where nothing uses it.
import { prepare } from './prepare.mjs';
import { buildHelper } from './setup/build-helper.mjs';
import { inCheckout } from './setup/checkout.mjs';
import { run } from './setup/run.mjs';
import { writeIntegrity } from './setup/write-integrity.mjs';

const builder = 'electron-builder@26.17.0';

await prepare();
if (process.platform !== 'win32') await buildHelper(inCheckout('dist', 'helper', 'slipway-helper'));
await writeIntegrity(inCheckout());
const { code } = await run(
  ['npx', '--yes', builder, '--config', 'electron-builder.yml', '--publish', 'never'],
  { show: true },
);
if (code !== 0) {
  console.error(
    `No package was made: ${builder} ended with code ${code}. It downloads Electron from github.com on first use; check that this machine can reach it.`,
  );
  process.exitCode = 1;
}
