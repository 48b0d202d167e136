// The script of /embed.js: shows blogs in other sites' pages. Without it the links
// that stand there lead to them.
//
//	<div data-stoppress="https://live.example.org/harbour">
//	  <a href="https://live.example.org/harbour">Follow it live</a>
//	</div>
//	<script async src="https://live.example.org/embed.js"></script>
//
// A link with data-stoppress will do as well, as will the address of a post. With
// data-max-height (in pixels) the frame grows no further, and scrolls.

const firstHeight = 600; // in pixels, until the frame says how high it is

function show(place: HTMLElement): void {
	const link = place.dataset.stoppress || place.getAttribute('href') || '';
	const max = Number(place.dataset.maxHeight) || Number.POSITIVE_INFINITY;
	place.removeAttribute('data-stoppress'); // the script may run once for each blog in a page
	if (!/^https?:/.test(link) || !URL.canParse(link)) {
		return; // the link stays as it is
	}
	const { origin, pathname } = new URL(link);
	const [, slug, , post] = pathname.split('/');
	const frame = document.createElement('iframe');
	const grow = (height: number) => {
		frame.style.cssText = `border:0;width:100%;height:${Math.min(height, max)}px`;
	};
	grow(firstHeight);
	frame.title = place.textContent?.trim() || 'Live coverage';
	frame.loading = 'lazy';
	frame.allow = 'clipboard-write; web-share'; // for sharing a post
	frame.src = `${origin}/${slug}/embed${post ? `?post=${post}` : ''}`;
	addEventListener('message', ({ origin: from, source, data }) => {
		if (
			from === origin &&
			source === frame.contentWindow &&
			data?.stoppress === 'height' &&
			data.height > 0
		) {
			grow(Number(data.height));
		}
	});
	if (place.matches('a')) {
		place.replaceWith(frame);
	} else {
		place.replaceChildren(frame);
	}
}

function showAll(): void {
	for (const place of document.querySelectorAll<HTMLElement>('[data-stoppress]')) {
		show(place);
	}
}

if (document.readyState === 'loading') {
	addEventListener('DOMContentLoaded', showAll);
} else {
	showAll();
}
