/** The folder of a file; '' for the root. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}

/** A folder and the folders above it, the nearest first, the root (`''`) last. */
export function foldersUp(folder: string): string[] {
  const folders: string[] = [];
  for (let at = folder; at !== ''; at = folderOf(at)) folders.push(at);
  folders.push('');
  return folders;
}

/** The module's dotted name in languages that call a module by its path. */
export function dottedName(file: string): string {
  return file.replace(/\.[^./]+$/, '').replaceAll('/', '.');
}
