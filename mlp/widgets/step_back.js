import {html, svg, set} from '../look/dom.js';
import {
  sigmoid,
  onBlack,
  inked,
  picture,
  write,
  disc,
  edge,
  slider,
  choice,
  button,
  line,
  NAMES,
} from './kit.js';
import {grey, inkOn, signInk} from '../look/colours.js';
import {plain, signed} from '../look/numbers.js';

// I8: backpropagation on 4-3-2, one step at a time, every number shown. A wish (nudge) is minus a
// derivative of the cost, as in chapter 3.
export const wishes = (x, y, weights, biases) => {
  const a = [x];
  weights.forEach((W, l) =>
    a.push(W.map((row, j) => sigmoid(row.reduce((z, w, k) => z + w * a[l][k], biases[l][j])))),
  );
  const wish = a.map(() => []);
  const wishZ = a.map(() => []);
  const wishW = [];
  let top = a.length - 1;
  wish[top] = a[top].map((v, j) => 2 * (y[j] - v));
  for (; top > 0; top--) {
    wishZ[top] = wish[top].map((v, j) => v * a[top][j] * (1 - a[top][j]));
    wishW[top - 1] = wishZ[top].map(d => a[top - 1].map(v => d * v));
    wish[top - 1] = a[top - 1].map((_, k) =>
      wishZ[top].reduce((sum, d, j) => sum + d * weights[top - 1][j][k], 0),
    );
  }
  return {a, wish, wishZ, wishW, cost: a[a.length - 1].reduce((c, v, j) => c + (v - y[j]) ** 2, 0)};
};
const X = [132, 228, 316];
const Y = [
  [34, 98, 162, 226],
  [62, 130, 198],
  [94, 166],
];
const R = 17;
const STEPS = [
  'forwards',
  'the outputs’ wishes',
  'through the sigmoid',
  'last weights',
  'pass it on',
  'through the sigmoid',
  'first weights',
  'one step',
];
export function render({model, el}) {
  const {digits, weights, biases, boxes, inputs, rate} = model.get('state');
  const which = choice({
    legend: 'Choose an example',
    value: '0',
    options: digits.map((d, i) => [
      String(i),
      `<img src="${d.image}" alt="" width="28" height="28">`,
    ]),
  });
  which.row.classList.add('tiles');
  which.inputs.forEach((input, i) =>
    input.setAttribute('aria-label', `A handwritten ${NAMES[digits[i].y]}`),
  );
  const step = slider({
    sym: 'step',
    label: 'step',
    stack: true,
    min: 0,
    max: STEPS.length - 1,
    step: 1,
    value: 1,
    show: k => `${k + 1} of ${STEPS.length}: ${STEPS[k]}`,
  });
  const back = button('Step back');
  const forth = button('Forward again');
  const pic = picture(380, 262, '');
  const q = 92 / 28;
  const image = svg('image', {x: 0, y: 84, width: 92, height: 92}, pic);
  svg('rect', {class: 'frame', y: 84, width: 92, height: 92}, pic);
  boxes.forEach(([top, bottom, left, right], i) => {
    svg(
      'rect',
      {
        x: left * q,
        y: 84 + top * q,
        width: (right - left) * q,
        height: (bottom - top) * q,
        fill: 'none',
        stroke: onBlack,
        'stroke-width': 1.25,
      },
      pic,
    );
    svg(
      'line',
      {class: 'leader', x1: 95, y1: 84 + ((top + bottom) / 2) * q, x2: X[0] - R - 4, y2: Y[0][i]},
      pic,
    );
  });
  const wires = weights.map((W, l) =>
    W.map((row, j) => row.map((_, k) => edge(pic, X[l], Y[l][k], R, X[l + 1], Y[l + 1][j], R))),
  );
  const arrows = Y.map(column =>
    column.map(() =>
      [6.5, 2.5].map(width =>
        svg(
          'path',
          {
            fill: 'none',
            'stroke-width': width,
            'stroke-linecap': 'round',
            'stroke-linejoin': 'round',
          },
          pic,
        ),
      ),
    ),
  );
  const rings = Y[2].map(y =>
    svg(
      'circle',
      {cx: X[2], cy: y, r: R + 4.5, fill: 'none', stroke: 'var(--want)', 'stroke-width': 2.5},
      pic,
    ),
  );
  const cells = Y.map((column, l) =>
    column.map(y => [
      disc(pic, X[l], y, R),
      write(pic, X[l], y + 4, '', {'text-anchor': 'middle', style: 'font-size:12px'}),
    ]),
  );
  [0, 1].forEach(j => write(pic, X[2] + R + 9, Y[2][j] + 5, j, {class: 'digit'}));
  write(pic, 0, 76, 'brightness of');
  write(pic, 0, 192, 'four squares');
  const say = html('p', {class: 'read', 'aria-live': 'polite'});
  const table = html('div', {
    class: 'scroll',
    tabindex: 0,
    role: 'group',
    'aria-label': 'The numbers of this step',
  });

  const cell = v => `<td>${inked(v, signed(v, 3))}</td>`;
  const bare = v => `<td>${plain(v, 3)}</td>`;
  const grid = (heads, rows) =>
    `<table><thead><tr><td></td>${heads.map(t => `<th scope="col">${t}</th>`).join('')}</tr></thead><tbody>${rows.map(([name, ...cs]) => `<tr><th scope="row">${name}</th>${cs.join('')}</tr>`).join('')}</tbody></table>`;
  const outs = ['neuron 0', 'neuron 1'];
  const hidden = ['hidden 1', 'hidden 2', 'hidden 3'];
  const draw = () => {
    const {image: href, x, y: label} = digits[+which.value];
    const y = [0, 1].map(j => +(j === label));
    const k = step.value;
    const n = wishes(x, y, weights, biases);
    const [a0, a1, a2] = n.a;
    const {wish, wishZ, wishW} = n;
    const moved = (l, j, i) => weights[l][j][i] + rate * wishW[l][j][i];
    const after = wishes(
      x,
      y,
      weights.map((W, l) => W.map((row, j) => row.map((_, i) => moved(l, j, i)))),
      biases.map((b, l) => b.map((v, j) => v + rate * wishZ[l + 1][j])),
    );
    const shown = k === 7 ? after : n;
    image.setAttribute('href', href);
    cells.forEach((column, l) =>
      column.forEach(([c, t], j) => {
        const v = shown.a[l][j];
        c.setAttribute('style', `fill:${grey(v)}`);
        set(t, {text: plain(v), style: `font-size:12px;fill:${inkOn(v)}`});
      }),
    );
    rings.forEach((r, j) => {
      r.style.display = y[j] ? '' : 'none';
    });
    // edges: the weights, or at steps 4 and 7 what is wished for them
    const wished = {3: 1, 6: 0}[k];
    const active = {0: [0, 1], 3: [1], 4: [1], 6: [0], 7: [0, 1]}[k] || [];
    wires.forEach((W, l) => {
      const most = Math.max(...(wished === l ? wishW : weights)[l].flat().map(Math.abs)) || 1;
      W.forEach((row, j) =>
        row.forEach((node, i) => {
          const v = wished === l ? wishW[l][j][i] : weights[l][j][i];
          set(node, {
            stroke: signInk(v),
            'stroke-width': (0.6 + (4.4 * Math.abs(v)) / most).toFixed(2),
            'stroke-opacity': active.includes(l) ? 1 : 0.18,
          });
        }),
      );
    });
    const pointing = {
      1: [2, wish],
      2: [2, wishZ],
      3: [2, wishZ],
      4: [1, wish],
      5: [1, wishZ],
      6: [1, wishZ],
    }[k];
    const longest = Math.max(...wish[2].map(Math.abs), ...wish[1].map(Math.abs));
    arrows.forEach((column, l) =>
      column.forEach((node, j) => {
        const v = pointing && pointing[0] === l ? pointing[1][l][j] : 0;
        const long = (30 * Math.abs(v)) / longest;
        const up = v > 0 ? -1 : 1;
        const tip = Math.min(5, long * 0.6);
        const ax = X[l] + (l === 2 ? 52 : 27);
        const ay = Y[l][j] - (up * long) / 2;
        const d =
          long < 1
            ? 'M0 0'
            : `M${ax} ${ay.toFixed(1)}v${(up * long).toFixed(1)}M${(ax - tip).toFixed(1)} ${(ay + up * (long - tip)).toFixed(1)}L${ax} ${(ay + up * long).toFixed(1)}L${(ax + tip).toFixed(1)} ${(ay + up * (long - tip)).toFixed(1)}`;
        set(node[0], {d, stroke: long < 1 ? 'none' : 'var(--ground)'});
        set(node[1], {d, stroke: signInk(v)});
      }),
    );
    const answer = `${a2[0] > a2[1] ? 0 : 1}`;
    [say.innerHTML, table.innerHTML] = [
      () => [
        `The four inputs pass forwards. The network says <mark>${answer}</mark>; its writer meant ${label}. The cost is <span class="costs">${plain(n.cost, 3)}</span>.`,
        grid(
          ['input', 'hidden', 'output', 'wanted'],
          inputs.map((t, i) => [
            String(i + 1),
            `<td>${t} ${plain(a0[i], 3)}</td>`,
            i < 3 ? bare(a1[i]) : '<td></td>',
            ...(i < 2 ? [bare(a2[i]), `<td class="wanted">${y[i]}</td>`] : ['<td></td><td></td>']),
          ]),
        ),
      ],
      () => [
        'Each output wishes to move by 2 (<i>y</i> − <i>a</i>): towards what is wanted, the more the further off it is.',
        grid(
          ['<i>a</i>', '<i>y</i>', '2 (<i>y</i> − <i>a</i>)'],
          outs.map((t, j) => [t, bare(a2[j]), `<td class="wanted">${y[j]}</td>`, cell(wish[2][j])]),
        ),
      ],
      () => [
        'An output can only move through its sum <i>z</i>. The slope of the sigmoid, <i>a</i> (1 − <i>a</i>), says how much of the wish <i>z</i> feels.',
        grid(
          ['wish for <i>a</i>', '<i>a</i> (1 − <i>a</i>)', 'wish for <i>z</i>'],
          outs.map((t, j) => [t, cell(wish[2][j]), bare(a2[j] * (1 - a2[j])), cell(wishZ[2][j])]),
        ),
      ],
      () => [
        'Each weight should change by the wish for <i>z</i> times the activation behind it; the bias by the wish itself.',
        grid(
          ['bias', ...a1.map((v, i) => `hidden ${i + 1} (${plain(v)})`)],
          outs.map((t, j) => [t, cell(wishZ[2][j]), ...wishW[1][j].map(cell)]),
        ),
      ],
      () => [
        'A hidden neuron hears every output: weight times wish. It adds them up.',
        grid(
          ['from neuron 0', 'from neuron 1', 'together'],
          hidden.map((t, i) => [
            t,
            ...[0, 1].map(j => cell(weights[1][j][i] * wishZ[2][j])),
            cell(wish[1][i]),
          ]),
        ),
      ],
      () => [
        'The same again, one layer back: what the sigmoid lets through.',
        grid(
          ['wish for <i>a</i>', '<i>a</i> (1 − <i>a</i>)', 'wish for <i>z</i>'],
          hidden.map((t, j) => [t, cell(wish[1][j]), bare(a1[j] * (1 - a1[j])), cell(wishZ[1][j])]),
        ),
      ],
      () => [
        'And the first weights: the wish times the brightness behind them. A dark square changes nothing.',
        grid(
          ['bias', ...inputs.map((t, i) => `${t} (${plain(a0[i])})`)],
          hidden.map((t, j) => [t, cell(wishZ[1][j]), ...wishW[0][j].map(cell)]),
        ),
      ],
      () => [
        `All 23 weights and biases move by ${rate} times their wish. The cost of this example: <span class="costs">${plain(n.cost, 3)}</span> before, <mark>${plain(after.cost, 3)}</mark> after.`,
        grid(
          ['before', 'after', 'wanted'],
          outs.map((t, j) => [
            t,
            bare(a2[j]),
            bare(after.a[2][j]),
            `<td class="wanted">${y[j]}</td>`,
          ]),
        ),
      ],
    ][k]();
    step.paint(say.textContent);
    back.disabled = k === STEPS.length - 1;
    forth.disabled = k === 0;
    pic.setAttribute(
      'aria-label',
      `A network of four inputs, three hidden neurons and two outputs reads a handwritten ${NAMES[label]}. ${say.textContent}`,
    );
  };
  const go = by => {
    say.setAttribute('aria-live', 'polite');
    step.value = step.value + by;
    draw();
  };
  back.addEventListener('click', () => go(1));
  forth.addEventListener('click', () => go(-1));
  const f = line(draw, [step], which.row);
  f.lastElementChild.remove();
  f.append(
    html(
      'div',
      {class: 'row'},
      back,
      forth,
      html('button', {type: 'reset', class: 'btn', text: 'Reset'}),
    ),
  );
  f.classList.add('steps');
  el.replaceChildren(
    html('div', {class: 'views step'}, pic, html('div', {class: 'said'}, say, table)),
    f,
  );
  draw();
}
