import { testAcknowledging } from './acknowledging.cases';
import { testFaults } from './faults.cases';
import { testLeftBehind } from './leftBehind.cases';
import { testProcesses } from './processes.cases';
import { testRepeats } from './repeats.cases';
import { testCost, testScale } from './scale.cases';
import { Stage } from './support/stage';

jest.setTimeout(400_000);

const MEGABYTE = 1_000_000;

describe('n8n in queue mode', () => {
	let started: Stage;
	const stage = () => started;

	beforeAll(async () => {
		started = await Stage.start();
	}, 600_000);

	afterAll(async () => await started?.stop(), 60_000);

	/** Restarts the processes that receive and run pushes, with other settings. */
	async function startAnew(environment: NodeJS.ProcessEnv): Promise<void> {
		const { webhooks, workers } = started.queue;
		const processes = [...webhooks, ...workers];
		await Promise.all(processes.map((one) => one.stop('SIGKILL')));
		for (const one of processes) await one.start(environment);
	}

	describe('its processes', () => testProcesses(stage));
	describe('the answer, with binary data in the database', () =>
		testAcknowledging(stage, 'database', 1_000 * MEGABYTE));
	describe('a repeated push', () => testRepeats(stage));
	describe('a fault', () => testFaults(stage));
	describe('with binary data in the database', () => testCost(stage, 'database', ['all']));
	describe('what n8n leaves behind', () => testLeftBehind(stage));

	describe('the answer, with binary data in a folder that all share', () => {
		beforeAll(() => startAnew({ N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' }));

		testAcknowledging(stage, 'filesystem-v2', 200 * MEGABYTE);
		testCost(stage, 'shared folder', ['all', 'none']);
	});

	describe('with n8n’s older expressions, and binary data in a folder that all share', () => {
		beforeAll(() =>
			startAnew({
				N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
				N8N_EXPRESSION_ENGINE: 'legacy',
			}),
		);

		testCost(stage, 'shared folder, legacy expressions', ['none']);
	});

	// Last, because it leaves the workers with other settings.
	describe('more workers', () => testScale(stage));
});
