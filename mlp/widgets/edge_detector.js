// I4: an image slides behind a grid of weights; the bias says how much is enough.
import {html, set} from '../look/dom.js';
import {plain, px, signed} from '../look/numbers.js';
import {grey} from '../look/colours.js';
import {axes} from '../look/axes.js';
import {greyMap, weightMap} from '../look/images.js';
import {disc, drawing, label, path, rectangle, symbol, through} from '../look/svg.js';
import {choice, inked, setAll, slider, sliderRow} from './handles.js';
import {sigmoid} from './maths.js';
import {predict} from './predict.js';

const SIDE = 28;
const FAR = 9; // how far the image is moved, in pixels
const SUM = 70; // the largest sum in the picture
const ASKED = 'stairs'; // the image of the guess
const SHIFTS = Array.from({length: 2 * FAR + 1}, (_, k) => k - FAR);
const END = {'text-anchor': 'end'};
const MIDDLE = {'text-anchor': 'middle'};

/** An image of 28 × 28 pixels, `down` pixels further down; dark where nothing was. */
export const shifted = (image, down) =>
  Float64Array.from({length: SIDE * SIDE}, (_, i) => {
    const row = Math.floor(i / SIDE) - down;
    return row >= 0 && row < SIDE ? image[row * SIDE + (i % SIDE)] : 0;
  });

/** The weighted sum. */
export const summed = (w, a) => w.reduce((z, v, i) => z + v * a[i], 0);

const square = (head, map) => {
  const picture = drawing(166, 196);
  label(picture, 0, 13, head);
  return {picture, map: map(picture, 1, 22, 164)};
};

const outline = picture => {
  const unit = 164 / SIDE;
  const [x, y, width, height] = [6, 10, 16, 8].map(v => v * unit);
  rectangle(picture, 1 + x, 22 + y, width, height, {class: 'pixel'});
};

const sumsOf = () => {
  const picture = drawing(166, 196);
  const A = axes(picture, [36, 30, 160, 160], [-FAR, FAR], [-SUM, SUM]);
  label(picture, 0, 13, 'its sum, for each shift');
  A.line(-FAR, 0, FAR, 0);
  A.line(0, -SUM, 0, SUM);
  [64, 0, -64].forEach(v => label(picture, 24, A.Y(v) + 4, plain(v, 0), END));
  label(picture, A.X(-FAR), 180, `−${FAR}`, MIDDLE);
  label(picture, A.X(0), 180, '0', MIDDLE);
  label(picture, 166, 180, `+${FAR} px`, END);
  const bar = A.line(-FAR, 0, FAR, 0, {class: 'enough'});
  const enough = symbol(picture, 162, 0, '−b', {...END, class: 'sym halo'});
  const curve = path(picture, '', {class: 'curve slim'});
  const dots = SHIFTS.map(() => disc(picture, 0, 0, 4));
  const now = disc(picture, 0, 0, 8);
  const draw = (sums, b, down) => {
    const place = (x, v) => ({cx: px(A.X(x)), cy: px(A.Y(v))});
    const bright = v => `fill:${grey(sigmoid(v + b))}`;
    set(curve, {d: through(sums.map((v, k) => [A.X(SHIFTS[k]), A.Y(v)]))});
    dots.forEach((dot, k) => set(dot, {...place(SHIFTS[k], sums[k]), style: bright(sums[k])}));
    const v = sums[down + FAR];
    set(now, {...place(down, v), style: `${bright(v)};stroke:var(--ink);stroke-width:2`});
    set(bar, {y1: px(A.Y(-b)), y2: px(A.Y(-b))});
    set(enough, {x: down > 3 ? 64 : 162, y: px(A.Y(-b) - 5)}); // not where the large disc is
  };
  return {picture, draw};
};

const handlesOf = ({images, start}) => ({
  which: choice({
    legend: 'The image',
    value: start.image,
    options: images.map(({key, name}) => [key, name]),
  }),
  down: slider({
    sym: 'image up or down',
    label: 'image down by, in pixels',
    stack: true,
    min: -FAR,
    max: FAR,
    step: 1,
    value: start.down,
    signs: 'plain',
    show: v => `${signed(v, 0)} px`,
  }),
  bias: slider({
    sym: 'bias <i>b</i>',
    label: 'b, the bias',
    stack: true,
    min: -60,
    max: 20,
    step: 1,
    value: start.b,
    signs: true,
    show: v => signed(v, 0),
  }),
});

const sentence = (sum, b, out) => {
  const [z, sign] = [sum + b, b < 0 ? '−' : '+'];
  return (
    `<span>Σ <i>w a</i> = ${inked(sum, signed(sum))},</span> ` +
    `<span><i>z</i> = ${signed(sum)} ${sign} ${Math.abs(b)} = ${inked(z, signed(z))},</span> ` +
    `<span><i>a</i> = <i>σ</i>(<i>z</i>) = <mark>${plain(out)}</mark>.</span>`
  );
};

const foundAt = (sums, b) => {
  const found = SHIFTS.filter((_, k) => sums[k] + b > 0);
  if (!found.length) return 'The neuron answers nowhere above one half';
  const count = `${found.length} of ${SHIFTS.length} places of the image`;
  return `The neuron answers above one half for ${count}, from ${found[0]} to ${found.at(-1)} pixels`;
};

const question = ({w, images, start}) => {
  const [now, then] = [start.image, ASKED].map(which =>
    summed(w, images.find(({key}) => key === which).pixels),
  );
  return {
    ask: 'The bar slants, and has as many bright pixels as before. What happens to its sum?',
    options: [
      ['grows', 'it grows'],
      ['stays', 'it stays'],
      ['falls', 'it falls'],
    ],
    truth: then > now ? 'grows' : then < now ? 'falls' : 'stays',
    is: 'see:',
  };
};

export function render({model, el}) {
  const {w, images, start} = model.get('state');
  const {which, down, bias} = handlesOf({images, start});
  const [seen, grid, both] = [
    square('image', greyMap),
    square('weights', weightMap),
    square('weight × image', weightMap),
  ];
  const sums = sumsOf();
  outline(seen.picture);
  grid.map.show(w, SIDE, 1);
  const band = 'Weights: a band of +1, four pixels high, between two rims of −1';
  set(grid.picture, {'aria-label': band});
  const read = html('p', {class: 'read'});
  const draw = () => {
    const {pixels, name} = images.find(({key}) => key === which.value);
    const all = SHIFTS.map(shift => summed(w, shifted(pixels, shift)));
    const a = shifted(pixels, down.value);
    const sum = all[down.value + FAR];
    const out = sigmoid(sum + bias.value);
    seen.map.show(a, SIDE);
    both.map.show(
      w.map((v, i) => v * a[i]),
      SIDE,
      1,
    );
    sums.draw(all, bias.value, down.value);
    [down, bias].forEach(v => v.paint(`sum ${signed(sum)}, activation ${plain(out)}`));
    read.innerHTML = sentence(sum, bias.value, out);
    const moved = `The image, ${name}, moved down by ${down.value} pixels, and the outline of the weights`;
    set(seen.picture, {'aria-label': moved});
    set(both.picture, {'aria-label': `Each weight times its pixel; together ${signed(sum)}`});
    set(sums.picture, {'aria-label': foundAt(all, bias.value)});
  };
  const views = [seen.picture, grid.picture, both.picture, sums.picture];
  el.replaceChildren(
    html('div', {class: 'views four'}, ...views),
    read,
    sliderRow(draw, [down, bias], which.row),
  );
  draw();
  const see = () => {
    which.value = ASKED;
    setAll([down], [0]);
    draw();
  };
  predict(model, el, {...question({w, images, start}), see});
}
