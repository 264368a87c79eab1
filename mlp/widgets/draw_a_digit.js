import {html, svg, set} from '../look/dom.js';
import {onBlack, picture, path, pixels, choice, button, resetButton} from './kit.js';
import {plain, clamp} from '../look/numbers.js';
import {trained} from './trained.js';
import {unpack, activations} from './forward.js';
import {digitise} from './pen.js';
import {drawn} from './strokes.js';
import {network, describe, table} from './net.js';

// I3: draw on the pad; the drawing is made an MNIST-like digit, and the network reads it as you go
const KEYS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
export function render({model, el}) {
  const {start, ...net} = model.get('state');
  const layers = unpack(trained);
  const view = network(net, {image: false, wait: 60});
  const list = table();
  let strokes = [];
  let pen = null;
  let cursor = [14, 14];
  let fresh = true;

  const pad = picture(28, 28, 'Drawing pad', {
    class: 'pad',
    tabindex: 0,
    role: 'application',
    'aria-roledescription': 'drawing pad',
    'aria-label':
      'Drawing pad. Draw with mouse or finger; or move the pen with the arrow keys, and lower or lift it with the space bar.',
  });
  svg('rect', {width: 28, height: 28, fill: '#000'}, pad);
  const ink = svg('path', {class: 'ink'}, pad);
  const tip = svg('circle', {class: 'tip', r: 0.9}, pad);
  const seen = picture(28, 28, '', {class: 'seen'});
  svg('rect', {width: 28, height: 28, fill: '#000'}, seen);
  const image = svg('image', {width: 28, height: 28}, seen);
  net.pixels.forEach(p =>
    svg(
      'rect',
      {
        x: p % 28,
        y: (p / 28) | 0,
        width: 1,
        height: 1,
        fill: 'none',
        stroke: onBlack,
        'stroke-width': 0.14,
      },
      seen,
    ),
  );
  const says = html('output', {class: 'says', 'aria-live': 'polite'});
  const status = html('output', {class: 'hide', 'aria-live': 'polite'});

  let told;
  const draw = () => {
    ink.setAttribute(
      'd',
      strokes
        .map(points =>
          path(points.length > 1 ? points : [points[0], [points[0][0] + 0.1, points[0][1]]]),
        )
        .join(''),
    );
    const values = digitise(strokes);
    const a = activations(layers, values);
    const best = a[3].indexOf(Math.max(...a[3]));
    const empty = !strokes.length;
    image.setAttribute('href', pixels(values, 28));
    seen.setAttribute(
      'aria-label',
      empty
        ? 'What the network sees: nothing yet'
        : 'What the network sees: the drawing, centred, in 28 × 28 pixels',
    );
    view.show(
      [net.pixels.map(p => values[p]), ...a.slice(1)],
      null,
      describe(empty ? 'an empty pad' : 'the drawing', a),
    );
    list.fill(a);
    const second = [...a[3].keys()]
      .filter(j => j !== best)
      .reduce((p, q) => (a[3][q] > a[3][p] ? q : p));
    const line = empty ? 'The pad is empty, and yet it has an opinion: ' : 'It says ';
    clearTimeout(told);
    told = setTimeout(
      () => {
        says.innerHTML =
          `${line}<mark>${best}</mark>, at ${plain(a[3][best])}.` +
          (a[3][second] > 0.2 ? ` Or ${second}, at ${plain(a[3][second])}?` : '');
      },
      pen ? 250 : 0,
    );
  };
  const begin = point => {
    if (fresh) {
      strokes = [];
      fresh = false;
    }
    pen = [point];
    strokes.push(pen);
    draw();
  };
  const at = event => {
    const box = pad.getBoundingClientRect();
    return [
      clamp((event.clientX - box.left) / box.width) * 28,
      clamp((event.clientY - box.top) / box.height) * 28,
    ];
  };
  pad.addEventListener('pointerdown', event => {
    event.preventDefault();
    pad.focus({preventScroll: true});
    pad.setPointerCapture(event.pointerId);
    begin(at(event));
  });
  pad.addEventListener('pointermove', event => {
    if (!pen || !pad.hasPointerCapture(event.pointerId)) return;
    const box = pad.getBoundingClientRect();
    for (const e of event.getCoalescedEvents?.().length ? event.getCoalescedEvents() : [event]) {
      pen.push([
        clamp((e.clientX - box.left) / box.width) * 28,
        clamp((e.clientY - box.top) / box.height) * 28,
      ]);
    }
    draw();
  });
  const lift = () => {
    if (pen) {
      pen = null;
      draw();
    }
  };
  pad.addEventListener('pointerup', lift);
  pad.addEventListener('pointercancel', lift);
  const place = () => set(tip, {cx: cursor[0], cy: cursor[1], class: pen ? 'tip down' : 'tip'});
  pad.addEventListener('keydown', event => {
    if (event.key in KEYS) {
      const [dx, dy] = KEYS[event.key];
      const far = event.shiftKey ? 3 : 1;
      cursor = [clamp(cursor[0] + dx * far, 2, 26), clamp(cursor[1] + dy * far, 2, 26)];
      if (pen) {
        pen.push([...cursor]);
        draw();
      }
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (pen) lift();
      else begin([...cursor]);
      status.textContent = pen ? 'pen down' : 'pen up';
    } else return;
    event.preventDefault();
    place();
  });
  pad.addEventListener('blur', lift);

  const ready = choice({
    legend: 'or have one drawn',
    value: String(start),
    options: drawn.map((_, d) => [String(d), String(d)]),
  });
  const load = () => {
    strokes = drawn[+ready.value].map(points => [...points]);
    fresh = true;
    pen = null;
    draw();
  };
  const undo = button('Undo');
  const clear = button('Clear');
  undo.addEventListener('click', () => {
    strokes = strokes.slice(0, -1);
    fresh = false;
    draw();
  });
  clear.addEventListener('click', () => {
    strokes = [];
    fresh = false;
    draw();
  });
  const form = html(
    'form',
    {class: 'drawing', autocomplete: 'off'},
    ready.row,
    html('div', {class: 'row'}, undo, clear, resetButton()),
  );
  form.addEventListener('change', load);
  form.addEventListener('reset', () => setTimeout(load));
  form.addEventListener('submit', event => event.preventDefault());
  el.replaceChildren(
    html(
      'div',
      {class: 'draw'},
      html(
        'div',
        {class: 'left'},
        html('div', {}, html('p', {class: 'head', text: 'draw here'}), pad),
        html('div', {}, html('p', {class: 'head', text: 'what it sees'}), seen),
      ),
      view.box,
    ),
    says,
    status,
    form,
    list.node,
  );
  place();
  view.start();
  load();
  return view.end;
}
