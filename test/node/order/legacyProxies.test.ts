import { withoutAgentOptions } from '../support/legacyHelpers';
import { describeProxies } from './proxies.cases';

// The older helper hides the request. The helper is chosen once per process, so these tests are in a separate file.
describeProxies({ adapt: withoutAgentOptions });
