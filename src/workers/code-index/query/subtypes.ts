import { readFileSync } from 'node:fs';
import type { Language as Grammar } from 'web-tree-sitter';
import { z } from 'zod';

const supertypesSchema = z.record(z.string(), z.array(z.string()));

/**
 * Answers which visible types a supertype such as `expression` stands for: from the grammar, or
 * from a file that says `{"expression": ["call_expression", …]}` as the node-types.json of the
 * grammar's package has it.
 */
export function subtypesOf(
  grammar: Grammar,
  file: string | null,
): (supertype: string) => readonly string[] | null {
  const written =
    file === null ? {} : supertypesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return (supertype) => {
    const id = grammar.supertypes.find((type) => grammar.nodeTypeForId(type) === supertype);
    return id === undefined ? (written[supertype] ?? null) : visibleTypes(grammar, id);
  };
}

function visibleTypes(grammar: Grammar, supertype: number): string[] {
  return grammar
    .subtypes(supertype)
    .flatMap((type) =>
      grammar.supertypes.includes(type)
        ? visibleTypes(grammar, type)
        : (grammar.nodeTypeForId(type) ?? []),
    );
}
