// The network 784-16-16-10 as a picture: 16 of the 784 inputs, the strongest edges, all other
// neurons. It is laid out again when its box changes width; CSS keeps its height.
import {html, set, svg} from '../look/dom.js';
import {plain, px} from '../look/numbers.js';
import {circle, disc, drawing, label, line, rectangle, shade, weigh} from '../look/svg.js';
import {NAMES, still} from './handles.js';

const HEADS = ['784 neurons', '16 neurons', '16 neurons', '10 answers'];
const FAINT = 0.03; // how strong the edges of other neurons are drawn

// the places of everything, in CSS pixels, for a box of that width
const layout = (width, image) => {
  const wide = width >= 560 || !image;
  const step = wide ? 24 : 20.5;
  const r = wide ? 8.6 : 7.2;
  const size = wide ? Math.min(252, width * 0.26) : 140; // of the digit
  const top = wide ? 34 : size + 58;
  const middle = top + 8.1 * step;
  const x =
    image && wide
      ? [size + width * 0.12, size + width * 0.31, size + width * 0.49, width - 86]
      : [r + 2, width * 0.335, width * 0.61, width - (wide ? 76 : 62)];
  const inputs = (_, i) => top + 0.6 * step + ((i + (i > 7 ? 0.9 : 0)) * step * 15) / 15.9;
  const hidden = () => Array.from({length: 16}, (_, i) => top + (i + 0.6) * step);
  const outputs = (_, i) => middle + (i - 4.5) * step * 1.58;
  const y = [
    Array.from({length: 16}, inputs),
    hidden(),
    hidden(),
    Array.from({length: 10}, outputs),
  ];
  const height = top + 16.6 * step + (wide ? 10 : 4);
  return {width, height, wide, r, size, top, middle, x, y, image};
};

const drawHeads = (picture, {x, wide, top, image}) =>
  HEADS.forEach((text, l) => {
    const left = l === 0 && (!wide || !image);
    const shown = wide && image ? text : text.split(' ')[0];
    label(picture, left ? 0 : x[l], top - 12, shown, {'text-anchor': left ? 'start' : 'middle'});
  });

// the digit, with a leader from each marked pixel to its neuron
const drawDigit = (picture, {wide, size, middle, x, y, r}, pixels) => {
  const top = wide ? middle - size / 2 : 0;
  const unit = size / 28;
  const node = svg('image', {x: 0, y: px(top), width: px(size), height: px(size)}, picture);
  rectangle(picture, 0, top, size, size, {class: 'frame'});
  pixels.forEach((p, i) => {
    const [left, upper] = [(p % 28) * unit, top + ((p / 28) | 0) * unit];
    if (wide) {
      const from = [size + 5, upper + unit / 2];
      line(picture, ...from, x[0] - r - 3, y[0][i], {class: 'leader'});
    }
    rectangle(picture, left, upper, unit, unit, {class: 'pixel'});
  });
  if (wide) label(picture, size / 2, top - 12, '28 × 28 pixels', {'text-anchor': 'middle'});
  const beside = [
    '28 × 28 pixels,',
    'one input neuron each.',
    'The marked ones are',
    'the column below.',
  ];
  if (!wide) beside.forEach((text, i) => label(picture, size + 18, 18 + 19 * i, text));
  return node;
};

// one scale for all layers: the wider, the stronger
const drawEdges = (picture, {x, y}, edges) => {
  const largest = Math.max(...edges.flat().map(([, , w]) => Math.abs(w)));
  return edges.map((layer, l) =>
    layer.map(([j, k, w]) => {
      const ends = [x[l], y[l][k], x[l + 1], y[l + 1][j]];
      const node = line(picture, ...ends, {class: 'e', 'stroke-opacity': 0.07});
      return weigh(node, w, largest);
    }),
  );
};

const drawNeurons = (picture, {x, y, r}) => {
  const neurons = y.map((column, l) =>
    column.map(cy => disc(picture, x[l], cy, l === 3 ? r * 1.28 : r)),
  );
  const gap = (y[0][7] + y[0][8]) / 2;
  [-1, 0, 1].forEach(k => circle(picture, x[0], gap + k * 4.2, 1.2, {fill: 'var(--ink2)'}));
  return neurons;
};

const drawAnswers = (picture, {x, y, r, wide}) =>
  y[3].map((cy, j) => {
    label(picture, x[3] + r + (wide ? 14 : 10), cy + 5.5, j, {class: 'digit'});
    return label(picture, x[3] + r + (wide ? 34 : 25), cy + 5, '', {class: 'num'});
  });

const drawn = (places, {pixels, edges}) => {
  const {width, height, x, y, r, wide} = places;
  const picture = drawing(width, height, 'A network of 784, 16, 16 and 10 neurons');
  const digit = places.image ? drawDigit(picture, places, pixels) : null;
  const lines = drawEdges(picture, places, edges);
  const [w, h] = wide ? [62, 28] : [49, 24];
  const window = {class: 'win', rx: 3};
  const win = rectangle(picture, x[3] + r + (wide ? 8 : 5), y[3][0] - 14, w, h, window);
  const chosen = circle(picture, 0, 0, r + 4, {class: 'chosen', visibility: 'hidden'});
  const neurons = drawNeurons(picture, places);
  const texts = drawAnswers(picture, places);
  drawHeads(picture, places);
  const tag = label(picture, 0, 0, '', {class: 'num halo tag'});
  return {...places, picture, digit, lines, win, chosen, neurons, texts, tag};
};

// light up the edges of one neuron alone; with l below 0 all of them again
const light = ({lines}, edges, l, k) =>
  lines.forEach((layer, m) =>
    layer.forEach((node, i) => {
      const [j, from] = edges[m][i];
      const own = (m === l && from === k) || (m === l - 1 && j === k);
      node.style.strokeOpacity = l < 0 ? '' : own ? 1 : FAINT;
    }),
  );

const writeTag = ({tag, x, y, r, wide}, a, l, k) => {
  if (l < 0 || !a) return set(tag, {text: ''});
  const beside = l < 3 ? r + 6 : r + (wide ? 34 : 25);
  return set(tag, {text: plain(a[l][k]), x: px(x[l] + beside), y: px(y[l][k] + 5)});
};

// show one layer's activations, and how strongly each edge into it acts: |w a|
const paintLayer = ({neurons, lines, texts, win, y, wide}, edges, a, l) => {
  neurons[l].forEach((node, k) => shade(node, a[l][k]));
  if (l > 0) {
    const acts = edges[l - 1].map(([, k, w]) => Math.abs(w * a[l - 1][k]));
    const most = Math.max(...acts) || 1;
    acts.forEach((act, i) => {
      const strength = 0.07 + 0.85 * (act / most) ** 1.15;
      set(lines[l - 1][i], {'stroke-opacity': px(strength)});
    });
  }
  if (l < 3) return;
  const best = a[3].indexOf(Math.max(...a[3]));
  texts.forEach((text, j) => {
    text.textContent = a[3][j] >= 0.095 || j === best ? plain(a[3][j]) : '';
  });
  set(win, {y: px(y[3][best] - (wide ? 14 : 12)), class: 'win on'});
};

/** Where in the network an event happened: [layer, neuron], or null beside all neurons. */
const hit = ({neurons}, event) => {
  const l = neurons.findIndex(layer => layer.includes(event.target));
  return l < 0 ? null : [l, neurons[l].indexOf(event.target)];
};

const listen = (parts, point, settle, pointed) => {
  const {picture} = parts;
  picture.addEventListener('pointerover', event => {
    if (event.pointerType === 'mouse') point(...(hit(parts, event) || [-1]));
  });
  picture.addEventListener('pointerleave', settle);
  picture.addEventListener('click', event => {
    const found = hit(parts, event);
    if (!found) return;
    if (pointed) pointed(...found);
    else point(...found);
  });
};

/**
 * The picture of the network.
 * @param {{pixels: number[], edges: number[][][]}} net what is drawn of it
 * @param {boolean} options.image whether the digit is drawn beside it
 * @param {number} options.wait ms from one layer to the next
 * @param {number} options.width in CSS pixels, before the box has one
 * @param {(layer: number, neuron: number) => void} options.pointed is told of a click or a tap
 */
export const network = (net, {image = true, wait = 300, width = 680, pointed} = {}) => {
  const box = html('div', {class: `net${image ? '' : ' bare'}`});
  let parts;
  let now = null;
  let own = null; // the neuron that was chosen
  let timers = [];
  const point = (l, k) => {
    light(parts, net.edges, l, k);
    writeTag(parts, now?.a, l, k);
  };
  const settle = () => point(...(own || [-1]));
  const choose = (l, j) => {
    own = [l, j];
    const [cx, cy] = [px(parts.x[l]), px(parts.y[l][j])];
    set(parts.chosen, {cx, cy, r: (l === 3 ? 1.28 : 1) * parts.r + 4, visibility: null});
    settle();
  };
  const build = () => {
    parts = drawn(layout(box.clientWidth || width, image), net);
    listen(parts, point, settle, pointed);
    box.replaceChildren(parts.picture);
  };
  const show = (a, {image: href, name, done = () => {}, pause = wait} = {}) => {
    now = {a, href, name};
    if (parts.digit && href) set(parts.digit, {href});
    set(parts.picture, {'aria-label': name});
    const layers = [0, 1, 2, 3];
    const paint = l => paintLayer(parts, net.edges, a, l);
    if (pause && !still()) {
      timers = layers.map(l => setTimeout(() => paint(l), pause * l));
      timers.push(setTimeout(done, pause * 3));
    } else {
      layers.forEach(paint);
      done();
    }
  };
  const rebuild = () => {
    if (!box.clientWidth || box.clientWidth === parts.width) return;
    build();
    if (now) show(now.a, {image: now.href, name: now.name, pause: 0});
    if (own) choose(...own);
  };
  const watch = new ResizeObserver(rebuild);
  return {
    box,
    show,
    choose,
    stop: () => timers.forEach(clearTimeout),
    dim: () => set(parts.win, {class: 'win'}),
    start() {
      build();
      watch.observe(box);
    },
    end: () => watch.disconnect(),
  };
};

export const describe = (what, a) => {
  const best = a[3].indexOf(Math.max(...a[3]));
  return (
    'A network of 784 input neurons, two hidden layers of 16 and ten output neurons reads ' +
    `${what}; the output neuron ${NAMES[best]} is brightest, at ${plain(a[3][best])}`
  );
};

/** The same in numbers, for those who want them all. */
export const table = () => {
  const body = html('tbody');
  const rows = [
    ['first 16', 16],
    ['second 16', 16],
    ['answers 0 … 9', 10],
  ].map(([name, n]) => {
    const cells = Array.from({length: n}, () => html('td'));
    body.append(html('tr', {}, html('th', {scope: 'row', text: name}), ...cells));
    return cells;
  });
  const look = {class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Activations'};
  const summary = html('summary', {text: 'All 42 activations in numbers'});
  const node = html('details', {}, summary, html('div', look, html('table', {}, body)));
  const fill = a =>
    rows.forEach((cells, l) =>
      cells.forEach((cell, k) => {
        cell.textContent = plain(a[l + 1][k]);
      }),
    );
  return {node, fill};
};
