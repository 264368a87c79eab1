// I7: a training. On the page the runs were recorded; in a notebook `Train` asks Python for one.
import {html, set, svg} from '../look/dom.js';
import {clamp, plain, px} from '../look/numbers.js';
import {axes} from '../look/axes.js';
import {unpacked, weightMap} from '../look/images.js';
import {
  circle,
  disc,
  drawing,
  inside,
  label,
  path,
  rectangle,
  shade,
  through,
} from '../look/svg.js';
import {button, choice, form, resetButton, slider, still} from './handles.js';
import {predict} from './predict.js';

const END = {'text-anchor': 'end'};
const CROP = 22; // the maps show the middle 22 × 22 of 28 × 28 pixels
const LEVELS = 7; // a weight is sent as a whole number from −7 to 7, in units of the largest
const [SLOW, FAST] = [220, 90]; // ms for a step of the replay: in the first part, and after it
const thousands = n => n.toLocaleString('en');
const article = digit => (digit === 8 ? 'an' : 'a');

// the weights of one map, two in a byte
const mapOf = bytes =>
  Array.from(bytes, byte => [byte >> 4, byte & 15])
    .flat()
    .map(level => level - LEVELS);

const riseOf = total => {
  const picture = drawing(380, 250);
  const A = axes(picture, [48, 24, 372, 214], [0, total], [0, 1]);
  A.line(0, 0, total, 0);
  A.line(0, 0, 0, 1);
  A.line(0, 1, total, 1, {style: 'stroke:var(--rule)'});
  A.line(0, 0.1, total, 0.1, {class: 'guide'});
  label(picture, 48, 14, 'read correctly');
  label(picture, 42, A.Y(1) + 4, '100%', END);
  label(picture, 42, A.Y(0) + 4, '0', END);
  label(picture, A.X(total / 2), A.Y(0.1) - 6, 'guessing', {
    'text-anchor': 'middle',
    class: 'halo',
  });
  label(picture, 48, 234, '0', {'text-anchor': 'middle'});
  label(picture, 372, 234, `${thousands(total)} digits seen`, END);
  const curve = path(picture, '', {class: 'curve'});
  const dot = circle(picture, 0, 0, 5, {fill: 'var(--ink)'});
  const tag = label(picture, 0, 0, '', {class: 'num halo tag'});
  const guess = svg('g', {visibility: 'hidden'}, picture);
  const ring = circle(guess, A.X(total), 0, 7, {class: 'guess'});
  const words = label(guess, A.X(total) - 12, 0, 'your guess', {...END, class: 'guess halo'});
  const mark = percent => {
    set(guess, {visibility: percent === null ? 'hidden' : null});
    if (percent === null) return;
    const y = A.Y(clamp(percent / 100));
    set(ring, {cy: px(y)});
    set(words, {y: px(y + 4)});
  };
  const draw = (points, k) => {
    const {seen, accuracy} = points[k];
    const [x, y] = [A.X(seen), A.Y(accuracy)];
    const late = seen > 0.8 * total;
    set(curve, {d: through(points.slice(0, k + 1).map(p => [A.X(p.seen), A.Y(p.accuracy)]))});
    set(dot, {cx: px(x), cy: px(y)});
    const below = y + 20 < A.Y(0) - 4 ? 20 : -10; // never on the axis
    const place = {x: px(x + (late ? 2 : 9)), y: px(y + below)};
    const text = `${plain(100 * accuracy, 1)}%`;
    set(tag, {...place, 'text-anchor': late ? 'end' : 'start', text});
  };
  return {picture, draw, mark};
};

const answersOf = image => {
  const picture = drawing(270, 250);
  svg('image', {x: 0, y: 24, width: 84, height: 84, href: image}, picture);
  rectangle(picture, 0, 24, 84, 84, {class: 'frame'});
  label(picture, 0, 14, 'our 2');
  label(picture, 112, 14, 'its answer');
  ['wanted:', '1 at the 2,', 'else 0'].forEach((text, k) =>
    label(picture, 0, 130 + 17 * k, text, {class: 'wanted'}),
  );
  const cells = Array.from({length: 10}, (_, j) => {
    const [x, y] = [134 + (j > 4 ? 78 : 0), 40 + (j % 5) * 42];
    label(picture, x - 24, y + 5, j, {...END, class: 'digit'});
    if (j === 2) circle(picture, x, y, 18, {class: 'wish'});
    const node = disc(picture, x, y, 13.5);
    return [node, label(picture, x, y + 4, '', {'text-anchor': 'middle', class: 'small'})];
  });
  const draw = two =>
    cells.forEach(([node, text], j) => {
      shade(node, two[j]);
      inside(text, two[j], plain(two[j]));
    });
  return {picture, draw};
};

const weightsOf = count => {
  const pictures = Array.from({length: count}, () => drawing(146, 146));
  const maps = pictures.map(picture => weightMap(picture, 1, 1, 144));
  const text = `The weights of ${count} neurons of the first layer`;
  const head = html('p', {class: 'head', text});
  const box = html('div', {}, head, html('div', {class: 'views four'}, ...pictures));
  const draw = (points, k) => {
    const last = points.slice(0, k + 1).findLast(point => point.maps);
    if (!last) return;
    const levels = mapOf(unpacked(last.maps));
    const size = CROP * CROP;
    const looks = last.seen < 500 ? 'noise' : last.seen < 9000 ? 'blotches begin' : 'blotches';
    maps.forEach((map, j) => {
      map.show(levels.slice(j * size, (j + 1) * size), CROP, LEVELS);
      const name = `Weights of neuron ${j + 1} of ${count} after ${thousands(last.seen)} digits: ${looks}`;
      set(pictures[j], {'aria-label': name});
    });
  };
  return {box, draw};
};

const sentence = ({seen, cost, accuracy, two}) => {
  const best = two.indexOf(Math.max(...two));
  return (
    `<span>After ${thousands(seen)} digits it reads <mark>${plain(100 * accuracy, 1)}%</mark>;</span>` +
    ` <span>the cost is <span class="costs">${plain(cost)}</span>.</span> ` +
    `<span>It takes our 2 for ${article(best)} ${best}.</span>`
  );
};

// the recorded run, step by step; slower at first, where it learns
const player = ({at, go, last, draw}) => {
  let timer = 0;
  const halt = () => {
    clearTimeout(timer);
    timer = 0;
    go.textContent = 'Play';
  };
  const tick = () => {
    if (at.value >= last()) return halt();
    at.value = at.value + 1;
    draw();
    timer = setTimeout(tick, at.value < 20 ? SLOW : FAST);
  };
  const play = () => {
    if (timer) return halt();
    if (at.value >= last()) at.value = 0;
    if (still()) {
      at.value = last();
      return draw();
    }
    go.textContent = 'Pause';
    timer = setTimeout(tick, SLOW);
  };
  const again = () => {
    halt();
    at.value = 0;
    play();
  };
  return {halt, play, again};
};

// a training in the notebook's Python: it sends its points as it goes
const trainer = ({model, go, rateOf, begin, add}) => {
  let busy = false;
  const halt = () => {
    if (busy) model.send({do: 'stop'});
    busy = false;
    go.textContent = 'Train';
  };
  const play = () => {
    if (busy) return halt();
    busy = true;
    begin();
    go.textContent = 'Stop';
    return model.send({do: 'start', rate: rateOf()});
  };
  const hear = content => {
    if (content.point && busy) add(content.point);
    if (content.done) {
      busy = false;
      halt();
    }
  };
  model.on('msg:custom', hear);
  return {halt, play, end: () => model.off('msg:custom', hear)};
};

const handlesOf = ({rates, runs, start, total, live}) => ({
  rate: choice({
    legend: 'learning rate <i>η</i>',
    value: String(start.run),
    options: rates.map((r, i) => [String(i), String(r)]),
  }),
  at: slider({
    sym: 'digits seen',
    label: 'digits seen',
    stack: true,
    min: 0,
    max: runs[start.run].length - 1,
    step: 1,
    value: start.at,
    show: k => thousands(runs[start.run][k]?.seen ?? 0),
  }),
  go: button(live ? 'Train' : 'Play'),
  bar: html('progress', {
    max: total,
    value: 0,
    'aria-label': 'Digits seen',
    class: live ? null : 'hide',
  }),
});

const question = (run, total) => ({
  ask: `What share of new digits will it read, once it has seen ${thousands(total)}?`,
  range: {
    label: 'your guess, the share read correctly in the end',
    min: 0,
    max: 100,
    step: 1,
    unit: '%',
    show: v => `${plain(v, 0)}%`,
  },
  truth: 100 * run.at(-1).accuracy,
  is: 'it reads',
});

export function render({model, el}) {
  const state = model.get('state');
  const {rates, runs, total, image, start, live} = state;
  const {rate, at, go, bar} = handlesOf(state);
  const views = [riseOf(total), answersOf(image), weightsOf(state.maps)];
  const read = html('p', {class: 'read'});
  let points = runs[start.run];
  const draw = () => {
    const k = Math.min(at.value, points.length - 1);
    const point = points[k];
    const says = sentence(point);
    views[0].draw(points, k);
    views[1].draw(point.two);
    views[2].draw(points, k);
    read.innerHTML = says;
    bar.value = point.seen;
    at.paint(read.textContent);
    const two = point.two.map((a, j) => `${j} at ${plain(a)}`).join(', ');
    [
      `Accuracy against digits seen. ${read.textContent}`,
      `The network’s answers to our 2: ${two}`,
    ].forEach((name, i) => set(views[i].picture, {'aria-label': name}));
  };
  const show = (run, k) => {
    points = run;
    at.input.max = Math.max(1, points.length - 1);
    at.value = k;
    if (points.length) draw();
  };
  const last = () => points.length - 1;
  const add = point => show([...points, point], points.length);
  const run = live
    ? trainer({model, go, rateOf: () => rates[+rate.value], begin: () => show([], 0), add})
    : player({at, go, last, draw});
  go.addEventListener('click', run.play);
  rate.row.addEventListener('change', () => {
    run.halt();
    show(runs[+rate.value], live ? start.at : at.value);
    if (!live && at.value === 0) run.play(); // before the first step all runs look the same
  });
  at.input.addEventListener('input', () => live || run.halt());
  const handles = form(draw, rate.row, at.row, html('div', {class: 'row'}, go, resetButton()));
  handles.classList.add('trains');
  handles.addEventListener('reset', () =>
    setTimeout(() => {
      run.halt();
      show(runs[start.run], start.at);
    }),
  );
  const [rise, says] = views.map(view => view.picture);
  el.replaceChildren(
    html('div', {class: 'views wide-and-slim'}, rise, says),
    views[2].box,
    read,
    bar,
    handles,
  );
  draw();
  const {mark} = views[0];
  if (!live) predict(model, el, {...question(runs[start.run], total), mark, see: run.again});
  return () => {
    run.halt();
    run.end?.();
  };
}
