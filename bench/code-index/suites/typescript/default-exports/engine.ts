export interface Part {
  fit(): void;
}
export default class Engine {
  start(): void {}
}
