// Must be imported before n8n-core, which reads its folder and uses decorators when loaded.
import './userFolder';
import 'reflect-metadata';

import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import { readdirSync } from 'node:fs';

/** Where n8n keeps binary data without its server: on disk (`filesystem`), or in the items (`default`). */
export const storageModes = ['filesystem', 'default'] as const;
/** Modes whose storage is part of n8n's server; here both also store files on disk, with their own ids. */
export const serverStorageModes = ['s3', 'database'] as const;
export type StorageMode = (typeof storageModes | typeof serverStorageModes)[number];

/** Sets n8n's binary storage up, as n8n does at start. */
export async function startBinaryStorage(mode: StorageMode): Promise<void> {
	const service = Container.get(BinaryDataService);
	Container.get(BinaryDataConfig).mode = mode;
	await service.init();
	if (mode === 's3' || mode === 'database') {
		const managers = Reflect.get(service, 'managers') as { filesystem: Manager };
		service.setManager(mode, managers.filesystem);
	}
}

type Manager = Parameters<BinaryDataService['setManager']>[1];

/** Every file in the folder of stored binary data, metadata and temporary ones included. */
export function storedFiles(): string[] {
	const folder = Container.get(BinaryDataConfig).localStoragePath;
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => entry.name);
}

/** The path of one stored file. */
export function storedFile(id: string): string {
	return Container.get(BinaryDataService).getPath(id);
}

/** The bytes of a binary field, wherever n8n keeps them. */
export async function bytesOf(binary: IBinaryData | undefined): Promise<Buffer> {
	if (!binary) throw new Error('no binary data');
	return await Container.get(BinaryDataService).getAsBuffer(binary);
}
