import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import type { Cli } from '../cli.ts';
import { print, printJson, remark } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { cleanDeep, cleanText } from '../terminal/clean-text.ts';
import { chooseProject, workingFolder } from '../state/current-project.ts';
import { renderFacts } from '../views/render-facts.ts';

export interface NewOptions {
  name: string;
  template?: string;
  description?: string;
  goal?: string;
}

/**
 * Registers a project for the repository of the working folder, looks at it, and makes it the
 * current one.
 */
export async function runNew(cli: Cli, options: NewOptions): Promise<number> {
  const repo = workingFolder(cli);
  return withAnyEngine(cli, async (engine) => {
    const { plms, rag } = engine.client;
    const { facts } = await plms.openRepository({ path: repo });
    const created = await plms.createProject(
      {
        name: options.name,
        repo,
        description: options.description,
        template: options.template,
        initial_context: options.goal,
        trust: true,
      },
      { idempotencyKey: randomUUID() },
    );
    await chooseProject(cli, engine, created.project_id);
    const index = await buildIndex(cli, rag, repo);
    if (cli.json) printJson(cli, { ...created, facts, index });
    else {
      const { colors } = cli.terminal;
      print(cli, [
        `${colors.green('✓')} ${colors.bold(options.name)} is project ${created.project_id}, current in ${repo}`,
        '',
        ...renderFacts(cleanDeep(facts), cli.terminal),
        '',
        ...(index === null ? [] : [colors.dim(`code index: ${index.detail}`)]),
        ...(created.trust === null ? [] : [cleanText(created.trust.sentence)]),
        'Next: `vp estimate`, then `vp start`; or `vp plan` with --goal TEXT or --from-prd FILE.',
      ]);
    }
    return 0;
  });
}

/** The project stands also when its code cannot be indexed; then a remark says why. */
async function buildIndex(cli: Cli, rag: Engine['client']['rag'], repo: string) {
  try {
    await rag.refreshIndex({ repo });
    return await rag.indexHealth({ repo });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    remark(cli, `the code index was not built: ${error.message}`);
    return null;
  }
}
