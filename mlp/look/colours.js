// Colours by what they mean, as in colours.py. The page declares the tokens.
import {clamp} from './numbers.js';

const hex = level => level.toString(16).padStart(2, '0');

/** The grey of an activation: 0 is black, 1 is white. */
export const grey = a => `#${hex(Math.floor(255 * clamp(a) + 0.5)).repeat(3)}`;

/** The colour of text on the grey of an activation. */
export const inkOn = a => (a < 0.5 ? '#ffffff' : '#000000');

/** The name of the colour of a sign; small orange text is darker than a line. */
export const signColour = (x, {text = false} = {}) => {
  if (x === 0) return text ? 'ink2' : 'ring';
  if (x > 0) return 'pos';
  return text ? 'negText' : 'neg';
};

/** The CSS of a token's colour. */
export const colour = name => `var(--${name})`;

/** The CSS colour of a sign. */
export const signInk = x => colour(signColour(x));
