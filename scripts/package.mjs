// `npm run package`: installers for this platform by electron-builder, fetched on demand because
// nothing else needs it. Needs a network: Electron itself and the platform's packaging tools are
// downloads.
import { prepare } from './prepare.mjs';
import { run } from './setup/run.mjs';

const builder = 'electron-builder@26.17.0';

await prepare();
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
