/** Small policies, each in a folder of its own: quick to prove, and broken where a test needs it. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A policy for debts of businesses in Great Britain that goes through one stage. */
export const policyWith = (name: string, steps: string): string => `policy "${name}" {
  version    "1"
  collector  creditor
  debt       commercial
  currency   GBP
  places     GB

  clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  keep the stage
    when behind    lapse
    tolerance      5 GBP
  }

  stage claim from 1 day after due {
${steps}
  }

  on payment in full         close as paid
  on promise within 14 days  pause until promised date + 2 days
  on dispute                 pause
}
`;

export const CLAIMS_AT_ONCE = policyWith("Claims at once", "    day 0          file small claim");

export const LOOKS = policyWith("Looks", `    day 0          task "look" for "AR team"`);

/** A folder with a policy and one account to take in. */
export function folderWith(source: string): { readonly folder: string; readonly file: string; readonly accounts: string } {
  const folder = mkdtempSync(join(tmpdir(), "collect-proof-"));
  const [file, accounts] = [join(folder, "policy.collect"), join(folder, "accounts.csv")];
  writeFileSync(file, source);
  writeFileSync(
    join(folder, "creditor.json"),
    JSON.stringify({ name: "A Ltd", email: "a@example.com", phone: "+44 20 7946 0000", address: ["1 Street"] }),
  );
  writeFileSync(
    accounts,
    `account,debtor,debtor_kind,places,timezones,creditor,currency,invoice,issued,due,amount,name
A-1,D-1,business,GB,Europe/London,a,GBP,I-1,2026-10-15,2026-11-14,500.00,Customer Ltd
`,
  );
  return { folder, file, accounts };
}
