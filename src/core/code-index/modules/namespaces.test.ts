import { describe, expect, test } from 'vitest';
import { csharpModules, GLOBAL_USINGS } from './csharp.ts';
import { javaModules } from './java.ts';
import type { ProjectView } from './module-system.ts';

function project(packages: string[], files: string[] = []): ProjectView {
  return {
    hasFile: (path) => files.includes(path),
    hasPackage: (name) => packages.includes(name),
    configuration: () => null,
  };
}

describe('Java imports', () => {
  const view = project(['java:com.acme.shop']);
  const ask = (source: string, name: string): unknown =>
    javaModules.resolve({ source, name, file: 'A.java', package: '' }, view);

  test('INDEX-1 a class is a member of its package', () => {
    expect(ask('com.acme.shop', 'Cart')).toEqual([
      { in: 'package', package: 'java:com.acme.shop', slot: 'Cart' },
    ]);
  });

  test('INDEX-1 a class is the package of its static and nested members', () => {
    expect(ask('com.acme.shop.Cart', 'Entry')).toEqual([
      { in: 'package', package: 'java:com.acme.shop.Cart', slot: 'Entry' },
    ]);
  });

  test('INDEX-1 packages that no file declares are external', () => {
    expect(ask('java.util', 'List')).toEqual([{ in: 'external', name: 'java.util.List' }]);
  });

  test('INDEX-1 the module is the package below the source folder', () => {
    expect(javaModules.moduleName('src/main/java/com/acme/Box.java')).toBe('com.acme');
  });
});

describe('C# namespaces', () => {
  test('INDEX-1 using takes everything of a namespace', () => {
    const question = { source: 'Acme.Shop', name: '*', file: 'a.cs', package: '' };
    expect(csharpModules.resolve(question, project([]))).toEqual([
      { in: 'package', package: 'csharp:Acme.Shop', slot: '' },
    ]);
  });

  test('INDEX-1 global usings of the project hold everywhere below it', () => {
    const question = { source: GLOBAL_USINGS, name: '*', file: 'app/src/a.cs', package: '' };
    expect(csharpModules.resolve(question, project([], ['app/GlobalUsings.cs']))).toEqual([
      { in: 'file', file: 'app/GlobalUsings.cs', slot: '*' },
    ]);
  });
});
