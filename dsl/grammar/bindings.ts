/** Whom a rule binds: who collects which debts of whom, and in what state the account is. */
import { list, word } from "../tokens/table.ts";
import type { BindsNode, SizeNode } from "../tree/rule.ts";
import type { Name } from "../tree/words.ts";
import { TriggerGrammar } from "./triggers.ts";

type Clauses = { -readonly [Key in keyof Omit<BindsNode, "kind" | "span" | "roles" | "debt">]: BindsNode[Key] };

export class BindingsGrammar extends TriggerGrammar {
  readonly roles = this.listRule("roles", list.role);
  readonly debtorKinds = this.listRule("debtorKinds", list.debtorKind);
  readonly debtorFacts = this.listRule("debtorFacts", list.debtorFact);
  readonly collectorFacts = this.listRule("collectorFacts", list.collectorFact);
  readonly debtFacts = this.listRule("debtFacts", list.debtFact);
  readonly contracts = this.listRule("contracts", list.contract);
  readonly persons = this.listRule("persons", list.person);

  /** `500 USD`, `500 USD in total`. */
  readonly size = this.RULE("size", (): SizeNode => {
    const sum = this.SUBRULE(this.money);
    return { sum, inTotal: this.OPTION(() => this.phrase(0, "in total")) !== undefined };
  });

  /** After `when the`: what must hold of the collector, the debtor or the debt. */
  readonly bindWhen = this.RULE("bindWhen", (to?: Clauses): void => {
    const clauses = to ?? emptyBinds();
    this.OR([
      { ALT: () => (this.CONSUME(word("collector")), (clauses.collectorFacts = this.SUBRULE(this.collectorFacts))) },
      { ALT: () => (this.phrase(0, "debtor is"), (clauses.debtorFacts = this.SUBRULE(this.debtorFacts))) },
      { ALT: () => (this.phrase(1, "debt is"), (clauses.debtFacts = this.SUBRULE(this.debtFacts))) },
    ]);
  });

  readonly bindUnless = this.RULE("bindUnless", (to?: Clauses): void => {
    const clauses = to ?? emptyBinds();
    this.OR([
      { ALT: () => (this.CONSUME(word("collector")), (clauses.exceptCollectorFacts = this.SUBRULE(this.collectorFacts))) },
      { ALT: () => (this.phrase(0, "debt is"), (clauses.exceptDebtFacts = this.SUBRULE(this.debtFacts))) },
    ]);
  });

  readonly incurred = this.RULE("incurred", (to?: Clauses): void => {
    const clauses = to ?? emptyBinds();
    this.CONSUME(word("incurred"));
    this.OR([
      { ALT: () => (this.CONSUME(word("from")), (clauses.incurredFrom = this.SUBRULE1(this.date))) },
      { ALT: () => (this.CONSUME(word("until")), (clauses.incurredUntil = this.SUBRULE2(this.date))) },
    ]);
  });

  readonly bindClause = this.RULE("bindClause", (to?: Clauses): void => {
    const clauses = to ?? emptyBinds();
    this.OR([
      { ALT: () => (this.phrase(0, "of type"), (clauses.types = this.SUBRULE(this.debtTypes))) },
      { ALT: () => (this.phrase(1, "of at least"), (clauses.least = this.SUBRULE1(this.size))) },
      { ALT: () => (this.phrase(2, "up to"), (clauses.most = this.SUBRULE2(this.size))) },
      { ALT: () => (this.phrase(3, "owed by"), (clauses.owedBy = this.SUBRULE(this.debtorKinds))) },
      { ALT: () => (this.CONSUME(word("except")), (clauses.exceptFacts = this.SUBRULE(this.debtorFacts))) },
      { ALT: () => (this.phrase(4, "when the"), this.SUBRULE(this.bindWhen, { ARGS: [clauses] })) },
      { ALT: () => (this.phrase(5, "unless the"), this.SUBRULE(this.bindUnless, { ARGS: [clauses] })) },
      { ALT: () => (this.CONSUME(word("for")), (clauses.contracts = this.SUBRULE(this.contracts)), this.CONSUME(word("contracts"))) },
      { ALT: () => this.SUBRULE(this.incurred, { ARGS: [clauses] }) },
      { ALT: () => (this.CONSUME(word("reaching")), (clauses.persons = this.SUBRULE(this.persons))) },
      { ALT: () => (this.CONSUME(word("once")), (clauses.once = this.SUBRULE1(this.events))) },
      { ALT: () => (this.CONSUME(word("until")), (clauses.until = this.SUBRULE2(this.events))) },
    ]);
  });

  readonly binds = this.RULE("binds", (): BindsNode => {
    const first = this.CONSUME(word("binds"));
    const roles = this.choose<Name[]>(1, [{ ALT: () => (this.CONSUME(word("anyone")), []) }, { ALT: () => this.SUBRULE(this.roles) }]);
    this.CONSUME(word("collecting"));
    const debt = this.choose<Name | null>(2, [
      { ALT: () => (this.CONSUME(word("any")), null) },
      { ALT: () => this.named(this.CONSUME(list.debtKind)) },
    ]);
    this.CONSUME(word("debt"));
    const clauses = emptyBinds();
    this.MANY(() => this.SUBRULE(this.bindClause, { ARGS: [clauses] }));
    return { kind: "binds", roles, debt, ...clauses, span: this.since(first) };
  });
}

const emptyBinds = (): Clauses => ({
  types: [],
  owedBy: [],
  exceptFacts: [],
  collectorFacts: [],
  exceptCollectorFacts: [],
  debtorFacts: [],
  debtFacts: [],
  exceptDebtFacts: [],
  contracts: [],
  incurredFrom: null,
  incurredUntil: null,
  least: null,
  most: null,
  persons: [],
  once: [],
  until: [],
});
