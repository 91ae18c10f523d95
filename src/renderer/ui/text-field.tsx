import type { ReactNode, Ref } from 'react';
import {
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  type TextFieldProps,
} from 'react-aria-components';
import './text-field.css';

interface Props extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  label: string;
  hideLabel?: boolean;
  placeholder?: string;
  hint?: string;
  error?: string | null;
  /** More than one makes it a text area of that many rows. */
  rows?: number;
  mono?: boolean;
  /** Stands to the right of the input. */
  action?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
}

/** A labelled text input with an optional hint and error sentence. */
export function TextField({ label, hideLabel, hint, error, action, ...props }: Props) {
  const { rows = 1, placeholder, mono, inputRef, ...rest } = props;
  const face = { placeholder: placeholder ?? '', 'data-mono': mono === true || undefined };
  return (
    <AriaTextField {...rest} isInvalid={Boolean(error)} className="text-field">
      <Label className={hideLabel === true ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <div className="field-line">
        {rows > 1 ? (
          <TextArea {...face} rows={rows} className="input" />
        ) : (
          <Input {...face} ref={inputRef ?? null} className="input" spellCheck="false" />
        )}
        {action}
      </div>
      {hint === undefined ? null : (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  );
}
