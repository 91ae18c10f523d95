// Who may import whom: the layer table of docs/architecture.md as data. The lint rules read it.

/**
 * Layer → layers it may import. `main` reaches workers by file path only, `preload` sees types of
 * shared.
 */
export const MAY_IMPORT = {
  shared: ['shared'],
  core: ['shared', 'core'],
  workers: ['shared', 'core', 'workers'],
  main: ['shared', 'core', 'main'],
  preload: ['shared', 'preload'],
  renderer: ['shared', 'renderer'],
  cli: ['shared', 'cli'],
};

/** The same inside the renderer, folder by folder; `testing` is free. */
export const RENDERER_MAY_IMPORT = {
  ui: ['ui'],
  data: ['data'],
  navigation: ['navigation', 'ui'],
  features: ['features', 'navigation', 'ui', 'data'],
  app: ['app', 'features', 'navigation', 'ui', 'data'],
};

/** What to do instead inside the renderer. */
export const RENDERER_CURES = {
  ui: 'a component takes what it shows as props',
  data: 'what is read from the engine does not depend on how it is shown',
  navigation: 'addresses and places stand below the views; app/views.ts loads a view for a place',
  features: 'what a view needs of the frame belongs in navigation, ui or data',
  app: 'the frame may import everything',
};

/** What to do instead, for layers that are often wanted by mistake. */
export const CURES = {
  shared: 'shared is the common vocabulary: describe the thing here, do it in core or main',
  core: 'pass what is needed in as an argument or a port (core/ports.ts)',
  workers: 'workers are thin over core: move the decision to core, or send it in the job message',
  main: 'main starts workers by file path and hands core its ports; shared code belongs in core',
  preload: 'the preload carries named operations only; add an operation to the contract',
  renderer: 'call an operation of the contract through the typed client',
  cli: 'call an operation of the contract through the typed client',
};

/** Packages that only some folders may import. `in` and `but` are path prefixes below src/. */
export const RESTRICTED = [
  {
    matches: (name) => name === 'electron' || name.startsWith('electron/'),
    in: ['main/index.ts', 'main/boot/', 'main/ipc/', 'main/windows/', 'preload/'],
    cure: 'the engine runs without Electron too; keep it to main/index.ts, main/boot, main/ipc, main/windows and preload',
  },
  {
    matches: (name) => name === 'electron-store',
    in: ['main/boot/', 'main/windows/'],
    cure: 'window state and settings live in main/windows; the engine keeps its data in the ledger',
  },
  {
    matches: (name) => name === 'better-sqlite3' || name === 'kysely',
    in: ['main/db/', 'workers/ledger/', 'workers/code-index/store/', 'workers/databases/'],
    cure: 'add a method to a repository in main/db (or to the index store in workers/code-index/store) and call that',
  },
  {
    matches: (name) => name === 'fastify' || /^(@fastify\/|fastify-)/.test(name),
    in: ['main/http/'],
    cure: 'add an operation to the contract; main/http serves it',
  },
  {
    matches: (name) => /^(node:)?child_process$/.test(name) || name === 'execa',
    in: ['workers/sandbox/', 'cli/engine/'],
    cure: 'start processes through workers/sandbox, which sets argv, environment and limits',
  },
];

/** Layers that may use Node's own modules. */
export const NODE_LAYERS = ['workers', 'main', 'cli'];

/** Layers that may not touch clock, chance, timers, network or process. */
export const PURE_LAYERS = ['shared', 'core'];
