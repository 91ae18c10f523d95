// Adds up what passed and what failed over all steps of a test run.

/** A running count; `step` runs one step, prints one line for it and never throws. */
export function createTally(print = console.log) {
  let passed = 0;
  let failed = 0;
  /**
   * `work` resolves with `{ passed, failed, detail? }`; a throw is one failure with its message.
   */
  async function step(name, work) {
    const started = Date.now();
    let result;
    try {
      result = await work();
    } catch (error) {
      result = { passed: 0, failed: 1, detail: error.message };
    }
    passed += result.passed;
    failed += result.failed;
    if (result.failed > 0 && result.detail) print(result.detail.trimEnd());
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const mark = result.failed === 0 ? 'ok    ' : 'FAILED';
    const note = result.note === undefined ? '' : ` (${result.note})`;
    print(`${mark} ${name}: ${result.passed} passed, ${result.failed} failed, ${seconds} s${note}`);
    return result.failed === 0;
  }
  return {
    step,
    closingLine: () => `${passed} passed, ${failed} failed`,
    hasFailed: () => failed > 0,
  };
}
