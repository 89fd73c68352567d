import { appendFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startCatcher } from "../../channels/catcher.ts";
import { emailChannel } from "../../channels/email.ts";
import { readRows } from "../../channels/listing.ts";
import { testFolder } from "./folder.ts";
import { messageOf, permitOf } from "./permit.ts";

async function catching(folder: string) {
  const catcher = await startCatcher(folder);
  const channel = emailChannel({ url: catcher.url, from: "ar@brightwater.example" });
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await channel.close();
    await catcher.close();
  };
  onTestFinished(close);
  return { channel, close };
}
const mailsIn = async (folder: string): Promise<readonly string[]> => (await readdir(folder)).filter((file) => /^[0-9a-f]{16}\./.test(file)).sort();
const page = async (folder: string, ending: string): Promise<string> =>
  readFile(join(folder, (await mailsIn(folder)).find((file) => file.endsWith(ending)) ?? ""), "utf8");

it("a caught mail lies there as a file and as a page, and is in the list with time, account, subject and reader", async () => {
  const folder = await testFolder();
  const { channel, close } = await catching(folder);
  expect(await channel.send(permitOf(), messageOf())).toMatchObject({ kind: "sent" });
  await close();
  expect(await mailsIn(folder)).toHaveLength(2);
  expect(await page(folder, ".eml")).toContain("Subject:");
  const index = await readFile(join(folder, "index.html"), "utf8");
  for (const needed of ["2026-03-02T15:00:00.000Z", "A-17", "Reminder: $1,200.00 open on account A-17", "buyer@larkspur.example"])
    expect(index).toContain(needed);
});

it("the same permit sent twice is one mail", async () => {
  const folder = await testFolder();
  const { channel, close } = await catching(folder);
  for (let i = 0; i < 3; i += 1) expect(await channel.send(permitOf(), messageOf())).toMatchObject({ kind: "sent" });
  expect(await channel.send(permitOf({ id: "permit-2" }), messageOf())).toMatchObject({ kind: "sent" });
  await close();
  expect((await mailsIn(folder)).filter((file) => file.endsWith(".eml"))).toHaveLength(2);
  expect(await readRows(join(folder, "index.jsonl"))).toHaveLength(2);
});

it("a hostile name, subject or text becomes text in the pages, and its HTML stays in a frame without script", async () => {
  const folder = await testFolder();
  const { channel, close } = await catching(folder);
  const evil = `<script>alert("x")</script>`;
  await channel.send(permitOf({ account: evil }), messageOf({ subject: evil, html: `"></iframe>${evil}`, text: evil }));
  await close();
  const list = await readFile(join(folder, "index.html"), "utf8");
  const html = await page(folder, ".html");
  for (const written of [list, html]) expect(written).not.toMatch(/<script/i);
  expect(html.match(/<iframe/g)).toHaveLength(1);
  expect(html).toContain("sandbox=");
  expect(html).toContain("default-src 'none'");
});

it("a second run keeps the list of the first, passing over a line that a crash tore", async () => {
  const folder = await testFolder();
  const first = await catching(folder);
  await first.channel.send(permitOf(), messageOf());
  await first.close();
  await appendFile(join(folder, "index.jsonl"), '{"file":"torn');
  await appendFile(join(folder, "index.jsonl"), "\n");
  const second = await catching(folder);
  await second.channel.send(permitOf({ id: "permit-2" }), messageOf({ subject: "The other one" }));
  await second.close();
  const index = await readFile(join(folder, "index.html"), "utf8");
  expect(index).toContain("The other one");
  expect(index).toContain("Reminder: $1,200.00");
});

it("a mail that can't be written down is refused, so that it counts as not sent", async () => {
  const folder = join(await testFolder(), "mail");
  await writeFile(folder, "a file where the folder should be");
  const { channel } = await catching(folder);
  expect(await channel.send(permitOf(), messageOf())).toMatchObject({ kind: "failed" });
});

it("a list page that can't be written loses no mail, and is written when the next one comes", async () => {
  const folder = await testFolder();
  await mkdir(join(folder, "index.html"));
  const { channel, close } = await catching(folder);
  expect(await channel.send(permitOf(), messageOf())).toMatchObject({ kind: "sent" });
  await rm(join(folder, "index.html"), { recursive: true });
  expect(await channel.send(permitOf({ id: "permit-2" }), messageOf())).toMatchObject({ kind: "sent" });
  await close();
  expect((await readFile(join(folder, "index.html"), "utf8")).match(/<tr><td>/g)).toHaveLength(2);
});
