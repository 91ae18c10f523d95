/** What product code has no business with: runners, their settings, and the end of the process. */
const REACHES = [
  /\b(?:_?pytest|unittest\.(?:mock|case|TestCase|TestResult|runner|main)|pluggy|_pytest)\b/,
  /\b(?:jest|vitest|mocha|jasmine|describe|beforeEach|afterEach)\s*[.(]/,
  /(?:from|require\(|import)\s*\(?\s*['"](?:node:test|vitest|@jest\/|jest|mocha|chai|ava|tap|bun:test)/,
  /\b(?:PYTEST_\w+|NODE_OPTIONS|NODE_TEST_CONTEXT|JEST_WORKER_ID|VITEST\w*|PYTHONSTARTUP|MOCHA_\w+|GOFLAGS|RUSTFLAGS|CARGO_\w*|MAVEN_OPTS|GRADLE_OPTS|SPEC_OPTS|RUBYOPT)\b/,
  /\bos\._exit\b|\bsys\.exit\s*\(\s*0?\s*\)|\batexit\b|\bprocess\.(?:exit|reallyExit|exitCode|on\s*\(\s*['"]exit)|\bSystem\.exit\b|\bos\.Exit\b|\bRuntime\.getRuntime\(\)\.halt|\bat_exit\b|\bexit!\s*\(?\s*0?|\b_exit\s*\(/,
  /\bsys\.(?:modules|meta_path|settrace|argv|excepthook|unraisablehook)\b|\bbuiltins\b|\b__import__\b|\bModule\._(?:load|resolveFilename|extensions)\b|\brequire\.cache\b/,
  /\bAssertionError\b|\bassert(?:\.\w+)?\s*=(?!=)|\bTestCase\b|\bconftest\b|\bjunit\b|\btest-results?\b/i,
  /\b(?:testing\.M|TestMain|flag\.Set|cfg\(not\(test\)\))/,
];
const MOST_LINES = 20;
const LONGEST_LINE = 120;

/**
 * Added lines of a patch that reach for the test runner, as `file: line`; `isJudging` says which
 * files are tests or their settings, which may. What only the tested code itself could vouch for
 * is named, since no other run of the tests can tell.
 */
export function reachesForRunner(patch: string, isJudging: (path: string) => boolean): string[] {
  const found: string[] = [];
  let path: string | null = null;
  for (const line of patch.split('\n')) {
    const [, file] = /^\+\+\+ (?:b\/)?(.*)$/.exec(line) ?? [];
    if (file !== undefined) {
      path = file === '/dev/null' || isJudging(file) || !isCode(file) ? null : file;
    } else if (path !== null && line.startsWith('+') && REACHES.some((each) => each.test(line))) {
      found.push(`${path}: ${line.slice(1, LONGEST_LINE).trim()}`);
      if (found.length === MOST_LINES) break;
    }
  }
  return found;
}

function isCode(path: string): boolean {
  return !/\.(?:md|rst|txt|adoc|html?|css|svg|lock|json|ya?ml|csv|po)$/i.test(path);
}
