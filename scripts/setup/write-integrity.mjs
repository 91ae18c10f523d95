// dist/integrity.json: hashes of what a packaged app has outside its archive. The app compares
// them at every start (src/main/boot/require-intact.ts).
// `node scripts/setup/write-integrity.mjs FOLDER` writes it for a folder with dist and packages.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

/** As in require-intact.ts: of a package.json, what Node reads of it. */
const readByNode = ['name', 'type', 'main', 'exports', 'imports'];

/** Which files of packages electron-builder.yml unpacks. */
const unpacked = [
  /\.node$/,
  /(?:^|\/)vec0\.[^/]+$/,
  /^node_modules\/(?:web-tree-sitter|koffi|@koromix)\//,
];

function filesIn(root, below) {
  const folder = path.join(root, below);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(below, entry.name);
    return entry.isDirectory() ? filesIn(root, file) : [file];
  });
}

function hashOf(file) {
  const bytes = readFileSync(file);
  if (path.basename(file) !== 'package.json')
    return createHash('sha256').update(bytes).digest('hex');
  const fields = JSON.parse(bytes.toString('utf8'));
  const kept = JSON.stringify(readByNode.map((name) => fields[name] ?? null));
  return createHash('sha256').update(kept).digest('hex');
}

/** Folders of the packages that are shipped, relative. */
async function shippedPackages(root) {
  const argv = ['npm', 'ls', '--omit=dev', '--all', '--parseable'];
  const { code, output } = await run(argv, { cwd: root });
  const folders = output
    .split('\n')
    .filter((line) => line.startsWith(path.join(root, 'node_modules') + path.sep))
    .map((line) => path.relative(root, line).replaceAll(path.sep, '/'));
  if (folders.length === 0) throw new Error(`npm named no package to ship (${code}): ${output}`);
  return folders;
}

/** Writes dist/integrity.json of the folder. */
export async function writeIntegrity(root) {
  const packages = await shippedPackages(root);
  const modules = packages
    .flatMap((folder) => filesIn(root, folder))
    .filter((file) => unpacked.some((pattern) => pattern.test(file)));
  const app = [...filesIn(root, 'dist/workers'), ...new Set(modules)];
  const hashed = (files, to) =>
    Object.fromEntries(files.map((file) => [to(file), hashOf(path.join(root, file))]));
  const integrity = {
    app: hashed(app, (file) => file),
    resources: {
      ...hashed(filesIn(root, 'resources/languages'), (file) => file.replace('resources/', '')),
      ...hashed(filesIn(root, 'dist/helper'), (file) => file.replace('dist/', '')),
    },
  };
  writeFileSync(path.join(root, 'dist', 'integrity.json'), JSON.stringify(integrity));
}

if (fileURLToPath(import.meta.url) === realpathSync(process.argv[1])) {
  await writeIntegrity(path.resolve(process.argv[2]));
}
