import type { Stream } from '../pdf/parts';
import type { Dictionary, Value } from '../pdf/value';

/** The contents of an object. */
export interface Held {
	readonly value: Value;
	readonly stream?: Stream | undefined;
}

/** Something in the signed bytes that makes an object written later change what they show. */
export interface Prepared {
	readonly name: string;
	/** The object to be written later. */
	readonly number: number;
	readonly shown: Held;
}

/** A signed file to be updated. */
export interface Base {
	readonly name: string;
	readonly signed: Buffer;
	/** The objects in the last revision. */
	readonly objects: ReadonlyMap<number, Held>;
	readonly root: number;
	/** The objects of the pages; empty if they weren't looked up. */
	readonly pages: readonly number[];
	readonly info: number | undefined;
	/** An empty security store that is already in place. */
	readonly store: number | undefined;
	/** Root, Info, and ID for the next trailer. */
	readonly trailer: Dictionary;
	readonly startXref: number;
	/** The first unused object number. */
	readonly free: number;
	readonly form: 'table' | 'stream';
	readonly prepared: readonly Prepared[];
	/** Whether it was prepared for the update. */
	readonly isPrepared: boolean;
	/** Whether it is an ordinary file, after which permitted updates are accepted. */
	readonly isPlain: boolean;
}
