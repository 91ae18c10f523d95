import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { must } from '#shared/assert.ts';
import { lowerFile } from '#core/code-index/lower/lower-file.ts';
import { pythonModules } from '#core/code-index/modules/python.ts';
import { buildMatch, questionWords } from '#core/code-index/search/build-match.ts';
import { documentsOfFile } from '#core/code-index/search/documents-of-file.ts';
import { toSearchTerms } from '#core/code-index/search/to-search-terms.ts';
import { openIndexReader } from '../../src/main/db/code-index/open-index-reader.ts';
import type { FieldWeights } from '../../src/main/db/code-index/search-words.ts';
import { findLanguages } from '../../src/workers/code-index/find-languages.ts';
import { loadLanguage } from '../../src/workers/code-index/load-language.ts';
import { readForms } from '../../src/workers/code-index/read-forms.ts';
import type { ParsedFile } from '../../src/workers/code-index/store/index-store.ts';
import { openIndexStore } from '../../src/workers/code-index/store/open-index-store.ts';
import { percentile } from '../measure/percentile.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';

/**
 * How well a question in natural language finds the function it is about (CodeSearchNet's protocol): the first sentence of a function's
 * docstring is the question, all docstrings are taken out of the tree, and the mean reciprocal rank of the right function is printed.
 */
const { values: options } = parseArgs({
  options: {
    tree: { type: 'string', default: '/usr/lib/python3.11' },
    questions: { type: 'string', default: '1500' },
    weights: { type: 'string', default: '' },
  },
});

interface Question {
  text: string;
  file: string;
  line: number;
}

const DOCSTRING =
  /^([ \t]*)(?:async )?def (\w+)\([^:]*?(?:\([^)]*\)[^:]*?)*\)[^:\n]*:\s*\n\s*(?:[rRuU]?)("""|''')([\s\S]*?)\3/gm;

/** The text without the docstrings of its functions, lines kept, and the questions they make. */
function takeDocstrings(path: string, text: string): { text: string; questions: Question[] } {
  const questions: Question[] = [];
  const bare = text.replace(
    DOCSTRING,
    (whole, _indent, name: string, quote: string, doc: string, at: number) => {
      const line = text.slice(0, at).split('\n').length;
      const sentence =
        doc
          .trim()
          .split(/\n\s*\n|\.(?:\s|$)/)[0]
          ?.replaceAll(/\s+/g, ' ')
          .trim() ?? '';
      const words = sentence.match(/[A-Za-z]+/g) ?? [];
      if (
        words.length >= 3 &&
        words.length <= 30 &&
        !/^(?:__\w+__|test.*|setUp|tearDown)$/.test(name)
      )
        questions.push({ text: sentence, file: path, line });
      return (
        whole.slice(0, whole.length - doc.length - 2 * quote.length) +
        `0${doc.replaceAll(/[^\n]/g, '')}`
      );
    },
  );
  return { text: bare, questions };
}

function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

const folder = must(
  findLanguages().find((one) => one.conventions.id === 'python'),
  'Python is there',
);
const language = await loadLanguage(folder);

function parsePython(path: string, text: string): ParsedFile {
  const root = must(readForms(language, text), 'the parser reads the tree');
  const moduleName = pythonModules.moduleName(path);
  const conventions = language.conventions;
  const facts = lowerFile({ path, language: conventions, text, root, moduleName, packageName: '' });
  const documents = documentsOfFile(path, text, { root, symbols: facts.symbols }).map(
    toSearchTerms,
  );
  return {
    path,
    hash: '',
    sizeBytes: text.length,
    mtimeMs: 0,
    language: 'python',
    lines: facts.lines,
    status: 'indexed',
    reason: '',
    facts,
    documents,
  };
}

/** A fixed choice spread over the whole list. */
function spreadOut<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, list.length / count);
  return Array.from({ length: Math.min(count, list.length) }, (_, n) =>
    must(list[Math.floor(n * step)], 'the step stays inside'),
  );
}

await inScratchFolder(async (scratch) => {
  const { store } = openIndexStore(join(scratch, 'index.db'));
  const questions: Question[] = [];
  store.begin();
  for (const path of pythonFiles(options.tree)) {
    const bare = takeDocstrings(path, readFileSync(join(options.tree, path), 'utf8'));
    try {
      store.putFile(parsePython(path, bare.text));
      questions.push(...bare.questions);
    } catch (error) {
      console.error(`${path}: ${String(error)}`);
    }
  }
  store.commit({ gitSha: null, refreshedAtMs: 0 });
  console.log(store.stats(), questions.length);
  measure(store.file, spreadOut(questions, Number(options.questions)));
  store.close();
  await Promise.resolve();
});

function measure(file: string, questions: readonly Question[]): void {
  const reader = openIndexReader(file);
  const sets = options.weights === '' ? ['4,2,1,1'] : options.weights.split(' ');
  console.log(reader.passageCount(), 'passages');
  for (const set of sets) {
    const [name = 1, signature = 1, comment = 1, body = 1] = set.split(',').map(Number);
    const weights: FieldWeights = { name, signature, comment, body };
    const times: number[] = [];
    let sum = 0;
    let top = 0;
    for (const question of questions) {
      const began = performance.now();
      const match = buildMatch(questionWords(question.text));
      const found =
        match === null
          ? []
          : reader.searchWords({ match, weights, place: { lang: null, path: null }, limit: 100 });
      const at = found.findIndex((passage) => {
        const symbol = reader.symbol(passage.symbol);
        return symbol?.file === question.file && symbol.line === question.line;
      });
      times.push(performance.now() - began);
      if (at >= 0) sum += 1 / (at + 1);
      if (at === 0) top += 1;
    }
    console.log(
      set,
      'MRR',
      (sum / questions.length).toFixed(4),
      'first',
      (top / questions.length).toFixed(3),
      'p95 ms',
      percentile(times, 0.95).toFixed(1),
    );
  }
  reader.close();
}
