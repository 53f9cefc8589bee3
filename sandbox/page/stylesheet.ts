import { signerColors } from './signerColors';

const signers = signerColors
	.map((color, index) => `.signer-${index} { --signer: ${color}; }`)
	.join('\n');

/** The page's stylesheet. Colors have a contrast of at least 4.5 in both light and dark mode. */
export const stylesheet = `
:root {
	color-scheme: light dark;
	--text: #1b1b1f; --faint: #55555e; --ground: #f6f6f8; --card: #ffffff; --line: #8a8a94;
	--accent: #0b57d0; --on-accent: #ffffff; --good: #146c2e; --bad: #b3261e; --wait: #7a4a00;
}
@media (prefers-color-scheme: dark) {
	:root {
		--text: #e9e9ee; --faint: #b4b4bf; --ground: #17171a; --card: #232328; --line: #7d7d88;
		--accent: #a8c7fa; --on-accent: #062e6f; --good: #7fd894; --bad: #ffb4ab; --wait: #ffca80;
	}
}
* { box-sizing: border-box; }
body {
	margin: 0 auto; padding: 0 1rem 2rem; max-width: 60rem; background: var(--ground); color: var(--text);
	font: 1rem/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
	overflow-wrap: anywhere;
}
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
main:focus, .notice:focus { outline: none; }
.skip { position: absolute; left: -999rem; padding: .5rem 1rem; background: var(--card); }
.skip:focus { left: 1rem; top: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
header { padding: 1rem 0; border-bottom: 1px solid var(--line); }
.home { font-weight: 600; text-decoration: none; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0 .5rem; }
h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); color: var(--faint); font-size: .875rem; }
#news { position: sticky; bottom: 0; margin: 0; padding: .5rem 0; font-size: 1rem; }
#news a { display: block; padding: .5rem 1rem; background: var(--accent); color: var(--on-accent); }
.notice { padding: .75rem 1rem; border-left: .3rem solid var(--good); background: var(--card); }
.error { border-color: var(--bad); }
form { margin: .75rem 0; }
label, legend { display: block; }
input, select, button { font: inherit; color: inherit; }
input[type=url], select {
	width: 100%; padding: .5rem; border: 1px solid var(--line); border-radius: .3rem; background: var(--card);
}
button {
	min-height: 2.75rem; margin-top: .5rem; padding: .4rem 1rem; border: 1px solid var(--line);
	border-radius: .3rem; background: var(--card); cursor: pointer;
}
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; }
#callback-help, small { color: var(--faint); font-size: .875rem; }
#callback-help { margin: .25rem 0; }
fieldset { margin: .5rem 0; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: .3rem; }
.choices { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); gap: .25rem 1rem; }
.choices label { display: flex; gap: .5rem; padding: .3rem 0; }
.choices input { width: 1.2rem; height: 1.2rem; flex: none; margin-top: .15rem; accent-color: var(--accent); }
.choices [lang] { display: block; color: var(--faint); font-size: .875rem; }
summary { padding: .5rem 0; cursor: pointer; color: var(--accent); }
.orders { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 1rem; padding: 0; list-style: none; }
.card { padding: 1rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); }
.card h2, .card p, .card ol { margin: 0 0 .5rem; }
.card form { margin: 0; }
.state { font-weight: 600; }
.signing { color: var(--wait); }
.signed { color: var(--good); }
.failed { color: var(--bad); }
.signers { padding-left: 1.5rem; }
section .signers, .signers small { display: block; }
.number {
	display: inline-block; min-width: 1.5em; margin-right: .25rem; border: 2px solid var(--signer);
	background: #ffffff; color: var(--signer); text-align: center; font-weight: 700;
}
.signers:has(.number) { padding: 0; list-style: none; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dd { margin: 0; }
code { font-family: ui-monospace, "Noto Sans Mono", monospace; font-size: .9em; }
.pages { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr)); gap: 1rem; align-items: start; }
figure { margin: 0; }
figcaption { text-align: center; color: var(--faint); font-size: .875rem; }
svg { display: block; width: 100%; max-height: 80vh; border: 1px solid var(--line); }
.paper { fill: #ffffff; }
.place rect { fill: var(--signer); fill-opacity: .08; stroke: var(--signer); stroke-width: 2; }
.place text { fill: var(--signer); font-weight: 700; text-anchor: middle; }
object { width: 100%; height: 75vh; border: 1px solid var(--line); }
.log { padding: 0; list-style: none; }
.log li {
	display: flex; flex-wrap: wrap; gap: .1rem .75rem; padding: .5rem .75rem; margin-bottom: .35rem;
	border-left: .3rem solid; background: var(--card);
}
.log time { font-variant-numeric: tabular-nums; color: var(--faint); }
.log .accepted { border-color: var(--good); }
.accepted strong { color: var(--good); }
.log .repeated { border-color: var(--bad); }
.repeated strong { color: var(--bad); }
${signers}
`;
