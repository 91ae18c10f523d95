import * as behaviour from './behaviour-forms.ts';
import * as cargo from './cargo-form.ts';
import * as compiled from './compiled-forms.ts';
import * as javascript from './javascript-forms.ts';
import * as python from './python-forms.ts';
import * as scripting from './ruby-and-php-forms.ts';
import type { TextForm } from './text-form.ts';

/** The runners whose closing lines are known; the first that knows a line reads it. */
export const CLOSING_FORMS: readonly TextForm[] = [
  python,
  cargo,
  compiled,
  javascript,
  scripting,
  behaviour,
].flatMap((forms) => Object.values(forms));
