/** `test/a.js:12`; null where no file is known. */
export function placeText({ file, line }: { file: string | null; line: number | null }) {
  if (file === null) return null;
  return line === null ? file : `${file}:${line}`;
}
