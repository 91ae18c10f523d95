import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRng } from '#core/estimate/seeded-rng.ts';
import { tokenOf } from '#core/secrets/testing/sample-tokens.ts';
import { openStore } from '../db/store.ts';
import { createRunLogs } from '../dispatch/run-logs.ts';

const token = tokenOf(seededRng(1), 'ghp_<A36-255>');
const label = '[secret:github-personal-token]';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-written-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('masked by the writer itself, whoever calls it', () => {
  it('the ledger', async () => {
    const clock = { nowMs: () => Date.now() };
    const store = openStore(join(folder, 'ledger.db'), {
      clock,
      announce: () => undefined,
      mirrorError: () => undefined,
    });
    const answer = { bodyHash: 'hash', response: { text: `x ${token}` } };
    await store.commit.write((tx) => tx.idempotency.store('test', 'key', answer, tx.nowMs));
    expect(store.read.idempotency.find('test', 'key')?.response).toEqual({ text: `x ${label}` });
    store.close();
  });

  it('the log of a run', async () => {
    const logs = createRunLogs(folder);
    const line = { ts: '2026-11-30T00:00:00Z', task_id: 't', stream: 'stdout' as const };
    logs.append('run', [{ ...line, text: `x ${token}` }]);
    await logs.flush();
    const [file = ''] = readdirSync(folder);
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text).toContain(label);
    expect(text).not.toContain(token);
  });
});
