import { z } from 'zod';
import { indexStateSchema } from '../states.ts';
import { pathText } from '../path-text.ts';
import { endpoint, eventStream } from './define.ts';

const repoField = {
  repo: pathText()
    .optional()
    .describe('Path of the repository or the id of a project; the open repository when absent.'),
};

export const QUERY_KINDS = [
  'where_defined',
  'who_calls',
  'impact_set',
  'nearest_neighbors',
] as const;
export type QueryKind = (typeof QUERY_KINDS)[number];

const coverageSchema = z
  .number()
  .min(0)
  .max(1)
  .describe(
    'Indexed files over indexable ones: everything but ignored, binary, generated, vendored and over-large files.',
  );

export const indexResultSchema = z.object({
  file: z.string(),
  line: z.number().int().describe('From 1.'),
  end_line: z.number().int(),
  column: z.number().int().optional().describe('From 0, UTF-16 units.'),
  symbol: z.string().describe('Qualified name: module and path, `pkg.mod.Class.method`.'),
  kind: z.string(),
  snippet: z.string(),
  confidence: z.number().min(0).max(1).describe('1 for a resolved binding.'),
  via: z
    .string()
    .optional()
    .describe(
      'How it was found: scope, import, self, type, flow, callback, hierarchy, name, wrapped, lexical, vector.',
    ),
  tier: z.enum(['certain', 'possible']).optional(),
  distance: z.number().int().optional().describe('Steps from what was asked, for impact_set.'),
  path: z
    .array(z.string())
    .optional()
    .describe('The chain of symbols that leads here, for impact_set.'),
  is_test: z.boolean().optional().describe('Whether it is a test, for impact_set and who_calls.'),
  score: z.number().optional().describe('Fused rank score, for nearest_neighbors.'),
});
export type IndexResult = z.infer<typeof indexResultSchema>;

const skippedSchema = z.object({
  reason: z.enum([
    'ignored',
    'binary',
    'generated',
    'vendored',
    'secret',
    'too_large',
    'long_line',
    'unreadable',
    'not_a_file',
    'parser_failed',
  ]),
  files: z.number().int(),
  examples: z.array(z.string()),
});

/** What a refresh looks at; read from the query and from the body. */
const refreshed = z.object({
  ...repoField,
  scope: pathText().optional().describe('Folder or file below the repository.'),
});

/**
 * The code index: what is defined where, who calls it, what a change reaches, and what resembles a
 * text.
 */
export const codeIndexContract = {
  refreshIndex: endpoint({
    method: 'POST',
    path: '/refresh',
    scope: 'start',
    summary: 'Bring the index up to date with the work tree',
    description:
      'Joins a refresh that is running. `scope` limits the look to a folder or file; `full` reads every file again.',
    idempotency: 'none',
    query: refreshed,
    body: refreshed.extend({
      full: z.boolean().optional(),
    }),
    errors: ['unknown_index', 'invalid_input'],
    response: z.object({
      status: z.literal('refreshed'),
      repo: z.string(),
      files_indexed: z.number().int(),
      files_changed: z.number().int(),
      files_removed: z.number().int(),
      symbols: z.number().int(),
      edges: z.number().int(),
      duration_ms: z.number(),
      coverage: coverageSchema,
      git_sha: z.string().nullable(),
      joined: z.boolean().describe('Whether the call joined a refresh that was running.'),
    }),
  }),
  queryIndex: endpoint({
    method: 'GET',
    path: '/query',
    scope: 'view',
    summary: 'Ask the index',
    description:
      'where_defined and who_calls take `symbol`, impact_set `symbol` or `file`, nearest_neighbors `snippet`. Qualified names work: `Class.method`, `pkg.mod.fn`.',
    query: z.object({
      ...repoField,
      kind: z.enum(QUERY_KINDS),
      symbol: z.string().max(1000).optional(),
      file: pathText().optional(),
      snippet: z.string().max(20_000).optional(),
      k: z.coerce
        .number()
        .int()
        .min(1)
        .max(1000)
        .optional()
        .describe('Results a page. Default 20.'),
      offset: z.coerce
        .number()
        .int()
        .min(0)
        .optional()
        .describe('Results to pass over. Default 0.'),
      lang: z.string().optional(),
      path: pathText()
        .optional()
        .describe(
          'Only results below this path. For who_calls and impact_set the very file that defines the symbol says which one is meant.',
        ),
      tier: z.enum(['certain', 'all']).optional().describe('`all` adds guesses. Default certain.'),
    }),
    errors: ['unknown_index', 'invalid_input'],
    response: z.object({
      results: z.array(indexResultSchema),
      total: z.number().int().describe('Results over all pages.'),
      suggestions: z.array(z.string()).describe('Closest names when nothing has this name.'),
      rankers: z
        .array(z.enum(['lexical', 'vector', 'graph']))
        .optional()
        .describe('What ranked nearest_neighbors.'),
      took_ms: z.number(),
      git_sha: z.string().nullable(),
      fresh: z.boolean().describe('False while the answer lacks changes that were noticed.'),
      tests: z
        .array(z.string())
        .optional()
        .describe('Test files that reach what was asked, for impact_set.'),
      notes: z
        .array(z.string())
        .optional()
        .describe('What the answer may lack, a sentence each, for who_calls and impact_set.'),
    }),
  }),
  snapshotIndex: endpoint({
    method: 'GET',
    path: '/snapshot',
    scope: 'start',
    summary: 'Write and name a snapshot of symbols and edges, bound to the git commit',
    query: z.object({ ...repoField }),
    errors: ['unknown_index'],
    response: z.object({
      snapshot: z.string().describe('Name of the stored snapshot.'),
      snapshot_path: z.string().describe('The file rag_snapshot.json, which holds the newest one.'),
      schema: z.literal('slipway.code-index.snapshot/1'),
      git_sha: z.string().nullable(),
      created_at: z.string(),
      files: z.array(z.object({ path: z.string(), hash: z.string(), lang: z.string() })),
      symbols: z.array(
        z.object({
          id: z.string(),
          file: z.string(),
          line: z.number().int(),
          column: z.number().int(),
          end_line: z.number().int(),
          kind: z.string(),
          name: z.string(),
          qualified: z.string(),
        }),
      ),
      edges: z.array(
        z.object({
          from: z.string(),
          to: z.string(),
          kind: z.enum(['calls', 'imports', 'inherits']),
          tier: z.enum(['certain', 'possible']),
          reason: z.string(),
          line: z.number().int(),
        }),
      ),
    }),
  }),
  diffSnapshots: endpoint({
    method: 'GET',
    path: '/snapshots/diff',
    scope: 'view',
    summary: 'What two snapshots differ in',
    query: z.object({ ...repoField, from: pathText(), to: pathText() }),
    errors: ['unknown_index', 'unknown_snapshot'],
    response: z.object({
      from: z.string(),
      to: z.string(),
      files: z.object({
        added: z.array(z.string()),
        removed: z.array(z.string()),
        changed: z.array(z.string()),
      }),
      symbols: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }),
      edges: z.object({
        added: z.number().int(),
        removed: z.number().int(),
        before: z.number().int(),
        after: z.number().int(),
      }),
    }),
  }),
  listSnapshots: endpoint({
    method: 'GET',
    path: '/snapshots',
    scope: 'view',
    summary: 'The stored snapshots, newest first',
    query: z.object({ ...repoField }),
    errors: ['unknown_index'],
    response: z.object({
      snapshots: z.array(
        z.object({
          snapshot: z.string(),
          git_sha: z.string().nullable(),
          created_at: z.string(),
          symbols: z.number().int(),
          edges: z.number().int(),
        }),
      ),
    }),
  }),
  dependencyGraph: endpoint({
    method: 'GET',
    path: '/graph',
    scope: 'view',
    summary: 'Files or symbols and the edges between them, for drawing',
    query: z.object({
      ...repoField,
      level: z.enum(['files', 'symbols']).optional().describe('Default files.'),
      path: pathText().optional().describe('Only what lies below this path.'),
      limit: z.coerce
        .number()
        .int()
        .min(1)
        .max(20_000)
        .optional()
        .describe('Most connected first. Default 5000.'),
    }),
    errors: ['unknown_index'],
    response: z.object({
      nodes: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          kind: z.string(),
          lang: z.string(),
          size: z.number().int(),
        }),
      ),
      edges: z.array(
        z.object({
          from: z.string(),
          to: z.string(),
          kind: z.enum(['calls', 'imports', 'inherits']),
          weight: z.number().int(),
        }),
      ),
      total_nodes: z.number().int(),
      git_sha: z.string().nullable(),
      fresh: z.boolean(),
    }),
  }),
  listIndexes: endpoint({
    method: 'GET',
    path: '/indexes',
    scope: 'view',
    summary: 'The repositories that are indexed',
    response: z.object({
      indexes: z.array(
        z.object({
          repo: z.string(),
          state: indexStateSchema.exclude(['none']),
          files: z.number().int(),
          symbols: z.number().int(),
          edges: z.number().int(),
          watched: z.boolean(),
        }),
      ),
    }),
  }),
  indexHealth: endpoint({
    method: 'GET',
    path: '/health',
    scope: 'view',
    summary: 'How fresh and how complete the index is',
    query: z.object({ ...repoField }),
    errors: ['unknown_index'],
    response: z.object({
      status: z.enum(['ok', 'degraded', 'stopping']),
      service: z.literal('code-index'),
      version: z.string(),
      indexed: z.boolean(),
      detail: z.string(),
      repo: z.string().nullable(),
      state: indexStateSchema,
      freshness_s: z
        .number()
        .nullable()
        .describe('Seconds since the oldest change that the index lacks; 0 when it lacks none.'),
      coverage: coverageSchema.nullable(),
      drift: z
        .number()
        .int()
        .nullable()
        .describe('Files whose hash no longer matched at the last check.'),
      queue: z.number().int().describe('Changed files that wait.'),
      progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
      files: z.number().int(),
      lines: z.number().int(),
      symbols: z.number().int(),
      edges: z.number().int(),
      possible_edges: z.number().int(),
      sinks: z.number().int().describe('Calls whose target cannot be named.'),
      languages: z.array(
        z.object({ lang: z.string(), files: z.number().int(), lines: z.number().int() }),
      ),
      skipped: z.array(skippedSchema),
      unfollowed: z
        .object({ files: z.number().int(), examples: z.array(z.string()) })
        .describe(
          'Files whose calls are not followed beyond names: following their values does not come to an end. Their definitions and texts are there.',
        ),
      git_sha: z.string().nullable(),
      refreshed_at: z.string().nullable(),
      size_bytes: z.number().int().nullable(),
      watched: z.boolean(),
      vectors: z.object({ available: z.boolean(), detail: z.string(), count: z.number().int() }),
      alerts: z.array(z.object({ code: z.string(), sentence: z.string(), since: z.string() })),
    }),
  }),
  openInEditor: endpoint({
    method: 'POST',
    path: '/open',
    scope: 'admin',
    summary: 'Open an indexed file in the editor of the person at this machine',
    description:
      'Takes the editor that LAUNCH_EDITOR, VISUAL or EDITOR names, else one that is running. Only files of an indexed repository are opened.',
    idempotency: 'none',
    body: z.object({
      ...repoField,
      file: pathText(),
      line: z.number().int().min(1).optional(),
      column: z.number().int().min(0).optional(),
    }),
    errors: ['unknown_index', 'invalid_input', 'no_editor'],
    response: z.object({ opened: z.string().describe('The file, with line and column.') }),
  }),
  indexEvents: eventStream({
    path: '/events',
    scope: 'view',
    summary: 'State and progress of the indexes as they change',
    event: z.object({
      repo: z.string(),
      state: indexStateSchema.exclude(['none']),
      fresh: z.boolean(),
      done: z.number().int(),
      total: z.number().int(),
      generation: z.number().int(),
      alerts: z.number().int(),
    }),
  }),
};
