import type { ReactNode } from 'react';

/** One component in one state; the snapshots list it by its name. */
export function Entry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <figure className="gallery-entry">
      <figcaption>{name}</figcaption>
      <div data-entry={name}>{children}</div>
    </figure>
  );
}
