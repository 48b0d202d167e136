import { type Answer, failureOf } from './request';
import type { Picture } from './words';

/** How long an upload may go without a byte getting through, in ms, before it counts as broken. */
const STALLED = 30_000;

/**
 * Sends a picture, and tells how much of it is through, from 0 to 1. The same file is
 * the same picture, however often it is sent. `fetch` does not tell how far it is.
 */
export function sendPicture(file: Blob, through: (share: number) => void): Promise<Answer<Picture>> {
	return new Promise((resolve) => {
		const request = new XMLHttpRequest();
		let stalled: ReturnType<typeof setTimeout>;
		const moving = () => {
			clearTimeout(stalled);
			stalled = setTimeout(() => request.abort(), STALLED);
		};
		const end = (answer: Answer<Picture>) => {
			clearTimeout(stalled);
			resolve(answer);
		};
		const broken = () => end({ ok: false, failure: { kind: 'unreachable' } });
		request.open('POST', '/api/v1/media');
		request.setRequestHeader('Accept', 'application/json');
		request.setRequestHeader('Content-Type', 'application/octet-stream');
		request.upload.onprogress = ({ loaded, total }) => {
			moving();
			through(total > 0 ? loaded / total : 0);
		};
		request.onerror = broken;
		request.onabort = broken;
		request.onload = async () => {
			if (request.status >= 200 && request.status < 300) {
				try {
					end({ ok: true, value: JSON.parse(request.responseText) as Picture });
				} catch {
					broken();
				}
				return;
			}
			const after = request.getResponseHeader('Retry-After');
			const headers = new Headers(after === null ? {} : { 'Retry-After': after });
			const status = request.status < 200 ? 502 : request.status;
			end({
				ok: false,
				failure: await failureOf(new Response(request.responseText, { status, headers })),
			});
		};
		moving();
		request.send(file);
	});
}
