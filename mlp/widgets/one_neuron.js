// I1: two inputs, two weights, a bias; the neuron, its curve and its boundary are one state.
import {html, set, svg} from '../look/dom.js';
import {clamp, plain, px, signed} from '../look/numbers.js';
import {colour, signColour} from '../look/colours.js';
import {axes} from '../look/axes.js';
import {greyMap} from '../look/images.js';
import {
  circle,
  clipped,
  disc,
  drawing,
  edge,
  inside,
  label,
  line,
  shade,
  symbol,
  weigh,
} from '../look/svg.js';
import {choice, draggable, form, group, inked, resetButton, setAll, slider} from './handles.js';
import {sigmoid} from './maths.js';
import {predict} from './predict.js';

const SQUASH = {
  sigmoid: {f: sigmoid, ys: [0, 1], name: 'σ', say: 'sigmoid'},
  tanh: {f: Math.tanh, ys: [-1, 1], name: 'tanh', say: 'tanh'},
  relu: {f: z => Math.max(0, z), ys: [0, 10], name: 'ReLU', say: 'ReLU'},
  none: {f: z => z, ys: [-10, 10], name: '', say: 'nothing'},
};
const MOST = 10; // the largest weight or bias
const WIDEST = 10; // its edge, in pixels
const ASKED = -4; // the bias of the guess
const CELLS = 32; // the map has 32 × 32 of them
const MAP = [26, 26, 170, 170];
const CURVE = [24, 26, 182, 170];
const [INPUTS, OUTPUT] = [
  [
    [58, 46],
    [58, 142],
  ],
  [206, 94],
];
const MIDDLE = {'text-anchor': 'middle'};
const END = {'text-anchor': 'end'};

const handlesOf = start => {
  const one = (key, sym, name, signs) =>
    slider({
      sym,
      label: `${key}, ${name}`,
      min: signs ? -MOST : 0,
      max: signs ? MOST : 1,
      step: signs ? 0.1 : 0.01,
      value: start[key],
      digits: signs ? 1 : 2,
      signs,
    });
  return {
    a0: one('a0', '<i>a</i><sub>0</sub>', 'input 0', false),
    a1: one('a1', '<i>a</i><sub>1</sub>', 'input 1', false),
    w0: one('w0', '<i>w</i><sub>0</sub>', 'weight of input 0', true),
    w1: one('w1', '<i>w</i><sub>1</sub>', 'weight of input 1', true),
    b: one('b', '<i>b</i>', 'the bias', true),
  };
};

const neuronView = () => {
  const picture = drawing(272, 206);
  const wires = [
    ...INPUTS.map(p => edge(picture, ...p, 20, ...OUTPUT, 29)),
    edge(picture, OUTPUT[0], 190, 0, ...OUTPUT, 29),
  ];
  const nodes = [...INPUTS.map(p => disc(picture, ...p, 20)), disc(picture, ...OUTPUT, 29)];
  const texts = [...INPUTS, OUTPUT].map(([x, y], i) =>
    label(picture, x, y + (i < 2 ? 4.5 : 5.5), '', {...MIDDLE, class: i < 2 ? 'num' : 'num large'}),
  );
  INPUTS.forEach(([x, y], i) => symbol(picture, x - 44, y + 5, 'a', {below: i}));
  symbol(picture, OUTPUT[0] + 40, OUTPUT[1] + 5, 'a');
  const tags = [
    [142, 48, 'w', {below: 0, ...MIDDLE}],
    [142, 150, 'w', {below: 1, ...MIDDLE}],
    [OUTPUT[0] + 9, 188, 'b', {}],
  ].map(([x, y, letter, extra], i) =>
    svg('tspan', {dy: i < 2 ? -4 : 0, class: 'val'}, symbol(picture, x, y, letter, extra)),
  );
  const draw = ({a0, a1, w0, w1, b, a}) => {
    [w0, w1, b].forEach((w, i) => {
      weigh(wires[i], w, MOST, WIDEST);
      const style = `fill:${colour(signColour(w, {text: true}))}`;
      set(tags[i], {text: ` ${signed(w)}`, style});
    });
    [a0, a1, a].forEach((v, i) => {
      shade(nodes[i], v);
      inside(texts[i], v, plain(v));
    });
    const has = `inputs ${plain(a0)} and ${plain(a1)}, weights ${signed(w0)} and ${signed(w1)} and bias ${signed(b)}`;
    set(picture, {'aria-label': `A neuron with ${has} has activation ${plain(a)}`});
  };
  return {picture, draw};
};

// the curve of one activation function, without what moves
const drawAxes = (picture, {f, ys, name}) => {
  const [left, , , bottom] = CURVE;
  const A = axes(picture, CURVE, [-10, 10], ys);
  if (ys[0] === 0) A.line(-10, ys[1], 10, ys[1], {style: 'stroke:var(--rule)'});
  A.line(-10, 0, 10, 0);
  A.line(0, ys[0], 0, ys[1]);
  label(picture, A.X(-10), bottom + 17, '−10');
  label(picture, A.X(0), bottom + 17, '0', MIDDLE);
  label(picture, A.X(10), bottom + 17, '10', END);
  ys.forEach(v => label(picture, 19, A.Y(v) + 4.5, plain(v, 0), END));
  symbol(picture, left, 14, 'a').append(name ? ` = ${name}(z)` : ' = z');
  A.curve(f);
  return A;
};

const curveView = () => {
  const picture = drawing(188, 206);
  let drawn = null;
  const build = squash => {
    picture.replaceChildren();
    const A = drawAxes(picture, squash);
    const guides = [0, 1].map(() => line(picture, 0, 0, 0, 0, {class: 'guide'}));
    const text = label(picture, 0, CURVE[3] + 34, '', {...MIDDLE, class: 'num'});
    drawn = {squash, A, guides, dot: disc(picture, 0, 0, 8), text};
  };
  const draw = ({z, a}, squash) => {
    if (drawn?.squash !== squash) build(squash);
    const {A, guides, dot, text} = drawn;
    const [x, y, zero] = [A.X(clamp(z, -10, 10)), A.Y(clamp(a, ...squash.ys)), A.Y(0)].map(px);
    set(guides[0], {x1: x, x2: x, y1: zero, y2: y});
    set(guides[1], {x1: px(A.X(0)), x2: x, y1: y, y2: y});
    set(dot, {cx: x, cy: y});
    shade(dot, a);
    set(text, {x: clamp(x, 58, 150), text: `z = ${plain(z)}`});
    const name = `The curve of ${squash.say}: the sum z is ${plain(z)}, the activation ${plain(a)}`;
    set(picture, {'aria-label': name});
  };
  return {picture, draw};
};

const labelMap = picture => {
  const [left, top, right, bottom] = MAP;
  label(picture, left, 14, 'line: z = 0');
  label(picture, left, bottom + 22, '0', MIDDLE);
  label(picture, right, bottom + 22, '1', MIDDLE);
  symbol(picture, 98, bottom + 22, 'a', {below: 0, ...MIDDLE});
  label(picture, 14, bottom + 4.5, '0', END);
  label(picture, 14, top + 4.5, '1', END);
  symbol(picture, 0, 102, 'a', {below: 1});
};

// the boundary z = 0: two strokes, so that it is seen on black and on white
const boundary = (lines, A, {w0, w1, b}) => {
  const n2 = w0 * w0 + w1 * w1;
  const none = n2 < 1e-12;
  const [x, y] = none ? [0, 0] : [(-b * w0) / n2, (-b * w1) / n2];
  const [tx, ty] = none ? [0, 0] : [-w1, w0].map(v => (99 * v) / Math.sqrt(n2));
  const ends = {x1: A.X(x - tx), y1: A.Y(y - ty), x2: A.X(x + tx), y2: A.Y(y + ty)};
  lines.forEach(node => set(node, {...ends, visibility: none ? 'hidden' : null}));
};

// the activation for every pair of inputs, with the four corners as a truth table
const mapView = () => {
  const picture = drawing(188, 206);
  const [left, top, right, bottom] = MAP;
  const A = axes(picture, MAP, [0, 1], [0, 1]);
  const image = greyMap(picture, left, top, right - left, {smooth: true});
  set(image.node, {class: 'drag smooth'});
  const inner = clipped(picture, [left, top, right, bottom]);
  set(inner, {'pointer-events': 'none'});
  const lines = ['rim', 'core'].map(part => svg('line', {class: `boundary ${part}`}, inner));
  const corners = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ].map(([u, v]) => ({u, v, node: disc(picture, A.X(u), A.Y(v), 6)}));
  const here = [circle(picture, 0, 0, 10, {class: 'rim'}), disc(picture, 0, 0, 8)];
  here.forEach(node => set(node, {'pointer-events': 'none'}));
  labelMap(picture);
  const draw = (now, at) => {
    const place = i => [((i % CELLS) + 0.5) / CELLS, 1 - (Math.floor(i / CELLS) + 0.5) / CELLS];
    image.show(
      Array.from({length: CELLS * CELLS}, (_, i) => at(...place(i))),
      CELLS,
    );
    corners.forEach(({u, v, node}) => shade(node, at(u, v)));
    boundary(lines, A, now);
    here.forEach(node => set(node, {cx: px(A.X(now.a0)), cy: px(A.Y(now.a1))}));
    shade(here[1], now.a);
    const table = corners.map(({u, v}) => `inputs ${u} and ${v} give ${plain(at(u, v))}`);
    const name = `The activation for all inputs from 0 to 1. At the corners: ${table.join(', ')}`;
    set(picture, {'aria-label': name});
  };
  return {picture, image, A, draw};
};

const sentence = ({a0, a1, w0, w1, b, z, a}, {name}) => {
  const more = w => ` ${w < 0 ? '−' : '+'} ${inked(w, plain(Math.abs(w), 1))}`;
  const sum = `${inked(w0, plain(w0, 1))} · ${plain(a0)}${more(w1)} · ${plain(a1)}${more(b)}`;
  const letter = name.length === 1 ? `<i>${name}</i>` : name;
  const squashed = name ? `${letter}(<i>z</i>)` : '<i>z</i>';
  return `<span><i>z</i> = ${sum} = ${plain(z)},</span> <span>so <i>a</i> = ${squashed} = <mark>${plain(a)}</mark></span>`;
};

// how many of the places of the map are above one half
const bright = ({w0, w1}, b) => {
  const steps = Array.from({length: CELLS}, (_, i) => (i + 0.5) / CELLS);
  return steps.flatMap(u => steps.filter(v => w0 * u + w1 * v + b > 0)).length;
};

const question = start => {
  const [before, after] = [start.b, ASKED].map(b => bright(start, b));
  return {
    ask:
      `The bias goes from ${signed(start.b, 0)} down to ${signed(ASKED, 0)}. ` +
      'What happens to the bright part of the map?',
    options: [
      ['grows', 'it grows'],
      ['shrinks', 'it shrinks'],
      ['same', 'its border turns, its size stays'],
    ],
    truth: after > before ? 'grows' : after < before ? 'shrinks' : 'same',
    is: 'see:',
  };
};

export function render({model, el}) {
  const handles = handlesOf(model.get('state'));
  const {a0, a1, w0, w1, b} = handles;
  const squash = choice({
    legend: 'Squashed by',
    value: 'sigmoid',
    options: [
      ['sigmoid', '<i>σ</i>'],
      ['tanh', 'tanh'],
      ['relu', 'ReLU'],
      ['none', 'nothing'],
    ],
  });
  const [neuron, curve, map] = [neuronView(), curveView(), mapView()];
  const read = html('p', {class: 'read'});
  const draw = () => {
    const own = SQUASH[squash.value];
    const now = Object.fromEntries(Object.entries(handles).map(([key, one]) => [key, one.value]));
    const sum = (u, v) => now.w0 * u + now.w1 * v + now.b;
    now.z = sum(now.a0, now.a1);
    now.a = own.f(now.z);
    Object.values(handles).forEach(one => one.paint(`activation ${plain(now.a)}`));
    neuron.draw(now);
    curve.draw(now, own);
    map.draw(now, (u, v) => own.f(sum(u, v)));
    read.innerHTML = sentence(now, own);
  };
  draggable(map.image.node, map.picture, (x, y) => {
    setAll([a0, a1], map.A.at(x, y));
    draw();
  });
  el.replaceChildren(
    html('div', {class: 'views i1'}, neuron.picture, curve.picture, map.picture),
    read,
    form(
      draw,
      group('What comes in', a0.row, a1.row),
      group('Weights and bias', w0.row, w1.row, b.row),
      html('div', {class: 'ends'}, squash.row, resetButton()),
    ),
  );
  draw();
  const see = () => {
    setAll([b], [ASKED]);
    draw();
  };
  predict(model, el, {...question(model.get('state')), see});
}
