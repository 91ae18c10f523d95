import type { SandboxReport } from '#shared/messages/host.ts';
import type { WorkerPools } from './worker-pools.ts';

/** What the OS sandbox proved at the start of the engine. */
export interface SandboxState {
  /** `allowedWithout`: a person recorded that commands may run without it. */
  report(): SandboxReport & { allowedWithout: boolean };
  /** Has the sandbox prove itself. Until then it counts as not working. */
  prove(): Promise<void>;
}

export function createSandboxState(pools: WorkerPools, allowedWithout: boolean): SandboxState {
  let report: SandboxReport = { driver: 'none', ok: false, detail: 'not tested yet', answers: [] };
  return {
    report: () => ({ ...report, allowedWithout }),
    async prove() {
      report = await ask(pools);
    },
  };
}

async function ask(pools: WorkerPools): Promise<SandboxReport> {
  try {
    return (await pools.ask({ kind: 'sandbox_self_test' })).report;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { driver: 'none', ok: false, detail, answers: [] };
  }
}
