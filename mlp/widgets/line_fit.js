// I6: a line learns: the line and its squares, its path on the map of the cost, the cost so far.
import {html, set, svg} from '../look/dom.js';
import {clamp, plain, px} from '../look/numbers.js';
import {axes} from '../look/axes.js';
import {circle, clipped, drawing, label, path, rectangle, through} from '../look/svg.js';
import {draggable, setAll, slider, sliderRow} from './handles.js';
import {predict} from './predict.js';
import {bowl, costAxes, costMap, descend, highest} from './valley.js';

const [WIDTH, HEIGHT] = [208, 226];
const BOX = [24, 24, 204, 186];
const FAR = 1e4; // where lines that leave a picture are cut, in pixels
const NEAR = 0.005; // above the lowest cost: as good as the best line
const kept = x => clamp(x, -FAR, FAR);
const END = {'text-anchor': 'end'};

const sliders = ({start, rates, most, map}) => {
  const one = (sym, name, [min, max], step, value, digits, signs = false) =>
    slider({sym, label: name, stack: true, min, max, step, value, digits, signs});
  return {
    rate: one('learning rate <i>η</i>', 'learning rate', rates, rates[0], start.rate, 3),
    steps: one('steps', 'number of steps', [0, most], 1, start.steps, 0),
    w: one('start <i>w</i>', 'weight at the start', map.weight, 0.02, start.w, 2, 'plain'),
    b: one('start <i>b</i>', 'bias at the start', map.bias, 0.02, start.b, 2, 'plain'),
  };
};

// the points, their squares, and a line with two grips
const plotOf = (x, y) => {
  const picture = drawing(WIDTH, HEIGHT);
  const [least, most] = [Math.floor(Math.min(...x)), Math.ceil(Math.max(...x))];
  const middle = (Math.max(...y) + Math.min(...y)) / 2;
  const half = (0.45 * (most - least) * (BOX[3] - BOX[1])) / (BOX[2] - BOX[0]) + 0.6;
  const A = axes(picture, BOX, [least, most], [middle - half, middle + half]);
  A.line(least, 0, most, 0);
  A.line(0, middle - half, 0, middle + half);
  const inner = clipped(picture, BOX);
  const squares = x.map(() => svg('rect', {class: 'square'}, inner));
  x.forEach((v, k) => circle(inner, A.X(v), A.Y(y[k]), 2.2, {class: 'point'}));
  const drawn = svg('line', {class: 'curve'}, inner);
  const hold = svg('line', {class: 'hit drag'}, inner);
  const grips = [-1, 1].map(() => circle(inner, 0, 0, 6, {class: 'grip drag'}));
  label(picture, BOX[0], 14, 'foot');
  label(picture, BOX[2], BOX[3] + 18, `head ${most}`, END);
  label(picture, BOX[0], BOX[3] + 18, plain(least, 0));
  const ends = [least + 0.1 * (most - least), most - 0.1 * (most - least)];
  const draw = ([w, b]) => {
    const at = v => [px(A.X(v)), px(kept(A.Y(w * v + b)))];
    const [[x1, y1], [x2, y2]] = [at(least), at(most)];
    [drawn, hold].forEach(node => set(node, {x1, y1, x2, y2}));
    grips.forEach((grip, k) => {
      const [cx, cy] = at(ends[k]);
      set(grip, {cx, cy});
    });
    squares.forEach((square, k) => {
      const [top, low] = [A.Y(y[k]), kept(A.Y(w * x[k] + b))].sort((p, q) => p - q);
      set(square, {x: px(A.X(x[k])), y: px(top), width: px(low - top), height: px(low - top)});
    });
  };
  return {picture, A, hold, grips, draw, ends};
};

// the line is shifted by its middle, and turned by a grip round the other one
const dragLine = ({picture, A, hold, grips, ends}, now, moved) => {
  let from;
  hold.addEventListener('pointerdown', () => {
    from = null;
  });
  draggable(hold, picture, (x, y) => {
    const [w, b] = now();
    const [u, v] = A.at(x, y);
    from ??= v - (w * u + b);
    moved([w, v - from - w * u]);
  });
  grips.forEach((grip, k) =>
    draggable(grip, picture, (x, y) => {
      const [w, b] = now();
      const [own, other] = [ends[k], ends[1 - k]];
      const fixed = w * other + b;
      const turned = (A.at(x, y)[1] - fixed) / (own - other);
      moved([turned, fixed - turned * other]);
    }),
  );
};

const mapOf = (valley, map) => {
  const picture = drawing(WIDTH, HEIGHT);
  const A = costMap(picture, BOX, {map, ring: valley.ring, best: valley.best});
  const trail = path(A.inner, '', {class: 'trail'});
  const dots = svg('g', {class: 'dots'}, A.inner);
  const here = circle(A.inner, 0, 0, 6.5, {class: 'now'});
  const [left, top, right, bottom] = BOX;
  const ground = rectangle(picture, left, top, right - left, bottom - top, {class: 'touch drag'});
  const draw = way => {
    const places = way.map(p => A.place(p).map(kept));
    set(trail, {d: through(places)});
    dots.replaceChildren();
    places.slice(0, -1).forEach(([x, y]) => circle(dots, x, y, 2.6));
    const [cx, cy] = places.at(-1);
    set(here, {cx: px(cx), cy: px(cy)});
  };
  return {picture, A, ground, draw};
};

const costsOf = ({cost, least}, most) => {
  const picture = drawing(WIDTH, HEIGHT);
  const box = [30, BOX[1], 200, BOX[3]];
  const build = costAxes(picture, box, {
    least,
    most,
    room: 1.25,
    cost: 'cost',
    end: `${most} steps`,
  });
  const best = label(picture, 200, 0, 'the best line', {'text-anchor': 'end'});
  const inner = clipped(picture, [24, BOX[1], WIDTH, BOX[3] + 3]);
  const history = path(inner, '', {class: 'curve costs'});
  const now = circle(inner, 0, 0, 4.5, {class: 'costs'});
  const draw = way => {
    const F = build(highest(cost, [way[0]]));
    set(best, {y: px(Math.min(F.Y(least) + 14, BOX[3] - 3))});
    const places = way.map((p, k) => [F.X(k), kept(F.Y(Math.min(cost(p), 1e5)))]);
    set(history, {d: through(places)});
    set(now, {cx: px(places.at(-1)[0]), cy: px(places.at(-1)[1])});
  };
  return {picture, draw};
};

const zigzags = way =>
  way.length > 3 &&
  way.slice(2).every((p, k) => (p[0] - way[k + 1][0]) * (way[k + 1][0] - way[k][0]) < 0);

/** What becomes of the descent, in one sentence; `lost` when it runs away. */
const verdict = (way, {cost, least}) => {
  const [first, last] = [cost(way[0]), cost(way.at(-1))];
  if (way.length > 1 && last > 2 * Math.max(first, cost([0, 0])))
    return {lost: true, says: 'Every step overshoots further: the learning rate is too large.'};
  if (way.length === 1) return {says: 'No step yet: this is the start.'};
  if (zigzags(way)) return {says: 'It overshoots at each step, and zigzags down.'};
  if (last - least < NEAR) return {says: 'That is as good as a line can be.'};
  return {says: 'On its way.'};
};

const sentence = (way, C, {lost, says}) => {
  const n = way.length - 1;
  const after = `After ${n} step${n === 1 ? '' : 's'}`;
  if (lost) return `<span>${after} it is lost.</span> <span>${says}</span>`;
  const [w, b] = way.at(-1);
  const rest = `${b < 0 ? '−' : '+'} ${plain(Math.abs(b))}`;
  return (
    `<span>${after}:</span> <span><i>a</i> = ${plain(w)} · <i>x</i> ${rest},</span> ` +
    `<span><i>C</i> = <mark>${plain(C)}</mark>.</span> <span>${says}</span>`
  );
};

// what becomes of a descent, in a word
const endOf = (valley, from, rate, steps) => {
  const way = descend(valley.gradient, from, rate, steps);
  if (verdict(way, valley).lost) return 'lost';
  return valley.cost(way.at(-1)) - valley.least < NEAR ? 'best' : 'way';
};

const question = (valley, {rate, w, b}, most) => ({
  ask: `You double the learning rate, to ${plain(2 * rate, 1)}. Where is the line after ${most} steps?`,
  options: [
    ['best', 'at its best'],
    ['way', 'still on its way'],
    ['lost', 'lost'],
  ],
  truth: endOf(valley, [w, b], 2 * rate, most),
  is: 'it is',
});

export function render({model, el}) {
  const {x, y, means, most, start, rates, map} = model.get('state');
  const valley = bowl(means);
  const own = sliders({start, rates, most, map});
  const handles = [own.rate, own.steps, own.w, own.b];
  const [plot, land, fall] = [plotOf(x, y), mapOf(valley, map), costsOf(valley, most)];
  const read = html('p', {class: 'read'});
  let way = [];
  const draw = () => {
    way = descend(valley.gradient, [own.w.value, own.b.value], own.rate.value, own.steps.value);
    const p = way.at(-1);
    const C = valley.cost(p);
    const found = verdict(way, valley);
    [plot, land, fall].forEach((view, k) => view.draw(k ? way : p));
    const says = `weight ${plain(p[0])}, bias ${plain(p[1])}, cost ${plain(C)}`;
    handles.forEach(handle => handle.paint(found.lost ? found.says : says));
    read.innerHTML = sentence(way, C, found);
    const names = [
      `${x.length} points, a square at each between it and the line, and the line: ${says}`,
      `A map of the cost over weight and bias: a long, narrow valley, lowest at weight ` +
        `${plain(valley.best[0])}, bias ${plain(valley.best[1])}. ${found.says}`,
      `The cost after each step: from ${plain(valley.cost(way[0]))} to ` +
        `${found.lost ? 'beyond the picture' : plain(C)}; the best line has ${plain(valley.least)}`,
    ];
    [plot, land, fall].forEach((view, k) => set(view.picture, {'aria-label': names[k]}));
  };
  const begin = p => {
    setAll([own.w, own.b, own.steps], [...p, 0]);
    draw();
  };
  dragLine(plot, () => way.at(-1), begin);
  draggable(land.ground, land.picture, (u, v) => begin(land.A.at(u, v)));
  el.replaceChildren(
    html('div', {class: 'views three'}, plot.picture, land.picture, fall.picture),
    read,
    sliderRow(draw, handles),
  );
  draw();
  const see = () => {
    setAll([own.rate, own.steps], [2 * start.rate, most]);
    draw();
  };
  predict(model, el, {...question(valley, start, most), see});
}
