import { AppError } from '#shared/errors.ts';
import type { Cli } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import type { Check } from './check.ts';
import { failed, optional, passed } from './check.ts';
import { checkPorts } from './check-ports.ts';
import { readNamespaceFacts } from './read-namespace-facts.ts';
import { sandboxCure } from './sandbox-cure.ts';

const RUN_DIRECTLY = 'run `vp serve` to see what it says';

/**
 * Asks the engine (a short-lived one when none runs) for its ledger, workers, sandbox and ports.
 */
export async function checkEngine(cli: Cli): Promise<Check[]> {
  try {
    return await withAnyEngine(cli, (engine) => askHealth(cli, engine));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [failed('engine', error.message, RUN_DIRECTLY), await checkPorts(null)];
  }
}

async function askHealth(cli: Cli, engine: Engine): Promise<Check[]> {
  const health = await engine.client.pas.health({});
  const { store, workers, sandbox } = health;
  const how = engine.isShortLived ? 'started for this check' : `running, pid ${engine.pid ?? '–'}`;
  return [
    passed('engine', `version ${health.version}, ${how}, ${health.mode}`),
    store.status === 'ok'
      ? passed('ledger', `${store.path}, schema ${store.schema_version}`)
      : failed(
          'ledger',
          store.detail ?? `${store.path} does not work`,
          'check the disk and its space',
        ),
    workers.status === 'ok'
      ? passed('workers', `${workers.threads} threads`)
      : failed('workers', 'the worker threads do not answer', RUN_DIRECTLY),
    ...(await checkSandbox(cli, sandbox)),
    await checkPorts(engine.isShortLived ? null : engine),
  ];
}

type Sandbox = Awaited<ReturnType<Engine['client']['pas']['health']>>['sandbox'];

/** The sandbox as a whole, then each thing that was asked of it. */
async function checkSandbox(cli: Cli, sandbox: Sandbox): Promise<Check[]> {
  const { status, driver, detail } = sandbox;
  const answers = sandbox.answers.map((answer) => checkAnswer(answer, status));
  if (status === 'ok') return [passed('sandbox', `${driver}: ${detail}`), ...answers];
  if (status === 'allowed_without') return [optional('sandbox', detail, null), ...answers];
  const cure = sandboxCure(await readNamespaceFacts(cli.place));
  return [failed('sandbox', detail, `${cure}; until then commands are refused`), ...answers];
}

function checkAnswer(answer: Sandbox['answers'][number], status: Sandbox['status']): Check {
  const name = `sandbox ${answer.question}`;
  if (answer.holds) return passed(name, answer.sentence);
  if (status === 'allowed_without') return optional(name, answer.sentence, null);
  return failed(name, answer.sentence, 'commands are refused while this does not hold');
}
