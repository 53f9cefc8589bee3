import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../harness/n8n/freePort';
import type { Installation } from '../../harness/n8n/installation';
import { startInstallation } from '../../harness/n8n/installation';
import type { RunningN8n } from '../../harness/n8n/runningN8n';
import { waitFor } from '../../harness/n8n/waitFor';
import type { RecordedExecution } from '../faults/recordedExecutions';
import { recordedExecutions, unfinishedExecutions } from '../faults/recordedExecutions';
import { must } from './must';
import type { Answer } from './connection';
import { post } from './connection';
import type { GenuinePush } from './genuinePush';
import { genuinePush } from './genuinePush';
import { descriptors, HeldMemory } from './n8nFigures';
import { makeWorkflows, type TriggerPath } from './triggers';

/** For what only ends what hangs. */
const PATIENCE_MS = 60_000;
const OUTPUTS = { signed: 0, failed: 1, rejected: 2 } as const;

/** What is left of pushes in n8n. */
export interface Traces {
	readonly executions: number;
	/** Files in n8n's storage that no execution knows, and temporary ones. */
	readonly strayFiles: readonly string[];
	readonly descriptors: number;
}

/** A real n8n with triggers to attack. */
export class Stage {
	private orders = 0;

	constructor(
		readonly seed: string,
		readonly installation: Installation,
		readonly memory: HeldMemory,
		private readonly temporary: string,
	) {}

	get n8n(): RunningN8n {
		return this.installation.n8n;
	}

	/** The URL of a trigger, as strangers may find it out. */
	url(path: TriggerPath): string {
		return this.n8n.webhookUrl(`${path}/push`);
	}

	/** The callback URL as the platform has it, with the token. */
	callbackUrl(path: TriggerPath): string {
		return this.installation.callbackUrl(`${path}/push`);
	}

	/** A push of an order that was never pushed before. */
	nextPush(size?: number): GenuinePush {
		return genuinePush(`ORDER-${++this.orders}`, this.seed, size);
	}

	/** What n8n has recorded of an order's pushes that came out on Signed. */
	signed({ orderNumber }: Pick<GenuinePush, 'orderNumber'>): RecordedExecution[] {
		return recordedExecutions(this.n8n.database).filter(({ outputs }) =>
			outputs[OUTPUTS.signed]?.some(({ json }) => json.orderNumber === orderNumber),
		);
	}

	/** How many executions there were, and how many of them on Rejected. */
	counts(): { executions: number; rejected: number } {
		const all = recordedExecutions(this.n8n.database);
		const rejected = all.filter(({ outputs }) => (outputs[OUTPUTS.rejected] ?? []).length > 0);
		return { executions: all.length, rejected: rejected.length };
	}

	/** Pushes as the platform does, again and again until it is answered `1`; gives all the answers. */
	async deliver(push: GenuinePush, path: TriggerPath): Promise<Answer[]> {
		const answers: Answer[] = [];
		await waitFor(
			`order ${push.orderNumber} to be answered 1`,
			async () => {
				const answer = await post(this.callbackUrl(path), push.body);
				answers.push(answer);
				return answer.text === '1' || undefined;
			},
			PATIENCE_MS,
		);
		return answers;
	}

	/** The same, which must be answered `1` at once, and come out on Signed once, just as it was sent. */
	async deliverAtOnce(push: GenuinePush, path: TriggerPath): Promise<void> {
		const answers = await this.deliver(push, path);
		const others = answers.filter(({ text }) => text !== '1');
		must(others.length === 0, `a genuine push was first answered ${JSON.stringify(others[0])}`);
		await this.isSignedOnce(push);
	}

	async isSignedOnce(push: GenuinePush): Promise<void> {
		await this.quiet();
		const runs = this.signed(push);
		must(runs.length === 1, `a genuine push came out on Signed ${runs.length} times`);
		const [item] = runs[0]?.outputs[OUTPUTS.signed] ?? [];
		must(item?.json['sha256'] === push.sha256, 'another document came out on Signed');
	}

	async traces(): Promise<Traces> {
		return {
			executions: this.counts().executions,
			strayFiles: await this.strayFiles(),
			descriptors: descriptors(this.n8n.pid).length,
		};
	}

	/**
	 * Waits until nothing runs any more, and no file or descriptor is left that was not there before.
	 *
	 * @returns how many executions started
	 */
	async settled(before: Traces): Promise<number> {
		// n8n records executions in their order, some after it has answered: once this one has ended, all are on record.
		await this.deliver(this.nextPush(), 'guarded');
		await this.quiet();
		const left = await waitUntilGone(async () => {
			const { strayFiles, descriptors: open } = await this.traces();
			const files = strayFiles.filter((file) => !before.strayFiles.includes(file));
			const more = Math.max(0, open - before.descriptors);
			return [...files, ...(more > 0 ? [`${more} descriptors`] : [])];
		});
		must(left.length === 0, `left behind: ${left.slice(0, 5).join(', ')}`);
		return this.counts().executions - before.executions - 1;
	}

	async stop(): Promise<void> {
		this.memory.close();
		await this.installation.stop();
		await rm(this.temporary, { recursive: true, force: true });
	}

	/** Waits until every execution has ended. */
	private async quiet(): Promise<void> {
		const hasEnded = () => unfinishedExecutions(this.n8n.database) === 0 || undefined;
		await waitFor('all executions to end', hasEnded, PATIENCE_MS);
	}

	private async strayFiles(): Promise<string[]> {
		const known = new Set(recordedExecutions(this.n8n.database).flatMap(fileIds));
		const stored = await this.n8n.binaryFiles();
		const isKnown = (file: string) =>
			[...known].some((id) => file.replace(/\.metadata$/, '').endsWith(id));
		return [...stored.filter((file) => !isKnown(file)), ...(await readdir(this.temporary))];
	}
}

/** Ends of the paths of an execution's files. */
function fileIds({ outputs }: RecordedExecution): string[] {
	const binaries = outputs.flat().flatMap(({ binary = {} }) => Object.values(binary));
	return binaries.flatMap(({ id }) =>
		id === undefined ? [] : [id.slice(id.lastIndexOf('/') + 1)],
	);
}

/** What is still there when the patience is over; nothing, as soon as there is nothing. */
async function waitUntilGone(ask: () => Promise<string[]>): Promise<string[]> {
	let left: string[] = [];
	const isGone = async () => {
		left = await ask();
		return left.length === 0 || undefined;
	};
	await waitFor('everything to be gone', isGone, PATIENCE_MS / 2).catch(() => undefined);
	return left;
}

/** Starts n8n with its triggers. */
export async function openStage(seed: string): Promise<Stage> {
	const temporary = await mkdtemp(join(tmpdir(), 'n8n-nodes-wosigndoc-attack-'));
	const port = await freePort();
	const environment = { TMPDIR: temporary, NODE_OPTIONS: `--inspect-port=127.0.0.1:${port}` };
	const installation = await startInstallation({}, environment);
	try {
		await makeWorkflows(installation);
		const memory = await HeldMemory.of(installation.n8n.pid, port);
		const stage = new Stage(seed, installation, memory, temporary);
		// So that everything is loaded before anything is measured.
		await stage.deliverAtOnce(stage.nextPush(), 'guarded');
		return stage;
	} catch (error) {
		await installation.stop();
		throw error;
	}
}
