import fs from 'node:fs';
import path from 'path';
import { EventEmitter } from 'events';

function done() {}
class Bus extends EventEmitter {
  send() {
    this.emit('x');
    this.local();
  }
  local() {}
}
fs.readdir('.', done);
path.join('a', 'b');
new Bus().send();
