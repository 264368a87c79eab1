// A hovered or focused term shows what the glossary says of it; Escape hides it.
let shown = null;
const hide = () => {
  shown?.remove();
  shown = null;
};
function place(link) {
  const at = link.getBoundingClientRect();
  const left = Math.min(at.left, innerWidth - shown.offsetWidth - 20);
  const below = at.bottom + shown.offsetHeight + 8 < innerHeight;
  shown.style.left = Math.max(20, left) + scrollX + 'px';
  shown.style.top = (below ? at.bottom + 4 : at.top - shown.offsetHeight - 4) + scrollY + 'px';
}
async function define(link) {
  await window.course.load('glossary');
  const entry = window.courseGlossary[link.hash.slice(1)];
  if (!entry || !(link.matches(':hover') || link === document.activeElement)) return;
  hide();
  shown = document.createElement('div');
  shown.className = 'definition';
  shown.setAttribute('role', 'tooltip');
  shown.id = 'definition';
  shown.innerHTML = entry;
  for (const inside of shown.querySelectorAll('a[href]:not([href*=":"])'))
    inside.setAttribute('href', window.course.root + inside.getAttribute('href'));
  link.setAttribute('aria-describedby', 'definition');
  document.body.append(shown);
  place(link);
}
for (const link of document.querySelectorAll('a.term')) {
  for (const on of ['mouseenter', 'focus'])
    link.addEventListener(on, () => define(link).catch(() => {}));
  link.addEventListener('blur', hide);
  link.addEventListener('mouseleave', () =>
    setTimeout(() => {
      if (!shown?.matches(':hover')) hide();
    }, 200),
  );
}
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') hide();
});
document.addEventListener('click', hide);
