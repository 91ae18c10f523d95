export interface Item {
  show(): void;
}
