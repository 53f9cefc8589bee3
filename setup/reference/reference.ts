import type { INodeProperties } from 'n8n-workflow';
import { WoSignDocApi } from '../../credentials/WoSignDocApi.credentials';
import { WoSignDoc } from '../../nodes/WoSignDoc/WoSignDoc.node.ts';
import { WoSignDocTrigger } from '../../nodes/WoSignDoc/WoSignDocTrigger.node.ts';
import {
	EVIDENCE_FIELDS,
	SIGNATURE_FIELDS,
	SIMPLIFIED_FIELDS,
	VERIFIED_FIELDS,
} from './documentFields';
import { ERROR_FIELDS } from './errorFields';
import {
	errorCodeTable,
	fieldTable,
	warningCodeTable,
	platformCodeTable,
	refusalCodeTable,
} from './fieldTables';
import { fileNames } from './fileNames';
import {
	CHECKED_FIELDS,
	CREATED_FIELDS,
	EXISTING_FIELDS,
	PREVIEW_FIELDS,
	PREVIEWED_POSITION_FIELDS,
} from './orderFields';
import { parameterTables } from './parameterTables';
import { FAILED_FIELDS, REJECTED_FIELDS, SIGNED_FIELDS } from './pushFields';
import { receivedTables } from './receivedData';
import { failureTables } from './sendingFailures';

const ORDER_CONDITIONS = {
	resource: ['signOrder', 'document'],
	operation: ['create', 'check', 'previewPositions'],
};
const PREVIEW_CONDITIONS = { resource: ['document'], operation: ['previewPositions'] };
const VERIFY_CONDITIONS = { resource: ['document'], operation: ['verifySignatures'] };
const BOTH_CONDITIONS = {
	resource: ['document'],
	operation: ['createEvidence', 'verifySignatures'],
};
const EVIDENCE_CONDITIONS = { resource: ['document'], operation: ['createEvidence'] };
const PUSH_CONDITIONS = { resource: ['push'], operation: ['skipProcessed'] };

/** The contents of `docs/REFERENCE.md`, generated from the nodes themselves. */
export function reference(): string {
	return `${[INTRODUCTION, action(), actionOutput(), trigger(), credential(), codes(), received(), failures()].join('\n\n')}\n`;
}

const INTRODUCTION = `# Reference

Every parameter, output field, and error code. Generated from the nodes by \`npm run docs\`; don’t edit.
To get started, see the [README](../README.md). For what is verified, see [TRUST](TRUST.md).

- [WoSignDoc](#wosigndoc): [Sign Order](#sign-order-create-and-check), [Document](#document-preview-positions), [Verify Signatures](#document-verify-signatures), [Create Evidence](#document-create-evidence), [Push](#push-acknowledge-mark-processed-and-skip-processed), [output](#output)
- [WoSignDoc Trigger](#wosigndoc-trigger): [Signed](#output-signed), [Failed](#output-failed), [Rejected](#output-rejected), [file names](#file-names)
- [WoSignDoc API](#wosigndoc-api), the credential
- [Codes](#codes): [the platform’s](#the-platforms-codes), [the node’s own](#the-nodes-own-codes), [warnings](#warnings), [refused pushes](#refused-pushes)
- [External input and how the node handles it](#external-input-and-how-the-node-handles-it): [responses](#responses), [files](#files), [numbers](#numbers), [rows](#rows)
- [Failures in sending, and the message a user sees](#failures-in-sending-and-the-message-a-user-sees)

*Name* is the name in a workflow’s JSON and in expressions. *Type* is n8n’s type.`;

function action(): string {
	const all = new WoSignDoc().description.properties;
	const chosen = all.filter(({ name }) => name === 'resource' || name === 'operation');
	const shownFor = (resource: string) =>
		all.filter((property) => !chosen.includes(property) && isFor(property, resource));
	const ofDocument = shownFor('document').filter((property) => !isFor(property, 'signOrder'));
	const ofVerifying = ofDocument.filter((property) => isOf(property, 'verifySignatures'));
	const ofEvidence = ofDocument.filter((property) => isOf(property, 'createEvidence'));
	const ofBoth = ofEvidence.filter((property) => ofVerifying.includes(property));
	const ofPreview = ofDocument.filter(
		(property) => !ofVerifying.includes(property) && !ofEvidence.includes(property),
	);
	const besides = (list: readonly INodeProperties[]) =>
		list.filter((property) => !ofBoth.includes(property));
	return `## WoSignDoc

${parameterTables({ properties: chosen, all, heading: '####' })}

### Sign Order: Create and Check

Both have the same parameters, so you can check an order by changing only the operation. Options that affect only Create say so.

${parameterTables({ properties: shownFor('signOrder'), all, known: ORDER_CONDITIONS, heading: '####' })}

### Document: Preview Positions

The same parameters as Create and Check, plus one more. It needs no credential and sends nothing.

${parameterTables({ properties: ofPreview, all, known: PREVIEW_CONDITIONS, heading: '####' })}

### Document: Verify Signatures

Verifies a PDF in the workflow, without network access. Only Check Trust needs a credential. Create Evidence also has these parameters:

${parameterTables({ properties: ofBoth, all, known: BOTH_CONDITIONS, heading: '####' })}

Only Verify Signatures has:

${parameterTables({ properties: besides(ofVerifying), all, known: VERIFY_CONDITIONS, heading: '####' })}

### Document: Create Evidence

Verifies the signatures in the same way and records the verdict in two files, see [EVIDENCE](EVIDENCE.md). It has these additional parameters:

${parameterTables({ properties: besides(ofEvidence), all, known: EVIDENCE_CONDITIONS, heading: '####' })}

### Push: Acknowledge, Mark Processed and Skip Processed

Acknowledge and Mark Processed have no parameters. Both mark the pushes that passed Skip Processed in this execution as processed. Skip Processed has these parameters:

${parameterTables({ properties: shownFor('push'), all, known: PUSH_CONDITIONS, heading: '####' })}`;
}

function actionOutput(): string {
	return `### Output

One item per input item, paired with it.

#### Create: an order that the platform accepted

${fieldTable(CREATED_FIELDS)}

#### Create: an order that already existed

Only with On Existing Order: Output Item.

${fieldTable(EXISTING_FIELDS)}

#### Check

${fieldTable(CHECKED_FIELDS)}

#### Document: Preview Positions

The item’s binary fields, and the preview in the field named by Output Data Field Name. If the PDF is encrypted but opens without a password, the preview is an unencrypted copy.

${fieldTable(PREVIEW_FIELDS)}

Each object in \`positions\`:

${fieldTable(PREVIEWED_POSITION_FIELDS)}

#### Failed items

If the node is set to continue on error, the item’s JSON is \`{ "error": { … } }\`; Verify Signatures, Create Evidence, and Acknowledge also keep the item’s own data.
With an error output, n8n sends the item there with its own data. Check and Preview Positions report problems with an order in \`errors\` instead.

${fieldTable(ERROR_FIELDS)}

#### Push: Acknowledge and Mark Processed

The input items, unchanged.

#### Push: Skip Processed

The input items, unchanged, on two outputs: **New** and **Already Processed**. A failed item comes last on New, with its error and without its data, or on the error output if the node has one.

#### Document: Verify Signatures

The item’s own JSON and binary data, plus \`intact\`, \`trusted\`, \`summary\` and \`signatures\`. Each signature has:

${fieldTable(SIMPLIFIED_FIELDS)}

With Simplify off, it has all results:

${fieldTable(VERIFIED_FIELDS)}

Each signature then has:

${fieldTable(SIGNATURE_FIELDS)}

#### Document: Create Evidence

The item’s own JSON and binary data, the two files in the fields named by Output Data Field Name (JSON) and Output Data Field Name (PDF), and:

${fieldTable(EVIDENCE_FIELDS)}`;
}

function isOf(property: INodeProperties, operation: string): boolean {
	return isFor(property, operation, 'operation');
}

function isFor(
	{ displayOptions = {} }: INodeProperties,
	value: string,
	parameter = 'resource',
): boolean {
	return displayOptions.show?.[parameter]?.includes(value) === true;
}

function trigger(): string {
	const all = new WoSignDocTrigger().description.properties;
	return `## WoSignDoc Trigger

${parameterTables({ properties: all, all, heading: '###' })}

The parameter \`options\` is hidden: it makes n8n pass the request’s body to the trigger unread.

### Output Signed

The document is in the binary field named by Output Data Field Name, by default \`data\`.

${fieldTable(SIGNED_FIELDS)}

### Output Failed

${fieldTable(FAILED_FIELDS)}

### Output Rejected

It has no document, unless Keep Rejected Document puts it in the binary field \`rejected\`.

${fieldTable(REJECTED_FIELDS)}

### File names

${fileNames()}`;
}

function credential(): string {
	const { properties } = new WoSignDocApi();
	return `## WoSignDoc API

${parameterTables({ properties, all: properties, heading: '###' })}`;
}

function codes(): string {
	return `## Codes

If the node continues on error, the code is in \`error.code\`. If it stops, the code is shown as the error’s *HTTP code*, or the response’s HTTP status is shown instead.
For errors before anything is sent (\`invalidParameters\`, \`invalidCredential\`, \`fileChanged\`), only the message is shown.

### The platform’s codes

${platformCodeTable()}

Codes that aren’t in the table are shown unchanged, as “Unknown code”.

### The node’s own codes

${errorCodeTable()}

### Warnings

In \`warnings\` of Create and Check. With the option Stop on Warnings, an order with a warning is not sent, except for \`callbackSize\`, which only Check reports, and warnings about the response to Create.

${warningCodeTable()}

### Refused pushes

The sender gets the HTTP status, and \`0\` followed by the reason. Pushes without an item on Rejected don’t start the workflow; n8n’s log has a line for each.

${refusalCodeTable()}`;
}

function received(): string {
	const { answers, files, numbers, rows } = receivedTables();
	return `## External input and how the node handles it

Input with a single meaning is accepted. Anything else is an error, either before anything is sent, or as a response that leaves open whether the order exists. Nothing is changed silently.
For pushes, see [TRUST](TRUST.md). Every line names the test that backs it.

### Responses

${answers}

### Files

${files}

### Numbers

${numbers}

### Rows

Signers as JSON, for example the rows of a table.

${rows}`;
}

function failures(): string {
	const { credential: ofCredential, connection, sending, answer } = failureTables();
	return `## Failures in sending, and the message a user sees

“May the order exist?” decides whether to send the order again. Sending it again with the **same order number** is always safe: the platform accepts each number only once, and returns -46 or -47
if it already has the order (with the option On Existing Order, that is an output item instead of an error). Every line names the test that backs it.

### Before connecting: the credential

${ofCredential}

### While connecting: nothing was sent

${connection}

### While the order is being sent

${sending}

### After the order was sent: the response

The description shows up to 200 characters of an unexpected response, without any secrets and files that it echoes.

${answer}`;
}
