export function exact(): void {}
