// The helper of a packaged app (native/helper.c), made by the system's own C compiler.
// `node scripts/setup/build-helper.mjs FILE` writes it to a file.
import { mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inCheckout } from './checkout.mjs';
import { run } from './run.mjs';

const warnings = ['-Wall', '-Wextra', '-Werror', '-O2'];
/** Needs no library of the machine or of a sandbox. macOS has no such programs. */
const linking = process.platform === 'linux' ? ['-static'] : [];

/** Compiles the helper to `program`. Throws with the compiler's words. */
export async function buildHelper(program) {
  mkdirSync(path.dirname(program), { recursive: true });
  const compiler = process.env.CC ?? 'cc';
  const source = inCheckout('native', 'helper.c');
  const argv = [compiler, '-std=c11', ...warnings, ...linking, '-o', program, source];
  const { code, output } = await run(argv, { limitMs: 120_000 });
  if (code === 0) return;
  throw new Error(`the helper was not compiled: ${output.trimEnd()}. Install a C compiler (cc).`);
}

if (fileURLToPath(import.meta.url) === realpathSync(process.argv[1])) {
  await buildHelper(path.resolve(process.argv[2]));
}
