import type { Amount, Unit } from './amount.ts';
import { addAmounts, checkAmount, formatUnit, NOTHING, subtractToZero, UNITS } from './amount.ts';

export type Draw = { ok: true } | { ok: false; unit: Unit; text: string };

/**
 * What is reserved and spent under one budget. A reservation is opened before work starts and closed by the receipt of
 * that work (settle) or without one (release). Retries, sub-calls and children draw on their parent's reservation and are
 * closed before it. What a closed child spent is taken from all its ancestors at once, so spent + reserved never grows by
 * anything but a new reservation or the excess of the one call that was in flight.
 */
export interface ReservationBook {
  /** Opens a reservation that was admitted. Throws when the id is open already. */
  reserve(id: string, amount: Amount): void;
  /** Opens a child inside what is left of its parent's reservation; refused when it does not fit. */
  draw(parentId: string, id: string, amount: Amount): Draw;
  /** Closes with what the work itself used, its children's use not included; answers what was given back. */
  settle(id: string, actual: Amount): Amount;
  /** Closes without any use; answers what was given back. */
  release(id: string): Amount;
  /** Whether another call may be made on this reservation: something must be left in every unit it reserved. */
  mayCall(id: string): boolean;
  /** What may still be drawn on a reservation. */
  left(id: string): Amount;
  /** Open children, their children and so on, deepest first: the order in which a hard stop closes them. */
  descendants(id: string): string[];
  isOpen(id: string): boolean;
  /** Sum of everything settled: equals the sum of the receipts, exactly. */
  spent(): Amount;
  /** Sum of what open reservations still hold back. */
  reserved(): Amount;
}

interface Entry {
  parent: Entry | null;
  amount: Amount;
  /** Spent by closed descendants. */
  used: Amount;
  children: Map<string, Entry>;
}

/** An empty book. */
export function createReservationBook(): ReservationBook {
  const open = new Map<string, Entry>();
  let spent = NOTHING;

  const entryOf = (id: string): Entry => {
    const entry = open.get(id);
    if (entry === undefined) throw new Error(`no open reservation ${id}`);
    return entry;
  };
  const add = (id: string, parent: Entry | null, amount: Amount): void => {
    checkAmount(amount, `reservation ${id}`);
    if (open.has(id)) throw new Error(`reservation ${id} is open already`);
    const entry: Entry = { parent, amount, used: NOTHING, children: new Map() };
    open.set(id, entry);
    parent?.children.set(id, entry);
  };
  const settle = (id: string, actual: Amount): Amount => {
    checkAmount(actual, `the use of ${id}`);
    const entry = entryOf(id);
    if (entry.children.size > 0) {
      throw new Error(`reservation ${id} still has open children: close descendants() first`);
    }
    for (let up = entry.parent; up !== null; up = up.parent) up.used = addAmounts(up.used, actual);
    spent = addAmounts(spent, actual);
    open.delete(id);
    entry.parent?.children.delete(id);
    return subtractToZero(heldBy(entry), actual);
  };

  return {
    reserve: (id, amount) => add(id, null, amount),
    draw: (parentId, id, amount) => {
      const parent = entryOf(parentId);
      const unit = UNITS.find((each) => amount[each] > leftOf(parent)[each]);
      if (unit !== undefined) return refuse(parentId, unit, leftOf(parent)[unit], amount[unit]);
      add(id, parent, amount);
      return { ok: true };
    },
    settle,
    release: (id) => settle(id, NOTHING),
    mayCall: (id) => hasRoom(entryOf(id)),
    left: (id) => leftOf(entryOf(id)),
    descendants: (id) => descendantsOf(entryOf(id)),
    isOpen: (id) => open.has(id),
    spent: () => spent,
    reserved: () =>
      [...open.values()]
        .filter((entry) => entry.parent === null)
        .reduce((sum, entry) => addAmounts(sum, heldBy(entry)), NOTHING),
  };
}

function heldBy(entry: Entry): Amount {
  return subtractToZero(entry.amount, entry.used);
}

/** What neither closed nor open children have taken. */
function leftOf(entry: Entry): Amount {
  const taken = [...entry.children.values()].reduce(
    (sum, child) => addAmounts(sum, heldBy(child)),
    entry.used,
  );
  return subtractToZero(entry.amount, taken);
}

/** Own room is what no open child holds; an ancestor's room also covers its open children. */
function hasRoom(entry: Entry): boolean {
  if (isExhausted(entry, leftOf(entry))) return false;
  for (let up = entry.parent; up !== null; up = up.parent) {
    if (isExhausted(up, heldBy(up))) return false;
  }
  return true;
}

/** A unit of which nothing was reserved is exhausted only once something of it was used. */
function isExhausted({ amount, used }: Entry, room: Amount): boolean {
  return UNITS.some((unit) => room[unit] === 0 && (amount[unit] > 0 || used[unit] > 0));
}

function descendantsOf(entry: Entry): string[] {
  return [...entry.children].flatMap(([id, child]) => [...descendantsOf(child), id]);
}

function refuse(parentId: string, unit: Unit, left: number, ask: number): Draw {
  const text = `The reservation of ${parentId} has ${formatUnit(unit, left)} left and ${formatUnit(unit, ask)} were asked for: it ends here unless its cap is raised.`;
  return { ok: false, unit, text };
}
