import { AppError } from '#shared/errors.ts';
import { defaultUrl } from '#shared/present/default-ports.ts';
import type { Discovery } from '#shared/present/discovery.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { Cli, Place } from '../cli.ts';
import { connect } from './connect.ts';
import { dataFolder } from './data-folder.ts';
import { readDiscovery } from './discovery.ts';
import type { Addresses, Engine } from './engine.ts';

const HEALTH_TIMEOUT_MS = 2000;
const VARIABLES = {
  pas: 'PAS_API_BASE_URL',
  plms: 'PLMS_API_BASE_URL',
  rag: 'RAG_API_BASE_URL',
} as const;
const USUAL: Addresses = {
  pas: defaultUrl('pas'),
  plms: defaultUrl('plms'),
  rag: defaultUrl('rag'),
};

/**
 * The engine that is running, or null: addresses from the environment come first (the rest from the
 * discovery file, else the usual ports), otherwise the discovery file of the data folder when its
 * engine answers.
 */
export async function findEngine(cli: Cli): Promise<Engine | null> {
  const given = addressesFromEnvironment(cli.place);
  const folder = dataFolder(cli);
  const reading = await readDiscovery(folder);
  const discovery = reading.state === 'alive' ? reading.discovery : null;
  if (given.pas !== undefined || given.plms !== undefined || given.rag !== undefined) {
    const addresses = { ...USUAL, ...(discovery && addressesOf(discovery)), ...given };
    return engineAt(cli, addresses, addresses.plms, null);
  }
  if (discovery === null) return null;
  const engine = await engineAt(cli, addressesOf(discovery), folder, discovery);
  return (await isAnswering(engine)) ? engine : null;
}

/** Addresses that an engine announced. */
export function addressesOf(discovery: Pick<Discovery, 'pas' | 'plms' | 'rag'>): Addresses {
  return { pas: discovery.pas, plms: discovery.plms, rag: discovery.rag ?? USUAL.rag };
}

async function engineAt(
  cli: Cli,
  addresses: Addresses,
  store: string,
  discovery: Discovery | null,
): Promise<Engine> {
  return {
    client: await connect(cli, addresses, discovery?.token_file ?? null),
    addresses,
    store,
    pid: discovery?.pid ?? null,
    hmi: discovery?.hmi ?? null,
    isShortLived: false,
  };
}

function addressesFromEnvironment({ env }: Place): Partial<Addresses> {
  const found: Partial<Addresses> = {};
  for (const [service, variable] of Object.entries(VARIABLES)) {
    const value = env[variable];
    if (value === undefined || value === '') continue;
    if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
      throw usageError(`${variable} is "${value}"; give an address like ${USUAL.pas}.`);
    }
    found[service as keyof Addresses] = value.replace(/\/+$/, '');
  }
  return found;
}

/**
 * A process of that number may be another program by now: only an answer of the service itself
 * counts.
 */
async function isAnswering(engine: Engine): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(HEALTH_TIMEOUT_MS);
    const health = await engine.client.plms.plmsHealth({}, { signal });
    return health.service === 'plms' && health.status !== 'stopping';
  } catch (error) {
    if (error instanceof AppError && error.code === 'unauthorized') throw error;
    return false;
  }
}
