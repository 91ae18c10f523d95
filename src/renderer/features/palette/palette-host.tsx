import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Route } from '../../navigation/route.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { isTyping } from '../../ui/list-keys.ts';
import { type Command, matchKey } from './command.ts';
import { usePalette } from './palette-store.ts';
import { useCommands } from './use-commands.ts';

// Its list and its search are a large part of the window's code: loaded when first asked for.
const PaletteDialog = lazy(async () => ({
  default: (await import('./palette-dialog.tsx')).PaletteDialog,
}));

/** A second key of a shortcut must follow the first within this time. */
const SECOND_KEY_MS = 1000;

/** Holds the palette and the shortcuts of the whole window. */
export function PaletteHost({ route }: { route: Route }) {
  const { isOpen, close } = usePalette();
  const commands = useCommands(route);
  useShortcuts(commands);
  if (!isOpen) return null;
  return (
    <ErrorBoundary>
      <Suspense>
        <PaletteDialog commands={commands} onClose={close} />
      </Suspense>
    </ErrorBoundary>
  );
}

function useShortcuts(commands: readonly Command[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  }, [commands]);
  useEffect(() => {
    let first: { key: string; atMs: number } | null = null;
    const onKey = (event: KeyboardEvent) => {
      if (isPaletteKey(event)) {
        event.preventDefault();
        usePalette.getState().toggle();
        return;
      }
      if (!isPlainKey(event) || usePalette.getState().isOpen) return;
      const isFresh = first !== null && event.timeStamp - first.atMs < SECOND_KEY_MS;
      const { command, isPrefix } = matchKey(
        latest.current,
        isFresh && first !== null ? first.key : null,
        event.key,
      );
      first = isPrefix ? { key: event.key, atMs: event.timeStamp } : null;
      if (command === null) return;
      event.preventDefault();
      command.perform();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isPaletteKey(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
}

function isPlainKey(event: KeyboardEvent): boolean {
  const isModified = event.ctrlKey || event.metaKey || event.altKey;
  return !isModified && !isTyping(event.target as HTMLElement | null);
}
