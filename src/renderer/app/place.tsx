import { type ComponentType, Suspense } from 'react';
import { placeRow } from '../navigation/places.ts';
import type { Route } from '../navigation/route.ts';
import { Skeleton } from '../ui/notes.tsx';
import { VIEWS } from './views.ts';

/** The view of a place; another one of many (another run, another project) starts afresh. */
export function Place({ route }: { route: Route }) {
  const { id, label } = placeRow(route.place);
  const values: Readonly<Record<string, unknown>> = { ...route };
  // Each view takes the route of its own place, which the table of views holds it to.
  const View = VIEWS[route.place] as ComponentType<{ route: Route }>;
  return (
    <Suspense fallback={<Skeleton rows={8} label={label} />}>
      <View key={id === null ? route.place : String(values[id.name])} route={route} />
    </Suspense>
  );
}
