import {html, svg, set} from '../look/dom.js';
import {picture, write, symbol, axes, path, slider, line} from './kit.js';
import {plain, signed, clamp} from '../look/numbers.js';

// I5: gradient descent on C(w) = (w² − 1)² + 0.3 w + 0.5, a curve with two valleys
export const cost = w => (w * w - 1) ** 2 + 0.3 * w + 0.5;
export const slope = w => 4 * w * (w * w - 1) + 0.3;
const RANGE = [-1.65, 1.65];
const MOST = 4;
const RIDGE = 0.0755;
export const walk = (start, rate, steps) => {
  const w = [start];
  for (let k = 0; k < steps && Math.abs(w[k]) < 1e6; k++) w.push(w[k] - rate * slope(w[k]));
  return w;
};
export function render({model, el}) {
  const at = model.get('state');
  const ALL = at.most;
  const start = slider({
    sym: 'start <i>w</i>',
    label: 'start, the first w',
    min: -1.6,
    max: 1.6,
    step: 0.01,
    value: at.start,
    signs: true,
    stack: true,
  });
  const rate = slider({
    sym: 'learning rate <i>η</i>',
    label: 'learning rate η',
    stack: true,
    min: 0.005,
    max: 0.4,
    step: 0.005,
    value: at.rate,
    digits: 3,
  });
  const steps = slider({
    sym: 'steps',
    stack: true,
    label: 'number of steps',
    min: 0,
    max: ALL,
    step: 1,
    value: at.steps,
    digits: 0,
  });

  const hill = picture(380, 262, '');
  const fall = picture(270, 262, '');
  const A = axes(hill, [26, 18, 372, 226], RANGE, [0, MOST]);
  A.line(RANGE[0], 0, RANGE[1], 0);
  [-1, 0, 1].forEach(v => write(hill, A.X(v), 244, plain(v, 0), {'text-anchor': 'middle'}));
  symbol(hill, A.X(1.62), 244, 'w', '', {'text-anchor': 'end'});
  symbol(hill, 26, 14, 'C').append('(w)');
  write(hill, 20, A.Y(0) + 4.5, '0', {'text-anchor': 'end'});
  const box = svg(
    'svg',
    {x: 0, y: 0, width: 380, height: 230, viewBox: '0 0 380 230', class: 'clip'},
    hill,
  );
  box.append(A.curve(cost, 120));
  const trail = svg('path', {fill: 'none', stroke: 'var(--ink2)', 'stroke-width': 1}, box);
  const tangent = svg('line', {stroke: 'var(--ring)', 'stroke-width': 1.5}, box);
  const dots = svg('g', {}, box);
  const last = svg('circle', {class: 'n', r: 8, style: 'fill:var(--mark);stroke:var(--ink)'}, box);
  const touch = svg(
    'rect',
    {x: 26, y: 18, width: 346, height: 208, fill: 'transparent', class: 'drag'},
    hill,
  );

  const B = axes(fall, [34, 18, 262, 226], [0, ALL], [0, MOST]);
  B.line(0, 0, ALL, 0);
  B.line(0, 0, 0, MOST);
  write(fall, 28, B.Y(0) + 4.5, '0', {'text-anchor': 'end'});
  write(fall, 28, B.Y(MOST) + 4.5, plain(MOST, 0), {'text-anchor': 'end'});
  write(fall, B.X(0), 244, '0', {'text-anchor': 'middle'});
  write(fall, B.X(ALL), 244, `${ALL} steps`, {'text-anchor': 'end'});
  symbol(fall, 42, 14, 'C', '', {style: 'fill:var(--cost)'});
  const clip = svg(
    'svg',
    {x: 0, y: 0, width: 270, height: 230, viewBox: '0 0 270 230', class: 'clip'},
    fall,
  );
  const history = svg('path', {class: 'curve', style: 'stroke:var(--cost)'}, clip);
  const now = svg('circle', {r: 4.5, fill: 'var(--cost)'}, clip);
  const read = html('p', {class: 'read'});

  const drag = event => {
    const r = hill.getBoundingClientRect();
    const x = ((event.clientX - r.left) * 380) / r.width;
    start.value = clamp(RANGE[0] + ((x - 26) / 346) * (RANGE[1] - RANGE[0]), -1.6, 1.6);
    draw();
  };
  touch.addEventListener('pointerdown', event => {
    touch.setPointerCapture(event.pointerId);
    drag(event);
  });
  touch.addEventListener('pointermove', event => {
    if (touch.hasPointerCapture(event.pointerId)) drag(event);
  });

  const draw = () => {
    const all = walk(start.value, rate.value, steps.value);
    const n = all.length - 1;
    const w = all[n];
    const C = cost(w);
    const g = slope(w);
    const lost = Math.abs(w) > 3 || n < steps.value;
    const Y = v => A.Y(Math.min(cost(v), 1e3));
    const X = v => A.X(clamp(v, -50, 50));
    trail.setAttribute('d', path(all.map(v => [X(v), Y(v)])));
    dots.replaceChildren(
      ...all.slice(0, -1).map(v =>
        svg('circle', {
          cx: X(v).toFixed(1),
          cy: Y(v).toFixed(1),
          r: 4,
          fill: 'var(--ink)',
          'fill-opacity': 0.75,
        }),
      ),
    );
    set(last, {cx: X(w).toFixed(1), cy: Y(w).toFixed(1)});
    const d = 0.34 / Math.hypot(1, g / 3);
    set(tangent, {x1: X(w - d), y1: A.Y(C - g * d), x2: X(w + d), y2: A.Y(C + g * d)});
    history.setAttribute('d', path(all.map((v, k) => [B.X(k), B.Y(Math.min(cost(v), 1e3))])));
    set(now, {cx: B.X(n).toFixed(1), cy: B.Y(Math.min(C, 1e3)).toFixed(1)});
    const back = all
      .slice(1)
      .filter((v, k) => k && (v - all[k]) * (all[k] - all[k - 1]) < 0).length;
    const crossed = (all[0] - RIDGE) * (w - RIDGE) < 0;
    const where = lost
      ? 'It has leapt out of the picture: the learning rate is too large.'
      : Math.abs(g) > 0.05
        ? back > 3
          ? 'It leaps to and fro across its valley.'
          : n === 0
            ? 'It has not moved yet.'
            : 'It is still on its way down.'
        : Math.abs(w - RIDGE) < 0.05
          ? 'It stands on the ridge, where the slope is nearly zero too.'
          : `It has settled in the ${w < 0 ? 'deeper' : 'shallower'} valley${crossed ? ', across the ridge from its start' : ''}.`;
    const says = lost ? 'out of the picture' : `w ${plain(w)}, cost ${plain(C)}`;
    [start, rate, steps].forEach(x => x.paint(`after ${n} steps: ${says}`));
    read.innerHTML =
      `<span>After ${n} step${n === 1 ? '' : 's'}:</span> ` +
      (lost
        ? ''
        : `<span><i>w</i> = ${plain(w)}, slope ${signed(g, 2)}, <i>C</i> = <mark>${plain(C)}</mark>.</span> `) +
      `<span>${where}</span>`;
    hill.setAttribute(
      'aria-label',
      `A cost curve with two valleys, the deeper near w = −1, the shallower near w = 1. Descent starts at ${plain(start.value)}. ${where}`,
    );
    fall.setAttribute(
      'aria-label',
      `The cost after each step, from ${plain(cost(all[0]))} to ${lost ? 'beyond the picture' : plain(C)}`,
    );
  };
  el.replaceChildren(
    html('div', {class: 'views wide-and-slim'}, hill, fall),
    read,
    line(draw, [start, rate, steps]),
  );
  draw();
}
