import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import type { Check } from '../doctor/check.ts';
import { checkEngine } from '../doctor/check-engine.ts';
import { checkFiles } from '../doctor/check-files.ts';
import { checkPrograms } from '../doctor/check-programs.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Checks what Slipway needs; 1 when something needed is missing. */
export async function runDoctor(cli: Cli): Promise<number> {
  const checks = [
    ...(await checkPrograms(cli.place)),
    ...(await checkFiles(cli)),
    ...(await checkEngine(cli)),
  ];
  const isWell = checks.every(({ status }) => status !== 'failed');
  if (cli.json) printJson(cli, { ok: isWell, checks });
  else print(cli, renderChecks(checks, cli.terminal));
  return isWell ? 0 : 1;
}

/** One line per check and, below a failed one, its cure. */
export function renderChecks(checks: readonly Check[], { colors }: Terminal): string[] {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const mark = {
    ok: colors.green('✓'),
    failed: colors.red('✗'),
    optional: colors.yellow('!'),
  };
  return checks.flatMap(({ name, status, detail, cure }) => [
    `${mark[status]} ${name.padEnd(width)}  ${detail}`,
    ...(cure === null ? [] : [`  ${' '.repeat(width)}  ${colors.dim(`→ ${cure}`)}`]),
  ]);
}
