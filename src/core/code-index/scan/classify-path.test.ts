import { describe, expect, it } from 'vitest';
import { classifyFileName, isVendoredFolder } from './classify-path.ts';

describe('SCAN-6 and SCAN-7 file names', () => {
  it.each(['logo.PNG', 'app.wasm', 'a.tar.gz', 'mod.cpython-311.pyc'])('%s is binary', (name) => {
    expect(classifyFileName(name)).toBe('binary');
  });

  it.each(['package-lock.json', 'go.sum', 'jquery-3.7.min.js', 'a.js.map', 'x_pb2.py', 'x.pb.go'])(
    '%s is generated',
    (name) => {
      expect(classifyFileName(name)).toBe('generated');
    },
  );

  it.each(['package.json', 'admin.js', 'map.ts', 'png', '.png', 'constructor', 'a.go', 'README'])(
    '%s has to be read',
    (name) => {
      expect(classifyFileName(name)).toBe(null);
    },
  );
});

describe('SCAN-5 vendored folders', () => {
  it('recognises folders of package managers at any depth', () => {
    expect(isVendoredFolder('node_modules', false, new Set())).toBe(true);
    expect(isVendoredFolder('third_party', false, new Set())).toBe(true);
  });

  it('takes vendor for foreign only at the top or beside a manifest', () => {
    expect(isVendoredFolder('vendor', true, new Set())).toBe(true);
    expect(isVendoredFolder('vendor', false, new Set(['go.mod']))).toBe(true);
    expect(isVendoredFolder('vendor', false, new Set(['models.py']))).toBe(false);
    expect(isVendoredFolder('dist', true, new Set(['package.json']))).toBe(false);
  });
});
