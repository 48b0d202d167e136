// What the desk asks before a post goes out: it stops nothing, and one key puts it right.
import { expectAccessible } from '../accessibility.ts';
import { Desk, hire, type Person } from '../desk.ts';
import { expect, test } from '../fixture.ts';

const slug = 'quarry-fire';

let ines: Person;
let noor: Person;

test.beforeEach(async ({ server, newsroom }) => {
	ines = await hire(server, 'Ines Aldous');
	noor = await hire(server, 'Noor Vance');
	await newsroom.open({ slug, title: 'Fire at the quarry', timezone: 'UTC' });
	await newsroom.changeBlog(slug, { style: [{ write: 'adviser', not: 'advisor' }] });
	await newsroom.publish(slug, {
		elements: [
			{
				type: 'quote',
				paragraphs: ['Nobody is hurt, as far as we know.'],
				speaker: { name: 'Maren Holmgaard', role: 'fire chief' },
			},
		],
	});
});

test('names, marks and the style list are asked about, and put right or left by a key', async ({
	newsroom,
	visitors,
}) => {
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const { keyboard } = desk.page;
	const asked = desk.composer.getByRole('region', { name: 'Before it goes out' });
	await desk.box('Title').fill('Holmgard speaks');
	await desk.box('Post').focus();
	await keyboard.type('Chief Holmgard sent an advisor to Quarryton.');
	await expect(asked.getByText('Is “Holmgard” meant to be “Holmgaard”')).toBeVisible();
	await expect(desk.composer.getByRole('status').filter({ hasText: '2 things to look at' })).toBeAttached();
	await expectAccessible(desk.page, 'the box with warnings');
	await keyboard.press('F8'); // in the title
	await expect(desk.box('Title')).toHaveValue('Holmgaard speaks');
	await expect(asked.getByText('Is “Holmgard” meant')).toBeVisible(); // in the text, once it is read again
	await expect(desk.box('Post')).toBeFocused();
	await keyboard.press('F8');
	await expect(desk.box('Post')).toHaveText('Chief Holmgaard sent an advisor to Quarryton.');
	await expect(asked.getByText('This blog writes “adviser”')).toBeVisible();
	await keyboard.press('Shift+F8');
	await expect(asked).toBeHidden();
	await keyboard.press('Control+Enter');
	await expect(desk.row('Holmgaard speaks')).toBeVisible();
	const [post] = await newsroom.posts(slug);
	expect(post).toMatchObject({
		silenced: ['style:advisor'],
		elements: [{ html: '<p>Chief Holmgaard sent an advisor to Quarryton.</p>' }],
	});

	// Who edits it is not asked again for what somebody has looked at.
	const other = await new Desk(await visitors.come()).openAs(noor, slug);
	const row = other.row('Holmgaard speaks');
	await other.beginEdit(row);
	await row.getByRole('textbox', { name: 'Post' }).focus();
	await other.page.keyboard.press('End');
	await other.page.keyboard.type(' “Yes, he said.');
	const rowAsks = row.getByRole('region', { name: 'Before it goes out' });
	await expect(rowAsks.getByText('This quotation mark has no other')).toBeVisible();
	await expect(rowAsks.getByText('This blog writes')).toBeHidden();
});

test('a time leads to the post that it means, and to none that is withdrawn', async ({
	newsroom,
	visitors,
}) => {
	const at = (minutes: number) => {
		const time = new Date(Date.now() - minutes * 60_000);
		time.setUTCSeconds(5, 0);
		return time.toISOString();
	};
	const clock = (iso: string) => iso.slice(11, 16);
	const [early, twice] = [at(50), at(40)];
	const target = await newsroom.publish(slug, {
		title: 'Smoke seen',
		elements: [{ type: 'text', html: '<p>One</p>' }],
		publishedAt: early,
	});
	const others = [];
	for (const title of ['Wind turns', 'Engines leave']) {
		others.push(
			await newsroom.publish(slug, {
				title,
				elements: [{ type: 'text', html: '<p>Two</p>' }],
				publishedAt: twice,
			}),
		);
	}
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const asked = desk.composer.getByRole('region', { name: 'Before it goes out' });
	await desk.box('Post').focus();
	await desk.page.keyboard.type(
		`Smoke is back (see ${clock(early)} UTC), as is the wind (see ${clock(twice)} UTC). It left at ${clock(early)}.`,
	);
	await expect(asked.getByText(`${clock(early)} UTC leads to ${clock(early)} Smoke seen`)).toBeVisible();
	await expect(asked.getByText(`2 posts are of ${clock(twice)} UTC. Which one?`)).toBeVisible();
	await asked.getByRole('button', { name: /Engines leave/ }).click();
	await expect(asked.getByText('Which one?')).toBeHidden();
	await desk.button('Publish').click();
	await expect(desk.row('Smoke is back')).toBeVisible();

	const reader = await visitors.come();
	await reader.goto(`/${slug}`);
	const words = reader.locator('#posts article').first();
	await expect(words.getByRole('link', { name: `${clock(early)} UTC` })).toHaveAttribute(
		'href',
		new RegExp(`/posts/${target.id}`),
	);
	await expect(words.getByRole('link', { name: `${clock(twice)} UTC` })).toHaveAttribute(
		'href',
		new RegExp(`/posts/${others[1]?.id}`),
	);
	await newsroom.withdraw(slug, target.id);
	await expect(words.getByRole('link', { name: `${clock(early)} UTC` })).toHaveCount(0);
	await expect(words).toContainText(`(see ${clock(early)} UTC)`);
});
