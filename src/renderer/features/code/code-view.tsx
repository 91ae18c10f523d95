import { useMemo } from 'react';
import { PlaceHead } from '../../navigation/place-head.tsx';
import { CODE_VIEWS, type CodeView as View } from '../../navigation/places.ts';
import { hrefTo, type RouteOf } from '../../navigation/route.ts';
import { navigate } from '../../navigation/use-route.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { TabBar } from '../../ui/tab-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { useIndexes, useIndexHealth } from './code-queries.ts';
import { fieldsOf, questionOf } from './code-question.ts';
import { DependencyGraph } from './dependency-graph.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { IndexHealth } from './index-health.tsx';
import { RepositoryChoice } from './repository-choice.tsx';
import { SearchPanel } from './search-panel.tsx';
import './code.css';

const LABELS: Readonly<Record<View, string>> = {
  search: 'Search',
  graph: 'Graph',
  health: 'Health',
};
const tabs = CODE_VIEWS.map((id) => ({ id, label: LABELS[id] }));

/**
 * The index of a repository: four questions, the graph of its files, and how fresh and
 * whole the index is.
 */
export function CodeView({ route }: { route: RouteOf<'code'> }) {
  const { view, repo } = route;
  const question = useMemo(() => questionOf(route), [route]);
  const indexes = useIndexes();
  const known = indexes.data?.indexes ?? [];
  const chosen = repo ?? known[0]?.repo ?? null;
  const health = useIndexHealth(chosen);
  const go = (change: Partial<RouteOf<'code'>>) => navigate({ ...route, ...change }, 'replace');
  return (
    <div className="view code-view">
      <PlaceHead title="Code">
        <RepositoryChoice
          repos={known.map((index) => index.repo)}
          chosen={chosen}
          onChoose={(next) => go({ repo: next })}
        />
        {health.data === undefined ? null : <FreshnessLine health={health.data} />}
      </PlaceHead>
      <ErrorNote error={indexes.error ?? health.error} />
      {indexes.isPending ? <Skeleton rows={6} label="the index" /> : null}
      {indexes.data !== undefined && chosen === null ? <NothingIndexed /> : null}
      {chosen === null ? null : (
        <TabBar label="Code" tabs={tabs} selected={view} onSelect={(next) => go({ view: next })}>
          {view === 'search' ? (
            <SearchPanel
              repo={chosen}
              question={question}
              health={health.data}
              onAsk={(next) => go(fieldsOf(next))}
            />
          ) : null}
          {view === 'graph' ? <DependencyGraph repo={chosen} path={question.path} /> : null}
          {view === 'health' ? <IndexHealth repo={chosen} health={health.data} /> : null}
        </TabBar>
      )}
    </div>
  );
}

function NothingIndexed() {
  return (
    <EmptyState
      title="No repository is indexed"
      command="vp serve --repo ."
      action={
        <Button look="primary" onPress={() => (window.location.hash = hrefTo('now'))}>
          Open a repository
        </Button>
      }
    >
      <p>
        Open one, and its definitions, calls and text are indexed in seconds. From then on the index
        follows every save and commit by itself.
      </p>
    </EmptyState>
  );
}
