import {html, svg, set} from '../look/dom.js';
import {sigmoid, picture, write, symbol, disc, choice, form, resetButton} from './kit.js';
import {inkOn} from '../look/colours.js';
import {plain, signed} from '../look/numbers.js';
import {NAME, frac} from './link_symbols.js';

// F18: the tree and the chain rule; an edge and its factor light up together, in every line
const EDGES = {
  zw: ['z', 'w', 'z with respect to w'],
  zb: ['z', 'b', 'z with respect to b'],
  za: ['z', 'a', 'z with respect to the activation before'],
  az: ['A', 'z', 'the activation with respect to z'],
  ca: ['C', 'A', 'the cost with respect to the activation'],
};
const PLAIN = {w: 'the weight', b: 'the bias', a: 'the activation before'};
const LINES = {w: 'zw', b: 'zb', a: 'za'};
const maths = inner => `<math>${inner}</math>`;
const sigma = `<mi>σ</mi><mo lspace="0" rspace="0">′</mo><mo stretchy="false">(</mo>${NAME.z}<mo stretchy="false">)</mo>`;
const error = `<mn>2</mn><mo stretchy="false">(</mo>${NAME.A}<mo>−</mo><mi>y</mi><mo stretchy="false">)</mo>`;
const MEANS = {
  zw: [NAME.a, 'The brighter the neuron before, the more this weight matters.'],
  zb: [
    '<mn>1</mn>',
    'The bias goes straight into the sum: a nudge of one is a nudge of the other.',
  ],
  za: [
    NAME.w,
    'The neuron before acts through the weight: its size says how much, its sign which way.',
  ],
  az: [
    sigma,
    'σ′ is the slope of the sigmoid, here where the neuron stands. All three lines have this factor.',
  ],
  ca: [error, 'Twice the error. All three lines have this factor too.'],
};
export const factors = ({a, w, b, y}) => {
  const z = w * a + b;
  const A = sigmoid(z);
  return {z, A, C: (A - y) ** 2, zw: a, zb: 1, za: w, az: A * (1 - A), ca: 2 * (A - y)};
};
const sign = v => (v > 0 ? 'pos' : v < 0 ? 'neg' : '');

export function render({model, el}) {
  const at = model.get('state');
  const f = factors(at);
  const pic = picture(320, 450, '');
  const PLACES = {
    zw: [52, 54, 145, 154, 97, 103],
    za: [160, 58, 160, 154, 160, 103],
    zb: [268, 54, 175, 154, 223, 103],
    az: [160, 186, 160, 276, 160, 231],
    ca: [160, 324, 160, 416, 160, 369],
  };
  const line = (k, extra) => {
    const [x1, y1, x2, y2] = PLACES[k];
    return svg('line', {x1, y1, x2, y2, ...extra}, pic);
  };
  svg('line', {class: 'edge', x1: 255, y1: 319, x2: 180, y2: 418}, pic);
  const edges = {};
  Object.keys(EDGES).forEach(k => {
    edges[k] = line(k, {class: 'edge'});
    line(k, {class: 'hit', 'data-f': k});
  });
  const middle = {'text-anchor': 'middle'};
  const end = {'text-anchor': 'end'};
  const named = (x, y, letter, layer, extra = {}) => {
    const text = symbol(pic, x, y, letter, letter === 'C' ? '0' : '', extra);
    if (layer) svg('tspan', {class: 'sub', dy: -6, text: layer}, text);
  };
  const neuron = (x, y, v, ring) => {
    const node = disc(pic, x, y, 24, v);
    if (ring)
      node.setAttribute(
        'style',
        `${node.getAttribute('style') || ''};stroke:var(--want);stroke-width:3`,
      );
    write(pic, x, y + 5, plain(v), {...middle, style: `fill:${inkOn(v)}`});
  };
  const coloured = v => `fill:var(${v < 0 ? '--negText' : '--pos'})`;
  named(40, 24, 'w', '(L)', middle);
  write(pic, 40, 44, signed(at.w), {...middle, style: coloured(at.w)});
  named(280, 24, 'b', '(L)', middle);
  write(pic, 280, 44, signed(at.b), {...middle, style: coloured(at.b)});
  neuron(160, 34, at.a);
  named(190, 26, 'a', '(L−1)');
  named(157, 175, 'z', '(L)', end);
  write(pic, 166, 175, plain(f.z), {class: 'num'});
  neuron(160, 300, f.A);
  named(128, 306, 'a', '(L)', end);
  neuron(268, 300, at.y, true);
  named(268, 266, 'y', '', {...middle, style: 'fill:var(--want)'});
  named(157, 438, 'C', '', {...end, style: 'fill:var(--cost)'});
  write(pic, 166, 438, plain(f.C), {style: 'fill:var(--cost)'});

  const labels = Object.entries(PLACES).map(([k, [, , , , x, y]]) =>
    html('span', {
      class: 'factor',
      'data-f': k,
      style: `left:${(x / 3.2).toFixed(2)}%;top:${(y / 4.5).toFixed(2)}%`,
      html: frac('∂', ...EDGES[k].slice(0, 2)),
    }),
  );
  const rows = Object.entries(LINES).map(([name, first]) => {
    const path = [first, 'az', 'ca'];
    const whole = path.reduce((product, k) => product * f[k], 1);
    return html(
      'tr',
      {},
      html('th', {
        scope: 'row',
        html: `${frac('∂', 'C', name)}<span class="hide">the cost with respect to ${PLAIN[name]}</span>`,
      }),
      html('td', {text: '='}),
      ...path.map(k =>
        html('td', {
          class: 'factor',
          'data-f': k,
          html: `${frac('∂', ...EDGES[k].slice(0, 2))}<span class="${sign(f[k])}">${signed(f[k], 2)}</span>`,
        }),
      ),
      html('td', {text: '='}),
      html('td', {html: `<b class="${sign(whole)}">${signed(whole, 2)}</b>`}),
    );
  });
  const read = html('p', {class: 'read'});
  const pick = choice({
    legend: 'Light up one factor',
    value: at.lit,
    options: Object.entries(EDGES).map(([k, [top, below, said]]) => [
      k,
      `${frac('∂', top, below)}<span class="hide">${said}</span>`,
    ]),
  });
  let lit = '';
  const draw = (k = pick.value) => {
    if (k === lit) return;
    lit = k;
    el.querySelectorAll('.factor').forEach(n => n.classList.toggle('on', n.dataset.f === k));
    Object.entries(edges).forEach(([key, node]) =>
      set(node, {class: key === k ? 'edge on' : 'edge'}),
    );
    const [top, below, said] = EDGES[k];
    const [formula, meaning] = MEANS[k];
    read.innerHTML = `<span>${frac('∂', top, below)} = ${maths(formula)} = <mark>${signed(f[k], 2)}</mark></span> ${meaning}`;
    pic.setAttribute(
      'aria-label',
      'A tree from w, the activation before and b through z and the activation to the cost. ' +
        `Lit: the derivative of ${said}, ${signed(f[k], 2)}`,
    );
  };
  el.replaceChildren(
    html(
      'div',
      {class: 'views chain'},
      html('div', {class: 'tree'}, pic, ...labels),
      html('div', {}, html('table', {class: 'factors'}, html('tbody', {}, ...rows)), read),
    ),
    form(() => draw(), pick.row, html('div', {class: 'ends'}, resetButton())),
  );
  el.querySelectorAll('[data-f]').forEach(node => {
    node.addEventListener('pointerenter', () => draw(node.dataset.f));
    node.addEventListener('pointerleave', () => draw());
    node.addEventListener('click', () => {
      pick.value = node.dataset.f;
      draw();
    });
  });
  draw();
}
