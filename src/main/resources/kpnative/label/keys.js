// The keys, what they do, and the list of them. Letters work wherever no text is typed.

const LETTERS = {
  Enter: 'accept', PageDown: 'next', PageUp: 'prev', n: 'next', p: 'prev', u: 'doubt', h: 'hidden',
  a: 'absent', m: 'model', l: 'lines', f: 'add', Delete: 'remove', '+': 'zoomIn', '=': 'zoomIn',
  '-': 'zoomOut', 0: 'fit', 9: 'whole', '?': 'keys', c: 'confirm',
};

const ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

const LIST = [
  [['Tab', 'Shift Tab'], 'next, previous point'],
  [['←', '→', '↑', '↓'], 'move it by a pixel'],
  [['Shift ←'], 'by ten pixels'],
  [['Alt ←'], 'by a tenth of a pixel'],
  [['U'], 'next uncertain point'],
  [['C'], 'this point is right'],
  [['H'], 'hidden, or seen again'],
  [['A'], 'absent, or there again'],
  [['Enter'], 'accept the face, go on'],
  [['N', 'Page Down'], 'next face'],
  [['P', 'Page Up'], 'previous face'],
  [['Ctrl Z'], 'undo'],
  [['Ctrl Shift Z'], 'redo'],
  [['+', '−'], 'closer, farther'],
  [['0'], 'the face'],
  [['9'], 'the whole picture'],
  [['M'], 'the model’s points'],
  [['L'], 'lines'],
  [['F'], 'another face, here'],
  [['Delete'], 'remove this face'],
  [['Esc'], 'leave the points'],
  [['?'], 'these keys'],
];

export function fillKeys(list) {
  for (const [keys, what] of LIST) {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    for (const key of keys) {
      const cap = document.createElement('kbd');
      cap.textContent = key;
      term.append(cap, ' ');
    }
    const said = document.createElement('dd');
    said.textContent = what;
    row.append(term, said);
    list.append(row);
  }
}

/** `on`: do(name), step(by) whether there was a point, nudge(dx, dy, goesOn), leave(). */
export function startKeys(stage, points, on) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) {
      return;
    }
    const at = event.target;
    if (at.matches?.('input, select, textarea')) {
      return;
    }
    const command = event.ctrlKey || event.metaKey;
    if (command && !event.altKey && (event.key === 'z' || event.key === 'Z' || event.key === 'y')) {
      on.do(event.shiftKey || event.key === 'y' ? 'redo' : 'undo');
    } else if (command) {
      return;
    } else if (at === stage && event.key === 'Tab') {
      if (!on.step(event.shiftKey ? -1 : 1)) {
        return; // past the last point the focus goes on
      }
    } else if (at === stage && event.key in ARROWS) {
      const by = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
      on.nudge(ARROWS[event.key][0] * by, ARROWS[event.key][1] * by, event.repeat);
    } else if (at === points && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      on.step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      on.leave();
    } else if (event.altKey || (event.key === 'Enter' && at.matches?.('button, a, #list'))) {
      return;
    } else {
      const name = LETTERS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!name) {
        return;
      }
      on.do(name);
    }
    event.preventDefault();
  });
}
