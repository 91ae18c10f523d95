export const alpha = (): void => {};
