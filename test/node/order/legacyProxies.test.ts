import { withoutAgentOptions } from '../support/legacyHelpers';
import { describeProxies } from './proxies.cases';

// The older helper hides the request; which helper is used is decided once a process, so these have a file of their own.
describeProxies({ adapt: withoutAgentOptions });
