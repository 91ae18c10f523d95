import type { HTMLAttributes, ReactNode, Ref } from 'react';

interface Props extends HTMLAttributes<HTMLElement> {
  label: string;
  as?: 'div' | 'pre';
  ref?: Ref<HTMLDivElement & HTMLPreElement>;
  children: ReactNode;
}

// A region that scrolls has to be reachable by keyboard, or its end cannot be read without a mouse.
const reachable = { tabIndex: 0, role: 'region' };

/** Something that scrolls by itself, with a name and in the tab order. */
export function ScrollRegion({ label, as: Element = 'div', ...rest }: Props) {
  return <Element {...rest} {...reachable} aria-label={label} />;
}
