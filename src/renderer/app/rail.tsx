import { usePortfolio } from '../data/queries.ts';
import { PLACE_IDS, type PlaceId, placeRow } from '../navigation/places.ts';
import { hrefOf, type Route, routeTo } from '../navigation/route.ts';
import markUrl from './mark.svg?no-inline';
import './rail.css';

/** The places of the window, from the table. What does not exist yet is not listed. */
export function Rail({ route }: { route: Route }) {
  const waiting = usePortfolio().data?.pending_approvals ?? 0;
  const here = entryOf(route.place);
  const links = (end: 'top' | 'bottom') =>
    PLACE_IDS.filter((id) => placeRow(id).rail === end).map((id) => (
      <RailLink key={id} place={id} isHere={id === here} count={id === 'inbox' ? waiting : 0} />
    ));
  return (
    <nav className="rail" aria-label="Places">
      <img className="rail-mark" src={markUrl} alt="Slipway" width={24} height={24} />
      {links('top')}
      <span className="rail-spring" />
      {links('bottom')}
    </nav>
  );
}

/** The rail's entry for a place, which may be another place's. */
function entryOf(place: PlaceId): string {
  const { rail } = placeRow(place);
  return typeof rail === 'object' && rail !== null ? rail.within : place;
}

interface LinkProps {
  place: PlaceId;
  isHere: boolean;
  /** What waits there for a person. */
  count: number;
}

function RailLink({ place, isHere, count }: LinkProps) {
  const { label, icon: Icon, keys } = placeRow(place);
  const name = count === 0 ? label : `${label}, ${count} waiting`;
  // Listed places are those there is only one of, so their id alone leads there.
  const href = hrefOf(routeTo(place as 'now'));
  return (
    <a
      className="rail-link"
      href={href}
      aria-label={name}
      title={keys === null ? name : `${name} (${keys})`}
      aria-current={isHere ? 'page' : undefined}
    >
      <span className="rail-icon">
        <Icon aria-hidden size={18} strokeWidth={1.75} />
        {count === 0 ? null : <span className="rail-count">{count > 99 ? '99+' : count}</span>}
      </span>
      <span className="rail-label">{label}</span>
    </a>
  );
}
