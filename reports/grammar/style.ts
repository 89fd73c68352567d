/** Colours and fonts of the diagrams, for light and dark. */
export const DIAGRAM_STYLE = `
:root { color-scheme: light dark; --line: #444; --word: #dcebdc; --rule: #e4e8f5; --ink: #111; }
@media (prefers-color-scheme: dark) { :root { --line: #aaa; --word: #23402a; --rule: #26304f; --ink: #eee; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: var(--ink); }
section { overflow-x: auto; }
h2 { font-size: 1rem; margin: 1.5rem 0 0; }
svg.railroad-diagram path { stroke-width: 2; stroke: var(--line); fill: none; }
svg.railroad-diagram text { font: 14px ui-monospace, monospace; text-anchor: middle; fill: var(--ink); }
svg.railroad-diagram rect { stroke-width: 1.5; stroke: var(--line); fill: var(--word); }
svg.railroad-diagram a rect { fill: var(--rule); }
`;
