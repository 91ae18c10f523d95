export function Card() {}
