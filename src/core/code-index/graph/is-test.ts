/** Folders whose files are tests whatever the language. */
const FOLDERS = /(?:^|\/)(?:tests?|__tests__|specs?|e2e|testing|testdata|cypress)\//i;

/** Per language, the names of test files. */
const FILES: Readonly<Record<string, RegExp>> = {
  python: /^(?:test_.*|.*_test|tests?|conftest)\.pyi?$/,
  typescript: /\.(?:test|spec|e2e|cy)\.[cm]?tsx?$/,
  tsx: /\.(?:test|spec|e2e|cy)\.[cm]?tsx?$/,
  javascript: /\.(?:test|spec|e2e|cy)\.[cm]?jsx?$/,
  go: /_test\.go$/,
  rust: /^(?:tests?|.*_tests?)\.rs$/,
  java: /^(?:Test.+|.+(?:Tests?|TestCase|IT))\.java$/,
  csharp: /^.+(?:Tests?|Specs?)\.cs$/,
  c: /^(?:tests?_.*|.*_(?:tests?|unittest))\.[ch]$/,
  cpp: /^(?:tests?_.*|.*_(?:tests?|unittest)|.*Tests?)\.(?:cc|cpp|cxx|hh?|hpp)$/,
  ruby: /_(?:spec|test)\.rb$/,
  php: /^.+Test\.php$/,
  bash: /^(?:test_.*|.*_test)\.(?:sh|bash)$|\.bats$/,
};

/** Whether a file holds tests or what only tests use, by the customs of its language (IMPACT-4). */
export function isTestFile(path: string, language: string): boolean {
  if (FOLDERS.test(path)) return true;
  if (language === 'java' && path.includes('src/test/')) return true;
  if (language === 'csharp' && /(?:^|\/)[^/]*\.Tests?\//.test(path)) return true;
  return FILES[language]?.test(path.slice(path.lastIndexOf('/') + 1)) ?? false;
}

/**
 * Whether a symbol outside the test files is a test all the same: a Rust `mod tests` beside the
 * code.
 */
export function isTestSymbol(symbolPath: string, language: string): boolean {
  return language === 'rust' && /^(?:.*\.)?tests?(?:\.|$)/.test(symbolPath);
}
