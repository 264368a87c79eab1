import {svg} from '../look/dom.js';
import {path} from './kit.js';
import {px} from '../look/numbers.js';

// The mean squared error of a line on points is a quadratic bowl: six means hold all of it.
// p = [slope, intercept]; `m` has the means xx, x, xy, y, yy.
export const bowl = m => {
  const cost = ([a, b]) =>
    a * a * m.xx + 2 * a * b * m.x + b * b - 2 * a * m.xy - 2 * b * m.y + m.yy;
  const gradient = ([a, b]) => [2 * (a * m.xx + b * m.x - m.xy), 2 * (a * m.x + b - m.y)];
  const det = m.xx - m.x * m.x;
  const best = [(m.xy - m.x * m.y) / det, (m.xx * m.y - m.x * m.xy) / det];
  // the level line where the cost is `level` above the lowest
  const ring = level =>
    Array.from({length: 73}, (_, i) => {
      const t = (i * Math.PI) / 36;
      const l11 = Math.sqrt(m.xx);
      const l21 = m.x / l11;
      const l22 = Math.sqrt(1 - l21 * l21);
      const v = (Math.sqrt(level) * Math.sin(t)) / l22;
      const u = (Math.sqrt(level) * Math.cos(t) - l21 * v) / l11;
      return [best[0] + u, best[1] + v];
    });
  return {cost, gradient, best, ring, least: cost(best)};
};
export const contours = (parent, A, {ring}, levels) =>
  levels.forEach(level =>
    svg(
      'path',
      {
        class: 'level',
        d: path(ring(level).map(([a, b]) => [A.X(a), A.Y(b)])) + 'Z',
      },
      parent,
    ),
  );
export const cross = (parent, x, y) =>
  svg(
    'path',
    {
      stroke: 'var(--ink)',
      'stroke-width': 1.5,
      d: `M${px(x - 5)} ${px(y)}h10M${px(x)} ${px(y - 5)}v10`,
    },
    parent,
  );
