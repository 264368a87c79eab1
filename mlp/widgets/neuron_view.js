// What one neuron of the network adds up for this digit, and from what.
import {html, set} from '../look/dom.js';
import {plain, signed} from '../look/numbers.js';
import {greyMap, weightMap} from '../look/images.js';
import {drawing, label, rectangle} from '../look/svg.js';
import {colour, signColour} from '../look/colours.js';
import {inked} from './handles.js';

const SIZE = 146;
const LAYERS = ['the input', 'the first hidden layer', 'the second hidden layer', 'the output'];

/** A neuron in words: layer 0 is the input. */
export const nameOf = (l, j) => `neuron ${j} of ${LAYERS[l]}`;

const pictureOf = (head, map) => {
  const picture = drawing(SIZE, SIZE);
  const cell = html('div', {}, html('p', {class: 'head', text: head}), picture);
  return {cell, picture, map: map(picture, 1, 1, SIZE - 2)};
};

// for a neuron of the first layer: its 28 × 28 weights, the digit, and one times the other
const mapsView = () => {
  const [weights, image, products] = [
    pictureOf('its weights', weightMap),
    pictureOf('this digit', greyMap),
    pictureOf('weight × pixel', weightMap),
  ];
  const parts = [weights, image, products];
  const largestOf = values => Math.max(...values.map(Math.abs)) || 1;
  const draw = (w, a, sum) => {
    const together = w.map((v, i) => v * a[i]);
    weights.map.show(w, 28, largestOf(w));
    image.map.show(a, 28);
    products.map.show(together, 28, largestOf(together));
    set(weights.picture, {'aria-label': 'Its 784 weights as a map of the image'});
    set(image.picture, {'aria-label': 'The digit that it looks at'});
    set(products.picture, {'aria-label': `Each weight times its pixel; the sum is ${signed(sum)}`});
  };
  return {node: html('div', {class: 'views maps'}, ...parts.map(part => part.cell)), draw};
};

// for a later neuron: a bar for each neuron before it
const barsView = () => {
  const node = html('div', {class: 'bars'});
  const draw = (w, a, sum) => {
    const products = w.map((v, i) => v * a[i]);
    const [step, zero, most] = [20, 70, Math.max(...products.map(Math.abs)) || 1];
    const picture = drawing(340, 2 * zero + 20);
    label(picture, 0, 12, 'weight × activation of each neuron before it');
    products.forEach((v, i) => {
      const height = (46 * Math.abs(v)) / most;
      const y = zero - (v > 0 ? height : 0);
      rectangle(picture, 8 + step * i, y, 12, Math.max(height, 0.75), {
        fill: colour(signColour(v)),
      });
      label(picture, 14 + step * i, 2 * zero, i, {'text-anchor': 'middle', class: 'small'});
    });
    const said = products.map((v, i) => `${i}: ${signed(v, 2)}`).join(', ');
    set(picture, {
      'aria-label': `What each neuron before it adds: ${said}; the sum is ${signed(sum)}`,
    });
    node.replaceChildren(picture);
  };
  return {node, draw};
};

/**
 * A box that shows what a neuron adds up.
 * @param {{W: Float32Array, b: Float32Array, n: number}[]} layers of the network, from forward.js
 */
export const neuronView = layers => {
  const head = html('p', {class: 'read', 'aria-live': 'polite'});
  const [maps, bars] = [mapsView(), barsView()];
  const box = html('div', {class: 'neuron'}, head, maps.node, bars.node);
  // `a`: all activations, the 784 pixels first; l: 1 to 3
  const show = (a, l, j) => {
    const {W, b} = layers[l - 1];
    const w = Array.from(W.subarray(j * a[l - 1].length, (j + 1) * a[l - 1].length));
    const sum = w.reduce((total, v, i) => total + v * a[l - 1][i], 0);
    const z = sum + b[j];
    const name = nameOf(l, j);
    head.innerHTML =
      `<span><b>${name[0].toUpperCase()}${name.slice(1)}</b>:</span> ` +
      `<span>Σ <i>w a</i> = ${inked(sum, signed(sum, 2))},</span> ` +
      `<span><i>b</i> = ${inked(b[j], signed(b[j], 2))},</span> ` +
      `<span><i>a</i> = <i>σ</i>(${signed(z, 2)}) = <mark>${plain(a[l][j])}</mark>.</span>`;
    maps.node.hidden = l !== 1;
    bars.node.hidden = l === 1;
    (l === 1 ? maps : bars).draw(w, a[l - 1], sum);
    return head.textContent;
  };
  return {box, show};
};
