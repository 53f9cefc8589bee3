import { firstContact, startSandbox, type FirstContact, type Sandbox } from '../../../sandbox';
import type { SandboxOptions } from '../../../sandbox/sandbox';

/** Starts sandboxes with recorded behavior, and stops them all at the end of the file. */
export function sandboxes() {
	const started: Sandbox[] = [];
	afterAll(async () => await Promise.all(started.map((sandbox) => sandbox.stop())));
	return async (seen: Partial<FirstContact>, options: SandboxOptions = {}): Promise<Sandbox> => {
		const sandbox = await startSandbox({
			autoSign: false,
			...options,
			like: firstContact(seen),
		});
		started.push(sandbox);
		return sandbox;
	};
}
