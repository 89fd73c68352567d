import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { createServer as createTcp, type Server, type Socket } from "node:net";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { expect, it, onTestFinished } from "vitest";
import { orderBusiness } from "../../channels/business.ts";
import { deliveredChannel, type Notification } from "../../channels/delivery.ts";
import { outbox } from "../../channels/outbox.ts";
import { webhook } from "../../channels/webhook.ts";
import { instant } from "../../engine/index.ts";
import { testFolder } from "./folder.ts";
import { messageOf, permitOf, secrets } from "./permit.ts";
import { mailServer } from "./smtp-peer.ts";

const secret = `whsec_${Buffer.from("a secret of twenty-four bytes").toString("base64")}`;
const note: Notification = {
  id: "permit-1",
  type: "sms",
  at: instant(1_772_463_600_000),
  data: { to: "+1 415 555 0142", text: "Larkspur, please pay" },
};

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/in`;
};
const answering = (listener: RequestListener): Promise<string> => listen(createServer(listener));
/** A receiver that takes bytes and then does what it does. */
const breaking = (act: (socket: Socket) => unknown): Promise<string> => {
  const sockets = new Set<Socket>();
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
  return listen(
    createTcp((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.once("data", () => act(socket));
    }),
  );
};
const quietly = async (url: string, timeout = 200) => {
  const result = await webhook({ url, secret, timeout })(note);
  for (const each of [...secrets, secret, "/in"]) expect(JSON.stringify(result)).not.toContain(each);
  return result;
};

it("a notification is a signed POST whose id is the permit's", async () => {
  const got: { headers: IncomingHttpHeaders; body: string }[] = [];
  const url = await answering((request, response) => {
    let body = "";
    request.on("data", (part) => (body += String(part)));
    request.on("end", () => {
      got.push({ headers: request.headers, body });
      void response.writeHead(204).end();
    });
  });
  expect(await webhook({ url, secret })(note)).toEqual({ kind: "sent", reference: "permit-1" });
  const [{ headers, body } = { headers: {}, body: "" }] = got;
  expect(headers["webhook-id"]).toBe("permit-1");
  expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual({
    id: "permit-1",
    type: "sms",
    timestamp: "2026-03-02T15:00:00.000Z",
    data: note.data,
  });
  expect(() => new Webhook(secret).verify(body.replace("please", "don't"), headers as Record<string, string>)).toThrow("No matching signature found");
});

it.each([
  [200, { kind: "sent" }],
  [202, { kind: "sent" }],
  [301, { kind: "failed", retryable: false }],
  [400, { kind: "failed", retryable: false }],
  [410, { kind: "failed", retryable: false }],
  [429, { kind: "failed", retryable: true }],
  [500, { kind: "failed", retryable: true }],
  [503, { kind: "failed", retryable: true }],
] as const)("a receiver that answers %d", async (status, expected) => {
  const url = await answering((request, response) => {
    request.resume().on("end", () => void response.writeHead(status).end("Larkspur"));
  });
  expect(await quietly(url, 2_000)).toMatchObject(expected);
});

it("a receiver that isn't there got nothing", async () => {
  expect(await quietly("http://127.0.0.1:1/in")).toEqual({
    kind: "failed",
    reason: "the receiver at WEBHOOK_URL can't be reached; nothing was sent",
    retryable: true,
  });
});

it("a receiver whose certificate nobody vouches for got nothing", async () => {
  const server = await mailServer({ secure: true });
  onTestFinished(() => server.close());
  expect(await quietly(server.url.replace("smtp:", "https:"), 5_000)).toMatchObject({ kind: "failed", retryable: true });
});

it.each([
  ["hangs up", (socket: Socket): unknown => socket.destroy()],
  ["says nothing", (): unknown => undefined],
  ["answers no HTTP", (socket: Socket): unknown => socket.end("SSH-2.0\r\n")],
  ["answers half a head", (socket: Socket): unknown => socket.write("HTTP/1.1 200 OK\r\nX: ")],
] as const)("a receiver that %s after the request may have taken it", async (_what, act) => {
  expect(await quietly(await breaking(act))).toMatchObject({ kind: "unknown" });
});

it("an answer whose body never ends is an answer all the same", async () => {
  expect(await quietly(await breaking((socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")), 2_000)).toMatchObject({
    kind: "sent",
  });
});

it("a text message carries number, text and the instant before which to deliver it", async () => {
  const sent: Notification[] = [];
  const channel = deliveredChannel("sms", (each) => Promise.resolve({ kind: "sent", reference: String(sent.push(each)) }));
  await channel.send(permitOf({ channel: "sms" }), messageOf());
  expect(sent).toEqual([
    {
      id: "permit-1",
      type: "sms",
      at: permitOf().grantedAt,
      data: expect.objectContaining({ account: "A-17", to: "+1 415 555 0142", text: "Please pay.", sendBefore: "2026-03-02T15:15:00.000Z" }),
    },
  ]);
});

it("the outbox writes each notification once", async () => {
  const folder = await testFolder();
  const results = [await outbox(folder)(note), await outbox(folder)(note)];
  expect(results[0]).toEqual(results[1]);
  const files = await readdir(folder);
  expect(files).toHaveLength(1);
  expect(JSON.parse(await readFile(join(folder, files[0] ?? ""), "utf8"))).toMatchObject({ id: "permit-1", type: "sms", data: note.data });
  for (const each of secrets) expect(files.join()).not.toContain(each);
});

it("an outbox that can't be written fails", async () => {
  expect(await outbox("/dev/null/outbox")(note)).toMatchObject({ kind: "failed", retryable: true });
});

it("a business act names itself, and without another system it is a task for people", async () => {
  const order = {
    id: "request-1",
    account: "A-17",
    step: "final/day 30",
    action: { kind: "business", name: "place with agency", agency: "Northgate Recovery" },
    at: instant(0),
    data: { balance: "1200.00" },
  } as const;
  const sent: Notification[] = [];
  await orderBusiness(
    (each) => Promise.resolve({ kind: "sent", reference: String(sent.push(each)) }),
    () => Promise.resolve(),
    order,
  );
  expect(sent).toEqual([
    {
      id: "request-1",
      type: "business.place-with-agency",
      at: 0,
      data: { account: "A-17", step: "final/day 30", action: "place with agency", agency: "Northgate Recovery", balance: "1200.00" },
    },
  ]);
  const tasks: unknown[] = [];
  await orderBusiness(null, (task) => Promise.resolve(void tasks.push(task)), order);
  expect(tasks).toEqual([expect.objectContaining({ id: "business/request-1", kind: "task", title: "place with agency: Northgate Recovery" })]);
});
