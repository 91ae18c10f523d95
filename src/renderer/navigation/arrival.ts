let hasGone = false;
if (typeof window !== 'undefined') {
  window.addEventListener('hashchange', () => {
    hasGone = true;
  });
}

/**
 * Moves the focus to where a person goes on in a place they came to: its first field where it marks
 * one with `data-first`, else its heading. The first place of a window leaves the focus alone, and
 * so does a list that is being walked.
 */
export function arrive(heading: HTMLElement | null): void {
  if (!hasGone || heading === null) return;
  const first = heading.closest('main')?.querySelector<HTMLElement>('[data-first]');
  (first ?? heading).focus({ preventScroll: true });
}
