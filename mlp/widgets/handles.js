// What readers move: sliders, choices, buttons, and marks of a drawing that can be dragged.
import {html, set} from '../look/dom.js';
import {clamp, plain} from '../look/numbers.js';

let groups = 0;

export const NAMES = 'zero one two three four five six seven eight nine'.split(' ');

/** HTML of a number, in the colour of its sign. */
export const inked = (x, text) =>
  `<span class="${x > 0 ? 'pos' : x < 0 ? 'neg' : ''}">${text}</span>`;

/** Whether the reader asked for no motion. */
export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

const paintTrack = (input, value, signs) => {
  const span = input.max - input.min || 1;
  const zero = signs ? -input.min / span : 0;
  const at = (value - input.min) / span;
  input.style.setProperty('--f', Math.min(at, zero).toFixed(4));
  input.style.setProperty('--t', Math.max(at, zero).toFixed(4));
  if (signs) input.style.setProperty('--z', zero.toFixed(4));
  if (signs !== true) return;
  input.classList.toggle('p', value > 0);
  input.classList.toggle('m', value < 0);
};

/**
 * A slider with its symbol and its value.
 * @param {object} options
 * @param {string} options.sym HTML beside it, or above it with `stack`
 * @param {string} options.label its name for screen readers
 * @param {boolean|string} options.signs fills from 0; `true` in the colour of the sign
 * @param {(value: number) => string} options.show how a value is written
 */
export const slider = ({
  sym,
  label,
  min,
  max,
  step,
  value,
  digits = 2,
  signs = false,
  stack = false,
  show = x => plain(x, digits),
}) => {
  const kind = {type: 'range', class: signs ? 'signed' : null, 'aria-label': label};
  const input = html('input', {...kind, min, max, step, value});
  const out = html('output', {'aria-hidden': 'true'});
  const name = html('span', {class: 'sym', html: sym, 'aria-hidden': 'true'});
  return {
    row: html('label', {class: stack ? 's stack' : 's'}, name, input, out),
    input,
    /** Show the value, and say it with what it brings about. */
    paint(says) {
      const shown = show(this.value);
      out.textContent = shown;
      input.setAttribute('aria-valuetext', says ? `${shown}, ${says}` : shown);
      paintTrack(input, this.value, signs);
    },
    get value() {
      return +input.value;
    },
    set value(x) {
      input.value = x;
    },
  };
};

/** One of several: `options` are pairs [key, HTML]. */
export const choice = ({legend, options, value}) => {
  const name = `choice-${groups++}-${Math.random().toString(36).slice(2, 7)}`;
  const inputs = options.map(([key]) =>
    html('input', {type: 'radio', name, value: key, checked: key === value}),
  );
  const labels = options.map(([, words], k) =>
    html('label', {}, inputs[k], html('span', {html: words})),
  );
  return {
    row: html('fieldset', {class: 'choice'}, html('legend', {html: legend}), ...labels),
    inputs,
    get value() {
      return inputs.find(input => input.checked).value;
    },
    set value(key) {
      inputs.forEach(input => {
        input.checked = input.value === key;
      });
    },
  };
};

export const button = (text, extra = {}) =>
  html('button', {type: 'button', class: 'btn', text, ...extra});

export const resetButton = () => html('button', {type: 'reset', class: 'btn', text: 'Reset'});

/** A form of handles: `draw` runs after each change and after Reset. */
export const form = (draw, ...children) => {
  const handles = html('form', {class: 'handles', autocomplete: 'off'}, ...children);
  handles.addEventListener('input', event => {
    // a slider says the result itself; after a choice the line of results is read out
    const read = handles.parentNode.querySelector('.read');
    if (read) set(read, {'aria-live': event.target.type === 'radio' ? 'polite' : 'off'});
    draw();
  });
  handles.addEventListener('reset', () => setTimeout(draw));
  handles.addEventListener('submit', event => event.preventDefault());
  return handles;
};

/** A row of sliders with their names above them, and Reset at its end. */
export const sliderRow = (draw, sliders, ...more) => {
  const row = form(draw, ...more, ...sliders.map(({row: own}) => own), resetButton());
  row.classList.add('line');
  if (sliders.length > 3) row.classList.add('two');
  row.style.setProperty('--n', sliders.length);
  return row;
};

export const group = (legend, ...rows) =>
  html('fieldset', {}, html('legend', {html: legend}), ...rows);

/** Set several sliders, each kept within its range. */
export const setAll = (sliders, values) =>
  sliders.forEach((one, k) => {
    one.value = clamp(values[k], +one.input.min, +one.input.max);
  });

/**
 * Let a mark be dragged.
 * @param {Element} mark what is grabbed
 * @param {Element} drawing the SVG whose units `move` is given
 * @param {(x: number, y: number) => void} move is told where the pointer is
 */
export const draggable = (mark, drawing, move) => {
  const width = +drawing.getAttribute('viewBox').split(' ')[2];
  const told = event => {
    const box = drawing.getBoundingClientRect();
    const scale = width / box.width;
    move((event.clientX - box.left) * scale, (event.clientY - box.top) * scale);
  };
  mark.addEventListener('pointerdown', event => {
    event.preventDefault();
    mark.setPointerCapture(event.pointerId);
    told(event);
  });
  mark.addEventListener('pointermove', event => {
    if (mark.hasPointerCapture(event.pointerId)) told(event);
  });
};
