import { useEffect } from 'react';
import { TrashHost } from '../features/trash/trash-host.tsx';
import { PaletteHost } from '../features/palette/palette-host.tsx';
import { settleAddress, useRoute } from '../navigation/use-route.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { moveInList } from '../ui/list-keys.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { HeaderLine } from './header-line.tsx';
import { Place } from './place.tsx';
import { Rail } from './rail.tsx';
import './frame.css';

/** Rail, header line and the place between them. */
export function Frame() {
  const route = useRoute();
  useEffect(() => settleAddress(route), [route]);
  useEffect(() => {
    document.addEventListener('keydown', moveInList);
    return () => document.removeEventListener('keydown', moveInList);
  }, []);
  return (
    <div className="frame">
      <a className="skip-link" href="#main" onClick={focusMain}>
        Skip to the content
      </a>
      <Rail route={route} />
      <div className="frame-body">
        <HeaderLine />
        <ConnectionBanner />
        <main id="main" className="frame-main" tabIndex={-1}>
          <ErrorBoundary key={route.place}>
            <Place route={route} />
          </ErrorBoundary>
        </main>
      </div>
      <PaletteHost route={route} />
      <TrashHost route={route} />
    </div>
  );
}

// The hash is the route, so the link must not change it.
function focusMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}
