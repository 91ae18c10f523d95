import type { FailedTest } from '#shared/evidence.ts';

type Details = Pick<FailedTest, 'message'> &
  Partial<Pick<FailedTest, 'expected' | 'got' | 'file' | 'line' | 'trace'>>;

// A path and a line in the forms of the runners; the first that is found in a failure counts.
const PLACES: readonly RegExp[] = [
  // pytest ends with it.
  /^([^\s:][^:\n]{0,300}\.py):(\d{1,7}): (?=[A-Z]\w*)/gm,
  /^[ \t]{0,40}File "([^"\n]{1,300})", line (\d{1,7}), in /gm,
  /panicked at (?:'[^\n]{0,300}', )?([^\s:]{1,300}\.rs):(\d{1,7})/g,
  /^[ \t]{0,40}([\w./-]{1,300}_test\.go):(\d{1,7}): /gm,
  // Stacks of JavaScript, the runner's own frames left out.
  /(?:\bat |\(|❯ |@|\b(?:location|at): ['"]?)(?:file:\/\/)?((?!node:)[^\s()]{1,300}\.[cm]?[jt]sx?):(\d{1,7})(?::\d{1,7})?/g,
  /^[ \t]{0,40}at (?!(?:java|jdk|sun|org\.junit|junit|org\.apache|kotlin)\.)[\w.$/]{1,300}\(([\w$]{1,200}\.(?:java|kt|scala|groovy)):(\d{1,7})\)/gm,
  /(?:^|[\s[#(])(\.{0,2}\/?[\w./-]{1,300}\.(?:rb|php|exs?|c|cc|cpp|cxx|h|hpp|cs|swift|dart)):(\d{1,7})\b/gm,
];
const FOREIGN = /(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor|unittest)\//;
// Python names the innermost frame last.
const LAST_COUNTS = new Set([0, 1]);

const EXPECTED = [
  /^[ \t]{0,40}-?[ \t]{0,9}expected(?: value)?: ?(\S.{0,999})$/im,
  /\bexpected: ?<([^>\n]{0,999})> but was: ?<[^>\n]{0,999}>/i,
  /^- Expected[^\n]{0,40}\n\+ Received[^\n]{0,40}\n\n- (.{0,999})$/m,
];
const GOT = [
  /^[ \t]{0,40}\+?[ \t]{0,9}(?:received|actual|got)(?: value)?: ?(\S.{0,999})$/im,
  /\bexpected: ?<[^>\n]{0,999}> but was: ?<([^>\n]{0,999})>/i,
  /^- Expected[^\n]{0,40}\n\+ Received[^\n]{0,40}\n\n- .{0,999}\n\+ (.{0,999})$/m,
];
/** Characters of a failure that are looked at. */
const MAX_LOOKED_AT = 20_000;

/**
 * What the words of a failure say, in whatever runner's form: where it failed, what was expected
 * and what came instead.
 */
export function readFailure(text: string, message = ''): Details {
  const trace = text.trim().slice(0, MAX_LOOKED_AT);
  const whole = `${message}\n${trace}`;
  const expected = firstGroup(EXPECTED, whole);
  const got = firstGroup(GOT, whole);
  return {
    message: message.trim() === '' ? firstLine(trace) : message,
    ...placeOf(whole),
    ...(expected === null ? {} : { expected }),
    ...(got === null ? {} : { got }),
    ...(trace === '' ? {} : { trace }),
  };
}

function placeOf(text: string): Partial<Pick<FailedTest, 'file' | 'line'>> {
  for (const [at, form] of PLACES.entries()) {
    const found = [...text.matchAll(form)].filter(([, file]) => !FOREIGN.test(file ?? ''));
    const [, file, line] = (LAST_COUNTS.has(at) ? found.at(-1) : found[0]) ?? [];
    if (file !== undefined) return { file, line: Number(line) };
  }
  return {};
}

function firstGroup(forms: readonly RegExp[], text: string): string | null {
  for (const form of forms) {
    const group = form.exec(text)?.[1];
    if (group !== undefined) return group.trim().replace(/,$/, '');
  }
  return null;
}

/** The line that says what went wrong; pytest marks it, TAP names it. */
function firstLine(text: string): string {
  const marked = /^E {1,7}(\S.*)$/m.exec(text)?.[1];
  const named = /^error: ['"]?(.{1,1000}?)['"]?$/m.exec(text)?.[1];
  return marked ?? named ?? text.split('\n', 1)[0]?.trim() ?? '';
}
