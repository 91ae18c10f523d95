/** Why something below a root was left alone. */
export type RefusalKind =
  | 'missing'
  | 'outside'
  | 'bad_name'
  | 'link'
  | 'not_a_file'
  | 'not_a_folder'
  | 'too_large'
  | 'protected'
  | 'exists'
  | 'unreadable';

/** An expected failure, as a value. */
export interface Refusal {
  refused: RefusalKind;
  /** For a person. */
  sentence: string;
  /** Size and time of what lies there, where they are known. */
  sizeBytes: number;
  mtimeMs: number;
}

export function refuse(
  refused: RefusalKind,
  sentence: string,
  facts: { size: number; mtimeMs: number } = { size: 0, mtimeMs: 0 },
): Refusal {
  return { refused, sentence, sizeBytes: facts.size, mtimeMs: facts.mtimeMs };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

export function linkRefusal(path: string): Refusal {
  return refuse('link', `“${path}” is a link and is not followed.`);
}

/** What a failed call of the system means for a path. Anything but a system's error is thrown. */
export function refusalOf(path: string, error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  switch (code) {
    case null:
      throw error;
    case 'ENOENT':
      return refuse('missing', `There is no “${path}”.`);
    case 'ENOTDIR':
      return refuse('not_a_folder', `A part of “${path}” is not a folder.`);
    case 'ELOOP':
      return linkRefusal(path);
    case 'EISDIR':
    case 'ENXIO':
      return refuse('not_a_file', `“${path}” is not a regular file.`);
    case 'EEXIST':
    case 'ENOTEMPTY':
      return refuse('exists', `“${path}” exists already.`);
    case 'ENAMETOOLONG':
      return refuse('bad_name', `A part of “${path}” is too long for a file's name.`);
    default:
      return refuse('unreadable', `“${path}” cannot be used (${code}).`);
  }
}
