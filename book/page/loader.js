// What every page has of the exercises: their buttons, and what wakes them. The editor is loaded at
// the first click or key; where something was written before, it is loaded to show that.
import './questions.js';
import {BOXES, PATH, SITE, VERSION, _, labelOf, make, recall} from './site.js';

const BUTTONS = {
  run: _('Run'),
  hint: _('Hint'),
  reset: _('Start over'),
  download: _('Download to hand in'),
  load: _('Load your file'),
};
const boxes = [...document.querySelectorAll(BOXES)];

const loading = {};
const load = file =>
  (loading[file] ??= new Promise((resolve, reject) => {
    const src = `${SITE}_static/page/${file}.js${VERSION}`;
    document.head.append(make('script', {src, load: resolve, error: reject}));
  }).catch(error => {
    delete loading[file];
    throw error;
  }));

async function wake(box, what) {
  try {
    await load('exercises');
  } catch {
    box.querySelector('.verdict').textContent = _(
      'The editor did not load: perhaps you are offline. Try again.',
    );
    return;
  }
  globalThis.courseExercises.wake(box, what);
}

/** Let the reader choose a file: while the click is fresh, before anything is loaded. */
function choose(box) {
  const chosen = () => wake(box, {file: input.files[0]});
  const input = make('input', {type: 'file', accept: '.ipynb', hidden: '', change: chosen});
  document.querySelector('body > input[type=file]')?.remove();
  document.body.append(input);
  input.click();
}

function offer(box) {
  const stub = box.querySelector('pre');
  const attributes = {
    tabindex: 0,
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': _('{label}: type to edit', {label: labelOf(box)}),
  };
  Object.entries(attributes).forEach(pair => stub.setAttribute(...pair));
  const typed = []; // until the editor is there
  stub.addEventListener('click', event => wake(box, {at: event}));
  stub.addEventListener('keydown', event => {
    const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!letter && event.key !== 'Enter') return;
    event.preventDefault();
    if (letter) typed.push(event.key);
    wake(box, {typed});
  });
  const offered = Object.entries(BUTTONS).filter(
    ([action]) => box.dataset.exercise || action === 'run' || action === 'reset',
  );
  const buttons = offered.map(([action, word]) => {
    const click = () => (action === 'load' ? choose(box) : wake(box, {action}));
    return make('button', {type: 'button', 'data-action': action, click}, word);
  });
  const verdict = {class: 'verdict', role: 'status', 'aria-live': 'polite', 'data-verdict': 'none'};
  box.append(make('div', {class: 'do'}, ...buttons), make('p', verdict));
}

/** Was something written in this course in this browser, on a page or in the browser notebook? */
async function written() {
  const name = `JupyterLite Storage - ${PATH}lite/`;
  const there = await indexedDB.databases();
  return there.some(base => base.name === name);
}

if (boxes.length) {
  boxes.forEach(offer);
  written().then(
    yes => yes && load('exercises').then(() => globalThis.courseExercises.show(boxes)),
    () => {},
  );
}
if (recall('right')) load('progress');
document
  .querySelector('[data-forget]')
  ?.append(make('button', {type: 'button', 'data-action': 'forget'}, _('Erase …')));
document.addEventListener('click', ({target}) => {
  if (target.closest?.('[data-action=forget]')) load('erase').then(() => globalThis.courseErase());
});
globalThis.courseProgress = () => load('progress');
