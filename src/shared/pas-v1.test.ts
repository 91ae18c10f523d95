import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pasV1 } from './contract/pas-v1.ts';
import { RUN_KINDS } from './states.ts';

/**
 * Version 1 as its clients use it. Fields may be added to the contract, none of these renamed or
 * removed.
 */
const V1 = [
  {
    operation: 'health',
    address: 'GET /health',
    input: [],
    output: [
      'status',
      'active_runs',
      'total_tasks',
      'total_receipts',
      'version',
      'mode',
      'store',
      'workers',
    ],
  },
  {
    operation: 'submitJobcard',
    address: 'POST /pas/v1/jobcards',
    input: [
      'project_id',
      'run_id',
      'lane',
      'priority',
      'deps',
      'payload',
      'budget_usd',
      'ci_width_hint',
      'idempotency_key',
      'deadline',
      'kind',
      'complexity',
    ],
    output: ['task_id', 'idempotent_replay'],
  },
  {
    operation: 'startRun',
    address: 'POST /pas/v1/runs/start',
    input: ['project_id', 'run_id', 'run_kind', 'rehearsal_pct', 'budget_caps', 'mode'],
    output: ['status', 'run_id'],
  },
  {
    operation: 'pauseRun',
    address: 'POST /pas/v1/runs/pause',
    input: ['run_id', 'reason'],
    output: ['status', 'run_id'],
  },
  {
    operation: 'resumeRun',
    address: 'POST /pas/v1/runs/resume',
    input: ['run_id', 'reason'],
    output: ['status', 'run_id'],
  },
  {
    operation: 'terminateRun',
    address: 'POST /pas/v1/runs/terminate',
    input: ['run_id', 'reason'],
    output: ['status', 'run_id'],
  },
  {
    operation: 'simulateRun',
    address: 'POST /pas/v1/runs/simulate',
    input: ['run_id', 'rehearsal_pct', 'stratified'],
    output: [
      'strata_coverage',
      'rehearsal_tokens',
      'projected_tokens',
      'ci_lower',
      'ci_upper',
      'risk_score',
      'basis',
      'actual_pct',
      'auto_bumped',
      'time_ms',
      'cost_usd',
      'energy_kwh',
    ],
  },
  {
    operation: 'runStatus',
    address: 'GET /pas/v1/runs/status',
    input: ['run_id'],
    output: [
      'run_id',
      'status',
      'tasks_total',
      'tasks_completed',
      'tasks_failed',
      'spend_usd',
      'spend_energy_kwh',
      'runway_minutes',
      'kpi_violations',
      'tasks',
    ],
  },
  {
    operation: 'portfolioStatus',
    address: 'GET /pas/v1/portfolio/status',
    input: [],
    output: ['active_runs', 'queued_tasks', 'lane_utilization', 'lane_caps', 'fairness_weights'],
  },
  {
    operation: 'heartbeat',
    address: 'POST /pas/v1/heartbeats',
    input: ['run_id', 'task_id', 'ts', 'progress_pct', 'est_remaining_ms'],
    output: ['status'],
  },
  {
    operation: 'storeReceipt',
    address: 'POST /pas/v1/receipts',
    input: [
      'task_id',
      'run_id',
      'lane',
      'provider',
      'tokens_in',
      'tokens_out',
      'tokens_think',
      'time_ms',
      'cost_usd',
      'energy_kwh',
      'echo_cos',
      'status',
      'artifacts_path',
      'tokens_tool_use',
      'carbon_kg',
    ],
    output: ['status', 'task_id'],
  },
  {
    operation: 'storeKpi',
    address: 'POST /pas/v1/kpis',
    input: [
      'task_id',
      'run_id',
      'kpi_name',
      'value',
      'pass',
      'pass_bool',
      'threshold',
      'logs_path',
    ],
    output: ['status', 'task_id', 'kpi_name'],
  },
] as const;

const operations = Object.entries(pasV1);

function operationOf(name: keyof typeof pasV1) {
  const operation = pasV1[name];
  return { ...operation, address: `${operation.method} ${operation.path}` };
}

describe('PAS v1', () => {
  it('has exactly the twelve operations', () => {
    expect(operations.map(([name, { method, path }]) => `${name}: ${method} ${path}`)).toEqual(
      V1.map(({ operation, address }) => `${operation}: ${address}`),
    );
    expect(operations).toHaveLength(12);
  });

  it.each(V1)('$address keeps its fields', ({ operation, address, input, output }) => {
    const found = operationOf(operation);
    expect(found.address).toBe(address);
    const given = { ...found.params.shape, ...found.query.shape, ...found.body.shape };
    expect(Object.keys(given)).toEqual(expect.arrayContaining([...input]));
    expect(Object.keys(found.response.shape)).toEqual(expect.arrayContaining([...output]));
  });

  it.each(V1.filter(({ address }) => address.startsWith('POST')))(
    '$address takes an idempotency key and says when it replays',
    ({ operation }) => {
      const found = operationOf(operation);
      expect(found.idempotency).toBe('optional');
      expect(Object.keys(found.body.shape)).toContain('idempotency_key');
      expect(Object.keys(found.response.shape)).toContain('idempotent_replay');
    },
  );

  it('a job card needs project, run and lane, and the rest has its defaults', () => {
    const card = { project_id: 1, run_id: 'r', lane: 'Code-Impl' };
    expect(pasV1.submitJobcard.body.parse(card)).toEqual({
      ...card,
      priority: 0.5,
      deps: [],
      payload: {},
      budget_usd: 1,
      ci_width_hint: 0.3,
    });
    expect(pasV1.submitJobcard.status).toBe(201);
    for (const name of Object.keys(card)) {
      const { [name as keyof typeof card]: _, ...without } = card;
      expect(pasV1.submitJobcard.body.safeParse(without).success).toBe(false);
    }
  });

  it('a payload keeps keys that are not in its schema', () => {
    const payload = { step: 'test', my_own: { deep: [1] } };
    const card = { project_id: 1, run_id: 'r', lane: 'L', payload };
    expect(pasV1.submitJobcard.body.parse(card).payload).toEqual(payload);
  });

  it('a start is a baseline without rehearsal unless stated otherwise', () => {
    expect(pasV1.startRun.body.parse({ project_id: 1, run_id: 'r' })).toEqual({
      project_id: 1,
      run_id: 'r',
      run_kind: 'baseline',
      breach_policy: 'pause',
      rehearsal_pct: 0,
    });
    expect(RUN_KINDS).toEqual(['baseline', 'rehearsal', 'replay', 'hotfix']);
    const caps = { budget_usd: 2, energy_kwh: 0.5, tokens: 1000 };
    const start = { project_id: 1, run_id: 'r', budget_caps: caps };
    expect(pasV1.startRun.body.parse(start).budget_caps).toEqual(caps);
  });

  it('a simulation rehearses 1 % by strata unless stated otherwise, and at most 20 %', () => {
    expect(pasV1.simulateRun.body.parse({ run_id: 'r' })).toEqual({
      run_id: 'r',
      rehearsal_pct: 0.01,
      stratified: true,
    });
    const tooMuch = { run_id: 'r', rehearsal_pct: 0.21 };
    expect(pasV1.simulateRun.body.safeParse(tooMuch).success).toBe(false);
  });

  it('violations and task rows of a status keep their fields', () => {
    const { kpi_violations: violations, tasks } = pasV1.runStatus.response.shape;
    expect(Object.keys(violations.element.shape)).toEqual([
      'task_id',
      'kpi_name',
      'expected',
      'actual',
      'pass',
    ]);
    expect(Object.keys(tasks.element.shape).slice(0, 3)).toEqual(['task_id', 'lane', 'status']);
  });

  it('can be written down as JSON Schema, inputs and outputs', () => {
    for (const [, { body, response }] of operations) {
      expect(z.toJSONSchema(body, { io: 'input' })).toHaveProperty('type', 'object');
      expect(z.toJSONSchema(response)).toHaveProperty('type', 'object');
    }
  });
});
