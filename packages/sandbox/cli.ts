// The package's command. Each part is loaded only when needed.
const part =
	process.argv[2] === 'contact' ? import('../../contact/cli') : import('../../sandbox/cli');

part.catch((error: unknown) => {
	process.stderr.write(`${String(error)}\n`);
	process.exitCode = 1;
});
