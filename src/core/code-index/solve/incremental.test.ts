import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileFacts } from '../facts.ts';
import { createProgram } from './create-program.ts';
import { testLanguage } from './testing/draft-file.ts';
import { edit, writeDraft } from './testing/draft-program.ts';
import { listEdges } from './testing/list-edges.ts';
import type { FileEdges, Program } from './types.ts';

const languages = new Map([['python', testLanguage()]]);

/** A program together with what a reader of its updates would have stored. */
class Kept {
  readonly program: Program = createProgram({ languages });
  readonly files = new Map<string, FileFacts>();
  readonly edges = new Map<string, FileEdges>();

  change(put: readonly FileFacts[], removed: readonly string[]): void {
    for (const path of removed) {
      this.files.delete(path);
      this.edges.delete(path);
    }
    for (const facts of put) this.files.set(facts.path, facts);
    for (const [path, edges] of this.program.update({ put, removed })) this.edges.set(path, edges);
  }

  list(): string[] {
    return listEdges(this.files, this.edges);
  }
}

describe('incremental updates', () => {
  test('INDEX-20 after any edits and removals the graph is that of a clean build, in any order of files', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const grown = new Kept();
        for (const { path, draft } of edits)
          if (draft === null) grown.change([], [path]);
          else grown.change([writeDraft(path, draft)], []);
        const clean = new Kept();
        clean.change([...grown.files.values()], []);
        expect(grown.list()).toEqual(clean.list());
        const reversed = new Kept();
        reversed.change([...grown.files.values()].toReversed(), []);
        expect(reversed.list()).toEqual(clean.list());
      }),
      { numRuns: 200 },
    );
  });
});
