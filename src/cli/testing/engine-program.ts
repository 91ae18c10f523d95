import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPeer } from './peer.ts';
import { sampleHealth, sampleProject } from './samples.ts';

/**
 * A program that starts, announces itself and stops like the engine, over the peer: `engine.pid`
 * exists in its data folder while it runs, `discovery.json` when `announce` is set.
 */
export async function runEngineProgram({ announce }: { announce: boolean }): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' } }, strict: false });
  const folder = String(values['data']);
  mkdirSync(folder, { recursive: true });
  const peer = await startPeer({
    plmsHealth: async () => sampleHealth(),
    listProjects: async () => ({ projects: [sampleProject('/repo')] }),
  });
  const pas = peer.env.PAS_API_BASE_URL;
  const plms = peer.env.PLMS_API_BASE_URL;
  const addresses = { pid: process.pid, started_at: '', version: '1', pas, plms };
  const files = { pid: join(folder, 'engine.pid'), discovery: join(folder, 'discovery.json') };
  writeFileSync(files.pid, String(process.pid));
  if (announce) writeFileSync(files.discovery, JSON.stringify(addresses));
  process.once('SIGTERM', () => {
    rmSync(files.pid);
    rmSync(files.discovery, { force: true });
    process.exit(0);
  });
  process.stdout.write(`${JSON.stringify({ event: 'listening', ...addresses })}\n`);
}
