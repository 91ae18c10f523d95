import type { ReactNode } from 'react';

/** One component in one state; its name is how the snapshots know it. */
export function Entry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <figure className="gallery-entry">
      <figcaption>{name}</figcaption>
      <div data-entry={name}>{children}</div>
    </figure>
  );
}
