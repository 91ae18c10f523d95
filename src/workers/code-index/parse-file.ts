import { createHash } from 'node:crypto';
import type { SkipReason } from '#shared/messages/code-index.ts';
import { declaredPackage, lowerFile } from '#core/code-index/lower/lower-file.ts';
import { moduleSystems } from '#core/code-index/modules/module-systems.ts';
import {
  LARGEST_SOURCE_BYTES,
  LARGEST_TEXT_BYTES,
  classifyText,
} from '#core/code-index/scan/classify-text.ts';
import type { LanguageFinder } from '#core/code-index/scan/language-of-file.ts';
import { documentsOfFile, documentsOfText } from '#core/code-index/search/documents-of-file.ts';
import { toSearchTerms } from '#core/code-index/search/to-search-terms.ts';
import type { RootFolder } from '../files/root-folder.ts';
import type { Masker } from '#core/secrets/masker.ts';
import { decodeText } from './decode-text.ts';
import type { LanguageFolder } from './find-languages.ts';
import { type LoadedLanguage, loadLanguage } from './load-language.ts';
import { readFile } from './read-file.ts';
import { readForms } from './read-forms.ts';
import type { ScannedFile } from './scan/scan-tree.ts';
import { encodeFacts } from './store/encode-facts.ts';
import type { FileRecord, ParsedFile } from './store/index-store.ts';

/** What parsing needs of the languages. */
export interface Languages {
  folders: ReadonlyMap<string, LanguageFolder>;
  finder: LanguageFinder;
}

/**
 * Reads, parses and lowers one file, its secrets blanked out; null when it is gone. Every other
 * outcome is a record; errors of the parser itself are thrown.
 */
export async function parseFile(
  root: RootFolder,
  file: ScannedFile,
  languages: Languages,
  masker: Masker,
): Promise<ParsedFile | null> {
  const largest = file.language === '' ? LARGEST_TEXT_BYTES : LARGEST_SOURCE_BYTES;
  const content = readFile(root, file.path, largest);
  if (content === null) return null;
  if ('skip' in content) {
    const { sizeBytes, mtimeMs } = content;
    return skipped({ ...emptyRecord(file), sizeBytes, mtimeMs }, content.skip);
  }
  const { bytes, mtimeMs } = content;
  const hash = createHash('sha1').update(bytes).digest('hex');
  const record = { ...emptyRecord(file), hash, sizeBytes: bytes.length, mtimeMs };
  const decoded = decodeText(bytes);
  if (decoded.kind === 'binary') return skipped(record, 'binary');
  const text = masker.blank(decoded.text);
  const reason = classifyText(text);
  if (reason !== null) return skipped(record, reason);
  const language =
    file.language === ''
      ? languages.finder.byFirstLine(text)
      : languages.finder.byText(file.language, file.path, text);
  const folder = languages.folders.get(language);
  if (folder === undefined) return textFile({ ...record, language: '' }, text);
  return sourceFile({ ...record, language }, text, await loadLanguage(folder));
}

function sourceFile(record: FileRecord, text: string, language: LoadedLanguage): ParsedFile {
  const root = readForms(language, text);
  if (root === null) return skipped(record, 'parser_failed');
  const { conventions } = language;
  const modules = moduleSystems[conventions.modules];
  const facts = lowerFile({
    path: record.path,
    language: conventions,
    text,
    root,
    moduleName: modules.moduleName(record.path),
    packageName: modules.packageName?.(record.path, declaredPackage(root, text)) ?? '',
  });
  const documents = documentsOfFile(record.path, text, { root, symbols: facts.symbols });
  return {
    ...record,
    lines: facts.lines,
    status: 'indexed',
    reason: root.flags.includes('syntax_errors') ? 'syntax_errors' : '',
    facts,
    encodedFacts: encodeFacts(facts),
    documents: documents.map(toSearchTerms),
  };
}

function textFile(record: FileRecord, text: string): ParsedFile {
  const documents = documentsOfText(record.path, text).map(toSearchTerms);
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return { ...record, lines, status: 'text', facts: null, documents };
}

function emptyRecord({ path, language, sizeBytes, mtimeMs }: ScannedFile): FileRecord {
  return { path, hash: '', sizeBytes, mtimeMs, language, lines: 0, status: 'skipped', reason: '' };
}

function skipped(record: FileRecord, reason: SkipReason): ParsedFile {
  return { ...record, status: 'skipped', reason, facts: null, documents: [] };
}

/** The record of a file that a parser could not get through. */
export function failedFile(file: ScannedFile): ParsedFile {
  return skipped(emptyRecord(file), 'parser_failed');
}
