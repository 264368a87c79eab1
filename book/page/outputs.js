// What an answer prints and draws.
import DOMPurify from 'dompurify';
import {_, make} from './site.js';

const STATE = /<script type="application\/json">([^<]*(?:<(?!\/script)[^<]*)*)<\/script>/;

function element([kind, text]) {
  if (kind === 'text') return make('pre', {}, text);
  const box = make('div');
  box.innerHTML = DOMPurify.sanitize(text, {ADD_TAGS: ['use']});
  const figure = box.querySelector('figure[data-widget]');
  // the state of an interactive figure is data, no script: the only one that comes through
  if (figure)
    figure.append(make('script', {type: 'application/json'}, STATE.exec(text)?.[1] || ''));
  return box;
}

/** Show the outputs of a run below an exercise. */
export function show(box, outputs) {
  box.querySelector('.shows')?.remove();
  if (!outputs.length) return;
  const shows = make('div', {
    class: 'shows',
    role: 'group',
    'aria-label': _('What your code shows'),
  });
  shows.append(...outputs.map(element));
  box.querySelector('.verdict').after(shows);
  for (const figure of shows.querySelectorAll('figure[data-widget]'))
    figure.dispatchEvent(new Event('figure-comes', {bubbles: true}));
}
