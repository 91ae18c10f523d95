import Engine, { type Part } from './engine.ts';
import build from './build.ts';
import config from './config.ts';

const engine: Engine = build();
engine.start();
function use(part: Part): void {
  part.fit();
}
config.load();
