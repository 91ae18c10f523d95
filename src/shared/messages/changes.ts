/** A run's work: its worktree as it stands, else its branch, against the commit it began from. */
export interface RunWork {
  repo: string;
  /** The run's worktree; it need not be there any more. */
  tree: string;
  branch: string;
  base: string;
}

export type ChangesRequest =
  | ({ kind: 'list_changes' } & RunWork)
  /** `paths`: the file, and the name it had before where it was renamed. */
  | ({ kind: 'file_diff'; paths: readonly string[] } & RunWork)
  /** Lines around places in files of a run's work tree. */
  | { kind: 'code_frames'; root: string; places: readonly CodePlace[] }
  /** Opens the editor at a file of a folder, or with no file the folder itself. */
  | { kind: 'open_folder'; root: string };

export interface CodePlace {
  /** Relative to the root. */
  file: string;
  line: number;
}

/** Some lines of a file; `line` is the number of the first. */
export interface CodeFrame {
  line: number;
  lines: string[];
}

/** A file that a run changed. */
export interface ChangedFile {
  path: string;
  old_path: string | null;
  status: 'added' | 'modified' | 'deleted' | 'renamed' | 'type_changed';
  /** null for a file that is not text. */
  additions: number | null;
  deletions: number | null;
}

export interface ChangeList {
  /** Where the work was found; null: neither its worktree nor its branch is there. */
  from: 'worktree' | 'branch' | null;
  base_tree: string | null;
  files: ChangedFile[];
  /** All of them, also where the list was cut. */
  total: number;
  additions: number;
  deletions: number;
}

export type ChangesAnswer =
  | { kind: 'list_changes'; changes: ChangeList }
  | { kind: 'file_diff'; patch: string; truncated: boolean }
  | { kind: 'code_frames'; frames: (CodeFrame | null)[] }
  | { kind: 'open_folder' };
