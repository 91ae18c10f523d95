import { impactOfPaths } from '#core/code-index/graph/impact.ts';
import { readGraph } from '#core/code-index/graph/symbol-graph.ts';
import type { Handlers } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import type { Clock } from '#core/ports.ts';
import type { IndexWork } from '../dispatch/index-work.ts';
import type { CodeIndexes } from './index-service.ts';

type Query = Handlers<typeof codeIndexContract>['queryIndex'];

/** Results of a query that stand in a receipt. */
const SHOWN = 20;

/** The index as the spine's tasks use it. A repository that is not open yet is opened. */
export function createIndexWork(indexes: CodeIndexes, query: Query, clock: Clock): IndexWork {
  return {
    async refresh(repo, scope) {
      const root = await indexes.open(repo);
      const before = indexes.state(root);
      const done = await indexes.refresh(root, scope === undefined ? {} : { scope });
      return {
        filesIndexed: done.filesIndexed,
        filesChanged: done.filesChanged + done.filesRemoved,
        edgesBefore: before.edges,
        edgesAfter: done.edges,
        gitSha: done.gitSha,
      };
    },
    async query(repo, { kind, symbol, file, snippet, k = SHOWN }) {
      const root = await indexes.open(repo);
      const asked = { symbol, file, snippet };
      const given = Object.fromEntries(
        Object.entries(asked).filter(([, value]) => value !== undefined),
      );
      const answer = await query(
        { repo: root, kind, k, ...given },
        { actor: 'task', requester: 'local_user' },
      );
      return {
        total: answer.total,
        fresh: answer.fresh,
        lines: answer.results.map((found) => `${found.file}:${found.line} ${found.symbol}`),
      };
    },
    freshnessS(repo) {
      const root = indexes.rootOf(repo);
      if (root === null) return null;
      const { fresh, staleSinceMs } = indexes.state(root);
      if (fresh) return 0;
      return staleSinceMs === null ? null : Math.max(0, clock.nowMs() - staleSinceMs) / 1000;
    },
    reach(repo, paths) {
      const root = indexes.rootOf(repo);
      const graph = root === null ? null : indexes.graph(root);
      return graph === null ? paths : [...impactOfPaths(readGraph(graph), paths)].toSorted();
    },
  };
}
