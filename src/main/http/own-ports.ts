/** Where this process listens for clients, at this moment. */
export const ownPorts = new Set<number>();
