import type { ImportTarget, ModuleSystem } from './module-system.ts';

/**
 * Java's imports. Packages span files and are known by the names that files declare; a class serves
 * as the package of its static and nested members, so that `import static a.B.c` reads `c` of
 * `a.B`.
 */
export const javaModules: ModuleSystem = {
  resolve({ source, name }, project) {
    const target: ImportTarget = {
      in: 'package',
      package: javaPackage(source),
      slot: name === '*' ? '' : name,
    };
    if (name === '' || name === '*') return [target];
    const isKnown = prefixes(source).some((prefix) => project.hasPackage(javaPackage(prefix)));
    return isKnown ? [target] : [{ in: 'external', name: `${source}.${name}` }];
  },

  moduleName(file) {
    const folders = file.split('/').slice(0, -1);
    const start = folders.findLastIndex((folder) => folder === 'java');
    return folders.slice(start + 1).join('.');
  },

  packageName(_file, declared) {
    return javaPackage(declared);
  },
};

function javaPackage(name: string): string {
  return `java:${name}`;
}

function prefixes(name: string): string[] {
  const steps = name.split('.');
  return steps.map((_, index) => steps.slice(0, index + 1).join('.')).toReversed();
}
