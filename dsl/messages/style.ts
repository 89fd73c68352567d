/** C7xxx: style. So far: comments that allow a problem, `// allow C2022: kept for the next quarter`. */
import { error, warning } from "./entry.ts";

/** Problems of the comments themselves can't be allowed: else one comment would excuse the next. */
const heard = { suppressible: false } as const;

export const STYLE_MESSAGES = {
  allowUnused: warning("C7001", ({ code }: { code: string }) => `there is no ${code} here to allow`, { fix: "safe", ...heard }),
  allowMisspelt: warning("C7002", ({ found }: { found: string }) => `\`${found}\` is not how a problem is allowed, so that it isn't`, {
    fix: "likely",
    ...heard,
  }),
  allowUnknown: warning("C7003", ({ code }: { code: string }) => `there is no code ${code}`, { fix: "likely", ...heard }),
  allowForbidden: error("C7004", ({ code, why }: { code: string; why: string }) => `${code} can't be allowed: ${why}`, { fix: "safe" }),
  allowNoReason: error("C7005", ({ code }: { code: string }) => `${code} is allowed without a reason`, { fix: "manual" }),
};
