// The two parts of launch-editor that describe editors; its main function would start the process
// itself.
declare module 'launch-editor/guess.js' {
  /**
   * Editor and its own arguments: as specified, by LAUNCH_EDITOR, VISUAL or EDITOR, else one that
   * is running; [null] when there is none.
   */
  export default function guessEditor(specified?: string): [string | null, ...string[]];
}
declare module 'launch-editor/get-args.js' {
  /** Arguments with which an editor opens a file at a line and column, both counted from 1. */
  export default function getArguments(
    editor: string,
    file: string,
    line?: number,
    column?: number,
  ): (string | number)[];
}
