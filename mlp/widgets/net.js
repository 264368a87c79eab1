import {svg, set, html} from '../look/dom.js';
import {onBlack, NAMES, write, disc, still} from './kit.js';
import {grey, signInk} from '../look/colours.js';
import {px, plain} from '../look/numbers.js';

// The network 784-16-16-10 as a picture: 16 of the 784 inputs, the strongest edges, all other
// neurons. It is laid out anew when its box changes width; CSS keeps its height.
export const network = ({pixels, edges}, {image = true, wait = 300} = {}) => {
  const box = html('div', {class: `net${image ? '' : ' bare'}`});
  const biggest = edges.map(layer => Math.max(...layer.map(e => Math.abs(e[2]))));
  let parts;
  let width = 0;
  let now = null;
  let timers = [];
  const build = () => {
    const W = (width = box.clientWidth || 720);
    const wide = W >= 560 || !image;
    const step = wide ? 24 : 20.5;
    const R = wide ? 8.6 : 7.2;
    const D = wide ? Math.min(252, W * 0.26) : 140;
    const top = wide ? 34 : D + 58;
    const H = top + 16.6 * step + (wide ? 10 : 4);
    const mid = top + 8.1 * step;
    const x =
      image && wide
        ? [D + W * 0.12, D + W * 0.31, D + W * 0.49, W - 86]
        : [R + 2, W * 0.335, W * 0.61, W - (wide ? 76 : 62)];
    const y = [
      Array.from(
        {length: 16},
        (_, i) => top + 0.6 * step + ((i + (i > 7 ? 0.9 : 0)) * step * 15) / 15.9,
      ),
      ...[0, 1].map(() => Array.from({length: 16}, (_, i) => top + (i + 0.6) * step)),
      Array.from({length: 10}, (_, i) => mid + (i - 4.5) * step * 1.58),
    ];
    const pic = svg('svg', {
      viewBox: `0 0 ${px(W)} ${px(H)}`,
      role: 'img',
      'aria-label': 'A network of 784, 16, 16 and 10 neurons',
    });
    let digit;
    if (image) {
      const dy = wide ? mid - D / 2 : 0;
      const q = D / 28;
      digit = svg('image', {x: 0, y: px(dy), width: px(D), height: px(D)}, pic);
      svg('rect', {class: 'frame', y: px(dy), width: px(D), height: px(D)}, pic);
      pixels.forEach((p, i) => {
        const cx = ((p % 28) + 0.5) * q;
        const py = dy + (((p / 28) | 0) + 0.5) * q;
        if (wide)
          svg(
            'line',
            {class: 'leader', x1: px(D + 5), y1: px(py), x2: px(x[0] - R - 3), y2: px(y[0][i])},
            pic,
          );
        svg(
          'rect',
          {
            x: px(cx - q / 2),
            y: px(py - q / 2),
            width: px(q),
            height: px(q),
            fill: 'none',
            stroke: onBlack,
          },
          pic,
        );
      });
      if (wide) write(pic, D / 2, dy - 12, '28 × 28 pixels', {'text-anchor': 'middle'});
      else
        [
          '28 × 28 pixels,',
          'one input neuron each.',
          'The marked ones are',
          'the column below.',
        ].forEach((t, i) => write(pic, D + 18, 18 + 19 * i, t));
    }
    const lines = edges.map((layer, l) =>
      layer.map(([j, k, w]) =>
        svg(
          'line',
          {
            class: 'e',
            x1: px(x[l]),
            y1: px(y[l][k]),
            x2: px(x[l + 1]),
            y2: px(y[l + 1][j]),
            stroke: signInk(w),
            'stroke-width': (0.5 + 3.6 * (Math.abs(w) / biggest[l]) ** 1.3).toFixed(2),
            'stroke-opacity': 0.07,
          },
          pic,
        ),
      ),
    );
    const win = svg(
      'rect',
      {
        class: 'win',
        x: px(x[3] + R + (wide ? 8 : 5)),
        y: px(y[3][0] - 14),
        width: wide ? 62 : 49,
        height: wide ? 28 : 24,
        rx: 3,
      },
      pic,
    );
    const neurons = y.map((column, l) =>
      column.map(cy => disc(pic, x[l], cy, l === 3 ? px(R * 1.28) : R)),
    );
    [-1, 0, 1].forEach(k =>
      svg(
        'circle',
        {cx: px(x[0]), cy: px((y[0][7] + y[0][8]) / 2 + k * 4.2), r: 1.2, fill: 'var(--ink2)'},
        pic,
      ),
    );
    const texts = y[3].map((cy, j) => {
      write(pic, x[3] + R + (wide ? 14 : 10), cy + 5.5, j, {class: 'digit'});
      return write(pic, x[3] + R + (wide ? 34 : 25), cy + 5, '', {class: 'num'});
    });
    ['784 neurons', '16 neurons', '16 neurons', '10 answers'].forEach((t, l) => {
      const left = l === 0 && (!wide || !image);
      write(pic, left ? 0 : x[l], top - 12, wide && image ? t : t.split(' ')[0], {
        'text-anchor': left ? 'start' : 'middle',
      });
    });
    const tag = write(pic, 0, 0, '', {class: 'num halo tag'});
    parts = {pic, digit, lines, neurons, texts, win, x, y, R, wide, tag};
    pic.addEventListener('pointerover', event => {
      for (let l = 0; l < 4; l++) {
        const k = neurons[l].indexOf(event.target);
        if (k >= 0) {
          point(l, k);
          return;
        }
      }
      point(-1);
    });
    pic.addEventListener('pointerleave', () => point(-1));
    box.replaceChildren(pic);
  };
  // pointing at a neuron shows its number, and its own edges alone
  const point = (l, k) => {
    parts.lines.forEach((lines, m) =>
      lines.forEach((e, i) => {
        const [j, from] = edges[m][i];
        const its = (m === l && from === k) || (m === l - 1 && j === k);
        e.style.strokeOpacity = l < 0 ? '' : its ? 1 : 0.03;
      }),
    );
    const {tag, x, y, R, wide} = parts;
    const beside = l < 3 ? R + 6 : R + (wide ? 34 : 25);
    set(
      tag,
      l < 0 || !now
        ? {text: ''}
        : {text: plain(now.a[l][k]), x: px(x[l] + beside), y: px(y[l][k] + 5)},
    );
  };
  const layer = (a, l) => {
    parts.neurons[l].forEach((n, k) => {
      n.setAttribute('style', `fill:${grey(a[l][k])}`);
    });
    if (l > 0) {
      const e = edges[l - 1];
      const most = Math.max(...e.map(([, k, w]) => Math.abs(w * a[l - 1][k]))) || 1;
      e.forEach(([, k, w], i) =>
        parts.lines[l - 1][i].setAttribute(
          'stroke-opacity',
          (0.07 + 0.85 * (Math.abs(w * a[l - 1][k]) / most) ** 1.15).toFixed(2),
        ),
      );
    }
    if (l < 3) return;
    const best = a[3].indexOf(Math.max(...a[3]));
    parts.texts.forEach((t, j) => {
      t.textContent = a[3][j] >= 0.095 || j === best ? plain(a[3][j]) : '';
    });
    set(parts.win, {y: px(parts.y[3][best] - (parts.wide ? 14 : 12)), class: 'win on'});
  };
  // shows all activations, one layer after another; `done` is called when the last has lit up
  const show = (a, href, label, done, pause = wait) => {
    now = {a, href, label};
    if (parts.digit && href) parts.digit.setAttribute('href', href);
    parts.pic.setAttribute('aria-label', label);
    if (pause && !still()) {
      for (let l = 0; l < 4; l++)
        timers.push(
          setTimeout(() => {
            layer(a, l);
            if (l === 3 && done) done();
          }, pause * l),
        );
    } else {
      for (let l = 0; l < 4; l++) layer(a, l);
      if (done) done();
    }
  };
  const stop = () => {
    timers.forEach(clearTimeout);
    timers = [];
  };
  const relay = () => {
    if (!box.clientWidth || box.clientWidth === width) return;
    build();
    if (now) show(now.a, now.href, now.label, null, 0);
  };
  const watch = new ResizeObserver(relay);
  return {
    box,
    show,
    stop,
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
  return `A network of 784 input neurons, two hidden layers of 16 and ten output neurons reads ${what}; the output neuron ${NAMES[best]} is brightest, at ${plain(a[3][best])}`;
};
// the same in numbers, for those who want them all
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
  const node = html(
    'details',
    {},
    html('summary', {text: 'All 42 activations in numbers'}),
    html(
      'div',
      {class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Activations'},
      html('table', {}, body),
    ),
  );
  return {
    node,
    fill: a =>
      rows.forEach((cells, l) =>
        cells.forEach((c, k) => {
          c.textContent = plain(a[l + 1][k]);
        }),
      ),
  };
};
