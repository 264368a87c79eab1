// A section that the reader has not seen has a guessed height. After a jump those near its end get
// their true one and may push the goal away: so aim again, for a few frames.
function aim(hash, frames = 15) {
  const goal = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!goal) return;
  goal.scrollIntoView();
  if (frames) requestAnimationFrame(() => aim(hash, frames - 1));
}
window.course.aim = aim;
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href^="#"]');
  if (link && !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey)
    requestAnimationFrame(() => aim(link.hash));
});
addEventListener('load', () => {
  if (location.hash && !history.state?.place) aim(location.hash);
});
addEventListener('popstate', event => {
  if (location.hash && !event.state?.place) aim(location.hash);
});
