// The list of pictures: only the rows that are seen exist, so a thousand cost what ten do.

import {api} from './api.js';

const HEIGHT = 64; // of a row, as in the style sheet
const BEYOND = 4; // rows above and below what is seen

export class PictureList {
  /** `open(picture)` is called when a person chooses one. */
  constructor({box, rows, none, search, filter}, open) {
    Object.assign(this, {box, rows, none, search, filter, open});
    this.pictures = [];
    this.reasons = new Map();
    this.shown = []; // numbers of pictures, in order
    this.current = -1;
    this.at = 0; // in shown: where the keys are
    this.made = new Map();
    box.addEventListener('scroll', () => this.draw(), {passive: true});
    new ResizeObserver(() => this.draw()).observe(box);
    search.addEventListener('input', () => this.choose());
    filter.addEventListener('change', () => this.choose());
    box.addEventListener('click', (event) => {
      const row = event.target.closest('.row');
      if (row) {
        this.at = Number(row.dataset.place);
        open(this.shown[this.at]);
      }
    });
    box.addEventListener('keydown', (event) => this.key(event));
  }

  /** `order`: numbers of all pictures as they are gone through. */
  fill(pictures, order, reasons) {
    Object.assign(this, {pictures, order, reasons});
    this.choose();
  }

  choose() {
    const text = this.search.value.trim().toLowerCase();
    const which = this.filter.value;
    this.shown = this.order.filter((i) => {
      const done = this.pictures[i].faces > 0;
      return (which === 'all' || (which === 'done') === done)
        && this.pictures[i].name.toLowerCase().includes(text);
    });
    this.at = Math.max(0, this.shown.indexOf(this.current));
    this.rows.style.height = `${this.shown.length * HEIGHT}px`;
    this.none.hidden = this.shown.length > 0;
    this.clear();
    this.draw();
  }

  clear() {
    this.made.forEach((row) => row.remove());
    this.made.clear();
  }

  /** Marks the picture that is open, and brings it into view. */
  select(picture) {
    this.current = picture;
    const place = this.shown.indexOf(picture);
    if (place >= 0) {
      this.at = place;
      this.reveal(place);
    }
    this.update();
  }

  reveal(place) {
    const top = place * HEIGHT;
    if (top < this.box.scrollTop) {
      this.box.scrollTop = top;
    } else if (top + HEIGHT > this.box.scrollTop + this.box.clientHeight) {
      this.box.scrollTop = top + HEIGHT - this.box.clientHeight;
    }
    this.draw();
  }

  /** After the numbers of faces have changed. */
  update() {
    this.made.forEach((row, place) => this.mark(row, place));
    this.active();
  }

  draw() {
    const first = Math.max(0, Math.floor(this.box.scrollTop / HEIGHT) - BEYOND);
    const seen = Math.ceil(this.box.clientHeight / HEIGHT) + 2 * BEYOND;
    const last = Math.min(this.shown.length, first + seen);
    this.made.forEach((row, place) => {
      if (place < first || place >= last) {
        row.remove();
        this.made.delete(place);
      }
    });
    for (let place = first; place < last; place++) {
      if (!this.made.has(place)) {
        const row = this.row(place);
        this.made.set(place, row);
        this.rows.append(row);
      }
    }
    this.active();
  }

  row(place) {
    const i = this.shown[place];
    const row = document.createElement('div');
    row.className = 'row';
    row.id = `picture-${i}`;
    row.dataset.place = place;
    row.setAttribute('role', 'option');
    row.setAttribute('aria-setsize', this.shown.length);
    row.setAttribute('aria-posinset', place + 1);
    row.style.top = `${place * HEIGHT}px`;
    const image = new Image();
    image.alt = '';
    image.decoding = 'async';
    image.src = api.thumb(i);
    const words = document.createElement('div');
    const name = document.createElement('b');
    const full = this.pictures[i].name;
    name.textContent = full.slice(full.lastIndexOf('/') + 1);
    name.title = full;
    words.append(name, document.createElement('small'));
    const state = document.createElement('span');
    state.className = 'state';
    row.append(image, words, state);
    this.mark(row, place);
    return row;
  }

  mark(row, place) {
    const i = this.shown[place];
    const {name, faces} = this.pictures[i];
    const reason = this.reasons.get(i);
    const small = row.querySelector('small');
    const said = faces === 0 ? 'to do' : faces === 1 ? 'labelled' : `${faces} faces labelled`;
    small.textContent = reason || said;
    small.className = reason ? 'why' : '';
    row.querySelector('.state').classList.toggle('done', faces > 0);
    row.setAttribute('aria-selected', String(i === this.current));
    row.setAttribute('aria-label', `${name}, ${said}${reason ? `, ${reason}` : ''}`);
    row.classList.toggle('at', place === this.at);
  }

  active() {
    const row = this.made.get(this.at);
    if (row) {
      this.box.setAttribute('aria-activedescendant', row.id);
    } else {
      this.box.removeAttribute('aria-activedescendant');
    }
    this.made.forEach((each, place) => each.classList.toggle('at', place === this.at));
  }

  key(event) {
    const page = Math.max(1, Math.floor(this.box.clientHeight / HEIGHT) - 1);
    const last = this.shown.length - 1;
    const to = {
      ArrowDown: this.at + 1, ArrowUp: this.at - 1, Home: 0, End: last,
      PageDown: this.at + page, PageUp: this.at - page,
    }[event.key];
    if (to !== undefined && last >= 0) {
      this.at = Math.min(last, Math.max(0, to));
      this.reveal(this.at);
      event.preventDefault();
    } else if ((event.key === 'Enter' || event.key === ' ') && last >= 0) {
      this.open(this.shown[this.at]);
      event.preventDefault();
    }
  }
}
