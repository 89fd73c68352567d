/** What the environment says about the ways out. Secrets come from here alone and are never printed. */
import type { DkimKey } from "./email.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment can't be used as it is. The message names variables and never their values. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  readonly variables: readonly string[];
  constructor(message: string, variables: readonly string[]) {
    super(message);
    this.variables = variables;
  }
}

export interface Configuration {
  readonly smtp: { readonly url: string; readonly host: string; readonly from: string; readonly dkim?: DkimKey } | null;
  readonly webhook: { readonly url: string; readonly host: string; readonly secret: string } | null;
  /** Pattern of a page to pay on, with `{account}`. */
  readonly paymentUrl: string | null;
  /** Pattern of a page to stop e-mails on, with `{account}`. */
  readonly optOutUrl: string | null;
}

/**
 * Reads the environment.
 *
 * @param demo A demonstration may run on another day than today: it must not be able to reach anyone.
 * @throws ConfigurationError
 */
export function readConfiguration(env: Environment, demo: boolean): Configuration {
  if (demo) {
    const set = ["SMTP_URL", "WEBHOOK_URL"].filter((name) => has(env, name));
    if (set.length > 0) {
      throw new ConfigurationError(`a demonstration reaches nobody: unset ${set.join(" and ")}, or run without a demonstration clock`, set);
    }
    return { smtp: null, webhook: null, paymentUrl: null, optOutUrl: null };
  }
  return { smtp: smtpOf(env), webhook: webhookOf(env), paymentUrl: pattern(env, "PAYMENT_URL"), optOutUrl: pattern(env, "OPT_OUT_URL") };
}

const has = (env: Environment, name: string): boolean => (env[name] ?? "") !== "";

function need(env: Environment, names: readonly string[], why: string): readonly string[] {
  const missing = names.filter((name) => !has(env, name));
  if (missing.length > 0) throw new ConfigurationError(`${why}: set ${missing.join(" and ")}`, missing);
  return names.map((name) => env[name] ?? "");
}

function address(env: Environment, name: string, protocols: readonly string[]): URL {
  const parsed = URL.parse(env[name] ?? "");
  if (parsed === null || !protocols.includes(parsed.protocol)) {
    const begins = protocols.map((each) => `${each}//`).join(" or ");
    const hint = (env[name] ?? "").includes("@") ? "; in a password, write / as %2F, @ as %40 and : as %3A" : "";
    throw new ConfigurationError(`${name} is no address that begins with ${begins}${hint}`, [name]);
  }
  return parsed;
}

function smtpOf(env: Environment): Configuration["smtp"] {
  if (!has(env, "SMTP_URL")) return null;
  const { host } = address(env, "SMTP_URL", ["smtp:", "smtps:"]);
  const [url = "", from = ""] = need(env, ["SMTP_URL", "MAIL_FROM"], "e-mail needs a sender");
  if (!/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(from)) throw new ConfigurationError("MAIL_FROM is no e-mail address", ["MAIL_FROM"]);
  const dkim = ["DKIM_DOMAIN", "DKIM_SELECTOR", "DKIM_PRIVATE_KEY"];
  if (!dkim.some((name) => has(env, name))) return { url, host, from };
  const [domain = "", selector = "", privateKey = ""] = need(env, dkim, "signing mail (DKIM) needs all of its parts");
  return { url, host, from, dkim: { domain, selector, privateKey: privateKey.replaceAll("\\n", "\n") } };
}

function webhookOf(env: Environment): Configuration["webhook"] {
  if (!has(env, "WEBHOOK_URL")) return null;
  const { host, hostname, protocol } = address(env, "WEBHOOK_URL", ["https:", "http:"]);
  if (protocol === "http:" && !["127.0.0.1", "localhost", "[::1]"].includes(hostname)) {
    throw new ConfigurationError("WEBHOOK_URL must begin with https://, since it carries names and telephone numbers", ["WEBHOOK_URL"]);
  }
  const [url = "", secret = ""] = need(env, ["WEBHOOK_URL", "WEBHOOK_SECRET"], "webhooks must be signed");
  if (!/^(whsec_)?[A-Za-z0-9+/]{24,}={0,2}$/.test(secret)) {
    throw new ConfigurationError("WEBHOOK_SECRET must be whsec_ and at least 24 characters of base64", ["WEBHOOK_SECRET"]);
  }
  return { url, host, secret };
}

function pattern(env: Environment, name: string): string | null {
  if (!has(env, name)) return null;
  const url = env[name] ?? "";
  address(env, name, ["https:"]);
  if (!url.includes("{account}")) throw new ConfigurationError(`${name} must contain {account}, where the account's id goes`, [name]);
  return url;
}
