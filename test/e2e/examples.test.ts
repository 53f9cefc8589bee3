import { testAcceptance } from './examples/acceptance';
import { testBatch } from './examples/batch';
import { testContractFromForm } from './examples/contractFromForm';
import { testCreateAndWait } from './examples/createAndWait';
import { testFailedAndRejected } from './examples/failedAndRejected';
import { testOrderLedger } from './examples/orderLedger';
import { testSignedDocument } from './examples/signedDocument';
import { startStage, type Stage } from './examples/stage';

let started: Stage;
const stage = () => started;

beforeAll(async () => {
	started = await startStage();
}, 300_000);

afterAll(async () => await started?.stop());

describe('a signed document, to e-mail and storage,', () => testSignedDocument(stage));

describe('a contract from a form', () => testContractFromForm(stage));

describe('failed and rejected', () => testFailedAndRejected(stage));

describe('the order ledger', () => testOrderLedger(stage));

describe('create and wait', () => testCreateAndWait(stage));

describe('a batch from a spreadsheet', () => testBatch(stage));

describe('the example (imported, not run: ai-agent-tool is not run at all, for it needs a model)', () =>
	testAcceptance(stage));
