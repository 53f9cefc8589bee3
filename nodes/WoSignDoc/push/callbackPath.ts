import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

const LONGEST_PATH = 200;
/** The default path of a trigger that is newly added in n8n's editor. */
const READABLE_PATH = 'wosigndoc';

/** Segments that n8n, a proxy, and WoSign's form can't interpret differently; n8n treats `:name` as a variable. */
const SEGMENTS = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/;

/**
 * The path of the trigger's URL in n8n's webhook description; if empty, the default path with n8n's ID of the node. A
 * node that was never opened in the editor may lack that ID; n8n then prepends the workflow's.
 */
export const WEBHOOK_PATH =
	'={{ $parameter["callbackPath"] || ($webhookId ? $webhookId + "/push" : "push") }}';

/** A usable path, or an empty one. */
export const callbackPathSchema = z
	.string()
	.regex(
		SEGMENTS,
		'must be letters, digits, hyphens, and underscores, with single slashes between them, such as wosigndoc',
	)
	.max(LONGEST_PATH, `must have at most ${LONGEST_PATH} characters`)
	.or(z.literal(''));

/**
 * The parameter isn't named `path`, because n8n's editor gives parameters of that name a random value when a workflow
 * is duplicated. Its default keeps the URL of workflows that were saved without it, because n8n can't tell those from
 * new ones. A new trigger gets its path from `newTrigger`.
 */
export const callbackPath: INodeProperties = {
	displayName: 'Path',
	name: 'callbackPath',
	type: 'string',
	noDataExpression: true,
	default: '',
	placeholder: `e.g. ${READABLE_PATH}`,
	description:
		'The end of the callback URL, after <code>/webhook/</code>, which stays the same when the trigger is copied, imported, or recreated. When empty, n8n’s random ID of the node is used, which may change.',
};

/**
 * Never shown: the nodes panel makes an action of each option of an “Event”, and a trigger that is added through the
 * action gets the option's value in the parameter of this name, which is the one above.
 */
export const newTrigger: INodeProperties = {
	displayName: 'Event',
	name: callbackPath.name,
	type: 'hidden',
	noDataExpression: true,
	default: '',
	options: [
		{
			name: 'Signing Result Pushed',
			value: READABLE_PATH,
			action: 'On signing result pushed',
			description: 'Starts when WoSignDoc pushes a signed document, or that signing failed',
		},
	],
};
