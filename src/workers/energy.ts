import { readdir, readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { attributedKwh, joulesBetween, type DomainReading } from './energy-arithmetic.ts';

const POWERCAP = '/sys/class/powercap';
const BASELINE_MS = 300;

/**
 * Readings of the package domains only (intel-rapl:N): core, uncore and dram (intel-rapl:N:M) lie
 * inside them or beside them and psys covers them, so adding any would count twice. null where RAPL
 * is missing or unreadable (most kernels let only root read it).
 */
export async function readPackages(folder: string = POWERCAP): Promise<DomainReading[] | null> {
  try {
    const names = (await readdir(folder)).filter((name) => /^intel-rapl:\d+$/.test(name)).sort();
    const readings = await Promise.all(names.map((name) => readDomain(join(folder, name), name)));
    const packages = readings.filter((each) => each !== null);
    return packages.length === 0 ? null : packages;
  } catch {
    return null;
  }
}

async function readDomain(folder: string, id: string): Promise<DomainReading | null> {
  const text = async (name: string): Promise<string> =>
    (await readFile(join(folder, name), 'utf8')).trim();
  if (!(await text('name')).startsWith('package')) return null;
  const energyUj = Number(await text('energy_uj'));
  const maxUj = Number(await text('max_energy_range_uj'));
  return { id, energyUj, maxUj };
}

let idleWatts: Promise<number | null> | undefined;

/** Watts over the 300 ms before this thread's first job: the machine without our work. */
async function measureIdle(): Promise<number | null> {
  const before = await readPackages();
  if (before === null) return null;
  const startedAt = performance.now();
  await wait(BASELINE_MS);
  const after = await readPackages();
  const joules = after === null ? null : joulesBetween(before, after);
  return joules === null ? null : joules / ((performance.now() - startedAt) / 1000);
}

/** Measures the energy of one job; every figure is null where the machine does not provide it. */
export class EnergyMeter {
  readonly #idleWatts: number | null;
  readonly #before: DomainReading[] | null;
  readonly #busyBefore = busyCpuMs();
  readonly #startedAt = performance.now();

  private constructor(idle: number | null, before: DomainReading[] | null) {
    this.#idleWatts = idle;
    this.#before = before;
  }

  static async start(): Promise<EnergyMeter> {
    idleWatts ??= measureIdle();
    const idle = await idleWatts;
    return new EnergyMeter(idle, idle === null ? null : await readPackages());
  }

  /** Energy in kWh since start, less the idle baseline; `jobCpuMs` decides the job's share. */
  async stop(jobCpuMs: number | null): Promise<number | null> {
    if (this.#before === null || this.#idleWatts === null || jobCpuMs === null) return null;
    const after = await readPackages();
    const joules = after === null ? null : joulesBetween(this.#before, after);
    if (joules === null) return null;
    return attributedKwh({
      joules,
      idleWatts: this.#idleWatts,
      elapsedMs: performance.now() - this.#startedAt,
      jobCpuMs,
      busyCpuMs: busyCpuMs() - this.#busyBefore,
    });
  }
}

/** CPU time all processes of the machine have used since it started. */
function busyCpuMs(): number {
  const times = cpus().map((each) => each.times);
  return times.reduce((sum, each) => sum + each.user + each.nice + each.sys + each.irq, 0);
}
