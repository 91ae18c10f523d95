export function old() {}
