import {html, svg, set} from '../look/dom.js';
import {
  sigmoid,
  inked,
  picture,
  write,
  symbol,
  disc,
  edge,
  axes,
  pixels,
  slider,
  choice,
  resetButton,
  form,
  group,
} from './kit.js';
import {grey, inkOn, signInk} from '../look/colours.js';
import {plain, signed, clamp} from '../look/numbers.js';

// I1: two inputs, two weights, a bias; the neuron, its curve and its boundary are one state
const SQUASH = {
  sigmoid: {f: sigmoid, y: [0, 1], name: 'σ', say: 'sigmoid'},
  tanh: {f: Math.tanh, y: [-1, 1], name: 'tanh', say: 'tanh'},
  relu: {f: z => Math.max(0, z), y: [0, 10], name: 'ReLU', say: 'ReLU'},
  none: {f: z => z, y: [-10, 10], name: '', say: 'nothing'},
};
const N = 32; // the map is N × N cells
export function render({model, el}) {
  const start = model.get('state');
  const handle = (key, sym, label, low, signs) =>
    slider({
      sym,
      label,
      min: low,
      max: -low || 1,
      step: signs ? 0.1 : 0.01,
      value: start[key],
      digits: signs ? 1 : 2,
      signs,
    });
  const handles = {
    a1: handle('a1', '<i>a</i><sub>1</sub>', 'a1, the first input', 0, false),
    a2: handle('a2', '<i>a</i><sub>2</sub>', 'a2, the second input', 0, false),
    w1: handle('w1', '<i>w</i><sub>1</sub>', 'w1, weight of the first input', -10, true),
    w2: handle('w2', '<i>w</i><sub>2</sub>', 'w2, weight of the second input', -10, true),
    b: handle('b', '<i>b</i>', 'b, the bias', -10, true),
  };
  const squash = choice({
    legend: 'Squashed by',
    value: 'sigmoid',
    options: [
      ['sigmoid', '<i>σ</i>'],
      ['tanh', 'tanh'],
      ['relu', 'ReLU'],
      ['none', 'nothing'],
    ],
  });

  // the neuron
  const net = picture(272, 206, '');
  const P = [
    [58, 46],
    [58, 142],
  ];
  const C = [206, 94];
  const wire = [...P.map(p => edge(net, ...p, 20, ...C, 29)), edge(net, C[0], 190, 0, ...C, 29)];
  const ins = P.map(p => disc(net, ...p, 20));
  const out = disc(net, ...C, 29);
  const insText = P.map(([x, y]) =>
    write(net, x, y + 4.5, '', {'text-anchor': 'middle', class: 'num'}),
  );
  const outText = write(net, C[0], C[1] + 5.5, '', {
    'text-anchor': 'middle',
    style: 'font-size:16px',
  });
  P.forEach(([x, y], i) => symbol(net, x - 44, y + 5, 'a', i + 1));
  symbol(net, C[0] + 40, C[1] + 5, 'a');
  const tags = [
    [132, 54],
    [132, 142],
    [C[0] + 9, 188],
  ].map(([x, y], i) => {
    const t = symbol(net, x, y, i < 2 ? 'w' : 'b', i < 2 ? i + 1 : '', {
      'text-anchor': i < 2 ? 'middle' : 'start',
    });
    return svg('tspan', {dy: i < 2 ? -4 : 0, class: 'val'}, t);
  });

  // the curve
  const curve = picture(188, 206, '');
  const map = picture(188, 206, '');
  const top = 26;
  const bottom = 170;
  let ax;
  let marks;
  const drawCurve = () => {
    const {f, y, name} = SQUASH[squash.value];
    curve.replaceChildren();
    ax = axes(curve, [24, top, 182, bottom], [-10, 10], y);
    if (y[0] === 0) ax.line(-10, y[1], 10, y[1], {style: 'stroke:var(--rule)'});
    ax.line(-10, 0, 10, 0);
    ax.line(0, y[0], 0, y[1]);
    const mid = {'text-anchor': 'middle'};
    const end = {'text-anchor': 'end'};
    write(curve, ax.X(-10), bottom + 17, '−10');
    write(curve, ax.X(0), bottom + 17, '0', mid);
    write(curve, ax.X(10), bottom + 17, '10', end);
    y.forEach(v => write(curve, 19, ax.Y(v) + 4.5, plain(v, 0), end));
    symbol(curve, 24, 14, 'a').append(` = ${name}${name ? '(' : ''}z${name ? ')' : ''}`);
    ax.curve(f);
    marks = {
      v: svg('line', {class: 'guide'}, curve),
      h: svg('line', {class: 'guide'}, curve),
      dot: disc(curve, 0, 0, 8),
      z: write(curve, 0, bottom + 34, '', {...mid, class: 'num'}),
    };
  };

  // the map: the activation for every pair of inputs, with the four corners as a truth table
  const at = axes(map, [26, top, 170, bottom], [0, 1], [0, 1]);
  const image = svg(
    'image',
    {x: 26, y: top, width: 144, height: 144, preserveAspectRatio: 'none', class: 'drag smooth'},
    map,
  );
  const clip = svg(
    'svg',
    {
      x: 26,
      y: top,
      width: 144,
      height: 144,
      viewBox: `26 ${top} 144 144`,
      'pointer-events': 'none',
      class: 'clip',
    },
    map,
  );
  const lines = [
    ['#fff', 5],
    ['#000', 2],
  ].map(([stroke, width]) => svg('line', {stroke, 'stroke-width': width}, clip));
  svg('rect', {x: 26, y: top, width: 144, height: 144, class: 'frame'}, map);
  const corners = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ].map(([u, v]) => [u, v, disc(map, at.X(u), at.Y(v), 6)]);
  const here = [
    svg('circle', {r: 10, fill: 'none', stroke: '#fff', 'stroke-width': 1.5}, map),
    disc(map, 0, 0, 8),
  ];
  here.forEach(c => c.setAttribute('pointer-events', 'none'));
  write(map, 26, 14, 'line: z = 0');
  write(map, 26, bottom + 22, '0', {'text-anchor': 'middle'});
  write(map, 170, bottom + 22, '1', {'text-anchor': 'middle'});
  symbol(map, 98, bottom + 22, 'a', 1, {'text-anchor': 'middle'});
  write(map, 14, bottom + 4.5, '0', {'text-anchor': 'end'});
  write(map, 14, top + 4.5, '1', {'text-anchor': 'end'});
  symbol(map, 0, 102, 'a', 2);
  const drag = event => {
    const box = map.getBoundingClientRect();
    const k = 188 / box.width;
    handles.a1.value = clamp(((event.clientX - box.left) * k - 26) / 144);
    handles.a2.value = clamp((bottom - (event.clientY - box.top) * k) / 144);
    draw();
  };
  image.addEventListener('pointerdown', event => {
    image.setPointerCapture(event.pointerId);
    drag(event);
  });
  image.addEventListener('pointermove', event => {
    if (image.hasPointerCapture(event.pointerId)) drag(event);
  });

  const read = html('p', {class: 'read'});
  let drawn = '';
  const draw = () => {
    const {a1, a2, w1, w2, b} = Object.fromEntries(
      Object.entries(handles).map(([k, x]) => [k, x.value]),
    );
    if (drawn !== squash.value) {
      drawn = squash.value;
      drawCurve();
    }
    const {f, y, name, say} = SQUASH[drawn];
    const z = w1 * a1 + w2 * a2 + b;
    const a = f(z);
    const A = plain(a);
    Object.values(handles).forEach(x => x.paint(`activation ${A}`));
    [w1, w2, b].forEach((w, i) => {
      set(wire[i], {stroke: signInk(w), 'stroke-width': (0.8 + Math.abs(w) * 0.9).toFixed(2)});
      set(tags[i], {
        text: ` ${signed(w)}`,
        style: `fill:${w > 0 ? 'var(--pos)' : w < 0 ? 'var(--negText)' : 'var(--ink2)'}`,
      });
    });
    [a1, a2].forEach((v, i) => {
      ins[i].setAttribute('style', `fill:${grey(v)}`);
      set(insText[i], {text: plain(v), style: `fill:${inkOn(v)}`});
    });
    out.setAttribute('style', `fill:${grey(a)}`);
    set(outText, {text: A, style: `font-size:16px;fill:${inkOn(a)}`});
    const x = ax.X(clamp(z, -10, 10));
    const up = ax.Y(clamp(a, ...y));
    const zero = ax.Y(0);
    set(marks.v, {x1: x, x2: x, y1: zero, y2: up});
    set(marks.h, {x1: ax.X(0), x2: x, y1: up, y2: up});
    set(marks.dot, {cx: x, cy: up, style: `fill:${grey(a)}`});
    set(marks.z, {x: clamp(x, 58, 150), text: `z = ${plain(z)}`});
    const cells = [];
    for (let r = 0; r < N; r++)
      for (let q = 0; q < N; q++)
        cells.push(f((w1 * (q + 0.5)) / N + w2 * (1 - (r + 0.5) / N) + b));
    image.setAttribute('href', pixels(cells, N));
    corners.forEach(([u, v, c]) => {
      c.setAttribute('style', `fill:${grey(f(w1 * u + w2 * v + b))}`);
    });
    const n2 = w1 * w1 + w2 * w2;
    lines.forEach(l => {
      if (n2 < 1e-12) {
        l.style.display = 'none';
        return;
      }
      l.style.display = '';
      const n = Math.sqrt(n2);
      const px = (-b * w1) / n2;
      const py = (-b * w2) / n2;
      const tx = (-w2 / n) * 99;
      const ty = (w1 / n) * 99;
      set(l, {x1: at.X(px - tx), y1: at.Y(py - ty), x2: at.X(px + tx), y2: at.Y(py + ty)});
    });
    here.forEach(c => set(c, {cx: at.X(a1), cy: at.Y(a2)}));
    here[1].setAttribute('style', `fill:${grey(a)}`);
    const term = (w, v, first) =>
      (first ? inked(w, plain(w, 1)) : ` ${w < 0 ? '−' : '+'} ${inked(w, plain(Math.abs(w), 1))}`) +
      (v === null ? '' : ` · ${plain(v)}`);
    read.innerHTML = `<span><i>z</i> = ${term(w1, a1, true)}${term(w2, a2)}${term(b, null)} = ${plain(z)},</span> <span>so <i>a</i> = ${name ? `${name.length < 2 ? `<i>${name}</i>` : name}(<i>z</i>)` : '<i>z</i>'} = <mark>${A}</mark></span>`;
    net.setAttribute(
      'aria-label',
      `A neuron with inputs ${plain(a1)} and ${plain(a2)}, weights ${signed(w1)} and ${signed(w2)} and bias ${signed(b)} has activation ${A}`,
    );
    curve.setAttribute(
      'aria-label',
      `The curve of ${say}: the sum z is ${plain(z)}, the activation ${A}`,
    );
    map.setAttribute(
      'aria-label',
      `The activation for all inputs from 0 to 1. At the corners: ${corners.map(([u, v]) => `inputs ${u} and ${v} give ${plain(f(w1 * u + w2 * v + b))}`).join(', ')}`,
    );
  };
  el.replaceChildren(
    html('div', {class: 'views i1'}, net, curve, map),
    read,
    form(
      draw,
      group('What comes in', handles.a1.row, handles.a2.row),
      group('What it has learned', handles.w1.row, handles.w2.row, handles.b.row),
      html('div', {class: 'ends'}, squash.row, resetButton()),
    ),
  );
  draw();
}
