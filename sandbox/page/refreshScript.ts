/**
 * Checks for updates every two seconds. Reloads if the user is idle; otherwise shows a link to reload, so that
 * neither the focus nor a half-filled form is lost.
 */
export const refreshScript = `'use strict';
const { version } = document.documentElement.dataset;
const news = document.getElementById('news');
const isIdle = () =>
	[document.body, document.getElementById('notice')].includes(document.activeElement) &&
	document.querySelector('details[open]') === null &&
	getSelection().isCollapsed;
setInterval(async () => {
	if (document.hidden) return;
	const response = await fetch('/version').catch(() => undefined);
	if (response === undefined || !response.ok || (await response.text()) === version) return;
	if (isIdle()) location.reload();
	else news.hidden = false;
}, 2000);
`;
