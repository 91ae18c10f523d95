import type { Language } from '../../conventions.ts';

const TYPED: ReadonlySet<Language['modules']> = new Set(['go', 'rust', 'java', 'csharp']);

/** Whether declared types guide the resolution, but give way to values that flow (Go, Rust, Java, C#). */
export function isTyped({ modules }: Language): boolean {
  return TYPED.has(modules);
}

/** Whether methods are members by name and number of arguments; see lower/overloads.ts. */
export function hasArities({ modules }: Language): boolean {
  return modules === 'java' || modules === 'csharp';
}
