// What the page says to the student, at its lower edge: one box for each thing that it says.

let place = null;

function edge() {
  place ??= document.body.appendChild(document.createElement('div'));
  place.className = 'course-edge';
  return place;
}

/** Make a box that is empty until it says something; `say` takes HTML and what can be pressed. */
export function box() {
  const node = document.createElement('div');
  node.className = 'course-says';
  node.setAttribute('role', 'status');
  node.hidden = true;
  edge().append(node);
  const hide = () => {
    node.hidden = true;
  };
  const say = (html, buttons = {Close: () => {}}) => {
    node.innerHTML = `<p>${html}</p>`;
    for (const [label, act] of Object.entries(buttons)) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.onclick = () => {
        hide();
        act();
      };
      node.firstChild.append(' ', button);
    }
    node.hidden = false;
  };
  return {say, hide};
}
