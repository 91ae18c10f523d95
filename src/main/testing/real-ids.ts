import type { FastifyInstance } from 'fastify';
import type { GeneratedRequest } from '../http/testing/openapi-requests.ts';

/** Ids that exist, so that generated requests get past "no such run". */
export interface RealIds {
  run_id: string[];
  task_id: string[];
  project_id: string[];
  approval_id: string[];
  lane: string[];
}

const MOST_KEPT = 40;

/**
 * The request with names of real things where it names one. `dice` decides, so that a failure can
 * be repeated.
 */
export function withRealIds(
  request: GeneratedRequest,
  ids: RealIds,
  dice: number,
): GeneratedRequest {
  if (dice % 4 === 0 && !/budget/.test(request.template)) return request;
  return {
    ...request,
    path: inPath(request, ids, dice),
    body: request.body === undefined ? undefined : inBody(request.body, ids, dice),
  };
}

/** Keeps the ids that an answer brought. */
export function collectIds(ids: RealIds, body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  for (const kind of ['run_id', 'task_id', 'project_id'] as const) {
    const value = (body as Record<string, unknown>)[kind];
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const known = ids[kind];
    if (known.includes(String(value))) continue;
    known.push(String(value));
    if (known.length > MOST_KEPT) known.splice(dropAt(known), 1);
  }
}

function dropAt(known: readonly string[]): number {
  return known.length % 2 === 0 ? 0 : Math.floor(known.length / 2);
}

function pick(values: readonly string[], dice: number): string | undefined {
  return values[dice % Math.max(1, values.length)];
}

function inPath(request: GeneratedRequest, ids: RealIds, dice: number): string {
  const [path = '', query] = request.path.split('?');
  const template = request.template.split('/');
  const words = path.split('/').map((word, index) => {
    const name = /^\{(\w+)\}$/.exec(template[index] ?? '')?.[1];
    // A lane's name; a rehearsal in a lane that such a request closes would be waited for.
    if (name === 'name') return 'Vector-Ops';
    const real =
      name === undefined || !(name in ids) ? undefined : pick(ids[name as keyof RealIds], dice);
    return real === undefined ? word : encodeURIComponent(real);
  });
  if (query === undefined) return words.join('/');
  const search = new URLSearchParams(query);
  for (const kind of ['run_id', 'task_id'] as const) {
    const real = pick(ids[kind], dice);
    if (search.has(kind) && real !== undefined) search.set(kind, real);
  }
  return `${words.join('/')}?${search.toString()}`;
}

function inBody(text: string, ids: RealIds, dice: number): string {
  const fields = objectOf(text);
  if (fields === null) return text;
  for (const kind of ['run_id', 'task_id', 'lane'] as const) {
    const real = pick(ids[kind], dice);
    if (kind in fields && real !== undefined) fields[kind] = real;
  }
  if (Array.isArray(fields['deps']) && fields['deps'].length > 0)
    fields['deps'] = ids.task_id.slice(-(1 + (dice % 3)));
  const project = pick(ids.project_id, dice >> 3);
  if ('project_id' in fields && project !== undefined) fields['project_id'] = Number(project);
  return JSON.stringify(makeUseful(fields, dice));
}

/**
 * Values that a schema allows and that would end the walk: an unknown verdict, a day or project
 * without money left.
 */
function makeUseful(fields: Record<string, unknown>, dice: number): Record<string, unknown> {
  if ('provider' in fields && typeof fields['status'] === 'string')
    fields['status'] = dice % 2 === 0 ? 'succeeded' : 'failed';
  if (typeof fields['cost_usd'] === 'number') fields['cost_usd'] = Math.min(1, fields['cost_usd']);
  for (const cap of ['day_usd', 'project_usd', 'budget_usd'] as const)
    if (typeof fields[cap] === 'number' && !('lane' in fields)) fields[cap] = 1e6;
  return fields;
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Asks the service for the run of a task, so that reports can name both. */
export async function runOfTask(pas: FastifyInstance, taskId: string): Promise<string | undefined> {
  const response = await pas.inject({ method: 'GET', url: `/pas/v1/tasks/${taskId}` });
  return response.statusCode === 200 ? response.json<{ run_id: string }>().run_id : undefined;
}
