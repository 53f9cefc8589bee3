import type { Draw } from '../draw';
import { writeParts } from '../pdf/writeParts';
import type { Base } from './base';
import { Draft } from './draft';
import { addFeatures } from './features';
import { misshapings } from './misshapen';
import { addPages } from './pages';
import { prepare } from './prepare';
import { shadows } from './shadows';
import type { Signers } from './sign';
import { signDraft } from './signDraft';
import { FORMS, partsOf } from './writeDraft';

const HEADER = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');

/** A document written by hand, and signed. */
export function handwritten(
	draw: Draw,
	signers: Signers,
	isPrepared: boolean,
	signedLength = 10_000,
): Base {
	const draft = new Draft();
	addPages(draft, draw);
	const isUsual = addFeatures(draft, draw);
	if (isPrepared) {
		const isMisshapen = draw.chance(0.5);
		if (isMisshapen) draw.pick(misshapings)(draft, draw);
		for (let count = draw.pick(isMisshapen ? [0, 0, 1] : [1, 1, 2]); count > 0; count--)
			prepare(draft, draw);
		if (draw.chance(0.2)) draw.pick(shadows)(draft, draw);
	}
	const form = draw.pick(FORMS);
	const isPlain = isUsual && !isPrepared && form !== 'hybrid';
	const parts = partsOf(draft, form, draw);
	const constants = new Map([
		['size', draft.free],
		['signedLength', signedLength],
	]);
	const file = writeParts(HEADER, parts, constants);
	const later = form === 'table' || form === 'hybrid' ? 'table' : 'stream';
	const names = [form];
	const base = signDraft(draft, { file, form: later, names, isPlain, isPrepared, draw, signers });
	const { length } = base.signed;
	if (!draft.isLinearized || length === signedLength) return base;
	return handwritten(draw.restarted(), signers, isPrepared, length);
}

/** An ordinary, unsigned document. */
export function handwrittenFile(draw: Draw): Buffer {
	const draft = new Draft();
	addPages(draft, draw);
	addFeatures(draft, draw);
	const parts = partsOf(draft, draw.pick(['table', 'stream']), draw);
	return writeParts(HEADER, parts, new Map([['size', draft.free]]));
}
