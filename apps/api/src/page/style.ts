/**
 * The style sheet, in the page itself so that one request brings all of it. Colours are told apart by letter
 * and pattern as well; every text has at least 4.5:1 on its ground, in light and in dark.
 */
const SHEET = `
:root{color-scheme:light dark;
--paper:#fcfbf7;--wash:#f3f0e7;--ink:#1c1a16;--soft:#5b574e;--rule:#d8d3c6;--link:#1d4e89;--alarm:#8c1c13;
--active:#17694f;--threatened:#8a4f00;--withdrawn:#a11d1d;--clarified:#22568f;
--serif:"Iowan Old Style","Charter","Palatino Linotype",Palatino,ui-serif,Georgia,"Times New Roman",serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
@media (prefers-color-scheme:dark){:root{
--paper:#14161a;--wash:#1d2025;--ink:#e9e6de;--soft:#a7a399;--rule:#363a41;--link:#9cc3f2;--alarm:#f2978e;
--active:#6cc5a1;--threatened:#e4aa5c;--withdrawn:#f08a80;--clarified:#8fb9ec}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 var(--sans);overflow-wrap:break-word}
.sheet{max-width:68rem;margin:0 auto;padding:0 1rem}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:.06em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
h1,h2,h3,p,dl,dd,ol,ul,figure,blockquote,pre{margin:0;padding:0}
ol,ul{list-style:none}
time{white-space:nowrap}
bdi,blockquote p,.reason,.note,.fault{overflow-wrap:anywhere}
.s-active{--state:var(--active)}.s-threatened{--state:var(--threatened)}
.s-withdrawn{--state:var(--withdrawn)}.s-clarified{--state:var(--clarified)}
.small,.ago,.empty{color:var(--soft);font-size:.875rem}
.simulated{background:var(--ink);color:var(--paper);text-align:center;padding:.4rem 1rem;font-size:.875rem}

.masthead{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;align-items:baseline;padding:1rem 0 .55rem;
border-bottom:3px double var(--ink);font-size:.875rem}
.masthead .name{font:600 1.125rem/1.3 var(--serif);color:inherit;text-decoration:none;letter-spacing:.005em}
.masthead .when{color:var(--soft);font-variant-numeric:tabular-nums}
.masthead nav{margin-left:auto;display:flex;gap:1rem}
.masthead nav a{color:inherit}

.verdict{padding:1.75rem 0 1.5rem}
.kicker{display:block;font:600 .9375rem/1.4 var(--sans);color:var(--soft)}
.word{display:block;font:600 clamp(3.25rem,12.5vw,7.5rem)/.98 var(--serif);letter-spacing:-.03em;color:var(--state);
margin:.1em 0 .16em -.035em;text-transform:capitalize}
.sentence{font:400 clamp(1.25rem,2.6vw,1.75rem)/1.3 var(--serif);max-width:34em;text-wrap:pretty}
.reason{color:var(--soft);margin-top:.5rem;max-width:44em}
.doubt{border:1px solid var(--alarm);border-left-width:6px;color:var(--ink);padding:.5rem .75rem;margin:0 0 .9rem;
max-width:44em;font-size:.9375rem}
.doubt strong{color:var(--alarm)}
.note{background:var(--wash);border-left:6px solid var(--state);padding:.5rem .75rem;margin-bottom:1.25rem;font-size:.9375rem}
.is-blind .word{color:var(--soft);text-decoration:underline dotted .035em;text-underline-offset:.1em}
.is-blind .facts,.is-blind~.periods .band,.is-blind~.periods .legend{filter:grayscale(1)}
.is-degraded .word,.is-degraded .facts,.is-degraded~.periods .band,.is-degraded~.periods .legend{filter:saturate(.35)}
.facts{display:grid;grid-template-columns:repeat(4,1fr);margin-top:1.5rem;border-top:1px solid var(--ink);
border-bottom:1px solid var(--rule)}
.facts div{padding:.55rem 1rem .7rem 0}
.facts div+div{border-left:1px solid var(--rule);padding-left:1rem}
.facts dt{font-size:.8125rem;color:var(--soft)}
.facts dd strong{display:block;font:600 1.1875rem/1.3 var(--serif)}
.facts dd span{font-size:.875rem;line-height:1.35;color:var(--soft)}
.facts .number{float:right;margin-top:-1.5em;font-variant-numeric:tabular-nums}
.meter{display:block;margin-top:.35rem;fill:var(--state)}
.meter .track{fill:var(--rule)}
.clocks{display:flex;flex-wrap:wrap;gap:.15rem 1.5rem;font-size:.8125rem;color:var(--soft);margin-top:.55rem;
font-variant-numeric:tabular-nums}
.clocks .ago{font-size:inherit}
.clocks .ago::before{content:"· "}

section+section{border-top:1px solid var(--ink);padding:1.1rem 0 2rem}
h2{font:600 1.5rem/1.25 var(--serif);letter-spacing:-.01em;margin-bottom:.9rem}
h3{font:600 .9375rem/1.35 var(--sans);margin:0 0 .45rem}
.columns{display:grid;grid-template-columns:minmax(0,1.75fr) minmax(0,1fr);gap:2.25rem}
.aside{border-left:1px solid var(--rule);padding-left:1.5rem}
.aside h3:not(:first-child){margin-top:1.4rem}
.aside .small{margin-top:.4rem}
.quotes li+li{border-top:1px solid var(--rule);margin-top:.9rem;padding-top:.9rem}
blockquote p{font:400 1.1875rem/1.42 var(--serif);text-wrap:pretty}
blockquote p::before{content:"\\201C"}blockquote p::after{content:"\\201D"}
figcaption b{text-transform:capitalize}
.denied{font:italic 400 1rem/1.3 var(--serif);color:var(--soft)}
.aside blockquote p{font-size:1.0625rem}
figcaption{font-size:.8125rem;color:var(--soft);margin-top:.3rem}
figcaption b{color:var(--ink);font-weight:600}
cite{font-style:normal}

.band{display:block;overflow:visible;forced-color-adjust:none}
.fill{fill:var(--state)}
.ink{stroke:var(--paper);stroke-opacity:.28}.dot{fill:var(--paper);fill-opacity:.42}
.edge{fill:var(--paper)}
.letter{fill:var(--paper);stroke:var(--state);stroke-width:6px;paint-order:stroke;stroke-linejoin:round;
font:600 14px/1 var(--sans);text-anchor:middle;dominant-baseline:central}
.band a:hover .fill{fill-opacity:.86}
.band a:focus-visible{outline-offset:-3px;outline-color:var(--paper)}
.date{fill:var(--soft);font:12px/1 var(--sans);font-variant-numeric:tabular-nums}
.date.end{text-anchor:end}
.mark rect{fill:var(--ink);stroke:var(--paper);stroke-width:1px}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.25rem;font-size:.8125rem;color:var(--soft);margin:.5rem 0 1.4rem}
.legend svg{vertical-align:-1px;margin-right:.15rem}

table{width:100%;border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding-bottom:.5rem}
th,td{text-align:left;vertical-align:top;padding:.45rem 1.1rem .45rem 0;border-top:1px solid var(--rule)}
thead th{border-top:0;border-bottom:1px solid var(--ink);font-weight:400;font-size:.8125rem;color:var(--soft);padding-block:.2rem}
tbody tr:first-child>*{border-top:0}
tbody th{font-weight:600}
.periods tbody th a{color:var(--state)}
.periods td:not(:last-child){white-space:nowrap}
tr:target>*{background:var(--wash)}
.corrected{display:inline-block;border:1px solid var(--alarm);color:var(--alarm);padding:0 .4em;font-size:.8125rem}
.good{color:var(--active)}.bad{color:var(--alarm);font-weight:600}
.asked{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;background:var(--wash);padding:.8rem 1rem;margin-top:1.5rem}
.asked label{font:600 1.0625rem/1.3 var(--serif)}
.fields{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
.fields input,button{font:inherit;font-size:.9375rem;color:inherit;background:var(--paper);border:1px solid var(--soft);
border-radius:0;padding:.3rem .55rem;min-height:2.25rem}
button{background:var(--ink);color:var(--paper);border-color:var(--ink);padding-inline:1rem;cursor:pointer}
.fault{flex-basis:100%;color:var(--alarm);font-weight:600}

.ways{display:grid;grid-template-columns:minmax(0,1.5fr) minmax(0,1.15fr) minmax(0,1fr);gap:2rem}
.ways p{font-size:.9375rem}
pre{font:.78rem/1.55 var(--mono);background:var(--wash);padding:.6rem .75rem;margin-top:.6rem;white-space:pre-wrap;overflow-wrap:anywhere}
.ways img{display:block;margin-top:.6rem}
summary{cursor:pointer;font-size:.9375rem}
details table{margin-top:.9rem}
footer{border-top:3px double var(--ink);padding:.9rem 0 2.5rem;font-size:.8125rem;color:var(--soft)}
footer p+p{margin-top:.35rem}
code{font-family:var(--mono)}

@media (max-width:52rem){
.columns,.ways{grid-template-columns:minmax(0,1fr);gap:1.75rem}
.aside{border-left:0;padding-left:0;border-top:1px solid var(--rule);padding-top:1rem}
.facts{grid-template-columns:repeat(2,minmax(0,1fr))}
.facts div:nth-child(3){border-left:0;padding-left:0}
.facts div:nth-child(n+3){border-top:1px solid var(--rule)}}
@media (max-width:40rem){
.masthead nav{margin-left:0;flex-basis:100%}
.verdict{padding-top:1.25rem}
.sentence{font-size:1.25rem}
.facts .number{float:none;margin:0}
.facts time{white-space:normal}
.letter{font-size:12px}
thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
table,caption,tbody{display:block}
tbody tr{display:flex;flex-wrap:wrap;gap:.1rem .9rem;border-top:1px solid var(--rule);padding:.55rem 0}
tbody tr:first-child{border-top:1px solid var(--ink)}
tbody th,tbody td{border:0;padding:0}
tbody th,.periods td:last-child{flex-basis:100%}
tr:target{background:var(--wash)}}
@media print{
:root{--paper:#fff;--wash:#fff;--ink:#000;--soft:#444;--rule:#bbb;--link:#000;--active:#17694f;--threatened:#8a4f00;
--withdrawn:#a11d1d;--clarified:#22568f}
body{font-size:10pt}
.masthead nav,.subscribe,.asked,.sources{display:none}
.sheet{max-width:none;padding:0}
.word{font-size:48pt}
figure,tr{break-inside:avoid}
h2{break-after:avoid}
.band,.meter{print-color-adjust:exact;-webkit-print-color-adjust:exact}
figcaption a::after{content:" <" attr(href) ">"}}
`;

/** Without the line breaks, which are for us. */
export const STYLE = SHEET.replace(/\n+/g, '');
