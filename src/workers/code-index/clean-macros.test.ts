import { describe, expect, it } from 'vitest';
import { cleanMacros, firstBranches } from './clean-macros.ts';

const squeezed = (text: string): string => text.replaceAll(/[ \t]+/g, ' ').trim();

describe('macros in the way of a grammar', () => {
  it.each([
    ['EXPORT_API int open(void);', 'int open(void);'],
    ['static ALWAYS_INLINE struct box *make(int n) {', 'static struct box *make(int n) {'],
    ['class CORE_EXPORT Box : public Base {', 'class Box : public Base {'],
    ['int read(int) __THROW __nonnull ((1)) __wur;', 'int read(int) ;'],
    ['bool empty() const NOEXCEPT {', 'bool empty() const {'],
    ['void f(void) __attribute__((format(printf, 1, 2)));', 'void f(void) ;'],
    ['__BEGIN_DECLS\nint a;', 'int a;'],
  ])('INDEX-36 blanks them: %s', (text, left) => {
    expect(squeezed(cleanMacros(text)).replace(/^\s+/, '')).toBe(left);
  });

  it.each([
    'FILE *open_file(const char *name);',
    'HANDLE create(void);',
    'enum { ONE, TWO,\n  LAST\n};',
    'int x = MAX(1, 2);',
    'return LIMIT;',
  ])('INDEX-36 leaves what is no macro: %s', (text) => {
    expect(cleanMacros(text)).toBe(text);
  });

  it('INDEX-36 moves nothing', () => {
    const text = 'CORE_API int a(void);\n  Q_OBJECT\nint b;\n';
    const cleaned = cleanMacros(text);
    expect(cleaned).toHaveLength(text.length);
    expect(cleaned.indexOf('int b')).toBe(text.indexOf('int b'));
  });
});

describe('branches that cut a definition in two', () => {
  it('INDEX-36 keeps the first inside of braces', () => {
    const text = 'void f() {\n#ifdef A\n  if (a) {\n#else\n  if (b) {\n#endif\n  }\n}\n';
    expect(squeezed(firstBranches(text)).replaceAll(/\s+/g, ' ')).toBe('void f() { if (a) { } }');
    expect(firstBranches(text)).toHaveLength(text.length);
  });

  it('INDEX-36 keeps all at top level, in namespaces and in extern "C"', () => {
    const text = 'extern "C" {\n#ifdef A\nint a;\n#else\nint b;\n#endif\n}\n';
    expect(firstBranches(text)).toBe(text);
  });
});
