// What is kept of a reader in this browser alone, under the site's own path.

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

/** Keep something under a name; null forgets it. Says whether the browser allows it. */
export const keep = (words, value) => {
  try {
    if (value === null) localStorage.removeItem(key(words));
    else localStorage.setItem(key(words), JSON.stringify(value));
    return true;
  } catch {
    return false; // it lasts as long as the page
  }
};
