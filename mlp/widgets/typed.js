// Numbers as readers type them: one rule for the questions of the text and for the figures.

const _ = text => globalThis.course?._(text) ?? text; // of the site; a notebook has none

/** What is said where there is no number. */
export const noNumber = () => _('A number, please, such as 0.5, −3 or 1/4.');

/**
 * The number that a reader wrote: 13,002 or 13 002, −0.5, .5, 0,5, 1/4, 12 % (which is 12), 3e-2; words
 * before and after it are left out, as in 'about 8 times'. NaN if there is none, or more than one.
 */
export function numberIn(text) {
  const plain = text
    .replace(/[−–]/g, '-')
    .match(/^[^\d.,/+-]*(.*?)[^\d/]*$/s)[1]
    .replace(/(\d)\s(?=\d{3}(?!\d))/g, '$1')
    .replace(/^([-+])\s+/, '$1')
    .replace(
      /^([-+]?[1-9]\d{0,2})((?:,\d{3})+)(?!\d|,)/,
      (whole, first, rest) => first + rest.replace(/,/g, ''),
    )
    .replace(/^([-+]?\d*),(\d+)(?=$|e)/i, '$1.$2');
  const [over, under, ...more] = plain.split('/').map(part => (part.trim() ? +part : NaN));
  if (more.length) return NaN;
  return under === undefined ? over : over / under;
}

/** Whether a reader wrote a number. */
export const isNumber = text => Number.isFinite(numberIn(text));

/** What a reader may mean: 12 % is 12, and 0.12 too. */
export const readings = text => {
  const number = numberIn(text);
  return text.includes('%') ? [number, number / 100] : [number];
};
