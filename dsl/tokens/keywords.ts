/** Every fixed word of the grammar. A word that is not here is a name. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/u);

/** Words that can never be names, since a condition or a step would become ambiguous. */
export const RESERVED: readonly string[] = words("and or not is when otherwise else requires");

export const KEYWORDS: readonly string[] = [
  ...RESERVED,
  ...words(`
    policy jurisdiction test example variant
    version collector debt currency places facts one of number text boolean amount define as house rules clock terms plan stage notice allocation
    the account each invoice anchor oldest unpaid it moves keep return to that fits up down behind lapse at a time straight late later dates tolerance
    due days day business weekdays after before discount paid within interest statutory per month year capped by law fee
    monthly weekly installments installment least first default missed from with payment link offering priority high normal
    hold credit release write off agency file small claim approval report bureau refer lawyer offer task for in close contact pause until promised
    date go on entry exit every times send next end series directed message portal webhook
    full partial promise broken dispute closed hardship bounced cease opt-out attorney bankruptcy death breathing space agreed chargeback request
    source rule cites force confidence checked secondary unverified own binds anyone collecting any type owed except incurred total
    only between holidays zone debtor unless consented most counting did connect dialled calls a an number proved wrong prior consent given last
    debtor's reached nobody replies no never act orally writing ground asking relief validation period receipt must contain people decide phone
    standard crisis dialling mon true false
    old sending presumed record communication frozen half-year lateness over minus but bands slices above once restarted bars ends contracts
    limitation last-payment charged-off delete last-contact closing delivery silent letters received verified twice busy answered answer limited
    without dropped denied allowed ever requiring containing disputable ruling out about if years months be count service
    mailbox reply duty contract fixed counsel while modifies decides whom bind binding reaching
    members since revived barred was stands still during
    calendar week address give chapter sent naming sum claiming moved arrears contacted rest used
    known unknown has optional money percent place channel tags use shared applies accounts new customer limit prepayment deposit unpaid charges waive
    changes restart park person starts balance issued becomes fails works refund granted refused expect lapsed held because open asked
  `),
];
