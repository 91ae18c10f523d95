import type { Shape } from './shape.ts';
import type * as all from './shape.ts';

function draw(shape: Shape, other: import('./shape.ts').Shape, third: all.Shape): void {
  shape.area();
  other.area();
  third.area();
}
async function lazy(): Promise<void> {
  const shapes = await import('./shape.ts');
  shapes.make().area();
  const { make } = await import('./shape.ts');
  make();
}
