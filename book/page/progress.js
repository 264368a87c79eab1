// How far the reader is: rings in the contents, a line on chapter and welcome page. Kept in this
// browser alone. EXERCISES is written in when the site is built: [{page, title, exercises: {name: title}}].
/* global EXERCISES */
import {SITE, _, make, recall} from './site.js';

const count = (chapter, right) => Object.keys(chapter.exercises).filter(name => right[name]).length;
const total = chapters =>
  chapters.reduce((sum, each) => sum + Object.keys(each.exercises).length, 0);

/** The next exercise that is not right yet, in the order of the course, from one chapter on. */
function next(chapters, right) {
  for (const chapter of chapters)
    for (const [name, title] of Object.entries(chapter.exercises))
      if (!right[name]) return {href: `${SITE}${chapter.page}.html#exercise-${name}`, title};
  return null;
}

/** The line about the progress; it stands below a chapter's links and on the welcome page. */
function line() {
  const there = document.querySelector('.progress');
  if (there) return there;
  const made = make('p', {class: 'progress', role: 'status'});
  const tools = document.querySelector('nav.tools');
  if (tools) tools.after(made);
  else document.querySelector('main h1')?.after(made);
  return made;
}

function write(chapters, right) {
  const done = chapters.reduce((sum, chapter) => sum + count(chapter, right), 0);
  const all = total(chapters);
  const words =
    chapters.length > 1
      ? _('{done} of {all} exercises right in the course.', {done, all})
      : _('{done} of {all} exercises right in this chapter.', {done, all});
  const parts = [`${words} `];
  const todo = next(chapters, right);
  if (todo) parts.push(_('Next:'), ' ', make('a', {href: todo.href}, todo.title), '. ');
  parts.push(make('button', {type: 'button', 'data-action': 'forget'}, _('Erase …')));
  line().replaceChildren(...parts);
}

/** Fill the ring beside each exercise that is right. */
function ring(right) {
  for (const link of document.querySelectorAll('a.task')) {
    const anchor = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const name = anchor?.closest('section')?.querySelector('[data-exercise]')?.dataset.exercise;
    if (!name) continue;
    link.querySelector('.done')?.remove();
    link.classList.toggle('right', Boolean(right[name]));
    if (right[name]) link.append(make('span', {class: 'done hide'}, ` ${_('(right)')}`));
  }
  for (const link of document.querySelectorAll('nav.contents a, main a.chapter')) {
    const chapter = EXERCISES.find(each => link.href === `${SITE}${each.page}.html`);
    link.querySelector('.done')?.remove();
    if (!chapter || !count(chapter, right)) continue;
    const words = _('{done} of {all}', {done: count(chapter, right), all: total([chapter])});
    link.append(make('span', {class: 'done', title: _('exercises right')}, ` ${words}`));
  }
}

function draw() {
  const right = recall('right') || {};
  const here = EXERCISES.filter(each => location.href.startsWith(`${SITE}${each.page}.html`));
  ring(right);
  if (here.length) write(here, right);
  else if (document.body.classList.contains('welcome')) write(EXERCISES, right);
}

draw();
addEventListener('course-progress', draw);
addEventListener('storage', draw);
