import { IN_MEMORY } from '../../harness/n8n/installation';
import { testAcceptance } from './examples/acceptance.cases';
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
import { testWordContract } from './examples/wordContract.cases';

// A whole round trip or several in a test.
jest.setTimeout(120_000);

// Made for n8n 2: an older one lacks versions of the nodes in them.
const describeOnN8n2 = IN_MEMORY ? describe.skip : describe;

describeOnN8n2('an example workflow', () => {
	let started: Stage;
	const stage = () => started;

	beforeAll(async () => {
		started = await Stage.start();
	}, 300_000);

	afterAll(async () => await started?.stop());

	describe('for a signed document, to storage and e-mail', () => testSignedDocument(stage));
	describe('for a contract from a form', () => testContractFromForm(stage));
	describe('for a contract from parts', () => testContractFromParts(stage));
	describe('for a contract whose form fields are filled', () => testFilledContract(stage));
	describe('for what failed or was rejected', () => testFailedAndRejected(stage));
	describe('for a ledger of orders', () => testOrderLedger(stage));
	describe('for a run that waits for the signatures', () => testCreateAndWait(stage));
	describe('for a batch from a spreadsheet', () => testBatch(stage));
	describe('for an AI agent whose drafts a person approves', () => testAiAgent(stage));
	describe('for one callback address of many workflows', () => testOneCallback(stage));
	describe('for several accounts', () => testSeveralAccounts(stage));
	describe('for a Word contract that Gotenberg converts', () => testWordContract(stage));
	describe('imported, not run', () => testAcceptance(stage));
});
