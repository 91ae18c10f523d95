export function inside() {}
