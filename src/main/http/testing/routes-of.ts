import type { FastifyInstance } from 'fastify';

/** A route as the router has it. */
export interface Route {
  method: string;
  path: string;
}

/** Every route of an instance, read from its router, so that none can be forgotten here. */
export function routesOf(app: FastifyInstance): Route[] {
  const parents: string[] = [];
  const routes: Route[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent, segment, methods] =
      /^([│ ]*)[├└]── (\S*?)(?: \(([A-Z, ]+)\))?$/u.exec(line) ?? [];
    if (indent === undefined || segment === undefined) continue;
    const depth = indent.length / 4;
    parents.length = depth;
    parents[depth] = segment;
    const path = parents.join('');
    for (const method of methods?.split(', ') ?? []) routes.push({ method, path });
  }
  return routes;
}
