/** Files on which a law was once broken, shortened, with what was wrong. They stay for good. */
export const REGRESSIONS: readonly { readonly was: string; readonly source: string }[] = [
  {
    was: "a comment inside a house rule became part of its summary, and so of the policy's hash",
    source: 'policy "p" {\n  house rules {\n    never // why\n      sms\n  }\n}\n',
  },
  {
    was: "a block without a header was formatted instead of refused",
    source: "{}{}",
  },
];
