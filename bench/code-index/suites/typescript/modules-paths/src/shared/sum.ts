export function sum(): void {}
