import { parseArgs } from 'node:util';
import envPaths from 'env-paths';
import type { EmbeddingAddress } from '#shared/messages/code-index.ts';
import { AppError } from '#shared/errors.ts';
import { DEFAULT_PORTS, type ListenerName } from '#shared/present/default-ports.ts';
import { readApprovalTimeoutMs } from './read-approval-timeout.ts';
import { readEmbedding } from './read-embedding.ts';
import { readRestAfterMs } from './read-rest-after.ts';
import { readSettleMs } from './read-settle.ts';

export interface ServeOptions {
  dataDir: string;
  repo: string | null;
  ports: Record<ListenerName, number>;
  synthetic: boolean;
  timeScale: number;
  seed: number | null;
  /** Absent: as the engine has it. */
  failingShare?: number;
  json: boolean;
  /** False with --no-dispatch. */
  dispatch: boolean;
  /** Repairs the data folder's ledger and ends. */
  repair: boolean;
  /** From the environment; null without a model. */
  embedding: EmbeddingAddress | null;
  /** How long an index is left alone before it rests. */
  restAfterMs: number;
  /** How long a run whose tasks have ended waits for a new card. */
  settleMs: number;
  /** How long a question waits for an answer. */
  approvalTimeoutMs: number;
}

/** The platform's folder for application data, or what the user said. */
export function defaultDataDir(): string {
  return process.env['SLIPWAY_DATA'] ?? envPaths('slipway', { suffix: '' }).data;
}

/** Reads `serve`'s flags; a wrong one is a sentence that names it. */
export function readServeOptions(argv: readonly string[]): ServeOptions {
  const values = parse(argv);
  return {
    dataDir: values.data ?? defaultDataDir(),
    repo: values.repo ?? null,
    ports: {
      pas: port('pas-port', values['pas-port'], DEFAULT_PORTS.pas),
      plms: port('plms-port', values['plms-port'], DEFAULT_PORTS.plms),
      rag: port('rag-port', values['rag-port'], DEFAULT_PORTS.rag),
      rpc: port('rpc-port', values['rpc-port'], DEFAULT_PORTS.rpc),
      hmi: port('hmi-port', values['hmi-port'], DEFAULT_PORTS.hmi),
    },
    synthetic: values.synthetic ?? false,
    timeScale: positive('time-scale', values['time-scale'], 1),
    seed: values.seed === undefined ? null : whole('seed', values.seed, Number.MAX_SAFE_INTEGER),
    ...(values['failing-share'] === undefined
      ? {}
      : { failingShare: share('failing-share', values['failing-share']) }),
    json: values.json ?? false,
    dispatch: !(values['no-dispatch'] ?? false),
    repair: values.repair ?? false,
    embedding: readEmbedding(process.env),
    restAfterMs: readRestAfterMs(process.env),
    settleMs: readSettleMs(process.env),
    approvalTimeoutMs: readApprovalTimeoutMs(process.env),
  };
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        data: text,
        repo: text,
        'pas-port': text,
        'plms-port': text,
        'rag-port': text,
        'rpc-port': text,
        'hmi-port': text,
        synthetic: flag,
        'time-scale': text,
        seed: text,
        'failing-share': text,
        json: flag,
        'no-dispatch': flag,
        repair: flag,
      },
    }).values;
  } catch (cause) {
    throw new AppError(
      'bad_request',
      `${cause instanceof Error ? cause.message : String(cause)} See vp serve --help.`,
      { cause },
    );
  }
}

function port(name: string, value: string | undefined, fallback: number): number {
  return value === undefined ? fallback : whole(name, value, 65_535);
}

function whole(name: string, value: string, max: number): number {
  const number = Number(value);
  if (value.trim() !== '' && Number.isInteger(number) && number >= 0 && number <= max)
    return number;
  throw new AppError(
    'bad_request',
    `--${name} takes a whole number from 0 to ${max}, not "${value}".`,
  );
}

function share(name: string, value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && number >= 0 && number <= 1) return number;
  throw new AppError('bad_request', `--${name} takes a share from 0 to 1, not "${value}".`);
}

function positive(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (Number.isFinite(number) && number > 0) return number;
  throw new AppError('bad_request', `--${name} takes a number above 0, not "${value}".`);
}
