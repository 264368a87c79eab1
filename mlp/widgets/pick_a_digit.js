// I2: all activations for a digit of one's choice, and what one neuron adds up for it.
import {html} from '../look/dom.js';
import {resetButton, slider} from './handles.js';
import {activations, unpack} from './forward.js';
import {table} from './net.js';
import {neuronView} from './neuron_view.js';
import {predict} from './predict.js';
import {reader} from './read.js';
import {trained} from './trained.js';

const SIZES = [16, 16, 10]; // neurons that can be chosen: of the layers 1 to 3

// the k-th of the 42 neurons as layer and place in it, and back
const placeOf = k => (k < 16 ? [1, k] : k < 32 ? [2, k - 16] : [3, k - 32]);
const indexOf = (l, j) => (l - 1) * 16 + j;

const question = (digit, layers) => {
  const a = activations(layers, digit.pixels).at(-1);
  return {
    ask:
      `Somebody wrote a ${digit.y}: <img src="${digit.image}" alt="" width="56" height="56"> ` +
      'What does the network take it for?',
    options: Array.from(a, (_, d) => [d, d]),
    truth: a.indexOf(Math.max(...a)),
    is: 'it says',
  };
};

export function render({model, el}) {
  const layers = unpack(trained);
  const [list, detail] = [table(), neuronView(layers)];
  let a;
  const which = slider({
    sym: 'look at one neuron',
    label: 'look at one neuron',
    stack: true,
    min: 0,
    max: SIZES.reduce((n, m) => n + m) - 1,
    step: 1,
    value: model.get('state').neuron,
    show: k => placeOf(k).join(', neuron ').replace(/^/, 'layer '),
  });
  const look = () => {
    const [l, j] = placeOf(which.value);
    which.paint(detail.show(a, l, j));
    parts.view.choose(l, j);
  };
  const parts = reader(model, {
    wait: 250,
    shown: digit => {
      a = activations(layers, digit.pixels);
      list.fill(a);
      look();
    },
    pointed: (l, j) => {
      if (l > 0) which.value = indexOf(l, j);
      if (l > 0) look();
    },
  });
  which.input.addEventListener('input', look);
  el.replaceChildren(
    parts.view.box,
    parts.form(html('div', {class: 'answer'}, parts.says, which.row, resetButton())),
    detail.box,
    list.node,
  );
  parts.view.start();
  parts.show();
  const asked = parts.digits.findIndex(({hard}) => hard);
  predict(model, el, {...question(parts.digits[asked], layers), see: () => parts.pick(asked)});
  return parts.view.end;
}
