import { deflateSync } from 'node:zlib';
import { object, type ObjectPart, type XrefEntry } from './parts';
import { dictionary, write, type Value } from './value';

/** An object within an object stream. */
export interface Member {
	readonly number: number;
	readonly value: Value;
}

/** A correct object stream, and the cross-references to its members. */
export function objectStream(
	number: number,
	members: readonly Member[],
	isCompressed = false,
): { part: ObjectPart; entries: XrefEntry[] } {
	const { head, body } = streamText(members);
	const data = Buffer.from(head + body, 'latin1');
	const filter = isCompressed ? '/Filter /FlateDecode' : '';
	const value = dictionary(
		`<< /Type /ObjStm /N ${members.length} /First ${head.length} ${filter} /Length @length >>`,
	);
	const bytes = isCompressed ? deflateSync(data) : data;
	return {
		part: object(number, value, bytes.toString('latin1')),
		entries: members.map((member, index) => within(member.number, number, index)),
	};
}

export function streamText(members: readonly Member[]): { head: string; body: string } {
	let body = '';
	const places = members.map(({ number, value }) => {
		const place = `${number} ${body.length}`;
		body += `${write(value)} `;
		return place;
	});
	return { head: `${places.join(' ')} `, body };
}

export const within = (number: number, stream: number, index: number): XrefEntry => ({
	number,
	kind: 'within',
	where: `${stream}`,
	second: index,
});
