export function folder(): void {}
