/** What examples of the law ask, and the answers of a rule `us.act.a`. */
export const BY = "by us.act.a";
export const DENIED = `call at 2026-03-08 is denied ${BY}`;
export const ALLOWED = "call at 2026-03-08 is allowed";
export const SUED = `sue at 2026-03-08 is denied ${BY}`;
export const MAY_SUE = "sue at 2026-03-08 is allowed";

/** Interest by a rule of its own, a thousandth a day. */
export const INTEREST = 'rule us.act.b "B" {\n  cites act "2"\n  confidence text, checked 2026-11-22\n  charge late-interest at most 36.5% a year\n}';
