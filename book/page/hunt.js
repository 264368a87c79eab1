// Bug hunts: where an exercise is right, there are nearly right answers to it, to be fixed. They
// have an editor of their own: the student's answer, what is handed in and the rings stay as they are.
import {makeEditor, put} from './editor.js';
import {show as showOutputs} from './outputs.js';
import {SITE, _, keep, make, recall} from './site.js';

const FOLDER = `${SITE}_static/page/hunts/`;

async function fetched(file) {
  const answer = await fetch(`${FOLDER}${file}.json`, {cache: 'no-cache'});
  if (!answer.ok) throw new Error(`${answer.status} ${file}`);
  return answer.text();
}

let counts = null; // of the hunts of each exercise

/** Numbers from 0 to n - 1 in an order that is one student's own: that of a kept random number. */
function order(n, seed, name) {
  const rank = place => {
    let hash = seed;
    for (const letter of `${name} ${place}`)
      hash = Math.imul(hash ^ letter.codePointAt(0), 0x9e3779b1) ^ (hash >>> 15);
    return Math.imul(hash ^ (hash >>> 13), 0x85ebca6b) >>> 0;
  };
  return [...Array(n).keys()].sort((one, other) => rank(one) - rank(other));
}

/** What is kept of the hunts: the student's number, and of each exercise the hunt and what was typed. */
function kept() {
  const there = recall('hunts');
  if (there?.seed) return there;
  const begun = {seed: 1 + Math.floor(Math.random() * 2 ** 31), at: {}};
  keep('hunts', begun);
  return begun;
}

/** Show the button below an exercise that is right, if it has hunts. */
export async function offerHunt(exercise, runner) {
  counts ??= fetched('index').then(JSON.parse);
  const count = (await counts.catch(() => (counts = null)))?.[exercise.name];
  if (!count || exercise.hunt) return;
  exercise.hunt = new Hunt(exercise, runner);
}

class Hunt {
  constructor({box, name, work}, runner) {
    Object.assign(this, {name, work, runner});
    this.start = this.button('hunt', _('Find the bug'), () => this.open());
    this.verdict = make('p', {
      class: 'verdict',
      role: 'status',
      'aria-live': 'polite',
      'data-verdict': 'none',
    });
    this.inside = make('div', {class: 'inside'});
    const label = _('Find the bug: {name}', {name});
    this.section = make(
      'div',
      {class: 'hunt', role: 'group', 'aria-label': label, 'data-hunt': name},
      make('div', {class: 'do'}, this.start),
      this.inside,
      this.verdict,
    );
    box.after(this.section);
  }

  button(action, word, click) {
    return make('button', {type: 'button', 'data-action': action, click}, word);
  }

  say(words, verdict = 'none', slug = '') {
    this.verdict.replaceChildren(...[words].flat());
    this.verdict.dataset.verdict = verdict;
    this.verdict.dataset.slug = slug;
  }

  /** Open the hunts with the student's own answer, and show the one that is theirs. */
  async open() {
    if (this.section.dataset.running) return;
    this.begin(this.start);
    const result = await fetched(this.name)
      .then(async file =>
        this.runner.hunts(await this.work.notebook(), this.name, file, words => this.say(words)),
      )
      .catch(error => ({failed: error.message}));
    this.end(this.start);
    if (result.failed) return this.say(_('It did not load: perhaps you are offline. Try again.'));
    if (!result.hunts)
      return this.say(_('A bug hunt opens with a right answer: run yours above first.'));
    this.say('');
    this.hunts = result.hunts;
    this.live();
    this.show(this.place());
    this.view.focus();
  }

  begin(button) {
    this.section.dataset.running = 'yes';
    button.after(this.button('stop', _('Stop'), () => this.runner.stop()));
  }

  end(button) {
    delete this.section.dataset.running;
    const stop = this.section.querySelector('[data-action=stop]');
    const focused = document.activeElement === stop;
    stop?.remove();
    if (focused) button.focus();
  }

  live() {
    this.runs = this.button('run', _('Run'), () => this.run());
    this.count = make('p', {class: 'count'});
    const editor = make('div');
    const help = make('p', {class: 'keys', id: `keys-hunt-${this.name}`});
    help.textContent = _('Shift + Enter runs. Esc, then Tab leaves the editor.');
    const buttons = [
      this.runs,
      this.button('reset', _('Start over'), () => this.show(this.now, true)),
      this.button('another', _('Another one'), () => this.another()),
      this.button('close', _('Close'), () => this.close()),
    ];
    this.inside.append(this.count, editor, help, make('div', {class: 'do'}, ...buttons));
    this.view = makeEditor(editor, '', {
      label: _('Find the bug: {name}', {name: this.name}),
      describedBy: help.id,
      change: source => this.keep(source),
      run: () => this.run(),
    });
    this.start.hidden = true;
    this.section.classList.add('live');
  }

  close() {
    this.view.destroy();
    this.inside.replaceChildren();
    this.section.querySelector('.shows')?.remove();
    this.say('');
    this.section.classList.remove('live');
    this.start.hidden = false;
    this.start.focus();
  }

  order() {
    return order(this.hunts.length, kept().seed, this.name);
  }

  /** The hunt that was looked at last, or the first of this student's order. */
  place() {
    const last = kept().at[this.name]?.bug;
    const there = this.hunts.findIndex(hunt => hunt.source === last);
    return there >= 0 ? there : this.order()[0];
  }

  another() {
    const places = this.order();
    this.show(places[(places.indexOf(this.now) + 1) % places.length], true);
    this.view.focus();
  }

  show(place, restart = false) {
    this.now = place;
    const typed = kept().at[this.name];
    const bug = this.hunts[place].source;
    put(this.view, !restart && typed?.bug === bug ? typed.source : bug);
    this.keep(this.view.state.doc.toString());
    this.say('');
    this.count.textContent = _(
      'One line of this answer is wrong: find it and fix it. It is number {n} of {all}, in an order ' +
        'of your own. Your answer above stays as it is.',
      {n: this.order().indexOf(place) + 1, all: this.hunts.length},
    );
  }

  keep(source) {
    const all = kept();
    if (this.now !== undefined) all.at[this.name] = {bug: this.hunts[this.now].source, source};
    keep('hunts', all);
  }

  async run() {
    if (this.section.dataset.running) return;
    this.begin(this.runs);
    const {slug, says} = this.hunts[this.now];
    const notebook = await this.work.trial(this.name, this.view.state.doc.toString());
    const result = await this.runner.run(notebook, this.name, words => this.say(words));
    this.end(this.runs);
    showOutputs(this.section, result.failed ? [] : result.outputs);
    if (result.failed)
      return this.say(
        result.ran
          ? _('Python broke down. Press Run to try again.')
          : _('Python did not start. Press Run to try again.'),
      );
    if (result.verdict !== 'right') return this.say(result.words, result.verdict, result.slug);
    const link = make('a', {href: `${SITE}book/mistakes.html#${slug}`}, slug);
    this.say([_('Found and fixed. The bug was'), ' ', link, `.\n${says}`], 'right');
  }
}
