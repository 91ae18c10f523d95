import { FileSearch, FolderGit2, Inbox, LayoutGrid, Radar, Settings } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { QUERY_KINDS } from '#shared/contract/code-index.ts';
import { type Id, numberId, oneOf, optional, type Param, text, textId, usually } from './param.ts';

export const RUN_VIEWS = ['timeline', 'graph', 'log', 'diff', 'proof'] as const;
export type RunView = (typeof RUN_VIEWS)[number];
export const PROJECT_VIEWS = ['plan', 'runs', 'repository'] as const;
export type ProjectView = (typeof PROJECT_VIEWS)[number];
export const CODE_VIEWS = ['search', 'graph', 'health'] as const;
export type CodeView = (typeof CODE_VIEWS)[number];

interface PlaceRow {
  label: string;
  icon: LucideIcon;
  /** Shortcut as typed, e.g. `g n`; null when it has none. */
  keys: string | null;
  /** The end of the rail where it is listed; else the place whose entry stands for it, or null. */
  rail: 'top' | 'bottom' | { within: string } | null;
  /** Names one of many in the address; null for a place there is only one of. */
  id: Id<string, unknown> | null;
  /** What the address holds besides: view, selection, filters. */
  query: Readonly<Record<string, Param<unknown>>>;
}

const withinProjects = { within: 'projects' };

/**
 * Every place of the window; the name of a row is the first word of its address. A new place is a
 * row here and a folder in features: app/views.ts does not compile until it loads that folder.
 */
export const PLACES = {
  now: { label: 'Now', icon: Radar, keys: 'g n', rail: 'top', id: null, query: {} },
  projects: { label: 'Projects', icon: FolderGit2, keys: 'g p', rail: 'top', id: null, query: {} },
  'new-project': {
    label: 'New project',
    icon: FolderGit2,
    keys: 'n',
    rail: withinProjects,
    id: null,
    query: { repo: optional },
  },
  project: {
    label: 'Project',
    icon: FolderGit2,
    keys: null,
    rail: withinProjects,
    id: numberId('projectId'),
    query: { view: oneOf(PROJECT_VIEWS) },
  },
  run: {
    label: 'Run',
    icon: FolderGit2,
    keys: null,
    rail: withinProjects,
    id: textId('runId'),
    query: { view: oneOf(RUN_VIEWS), task: optional, file: optional },
  },
  code: {
    label: 'Code',
    icon: FileSearch,
    keys: 'g c',
    rail: 'top',
    id: null,
    query: {
      view: oneOf(CODE_VIEWS),
      repo: optional,
      kind: usually(QUERY_KINDS),
      q: text,
      lang: text,
      path: text,
      tier: usually(['certain', 'all']),
    },
  },
  inbox: { label: 'Inbox', icon: Inbox, keys: 'g i', rail: 'top', id: null, query: {} },
  settings: { label: 'Settings', icon: Settings, keys: 'g s', rail: 'bottom', id: null, query: {} },
  gallery: { label: 'Gallery', icon: LayoutGrid, keys: null, rail: null, id: null, query: {} },
} as const satisfies Record<string, PlaceRow>;

export type PlaceId = keyof typeof PLACES;

/** A row as the rail, the palette and the address reader see it: without what is special to it. */
export function placeRow(place: PlaceId): PlaceRow {
  return PLACES[place];
}

export const PLACE_IDS = Object.keys(PLACES) as readonly PlaceId[];
