import { simpleParser, type ParsedMail } from 'mailparser';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { freePort } from '../../harness/n8n/freePort';
import { waitFor } from '../../harness/n8n/waitFor';

/** A mail server on loopback that accepts and keeps all mail. */
export interface Mailbox {
	/** The data of n8n's credential `smtp`; the server rejects any other login. */
	credential: Record<string, unknown>;
	/** All received mail, in order. */
	mails: ParsedMail[];
	/** Waits for a mail with this subject. */
	waitForMail(subject: string): Promise<ParsedMail>;
	stop(): Promise<void>;
}

export async function startMailbox(): Promise<Mailbox> {
	const login = { user: 'n8n', password: randomBytes(9).toString('hex') };
	const mails: ParsedMail[] = [];
	const server = new SMTPServer({
		disabledCommands: ['STARTTLS'],
		allowInsecureAuth: true,
		onAuth({ username, password }, _session, callback) {
			if (username === login.user && password === login.password)
				callback(null, { user: username });
			else callback(new Error('wrong login'));
		},
		onData(stream, _session, callback) {
			void simpleParser(stream).then((mail) => {
				mails.push(mail);
				callback();
			}, callback);
		},
	});
	const port = await freePort();
	await once(server.listen(port, '127.0.0.1'), 'listening');
	return {
		credential: { ...login, host: '127.0.0.1', port, secure: false, disableStartTls: true },
		mails,
		waitForMail: (subject) =>
			waitFor(`the mail "${subject}"`, () => mails.find((mail) => mail.subject === subject)),
		stop: () => new Promise((resolve) => server.close(resolve)),
	};
}
