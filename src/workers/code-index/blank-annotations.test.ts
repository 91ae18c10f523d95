import { describe, expect, it } from 'vitest';
import { blankAnnotations } from './blank-annotations.ts';
import { solveTexts } from './testing/solve-texts.ts';

const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

describe('INDEX-36 annotations in the head of a function are blanked', () => {
  it.each([
    ['static int __init f(void) {', 'static int f(void) {'],
    ['static struct box *__init f(void) {', 'static struct box * f(void) {'],
    ['box_t __must_check f(int a);', 'box_t f(int a);'],
    ['static int __init __cold f(void) {', 'static int f(void) {'],
    ['int __printf(1, 2) f(const char *s, ...) {', 'int f(const char *s, ...) {'],
    ['static int noinline f(void) {', 'static int f(void) {'],
    ['asmlinkage __visible void __init f(void) {', 'void f(void) {'],
    ['jint JNICALL f(JNIEnv *env) {', 'jint f(JNIEnv *env) {'],
    ['static int __init\nf(void)\n{', 'static int f(void) {'],
    [
      '#define quiet\n#define loud __attribute__((hot))\nbox_t quiet f(void);\nbox_t loud g(void);',
      '#define quiet #define loud __attribute__((hot)) box_t f(void); box_t g(void);',
    ],
  ])('%j', (text, left) => {
    const blanked = blankAnnotations(text);
    expect(squeezed(blanked)).toBe(left);
    expect(blanked).toHaveLength(text.length);
    expect(blanked.split('\n').map(({ length }) => length)).toEqual(
      text.split('\n').map(({ length }) => length),
    );
  });

  it.each([
    'static unsigned long long f(void) {',
    'static struct __box *f(struct __box *b) {',
    'static const __u32 f(void) {',
    'HANDLE f(void) {',
    'void operator delete(void *p);',
    'explicit operator bool() const;',
    'virtual const char *f(int a) const;',
    '  return (int) f(g(x));',
    '  else if (f(x)) g(x);',
    'typedef unsigned int (*f)(int a);',
    '#define __init',
  ])('leaves what is none: %s', (text) => {
    expect(blankAnnotations(text)).toBe(text);
  });

  it('is not held up by long lines of words', () => {
    expect(blankAnnotations(`int ${'a '.repeat(50_000)}`)).toHaveLength(100_004);
  });
});

const HEADS = [
  'static int __init drv_init(void)',
  'static inline bool __must_check chk(void)',
  'asmlinkage __visible void __init boot(void)',
  'static unsigned long noinline get(void)',
  'void API_CALL api_close(void)',
  'static int __init\nlate(void)',
  'int plain(void)',
];
const NAMES = ['drv_init', 'chk', 'boot', 'get', 'api_close', 'late', 'plain'];

it.each(['k.c', 'k.cpp'])(
  'INDEX-36 functions with annotations keep their names in %s',
  async (path) => {
    const bodies = HEADS.map((head) => `${head}\n{ probe(1); }\n`).join('\n');
    const { calls } = await solveTexts({
      [path]: `static int probe(int x) { return x; }\n${bodies}`,
    });
    expect(calls).toEqual(NAMES.map((name) => `${path}#${name} → ${path}#probe`).toSorted());
  },
);

it('INDEX-36 also beside code that no reading makes sense of', async () => {
  const text =
    'int probe(int x) { return x; }\nint __init f(void) { return probe(1); }\nint @ broken ( ;\n';
  expect((await solveTexts({ 'k.c': text })).calls).toEqual(['k.c#f → k.c#probe']);
});
