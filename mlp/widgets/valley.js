// The mean squared error of a line on points is a quadratic bowl: five means hold all of it.
// p = [weight, bias] of the line; `means` has xx, x, xy, y, yy.
import {axes} from '../look/axes.js';
import {svg} from '../look/dom.js';
import {plain, px} from '../look/numbers.js';
import {clipped, label, path, rectangle, through} from '../look/svg.js';

const levelLine = (m, [w, b], level) =>
  Array.from({length: 73}, (_, i) => {
    const t = (i * Math.PI) / 36;
    const l11 = Math.sqrt(m.xx);
    const l21 = m.x / l11;
    const l22 = Math.sqrt(1 - l21 * l21);
    const v = (Math.sqrt(level) * Math.sin(t)) / l22;
    const u = (Math.sqrt(level) * Math.cos(t) - l21 * v) / l11;
    return [w + u, b + v];
  });

/** The cost of every line on the points, its gradient, the best line, and lines of equal cost. */
export const bowl = m => {
  const cost = ([w, b]) =>
    w * w * m.xx + 2 * w * b * m.x + b * b - 2 * w * m.xy - 2 * b * m.y + m.yy;
  const gradient = ([w, b]) => [2 * (w * m.xx + b * m.x - m.xy), 2 * (w * m.x + b - m.y)];
  const det = m.xx - m.x * m.x;
  const best = [(m.xy - m.x * m.y) / det, (m.xx * m.y - m.x * m.xy) / det];
  return {cost, gradient, best, least: cost(best), ring: level => levelLine(m, best, level)};
};

/** Gradient descent on the bowl: the places from `start` on. */
export const descend = (gradient, start, rate, steps) => {
  const way = [start];
  for (let k = 0; k < steps; k++) {
    const [w, b] = way[k];
    const [dw, db] = gradient(way[k]);
    way.push([w - rate * dw, b - rate * db]);
  }
  return way;
};

/**
 * The map of the cost over weight and bias, with the lowest place marked.
 * @returns its axes, and the part that cuts off what leaves the map
 */
export const costMap = (picture, box, {map, ring, best, digits = 0}) => {
  const [left, top, right, bottom] = box;
  const A = axes(picture, box, map.weight, map.bias);
  const inner = clipped(picture, box);
  const place = ([w, b]) => [A.X(w), A.Y(b)];
  map.levels.forEach(level => path(inner, `${through(ring(level).map(place))}Z`, {class: 'level'}));
  rectangle(picture, left, top, right - left, bottom - top, {class: 'frame'});
  const [x, y] = place(best);
  path(inner, `M${px(x - 5)} ${px(y)}h10M${px(x)} ${px(y - 5)}v10`, {class: 'lowest'});
  label(picture, right, 14, '+ lowest', {'text-anchor': 'end'});
  label(picture, left, 14, 'bias');
  label(picture, (left + right) / 2, bottom + 18, 'weight', {'text-anchor': 'middle'});
  map.weight.forEach((v, i) =>
    label(picture, i ? right : left, bottom + 18, plain(v, digits), {
      'text-anchor': i ? 'end' : 'start',
    }),
  );
  map.bias.forEach((v, i) =>
    label(picture, left - 4, i ? top + 9 : bottom, plain(v, digits), {'text-anchor': 'end'}),
  );
  return {...A, inner, place};
};

/** The axes of a cost that falls, drawn again when another start makes them higher or lower. */
export const costAxes = (picture, box, {least, most, room, cost, end}) => {
  const frame = svg('g', {}, picture);
  const [left, , right, bottom] = box;
  let [axis, top] = [null, 0];
  return high => {
    if (high === top) return axis;
    top = high;
    frame.replaceChildren();
    axis = axes(frame, box, [0, most], [0, top * room]);
    axis.line(0, 0, most, 0);
    axis.line(0, 0, 0, top * room);
    axis.line(0, least, most, least, {class: 'guide'});
    label(frame, left, 14, cost, {class: 'costs'});
    label(frame, left - 8, bottom + 4, '0', {'text-anchor': 'end'});
    label(frame, left - 8, axis.Y(top) + 4, plain(top, 1), {'text-anchor': 'end'});
    label(frame, left, bottom + 18, '0', {'text-anchor': 'middle'});
    label(frame, right, bottom + 18, end, {'text-anchor': 'end'});
    return axis;
  };
};

/** How high the axes of a cost must be: for the flat line, or for a start that is worse. */
export const highest = (cost, starts) => Math.max(cost([0, 0]), ...starts.map(cost));
