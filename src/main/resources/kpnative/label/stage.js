// The photograph with its points: drawing, zoom, and what mouse, pen and fingers do.
// Whole numbers are pixel centres: the picture's left edge is at x = -0.5.

import {api} from './api.js';
import {extent, isPresent} from './face.js';

const WHOLE_SIDE = 1600; // of the picture as it is first shown, pixels
const CLOSEST = 60; // screen pixels a picture pixel
const HIT = {mouse: 12, pen: 16, touch: 26}; // screen pixels around a point
const SLIP = {mouse: 2, pen: 3, touch: 6}; // before a press is a drag
const LOUPE = 3; // times
const SVG = 'http://www.w3.org/2000/svg';

export class Stage {
  /** `on`: choose(k), drag(k, x, y), dropped(k), place(x, y), other(face). */
  constructor({box, photo, marks, loupe}, lines, names, on) {
    Object.assign(this, {box, photo, marks, loupe, lines, names, on});
    this.scale = 1;
    this.left = 0; // of the view, in the picture's pixels from its edge
    this.top = 0;
    this.faces = [];
    this.face = null;
    this.chosen = -1;
    this.showModel = false;
    this.showLines = true;
    this.theirs = null;
    this.pointers = new Map();
    this.picture = null; // {index, width, height}
    this.whole = null; // {image, w}
    this.part = null; // {image, x, y, w, h}
    this.wanted = 0;
    new ResizeObserver(() => this.resize()).observe(box);
    box.addEventListener('pointerdown', (event) => this.down(event));
    box.addEventListener('pointermove', (event) => this.move(event));
    box.addEventListener('pointerup', (event) => this.up(event, false));
    box.addEventListener('pointercancel', (event) => this.up(event, true));
    box.addEventListener('wheel', (event) => this.wheel(event), {passive: false});
  }

  // ---- what is shown

  /** Begins a picture; the promise ends when it is there to be seen. */
  async open(picture) {
    this.picture = picture;
    this.whole = null;
    this.part = null;
    this.faces = [];
    this.face = null;
    this.chosen = -1;
    this.theirs = null;
    this.fitWhole();
    const image = await this.load(api.view(picture.index, [0, 0, picture.width, picture.height], WHOLE_SIDE));
    if (this.picture === picture) {
      this.whole = image;
      this.redraw();
    }
  }

  async load(address) {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  }

  show(faces, face, chosen) {
    Object.assign(this, {faces, face, chosen});
    this.redraw();
  }

  // ---- the view

  get width() {
    return this.box.clientWidth;
  }

  get height() {
    return this.box.clientHeight;
  }

  x(point) {
    return (point[0] + 0.5 - this.left) * this.scale;
  }

  y(point) {
    return (point[1] + 0.5 - this.top) * this.scale;
  }

  /** The picture's place under a place on the screen. */
  place(x, y) {
    return [x / this.scale + this.left - 0.5, y / this.scale + this.top - 0.5];
  }

  fitWhole() {
    if (this.picture) {
      this.fit([-0.5, -0.5, this.picture.width - 0.5, this.picture.height - 0.5], 0.02);
    }
  }

  fitFace(face) {
    const box = extent(face.points);
    if (box) {
      this.fit(box, 0.3);
      this.fitted = face; // until a person moves the view
    }
  }

  /** A box with a part of its size on each side. */
  fit([l, t, r, b], around) {
    this.fitted = null;
    const pad = around * Math.max(r - l, b - t, 8);
    const wide = r - l + 2 * pad;
    const high = b - t + 2 * pad;
    this.scale = Math.min(CLOSEST, this.width / wide || 1, this.height / high || 1);
    this.left = (l + r + 1) / 2 - this.width / this.scale / 2;
    this.top = (t + b + 1) / 2 - this.height / this.scale / 2;
    this.seen();
  }

  /** Zooms, and keeps what is at (x, y) of the screen there. */
  zoom(factor, x = this.width / 2, y = this.height / 2) {
    if (!this.picture) {
      return;
    }
    const least = 0.5 * Math.min(this.width / this.picture.width, this.height / this.picture.height);
    const scale = Math.min(CLOSEST, Math.max(Math.min(least, this.scale), this.scale * factor));
    this.fitted = null;
    this.left += x / this.scale - x / scale;
    this.top += y / this.scale - y / scale;
    this.scale = scale;
    this.seen();
  }

  pan(dx, dy) {
    this.fitted = null;
    this.left -= dx / this.scale;
    this.top -= dy / this.scale;
    this.seen();
  }

  /** Moves the view so that a point is well inside. */
  reveal(k) {
    const point = this.face?.points[k];
    if (!point || !isPresent(point)) {
      return;
    }
    const margin = Math.min(60, this.width / 5, this.height / 5);
    const [x, y] = [this.x(point), this.y(point)];
    if (x < margin || y < margin || x > this.width - margin || y > this.height - margin) {
      this.pan(this.width / 2 - x, this.height / 2 - y);
    }
  }

  /** The part of the picture that is seen, in whole pixels; null if none is. */
  visible() {
    const x = Math.max(0, Math.floor(this.left));
    const y = Math.max(0, Math.floor(this.top));
    const w = Math.min(this.picture.width, Math.ceil(this.left + this.width / this.scale)) - x;
    const h = Math.min(this.picture.height, Math.ceil(this.top + this.height / this.scale)) - y;
    return w > 0 && h > 0 ? [x, y, w, h] : null;
  }

  seen() {
    // not over the edge: a part of the picture stays in view
    const keepX = Math.min(this.width / this.scale, this.picture?.width ?? 0) / 3;
    const keepY = Math.min(this.height / this.scale, this.picture?.height ?? 0) / 3;
    if (this.picture) {
      this.left = Math.min(this.picture.width - keepX, Math.max(keepX - this.width / this.scale, this.left));
      this.top = Math.min(this.picture.height - keepY, Math.max(keepY - this.height / this.scale, this.top));
    }
    this.redraw();
    clearTimeout(this.wanted);
    this.wanted = setTimeout(() => this.sharpen(), 160);
  }

  /** Asks for the seen part in its own pixels, where the whole picture has too few. */
  async sharpen() {
    const {picture, whole} = this;
    const part = picture && whole && this.visible();
    if (!part || whole.naturalWidth >= picture.width * 0.99
        || this.scale * devicePixelRatio <= 1.15 * whole.naturalWidth / picture.width) {
      return;
    }
    const most = Math.ceil(Math.max(part[2], part[3]) * Math.min(1, this.scale * devicePixelRatio));
    try {
      const image = await this.load(api.view(picture.index, part, Math.min(4096, Math.max(16, most))));
      if (this.picture === picture) {
        this.part = {image, part};
        this.redraw();
      }
    } catch {
      // the whole picture is shown, only less sharp
    }
  }

  resize() {
    const ratio = devicePixelRatio;
    this.photo.width = Math.round(this.width * ratio);
    this.photo.height = Math.round(this.height * ratio);
    if (this.lastWidth) { // what was in the middle stays there
      this.left += (this.lastWidth - this.width) / this.scale / 2;
      this.top += (this.lastHeight - this.height) / this.scale / 2;
    }
    this.lastWidth = this.width;
    this.lastHeight = this.height;
    if (this.fitted && this.fitted === this.face) {
      this.fitFace(this.face);
    } else {
      this.seen();
    }
  }

  // ---- drawing

  redraw() {
    if (!this.drawing) {
      this.drawing = requestAnimationFrame(() => {
        this.drawing = 0;
        this.drawPhoto();
        this.drawMarks();
      });
    }
  }

  drawPhoto() {
    const context = this.photo.getContext('2d');
    const ratio = devicePixelRatio;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.photo.width, this.photo.height);
    if (!this.picture || !this.whole) {
      return;
    }
    const s = this.scale * ratio;
    context.setTransform(s, 0, 0, s, -this.left * s, -this.top * s);
    context.imageSmoothingEnabled = this.scale < 12;
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.whole, 0, 0, this.picture.width, this.picture.height);
    if (this.part) {
      context.drawImage(this.part.image, ...this.part.part);
    }
  }

  element(name, kind, attributes) {
    const made = document.createElementNS(SVG, name);
    made.setAttribute('class', kind);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, typeof value === 'number' ? value.toFixed(2) : value);
    }
    return made;
  }

  circle(kind, point, r) {
    return this.element('circle', kind, {cx: this.x(point), cy: this.y(point), r});
  }

  between(kind, a, b) {
    return this.element('line', kind, {x1: this.x(a), y1: this.y(a), x2: this.x(b), y2: this.y(b)});
  }

  drawMarks() {
    const all = document.createDocumentFragment();
    for (const other of this.faces) {
      if (other !== this.face) {
        for (const point of other.points.filter(isPresent)) {
          all.append(this.circle(other.isDraft ? 'other proposed' : 'other', point, 1.8));
        }
      }
    }
    if (this.face) {
      this.drawFace(all, this.face);
    }
    this.marks.replaceChildren(all);
  }

  radius() {
    const box = extent(this.face.points);
    const across = box ? (box[2] - box[0]) * this.scale : 0;
    return Math.min(5.5, Math.max(2.4, across / 85));
  }

  drawFace(all, face) {
    const {points} = face;
    const r = this.radius();
    if (this.showLines) {
      for (const [from, to] of this.lines) {
        if (isPresent(points[from]) && isPresent(points[to])) {
          all.append(this.between('line', points[from], points[to]));
        }
      }
    }
    if (this.showModel && face.model) {
      face.model.forEach((model, k) => {
        if (isPresent(model) && isPresent(points[k])) {
          all.append(this.between('away', points[k], model), this.circle('model', model, 0.6 * r));
        }
      });
    }
    points.forEach((point, k) => {
      if (isPresent(point) && k !== this.chosen) {
        all.append(this.mark(face, k, r));
      }
    });
    this.theirs?.forEach((point, k) => {
      if (isPresent(point) && (point[0] !== points[k][0] || point[1] !== points[k][1])) {
        all.append(this.circle('theirs', point, r + 3));
      }
    });
    if (this.chosen >= 0 && isPresent(points[this.chosen])) {
      this.drawChosen(all, face, r);
    }
  }

  mark(face, k, r) {
    const point = face.points[k];
    const draft = face.isDraft && !face.moved.has(k);
    const hidden = point[2] === 'hidden';
    const group = this.element('g', `${draft ? 'draft ' : ''}${hidden ? 'hid ' : ''}`, {'data-k': String(k)});
    if (face.isDoubtful(k)) {
      group.append(this.circle('halo', point, r + 5));
    }
    group.append(this.circle('under', point, r), this.circle('dot', point, r));
    return group;
  }

  drawChosen(all, face, r) {
    const point = face.points[this.chosen];
    const [x, y] = [this.x(point), this.y(point)];
    const near = r + 5.5;
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      all.append(this.element('line', 'cross', {
        x1: x + near * dx, y1: y + near * dy, x2: x + (near + 9) * dx, y2: y + (near + 9) * dy,
      }));
    }
    const group = this.mark(face, this.chosen, r);
    group.classList.add('chosen');
    group.append(this.circle('ring', point, near));
    const right = x < this.width - 130;
    const tag = this.element('text', 'tag', {
      x: x + (right ? 14 : -14), y: y > 40 ? y - 12 : y + 24, 'text-anchor': right ? 'start' : 'end',
    });
    tag.textContent = this.names[this.chosen].replaceAll('_', ' ');
    all.append(group, tag);
  }

  /** The place under a finger, beside it. */
  drawLoupe(x, y) {
    const side = this.loupe.width;
    const context = this.loupe.getContext('2d');
    const ratio = devicePixelRatio;
    const span = (side / 2 / LOUPE) * ratio;
    const point = this.face.points[this.chosen];
    const [px, py] = [this.x(point), this.y(point)];
    context.fillStyle = '#111';
    context.fillRect(0, 0, side, side);
    context.drawImage(
        this.photo, px * ratio - span / 2, py * ratio - span / 2, span, span, 0, 0, side, side);
    context.strokeStyle = '#fff';
    context.lineWidth = 1.5;
    context.beginPath();
    for (const sign of [-1, 1]) {
      context.moveTo(side / 2 + sign * 14, side / 2);
      context.lineTo(side / 2 + sign * 50, side / 2);
      context.moveTo(side / 2, side / 2 + sign * 14);
      context.lineTo(side / 2, side / 2 + sign * 50);
    }
    context.stroke();
    context.fillStyle = '#00c8ff';
    context.strokeStyle = '#000a';
    context.beginPath();
    context.arc(side / 2, side / 2, 7, 0, 7);
    context.fill();
    context.stroke();
    this.loupe.classList.toggle('right', x < 180 && y < 200);
    this.loupe.hidden = false;
  }

  // ---- mouse, pen and fingers

  at(event) {
    const box = this.box.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** The point nearest to a place on the screen, the chosen one before others; -1 if none is near. */
  nearest(points, x, y, most) {
    let best = -1;
    let least = most;
    points.forEach((point, k) => {
      if (isPresent(point)) {
        const far = Math.hypot(this.x(point) - x, this.y(point) - y) - (k === this.chosen && points === this.face?.points ? 4 : 0);
        if (far < least) {
          least = far;
          best = k;
        }
      }
    });
    return best;
  }

  down(event) {
    if (event.target.closest('button') || event.button > 1) {
      return;
    }
    this.box.focus({preventScroll: true});
    event.preventDefault();
    const [x, y] = this.at(event);
    this.box.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, [x, y]);
    if (this.pointers.size > 1) {
      this.cancelDrag();
      this.pinched = true;
      return;
    }
    this.pinched = false;
    this.fitted = null; // nothing moves under a hand
    const most = HIT[event.pointerType] ?? HIT.mouse;
    const k = this.face && event.button === 0 ? this.nearest(this.face.points, x, y, most) : -1;
    this.press = {x, y, k, kind: event.pointerType, moved: false};
    if (k >= 0) {
      const point = this.face.points[k];
      this.press.offset = [this.x(point) - x, this.y(point) - y];
      this.on.choose(k);
    }
  }

  move(event) {
    const [x, y] = this.at(event);
    if (!this.pointers.has(event.pointerId)) {
      const over = this.face && this.nearest(this.face.points, x, y, HIT.mouse) >= 0;
      this.box.classList.toggle('over', Boolean(over));
      return;
    }
    const [beforeX, beforeY] = this.pointers.get(event.pointerId);
    if (this.pointers.size === 2) {
      this.pinch(event.pointerId, x, y);
      return;
    }
    this.pointers.set(event.pointerId, [x, y]);
    const {press} = this;
    if (!press || this.pinched) {
      return;
    }
    if (!press.moved && Math.hypot(x - press.x, y - press.y) < (SLIP[press.kind] ?? SLIP.mouse)) {
      return;
    }
    press.moved = true;
    if (press.k >= 0) {
      const [px, py] = this.place(x + press.offset[0], y + press.offset[1]);
      this.on.drag(press.k, px, py);
      if (press.kind === 'touch') {
        this.drawLoupe(x, y);
      }
    } else {
      this.box.classList.add('panning');
      this.pan(x - beforeX, y - beforeY);
    }
  }

  pinch(id, x, y) {
    const [other] = [...this.pointers].filter(([key]) => key !== id).map(([, place]) => place);
    const [oldX, oldY] = this.pointers.get(id);
    const before = Math.hypot(oldX - other[0], oldY - other[1]);
    const now = Math.hypot(x - other[0], y - other[1]);
    this.pointers.set(id, [x, y]);
    this.pan((x - oldX) / 2, (y - oldY) / 2);
    if (before > 1 && now > 1) {
      this.zoom(now / before, (x + other[0]) / 2, (y + other[1]) / 2);
    }
  }

  cancelDrag() {
    if (this.press?.moved && this.press.k >= 0) {
      this.on.dropped(this.press.k);
    }
    this.press = null;
    this.loupe.hidden = true;
  }

  up(event, cancelled) {
    if (!this.pointers.delete(event.pointerId)) {
      return;
    }
    this.box.classList.remove('panning');
    const {press} = this;
    if (press && !press.moved && !cancelled && press.k < 0 && !this.pinched) {
      this.click(press.x, press.y);
    }
    this.cancelDrag();
  }

  click(x, y) {
    const other = this.faces.find((face) => face !== this.face && this.nearest(face.points, x, y, 10) >= 0);
    if (other) {
      this.on.other(other);
    } else if (this.face && this.chosen >= 0 && !isPresent(this.face.points[this.chosen])) {
      this.on.place(...this.place(x, y));
    } else {
      this.on.choose(-1);
    }
  }

  wheel(event) {
    event.preventDefault();
    const [x, y] = this.at(event);
    const lines = event.deltaMode === 1 ? 30 : 1;
    this.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), x, y);
  }
}
