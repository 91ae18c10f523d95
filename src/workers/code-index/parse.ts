import { Piscina } from 'piscina';
import { languageFinder } from '#core/code-index/scan/language-of-file.ts';
import { openIfThere } from '../files/root-folder.ts';
import { findLanguages } from './find-languages.ts';
import { LanguageError, wasmBytes } from './load-language.ts';
import { type Languages, failedFile, parseFile } from './parse-file.ts';
import { maskerFor } from '../secrets/masker-for.ts';
import type { ScannedFile } from './scan/scan-tree.ts';
import type { ParsedFile } from './store/index-store.ts';

/** Files below one root, to be read and parsed in a thread. */
export interface ParseTask {
  root: string;
  files: readonly ScannedFile[];
}

export interface ParseResult {
  /** In the order asked for, without those that are gone. */
  files: ParsedFile[];
  /** Memory of the parser in this thread; it never shrinks. */
  wasmBytes: number;
  /** Whether the parser broke off inside, so that this thread should parse nothing more. */
  isSpent: boolean;
  /** What went wrong, one sentence each; at most one for each language that cannot be used. */
  errors: string[];
}

// Long enough for many batches of one build to share a look at the settings.
const SETTINGS_MS = 10_000;
let languages: Languages | undefined;

/** The piscina entry: parses files one after the other. An error costs its file only. */
export default async function parse(task: ParseTask): Promise<ParseResult> {
  languages ??= readLanguages();
  const result: ParseResult = { files: [], wasmBytes: 0, isSpent: false, errors: [] };
  const masker = maskerFor([task.root], SETTINGS_MS);
  using root = openIfThere(task.root);
  for (const file of task.files) {
    try {
      // Without their root all files are gone.
      const parsed = root === null ? null : await parseFile(root, file, languages, masker);
      if (parsed !== null) result.files.push(parsed);
    } catch (error) {
      result.files.push(failedFile(file));
      const sentence = describeError(file, error);
      if (!result.errors.includes(sentence)) result.errors.push(sentence);
      // After a trap the parser's memory is in an unknown state.
      if (error instanceof Error && error.name === 'RuntimeError') result.isSpent = true;
    }
  }
  result.wasmBytes = wasmBytes();
  return withTransfer(result);
}

function readLanguages(): Languages {
  const folders = findLanguages(Piscina.workerData as string);
  const conventions = folders.map((folder) => folder.conventions);
  return {
    folders: new Map(folders.map((folder) => [folder.conventions.id, folder])),
    finder: languageFinder(conventions),
  };
}

function describeError(file: ScannedFile, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof LanguageError ? reason : `${file.path} could not be parsed: ${reason}`;
}

/** Marks the arrays that change threads instead of being copied. */
function withTransfer(result: ParseResult): ParseResult {
  const buffers = new Set<ArrayBufferLike>();
  for (const { facts, encodedFacts } of result.files)
    for (const array of [facts?.origins, facts?.code, facts?.calls, encodedFacts])
      if (array !== undefined && isWhole(array)) buffers.add(array.buffer);
  const movable = {
    [Piscina.transferableSymbol]: [...buffers],
    [Piscina.valueSymbol]: result,
  };
  // piscina unwraps it before it is sent.
  return Piscina.move(movable as never) as never;
}

/** Whether nothing else lives in the array's buffer: small Buffers share one. */
function isWhole(array: ArrayBufferView): boolean {
  return array.byteOffset === 0 && array.byteLength === array.buffer.byteLength;
}
