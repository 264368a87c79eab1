// I10: one nudge runs through z, a and C; each ratio of changes is beside its derivative.
import {html, set, svg} from '../look/dom.js';
import {clamp, plain, signed} from '../look/numbers.js';
import {signInk} from '../look/colours.js';
import {axes, plotted} from '../look/axes.js';
import {circle, clipped, drawing, label, path, symbol, through} from '../look/svg.js';
import {choice, form, group, resetButton, setAll, slider} from './handles.js';
import {link, nudged} from './link.js';
import {predict} from './predict.js';
import {change, frac, named} from './link_symbols.js';
import {sigmoid} from './maths.js';

const BOX = [26, 24, 202, 168];
const Z = [-8, 8]; // all that the sliders can reach
const NONE = 1e-9; // a nudge below this is none
const PLAIN = {w: 'the weight', b: 'the bias', a: 'the activation before'};
const END = {'text-anchor': 'end'};
const ASKED = {w: 3, b: 3, d: 0.8}; // of the guess: where the sigmoid is flat

const handlesOf = start => {
  const one = (key, name, [min, max], step, digits) =>
    slider({
      sym: named(key),
      label: name,
      min,
      max,
      step,
      value: start[key],
      digits,
      signs: min < 0,
    });
  return {
    w: one('w', 'w, the weight', [-3, 3], 0.1, 1),
    a: one('a', 'a, the activation before', [0, 1], 0.01, 2),
    b: one('b', 'b, the bias', [-3, 3], 0.1, 1),
    d: slider({
      sym: 'by',
      label: 'size of the nudge',
      min: -1,
      max: 1,
      step: 0.01,
      value: start.d,
      signs: true,
      show: v => signed(v, 2),
    }),
    which: choice({
      legend: 'Nudge',
      value: 'w',
      options: ['w', 'b', 'a'].map(key => [key, named(key)]),
    }),
    zoom: choice({
      legend: 'Look at',
      value: 'whole',
      options: [
        ['whole', 'the whole curve'],
        ['near', 'the nudge, enlarged'],
      ],
    }),
  };
};

const panel = () => {
  const picture = drawing(208, 206);
  const frame = svg('g', {}, picture);
  const [left, top, right, bottom] = BOX;
  const inner = clipped(picture, [left - 4, top - 6, right + 6, bottom + 6]);
  const marks = {
    curve: path(inner, '', {class: 'curve'}),
    tangent: path(inner, '', {class: 'tangent'}),
    run: path(inner, '', {class: 'leg'}),
    rise: path(inner, '', {class: 'leg'}),
    from: circle(inner, 0, 0, 5, {class: 'from'}),
    to: circle(inner, 0, 0, 5.5, {class: 'now'}),
  };
  const tags = ['run', 'rise'].map(() => svg('text', {class: 'it halo tag'}, inner));
  const out = html('dl', {class: 'pairs'});
  return {picture, frame, marks, tags, out, cell: html('div', {}, picture, out)};
};

// axes with their names; the numbers at their ends in as many digits as they need
const drawFrame = (frame, A, [xs, ys], names) => {
  const [left, top, right, bottom] = BOX;
  const digits = span => (span > 4 ? 0 : span > 1.5 ? 1 : span > 0.1 ? 2 : 4);
  const [dx, dy] = [digits(xs[1] - xs[0]), digits(ys[1] - ys[0])];
  frame.replaceChildren();
  const [zeroX, zeroY] = [clamp(0, ...xs), clamp(0, ...ys)];
  A.line(xs[0], zeroY, xs[1], zeroY);
  A.line(zeroX, ys[0], zeroX, ys[1]);
  label(frame, left, bottom + 18, plain(xs[0], dx));
  label(frame, right, bottom + 18, plain(xs[1], dx), END);
  // long numbers are written beside the axis, short ones before it
  const [place, look] = dy > 2 ? [left + 4, {class: 'halo'}] : [left - 4, END];
  label(frame, place, bottom + 3 - (dy > 2 ? 8 : 0), plain(ys[0], dy), look);
  label(frame, place, top + 6, plain(ys[1], dy), look);
  const [x, y] = names;
  symbol(frame, left, 14, y.letter, {below: y.below, above: y.above});
  const middle = {'text-anchor': 'middle'};
  symbol(frame, (left + right) / 2, bottom + 21, x.letter, {above: x.above, ...middle});
};

// the names of run and rise, where there is room
const drawTags = (tags, [[x1, y1], [x2, y2]], [x, y]) => {
  const written = (tag, name, shown, place) => {
    tag.replaceChildren();
    set(tag, shown ? place : {x: null, y: null, 'text-anchor': null});
    if (!shown) return;
    tag.append(`d${name.letter}`);
    if (name.above) svg('tspan', {class: 'sub', dy: -6, text: name.above}, tag);
  };
  const below = y2 < y1 ? 17 : -7;
  const room = (x.above ?? '').length > 3 ? 34 : 22; // half of what it is wide
  const run = {
    x: Math.min((x1 + x2) / 2, BOX[2] - room),
    y: y1 + below,
    'text-anchor': 'middle',
  };
  const side = x2 > x1 && x2 < BOX[2] - 20 ? 8 : -8; // not into the next picture
  const rise = {x: x2 + side, y: (y1 + y2) / 2 + 5, 'text-anchor': side > 0 ? 'start' : 'end'};
  written(tags[0], x, Math.abs(x2 - x1) > 24, run);
  written(tags[1], y, Math.abs(y2 - y1) > 14, rise);
};

const drawPanel = ({frame, marks, tags}, {ranges, f, from, to, slope, names}) => {
  const A = axes(frame, BOX, ...ranges);
  const at = ([x, v]) => [A.X(x), A.Y(v)].map(q => clamp(q, -999, 999));
  const [xs] = ranges;
  drawFrame(frame, A, ranges, names);
  set(marks.curve, {d: plotted({X: A.X, Y: v => clamp(A.Y(v), -999, 999)}, f, xs, 60)});
  const tangent = xs.map(x => at([x, from[1] + slope * (x - from[0])]));
  set(marks.tangent, {d: through(tangent)});
  const corner = [to[0], from[1]];
  set(marks.run, {d: through([from, corner].map(at)), stroke: signInk(to[0] - from[0])});
  set(marks.rise, {d: through([corner, to].map(at)), stroke: signInk(to[1] - from[1])});
  [
    [marks.from, from],
    [marks.to, to],
  ].forEach(([node, q]) => set(node, {cx: at(q)[0], cy: at(q)[1]}));
  drawTags(tags, [at(from), at(to)], names);
};

// around both points, three times as large as the nudge and its rise
const enlarged = (from, to, slope) => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const width = 1.5 * Math.abs(dx) || 0.01;
  const height = 1.5 * Math.max(Math.abs(dy), Math.abs(slope * dx)) || 0.01;
  const around = (v, d, half) => [v + d / 2 - half, v + d / 2 + half];
  return [around(from[0], dx, width), around(from[1], dy, height)];
};

const NAMES = {
  w: {letter: 'w', above: '(L)'},
  b: {letter: 'b', above: '(L)'},
  a: {letter: 'a', above: '(L−1)'},
  z: {letter: 'z', above: '(L)'},
  A: {letter: 'a', above: '(L)'},
  C: {letter: 'C', below: '0'},
};

// what each of the three panels shows
const panels = (at, k, step, n, near) => {
  const {from, after, slopes} = n;
  const q = at[k];
  const wide = k === 'a' ? [0, 1] : [q - 1.2, q + 1.2];
  const rows = [
    [[wide, Z], v => link({...at, [k]: v}).z, [q, from.z], [q + step, after.z], [k, 'z']],
    [[Z, [0, 1]], sigmoid, [from.z, from.A], [after.z, after.A], ['z', 'A']],
    [
      [
        [0, 1],
        [0, 1],
      ],
      v => (v - at.y) ** 2,
      [from.A, from.C],
      [after.A, after.C],
      ['A', 'C'],
    ],
  ];
  return rows.map(([whole, f, p, to, keys], i) => ({
    ranges: near ? enlarged(p, to, slopes[i]) : whole,
    f,
    from: p,
    to,
    slope: slopes[i],
    names: keys.map(key => NAMES[key]),
  }));
};

// the formulas change with what is nudged, the numbers with every move
const nameFormulas = (plots, read, k) => {
  const pairs = [
    ['z', k],
    ['A', 'z'],
    ['C', 'A'],
  ];
  pairs.forEach(([top, below], i) => {
    const parts = [change('d', top), frac('d', top, below), frac('∂', top, below)];
    plots[i].out.innerHTML = parts.map(part => `<dt>${part}</dt><dd></dd>`).join('');
  });
  read.innerHTML =
    `<span>Nudged by <span data-v></span>:</span> <span>${frac('d', 'C', k)} = ` +
    '<span data-v></span> <b data-v></b></span> <span>the derivative: ' +
    `${frac('∂', 'C', k)} = <span data-v></span> = <mark data-v></mark></span>`;
};

const fillNumbers = (plots, read, n, step) => {
  const none = Math.abs(step) < NONE;
  plots.forEach(({out}, i) => {
    const values = [n.changes[i], none ? null : n.ratios[i], n.slopes[i]];
    out.querySelectorAll('dd').forEach((cell, m) => {
      const v = values[m];
      const kind = v > 0 ? 'pos' : v < 0 ? 'neg' : '';
      set(cell, {text: v === null ? '—' : signed(v, 4), class: kind});
    });
  });
  const times = list => list.map(v => (v === null ? '—' : `(${signed(v, 3)})`)).join(' · ');
  const texts = [
    signed(step, 2),
    none ? '—' : `${times(n.ratios)} =`,
    none ? '' : signed(n.whole, 4),
    times(n.slopes),
    signed(n.slope, 4),
  ];
  read.querySelectorAll('[data-v]').forEach((node, i) => {
    node.textContent = texts[i];
  });
};

// a nudged activation stays between 0 and 1: the slider offers no more than that
const limit = ({d, which, a}) => {
  const [low, high] = which.value === 'a' ? [-a.value, 1 - a.value] : [-1, 1];
  const wanted = d.value;
  set(d.input, {min: low.toFixed(2), max: high.toFixed(2)});
  d.value = clamp(wanted, low, high);
};

const question = start => ({
  ask:
    `Put weight and bias at ${ASKED.w}, and nudge the weight by ${signed(ASKED.d)}. ` +
    'By how much does the cost change?',
  range: {
    label: 'your guess, the change of the cost',
    min: -1,
    max: 1,
    step: 0.001,
    show: v => signed(v, 3),
  },
  truth: nudged({...start, w: ASKED.w, b: ASKED.b}, 'w', ASKED.d).changes[2],
  is: 'it changes by',
});

export function render({model, el}) {
  const start = model.get('state');
  const own = handlesOf(start);
  const {which, zoom, d, w, a, b} = own;
  const plots = [panel(), panel(), panel()];
  const read = html('p', {class: 'read tall'});
  let shown = '';
  const draw = () => {
    limit(own);
    const k = which.value;
    const at = {w: w.value, a: a.value, b: b.value, y: start.y};
    const n = nudged(at, k, d.value);
    const none = Math.abs(d.value) < NONE;
    if (shown !== k) nameFormulas(plots, read, (shown = k));
    const near = zoom.value === 'near' && !none;
    panels(at, k, d.value, n, near).forEach((one, i) => drawPanel(plots[i], one));
    fillNumbers(plots, read, n, d.value);
    const ratio = none ? 'undefined' : signed(n.whole, 3);
    const says = `the cost changes by ${signed(n.changes[2], 4)}, ratio ${ratio}, derivative ${signed(n.slope, 3)}`;
    [d, w, a, b].forEach(one => one.paint(none ? 'no nudge' : says));
    const what = [`z against ${PLAIN[k]}`, 'the activation a against z', 'the cost against a'];
    plots.forEach(({picture}, i) => {
      const over = none || n.ratios[i] === null ? 'undefined' : signed(n.ratios[i], 3);
      const name = `${what[i]}: the change is ${signed(n.changes[i], 4)}, the ratio ${over}, the derivative ${signed(n.slopes[i], 3)}`;
      set(picture, {'aria-label': name});
    });
  };
  const handles = form(
    draw,
    html('div', {}, which.row, d.row, zoom.row),
    group('The neuron', w.row, a.row, b.row),
    html('div', {class: 'ends'}, resetButton()),
  );
  handles.addEventListener('reset', () => set(d.input, {min: -1, max: 1}));
  const views = html('div', {class: 'views three'}, ...plots.map(({cell}) => cell));
  el.replaceChildren(views, read, handles);
  draw();
  const see = () => {
    which.value = 'w';
    setAll([w, b, d], [ASKED.w, ASKED.b, ASKED.d]);
    draw();
  };
  predict(model, el, {...question(start), see});
}
