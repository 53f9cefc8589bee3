import S3rver from '@20minutes/s3rver';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The server's only access key, with its secret; it verifies the signature of each request. */
const KEY = 'S3RVER';

/** An S3-compatible server on loopback, empty at first. */
export interface ObjectStorage {
	/** The data of n8n's credential `s3`. */
	credential: Record<string, unknown>;
	createBucket(bucket: string): Promise<void>;
	/** The bytes of an object; throws if it doesn't exist. */
	read(bucket: string, key: string): Promise<Buffer>;
	stop(): Promise<void>;
}

export async function startObjectStorage(): Promise<ObjectStorage> {
	const directory = await mkdtemp(join(tmpdir(), 'n8n-nodes-wosigndoc-s3-'));
	const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory });
	const { port } = await server.run();
	const endpoint = `http://127.0.0.1:${port}`;
	const call = async (path: string, method: string) => {
		const response = await fetch(`${endpoint}/${path}`, { method });
		const body = Buffer.from(await response.arrayBuffer());
		if (!response.ok) throw new Error(`S3 answered ${response.status} to ${method} ${path}`);
		return body;
	};
	return {
		credential: {
			endpoint,
			region: 'us-east-1',
			accessKeyId: KEY,
			secretAccessKey: KEY,
			forcePathStyle: true,
		},
		createBucket: async (bucket) => void (await call(bucket, 'PUT')),
		read: (bucket, key) => call(`${bucket}/${key}`, 'GET'),
		stop: async () => {
			await server.close();
			await rm(directory, { recursive: true, force: true });
		},
	};
}
