import { requireIntact } from './boot/require-intact.ts';
import { startDesktop } from './boot/start-desktop.ts';
import { appRoot } from './serve/app-root.ts';

await startDesktop(async () => {
  requireIntact(appRoot());
  // Only now: it loads what was just checked.
  const { openEngine } = await import('./boot/open-engine.ts');
  return openEngine(process.argv);
});
