// A button that copies a piece of code.
const {_} = window.course;
for (const block of document.querySelectorAll(
  '.cell_input .highlight, .highlight-bash .highlight',
)) {
  const copy = document.createElement('button');
  copy.type = 'button';
  copy.className = 'copy';
  copy.tabIndex = -1; // for the mouse: a stop at each piece of code would be sixty a chapter
  copy.textContent = _('Copy');
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(block.querySelector('pre').textContent);
    copy.textContent = _('Copied');
    setTimeout(() => {
      copy.textContent = _('Copy');
    }, 1500);
  });
  block.append(copy);
}
