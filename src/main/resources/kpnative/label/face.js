// A face: its points [x, y, state], what was done to them, and how two windows' changes meet.

const MOST_STEPS = 500;

export const isPresent = (point) => point[2] !== 'absent';
export const same = (a, b) => a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
export const allSame = (a, b) => a.length === b.length && a.every((point, k) => same(point, b[k]));
export const rounded = (value) => Math.round(value * 1000) / 1000;

/** The box around points, or null: [left, top, right, bottom]. */
export function extent(points) {
  const there = points.filter(isPresent);
  if (there.length === 0) {
    return null;
  }
  const xs = there.map((p) => p[0]);
  const ys = there.map((p) => p[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** How much two boxes overlap, 0 to 1. */
export function overlap(a, b) {
  if (!a || !b) {
    return 0;
  }
  const w = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const h = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const both = Math.max(0, w) * Math.max(0, h);
  const area = (box) => (box[2] - box[0]) * (box[3] - box[1]);
  return both / (area(a) + area(b) - both || 1);
}

/** Point by point what either window changed; `conflicts` are those that both did. */
export function merge(base, mine, theirs) {
  const conflicts = [];
  const points = mine.map((point, k) => {
    if (same(point, theirs[k]) || same(point, base[k])) {
      return theirs[k];
    }
    if (!same(theirs[k], base[k])) {
      conflicts.push(k);
    }
    return point;
  });
  return {points, conflicts};
}

export class Face {
  /** place: among the picture's labelled faces, or null for a draft. */
  constructor({place = null, revision = 'new', points, doubt = null}) {
    this.place = place;
    this.revision = revision;
    this.base = points; // as the server has it
    this.points = points;
    this.doubt = doubt;
    this.model = place === null ? points : null; // where the model has the points
    this.moved = new Set();
    this.looked = new Set();
    this.past = [];
    this.future = [];
  }

  get isDraft() {
    return this.place === null;
  }

  /** Whether the model is unsure of a point that nobody has looked at. */
  isDoubtful(k) {
    return this.doubt !== null && this.doubt[k] > 0.5 && !this.looked.has(k) && !this.moved.has(k)
      && isPresent(this.points[k]);
  }

  get doubts() {
    return this.points.filter((_, k) => this.isDoubtful(k)).length;
  }

  /** Changes a point as one step, or goes on with the step before (a key held down). */
  change(k, point, goesOn = false) {
    if (same(point, this.points[k])) {
      return false;
    }
    if (!goesOn || this.past.length === 0) {
      this.past.push({points: this.points, k});
      this.past.splice(0, this.past.length - MOST_STEPS);
    }
    this.future = [];
    this.points = this.points.with(k, point);
    this.moved.add(k);
    return true;
  }

  /** Steps back (undo) or forth; the point that it is about, or null. */
  step(from, to) {
    const last = from.pop();
    if (!last) {
      return null;
    }
    to.push({points: this.points, k: last.k});
    this.points = last.points;
    return last.k;
  }

  undo() {
    return this.step(this.past, this.future);
  }

  redo() {
    return this.step(this.future, this.past);
  }

  /** What the server holds now. */
  written(place, {revision, points}, sent) {
    this.place = place;
    this.revision = revision;
    this.base = points;
    if (allSame(this.points, sent)) {
      this.points = points;
    }
  }
}
