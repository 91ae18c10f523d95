import { describe, expect, it } from 'vitest';
import { solveTexts } from './testing/solve-texts.ts';

/** What the compiler alone looks into is no call, and hands nothing on. */
describe('LOWER-10 what the compiler looks into, but nobody runs, is no call', () => {
  it.each([
    [
      'C#: nameof, typeof, sizeof',
      'a.cs',
      'class N { string A() { return nameof(B) + nameof(N.B); } void B() {} void C() { B(); }\n' +
        '  [Obsolete(nameof(B))] void D() { Log(nameof(B), () => B()); } void Log(string s, System.Action a) { a(); }\n' +
        '  string E(string x = nameof(B)) => $"{nameof(B)}{typeof(N)}{sizeof(int)}"; }',
      ['N.C → N.B', 'N.D → N.Log', 'N.D.<anonymous> → N.B', 'N.Log → N.D.<anonymous>'],
    ],
    [
      'C#: a method called nameof is a method',
      'a.cs',
      'class M { string nameof(object o) { return ""; } object X() { return null; } string Y() { return nameof(X()); } }',
      ['M.Y → M.X', 'M.Y → M.nameof'],
    ],
    [
      'C: sizeof, _Alignof',
      'a.c',
      'int f(int x) { return x; }\nint g(void) { return sizeof(f(1)) + sizeof f(2) + _Alignof(int); }\nint h(void) { return f(3); }',
      ['h → f'],
    ],
    [
      'C++: decltype, noexcept, typeid, sizeof',
      'a.cpp',
      'int f(int x) { return x; }\nint g() { decltype(f(1)) y = 0; return y + noexcept(f(2)) + sizeof(f(3)); }\n' +
        'auto k() -> decltype(f(4)) { return f(5); }\nconst char* t() { return typeid(f(6)).name(); }',
      ['k → f'],
    ],
    ['Ruby: defined?', 'a.rb', 'def f; end\ndef g; defined?(f); end\ndef h; f; end\n', ['h → f']],
    [
      'Go: unsafe.Sizeof',
      'a.go',
      'package a\nimport "unsafe"\nfunc f() int { return 1 }\nfunc g() uintptr { return unsafe.Sizeof(f()) }\nfunc h() int { return f() }\n',
      ['h → f'],
    ],
    [
      'Rust: stringify!',
      'a.rs',
      "fn f() -> i32 { 1 }\nfn g() -> &'static str { stringify!(f()) }\nfn h() { assert!(f() == 1); }\n",
      ['h → f'],
    ],
    [
      'TypeScript: typeof',
      'a.ts',
      'export function f() { return 1; }\nexport const g = () => typeof f;\nexport type T = ReturnType<typeof f>;\nexport function h() { return f(); }\n',
      ['h → f'],
    ],
  ])('%s', async (_, path, text, expected) => {
    const { calls } = await solveTexts({ [path]: text });
    expect(calls.map((line) => line.replaceAll(`${path}#`, ''))).toEqual(expected);
  });
});
