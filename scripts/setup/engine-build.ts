// How the engine's process and its threads are built, for the app as for the tests.

/** Entries by what they are called in dist; threads find each other by these names. */
export const engineEntries = {
  'main/serve': 'src/main/serve.ts',
  'workers/execute': 'src/workers/execute.ts',
  'workers/host': 'src/workers/host.ts',
  'workers/databases': 'src/workers/databases.ts',
  'workers/measure-tests': 'src/workers/measure-tests.ts',
  'workers/index': 'src/workers/index.ts',
  'workers/parse': 'src/workers/code-index/parse.ts',
};

/**
 * Packages that become part of the build: finding and reading their many small files takes longer
 * than starting the rest of a thread. Packages with native parts, files of their own beside them or
 * threads stay where they are.
 */
export const bundledPackages = [
  'commander',
  'env-paths',
  'eventsource-parser',
  'execa',
  'ignore',
  'picocolors',
  'safe-stable-stringify',
  'saxes',
  'smol-toml',
  'ulid',
  'zod',
];

export const engineOutput = {
  format: 'es' as const,
  entryFileNames: '[name].js',
  // All chunks sit beside the entries of main, so `../workers/…` leads to the threads from any of
  // them.
  chunkFileNames: 'main/[name]-[hash].js',
  assetFileNames: 'main/[name]-[hash].[ext]',
};
