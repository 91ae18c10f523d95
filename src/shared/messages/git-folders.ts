/** Where git keeps what belongs to a work tree. */
export interface GitFolders {
  /** Real path of the work tree's top level. */
  root: string;
  /** HEAD and the index of this work tree. */
  gitDir: string;
  /** Branches; the same as gitDir but in a linked work tree. */
  commonDir: string;
}
