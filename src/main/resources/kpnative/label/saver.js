// Writes faces one after the other, each as soon as it has changed. What fails is tried again;
// what another window has changed is met by `merged`.

import {api, Conflict} from './api.js';
import {allSame, extent, merge, overlap} from './face.js';

const AGAIN = 3000; // milliseconds

export class Saver {
  /**
   * `on`: state(name, text), saved(picture, face, faces), conflict(face, theirs, points) gives
   * 'mine' or 'theirs', told(text), gone(face).
   */
  constructor(on) {
    this.on = on;
    this.waiting = new Map(); // face to picture
    this.busy = false;
    this.failed = false;
  }

  get isDone() {
    return this.waiting.size === 0 && !this.busy;
  }

  /** Takes a face that has changed. */
  want(picture, face) {
    this.waiting.set(face, picture);
    this.pump();
  }

  async pump() {
    if (this.busy) {
      return;
    }
    clearTimeout(this.later);
    this.busy = true;
    while (this.waiting.size > 0) {
      const [face, picture] = this.waiting.entries().next().value;
      this.waiting.delete(face);
      this.on.state('saving', 'Saving');
      try {
        await this.save(picture, face);
      } catch (problem) {
        this.busy = false;
        if (!this.waiting.has(face)) {
          this.waiting.set(face, picture);
        }
        this.on.state('failed', 'Not saved: try again');
        this.on.told(problem.message, true);
        this.later = setTimeout(() => this.pump(), AGAIN);
        return;
      }
    }
    this.busy = false;
    this.on.state('saved', 'Saved');
  }

  async save(picture, face) {
    const sent = face.points;
    const place = face.place ?? picture.labelled;
    try {
      const {faces} = await api.save(picture.index, place, face.revision, sent);
      face.written(place, faces[place], sent);
      picture.labelled = faces.length;
      this.on.saved(picture, face, faces);
    } catch (problem) {
      if (!(problem instanceof Conflict)) {
        throw problem;
      }
      await this.meet(picture, face, problem.faces);
    }
  }

  /** Another window was faster. */
  async meet(picture, face, faces) {
    picture.labelled = faces.length;
    let place = face.place;
    if (place === null) { // did it save the same face?
      const box = extent(face.points);
      place = faces.findIndex((other) => overlap(box, extent(other.points)) > 0.3);
      if (place < 0 && !picture.several && faces.length > 0) {
        place = 0;
      }
    }
    const theirs = faces[place];
    if (!theirs || theirs.points.length !== face.points.length) {
      if (face.place !== null) {
        face.place = null;
        face.revision = 'new';
        this.on.gone(face);
      } else {
        this.waiting.set(face, picture); // a face more: this one goes behind it
      }
      return;
    }
    const {points, conflicts} = merge(face.base, face.points, theirs.points);
    let chosen = points;
    if (conflicts.length > 0) {
      if (await this.on.conflict(face, theirs.points, conflicts) === 'theirs') {
        chosen = points.map((point, k) => (conflicts.includes(k) ? theirs.points[k] : point));
      } else {
        chosen = merge(face.base, face.points, theirs.points).points; // moved on meanwhile
      }
    }
    face.place = place;
    face.revision = theirs.revision;
    face.base = theirs.points;
    face.points = chosen;
    if (allSame(chosen, theirs.points)) {
      this.on.saved(picture, face, faces);
    } else {
      this.waiting.set(face, picture);
    }
    this.on.told('Another window has changed this face: both changes are in it.');
  }
}
