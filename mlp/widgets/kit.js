import {html, svg} from '../look/dom.js';
import {grey} from '../look/colours.js';
import {plain, px, clamp} from '../look/numbers.js';

export const onBlack = 'var(--onBlack)';
// What every figure needs: small builders for HTML and SVG, numbers, sliders, axes.
export const sigmoid = z => 0.5 * Math.tanh(0.5 * z) + 0.5;
export const NAMES = 'zero one two three four five six seven eight nine'.split(' ');
export const inked = (x, t) => `<span class="${x > 0 ? 'pos' : x < 0 ? 'neg' : ''}">${t}</span>`;
export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

// pictures
export const picture = (W, H, label, extra = {}) =>
  svg('svg', {viewBox: `0 0 ${W} ${H}`, role: 'img', 'aria-label': label, ...extra});
export const write = (parent, x, y, text, extra = {}) =>
  svg('text', {x: px(x), y: px(y), text, ...extra}, parent);
export const symbol = (parent, x, y, letter, below = '', extra = {}) => {
  const t = svg('text', {class: 'sym', x: px(x), y: px(y), ...extra}, parent);
  t.append(letter);
  if (below !== '') svg('tspan', {class: 'sub', dy: 4, text: below}, t);
  return t;
};
export const disc = (parent, cx, cy, r, a = 0) =>
  svg('circle', {class: 'n', cx: px(cx), cy: px(cy), r, style: `fill:${grey(a)}`}, parent);
export const path = points => 'M' + points.map(([x, y]) => `${px(x)} ${px(y)}`).join('L');
// an edge from rim to rim, so that it never hides behind a number
export const edge = (parent, x1, y1, r1_, x2, y2, r2) => {
  const d = Math.hypot(x2 - x1, y2 - y1);
  const ux = (x2 - x1) / d;
  const uy = (y2 - y1) / d;
  return svg(
    'line',
    {x1: px(x1 + ux * r1_), y1: px(y1 + uy * r1_), x2: px(x2 - ux * r2), y2: px(y2 - uy * r2)},
    parent,
  );
};
// axes with ticks at the ends only; `box` is [left, top, right, bottom]
export const axes = (parent, [left, top, right, bottom], [x0, x1], [y0, y1]) => {
  const X = x => left + ((x - x0) / (x1 - x0)) * (right - left);
  const Y = y => bottom - ((y - y0) / (y1 - y0)) * (bottom - top);
  return {
    X,
    Y,
    left,
    top,
    right,
    bottom,
    line: (a, b, c, d, extra = {}) =>
      svg(
        'line',
        {class: 'axis', x1: px(X(a)), y1: px(Y(b)), x2: px(X(c)), y2: px(Y(d)), ...extra},
        parent,
      ),
    curve: (f, n = 80, extra = {}) =>
      svg(
        'path',
        {
          class: 'curve',
          d: path(
            Array.from({length: n + 1}, (_, i) => {
              const x = x0 + ((x1 - x0) * i) / n;
              return [X(x), Y(f(x))];
            }),
          ),
          ...extra,
        },
        parent,
      ),
  };
};
// pixels as an image: values 0…1 are greys
export const pixels = (
  values,
  width,
  shade = v => {
    const g = (255 * clamp(v)) | 0;
    return [g, g, g, 255];
  },
) => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = values.length / width;
  const context = canvas.getContext('2d');
  const data = context.createImageData(canvas.width, canvas.height);
  for (let i = 0; i < values.length; i++) data.data.set(shade(values[i]), 4 * i);
  context.putImageData(data, 0, 0);
  return canvas.toDataURL();
};

// handles
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
  show,
}) => {
  const input = html('input', {
    type: 'range',
    min,
    max,
    step,
    value,
    'aria-label': label,
    class: signs ? 'signed' : null,
  });
  const out = html('output', {'aria-hidden': 'true'});
  const row = html(
    'label',
    {class: stack ? 's stack' : 's'},
    html('span', {class: 'sym', html: sym, 'aria-hidden': 'true'}),
    input,
    out,
  );
  const low = +min;
  const paint = says => {
    const span = input.max - low || 1;
    const zero = signs ? -low / span : 0;
    const v = +input.value;
    const at = (v - low) / span;
    const shown = show ? show(v) : plain(v, digits);
    out.textContent = shown;
    input.setAttribute('aria-valuetext', says ? `${shown}, ${says}` : shown);
    input.style.setProperty('--f', Math.min(at, zero).toFixed(4));
    input.style.setProperty('--t', Math.max(at, zero).toFixed(4));
    if (signs) input.style.setProperty('--z', zero.toFixed(4));
    if (signs === true) {
      input.classList.toggle('p', v > 0);
      input.classList.toggle('m', v < 0);
    }
  };
  return {
    row,
    input,
    paint,
    get value() {
      return +input.value;
    },
    set value(v) {
      input.value = v;
    },
  };
};
let groups = 0;
export const choice = ({legend, options, value}) => {
  const name = `w${groups++}-${Math.random().toString(36).slice(2, 7)}`;
  const inputs = options.map(([key, words]) => [
    key,
    words,
    html('input', {type: 'radio', name, value: key, checked: key === value}),
  ]);
  const row = html(
    'fieldset',
    {class: 'choice'},
    html('legend', {html: legend}),
    ...inputs.map(([, words, input]) => html('label', {}, input, html('span', {html: words}))),
  );
  return {
    row,
    inputs: inputs.map(i => i[2]),
    get value() {
      return inputs.find(i => i[2].checked)[0];
    },
    set value(v) {
      inputs.forEach(i => {
        i[2].checked = i[0] === v;
      });
    },
  };
};
export const button = (text, extra = {}) =>
  html('button', {type: 'button', class: 'btn', text, ...extra});
export const resetButton = () => html('button', {type: 'reset', class: 'btn', text: 'Reset'});
// a form of handles: `draw` runs after each change and after Reset
export const form = (draw, ...children) => {
  const f = html('form', {class: 'handles', autocomplete: 'off'}, ...children);
  f.addEventListener('input', event => {
    // a slider says the result itself; after a choice the line of results is read out
    const read = f.parentNode.querySelector('.read');
    if (read) read.setAttribute('aria-live', event.target.type === 'radio' ? 'polite' : 'off');
    draw();
  });
  f.addEventListener('reset', () => setTimeout(draw));
  f.addEventListener('submit', event => event.preventDefault());
  return f;
};
// a row of sliders with their names above them, and Reset at its end
export const line = (draw, sliders, ...more) => {
  const f = form(draw, ...more, ...sliders.map(x => x.row), resetButton());
  f.classList.add('line');
  f.style.setProperty('--n', sliders.length);
  return f;
};
export const group = (legend, ...rows) =>
  html('fieldset', {}, html('legend', {html: legend}), ...rows);
