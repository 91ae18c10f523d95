import { Query } from 'web-tree-sitter';
import { must } from '#shared/assert.ts';
import type { LanguageFolder } from '../find-languages.ts';
import { loadLanguage } from '../load-language.ts';
import { addLeftOver } from '../query/add-left-over.ts';
import { FlatTree } from '../query/flat-tree.ts';
import { readQuerySource } from '../query-source.ts';

/**
 * Returns where the compiled rules of a language and tree-sitter's own query engine report
 * different things of a node, one line each. Where several children have the same field, as the
 * words of `for x in a b` in Bash, the engine overlooks some; those are passed over.
 */
export async function rulesComparison(folder: LanguageFolder): Promise<(text: string) => string[]> {
  const { parser, rules, meanings, cursorModule, leftOver } = await loadLanguage(folder);
  const grammar = must(parser.language, 'a loaded parser has its language');
  const query = new Query(grammar, readQuerySource(folder.queryFile).text);
  const flat = new FlatTree();
  return (text) => {
    const tree = must(parser.parse(text), 'nothing stops the parser');
    flat.read(tree, cursorModule, rules);
    const byRules = new Int32Array(flat.count);
    rules.run(flat, text, byRules);
    if (leftOver !== null) addLeftOver({ query: leftOver, tree, flat }, meanings, byRules);
    const byQuery = new Int32Array(flat.count);
    addLeftOver({ query, tree, flat }, meanings, byQuery);
    tree.delete();
    const repeated = byRules.map((_, node) => (repeatsField(flat, node) ? 1 : 0));
    const differing = [...byRules.keys()].filter(
      (node) => byRules[node] !== byQuery[node] && repeated[node] !== 1,
    );
    const show = (node: number, state: number): string => {
      const type = grammar.types[flat.type[node] ?? 0];
      const words = text.slice(flat.start[node], flat.end[node]).slice(0, 60);
      return `${type} «${words}» ${JSON.stringify(meanings.meaning(state))}`;
    };
    return differing.map(
      (node) => `rules ${show(node, byRules[node] ?? 0)} query ${show(node, byQuery[node] ?? 0)}`,
    );
  };
}

/** Whether a sibling before the node has its field, too. */
function repeatsField({ field, parent, next }: FlatTree, node: number): boolean {
  const own = field[node] ?? 0;
  if (own === 0) return false;
  const first = (parent[node] ?? -1) + 1;
  for (let sibling = first; sibling < node; sibling = next[sibling] ?? node)
    if (field[sibling] === own) return true;
  return false;
}
