/** Lists of numbers by number, in two arrays: list `i` is `items[starts[i]]` to `items[starts[i + 1]]`. */
export interface NumberLists {
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

/** From the owner of each item: list `o` holds, ascending, the items whose owner is `o`. */
export function listsByOwner(owners: Uint32Array, ownerCount: number): NumberLists {
  const starts = new Uint32Array(ownerCount + 1);
  for (const owner of owners) starts[owner + 1]! += 1;
  for (let owner = 0; owner < ownerCount; owner += 1) starts[owner + 1]! += starts[owner]!;
  const items = new Uint32Array(owners.length);
  const next = starts.slice();
  for (let item = 0; item < owners.length; item += 1) {
    const owner = owners[item]!;
    items[next[owner]!] = item;
    next[owner]! += 1;
  }
  return { starts, items };
}

export function listAt(lists: NumberLists, owner: number): Uint32Array {
  return lists.items.subarray(lists.starts[owner], lists.starts[owner + 1]);
}

/** A list of numbers under construction. */
export interface GrowingNumbers {
  items: Uint32Array;
  count: number;
}

export function growingNumbers(): GrowingNumbers {
  return { items: new Uint32Array(1 << 12), count: 0 };
}

export function appendNumber(numbers: GrowingNumbers, value: number): void {
  if (numbers.count === numbers.items.length) {
    const longer = new Uint32Array(numbers.items.length * 2);
    longer.set(numbers.items);
    numbers.items = longer;
  }
  numbers.items[numbers.count] = value;
  numbers.count += 1;
}

export function finishNumbers(numbers: GrowingNumbers): Uint32Array {
  return numbers.items.slice(0, numbers.count);
}
