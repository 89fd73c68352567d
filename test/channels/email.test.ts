import { generateKeyPairSync } from "node:crypto";
import PostalMime from "postal-mime";
import { afterEach, expect, it } from "vitest";
import type { SendResult } from "../../channels/channel.ts";
import { emailChannel, requiresTls, type EmailOptions } from "../../channels/email.ts";
import { instant } from "../../engine/index.ts";
import { messageOf, permitOf, secrets } from "./permit.ts";
import { mailServer, refusal, scriptedServer, type Misbehaviour } from "./smtp-peer.ts";

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});
const keep = <T extends { close(): Promise<void> }>(each: T): T => {
  opened.unshift(each);
  return each;
};

/** For servers that answer, however busy the machine is. */
const patient = { connect: 8_000, greeting: 8_000, socket: 8_000, total: 15_000 };
/** For servers that won't: whichever wait runs out first, the answer is the same. */
const quick = { connect: 200, greeting: 200, socket: 200, total: 3_000 };
/** For servers that answer up to the text and then no more. */
const brief = { ...patient, socket: 1_000, total: 1_500 };
const channelTo = (url: string, options: Partial<EmailOptions> = {}) =>
  keep(emailChannel({ url, from: "Receivables <noreply@brightwater.example>", timeouts: patient, ...options }));

const quiet = (result: SendResult): SendResult => {
  for (const secret of secrets) expect(JSON.stringify(result)).not.toContain(secret);
  return result;
};

it("a mail carries text and HTML, the permit's Message-ID and date, and the way out of the list", async () => {
  const server = keep(await mailServer());
  const channel = channelTo(server.url);
  const result = await channel.send(permitOf(), messageOf());
  expect(result).toEqual({ kind: "sent", reference: expect.stringMatching(/^<[0-9a-f]{32}@brightwater\.example>$/) });
  const mail = await PostalMime.parse(server.mails[0] ?? "");
  expect(mail.messageId).toBe(result.kind === "sent" ? result.reference : "");
  expect(mail.date).toBe("2026-03-02T15:00:00.000Z");
  expect(mail.from?.address).toBe("noreply@brightwater.example");
  expect(mail.replyTo?.[0]?.address).toBe("ar@brightwater.example");
  expect(mail.to).toEqual([{ name: "Larkspur Joinery", address: "buyer@larkspur.example" }]);
  expect(mail.text?.trim()).toBe("Please pay.");
  expect(mail.html).toContain("<p>Please pay.</p>");
  const header = (name: string) => mail.headers.find((each) => each.key === name)?.value;
  expect(header("list-unsubscribe")).toBe("<https://stop.example/A-17>");
  expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  expect(header("x-account-reference")).toBe("A-17");
});

it("an opt-out by mail is offered without one-click, which only https can take", async () => {
  const server = keep(await mailServer());
  const data = { ...messageOf().data, optOutLink: "mailto:ar@brightwater.example?subject=stop" };
  await channelTo(server.url).send(permitOf(), messageOf({ data }));
  const mail = await PostalMime.parse(server.mails[0] ?? "");
  expect(mail.headers.map((each) => each.key)).toContain("list-unsubscribe");
  expect(mail.headers.map((each) => each.key)).not.toContain("list-unsubscribe-post");
});

it("the same permit makes the same mail byte for byte, another permit another", async () => {
  const server = keep(await mailServer());
  const channel = channelTo(server.url);
  const sent = [
    await channel.send(permitOf(), messageOf()),
    await channel.send(permitOf(), messageOf()),
    await channel.send(permitOf({ id: "permit-2" }), messageOf()),
  ];
  expect(sent[0]).toEqual(sent[1]);
  expect(sent[2]).not.toEqual(sent[0]);
  expect(server.mails[1]).toBe(server.mails[0]);
});

it("a line break in a name or subject makes no header of its own", async () => {
  const server = keep(await mailServer());
  const to = { ...messageOf().to, name: "Evil\r\nBcc: all@example.com" };
  await channelTo(server.url).send(permitOf(), messageOf({ to, subject: "Hello\r\nBcc: all@example.com" }));
  const mail = await PostalMime.parse(server.mails[0] ?? "");
  expect(mail.bcc ?? []).toEqual([]);
  expect(mail.headers.map((each) => each.key)).not.toContain("bcc");
});

it("a DKIM signature covers both headers of one-click unsubscribing", async () => {
  const server = keep(await mailServer());
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  await channelTo(server.url, { dkim: { domain: "brightwater.example", selector: "s1", privateKey } }).send(permitOf(), messageOf());
  const mail = await PostalMime.parse(server.mails[0] ?? "");
  const signature = mail.headers.find((each) => each.key === "dkim-signature")?.value.replace(/\s+/g, "") ?? "";
  const fields = /;h=([^;]+);/.exec(signature)?.[1]?.toLowerCase().split(":") ?? [];
  expect(fields).toEqual(expect.arrayContaining(["from", "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post"]));
  expect(signature).toContain(";d=brightwater.example;");
  expect(signature).toContain(";s=s1;");
});

it.each([
  [
    "the sender, which somebody can mend",
    { onMailFrom: (_a: unknown, _s: unknown, done: (error: Error) => void) => done(refusal("no such luck for <buyer@larkspur.example>", 550)) },
    true,
    "at MAIL FROM: 550",
  ],
  [
    "the recipient, for good",
    {
      onRcptTo: (_a: unknown, _s: unknown, done: (error: Error) => void) =>
        done(refusal("5.1.1 <buyer@larkspur.example>: unknown user Larkspur", 550)),
    },
    false,
    "at RCPT TO: 550 5.1.1",
  ],
  [
    "the recipient, for now",
    { onRcptTo: (_a: unknown, _s: unknown, done: (error: Error) => void) => done(refusal("4.2.1 mailbox busy", 450)) },
    true,
    "at RCPT TO: 450 4.2.1",
  ],
] as const)("a server that refuses %s fails the mail with the code and nothing else", async (_what, options, retryable, words) => {
  const server = keep(await mailServer(options));
  const result = quiet(await channelTo(server.url).send(permitOf(), messageOf()));
  expect(result).toEqual({ kind: "failed", reason: `the mail server said no ${words}`, retryable });
  expect(server.mails).toEqual([]);
});

it.each([
  [554, false],
  [451, true],
] as const)("a server that read the text and answers %d has refused it", async (code, retryable) => {
  const server = keep(
    await mailServer({
      onData: (stream, _session, answer) => {
        stream.on("end", () => answer(refusal("5.7.1 spam from <buyer@larkspur.example>", code)));
        stream.resume();
      },
    }),
  );
  const result = quiet(await channelTo(server.url).send(permitOf(), messageOf()));
  expect(result).toEqual({ kind: "failed", reason: expect.stringContaining(String(code)), retryable });
});

it("a password that is wrong fails the mail until it is mended, and is not printed", async () => {
  const server = keep(
    await mailServer({ authOptional: false, allowInsecureAuth: true, onAuth: (_auth, _session, done) => done(refusal("bad credentials", 535)) }),
  );
  const result = quiet(await channelTo(server.url.replace("smtp://", "smtp://ann:hunter2@")).send(permitOf(), messageOf()));
  expect(result).toEqual({
    kind: "failed",
    reason: "the mail server did not accept the user and password of SMTP_URL; nothing was sent",
    retryable: true,
  });
  expect(JSON.stringify(result)).not.toContain("hunter2");
});

it("mail leaves this machine encrypted or not at all", async () => {
  const hosts = [
    "smtp://mail.example",
    "smtp://10.0.0.7:25",
    "smtps://mail.example",
    "smtp://127.0.0.1.example",
    "smtp://127.0.0.1:25",
    "smtp://localhost",
    "smtp://[::1]",
  ];
  expect(hosts.map(requiresTls)).toEqual([true, true, true, true, false, false, false]);
  const server = keep(await mailServer());
  expect(quiet(await channelTo(`${server.url}?requireTLS=true`).send(permitOf(), messageOf()))).toMatchObject({ kind: "failed" });
  expect(server.mails).toEqual([]);
});

it("a server whose certificate nobody vouches for gets nothing", async () => {
  const server = keep(await mailServer({ secure: true }));
  const result = quiet(await channelTo(server.url.replace("smtp:", "smtps:")).send(permitOf(), messageOf()));
  expect(result).toEqual({ kind: "failed", reason: "no secure connection to the mail server came about; nothing was sent", retryable: true });
  expect(server.mails).toEqual([]);
});

it("a server that isn't there fails the mail, which may be tried again", async () => {
  const server = await mailServer();
  await server.close();
  expect(quiet(await channelTo(server.url).send(permitOf(), messageOf()))).toEqual({
    kind: "failed",
    reason: "the mail server refused the connection; nothing was sent",
    retryable: true,
  });
});

it("an account without an address fails before anything is connected", async () => {
  const { email: _email, ...to } = messageOf().to;
  expect(await channelTo("smtp://127.0.0.1:1").send(permitOf(), messageOf({ to }))).toEqual({
    kind: "failed",
    reason: "the account has no e-mail address",
    retryable: false,
  });
});

it.each(["a@x.example, b@y.example", "a@x.example;b@y.example", "<a@x.example>", "A <a@x.example>", "a@x.example\r\nBcc: b@y.example", "nobody"])(
  "%j is not one address, and gets nothing",
  async (email) => {
    const result = await channelTo("smtp://127.0.0.1:1").send(permitOf(), messageOf({ to: { ...messageOf().to, email } }));
    expect(result).toEqual({ kind: "failed", reason: "what the account has as e-mail address is none", retryable: false });
  },
);

it("a mail that waits longer than its permit lives is not sent", async () => {
  const server = keep(await scriptedServer({ at: "connect", does: "stall" }));
  const permit = { ...permitOf(), expiresAt: instant(permitOf().grantedAt + 50) };
  const result = await channelTo(server.url).send(permit, messageOf());
  expect(result).toEqual({ kind: "failed", reason: "the mail server did not finish in time; nothing was sent", retryable: true });
});

const before = ["connect", "EHLO", "MAIL", "RCPT", "DATA"] as const;
const after = ["text", "end of text"] as const;
const script = (at: readonly Misbehaviour["at"][], does: readonly Misbehaviour["does"][]) =>
  at.flatMap((moment) => does.map((each): Misbehaviour => ({ at: moment, does: each })));

it.each(script(before, ["stall", "hang up"]))("a server that does `$does` at $at has taken nothing", async (misbehaviour) => {
  const server = keep(await scriptedServer(misbehaviour));
  const result = quiet(await channelTo(server.url, { timeouts: misbehaviour.does === "stall" ? quick : patient }).send(permitOf(), messageOf()));
  expect(result).toMatchObject({ kind: "failed", retryable: true });
  expect(server.texts()).toBe(0);
});

it.each(script(after, ["stall", "hang up", "dribble"]))(
  "a server that does `$does` at $at may have taken the mail, which is handed over once",
  async (misbehaviour) => {
    const server = keep(await scriptedServer(misbehaviour));
    const result = quiet(await channelTo(server.url, { timeouts: brief }).send(permitOf(), messageOf()));
    expect(result).toMatchObject({ kind: "unknown" });
    expect(server.texts()).toBe(1);
  },
);

it("many mails at once go over few connections, each once", async () => {
  let connections = 0;
  const server = keep(
    await mailServer({
      onConnect: (_session, done) => {
        connections += 1;
        done();
      },
    }),
  );
  const channel = channelTo(server.url);
  const results = await Promise.all(Array.from({ length: 50 }, (_, i) => channel.send(permitOf({ id: `permit-${i}` }), messageOf())));
  expect(results.every((each) => each.kind === "sent")).toBe(true);
  const ids = await Promise.all(server.mails.map(async (mail) => (await PostalMime.parse(mail)).messageId));
  expect(new Set(ids).size).toBe(50);
  expect(connections).toBeLessThanOrEqual(4);
});
