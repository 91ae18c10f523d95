import { countOf } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Button } from '../../ui/button.tsx';
import { useAnswers } from './code-queries.ts';
import { type CodeQuestion, QUESTION_LABELS } from './code-question.ts';
import type { Health } from './code-queries.ts';
import { ResultList } from './result-list.tsx';
import { SearchForm } from './search-form.tsx';

interface Props {
  repo: string;
  question: CodeQuestion;
  health: Health | undefined;
  onAsk: (question: CodeQuestion) => void;
}

/** The four questions and their answers. */
export function SearchPanel({ repo, question, health, onAsk }: Props) {
  return (
    <div className="code-search">
      <SearchForm question={question} languages={health?.languages ?? []} onAsk={onAsk} />
      {question.text.trim() === '' ? (
        <HowToAsk />
      ) : (
        <Answers repo={repo} question={question} health={health} onAsk={onAsk} />
      )}
    </div>
  );
}

function Answers({ repo, question, health, onAsk }: Props) {
  const answers = useAnswers(question, repo);
  const pages = answers.data?.pages ?? [];
  const [first] = pages;
  if (answers.error !== null) return <ErrorNote error={answers.error} />;
  if (first === undefined) return <Waiting isBuilding={health?.state === 'building'} />;
  return (
    <div aria-busy={answers.isPlaceholderData}>
      <output className="code-summary">
        <b>{countOf(first.total, 'result')}</b>
        <span className="muted">{formatDuration(first.took_ms)}</span>
        {first.rankers === undefined ? null : (
          <span className="muted">ranked by {first.rankers.join(' + ')}</span>
        )}
        {first.fresh ? null : (
          <span className="code-stale">
            the work tree has changes this answer does not hold yet
          </span>
        )}
      </output>
      {first.notes?.map((note) => (
        <p key={note} className="note">
          <span className="note-text">{note}</span>
        </p>
      ))}
      {first.tests === undefined || first.tests.length === 0 ? null : (
        <TestsReached tests={first.tests} />
      )}
      {first.total === 0 ? (
        <NoAnswer question={question} suggestions={first.suggestions} onAsk={onAsk} />
      ) : (
        <ResultList
          repo={repo}
          question={question}
          results={pages.flatMap((page) => page.results)}
          onAsk={onAsk}
        />
      )}
      {answers.hasNextPage ? (
        <div className="code-more">
          <Button
            isDisabled={answers.isFetchingNextPage}
            onPress={() => void answers.fetchNextPage()}
          >
            {answers.isFetchingNextPage ? 'Loading…' : 'Show more'}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Waiting({ isBuilding }: { isBuilding: boolean }) {
  return (
    <>
      {isBuilding ? (
        <output className="code-summary muted">
          The index is being built; the answer comes as soon as there is one.
        </output>
      ) : null}
      <Skeleton rows={8} label="answers" />
    </>
  );
}

function TestsReached({ tests }: { tests: readonly string[] }) {
  return (
    <details className="code-tests">
      <summary>{countOf(tests.length, 'test file')} reached</summary>
      <ul>
        {tests.map((file) => (
          <li key={file} className="mono wrap-anywhere">
            {file}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface NoAnswerProps {
  question: CodeQuestion;
  suggestions: readonly string[];
  onAsk: (question: CodeQuestion) => void;
}

function NoAnswer({ question, suggestions, onAsk }: NoAnswerProps) {
  const isKnown = suggestions.length === 0;
  return (
    <div className="code-none">
      <p>
        {isKnown && question.kind !== 'where_defined'
          ? `Nothing found for “${question.text}”${question.all ? '' : '; guesses are left out, and can be shown'}.`
          : `Nothing is called “${question.text}”${suggestions.length === 0 ? '.' : '. Close to it:'}`}
      </p>
      <ul data-list>
        {suggestions.map((name) => (
          <li key={name}>
            <button
              type="button"
              data-row
              className="row-link mono"
              onClick={() => onAsk({ ...question, text: name })}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function HowToAsk() {
  return (
    <EmptyState title="Ask about this repository" command="vp rag who-calls Class.method">
      <dl className="fact-list">
        <dt>{QUESTION_LABELS.where_defined}</dt>
        <dd>
          a name or a qualified one: <code>Class.method</code>, <code>pkg.mod.fn</code>
        </dd>
        <dt>{QUESTION_LABELS.who_calls}</dt>
        <dd>every call that leads there, with the line it stands on</dd>
        <dt>{QUESTION_LABELS.impact_set}</dt>
        <dd>all that depends on a symbol or a file, step by step, and the tests among it</dd>
        <dt>{QUESTION_LABELS.nearest_neighbors}</dt>
        <dd>plain words (“retry with backoff”) or a piece of code</dd>
      </dl>
    </EmptyState>
  );
}
