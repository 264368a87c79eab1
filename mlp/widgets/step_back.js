// I8: backpropagation on 4-3-2, one step at a time, every number shown.
import {html, set, svg} from '../look/dom.js';
import {plain} from '../look/numbers.js';
import {colour, signColour} from '../look/colours.js';
import {
  circle,
  disc,
  drawing,
  edge,
  inside,
  label,
  line,
  path,
  rectangle,
  shade,
  upright,
  weigh,
} from '../look/svg.js';
import {NAMES, button, choice, form, resetButton, slider} from './handles.js';
import {predict} from './predict.js';
import {pulls, stepped} from './pulls.js';
import {STEPS} from './step_tables.js';

const [WIDTH, HEIGHT] = [380, 262];
const X = [132, 228, 316];
const Y = [
  [34, 98, 162, 226],
  [62, 130, 198],
  [94, 166],
];
const R = 17;
const IMAGE = {x: 0, y: 84, width: 92, height: 92};
const REACH = 30; // of the longest arrow, in pixels

const drawImage = (picture, boxes) => {
  const unit = IMAGE.width / 28;
  const image = svg('image', IMAGE, picture);
  rectangle(picture, IMAGE.x, IMAGE.y, IMAGE.width, IMAGE.height, {class: 'frame'});
  boxes.forEach(([top, bottom, left, right], i) => {
    const [x, y] = [left * unit, IMAGE.y + top * unit];
    const size = [(right - left) * unit, (bottom - top) * unit];
    rectangle(picture, x, y, ...size, {class: 'pixel', 'stroke-width': 1.25});
    const ends = [95, y + size[1] / 2, X[0] - R - 4, Y[0][i]];
    line(picture, ...ends, {class: 'leader'});
  });
  label(picture, 0, 76, 'brightness of');
  label(picture, 0, 192, 'four squares');
  return image;
};

const drawNetwork = (picture, weights) => {
  const wires = weights.map((W, l) =>
    W.map((row, j) => row.map((_, i) => edge(picture, X[l], Y[l][i], R, X[l + 1], Y[l + 1][j], R))),
  );
  const arrows = Y.map(column =>
    column.map(() => ['halo', ''].map(rim => path(picture, '', {class: `pull ${rim}`}))),
  );
  const rings = Y[2].map(y => circle(picture, X[2], y, R + 4.5, {class: 'wish'}));
  const cells = Y.map((column, l) =>
    column.map(y => [
      disc(picture, X[l], y, R),
      label(picture, X[l], y + 4, '', {'text-anchor': 'middle', class: 'small'}),
    ]),
  );
  Y[2].forEach((y, j) => label(picture, X[2] + R + 9, y + 5, j, {class: 'digit'}));
  return {wires, arrows, rings, cells};
};

// edges: the weights, or in two of the steps the pulls on them; one scale for both layers
const paintEdges = (wires, {edges = [], pulled}, weights, {pullW}) => {
  const values = weights.map((W, l) => (pulled === l ? pullW[l] : W));
  const largestOf = list => Math.max(...list.flat(2).map(Math.abs)) || 1;
  const largest = pulled === undefined ? largestOf(values) : largestOf([values[pulled]]);
  wires.forEach((W, l) =>
    W.forEach((row, j) =>
      row.forEach((node, i) => {
        const own = pulled === undefined || pulled === l;
        weigh(node, own ? values[l][j][i] : 0, largest);
        set(node, {'stroke-opacity': edges.includes(l) ? 1 : 0.18});
      }),
    ),
  );
};

const paintArrows = (arrows, [layer, kind] = [], n) => {
  const longest = Math.max(...[1, 2].flatMap(l => n.pullA[l].map(Math.abs)));
  arrows.forEach((column, l) =>
    column.forEach(([rim, arrow], j) => {
      const v = layer === l ? n[kind][l][j] : 0;
      const by = (-REACH * v) / longest;
      const d = upright(X[l] + (l === 2 ? 52 : 27), Y[l][j] - by / 2, by);
      [rim, arrow].forEach(node => set(node, {d}));
      set(arrow, {stroke: colour(signColour(v))});
    }),
  );
};

const view = ({weights, boxes}) => {
  const picture = drawing(WIDTH, HEIGHT);
  const image = drawImage(picture, boxes);
  const {wires, arrows, rings, cells} = drawNetwork(picture, weights);
  const draw = (step, {n, after, y, digit}) => {
    const shown = step === STEPS.at(-1) ? after : n;
    set(image, {href: digit.image});
    cells.forEach((column, l) =>
      column.forEach(([node, text], j) => {
        shade(node, shown.a[l][j]);
        inside(text, shown.a[l][j], plain(shown.a[l][j]));
      }),
    );
    rings.forEach((ring, j) => set(ring, {visibility: y[j] ? null : 'hidden'}));
    paintEdges(wires, step, weights, n);
    paintArrows(arrows, step.arrows, n);
  };
  return {picture, draw};
};

// all numbers for one digit
const worked = ({weights, biases, inputs, rate}, digit) => {
  const y = [0, 1].map(j => +(j === digit.y));
  const n = pulls(digit.x, y, weights, biases);
  const moved = stepped(weights, biases, n, rate);
  const after = pulls(digit.x, y, moved.weights, moved.biases);
  return {n, after, y, moved, weights, biases, inputs, rate, digit, label: digit.y};
};

const examples = digits => {
  const tile = ({image}) => `<img src="${image}" alt="" width="28" height="28">`;
  const which = choice({
    legend: 'Choose an example',
    value: '0',
    options: digits.map((digit, i) => [String(i), tile(digit)]),
  });
  which.row.classList.add('tiles');
  which.inputs.forEach((input, i) =>
    set(input, {'aria-label': `A handwritten ${NAMES[digits[i].y]}`}),
  );
  return which;
};

// which hidden neuron is pulled hardest by the first digit
const question = ({weights, biases, digits: [digit]}) => {
  const y = [0, 1].map(j => +(j === digit.y));
  const sizes = pulls(digit.x, y, weights, biases).pullA[1].map(Math.abs);
  return {
    ask: `The network is shown the first digit, a ${digit.y}. Which hidden neuron will be pulled hardest?`,
    options: ['the upper', 'the middle', 'the lower'].map((name, j) => [j, name]),
    truth: sizes.indexOf(Math.max(...sizes)),
    is: 'hardest is',
  };
};

export function render({model, el}) {
  const state = model.get('state');
  const which = examples(state.digits);
  const step = slider({
    sym: 'step',
    label: 'step',
    stack: true,
    min: 0,
    max: STEPS.length - 1,
    step: 1,
    value: 0,
    show: k => `${k + 1} of ${STEPS.length}: ${STEPS[k].name}`,
  });
  const [before, next] = [button('Previous step'), button('Next step')];
  const {picture, draw: paint} = view(state);
  const say = html('p', {class: 'read', 'aria-live': 'polite'});
  const numbers = {class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'The numbers'};
  const table = html('div', numbers);
  const draw = () => {
    const found = worked(state, state.digits[+which.value]);
    const now = STEPS[step.value];
    paint(now, found);
    say.innerHTML = now.says(found);
    table.innerHTML = now.table(found);
    step.paint(say.textContent);
    before.disabled = step.value === 0;
    next.disabled = step.value === STEPS.length - 1;
    const reads = `reads a handwritten ${NAMES[found.label]}. ${say.textContent}`;
    const what = 'A network of four inputs, three hidden neurons and two outputs';
    set(picture, {'aria-label': `${what} ${reads}`});
  };
  [before, next].forEach((node, k) =>
    node.addEventListener('click', () => {
      set(say, {'aria-live': 'polite'});
      step.value = step.value + (k ? 1 : -1);
      draw();
    }),
  );
  const row = html('div', {class: 'row'}, before, next, resetButton());
  const handles = form(draw, which.row, step.row, row);
  handles.classList.add('steps');
  el.replaceChildren(
    html('div', {class: 'views step'}, picture, handles),
    html('div', {class: 'said'}, say, table),
  );
  draw();
  const see = () => {
    which.value = '0';
    step.value = STEPS.findIndex(({arrows}) => arrows?.[0] === 1);
    draw();
  };
  predict(model, el, {...question(state), see});
}
