import { openEngine } from './boot/open-engine.ts';
import { startDesktop } from './boot/start-desktop.ts';

await startDesktop(() => openEngine(process.argv));
