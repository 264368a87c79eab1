// What every figure needs: small builders for HTML and SVG, numbers, sliders, axes.
const SVG = 'http://www.w3.org/2000/svg';
export const set = (node, attributes) => {
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'text') node.textContent = value;
    else if (key === 'html') node.innerHTML = value;
    else if (value === null || value === false) node.removeAttribute(key);
    else node.setAttribute(key, value === true ? '' : value);
  }
  return node;
};
export const h = (tag, attributes = {}, ...children) => {
  const node = set(document.createElement(tag), attributes);
  node.append(...children);
  return node;
};
export const s = (tag, attributes = {}, parent = null) => {
  const node = set(document.createElementNS(SVG, tag), attributes);
  if (parent) parent.append(node);
  return node;
};

// numbers: a true minus, a sign where it has a meaning, greys and colours as everywhere
export const num = (x, digits = 2) => {
  const t = x.toFixed(digits);
  return (+t === 0 ? t.replace('-', '') : t).replace('-', '−');
};
export const signed = (x, digits = 1) => (+x.toFixed(digits) > 0 ? '+' : '') + num(x, digits);
export const r1 = x => Math.round(x * 10) / 10;
export const clamp = (x, low = 0, high = 1) => Math.min(high, Math.max(low, x));
export const sigmoid = z => 0.5 * Math.tanh(0.5 * z) + 0.5;
export const grey = a => {
  const g = Math.round(255 * clamp(a));
  return `rgb(${g},${g},${g})`;
};
export const onGrey = a => (a < 0.5 ? '#fff' : '#000');
export const onBlack = '#8d929c'; // the dark page's ring: an outline on black pixels in both themes
export const stroke = w => (w > 0 ? 'var(--pos)' : w < 0 ? 'var(--neg)' : 'var(--ring)');
export const words = 'zero one two three four five six seven eight nine'.split(' ');
export const inked = (x, t) => `<span class="${x > 0 ? 'pos' : x < 0 ? 'neg' : ''}">${t}</span>`;
export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

// pictures
export const picture = (W, H, label, extra = {}) =>
  s('svg', {viewBox: `0 0 ${W} ${H}`, role: 'img', 'aria-label': label, ...extra});
export const write = (parent, x, y, text, extra = {}) =>
  s('text', {x: r1(x), y: r1(y), text, ...extra}, parent);
export const symbol = (parent, x, y, letter, below = '', extra = {}) => {
  const t = s('text', {class: 'sym', x: r1(x), y: r1(y), ...extra}, parent);
  t.append(letter);
  if (below !== '') s('tspan', {class: 'sub', dy: 4, text: below}, t);
  return t;
};
export const disc = (parent, cx, cy, r, a = 0) =>
  s('circle', {class: 'n', cx: r1(cx), cy: r1(cy), r, style: `fill:${grey(a)}`}, parent);
export const path = points => 'M' + points.map(([x, y]) => `${r1(x)} ${r1(y)}`).join('L');
// an edge from rim to rim, so that it never hides behind a number
export const edge = (parent, x1, y1, r1_, x2, y2, r2) => {
  const d = Math.hypot(x2 - x1, y2 - y1);
  const ux = (x2 - x1) / d;
  const uy = (y2 - y1) / d;
  return s(
    'line',
    {x1: r1(x1 + ux * r1_), y1: r1(y1 + uy * r1_), x2: r1(x2 - ux * r2), y2: r1(y2 - uy * r2)},
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
      s(
        'line',
        {class: 'axis', x1: r1(X(a)), y1: r1(Y(b)), x2: r1(X(c)), y2: r1(Y(d)), ...extra},
        parent,
      ),
    curve: (f, n = 80, extra = {}) =>
      s(
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
  const input = h('input', {
    type: 'range',
    min,
    max,
    step,
    value,
    'aria-label': label,
    class: signs ? 'signed' : null,
  });
  const out = h('output', {'aria-hidden': 'true'});
  const row = h(
    'label',
    {class: stack ? 's stack' : 's'},
    h('span', {class: 'sym', html: sym, 'aria-hidden': 'true'}),
    input,
    out,
  );
  const low = +min;
  const paint = says => {
    const span = input.max - low || 1;
    const zero = signs ? -low / span : 0;
    const v = +input.value;
    const at = (v - low) / span;
    const shown = show ? show(v) : num(v, digits);
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
  const inputs = options.map(([key, html]) => [
    key,
    html,
    h('input', {type: 'radio', name, value: key, checked: key === value}),
  ]);
  const row = h(
    'fieldset',
    {class: 'choice'},
    h('legend', {html: legend}),
    ...inputs.map(([, html, input]) => h('label', {}, input, h('span', {html}))),
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
  h('button', {type: 'button', class: 'btn', text, ...extra});
export const resetButton = () => h('button', {type: 'reset', class: 'btn', text: 'Reset'});
// a form of handles: `draw` runs after each change and after Reset
export const form = (draw, ...children) => {
  const f = h('form', {class: 'handles', autocomplete: 'off'}, ...children);
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
export const group = (legend, ...rows) => h('fieldset', {}, h('legend', {html: legend}), ...rows);
