import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '#shared/client.ts';
import { services } from '#shared/contract/contract.ts';
import { readEvent, type WireEvent } from '#shared/events.ts';
import { createHttpTransport } from '#shared/http-transport.ts';
import { createServiceServer } from '../http/create-service-server.ts';
import { listenService } from '../http/listen.ts';
import type { TestEngine } from '../testing/start-test-engine.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start, dataDir } = useEngines();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Reads the engine's events over a real socket with the typed client, until the wanted one. */
async function streamUntil(
  { engine }: TestEngine,
  isWanted: (event: WireEvent) => boolean,
): Promise<WireEvent[]> {
  const app = createServiceServer({
    service: 'pas',
    contract: services.pas.contract,
    handlers: engine.handlers.pas,
    version: engine.version,
    responses: 'strict',
  });
  const { url } = await listenService(app, { port: 0 });
  closing.push(() => app.close());
  const { pas } = createClient(
    createHttpTransport({
      fetch,
      baseUrl: () => url,
      createDecoder: () => new TextDecoder(),
      wait: async () => undefined,
    }),
  );
  const seen: WireEvent[] = [];
  const reading = new AbortController();
  for await (const event of pas.events({ after: 0 }, reading.signal)) {
    seen.push(event);
    if (!isWanted(event)) continue;
    reading.abort();
    break;
  }
  return seen;
}

const receipt = {
  lane: 'Code-Impl',
  provider: 'outside',
  status: 'succeeded',
  tokens_in: 0,
  tokens_out: 0,
  time_ms: 5,
  cost_usd: 0,
};

/** Lines as another version could have written them: types and data that this one does not have. */
const STRANGE: readonly [type: string, data: string][] = [
  ['receipt.stored', '{"cost_usd":1}'],
  ['constructor', '{}'],
  ['', '{}'],
  ['task.succeeded', '{}'],
  ['task.succeeded', '{"reason":7,"lane":["Code-Impl"]}'],
  ['task.queued', '{"lane":"Code-Impl","title":"t","deps":[],"wave":3}'],
  ['run.completed', '{"because":"done"}'],
  ['approval.raised', '{"approval_id":"four"}'],
  ['lane.cap_changed', '[1,2]'],
  ['budget.changed', 'null'],
  ['kpi.recorded', 'not even JSON'],
];

function writeStrange(dataFolder: string): void {
  const db = new Database(join(dataFolder, 'ledger.db'));
  const insert = db.prepare(
    'INSERT INTO events (ts, type, project_id, run_id, task_id, data) VALUES (1, ?, ?, ?, ?, ?)',
  );
  STRANGE.forEach(([type, data], at) => insert.run(type, 999, 'gone', `gone-${at}`, data));
  db.close();
}

describe('a ledger of another version', () => {
  it('R10 written by schema 3 opens, streams every event as known, and its work goes on', async () => {
    const folder = dataDir();
    const sql = new URL('../db/testing/ledger-of-schema-3.sql', import.meta.url);
    const db = new Database(join(folder, 'ledger.db'));
    db.exec(readFileSync(sql, 'utf8'));
    const written = db.prepare('SELECT count(*) FROM events').pluck().get() as number;
    db.close();
    const engine = await start({ dataDir: folder });
    const again = await engine.until(
      ({ type, run_id: run, seq }) => seq > written && type === 'task.running' && run === 'left',
      'the next attempt at what ran when the ledger was left',
    );
    const of = { task_id: again.task_id ?? '', run_id: 'left', attempt: 2 };
    await engine.pas.storeReceipt({ ...receipt, ...of });
    const events = await streamUntil(
      engine,
      ({ type, run_id: run }) => run === 'left' && type === 'run.completed',
    );
    expect(events.length).toBeGreaterThan(written);
    expect(events.map(readEvent).filter(({ topic }) => topic === 'unknown')).toEqual([]);
    expect(engine.errors).toEqual([]);
  });

  it('events of another vocabulary fail neither start nor stream and are shown as they are', async () => {
    const folder = dataDir();
    await (await start({ dataDir: folder })).stop();
    writeStrange(folder);
    const engine = await start({ dataDir: folder });
    await engine.pas.startRun({ project_id: 1, run_id: 'r' });
    const events = await streamUntil(engine, ({ run_id: run }) => run === 'r');
    const strange = events.slice(0, STRANGE.length);
    expect(strange.map(({ type }) => type)).toEqual(STRANGE.map(([type]) => type));
    expect(strange.map(({ data }) => data)).toEqual([
      ...STRANGE.slice(0, 8).map(([, data]) => JSON.parse(data) as unknown),
      { text: '[1,2]' },
      { text: 'null' },
      { text: 'not even JSON' },
    ]);
    // What a newer version only added to leaves an event what it was.
    expect(strange.map(readEvent).filter(({ topic }) => topic !== 'unknown')).toMatchObject([
      { type: 'task.queued', data: { lane: 'Code-Impl', title: 't', deps: [] } },
    ]);
    expect(engine.errors).toEqual([]);
  });
});
