/** One searchable passage of a file, as it is written there: a definition, or a stretch of text. */
export interface SearchDocument {
  /** Index of the symbol it belongs to; 0 is the module or the whole file. */
  symbol: number;
  /** Name with its path inside the file, or the file's name. */
  name: string;
  signature: string;
  /** Docstring and comments, without their marks. */
  comment: string;
  /**
   * Own text without comments and without the bodies of definitions that have documents of their
   * own.
   */
  body: string;
  /** First and last line. */
  line: number;
  endLine: number;
}

/**
 * A document ready to be stored: every text is a list of lower-case words with single spaces
 * between them.
 */
export interface SearchTerms {
  symbol: number;
  line: number;
  endLine: number;
  name: string;
  signature: string;
  comment: string;
  body: string;
}
