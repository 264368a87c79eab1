// What an answer prints and draws.
import DOMPurify from 'dompurify';
import {make} from './site.js';

const INTERACTIVE = 'data-widget=';

function element([kind, text]) {
  if (kind === 'text') return make('pre', {}, text);
  if (text.includes(INTERACTIVE))
    return make('p', {}, 'An interactive figure: “Open in your browser” shows it in the notebook.');
  const box = make('div');
  box.innerHTML = DOMPurify.sanitize(text, {ADD_TAGS: ['use'], ADD_ATTR: ['class', 'style']});
  return box;
}

/** Show the outputs of a run below an exercise. */
export function show(box, outputs) {
  box.querySelector('.shows')?.remove();
  if (!outputs.length) return;
  const shows = make('div', {class: 'shows', role: 'group', 'aria-label': 'What your code shows'});
  shows.append(...outputs.map(element));
  box.querySelector('.verdict').after(shows);
}
