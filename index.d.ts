import type { ICredentialType, INodeType } from 'n8n-workflow';

/** The action node, `n8n-nodes-wosigndoc.woSignDoc`. */
export declare const WoSignDoc: new () => INodeType;

/** The trigger node, `n8n-nodes-wosigndoc.woSignDocTrigger`. */
export declare const WoSignDocTrigger: new () => INodeType;

/** The credential type, `woSignDocApi`. */
export declare const WoSignDocApi: new () => ICredentialType;
