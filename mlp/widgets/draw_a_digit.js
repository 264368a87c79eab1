// I3: draw on the pad; the drawing is made an MNIST-like digit, and the network reads it as you go.
import {html, set, svg} from '../look/dom.js';
import {clamp, plain} from '../look/numbers.js';
import {greyPng} from '../look/png.js';
import {circle, drawing, path, rectangle, through} from '../look/svg.js';
import {button, choice, resetButton} from './handles.js';
import {activations, unpack} from './forward.js';
import {describe, network, table} from './net.js';
import {keepOwn} from './own.js';
import {digitise} from './pen.js';
import {predict} from './predict.js';
import {drawn} from './strokes.js';
import {trained} from './trained.js';

const SIDE = 28;
const KEYS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
const MARGIN = 2; // how near the rim the keys move the pen, in pixels
const PAUSE = 250; // ms without a move before the answer is said

const padOf = () => {
  const pad = drawing(SIDE, SIDE, '', {
    class: 'pad',
    tabindex: 0,
    role: 'application',
    'aria-roledescription': 'drawing pad',
    'aria-label':
      'Drawing pad. Draw with mouse or finger; or move the pen with the arrow keys, and lower or lift it with the space bar.',
  });
  rectangle(pad, 0, 0, SIDE, SIDE, {fill: '#000'});
  return {pad, ink: path(pad, '', {class: 'ink'}), tip: circle(pad, 14, 14, 0.9, {class: 'tip'})};
};

const seenOf = marked => {
  const picture = drawing(SIDE, SIDE, '', {class: 'seen'});
  rectangle(picture, 0, 0, SIDE, SIDE, {fill: '#000'});
  const image = svg('image', {width: SIDE, height: SIDE}, picture);
  marked.forEach(p =>
    rectangle(picture, p % SIDE, (p / SIDE) | 0, 1, 1, {class: 'pixel', 'stroke-width': 0.14}),
  );
  const show = (values, empty) => {
    set(image, {href: greyPng(values, SIDE)});
    const what = empty ? 'nothing yet' : 'the drawing, centred, in 28 × 28 pixels';
    set(picture, {'aria-label': `What the network sees: ${what}`});
  };
  return {picture, show};
};

const dot = ([x, y]) => [
  [x, y],
  [x + 0.1, y],
];
const inkOf = strokes =>
  strokes.map(points => through(points.length > 1 ? points : dot(points[0]))).join('');

/** The strokes on the pad, and the one that is being drawn. */
const sketch = changed => {
  let strokes = [];
  let pen = null;
  const change = next => {
    strokes = next;
    pen = null;
    changed();
  };
  return {
    get strokes() {
      return strokes;
    },
    get down() {
      return pen !== null;
    },
    begin(point) {
      pen = [point];
      strokes = [...strokes, pen];
      changed();
    },
    go(...points) {
      pen.push(...points);
      changed();
    },
    lift() {
      if (!pen) return;
      pen = null;
      changed();
    },
    load: lines => change(lines.map(points => [...points])),
    undo: () => change(strokes.slice(0, -1)),
    clear: () => change([]),
  };
};

const drawByPointer = (pad, paper) => {
  const at = (event, box) => [
    clamp((event.clientX - box.left) / box.width) * SIDE,
    clamp((event.clientY - box.top) / box.height) * SIDE,
  ];
  pad.addEventListener('pointerdown', event => {
    event.preventDefault();
    pad.focus({preventScroll: true});
    pad.setPointerCapture(event.pointerId);
    paper.begin(at(event, pad.getBoundingClientRect()));
  });
  pad.addEventListener('pointermove', event => {
    if (!paper.down || !pad.hasPointerCapture(event.pointerId)) return;
    const box = pad.getBoundingClientRect();
    const between = event.getCoalescedEvents?.() || [];
    paper.go(...(between.length ? between : [event]).map(one => at(one, box)));
  });
  ['pointerup', 'pointercancel', 'blur'].forEach(end => pad.addEventListener(end, paper.lift));
};

const drawByKeys = ({pad, tip}, paper, say) => {
  let cursor = [SIDE / 2, SIDE / 2];
  const place = () =>
    set(tip, {cx: cursor[0], cy: cursor[1], class: paper.down ? 'tip down' : 'tip'});
  const step = ([dx, dy], by) => {
    const go = (v, d) => clamp(v + d * by, MARGIN, SIDE - MARGIN);
    cursor = [go(cursor[0], dx), go(cursor[1], dy)];
    if (paper.down) paper.go(cursor);
  };
  const toggle = () => {
    if (paper.down) paper.lift();
    else paper.begin(cursor);
    say(paper.down ? 'pen down' : 'pen up');
  };
  pad.addEventListener('keydown', event => {
    if (event.key in KEYS) step(KEYS[event.key], event.shiftKey ? 3 : 1);
    else if (event.key === ' ' || event.key === 'Enter') toggle();
    else return;
    event.preventDefault();
    place();
  });
  place();
};

const answer = (a, empty) => {
  const [best, second] = [...a.keys()].sort((p, q) => a[q] - a[p]);
  const line = empty ? 'The pad is empty, and yet it has an opinion: ' : 'It says ';
  const other = a[second] > 0.2 ? ` Or ${second}, at ${plain(a[second])}?` : '';
  return `${line}<mark>${best}</mark>, at ${plain(a[best])}.${other}`;
};

const handlesOf = (paper, start) => {
  const ready = choice({
    legend: 'start from one that is drawn',
    value: String(start),
    options: drawn.map((_, d) => [String(d), String(d)]),
  });
  const load = () => paper.load(drawn[+ready.value]);
  const [undo, clear] = [button('Undo'), button('Clear')];
  undo.addEventListener('click', paper.undo);
  clear.addEventListener('click', paper.clear);
  const row = html('div', {class: 'row'}, undo, clear, resetButton());
  const form = html('form', {class: 'drawing', autocomplete: 'off'}, ready.row, row);
  // a click, so that the digit that is chosen already can be drawn again
  ready.inputs.forEach(input => input.addEventListener('click', load));
  form.addEventListener('reset', () => setTimeout(load));
  form.addEventListener('submit', event => event.preventDefault());
  return {form, load};
};

const headed = (text, picture) => html('div', {}, html('p', {class: 'head', text}), picture);

const question = layers => {
  const a = activations(layers, digitise([])).at(-1);
  return {
    ask: 'Suppose that nothing at all is on the pad. Which digit will it say?',
    options: Array.from(a, (_, d) => [d, d]),
    truth: a.indexOf(Math.max(...a)),
    is: 'it says',
  };
};

export function render({model, el}) {
  const {start, own, ...net} = model.get('state');
  const layers = unpack(own || trained);
  const [view, list] = [network(net, {image: false, wait: 60, width: 432}), table()];
  const [page, seen] = [padOf(), seenOf(net.pixels)];
  const says = html('output', {class: 'says', 'aria-live': 'polite'});
  const status = html('output', {class: 'hide', 'aria-live': 'polite'});
  let telling = 0;
  const draw = () => {
    const empty = !paper.strokes.length;
    const values = digitise(paper.strokes);
    const a = activations(layers, values);
    set(page.ink, {d: inkOf(paper.strokes)});
    seen.show(values, empty);
    const name = describe(empty ? 'an empty pad' : 'the drawing', a);
    view.show([net.pixels.map(p => values[p]), ...a.slice(1)], {name});
    list.fill(a);
    clearTimeout(telling);
    const tell = () => {
      says.innerHTML = answer(a[3], empty);
    };
    telling = setTimeout(tell, paper.down ? PAUSE : 0);
  };
  const paper = sketch(draw);
  drawByPointer(page.pad, paper);
  drawByKeys(page, paper, text => {
    status.textContent = text;
  });
  const {form, load} = handlesOf(paper, start);
  const left = html(
    'div',
    {class: 'left'},
    headed('draw here', page.pad),
    headed('what it sees', seen.picture),
  );
  el.replaceChildren(html('div', {class: 'draw'}, left, view.box), says, status, form, list.node);
  view.start();
  load();
  if (own && model.get('guess'))
    keepOwn(own); // for the welcome page
  else if (!own) predict(model, el, {...question(layers), see: paper.clear});
  return view.end;
}
