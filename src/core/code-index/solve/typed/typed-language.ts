import type { Language } from '../../conventions.ts';

const TYPED: ReadonlySet<Language['modules']> = new Set([
  'go',
  'rust',
  'java',
  'csharp',
  'c',
  'php',
  'ruby',
]);

/**
 * Whether declared types, that of the receiver among them, guide the resolution but give way to
 * values that flow.
 */
export function isTyped({ modules }: Language): boolean {
  return TYPED.has(modules);
}

/** Whether a type that is called like a function converts its argument (Go, Rust). */
export function isConverting({ modules }: Language): boolean {
  return modules === 'go' || modules === 'rust';
}

/** Whether instances are called through a method of theirs, and constructed anew by `new`. */
export function hasCallMethods({ modules }: Language): boolean {
  return modules === 'c' || modules === 'php' || modules === 'ruby';
}

/** Whether methods are members by name and number of arguments; see lower/overloads.ts. */
export function hasArities({ modules }: Language): boolean {
  return modules === 'java' || modules === 'csharp';
}
