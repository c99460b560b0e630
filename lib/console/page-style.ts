/**
 * The page's stylesheet. Colours are named by what they mean and written once for light and dark;
 * sections are ruled, not boxed; figures are tabular; nothing is said by colour alone.
 */
export const pageStyle = `
:root{
  color-scheme:light dark;
  --bg:light-dark(#fafaf8,#121416);--surface:light-dark(#fff,#191c1f);
  --line:light-dark(#e1e1dc,#2d3237);--edge:light-dark(#858b91,#737c85);
  --text:light-dark(#1a1e22,#e7e9eb);--muted:light-dark(#565d64,#a4acb4);
  --accent:light-dark(#0a5596,#80bbf0);--data:light-dark(#1668ac,#6fb0ea);
  --ok:light-dark(#0c6450,#6fcbb0);--hold:light-dark(#8a4f00,#f0b555);--bad:light-dark(#ad241c,#ff9f92);
  --pad:1rem;
}
*{box-sizing:border-box}
html{font:100%/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--text);font-size:.9375rem;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:break-word}
h1,h2,h3{line-height:1.25;font-weight:600;margin:0;text-wrap:balance}
h1{font-size:1.5rem;letter-spacing:-.012em}
h2{font-size:1.0625rem}
h3{font-size:.9375rem}
h3 small{font-weight:400}
p,ul,ol,dl,dd,table{margin:0;padding:0}
p{max-width:68ch}
b{font-weight:600}
small,.small{font-size:.8125rem}
.muted{color:var(--muted)}
code{font:.8125rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem;background:var(--surface);color:var(--accent);padding:.5rem 1rem}
.skip:focus{left:.5rem;top:.5rem}

.top{background:var(--surface);border-bottom:1px solid var(--line)}
.top>div{max-width:84rem;margin:auto;padding:.5rem var(--pad);display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 1.5rem}
.brand{font-weight:600;line-height:1.2}
.brand small{display:block;font-weight:400;color:var(--muted);font-size:.75rem}
main{max-width:84rem;margin:auto;padding:1.5rem var(--pad) 4rem}
.head{margin-bottom:1.5rem}
.head p{margin-top:.375rem}
.lead{font-size:1.125rem;max-width:62ch;text-wrap:pretty}
.foot{border-top:1px solid var(--line);color:var(--muted);font-size:.8125rem}
.foot p{max-width:84rem;margin:auto;padding:1rem var(--pad)}

section{margin-top:2rem;min-width:0}
.sh{display:flex;flex-wrap:wrap;align-items:baseline;gap:.125rem .75rem;border-top:1px solid var(--line);padding-top:.75rem;margin-bottom:.75rem}
.sh p{color:var(--muted);font-size:.8125rem;max-width:none}
.cols{display:grid;grid-template-columns:minmax(0,1fr)}
.note{border-left:3px solid var(--edge);padding:.125rem 0 .125rem .75rem;margin-top:.75rem;font-size:.875rem}
.note.hold{border-color:var(--hold)}
.note.bad{border-color:var(--bad)}

.ic,.st svg{width:1rem;height:1rem;flex:none;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.st{display:inline-flex;align-items:center;gap:.375rem;font-size:.875rem}
.ic.ok,.st.ok svg{color:var(--ok)}
.ic.hold,.ic.late,.st.hold,.st.late{color:var(--hold)}
.ic.bad,.st.bad{color:var(--bad)}
.ic.info,.ic.off,.ic.unknown,.st.off,.st.info,.st.unknown{color:var(--muted)}
.st.hold,.st.late,.st.bad{font-weight:600}

.work{list-style:none}
.work>li{display:grid;gap:.25rem 1rem;grid-template-columns:1.25rem minmax(0,1fr);padding:.75rem 0;border-bottom:1px solid var(--line)}
.work>li:last-child{border:0}
.work .ic{margin-top:.1875rem}
.work p{color:var(--muted);font-size:.875rem}
.work p b{font-weight:500}
.do{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.125rem .75rem;margin-top:.375rem;font-size:.8125rem}
.do dt{color:var(--muted)}

.figs{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:1rem 1.5rem}
.figs dt{font-size:.8125rem;color:var(--muted)}
.figs dd{font-size:1.375rem;font-weight:600;line-height:1.3;letter-spacing:-.01em}
.figs small{display:block;font-weight:400;color:var(--muted);letter-spacing:0;line-height:1.4}

table{border-collapse:collapse;width:100%;font-size:.875rem}
th{font-weight:500;text-align:left;color:var(--muted);font-size:.8125rem;vertical-align:bottom;padding:.375rem .75rem .375rem 0;border-bottom:1px solid var(--line)}
td,tbody th{padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top}
tbody th{color:var(--text);font-size:.875rem;font-weight:400}
td:last-child,th:last-child{padding-right:0}
tbody tr:last-child>*{border-bottom-color:transparent}
td small,tbody th small{display:block;color:var(--muted)}
.r{text-align:right;white-space:nowrap}
.mid td,.mid tbody th{vertical-align:middle}
.tight td,.tight tbody th{padding-block:.3125rem}
.moves tbody th{font-weight:500}
.spark{display:block;width:6rem;height:1.5rem}
.spark polyline{fill:none;stroke:var(--data);stroke-width:2;stroke-linejoin:round}
.spark circle{fill:var(--data)}

.gallery{display:grid;gap:2rem 2.5rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))}
.gallery h3{margin-bottom:.25rem}
.gallery h3 small{display:block}
.gallery p{margin-top:.375rem}
.sum{margin-top:.5rem}
.sum td,.sum tbody th{border:0;padding-block:.1875rem}
.sum td{white-space:normal}
.sum .tot>*{border-top:1px solid var(--edge);font-weight:600;padding-bottom:.625rem}

@media (max-width:47.99em){
  h1{font-size:1.3125rem}
  .lead{font-size:1.0625rem}
  .do{grid-template-columns:minmax(0,1fr)}
  .do dd{margin-bottom:.25rem}
  .moves td:nth-of-type(1),.moves thead th:nth-of-type(2){display:none}
  .moves td,.moves th{padding-right:.5rem}
  .moves tbody th{overflow-wrap:anywhere}
}
@media (max-width:61.99em){
  .cards thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
  .cards,.cards tbody{display:block}
  .cards tr{display:grid;grid-template-columns:1fr 1fr;gap:.25rem 1rem;padding:.75rem 0;border-bottom:1px solid var(--line)}
  .cards tr:last-child{border-bottom:0}
  .cards td,.cards tbody th{display:block;border:0;padding:0;text-align:left;white-space:normal;min-width:0}
  .cards tbody th,.cards .full{grid-column:1/-1}
  .cards td[data-l]::before{content:attr(data-l);display:block;font-size:.75rem;color:var(--muted)}
}
@media (min-width:48em){
  :root{--pad:1.5rem}
  th.r+th:not(.r),td.r+td:not(.r){padding-left:1.25rem}
  .today{grid-template-columns:repeat(12,minmax(0,1fr))}
  .today>*{grid-column:1/-1}
  #late{grid-column:1/7;margin-right:1.25rem}
  #find{grid-column:7/13;margin-left:1.25rem}
}
@media (min-width:64em){
  #dec{grid-area:1/1/2/9;margin-right:1.25rem}
  #num{grid-area:1/9/2/13;margin-left:1.25rem}
  .quiet{grid-template-rows:auto 1fr}
  .quiet #num{grid-area:1/9/3/13}
  .quiet #late{grid-area:2/1/3/5;margin-right:1.25rem}
  .quiet #find{grid-area:2/5/3/9;margin:2rem 1.25rem 0}
}
@media (forced-colors:active){.spark polyline{stroke:CanvasText}.spark circle{fill:CanvasText}}
@media print{.skip{display:none}body{background:#fff;color:#000}section{break-inside:avoid}}
`;
