import { print, printJson, type Cli } from '../cli.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { renderIndexHealth } from '../views/render-index-health.ts';
import { withIndex } from './rag-index.ts';

/** How fresh and complete the index is. Exit code 1 when it is not well. */
export async function runRagHealth(cli: Cli): Promise<number> {
  return withIndex(cli, async (rag, repo) => {
    const health = await rag.indexHealth({ repo });
    if (cli.json) printJson(cli, health);
    else print(cli, renderIndexHealth(cleanDeep(health), cli.terminal));
    return health.status === 'degraded' ? 1 : 0;
  });
}
