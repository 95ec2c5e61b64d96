// The page: one picture at a time, its faces, one of them at hand.

import {api} from './api.js';
import {Face, allSame, extent, isPresent, merge, overlap, rounded} from './face.js';
import {fillKeys, startKeys} from './keys.js';
import {PictureList} from './list.js';
import {PointPanel, described, spoken} from './panel.js';
import {Saver} from './saver.js';
import {Stage} from './stage.js';
import {startTheme} from './theme.js';

const byId = (id) => document.getElementById(id);
const HELD_KEY = 350; // milliseconds after the last press of an arrow key, before it is saved

let set; // what the server serves
let order; // numbers of pictures as they are gone through
let reasons = new Map();
let picture = null; // {index, width, height, faces, labelled, several}
let face = null;
let chosen = -1;
let opened = 0; // counts, so that what comes late is dropped
let nudged = 0;
let dragging = false;
const history = new Map(); // faces of pictures that were open, with what can be undone

// ---- saying

function say(text) {
  const box = byId('say');
  box.textContent = box.textContent === text ? `${text}\u00a0` : text;
}

let toastEnds = 0;
function toast(text, bad = false, action = null) {
  const box = byId('toast');
  box.replaceChildren(text);
  box.classList.toggle('bad', bad);
  if (action) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = action.name;
    button.addEventListener('click', () => {
      box.hidden = true;
      action.run();
    });
    box.append(button);
  }
  box.hidden = false;
  say(text);
  clearTimeout(toastEnds);
  toastEnds = setTimeout(() => { box.hidden = true; }, action ? 9000 : 4500);
}

const saver = new Saver({
  state(name, text) {
    const box = byId('saved');
    box.dataset.state = name;
    box.disabled = name !== 'failed';
    byId('saved-text').textContent = text;
    if (name === 'saved') {
      say('saved');
    }
  },
  saved(of, _, faces) {
    set.pictures[of.index].faces = faces.length;
    showProgress();
    list.update();
    show();
  },
  conflict: askConflict,
  told: toast,
  gone() {
    toast('This face was removed in another window. Your points are still here: Enter saves them.');
    show();
  },
});

function askConflict(of, theirs, conflicts) {
  const dialog = byId('conflict');
  const many = conflicts.length === 1
    ? `The point ${spoken(set.names[conflicts[0]])}` : `${conflicts.length} points`;
  byId('conflict-text').textContent =
    `${many} of this face changed there and here. White rings show where they are in the other window.`;
  stage.theirs = of === face ? theirs : null;
  stage.redraw();
  dialog.returnValue = 'mine';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      stage.theirs = null;
      stage.redraw();
      resolve(dialog.returnValue || 'mine');
    }, {once: true});
  });
}

// ---- what is shown

function showProgress() {
  const done = set.pictures.filter((each) => each.faces > 0).length;
  const bar = byId('done');
  bar.max = set.pictures.length;
  bar.value = done;
  byId('done-count').textContent = `${done} of ${set.pictures.length}`;
}

function show() {
  stage.show(picture?.faces ?? [], face, chosen);
  points.show(face, chosen);
  const point = face && chosen >= 0 ? face.points[chosen] : null;
  const can = {
    undo: face?.past.length > 0, redo: face?.future.length > 0,
    hidden: point && isPresent(point) && set.states.includes('hidden'),
    absent: point && set.states.includes('absent'),
    doubt: face?.doubt, model: face?.model, add: picture, remove: face, accept: face,
    zoomIn: picture, zoomOut: picture, fit: face, prev: picture, next: picture,
  };
  const pressed = {
    hidden: point?.[2] === 'hidden', absent: point?.[2] === 'absent', model: stage.showModel,
  };
  for (const button of document.querySelectorAll('[data-do]')) {
    const name = button.dataset.do;
    button.disabled = !can[name];
    if (name in pressed) {
      button.setAttribute('aria-pressed', String(Boolean(pressed[name])));
    }
  }
  byId('doubts').textContent = face?.doubts || '';
  byId('accept-text').textContent = !face || face.isDraft ? 'Accept' : 'Next face';
  const many = picture?.faces.length ?? 0;
  const which = many > 1 ? `face ${picture.faces.indexOf(face) + 1} of ${many}` : '';
  const state = !face ? '' : face.isDraft ? 'proposed' : 'labelled';
  byId('face-name').textContent = [which, state].filter(Boolean).join(' · ');
  if (picture) {
    byId('stage').setAttribute('aria-label', `${set.pictures[picture.index].name} ${which}`);
  }
}

function waiting(text) {
  byId('waiting').hidden = !text;
  byId('waiting-text').textContent = text || '';
}

// ---- pictures and faces

/** Opens a picture at one of its faces: a number, or 'last'. */
async function open(index, at = 0) {
  const mine = ++opened;
  flush();
  closeSheet();
  face = null;
  chosen = -1;
  picture = null;
  const {name} = set.pictures[index];
  byId('picture-name').textContent = name.slice(name.lastIndexOf('/') + 1);
  byId('picture-name').title = name;
  const reason = reasons.get(index);
  byId('reason').hidden = !reason;
  byId('reason').textContent = reason || '';
  list.select(index);
  show();
  waiting('Opening');
  try {
    const answer = await api.picture(index);
    if (mine !== opened) {
      return;
    }
    const now = {index, width: answer.width, height: answer.height, several: set.several, faces: [], labelled: answer.faces.length};
    now.faces = labelled(now, answer.faces);
    picture = now;
    const image = stage.open(now);
    choose(now.faces, at);
    waiting(now.faces.length === 0 ? 'Looking for faces' : '');
    await propose(now, mine, at);
    await image;
    if (mine === opened) {
      waiting('');
      announce();
      ahead(index);
    }
  } catch (problem) {
    if (mine === opened) {
      waiting('');
      toast(problem.message, true);
    }
  }
}

/** The labelled faces, with what can be undone where they are as they were left. */
function labelled(of, faces) {
  const before = history.get(of.index) ?? [];
  return faces.map((each, place) => {
    const known = before.find((old) => old.place === place && old.revision === each.revision);
    return known ?? new Face({place, ...each});
  });
}

async function propose(now, mine, at) {
  const {drafts, opinions} = await api.drafts(now.index);
  if (mine !== opened) {
    return;
  }
  now.faces.forEach((each, i) => {
    const opinion = opinions[each.place];
    if (opinion && !each.isDraft) {
      each.model = opinion.points;
      each.doubt = opinion.doubt;
    }
  });
  now.faces.push(...drafts.map((draft) => new Face(draft)));
  history.set(now.index, now.faces);
  choose(now.faces, face ? now.faces.indexOf(face) : at);
}

function choose(faces, at) {
  const wanted = at === 'last' ? faces.length - 1 : Math.min(at, faces.length - 1);
  const next = faces[wanted] ?? null;
  if (next !== face) {
    face = next;
    chosen = -1;
    if (face) {
      stage.fitFace(face);
    }
  }
  show();
}

function announce() {
  const {name} = set.pictures[picture.index];
  const doubts = face?.doubts ? `, ${face.doubts} uncertain points` : '';
  say(face ? `${name}, ${byId('face-name').textContent}${doubts}` : `${name}, no face found`);
}

/** What the next picture needs is made while a person looks at this one. */
function ahead(index) {
  const next = order[order.indexOf(index) + 1];
  if (next === undefined) {
    return;
  }
  setTimeout(async () => {
    try {
      const {width, height} = await api.picture(next);
      new Image().src = api.view(next, [0, 0, width, height], 1600);
      await api.drafts(next);
    } catch {
      // it will be told when the picture is opened
    }
  }, 200);
}

function go(by) {
  if (!picture) {
    return;
  }
  const inside = picture.faces.indexOf(face) + by;
  if (face && inside >= 0 && inside < picture.faces.length) {
    flush();
    choose(picture.faces, inside);
    announce();
    return;
  }
  const place = list.shown.indexOf(picture.index);
  const path = place >= 0 ? list.shown : order;
  const next = path[path.indexOf(picture.index) + by];
  if (next === undefined) {
    toast(by > 0 ? `That was the last picture. ${byId('done-count').textContent} labelled.` : 'This is the first picture.');
  } else {
    open(next, by > 0 ? 0 : 'last');
  }
}

// ---- points

function select(k, reveal = false) {
  if (chosen >= 0 && chosen !== k) {
    flush();
  }
  chosen = k;
  if (reveal && k >= 0) {
    stage.reveal(k);
  }
  show();
  if (k >= 0) {
    say(described(face, k, set.names));
  }
}

function changed() {
  saver.want(picture, face);
  show();
}

/** Saves what arrow keys have moved. */
function flush() {
  if (nudged) {
    clearTimeout(nudged);
    nudged = 0;
    changed();
  }
}

function put(k, x, y, goesOn) {
  const state = isPresent(face.points[k]) ? face.points[k][2] : set.states[0];
  const inside = (value, most) => Math.min(Math.max(value, -most), 2 * most);
  const place = [rounded(inside(x, picture.width)), rounded(inside(y, picture.height)), state];
  return face.change(k, place, goesOn);
}

function setState(name) {
  if (!face || chosen < 0) {
    toast('Choose a point first: Tab, or a click.');
    return;
  }
  if (!set.states.includes(name)) {
    toast(`${set.format} does not hold that a point is ${name}.`);
    return;
  }
  flush();
  const point = face.points[chosen];
  const there = set.states[0];
  if (point[2] === name) {
    const at = isPresent(point) ? point : place(chosen);
    face.change(chosen, [at[0], at[1], there]);
  } else if (name === 'absent') {
    face.change(chosen, [null, null, 'absent']);
  } else {
    const at = isPresent(point) ? point : place(chosen);
    face.change(chosen, [at[0], at[1], name]);
  }
  changed();
  say(described(face, chosen, set.names));
}

/** Where a point goes that has no place: where it was, where the model has it, or the middle. */
function place(k) {
  const before = face.past.map((step) => step.points[k]).reverse().find(isPresent);
  const model = face.model?.[k];
  const [x, y] = stage.place(stage.width / 2, stage.height / 2);
  return before ?? (model && isPresent(model) ? model : [rounded(x), rounded(y)]);
}

function step(back) {
  if (!face) {
    return;
  }
  if (nudged) {
    flush();
  }
  const k = back ? face.undo() : face.redo();
  if (k === null) {
    say(back ? 'nothing to undo' : 'nothing to redo');
    return;
  }
  chosen = k;
  stage.reveal(k);
  changed();
  say(`${back ? 'undone' : 'redone'}: ${described(face, k, set.names)}`);
}

function doubt() {
  if (!face) {
    return;
  }
  if (chosen >= 0) {
    face.looked.add(chosen);
  }
  const count = face.points.length;
  for (let i = 1; i <= count; i++) {
    const k = (chosen + i + count) % count;
    if (face.isDoubtful(k)) {
      select(k, true);
      return;
    }
  }
  show();
  toast(face.doubt ? 'No uncertain point is left on this face.' : 'Nothing says how sure these points are.');
}

const actions = {
  accept() {
    if (!face) {
      return;
    }
    flush();
    if (face.isDraft) {
      face.points.forEach((_, k) => face.looked.add(k));
      changed();
    }
    go(1);
  },
  next: () => go(1),
  prev: () => go(-1),
  undo: () => step(true),
  redo: () => step(false),
  hidden: () => setState('hidden'),
  absent: () => setState('absent'),
  doubt,
  confirm() {
    if (face && chosen >= 0) {
      face.looked.add(chosen);
      doubt();
    }
  },
  model() {
    stage.showModel = !stage.showModel;
    show();
    say(stage.showModel ? 'the model’s points are shown' : 'the model’s points are not shown');
  },
  lines() {
    stage.showLines = !stage.showLines;
    stage.redraw();
  },
  zoomIn: () => zoom(1.5),
  zoomOut: () => zoom(1 / 1.5),
  fit: () => face && stage.fitFace(face),
  whole: () => stage.fitWhole(),
  keys: () => byId('keys').showModal(),
  async add() {
    if (!picture) {
      return;
    }
    if (!set.several) {
      toast(`${set.format} holds one face a picture.`);
      return;
    }
    const [x, y, w, h] = stage.visible() ?? [0, 0, picture.width, picture.height];
    const side = Math.max(2, Math.round(Math.min(w, h) / 2));
    const box = [Math.round(x + (w - side) / 2), Math.round(y + (h - side) / 2), side, side];
    const of = picture;
    try {
      const made = new Face(await api.draft(of.index, box));
      if (of === picture) {
        of.faces.push(made);
        choose(of.faces, of.faces.length - 1);
        announce();
      }
    } catch (problem) {
      toast(problem.message, true);
    }
  },
  async remove() {
    if (!face || !set.several) {
      return;
    }
    const gone = face;
    const of = picture;
    if (gone.place !== null) {
      if (!saver.isDone) {
        toast('Wait until the face is saved.');
        return;
      }
      try {
        const {faces} = await api.save(of.index, gone.place, gone.revision, null);
        of.labelled = faces.length;
        set.pictures[of.index].faces = faces.length;
        of.faces.forEach((each) => {
          if (each.place !== null && each.place > gone.place) {
            each.place -= 1;
          }
        });
      } catch (problem) {
        toast(problem.message, true);
        return;
      }
    }
    const wasSaved = gone.place !== null;
    const at = of.faces.indexOf(gone);
    of.faces.splice(at, 1);
    gone.place = null;
    gone.revision = 'new';
    face = null;
    choose(of.faces, Math.max(0, at - 1));
    showProgress();
    list.update();
    toast('The face is removed.', false, {
      name: 'Undo',
      run() {
        of.faces.splice(at, 0, gone);
        if (of === picture) {
          choose(of.faces, at);
          if (wasSaved) {
            changed();
          }
        }
      },
    });
  },
};

function zoom(by) {
  const point = face && chosen >= 0 && isPresent(face.points[chosen]) ? face.points[chosen] : null;
  if (point) {
    stage.zoom(by, stage.x(point), stage.y(point));
  } else {
    stage.zoom(by);
  }
}

// ---- sheets of narrow windows

function closeSheet() {
  delete document.body.dataset.sheet;
  document.querySelectorAll('[data-open]').forEach((each) => each.setAttribute('aria-expanded', 'false'));
}

function openSheet(name, button) {
  document.body.dataset.sheet = name;
  button.setAttribute('aria-expanded', 'true');
  byId(name).querySelector('.sheetclose').focus();
  list.draw();
}

// ---- the other window

/** What changed while this window was not looked at. */
async function refresh() {
  const of = picture;
  if (!of || !saver.isDone || nudged || dragging) {
    return;
  }
  try {
    const {faces} = await api.picture(of.index);
    if (of !== picture || !saver.isDone || nudged || dragging) {
      return;
    }
    const seen = of.faces.filter((each) => !each.isDraft).map((each) => each.revision).sort();
    if (faces.length !== seen.length || faces.some((each) => !seen.includes(each.revision))) {
      history.delete(of.index);
      set.pictures[of.index].faces = faces.length;
      showProgress();
      await open(of.index, Math.max(0, of.faces.indexOf(face)));
      toast('This picture has changed in another window: here it is as it is now.');
    }
  } catch {
    // the next change will tell
  }
}

// ---- beginning

const stage = new Stage(
  {box: byId('stage'), photo: byId('photo'), marks: byId('marks'), loupe: byId('loupe')}, [], [], {
    choose: (k) => select(k),
    drag(k, x, y) {
      put(k, x, y, dragging);
      dragging = true;
      show();
    },
    dropped(k) {
      dragging = false;
      changed();
      say(`moved: ${described(face, k, set.names)}`);
    },
    place(x, y) {
      put(chosen, x, y, false);
      changed();
    },
    other(each) {
      choose(picture.faces, picture.faces.indexOf(each));
      announce();
    },
  });

const list = new PictureList({
  box: byId('list'), rows: byId('rows'), none: byId('none'), search: byId('search'), filter: byId('filter'),
}, (index) => {
  open(index);
  byId('stage').focus({preventScroll: true});
});

let points;

async function start() {
  startTheme(byId('theme'));
  fillKeys(byId('keylist'));
  set = await api.set();
  const folder = set.title.split(/[/\\]/).pop() || set.title;
  document.title = `Label ${folder}`;
  byId('title').textContent = folder;
  byId('place').textContent = `${set.schema}, saved as ${set.format}; points proposed by ${set.drafter}`;
  byId('place').title = set.title;
  byId('schema').textContent = `${set.schema} · ${set.names.length}`;
  document.body.classList.toggle('several', set.several);
  document.querySelector('.group.several').hidden = !set.several;
  for (const name of ['hidden', 'absent']) {
    document.querySelector(`[data-do="${name}"]`).hidden = !set.states.includes(name);
  }
  document.querySelector('[data-do="hidden"]').parentElement.hidden =
    !set.states.includes('hidden') && !set.states.includes('absent');
  stage.lines = set.lines;
  stage.names = set.names;
  points = new PointPanel(byId('pointlist'), set.names, (k) => {
    select(k, true);
    closeSheet();
  });
  const first = [];
  set.order.forEach(({picture: index, reason}) => {
    if (!reasons.has(index)) {
      first.push(index);
      reasons.set(index, reason);
    }
  });
  order = [...first, ...set.pictures.map((_, i) => i).filter((i) => !reasons.has(i))];
  list.fill(set.pictures, order, reasons);
  showProgress();
  listen();
  const todo = order.find((i) => set.pictures[i].faces === 0);
  await open(first.length > 0 ? first[0] : todo ?? order[0], first.length > 0 ? set.order[0].face : 0);
  byId('stage').focus({preventScroll: true});
}

function listen() {
  document.querySelectorAll('[data-do]').forEach((button) => button.addEventListener('click', () => {
    actions[button.dataset.do]();
    if (!['add', 'remove'].includes(button.dataset.do) && button.disabled) {
      byId('stage').focus({preventScroll: true}); // a button that is off holds no focus
    }
  }));
  document.querySelectorAll('[data-open]').forEach((button) =>
    button.addEventListener('click', () => openSheet(button.dataset.open, button)));
  document.querySelectorAll('[data-close]').forEach((button) => button.addEventListener('click', () => {
    if (button.dataset.close === 'keys') {
      byId('keys').close();
    } else {
      const opener = document.querySelector(`[data-open="${button.dataset.close}"]`);
      closeSheet();
      opener.focus();
    }
  }));
  byId('help').addEventListener('click', actions.keys);
  byId('saved').addEventListener('click', () => saver.pump());
  document.querySelectorAll('#conflict button').forEach((button) =>
    button.addEventListener('click', () => byId('conflict').close(button.value)));
  startKeys(byId('stage'), byId('pointlist'), {
    do: (name) => actions[name](),
    step(by) {
      if (!face) {
        return false;
      }
      const to = chosen < 0 ? (by > 0 ? 0 : face.points.length - 1) : chosen + by;
      const there = to >= 0 && to < face.points.length;
      if (there) {
        select(to, true);
      }
      return there;
    },
    nudge(dx, dy, goesOn) {
      if (!face || chosen < 0 || !isPresent(face.points[chosen])) {
        stage.pan(-30 * Math.sign(dx), -30 * Math.sign(dy));
        return;
      }
      const [x, y] = face.points[chosen];
      put(chosen, x + dx, y + dy, goesOn || nudged > 0);
      clearTimeout(nudged);
      nudged = setTimeout(() => {
        flush();
        say(`moved: ${described(face, chosen, set.names)}`);
      }, HELD_KEY);
      stage.reveal(chosen);
      show();
    },
    leave() {
      if (document.body.dataset.sheet) {
        closeSheet();
      } else if (chosen >= 0) {
        select(-1);
        say('no point chosen');
      } else {
        document.querySelector('[data-do="accept"]').focus();
      }
    },
  });
  addEventListener('focus', refresh);
  addEventListener('beforeunload', (event) => {
    flush();
    if (!saver.isDone) {
      event.preventDefault();
    }
  });
}

start().catch((problem) => toast(problem.message, true));
