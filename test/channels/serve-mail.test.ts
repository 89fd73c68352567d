import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { serveMail } from "../../channels/serve-mail.ts";
import { testFolder } from "./folder.ts";

async function serving() {
  const base = await testFolder();
  const folder = join(base, "mail");
  await mkdir(folder);
  await writeFile(join(folder, "index.html"), "<h1>Mail</h1>");
  await writeFile(join(folder, "0123456789abcdef.html"), "<p>one</p>");
  await writeFile(join(folder, "0123456789abcdef.eml"), "Subject: one");
  await writeFile(join(folder, "index.jsonl"), "rows");
  await writeFile(join(base, "secret.html"), "TOP SECRET");
  const pages = await serveMail(folder, 0);
  onTestFinished(() => pages.close());
  return pages;
}

/** As typed: clients tidy up `..` in a path before they send it. */
const raw = (url: string, path: string, method = "GET", host = "127.0.0.1"): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () =>
      socket.write(`${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    socket.on("data", (part) => (answer += part.toString()));
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
  });

it("the list and each mail can be read, a mail's source as plain text", async () => {
  const { url } = await serving();
  expect(await (await fetch(url)).text()).toBe("<h1>Mail</h1>");
  const mail = await fetch(`${url}0123456789abcdef.html`);
  expect([await mail.text(), mail.headers.get("content-type"), mail.headers.get("x-content-type-options")]).toEqual([
    "<p>one</p>",
    "text/html; charset=utf-8",
    "nosniff",
  ]);
  expect((await fetch(`${url}0123456789abcdef.eml`)).headers.get("content-type")).toBe("text/plain; charset=utf-8");
});

it.each([
  "/../secret.html",
  "/%2e%2e/secret.html",
  "/..%2fsecret.html",
  "//secret.html",
  "/....//secret.html",
  "/index.jsonl",
  "/..\\secret.html",
  "/0123456789abcdef.html/../../secret.html",
  "/%00",
  "http://127.0.0.1/../secret.html",
])("%s leads nowhere", async (path) => {
  const answer = await raw((await serving()).url, path);
  expect(answer).toMatch(/^HTTP\/1\.1 40[04]/);
  expect(answer).not.toContain("TOP SECRET");
});

it("nothing can be written, and no other host name is answered", async () => {
  const { url } = await serving();
  for (const method of ["POST", "PUT", "DELETE"]) expect(await raw(url, "/", method)).toMatch(/^HTTP\/1\.1 405/);
  expect(await raw(url, "/", "GET", "evil.example")).toMatch(/^HTTP\/1\.1 403/);
});

it("a folder without mail says so", async () => {
  const pages = await serveMail(await testFolder(), 0);
  onTestFinished(() => pages.close());
  expect(await (await fetch(pages.url)).text()).toBe("No mail has come yet.\n");
});
