import { Kept, load } from './layer8';

export function run() {
  load();
  return new Kept().read();
}

run();
