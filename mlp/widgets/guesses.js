// What is kept of a reader in this browser alone, under the site's own path: guesses, and more.

const key = words => {
  const {dataset} = document.documentElement;
  return `${new URL(dataset.content_root || './', location.href).pathname} ${words}`;
};

/** What was kept under a name; null where there is nothing, or the browser keeps nothing. */
export const recall = words => {
  try {
    return JSON.parse(localStorage.getItem(key(words)));
  } catch {
    return null; // a private window
  }
};

/** Keep something under a name; null forgets it. */
export const keep = (words, value) => {
  try {
    if (value) localStorage.setItem(key(words), JSON.stringify(value));
    else localStorage.removeItem(key(words));
  } catch {
    /* it lasts as long as the page */
  }
};

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
