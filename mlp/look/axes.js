// Where numbers are in a drawing, as in axes.py.
import {svg} from './dom.js';
import {line, through} from './svg.js';

/**
 * A box of pixels and the numbers at its edges.
 * @param {number[]} box [left, top, right, bottom] in CSS pixels
 * @param {number[]} xs the numbers at the left and the right edge
 * @param {number[]} ys the numbers at the lower and the upper edge
 */
export const axes = (parent, box, xs, ys) => {
  const [left, top, right, bottom] = box;
  const [[x0, x1], [y0, y1]] = [xs, ys];
  const X = x => left + ((x - x0) / (x1 - x0)) * (right - left);
  const Y = y => bottom - ((y - y0) / (y1 - y0)) * (bottom - top);
  return {
    box,
    X,
    Y,
    /** The numbers at a place of the drawing. */
    at: (x, y) => [
      x0 + ((x - left) / (right - left)) * (x1 - x0),
      y0 + ((bottom - y) / (bottom - top)) * (y1 - y0),
    ],
    line: (a, b, c, d, extra) => line(parent, X(a), Y(b), X(c), Y(d), extra),
    curve: (f, n = 80, extra = {}) =>
      svg('path', {class: 'curve', d: plotted({X, Y}, f, xs, n), ...extra}, parent),
  };
};

/** The `d` of the curve y = f(x) at n + 1 places. */
export const plotted = ({X, Y}, f, [x0, x1], n = 80) =>
  through(
    Array.from({length: n + 1}, (_, i) => {
      const x = x0 + ((x1 - x0) * i) / n;
      return [X(x), Y(f(x))];
    }),
  );
