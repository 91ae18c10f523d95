type Listener = (event: string) => void;
interface Options {
  onDone: () => void;
  onFail?(): void;
}
function subscribe(listener: Listener): void {
  listener('x');
}
function run(options: Options): void {
  options.onDone();
  options.onFail?.();
}
function print(event: string): void {}
subscribe(print);
run({ onDone: () => print('done') });
