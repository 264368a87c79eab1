// A formula is copied as LaTeX, once, whatever part of it is selected.
const whole = node => (node.nodeType === 1 ? node : node.parentElement)?.closest('.math');

document.addEventListener('copy', event => {
  const selected = getSelection();
  if (selected.isCollapsed || !event.clipboardData) return;
  const range = selected.getRangeAt(0).cloneRange();
  const [first, last] = [whole(range.startContainer), whole(range.endContainer)];
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  const copied = document.createElement('div');
  copied.append(range.cloneContents());
  const formulas = copied.querySelectorAll('math[data-tex]');
  if (!formulas.length) return;
  const html = copied.innerHTML;
  for (const math of formulas) {
    const {tex} = math.dataset;
    const mark = math.getAttribute('display') === 'block' ? '$$' : '$';
    math.replaceWith(tex && mark + tex + mark);
  }
  // What is read from a box has the line ends of its paragraphs if the box is on the page.
  copied.style.cssText = 'position:absolute;left:-9999px;white-space:pre-wrap';
  document.body.append(copied);
  event.clipboardData.setData('text/plain', copied.innerText);
  copied.remove();
  event.clipboardData.setData('text/html', html);
  event.preventDefault();
});
