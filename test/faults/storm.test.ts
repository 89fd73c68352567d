/** Two hundred kills at random, over a hundred accounts that are in the middle of their work. */
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { type Random, between, randomOf } from "../../engine/simulate/random.ts";
import { accountOf } from "../workflows/fixtures/program.ts";
import { burst } from "./fixtures/bursts.ts";
import { type Crew, startCrew } from "./fixtures/crew.ts";
import { type Field, openField } from "./fixtures/field.ts";
import { ownServers } from "./fixtures/own-servers.ts";

const SEED = Number(process.env["SEED"] ?? 20_261_123);
const KILLS = 200;
const ACCOUNTS = 100;

const servers = ownServers();

type Victim = "worker" | "worker with a mail under way" | "connection of a mail" | "PostgreSQL" | "Temporal";
/** In a hundred. */
const CHANCES: readonly (readonly [Victim, number])[] = [
  ["worker", 50],
  ["worker with a mail under way", 20],
  ["connection of a mail", 15],
  ["PostgreSQL", 10],
  ["Temporal", 5],
];

const victimOf = (random: Random): Victim => {
  let draw = between(random, 0, 99);
  for (const [victim, chance] of CHANCES) {
    if (draw < chance) return victim;
    draw -= chance;
  }
  return "worker";
};

/** Does one thing with the next mail that the server takes, before it answers. Without one within a second there is none under way. */
const atNextMail = async ({ peer }: Field, act: (from: string) => "answer" | "hang up", latency: () => number): Promise<void> => {
  const done = Promise.withResolvers<void>();
  let over = false;
  peer.manners = async ({ from }) => {
    await pause(latency());
    if (over) return "answer";
    over = true;
    done.resolve();
    return act(from);
  };
  await Promise.race([done.promise, pause(1_000)]);
};

const strike = async (victim: Victim, field: Field, crew: Crew, random: Random): Promise<void> => {
  const latency = (): number => between(random, 20, 120);
  switch (victim) {
    case "worker": {
      const place = between(random, 0, crew.size - 1);
      await crew.ready(place);
      await pause(between(random, 0, 300));
      return crew.kill(place);
    }
    case "worker with a mail under way":
      return atNextMail(
        field,
        (from) => {
          const place = crew.placeOf(from);
          if (place !== null) crew.kill(place);
          return "answer";
        },
        latency,
      );
    case "connection of a mail":
      return atNextMail(field, () => "hang up", latency);
    case "PostgreSQL":
    case "Temporal": {
      const server = victim === "Temporal" ? servers.temporal() : servers.database();
      await server.kill();
      return server.start();
    }
  }
};

it(`${KILLS} kills of workers, connections, PostgreSQL and Temporal over ${ACCOUNTS} accounts: each mail once, each counted, all as if nothing had been`, async (context) => {
  process.stdout.write(`storm: seed ${SEED} (set SEED for another)\n`);
  const accounts = Array.from({ length: ACCOUNTS }, (_, n) => accountOf(n));
  const field = await openField(context, { accounts, program: burst(7, 6), server: servers.temporal().address, databaseUrl: servers.database().url });
  const crew = await startCrew(context, field.orders, 3);
  const random = randomOf(SEED, "storm");
  const struck = new Map<Victim, number>();
  const began = performance.now();
  await field.start();
  for (let kills = 0; kills < KILLS; kills++) {
    const victim = victimOf(random);
    struck.set(victim, (struck.get(victim) ?? 0) + 1);
    await strike(victim, field, crew, random);
    if (kills % 20 === 0)
      process.stdout.write(`  ${kills}: ${((performance.now() - began) / 1000).toFixed(0)} s, ${field.peer.arrivals.length} mails\n`);
  }
  const stormed = performance.now() - began;
  const seen = field.peer.arrivals.length;
  field.peer.manners = () => "answer";
  await field.start();
  const { mails, unknown, lost } = await field.expectWhole();
  const kinds = [...struck].map(([victim, n]) => `${n} × ${victim}`).join(", ");
  const seconds = [stormed, performance.now() - began].map((ms) => (ms / 1000).toFixed(0));
  process.stdout.write(
    `storm: ${kinds}; ${seen} mails in ${seconds[0]} s of storm, ${mails} after ${seconds[1]} s; ${unknown} unknown, ${lost} never left; ${crew.fallen()} workers fell\n`,
  );
  // Sixteen of the hundred sleep in California; limits let six leave for each of the others.
  expect(mails + lost).toBe(6 * accounts.filter(({ debtor }) => !debtor.places.includes("US-CA")).length);
});
