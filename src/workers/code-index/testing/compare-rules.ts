import { Query } from 'web-tree-sitter';
import { must } from '#shared/assert.ts';
import type { LanguageFolder } from '../find-languages.ts';
import { loadLanguage } from '../load-language.ts';
import { addLeftOver } from '../query/add-left-over.ts';
import { FlatTree } from '../query/flat-tree.ts';
import { readQuerySource } from '../query-source.ts';

/** Tells where the compiled rules of a language and tree-sitter's own query engine say different things of a node, one line each. */
export async function rulesComparison(folder: LanguageFolder): Promise<(text: string) => string[]> {
  const { parser, rules, meanings, cursorModule, leftOver } = await loadLanguage(folder);
  const grammar = must(parser.language, 'a loaded parser has its language');
  const query = new Query(grammar, readQuerySource(folder.queryFile).text);
  const flat = new FlatTree();
  return (text) => {
    const tree = must(parser.parse(text), 'nothing stops the parser');
    flat.read(tree, cursorModule, rules.uses);
    const byRules = new Int32Array(flat.count);
    rules.run(flat, text, byRules);
    if (leftOver !== null) addLeftOver({ query: leftOver, tree, flat }, meanings, byRules);
    const byQuery = new Int32Array(flat.count);
    addLeftOver({ query, tree, flat }, meanings, byQuery);
    tree.delete();
    return differences(byRules, byQuery, (node, state) => {
      const type = grammar.types[flat.type[node] ?? 0];
      const words = text.slice(flat.start[node], flat.end[node]).slice(0, 60);
      return `${type} «${words}» ${JSON.stringify(meanings.meaning(state))}`;
    });
  };
}

function differences(
  byRules: Int32Array,
  byQuery: Int32Array,
  show: (node: number, state: number) => string,
): string[] {
  return [...byRules.keys()]
    .filter((node) => byRules[node] !== byQuery[node])
    .map(
      (node) => `rules ${show(node, byRules[node] ?? 0)} query ${show(node, byQuery[node] ?? 0)}`,
    );
}
