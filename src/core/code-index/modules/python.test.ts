import { describe, expect, it } from 'vitest';
import type { ProjectView } from './module-system.ts';
import { pythonModules } from './python.ts';

function project(...files: string[]): ProjectView {
  const known = new Set(files);
  return {
    hasFile: (path) => known.has(path),
    hasPackage: () => false,
    configuration: () => null,
  };
}

function resolve(file: string, [source, name]: [string, string], view: ProjectView): unknown[] {
  return pythonModules
    .resolve({ source, name, file, package: '' }, view)
    .map((target) => (target.in === 'file' ? `${target.file}#${target.slot}` : target));
}

describe('Python imports', () => {
  const view = project(
    'src/pkg/__init__.py',
    'src/pkg/a.py',
    'src/pkg/sub/__init__.py',
    'src/pkg/sub/b.py',
    'src/pkg/typed.pyi',
    'tests/test_a.py',
    'tests/support.py',
    'ns/inner/mod.py',
  );

  it('finds a name in a module and, failing that, the submodule of that name', () => {
    expect(resolve('src/pkg/a.py', ['pkg', 'sub'], view)).toEqual([
      'src/pkg/__init__.py#sub',
      'src/pkg/sub/__init__.py#',
    ]);
  });

  it('finds sources below src/ and modules beside a script', () => {
    expect(resolve('tests/test_a.py', ['pkg.a', 'f'], view)).toEqual(['src/pkg/a.py#f']);
    expect(resolve('tests/test_a.py', ['support', ''], view)).toEqual(['tests/support.py#']);
  });

  it('climbs one folder for each dot after the first', () => {
    expect(resolve('src/pkg/sub/b.py', ['..a', 'f'], view)).toEqual(['src/pkg/a.py#f']);
    expect(resolve('src/pkg/sub/b.py', ['.', 'b'], view)).toEqual([
      'src/pkg/sub/__init__.py#b',
      'src/pkg/sub/b.py#',
    ]);
    expect(resolve('src/pkg/sub/__init__.py', ['.b', '*'], view)).toEqual(['src/pkg/sub/b.py#*']);
  });

  it('goes through folders without __init__.py', () => {
    expect(resolve('tests/test_a.py', ['ns.inner', 'mod'], view)).toEqual(['ns/inner/mod.py#']);
    expect(resolve('tests/test_a.py', ['ns.inner.mod', 'f'], view)).toEqual(['ns/inner/mod.py#f']);
  });

  it('takes a stub where there is no source', () => {
    expect(resolve('src/pkg/a.py', ['pkg.typed', 'T'], view)).toEqual(['src/pkg/typed.pyi#T']);
  });

  it('names what lies outside', () => {
    expect(resolve('src/pkg/a.py', ['functools', 'partial'], view)).toEqual([
      { in: 'external', name: 'functools.partial' },
    ]);
  });

  it('finds a sibling in a package for scripts, but not in place of the standard library', () => {
    const siblings = project('pkg/__init__.py', 'pkg/logging.py', 'pkg/helper.py', 'pkg/main.py');
    expect(resolve('pkg/main.py', ['helper', 'f'], siblings)).toEqual(['pkg/helper.py#f']);
    expect(resolve('pkg/main.py', ['logging', 'f'], siblings)).toEqual([
      { in: 'external', name: 'logging.f' },
    ]);
  });

  it('finds submodules of packages only', () => {
    expect(pythonModules.submodule?.('src/pkg/__init__.py', 'a', view)).toEqual([
      { in: 'file', file: 'src/pkg/a.py', slot: '' },
    ]);
    expect(pythonModules.submodule?.('src/pkg/a.py', 'b', view)).toEqual([]);
  });

  it.each([
    ['src/pkg/__init__.py', 'pkg'],
    ['src/pkg/sub/b.py', 'pkg.sub.b'],
    ['tool.py', 'tool'],
    ['__init__.py', '__init__'],
  ])('calls %s %s', (file, name) => {
    expect(pythonModules.moduleName(file)).toBe(name);
  });
});
