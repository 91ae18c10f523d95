const STEP: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/**
 * j and k walk the rows (`data-row`) of the list around the focus, or of the first list
 * (`data-list`) of the place.
 */
export function moveInList(event: KeyboardEvent): void {
  const step = STEP[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const focused = document.activeElement as HTMLElement | null;
  const inList = focused?.closest<HTMLElement>('[data-list]') ?? null;
  if (isTyping(focused) || (event.key.startsWith('Arrow') && inList === null)) return;
  const list = inList ?? document.querySelector<HTMLElement>('main [data-list]');
  if (list === null) return;
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row === focused);
  const next = rows[nextRow(at, step, rows.length)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** The row after a step; from outside (-1) the first or last, at the ends it stays. */
export function nextRow(at: number, step: number, count: number): number {
  if (at === -1) return step > 0 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, at + step));
}

/** Whether keys belong to a text field just now. */
export function isTyping(element: HTMLElement | null): boolean {
  if (element === null) return false;
  return element.isContentEditable || element.matches('input, textarea, select');
}
