import { Search } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { QUERY_KINDS, type QueryKind } from '#shared/contract/code-index.ts';
import { formatCount } from '#shared/present/format-count.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type CodeQuestion, QUESTION_LABELS } from './code-question.ts';
import type { Health } from './code-queries.ts';

const kinds = QUERY_KINDS.map((id) => ({ id, label: QUESTION_LABELS[id] }));
const PLACEHOLDERS: Readonly<Record<QueryKind, string>> = {
  where_defined: 'parse_config, Scheduler.next, pkg.mod.fn',
  who_calls: 'Scheduler.next',
  impact_set: 'src/core/budget.ts or Budget.reserve',
  nearest_neighbors: 'retry with exponential backoff',
};

interface Props {
  question: CodeQuestion;
  languages: Health['languages'];
  onAsk: (question: CodeQuestion) => void;
}

/** What is asked, of what, and where. Enter asks; the kind and the filters ask at once. */
export function SearchForm({ question, languages, onAsk }: Props) {
  const [asked, setAsked] = useState(question);
  const [text, setText] = useState(question.text);
  const [path, setPath] = useState(question.path);
  if (asked !== question) {
    // Asked from elsewhere, by a link or a result: the fields follow.
    setAsked(question);
    setText(question.text);
    setPath(question.path);
  }
  const ask = (change: Partial<CodeQuestion>) => onAsk({ ...question, text, path, ...change });
  return (
    <Form
      className="code-form"
      onSubmit={(event) => {
        event.preventDefault();
        ask({});
      }}
    >
      <Choice<QueryKind>
        label="Question"
        options={kinds}
        value={question.kind}
        onChange={(kind) => ask({ kind })}
      />
      <div className="code-form-line">
        <TextField
          label={QUESTION_LABELS[question.kind]}
          hideLabel
          mono
          placeholder={PLACEHOLDERS[question.kind]}
          value={text}
          onChange={setText}
          action={
            <Button type="submit" look="primary" icon={<Search aria-hidden />}>
              Ask
            </Button>
          }
        />
        <TextField
          label="Below this path"
          hideLabel
          mono
          placeholder="below path, e.g. src/core"
          value={path}
          onChange={setPath}
        />
        <LanguageFilter
          languages={languages}
          value={question.lang}
          onChange={(lang) => ask({ lang })}
        />
        <GuessesToggle value={question.all} onChange={(all) => ask({ all })} />
      </div>
    </Form>
  );
}

interface LanguageProps {
  languages: Health['languages'];
  value: string;
  onChange: (lang: string) => void;
}

function LanguageFilter({ languages, value, onChange }: LanguageProps) {
  const named = languages.filter(({ lang }) => lang !== '');
  return (
    <select
      className="input code-language"
      aria-label="Language"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">every language</option>
      {named.map(({ lang, files }) => (
        <option key={lang} value={lang}>
          {lang} ({formatCount(files)})
        </option>
      ))}
    </select>
  );
}

function GuessesToggle({ value, onChange }: { value: boolean; onChange: (all: boolean) => void }) {
  return (
    <label className="code-guesses">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      with guesses
    </label>
  );
}
