// Keeps the line that is read: over a reload, going back, a dropped tab, another width or theme.
// What is kept is a part of the text and how far it was scrolled, not a number of pixels: sections
// that were not laid out yet have a guessed height.
const main = document.getElementById('main');
const STILL = 1000; // ms: late fonts and figures may still move the text
const sections = [...main.querySelectorAll(':scope > section > section')];
const blocksOf = section => section.querySelectorAll(':scope > *, :scope section > *');
let last = null;
let holding = null;

/** Return what is at the top of the window, as {id, n, part, gap}; null where the page begins. */
function here() {
  if (scrollY < 40) return null;
  const inView = each => each.localName !== 'section' && each.getBoundingClientRect().bottom > 0;
  const section = sections.find(each => each.getBoundingClientRect().bottom > 0) || sections.at(-1);
  const blocks = [...blocksOf(section)];
  const n = blocks.some(inView) ? blocks.findIndex(inView) : blocks.length - 1;
  const {top, height} = blocks[n].getBoundingClientRect();
  return {id: section.id, n, part: top < 0 ? -top / height : 0, gap: Math.max(0, top)};
}

/** Scroll to a place; say whether the page moved. */
function aimAt(place) {
  const section = place && document.getElementById(place.id);
  const block = section && blocksOf(section)[place.n];
  if (!block) return false;
  section.style.contentVisibility = 'visible'; // else the block may lie beyond the guessed height
  section.style.display = 'flow-root'; // as before: its margins stay inside, so nothing moves
  const {top, height} = block.getBoundingClientRect();
  const before = scrollY;
  const by = top + place.part * height - place.gap;
  if (Math.abs(by) >= 1) scrollBy({top: by, behavior: 'instant'});
  return scrollY !== before;
}

/** Stay at a place until the page has kept still for a while, or the reader moves. */
function hold(place) {
  const mine = (holding = {});
  let still = performance.now();
  last = place;
  const step = () => {
    if (mine !== holding) return;
    if (aimAt(place) || document.readyState !== 'complete') still = performance.now();
    if (performance.now() - still < STILL) requestAnimationFrame(step);
    else holding = null;
  };
  step();
}

function remember(place) {
  if (!document.body.classList.contains('chapter') || !place) return;
  if (document.documentElement.dataset.erased) return; // the reader has just erased it
  const heading = document.getElementById(place.id).querySelector('h2, h3');
  const page = document.querySelector('h1');
  const words = each => each.textContent.replace(/¶$/, '').trim();
  const root = new URL(document.documentElement.dataset.content_root, document.baseURI).href;
  const kept = {
    page: location.href.replace(/[?#].*/, '').slice(root.length),
    title: words(page),
    section: words(heading),
    place,
  };
  window.courseKept.keep('place', kept);
}
function save() {
  if (holding) return;
  last = here();
  history.replaceState({...history.state, place: last}, '');
  remember(last);
}

/** The place of a reader who comes from 'Continue where you left' on the welcome page. */
function left() {
  if (location.hash !== '#continue') return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return window.courseKept.recall('place')?.place;
}

function start() {
  history.scrollRestoration = 'manual';
  const place = left() || history.state?.place;
  if (place) hold(place);
  let waiting = 0;
  addEventListener('scroll', () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 200);
  });
  for (const on of ['pagehide', 'visibilitychange']) document.addEventListener(on, save);
  addEventListener('pagehide', save);
  for (const on of ['wheel', 'touchstart', 'keydown', 'pointerdown'])
    addEventListener(on, () => (holding = null), {passive: true, capture: true});
  addEventListener('click', event => event.target.closest?.('a[href]') && save(), true);
  addEventListener('popstate', event => {
    if (event.state?.place) hold(event.state.place);
    else if (!location.hash) scrollTo({top: 0, behavior: 'instant'});
  });
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth === width) return;
    width = innerWidth;
    hold(last);
  });
  document.getElementById('theme').addEventListener('click', () => hold(here()));
}
/** Change the page's layout, and keep the line that is read where it is. */
window.course.keep = change => {
  const place = sections.length ? here() : null;
  change();
  if (place) hold(place);
};
if (sections.length) start();
