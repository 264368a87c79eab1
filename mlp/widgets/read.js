// The network reads a digit that is chosen: `hero` (large, few digits) and `pick_a_digit`.
import {html} from '../look/dom.js';
import {plain} from '../look/numbers.js';
import {unpacked} from '../look/images.js';
import {greyPng} from '../look/png.js';
import {NAMES, choice} from './handles.js';
import {describe, network} from './net.js';

const brightest = a => a.indexOf(Math.max(...a));

/** The pixels 0 … 1 of a digit, and the address of its picture. */
const opened = digit => {
  const pixels = Array.from(unpacked(digit.pixels), v => v / 255);
  return {...digit, pixels, image: greyPng(pixels, 28)};
};

const picksOf = (digits, start) => {
  const tile = image => `<img src="${image}" alt="" width="28" height="28">`;
  const picks = choice({
    legend: 'Choose a digit to read',
    value: String(start || 0),
    options: digits.map((d, i) => [String(i), tile(d.image)]),
  });
  picks.row.classList.add('tiles');
  picks.inputs.forEach((input, i) => {
    const hard = digits[i].hard ? ', hard to read' : '';
    input.setAttribute('aria-label', `A handwritten ${NAMES[digits[i].y]}${hard}`);
  });
  return picks;
};

const answer = ({a, y}) => {
  const best = brightest(a[3]);
  const meant = best === y ? '' : ` Its writer meant ${y}, which it gave ${plain(a[3][y])}.`;
  return `It says <mark>${best}</mark>, at ${plain(a[3][best])}.${meant}`;
};

/**
 * The network, the digits to choose from, and what it says.
 * @param {(digit: object) => void} [options.shown] is told which digit the network has read
 * @param {(layer: number, neuron: number) => void} [options.pointed] is told of a neuron chosen
 */
export const reader = (model, {wait = 420, width, shown = () => {}, pointed} = {}) => {
  const {digits: packed, start, ...net} = model.get('state');
  const digits = packed.map(opened);
  const view = network(net, {wait, width, pointed});
  const says = html('output', {class: 'says', 'aria-live': 'polite'});
  const picks = picksOf(digits, start);
  const show = pause => {
    const digit = digits[+picks.value];
    const done = () => {
      says.innerHTML = answer(digit);
    };
    view.stop();
    view.dim();
    const name = describe(`a handwritten ${NAMES[digit.y]}`, digit.a);
    view.show(digit.a, {image: digit.image, name, done, pause});
    shown(digit);
  };
  const form = (...children) => {
    const node = html('form', {class: 'picks', autocomplete: 'off'}, picks.row, ...children);
    picks.row.addEventListener('input', () => show());
    node.addEventListener('reset', () => setTimeout(() => show()));
    node.addEventListener('submit', event => event.preventDefault());
    return node;
  };
  const pick = k => {
    picks.value = String(k);
    show();
  };
  return {view, says, show, form, digits, pick};
};
