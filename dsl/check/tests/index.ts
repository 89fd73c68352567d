/** Checks of `test` blocks against the policy beside them. */
import { problem } from "../../catalogue.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { ExpectNode, TestAccountNode, TestEventNode, TestNode } from "../../tree/test.ts";
import type { DateNode } from "../../tree/words.ts";
import type { Scope } from "../names.ts";
import { checkAccount, invoicesOf } from "./account.ts";
import { checkEvent } from "./events.ts";
import { checkExpectation } from "./expectations.ts";
import { performedBy } from "./performed.ts";
import { datesAndTimes, type Inside } from "./values.ts";

const linesOf = <Kind extends TestNode["lines"][number]["kind"]>(test: TestNode, kind: Kind) =>
  test.lines.filter((line): line is Extract<TestNode["lines"][number], { readonly kind: Kind }> => line.kind === kind);

const saidOnce = (test: TestNode, kind: "starts" | "account"): readonly Diagnostic[] => {
  const [first, ...more] = linesOf(test, kind);
  if (first === undefined) return [];
  return more.map(({ span }) => problem("testTwice", span, { what: kind }, { related: [{ span: first.span, label: "the first one" }] }));
};

/** A test without an account or without an expectation says nothing. */
const saysSomething = (test: TestNode, damaged: boolean): readonly Diagnostic[] =>
  damaged
    ? []
    : (["account", "expect"] as const).flatMap((kind) =>
        linesOf(test, kind).length > 0 ? [] : [problem("testWithout", test.title.span, { what: kind }, { help: `add a line \`${EXAMPLES[kind]}\`` })],
      );
const EXAMPLES = { account: "account in … with balance …, due …", expect: "expect …" } as const;

const isBefore = (one: TestEventNode, other: TestEventNode): boolean => {
  const [a, b] = [one.at, other.at];
  if (a.date.day === null || b.date.day === null || a.date.day > b.date.day) return false;
  if (a.date.day < b.date.day) return true;
  return a.time !== null && b.time !== null && (a.time.minute ?? 0) < (b.time.minute ?? 0);
};

/** A story is told in order: what is out of order is most likely a slip of the keyboard. */
const inOrder = (test: TestNode): readonly Diagnostic[] => {
  const events = linesOf(test, "event");
  const [starts] = linesOf(test, "starts");
  const [first] = events;
  const early = (date: DateNode): boolean => starts !== undefined && starts.on.day !== null && date.day !== null && date.day < starts.on.day;
  return [
    ...(first !== undefined && starts !== undefined && early(first.at.date)
      ? [
          problem(
            "outOfOrder",
            first.at.date.span,
            { day: first.at.date.text, before: starts.on.text },
            { related: [{ span: starts.span, label: "starts" }] },
          ),
        ]
      : []),
    ...events.flatMap((event, index) => {
      const before = events[index - 1];
      if (before === undefined || !isBefore(event, before)) return [];
      const related = [{ span: before.span, label: "the line before" }];
      return [problem("outOfOrder", event.at.span, { day: moment(event), before: moment(before) }, { related })];
    }),
  ];
};
const moment = ({ at }: TestEventNode): string => (at.time === null ? at.date.text : `${at.date.text} ${at.time.text}`);

const checkTest = (test: TestNode, inside: Inside, damaged: boolean): readonly Diagnostic[] => {
  const accounts: readonly TestAccountNode[] = linesOf(test, "account");
  const [account] = accounts;
  const expectations: readonly ExpectNode[] = linesOf(test, "expect");
  const known = new Set(account === undefined ? [] : invoicesOf(account).map(({ id }) => id));
  const own: Inside = { ...inside, account: account ?? null, invoices: known };
  return [
    ...saysSomething(test, damaged),
    ...saidOnce(test, "starts"),
    ...saidOnce(test, "account"),
    ...inOrder(test),
    ...accounts.flatMap((node) => checkAccount(node, own)),
    ...linesOf(test, "event").flatMap((event) => checkEvent(event, own)),
    ...expectations.flatMap((node) => checkExpectation(node, own)),
    ...test.lines.flatMap(datesAndTimes),
  ];
};

/** Problems of the tests of one file. */
export const checkTests = (tests: readonly TestNode[], scope: Scope): readonly Diagnostic[] => {
  if (tests.length === 0) return [];
  const performed = performedBy(scope);
  const damaged = scope.lost.size > 0;
  const titles = new Map<string, TestNode>();
  return tests.flatMap((test) => {
    const other = titles.get(test.title.text);
    if (other === undefined) titles.set(test.title.text, test);
    const again =
      other === undefined
        ? []
        : [problem("testNamedTwice", test.title.span, { title: test.title.text }, { related: [{ span: other.title.span, label: "the first one" }] })];
    const inside: Inside = { scope, performed, account: null, invoices: new Set(), currency: null };
    return [...again, ...checkTest(test, inside, damaged)];
  });
};
