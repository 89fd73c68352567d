/** Content ids: what a message can be said to carry. The texts themselves are templates' partials (`policies/templates`). */
export const CONTENT_IDS = [
  "mini-miranda-initial",
  "mini-miranda-subsequent",
  "caller-identity",
  "opt-out",
  "license-number",
  "validation-notice",
  "electronic-dispute-instructions",
  "dispute-notation",
  "time-barred-disclosure",
  "state-initial-disclosure",
  "document-rights-notice",
  "medical-collection-notice",
  "charity-care-notice",
  "credit-report-notice",
  "periodic-statement",
  "plan-copy",
  "invoice",
  "default-warning",
  "reminder",
  "fourteen-day-letter",
  "collection-notice",
  "collection-warning",
  "payment-demand",
  "default-notice",
  "letter-before-action",
  "letter-of-claim",
  "information-sheet",
  "reply-form",
  "financial-statement-form",
  "creditor-identity",
  "collector-identity",
  "claim-ground",
  "claim-breakdown",
  "interest-calculation",
  "cost-breakdown",
  "supervisory-authority",
  "payment-instructions",
  "statute-extract",
  "visit-notice",
  "plan-cost-warning",
  "admission-warning",
] as const;
export type ContentId = (typeof CONTENT_IDS)[number];

/** Content ids that a template's comment says its own text is: `contains: reminder, payment-instructions`. */
export const declaredContents = (comment: string): readonly string[] => {
  const declared = /^\s*contains:\s*(.*?)\s*$/s.exec(comment)?.[1];
  return declared === undefined ? [] : declared.split(/[\s,]+/).filter((id) => id !== "");
};
