import type { Language } from '../conventions.ts';

/** Finds the language of a file by its name, or by the `#!` line of a file without an extension. */
export interface LanguageFinder {
  /** Language id, or '' when the name does not decide it. */
  byName(name: string): string;
  byFirstLine(text: string): string;
  /**
   * The language that takes a file over from the one its name says, because of what is written in
   * it; else that one.
   */
  byText(language: string, name: string, text: string): string;
}

export function languageFinder(languages: readonly Language[]): LanguageFinder {
  const names = new Map<string, string>();
  const extensions = new Map<string, string>();
  const interpreters = new Map<string, string>();
  for (const language of languages) {
    for (const name of language.filenames) names.set(name, language.id);
    for (const extension of language.extensions) extensions.set(extension, language.id);
    for (const word of language.interpreters) interpreters.set(word, language.id);
  }
  const takers = languages.flatMap(({ id, takesOver }) => {
    if (takesOver === undefined) return [];
    const { language: from, extensions: taken, pattern } = takesOver;
    return [{ id, from, extensions: taken, pattern: new RegExp(pattern, 'm') }];
  });
  return {
    byName: (name) => names.get(name) ?? byExtension(extensions, name),
    byFirstLine: (text) => interpreters.get(interpreterOf(text)) ?? '',
    byText: (language, name, text) => {
      const taker = takers.find(
        ({ from, extensions: taken, pattern }) =>
          from === language && taken.some((end) => name.endsWith(end)) && pattern.test(text),
      );
      return taker?.id ?? language;
    },
  };
}

/**
 * The longest known extension wins, so that `.d.ts` or `.html.erb` may mean something of their own.
 */
function byExtension(extensions: Map<string, string>, name: string): string {
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const language =
      extensions.get(name.slice(dot)) ?? extensions.get(name.slice(dot).toLowerCase());
    if (language !== undefined) return language;
  }
  return '';
}

/** `python3` of `#!/usr/bin/env -S python3 -u`. */
function interpreterOf(text: string): string {
  if (!text.startsWith('#!')) return '';
  const newline = text.indexOf('\n');
  const words = text
    .slice(2, newline < 0 ? 200 : Math.min(newline, 200))
    .trim()
    .split(/\s+/);
  const base = (word: string | undefined): string => word?.slice(word.lastIndexOf('/') + 1) ?? '';
  const first = base(words[0]);
  if (first !== 'env') return first;
  return base(words.slice(1).find((word) => !word.startsWith('-') && !word.includes('=')));
}
