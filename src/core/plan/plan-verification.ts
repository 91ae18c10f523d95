import type { PlanTask } from '#shared/contract/plms-schemas.ts';
import type { LaneName } from '#shared/lanes.ts';
import { kpiOfStep } from '#shared/kpis.ts';
import type { Step } from '#shared/payload.ts';
import type { StepCommand } from '../gates/types.ts';
import { toolKind } from './task-kinds.ts';

const ORDER: readonly Step[] = ['lint', 'build', 'test'];
const TITLE: Readonly<Record<Step, string>> = {
  lint: 'Run the linter',
  build: 'Build',
  test: 'Run the tests',
};

/**
 * Tasks that run the repository's own checks after the work; tests come after the build. They need
 * no model.
 */
export function planVerification(
  commands: readonly StepCommand[],
  workKeys: readonly string[],
): PlanTask[] {
  const steps = ORDER.filter((step) => commands.some((command) => command.step === step));
  const hasTest = steps.includes('test');
  return steps.map((step) => ({
    key: step,
    title: TITLE[step],
    lane: 'Code-Impl' satisfies LaneName,
    kind: toolKind(step),
    complexity: step === 'lint' ? 'low' : 'medium',
    deps: step === 'test' && steps.includes('build') ? [...workKeys, 'build'] : [...workKeys],
    // In the tree the tests stand for the whole verification.
    parent: hasTest && step !== 'test' ? 'test' : null,
    kpis: [kpiOfStep(step)],
    payload: { step, title: TITLE[step] },
    command: null,
    runnable: true,
    estimate: null,
  }));
}
