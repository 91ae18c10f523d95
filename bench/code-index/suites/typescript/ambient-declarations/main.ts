declare function legacy(name: string): void;
declare const host: { version: string };
declare class Native {
  open(): void;
}
function start(native: Native): void {
  legacy(host.version);
  native.open();
}
start(new Native());
