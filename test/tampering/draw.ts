import { drawFraction } from '../support/draw';

type Key = readonly (string | number)[];

/** Consecutive pseudorandom choices that depend only on their key. */
export class Draw {
	private count = 0;

	constructor(private readonly key: Key) {}

	/** Independent choices, which don't affect these. */
	fork(name: string | number): Draw {
		return new Draw([...this.key, name]);
	}

	/** The same choices from the start. */
	restarted(): Draw {
		return new Draw(this.key);
	}

	/** A whole number from 0 up to, but not including, a limit. */
	below(limit: number): number {
		return Math.floor(drawFraction(...this.key, this.count++) * limit);
	}

	between(from: number, to: number): number {
		return from + this.below(to - from + 1);
	}

	chance(probability: number): boolean {
		return this.below(1_000) < probability * 1_000;
	}

	pick<Value>(values: readonly Value[]): Value {
		const [picked] = values.slice(this.below(values.length));
		if (picked === undefined) throw new Error('there is nothing to choose from');
		return picked;
	}

	/** The two in either order. */
	either<Value>(one: Value, other: Value): [Value, Value] {
		return this.chance(0.5) ? [one, other] : [other, one];
	}

	shuffle<Value>(values: readonly Value[]): Value[] {
		const left = [...values];
		return values.flatMap(() => left.splice(this.below(left.length), 1));
	}
}
