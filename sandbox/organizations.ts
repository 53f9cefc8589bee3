/**
 * The sandbox's company register. A listed name or number must come with its counterpart (-50). An organization is
 * accepted if neither is listed, so made-up ones need no registration.
 */
export const organizations: ReadonlyMap<string, string> = new Map([
	['深圳示例科技有限公司', '91440300MA5EXAMPLA'],
	['Example Technology Co., Ltd.', '91310000MA1EXAMPLY'],
]);

/** Whether the register contradicts this pair. */
export function contradictsRegister(name: string, number: string): boolean {
	const registered = organizations.get(name);
	if (registered !== undefined) return registered !== number;
	return [...organizations.values()].includes(number);
}
