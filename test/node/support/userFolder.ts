import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** n8n's folder of settings and binary data. To be imported before n8n-core, which reads these at load. */
export const userFolder = mkdtempSync(join(tmpdir(), 'n8n-core-'));
Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'of-no-worth',
	N8N_LOG_LEVEL: 'silent',
});

afterAll(() => rmSync(userFolder, { recursive: true }));
