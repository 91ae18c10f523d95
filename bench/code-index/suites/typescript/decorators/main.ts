import { Component, logged } from './decorators.ts';

function inject(target: object, key: string | undefined, index: number): void {}

@Component({ name: 'x' })
class Page {
  @logged
  open(): void {}

  @logged
  title = 'x';

  constructor(@inject private readonly part: string) {}
}
new Page('p').open();
