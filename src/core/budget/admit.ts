import type { Amount, BudgetLevel, Unit } from './amount.ts';
import { checkAmount, formatUnit, formatUnitNeeded, UNITS } from './amount.ts';

export type Admission =
  | { ok: true }
  | { ok: false; level: BudgetLevel['name']; unit: Unit; text: string };

/** Energy is a float: a sum may miss its cap by rounding. Money and tokens are compared exactly. */
const ENERGY_ROUNDING = 1e-9;

/**
 * Whether an amount may be reserved: under every cap, spent + reserved + ask must fit. An ask of
 * zero in a unit fits unless that unit's cap has already been passed by spending. Names the first
 * level and unit that refuse.
 */
export function admit(levels: readonly BudgetLevel[], ask: Amount): Admission {
  checkAmount(ask, 'a reservation');
  for (const level of levels) {
    for (const unit of UNITS) {
      if (fits(level, unit, ask[unit])) continue;
      return { ok: false, level: level.name, unit, text: explain(level, unit, ask[unit]) };
    }
  }
  return { ok: true };
}

function fits(level: BudgetLevel, unit: Unit, ask: number): boolean {
  const cap = level.cap[unit];
  if (cap === null) return true;
  const limit = unit === 'energyKwh' ? cap * (1 + ENERGY_ROUNDING) : cap;
  if (ask === 0) return level.spent[unit] <= limit;
  return level.spent[unit] + level.reserved[unit] + ask <= limit;
}

function explain(level: BudgetLevel, unit: Unit, ask: number): string {
  const cap = level.cap[unit] ?? 0;
  const spent = level.spent[unit];
  const reserved = level.reserved[unit];
  const held = `${formatUnit(unit, spent)} spent and ${formatUnit(unit, reserved)} reserved`;
  const budget = `The ${level.name} budget of ${formatUnit(unit, cap)} has ${held}`;
  const needed = formatUnitNeeded(unit, spent + reserved + ask);
  return `${budget}, and this task reserves ${formatUnit(unit, ask)}: ${cure(level, unit, ask)} ${needed}.`;
}

function cure(level: BudgetLevel, unit: Unit, ask: number): string {
  const cap = level.cap[unit] ?? 0;
  if (level.spent[unit] + ask <= cap) {
    return 'it starts when running tasks give back what they do not use, or when the cap is raised to';
  }
  if (level.name === 'day') return 'it starts tomorrow, or when the cap is raised to';
  return 'it starts when the cap is raised to';
}
