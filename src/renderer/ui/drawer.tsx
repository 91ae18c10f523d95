import { X } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from './button.tsx';
import { DRAWER_LEAST, DRAWER_MOST, useDrawerWidth } from './drawer-store.ts';
import { useEscape } from './use-escape.ts';
import './drawer.css';

interface Props {
  /** Names the region, e.g. `Task build`. */
  label: string;
  title: ReactNode;
  /** Stands in grey below the title. */
  detail?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/**
 * What belongs to the chosen thing, beside the view and never over it. The focus stays where the
 * choice was made, so that one can walk on; when the drawer closes with the focus inside, it goes
 * back there. Escape closes.
 */
export function Drawer({ label, title, detail, onClose, children }: Props) {
  const { width } = useDrawerWidth();
  const drawer = useRef<HTMLElement>(null);
  useEscape(onClose);
  useFocusBack(drawer);
  return (
    <aside ref={drawer} className="drawer" aria-label={label} style={{ width: `${width}px` }}>
      <Grip />
      <header className="drawer-head">
        <div className="drawer-title">
          <h2 className="wrap-anywhere">{title}</h2>
          {detail === undefined ? null : <p className="muted">{detail}</p>}
        </div>
        <Button look="quiet" aria-label="Close" onPress={onClose} icon={<X aria-hidden />}>
          {null}
        </Button>
      </header>
      <div className="drawer-body">{children}</div>
    </aside>
  );
}

/** A part of a drawer below a line, with a small label. */
export function DrawerSection({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="drawer-section" aria-label={label}>
      <h3 className="drawer-label">{label}</h3>
      {children}
    </section>
  );
}

function useFocusBack(drawer: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const opener = document.activeElement;
    const element = drawer.current;
    return () => {
      const isInside = element?.contains(document.activeElement) ?? false;
      if (isInside && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [drawer]);
}

const STEP: Readonly<Record<string, number>> = { ArrowLeft: 16, ArrowRight: -16 };

// The edge itself is the handle, which the thumb of a range input cannot be.
const Edge = 'div';
const slider = { role: 'slider', tabIndex: 0 };

/** The left edge, to drag or to move by arrow keys. */
function Grip() {
  const { width, setWidth } = useDrawerWidth();
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEP[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setWidth(width + step);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const right = event.currentTarget.parentElement?.getBoundingClientRect().right;
    if (right !== undefined) setWidth(right - event.clientX);
  };
  return (
    <Edge
      {...slider}
      className="drawer-grip"
      aria-orientation="horizontal"
      aria-label="Width of the drawer"
      aria-valuenow={width}
      aria-valuemin={DRAWER_LEAST}
      aria-valuemax={DRAWER_MOST}
      aria-valuetext={`${width} pixels`}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
    />
  );
}
