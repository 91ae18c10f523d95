import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { services } from '#shared/contract/contract.ts';
import type { Engine, EngineOptions } from '../engine.ts';
import { createServiceServer } from '../http/create-service-server.ts';
import { PATIENCE_MS } from './patience.ts';
import { startTestEngine } from './start-test-engine.ts';

/** An answer of the API: status, headers and the parsed body. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  body: Record<string, unknown>;
}

export interface Services {
  engine: Engine;
  dataDir: string;
  /** What engine and servers logged as errors. */
  errors: string[];
  pas: FastifyInstance;
  plms: FastifyInstance;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  /** Resolves when the check holds; it is asked again after everything that becomes durable. */
  until(what: string, check: () => boolean | Promise<boolean>): Promise<void>;
  /** Waits for a run to be in one of the states and answers its status. */
  runIn(runId: string, states: readonly string[]): Promise<RunView>;
  close(): Promise<void>;
}

/** The fields of a run's status that tests look at. */
export interface RunView {
  run_id: string;
  status: string;
  reason: string | null;
  verification: string;
  mode: string;
  tasks_total: number;
  tasks_completed: number;
  tasks_failed: number;
  spend_usd: number;
  reserved_usd: number;
  runway_minutes: number | null;
  projected_usd: number | null;
  budget_usd: number | null;
  tokens_total: number;
  worktree_path: string | null;
  branch: string | null;
  kpi_violations: {
    task_id: string;
    kpi_name: string;
    expected: unknown;
    actual: unknown;
    pass: boolean;
  }[];
  gates: GateView[];
  tasks: TaskView[];
}

export interface GateView {
  kpi_name: string;
  state: string;
  value: unknown;
  source: string;
  evidence: {
    command: string[];
    exit_code: number | null;
    duration_ms: number;
    tests_executed: number | null;
    tests_failed: string[];
    report_format: string | null;
    tree_hash: string;
    reason: string | null;
  } | null;
}

export interface TaskView {
  task_id: string;
  lane: string;
  status: string;
  mode: string | null;
  reason: string | null;
  waits: { kind: string; text: string } | null;
  cost_usd: number | null;
  reserved_usd: number;
  title: string;
}

/**
 * The real engine on a folder of its own, with both services called in-process and every answer
 * checked strictly.
 */
export async function openServices(options: Partial<EngineOptions> = {}): Promise<Services> {
  const tested = await startTestEngine({ synthetic: false, settleMs: 50, ...options });
  const { engine, dataDir, errors } = tested;
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const base = { version: engine.version, logger: log, responses: 'strict' as const };
  const pas = createServiceServer({
    ...base,
    service: 'pas',
    contract: services.pas.contract,
    handlers: engine.handlers.pas,
  });
  const plms = createServiceServer({
    ...base,
    service: 'plms',
    contract: services.plms.contract,
    handlers: engine.handlers.plms,
  });
  const appOf = (path: string): FastifyInstance => (path.startsWith('/api') ? plms : pas);
  const get = (path: string) => send(appOf(path), { method: 'GET', path });
  const until: Services['until'] = (what, check) => whenTrue(engine, { what, check });
  return {
    engine,
    dataDir,
    errors,
    pas,
    plms,
    get,
    post: (path, body, headers) => send(appOf(path), { method: 'POST', path, body, headers }),
    patch: (path, body) => send(appOf(path), { method: 'PATCH', path, body }),
    until,
    async runIn(runId, states) {
      const read = async () =>
        (await get(`/pas/v1/runs/status?run_id=${encodeURIComponent(runId)}`))
          .body as unknown as RunView;
      await until(`${runId} is ${states.join(' or ')}`, async () =>
        states.includes((await read()).status),
      );
      return read();
    },
    async close() {
      await Promise.all([pas.close(), plms.close()]);
      await (options.dataDir === undefined ? tested.dispose() : tested.stop());
    },
  };
}

interface Sending {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  body?: unknown;
  headers?: Record<string, string> | undefined;
}

async function send(app: FastifyInstance, sending: Sending): Promise<Answer> {
  const { method, path, body, headers } = sending;
  const response = await app.inject({
    method,
    url: path,
    headers: { host: hostOf(app), ...headers },
    ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : (body as object) }),
  });
  return {
    status: response.statusCode,
    headers: response.headers as Record<string, string>,
    text: response.body,
    body: parsed(response.body),
  };
}

/** An instance that listens is asked by its own port; the gate would refuse another. */
function hostOf(app: FastifyInstance): string {
  const address = app.server.address();
  return typeof address === 'object' && address !== null
    ? `localhost:${address.port}`
    : 'localhost:80';
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

interface Condition {
  what: string;
  check: () => boolean | Promise<boolean>;
}

function whenTrue(engine: Engine, { what, check }: Condition): Promise<void> {
  return new Promise((resolve, reject) => {
    let busy = false;
    let again = false;
    const stop = engine.events(() => setImmediate(look));
    const limit = setTimeout(
      () => done(new Error(`waited ${PATIENCE_MS} ms in vain: ${what}`)),
      PATIENCE_MS,
    );
    function done(error?: unknown): void {
      clearTimeout(limit);
      stop();
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error(String(error)));
    }
    function look(): void {
      again = true;
      if (!busy) void ask();
    }
    async function ask(): Promise<void> {
      busy = true;
      while (again) {
        again = false;
        try {
          if (await check()) return done();
        } catch (error) {
          return done(error);
        }
      }
      busy = false;
    }
    look();
  });
}
