import { describe, expect, it } from 'vitest';
import { DEFAULT_PORTS } from '#shared/present/default-ports.ts';
import { connectAction } from './connect-action.ts';
import { formatPlace, isProxied, readPlace } from './read-place.ts';

const place = (text: string): string => {
  const read = readPlace(text);
  return read.kind === 'place' ? formatPlace(read.place) : `refused: ${read.why}`;
};

describe('what can be approved', () => {
  it.each([
    ['127.0.0.1:6379', 'localhost:6379'],
    ['::1:6379', 'localhost:6379'],
    ['[::1]:6379', 'localhost:6379'],
    ['LOCALHOST:6379', 'localhost:6379'],
    ['Db.Example.:5432', 'db.example:5432'],
    ['redis:6379', 'redis:6379'],
    ['my_db:5432', 'my_db:5432'],
  ])('PLACE-1 %s is %s', (text, expected) => expect(place(text)).toBe(expected));

  it.each([
    'db.example',
    '',
    ':5432',
    'db.example:',
    'db.example:0',
    'db.example:65536',
    'db:x',
    '10.0.0.5:5432',
    '169.254.169.254:8080',
    '127.0.0.2:6379',
    '0.0.0.0:6379',
    '127.1:6379',

    '2130706433:6379',
    '0x7f000001:6379',
    '0x7f.1:6379',
    '::ffff:127.0.0.1:6379',
    'fe80::1:6379',
    'a b:5432',
    'a/b:5432',
    'user@db:5432',
    '-x:5432',
    'unix:///var/run/docker.sock',
    'api.localhost:5432',
    'a place it does not name',
    'db..example:5432',
    'db\n:5432',
  ])('PLACE-2 %j is none', (text) => expect(place(text)).toMatch(/^refused: /));

  it('PLACE-3 of the ports below 1024 those of the web, by name', () => {
    expect(place('api.example:443')).toBe('api.example:443');
    expect([80, 443, 5432].map((port) => isProxied({ host: 'x', port }))).toEqual([
      true,
      true,
      false,
    ]);
    for (const text of ['mail.example:25', 'localhost:443', '127.0.0.1:80', 'db.example:1023'])
      expect(place(text)).toMatch(/^refused: port/);
  });

  it('PLACE-4 “Slipway’s own ports never”', () => {
    for (const port of Object.values(DEFAULT_PORTS))
      for (const host of ['localhost', '127.0.0.1', '::1', '[::1]'])
        expect(place(`${host}:${port}`)).toMatch(/Slipway’s own/);
  });

  it('PLACE-5 one place in one repository is one action', () => {
    const db = { host: 'db.example', port: 5432 };
    expect(connectAction('/r', db)).toBe('connect db.example:5432 in "/r"');
    const others = [
      connectAction('/s', db),
      connectAction('/r', { ...db, port: 5433 }),
      connectAction('/r', { ...db, host: 'db2.example' }),
    ];
    expect(new Set([connectAction('/r', db), ...others]).size).toBe(4);
  });
});
