/** The part of the S3 server that the tests use; the package has no types of its own. */
declare module '@20minutes/s3rver' {
	interface Options {
		address: string;
		port: number;
		silent: boolean;
		directory: string;
	}

	export default class S3rver {
		constructor(options: Options);
		run(): Promise<{ port: number }>;
		close(): Promise<void>;
	}
}
