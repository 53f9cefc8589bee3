import { withToken } from '../../../harness/n8n/installation';
import { files, SECOND_TOKEN, sha256, type Stage } from './stage';

const BUCKET = 'contracts-by-account';

/** The example `several-accounts`, with a platform of its own behind each account. */
export function testSeveralAccounts(stage: () => Stage): void {
	beforeAll(async () => {
		await stage().storage.createBucket(BUCKET);
		await stage().importExample('several-accounts');
	});

	it.each(['first', 'second'] as const)(
		'sends an order by the account %s alone',
		async (account) => {
			const orderNumber = `BY-${account}`;
			expect((await stage().postOrder('send-by-account', { orderNumber, account })).status).toBe(
				200,
			);
			const { sandbox, second } = stage();
			const has = ({ orders }: typeof sandbox) =>
				orders.some((one) => one.orderNumber === orderNumber);
			expect([has(sandbox), has(second)]).toEqual([account === 'first', account === 'second']);
		},
	);

	it.each(['first', 'second'] as const)(
		'takes a push to the account %s by its own token alone, and stores it in its folder',
		async (account) => {
			const { n8n, sandbox, storage } = stage();
			const url = n8n.webhookUrl(`account-${account}`);
			const first = withToken(url);
			const second = `${url}?token=${SECOND_TOKEN}`;
			const [right, wrong] = account === 'first' ? [first, second] : [second, first];
			// In capitals, for a file name that is not marked.
			const orderNumber = `TO-${account.toUpperCase()}`;
			const document = files.contract;
			sandbox.setCallbackUrl(wrong);
			expect(await sandbox.pushDocument({ orderNumber, document })).toMatchObject({
				httpStatus: 403,
			});
			sandbox.setCallbackUrl(right);
			await sandbox.waitForAnswer(orderNumber);
			const stored = await storage.read(BUCKET, `${account}/${orderNumber}.pdf`);
			expect(sha256(stored)).toBe(sha256(document));
		},
	);
}
