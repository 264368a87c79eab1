// Colour theme, definitions where a term stands, copying code, scrollable things by keyboard.
const root = document.documentElement;

const button = document.getElementById('theme');
const NEXT = {auto: 'light', light: 'dark', dark: 'auto'};
const SAY = {auto: ['Auto', 'automatic'], light: ['Light', 'light'], dark: ['Dark', 'dark']};
function showTheme() {
  const [word, name] = SAY[root.dataset.theme] || SAY.auto;
  button.lastElementChild.textContent = word;
  button.setAttribute('aria-label', word + ', colour theme: ' + name);
}
button.addEventListener('click', () => {
  root.dataset.theme = NEXT[root.dataset.theme] || 'light';
  try {
    localStorage.setItem('theme', root.dataset.theme);
  } catch {
    /* a private window */
  }
  showTheme();
});
showTheme();
button.hidden = false;

// A hovered or focused term fetches the glossary once and shows its entry; Escape hides it.
const glossaries = new Map();
let shown = null;
const hide = () => {
  shown?.remove();
  shown = null;
};
async function define(link) {
  const [page, id] = link.href.split('#');
  if (!glossaries.has(page)) {
    glossaries.set(
      page,
      fetch(page)
        .then(answer => answer.text())
        .then(html => new DOMParser().parseFromString(html, 'text/html')),
    );
  }
  let entry = (await glossaries.get(page)).getElementById(id)?.closest('dt');
  while (entry && entry.tagName === 'DT') entry = entry.nextElementSibling; // words may share one
  if (!entry || !(link.matches(':hover') || link === document.activeElement)) return;
  hide();
  shown = document.createElement('div');
  shown.className = 'definition';
  shown.setAttribute('role', 'tooltip');
  shown.id = 'definition';
  shown.innerHTML = entry.innerHTML;
  link.setAttribute('aria-describedby', 'definition');
  document.body.append(shown);
  const at = link.getBoundingClientRect();
  const left = Math.min(at.left, innerWidth - shown.offsetWidth - 20);
  const below = at.bottom + shown.offsetHeight + 8 < innerHeight;
  shown.style.left = Math.max(20, left) + scrollX + 'px';
  shown.style.top = (below ? at.bottom + 4 : at.top - shown.offsetHeight - 4) + scrollY + 'px';
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

for (const block of document.querySelectorAll(
  '.cell_input .highlight, .highlight-bash .highlight',
)) {
  const copy = document.createElement('button');
  copy.type = 'button';
  copy.className = 'copy';
  copy.textContent = 'Copy';
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(block.querySelector('pre').textContent);
    copy.textContent = 'Copied';
    setTimeout(() => {
      copy.textContent = 'Copy';
    }, 1500);
  });
  block.append(copy);
}

// 'On this page' marks the section that is being read, the innermost one.
const beside = document.querySelector('nav.sections');
const places = new Map();
for (const link of document.querySelectorAll('nav.sections a[href^="#"]')) {
  const section = document.getElementById(link.hash.slice(1))?.closest('section, dl.py');
  if (section) places.set(section, link);
}
const near = new Set();
const reading = new IntersectionObserver(
  entries => {
    for (const {target, isIntersecting} of entries) near[isIntersecting ? 'add' : 'delete'](target);
    let here = null;
    for (const section of near) if (!here || here.contains(section)) here = section;
    for (const [section, link] of places) {
      link.classList.toggle('here', near.has(section));
      if (section === here) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    const link = places.get(here) || beside.firstElementChild;
    const above = link.offsetTop - beside.clientHeight / 3; // a long list scrolls by itself
    const below = link.offsetTop - (2 * beside.clientHeight) / 3;
    if (beside.scrollTop > above) beside.scrollTop = above;
    else if (beside.scrollTop < below) beside.scrollTop = below;
  },
  {rootMargin: '-25% 0px -74% 0px'},
);
for (const section of places.keys()) reading.observe(section);

// A section that the reader has not seen has a guessed height. After a jump those near its end get
// their true one and may push the goal away: so aim again, for a few frames.
function aim(hash, frames = 15) {
  const goal = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!goal) return;
  goal.scrollIntoView();
  if (frames) requestAnimationFrame(() => aim(hash, frames - 1));
}
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href^="#"]');
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey)
    requestAnimationFrame(() => aim(link.hash));
});
addEventListener('load', () => {
  if (location.hash) aim(location.hash);
});

// What is wider than the page scrolls by arrow keys too. Code is measured by its letters, which
// asks for no layout of what is far away; the rest two at a time, when idle.
const boxes = [...document.querySelectorAll('.scroll, div.math')];
const code = [...document.querySelectorAll('pre:not([data-exercise] .tag_answer pre)')];
const idle = window.requestIdleCallback || (work => setTimeout(work, 1));
const mark = (box, wide) => {
  if (wide) box.tabIndex = 0;
  else box.removeAttribute('tabindex');
};
function reachCode() {
  const pen = document.createElement('canvas').getContext('2d');
  const style = getComputedStyle(code[0]);
  pen.font = style.font;
  const room = code[0].clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const letters = Math.floor(room / pen.measureText('0').width) - 1;
  for (const box of code) {
    mark(
      box,
      box.textContent.split('\n').some(line => line.length > letters),
    );
  }
}
function reach(from) {
  for (const box of boxes.slice(from, from + 2)) mark(box, box.scrollWidth > box.clientWidth);
  if (from < boxes.length) idle(() => reach(from + 2), {timeout: 300});
}
function reachAll() {
  if (code.length) reachCode();
  idle(() => reach(0));
}
addEventListener('load', reachAll);
addEventListener('resize', reachAll);
