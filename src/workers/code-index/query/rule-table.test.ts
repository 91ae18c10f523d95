import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { findLanguages } from '../find-languages.ts';
import { loadLanguage } from '../load-language.ts';
import { rulesComparison } from '../testing/compare-rules.ts';
import { writeLanguage } from '../testing/language-folder.ts';

const SUITES = fileURLToPath(new URL('../../../../bench/code-index/suites', import.meta.url));
const MOST_FILES = 12;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Source files of the hand-written call graph cases in a language. */
function caseFiles(extensions: readonly string[]): string[] {
  return readdirSync(SUITES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.includes(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

describe.each(findLanguages().map((folder) => [folder.conventions.id, folder] as const))(
  'the rules of %s',
  (_, folder) => {
    it('cover its whole query', async () => {
      expect((await loadLanguage(folder)).rules.leftOver).toEqual([]);
    });

    it("say what tree-sitter's query engine says", async () => {
      const files = caseFiles(folder.conventions.extensions);
      const step = Math.max(1, Math.floor(files.length / MOST_FILES));
      const chosen = files.filter((_file, n) => n % step === 0);
      expect(chosen.length).toBeGreaterThan(0);
      const compare = await rulesComparison(folder);
      for (const file of chosen)
        expect([file, compare(readFileSync(file, 'utf8'))]).toEqual([file, []]);
    });
  },
);

describe('any query', () => {
  let folder: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-rules-')));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const sample = `@deco(1)
async def f(a, b=2, *c, **d):
    """Doc."""
    # comment
    if a and b: return g(a, *c, key=b, **d)
    return [x for x in c], {"k": d, 1: a}
class A(B, metaclass=M):
    y: int = f(1)(2)
    def m(self): self.y = self.m().z[0]
x, (y, z) = 1, (2, 3)
f()
`;

  it.each([
    '(call function: (identifier) @a arguments: (argument_list (_)* @b)) @c',
    '(argument_list . (_) @first) (argument_list (_) @last .)',
    '(argument_list (identifier) @a . (keyword_argument) @b)',
    '(parameters (identifier) @a (default_parameter) @b (_)+ @c)',
    '(block . (expression_statement . (string) @doc) . (comment)? @c)',
    '(block . (expression_statement (string)) @doc . (comment) @c)',
    '(function_definition !return_type name: (_) @a) (typed_parameter !name) @b',
    '[(list) (dictionary) (tuple)] @a (dictionary [(pair key: (string) @k) (pair key: (integer) @i)])',
    '((identifier) @a (#eq? @a "self")) ((identifier) @b (#not-eq? @b "self"))',
    '((identifier) @a (#match? @a "^[A-Z]")) ((identifier) @b (#any-of? @b "x" "y"))',
    '(call function: (identifier) @a (#not-match? @a "^f")) @b',
    '(assignment left: [(identifier) @one (pattern_list (identifier) @many)])',
    '(boolean_operator "and" @and) (if_statement "if" @if condition: (_) @c)',
    '(module (_) @top) (module (class_definition body: (block (_) @member)))',
    '(call (argument_list (call (argument_list (_) @deep))))',
    '(ERROR) @error (call function: _ @any)',
    '(binary_operator operator: _ @op) (argument_list _ @each) (attribute _ @a _ @b)',
    '((identifier) @a . (comment) @b) (expression) @e',
  ])('%s', async (query) => {
    const id = [...createHash('sha1').update(query).digest()]
      .map((byte) => LETTERS[byte % 26])
      .join('');
    writeLanguage(folder, id, query);
    const language = findLanguages(folder).find(({ conventions }) => conventions.id === id);
    const compare = await rulesComparison(must(language, 'it was just written'));
    expect(compare(sample)).toEqual([]);
    const lines = sample.split('\n');
    fc.assert(
      fc.property(fc.shuffledSubarray(lines), (some) => {
        expect(compare(some.join('\n'))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
