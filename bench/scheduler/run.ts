/** P2 and P3: the scheduler alone, one after the other. Each also runs by itself. */
await import('./decision.ts');
await import('./fairness.ts');

export {};
