import { FileSearch, FolderGit2, House, Inbox, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePortfolio } from '../data/queries.ts';
import { EMPTY_QUESTION } from '../features/code/code-question.ts';
import { hrefOf, type Route } from './routes.ts';
import markUrl from './mark.svg?no-inline';
import './rail.css';

const CODE: Route = { place: 'code', tab: 'search', repo: null, question: EMPTY_QUESTION };

/** The places of the window. What does not exist yet is not listed. */
export function Rail({ route }: { route: Route }) {
  const waiting = usePortfolio().data?.pending_approvals ?? 0;
  const inProjects = ['projects', 'project', 'new-project', 'run'].includes(route.place);
  return (
    <nav className="rail" aria-label="Places">
      <img className="rail-mark" src={markUrl} alt="Slipway" width={24} height={24} />
      <RailLink to={{ place: 'home' }} label="Home" isHere={route.place === 'home'}>
        <House aria-hidden size={18} />
      </RailLink>
      <RailLink to={{ place: 'projects' }} label="Projects" isHere={inProjects}>
        <FolderGit2 aria-hidden size={18} />
      </RailLink>
      <RailLink to={CODE} label="Code" isHere={route.place === 'code'}>
        <FileSearch aria-hidden size={18} />
      </RailLink>
      <RailLink
        to={{ place: 'approvals' }}
        label={waiting === 0 ? 'Approvals' : `Approvals, ${waiting} waiting`}
        isHere={route.place === 'approvals'}
      >
        <Inbox aria-hidden size={18} />
        {waiting === 0 ? null : <span className="rail-count">{waiting}</span>}
      </RailLink>
      <span className="rail-spring" />
      <RailLink to={{ place: 'settings' }} label="Settings" isHere={route.place === 'settings'}>
        <Settings aria-hidden size={18} />
      </RailLink>
    </nav>
  );
}

interface LinkProps {
  to: Route;
  label: string;
  isHere: boolean;
  children: ReactNode;
}

function RailLink({ to, label, isHere, children }: LinkProps) {
  return (
    <a
      className="rail-link"
      href={hrefOf(to)}
      aria-label={label}
      title={label}
      aria-current={isHere ? 'page' : undefined}
    >
      {children}
    </a>
  );
}
