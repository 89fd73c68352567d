/** One text for one value: what hashes are taken of. */

/** Whether a member of an object is left out. */
export type LeftOut = (key: string, member: unknown) => boolean;

/**
 * JSON with the keys of every object in UTF-16 order, no white space, and members that are `undefined` left out (as a
 * list member, `undefined` is an error). Throws for what JSON can't carry: functions, symbols, bigints, NaN, infinities.
 *
 * @param leftOut Members of objects, at any depth, that the text does without.
 */
export function canonicalJson(value: unknown, leftOut?: LeftOut): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${value} can't be written as JSON`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return listText(value, leftOut);
  if (typeof value === "object") return objectText(value as Readonly<Record<string, unknown>>, leftOut);
  throw new TypeError(`a ${typeof value} can't be written as JSON`);
}

function listText(list: readonly unknown[], leftOut: LeftOut | undefined): string {
  let text = "[";
  for (const [at, member] of list.entries()) text += at === 0 ? canonicalJson(member, leftOut) : `,${canonicalJson(member, leftOut)}`;
  return `${text}]`;
}

/** Policies of thousands of lines are hashed at every validation: one string grows, and no list of members is made. */
function objectText(value: Readonly<Record<string, unknown>>, leftOut: LeftOut | undefined): string {
  let text = "";
  // Without a comparison of its own, `sort` goes by UTF-16 units.
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined || leftOut?.(key, member) === true) continue;
    text += `${text === "" ? "{" : ","}${JSON.stringify(key)}:${canonicalJson(member, leftOut)}`;
  }
  return text === "" ? "{}" : `${text}}`;
}
