import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attributedKwh, joulesBetween } from './energy-arithmetic.ts';
import { readPackages } from './energy.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-rapl-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function domain(id: string, name: string, energyUj: number): void {
  mkdirSync(join(folder, id));
  writeFileSync(join(folder, id, 'name'), `${name}\n`);
  writeFileSync(join(folder, id, 'energy_uj'), `${energyUj}\n`);
  writeFileSync(join(folder, id, 'max_energy_range_uj'), '1000000000\n');
}

describe('energy', () => {
  it('reads package domains and never those inside or above them', async () => {
    domain('intel-rapl:0', 'package-0', 5);
    domain('intel-rapl:0:0', 'core', 3);
    domain('intel-rapl:1', 'psys', 9);
    const packages = await readPackages(folder);
    expect(packages).toEqual([{ id: 'intel-rapl:0', energyUj: 5, maxUj: 1_000_000_000 }]);
  });

  it('is null where there is nothing to read', async () => {
    expect(await readPackages(folder)).toBeNull();
    expect(await readPackages(join(folder, 'missing'))).toBeNull();
  });

  it('follows a counter that wrapped', () => {
    const at = (energyUj: number) => [{ id: 'a', energyUj, maxUj: 1_000_000_000 }];
    expect(joulesBetween(at(999_000_000), at(2_000_000))).toBe(3);
    expect(joulesBetween(at(1_000_000), at(4_000_000))).toBe(3);
    expect(joulesBetween(at(1), [])).toBeNull();
  });

  it('takes the idle baseline off and shares the rest by CPU time', () => {
    const share = { joules: 100, idleWatts: 10, elapsedMs: 2_000, jobCpuMs: 500, busyCpuMs: 1_000 };
    expect(attributedKwh(share)).toBeCloseTo(40 / 3_600_000, 12);
    expect(attributedKwh({ ...share, joules: 5 })).toBe(0);
    expect(attributedKwh({ ...share, busyCpuMs: 0 })).toBe(0);
  });
});
