import { describe, expect, it } from 'vitest';
import { javascriptModules } from './javascript.ts';
import type { ProjectView } from './module-system.ts';

/** A repository of these files; those that end in .json or .yaml are configuration. */
function repository(files: Record<string, string>): ProjectView {
  return {
    hasFile: (path) => path in files && !/\.(json|yaml)$/.test(path),
    hasPackage: () => false,
    configuration: (path) => files[path] ?? null,
  };
}

function find(files: Record<string, string>, file: string, source: string): string {
  const question = { source, name: 'x', file, package: '' };
  const [target] = javascriptModules.resolve(question, repository(files));
  if (target === undefined) return 'nothing';
  return target.in === 'file' ? target.file : `${target.in} ${'name' in target ? target.name : ''}`;
}

describe('relative imports', () => {
  it.each([
    ['./b', { 'a/b.ts': '' }, 'a/b.ts'],
    ['./b.js', { 'a/b.ts': '' }, 'a/b.ts'],
    ['./b.js', { 'a/b.js': '' }, 'a/b.js'],
    ['./b.mjs', { 'a/b.mts': '' }, 'a/b.mts'],
    ['./b.jsx', { 'a/b.tsx': '' }, 'a/b.tsx'],
    ['./b.config', { 'a/b.config.ts': '' }, 'a/b.config.ts'],
    ['./b', { 'a/b/index.tsx': '' }, 'a/b/index.tsx'],
    ['./b', { 'a/b/package.json': '{"main":"lib/x.js"}', 'a/b/lib/x.js': '' }, 'a/b/lib/x.js'],
    ['./b', { 'a/b.d.ts': '' }, 'a/b.d.ts'],
    ['..', { 'index.js': '' }, 'index.js'],
    ['.', { 'a/index.ts': '' }, 'a/index.ts'],
    ['../../b', { 'b.ts': '' }, 'external ../../b.x'],
    ['./b.ts?raw', { 'a/b.ts': '' }, 'a/b.ts'],
  ])('finds %s', (source, files, expected) => {
    expect(find(files, 'a/main.ts', source)).toBe(expected);
  });
});

describe('packages', () => {
  const monorepo = {
    'package.json': '{"workspaces":["packages/*"]}',
    'packages/core/package.json':
      '{"name":"@acme/core","exports":{".":{"types":"./dist/index.d.ts","import":"./dist/index.js"},"./ui/*":"./dist/ui/*.js"}}',
    'packages/core/src/index.ts': '',
    'packages/core/src/ui/button.tsx': '',
    'packages/app/package.json': '{"name":"app","imports":{"#db/*":"./src/db/*.js"}}',
    'packages/app/src/db/pool.ts': '',
  };
  it.each([
    ['@acme/core', 'packages/core/src/index.ts'],
    ['@acme/core/ui/button', 'packages/core/src/ui/button.tsx'],
    ['#db/pool', 'packages/app/src/db/pool.ts'],
    ['react', 'external react.x'],
    ['node:fs', 'external fs.x'],
  ])('finds %s', (source, expected) => {
    expect(find(monorepo, 'packages/app/src/main.ts', source)).toBe(expected);
  });

  it('reads the folders of a pnpm workspace', () => {
    const files = {
      'pnpm-workspace.yaml': "packages:\n  - 'libs/*'\n",
      'libs/tool/package.json': '{"name":"tool","main":"./lib/tool.js"}',
      'libs/tool/lib/tool.js': '',
    };
    expect(find(files, 'app/main.js', 'tool')).toBe('libs/tool/lib/tool.js');
  });

  it('finds a package by its own name from inside', () => {
    const files = { 'package.json': '{"name":"zed"}', 'src/index.ts': '', 'src/deep/a.ts': '' };
    expect(find(files, 'src/deep/a.ts', 'zed')).toBe('src/index.ts');
    expect(find(files, 'src/index.ts', 'zed/deep/a')).toBe('src/deep/a.ts');
  });
});

describe('tsconfig.json', () => {
  const files = {
    'tsconfig.json':
      '{ // names\n "extends": "./base", "compilerOptions": { "strict": true, }, /* end */ }',
    'base.json':
      '{"compilerOptions":{"baseUrl":"src","paths":{"@/*":["none/*","*"],"@ui/*":["ui/*"],"exact":["x/exact.ts"]}}}',
    'src/a.ts': '',
    'src/ui/a.tsx': '',
    'src/x/exact.ts': '',
  };
  it.each([
    ['@/a', 'src/a.ts'],
    ['@ui/a', 'src/ui/a.tsx'],
    ['exact', 'src/x/exact.ts'],
    ['ui/a', 'src/ui/a.tsx'],
    ['exactly', 'external exactly.x'],
  ])('finds %s', (source, expected) => {
    expect(find(files, 'src/deep/main.ts', source)).toBe(expected);
  });

  it('reads the projects it refers to', () => {
    const referring = {
      'tsconfig.json': '{"files":[],"references":[{"path":"./tsconfig.app.json"}]}',
      'tsconfig.app.json': '{"compilerOptions":{"paths":{"~/*":["./src/*"]}}}',
      'src/a.ts': '',
    };
    expect(find(referring, 'src/main.ts', '~/a')).toBe('src/a.ts');
  });

  it('takes nothing from a malformed file', () => {
    expect(find({ 'tsconfig.json': '{ nonsense' }, 'a.ts', 'b')).toBe('external b.x');
  });
});

describe('names', () => {
  it('offers the whole of a CommonJS module as its default', () => {
    const question = { source: './b', name: 'default', file: 'a.js', package: '' };
    expect(javascriptModules.resolve(question, repository({ 'b.js': '' }))).toEqual([
      { in: 'file', file: 'b.js', slot: 'default' },
      { in: 'file', file: 'b.js', slot: 'export=' },
      { in: 'file', file: 'b.js', slot: '' },
    ]);
  });

  it('calls a module by its path', () => {
    expect(javascriptModules.moduleName('src/app/index.ts')).toBe('src.app');
    expect(javascriptModules.moduleName('src/a.d.ts')).toBe('src.a');
  });
});
