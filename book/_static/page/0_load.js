// Loads further scripts of the site when they are needed: course.load('glossary'). And says the
// site's sentences in the course's language: words.js has them, where it is not English.
const own = document.currentScript.src;
const promises = {};
window.course = {
  root: document.documentElement.dataset.content_root,
  /** A sentence in the course's language, its {fields} filled in. */
  _: (text, fields = {}) =>
    (window.courseWords?.[text] ?? text).replace(/\{(\w+)\}/g, (all, name) => fields[name] ?? all),
  load: name =>
    (promises[name] ||= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = own.replace(/course\.js/, name + '.js');
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    })),
};
