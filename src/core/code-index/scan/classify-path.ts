import type { SkipReason } from '#shared/messages/code-index.ts';

const BINARY_EXTENSIONS = new Set(
  `png jpg jpeg gif bmp ico icns webp avif tif tiff psd pdf zip gz tgz bz2 xz zst lz4 7z rar tar jar war ear class o a so dylib dll exe
  obj lib pyc pyo pyd whl egg wasm node bin dat db sqlite sqlite3 mp3 mp4 m4a wav ogg flac avi mov mkv webm woff woff2 ttf otf eot
  parquet npy npz pkl h5 onnx pt safetensors gguf iso dmg deb rpm apk msi snap keystore p12 pfx der`.split(
    /\s+/,
  ),
);

const LOCK_FILES = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'deno.lock',
  'composer.lock',
  'Gemfile.lock',
  'Cargo.lock',
  'poetry.lock',
  'Pipfile.lock',
  'pdm.lock',
  'uv.lock',
  'go.sum',
  'go.work.sum',
  'mix.lock',
  'Podfile.lock',
  'flake.lock',
  'gradle.lockfile',
  'packages.lock.json',
]);

/** Names that generators give: minified scripts, source maps, protocol buffers. */
const GENERATED_NAMES =
  /(?:[.-]min\.(?:js|mjs|cjs|css)|\.(?:js|mjs|cjs|css|ts)\.map|_pb2(?:_grpc)?\.pyi?|\.pb\.(?:go|cc|h|gw\.go)|\.pb\.[jt]s|_pb\.[jt]s|\.(?:g|freezed)\.dart|\.tsbuildinfo)$/i;

const VENDORED_FOLDERS = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'third_party',
  'third-party',
  'thirdparty',
  'site-packages',
  'Godeps',
  'Pods',
  'Carthage',
  '.yarn',
]);

/** Files that make a `vendor` folder beside them the place of a package manager. */
export const VENDOR_MANIFESTS: readonly string[] = [
  'go.mod',
  'composer.json',
  'Gemfile',
  'Cargo.toml',
  'package.json',
];

/**
 * The class of a file by its name alone: `binary`, `generated`, or null when its content decides.
 */
export function classifyFileName(name: string): SkipReason | null {
  if (LOCK_FILES.has(name) || GENERATED_NAMES.test(name)) return 'generated';
  const dot = name.lastIndexOf('.');
  return dot > 0 && BINARY_EXTENSIONS.has(name.slice(dot + 1).toLowerCase()) ? 'binary' : null;
}

/**
 * Whether a folder holds other people's code. A folder named `vendor` does at the top of a
 * repository and beside a manifest of VENDOR_MANIFESTS; elsewhere the word may belong to the
 * product.
 */
export function isVendoredFolder(name: string, isAtTop: boolean, siblings: Set<string>): boolean {
  if (VENDORED_FOLDERS.has(name)) return true;
  if (name !== 'vendor') return false;
  return isAtTop || VENDOR_MANIFESTS.some((manifest) => siblings.has(manifest));
}
