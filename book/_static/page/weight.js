// The browser notebook weighs something: ask first where that may cost money, until it was loaded.
const costly = () =>
  navigator.connection?.saveData || matchMedia('(max-width: 640px) and (pointer: coarse)').matches;

document.querySelector('[data-megabytes]')?.addEventListener('click', event => {
  const {megabytes} = event.currentTarget.dataset;
  const question = window.course._('The notebook loads about {megabytes} MB, once. Load it now?', {
    megabytes,
  });
  if (costly() && !window.courseKept.recall('notebook-loaded') && !confirm(question))
    event.preventDefault();
});
