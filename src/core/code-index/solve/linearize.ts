/**
 * C3 linearization: the order in which Python looks through a class and its bases. `orders` are the
 * linearizations of the bases, followed by the list of the bases themselves. Where no consistent
 * order exists, the first class left over is taken.
 */
export function mergeOrders(orders: readonly (readonly number[])[]): number[] {
  const left = orders.map((order) => [...order]).filter((order) => order.length > 0);
  const merged: number[] = [];
  while (left.length > 0) {
    const next = pickHead(left);
    merged.push(next);
    for (let at = left.length - 1; at >= 0; at--) {
      const order = left[at]?.filter((value) => value !== next) ?? [];
      if (order.length === 0) left.splice(at, 1);
      else left[at] = order;
    }
  }
  return merged;
}

function pickHead(left: readonly (readonly number[])[]): number {
  for (const [head] of left)
    if (head !== undefined && !left.some((order) => order.indexOf(head) > 0)) return head;
  return left[0]?.[0] ?? -1;
}
