import { html, type Html, type Part } from './html';
import { notices, versionOf, type View } from './view';

/** The complete HTML document around a view's content. */
export function layout(view: View, title: string, content: Part): Html {
	return html`<!doctype html>
		<html lang="en" data-version="${versionOf(view.sandbox)}">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<title>${title} – WoSignDoc sandbox</title>
				<link rel="icon" type="image/svg+xml" href="/icon.svg" />
				<link rel="stylesheet" href="/page.css" />
				<script src="/page.js" defer></script>
			</head>
			<body>
				<a class="skip" href="#content">Skip to content</a>
				<header>
					<a class="home" href="/">WoSignDoc sandbox <span lang="zh-CN">沃通我签沙箱</span></a>
				</header>
				<main id="content" tabindex="-1">
					${
						view.notice &&
						html`<p id="notice" class="notice" role="status" tabindex="-1">
							${notices[view.notice]}
						</p>`
					}
					${content}
				</main>
				<footer>
					<p id="news" role="status" hidden><a href="">Updates available: reload</a></p>
					<p>
						A local sandbox for WoSignDoc. Signatures made here have no legal value.
						<span lang="zh-CN">本机沙箱，其签名不具有法律效力。</span>
					</p>
				</footer>
			</body>
		</html>`;
}
