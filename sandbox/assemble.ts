import { behaviorLike, type Behavior } from './behavior';
import type { Credentials } from './credentials';
import type { FirstContact } from './firstContact';
import { OrderBook } from './orders';
import { Platform } from './platform';
import { Deliveries } from './push/deliveries';
import { usualShape } from './push/faults';
import type { SandboxObserver, SandboxOptions } from './sandbox';
import { Documents, usualSigning } from './signing/documents';
import { signingLike } from './signing/signingLike';
import { manners } from './signing/signingManner';
import { SigningDesk } from './signingDesk';

const defaultIntervals = [1000, 2000, 4000, 8000, 15_000];

function seenIntervals(like: FirstContact | undefined): number[] | undefined {
	const seconds = like?.push?.retryIntervals ?? [];
	return seconds.length > 0 ? seconds.map((one) => one * 1_000) : undefined;
}

/** The connected parts of one sandbox: an order goes from the platform to the desk to the deliveries. */
export interface Parts {
	behavior: Behavior;
	book: OrderBook;
	platform: Platform;
	desk: SigningDesk;
	deliveries: Deliveries;
	observers: Set<SandboxObserver>;
	autoSign: boolean;
}

export function assemble(options: SandboxOptions, credentials: Credentials): Parts {
	const observers = new Set<SandboxObserver>();
	const { autoSign = true, signature, timeStamp } = options;
	const behavior = behaviorLike(options.like);
	const book = new OrderBook();
	// Explicit options take precedence over the profile.
	const documents = new Documents(credentials.signingAuthorities, {
		...usualSigning,
		...(options.like && signingLike(options.like)),
		...(signature && manners[signature]),
		...(timeStamp !== undefined && { timeStamp: timeStamp ? 'ofSigningCa' : 'none' }),
	});
	const deliveries = new Deliveries({
		intervals: options.pushIntervals ?? seenIntervals(options.like) ?? defaultIntervals,
		answerTimeout: options.answerTimeout ?? 60_000,
		callbackUrl: options.callbackUrl,
		usualShape: usualShape(behavior.push),
		document: (order, shape) => documents.document(order, shape),
		ended: (attempt) => observers.forEach((observer) => observer.push?.(attempt)),
	});
	const desk = new SigningDesk(book, deliveries, documents);
	const platform = new Platform({
		book,
		registeredKey: credentials.registeredKey,
		behavior,
		accepted: (order) => {
			if (autoSign) void desk.signOrFail(order);
		},
		answered: (request) => observers.forEach((observer) => observer.request?.(request)),
	});
	return { behavior, book, platform, desk, deliveries, observers, autoSign };
}
