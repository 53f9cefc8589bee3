/**
 * The sandbox's company register. A listed name or number must come with its counterpart (-50). An organization is
 * accepted if neither is listed, so made-up ones need no registration.
 */
export const organizations: ReadonlyMap<string, string> = new Map([
	['沃通电子认证服务有限公司', '440301103308619'],
	['深圳示例科技有限公司', '91440300MA5EXAMPLA'],
	['Example Trading Co., Ltd.', '91310000EXAMPLE002'],
]);

/** Whether the register contradicts this pair. */
export function contradictsRegister(name: string, number: string): boolean {
	const registered = organizations.get(name);
	if (registered !== undefined) return registered !== number;
	return [...organizations.values()].includes(number);
}
