import {html, svg, set} from '../look/dom.js';
import {
  sigmoid,
  picture,
  write,
  symbol,
  axes,
  path,
  slider,
  choice,
  form,
  group,
  resetButton,
} from './kit.js';
import {plain, signed, clamp} from '../look/numbers.js';
import {NAME, DEE, frac} from './link_symbols.js';

// I10: one nudge runs through z, a and C; each ratio of changes stands beside its derivative
const PLAIN = {w: 'the weight', b: 'the bias', a: 'the activation before'};
const rise = (d, what) => `<math>${DEE[d]}${NAME[what]}</math>`;
export const link = ({a, w, b, y}) => {
  const z = w * a + b;
  const A = sigmoid(z);
  return {z, A, C: (A - y) ** 2};
};
export const nudged = (at, which, d) => {
  const to = {...at, [which]: at[which] + d};
  const from = link(at);
  const after = link(to);
  const dz = after.z - from.z;
  const dA = after.A - from.A;
  const dC = after.C - from.C;
  const slopes = [{w: at.a, b: 1, a: at.w}[which], from.A * (1 - from.A), 2 * (from.A - at.y)];
  return {
    from,
    after,
    changes: [dz, dA, dC],
    ratios: [dz / d, dA / dz, dC / dA],
    whole: dC / d,
    slopes,
    slope: slopes[0] * slopes[1] * slopes[2],
  };
};
export function render({model, el}) {
  const start = model.get('state');
  const y = start.y;
  const which = choice({
    legend: 'Nudge',
    value: 'w',
    options: [
      ['w', '<i>w</i><sup>(L)</sup>'],
      ['b', '<i>b</i><sup>(L)</sup>'],
      ['a', '<i>a</i><sup>(L−1)</sup>'],
    ],
  });
  const d = slider({
    sym: 'by',
    label: 'size of the nudge',
    min: -1,
    max: 1,
    step: 0.01,
    value: start.d,
    signs: true,
    show: v => signed(v, 2),
  });
  const where = {
    w: slider({
      sym: '<i>w</i><sup>(L)</sup>',
      label: 'w, the weight',
      min: -3,
      max: 3,
      step: 0.1,
      value: start.w,
      digits: 1,
      signs: true,
    }),
    a: slider({
      sym: '<i>a</i><sup>(L−1)</sup>',
      label: 'a, the activation before',
      min: 0,
      max: 1,
      step: 0.01,
      value: start.a,
    }),
    b: slider({
      sym: '<i>b</i><sup>(L)</sup>',
      label: 'b, the bias',
      min: -3,
      max: 3,
      step: 0.1,
      value: start.b,
      digits: 1,
      signs: true,
    }),
  };

  const T = 24;
  const B = 168;
  const plots = [0, 1, 2].map(() => {
    const pic = picture(208, 206, '');
    const frame = svg('g', {}, pic);
    const clip = svg(
      'svg',
      {
        x: 22,
        y: T - 4,
        width: 186,
        height: B - T + 8,
        viewBox: `22 ${T - 4} 186 ${B - T + 8}`,
        class: 'clip',
      },
      pic,
    );
    const curve = svg('path', {class: 'curve'}, clip);
    const tangent = svg(
      'path',
      {stroke: 'var(--ring)', 'stroke-width': 1.5, 'stroke-dasharray': '5 3', fill: 'none'},
      clip,
    );
    const run = svg('path', {fill: 'none', 'stroke-width': 2.5}, clip);
    const up = svg('path', {fill: 'none', 'stroke-width': 2.5}, clip);
    const from = svg(
      'circle',
      {class: 'n', r: 5, style: 'fill:var(--ground);stroke:var(--ink)'},
      clip,
    );
    const to = svg(
      'circle',
      {class: 'n', r: 5.5, style: 'fill:var(--mark);stroke:var(--ink)'},
      clip,
    );
    const out = html('dl', {class: 'pairs'});
    const tags = [0, 1].map(() => svg('text', {class: 'it halo', style: 'font-size:14px'}, clip));
    return {
      pic,
      frame,
      curve,
      tangent,
      run,
      up,
      from,
      to,
      out,
      tags,
      cell: html('div', {}, pic, out),
    };
  });
  const colour = v => (v > 0 ? 'var(--pos)' : v < 0 ? 'var(--neg)' : 'var(--ring)');
  const show = (p, [x0, x1], [y0, y1], f, from, to, slope, labels) => {
    const A = axes(p.frame, [26, T, 202, B], [x0, x1], [y0, y1]);
    const end = {'text-anchor': 'end'};
    p.frame.replaceChildren();
    A.line(x0, Math.max(y0, Math.min(0, y1)), x1, Math.max(y0, Math.min(0, y1)));
    const zero = clamp(0, x0, x1);
    A.line(zero, y0, zero, y1);
    write(p.frame, 26, B + 18, plain(x0, 1));
    write(p.frame, 202, B + 18, plain(x1, 1), end);
    write(p.frame, 22, B + 3, plain(y0, 0), end);
    write(p.frame, 22, T + 6, plain(y1, 0), end);
    const raised = (text, layer) => svg('tspan', {class: 'sub', dy: -6, text: layer}, text);
    raised(symbol(p.frame, 26, 16, labels[1], labels[1] === 'C' ? '0' : ''), labels[3]);
    raised(symbol(p.frame, 114, B + 21, labels[0], '', {'text-anchor': 'middle'}), labels[2]);
    const at = (x, v) => [clamp(A.X(x), -999, 999), clamp(A.Y(v), -999, 999)];
    p.curve.setAttribute(
      'd',
      path(
        Array.from({length: 61}, (_, i) => {
          const x = x0 + ((x1 - x0) * i) / 60;
          return at(x, f(x));
        }),
      ),
    );
    p.tangent.setAttribute('d', path([x0, x1].map(x => at(x, from[1] + slope * (x - from[0])))));
    set(p.run, {d: path([at(...from), at(to[0], from[1])]), stroke: colour(to[0] - from[0])});
    set(p.up, {d: path([at(to[0], from[1]), at(...to)]), stroke: colour(to[1] - from[1])});
    const [[v1, u1], [v2, u2]] = [at(...from), at(...to)];
    set(p.tags[0], {
      x: ((v1 + v2) / 2).toFixed(1),
      y: (u1 + (u2 < u1 ? 16 : -7)).toFixed(1),
      'text-anchor': 'middle',
      text: Math.abs(v2 - v1) > 24 ? `d${labels[0]}` : '',
    });
    set(p.tags[1], {
      x: (v2 + (v2 > v1 ? 8 : -8)).toFixed(1),
      y: ((u1 + u2) / 2 + 5).toFixed(1),
      'text-anchor': v2 > v1 ? 'start' : 'end',
      text: Math.abs(u2 - u1) > 16 ? `d${labels[1]}` : '',
    });
    [
      [p.from, from],
      [p.to, to],
    ].forEach(([node, q]) => {
      const [cx, cy] = at(...q);
      set(node, {cx: cx.toFixed(1), cy: cy.toFixed(1)});
    });
  };
  const read = html('p', {class: 'read tall'});
  // the formulas change with what is nudged, the numbers with every move
  let named = '';
  const name = k => {
    [
      ['z', k],
      ['A', 'z'],
      ['C', 'A'],
    ].forEach(([top, below], i) => {
      plots[i].out.innerHTML = [rise('d', top), frac('d', top, below), frac('∂', top, below)]
        .map(math => `<dt>${math}</dt><dd></dd>`)
        .join('');
    });
    read.innerHTML =
      `<span>Nudged by <span data-v></span>:</span> <span>${frac('d', 'C', k)} = ` +
      '<span data-v></span> <b data-v></b></span> <span>the derivative: ' +
      `${frac('∂', 'C', k)} = <span data-v></span> = <mark data-v></mark></span>`;
  };
  const draw = () => {
    const k = which.value;
    const at = {w: where.w.value, a: where.a.value, b: where.b.value, y};
    const step = k === 'a' ? clamp(at.a + d.value) - at.a : d.value;
    const none = Math.abs(step) < 1e-9;
    const n = nudged(at, k, step);
    const {from, after} = n;
    const q = at[k];
    const small = k === 'a' ? '(L−1)' : '(L)';
    show(
      plots[0],
      k === 'a' ? [0, 1] : [q - 1.2, q + 1.2],
      [-6, 6],
      v => link({...at, [k]: v}).z,
      [q, from.z],
      [q + step, after.z],
      n.slopes[0],
      [k, 'z', small, '(L)'],
    );
    show(plots[1], [-6, 6], [0, 1], sigmoid, [from.z, from.A], [after.z, after.A], n.slopes[1], [
      'z',
      'a',
      '(L)',
      '(L)',
    ]);
    show(
      plots[2],
      [0, 1],
      [0, 1],
      v => (v - y) ** 2,
      [from.A, from.C],
      [after.A, after.C],
      n.slopes[2],
      ['a', 'C', '(L)', ''],
    );
    if (named !== k) name((named = k));
    ['z', 'A', 'C'].forEach((_, i) => {
      const values = [n.changes[i], none ? 0 : n.ratios[i], n.slopes[i]];
      [...plots[i].out.querySelectorAll('dd')].forEach((cell, m) => {
        const v = values[m];
        set(cell, {
          text: none && m === 1 ? '—' : signed(v, 4),
          class: v > 0 ? 'pos' : v < 0 ? 'neg' : '',
        });
      });
    });
    const times = list => list.map(v => `(${signed(v, 3)})`).join(' · ');
    const [by, ratios, whole, slopes, slope] = read.querySelectorAll('[data-v]');
    by.textContent = signed(step, 2);
    ratios.textContent = none ? '—' : `${times(n.ratios)} =`;
    whole.textContent = none ? '' : signed(n.whole, 4);
    slopes.textContent = times(n.slopes);
    slope.textContent = signed(n.slope, 4);
    const says = none
      ? 'no nudge'
      : `the cost changes by ${signed(n.changes[2], 4)}, ratio ${signed(n.whole, 3)}, derivative ${signed(n.slope, 3)}`;
    [d, ...Object.values(where)].forEach(v => v.paint(says));
    const told = [`z against ${PLAIN[k]}`, 'the activation a against z', 'the cost against a'];
    plots.forEach((p, i) =>
      p.pic.setAttribute(
        'aria-label',
        `${told[i]}: the change is ${signed(n.changes[i], 4)}, the ratio ${none ? 'undefined' : signed(n.ratios[i], 3)}, the derivative ${signed(n.slopes[i], 3)}`,
      ),
    );
  };
  el.replaceChildren(
    html('div', {class: 'views three'}, ...plots.map(p => p.cell)),
    read,
    form(
      draw,
      html('div', {}, which.row, d.row),
      group('Where the neuron stands', where.w.row, where.a.row, where.b.row),
      html('div', {class: 'ends'}, resetButton()),
    ),
  );
  draw();
}
