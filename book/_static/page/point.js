// A heading's sign or a figure's number copies the link to it; keys go from exercise to exercise.
document.addEventListener('click', async event => {
  const link = event.target.closest?.('.headerlink, .number');
  if (!link) return;
  try {
    await navigator.clipboard.writeText(link.href);
    link.dataset.copied = window.course._('Link copied');
    setTimeout(() => delete link.dataset.copied, 1500);
  } catch {
    /* no clipboard: the address is in the window's bar */
  }
});

const exercises = [...document.querySelectorAll('section.exercise')];
const typing = at => at.closest('input, textarea, select, [contenteditable], [role="textbox"]');
function go(forward) {
  const tops = exercises.map(each => [each, each.getBoundingClientRect().top]);
  const goal = forward
    ? tops.find(([, top]) => top > 60)
    : tops.filter(([, top]) => top < -20).at(-1);
  if (!goal) return;
  location.hash = goal[0].id;
  window.course.aim('#' + goal[0].id);
  const heading = goal[0].querySelector('h2, h3');
  heading.tabIndex = -1;
  heading.focus({preventScroll: true});
}
document.addEventListener('keydown', event => {
  const plain = event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey;
  if (!plain || !exercises.length || typing(event.target)) return;
  const step = {KeyN: true, KeyP: false}[event.code];
  if (step === undefined) return;
  event.preventDefault();
  go(step);
});
