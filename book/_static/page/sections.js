// 'On this page' marks the section that is being read, the innermost one.
const beside = document.querySelector('nav.sections');
const places = new Map();
for (const link of document.querySelectorAll('nav.sections a[href^="#"]')) {
  const section = document.getElementById(link.hash.slice(1))?.closest('section, dl.py');
  if (section) places.set(section, link);
}
const near = new Set();
const reading = new IntersectionObserver(
  entries => {
    for (const {target, isIntersecting} of entries) near[isIntersecting ? 'add' : 'delete'](target);
    let here = null;
    for (const section of near) if (!here || here.contains(section)) here = section;
    for (const [section, link] of places) {
      link.classList.toggle('here', near.has(section));
      if (section === here) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    const link = places.get(here) || beside.firstElementChild;
    const above = link.offsetTop - beside.clientHeight / 3; // a long list scrolls by itself
    const below = link.offsetTop - (2 * beside.clientHeight) / 3;
    if (beside.scrollTop > above) beside.scrollTop = above;
    else if (beside.scrollTop < below) beside.scrollTop = below;
  },
  {rootMargin: '-25% 0px -74% 0px'},
);
for (const section of places.keys()) reading.observe(section);
