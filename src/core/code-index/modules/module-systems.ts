import { cModules } from './c.ts';
import { rubyModules } from './ruby.ts';
import { phpModules } from './php.ts';
import { bashModules } from './bash.ts';
import type { Language } from '../conventions.ts';
import { javascriptModules } from './javascript.ts';
import type { ModuleSystem } from './module-system.ts';
import { pythonModules } from './python.ts';

/** Resolves nothing: for languages whose module system is not known. */
const noModules: ModuleSystem = {
  resolve: () => [],
  moduleName: (file) => file.replace(/\.[^./]+$/, '').replaceAll('/', '.'),
};

/** How each family of languages finds what an import names. */
export const moduleSystems: Record<Language['modules'], ModuleSystem> = {
  python: pythonModules,
  javascript: javascriptModules,
  go: noModules,
  rust: noModules,
  java: noModules,
  csharp: noModules,
  c: cModules,
  ruby: rubyModules,
  php: phpModules,
  bash: bashModules,
};
