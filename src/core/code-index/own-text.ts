import type { Form } from './forms.ts';

/** A form that reads otherwise than what stands in the file. */
interface ReadingForm extends Form {
  text: string;
}

/** The same form, reading as the given text. */
export function readingAs(form: Form, text: string): Form {
  const reading: ReadingForm = { ...form, text };
  return reading;
}

/** What a form reads as where that is not what stands in the file. */
export function ownText(form: Form): string | undefined {
  const { text }: Partial<ReadingForm> = form;
  return text;
}
