// Started by the kill test: writes into the store named by its argument and says after which step
// it may be killed.
import { openIndexStore } from '../open-index-store.ts';
import { sampleEdges, sampleFile } from './sample-file.ts';

const [file = '', stopAt = ''] = process.argv.slice(2);
const { store } = openIndexStore(file);
const say = (step: string): void => {
  if (step !== stopAt) return;
  process.stdout.write(`${step}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
store.begin();
say('begun');
for (let n = 0; n < 300; n += 1) {
  store.putFile(sampleFile(`new/f${n}.py`, ['a', 'b']));
  if (n === 150) say('half the files');
}
say('all files');
for (let n = 0; n < 300; n += 1)
  store.putEdges(`new/f${n}.py`, sampleEdges([[1, `new/f${n}.py#b`]]));
say('all edges');
store.commit({ gitSha: 'after', refreshedAtMs: 2 });
say('committed');
