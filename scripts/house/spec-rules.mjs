// Every rule of a SPEC.md is quoted by a test, no two rules share an id, and no test quotes a rule
// that is not there.
import path from 'node:path';

const RULE = /^\s*(?:- )?\**([A-Z]+-\d+)\b/;
const QUOTED = /\b[A-Z]+-\d+\b/g;

const family = (id) => id.slice(0, id.lastIndexOf('-'));

function rulesOf(files) {
  const rules = new Map();
  const faults = [];
  for (const { file, text } of files) {
    if (path.basename(file) !== 'SPEC.md') continue;
    for (const [at, line] of text.split('\n').entries()) {
      const id = RULE.exec(line)?.[1];
      if (id === undefined) continue;
      const place = { file, line: at + 1 };
      const known = rules.get(id);
      if (known === undefined) rules.set(id, place);
      else faults.push({ ...place, message: `${id} is already a rule of ${known.file}` });
    }
  }
  return { rules, faults };
}

/** Faults of the rules in `files`, each with its file, line and a sentence. */
export function specRuleFaults(files) {
  const { rules, faults } = rulesOf(files);
  const families = new Set([...rules.keys()].map(family));
  const held = new Set();
  for (const { file, text } of files) {
    if (!/\.test\.tsx?$/.test(file)) continue;
    for (const [at, line] of text.split('\n').entries())
      for (const [id] of line.matchAll(QUOTED)) {
        held.add(id);
        if (!rules.has(id) && families.has(family(id)))
          faults.push({ file, line: at + 1, message: `${id} is a rule of no SPEC.md` });
      }
  }
  for (const [id, place] of rules)
    if (!held.has(id))
      faults.push({
        ...place,
        message: `${id} is quoted by no test: write one, or remove the rule`,
      });
  return faults;
}
