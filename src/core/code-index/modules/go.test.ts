import { describe, expect, test } from 'vitest';
import { goModules } from './go.ts';
import type { ProjectView } from './module-system.ts';

function project(packages: string[], configurations: Record<string, string>): ProjectView {
  return {
    hasFile: () => false,
    hasPackage: (name) => packages.includes(name),
    configuration: (path) => configurations[path] ?? null,
  };
}

function resolve(file: string, source: string, view: ProjectView): unknown {
  const [target] = goModules.resolve({ source, name: '', file, package: '' }, view);
  return target?.in === 'package' ? target.package : target;
}

describe('Go imports', () => {
  const view = project(['go:', 'go:cart', 'go:internal/stock', 'go:tools/lint'], {
    'go.mod': 'module example.com/shop\n\ngo 1.22\n\nreplace example.com/lint => ./tools/lint\n',
    'tools/lint/go.mod': 'module example.com/lint\n',
  });

  test('INDEX-1 a path below the module of the nearest go.mod is a folder', () => {
    expect(resolve('cmd/app/main.go', 'example.com/shop/cart', view)).toBe('go:cart');
    expect(resolve('cart/cart.go', 'example.com/shop/internal/stock', view)).toBe(
      'go:internal/stock',
    );
    expect(resolve('cart/cart.go', 'example.com/shop', view)).toBe('go:');
  });

  test('INDEX-1 a replaced module lies where the directive says', () => {
    expect(resolve('cmd/app/main.go', 'example.com/lint', view)).toBe('go:tools/lint');
  });

  test('INDEX-1 other paths lead out of the repository', () => {
    expect(resolve('cmd/app/main.go', 'fmt', view)).toEqual({ in: 'external', name: 'fmt' });
    expect(resolve('cmd/app/main.go', 'github.com/other/cart', view)).toEqual({
      in: 'external',
      name: 'github.com/other/cart',
    });
  });

  test('INDEX-1 a workspace brings its modules', () => {
    const workspace = project(['go:a', 'go:b'], {
      'go.work': 'go 1.22\n\nuse (\n\t./a\n\t./b\n)\n',
      'a/go.mod': 'module example.com/a\n',
      'b/go.mod': 'module example.com/b\n',
    });
    expect(resolve('a/main.go', 'example.com/b', workspace)).toBe('go:b');
  });

  test('INDEX-1 without a go.mod the end of the path counts', () => {
    const tree = project(['go:src/github.com/acme/box'], {});
    expect(resolve('src/github.com/acme/main.go', 'src/github.com/acme/box', tree)).toBe(
      'go:src/github.com/acme/box',
    );
  });

  test('INDEX-1 a package is its folder, and outside tests have one of their own', () => {
    expect(goModules.packageName?.('cart/cart.go', 'cart')).toBe('go:cart');
    expect(goModules.packageName?.('cart/cart_test.go', 'cart_test')).toBe('go:cart_test');
    expect(goModules.moduleName('internal/stock/a.go')).toBe('internal.stock');
  });
});
