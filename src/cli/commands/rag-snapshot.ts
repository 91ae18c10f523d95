import { countOf } from '#shared/present/format-count.ts';
import { print, printJson, type Cli } from '../cli.ts';
import { withIndex } from './rag-index.ts';

/** Stores symbols and edges of the current state under a name; --json prints all of it. */
export async function runRagSnapshot(cli: Cli): Promise<number> {
  return withIndex(cli, async (rag, repo) => {
    const stored = await rag.snapshotIndex({ repo });
    if (cli.json) {
      printJson(cli, stored);
      return 0;
    }
    const { snapshot, git_sha: sha, files, symbols, edges } = stored;
    print(cli, [
      `${cli.terminal.colors.green('✓')} snapshot ${cli.terminal.colors.bold(snapshot)} of commit ${sha ?? 'none'}: ` +
        `${countOf(files.length, 'file')}, ${countOf(symbols.length, 'symbol')}, ${countOf(edges.length, 'edge')}`,
    ]);
    return 0;
  });
}
