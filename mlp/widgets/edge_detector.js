import {html, svg, set} from '../look/dom.js';
import {
  sigmoid,
  onBlack,
  inked,
  picture,
  write,
  symbol,
  disc,
  axes,
  path,
  pixels,
  slider,
  choice,
  line,
} from './kit.js';
import {grey} from '../look/colours.js';
import {plain, signed} from '../look/numbers.js';

// I4: an image slides behind a grid of weights; the bias says how much is enough
const SIDE = 28;
const MOST = 9;
export const shifted = (image, down) =>
  Float64Array.from({length: 784}, (_, i) => {
    const row = ((i / SIDE) | 0) - down;
    return row >= 0 && row < SIDE ? image[row * SIDE + (i % SIDE)] : 0;
  });
export const summed = (w, a) => w.reduce((z, v, i) => z + v * a[i], 0);
const map = (weights, strength) => {
  const cells = [];
  const join = weights.map((w, i) => w * strength[i]);
  join.forEach((v, i) => {
    if (v)
      cells.push(
        `<rect x="${i % SIDE}" y="${(i / SIDE) | 0}" width="1.03" height="1.03" fill="var(--${v > 0 ? 'pos' : 'neg'})" fill-opacity="${Math.min(1, Math.abs(v)).toFixed(2)}"/>`,
      );
  });
  return cells.join('');
};
export function render({model, el}) {
  const {w, images, start} = model.get('state');
  const ones = new Array(784).fill(1);
  const which = choice({
    legend: 'The image',
    value: start.image,
    options: images.map(i => [i.key, i.name]),
  });
  const down = slider({
    sym: 'image up or down',
    label: 'image down by, in pixels',
    stack: true,
    min: -MOST,
    max: MOST,
    step: 1,
    value: start.down,
    digits: 0,
    signs: 'plain',
    show: v => `${signed(v, 0)} px`,
  });
  const bias = slider({
    sym: 'bias <i>b</i>',
    label: 'b, the bias',
    stack: true,
    min: -60,
    max: 20,
    step: 1,
    value: start.b,
    digits: 0,
    signs: true,
    show: v => signed(v, 0),
  });
  const square = (head, label) => {
    const pic = picture(166, 196, label);
    write(pic, 0, 13, head);
    const inner = svg(
      'svg',
      {x: 1, y: 22, width: 164, height: 164, viewBox: '0 0 28 28', 'shape-rendering': 'crispEdges'},
      pic,
    );
    svg('rect', {class: 'frame', x: 1, y: 22, width: 164, height: 164}, pic);
    return {pic, inner};
  };
  const seen = square('image', '');
  const grid = square('weights', 'Weights: a band of +1, four pixels high, between two rims of −1');
  const both = square('weight × image', '');
  const image = svg('image', {width: 28, height: 28}, seen.inner);
  svg(
    'rect',
    {x: 6, y: 10, width: 16, height: 8, fill: 'none', stroke: onBlack, 'stroke-width': 0.2},
    seen.inner,
  );
  grid.inner.innerHTML = map(w, ones);
  const curve = picture(166, 196, '');
  const A = axes(curve, [36, 30, 160, 160], [-MOST, MOST], [-70, 70]);
  write(curve, 0, 13, 'its sum, for each shift');
  A.line(-MOST, 0, MOST, 0);
  A.line(0, -70, 0, 70);
  [64, 0, -64].forEach(v => write(curve, 24, A.Y(v) + 4, plain(v, 0), {'text-anchor': 'end'}));
  write(curve, A.X(-MOST), 180, `−${MOST}`, {'text-anchor': 'middle'});
  write(curve, A.X(0), 180, '0', {'text-anchor': 'middle'});
  write(curve, 166, 180, `+${MOST} px`, {'text-anchor': 'end'});
  const bar = svg(
    'line',
    {
      stroke: 'var(--ink)',
      'stroke-width': 1.5,
      'stroke-dasharray': '5 3',
      x1: A.X(-MOST),
      x2: A.X(MOST),
    },
    curve,
  );
  const enough = symbol(curve, 162, 0, '−b', '', {'text-anchor': 'end', class: 'sym halo'});
  const answers = svg('path', {class: 'curve', style: 'stroke-width:1.5'}, curve);
  const dots = Array.from({length: 2 * MOST + 1}, () => disc(curve, 0, 0, 4));
  const now = disc(curve, 0, 0, 8);
  const read = html('p', {class: 'read'});
  const draw = () => {
    const {pixels: flat, name} = images.find(i => i.key === which.value);
    const b = bias.value;
    const a = shifted(flat, down.value);
    const sum = summed(w, a);
    const z = sum + b;
    const out = sigmoid(z);
    image.setAttribute('href', pixels(a, SIDE));
    both.inner.innerHTML = map(w, a);
    const all = dots.map((_, k) => [k - MOST, summed(w, shifted(flat, k - MOST))]);
    answers.setAttribute('d', path(all.map(([x, v]) => [A.X(x), A.Y(v)])));
    dots.forEach((d, k) =>
      set(d, {
        cx: A.X(all[k][0]).toFixed(1),
        cy: A.Y(all[k][1]).toFixed(1),
        style: `fill:${grey(sigmoid(all[k][1] + b))}`,
      }),
    );
    set(now, {
      cx: A.X(down.value).toFixed(1),
      cy: A.Y(sum).toFixed(1),
      style: `fill:${grey(out)};stroke:var(--ink);stroke-width:2`,
    });
    set(bar, {y1: A.Y(-b).toFixed(1), y2: A.Y(-b).toFixed(1)});
    enough.setAttribute('y', (A.Y(-b) - 5).toFixed(1));
    const found = all.filter(([, v]) => v + b > 0).map(([x]) => x);
    const says = `sum ${signed(sum)}, activation ${plain(out)}`;
    [down, bias].forEach(v => v.paint(says));
    read.innerHTML = `<span>Σ <i>w a</i> = ${inked(sum, signed(sum))},</span> <span><i>z</i> = ${signed(sum)} ${b < 0 ? '−' : '+'} ${Math.abs(b)} = ${inked(z, signed(z))},</span> <span><i>a</i> = <i>σ</i>(<i>z</i>) = <mark>${plain(out)}</mark>.</span>`;
    seen.pic.setAttribute(
      'aria-label',
      `The image, ${name}, moved down by ${down.value} pixels, and the outline of the weights`,
    );
    both.pic.setAttribute('aria-label', `Each weight times its pixel; together ${signed(sum)}`);
    curve.setAttribute(
      'aria-label',
      found.length
        ? `The neuron answers above one half for ${found.length} of ${all.length} places of the image, from ${found[0]} to ${found[found.length - 1]} pixels`
        : 'The neuron answers nowhere above one half',
    );
  };
  el.replaceChildren(
    html('div', {class: 'views four'}, seen.pic, grid.pic, both.pic, curve),
    read,
    line(draw, [down, bias], which.row),
  );
  draw();
}
