// What is opened now and then: fetched when it is first wanted, so that the box for
// the next update is there the sooner. The service worker keeps it with the rest. What
// somebody goes on typing in at once, such as the palette, is not among it.
export { default as BlogSettingsForm } from './BlogSettingsForm.svelte';
export { default as Conflict } from './Conflict.svelte';
export { default as CopyReview } from './CopyReview.svelte';
export { default as EndBlog } from './EndBlog.svelte';
export { default as KeySheet } from './KeySheet.svelte';
export { default as ReworkDialogs } from './ReworkDialogs.svelte';
export { default as Schedule } from './Schedule.svelte';
export { default as SendBack } from './SendBack.svelte';
export { default as Speakers } from './Speakers.svelte';
export { default as SubsPanel } from './SubsPanel.svelte';
export { default as TakenOver } from './TakenOver.svelte';
