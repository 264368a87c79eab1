// What is kept of a reader in this browser alone, under the site's own path.

// where the browser keeps nothing it lasts as long as the page, for all of the page's scripts
const here = (globalThis.courseKeptHere ??= new Map());

/** A name under the site's own path: two courses at one host keep their own things. */
export const key = words => {
  const {dataset} = document.documentElement;
  return `${new URL(dataset.content_root || './', document.baseURI).pathname} ${words}`;
};

/** What was kept under a name; null where there is nothing. */
export const recall = words => {
  if (here.has(words)) return JSON.parse(here.get(words));
  try {
    return JSON.parse(localStorage.getItem(key(words)));
  } catch {
    return null; // a private window
  }
};

/** Keep something under a name; null forgets it. Says whether the browser keeps it. */
export const keep = (words, value) => {
  here.delete(words);
  try {
    if (value === null) localStorage.removeItem(key(words));
    else localStorage.setItem(key(words), JSON.stringify(value));
    return true;
  } catch {
    if (value !== null) here.set(words, JSON.stringify(value));
    return false;
  }
};
