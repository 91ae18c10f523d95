import type { TrustCondition } from '../trust.ts';
import type { IndexedSource } from './code-index.ts';
import type { InstallFacts } from './install.ts';
import type { GitFolders } from './git-folders.ts';
import type { ChangesAnswer, ChangesRequest } from './changes.ts';
import type { MergeAnswer, MergeRequest } from './merge.ts';
import type { TrashAnswer, TrashRequest } from './trash.ts';

/**
 * A process the ledger recorded: `startTicks` (field 22 of /proc/pid/stat) proves that the pid was
 * not reused.
 */
export interface RecordedProcess {
  pid: number;
  startTicks: string | null;
}

/** Short requests that main sends to the host worker; none of them runs code of a repository. */
export type HostRequest =
  | TrashRequest
  | MergeRequest
  | ChangesRequest
  | { kind: 'sandbox_self_test' }
  | { kind: 'kill_recorded'; processes: readonly RecordedProcess[] }
  /** `installedIn`: the checkout whose installed tools count, too. */
  | { kind: 'inspect_repository'; path: string; installedIn?: string }
  | { kind: 'git_facts'; repo: string }
  /** The uncommitted changes of a checkout as a commit. */
  | { kind: 'snapshot_checkout'; repo: string }
  /** The first commit of a folder, in a repository that is made where there is none. */
  | { kind: 'init_repository'; repo: string; dataDir: string }
  /** Branches that nobody but a person made. */
  | { kind: 'list_branches'; repo: string }
  /** A branch for a run, whose own part is `name`, that git can make there. */
  | { kind: 'free_branch'; repo: string; name: string }
  /** What trust in a repository rests on. */
  | { kind: 'root_trust'; repo: string }
  /** What of the dependencies of a tree, made from the checkout, is named and there. */
  | { kind: 'install_facts'; repo: string; tree: string }
  | { kind: 'find_git_folders'; folder: string }
  /** Texts of indexed files of a work tree. */
  | { kind: 'read_sources'; root: string; sources: readonly IndexedSource[] }
  /** Exact values that settings in these folders keep secret. */
  | { kind: 'known_secrets'; folders: readonly string[] }
  | { kind: 'tree_hash'; worktree: string }
  /** Where a program of a tree leads by links. `installed`: folders that belong to it, too. */
  | {
      kind: 'follow_program';
      program: string;
      trees: readonly string[];
      installed: readonly string[];
    }
  | { kind: 'prepare_worktree'; repo: string; worktree: string; branch: string; base: string }
  | {
      kind: 'remove_worktree';
      repo: string;
      worktree: string;
      branch: string;
      archive: string;
      /** Takes the branch away too; its commits stay reachable from the snapshot ref. */
      dropBranch?: boolean;
    }
  | { kind: 'commit_worktree'; worktree: string; branch: string; message: string }
  | { kind: 'run_diff'; worktree: string; base: string }
  | { kind: 'changed_paths'; worktree: string; base: string }
  /** A digest of what a command's result depends on beside the tree. */
  | {
      kind: 'surroundings';
      program: string;
      dependencies: readonly Dependency[];
    }
  /** Texts of files as a commit has them. */
  | { kind: 'read_of_commit'; worktree: string; commit: string; paths: readonly string[] }
  /** Whether a database file is sound, by reading all of it. */
  | { kind: 'find_damage'; file: string }
  /** Removes what engines that have ended left behind. */
  | { kind: 'sweep_leftovers'; temporary: string; dataDir: string }
  /** `file` is relative to the root; line from 1, column from 0. */
  | { kind: 'open_in_editor'; root: string; file: string; line: number; column: number };

/** Whether the OS sandbox proved itself; `detail` is a sentence for a person. */
export interface SandboxReport {
  driver: 'bubblewrap' | 'none';
  ok: boolean;
  detail: string;
  /** What was asked of it, each with a sentence for a person; empty where it did not start. */
  answers: { question: string; holds: boolean; sentence: string }[];
}

/** A repository as data; core/gates turns it into a RepositoryView. */
export interface RepositoryInspection {
  /** Absolute top level. */
  root: string;
  /** Base name of the top level. */
  name: string;
  /** null when HEAD is detached. */
  branch: string | null;
  /** null before the first commit. */
  commit: string | null;
  /** How many changes of its files are in no commit. */
  uncommitted: number;
  /** What a worktree made of it could not be given, in sentences. */
  lacks: string[];
  /** Tracked and untracked, not ignored; relative with forward slashes; at most 50,000 of them. */
  files: string[];
  /** More files exist than `files` lists. */
  truncated: boolean;
  /**
   * Content of small configuration files, by relative path; lock files appear with empty content.
   */
  contents: Record<string, string>;
  /** Executables in node_modules/.bin, .venv/bin and on PATH, sorted, each once. */
  tools: string[];
  /** Virtual environments, by their folders. */
  environments: string[];
}

export interface GitFacts {
  commit: string | null;
  branch: string | null;
  /** How many changes of its files are in no commit. */
  uncommitted: number;
  toplevel: string;
}

/** The files of a checkout as a commit; HEAD's where nothing could be added to it. */
export interface CheckoutSnapshot {
  commit: string;
  /** Changed files that are not in it as they are, each with the end of a sentence. */
  leftOut: { path: string; why: string }[];
}

/** The commit that a repository begins with. */
export interface FirstCommit {
  /** Top level of the work tree. */
  path: string;
  branch: string;
  commit: string;
  files: number;
  /** Whether the repository was made for it. */
  made: boolean;
  /** Files that are not in it, each with the end of a sentence. */
  leftOut: { path: string; why: string }[];
}

/** A repository's git settings that name a program or a file, with a digest of all of them. */
export interface RootTrust extends TrustCondition {
  /** Top level of the work tree. */
  root: string;
}

export interface PreparedWorktree {
  worktree: string;
  branch: string;
  /** Commit the branch started from. */
  commit: string;
  /** False when the same worktree was there already. */
  created: boolean;
  /** Its submodules, and what is installed in the source and not tracked. */
  dependencies: Dependency[];
  /** What it could not be given when it was made, in sentences. */
  lacks: string[];
}

/** An installed dependency: it is shown over the worktree while a command runs. */
export interface Dependency {
  /** Path relative to the top level. */
  place: string;
  /** Where it really lies, absolute. */
  from: string;
}

/** What a run did to a file. */
export interface ChangedPath {
  /** Relative with forward slashes. */
  path: string;
  change: 'added' | 'deleted' | 'modified';
  /** Lines of the base that are gone; null of what is no text. */
  removedLines: number | null;
}

export interface RemovedWorktree {
  /** null when there was nothing to remove. */
  snapshotRef: string | null;
  archive: string | null;
}

export type RefusalCode =
  | 'not_a_repository'
  | 'no_first_commit'
  | 'invalid_input'
  | 'illegal_transition'
  | 'no_editor'
  | 'storage'
  | 'internal';

export type HostAnswer =
  | TrashAnswer
  | MergeAnswer
  | ChangesAnswer
  | { kind: 'sandbox_self_test'; report: SandboxReport }
  | { kind: 'kill_recorded'; killed: number[]; gone: number[]; unproven: number[] }
  | { kind: 'inspect_repository'; repository: RepositoryInspection }
  | { kind: 'git_facts'; facts: GitFacts }
  | { kind: 'snapshot_checkout'; snapshot: CheckoutSnapshot }
  | { kind: 'init_repository'; first: FirstCommit }
  | { kind: 'list_branches'; branches: string[] }
  | { kind: 'free_branch'; branch: string }
  | { kind: 'root_trust'; trust: RootTrust }
  | { kind: 'install_facts'; facts: InstallFacts }
  /** null: the folder lies in no work tree. */
  | { kind: 'find_git_folders'; folders: GitFolders | null }
  /** In the order asked for; null for a file that is not as it was indexed. */
  | { kind: 'read_sources'; texts: (string | null)[] }
  | { kind: 'known_secrets'; secrets: { kind: string; value: string }[] }
  | { kind: 'tree_hash'; treeHash: string }
  /** null: it stays within them. */
  | { kind: 'follow_program'; leadsTo: string | null }
  | { kind: 'prepare_worktree'; prepared: PreparedWorktree }
  | { kind: 'remove_worktree'; removed: RemovedWorktree }
  | { kind: 'commit_worktree'; commit: string; changed: boolean; leftOut: string[] }
  | { kind: 'run_diff'; patch: string; truncated: boolean }
  | { kind: 'changed_paths'; paths: ChangedPath[] }
  | { kind: 'surroundings'; digest: string }
  /** By path: the text in the commit, and in the worktree; null where it is not there as text. */
  | {
      kind: 'read_of_commit';
      texts: Record<string, { before: string | null; after: string | null }>;
    }
  | { kind: 'find_damage'; damage: string | null }
  /** A sentence for each folder that could not be removed. */
  | { kind: 'sweep_leftovers'; refused: string[] }
  | { kind: 'open_in_editor' }
  /** Expected failures arrive as data because an Error loses its code when it crosses a thread. */
  | { kind: 'refused'; code: RefusalCode; sentence: string };
