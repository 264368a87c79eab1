// How a number is written, as in numbers.py: a true minus, a sign where it means something, no −0.

// The digits of |x|. An exact half goes to the even digit, as in Python and in print().
const fixed = (x, digits) => {
  const shown = x.toFixed(digits);
  const exact = x.toFixed(digits + 25);
  const kept = exact.slice(0, -25);
  if (!/^50*$/.test(exact.slice(-25)) || digits + 25 > 100) return shown;
  return /[02468]\.?$/.test(kept) ? kept.replace(/\.$/, '') : shown;
};
const isZero = text => /^[0.]+$/.test(text);

/** A number with a true minus, and no plus: −0.50, 0.25, and 0.00 for −0.001. */
export const plain = (x, digits = 2) => {
  const text = Number.isFinite(x) ? fixed(Math.abs(x), digits) : '∞';
  return x < 0 && !isZero(text) ? `−${text}` : text;
};

/** A number with its sign: +2.0, −0.3, and 0.0 for 0 and for −0.001. */
export const signed = (x, digits = 1) => {
  const text = plain(x, digits);
  return x > 0 && !isZero(text) ? `+${text}` : text;
};

/** A coordinate in CSS pixels, with at most two decimals. */
export const px = x => Math.floor(100 * x + 0.5) / 100 + 0;

/** x, or the nearest of `low` and `high` where it lies beyond. */
export const clamp = (x, low = 0, high = 1) => Math.min(high, Math.max(low, x));
