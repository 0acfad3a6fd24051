/** The look of the report: one column, few lines, digits of equal width, colour only where it means something. */
export const styles = `
:root {
  --paper: #fdfdfc; --ink: #1d1f22; --soft: #5b6067; --line: #dfdfda; --tint: #f4f4f1;
  --link: #1c4f8f; --good: #2a6b47; --warn: #80560a; --bad: #a5302a;
  --sans: -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181b; --ink: #e6e6e3; --soft: #a0a5ad; --line: #33363b; --tint: #1f2226;
    --link: #8fbaf0; --good: #7fc29b; --warn: #e0b45c; --bad: #f0918a;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 3rem 2rem 6rem; max-width: 74rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 var(--sans); overflow-wrap: break-word; }
h1, h2, h3, .attention h2 { line-height: 1.2; font-weight: 600; text-wrap: balance; letter-spacing: -0.01em; }
h1 { font-size: 2.25rem; margin: 0 0 .5rem; }
h2 { font-size: 1.375rem; margin: 0 0 1rem; }
h3 { font-size: 1rem; margin: 2rem 0 .75rem; letter-spacing: 0; }
p { margin: 0 0 1rem; max-width: 46rem; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible, input:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre { font-family: var(--mono); font-size: .8125rem; }
.kind, .identity, .left-out, .label, .path, .count, figcaption, caption, nav, .figures dd { color: var(--soft); }
.kind { margin: 0 0 .5rem; }
.problem { color: var(--bad); } .check { color: var(--warn); } .holds strong { color: var(--good); }
main > section { margin-top: 3.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }

main > .attention { margin-top: 2rem; }
.attention h2 { font-size: 1.5rem; margin: 0; }
.attention ul { margin: 1.25rem 0 0; padding: 0; list-style: none; max-width: 52rem; }
.attention li { display: grid; grid-template-columns: 5.5rem 1fr; color: var(--ink); padding: .3rem 0; }
.attention li strong { font-weight: 600; }
.attention .problem strong { color: var(--bad); } .attention .check strong { color: var(--warn); } .attention .note strong { color: var(--soft); }
.attention a { font-size: .875rem; }

nav { margin-top: 2.5rem; font-size: .875rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; margin: 0; padding: 0; list-style: none; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); gap: 2rem; margin: 0 0 2.5rem; }
.figures dt { font-size: .875rem; }
.figures dd { margin: 0; font-size: .875rem; line-height: 1.4; }
.figures .value { font-size: 2.25rem; line-height: 1.3; color: var(--ink); letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); gap: 0 3rem; align-items: start; }
.accounts { margin: 0; padding: 0; list-style: none; font-variant-numeric: tabular-nums; }
.accounts li { display: grid; grid-template-columns: 2.75rem 1fr; }
.accounts strong { font-weight: 600; }

.scroll { overflow-x: auto; margin: 0 0 2rem; }
table { border-collapse: collapse; min-width: min(100%, 46rem); font-size: .875rem; line-height: 1.45; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem 1.25rem .5rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-weight: 600; white-space: nowrap; border-bottom-color: var(--soft); vertical-align: bottom; overflow-wrap: normal; }
th[scope=row] { min-width: 9rem; }
.number { text-align: right; white-space: nowrap; }
.term { white-space: nowrap; }
#documents table, #passages table { width: 100%; }
.columns table { width: 100%; min-width: 0; }
tbody p { margin: .25rem 0; } tbody ul { margin: 0 0 .5rem; padding-left: 1.1rem; }
.document tr:first-child > * { border-bottom: 0; padding-bottom: 0; }
.document tr + tr td { padding-top: .1rem; font-size: .8125rem; color: var(--soft); }
.hash { font-size: .75rem; }
th[scope=row], .hash, details, figcaption { overflow-wrap: anywhere; }

details summary { cursor: pointer; color: var(--soft); }
.examples { border-bottom: 1px solid var(--line); }
.examples > summary { padding: .6rem 0; color: var(--ink); }
.count { margin-left: .5rem; font-variant-numeric: tabular-nums; }
[hidden] { display: none; }
.filter label { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .6rem; }
.filter input { font: inherit; font-size: .875rem; color: inherit; background: var(--tint); border: 1px solid var(--soft); border-radius: 3px; padding: .3rem .6rem; width: 16rem; max-width: 100%; }

.row { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 0 3rem; margin: 0 0 2rem; break-inside: avoid; }
.row header { grid-column: 1 / -1; font-size: .875rem; padding-bottom: .5rem; border-bottom: 1px solid var(--soft); }
.path { margin-left: .35rem; }
.row strong { font-weight: 600; }
.turns { margin: 0; }
.turns > div { display: grid; grid-template-columns: 6rem 1fr; padding: .6rem 0; border-bottom: 1px solid var(--line); }
.turns dt, .label { font-size: .8125rem; color: var(--soft); }
.turns dt { padding-top: .125rem; }
.turns dd { margin: 0; white-space: pre-wrap; }
.turns .documents dd { font-size: .875rem; } .turns .documents details div { margin: .35rem 0 .75rem; padding-left: 1rem; border-left: 2px solid var(--line); }
.turns .system dd { color: var(--soft); }
.label { margin: .75rem 0 .35rem; }
blockquote { margin: 0 0 .5rem; padding-left: 1rem; border-left: 2px solid var(--line); font-size: .875rem; white-space: pre-wrap; }
.why { font-size: .875rem; margin-bottom: .5rem; }
.facts { margin: .75rem 0 0; font-size: .8125rem; color: var(--soft); }
details > .row { margin-top: 1.5rem; }

figure { margin: 0 0 1.5rem; } figcaption { font-size: .875rem; margin-bottom: .35rem; }
pre { margin: 0; padding: .9rem 1.1rem; background: var(--tint); line-height: 1.55; overflow-x: auto; overflow-wrap: normal; }

@media (max-width: 40rem) {
  body { padding: 1.5rem 1.1rem 4rem; }
  h1 { font-size: 1.75rem; } .attention h2 { font-size: 1.25rem; }
  main > section { margin-top: 3rem; }
  .figures { grid-template-columns: 1fr 1fr; gap: 1.5rem 1.25rem; } .figures .value { font-size: 1.75rem; }
  .attention li { grid-template-columns: 1fr; }
  .row, .turns > div { grid-template-columns: minmax(0, 1fr); }
}
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #ccc; --tint: #fff; --link: #000; --good: #000; --warn: #000; --bad: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .filter { display: none; }
  .scroll { overflow: visible; } tr, .document { break-inside: avoid; } h2, h3, summary, caption { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  pre { white-space: pre-wrap; border: 1px solid var(--line); }
}
`;
