class Logger {
  log(text) {
    write(text);
  }
}
function write() {}
class Service {
  constructor(logger) {
    this.logger = logger;
    this.children = [];
  }
  add(child) {
    this.children.push(child);
    return this;
  }
  run() {
    this.logger.log('run');
    for (const child of this.children) child.run();
  }
}
class Leaf {
  run() {}
}
const service = new Service(new Logger());
service.add(new Leaf()).run();
