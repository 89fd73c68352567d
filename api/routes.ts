/** Every address of the API: who may ask, what it takes, what it answers. The server and the OpenAPI document are both made from this table. */
import type { z } from "zod";
import type { Asked } from "./asked.ts";
import { accounts } from "./handlers/accounts.ts";
import { contacts } from "./handlers/contacts.ts";
import { events } from "./handlers/events.ts";
import { permits } from "./handlers/permits.ts";
import type { Scope } from "./keys.ts";
import type { ProblemKind } from "./problem.ts";
import { accountAnswer, contactAnswer, contactBody, eventAnswer, eventBody, permitAnswer, permitRequest } from "./shapes.ts";

export interface Route {
  readonly method: "GET" | "POST";
  /** As OpenAPI writes it: `/accounts/{id}`. */
  readonly path: string;
  readonly scope: Scope;
  readonly summary: string;
  readonly description: string;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
  /** Beside those that every address may answer with. */
  readonly problems: readonly ProblemKind[];
  readonly handle: (asked: Asked) => Promise<unknown>;
}

export const ROUTES: readonly Route[] = [
  {
    method: "POST",
    path: "/permits",
    scope: "permits",
    summary: "May I contact this person about this debt now",
    description:
      "Granted with a token and what the contact must say, or denied with rules, citations and the first lawful instant. A grant is reserved at once and counts, until POST /contacts says otherwise. The same id again asks anew for the same contact: do so if you waited before dialling.",
    body: permitRequest,
    answer: permitAnswer,
    problems: ["unknown-account", "conflict", "used"],
    handle: permits,
  },
  {
    method: "POST",
    path: "/contacts",
    scope: "contacts",
    summary: "A contact was made",
    description: "How the contact of a token went, or a contact that was made without one. Both count against every limit.",
    body: contactBody,
    answer: contactAnswer,
    problems: ["unknown-account", "unknown-token", "conflict", "used"],
    handle: contacts,
  },
  {
    method: "POST",
    path: "/events",
    scope: "events",
    summary: "Something happened",
    description:
      "A payment, dispute, cease request, opt-out, bankruptcy, promise, undeliverable address and all else that the law or the policy asks about. Idempotent by id; `at` is when it happened, also if that was long ago.",
    body: eventBody,
    answer: eventAnswer,
    problems: ["unknown-account", "conflict"],
    handle: events,
  },
  {
    method: "GET",
    path: "/accounts/{id}",
    scope: "accounts",
    summary: "How an account stands, and its timeline",
    description: "Stage, balance, what it rests for, open tasks, and every contact, event and decision. No name, address or number.",
    answer: accountAnswer,
    problems: ["unknown-account"],
    handle: accounts,
  },
];
