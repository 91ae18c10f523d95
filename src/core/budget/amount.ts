import { assertNever } from '#shared/assert.ts';
import { countOf } from '#shared/present/format-count.ts';
import { formatEnergy } from '#shared/present/format-energy.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { microToUsd } from '#shared/units.ts';
import { formatEnergyNeeded, formatUsdNeeded } from '#shared/present/format-needed.ts';

/** What work uses up. Money in integer micro-dollars, tokens whole, energy in kWh. */
export interface Amount {
  micro: number;
  tokens: number;
  energyKwh: number;
}

/** One budget a task draws on. A cap of null is no cap. */
export interface BudgetLevel {
  name: 'task' | 'run' | 'project' | 'day';
  cap: { micro: number | null; tokens: number | null; energyKwh: number | null };
  spent: Amount;
  reserved: Amount;
}

export type Unit = keyof Amount;
export const UNITS: readonly Unit[] = ['micro', 'tokens', 'energyKwh'];
export const NOTHING: Amount = { micro: 0, tokens: 0, energyKwh: 0 };

/** Builds an amount unit by unit. */
export function mapAmount(of: (unit: Unit) => number): Amount {
  return { micro: of('micro'), tokens: of('tokens'), energyKwh: of('energyKwh') };
}

/** Sum of two amounts; exact in money and tokens. */
export function addAmounts(a: Amount, b: Amount): Amount {
  return mapAmount((unit) => a[unit] + b[unit]);
}

/** What is left of `a` after `b`, never below zero. */
export function subtractToZero(a: Amount, b: Amount): Amount {
  return mapAmount((unit) => Math.max(0, a[unit] - b[unit]));
}

/**
 * Throws unless money and tokens are whole and nothing is negative: sums would no longer add up.
 */
export function checkAmount(amount: Amount, what: string): void {
  const whole = Number.isSafeInteger(amount.micro) && Number.isSafeInteger(amount.tokens);
  const sound = UNITS.every((unit) => Number.isFinite(amount[unit]) && amount[unit] >= 0);
  if (!whole || !sound) throw new Error(`${what} is not an amount: ${JSON.stringify(amount)}`);
}

/** An amount of one unit as a person reads it. */
export function formatUnit(unit: Unit, value: number): string {
  switch (unit) {
    case 'micro':
      return formatUsd(microToUsd(value));
    case 'tokens':
      return countOf(value, 'token');
    case 'energyKwh':
      return formatEnergy(value);
    default:
      return assertNever(unit);
  }
}

/** The same for a cap that must be reached: raising the cap to what is read is enough. */
export function formatUnitNeeded(unit: Unit, value: number): string {
  switch (unit) {
    case 'micro':
      return formatUsdNeeded(microToUsd(value));
    case 'tokens':
      return formatUnit(unit, value);
    case 'energyKwh':
      return formatEnergyNeeded(value);
    default:
      return assertNever(unit);
  }
}
