export function Component(options: { name: string }) {
  return (target: unknown): void => {};
}
export function logged(target: unknown, context: unknown): void {}
