// The eight steps of `step_back`: what is said of each, and its numbers as a table.
import {plain, signed} from '../look/numbers.js';
import {inked} from './handles.js';

const number = v => `<td>${plain(v, 3)}</td>`;
const pull = v => `<td>${inked(v, signed(v, 3))}</td>`;
const wanted = v => `<td class="wanted">${v}</td>`;
const formula = text => `<td class="product">${text}</td>`;
const outs = ['output 0', 'output 1'];
const hidden = ['hidden 0', 'hidden 1', 'hidden 2'];

const grid = (heads, rows) => {
  const top = heads.map(head => `<th scope="col">${head}</th>`).join('');
  const body = rows.map(
    ([name, ...cells]) => `<tr><th scope="row">${name}</th>${cells.join('')}</tr>`,
  );
  return `<table><thead><tr><td></td>${top}</tr></thead><tbody>${body.join('')}</tbody></table>`;
};
const times = (v, w) => `${signed(v, 2)} · ${w < 0 ? `(${plain(w, 2)})` : plain(w, 2)}`;

// one layer: a column for each neuron, with its weights and bias, its sum and its activation
const layerTable = (names, before, W, b, z, a) => {
  const row = (name, cells) => [name, ...cells];
  return grid(names, [
    ...before.map((from, i) =>
      row(
        `<i>w</i> from ${from}`,
        W.map(weights => pull(weights[i])),
      ),
    ),
    row('bias', b.map(pull)),
    row('<i>z</i>', z.map(number)),
    row('<i>a</i>', a.map(number)),
  ]);
};

const bothLayers = (inputs, {weights, biases}, {z, a}) =>
  `<div class="tables">${layerTable(hidden, inputs, weights[0], biases[0], z[1], a[1])}` +
  `${layerTable(outs, hidden, weights[1], biases[1], z[2], a[2])}</div>`;

const throughSigmoid = (names, pullA, a, pullZ) =>
  grid(
    ['pull on <i>a</i>', '<i>a</i> (1 − <i>a</i>)', 'pull on <i>z</i>'],
    names.map((name, j) => [name, pull(pullA[j]), number(a[j] * (1 - a[j])), pull(pullZ[j])]),
  );

const onWeights = (names, before, pullZ, pullW) =>
  grid(
    ['on the bias', ...before],
    names.map((name, j) => [name, pull(pullZ[j]), ...pullW[j].map(pull)]),
  );

const forwardsTable = ({n, weights, biases, inputs}) => {
  const inputRow = inputs.map((name, i) => `${name} ${plain(n.a[0][i], 3)}`).join(', ');
  return `<p>The inputs: ${inputRow}.</p>${bothLayers(inputs, {weights, biases}, n)}`;
};

/** Each step: its name, what is said, its table; which edges and pulls the picture shows. */
export const STEPS = [
  {
    name: 'forwards',
    edges: [0, 1],
    says: ({n, label}) =>
      `The four inputs pass forwards. The network says <mark>${n.a[2][0] > n.a[2][1] ? 0 : 1}</mark>; the digit is a ${label}. The cost is <span class="costs">${plain(n.cost, 3)}</span>.`,
    table: forwardsTable,
  },
  {
    name: 'pulls on the outputs',
    arrows: [2, 'pullA'],
    says: () =>
      'Each output is pulled by 2 (<i>y</i> − <i>a</i>): towards what is wanted, the more the further off it is.',
    table: ({n, y}) =>
      grid(
        ['<i>a</i>', '<i>y</i>', '2 (<i>y</i> − <i>a</i>)'],
        outs.map((name, j) => [name, number(n.a[2][j]), wanted(y[j]), pull(n.pullA[2][j])]),
      ),
  },
  {
    name: 'through the sigmoid',
    arrows: [2, 'pullZ'],
    says: () =>
      'An output can only move through its sum <i>z</i>. The derivative of the sigmoid, <i>a</i> (1 − <i>a</i>), says how much of the pull reaches <i>z</i>.',
    table: ({n}) => throughSigmoid(outs, n.pullA[2], n.a[2], n.pullZ[2]),
  },
  {
    name: 'on the last weights',
    edges: [1],
    arrows: [2, 'pullZ'],
    pulled: 1,
    says: () =>
      'Each weight is pulled by the pull on <i>z</i> times the activation behind it; the bias by the pull itself.',
    table: ({n}) =>
      onWeights(
        outs,
        hidden.map((name, i) => `from ${name} (${plain(n.a[1][i])})`),
        n.pullZ[2],
        n.pullW[1],
      ),
  },
  {
    name: 'one layer back',
    edges: [1],
    arrows: [1, 'pullA'],
    says: () =>
      'Every output pulls at a hidden neuron: its pull times the weight between them. The pulls add up.',
    table: ({n, weights}) =>
      grid(
        [...outs.map(name => `from ${name}`), 'together'],
        hidden.map((name, i) => [
          name,
          ...outs.map((_, j) => formula(times(n.pullZ[2][j], weights[1][j][i]))),
          pull(n.pullA[1][i]),
        ]),
      ),
  },
  {
    name: 'through the sigmoid',
    arrows: [1, 'pullZ'],
    says: () => 'The same again, one layer back: what the sigmoid lets through.',
    table: ({n}) => throughSigmoid(hidden, n.pullA[1], n.a[1], n.pullZ[1]),
  },
  {
    name: 'on the first weights',
    edges: [0],
    arrows: [1, 'pullZ'],
    pulled: 0,
    says: () =>
      'And the first weights: the pull times the brightness behind them. Behind a dark square there is hardly any.',
    table: ({n, inputs}) =>
      onWeights(
        hidden,
        inputs.map((name, i) => `${name} (${plain(n.a[0][i])})`),
        n.pullZ[1],
        n.pullW[0],
      ),
  },
  {
    name: 'one step',
    edges: [0, 1],
    says: ({n, after, rate}) =>
      `All 23 weights and biases move by ${rate} times their pull. The cost of this example: <span class="costs">${plain(n.cost, 3)}</span> before, <mark>${plain(after.cost, 3)}</mark> after.`,
    table: ({n, after, y, moved, inputs}) =>
      grid(
        ['before', 'after', 'wanted'],
        outs.map((name, j) => [name, number(n.a[2][j]), number(after.a[2][j]), wanted(y[j])]),
      ) + `<p>The weights and biases after the step:</p>${bothLayers(inputs, moved, after)}`,
  },
];
