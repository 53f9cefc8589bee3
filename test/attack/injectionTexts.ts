/** Calls this address, if anything shows it as a picture or takes it for a link; nothing is there. */
export const STRANGER = 'http://stranger.example/';

/**
 * What a stranger may put into a name, an order number, or any other text, by what it is meant to break. No two are
 * the same, so that each is found again.
 */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
	'a forged line of a log':
		'A\r\n2026-11-28T00:00:00.000Z | info | WoSignDoc push signed: signid "forged", order "forged"',
	'line breaks of every kind': 'B\n\v\f\r\u0085\u2028\u2029end',
	'commands to a terminal': 'C\u001b[2K\u001b[1A\u001b]0;title\u0007\u009b31m\b\b\u0000',
	'a turned direction': 'D\u202eFDP.exe\u2066\u200f\u200b\ufeff',
	'the end of a quotation': 'E", from "203.0.113.1\\", \u2019"',
	'a script': `F<script>globalThis.attacked = true; fetch('${STRANGER}')</script>`,
	'an attribute': `G" onmouseover="globalThis.attacked = true" autofocus onfocus='globalThis.attacked = true' x="`,
	'a picture': `H<img src="${STRANGER}picture" onerror="globalThis.attacked = true">`,
	'a drawing':
		'I<svg onload="globalThis.attacked = true"><animate onbegin="globalThis.attacked=true"/></svg>',
	'a link': `J<a href="${STRANGER}login">Log in again</a>`,
	'a frame': `K<iframe srcdoc="<script>parent.attacked = true</script>"></iframe>`,
	'the end of the page':
		'</title></script></textarea></style>--><script>globalThis.attacked=true</script>L',
	'a form': `M<form action="${STRANGER}"><button formmethod="post">Sign</button></form>`,
	entities: 'N&lt;b&gt;&amp;#60;&#x3c;script>',
	'an expression': '={{ $env.N8N_ENCRYPTION_KEY || 6 * 7 }}',
	'an expression in a text': 'O {{ 6 * 7 }} ${6 * 7} <%= 6 * 7 %> #{6 * 7}',
	'a formula with =': `=HYPERLINK("${STRANGER}","Open the contract")`,
	'a formula with +': '+6*7',
	'a formula with -': '-6*7',
	'a formula with @': '@SUM(6*7)',
	'a formula behind a tab': '\t=6*7',
	'the prototype of objects': '__proto__',
	'the constructor of objects': 'constructor',
	'a path up': '../../../../etc/passwd',
	'a path of Windows': 'C:\\Windows\\System32\\P:stream',
	'a device of Windows': 'NUL.pdf',
	'an option of commands': '--output=/etc/passwd',
	'another header': 'Q"; filename="other.exe"\r\nSet-Cookie: a=b\r\n\r\n<script>',
	'a long name': `R${'很长的名字'.repeat(200)}`,
};

export const hostileTexts = Object.values(HOSTILE_TEXTS);

/** One line that reads as it is written: no control characters, no line breaks, nothing that shows nothing. */
export const ONE_PLAIN_LINE = /^[^\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+$/u;
