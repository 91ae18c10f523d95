/** Sleeps until woken or aborted; a wake that comes while nobody sleeps is not lost. */
export function createSleeper(subscribe: (wake: () => void) => () => void, signal: AbortSignal) {
  let pending = false;
  let resume: (() => void) | null = null;
  const wake = (): void => {
    pending = true;
    resume?.();
  };
  const unsubscribe = subscribe(wake);
  signal.addEventListener('abort', wake);
  return {
    async sleep(): Promise<void> {
      if (!pending) await new Promise<void>((resolve) => (resume = resolve));
      pending = false;
      resume = null;
    },
    close(): void {
      unsubscribe();
      signal.removeEventListener('abort', wake);
    },
  };
}
