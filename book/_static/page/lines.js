// The lines that draw the pictures: one button for the page hides or shows them, and is remembered.
const root = document.documentElement;
const button = document.querySelector('.lines');
const say = () => {
  const shown = root.dataset.lines === 'shown';
  button.setAttribute('aria-pressed', String(shown));
};
button?.addEventListener('click', () =>
  window.course.keep(() => {
    root.dataset.lines = root.dataset.lines === 'shown' ? 'hidden' : 'shown';
    window.courseKept.keep('lines', root.dataset.lines);
    say();
  }),
);
if (button) say();
