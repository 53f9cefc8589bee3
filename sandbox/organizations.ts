/**
 * The sandbox's company register. A name or a number that stands here must come with its partner (-50);
 * an organization of which neither is known is accepted, so that made-up ones need no registration.
 */
export const organizations: ReadonlyMap<string, string> = new Map([
	['深圳示例科技有限公司', '91440300MA5EXAMPLA'],
	['Example Technology Co., Ltd.', '91310000MA1EXAMPLY'],
]);

/** True when the register contradicts this pair. */
export function contradictsRegister(name: string, number: string): boolean {
	const registered = organizations.get(name);
	if (registered !== undefined) return registered !== number;
	return [...organizations.values()].includes(number);
}
