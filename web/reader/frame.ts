// A blog in a frame of another site's page (/{blog}/embed): says how high it is, so
// that the frame can grow. What listens there is web/embed.

/** Anybody may know the height of a public page, so it is said to whoever has the frame. */
export function tellHeight(): void {
	if (window.parent === window || !document.body.classList.contains('embed')) {
		return;
	}
	new ResizeObserver(() => {
		const height = Math.ceil(document.body.getBoundingClientRect().height);
		window.parent.postMessage({ stoppress: 'height', height }, '*');
	}).observe(document.body);
}
