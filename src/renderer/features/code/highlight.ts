import {
  createCssVariablesTheme,
  createHighlighterCore,
  type HighlighterCore,
  type LanguageInput,
} from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { languageOfFile } from './language-of-file.ts';

export type HighlightedLine = readonly { content: string; color: string | undefined }[];

const theme = createCssVariablesTheme({ name: 'slipway', variablePrefix: '--code-' });

/** Grammars are loaded when a snippet of the language is first shown. */
const grammars: Readonly<Record<string, () => LanguageInput>> = {
  python: () => import('shiki/langs/python.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  c: () => import('shiki/langs/c.mjs'),
  cpp: () => import('shiki/langs/cpp.mjs'),
  csharp: () => import('shiki/langs/csharp.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  php: () => import('shiki/langs/php.mjs'),
  bash: () => import('shiki/langs/bash.mjs'),
};

let started: Promise<HighlighterCore> | undefined;

function start(): Promise<HighlighterCore> {
  started ??= createHighlighterCore({
    themes: [theme],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  return started;
}

/**
 * Coloured tokens per line; null when the file's language is not known. Colours are CSS variables
 * of the theme.
 */
export async function highlight(
  text: string,
  file: string,
): Promise<readonly HighlightedLine[] | null> {
  const language = languageOfFile(file);
  const grammar = language === undefined ? undefined : grammars[language];
  if (language === undefined || grammar === undefined) return null;
  const highlighter = await start();
  if (!highlighter.getLoadedLanguages().includes(language))
    await highlighter.loadLanguage(grammar());
  return highlighter
    .codeToTokensBase(text, { lang: language, theme: 'slipway' })
    .map((line) => line.map(({ content, color }) => ({ content, color })));
}
