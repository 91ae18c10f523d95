import { describe, expect, test } from 'vitest';
import type { ProjectView } from './module-system.ts';
import { rustModules } from './rust.ts';

function project(files: string[], configurations: Record<string, string> = {}): ProjectView {
  return {
    hasFile: (path) => files.includes(path),
    hasPackage: () => false,
    configuration: (path) => configurations[path] ?? null,
  };
}

function resolve(file: string, source: string, view: ProjectView): unknown {
  const [target] = rustModules.resolve({ source, name: '', file, package: '' }, view);
  return target?.in === 'file' ? `${target.file}#${target.slot}` : (target ?? null);
}

const PACKAGE = { 'Cargo.toml': '[package]\nname = "demo"\n' };

describe('Rust modules', () => {
  const view = project(
    ['src/main.rs', 'src/config.rs', 'src/net/mod.rs', 'src/net/http.rs', 'src/net/http/body.rs'],
    PACKAGE,
  );

  test('INDEX-1 mod names a file beside the root or below the module', () => {
    expect(resolve('src/main.rs', 'mod config', view)).toBe('src/config.rs#');
    expect(resolve('src/main.rs', 'mod net', view)).toBe('src/net/mod.rs#');
    expect(resolve('src/net/mod.rs', 'mod http', view)).toBe('src/net/http.rs#');
    expect(resolve('src/net/http.rs', 'mod body', view)).toBe('src/net/http/body.rs#');
  });

  test('INDEX-1 paths start at the crate, the module or the one around it', () => {
    expect(resolve('src/net/http.rs', 'crate', view)).toBe('src/main.rs#');
    expect(resolve('src/net/http.rs', 'super', view)).toBe('src/net/mod.rs#');
    expect(resolve('src/net/mod.rs', 'super', view)).toBe('src/main.rs#');
    expect(resolve('src/net/http/body.rs', 'super', view)).toBe('src/net/http.rs#');
    expect(resolve('src/config.rs', 'crate::net::http::get', view)).toBe('src/net/http.rs#get');
  });

  test('INDEX-1 another crate of the workspace is found by its name or its path', () => {
    const workspace = project(['app/src/main.rs', 'crates/core/src/lib.rs', 'prices/lib.rs'], {
      'Cargo.toml': '[workspace]\nmembers = ["app", "crates/*"]\n',
      'app/Cargo.toml':
        '[package]\nname = "app"\n[dependencies]\nprices = { path = "../prices", package = "price-list" }\n',
      'crates/core/Cargo.toml': '[package]\nname = "core"\n',
      'prices/Cargo.toml': '[package]\nname = "price-list"\n[lib]\npath = "lib.rs"\n',
    });
    expect(resolve('app/src/main.rs', 'prices', workspace)).toBe('prices/lib.rs#');
    expect(resolve('app/src/main.rs', 'core', workspace)).toBe('crates/core/src/lib.rs#');
    expect(resolve('app/src/main.rs', 'serde', workspace)).toEqual({
      in: 'external',
      name: 'serde',
    });
  });

  test('INDEX-1 a manifest that cannot be read names nothing', () => {
    const broken = project(['src/lib.rs'], { 'Cargo.toml': '[package\n' });
    expect(resolve('src/lib.rs', 'other', broken)).toEqual({ in: 'external', name: 'other' });
  });

  test('INDEX-1 modules are called by their path', () => {
    expect(rustModules.moduleName('src/net/mod.rs')).toBe('net');
    expect(rustModules.moduleName('crates/my-core/src/lib.rs')).toBe('my_core');
  });
});
