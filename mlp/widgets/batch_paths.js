// I9: three descents that have looked at the same number of examples.
import {html, set, svg} from '../look/dom.js';
import {clamp, plain, px} from '../look/numbers.js';
import {circle, clipped, drawing, label, path, rectangle, through} from '../look/svg.js';
import {choice, draggable, setAll, slider, sliderRow} from './handles.js';
import {predict} from './predict.js';
import {bowl, costAxes, costMap, highest} from './valley.js';

// From all examples a step to one: told apart by form, by weight and by what is written beside it.
const KINDS = [
  {kind: 'all', r: 5, head: 'all'},
  {kind: 'some', r: 3, head: 'some'},
  {kind: 'one', r: 0, head: 'one'},
];
const ASKED = 0.05; // the learning rate of the guess
const LAND = [30, 24, 334, 252];
const FALL = [34, 24, 250, 252];
const kept = x => clamp(x, -1e4, 1e4);

/** The way [[w, b], …] of mini-batches of `size` after `seen` examples, in the order given. */
export const descend = ({x, y, orders}, size, rate, seen, start = [0, 0]) => {
  const way = [start];
  for (let from = 0; from + size <= seen; from += size) {
    const [w, b] = way.at(-1);
    let [dw, db] = [0, 0];
    for (let i = from; i < from + size; i++) {
      const k = orders[i];
      const error = w * x[k] + b - y[k];
      dw += (2 * error * x[k]) / size;
      db += (2 * error) / size;
    }
    way.push([w - rate * dw, b - rate * db]);
  }
  return way;
};

const sliders = ({start, rates, sizes, orders, map}) => {
  const one = (sym, name, [min, max], step, value, digits, signs = false) =>
    slider({sym, label: name, stack: true, min, max, step, value, digits, signs});
  return {
    rate: one('learning rate <i>η</i>', 'learning rate', rates, rates[0], start.rate, 3),
    seen: one('examples seen', 'examples seen', [0, orders.length], sizes[1], start.seen, 0),
    w: one('start <i>w</i>', 'weight at the start', map.weight, 0.02, 0, 2, 'plain'),
    b: one('start <i>b</i>', 'bias at the start', map.bias, 0.02, 0, 2, 'plain'),
  };
};

// one path: its line, its discs, and its name at the end
const track = (parent, picture, {kind, r}) => {
  const line = path(parent, '', {class: `track ${kind}`});
  const dots = svg('g', {class: `spots ${kind}`}, parent);
  const name = label(picture, 0, 0, '', {class: `num halo name ${kind}`});
  const show = (places, shown, [x, y], text) => {
    [line, dots, name].forEach(node => set(node, {visibility: shown ? null : 'hidden'}));
    set(line, {d: through(places)});
    dots.replaceChildren();
    (r ? places : places.slice(-1)).forEach(([u, v]) => circle(dots, u, v, r || 3.5));
    set(name, {x: px(x), y: px(y), text});
  };
  return {show};
};

// labels at the ends keep clear of each other
const apart = (wanted, gap, [low, high]) => {
  const order = wanted.map((y, k) => [y, k]).sort((p, q) => p[0] - q[0]);
  const placed = [];
  let least = low;
  order.forEach(([y, k]) => {
    placed[k] = Math.max(y, least);
    least = placed[k] + gap;
  });
  const over = Math.max(0, Math.max(...placed) - high);
  return placed.map(y => y - over);
};

const mapOf = (valley, map) => {
  const picture = drawing(390, 290);
  const A = costMap(picture, LAND, {map, ring: valley.ring, best: valley.best, digits: 1});
  const tracks = [...KINDS].reverse().map(kind => track(A.inner, picture, kind));
  const [left, top, right, bottom] = LAND;
  const ground = rectangle(picture, left, top, right - left, bottom - top, {class: 'touch drag'});
  const draw = (ways, only, names) => {
    const places = ways.map(way => way.map(p => A.place(p).map(kept)));
    const heights = apart(
      places.map(way => clamp(way.at(-1)[1], top + 8, bottom)),
      17,
      [top + 8, bottom],
    );
    tracks.forEach((one, back) => {
      const i = KINDS.length - 1 - back;
      one.show(places[i], only < 0 || only === i, [right + 8, heights[i] + 4], names[i]);
    });
  };
  return {picture, A, ground, draw};
};

const costsOf = ({cost, least}, sizes, all) => {
  const picture = drawing(310, 290);
  const build = costAxes(picture, FALL, {
    least,
    most: all,
    room: 1.15,
    cost: 'cost on all examples',
    end: `${all} examples seen`,
  });
  const inner = clipped(picture, [FALL[0] - 6, FALL[1], FALL[2] + 6, FALL[3] + 3]);
  const tracks = [...KINDS].reverse().map(kind => track(inner, picture, kind));
  const draw = (ways, only, names) => {
    const F = build(highest(cost, [ways[0][0]]));
    const places = ways.map((way, i) =>
      way.map((p, k) => [F.X(k * sizes[i]), kept(F.Y(Math.min(cost(p), 1e5)))]),
    );
    const ends = places.map(way => clamp(way.at(-1)[1], FALL[1] + 8, FALL[3]));
    const heights = apart(ends, 17, [FALL[1] + 8, FALL[3]]);
    tracks.forEach((one, back) => {
      const i = KINDS.length - 1 - back;
      const x = Math.max(...places.map(way => way.at(-1)[0])) + 10;
      one.show(places[i], only < 0 || only === i, [x, heights[i] + 4], names[i]);
    });
  };
  return {picture, draw};
};

const line = (name, way, C) => {
  const n = way.length - 1;
  const shown = C > 99 ? 'lost' : plain(C);
  return `${name}: ${n} step${n === 1 ? '' : 's'}, <i>C</i> = ${shown}`;
};

const question = (state, valley, names) => {
  const costs = state.sizes.map(size =>
    valley.cost(descend(state, size, ASKED, state.orders.length).at(-1)),
  );
  return {
    ask:
      `With the learning rate ${plain(ASKED)} each looks at ${state.orders.length} examples. ` +
      'Which of the three ends lowest?',
    options: names.map((name, i) => [i, name]),
    truth: costs.indexOf(Math.min(...costs)),
    is: 'the lowest is',
  };
};

export function render({model, el}) {
  const state = model.get('state');
  const {sizes, orders, means, map} = state;
  const valley = bowl(means);
  const own = sliders(state);
  const handles = [own.rate, own.seen, own.w, own.b];
  const heads = KINDS.map(({head}) => head);
  const names = heads.map((head, i) => `${head} (${sizes[i]})`);
  const which = choice({
    legend: 'examples before each step',
    value: '-1',
    options: [['-1', 'compare'], ...names.map((name, i) => [String(i), name])],
  });
  const [land, fall] = [mapOf(valley, map), costsOf(valley, sizes, orders.length)];
  const read = html('p', {class: 'read'});
  const draw = () => {
    const only = +which.value;
    const start = [own.w.value, own.b.value];
    const ways = sizes.map(size => descend(state, size, own.rate.value, own.seen.value, start));
    [land, fall].forEach(view => view.draw(ways, only, heads));
    const lines = ways.map((way, i) => line(names[i], way, valley.cost(way.at(-1))));
    const shown = only < 0 ? lines : [lines[only]];
    const spans = shown.map((text, k) => `<span>${text}${k < shown.length - 1 ? ';' : '.'}</span>`);
    read.innerHTML = `<span>After ${own.seen.value} examples:</span> ${spans.join(' ')}`;
    const says = read.textContent;
    handles.forEach(handle => handle.paint(says));
    set(land.picture, {'aria-label': `Paths of descent on a map of the cost. ${says}`});
    set(fall.picture, {'aria-label': `The cost against the number of examples seen. ${says}`});
  };
  draggable(land.ground, land.picture, (x, y) => {
    setAll([own.w, own.b], land.A.at(x, y));
    draw();
  });
  el.replaceChildren(
    html('div', {class: 'views pair'}, land.picture, fall.picture),
    read,
    sliderRow(draw, handles, which.row),
  );
  draw();
  const see = () => {
    setAll([own.rate, own.seen], [ASKED, orders.length]);
    draw();
  };
  predict(model, el, {...question(state, valley, names), see});
}
