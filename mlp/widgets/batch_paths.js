import {html, svg, set} from '../look/dom.js';
import {picture, write, axes, path, slider, choice, line} from './kit.js';
import {plain, clamp} from '../look/numbers.js';
import {bowl, contours, cross} from './valley.js';

// I9: three descents that have looked at the same number of examples
const LOOK = [
  {width: 2.5, r: 5, fill: 'var(--ground)'},
  {width: 1.5, r: 2.4, fill: 'var(--ink)'},
  {width: 0.75, r: 0, fill: 'none'},
];
export const descend = ({x, y, orders}, size, rate, seen) => {
  const way = [[0, 0]];
  for (let from = 0; from + size <= seen; from += size) {
    const [a, b] = way[way.length - 1];
    let ga = 0;
    let gb = 0;
    for (let i = from; i < from + size; i++) {
      const k = orders[i];
      const e = a * x[k] + b - y[k];
      ga += (2 * e * x[k]) / size;
      gb += (2 * e) / size;
    }
    way.push([a - rate * ga, b - rate * gb]);
  }
  return way;
};
export function render({model, el}) {
  const state = model.get('state');
  const {sizes, orders, means, start, rates, map} = state;
  const {cost, best, ring, least} = bowl(means);
  const all = orders.length;
  const names = ['all', 'some', 'one'].map((w, i) => `${w} (${sizes[i]})`);
  const rate = slider({
    sym: 'learning rate <i>η</i>',
    label: 'learning rate η',
    stack: true,
    min: rates[0],
    max: rates[1],
    step: rates[0],
    value: start.rate,
    digits: 3,
  });
  const seen = slider({
    sym: 'examples seen',
    label: 'examples seen',
    stack: true,
    min: 0,
    max: all,
    step: sizes[1],
    value: start.seen,
    digits: 0,
  });
  const which = choice({
    legend: 'examples before each step',
    value: '-1',
    options: [['-1', 'compare'], ...names.map((w, i) => [String(i), w])],
  });
  const land = picture(340, 290, '');
  const fall = picture(310, 290, '');
  const end = {'text-anchor': 'end'};
  const mid = {'text-anchor': 'middle'};
  const T = 24;
  const B = 252;
  const M = axes(land, [30, T, 334, B], map.slope, map.intercept);
  const clipM = svg(
    'svg',
    {x: 30, y: T, width: 304, height: B - T, viewBox: `30 ${T} 304 ${B - T}`, class: 'clip'},
    land,
  );
  contours(clipM, M, {ring}, map.levels);
  svg('rect', {class: 'frame', x: 30, y: T, width: 304, height: B - T}, land);
  cross(clipM, M.X(best[0]), M.Y(best[1]));
  write(land, 30, 14, 'intercept');
  write(land, 182, B + 18, 'slope', mid);
  map.slope.forEach((v, i) => write(land, i ? 334 : 30, B + 18, plain(v, 1), i ? end : {}));
  map.intercept.forEach((v, i) => write(land, 26, i ? T + 9 : B, plain(v, 1), end));
  const top = cost([0, 0]) * 1.15;
  const F = axes(fall, [34, T, 268, B], [0, all], [0, top]);
  F.line(0, 0, all, 0);
  F.line(0, 0, 0, top);
  F.line(0, least, all, least, {class: 'guide'});
  write(fall, 34, 14, 'cost on all examples', {style: 'fill:var(--cost)'});
  write(fall, 30, B + 4, '0', end);
  write(fall, 26, F.Y(cost([0, 0])) + 4, plain(cost([0, 0]), 1), end);
  write(fall, 34, B + 18, '0', mid);
  write(fall, 268, B + 18, `${all} examples seen`, end);
  const clipF = svg(
    'svg',
    {
      x: 30,
      y: T,
      width: 280,
      height: B - T + 3,
      viewBox: `30 ${T} 280 ${B - T + 3}`,
      class: 'clip',
    },
    fall,
  );
  const tracks = LOOK.map(({width, fill}) => ({
    way: svg(
      'path',
      {fill: 'none', stroke: 'var(--ink)', 'stroke-width': width, 'stroke-linejoin': 'round'},
      clipM,
    ),
    dots: svg('g', {fill, stroke: 'var(--ink)'}, clipM),
    tag: write(land, 0, 0, '', {class: 'num halo', style: 'font-weight:600'}),
    cost: svg('path', {fill: 'none', stroke: 'var(--cost)', 'stroke-width': width}, clipF),
    costDots: svg(
      'g',
      {fill: fill === 'var(--ink)' ? 'var(--cost)' : fill, stroke: 'var(--cost)'},
      clipF,
    ),
    costTag: write(fall, 0, 0, '', {class: 'num halo'}),
  })).reverse();
  const read = html('p', {class: 'read'});

  const draw = () => {
    const only = +which.value;
    const lines = [];
    const keep = v => clamp(v, -1e4, 1e4);
    const low = [];
    tracks.forEach((track, back) => {
      const i = 2 - back;
      const way = descend(state, sizes[i], rate.value, seen.value);
      const n = way.length - 1;
      const C = cost(way[n]);
      const shown = only < 0 || only === i;
      Object.values(track).forEach(node => {
        node.style.display = shown ? '' : 'none';
      });
      const spots = way.map(p => [keep(M.X(p[0])), keep(M.Y(p[1]))]);
      const drops = way.map((p, k) => [F.X(k * sizes[i]), keep(F.Y(Math.min(cost(p), 1e5)))]);
      track.way.setAttribute('d', path(spots));
      track.cost.setAttribute('d', path(drops));
      const r = LOOK[i].r;
      const dots = at =>
        (r ? at : at.slice(-1)).map(([x, y]) =>
          svg('circle', {
            cx: x.toFixed(1),
            cy: y.toFixed(1),
            r: r || 3,
            ...(r ? {} : {fill: 'var(--ink)'}),
          }),
        );
      track.dots.replaceChildren(...dots(spots));
      track.costDots.replaceChildren(...(r ? dots(drops) : []));
      const [x, y] = spots[n];
      set(track.tag, {
        x: clamp(x + 9, 36, 300).toFixed(1),
        y: clamp(y - 8, T + 14, B - 4).toFixed(1),
        text: sizes[i],
      });
      low.push({track, y: clamp(drops[n][1], T + 8, B), x: drops[n][0], i});
      lines[i] =
        `<span>${names[i]}: ${n} step${n === 1 ? '' : 's'}, <i>C</i> = ${C > 99 ? 'far off' : plain(C)}${i < 2 ? ';' : '.'}</span>`;
    });
    // the labels at the ends of the cost curves keep clear of each other
    low
      .sort((p, q) => p.y - q.y)
      .forEach((q, k) => {
        if (k && q.y - low[k - 1].y < 15) q.y = low[k - 1].y + 15;
        set(q.track.costTag, {x: (q.x + 8).toFixed(1), y: (q.y + 4).toFixed(1), text: sizes[q.i]});
      });
    const shown = only < 0 ? lines.join(' ') : lines[only].replace(/;</, '.<');
    read.innerHTML = `<span>After ${seen.value} examples:</span> ${shown}`;
    const said = read.textContent;
    [rate, seen].forEach(v => v.paint(said));
    land.setAttribute('aria-label', `Paths of descent on a map of the cost. ${said}`);
    fall.setAttribute('aria-label', `The cost against the number of examples seen. ${said}`);
  };
  el.replaceChildren(
    html('div', {class: 'views pair'}, land, fall),
    read,
    line(draw, [rate, seen], which.row),
  );
  draw();
}
