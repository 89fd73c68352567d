/** The letters of a policy with made-up data, for its summary. */
import { currencyDigits, currencyOfPlace, everyStep, localDay, zonesOfPlace } from "../../engine/index.ts";
import type { Account, CompiledPolicy, ContactAction, FactType, FactValue, LocalDay, Minor } from "../../engine/index.ts";
import type { Creditor, Letters } from "../../ledger/index.ts";
import type { Summed } from "../../reports/summary/index.ts";

const SENDER: Creditor = {
  name: "Sample Creditor Ltd",
  email: "accounts@creditor.example",
  phone: "+1 202 555 0100",
  address: ["1 Sample Street", "Sampletown"],
};

function factOf(type: FactType): FactValue {
  switch (type.type) {
    case "number":
    case "days":
      return 3;
    case "percent":
      return 5;
    case "money":
      return 48_250;
    case "boolean":
      return true;
    case "date":
      return "2026-09-30";
    case "time":
      return "09:00";
    case "tags":
      return ["sample"];
    case "one of":
      return type.values[0] ?? "";
    case "place":
      return "US";
    case "channel":
      return "email";
    case "text":
      return "Sample text";
  }
}

function accountOf({ places, currencies, debt, facts }: CompiledPolicy, today: LocalDay): Account {
  const place = places[0] ?? "US";
  const local = currencyOfPlace(place);
  const currency = local !== null && currencies.includes(local) ? local : (currencies[0] ?? "USD");
  const sum = (units: number): Minor => (units * 10 ** (currencyDigits(currency) ?? 2)) as Minor;
  return {
    id: "SAMPLE-1",
    debtor: { id: "sample", kind: debt === "consumer" ? "person" : "business", places: [place], timezones: zonesOfPlace(place).slice(0, 1) },
    creditor: "sample",
    currency,
    invoices: [
      { id: "INV-1001", issued: localDay(today - 75), due: localDay(today - 45), amount: sum(1200) },
      { id: "INV-1002", issued: localDay(today - 50), due: localDay(today - 20), amount: sum(350) },
    ],
    facts: Object.fromEntries(Object.entries(facts).map(([name, type]) => [name, factOf(type)])),
    reach: {},
  };
}

const contactsOf = ({ stages, handlers, notices }: CompiledPolicy): readonly Pick<ContactAction, "template" | "channel" | "offers">[] => {
  const steps = stages.flatMap((stage) => everyStep(stage)).flatMap(({ action, otherwise, else: lapsed }) => [action, otherwise, lapsed]);
  const reactions = handlers.flatMap(({ reactions: all }) => all.flatMap((one) => (one.do === "act" ? [one.action] : [])));
  const contacts = [...steps, ...reactions].flatMap((action) => (action?.kind === "contact" ? [action] : []));
  return [...contacts, ...notices];
};

/** Every text that the policy sends, in each of its languages, as it would leave on a day. */
export async function sampleLetters(policy: CompiledPolicy, letters: Letters, today: LocalDay): Promise<Pick<Summed, "letters" | "unwritten">> {
  const { chooseLetter, letterData, render } = await import("../../channels/index.ts");
  const account = accountOf(policy, today);
  const languages = [...new Set(["en", ...Object.keys(letters).flatMap((key) => key.split(".")[2] ?? [])])];
  const found = new Map<string, Summed["letters"][number]>();
  const unwritten = new Set<string>();
  for (const action of contactsOf(policy)) {
    const title = `${action.template} (${action.channel})`;
    for (const language of languages) {
      const chosen = chooseLetter(letters, action, language);
      if (chosen === null) {
        unwritten.add(`${title}: the policy has no text for it.`);
        continue;
      }
      const plan = policy.plans.find(({ name }) => name === (action as { readonly offers?: string }).offers);
      const facts = {
        account,
        person: { name: "Sample Debtor", address: ["2 Sample Road", "Sampletown"] },
        sender: SENDER,
        open: account.invoices.map((invoice) => ({ invoice, open: invoice.amount })),
        today,
        optOutLink: "https://creditor.example/opt-out",
        paymentLink: "https://creditor.example/pay",
        factTypes: policy.facts,
        ...(plan === undefined ? {} : { plan: { plan, firstBy: localDay(today + plan.first.n) } }),
      };
      const written = await render(letters, action, letterData(facts, chosen.language), chosen.language);
      if (written.kind === "failed") unwritten.add(`${title}: ${written.reason}.`);
      else {
        const { subject, text, html } = written.content;
        found.set(chosen.key, {
          title: chosen.language === "en" ? title : `${title}, ${chosen.language}`,
          language: chosen.language,
          subject,
          text,
          html,
          hash: written.templateHash,
        });
      }
    }
  }
  return { letters: [...found.values()], unwritten: [...unwritten] };
}
