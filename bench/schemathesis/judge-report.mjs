/**
 * What is wrong with a run of Schemathesis, by its JSON report: a failed check, an error, and any
 * of the documented operations that got no request.
 */
export function faultsOf(text, { operations }) {
  const report = JSON.parse(text);
  const { tested, errored, skipped } = report.operations;
  const faults = [
    ...(tested === operations ? [] : [`${operations - tested} operations left out`]),
    ...(errored === 0 ? [] : [`${errored} operations with errors`]),
    ...(skipped === 0 ? [] : [`${skipped} operations skipped`]),
    ...report.failures.map(({ title, operation }) => `${operation}: ${title}`),
    ...report.errors.map((error) => JSON.stringify(error)),
    ...(report.complete ? [] : [`stopped early: ${report.stop_reason}`]),
  ];
  return { faults, requests: report.test_cases.generated };
}
