// The notebook looks like its chapter: what a check says, what an exercise is worth.

const RIGHT = /^\w+: right\b/;
const SLUG = /\[[a-z0-9-]+\]\s*$/;

/** What a check said: 'right', 'wrong', 'none' where nothing was written yet; '' for no check. */
export function verdictOf(text) {
  if (RIGHT.test(text.trim())) return 'right';
  if (!SLUG.test(text)) return '';
  return text.includes('[not-attempted]') ? 'none' : 'wrong';
}

function markOutputs(node) {
  for (const output of node.querySelectorAll('.jp-OutputArea-output pre')) {
    const box = output.closest('.jp-OutputArea-child');
    const verdict = verdictOf(output.textContent);
    if (verdict && box.dataset.verdict !== verdict) box.dataset.verdict = verdict;
    if (!verdict && box.dataset.verdict) delete box.dataset.verdict;
  }
}

function markExercises(panel) {
  for (const {model, node} of panel.content.widgets) {
    const nbgrader = model.getMetadata('nbgrader') ?? {};
    if (nbgrader.solution) node.dataset.exercise = 'Your turn';
    if (nbgrader.grade && nbgrader.points)
      node.dataset.exercise = `Check · ${nbgrader.points} point${nbgrader.points === 1 ? '' : 's'}`;
  }
}

/** Give a notebook the marks of the book, now and whenever it changes. */
export function dress(panel, context) {
  new MutationObserver(() => markOutputs(panel.content.node)).observe(panel.content.node, {
    childList: true,
    subtree: true,
  });
  context.ready.then(() => {
    markExercises(panel);
    panel.content.model.cells.changed.connect(() => setTimeout(() => markExercises(panel)));
  });
}
