export function near(): void {}
