import { IN_MEMORY } from '../../harness/n8n/installation';
import { hasWhatItNeeds, testAcceptance } from './examples/acceptance.cases';
import { testAiAgent } from './examples/aiAgent.cases';
import { testBatch } from './examples/batch.cases';
import { testContractFromForm } from './examples/contractFromForm.cases';
import { testContractFromParts } from './examples/contractFromParts.cases';
import { testCreateAndWait } from './examples/createAndWait.cases';
import { testFailedAndRejected } from './examples/failedAndRejected.cases';
import { testFilledContract } from './examples/filledContract.cases';
import { testOneCallback } from './examples/oneCallback.cases';
import { testOrderLedger } from './examples/orderLedger.cases';
import { testSeveralAccounts } from './examples/severalAccounts.cases';
import { testSignedDocument } from './examples/signedDocument.cases';
import { Stage } from './examples/stage';
import { testStrangers } from './examples/strangers.cases';
import { testWordContract } from './examples/wordContract.cases';

// A whole round trip or several in a test.

// Made for n8n 2: an older one lacks versions of the nodes in them.
const describeOnN8n2 = IN_MEMORY ? describe.skip : describe;

/** What is asked of an example, on an n8n that has what it needs. */
function describeExample(name: string, title: string, test: (stage: () => Stage) => void): void {
	const describeIt = hasWhatItNeeds(name) ? describe : describe.skip;
	describeIt(title, () => test(() => started));
}

let started: Stage;

describeOnN8n2('an example workflow', () => {
	beforeAll(async () => {
		started = await Stage.start();
	});

	afterAll(async () => await started?.stop());

	describeExample(
		'signed-document-to-email-and-storage',
		'for a signed document, to storage and e-mail',
		testSignedDocument,
	);
	describeExample('contract-from-a-form', 'for a contract from a form', testContractFromForm);
	describeExample('contract-from-parts', 'for a contract from parts', testContractFromParts);
	describeExample('filled-contract', 'for a contract whose form is filled', testFilledContract);
	describeExample('failed-and-rejected', 'for what failed or was rejected', testFailedAndRejected);
	describeExample('order-ledger-and-overdue-watch', 'for a ledger of orders', testOrderLedger);
	describeExample('create-and-wait', 'for a run that waits for the signatures', testCreateAndWait);
	describeExample('batch-from-a-spreadsheet', 'for a batch from a spreadsheet', testBatch);
	describeExample('ai-agent-tool', 'for an AI agent whose drafts a person approves', testAiAgent);
	describeExample(
		'one-callback-many-workflows',
		'for one callback address of many workflows',
		testOneCallback,
	);
	describeExample('several-accounts', 'for several accounts', testSeveralAccounts);
	describeExample(
		'word-contract-with-gotenberg',
		'for a Word contract that Gotenberg converts',
		testWordContract,
	);
	describe('for strangers', () => testStrangers(() => started));
	describe('imported, not run', () => testAcceptance(() => started));
});
