export function c(): void {}
