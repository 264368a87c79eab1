import {html, svg, set} from '../look/dom.js';
import {picture, write, axes, path, slider, line} from './kit.js';
import {plain, clamp} from '../look/numbers.js';
import {bowl, contours, cross} from './valley.js';

// I6: the line, its path on the map of the cost, and the cost so far
export function render({model, el}) {
  const {x, y, means, most, start, rates, map} = model.get('state');
  const {cost, gradient, best, ring, least} = bowl(means);
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
  const steps = slider({
    sym: 'steps',
    stack: true,
    label: 'number of steps',
    min: 0,
    max: most,
    step: 1,
    value: start.steps,
    digits: 0,
  });
  const plot = picture(208, 226, '');
  const land = picture(208, 226, '');
  const fall = picture(208, 226, '');
  const end = {'text-anchor': 'end'};
  const mid = {'text-anchor': 'middle'};
  const T = 24;
  const Bt = 186;

  const reach = Math.ceil(Math.max(...x.concat(y).map(Math.abs)));
  const P = axes(plot, [24, T, 204, Bt], [-reach, reach], [-reach, reach]);
  P.line(-reach, 0, reach, 0);
  P.line(0, -reach, 0, reach);
  x.forEach((v, k) =>
    svg(
      'circle',
      {
        cx: P.X(v).toFixed(1),
        cy: P.Y(y[k]).toFixed(1),
        r: 2.6,
        fill: 'var(--ink2)',
        'fill-opacity': 0.75,
      },
      plot,
    ),
  );
  const clipP = svg(
    'svg',
    {x: 24, y: T, width: 180, height: Bt - T, viewBox: `24 ${T} 180 ${Bt - T}`, class: 'clip'},
    plot,
  );
  const drawn = svg('line', {class: 'curve'}, clipP);
  write(plot, 24, 14, 'foot');
  write(plot, 204, Bt + 18, `head ${reach}`, end);
  write(plot, 24, Bt + 18, plain(-reach, 0));

  const M = axes(land, [24, T, 204, Bt], map.slope, map.intercept);
  const clipM = svg(
    'svg',
    {x: 24, y: T, width: 180, height: Bt - T, viewBox: `24 ${T} 180 ${Bt - T}`, class: 'clip'},
    land,
  );
  contours(clipM, M, {ring}, map.levels);
  svg('rect', {class: 'frame', x: 24, y: T, width: 180, height: Bt - T}, land);
  cross(clipM, M.X(best[0]), M.Y(best[1]));
  const trail = svg(
    'path',
    {fill: 'none', stroke: 'var(--ink)', 'stroke-width': 1.5, 'stroke-linejoin': 'round'},
    clipM,
  );
  const dots = svg('g', {}, clipM);
  const here = svg(
    'circle',
    {class: 'n', r: 6.5, style: 'fill:var(--mark);stroke:var(--ink)'},
    clipM,
  );
  write(land, 24, 14, 'intercept');
  write(land, 204, Bt + 18, 'slope', mid).setAttribute('x', 114);
  map.slope.forEach((v, i) => write(land, i ? 204 : 24, Bt + 18, plain(v, 0), i ? end : {}));
  map.intercept.forEach((v, i) => write(land, 20, i ? T + 9 : Bt, plain(v, 0), end));

  const top = cost([0, 0]) * 1.25;
  const F = axes(fall, [30, T, 200, Bt], [0, most], [0, top]);
  F.line(0, 0, most, 0);
  F.line(0, 0, 0, top);
  F.line(0, least, most, least, {class: 'guide'});
  write(fall, 30, 14, 'cost', {style: 'fill:var(--cost)'});
  write(fall, 26, Bt + 4, '0', end);
  write(fall, 26, F.Y(cost([0, 0])) + 4, plain(cost([0, 0]), 1), end);
  write(fall, 30, Bt + 18, '0', mid);
  write(fall, 204, Bt + 18, `${most} steps`, end);
  write(fall, 200, F.Y(least) + 14, 'the best line', end);
  const clipF = svg(
    'svg',
    {
      x: 24,
      y: T,
      width: 184,
      height: Bt - T + 3,
      viewBox: `24 ${T} 184 ${Bt - T + 3}`,
      class: 'clip',
    },
    fall,
  );
  const history = svg('path', {class: 'curve', style: 'stroke:var(--cost)'}, clipF);
  const now = svg('circle', {r: 4.5, fill: 'var(--cost)'}, clipF);
  const read = html('p', {class: 'read'});

  const draw = () => {
    const way = [[0, 0]];
    for (let k = 0; k < steps.value; k++) {
      const p = way[k];
      const g = gradient(p);
      way.push([p[0] - rate.value * g[0], p[1] - rate.value * g[1]]);
    }
    const n = way.length - 1;
    const p = way[n];
    const C = cost(p);
    const keep = v => clamp(v, -1e4, 1e4);
    const at = q => [keep(M.X(q[0])), keep(M.Y(q[1]))];
    set(drawn, {
      x1: P.X(-reach),
      y1: keep(P.Y(p[1] - reach * p[0])),
      x2: P.X(reach),
      y2: keep(P.Y(p[1] + reach * p[0])),
    });
    trail.setAttribute('d', path(way.map(at)));
    dots.replaceChildren(
      ...way.slice(0, -1).map(q =>
        svg('circle', {
          cx: at(q)[0].toFixed(1),
          cy: at(q)[1].toFixed(1),
          r: 2.6,
          fill: 'var(--ink)',
        }),
      ),
    );
    set(here, {cx: at(p)[0].toFixed(1), cy: at(p)[1].toFixed(1)});
    const up = c => keep(F.Y(Math.min(c, 1e5)));
    history.setAttribute('d', path(way.map((q, k) => [F.X(k), up(cost(q))])));
    set(now, {cx: F.X(n).toFixed(1), cy: up(C).toFixed(1)});
    const lost = C > 2 * cost([0, 0]);
    const zigzag =
      way.length > 3 &&
      way.slice(1).every((q, k) => k < 1 || (q[0] - way[k][0]) * (way[k][0] - way[k - 1][0]) < 0);
    const where = lost
      ? 'Every step overshoots further than the last: the learning rate is too large.'
      : n === 0
        ? 'The flat line.'
        : zigzag
          ? 'It overshoots at each step, and zigzags down.'
          : C - least < 0.005
            ? 'That is as good as a line can be.'
            : 'On its way.';
    const eq = `${plain(p[0])} · <i>x</i> ${p[1] < 0 ? '−' : '+'} ${plain(Math.abs(p[1]))}`;
    [rate, steps].forEach(v =>
      v.paint(lost ? where : `slope ${plain(p[0])}, intercept ${plain(p[1])}, cost ${plain(C)}`),
    );
    read.innerHTML = lost
      ? `<span>After ${n} steps:</span> <span>${where}</span>`
      : `<span>After ${n} steps:</span> <span><i>y</i> = ${eq},</span> <span><i>C</i> = <mark>${plain(C)}</mark>.</span> <span>${where}</span>`;
    plot.setAttribute(
      'aria-label',
      `${x.length} points and the line with slope ${plain(p[0])} and intercept ${plain(p[1])}`,
    );
    land.setAttribute(
      'aria-label',
      `A map of the cost over slope and intercept: a long, narrow valley, its lowest point at slope ${plain(best[0])}, intercept ${plain(best[1])}. ${where}`,
    );
    fall.setAttribute(
      'aria-label',
      `The cost after each step: from ${plain(cost([0, 0]))} to ${lost ? 'beyond the picture' : plain(C)}; the best line has ${plain(least)}`,
    );
  };
  el.replaceChildren(
    html('div', {class: 'views three'}, plot, land, fall),
    read,
    line(draw, [rate, steps]),
  );
  draw();
}
