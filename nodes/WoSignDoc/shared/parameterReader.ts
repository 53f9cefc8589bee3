import type { IExecuteFunctions } from 'n8n-workflow';
import type { Problem } from '../protocol/errors';
import { asError } from '../protocol/errors';

/**
 * Reads the parameters of one item. An expression that fails is reported like any other problem, under its field's
 * label.
 */
export class ParameterReader {
	readonly problems: Problem[] = [];

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemIndex: number,
	) {}

	/** What the user or the expression provided; `undefined` if the expression failed. */
	read(name: string, label: string, whenAbsent: unknown = ''): unknown {
		try {
			return this.context.getNodeParameter(name, this.itemIndex, whenAbsent);
		} catch (error) {
			this.problems.push({
				where: label,
				message: `its expression can’t be evaluated: ${asError(error).message}`,
			});
			return undefined;
		}
	}
}
