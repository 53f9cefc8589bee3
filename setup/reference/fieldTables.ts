import { ERROR_CODES } from '../../nodes/WoSignDoc/protocol/errorCodes';
import { STARTS_NO_WORKFLOW } from '../../nodes/WoSignDoc/push/rejection';
import type { RefusalCode } from '../../nodes/WoSignDoc/push/wire/refusal';
import { PushRefusal } from '../../nodes/WoSignDoc/push/wire/refusal';
import { ERROR_TEXTS } from './errorTexts';
import { code, table } from './markdown';
import { REFUSAL_TEXTS } from './refusalTexts';
import { WARNING_TEXTS } from './warningTexts';

/** The fields of an item's JSON. */
export function fieldTable(fields: Readonly<Record<string, readonly [string, string]>>): string {
	const rows = Object.entries(fields).map(([name, [type, text]]) => [code(name), type, text]);
	return table(['Field', 'Type', 'Contents'], rows);
}

/** The platform's own error codes. */
export function platformCodeTable(): string {
	return table(
		['Code', 'Meaning', '说明', 'Kind', 'What to do'],
		ERROR_CODES.map(({ code: number, message, messageZh, kind, remedy }) => [
			code(String(number)),
			message,
			messageZh,
			kind,
			remedy,
		]),
	);
}

/** The node's own error codes. */
export function errorCodeTable(): string {
	return table(
		['Code', 'Meaning', 'May the order exist?', 'What to do'],
		Object.entries(ERROR_TEXTS).map(([name, { meaning, orderExists, remedy }]) => [
			code(name),
			meaning,
			orderExists,
			remedy,
		]),
	);
}

export function warningCodeTable(): string {
	const rows = Object.entries(WARNING_TEXTS).map(([name, text]) => [code(name), text]);
	return table(['Code', 'Meaning'], rows);
}

/** The reasons for rejecting a push, with the HTTP status and whether the workflow starts. */
export function refusalCodeTable(): string {
	const codes = Object.keys(REFUSAL_TEXTS).filter(
		(name): name is RefusalCode => name in REFUSAL_TEXTS,
	);
	return table(
		['Code', 'HTTP', 'Meaning', 'Output on Rejected'],
		codes.map((name) => [
			code(name),
			String(new PushRefusal(name, '').httpStatus),
			REFUSAL_TEXTS[name],
			STARTS_NO_WORKFLOW.has(name) ? 'no' : 'yes',
		]),
	);
}
