// Loads further scripts of the site when they are needed: course.load('glossary').
const own = document.currentScript.src;
const promises = {};
window.course = {
  root: document.documentElement.dataset.content_root,
  load: name =>
    (promises[name] ||= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = own.replace(/course\.js/, name + '.js');
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    })),
};
