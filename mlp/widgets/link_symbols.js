// the symbols of the last two neurons, as MathML
const LAST = '<mo stretchy="false">(</mo><mi>L</mi><mo stretchy="false">)</mo>';
const BEFORE =
  '<mo stretchy="false">(</mo><mi>L</mi><mo>−</mo><mn>1</mn><mo stretchy="false">)</mo>';
const sup = (letter, layer) => `<msup><mi>${letter}</mi><mrow>${layer}</mrow></msup>`;
export const NAME = {
  w: sup('w', LAST),
  b: sup('b', LAST),
  a: sup('a', BEFORE),
  z: sup('z', LAST),
  A: sup('a', LAST),
  C: '<msub><mi>C</mi><mn>0</mn></msub>',
};
export const DEE = {d: '<mi>d</mi>', '∂': '<mi mathvariant="normal">∂</mi>'};
export const frac = (d, top, below) =>
  `<math><mfrac displaystyle="true"><mrow>${DEE[d]}${NAME[top]}</mrow><mrow>${DEE[d]}${NAME[below]}</mrow></mfrac></math>`;
