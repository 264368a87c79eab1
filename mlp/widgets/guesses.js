// Guesses, which are kept in this browser, and Escape, which skips one.
import {keep, recall} from './kept.js';

/** What was kept of a guess, {guess} or {skipped: true}. */
export const recallGuess = name => recall(`guess ${name}`);

/** Keep a guess; null forgets it. */
export const keepGuess = (name, kept) => keep(`guess ${name}`, kept);

const waiting = new Set();
const inView = box => {
  const {top, bottom} = box.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};
const hear = event => {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  const {target} = event;
  const nowhere = target === document.body || target === document.documentElement;
  const meant = ({box, anywhere}) => (nowhere ? anywhere && inView(box) : box.contains(target));
  const found = [...waiting].find(meant);
  if (!found) return;
  event.preventDefault();
  found.skip();
};

/**
 * Let Escape skip what is asked in a box, with the focus inside; with `anywhere` also while the focus
 * is nowhere and the box in view.
 * @returns {() => void} ends it
 */
export const skippedByEscape = (box, skip, {anywhere = false} = {}) => {
  const asked = {box, skip, anywhere};
  waiting.add(asked);
  document.addEventListener('keydown', hear);
  return () => waiting.delete(asked);
};
