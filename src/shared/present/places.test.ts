import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_PORTS, defaultUrl, type ListenerName } from './default-ports.ts';
import { discoverySchema, parseDiscovery, writeDiscoveryText } from './discovery.ts';

it('PRES-21 an address names its listener’s port, and no two listeners share one', () => {
  const names = Object.keys(DEFAULT_PORTS) as ListenerName[];
  expect(names.map((name) => Number(new URL(defaultUrl(name)).port))).toEqual(
    Object.values(DEFAULT_PORTS),
  );
  expect(new Set(Object.values(DEFAULT_PORTS)).size).toBe(names.length);
  expect(defaultUrl('rpc')).toMatch(/^ws:/);
});

it('PRES-21 the lint rule against ports elsewhere has the same table', () => {
  const rule = readFileSync(new URL('../../../scripts/lint/plugin.mjs', import.meta.url), 'utf8');
  expect(rule).toContain(`new Set([${Object.values(DEFAULT_PORTS).join(', ')}])`);
});

it('PRES-22 what is written is read back', () => {
  const address = fc.string();
  const later = fc.option(address);
  const discovery = fc.record({
    pid: fc.integer({ min: 1, max: 2 ** 22 }),
    started_at: fc.string(),
    version: fc.string(),
    pas: address,
    plms: address,
    rag: later,
    rpc: later,
    hmi: later,
    token_file: fc.option(fc.string()),
  });
  fc.assert(
    fc.property(discovery, (written) => {
      expect(parseDiscovery(writeDiscoveryText(written))).toEqual(written);
    }),
  );
});

it('PRES-22 an older file is read, and anything else is none', () => {
  const old = { pid: 7, started_at: '', version: '0.1', pas: 'http://a', plms: 'http://b' };
  expect(discoverySchema.parse(old)).toEqual(old);
  for (const text of ['', '{', '[]', 'null', '{"pid":0}', JSON.stringify({ ...old, pid: -1 })])
    expect(parseDiscovery(text)).toBeNull();
});
