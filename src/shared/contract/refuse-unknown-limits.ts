import type { z } from 'zod';

/** Words of which the name of a limit has one. */
const LIMIT =
  /(^|_)(budgets?|caps?|limits?|max|maximum|quota|timeout|deadline|minutes|seconds|usd|tokens?|kwh)(_|$)/i;

/**
 * The same body, which refuses fields that it does not have and that are called like a limit: who
 * sent one would take it for kept. Other unknown fields are passed over.
 */
export function refuseUnknownLimits<S extends z.ZodObject>(body: S): S {
  const refusing = body.loose().superRefine((input, context) => {
    for (const name of Object.keys(input)) {
      if (name in body.shape || !LIMIT.test(inSnakeCase(name))) continue;
      const message = 'is no limit that is kept here: leave it out';
      context.addIssue({ code: 'custom', path: [name], message });
    }
  });
  return refusing as unknown as S;
}

function inSnakeCase(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2');
}
