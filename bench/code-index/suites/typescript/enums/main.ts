enum Level {
  Low = 1,
  High = compute(),
}
namespace Level {
  export function parse(text: string): Level {
    return Level.Low;
  }
}
function compute(): number {
  return 2;
}
const handlers: Record<Level, Handler> = {} as Record<Level, Handler>;
class Handler {
  handle(): void {}
}
Level.parse('x');
handlers[Level.Low].handle();
