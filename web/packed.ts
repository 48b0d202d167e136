import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'vite';

/** In bytes; what is smaller fits into a packet as it is. */
const worthPacking = 600;

/**
 * Lays the br form beside each file that is text, at the best level: that takes a
 * second or two, which the server then need not spend after each of its starts.
 */
export function packed(): Plugin {
	return {
		name: 'packed',
		enforce: 'post',
		// After all others, of whom Vite itself puts the last words into a chunk here.
		generateBundle: {
			order: 'post',
			handler(_, bundle) {
				for (const file of Object.values(bundle)) {
					const plain = Buffer.from(file.type === 'chunk' ? file.code : file.source);
					if (/\.(js|css|svg)$/.test(file.fileName) && plain.length >= worthPacking) {
						this.emitFile({
							type: 'asset',
							fileName: `${file.fileName}.br`,
							source: brotliCompressSync(plain, {
								params: {
									[constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
									[constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
								},
							}),
						});
					}
				}
			},
		},
	};
}
