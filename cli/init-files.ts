/** What `collect init` writes: the example's policy and letters, and two accounts to replace with one's own. */
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { COLUMNS } from "./import/columns.ts";

const EXAMPLE = fileURLToPath(new URL("../examples/b2b-standard/", import.meta.url));

/** The proof of the policy below: nobody waits for one before the first change. */
export const STARTER = fileURLToPath(new URL("../policies/starter.certificate.json", import.meta.url));

const FACTS = ["segment", "late_invoices_12m"];

const ACCOUNTS = [
  [
    "A-1",
    "D-1",
    "business",
    "US-NY-NYC",
    "America/New_York",
    "incorporated",
    "my-company",
    "USD",
    "INV-1",
    "2026-10-15",
    "2026-11-14",
    '"1,250.00"',
    "Example Customer Inc.",
    "accounts@customer.example.com",
    "+1 212 555 0190",
    '"1 Example Street; New York, NY 10001; United States"',
    "en-US",
    "standard",
    "0",
  ],
  [
    "A-2",
    "D-2",
    "business",
    "DE",
    "Europe/Berlin",
    "incorporated; vat-registered",
    "my-company",
    "EUR",
    "INV-2",
    "2026-10-20",
    "2026-11-19",
    "640.00",
    "Beispielkunde GmbH",
    "rechnung@kunde.example.com",
    "+49 40 66969 090",
    '"Musterstr. 1; 20095 Hamburg; Germany"',
    "de-DE",
    "standard",
    "1",
  ],
];

const README = `# Collections

- \`policy.collect\`: what happens to a late invoice, and when. Change it as you like; \`collect validate policy.collect\` checks it.
- \`policy.certificate.json\`: the proof that no run of the policy breaks the law of its places, for as long as neither changes. Then
  \`collect prove policy.collect --out policy.certificate.json\` makes it anew.
- \`policy.test.collect\`: stories of single accounts and what must come of them; \`collect test .\` plays them. Change them with the policy.
- \`letters/\`: the texts, one file each. A letter that speaks of something that isn't there is an error, with its line.
- \`creditor.json\`: who writes the letters.
- \`accounts.csv\`: one row an invoice. \`collect import --help\` explains every column.
- \`.collect/\`: the store. Back it up; without it nobody knows what was sent.

1. \`collect validate policy.collect\`
2. \`collect import accounts.csv --policy policy.collect\`
3. \`collect run --propose\` shows what would be sent, and why something would not.
4. Set \`SMTP_URL\` (smtps://user:password@host), \`MAIL_FROM\` and \`PAYMENT_URL\` (https://…/{account}), then \`collect run\`, once a day or with \`--watch\`.
5. \`collect record A-1 payment --amount 1,250.00\` when money comes; \`collect tasks\` lists calls to make and things to check.
6. \`collect explain A-1\` answers why an account was contacted, or not, and until when.
`;

/** Who writes the letters, to be replaced. */
export const CREDITOR = {
  name: "My Company Inc.",
  email: "receivables@example.com",
  phone: "+1 212 555 0199",
  address: ["My Company Inc.", "1 Example Street", "New York, NY 10001", "United States"],
};

/**
 * The example's policy, but for invoices that are late already when they come under it: each stage is gone through from the day of
 * taking over, where the example lets what was missed lapse, and a debtor who was never reminded would first hear of a claim.
 */
const policyToStart = (example: string): string => {
  const started = example.replace(
    /^( *when behind +)lapse +\/\/.*$/m,
    "$1one stage at a time   // or: lapse | straight to the stage that fits | late, keep later dates",
  );
  if (started === example) throw new Error("the example's policy has no line `when behind lapse`");
  return started;
};

/** Files of a new working folder, by path within it. */
export const initFiles = async (): Promise<Readonly<Record<string, string>>> => ({
  ...(await starterFiles()),
  "policy.certificate.json": await readFile(STARTER, "utf8"),
});

/** The same, without the proof. */
export async function starterFiles(): Promise<Readonly<Record<string, string>>> {
  const letters = (await readdir(`${EXAMPLE}letters`)).filter((name) => name.endsWith(".hbs"));
  const texts = await Promise.all(letters.map(async (name) => [`letters/${name}`, await readFile(`${EXAMPLE}letters/${name}`, "utf8")] as const));
  const header = [...COLUMNS.map((column) => column.name), ...FACTS].join(",");
  return {
    "policy.collect": policyToStart(await readFile(`${EXAMPLE}policy.collect`, "utf8")),
    "policy.test.collect": (await readFile(`${EXAMPLE}policy.test.collect`, "utf8")).replace("examples/b2b-standard", "."),
    ...Object.fromEntries(texts),
    "creditor.json": `${JSON.stringify(CREDITOR, null, 2)}\n`,
    "accounts.csv": `${[header, ...ACCOUNTS.map((row) => row.join(","))].join("\n")}\n`,
    "README.md": README,
    ".gitignore": ".collect/\n",
  };
}
