import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import type { EngineOptions } from '../engine.ts';
import { auditLedger } from './audit-ledger.ts';
import { makeRepository } from './make-repository.ts';
import { processesOf } from './processes-of.ts';
import { makeDataDir, startTestEngine, type TestEngine } from './start-test-engine.ts';

/**
 * Engines, repositories and folders of one test file's tests; they end with the test, and every
 * ledger is audited then.
 */
export function useEngines(defaults: Partial<EngineOptions> = {}) {
  const folders: string[] = [];
  const engines: TestEngine[] = [];

  async function cleanUp(): Promise<void> {
    const ended = engines.splice(0);
    for (const engine of ended) await engine.stop();
    const faults = ended.flatMap(({ dataDir }) => auditLedger(join(dataDir, 'ledger.db')));
    const left = ended.flatMap(({ dataDir }) => processesOf(dataDir));
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
    expect({ faults, left }).toEqual({ faults: [], left: [] });
  }
  afterEach(cleanUp);

  const keep = (folder: string): string => {
    folders.push(folder);
    return folder;
  };
  return {
    dataDir: () => keep(makeDataDir()),
    repoOf: (files: Record<string, string>) => keep(makeRepository(files, '.').path),
    async start(options: Partial<EngineOptions> = {}): Promise<TestEngine> {
      const engine = await startTestEngine({ ...defaults, ...options });
      engines.push(engine);
      keep(engine.dataDir);
      return engine;
    },
  };
}
