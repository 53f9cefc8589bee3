import type { Color } from '../pdf/preview/previewContent';
import type { SheetContent, SheetRow, SheetSection } from '../pdf/sheet/sheetContent';
import { simplifiedSignature } from '../signatures/simplifiedReport';
import type { SignatureReport } from '../signatures/signatureReport';
import type { Answer } from '../signatures/summary';
import { answerOf } from '../signatures/summary';
import type { Evidence } from './evidence';
import { fieldRows, shortLine } from './evidenceRows';
import { ANSWERS } from './labels';

/** Maximum rows of all sections together; the JSON has all of them. */
const MOST_ROWS = 1_000;
/** Characters of the summary, which ends with what to do: with a missing root's name it is longer than other values. */
const LONGEST_SUMMARY = 2_000;
const GREEN: Color = [0, 0.45, 0.2];
const AMBER: Color = [0.7, 0.4, 0];
const RED: Color = [0.8, 0, 0];
const COLORS: Readonly<Record<Answer, Color>> = {
	trusted: GREEN,
	intact: AMBER,
	notIntact: RED,
	undecided: AMBER,
	notSigned: RED,
};

/**
 * Evidence as pages for people to read, in English and Chinese. Everything in the verdict on a signature is shown.
 *
 * @param sha256 of the JSON file that this accompanies
 */
export function evidenceSheet(evidence: Evidence, sha256: string): SheetContent {
	const { document, verdict, verifiedAt, tool } = evidence;
	const answer = answerOf(verdict);
	const { headline, sentence } = ANSWERS[answer];
	return {
		title: 'Signature evidence 电子签名验证证据',
		headline: { text: headline, color: COLORS[answer] },
		paragraphs: [shortLine(verdict.summary, LONGEST_SUMMARY), sentence],
		sections: within(MOST_ROWS, sectionsOf(evidence, sha256)),
		footer: `${shortLine(document.fileName)} · SHA-256 ${document.sha256}`,
		producer: `${tool.name} ${tool.version}`,
		createdAt: new Date(verifiedAt),
	};
}

function sectionsOf(evidence: Evidence, sha256: string): SheetSection[] {
	const { push, document, settings, verdict, verifiedAt, tool } = evidence;
	const { trustedRoots, options, required } = settings;
	const { problems, remarks, signatures } = verdict;
	return [
		{ heading: 'Document 文件', rows: fieldRows(document) },
		{ heading: 'Push 推送', rows: fieldRows(push) },
		{ heading: 'Findings 验证结果', rows: fieldRows({ problems, remarks }) },
		...signatures.map(signatureSection),
		{
			heading: 'Verification 验证',
			rows: [
				...fieldRows({ verifiedAt, tool: `${tool.name} ${tool.version}`, options, required }),
				...(trustedRoots.length > 0 ? [] : [row('Trusted roots 受信任的根证书', 'none 无')]),
			],
		},
		...trustedRoots.map(({ name, fingerprint, validFrom, validTo }, at) => ({
			heading: `Trusted root ${at + 1} 受信任的根证书`,
			rows: fieldRows({ commonName: name, fingerprint, validFrom, validTo }),
		})),
		{
			heading: 'Evidence file 证据文件',
			rows: [row('SHA-256 (JSON)', sha256), row('How to check 如何核验', HOW_TO_CHECK)],
		},
	].filter(({ rows }) => rows.length > 0);
}

const HOW_TO_CHECK =
	'This page is for reading. The JSON file that goes with it can be checked against the document, without any network: see docs/EVIDENCE.md of n8n-nodes-wosigndoc. 本页仅供阅读；随附的 JSON 文件可与原文件一起离线核验，方法见 n8n-nodes-wosigndoc 的 docs/zh-CN/EVIDENCE.md。';

function signatureSection(signature: SignatureReport, index: number): SheetSection {
	const { signer, time, verdict, reason } = simplifiedSignature(signature);
	const heading = [`Signature ${index + 1} 签名`, signer].filter(Boolean).join(': ');
	return {
		heading: shortLine(heading),
		rows: [...fieldRows({ verdict, reason, time }), ...fieldRows(signature)],
	};
}

function row(label: string, value: string): SheetRow {
	return { label, value, level: 0 };
}

/** The sections, limited to a number of rows before the last one, which is always complete. */
function within(most: number, sections: readonly SheetSection[]): SheetSection[] {
	let left = most;
	const last = sections.slice(-1);
	const shown = sections.slice(0, -1).flatMap(({ heading, rows }) => {
		const fitting = rows.slice(0, Math.max(0, left));
		left -= rows.length;
		return fitting.length > 0 ? [{ heading, rows: fitting }] : [];
	});
	const rest = row('More 其余', 'The JSON file has everything. 完整内容见 JSON 文件。');
	return left < 0 ? [...shown, { heading: '…', rows: [rest] }, ...last] : [...shown, ...last];
}
