export function load(): number {
  return 1;
}

export class Store {
  read() {
    return load();
  }
}
