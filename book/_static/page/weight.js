// The browser notebook weighs something: ask first where that may cost money, until it was loaded.
const costly = () =>
  navigator.connection?.saveData || matchMedia('(max-width: 640px) and (pointer: coarse)').matches;

const wasLoaded = () => {
  try {
    return Boolean(localStorage.getItem('notebook-loaded'));
  } catch {
    return false; // a private window
  }
};

document.querySelector('[data-megabytes]')?.addEventListener('click', event => {
  const {megabytes} = event.currentTarget.dataset;
  const question = `The notebook loads about ${megabytes} MB, once. Load it now?`;
  if (costly() && !wasLoaded() && !confirm(question)) event.preventDefault();
});
