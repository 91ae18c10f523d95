/** Options that say where a report goes, and how. */
const REPORT =
  /^--(?:junitxml|junit-xml|test-reporter|test-reporter-destination|reporter|reporters|outputFile|output-file)(?:[.=]|$)/;

/** A measured command as a person would type it: its report went to a folder that is gone. */
export function wholeByHand(command: readonly string[]): string[] {
  return command.filter((word, at) => {
    const isSetting = (each: string | undefined): boolean => /^junit_\w+=/.test(each ?? '');
    return !REPORT.test(word) && !isSetting(word) && !(word === '-o' && isSetting(command[at + 1]));
  });
}
