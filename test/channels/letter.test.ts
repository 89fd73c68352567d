import { mkdir, readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { NewTask } from "../../channels/index.ts";
import { letterChannel } from "../../channels/letter.ts";
import { testFolder } from "./folder.ts";
import { messageOf, permitOf, secrets } from "./permit.ts";

const collecting = () => {
  const tasks: NewTask[] = [];
  return { tasks, addTask: (task: NewTask) => Promise.resolve(void tasks.push(task)) };
};

it("a letter is a page with sender, address, date, reference and text, and a task to post it", async () => {
  const folder = await testFolder();
  const { tasks, addTask } = collecting();
  const channel = letterChannel("letter", folder, addTask);
  const result = await channel.send(
    permitOf({ step: "demand/day 0", channel: "letter" }),
    messageOf({ subject: "Formal demand", html: "<p>Please pay.</p>" }),
  );
  await channel.close();
  const [file = ""] = (await readdir(folder)).filter((each) => each.startsWith("A-17"));
  expect(result).toEqual({ kind: "sent", reference: file });
  expect(file).toMatch(/^A-17-demand-day-0-[0-9a-f]{16}\.html$/);
  const page = await readFile(join(folder, file), "utf8");
  for (const needed of [
    "@page { size: A4",
    "Larkspur Joinery<br>12 Fell St<br>San Francisco, CA 94102",
    "Brightwater Supply Co.<br>400 Example Avenue",
    "March 2, 2026",
    "A-17",
    "<h1>Formal demand</h1>",
    "<p>Please pay.</p>",
  ])
    expect(page).toContain(needed);
  expect(tasks).toEqual([
    expect.objectContaining({ kind: "letter", account: "A-17", title: `print and post ${file}`, before: permitOf().expiresAt }),
  ]);
  expect(await readFile(join(folder, "index.html"), "utf8")).toContain(file);
});

it("no personal data is in file names, the list or the task", async () => {
  const folder = await testFolder();
  const { tasks, addTask } = collecting();
  const channel = letterChannel("letter", folder, addTask);
  await channel.send(permitOf(), messageOf());
  await channel.close();
  const shown = JSON.stringify([await readdir(folder), tasks, await readFile(join(folder, "index.jsonl"), "utf8")]);
  for (const secret of secrets) expect(shown).not.toContain(secret);
});

it("the same permit writes one letter, whose file name can't leave the folder", async () => {
  const folder = await testFolder();
  const channel = letterChannel("letter", folder, collecting().addTask);
  const permit = permitOf({ account: "../../etc/passwd", step: "../x" });
  const results = [await channel.send(permit, messageOf()), await channel.send(permit, messageOf({ html: "<p>Another text.</p>" }))];
  await channel.close();
  expect(results[0]).toEqual(results[1]);
  const [file = "", ...more] = (await readdir(folder)).filter((each) => each.endsWith(".html") && each !== "index.html");
  expect(more).toEqual([]);
  expect(await readFile(join(folder, file), "utf8")).toContain("<p>Please pay.</p>");
});

it("a hostile name or address becomes text", async () => {
  const folder = await testFolder();
  const channel = letterChannel("letter", folder, collecting().addTask);
  const result = await channel.send(
    permitOf(),
    messageOf({ to: { name: "<script>1</script>", address: ["<img src=x onerror=alert(1)>"] }, subject: "</title><script>" }),
  );
  await channel.close();
  const page = await readFile(join(folder, result.kind === "sent" ? result.reference : ""), "utf8");
  expect(page).not.toMatch(/<script|<img/i);
});

it("an account without an address gets no letter and no task", async () => {
  const { tasks, addTask } = collecting();
  const { address: _address, ...to } = messageOf().to;
  expect(await letterChannel("letter", await testFolder(), addTask).send(permitOf(), messageOf({ to }))).toMatchObject({
    kind: "failed",
    retryable: false,
  });
  expect(tasks).toEqual([]);
});

it("a folder that can't be written fails the letter, which may be tried again, and asks nobody to post it", async () => {
  const { tasks, addTask } = collecting();
  expect(await letterChannel("letter", "/dev/null/letters", addTask).send(permitOf(), messageOf())).toMatchObject({
    kind: "failed",
    retryable: true,
  });
  expect(tasks).toEqual([]);
});

it("nobody else on this machine may read the letters, nor a folder that an earlier version left open", async () => {
  const folder = join(await testFolder(), "letters");
  await mkdir(folder, { mode: 0o755 });
  const channel = letterChannel("letter", folder, collecting().addTask);
  await channel.send(permitOf(), messageOf());
  await channel.close();
  const modes = await Promise.all([".", ...(await readdir(folder))].map(async (file) => ((await stat(join(folder, file))).mode & 0o777).toString(8)));
  expect(modes).toEqual(["700", "600", "600", "600"]);
});
