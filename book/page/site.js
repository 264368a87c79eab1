// Where the course's site is, and what it keeps in this browser under its own names.
export {keep, key, recall} from '../../mlp/widgets/kept.js';

const root = document.documentElement;

/** The address of the site's top folder. */
export const SITE = new URL(root.dataset.content_root || './', document.baseURI).href;

/** What follows the address of a file of the site: no browser keeps an old one. */
export const VERSION = `?${document.currentScript?.src.split('?')[1] || ''}`;

/** The path of the site: two courses at one address keep their own things. */
export const PATH = new URL(SITE).pathname;

/** What can be run on a page: exercises, and cells that use the answers. */
export const BOXES = '[data-exercise], [data-yours]';

/** What a screen reader says of the editor of one. */
export const labelOf = ({dataset}) =>
  dataset.exercise ? _('Your answer, {name}', {name: dataset.exercise}) : _('Now with yours');

/** A sentence in the course's language: `_('{n} of {all} are right', {n, all})`. */
export const {_} = globalThis.course;

/** Make an element: its tag, its attributes, what is in it. */
export function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value);
  }
  element.append(...inside);
  return element;
}
