import { create } from 'zustand';
import type { RunAction } from './run-actions.ts';

interface RunPanel {
  /** The action asked for, and on which run; the run view takes it from here. */
  asked: { runId: string; action: RunAction } | null;
  ask: (runId: string, action: RunAction) => void;
  dismiss: () => void;
}

/** Lets header buttons and the command palette start the same action in the same place. */
export const useRunPanel = create<RunPanel>((set) => ({
  asked: null,
  ask: (runId, action) => set({ asked: { runId, action } }),
  dismiss: () => set({ asked: null }),
}));
