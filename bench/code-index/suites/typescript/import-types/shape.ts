export interface Shape {
  area(): number;
}
export function make(): Shape {
  return { area: () => 1 };
}
