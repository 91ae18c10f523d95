import type { Mark, StatusVisual } from '#shared/present/status-visual.ts';
import './status-mark.css';

/** The status mark alone, for places where the label stands beside it anyway. */
export function StatusMark({ visual, label }: { visual: StatusVisual; label?: boolean }) {
  const named =
    label === true ? { role: 'img', 'aria-label': visual.label } : { 'aria-hidden': true };
  return (
    <svg className="status-mark" data-tone={visual.tone} viewBox="0 0 12 12" {...named}>
      <Outline mark={visual.mark} />
    </svg>
  );
}

/** Mark, colour and word together. */
export function StatusChip({ visual, detail }: { visual: StatusVisual; detail?: string }) {
  return (
    <span className="status-chip" data-tone={visual.tone}>
      <StatusMark visual={visual} />
      <span>{visual.label}</span>
      {detail === undefined ? null : <span className="status-chip-detail">{detail}</span>}
    </span>
  );
}

const paths: Record<Exclude<Mark, 'ring' | 'dashed' | 'disc' | 'half'>, string> = {
  diamond: 'M6 .8 11.2 6 6 11.2.8 6Z',
  triangle: 'M6 1 11.4 10.6H.6Z',
  bars: 'M2.5 1.5h2.6v9H2.5zM6.9 1.5h2.6v9H6.9z',
  cross:
    'M2.6 1.2 6 4.6l3.4-3.4 1.4 1.4L7.4 6l3.4 3.4-1.4 1.4L6 7.4l-3.4 3.4-1.4-1.4L4.6 6 1.2 2.6Z',
  check: 'M4.6 10.2.9 6.5l1.5-1.5 2.2 2.2 5-5 1.5 1.5Z',
  square: 'M2 2h8v8H2z',
  dash: 'M1.5 5h9v2h-9z',
};

function Outline({ mark }: { mark: Mark }) {
  switch (mark) {
    case 'ring':
      return <circle cx="6" cy="6" r="4.2" className="stroke" />;
    case 'dashed':
      return <circle cx="6" cy="6" r="4.2" className="stroke" strokeDasharray="2.2 2.2" />;
    case 'disc':
      return <circle cx="6" cy="6" r="5" />;
    case 'half':
      return (
        <>
          <circle cx="6" cy="6" r="4.2" className="stroke" />
          <path d="M6 1.8a4.2 4.2 0 0 1 0 8.4z" />
        </>
      );
    case 'diamond':
    case 'triangle':
    case 'bars':
    case 'cross':
    case 'check':
    case 'square':
    case 'dash':
      return <path d={paths[mark]} />;
  }
}
