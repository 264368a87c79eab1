// The editor of an answer: CodeMirror, in the page's colours.
import {defaultKeymap, history, historyKeymap, indentMore} from '@codemirror/commands';
import {python} from '@codemirror/lang-python';
import {bracketMatching, indentOnInput, indentUnit, syntaxHighlighting} from '@codemirror/language';
import {EditorState} from '@codemirror/state';
import {EditorView, drawSelection, highlightSpecialChars, keymap} from '@codemirror/view';
import {classHighlighter} from '@lezer/highlight';

/** Tab indents before the first letter of a line that is being written; else it leaves. */
function indentHere(view, typed) {
  const {main} = view.state.selection;
  const line = view.state.doc.lineAt(main.from);
  const blankBefore = !line.text.slice(0, main.from - line.from).trim();
  return typed() && (blankBefore || !main.empty) ? indentMore(view) : false;
}

const BLANK = /^[ \t]*# YOUR CODE HERE\n[ \t]*raise NotImplementedError\(\)/m;

/** Where to begin: what is to be replaced, or the end. */
export function beginning(source) {
  const blank = BLANK.exec(source);
  if (!blank) return {anchor: source.length};
  const indent = blank[0].length - blank[0].trimStart().length;
  return {anchor: blank.index + indent, head: blank.index + blank[0].length};
}

/**
 * Make an editor.
 * @param {HTMLElement} parent
 * @param {string} source
 * @param {object} on {label, change(source), run()}
 */
export function makeEditor(parent, source, on) {
  let typed = false; // since the editor got the focus: only then does Tab indent
  const keys = [
    {key: 'Tab', run: view => indentHere(view, () => typed)},
    {key: 'Ctrl-Enter', mac: 'Cmd-Enter', run: () => (on.run(), true)},
    {key: 'Shift-Enter', run: () => (on.run(), true)},
    {key: 'Escape', run: () => ((typed = false), true)},
  ];
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: source,
      extensions: [
        keymap.of([...keys, ...defaultKeymap, ...historyKeymap]),
        history(),
        highlightSpecialChars(),
        drawSelection(),
        indentUnit.of('    '),
        EditorState.tabSize.of(4),
        indentOnInput(),
        bracketMatching(),
        python(),
        syntaxHighlighting(classHighlighter),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': on.label,
          'aria-describedby': on.describedBy,
          autocapitalize: 'off',
          autocorrect: 'off',
          spellcheck: 'false',
        }),
        EditorView.domEventHandlers({focus: () => void (typed = false)}),
        EditorView.updateListener.of(update => {
          if (!update.docChanged) return;
          typed ||= update.transactions.some(each => each.isUserEvent('input'));
          on.change(update.state.doc.toString());
        }),
      ],
    }),
  });
}

/** Put another text into an editor, as one step that can be undone. */
export function put(view, source) {
  if (view.state.doc.toString() === source) return;
  view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: source}});
}
