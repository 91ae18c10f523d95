import type { Output, Parsed } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import type { IndexState } from '#core/code-index/freshness/index-state.ts';
import { countOf, formatCount } from '#shared/present/format-count.ts';
import type { IndexReading, OpenRepositories } from '../index-service.ts';
import type { Ledger, Settings, Upkeep } from '../../dispatch/spine.ts';
import { iso } from '../../runs/wire.ts';

type Rag = typeof codeIndexContract;
type Health = Output<Rag['indexHealth']>;
type Measured = Omit<Health, 'status' | 'service' | 'version'>;

/** How fresh and complete an index is; without a repository it says that there is none. */
export async function indexHealth(
  spine: Ledger & Settings & Upkeep,
  indexes: OpenRepositories & IndexReading,
  input: Parsed<Rag['indexHealth']>,
): Promise<Health> {
  await indexes.opened();
  const isNothingMeant = input.repo === undefined && indexes.defaultRoot() === null;
  const state = isNothingMeant ? null : indexes.state(await indexes.resolve(input.repo));
  const measured = state === null ? NOTHING : measuredOf(state, spine.clock.nowMs());
  const isWell = state === null || (state.state !== 'failed' && state.alerts.length === 0);
  const status = spine.life.isStopping() ? 'stopping' : isWell ? 'ok' : 'degraded';
  return { status, service: 'code-index', version: spine.options.version, ...measured };
}

/** Every open repository in short. */
export async function listIndexes(
  indexes: OpenRepositories & IndexReading,
): Promise<Output<Rag['listIndexes']>> {
  await indexes.opened();
  return {
    indexes: indexes.roots().map((root) => {
      const { state, files, symbols, edges, watched } = indexes.state(root);
      return { repo: root, state, files, symbols, edges, watched };
    }),
  };
}

const NOTHING: Measured = {
  indexed: false,
  detail: 'No repository is open, so nothing is indexed. Open one: vp rag refresh --repo FOLDER.',
  repo: null,
  state: 'none',
  freshness_s: null,
  coverage: null,
  drift: null,
  queue: 0,
  progress: null,
  files: 0,
  lines: 0,
  symbols: 0,
  edges: 0,
  possible_edges: 0,
  sinks: 0,
  languages: [],
  skipped: [],
  unfollowed: { files: 0, examples: [] },
  git_sha: null,
  refreshed_at: null,
  size_bytes: null,
  watched: false,
  vectors: { available: false, detail: 'Nothing is indexed.', count: 0 },
  alerts: [],
};

function measuredOf(state: IndexState, nowMs: number): Measured {
  const { staleSinceMs } = state;
  const behindMs = staleSinceMs === null ? 0 : Math.max(0, nowMs - staleSinceMs);
  return {
    indexed: state.generation > 0,
    detail: describe(state),
    repo: state.root,
    state: state.state,
    freshness_s: state.generation === 0 ? null : behindMs / 1000,
    coverage: state.coverage,
    drift: state.drift,
    queue: state.queue,
    progress: state.progress,
    files: state.files,
    lines: state.lines,
    symbols: state.symbols,
    edges: state.edges,
    possible_edges: state.possibleEdges,
    sinks: state.sinks,
    languages: [...state.languages],
    skipped: state.skipped.map((one) => ({ ...one, examples: [...one.examples] })),
    unfollowed: { ...state.unfollowed, examples: [...state.unfollowed.examples] },
    git_sha: state.gitSha,
    refreshed_at: state.refreshedAtMs === null ? null : iso(state.refreshedAtMs),
    size_bytes: state.sizeBytes,
    watched: state.watched,
    vectors: { ...state.vectors },
    alerts: state.alerts.map(({ code, sentence, sinceMs }) => ({
      code,
      sentence,
      since: iso(sinceMs),
    })),
  };
}

function describe(state: IndexState): string {
  const { progress, alerts } = state;
  if (state.state === 'building') {
    const done =
      progress === null
        ? ''
        : ` (${formatCount(progress.done)} of ${countOf(progress.total, 'file')})`;
    return `The index is being built${done}.`;
  }
  if (state.state === 'failed' || state.state === 'empty')
    return alerts[0]?.sentence ?? 'The index has not been built yet.';
  const held = `${countOf(state.files, 'file')}, ${countOf(state.symbols, 'symbol')} and ${countOf(state.edges, 'edge')}`;
  if (state.state === 'resting') return `${held}. It rests until the next question or change.`;
  return state.fresh ? `${held}, up to date.` : `${held}; changes are being read.`;
}
