// I5: gradient descent on C(w) = (w² − 1)² + 0.3 w + 0.5, a curve with two valleys.
import {html, set, svg} from '../look/dom.js';
import {clamp, plain, px, signed} from '../look/numbers.js';
import {axes} from '../look/axes.js';
import {
  circle,
  clipped,
  drawing,
  label,
  line,
  path,
  rectangle,
  symbol,
  through,
} from '../look/svg.js';
import {draggable, setAll, slider, sliderRow} from './handles.js';
import {predict} from './predict.js';

const RANGE = [-1.65, 1.65]; // of w, in the picture
const HIGH = 4; // of the cost, in the picture
const RIDGE = 0.0755; // the w between the valleys
const [HILL, FALL] = [
  [26, 18, 372, 226],
  [34, 18, 262, 226],
];
const ASKED = {start: 1.5, rate: 0.2, steps: 40}; // of the guess: it leaps over the ridge
const LOST = 3; // |w| from which on a descent has left the picture
const END = {'text-anchor': 'end'};
const MIDDLE = {'text-anchor': 'middle'};

export const cost = w => (w * w - 1) ** 2 + 0.3 * w + 0.5;
export const derivative = w => 4 * w * (w * w - 1) + 0.3;
const shown = w => Math.min(cost(w), 1e3);

/** The places of a descent, `start` first. */
export const walk = (start, rate, steps) => {
  const w = [start];
  for (let k = 0; k < steps && Math.abs(w[k]) < 1e6; k++) w.push(w[k] - rate * derivative(w[k]));
  return w;
};

const handlesOf = at => {
  const one = (sym, name, [min, max], step, value, digits, signs = false) =>
    slider({sym, label: name, stack: true, min, max, step, value, digits, signs});
  return {
    start: one('start <i>w</i>', 'start, the first w', [-1.6, 1.6], 0.01, at.start, 2, true),
    rate: one('learning rate <i>η</i>', 'learning rate', [0.005, 0.4], 0.005, at.rate, 3),
    steps: one('steps', 'number of steps', [0, at.most], 1, at.steps, 0),
  };
};

// where the reader thinks that it ends; null where there is no guess
const guessOn = (picture, A) => {
  const all = svg('g', {visibility: 'hidden'}, picture);
  const stem = line(all, 0, 0, 0, 0, {class: 'guess'});
  const words = label(all, 0, 0, 'your guess', {...MIDDLE, class: 'guess halo'});
  const grip = circle(all, 0, 0, 9, {class: 'guess grip drag'});
  const mark = w => {
    set(all, {visibility: w === null ? 'hidden' : null});
    if (w === null) return;
    const [x, y] = [A.X(w), A.Y(shown(w))].map(px);
    set(grip, {cx: x, cy: y});
    set(stem, {x1: x, x2: x, y1: y - 9, y2: y - 34});
    set(words, {x: clamp(x, 36, 344), y: y - 39});
  };
  return {mark, grip};
};

const hillOf = () => {
  const picture = drawing(380, 262);
  const A = axes(picture, HILL, RANGE, [0, HIGH]);
  A.line(RANGE[0], 0, RANGE[1], 0);
  [-1, 0, 1].forEach(v => label(picture, A.X(v), 244, plain(v, 0), MIDDLE));
  symbol(picture, A.X(1.62), 244, 'w', END);
  symbol(picture, 26, 14, 'C', {class: 'sym costs'}).append('(w)');
  label(picture, 20, A.Y(0) + 4.5, '0', END);
  const inner = clipped(picture, [0, 0, 380, 230]);
  inner.append(A.curve(cost, 120, {class: 'curve costs'}));
  const trail = path(inner, '', {class: 'trail thin'});
  const tangent = path(inner, '', {class: 'tangent'});
  const dots = svg('g', {class: 'dots'}, inner);
  const last = circle(inner, 0, 0, 8, {class: 'now'});
  const [left, top, right, bottom] = HILL;
  const ground = rectangle(picture, left, top, right - left, bottom - top, {class: 'touch drag'});
  const draw = way => {
    const place = w => [A.X(clamp(w, -50, 50)), A.Y(shown(w))];
    set(trail, {d: through(way.map(place))});
    dots.replaceChildren();
    way.slice(0, -1).forEach(w => circle(dots, ...place(w), 4));
    const w = way.at(-1);
    const [cx, cy] = place(w);
    set(last, {cx: px(cx), cy: px(cy)});
    const g = derivative(w);
    const half = 0.34 / Math.hypot(1, g / 3);
    const ends = [-half, half].map(d => [A.X(w + d), A.Y(shown(w) + g * d)]);
    set(tangent, {d: through(ends)});
  };
  return {picture, A, ground, draw, ...guessOn(picture, A)};
};

const fallOf = most => {
  const picture = drawing(270, 262);
  const B = axes(picture, FALL, [0, most], [0, HIGH]);
  B.line(0, 0, most, 0);
  B.line(0, 0, 0, HIGH);
  label(picture, 28, B.Y(0) + 4.5, '0', END);
  label(picture, 28, B.Y(HIGH) + 4.5, plain(HIGH, 0), END);
  label(picture, B.X(0), 244, '0', MIDDLE);
  label(picture, B.X(most), 244, `${most} steps`, END);
  symbol(picture, 42, 14, 'C', {class: 'sym costs'});
  const inner = clipped(picture, [0, 0, 270, 230]);
  const history = path(inner, '', {class: 'curve costs'});
  const now = circle(inner, 0, 0, 4.5, {class: 'costs'});
  const draw = way => {
    const places = way.map((w, k) => [B.X(k), B.Y(shown(w))]);
    set(history, {d: through(places)});
    set(now, {cx: px(places.at(-1)[0]), cy: px(places.at(-1)[1])});
  };
  return {picture, draw};
};

const turns = way =>
  way.slice(2).filter((w, k) => (w - way[k + 1]) * (way[k + 1] - way[k]) < 0).length;

/** What becomes of the descent, in one sentence. */
export const verdict = (way, lost) => {
  const w = way.at(-1);
  if (lost) return 'It has left the picture: the learning rate is too large.';
  if (way.length === 1) return 'It has not moved yet.';
  if (Math.abs(w - RIDGE) < 0.05 && Math.abs(derivative(w)) < 0.2)
    return 'It is on the ridge, where the derivative is nearly zero too.';
  if (Math.abs(derivative(w)) > 0.05)
    return turns(way) > 3 ? 'It leaps back and forth.' : 'It is still on its way down.';
  const valley = w < RIDGE ? 'deeper' : 'shallower';
  const crossed = (way[0] - RIDGE) * (w - RIDGE) < 0;
  return `It has settled in the ${valley} valley${crossed ? ', across the ridge from its start' : ''}.`;
};

const question = () => ({
  ask:
    `It starts at <i>w</i> = ${plain(ASKED.start)}, high on the right, and takes ${ASKED.steps} ` +
    `steps with the learning rate ${plain(ASKED.rate, 1)}. Where will it be in the end? ` +
    'Drag the ring on the curve, or write the number.',
  range: {
    label: 'your guess, the w at the end',
    min: -1.6,
    max: 1.6,
    step: 0.01,
    value: ASKED.start,
    show: w => plain(w),
  },
  truth: walk(ASKED.start, ASKED.rate, ASKED.steps).at(-1),
  is: 'it ends at <i>w</i> =',
});

export function render({model, el}) {
  const at = model.get('state');
  const {start, rate, steps} = handlesOf(at);
  const [hill, fall] = [hillOf(), fallOf(at.most)];
  const read = html('p', {class: 'read'});
  const draw = () => {
    const way = walk(start.value, rate.value, steps.value);
    const [n, w] = [way.length - 1, way.at(-1)];
    const lost = Math.abs(w) > LOST || n < steps.value;
    const where = verdict(way, lost);
    [hill, fall].forEach(view => view.draw(way));
    const numbers = `<i>w</i> = ${plain(w)}, derivative ${signed(derivative(w), 2)}, <i>C</i> = <mark>${plain(cost(w))}</mark>.`;
    const after = `After ${n} step${n === 1 ? '' : 's'}`;
    read.innerHTML = lost
      ? `<span>${after}.</span> <span>${where}</span>`
      : `<span>${after}:</span> <span>${numbers}</span> <span>${where}</span>`;
    const says = lost ? 'out of the picture' : `w ${plain(w)}, cost ${plain(cost(w))}`;
    [start, rate, steps].forEach(x => x.paint(`after ${n} steps: ${says}`));
    const valleys = 'A cost curve with two valleys, the deeper near w = −1, the other near w = 1.';
    set(hill.picture, {
      'aria-label': `${valleys} Descent starts at ${plain(start.value)}. ${where}`,
    });
    const end = lost ? 'beyond the picture' : plain(cost(w));
    set(fall.picture, {
      'aria-label': `The cost after each step, from ${plain(cost(way[0]))} to ${end}`,
    });
  };
  draggable(hill.ground, hill.picture, (x, y) => {
    setAll([start], [hill.A.at(x, y)[0]]);
    draw();
  });
  el.replaceChildren(
    html('div', {class: 'views wide-and-slim'}, hill.picture, fall.picture),
    read,
    sliderRow(draw, [start, rate, steps]),
  );
  draw();
  const see = () => {
    setAll([start, rate, steps], [ASKED.start, ASKED.rate, ASKED.steps]);
    draw();
  };
  const guess = predict(model, el, {...question(), mark: hill.mark, see});
  draggable(hill.grip, hill.picture, x => guess.set(hill.A.at(x, 0)[0]));
}
