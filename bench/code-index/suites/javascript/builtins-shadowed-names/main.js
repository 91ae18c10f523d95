class Parser {
  parse(text) {
    return this.then(text);
  }
  then(text) {
    return text;
  }
  map(fn) {
    return fn();
  }
  toString() {
    return 'parser';
  }
  constructor() {
    this.keys = () => [];
  }
}
function mapped() {}
const parser = new Parser();
parser.parse('x');
parser.map(mapped);
parser.keys();
parser.toString();
