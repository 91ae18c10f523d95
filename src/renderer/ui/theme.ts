import { create } from 'zustand';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'slipway.theme';
const darkWanted = () => window.matchMedia('(prefers-color-scheme: dark)');

interface ThemeChoice {
  theme: Theme;
  setTheme: (theme: Theme) => void;
}

/** The chosen theme, kept in this window's own storage. */
export const useTheme = create<ThemeChoice>((set) => ({
  theme: THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system',
  setTheme(theme) {
    localStorage.setItem(KEY, theme);
    set({ theme });
  },
}));

/** Keeps `data-theme` of the page equal to the choice, or to the system's. Call once. */
export function followTheme(): void {
  const apply = () => {
    const { theme } = useTheme.getState();
    const system = darkWanted().matches ? 'dark' : 'light';
    document.documentElement.dataset['theme'] = theme === 'system' ? system : theme;
  };
  darkWanted().addEventListener('change', apply);
  useTheme.subscribe(apply);
  apply();
}
