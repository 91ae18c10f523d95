import { countOf } from '../count-of.ts';
import { addFailures } from '../report-result.ts';
import { countWords, type TextForm } from './text-form.ts';

const STEPS = /^\d+ steps? (?:\(|passed\b)/;

/** The steps of scenarios are parts of them and counted on the line below. */
function lastLine(part: readonly string[], at: number): number {
  return STEPS.test(part[at + 1] ?? '') ? at + 1 : at;
}

/** Cucumber and Behat: `3 scenarios (1 failed, 2 passed)`. What is not defined was not executed. */
export const CUCUMBER: TextForm = {
  closing: /^\d+ scenarios? \(\d[\w, ]{1,200}\)$/,
  read(part, at) {
    const line = part[at] ?? '';
    const run = countWords(line.replaceAll('undefined', 'pending'));
    const ambiguous = countOf(/(\d+) ambiguous/.exec(line)?.[1]) ?? 0;
    addFailures(run, '(scenarios with a step that is defined twice)', ambiguous);
    return { ...run, until: lastLine(part, at) };
  },
};

/** Behave: `2 scenarios passed, 1 failed, 0 skipped`, below its features and above its steps. */
export const BEHAVE: TextForm = {
  closing: /^\d+ scenarios? passed, \d+ failed\b/,
  read(part, at) {
    const run = countWords((part[at] ?? '').replace(/ scenarios?/, ''));
    return { ...run, until: lastLine(part, at) };
  },
};
