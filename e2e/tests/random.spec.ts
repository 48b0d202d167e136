// Anything may happen to a blog, in any order, while readers come, go and lose
// their network: each page ends equal to a fresh load. The seed is printed;
// STOPPRESS_SEED runs one again.
import type { Page } from '@playwright/test';
import { Chance } from '../chance.ts';
import { expect, networkAway, test } from '../fixture.ts';
import { type Fields, type Newsroom, type Post, text } from '../newsroom.ts';
import { caughtUp, expectFresh, idsOn, lookAway, lookBack, main, openReader } from '../reader.ts';

const slug = 'long-night';
const begin = Date.parse('2026-03-04T06:00:00Z');
const given = process.env.STOPPRESS_SEED;

/** How a post moves in is seen to elsewhere; here hundreds would. */
const still = { reducedMotion: 'reduce' } as const;

/** With so many posts to begin with there is one page, that becomes two on the way, or there are three. */
const runs = given
	? [90, 150].map((posts) => ({ seed: Number(given), posts }))
	: [
			{ seed: 20_260_304, posts: 90 },
			{ seed: 77, posts: 150 },
		];

/** Changes a blog at random, as editors might. */
class Story {
	readonly #newsroom: Newsroom;
	readonly #chance: Chance;
	#public: Post[] = [];
	#withdrawn: Post[] = [];
	#count = 0;

	constructor(newsroom: Newsroom, chance: Chance) {
		this.#newsroom = newsroom;
		this.#chance = chance;
	}

	async publish(fields: Fields = {}): Promise<void> {
		const n = ++this.#count;
		const post = await this.#newsroom.publish(slug, {
			title: n % 3 === 0 ? `Turn ${n}` : '',
			elements: text(`Line ${n} of a long night.`),
			...fields,
		});
		this.#public.push(post);
	}

	async step(): Promise<void> {
		const chance = this.#chance;
		switch (
			chance.weighed({
				publish: 30,
				past: 10,
				edit: 14,
				retime: 8,
				pin: 6,
				key: 8,
				relate: 6,
				withdraw: 14,
				back: 6,
				header: 4,
				state: 2,
			})
		) {
			case 'publish':
				return this.publish();
			case 'past':
				return this.publish({ publishedAt: this.#sometime() });
			case 'edit':
				return this.#change({ elements: text(`Rewritten, ${chance.below(1000)}.`) });
			case 'retime':
				return this.#change({ publishedAt: this.#sometime() });
			case 'pin':
				return this.#change({ pinned: chance.below(2) === 0 });
			case 'key':
				return this.#change(
					chance.below(3) === 0 ? { keyEvent: false } : { title: `Key ${chance.below(99)}`, keyEvent: true },
				);
			case 'relate': {
				const [a, b] = [chance.one(this.#public), chance.one(this.#public)];
				return a === b ? this.publish() : this.#change({ relations: [{ type: 'updates', post: b.id }] }, a);
			}
			case 'withdraw': {
				const post = chance.one(this.#public);
				await this.#newsroom.withdraw(slug, post.id);
				this.#public = this.#public.filter((p) => p !== post);
				this.#withdrawn.push(post);
				return this.#public.length < 3 ? this.publish() : undefined;
			}
			case 'back': {
				const post = this.#withdrawn.pop();
				if (post === undefined) {
					return this.publish();
				}
				this.#public.push(post);
				return this.#change({ status: 'published' }, post);
			}
			case 'header':
				await this.#newsroom.changeBlog(
					slug,
					chance.one([
						{ title: `A long night, ${chance.below(99)}` },
						{ standfirst: chance.one(['', 'It goes on.', 'Dawn is far.']) },
						{ timezone: chance.one(['Europe/London', 'Asia/Tokyo', 'America/St_Johns']) },
					]),
				);
				return;
			case 'state':
				await this.#newsroom.changeBlog(slug, { state: chance.one(['live', 'paused', 'live', 'ended']) });
				return;
		}
	}

	/** Withdraws posts until so many are public, the newest or the oldest first. */
	async shrinkTo(count: number, from: 'newest' | 'oldest'): Promise<void> {
		const time = (p: Post) => Date.parse(p.publishedAt ?? '');
		this.#public.sort((a, b) => (from === 'newest' ? time(b) - time(a) : time(a) - time(b)));
		for (const post of this.#public.splice(0, Math.max(0, this.#public.length - count))) {
			await this.#newsroom.withdraw(slug, post.id);
		}
	}

	async growTo(count: number): Promise<void> {
		while (this.#public.length < count) {
			await this.publish();
		}
	}

	get length(): number {
		return this.#public.length;
	}

	async #change(fields: Fields, post = this.#chance.one(this.#public)): Promise<void> {
		Object.assign(post, await this.#newsroom.change(slug, post.id, fields));
	}

	#sometime(): string {
		return new Date(begin + this.#chance.below(12 * 3600) * 1000).toISOString();
	}
}

for (const { seed, posts } of runs) {
	test(`every reader ends equal to a fresh load, whatever happens (seed ${seed}, ${posts} posts)`, async ({
		server,
		newsroom,
		visitors,
	}) => {
		visitors.expectComplaints(networkAway);
		console.log(`seed ${seed}`);
		const chance = new Chance(seed);
		await newsroom.open({ slug, title: 'A long night' });
		const story = new Story(newsroom, chance);
		await story.growTo(posts);

		const steady = await openReader(await visitors.come(still), `/${slug}`);
		const readers: Page[] = [steady, await openReader(await visitors.come(still), `/${slug}?order=oldest`)];
		if (posts >= 150) {
			readers.push(await openReader(await visitors.come(still), `/${slug}?page=1`));
		}

		for (let chapter = 0; chapter < 3; chapter++) {
			for (let round = 0; round < 4; round++) {
				for (let i = 0; i < 20; i++) {
					await story.step();
				}
				const reader = chance.one(readers);
				switch (chance.weighed({ come: 3, go: 2, offline: 3, online: 4, scroll: 4, kill: 1 })) {
					case 'come':
						if (readers.length < 5) {
							const page = await visitors.come(still);
							await page.goto(`/${slug}`);
							readers.push(page);
						}
						break;
					case 'go':
						if (reader !== steady) {
							readers.splice(readers.indexOf(reader), 1);
							await reader.context().close();
						}
						break;
					case 'offline':
						await reader.context().setOffline(true);
						break;
					case 'online':
						await reader.context().setOffline(false);
						break;
					case 'scroll':
						await reader.evaluate(
							(part) => window.scrollTo(0, part * document.body.scrollHeight),
							chance.next(),
						);
						break;
					case 'kill':
						await server.kill9();
						await server.restart();
						break;
				}
			}
			for (const reader of readers) {
				await reader.context().setOffline(false);
				await reader.evaluate(() => window.scrollTo(0, 0));
				// One that saw the blog end listens no longer; whoever comes back to it sees how it went on.
				await lookAway(reader);
				await lookBack(reader);
			}
			for (const reader of readers) {
				await caughtUp(reader, newsroom, slug);
			}
			await expectFresh(visitors, ...readers);
		}
	});
}

test('the first page lets posts go to older pages and takes them back', async ({ newsroom, visitors }) => {
	await newsroom.open({ slug, title: 'A long night' });
	const story = new Story(newsroom, new Chance(1));
	await story.growTo(98);
	const readers = [
		await openReader(await visitors.come(still), `/${slug}`),
		await openReader(await visitors.come(still), `/${slug}`),
	];
	const [, jumping] = readers;
	const equal = async () => {
		for (const reader of readers) {
			await caughtUp(reader, newsroom, slug);
		}
		await expectFresh(visitors, ...readers);
	};

	await test.step('99 posts are one page', async () => {
		await story.growTo(99);
		await equal();
		for (const reader of readers) {
			expect(await idsOn(reader)).toHaveLength(99);
			await expect(reader.locator('#older')).not.toBeAttached();
		}
	});
	await test.step('the hundredth makes it two', async () => {
		await story.growTo(100);
		await equal();
		for (const reader of readers) {
			expect(await idsOn(reader)).toHaveLength(50);
			await expect(reader.locator('#older')).toBeAttached();
		}
	});
	await test.step('and goes again', async () => {
		await story.shrinkTo(99, 'newest');
		await equal();
		await story.growTo(104);
		await equal();
	});
	await test.step('posts of the older page may go', async () => {
		await story.shrinkTo(101, 'oldest');
		await equal();
	});
	await test.step('fewer than a page are left of the first', async () => {
		await story.shrinkTo(60, 'newest');
		await equal();
		await story.growTo(152);
		await equal();
		await story.shrinkTo(40, 'newest');
		await equal();
		expect(await idsOn(readers[0] ?? jumping ?? (await visitors.come(still)))).toHaveLength(40);
	});
	await test.step('older pages that are open follow too', async () => {
		await story.growTo(130);
		const older = await openReader(await visitors.come(still), `/${slug}?page=1`);
		await story.shrinkTo(120, 'oldest');
		await newsroom.changeBlog(slug, { standfirst: 'Day breaks.' });
		await caughtUp(older, newsroom, slug);
		await expect(main(older).locator('#standfirst')).toHaveText('Day breaks.');
		await expectFresh(visitors, older);
		await story.growTo(160);
		await caughtUp(older, newsroom, slug);
		await expectFresh(visitors, older);
	});
});
