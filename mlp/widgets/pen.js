// A drawing becomes 28 × 28 greys as MNIST's digits did: scaled to fit 20 × 20, then shifted until
// its centre of mass is in the middle. Strokes are lists of points [x, y] on a pad of 28 × 28.

const SIDE = 28;
const FINE = 8; // each pixel is looked at in 8 × 8 places
const PEN = 2.5; // width of a stroke, in pixels
const FIT = 20; // the drawing's larger side, in pixels

// how far a place is from a piece of a stroke, squared
const distance2 = (x, y, [x1, y1], [x2, y2]) => {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length2 = dx * dx + dy * dy;
  const t = length2 ? ((x - x1) * dx + (y - y1) * dy) / length2 : 0;
  const s = Math.min(1, Math.max(0, t));
  return (x - x1 - s * dx) ** 2 + (y - y1 - s * dy) ** 2;
};

const eachPlaceNear = ([x1, y1], [x2, y2], see) => {
  const [r, most] = [PEN / 2, SIDE * FINE - 1];
  const first = v => Math.max(0, Math.floor((v - r) * FINE));
  const last = v => Math.min(most, Math.ceil((v + r) * FINE));
  for (let row = first(Math.min(y1, y2)); row <= last(Math.max(y1, y2)); row++)
    for (let col = first(Math.min(x1, x2)); col <= last(Math.max(x1, x2)); col++) see(row, col);
};

// the share of each pixel that the pen has covered
const ink = strokes => {
  const covered = new Uint8Array((SIDE * FINE) ** 2);
  for (const points of strokes)
    points.forEach((point, i) => {
      const before = points[Math.max(0, i - 1)];
      eachPlaceNear(before, point, (row, col) => {
        const [x, y] = [(col + 0.5) / FINE, (row + 0.5) / FINE];
        if (distance2(x, y, before, point) <= (PEN / 2) ** 2) covered[row * SIDE * FINE + col] = 1;
      });
    });
  const greys = new Float64Array(SIDE * SIDE);
  covered.forEach((on, i) => {
    const [row, col] = [
      Math.floor(i / (SIDE * FINE) / FINE),
      Math.floor((i % (SIDE * FINE)) / FINE),
    ];
    greys[row * SIDE + col] += on / FINE ** 2;
  });
  return greys;
};

const moved = (strokes, scale, dx, dy) =>
  strokes.map(points => points.map(([x, y]) => [x * scale + dx, y * scale + dy]));

// the scale and shift that fit the drawing into the middle 20 × 20
const fit = strokes => {
  const [xs, ys] = [0, 1].map(k => strokes.flat().map(point => point[k]));
  const ends = values => [Math.min(...values), Math.max(...values)];
  const [[left, right], [top, bottom]] = [ends(xs), ends(ys)];
  const scale = (FIT - PEN) / Math.max(right - left, bottom - top, 0.12 * SIDE);
  const shift = (low, high) => SIDE / 2 - (scale * (low + high)) / 2;
  return [scale, shift(left, right), shift(top, bottom)];
};

const centreOf = greys => {
  const total = greys.reduce((sum, v) => sum + v, 0);
  const mean = place => greys.reduce((sum, v, i) => sum + v * (place(i) + 0.5), 0) / total;
  return [mean(i => i % SIDE), mean(i => Math.floor(i / SIDE))];
};

/** The 784 greys, 0 to 1, of a drawing. */
export const digitise = strokes => {
  if (!strokes.flat().length) return new Float64Array(SIDE * SIDE);
  const [scale, dx, dy] = fit(strokes);
  const [x, y] = centreOf(ink(moved(strokes, scale, dx, dy)));
  return ink(moved(strokes, scale, dx + SIDE / 2 - x, dy + SIDE / 2 - y));
};
