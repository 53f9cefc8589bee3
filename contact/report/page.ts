import { situations } from '../../sandbox/firstContact';
import { factsInWords } from './factsInWords';
import type { FirstContact } from './readings';
import { verdicts, type Outcome, type Verdict } from './verdicts';

const OUTCOMES: Readonly<Record<Outcome, string>> = {
	confirmed: 'confirmed',
	confirmedInPart: 'partly confirmed',
	refuted: '**refuted**',
	notSeen: 'not observed',
};

const HOSTS: Readonly<Record<FirstContact['host'], string>> = {
	test: 'the test host',
	production: 'the production host',
	other: 'another host',
};

/** The documented codes for these situations. */
const DOCUMENTED: Readonly<Record<(typeof situations)[number], number>> = {
	malformedJson: -63,
	unknownToken: -65,
	unknownAction: -64,
	withoutOrderNumber: -100,
	emptyOrderNumber: -55,
	withoutDocument: -100,
	withoutFileFormat: -56,
	withoutSigners: -100,
	noSigners: -48,
	withoutSignerType: -100,
	wrongSignerType: -49,
	withoutPictures: -100,
	emptyPictures: -57,
	withoutPosition: -100,
	unknownTemplate: -43,
};

/** The result in plain words, as Markdown, generated only from the result. */
export function page(result: FirstContact): string {
	const judged = verdicts(result);
	return [
		'# First contact with WoSignDoc',
		'',
		`${result.day}, ${HOSTS[result.host]}, n8n-nodes-wosigndoc-sandbox ${result.tool}.`,
		'This file contains no token, certificate, name, ID number, or document.',
		'',
		'## What to set in the node',
		'',
		...whatToSet(result, judged),
		'',
		'## Assumptions of docs/PROTOCOL.md',
		'',
		'| # | assumption | result |',
		'| --- | --- | --- |',
		...judged.map(({ id, text, outcome }) => `| ${id} | ${text} | ${OUTCOMES[outcome]} |`),
		'',
		'## Observations',
		'',
		...factsInWords(result).map((fact) => `- ${fact}`),
		...codes(result),
		'',
	].join('\n');
}

function whatToSet(result: FirstContact, judged: readonly Verdict[]): string[] {
	const refuted = judged.filter(({ outcome }) => outcome === 'refuted');
	const lines = [
		...refuted.flatMap(({ id, remedies }) => remedies.map((remedy) => `${remedy} (${id}).`)),
		...advice(result).map((text) => `${text} (A1).`),
	];
	if (lines.length > 0) return lines.map((line) => `- ${line}`);
	return [
		judged.some(({ outcome }) => outcome !== 'notSeen')
			? 'Nothing: everything observed is as the node assumes.'
			: 'Unknown: there was no response from WoSignDoc.',
	];
}

function codes({ requests: { codes: seen = [] } = {} }: FirstContact): string[] {
	const rows = situations.flatMap((situation) => {
		const cell = (encoding: string) =>
			seen.find((one) => one.situation === situation && one.encoding === encoding)?.code ?? '-';
		const [json, percentEncoded] = [cell('json'), cell('percentEncoded')];
		return json === '-' && percentEncoded === '-'
			? []
			: [`| ${situation} | ${json} | ${percentEncoded} | ${DOCUMENTED[situation]} |`];
	});
	if (rows.length === 0) return [];
	const head = ['| incomplete request | JSON | percent-encoded | documented |'];
	return ['', ...head, '| --- | --- | --- | --- |', ...rows];
}

/** Optional settings that only save time. */
function advice({ requests: { encodings } = {} }: FirstContact): string[] {
	return encodings?.join() === 'percentEncoded'
		? [
				'Set Request Encoding to Percent-Encoded Form, which avoids a second request for the first order after each start of n8n',
			]
		: [];
}
