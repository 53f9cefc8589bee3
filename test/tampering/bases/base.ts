import type { Stream } from '../pdf/parts';
import type { Dictionary, Value } from '../pdf/value';

/** What an object holds. */
export interface Held {
	readonly value: Value;
	readonly stream?: Stream | undefined;
}

/** Something that the signed bytes hold so that writing an object later changes what they show. */
export interface Prepared {
	readonly name: string;
	/** The object that is to be written. */
	readonly number: number;
	readonly shown: Held;
}

/** A signed file that something is to be written behind. */
export interface Base {
	readonly name: string;
	readonly signed: Buffer;
	/** As its last revision has them. */
	readonly objects: ReadonlyMap<number, Held>;
	readonly root: number;
	/** The objects of the pages; empty if they weren't looked up. */
	readonly pages: readonly number[];
	readonly info: number | undefined;
	/** A security store that is in its place, still empty. */
	readonly store: number | undefined;
	/** Root, Info and ID, as the next trailer needs them. */
	readonly trailer: Dictionary;
	readonly startXref: number;
	/** The first number that no object has. */
	readonly free: number;
	readonly form: 'table' | 'stream';
	readonly prepared: readonly Prepared[];
	/** Somebody made it for what is to be written behind. */
	readonly isPrepared: boolean;
	/** Nothing in it is out of the ordinary: what may follow a signature is accepted behind it. */
	readonly isPlain: boolean;
}
