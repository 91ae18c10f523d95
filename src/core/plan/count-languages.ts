const LANGUAGES: Readonly<Record<string, string>> = {
  ts: 'TypeScript',
  tsx: 'TypeScript',
  mts: 'TypeScript',
  cts: 'TypeScript',
  js: 'JavaScript',
  jsx: 'JavaScript',
  mjs: 'JavaScript',
  cjs: 'JavaScript',
  py: 'Python',
  go: 'Go',
  rs: 'Rust',
  java: 'Java',
  kt: 'Kotlin',
  c: 'C',
  h: 'C',
  cc: 'C++',
  cpp: 'C++',
  hpp: 'C++',
  cs: 'C#',
  rb: 'Ruby',
  php: 'PHP',
  swift: 'Swift',
  scala: 'Scala',
  sh: 'Shell',
  sql: 'SQL',
  html: 'HTML',
  css: 'CSS',
  vue: 'Vue',
  svelte: 'Svelte',
  md: 'Markdown',
};

/** Source files by language, most first, then by name. Files of unknown endings are not counted. */
export function countLanguages(files: readonly string[]): { name: string; files: number }[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const dot = file.lastIndexOf('.');
    const extension = dot <= file.lastIndexOf('/') + 1 ? '' : file.slice(dot + 1).toLowerCase();
    const name = Object.hasOwn(LANGUAGES, extension) ? LANGUAGES[extension] : undefined;
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, files: count }))
    .sort((a, b) => b.files - a.files || (a.name < b.name ? -1 : 1));
}
