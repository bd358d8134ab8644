/** How much JSON holds, counted without recursion: what is nested by the thousand would end the stack. */
export function valuesIn(json: unknown, most: number): { readonly values: number; readonly depth: number } {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: json, depth: 0 }];
  let values = 0;
  let deepest = 0;
  for (let next = open.pop(); next !== undefined && values <= most; next = open.pop()) {
    const { value, depth } = next;
    deepest = Math.max(deepest, depth);
    if (typeof value !== "object" || value === null) continue;
    for (const inner of Array.isArray(value) ? value : Object.values(value)) {
      values += 1;
      open.push({ value: inner, depth: depth + 1 });
      if (values > most) break;
    }
  }
  return { values, depth: deepest };
}
