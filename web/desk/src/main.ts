import './styles/base.css';
import './styles/editor.css';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('desk');
if (target === null) {
	throw new Error('the page has no #desk to show the desk in');
}
target.replaceChildren();
mount(App, { target });

// It can wait until the desk is there. A place without it (plain http) has a desk all the same.
addEventListener('load', () => {
	void navigator.serviceWorker?.register('/desk/worker.js', { scope: '/desk/' }).catch(() => {});
});
