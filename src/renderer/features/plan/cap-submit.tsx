import { useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import type { CapQuestion } from './use-cap-question.ts';

interface Props {
  /** Says the cap. */
  label: string;
  question: CapQuestion;
  isDisabled: boolean;
}

/** The button that sends a form with a cap; while the cap is asked about, the question instead. */
export function CapSubmit({ label, question, isDisabled }: Props) {
  if (question.text !== null) return <Asked label={label} question={question} />;
  return (
    <Button type="submit" look="primary" isDisabled={isDisabled}>
      {label}
    </Button>
  );
}

/** The way back has the focus: a second Enter takes nothing. */
function Asked({ label, question }: Pick<Props, 'label' | 'question'>) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <fieldset className="cap-question" aria-label="Is this cap meant?">
      <p role="alert">{question.text} Is that what you mean?</p>
      <div className="form-actions">
        <Button ref={back} onPress={question.dismiss}>
          No, change it
        </Button>
        <Button type="submit" look="danger">
          Yes, {label.charAt(0).toLowerCase() + label.slice(1)}
        </Button>
      </div>
    </fieldset>
  );
}
