import { countOf } from '../count-of.ts';
import { readFailure } from '../read-failure.ts';
import { addFailure, newTally } from '../report-result.ts';
import type { TextForm } from './text-form.ts';

const RESULT = /^test result: (?:ok|FAILED)\. (\d+) passed; (\d+) failed; (\d+) ignored/;
const FAILED_TEST = /^test (.+?) \.\.\. FAILED$/;
const SECTION = /^---- (.+?) stdout ----$/;

/** `cargo test`: a line for every binary and for the examples of the documentation. */
export const CARGO: TextForm = {
  opening: /^running \d+ tests?$/,
  closing: RESULT,
  read(part, at) {
    const [, passed, failed, ignored] = RESULT.exec(part[at] ?? '') ?? [];
    const own = part.slice(0, at);
    const sections = sectionsOf(own);
    const named = newTally();
    for (const line of own) {
      const name = FAILED_TEST.exec(line)?.[1];
      if (name === undefined) continue;
      const said = sections.get(name) ?? '';
      addFailure(named, name, () => ({ ...readFailure(said, panicOf(said)), output: said }));
    }
    return {
      passed: countOf(passed) ?? 0,
      failed: countOf(failed) ?? 0,
      skipped: countOf(ignored) ?? 0,
      failures: named.failures,
      until: at,
    };
  },
};

/** What each failing test printed, under a head of its own. */
function sectionsOf(lines: readonly string[]): Map<string, string> {
  const sections = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const line of lines) {
    const name = SECTION.exec(line)?.[1];
    if (name !== undefined) {
      current = [];
      sections.set(name, current);
    } else if (line === 'failures:') current = null;
    else current?.push(line);
  }
  return new Map([...sections].map(([name, said]) => [name, said.join('\n').trim()]));
}

/** What a test panicked with: the line after the place. */
function panicOf(said: string): string {
  return /panicked at .*\n(.*)$/m.exec(said)?.[1] ?? '';
}
