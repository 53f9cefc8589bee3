import { firstContact, startSandbox, type FirstContact, type Sandbox } from '../../../sandbox';
import type { SandboxOptions } from '../../../sandbox/sandbox';

/** Starts sandboxes that behave as seen, one after the other, and stops them all at the file's end. */
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
