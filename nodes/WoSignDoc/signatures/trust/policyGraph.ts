import type { Certificate } from '../cms/certificate';
import { isSelfIssued } from '../cms/certificate';
import { constraintsOf, mappingsOf, policiesOf } from './policyExtensions';

/**
 * The policies that a path is checked for (RFC 5280, 6.1.1). By default, any policy is acceptable, and none is
 * required.
 */
export interface PolicyInputs {
	/** The acceptable policies. */
	readonly acceptable?: ReadonlySet<string>;
	/** Whether the path must be valid for one of them from its start. */
	readonly explicit?: boolean;
	readonly inhibitMapping?: boolean;
	readonly inhibitAnyPolicy?: boolean;
}

interface PolicyNode {
	/** The next certificate's policies that are equivalent to this one. */
	readonly expected: ReadonlySet<string>;
	/** Whether this is an acceptable policy, or equivalent to one. */
	readonly isAcceptable: boolean;
}

const ANY_POLICY = '2.5.29.32.0';

/**
 * The policies that a path is valid for, from its root down (RFC 5280, 6.1, with the graph of RFC 9618 instead of the
 * tree, which can grow exponentially). Only its last level is kept, because earlier ones only determine `isAcceptable`.
 */
export class PolicyGraph {
	private nodes = new Map<string, PolicyNode>([
		[ANY_POLICY, { expected: new Set([ANY_POLICY]), isAcceptable: true }],
	]);
	/** Certificates until a policy is required, until mapping ends, and until anyPolicy no longer counts. */
	private explicit: number;
	private mapping: number;
	private anyPolicy: number;

	/** @param length certificates below the root */
	constructor(
		length: number,
		private readonly inputs: PolicyInputs,
	) {
		this.explicit = inputs.explicit ? 0 : length + 1;
		this.mapping = inputs.inhibitMapping ? 0 : length + 1;
		this.anyPolicy = inputs.inhibitAnyPolicy ? 0 : length + 1;
	}

	/** Goes down to a certificate (6.1.3, d to f); false if the path isn't valid for any policy, but must be. */
	enter(certificate: Certificate, isLast: boolean): boolean {
		const policies = policiesOf(certificate) ?? [];
		const next = new Map<string, PolicyNode>();
		const named = new Set(policies.filter((policy) => policy !== ANY_POLICY));
		for (const policy of named) this.enterPolicy(policy, next);
		const isAnyAllowed = this.anyPolicy > 0 || (!isLast && isSelfIssued(certificate));
		if (isAnyAllowed && policies.includes(ANY_POLICY)) {
			for (const { expected, isAcceptable } of this.nodes.values())
				for (const policy of expected) if (!named.has(policy)) add(next, policy, isAcceptable);
		}
		this.nodes = next;
		return this.explicit > 0 || next.size > 0;
	}

	private enterPolicy(policy: string, next: Map<string, PolicyNode>): void {
		const parents = [...this.nodes.values()].filter(({ expected }) => expected.has(policy));
		for (const { isAcceptable } of parents) add(next, policy, isAcceptable);
		if (parents.length === 0 && this.nodes.has(ANY_POLICY))
			add(next, policy, this.isAcceptable(policy));
	}

	/** Maps policies after an authority (6.1.4, a and b); false if it maps from or to any policy. */
	map(certificate: Certificate): boolean {
		const mappings = mappingsOf(certificate);
		for (const [policy, expected] of mappings) {
			if (policy === ANY_POLICY || expected.has(ANY_POLICY)) return false;
			const node = this.nodes.get(policy);
			if (this.mapping === 0) this.nodes.delete(policy);
			else if (node) this.nodes.set(policy, { ...node, expected });
			else if (this.nodes.has(ANY_POLICY))
				this.nodes.set(policy, { expected, isAcceptable: this.isAcceptable(policy) });
		}
		return true;
	}

	/**
	 * Applies an authority's requirements to the certificates below it (6.1.4, h to j).
	 *
	 * @param isCounted whether it counts toward the certificates that the other requirements wait for
	 */
	constrain(certificate: Certificate, isCounted: boolean): void {
		const step = isCounted ? 1 : 0;
		const { explicit, mapping, anyPolicy } = constraintsOf(certificate);
		const next = (left: number, given = Infinity) => Math.min(Math.max(left - step, 0), given);
		this.explicit = next(this.explicit, explicit);
		this.mapping = next(this.mapping, mapping);
		this.anyPolicy = next(this.anyPolicy, anyPolicy);
	}

	/** Whether the path is valid for an acceptable policy, or needs none (6.1.5, after `enter` with the last one). */
	end(last: Certificate): boolean {
		const isExplicit = this.explicit <= 1 || constraintsOf(last).explicit === 0;
		return !isExplicit || [...this.nodes.values()].some(({ isAcceptable }) => isAcceptable);
	}

	private isAcceptable(policy: string): boolean {
		return this.inputs.acceptable?.has(policy) ?? true;
	}
}

function add(nodes: Map<string, PolicyNode>, policy: string, isAcceptable: boolean): void {
	const same = nodes.get(policy);
	nodes.set(policy, {
		expected: new Set([policy]),
		isAcceptable: isAcceptable || same?.isAcceptable === true,
	});
}
