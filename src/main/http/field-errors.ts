import type { z } from 'zod';
import { AppError, type FieldError } from '#shared/errors.ts';

const NAMED_IN_DETAIL = 3;
const LISTED = 50;

/** The error for input that its schema refuses: one sentence, and every wrong field by its path. */
export function invalidInput(issues: readonly z.core.$ZodIssue[]): AppError {
  const errors = issues.slice(0, LISTED).map(toFieldError);
  const named = errors.slice(0, NAMED_IN_DETAIL).map(({ path, message }) => {
    return path === '' ? `the input ${message}` : `${path} ${message}`;
  });
  const more = issues.length - named.length;
  const rest = more > 0 ? `; and ${more} more` : '';
  return new AppError('invalid_input', `${named.join('; ')}${rest}.`, { errors });
}

/** A path as people write it: `payload.command[0]`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      return index === 0 ? String(part) : `.${String(part)}`;
    })
    .join('');
}

function toFieldError(issue: z.core.$ZodIssue): FieldError {
  return { path: formatPath(issue.path), message: describeIssue(issue) };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeMessage(issue);
    case 'too_small':
      return sizeMessage(
        issue.origin,
        issue.minimum,
        issue.inclusive === false ? 'more than' : 'at least',
      );
    case 'too_big':
      return sizeMessage(
        issue.origin,
        issue.maximum,
        issue.inclusive === false ? 'less than' : 'at most',
      );
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return formatMessage(issue);
    case 'invalid_union':
      return unionMessage(issue.errors);
    case 'unrecognized_keys':
      return `must not have ${issue.keys.join(', ')}`;
    case 'custom':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  }
}

function typeMessage({ message, expected }: { message: string; expected: string }): string {
  if (message.startsWith('must ')) return message;
  return message.endsWith('received undefined')
    ? 'is required'
    : `must be ${withArticle(expected)}`;
}

function formatMessage(issue: { format: string; message: string }): string {
  if (issue.format === 'datetime') return 'must be an ISO 8601 time such as 2027-01-31T12:00:00Z';
  if (issue.format === 'regex' && issue.message.startsWith('must ')) return issue.message;
  return `must be a valid ${issue.format}`;
}

function sizeMessage(origin: string, limit: number | bigint, word: string): string {
  if (origin === 'string') return `must have ${word} ${limit} characters`;
  if (origin === 'array' || origin === 'set') return `must have ${word} ${limit} entries`;
  return `must be ${word} ${limit}`;
}

function unionMessage(branches: readonly (readonly z.core.$ZodIssue[])[]): string {
  const wanted = branches.flatMap((branch) => branch.slice(0, 1).map(describeIssue));
  const plain = [...new Set(wanted)].map((message) => message.replace(/^must be /, ''));
  return plain.length === 0 ? 'has the wrong form' : `must be ${plain.join(' or ')}`;
}

function withArticle(type: string): string {
  if (type === 'int') return 'a whole number';
  if (type === 'null') return 'null';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
