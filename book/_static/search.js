// The search: finds a word as one types, also with a typing error; numbers, symbols and names too.
(() => {
  const RESULTS = 20;
  const SNIPPET = 170; // letters
  const {_} = window.course;
  const texts = window.courseTexts;
  const root = document.documentElement.dataset.content_root;

  // '13,002' is found as 13002, '784–16–16–10' as 784-16-16-10.
  const plain = text =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[‐-―−]/g, '-')
      .replace(/[’']/g, '')
      .replace(/(\d)[,\u202f\u00a0](?=\d{3}(?!\d))/g, '$1');
  const WORD = /[\p{L}\p{N}]+(?:[-._][\p{L}\p{N}]+)*|[\p{Sm}√′]/gu;
  const words = text => plain(text).match(WORD) || [];
  const parts = word => [...new Set([word, ...word.split('.'), ...word.split(/[-._]/)])];
  const EDITS = [0, 0, 0, 0, 1, 1]; // wrong letters in words of 0, 1, … letters; in longer ones 2
  const fuzzy = word => (/\d/.test(word) ? 0 : (EDITS[word.length] ?? 2));

  /** What finds documents: MiniSearch, or without it a search for all of the words. */
  function engine() {
    if (!window.MiniSearch) {
      const all = texts.map(({t, x}) => plain(t + ' ' + x));
      return query => {
        const wanted = words(query);
        const fits = at => wanted.length && wanted.every(word => all[at].includes(word));
        return texts.map((text, id) => ({id, terms: wanted})).filter(({id}) => fits(id));
      };
    }
    const index = new window.MiniSearch({
      fields: ['t', 'x'],
      tokenize: text => words(text).flatMap(parts),
      processTerm: word => word,
      searchOptions: {tokenize: words, prefix: true, fuzzy, boost: {t: 4}},
    });
    index.addAll(texts.map((each, id) => ({id, ...each})));
    return query => {
      const whole = index.search(query, {combineWith: 'AND'});
      if (whole.length) return whole;
      const apart = {tokenize: text => words(text).flatMap(word => parts(word).slice(-9))};
      const some = index.search(query, {...apart, combineWith: 'AND'});
      return some.length ? some : index.search(query, {...apart, combineWith: 'OR'});
    };
  }

  /** Where the first of the found terms is in a text: its piece around it, marked. */
  function snippet(text, terms) {
    const folded = text.toLowerCase().replace(/[‐-―−]/g, '-');
    let at = -1;
    let found = '';
    for (const term of terms) {
      const loose = /^\d{4,}$/.test(term) ? Number(term).toLocaleString('en') : term;
      for (const form of [term, loose]) {
        const here = folded.indexOf(form);
        if (here >= 0 && (at < 0 || here < at)) [at, found] = [here, form];
      }
    }
    const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, at - SNIPPET / 3)));
    const line = document.createElement('p');
    line.className = 'context';
    const piece = (a, b) => document.createTextNode(text.slice(a, b));
    if (at < 0) line.append(piece(0, SNIPPET));
    else {
      const mark = document.createElement('mark');
      mark.append(piece(at, at + found.length));
      line.append(
        from ? '… ' : '',
        piece(from, at),
        mark,
        piece(at + found.length, from + SNIPPET),
      );
    }
    if (text.length > from + SNIPPET) line.append(' …');
    return line;
  }

  function row({id, terms}) {
    const {u, p, t, x} = texts[id];
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = root + u;
    link.textContent = t;
    item.append(link);
    if (p) {
      const page = document.createElement('span');
      page.className = 'of-page';
      page.textContent = p;
      item.append(' ', page);
    }
    if (x) item.append(snippet(x, terms));
    return item;
  }

  let search = null;
  /** Let an input search as one types, with the results in a list and their number in a line. */
  window.courseSearch = (input, list, count) => {
    search ||= engine();
    const show = () => {
      const found = search(input.value);
      list.replaceChildren(...found.slice(0, RESULTS).map(row));
      const many = found.length > RESULTS ? ' ' + _('The first {n} are shown.', {n: RESULTS}) : '';
      if (!input.value.trim()) count.textContent = '';
      else if (!found.length) count.textContent = _('Nothing in the book is like that.');
      else count.textContent = _('Places found: {n}.', {n: found.length}) + many;
    };
    input.addEventListener('input', show);
    input.addEventListener('keydown', event => {
      if (event.key === 'ArrowDown') list.querySelector('a')?.focus();
    });
    list.addEventListener('keydown', event => {
      const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
      if (!step) return;
      event.preventDefault();
      const links = [...list.querySelectorAll('a')];
      (links[links.indexOf(document.activeElement) + step] || input).focus();
    });
    if (input.value) show();
  };
})();
