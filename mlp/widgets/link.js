// The last link of a chain of neurons: z = w a + b, A = σ(z), C = (A − y)².
import {sigmoid} from './maths.js';

/** z, A and the cost C of the last neuron. */
export const link = ({a, w, b, y}) => {
  const z = w * a + b;
  const A = sigmoid(z);
  return {z, A, C: (A - y) ** 2};
};

/** The derivatives along the link: of z by w, b and a; of A by z; of C by A. */
export const factors = at => {
  const {z, A, C} = link(at);
  return {z, A, C, zw: at.a, zb: 1, za: at.w, az: A * (1 - A), ca: 2 * (A - at.y)};
};

const over = (change, by) => (by === 0 ? null : change / by);

/**
 * What a nudge of w, b or a brings about.
 * @param {object} at a, w, b and y
 * @param {'w'|'b'|'a'} which what is nudged
 * @param {number} d by how much
 * @returns from, after; changes and ratios and slopes of z, A and C (a ratio to no change is null);
 *   whole and slope of C by `which`
 */
export const nudged = (at, which, d) => {
  const [from, after] = [link(at), link({...at, [which]: at[which] + d})];
  const [dz, dA, dC] = ['z', 'A', 'C'].map(key => after[key] - from[key]);
  const f = factors(at);
  const slopes = [f[`z${which}`], f.az, f.ca];
  return {
    from,
    after,
    changes: [dz, dA, dC],
    ratios: [over(dz, d), over(dA, dz), over(dC, dA)],
    whole: dC / d,
    slopes,
    slope: slopes[0] * slopes[1] * slopes[2],
  };
};
