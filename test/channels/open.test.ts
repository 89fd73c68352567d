import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ConfigurationError, openChannels, type ChannelOptions, type NewTask } from "../../channels/index.ts";
import { testFolder } from "./folder.ts";
import { messageOf, permitOf, sender } from "./permit.ts";

const open = async (env: Record<string, string>, options: Partial<ChannelOptions> = {}) => {
  const tasks: NewTask[] = [];
  const folder = await testFolder();
  const channels = await openChannels({ env, folder, demo: false, addTask: (task) => Promise.resolve(void tasks.push(task)), ...options });
  onTestFinished(() => channels.close());
  return { channels, tasks, folder };
};
const refusalOf = async (env: Record<string, string>, demo = false): Promise<ConfigurationError> => {
  try {
    await open(env, { demo });
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error("it should have been refused");
};

const smtp = { SMTP_URL: "smtps://ann:hunter2@mail.example:465", MAIL_FROM: "ar@brightwater.example" };
const hook = {
  WEBHOOK_URL: "https://hooks.example/in?token=hunter2",
  WEBHOOK_SECRET: `whsec_${Buffer.from("hunter2 hunter2 hunter2 hunter2").toString("base64")}`,
};

it("in a demonstration every way out stays in the house", async () => {
  const { channels, tasks, folder } = await open({}, { demo: true, port: 0 });
  for (const name of ["email", "letter", "call", "sms"])
    expect(await channels.for(name)?.send(permitOf({ id: `permit-${name}`, channel: name }), messageOf())).toMatchObject({ kind: "sent" });
  expect(
    await channels.act({
      id: "r-1",
      account: "A-17",
      step: "s",
      action: { kind: "business", name: "hold credit" },
      at: permitOf().grantedAt,
      data: {},
    }),
  ).toMatchObject({ kind: "sent" });
  expect(tasks.map(({ kind }) => kind)).toEqual(["letter", "call"]);
  expect(channels.mailFolder).toBe(join(folder, "mail"));
  const shown = await (await fetch(channels.mailUrl ?? "")).text();
  await channels.close();
  expect(await readFile(join(folder, "mail", "index.html"), "utf8")).toContain("Reminder: $1,200.00");
  expect(shown).toContain("<h1>Mail</h1>");
});

it.each([
  ["SMTP_URL", smtp],
  ["WEBHOOK_URL", hook],
] as const)("a demonstration refuses to start while %s is set", async (name, env) => {
  const refusal = await refusalOf(env, true);
  expect(refusal.variables).toEqual([name]);
  expect(refusal.message).toContain(name);
});

it("a real run without configuration has letters and tasks, no e-mail and no sms, and says what to set", async () => {
  const { channels, tasks } = await open({});
  expect([channels.for("email"), channels.for("sms"), channels.for("pigeon")]).toEqual([null, null, null]);
  expect(channels.missing("email")).toContain("SMTP_URL");
  expect(channels.missing("sms")).toContain("WEBHOOK_URL");
  expect(channels.missing("payment link")).toContain("PAYMENT_URL");
  expect(channels.missing("letter")).toBeNull();
  expect(channels.describe().join("\n")).toMatch(/SMTP_URL[\s\S]*WEBHOOK_URL/);
  await channels.act({
    id: "r-1",
    account: "A-17",
    step: "s",
    action: { kind: "business", name: "hold credit" },
    at: permitOf().grantedAt,
    data: {},
  });
  expect(tasks).toEqual([expect.objectContaining({ title: "hold credit", account: "A-17" })]);
});

it("a configured run says where things go, and no secret", async () => {
  const { channels } = await open({ ...smtp, ...hook, PAYMENT_URL: "https://pay.example/{account}" });
  const said = channels.describe().join("\n");
  expect(said).toContain("mail.example:465");
  expect(said).toContain("hooks.example");
  expect(said).not.toMatch(/hunter2|whsec_|ann:/);
  for (const name of ["email", "sms", "voicemail", "portal", "business"]) expect(channels.missing(name)).toBeNull();
});

it.each([
  ["MAIL_FROM is missing", { SMTP_URL: smtp.SMTP_URL }, ["MAIL_FROM"]],
  ["MAIL_FROM is no address", { ...smtp, MAIL_FROM: "hunter2" }, ["MAIL_FROM"]],
  ["SMTP_URL is no mail server", { ...smtp, SMTP_URL: "https://ann:hunter2@mail.example" }, ["SMTP_URL"]],
  ["DKIM is half there", { ...smtp, DKIM_DOMAIN: "brightwater.example" }, ["DKIM_SELECTOR", "DKIM_PRIVATE_KEY"]],
  ["WEBHOOK_SECRET is missing", { WEBHOOK_URL: hook.WEBHOOK_URL }, ["WEBHOOK_SECRET"]],
  ["WEBHOOK_SECRET is too simple", { ...hook, WEBHOOK_SECRET: "hunter2" }, ["WEBHOOK_SECRET"]],
  ["names would travel in the clear", { ...hook, WEBHOOK_URL: "http://hooks.example/hunter2" }, ["WEBHOOK_URL"]],
  ["PAYMENT_URL names no account", { PAYMENT_URL: "https://pay.example/hunter2" }, ["PAYMENT_URL"]],
] as const)("%s: the message names the variable and not its value", async (_why, env, variables) => {
  const refusal = await refusalOf(env);
  expect(refusal.variables).toEqual(variables);
  for (const name of variables) expect(refusal.message).toContain(name);
  expect(refusal.message).not.toContain("hunter2");
});

it("links are made for the account, and can't be broken by its id", async () => {
  const { channels } = await open({ PAYMENT_URL: "https://pay.example/?a={account}", OPT_OUT_URL: "https://stop.example/{account}" });
  expect(channels.links("A&b=1/../x", sender)).toEqual({
    payment: "https://pay.example/?a=A%26b%3D1%2F..%2Fx",
    optOut: "https://stop.example/A%26b%3D1%2F..%2Fx",
  });
  expect((await open({})).channels.links("A-17", sender)).toEqual({
    payment: null,
    optOut: "mailto:ar@brightwater.example?subject=No%20more%20e-mails%20about%20account%20A-17",
  });
});

it("a page of mails on a port that is taken is one plain error, and nothing is left running", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise((resolve) => taken.close(() => resolve())));
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(open({}, { demo: true, port })).rejects.toMatchObject({ name: "ConfigurationError", message: expect.stringContaining(String(port)) });
});
