/** Where in the file the shaping is. */
export interface CPlace {
  text: string;
  /** C++ has constructors, namespaces and overloads; C has none of them. */
  isPlusPlus: boolean;
  /** Names of the classes around, from the outermost; namespaces are not among them. */
  classes: readonly string[];
  /** Names of the bases of the innermost class. */
  bases: readonly string[];
  /**
   * Inside of a function, where a declaration with parentheses constructs rather than declares a
   * function.
   */
  isInBody: boolean;
}
