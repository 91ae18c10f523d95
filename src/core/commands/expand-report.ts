/** What stands for the path of a report in a found command. */
export const REPORT_HOLE = '{report}';

/** A found command's words with its report's path; as they are where there is none. */
export function expandReport(argv: readonly string[], report: string | null): string[] {
  return report === null
    ? [...argv]
    : argv.map((word) => word.replaceAll(REPORT_HOLE, () => report));
}
