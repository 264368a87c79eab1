import {html, svg, set} from '../look/dom.js';
import {
  picture,
  write,
  axes,
  path,
  disc,
  slider,
  choice,
  button,
  resetButton,
  form,
  still,
} from './kit.js';
import {grey, inkOn} from '../look/colours.js';
import {plain} from '../look/numbers.js';

// I7: a training. On the page the runs were recorded; in a notebook `Train` asks Python for one.
export function render({model, el}) {
  const {rates, runs, total, image, start, live} = model.get('state');
  let points = runs[start.run];
  let playing = 0;
  const rate = choice({
    legend: 'learning rate <i>η</i>',
    value: String(start.run),
    options: rates.map((r, i) => [String(i), String(r)]),
  });
  const at = slider({
    sym: 'digits seen',
    label: 'digits seen',
    stack: true,
    min: 0,
    max: points.length - 1,
    step: 1,
    value: start.at,
    show: k => points[Math.min(k, points.length - 1)].seen.toLocaleString('en'),
  });
  const go = button(live ? 'Train' : 'Play');
  const bar = html('progress', {
    max: total,
    value: 0,
    'aria-label': 'Digits seen',
    class: live ? null : 'hide',
  });
  const rise = picture(380, 250, '');
  const says = picture(270, 250, '');
  const A = axes(rise, [48, 24, 372, 214], [0, total], [0, 1]);
  const end = {'text-anchor': 'end'};
  A.line(0, 0, total, 0);
  A.line(0, 0, 0, 1);
  A.line(0, 1, total, 1, {style: 'stroke:var(--rule)'});
  A.line(0, 0.1, total, 0.1, {class: 'guide'});
  write(rise, 48, 14, 'read correctly');
  write(rise, 42, A.Y(1) + 4, '100 %', end);
  write(rise, 42, A.Y(0) + 4, '0', end);
  write(rise, 372, A.Y(0.1) - 6, 'guessing', end);
  write(rise, 48, 234, '0', {'text-anchor': 'middle'});
  write(rise, 372, 234, `${total.toLocaleString('en')} digits seen`, end);
  const curve = svg('path', {class: 'curve'}, rise);
  const dot = svg('circle', {r: 5, fill: 'var(--ink)'}, rise);
  const tag = write(rise, 0, 0, '', {class: 'num halo', style: 'font-weight:600;font-size:14px'});
  svg('image', {x: 0, y: 24, width: 84, height: 84, href: image}, says);
  svg('rect', {class: 'frame', y: 24, width: 84, height: 84}, says);
  write(says, 0, 14, 'our 2');
  write(says, 112, 14, 'its answer');
  const cells = Array.from({length: 10}, (_, j) => {
    const x = 134 + (j > 4 ? 78 : 0);
    const y = 40 + (j % 5) * 42;
    write(says, x - 24, y + 5, j, {...end, class: 'digit'});
    if (j === 2)
      svg(
        'circle',
        {cx: x, cy: y, r: 18, fill: 'none', stroke: 'var(--want)', 'stroke-width': 2.5},
        says,
      );
    return [
      disc(says, x, y, 13.5),
      write(says, x, y + 4, '', {'text-anchor': 'middle', style: 'font-size:11px'}),
    ];
  });
  write(says, 0, 130, 'wanted:', {style: 'fill:var(--want)'});
  write(says, 0, 147, '1 at the 2,', {style: 'fill:var(--want)'});
  write(says, 0, 164, 'else 0', {style: 'fill:var(--want)'});
  const read = html('p', {class: 'read'});
  const draw = () => {
    const k = Math.min(at.value, points.length - 1);
    const p = points[k];
    const pc = `${plain(100 * p.accuracy, 1)} %`;
    curve.setAttribute('d', path(points.slice(0, k + 1).map(q => [A.X(q.seen), A.Y(q.accuracy)])));
    set(dot, {cx: A.X(p.seen).toFixed(1), cy: A.Y(p.accuracy).toFixed(1)});
    const right = p.seen > 0.8 * total;
    set(tag, {
      x: (A.X(p.seen) + (right ? 2 : 9)).toFixed(1),
      y: (A.Y(p.accuracy) + 20).toFixed(1),
      'text-anchor': right ? 'end' : 'start',
      text: pc,
    });
    const best = p.two.indexOf(Math.max(...p.two));
    cells.forEach(([c, t], j) => {
      c.setAttribute('style', `fill:${grey(p.two[j])}`);
      set(t, {text: plain(p.two[j]), style: `font-size:11px;fill:${inkOn(p.two[j])}`});
    });
    at.paint(`${pc} read correctly, cost ${plain(p.cost)}; it takes our 2 for a ${best}`);
    bar.value = p.seen;
    read.innerHTML = `<span>After ${p.seen.toLocaleString('en')} digits it reads <mark>${pc}</mark>;</span> <span>the cost is <span class="costs">${plain(p.cost)}</span>.</span> <span>It takes our 2 for a ${best}.</span>`;
    rise.setAttribute(
      'aria-label',
      `Accuracy against digits seen, so far: ${plain(100 * points[0].accuracy, 0)} % at first, ${pc} after ${p.seen.toLocaleString('en')} digits`,
    );
    says.setAttribute(
      'aria-label',
      `The network’s answers to our 2: ${p.two.map((a, j) => `${j} at ${plain(a)}`).join(', ')}`,
    );
  };
  const show = (run, k) => {
    points = run;
    at.input.max = points.length - 1;
    at.value = k;
    draw();
  };
  const halt = () => {
    clearTimeout(playing);
    playing = 0;
    go.textContent = live ? 'Train' : 'Play';
  };
  const tick = () => {
    if (at.value >= points.length - 1) {
      halt();
      return;
    }
    at.value = at.value + 1;
    draw();
    playing = setTimeout(tick, 70);
  };
  go.addEventListener('click', () => {
    if (live) {
      if (playing) {
        model.send({do: 'stop'});
        halt();
        return;
      }
      points = [];
      playing = 1;
      go.textContent = 'Stop';
      model.send({do: 'start', rate: rates[+rate.value]});
    } else if (playing) halt();
    else if (still()) {
      at.value = points.length - 1;
      draw();
    } else {
      if (at.value >= points.length - 1) at.value = 0;
      go.textContent = 'Pause';
      playing = setTimeout(tick, 70);
    }
  });
  const hear = content => {
    if (content.done) halt();
    if (!content.point || !playing) return;
    points.push(content.point);
    at.input.max = Math.max(1, points.length - 1);
    at.value = points.length - 1;
    draw();
  };
  model.on('msg:custom', hear);
  rate.row.addEventListener('change', () => {
    if (live && playing) model.send({do: 'stop'});
    halt();
    show(runs[+rate.value], start.at);
  });
  at.input.addEventListener('input', () => {
    if (!live) halt();
  });
  const f = form(draw, rate.row, at.row, html('div', {class: 'row'}, go, resetButton()));
  f.classList.add('trains');
  f.addEventListener('reset', () =>
    setTimeout(() => {
      if (live && playing) model.send({do: 'stop'});
      halt();
      show(runs[start.run], start.at);
    }),
  );
  el.replaceChildren(html('div', {class: 'views wide-and-slim'}, rise, says), read, bar, f);
  draw();
  return () => {
    halt();
    model.off('msg:custom', hear);
  };
}
