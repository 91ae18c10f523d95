import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { PlaceId } from '../navigation/places.ts';
import type { RouteOf } from '../navigation/route.ts';

type Views = {
  readonly [P in PlaceId]: LazyExoticComponent<ComponentType<{ route: RouteOf<P> }>>;
};

/** The view of every place, loaded when somebody goes there. */
export const VIEWS: Views = {
  now: lazy(async () => ({ default: (await import('../features/now/now-view.tsx')).NowView })),
  projects: lazy(async () => ({
    default: (await import('../features/project/projects-view.tsx')).ProjectsView,
  })),
  'new-project': lazy(async () => ({
    default: (await import('../features/project/new-project-view.tsx')).NewProjectView,
  })),
  project: lazy(async () => ({
    default: (await import('../features/project/project-view.tsx')).ProjectView,
  })),
  run: lazy(async () => ({ default: (await import('../features/run/run-view.tsx')).RunView })),
  code: lazy(async () => ({ default: (await import('../features/code/code-view.tsx')).CodeView })),
  inbox: lazy(async () => ({
    default: (await import('../features/inbox/inbox-view.tsx')).InboxView,
  })),
  settings: lazy(async () => ({
    default: (await import('../features/settings/settings-view.tsx')).SettingsView,
  })),
  gallery: lazy(async () => ({
    default: (await import('../features/gallery/gallery-view.tsx')).GalleryView,
  })),
};
