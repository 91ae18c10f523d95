import { Query } from 'web-tree-sitter';
import { must } from '#shared/assert.ts';
import type { LanguageFolder } from '../find-languages.ts';
import { loadLanguage } from '../load-language.ts';
import { addLeftOver } from '../query/add-left-over.ts';
import { FlatTree } from '../query/flat-tree.ts';
import { readQuerySource } from '../query-source.ts';

/**
 * Where the compiled rules of a language and tree-sitter's own query engine say different things of a node, one line each. An error in
 * the text makes tree-sitter drop matches now and then; such files are for comparing by eye.
 */
export async function compareRules(folder: LanguageFolder, text: string): Promise<string[]> {
  const language = await loadLanguage(folder);
  const grammar = must(language.parser.language, 'a loaded parser has its language');
  const tree = must(language.parser.parse(text), 'nothing stops the parser');
  const query = new Query(grammar, readQuerySource(folder.queryFile).text);
  const { meanings, rules } = language;
  const flat = new FlatTree();
  flat.read(tree, language.cursorModule, rules.uses);
  const byRules = new Int32Array(flat.count);
  rules.run(flat, text, byRules);
  addLeftOver({ query: language.query, tree, flat }, meanings, byRules);
  const byQuery = new Int32Array(flat.count);
  addLeftOver({ query, tree, flat }, meanings, byQuery);
  const differences: string[] = [];
  for (let node = 0; node < flat.count; node += 1) {
    const [rule, own] = [byRules[node] ?? 0, byQuery[node] ?? 0];
    if (rule === own) continue;
    const type = grammar.types[flat.type[node] ?? 0];
    const words = text.slice(flat.start[node], flat.end[node]).slice(0, 60);
    const shown = [meanings.meaning(rule), meanings.meaning(own)].map((one) => JSON.stringify(one));
    differences.push(`${type} «${words}» rules ${shown[0]} query ${shown[1]}`);
  }
  query.delete();
  tree.delete();
  return differences;
}
