import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { must } from '#shared/assert.ts';
import { lowerFile } from '#core/code-index/lower/lower-file.ts';
import { pythonModules } from '#core/code-index/modules/python.ts';
import { buildMatch, questionWords } from '#core/code-index/search/build-match.ts';
import { passageScore } from '#core/code-index/search/rank-passages.ts';
import { SYMBOL_KINDS } from '#core/code-index/symbols.ts';
import { documentsOfFile } from '#core/code-index/search/documents-of-file.ts';
import { toSearchTerms } from '#core/code-index/search/to-search-terms.ts';
import {
  openIndexReader,
  type IndexReader,
} from '../../src/main/db/code-index/open-index-reader.ts';
import { FIELD_WEIGHTS, type FieldWeights } from '../../src/main/db/code-index/search-words.ts';
import { findLanguages } from '../../src/workers/code-index/find-languages.ts';
import { loadLanguage } from '../../src/workers/code-index/load-language.ts';
import { readForms } from '../../src/workers/code-index/read-forms.ts';
import type { IndexStore, ParsedFile } from '../../src/workers/code-index/store/index-store.ts';
import { openIndexStore } from '../../src/workers/code-index/store/open-index-store.ts';
import { spread } from '../measure/percentile.ts';
import { printTable } from '../measure/print-table.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';

/**
 * How well a question in natural language finds the function it is about (CodeSearchNet's
 * protocol): the first sentence of a function's docstring is the question, all docstrings are taken
 * out of the tree, and the mean reciprocal rank of the right function is printed. `MRR of 1000`
 * ranks the right one among 1000 functions only, as CodeSearchNet does. With `--protocol second`
 * the second sentence is the question and the first one stays, which shows what comments are worth.
 */
const { values: options } = parseArgs({
  options: {
    tree: { type: 'string', default: '/usr/lib/python3.11' },
    questions: { type: 'string', default: '1500' },
    weights: { type: 'string', default: '' },
    protocol: { type: 'string', default: 'first' },
  },
});

const ANYWHERE = { lang: null, path: null };

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
  let bare = '';
  let at = 0;
  for (const found of text.matchAll(DOCSTRING)) {
    const [whole, , name = '', quote = '', doc = ''] = found;
    const [first = '', second = ''] = sentencesOf(doc);
    const sentence = options.protocol === 'second' ? second : first;
    const line = text.slice(0, found.index).split('\n').length;
    if (isQuestion(name, sentence)) questions.push({ text: sentence, file: path, line });
    const head = whole.slice(0, whole.length - doc.length - 2 * quote.length);
    const kept = options.protocol === 'second' ? JSON.stringify(first) : '0';
    bare += `${text.slice(at, found.index)}${head}${kept}${doc.replaceAll(/[^\n]/g, '')}`;
    at = found.index + whole.length;
  }
  return { text: bare + text.slice(at), questions };
}

function sentencesOf(doc: string): string[] {
  const sentences = doc.trim().split(/\n\s*\n|\.(?:\s|$)/);
  return sentences.map((sentence) => sentence.replaceAll(/\s+/g, ' ').trim());
}

/** CodeSearchNet's filter: three words and more, no tests, no methods of the language itself. */
function isQuestion(name: string, sentence: string): boolean {
  const words = sentence.match(/[A-Za-z]+/g) ?? [];
  const isSpecial = /^(?:__\w+__|test.*|setUp|tearDown)$/.test(name);
  return !isSpecial && words.length >= 3 && words.length <= 30;
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

/** Stores the tree and returns the questions about it. */
function storeTree(store: IndexStore): Question[] {
  const questions: Question[] = [];
  store.begin();
  for (const path of pythonFiles(options.tree)) {
    const bare = takeDocstrings(path, readFileSync(join(options.tree, path), 'utf8'));
    store.putFile(parsePython(path, bare.text));
    questions.push(...bare.questions);
  }
  store.commit({ gitSha: null, refreshedAtMs: 0 });
  return questions;
}

/** `file:line` of the found symbols, best first. */
function answersTo(reader: IndexReader, question: Question, weights: FieldWeights): string[] {
  const match = buildMatch(questionWords(question.text));
  if (match === null) return [];
  const found = reader.searchWords({ match, weights, place: ANYWHERE, limit: 5000 });
  const scored = found.map((passage) => {
    const kind = must(SYMBOL_KINDS[passage.kind], 'kinds are stored by their place');
    return { passage, score: passageScore({ ...passage, kind, isTest: passage.is_test === 1 }) };
  });
  return scored
    .toSorted((a, b) => b.score - a.score || a.passage.document - b.passage.document)
    .map(({ passage }) => {
      const symbol = must(reader.symbol(passage.symbol), 'a passage belongs to a symbol');
      return `${symbol.file}:${symbol.line}`;
    });
}

/** Mean of 1 ÷ rank; an answer that was not found counts 0. */
function meanReciprocal(ranks: readonly number[]): string {
  const sum = ranks.reduce((all, rank) => all + (rank < 0 ? 0 : 1 / (rank + 1)), 0);
  return (sum / ranks.length).toFixed(4);
}

function measure(reader: IndexReader, questions: readonly Question[], weights: FieldWeights) {
  const times: number[] = [];
  const keyOf = ({ file, line }: Question): string => `${file}:${line}`;
  const pool = new Set(spreadOut(questions, 1000).map(keyOf));
  const ranks: number[] = [];
  const pooled: number[] = [];
  for (const question of questions) {
    const began = performance.now();
    const answers = answersTo(reader, question, weights);
    times.push(performance.now() - began);
    const key = keyOf(question);
    ranks.push(answers.indexOf(key));
    if (pool.has(key)) pooled.push(answers.filter((one) => pool.has(one)).indexOf(key));
  }
  const share = (most: number): string =>
    (ranks.filter((rank) => rank >= 0 && rank < most).length / ranks.length).toFixed(3);
  const { p50, p95 } = spread(times);
  return {
    'name,signature,comment,body': Object.values(weights).join(),
    'MRR of all': meanReciprocal(ranks),
    'MRR of 1000': meanReciprocal(pooled),
    first: share(1),
    'in 10': share(10),
    'P50 ms': p50.toFixed(1),
    'P95 ms': p95.toFixed(1),
  };
}

await inScratchFolder(async (scratch) => {
  const { store } = openIndexStore(join(scratch, 'index.db'));
  const questions = spreadOut(storeTree(store), Number(options.questions));
  const { files, lines } = store.stats();
  const reader = openIndexReader(store.file);
  console.log(
    `${options.tree}: ${files} files, ${lines} lines, ${reader.passageCount()} passages, ${questions.length} questions`,
  );
  const sets = options.weights === '' ? [] : options.weights.split(' ');
  const chosen = sets.map((set): FieldWeights => {
    const [name = 1, signature = 1, comment = 1, body = 1] = set.split(',').map(Number);
    return { name, signature, comment, body };
  });
  printTable([FIELD_WEIGHTS, ...chosen].map((weights) => measure(reader, questions, weights)));
  reader.close();
  store.close();
  await Promise.resolve();
});
