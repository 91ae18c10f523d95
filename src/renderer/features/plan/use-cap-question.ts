import { useState } from 'react';
import { askAboutCap } from '#shared/present/cap-text.ts';

export interface CapQuestion {
  /** What is being asked about the typed cap; null: nothing. */
  text: string | null;
  /** Whether the cap is taken now; if not, it is asked about first. */
  mayTake: () => boolean;
  dismiss: () => void;
}

/** Asks once more about a typed cap far above its estimate; another cap is another question. */
export function useCapQuestion(
  capUsd: number | null,
  estimateUsd: number | null | undefined,
): CapQuestion {
  const [askedUsd, setAskedUsd] = useState<number | null>(null);
  const text = capUsd === null ? null : askAboutCap(capUsd, estimateUsd);
  const isOpen = text !== null && askedUsd === capUsd;
  return {
    text: isOpen ? text : null,
    mayTake: () => {
      if (text === null || isOpen) return true;
      setAskedUsd(capUsd);
      return false;
    },
    dismiss: () => setAskedUsd(null),
  };
}
