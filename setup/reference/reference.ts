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

/** The whole of `docs/REFERENCE.md`, made of what the nodes themselves are made of. */
export function reference(): string {
	return `${[INTRODUCTION, action(), actionOutput(), trigger(), credential(), codes(), received(), failures()].join('\n\n')}\n`;
}

const INTRODUCTION = `# Reference

Every parameter, every output field and every code. Made by \`npm run docs\` out of the nodes themselves: do not edit it.
See the [README](../README.md) for how to begin, and [TRUST](TRUST.md) for what is verified.

- [WoSignDoc](#wosigndoc): [Sign Order](#sign-order-create-and-check), [Document](#document-preview-positions), [Verify Signatures](#document-verify-signatures), [Create Evidence](#document-create-evidence), [Push](#push-acknowledge-mark-processed-and-skip-processed), [what comes out](#what-comes-out)
- [WoSignDoc Trigger](#wosigndoc-trigger): [Signed](#output-signed), [Failed](#output-failed), [Rejected](#output-rejected), [file names](#file-names)
- [WoSignDoc API](#wosigndoc-api), the credential
- [Codes](#codes): [the platform’s](#the-platforms-codes), [the node’s own](#the-nodes-own-codes), [warnings](#warnings), [refused pushes](#refused-pushes)
- [What comes from outside, and what the node makes of it](#what-comes-from-outside-and-what-the-node-makes-of-it): [answers](#answers), [files](#files), [numbers](#numbers), [rows](#rows)
- [Failures in sending, and the message a user sees](#failures-in-sending-and-the-message-a-user-sees)

*Name* is what stands in a workflow’s JSON and in expressions. *Type* is n8n’s.`;

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

Both have the same parameters, so that an order is checked by changing the operation alone. Options that matter only to Create say so.

${parameterTables({ properties: shownFor('signOrder'), all, known: ORDER_CONDITIONS, heading: '####' })}

### Document: Preview Positions

The parameters of Create and Check, and one more. No credential is needed, and nothing is sent.

${parameterTables({ properties: ofPreview, all, known: PREVIEW_CONDITIONS, heading: '####' })}

### Document: Verify Signatures

Looks at a PDF in the workflow, without any network; a credential is needed for Check Trust alone. Create Evidence has these parameters, too:

${parameterTables({ properties: ofBoth, all, known: BOTH_CONDITIONS, heading: '####' })}

Verify Signatures alone has:

${parameterTables({ properties: besides(ofVerifying), all, known: VERIFY_CONDITIONS, heading: '####' })}

### Document: Create Evidence

Verifies the signatures in the same way, and records the verdict in two files, see [EVIDENCE](EVIDENCE.md). In addition to the parameters above:

${parameterTables({ properties: besides(ofEvidence), all, known: EVIDENCE_CONDITIONS, heading: '####' })}

### Push: Acknowledge, Mark Processed and Skip Processed

Acknowledge and Mark Processed have no parameters. Both mark the pushes that passed Skip Processed in this execution as processed. Skip Processed has these:

${parameterTables({ properties: shownFor('push'), all, known: PUSH_CONDITIONS, heading: '####' })}`;
}

function actionOutput(): string {
	return `### What comes out

One item for each item that came in, paired with it.

#### Create: an order that the platform took

${fieldTable(CREATED_FIELDS)}

#### Create: an order that the platform had before

Only with On Existing Order: Output Item.

${fieldTable(EXISTING_FIELDS)}

#### Check

${fieldTable(CHECKED_FIELDS)}

#### Document: Preview Positions

The item’s binary fields, and the preview in the one named by Output Data Field Name. The preview of a PDF that is encrypted, but opens without a password, is a copy in clear.

${fieldTable(PREVIEW_FIELDS)}

Each of the \`positions\`:

${fieldTable(PREVIEWED_POSITION_FIELDS)}

#### An item that failed

Where the node is set to continue after an error, the item’s JSON is \`{ "error": { … } }\`; Verify Signatures, Create Evidence, and Acknowledge keep the item’s own data as well.
With an error output, n8n puts the item there, with its own data. Check and Preview Positions report what is wrong with an order in \`errors\` instead.

${fieldTable(ERROR_FIELDS)}

#### Push: Acknowledge and Mark Processed

The items that came in, unchanged.

#### Push: Skip Processed

The items that came in, unchanged, on two outputs: **New** and **Already Processed**. An item that failed comes out last on New, as its error without its data, or on the error output if the node has one.

#### Document: Verify Signatures

The item’s own JSON and binary data, plus \`intact\`, \`trusted\`, \`summary\` and \`signatures\`. Each signature has:

${fieldTable(SIMPLIFIED_FIELDS)}

With Simplify off, everything that was found is returned:

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

The parameter \`options\` is not shown: by it n8n hands the request’s body over unread.

### Output Signed

The document is in the binary field named by Output Data Field Name, by default \`data\`.

${fieldTable(SIGNED_FIELDS)}

### Output Failed

${fieldTable(FAILED_FIELDS)}

### Output Rejected

Never with a document.

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

A node that goes on after an error tells the code in \`error.code\`. One that stops shows it as the error’s *HTTP code*, or an answer’s HTTP status in its place;
for what is wrong before anything is sent (\`invalidParameters\`, \`invalidCredential\`, \`fileChanged\`) it shows the message alone.

### The platform’s codes

${platformCodeTable()}

A code that is not in the table is shown as it came, as “Unknown code”.

### The node’s own codes

${errorCodeTable()}

### Warnings

In \`warnings\` of Create and Check. With the option Stop on Warnings an order that has one is not sent; \`callbackSize\`, which Check alone tells, and what an answer to Create gives rise to do not count.

${warningCodeTable()}

### Refused pushes

The sender is answered with the HTTP status and \`0\` followed by the reason. What does not come out on Rejected starts no workflow; n8n’s log has a line for each.

${refusalCodeTable()}`;
}

function received(): string {
	const { answers, files, numbers, rows } = receivedTables();
	return `## What comes from outside, and what the node makes of it

What has one meaning is taken so; what has none is an error before anything is sent, or an answer that leaves open whether the order exists. Nothing is changed silently.
[TRUST](TRUST.md) has the same of pushes. Every line names the test that backs it.

### Answers

${answers}

### Files

${files}

### Numbers

${numbers}

### Rows

Signers given as JSON, for example the rows of a table.

${rows}`;
}

function failures(): string {
	const { credential: ofCredential, connection, sending, answer } = failureTables();
	return `## Failures in sending, and the message a user sees

“May the order exist?” is what decides whether to send again. It is always safe with the **same order number**: the platform takes each number once, and answers -46 or -47
if it has the order already (the option On Existing Order makes that an output item instead of an error). Every line names the test that backs it.

### Before a connection: the credential

${ofCredential}

### In making the connection: nothing was sent

${connection}

### While the order is being sent

${sending}

### After the order was sent: the answer

The description shows up to 200 characters of such an answer, without secrets and files that it may echo.

${answer}`;
}
