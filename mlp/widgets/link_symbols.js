// The symbols of the last two neurons, and fractions of them, as HTML.
const SYMBOLS = {
  w: ['<i>w</i>', '(<i>L</i>)', 'w of L'],
  b: ['<i>b</i>', '(<i>L</i>)', 'b of L'],
  a: ['<i>a</i>', '(<i>L</i>−1)', 'a of L minus 1'],
  z: ['<i>z</i>', '(<i>L</i>)', 'z of L'],
  A: ['<i>a</i>', '(<i>L</i>)', 'a of L'],
  C: ['<i>C</i><sub>0</sub>', '', 'C 0'],
};

/** A symbol: `w`, `b`, `a` of the layer before, `z`, `A` of the last layer, `C`. */
export const named = key => {
  const [letter, layer] = SYMBOLS[key];
  return `${letter}${layer ? `<sup>${layer}</sup>` : ''}`;
};

const formula = (said, inner) =>
  `<span class="formula" role="math" aria-label="${said}"><span aria-hidden="true">${inner}</span></span>`;

/** A change of a symbol; `d` is d for a change, ∂ for a derivative. */
export const change = (d, key) => formula(`${d} ${SYMBOLS[key][2]}`, `<i>${d}</i>${named(key)}`);

/** One change over another. */
export const frac = (d, top, below) =>
  formula(
    `${d} ${SYMBOLS[top][2]} over ${d} ${SYMBOLS[below][2]}`,
    `<span class="frac"><span><i>${d}</i>${named(top)}</span><span><i>${d}</i>${named(below)}</span></span>`,
  );
