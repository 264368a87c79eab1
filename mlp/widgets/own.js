// The reader's own network: kept in this browser when its figure is drawn on a page.
import {unpacked} from '../look/images.js';
import {activations, unpack} from './forward.js';
import {keep, recall} from './kept.js';

const SIZES = '784,16,16,10';

/** Keep the numbers of a network, {sizes, theta}. */
export const keepOwn = own => keep('network', own);

// the strongest edges [to, from, weight] of a layer, the strongest last
const strongest = ({n, W}, from, count) => {
  const width = W.length / n;
  const all = Array.from({length: n}, (_, j) => from.map((i, k) => [j, k, W[j * width + i]]));
  return all
    .flat()
    .sort((e, f) => Math.abs(e[2]) - Math.abs(f[2]))
    .slice(-count);
};

const readBy = (layers, digit, shown) => {
  const pixels = Array.from(unpacked(digit.pixels), v => v / 255);
  const [, ...others] = activations(layers, pixels);
  return {...digit, a: [shown.map(p => pixels[p]), ...others.map(a => Array.from(a))]};
};

/**
 * The state of a figure with the reader's own network in the place of the book's.
 * @returns {object|null} null until their `train` has passed and its network was drawn
 */
export const ownState = book => {
  const own = recall('network');
  if (!recall('right')?.train || own?.sizes?.join() !== SIZES) return null;
  const layers = unpack(own);
  if (layers.some(({n, b}) => b.length !== n)) return null; // a part of it is missing
  const sources = [book.pixels, ...layers.map(({n}) => [...Array(n).keys()])];
  return {
    ...book,
    edges: layers.map((layer, l) => strongest(layer, sources[l], book.edges[l].length)),
    digits: book.digits.map(digit => readBy(layers, digit, book.pixels)),
  };
};
