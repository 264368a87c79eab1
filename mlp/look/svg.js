// The marks of a drawing that moves, named as in svg.py; each is put at the end of its parent.
import {set, svg} from './dom.js';
import {px} from './numbers.js';
import {colour, grey, inkOn, signColour} from './colours.js';
import {betweenRims, edgeWidth} from './edges.js';

/** An SVG of that size with its name for screen readers. */
export const drawing = (width, height, name = '', extra = {}) =>
  svg('svg', {
    viewBox: `0 0 ${px(width)} ${px(height)}`,
    role: 'img',
    'aria-label': name,
    ...extra,
  });

/** A part of a drawing that cuts off what lies outside [left, top, right, bottom]. */
export const clipped = (parent, [left, top, right, bottom]) => {
  const [width, height] = [px(right - left), px(bottom - top)];
  const viewBox = `${px(left)} ${px(top)} ${width} ${height}`;
  return svg('svg', {x: px(left), y: px(top), width, height, viewBox, class: 'clip'}, parent);
};

export const label = (parent, x, y, text, extra = {}) =>
  svg('text', {x: px(x), y: px(y), text, ...extra}, parent);

/** A letter as in the formulas; `below` is its index, `above` stands higher. */
export const symbol = (parent, x, y, letter, {below = '', above = '', ...extra} = {}) => {
  const text = svg('text', {class: 'sym', x: px(x), y: px(y), ...extra}, parent);
  text.append(letter);
  if (below !== '') svg('tspan', {class: 'sub', dy: 4, text: below}, text);
  if (above !== '') svg('tspan', {class: 'sub', dy: below === '' ? -6 : -10, text: above}, text);
  return text;
};

/** A path of that `d`, without fill. */
export const path = (parent, d = '', extra = {}) =>
  svg('path', {d, fill: 'none', ...extra}, parent);

export const line = (parent, x1, y1, x2, y2, extra = {}) =>
  svg('line', {class: 'axis', x1: px(x1), y1: px(y1), x2: px(x2), y2: px(y2), ...extra}, parent);

export const rectangle = (parent, x, y, width, height, extra = {}) =>
  svg('rect', {x: px(x), y: px(y), width: px(width), height: px(height), ...extra}, parent);

/** A circle; a neuron if it has no other look. */
export const circle = (parent, cx, cy, r, extra = {}) =>
  svg('circle', {cx: px(cx), cy: px(cy), r: px(r), ...extra}, parent);

/** A neuron: a ringed disc whose grey is its activation. */
export const disc = (parent, x, y, r, a = 0) =>
  circle(parent, x, y, r, {class: 'n', style: `fill:${grey(a)}`});

/** Give a neuron another activation. */
export const shade = (node, a) => set(node, {style: `fill:${grey(a)}`});

/** The text inside a neuron, readable on its grey. */
export const inside = (node, a, text) => set(node, {text, style: `fill:${inkOn(a)}`});

/** A connection from rim to rim, without a weight as yet. */
export const edge = (parent, x1, y1, r1, x2, y2, r2) =>
  line(parent, ...betweenRims(x1, y1, r1, x2, y2, r2), {class: 'e'});

/** Give an edge the colour and the width of its weight. */
export const weigh = (node, weight, largest, widest) =>
  set(node, {
    stroke: colour(signColour(weight)),
    'stroke-width': px(edgeWidth(weight, largest, widest)),
  });

/** The `d` of a path through the points [x, y]. */
export const through = points => `M${points.map(([x, y]) => `${px(x)} ${px(y)}`).join('L')}`;

/** The `d` of an arrow straight up (`by` below 0) or down from (x, y); '' when it has no length. */
export const upright = (x, y, by, head = 5) => {
  if (Math.abs(by) < 1) return '';
  const size = Math.min(head, 0.6 * Math.abs(by));
  const back = y + by - Math.sign(by) * size;
  const tip = through([
    [x - size, back],
    [x, y + by],
    [x + size, back],
  ]);
  return `M${px(x)} ${px(y)}V${px(y + by)}${tip}`;
};
