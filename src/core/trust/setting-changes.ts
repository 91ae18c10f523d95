import type { SettingChange, TrustedSetting } from '#shared/trust.ts';

/** Every setting that differs, by its digest, with its value before and after. */
export function settingChanges(
  before: readonly TrustedSetting[],
  after: readonly TrustedSetting[],
): SettingChange[] {
  const gone = Map.groupBy(without(before, after), placeOf);
  const came = Map.groupBy(without(after, before), placeOf);
  const places = [...new Set([...gone.keys(), ...came.keys()])].sort();
  return places.flatMap((place) => {
    const [was, is] = [gone.get(place) ?? [], came.get(place) ?? []];
    return Array.from({ length: Math.max(was.length, is.length) }, (_, at) =>
      changeOf(was[at], is[at]),
    );
  });
}

function without(
  settings: readonly TrustedSetting[],
  others: readonly TrustedSetting[],
): TrustedSetting[] {
  const known = new Set(others.map(({ digest }) => digest));
  return settings.filter(({ digest }) => !known.has(digest));
}

function placeOf({ file, name }: TrustedSetting): string {
  return JSON.stringify([name, file]);
}

function changeOf(was: TrustedSetting | undefined, is: TrustedSetting | undefined): SettingChange {
  const { name, file } = was ?? is ?? { name: '', file: '' };
  return { name, file, before: was?.value ?? null, after: is?.value ?? null };
}
