import { readFileSync } from 'node:fs';
import { EventEmitter } from 'node:events';
import type { Thing } from 'unknown-package';

class Bus extends EventEmitter {
  send(): void {
    this.emit('x');
    this.track();
  }
  private track(): void {}
}
function load(thing: Thing, bus: Bus): void {
  readFileSync('x');
  thing.go();
  bus.send();
  bus.on('x', () => bus.send());
}
