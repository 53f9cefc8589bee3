import { contradictsRegister } from '../organizations';
import { Refusal } from '../refusal';
import type { SandboxSigner } from '../sandboxOrder';
import { decodeBase64 } from './base64';
import { checkPlaces } from './checkPlaces';
import { optionalArray, optionalString, type Fields } from './fields';

/** Checks a signer's fields in the order of the vendor's table. */
export function checkSigner(signer: Fields, at: string): SandboxSigner {
	const signType = checkSignType(signer, at);
	const { name, number } = signType === 1 ? organization(signer, at) : person(signer, at);
	return {
		signType,
		name,
		number,
		country: country(signer, at),
		stamp: stamp(signer, at),
		pic: material(signer, 'pic', at),
		otherpic: material(signer, 'otherpic', at),
		places: checkPlaces(optionalArray(signer, 'signlist', at), at),
	};
}

function checkSignType(signer: Fields, at: string): 1 | 2 {
	const { signType } = signer;
	if (signType === undefined || signType === null || signType === '') {
		throw new Refusal('incompleteRequest', `${at}.signType is missing`, 'withoutSignerType');
	}
	if (signType === 1 || signType === '1') return 1;
	if (signType === 2 || signType === '2') return 2;
	throw new Refusal('wrongSignerType', `${at}.signType is neither 1 nor 2`);
}

function organization(signer: Fields, at: string) {
	const name = optionalString(signer, 'orgName', at).trim();
	if (!name) throw new Refusal('organizationNameEmpty', `${at}.orgName is empty`);
	const number = optionalString(signer, 'orgNo', at).trim();
	if (!number) throw new Refusal('organizationNumberEmpty', `${at}.orgNo is empty`);
	if (contradictsRegister(name, number)) {
		throw new Refusal('organizationMismatch', `${at}.orgNo is not the number of ${name}`);
	}
	return { name, number };
}

function person(signer: Fields, at: string) {
	const name = optionalString(signer, 'userName', at).trim();
	if (!name) throw new Refusal('personNameEmpty', `${at}.userName is empty`);
	const number = optionalString(signer, 'userNo', at).trim();
	if (!number) throw new Refusal('personNumberEmpty', `${at}.userNo is empty`);
	return { name, number };
}

function country(signer: Fields, at: string): string {
	const code = optionalString(signer, 'country', at) || 'CN';
	if (!/^[A-Za-z]{2}$/.test(code)) {
		throw new Refusal('wrongParameter', `${at}.country is not two letters`);
	}
	return code.toUpperCase();
}

function stamp(signer: Fields, at: string): Buffer | undefined {
	const text = optionalString(signer, 'stampbase', at);
	if (!text) return undefined;
	const image = decodeBase64(text, `${at}.stampbase`);
	if (!isPng(image) && !isJpeg(image)) {
		throw new Refusal('wrongParameter', `${at}.stampbase is neither PNG nor JPEG`);
	}
	return image;
}

function material(signer: Fields, key: 'pic' | 'otherpic', at: string): Buffer {
	if (signer[key] === undefined) {
		throw new Refusal('incompleteRequest', `${at}.${key} is missing`, 'withoutPictures');
	}
	const text = optionalString(signer, key, at);
	if (!text) throw new Refusal('materialMissing', `${at}.${key} is empty`);
	return decodeBase64(text, `${at}.${key}`);
}

/** Whether the bytes begin with PNG's signature. */
export function isPng(image: Buffer): boolean {
	return image.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'));
}

function isJpeg(image: Buffer): boolean {
	return image.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'));
}
