import { createServer } from 'node:http';
import { freePort } from '../../harness/n8n/freePort';

/** A fake Gotenberg 8 on loopback: its two routes that convert a Word or an HTML file to a PDF. */
export interface Gotenberg {
	url: string;
	/** The requested routes, and the names of the received files. */
	asked: Array<{ route: string; files: string[] }>;
	stop(): Promise<void>;
}

const OFFICE = /\.(?:docx?|odt|rtf)$/i;
const ZIP = 'PK';

/**
 * Starts the fake. It checks the form as Gotenberg documents it: files in the field `files`, HTML as `index.html`;
 * errors are text with status 400.
 *
 * @param pdf the response for any document
 */
export async function startGotenberg(pdf: Buffer): Promise<Gotenberg> {
	const asked: Gotenberg['asked'] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const type = request.headers['content-type'] ?? '';
			void filesOf(Buffer.concat(chunks), type).then(async (files) => {
				const route = request.url ?? '';
				asked.push({ route, files: files.map(({ name }) => name) });
				const problem = await problemOf(route, files);
				if (problem === undefined) response.writeHead(200, { 'content-type': 'application/pdf' });
				else response.writeHead(400, { 'content-type': 'text/plain; charset=UTF-8' });
				response.end(problem ?? pdf);
			});
		});
	});
	const port = await freePort();
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${port}`,
		asked,
		stop: async () => {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}

async function filesOf(body: Buffer, type: string): Promise<File[]> {
	if (!type.startsWith('multipart/form-data')) return [];
	const form = await new Response(new Uint8Array(body), {
		headers: { 'content-type': type },
	}).formData();
	return form.getAll('files').filter((file) => typeof file !== 'string');
}

async function problemOf(route: string, files: readonly File[]): Promise<string | undefined> {
	const [file] = files;
	if (route === '/forms/chromium/convert/html') {
		return file?.name === 'index.html'
			? undefined
			: "Invalid form data: form file 'index.html' is required";
	}
	if (route !== '/forms/libreoffice/convert') return `no route ${route}`;
	if (!file || !OFFICE.test(file.name)) {
		return 'Invalid form data: no form file found for extensions: [.doc .docx .odt .rtf]';
	}
	const beginning = Buffer.from(await file.slice(0, ZIP.length).arrayBuffer()).toString();
	const isBroken = /\.(?:docx|odt)$/i.test(file.name) && beginning !== ZIP;
	return isBroken ? 'LibreOffice failed to process a document' : undefined;
}
