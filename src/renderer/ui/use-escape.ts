import { useEffect, useRef } from 'react';

/** What is open, outermost first; escape closes the innermost. */
const open: (() => void)[] = [];

/** Calls `onEscape` for the escape key while `isOpen`, unless something opened later takes it. */
export function useEscape(onEscape: () => void, isOpen = true): void {
  const latest = useRef(onEscape);
  useEffect(() => {
    latest.current = onEscape;
  }, [onEscape]);
  useEffect(() => {
    if (!isOpen) return;
    const close = () => latest.current();
    open.push(close);
    if (open.length === 1) document.addEventListener('keydown', onKey);
    return () => {
      open.splice(open.indexOf(close), 1);
      if (open.length === 0) document.removeEventListener('keydown', onKey);
    };
  }, [isOpen]);
}

function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  event.preventDefault();
  open.at(-1)?.();
}
