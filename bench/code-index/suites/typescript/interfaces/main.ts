interface Reader {
  read(): string;
}
interface Stream extends Reader {
  close(): void;
}
class File implements Stream {
  read(): string {
    return '';
  }
  close(): void {}
}
function consume(stream: Stream): void {
  stream.read();
  stream.close();
}
function open(): Stream {
  return new File();
}
consume(open());
open().close();
const file = new File();
file.close();
