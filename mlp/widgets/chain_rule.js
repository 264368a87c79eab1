// F18: the tree and the chain rule; an edge and its factor light up together, in every line.
import {html, set} from '../look/dom.js';
import {plain, signed} from '../look/numbers.js';
import {colour, signColour} from '../look/colours.js';
import {circle, disc, drawing, inside, label, line, symbol} from '../look/svg.js';
import {choice, form, inked, resetButton} from './handles.js';
import {factors} from './link.js';
import {frac, named} from './link_symbols.js';

const [WIDTH, HEIGHT] = [320, 450];
const R = 24;
const MIDDLE = {'text-anchor': 'middle'};
const END = {'text-anchor': 'end'};
// each factor: its fraction, and in words
const EDGES = {
  zw: ['z', 'w', 'z with respect to w'],
  zb: ['z', 'b', 'z with respect to b'],
  za: ['z', 'a', 'z with respect to the activation before'],
  az: ['A', 'z', 'the activation with respect to z'],
  ca: ['C', 'A', 'the cost with respect to the activation'],
};
// where its edge runs in the tree, and where its name is
const PLACES = {
  zw: [52, 54, 145, 154, 97, 103],
  za: [160, 58, 160, 154, 160, 103],
  zb: [268, 54, 175, 154, 223, 103],
  az: [160, 186, 160, 276, 160, 231],
  ca: [160, 324, 160, 416, 160, 369],
};
const PLAIN = {w: 'the weight', b: 'the bias', a: 'the activation before'};
const LINES = {w: 'zw', b: 'zb', a: 'za'};
const MEANS = {
  zw: [named('a'), 'The brighter the neuron before, the more this weight matters.'],
  zb: ['1', 'The bias goes straight into the sum: a nudge of one is a nudge of the other.'],
  za: [
    named('w'),
    'The neuron before acts through the weight: its size says how much, its sign which way.',
  ],
  az: [
    `<i>σ</i>′(${named('z')})`,
    'The derivative of the sigmoid, at this neuron’s <i>z</i>. All three lines have this factor.',
  ],
  ca: [
    `2 (${named('A')} − <i>y</i>)`,
    'Twice the distance from what is wanted. All three lines have this factor too.',
  ],
};

const drawEdges = picture => {
  line(picture, 255, 319, 180, 418, {class: 'edge'});
  return Object.fromEntries(
    Object.entries(PLACES).map(([key, [x1, y1, x2, y2]]) => {
      const node = line(picture, x1, y1, x2, y2, {class: 'edge'});
      line(picture, x1, y1, x2, y2, {class: 'hit', 'data-f': key});
      return [key, node];
    }),
  );
};

const drawNeuron = (picture, x, y, a) => {
  const node = disc(picture, x, y, R, a);
  inside(label(picture, x, y + 5, '', MIDDLE), a, plain(a));
  return node;
};

const drawNodes = (picture, at, f) => {
  const signedLabel = (x, v) =>
    label(picture, x, 44, signed(v), {
      ...MIDDLE,
      style: `fill:${colour(signColour(v, {text: true}))}`,
    });
  symbol(picture, 40, 24, 'w', {above: '(L)', ...MIDDLE});
  signedLabel(40, at.w);
  symbol(picture, 280, 24, 'b', {above: '(L)', ...MIDDLE});
  signedLabel(280, at.b);
  drawNeuron(picture, 160, 34, at.a);
  symbol(picture, 190, 26, 'a', {above: '(L−1)'});
  symbol(picture, 157, 175, 'z', {above: '(L)', ...END});
  label(picture, 166, 175, plain(f.z), {class: 'num'});
  drawNeuron(picture, 160, 300, f.A);
  symbol(picture, 128, 306, 'a', {above: '(L)', ...END});
  drawNeuron(picture, 268, 300, at.y);
  circle(picture, 268, 300, R + 1, {class: 'wish'});
  symbol(picture, 268, 266, 'y', {...MIDDLE, class: 'sym wanted'});
  symbol(picture, 157, 438, 'C', {below: '0', ...END, class: 'sym costs'});
  label(picture, 166, 438, plain(f.C), {class: 'costs'});
};

const factorName = key => frac('∂', ...EDGES[key].slice(0, 2));

const labels = () =>
  Object.entries(PLACES).map(([key, [, , , , x, y]]) => {
    const style = `left:${((100 * x) / WIDTH).toFixed(2)}%;top:${((100 * y) / HEIGHT).toFixed(2)}%`;
    return html('span', {class: 'factor', 'data-f': key, style, html: factorName(key)});
  });

// one line of the table: the derivative of the cost by w, b or a as a product
const row = (f, name, first) => {
  const keys = [first, 'az', 'ca'];
  const whole = keys.reduce((product, key) => product * f[key], 1);
  const head = `${frac('∂', 'C', name)}<span class="hide">the cost with respect to ${PLAIN[name]}</span>`;
  const cells = keys.map(key =>
    html('td', {
      class: 'factor',
      'data-f': key,
      html: factorName(key) + inked(f[key], signed(f[key], 2)),
    }),
  );
  return html(
    'tr',
    {},
    html('th', {scope: 'row', html: head}),
    html('td', {text: '='}),
    ...cells,
    html('td', {text: '='}),
    html('td', {html: `<b>${inked(whole, signed(whole, 2))}</b>`}),
  );
};

export function render({model, el}) {
  const at = model.get('state');
  const f = factors(at);
  const picture = drawing(WIDTH, HEIGHT);
  const edges = drawEdges(picture);
  drawNodes(picture, at, f);
  const rows = Object.entries(LINES).map(([name, first]) => row(f, name, first));
  const read = html('p', {class: 'read'});
  const pick = choice({
    legend: 'Light up one factor',
    value: at.lit,
    options: Object.entries(EDGES).map(([key, [, , said]]) => [
      key,
      `${factorName(key)}<span class="hide">${said}</span>`,
    ]),
  });
  let lit = '';
  const draw = (key = pick.value) => {
    if (key === lit) return;
    lit = key;
    el.querySelectorAll('.factor').forEach(n => n.classList.toggle('on', n.dataset.f === key));
    Object.entries(edges).forEach(([k, n]) => set(n, {class: k === key ? 'edge on' : 'edge'}));
    const [formula, meaning] = MEANS[key];
    const value = signed(f[key], 2);
    read.innerHTML = `<span>${factorName(key)} = <span class="formula">${formula}</span> = <mark>${value}</mark></span> ${meaning}`;
    const name = `A tree from w, the activation before and b through z and the activation to the cost. Lit: the derivative of ${EDGES[key][2]}, ${value}`;
    set(picture, {'aria-label': name});
  };
  const table = html('table', {class: 'factors'}, html('tbody', {}, ...rows));
  const tree = html('div', {class: 'tree'}, picture, ...labels());
  el.replaceChildren(
    html('div', {class: 'views chain'}, tree, html('div', {}, table, read)),
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
