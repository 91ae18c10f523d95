import { cModules } from './c.ts';
import { rubyModules } from './ruby.ts';
import { phpModules } from './php.ts';
import { bashModules } from './bash.ts';
import type { Language } from '../conventions.ts';
import { javascriptModules } from './javascript.ts';
import { goModules } from './go.ts';
import { rustModules } from './rust.ts';
import { javaModules } from './java.ts';
import { csharpModules } from './csharp.ts';
import type { ModuleSystem } from './module-system.ts';
import { pythonModules } from './python.ts';

/** How each family of languages finds what an import names. */
export const moduleSystems: Record<Language['modules'], ModuleSystem> = {
  python: pythonModules,
  javascript: javascriptModules,
  go: goModules,
  rust: rustModules,
  java: javaModules,
  csharp: csharpModules,
  c: cModules,
  ruby: rubyModules,
  php: phpModules,
  bash: bashModules,
};
