/** Mail servers on loopback: one that works or refuses by the book, and one that follows a script of misbehaviour. */
import { createServer, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface MailServer {
  readonly url: string;
  readonly mails: string[];
  close(): Promise<void>;
}

const portOf = (address: ReturnType<ReturnType<typeof createServer>["address"]>): number =>
  typeof address === "object" && address !== null ? address.port : 0;

/** A real server on a free port, that wants no password and no encryption. */
export async function listening(options: SMTPServerOptions): Promise<{ readonly server: SMTPServer; readonly url: string }> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"], disableReverseLookup: true, logger: false, ...options });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `smtp://127.0.0.1:${portOf(server.server.address())}` };
}

export type MailStream = Parameters<NonNullable<SMTPServerOptions["onData"]>>[0];

/** What a client said after DATA, once all of it is there. */
export const whenRead = (stream: MailStream, then: (mail: string) => void): void => {
  const parts: Buffer[] = [];
  stream.on("data", (part: Buffer) => parts.push(part));
  stream.on("end", () => then(Buffer.concat(parts).toString("utf8")));
};

/** Takes mail unless `options` refuse it. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: string[] = [];
  const { server, url } = await listening({
    onData: (stream, _session, answer) =>
      whenRead(stream, (mail) => {
        mails.push(mail);
        answer(null);
      }),
    ...options,
  });
  return { url, mails, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

export const refusal = (message: string, responseCode: number): Error & { responseCode: number } =>
  Object.assign(new Error(message), { responseCode });

/** At which words of the client the scripted server stops answering, or hangs up. */
export interface Misbehaviour {
  readonly at: "connect" | "EHLO" | "MAIL" | "RCPT" | "DATA" | "text" | "end of text";
  readonly does: "stall" | "hang up" | "dribble";
}

export interface ScriptedServer {
  readonly url: string;
  /** How often a client began to send text. */
  readonly texts: () => number;
  close(): Promise<void>;
}

const ANSWERS: Readonly<Record<string, string>> = {
  EHLO: "250 peer",
  MAIL: "250 ok",
  RCPT: "250 ok",
  DATA: "354 go ahead",
  QUIT: "221 bye",
  RSET: "250 ok",
};

/** Answers by the book until the script's moment comes. */
export async function scriptedServer(misbehaviour: Misbehaviour): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let texts = 0;
  const act = (socket: Socket): void => {
    if (misbehaviour.does === "hang up") socket.destroy();
    if (misbehaviour.does === "dribble") timers.add(setInterval(() => socket.write("250-still here\r\n"), 20));
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    if (misbehaviour.at === "connect") return act(socket);
    socket.write("220 peer\r\n");
    let inText = false;
    let ended = "";
    socket.on("data", (chunk) => {
      const said = chunk.toString("latin1");
      if (inText) {
        if (misbehaviour.at === "text") return act(socket);
        ended += said;
        if (!ended.includes("\r\n.\r\n")) return;
        inText = false;
        if (misbehaviour.at === "end of text") return act(socket);
        socket.write("250 queued\r\n");
        return;
      }
      const word = said.slice(0, 4).toUpperCase();
      if (word === misbehaviour.at) return act(socket);
      if (word === "DATA") {
        inText = true;
        texts += 1;
      }
      socket.write(`${ANSWERS[word] ?? "502 no"}\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${portOf(server.address())}`,
    texts: () => texts,
    close: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearInterval(timer);
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
