import { AppError, ERRORS } from '#shared/errors.ts';

export interface SaidProblem {
  title: string;
  /** A sentence, with what to do. */
  detail: string;
  /** `path: message`, one per wrong field. */
  fields: string[];
}

/** A failure in words for the screen; anything unexpected keeps its own message. */
export function describeProblem(error: unknown): SaidProblem {
  if (error instanceof AppError) {
    return {
      title: ERRORS[error.code].title,
      detail: error.message,
      fields: (error.errors ?? []).map((field) => `${field.path}: ${field.message}`),
    };
  }
  const said = error instanceof Error ? error.message : String(error);
  // A part that is loaded when first needed cannot be while the engine is away; its address would
  // say nothing to a reader.
  if (said.includes('dynamically imported module')) {
    return {
      title: 'This part of the window could not be loaded',
      detail: 'The engine does not answer. When it does again, reload the window.',
      fields: [],
    };
  }
  return {
    title: 'Something in this window went wrong',
    detail: `${said}. Reload the window; if it happens again, the log has the details.`,
    fields: [],
  };
}
