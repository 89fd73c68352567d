/**
 * Finds an account for which some conditions hold and others don't, or tells that there is none. The facts that the conditions look at are
 * tried with one value of every stretch on which nothing changes, so that a search that was gone through to its end has seen all
 * accounts. One that was not says nothing.
 */
import type { Currency, Expr, FactType, FactValue, Place } from "../../../engine/index.ts";
import { holds, typedFacts } from "../../engine.ts";
import { usesOf, type Uses } from "./uses.ts";
import { valuesOf, type Values } from "./values.ts";

/** A concrete account: its currency, and a value for each fact that matters. Undefined: not known. */
export interface Sample {
  readonly currency: Currency;
  readonly facts: ReadonlyMap<string, FactValue | undefined>;
}

/** `none`: there is no such account. `unknown`: the search was too long to be gone through. */
export type Found = Sample | "none" | "unknown";

export interface Question {
  /** Conditions that hold. */
  readonly all: readonly Expr[];
  /** Conditions that don't: false, or undecided. */
  readonly none: readonly Expr[];
  /** With `always`, facts that move with time take every value, and no condition of `none` may hold at any of them. */
  readonly always?: boolean;
  /** With `gaps`, facts may be missing as well, as they may when an account runs. */
  readonly gaps?: boolean;
}

export interface World {
  readonly currencies: readonly Currency[];
  readonly places: readonly Place[];
  readonly types: Readonly<Record<string, FactType>>;
  /** Types of all facts, built-in ones too; null: there is no such fact. */
  readonly typeOf: (name: string) => FactType | null;
}

export interface Solver {
  /** Answers are kept: `key` names the question, and its first word says of which kind it is. */
  readonly find: (key: string, question: Question) => Found;
  readonly usesOf: (expr: Expr) => Uses;
}

/** Facts that change from day to day while nothing happens. */
export const MOVING: ReadonlySet<string> = new Set(["days_overdue", "oldest_invoice_age", "days_since_payment"]);

/** Accounts that one question may try. */
const MOST_TRIED = 2_000;
/** Accounts that all questions of one kind about one policy may try: a long policy must not be slow to check, and none starves the others. */
const MOST_OF_A_KIND = 20_000;

/** Facts that are never missing: they are counted from the account itself. */
const COUNTED: ReadonlySet<string> = new Set(["balance", "days_overdue", "unpaid_invoices", "broken_promises"]);

interface Space {
  readonly currency: Currency;
  readonly still: readonly Values[];
  readonly moving: readonly Values[];
  readonly whole: boolean;
}

const needsCurrency = (uses: Uses, world: World): boolean => {
  for (const name of uses.keys()) if (world.typeOf(name)?.type === "money") return true;
  return false;
};

const withGap = (values: Values): Values => {
  if (COUNTED.has(values.name) || values.of.includes(undefined)) return values;
  return { ...values, of: [...values.of, undefined] };
};

const spacesOf = (uses: Uses, world: World, { always = false, gaps = false }: Question): readonly Space[] => {
  const currencies = needsCurrency(uses, world) ? world.currencies : world.currencies.slice(0, 1);
  return currencies.map((currency) => {
    const values = [...uses.keys()].map((name) => {
      const type = world.typeOf(name);
      if (type === null) return { name, of: [undefined], whole: false };
      const known = valuesOf(name, type, uses, { places: world.places, currency });
      return gaps ? withGap(known) : known;
    });
    const moves = ({ name }: Values): boolean => always && MOVING.has(name);
    return { currency, still: values.filter((one) => !moves(one)), moving: values.filter(moves), whole: values.every(({ whole }) => whole) };
  });
};

const sizeOf = (values: readonly Values[]): number => values.reduce((size, { of }) => size * of.length, 1);

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** A step that visits every index of a range once, far apart: neighbours are alike, and an answer is found sooner among strangers. */
const strideOf = (size: number): number => {
  let stride = Math.max(1, Math.floor(size * 0.382));
  while (divisor(size, stride) !== 1) stride += 1;
  return stride;
};

/** Sets the facts to the values of one index. */
const place = (facts: Map<string, FactValue | undefined>, values: readonly Values[], index: number): void => {
  let rest = index;
  for (const { name, of } of values) {
    facts.set(name, of[rest % of.length]);
    rest = Math.floor(rest / of.length);
  }
};

interface Work {
  left: number;
}

/** Goes through one space. */
const search = ({ currency, still, moving, whole }: Space, { all, none }: Question, world: World, work: Work): Found => {
  const facts = new Map<string, FactValue | undefined>();
  const source = typedFacts((name) => facts.get(name), world.types);
  const fits = (): boolean =>
    all.every((expr) => holds(expr, source, currency) === true) && none.every((expr) => holds(expr, source, currency) !== true);
  const [size, moments] = [sizeOf(still), sizeOf(moving)];
  if (size === 0 || moments === 0) return "none";
  if (moments > MOST_TRIED || size > Number.MAX_SAFE_INTEGER / 2) return "unknown";
  const stride = strideOf(size);
  let index = 0;
  for (let tried = 0; tried < size; tried += 1) {
    if (tried * moments >= MOST_TRIED || work.left <= 0) return "unknown";
    place(facts, still, index);
    let always = true;
    for (let moment = 0; moment < moments && always; moment += 1) {
      place(facts, moving, moment);
      work.left -= 1;
      always = fits();
    }
    if (always) return { currency, facts: new Map(still.map(({ name }) => [name, facts.get(name)])) };
    index = (index + stride) % size;
  }
  return whole ? "none" : "unknown";
};

/** A solver for one policy. It does so much work and no more, always in the same order: what it finds, it finds again. */
export const solverOf = (world: World): Solver => {
  const works = new Map<string, Work>();
  const answers = new Map<string, Found>();
  const uses = new WeakMap<Expr, Uses>();
  const workOn = (kind: string): Work => {
    const known = works.get(kind) ?? { left: MOST_OF_A_KIND };
    works.set(kind, known);
    return known;
  };
  const solve = (question: Question, work: Work): Found => {
    const asked = usesOf([...question.all, ...question.none]);
    let result: Found = "none";
    for (const space of spacesOf(asked, world, question)) {
      const found = search(space, question, world, work);
      if (typeof found === "object") return found;
      if (found === "unknown") result = found;
    }
    return result;
  };
  return {
    find: (key, question) => {
      const known = answers.get(key);
      if (known !== undefined) return known;
      const found = solve(question, workOn(key.slice(0, key.indexOf(" "))));
      answers.set(key, found);
      return found;
    },
    usesOf: (expr) => {
      const known = uses.get(expr) ?? usesOf([expr]);
      uses.set(expr, known);
      return known;
    },
  };
};
