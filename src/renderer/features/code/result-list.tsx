import { SquareArrowOutUpRight } from 'lucide-react';
import type { IndexResult } from '#shared/contract/code-index.ts';
import { formatScore } from '#shared/present/format-kpi.ts';
import { useClients } from '../../data/clients-context.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Tag } from '../../ui/notes.tsx';
import type { CodeQuestion } from './code-question.ts';
import { Snippet } from './snippet.tsx';

interface Props {
  repo: string;
  question: CodeQuestion;
  results: readonly IndexResult[];
  onAsk: (question: CodeQuestion) => void;
}

/**
 * Answers in order: what, where, how sure, and the code itself. The place opens in the editor; from
 * a symbol one can ask on.
 */
export function ResultList({ repo, question, results, onAsk }: Props) {
  const { rag } = useClients();
  const opening = useAction(rag.openInEditor, { refreshes: [] });
  const open = (result: IndexResult) =>
    opening.mutate({ repo, file: result.file, line: result.line, column: result.column ?? 0 });
  return (
    <>
      <ErrorNote error={opening.error} />
      <ol data-list className="code-results">
        {results.map((result) => (
          <li key={`${result.file}:${result.line}:${result.column ?? 0}:${result.symbol}`}>
            <Result result={result} onOpen={() => open(result)}>
              <AskOn symbol={result.symbol} question={question} onAsk={onAsk} />
            </Result>
          </li>
        ))}
      </ol>
    </>
  );
}

interface ResultProps {
  result: IndexResult;
  onOpen: () => void;
  children: React.ReactNode;
}

function Result({ result, onOpen, children }: ResultProps) {
  return (
    <article className="code-result">
      <header className="code-result-head">
        <button
          type="button"
          data-row
          className="row-link mono clip"
          title={`Open ${result.file} in the editor`}
          onClick={onOpen}
        >
          {result.file}:{result.line}
          <SquareArrowOutUpRight aria-hidden size={12} />
        </button>
        <Tag>{result.kind}</Tag>
        <b className="mono clip" title={result.symbol}>
          {result.symbol}
        </b>
        <HowSure result={result} />
        <span className="code-result-next">{children}</span>
      </header>
      {result.path === undefined || result.path.length < 2 ? null : (
        <p className="mono muted wrap-anywhere code-chain">{result.path.join(' → ')}</p>
      )}
      <Snippet text={result.snippet} file={result.file} line={result.line} />
    </article>
  );
}

function HowSure({ result }: { result: IndexResult }) {
  const { confidence, via, tier, distance } = result;
  return (
    <>
      {result.is_test === true ? <Tag title="Runs as a test">test</Tag> : null}
      {distance === undefined ? null : <Tag title="Steps from what was asked">{distance} away</Tag>}
      {tier === 'possible' ? <Tag title="A guess, not a resolved binding">possible</Tag> : null}
      {via === undefined ? null : (
        <span className="muted" title={`Confidence ${formatScore(confidence)}`}>
          by {via}
          {confidence < 1 ? ` (${formatScore(confidence)})` : ''}
        </span>
      )}
    </>
  );
}

interface AskOnProps {
  symbol: string;
  question: CodeQuestion;
  onAsk: (question: CodeQuestion) => void;
}

function AskOn({ symbol, question, onAsk }: AskOnProps) {
  return (
    <>
      {question.kind === 'who_calls' && question.text === symbol ? null : (
        <Button
          look="quiet"
          onPress={() => onAsk({ ...question, kind: 'who_calls', text: symbol })}
        >
          who calls
        </Button>
      )}
      {question.kind === 'impact_set' && question.text === symbol ? null : (
        <Button
          look="quiet"
          onPress={() => onAsk({ ...question, kind: 'impact_set', text: symbol })}
        >
          reach
        </Button>
      )}
    </>
  );
}
