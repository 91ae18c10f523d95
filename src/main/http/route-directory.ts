import type { FastifyInstance } from 'fastify';
import { AppError } from '#shared/errors.ts';

/** The routes of an instance, to answer what a caller missed. */
export interface RouteDirectory {
  /** Methods that the path takes; empty when no route has it. */
  methodsOf(path: string): string[];
  /** The known path most like the given one; undefined when none resembles it. */
  nearest(path: string): string | undefined;
}

/** Records every route that is registered from now on. */
export function recordRoutes(app: FastifyInstance): RouteDirectory {
  const methodsByPath = new Map<string, Set<string>>();
  app.addHook('onRoute', (route) => {
    const methods = methodsByPath.get(route.url) ?? new Set<string>();
    for (const method of [route.method].flat()) methods.add(method);
    methodsByPath.set(route.url, methods);
  });
  return {
    methodsOf: (path) => {
      // A path of its own is not one of the parameter beside it.
      const own = methodsByPath.get(path);
      if (own !== undefined) return [...own].sort();
      const matching = [...methodsByPath].filter(([pattern]) => matches(pattern, path));
      return [...new Set(matching.flatMap(([, methods]) => [...methods]))].sort();
    },
    nearest: (path) => nearestPath([...methodsByPath.keys()], path),
  };
}

/** The error for a request that met no route. */
export function missedRoute(routes: RouteDirectory, method: string, url: string): AppError {
  const path = (url.split('?')[0] ?? '').slice(0, 200);
  const allowed = routes.methodsOf(path);
  if (allowed.length > 0) {
    return new AppError(
      'method_not_allowed',
      `${path} takes ${allowed.join(', ')}, not ${method}.`,
    );
  }
  const near = routes.nearest(path);
  const hint = near === undefined ? 'see /openapi.json for all addresses' : `did you mean ${near}?`;
  return new AppError('unknown_route', `There is no ${path} here; ${hint}`);
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length || pattern.includes('*')) return false;
  return wanted.every((part, index) => part.startsWith(':') || part === given[index]);
}

function nearestPath(patterns: readonly string[], path: string): string | undefined {
  const scored = patterns
    .filter((pattern) => !pattern.includes('*') && pattern !== '/')
    .map((pattern) => ({ pattern, distance: editDistance(pattern, path) }))
    .sort((a, b) => a.distance - b.distance);
  const best = scored[0];
  return best !== undefined && best.distance <= Math.max(3, path.length / 2)
    ? best.pattern
    : undefined;
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const current = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
