import { create } from 'zustand';

interface Connection {
  /** `connecting` until the event stream stands; `lost` once it broke, until it stands again. */
  state: 'connecting' | 'live' | 'lost';
  lostAtMs: number | null;
  setState: (state: Connection['state'], nowMs: number) => void;
}

/** Whether what is on screen is live. Written by the event feed only. */
export const useConnection = create<Connection>((set, get) => ({
  state: 'connecting',
  lostAtMs: null,
  setState(state, nowMs) {
    if (state === get().state) return;
    set({ state, lostAtMs: state === 'lost' ? nowMs : null });
  },
}));
