import { describe, expect, test } from 'vitest';
import { isTestFile, isTestSymbol } from './is-test.ts';

describe('IMPACT-4 tests are recognised by the conventions of their language', () => {
  test.each([
    ['pkg/test_box.py', 'python'],
    ['pkg/box_test.py', 'python'],
    ['conftest.py', 'python'],
    ['tests/support.py', 'python'],
    ['src/box.test.ts', 'typescript'],
    ['src/__tests__/box.js', 'javascript'],
    ['box.spec.jsx', 'javascript'],
    ['pkg/box_test.go', 'go'],
    ['src/tests.rs', 'rust'],
    ['src/test/java/acme/Support.java', 'java'],
    ['acme/BoxTest.java', 'java'],
    ['Acme.Tests/Support.cs', 'csharp'],
    ['BoxTests.cs', 'csharp'],
    ['box_unittest.cc', 'cpp'],
    ['test_box.c', 'c'],
    ['spec/box_spec.rb', 'ruby'],
    ['BoxTest.php', 'php'],
    ['install.bats', 'bash'],
  ])('%s (%s) is one', (path, language) => expect(isTestFile(path, language)).toBe(true));

  test.each([
    ['pkg/contest.py', 'python'],
    ['pkg/testament.py', 'python'],
    ['src/latest.ts', 'typescript'],
    ['src/contest/box.js', 'javascript'],
    ['pkg/testing.go', 'go'],
    ['acme/Contest.java', 'java'],
    ['Latest.cs', 'csharp'],
    ['attest.c', 'c'],
    ['test', ''],
  ])('%s (%s) is none', (path, language) => expect(isTestFile(path, language)).toBe(false));

  test('a Rust module of tests beside the code', () => {
    expect(isTestSymbol('tests.opens_box', 'rust')).toBe(true);
    expect(isTestSymbol('box.tests', 'rust')).toBe(true);
    expect(isTestSymbol('contests.open', 'rust')).toBe(false);
    expect(isTestSymbol('tests.opens_box', 'python')).toBe(false);
  });
});
