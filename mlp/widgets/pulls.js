// Backpropagation of one example, as chapter 3 puts it: a pull is minus a derivative of the cost.
import {sigmoid} from './maths.js';

const forwards = (x, weights, biases) => {
  const [a, z] = [[x], [[]]];
  weights.forEach((W, l) => {
    z.push(W.map((row, j) => row.reduce((sum, w, i) => sum + w * a[l][i], biases[l][j])));
    a.push(z.at(-1).map(sigmoid));
  });
  return {a, z};
};

/**
 * All numbers of backpropagation for one example.
 * @param {number[]} x the input
 * @param {number[]} y what is wanted
 * @param {number[][][]} weights of each layer, weights[l][j][i] to j from i
 * @param {number[][]} biases of each layer
 * @returns a, z; the pulls pullA[l], pullZ[l] on layer l, pullW[l] on weights[l]; the cost
 */
export const pulls = (x, y, weights, biases) => {
  const {a, z} = forwards(x, weights, biases);
  const [pullA, pullZ, pullW] = [a.map(() => []), a.map(() => []), weights.map(() => [])];
  const last = a.length - 1;
  pullA[last] = a[last].map((v, j) => 2 * (y[j] - v));
  for (let l = last; l > 0; l--) {
    pullZ[l] = pullA[l].map((v, j) => v * a[l][j] * (1 - a[l][j]));
    pullW[l - 1] = pullZ[l].map(d => a[l - 1].map(v => d * v));
    const from = i => pullZ[l].reduce((sum, d, j) => sum + d * weights[l - 1][j][i], 0);
    pullA[l - 1] = a[l - 1].map((_, i) => from(i));
  }
  const cost = a[last].reduce((sum, v, j) => sum + (v - y[j]) ** 2, 0);
  return {a, z, pullA, pullZ, pullW, cost};
};

/** Weights and biases after one step along the pulls. */
export const stepped = (weights, biases, {pullW, pullZ}, rate) => ({
  weights: weights.map((W, l) => W.map((row, j) => row.map((w, i) => w + rate * pullW[l][j][i]))),
  biases: biases.map((b, l) => b.map((v, j) => v + rate * pullZ[l + 1][j])),
});
