import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** n8n's folder for settings and binary data. Must be imported before n8n-core, which reads it when loaded. */
export const userFolder = mkdtempSync(join(tmpdir(), 'n8n-core-'));
Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: 'of-no-worth',
	N8N_LOG_LEVEL: 'silent',
});

afterAll(() => rmSync(userFolder, { recursive: true }));
