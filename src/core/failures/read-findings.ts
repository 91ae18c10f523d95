import { relativePath, type SeenRoots } from './seen-paths.ts';

/** What a linter or compiler says about a line. */
export interface Finding {
  file: string;
  line: number;
  column: number | null;
  message: string;
}

const MOST_FINDINGS = 200;
const LONGEST_MESSAGE = 500;
const PATH = String.raw`((?:file:\/\/)?(?:\/|\.{0,2}\/)?[\w@.+-][\w@.+\-\/ ]*\.\w{1,10})`;

/** A whole finding on one line; groups: file, line, column, message. */
const LINES = [
  // tsc: src/a.ts(12,5): error TS2322: …
  new RegExp(String.raw`^${PATH}\((\d+),(\d+)\):\s+(.+)$`),
  // Maven: [ERROR] /src/A.java:[12,5] …
  new RegExp(String.raw`^\[(?:ERROR|WARNING)\]\s+${PATH}:\[(\d+),(\d+)\]\s+(.+)$`),
  // kotlinc: e: file:///src/a.kt:12:5 …
  new RegExp(String.raw`^[ew]: ${PATH}:(\d+):(\d+)\s+(.+)$`),
  // gcc, clang, go, ruff, flake8, mypy, javac, shellcheck: src/a.c:12:5: …
  new RegExp(String.raw`^${PATH}:(\d+)(?::(\d+))?:?\s+(.+)$`),
];
/** The place on a line of its own, under its message: rustc, ruff, clippy. */
const BELOW = new RegExp(String.raw`^\s*--> ${PATH}:(\d+):(\d+)\s*$`);
/** The message under a line that names the file: eslint, stylelint. */
const INSIDE = /^\s+(\d+):(\d+)\s+(\S.*?)\s*$/;
const FILE_ALONE = new RegExp(String.raw`^${PATH}$`);

/** The findings in the output of a linter or compiler (FAIL-5, FAIL-6), at most 200. */
export function readFindings(output: string, roots: SeenRoots): Finding[] {
  const found = new Map<string, Finding>();
  const context: Context = { above: '', file: null };
  for (const raw of output.split('\n')) {
    const said = readLine(raw.trimEnd(), context);
    const file = said === null ? null : relativePath(said.path, roots);
    if (said === null || file === null || Number(said.line) < 1) continue;
    const finding = {
      file,
      line: Number(said.line),
      column: said.column === undefined ? null : Number(said.column),
      message: said.message.slice(0, LONGEST_MESSAGE),
    };
    found.set(JSON.stringify(finding), finding);
    if (found.size >= MOST_FINDINGS) break;
  }
  return [...found.values()];
}

/** What the lines before said. */
interface Context {
  above: string;
  file: string | null;
}

interface Said {
  path: string;
  line: string | undefined;
  column: string | undefined;
  message: string;
}

function readLine(text: string, context: Context): Said | null {
  const said = saidBy(text, context);
  if (FILE_ALONE.test(text)) context.file = text;
  else if (text === '') context.file = null;
  if (text.trim() !== '') context.above = text.trim();
  return said;
}

function saidBy(text: string, { above, file }: Context): Said | null {
  const whole = isFrame(text) ? null : firstMatch(text);
  if (whole !== null) {
    const [, path = '', line, column, message = ''] = whole;
    return { path, line, column, message };
  }
  const below = BELOW.exec(text);
  if (below !== null) {
    const [, path = '', line, column] = below;
    return { path, line, column, message: above };
  }
  const inside = file === null ? null : INSIDE.exec(text);
  if (file === null || inside === null) return null;
  const [, line, column, message = ''] = inside;
  return { path: file, line, column, message: message.replaceAll(/ {2,}/g, '  ') };
}

function firstMatch(text: string): RegExpExecArray | null {
  for (const line of LINES) {
    const match = line.exec(text);
    if (match !== null) return match;
  }
  return null;
}

/** `at f (a.js:1:2)` and `a.go:12 +0x1d` are frames of a stack. */
function isFrame(text: string): boolean {
  return /^\s*at\s/.test(text) || /\+0x[\da-f]+$/.test(text);
}
