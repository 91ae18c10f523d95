/** Views of a run by the names that links from earlier versions hold. */
const RUN_VIEW_NOW: Readonly<Record<string, string>> = {
  sequencer: 'timeline',
  gates: 'proof',
  receipts: 'proof',
};

/**
 * An address without its `#/` in today's form; one that is already so, or unknown, is left alone.
 */
export function currentAddress(address: string): string {
  const [path = '', search = ''] = address.split('?');
  const [word = '', first = '', second = ''] = path.split('/');
  switch (word) {
    case 'home':
      return '';
    case 'approvals':
      return 'inbox';
    case 'runs':
      return withView(`run/${first}`, RUN_VIEW_NOW[second] ?? second, search);
    case 'projects':
      return first === '' ? address : withView(`project/${first}`, second, search);
    case 'code':
      return first === '' ? address : withView('code', first, search);
    default:
      return address;
  }
}

function withView(path: string, view: string, search: string): string {
  const query = new URLSearchParams(search);
  if (view !== '') query.set('view', view);
  return `${path}?${query.toString()}`;
}
