// A newer text of the chapter, and an exercise started over: both from the site's own copy.
import {isAnswer, merge, nameOf, versionOf} from './merging.js';
import {box} from './saying.js';

/** The chapter as the site has it now; null where it has none of this name, or offline. */
async function published(path) {
  try {
    const answer = await fetch(`../files/${path}`, {cache: 'no-cache'});
    const notebook = await answer.json();
    return versionOf(notebook) ? notebook : null;
  } catch {
    return null;
  }
}

async function take(app, context, fresh) {
  const before = context.model.toJSON();
  const path = context.path.replace(/\.ipynb$/, '-before.ipynb');
  const kept = {type: 'notebook', format: 'json', content: before};
  await app.serviceManager.contents.save(path, kept);
  context.model.fromJSON(merge(before, fresh));
  await context.save();
  return path.split('/').pop();
}

/** Tell a student whose saved notebook has an older text than the site's, and offer the new one. */
export async function tellOfNewerText(app, context) {
  const fresh = await published(context.path);
  if (!fresh || versionOf(fresh) === versionOf(context.model.toJSON())) return;
  const {say} = box();
  say(
    `<b>There is a newer text of this chapter.</b> Your answers, your changes and your own cells
    are kept; the notebook as it is now stays in your list of files.`,
    {
      'Take it, keep my answers': async () => {
        const name = await take(app, context, fresh);
        say(`<b>This is the newest text, with your answers.</b> Run the cells again from the top.
        The notebook as it was is kept as <code>${name}</code>.`);
      },
      'Not now': () => {},
    },
  );
}

/** The answer's cell of the exercise in which the student is: this cell, or one close by. */
function answerNear(notebook) {
  const {widgets, activeCellIndex: at} = notebook;
  const close = [at, at - 1, at + 1, at + 2].map(k => widgets[k]).filter(Boolean);
  return close.find(widget => isAnswer(widget.model.toJSON()));
}

/** Put one exercise back to its beginning, after a question. */
export async function startOver(panel, context) {
  const {say} = box();
  const cell = answerNear(panel.content);
  const fresh = await published(context.path);
  if (!cell || !fresh) {
    say(
      cell
        ? 'The chapter cannot be reached just now.'
        : "Click into the exercise's cell first, then press <b>Start this exercise over</b>.",
    );
    return;
  }
  const name = nameOf(cell.model.toJSON());
  const stub = fresh.cells.find(one => nameOf(one) === name && isAnswer(one));
  say(`<b>Start <code>${name}</code> over?</b> Its cell becomes what it was at the beginning.`, {
    'Start over': () => {
      cell.model.sharedModel.setSource([stub.source].flat().join(''));
      cell.model.clearExecution();
    },
    'Keep what I wrote': () => {},
  });
}
