import type { INodeParameters } from 'n8n-workflow';
import { actionWorkflow, type ActionWorkflow } from '../../harness/editor/actionWorkflow';
import type { Editor } from '../../harness/editor/editor';
import { eventually } from '../../harness/editor/eventually';
import type { Scene } from './support/scene';

const identity = { name: '深圳示例科技有限公司', number: '91440300MA5EXAMPLA' };

/** A signer as n8n saves it; an organization that signs in one place of the usual kind, unless said otherwise. */
function signer(fields: INodeParameters = {}, position: INodeParameters[] = [{}]): INodeParameters {
	return { ...identity, ...fields, positions: { position } };
}

const allPlaces = [{ placeBy: 'corners' }, { placeBy: 'center' }, { placeBy: 'preset' }];
const allOptions = {
	batching: { batch: { batchSize: 2 } },
	...{ fileFormat: 'pdf', onExisting: 'item', password: 'secret', requestEncoding: 'json' },
	...{ subject: '合同', timeout: 60, warningsAsErrors: true },
};

/** The nodes on the canvas, by what their tests are about. */
const nodes: Record<string, INodeParameters> = {
	Source: {},
	Signer: { signers: { signer: [signer()] } },
	Place: { signers: { signer: [signer()] } },
	Former: {
		signers: {
			signer: [signer({}, [{ page: 3, unit: 'mm', x1: 20, y1: 30.5, x2: 60, y2: 50 }])],
		},
	},
	JSON: { signersMode: 'json' },
	Check: { options: allOptions },
	Full: {
		signers: { signer: [signer(), signer({ signType: '2' }, allPlaces)] },
		options: allOptions,
	},
	Folded: {
		signers: {
			signer: [
				{ ...signer(), positions: {} },
				signer({ name: '={{ $json.name }}' }, [{ page: '2-last' }]),
			],
		},
	},
};

/** The form of a sign order: what it asks for, shows and keeps. */
export function testOrderForm(scene: () => Scene): void {
	let editor: Editor;
	let workflow: ActionWorkflow;

	beforeAll(async () => {
		editor = await scene().openEditor();
		workflow = await actionWorkflow(scene().installation, nodes);
		await editor.openWorkflow(workflow.id);
	});
	afterEach(async () => await editor?.closeNode());

	it('asks for a template, a file or both, as the source of the document needs', async () => {
		const form = await editor.openNode('Source');
		const asksFor = async (wanted: string[]) =>
			await eventually(async () => {
				const labels = await form.labels();
				const asked = ['Template ID', 'Input Data Field Name'].filter((one) =>
					labels.includes(one),
				);
				expect(asked).toEqual(wanted);
			});
		await asksFor(['Input Data Field Name']);
		await form.choose('documentSource', 'Template');
		await asksFor(['Template ID']);
		await form.choose('documentSource', 'Template With File');
		await asksFor(['Template ID', 'Input Data Field Name']);
	});

	it('asks an organization and a person for what each has, and keeps what was typed', async () => {
		const form = await editor.openNode('Signer');
		const organization = ['Organization Name', 'License Number', 'Business License Image'];
		const person = ['Person’s Name', 'Identity Card Number', 'Identity Card Image'];
		const asksFor = async (wanted: string[]) =>
			await eventually(async () => {
				const labels = await form.labels();
				const asked = [...organization, ...person].filter((one) => labels.includes(one));
				expect(asked).toEqual(wanted);
			});
		await asksFor(organization);
		await form.choose('signType', 'Person');
		await asksFor(person);
		expect(await form.box('name').inputValue()).toBe(identity.name);
		await form.fill('name', '张三');
		await eventually(async () =>
			expect(await workflow.savedParameters('Signer')).toMatchObject({
				signers: { signer: [{ signType: '2', ...identity, name: '张三' }] },
			}),
		);
		await form.choose('signType', 'Organization');
		await asksFor(organization);
		expect(await form.box('name').inputValue()).toBe('张三');
	});

	it.each<[string, string[]]>([
		['Center and Size', ['Measure From', 'Center X', 'Center Y', 'Width', 'Height']],
		['Preset', ['Width', 'Height', 'Margin']],
		['Corners', ['Measure From', 'Left (X1)', 'First Y (Y1)', 'Right (X2)', 'Second Y (Y2)']],
	])('asks for the lengths that a place by %s needs', async (placeBy, lengths) => {
		const form = await editor.openNode('Place');
		await form.choose('placeBy', placeBy);
		await eventually(async () => {
			const labels = await form.labels();
			const [from, to] = [labels.indexOf('Pages'), labels.lastIndexOf('Options')];
			const preset = placeBy === 'Preset' ? ['Preset'] : [];
			expect(labels.slice(from, to)).toEqual(['Pages', 'Place By', ...preset, 'Unit', ...lengths]);
		});
	});

	it('shows lengths as they were typed, and the page number of an older workflow', async () => {
		const form = await editor.openNode('Former');
		for (const [name, text] of [
			['page', '3'],
			['x1', '20'],
			['y1', '30.5'],
		] as const) {
			await eventually(async () => expect(await form.box(name).inputValue()).toBe(text));
		}
	});

	it('takes signers as JSON instead, with two for a start', async () => {
		const form = await editor.openNode('JSON');
		await form.field('signersJson').getByText('"userName": "Zhang San"').waitFor();
		expect(await form.labels()).not.toContain('Signers');
	});

	it('hides from a check what only sending needs', async () => {
		const form = await editor.openNode('Check');
		const both = ['Subject', 'Stop on Warnings'];
		const sending = ['Batching', 'On Existing Order', 'Timeout (Seconds)'];
		const shows = async (wanted: string[]) =>
			await eventually(async () => {
				const labels = await form.labels();
				expect([...sending, ...both].filter((one) => labels.includes(one))).toEqual(wanted);
			});
		await shows([...sending, ...both]);
		await form.choose('operation', 'Check');
		await shows(both);
	});

	it.each([1024, 1280, 1600])('cuts no label in a window %d wide', async (width) => {
		await editor.page.setViewportSize({ width, height: 900 });
		const form = await editor.openNode('Full');
		await eventually(async () => {
			const labels = await form.labels();
			expect(labels).toEqual(expect.arrayContaining(['Margin', 'Stop on Warnings']));
		});
		expect(await form.cutLabels()).toEqual([]);
	});

	it('names signers and positions where n8n folds them', async () => {
		const flags = { '048_collection_overhaul': 'variant' };
		await editor.setFlags(flags);
		await editor.openWorkflow(workflow.id);
		const { root } = await editor.openNode('Folded');
		await root.getByText(`Signer 1: ${identity.name}`, { exact: true }).waitFor();
		await root.getByText('Signer 2', { exact: true }).click();
		await root.getByText('Positions', { exact: true }).last().click();
		await root.getByText('Position 1, page 2-last', { exact: true }).waitFor();
	});
}
