// The desk as a person uses it: by the names of what is on it.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Role, Server } from './server.ts';

export interface Person {
	name: string;
	email: string;
	password: string;
}

export interface Writing {
	title?: string;
	post: string;
	marks?: ('Key event' | 'Pinned' | 'Summary')[];
}

/** Makes an account. */
export async function hire(server: Server, name: string, role: Role = 'editor'): Promise<Person> {
	const person = {
		name,
		email: `${name.toLowerCase().replaceAll(' ', '.')}@gazette.example`,
		password: 'four quiet lanterns',
	};
	await server.user(role, name, person.email, person.password);
	return person;
}

export class Desk {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	/** Signs in at a blog's desk, where the composer's button is called `main`, and waits until it hears of changes. */
	async openAs(person: Person, slug: string, main = 'Publish'): Promise<this> {
		await this.page.goto(`/desk/${slug}`);
		await this.signIn(person);
		await expect(this.button(main)).toBeVisible();
		await expect(this.page.getByText('Connected', { exact: true })).toBeVisible();
		return this;
	}

	async signIn({ email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
		await this.box('Email').fill(email);
		await this.box('Password').fill(password);
		await this.button('Sign in').click();
	}

	/** Writes into the box for the next post. */
	async write({ title, post, marks = [] }: Writing): Promise<void> {
		if (title !== undefined) {
			await this.box('Title').fill(title);
		}
		await this.box('Post').fill(post);
		for (const mark of marks) {
			await this.composer.getByRole('checkbox', { name: mark, exact: true }).check();
		}
	}

	/** Writes and publishes, and waits until the server has it. */
	async publish(writing: Writing): Promise<Locator> {
		await this.write(writing);
		await this.button('Publish').click();
		const row = this.row(writing.title ?? writing.post);
		await expect(row).toBeVisible();
		return row;
	}

	/** Edits a post in its row, and waits until the server has it. */
	async edit(row: Locator, words: { title?: string; post?: string }): Promise<void> {
		await this.beginEdit(row);
		await this.submit(row, words);
		await this.saved(row);
	}

	/** Opens a post in its row, on top of the version that the row shows. */
	async beginEdit(row: Locator): Promise<void> {
		await row.getByRole('button', { name: 'Edit', exact: true }).click();
		await expect(row.getByRole('textbox', { name: 'Post' })).toBeVisible();
	}

	/**
	 * Waits until the server has an edit. Its words say nothing of that: they stand in
	 * the row from the moment they are typed. The box closes when they are saved.
	 */
	async saved(row: Locator): Promise<void> {
		await expect(row.getByRole('button', { name: 'Edit', exact: true })).toBeVisible();
	}

	/** Goes on with an edit that is open and asks to save it, whatever the server says to that. */
	async submit(row: Locator, { title, post }: { title?: string; post?: string }): Promise<void> {
		if (title !== undefined) {
			await row.getByRole('textbox', { name: 'Title' }).fill(title);
		}
		if (post !== undefined) {
			await row.getByRole('textbox', { name: 'Post' }).fill(post);
		}
		await row.getByRole('button', { name: 'Save' }).click();
	}

	/** The composer, apart from a row that is being edited. */
	get composer(): Locator {
		return this.page.getByRole('region', { name: 'The next update' });
	}

	/** The row of the post that has these words in its name. */
	row(name: string): Locator {
		return this.page.getByRole('article', { name });
	}

	box(name: string): Locator {
		return this.page.getByRole('textbox', { name, exact: true });
	}

	button(name: string): Locator {
		return this.page.getByRole('button', { name, exact: true });
	}

	get state(): Locator {
		return this.page.getByRole('combobox', { name: 'State' });
	}
}
