import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

/** A program with its arguments, and its variables in addition to n8n's. */
export interface Command {
	line: readonly string[];
	environment?: NodeJS.ProcessEnv;
}

/** How n8n runs on this machine. */
export interface N8nProgram {
	/** The program and its arguments; n8n's own command follows. */
	line: readonly string[];
	/** Kills it like a crash, if a signal to `line` wouldn't reach it. */
	kill?: readonly string[];
	/**
	 * The external task runner for Code nodes (`N8N_RUNNERS_MODE=external`).
	 *
	 * @param broker the HTTP URL of n8n's task broker
	 * @param token `N8N_RUNNERS_AUTH_TOKEN`
	 */
	taskRunner(broker: string, token: string): Promise<Command>;
}

const grantSchema = z.object({ data: z.object({ token: z.string() }) });

/** An n8n installed by npm in a folder. */
export function installedN8n(folder: string): N8nProgram {
	const program = join(folder, 'node_modules/n8n/bin/n8n');
	return {
		line: [process.execPath, program],
		// Does what n8n's launcher does, which is available only as an image.
		async taskRunner(broker, token) {
			const response = await fetch(`${broker}/runners/auth`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ token }),
			});
			const { data } = grantSchema.parse(await response.json());
			const script = createRequire(program).resolve('@n8n/task-runner/start');
			const flags = ['--disallow-code-generation-from-strings', '--disable-proto=delete'];
			return {
				line: [process.execPath, ...flags, script],
				environment: {
					N8N_RUNNERS_TASK_BROKER_URI: broker,
					N8N_RUNNERS_GRANT_TOKEN: data.token,
				},
			};
		},
	};
}

export interface ContainerOptions {
	/** n8n's image with its tag: `n8nio/n8n:…`. */
	image: string;
	/** A unique container name. */
	name: string;
	/** The names of n8n's variables; the container engine takes the values from its own environment. */
	variables: readonly string[];
	/** The only folder that n8n shares with this machine, at the same path. */
	userFolder: string;
}

/** The image of n8n's task runners, which n8n publishes under the same tag. */
export function taskRunnerImage(image: string): string {
	return image.replace(/\/n8n(?=[:@]|$)/, '/runners');
}

/**
 * n8n in a container that behaves like an installed one: same addresses, same folder, and files that belong to the
 * user running the tests. Linux only, because it uses the host network.
 */
export function containedN8n({ image, name, variables, userFolder }: ContainerOptions): N8nProgram {
	const run = ['docker', 'run', '--rm', '--network', 'host'];
	const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
	const named = variables.flatMap((variable) => ['--env', variable]);
	const own = ['--user', user, '--env', `HOME=${userFolder}`];
	const shared = ['--volume', `${userFolder}:${userFolder}`];
	return {
		line: [...run, '--name', name, ...own, ...shared, ...named, image],
		kill: ['docker', 'kill', name],
		taskRunner(broker, token) {
			const passed = ['--env', 'N8N_RUNNERS_TASK_BROKER_URI', '--env', 'N8N_RUNNERS_AUTH_TOKEN'];
			return Promise.resolve({
				line: [...run, ...passed, taskRunnerImage(image)],
				environment: { N8N_RUNNERS_TASK_BROKER_URI: broker, N8N_RUNNERS_AUTH_TOKEN: token },
			});
		},
	};
}
