export function tool(): void {}
