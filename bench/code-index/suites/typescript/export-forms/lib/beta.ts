export async function beta(): Promise<void> {}
