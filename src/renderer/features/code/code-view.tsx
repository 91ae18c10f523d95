import { hrefOf, type CodeTab, CODE_TABS } from '../../app/routes.ts';
import { navigate } from '../../app/use-route.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { TabBar } from '../../ui/tab-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { useIndexes, useIndexHealth } from './code-queries.ts';
import type { CodeQuestion } from './code-question.ts';
import { DependencyGraph } from './dependency-graph.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { IndexHealth } from './index-health.tsx';
import { RepositoryChoice } from './repository-choice.tsx';
import { SearchPanel } from './search-panel.tsx';
import './code.css';

const LABELS: Readonly<Record<CodeTab, string>> = {
  search: 'Search',
  graph: 'Graph',
  health: 'Health',
};
const tabs = CODE_TABS.map((id) => ({ id, label: LABELS[id] }));

interface Props {
  tab: CodeTab;
  repo: string | null;
  question: CodeQuestion;
}

/** What the index knows of a repository: four questions, the graph of its files, and how fresh and whole the index is. */
export function CodeView({ tab, repo, question }: Props) {
  const indexes = useIndexes();
  const known = indexes.data?.indexes ?? [];
  const chosen = repo ?? known[0]?.repo ?? null;
  const health = useIndexHealth(chosen);
  const go = (change: Partial<Props>) =>
    navigate({ place: 'code', tab, repo, question, ...change }, 'replace');
  return (
    <div className="view code-view">
      <header className="view-head">
        <h1>Code</h1>
        <RepositoryChoice
          repos={known.map((index) => index.repo)}
          chosen={chosen}
          onChoose={(next) => go({ repo: next })}
        />
        {health.data === undefined ? null : <FreshnessLine health={health.data} />}
      </header>
      <ErrorNote error={indexes.error ?? health.error} />
      {indexes.isPending ? <Skeleton rows={6} label="the index" /> : null}
      {indexes.data !== undefined && chosen === null ? <NothingIndexed /> : null}
      {chosen === null ? null : (
        <TabBar label="Code" tabs={tabs} selected={tab} onSelect={(next) => go({ tab: next })}>
          {tab === 'search' ? (
            <SearchPanel
              repo={chosen}
              question={question}
              health={health.data}
              onAsk={(next) => go({ question: next })}
            />
          ) : null}
          {tab === 'graph' ? <DependencyGraph repo={chosen} path={question.path} /> : null}
          {tab === 'health' ? <IndexHealth repo={chosen} health={health.data} /> : null}
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
        <Button look="primary" onPress={() => (window.location.hash = hrefOf({ place: 'home' }))}>
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
