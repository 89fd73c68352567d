/** Notices that the law wants within some days of the first contact: they leave by themselves, each once a debt. */
import type { ContactAction, Notice } from "../model/policy.ts";
import { dayAt, plus } from "./local.ts";
import { noticeKey, order } from "./loose.ts";
import type { Run } from "./run.ts";

export function orderNotices(run: Run): void {
  const { firstContact } = run.state;
  if (firstContact === null || run.view.contactClosed) return;
  for (const notice of run.program.policy.notices) {
    if (notice.within === undefined) continue;
    const lastDay = plus(run.view.local, dayAt(run.view.local, firstContact), notice.within);
    order(run, { key: noticeKey(notice.name), stage: null, step: `notice "${notice.name}"`, action: contactOf(notice), lastDay });
  }
}

const contactOf = ({ channel, template }: Notice): ContactAction => ({
  kind: "contact",
  channel,
  template,
  paymentLink: false,
  priority: "normal",
  purpose: "legal-notice",
});
