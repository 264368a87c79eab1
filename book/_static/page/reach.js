// What is wider than the page scrolls by arrow keys too. Code is measured by its letters, which
// asks for no layout of what is far away; the rest two at a time, when idle.
const boxes = [...document.querySelectorAll('.scroll, div.math')];
let code = [];
const idle = window.requestIdleCallback || (work => setTimeout(work, 1));
const mark = (box, wide) => {
  if (wide) box.tabIndex = 0;
  else box.removeAttribute('tabindex');
};
function reachCode() {
  const pen = document.createElement('canvas').getContext('2d');
  const style = getComputedStyle(code[0]);
  pen.font = style.font;
  const room = code[0].clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const letters = Math.floor(room / pen.measureText('0').width) - 1;
  const wraps = innerWidth <= 720; // reading.css
  for (const box of code) {
    mark(
      box,
      !(wraps && box.closest('.cell_input')) &&
        box.textContent.split('\n').some(line => line.length > letters),
    );
  }
}
function reach(from) {
  for (const box of boxes.slice(from, from + 2)) mark(box, box.scrollWidth > box.clientWidth);
  if (from < boxes.length) idle(() => reach(from + 2), {timeout: 300});
}
function reachAll() {
  code = [...document.querySelectorAll('pre:not([role=textbox])')]; // an exercise is reached by itself
  if (code.length) reachCode();
  idle(() => reach(0));
}
addEventListener('load', reachAll);
addEventListener('resize', reachAll);
