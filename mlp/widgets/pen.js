// A drawing becomes 28 × 28 greys as MNIST's digits did: scaled to fit 20 × 20, then shifted until
// its centre of mass stands in the middle. Strokes are lists of points [x, y].
const FINE = 8;
const SIDE = 28 * FINE;
const PEN = 2.5; // supersampling, and the width of a stroke in pixels
let canvas;
const ink = (strokes, scale, dx, dy) => {
  canvas ||= Object.assign(document.createElement('canvas'), {width: SIDE, height: SIDE});
  const c = canvas.getContext('2d', {willReadFrequently: true});
  c.setTransform(1, 0, 0, 1, 0, 0);
  c.fillStyle = '#000';
  c.fillRect(0, 0, SIDE, SIDE);
  c.lineWidth = PEN * FINE;
  c.lineCap = c.lineJoin = 'round';
  c.strokeStyle = '#fff';
  for (const points of strokes) {
    c.beginPath();
    points.forEach(([x, y], i) =>
      c[i ? 'lineTo' : 'moveTo']((x * scale + dx) * FINE, (y * scale + dy) * FINE),
    );
    if (points.length === 1)
      c.lineTo((points[0][0] * scale + dx) * FINE + 0.1, (points[0][1] * scale + dy) * FINE);
    c.stroke();
  }
  const data = c.getImageData(0, 0, SIDE, SIDE).data;
  const out = new Float64Array(784);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++)
      out[((y / FINE) | 0) * 28 + ((x / FINE) | 0)] += data[4 * (y * SIDE + x)];
  return out.map(v => v / 255 / FINE / FINE);
};
export const digitise = strokes => {
  const points = strokes.flat();
  if (!points.length) return new Float64Array(784);
  const xs = points.map(p => p[0]);
  const ys = points.map(p => p[1]);
  const [l, r, t, b] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (20 - PEN) / Math.max(r - l, b - t, 1e-6 + 0.12 * 28);
  const dx = 14 - (scale * (l + r)) / 2;
  const dy = 14 - (scale * (t + b)) / 2;
  const draft = ink(strokes, scale, dx, dy);
  let mass = 0;
  let mx = 0;
  let my = 0;
  draft.forEach((v, i) => {
    mass += v;
    mx += v * ((i % 28) + 0.5);
    my += v * (((i / 28) | 0) + 0.5);
  });
  return ink(strokes, scale, dx + 14 - mx / mass, dy + 14 - my / mass);
};
