/** Ends an exhaustive switch: a new variant does not compile until it is handled. */
export function assertNever(value: never): never {
  throw new Error(`unhandled variant: ${JSON.stringify(value)}`);
}

/** The value, when the program guarantees there is one; `why` names the guarantee. */
export function must<T>(value: T | null | undefined, why: string): T {
  if (value === null || value === undefined) throw new Error(`missing value: ${why}`);
  return value;
}
