/** How the page looks: on a screen by day and by night, and on paper. Every pair of colours has a contrast of at least 7 to 1. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #4a5360; --line: #c9d0d8; --paper: #fff; --tint: #f4f6f8; --mark: #0b4a8f; --bad: #8f1410; --warn: #6b4300; --good: #14532d; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebef; --soft: #b9c1cb; --line: #3c4652; --paper: #14181d; --tint: #1d232a; --mark: #9cc7ff; --bad: #ffb3ad; --warn: #f4cf8b; --good: #a3dcb5; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.5rem 4rem; color: var(--ink); background: var(--paper); font: 1.02rem/1.6 Georgia, "Times New Roman", serif; }
h1, h2, h3, nav, table, .meta, .number, footer, .letter header { font-family: "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.35rem; margin: 3rem 0 1rem; padding-top: 1rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1.05rem; margin: 2rem 0 .6rem; }
.meta { color: var(--soft); font-size: .88rem; overflow-wrap: anywhere; }
nav ol { columns: 2; padding-left: 0; list-style: none; font-size: .92rem; }
a { color: var(--mark); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
.clause { display: grid; grid-template-columns: 12.5rem 1fr; gap: 1.2rem; margin: 0 0 .7rem; break-inside: avoid; }
.clause p { margin: 0; }
.number { color: var(--soft); font-size: .78rem; line-height: 2.05; overflow-wrap: anywhere; }
.ref { font: .74rem "Helvetica Neue", Arial, sans-serif; white-space: nowrap; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .82rem; line-height: 1.4; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; padding: .4rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead { display: table-header-group; } tr { break-inside: avoid; }
.verdicts td:first-child { white-space: nowrap; font-weight: 600; }
.broken { color: var(--bad); } .guard, .assumed { color: var(--warn); } .design { color: var(--good); }
figure { margin: 1.5rem 0; } figure svg { max-width: 100%; height: auto; } figure svg text { font-family: "Helvetica Neue", Arial, sans-serif; }
.letter { border: 1px solid var(--line); background: var(--tint); padding: 1.2rem 1.6rem; margin: 1.2rem 0; break-inside: avoid-page; }
.letter header { color: var(--soft); font-size: .82rem; border-bottom: 1px solid var(--line); padding-bottom: .6rem; margin-bottom: .8rem; }
.letter h3 { margin: 0; color: var(--ink); } .letter table { width: auto; font-size: .9rem; } .letter .link { text-decoration: underline; }
.signatures td { height: 3.6rem; }
.source { font: .78rem/1.55 ui-monospace, Menlo, Consolas, monospace; padding: 0; list-style: none; background: var(--tint); overflow-x: auto; }
.source li { white-space: pre; padding: 0 .8rem; } .source li:target, .clause:target, tr:target { background: color-mix(in srgb, var(--mark) 18%, transparent); }
.source .n { display: inline-block; width: 3rem; color: var(--soft); user-select: none; }
@media (max-width: 44rem) { .clause { grid-template-columns: 1fr; gap: 0; } nav ol { columns: 1; } }
@media print {
  :root { --ink: #000; --soft: #333; --line: #999; --paper: #fff; --tint: #fff; --mark: #000; --bad: #000; --warn: #000; --good: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; } nav, .skip { display: none; } a { text-decoration: none; } h2, h3 { break-after: avoid; }
  .source li { white-space: pre-wrap; } .wide { overflow: visible; } table { font-size: 8pt; } #s16 { break-before: page; }
}
`;
