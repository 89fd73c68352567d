import { Command } from "@commander-js/extra-typings";
import { SCOPES, makeKey } from "../../api/index.ts";
import type { Scope } from "../../api/index.ts";
import { Failure } from "../failure.ts";
import { answer, formatOption } from "../output.ts";
import type { Format } from "../output.ts";
import { storeOption, tenantNamed, withStore } from "../store.ts";
import { paint } from "../terminal/color.ts";
import { table, terminalWidth } from "../terminal/table.ts";

const EXAMPLES = `
Examples:
  $ collect keys add dialler --scopes permits,contacts
  $ collect keys add billing --scopes events --tenant north-agency
  $ collect keys list
  $ collect keys revoke 3f9a02c41b77

Scopes: permits (ask before a contact), contacts (tell what came of it), events (payments, disputes, …), accounts (read an account).
A key is shown once: the store keeps its hash alone. A revoked one ends with the next request.`;

interface Options {
  readonly tenant?: string | undefined;
  readonly store: string;
  readonly format: Format;
}

const tenantOption = ["--tenant <name>", "whose accounts the key is for; COLLECT_TENANT, or default, when absent"] as const;

/** A key can be made before the first account is imported, but not for a store that is nowhere. */
const onKeys = <T>(
  options: Options,
  create: boolean,
  work: (ledger: Parameters<Parameters<typeof withStore>[2]>[0]["ledger"]) => Promise<T>,
): Promise<T> =>
  withStore(options.store, { create }, async ({ ledger }) =>
    work(options.tenant === undefined ? ledger : ledger.as(await tenantNamed(options.tenant, "--tenant"))),
  );

const scopesOf = (text: string): readonly Scope[] => {
  const words = text.split(",").map((word) => word.trim());
  return words.map((word) => {
    const scope = SCOPES.find((each) => each === word);
    if (scope === undefined) throw new Failure(`--scopes: "${word}" is no scope; they are ${SCOPES.join(", ")}, with commas between`);
    return scope;
  });
};

const nameOf = (text: string): string => {
  if (!/^[a-z0-9][a-z0-9 ._-]{0,39}$/i.test(text))
    throw new Failure(`"${text}" is no name for a key: write what it is for in up to 40 letters, digits, spaces, dots and hyphens`);
  return text;
};

const add = () =>
  new Command("add")
    .description("make a key, and show it once")
    .argument("<name>", "what it is for: dialler, billing, …")
    .requiredOption("--scopes <list>", `what it may do, with commas: ${SCOPES.join(", ")}`)
    .option(...tenantOption)
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((name, options) =>
      onKeys(options, true, async (ledger) => {
        const scopes = [...new Set(scopesOf(options.scopes))];
        const { text, id, hash } = makeKey(ledger.tenant);
        await ledger.keys.add({ id, name: nameOf(name), hash, scopes });
        answer(options.format, { key: text, id, name, tenant: ledger.tenant, scopes }, () =>
          [text, "", `Key ${id} of ${ledger.tenant} for ${scopes.join(", ")}. Keep it now: it is not shown again.`].join("\n"),
        );
      }),
    );

const list = () =>
  new Command("list")
    .description("the keys of a tenant")
    .option(...tenantOption)
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((options) =>
      onKeys(options, false, async (ledger) => {
        const keys = (await ledger.keys.list()).map(({ id, name, scopes, created, revoked }) => ({
          id,
          name,
          scopes,
          created: new Date(created).toISOString(),
          revoked: revoked === null ? null : new Date(revoked).toISOString(),
        }));
        answer(options.format, { tenant: ledger.tenant, keys }, () =>
          keys.length === 0
            ? 'No keys: "collect keys add NAME --scopes permits,contacts" makes one.'
            : table(
                ["id", "name", "scopes", "made", "revoked"].map((head) => ({ head, align: "left" as const })),
                keys.map((key) => [key.id, key.name, key.scopes.join(","), key.created.slice(0, 10), key.revoked?.slice(0, 10) ?? ""]),
                2,
                { width: terminalWidth(), paintHead: (cell) => paint("bold", cell) },
              ),
        );
      }),
    );

const revoke = () =>
  new Command("revoke")
    .description("end a key: its next request is refused")
    .argument("<id>", 'id of the key, from "collect keys list"')
    .option(...tenantOption)
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((id, options) =>
      onKeys(options, false, async (ledger) => {
        const known = await ledger.keys.find(id);
        if (known === null) throw new Failure(`${ledger.tenant} has no key ${id}: "collect keys list" lists them`);
        const revoked = await ledger.keys.revoke(id);
        answer(options.format, { id, revoked }, () => (revoked ? `revoked: ${id}` : `revoked before: ${id}. Nothing changed.`));
      }),
    );

/** `collect keys` */
export const keys = () =>
  new Command("keys")
    .description("keys for the API: add, list, revoke")
    .addCommand(add())
    .addCommand(list())
    .addCommand(revoke())
    .addHelpText("after", EXAMPLES);
