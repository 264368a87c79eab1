// Connections between neurons, as in edges.py: the wider, the stronger.
export const THINNEST = 0.5;
export const WIDEST = 4.5;

/**
 * How wide an edge is drawn, in CSS pixels: evenly from 0.5 at 0 to `widest` at `largest`.
 * @param {number} weight the weight of the edge
 * @param {number} largest the size of the largest weight in the drawing
 */
export const edgeWidth = (weight, largest, widest = WIDEST) => {
  const size = largest ? Math.abs(weight) / largest : 0;
  if (size > 1 + 1e-9) throw new RangeError(`a weight of ${weight}, the largest is ${largest}`);
  return THINNEST + (widest - THINNEST) * size;
};

/** The ends [x1, y1, x2, y2] of an edge from rim to rim of two discs. */
export const betweenRims = (x1, y1, r1, x2, y2, r2) => {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const ux = (x2 - x1) / length;
  const uy = (y2 - y1) / length;
  return [x1 + ux * r1, y1 + uy * r1, x2 - ux * r2, y2 - uy * r2];
};
