// The points by name: their state, how sure the model is, and which one is chosen.

import {isPresent} from './face.js';

const STATE = {hidden: 'hidden', absent: 'absent'};

/** `left_eye_3` as people say it. */
export const spoken = (name) => name.replaceAll('_', ' ');

export class PointPanel {
  constructor(box, names, choose) {
    this.box = box;
    this.rows = [];
    let group = null;
    names.forEach((name, k) => {
      const own = name.replace(/_\d+$/, '');
      if (own !== group && own !== 'point') {
        const head = document.createElement('h3');
        head.textContent = spoken(own);
        head.setAttribute('role', 'presentation');
        box.append(head);
        group = own;
      }
      const row = document.createElement('div');
      row.className = 'point';
      row.id = `point-${k}`;
      row.setAttribute('role', 'option');
      row.setAttribute('aria-setsize', names.length);
      row.setAttribute('aria-posinset', k + 1);
      const mark = document.createElement('i');
      const label = document.createElement('span');
      label.textContent = spoken(name);
      row.append(mark, label, document.createElement('small'));
      row.addEventListener('click', () => choose(k));
      box.append(row);
      this.rows.push(row);
    });
    this.chosen = -1;
  }

  show(face, chosen) {
    this.rows.forEach((row, k) => {
      const point = face?.points[k];
      const doubtful = Boolean(face?.isDoubtful(k));
      const [mark, , note] = row.children;
      const state = point && STATE[point[2]];
      mark.className = `k ${state || (face?.isDraft && !face.moved.has(k) ? 'draft' : '')}`;
      row.classList.toggle('doubt', doubtful);
      note.textContent = !point ? '' : state || (doubtful ? 'uncertain' : '');
      row.setAttribute('aria-selected', String(k === chosen));
    });
    if (chosen >= 0 && chosen !== this.chosen) {
      const row = this.rows[chosen];
      const top = row.offsetTop - 40;
      const bottom = row.offsetTop + row.offsetHeight + 12;
      if (top < this.box.scrollTop) {
        this.box.scrollTop = top;
      } else if (bottom > this.box.scrollTop + this.box.clientHeight) {
        this.box.scrollTop = bottom - this.box.clientHeight;
      }
    }
    this.chosen = chosen;
    if (chosen >= 0) {
      this.box.setAttribute('aria-activedescendant', `point-${chosen}`);
    } else {
      this.box.removeAttribute('aria-activedescendant');
    }
  }
}

/** What a screen reader says of a point. */
export function described(face, k, names) {
  const point = face.points[k];
  const said = [spoken(names[k]), `${k + 1} of ${names.length}`];
  if (isPresent(point)) {
    said.push(point[2] === 'hidden' ? 'hidden' : 'seen');
    said.push(`at ${Math.round(point[0] * 10) / 10}, ${Math.round(point[1] * 10) / 10}`);
  } else {
    said.push('absent');
  }
  if (face.isDoubtful(k)) {
    said.push('uncertain');
  }
  return said.join(', ');
}
