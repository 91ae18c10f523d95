import { z } from 'zod';
import { pathText } from './path-text.ts';

export const STEPS = ['test', 'lint', 'build'] as const;
export type Step = (typeof STEPS)[number];

/**
 * A job card's payload. Known keys are typed, unknown ones are kept.
 * A card is runnable without a model when it has `command`, `tests`, `step` or `operation`, or
 * `migration` with `database`.
 */
export const payloadSchema = z
  .looseObject({
    title: z.string().max(500).optional().describe('What a person sees as the name of the task.'),
    repo: pathText()
      .optional()
      .describe('Path of the git repository; default the open repository.'),
    goal: z.string().max(100_000).optional().describe('Text for an agent. Needs a model.'),
    tests: z
      .array(pathText().min(1))
      .max(1000)
      .optional()
      .describe('Test files to run with the repository’s own test command. Runs without a model.'),
    command: z
      .array(z.string().max(32_768))
      .min(1)
      .max(1000)
      .optional()
      .describe(
        'argv, no shell. A command that the repository does not name itself runs when argv[0] is on the lane’s list of programs, and else waits for an approval. Runs without a model.',
      ),
    step: z
      .enum(STEPS)
      .optional()
      .describe(
        'The repository’s own test, lint or build command, found by looking. Runs without a model.',
      ),
    operation: z
      .enum(['refresh', 'query'])
      .optional()
      .describe('A code index operation. Runs without a model.'),
    scope: pathText().optional().describe('Folder or file that an index refresh is limited to.'),
    query: z
      .object({
        kind: z.enum(['where_defined', 'who_calls', 'impact_set', 'nearest_neighbors']),
        symbol: z.string().max(1000).optional(),
        file: pathText().optional(),
        snippet: z.string().max(20_000).optional(),
        k: z.number().int().min(1).max(1000).optional(),
      })
      .optional()
      .describe('The question of an index operation `query`.'),
    migration: z
      .string()
      .max(4096)
      .optional()
      .describe(
        'What migrates `database`: a file of SQL in the repository, or a command without a shell, as `alembic upgrade head`; one whose words hold blanks is given as `command`. It runs on a copy: the original stays as it is until a person takes the result. Runs without a model.',
      ),
    database: z
      .string()
      .max(4096)
      .optional()
      .describe(
        'The SQLite file that `migration` or `command` migrates, relative to the repository. The command finds the copy at this path.',
      ),
    expected_schema: z
      .string()
      .max(1_000_000)
      .optional()
      .describe(
        'The schema that the migrated database is to have: SQL, or a file of SQL in the repository.',
      ),
    generated: z
      .string()
      .max(1_000_000)
      .optional()
      .describe(
        'A text to hold against `reference` (Narrative gates). Both together run without a model.',
      ),
    reference: z.string().max(1_000_000).optional(),
    timeout_s: z
      .number()
      .positive()
      .max(86_400)
      .optional()
      .describe('Wall-clock limit in seconds; default 900.'),
    paths: z
      .array(pathText().min(1))
      .max(1000)
      .optional()
      .describe(
        'Files the task will write, relative to the repository. They decide beside which tasks it may run; they do not confine it.',
      ),
    may_overlap: z
      .boolean()
      .optional()
      .describe(
        'True: runs beside tasks whose impact sets meet this one’s. By default the index keeps them apart.',
      ),
  })
  .describe(
    'What the task does. Runnable without a model: command, tests, step, operation; migration with database; generated with reference.',
  );
export type Payload = z.infer<typeof payloadSchema>;
