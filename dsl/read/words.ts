/** Schemas of the small words: each held equal to the engine's own type where it is used. */
import type * as Zod from "zod";
import { PERSONS, PURPOSES } from "../engine.ts";
import { ACTS, COVERS, DEBTOR_KINDS, DEBT_KINDS, DEBT_TYPES, DIALING, KEYS, LINES, PLACES, ROLES } from "../tokens/vocabulary.ts";
import { CHANNELS, EVENTS, WEEKDAYS } from "../engine.ts";
import type { LocalDay, Minor, Minute } from "../../engine/index.ts";

/** The library, handed in: it is loaded only when something is read back. */
export type Z = typeof Zod;

/** Builds the schemas that rules and policies share. */
export const wordSchemas = (z: Z) => {
  const whole =
    (least: number) =>
    (value: unknown): boolean =>
      Number.isSafeInteger(value) && (value as number) >= least;
  return {
    act: z.enum(ACTS),
    channel: z.enum(CHANNELS),
    event: z.enum(EVENTS),
    weekday: z.enum(WEEKDAYS),
    role: z.enum(ROLES),
    debtKind: z.enum(DEBT_KINDS),
    debtType: z.enum(DEBT_TYPES),
    debtorKind: z.enum([...DEBTOR_KINDS, "unknown"]),
    purpose: z.enum(PURPOSES),
    person: z.enum(PERSONS),
    key: z.enum(KEYS),
    covers: z.enum(COVERS),
    line: z.enum(LINES),
    contactPlace: z.enum(PLACES),
    dialing: z.enum(DIALING),
    minor: z.custom<Minor>(whole(0), "expected a whole number of minor units"),
    day: z.custom<LocalDay>(whole(Number.MIN_SAFE_INTEGER), "expected a day number"),
    minute: z.custom<Minute>((value) => whole(0)(value) && (value as number) <= 1440, "expected minutes since midnight"),
    days: z.strictObject({ n: z.int(), business: z.boolean(), of: z.string().exactOptional() }),
    sourceLine: z.int().positive(),
  };
};
export type WordSchemas = ReturnType<typeof wordSchemas>;
