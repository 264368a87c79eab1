// Small builders for HTML and SVG.
const SVG = 'http://www.w3.org/2000/svg';

/** Set attributes; `text` and `html` are the content, null and false remove, true is ''. */
export const set = (node, attributes) => {
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'text') node.textContent = value;
    else if (key === 'html') node.innerHTML = value;
    else if (value === null || value === false) node.removeAttribute(key);
    else node.setAttribute(key, value === true ? '' : value);
  }
  return node;
};

/** A new HTML element with its attributes and children. */
export const html = (tag, attributes = {}, ...children) => {
  const node = set(document.createElement(tag), attributes);
  node.append(...children);
  return node;
};

/** A new SVG element, put at the end of `parent`. */
export const svg = (tag, attributes = {}, parent = null) => {
  const node = set(document.createElementNS(SVG, tag), attributes);
  if (parent) parent.append(node);
  return node;
};
