import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readExcelFile from 'read-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import { lastPage, postForm } from './form';
import { files, person, upload, type Stage } from './stage';

const COLUMNS = [
	'orderNumber',
	'name',
	'idNumber',
	'contractFile',
	'identityCardFile',
	'materialFile',
];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A row of the spreadsheet, right unless a cell is given. */
function row(orderNumber: string, cells: Record<string, string> = {}): string[] {
	const right = {
		orderNumber,
		name: person.name,
		idNumber: person.number,
		contractFile: 'contract.pdf',
		identityCardFile: 'id-card.png',
		materialFile: 'material.png',
	};
	return Object.values({ ...right, ...cells });
}

/** The example `batch-from-a-spreadsheet`; of its settings only the folder is another. */
export function testBatch(stage: () => Stage): void {
	let folder: string;

	beforeAll(async () => {
		folder = join(stage().n8n.filesFolder, 'batch');
		mkdirSync(folder);
		writeFileSync(join(folder, 'contract.pdf'), files.contract);
		writeFileSync(join(folder, 'id-card.png'), files.identityCard);
		writeFileSync(join(folder, 'material.png'), files.material);
		await stage().importExample('batch-from-a-spreadsheet', { folder });
	});

	/** Uploads a spreadsheet; gives the last page and the rows of the file of results. */
	async function send(rows: string[][]) {
		const before = readdirSync(folder);
		const spreadsheet = await writeExcelFile([COLUMNS, ...rows]).toBuffer();
		const form = new FormData();
		form.set('field-0', upload('contracts.xlsx', XLSX, spreadsheet));
		const page = await lastPage(await postForm(`${stage().n8n.url}/form/send-a-batch`, form));
		const [results = ''] = readdirSync(folder).filter((name) => !before.includes(name));
		const [sheet] = await readExcelFile(join(folder, results));
		return { page, results: sheet?.data ?? [] };
	}

	it('sends an order for each row, and a bad row does not stop the rest', async () => {
		const { page, results } = await send([
			row('BATCH-1'),
			row('BATCH-2', { contractFile: 'lost.pdf' }),
			row('BATCH-3', { idNumber: '110105194912310021' }),
			row('BATCH-4', { identityCardFile: 'lost.png' }),
			row('BATCH-5', { name: '李四' }),
		]);
		expect(page).toContain('2 of 5 contracts sent');
		const sent = stage().sandbox.orders.filter(({ orderNumber }) =>
			orderNumber.startsWith('BATCH-'),
		);
		expect(sent.map(({ orderNumber, signers }) => [orderNumber, signers[0]?.name])).toEqual([
			['BATCH-1', person.name],
			['BATCH-5', '李四'],
		]);
		expect(sent.every(({ document }) => document.equals(files.contract))).toBe(true);
		expect(sent.every(({ signers }) => signers[0]?.pic.equals(files.identityCard))).toBe(true);
		const signid = (orderNumber: string) =>
			sent.find((order) => order.orderNumber === orderNumber)?.signid;
		expect(results).toEqual([
			['orderNumber', 'name', 'result', 'signid', 'reason'],
			['BATCH-1', person.name, 'sent', signid('BATCH-1'), null],
			['BATCH-2', person.name, 'not sent', null, expect.stringMatching(/^contractFile: /)],
			[
				'BATCH-3',
				person.name,
				'not sent',
				null,
				expect.stringMatching(/^Signer 1 › Identity Card Number \(userNo\): its check character/),
			],
			['BATCH-4', person.name, 'not sent', null, expect.stringMatching(/^identityCardFile: /)],
			['BATCH-5', '李四', 'sent', signid('BATCH-5'), null],
		]);
	});

	it('sends no file but those in the folder that the spreadsheet names', async () => {
		const paths = ['../batch/contract.pdf', '..\\batch\\contract.pdf', '*.pdf', '{contract,x}.pdf'];
		const { page, results } = await send(
			paths.map((contractFile, index) => row(`ELSEWHERE-${index}`, { contractFile })),
		);
		expect(page).toContain('0 of 4 contracts sent');
		expect(results.slice(1).map(([, , result, , reason]) => [result, reason])).toEqual(
			paths.map((): unknown[] => ['not sent', expect.stringMatching(/^contractFile: No file/)]),
		);
	});

	it('can be sent again once it is corrected, and sends what was sent before no second time', async () => {
		const { page, results } = await send([row('BATCH-1'), row('BATCH-2')]);
		expect(page).toContain('2 of 2 contracts sent');
		expect(results.slice(1).map(([orderNumber, , result]) => [orderNumber, result])).toEqual([
			['BATCH-1', 'sent before'],
			['BATCH-2', 'sent'],
		]);
		const numbers = stage().sandbox.orders.map(({ orderNumber }) => orderNumber);
		expect(numbers.filter((orderNumber) => orderNumber === 'BATCH-1')).toHaveLength(1);
	});
}
