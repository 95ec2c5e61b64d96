// What the server is asked. Addresses are relative: the page's own holds the secret.

/** Somebody else has changed the picture's faces; `faces` are those that are there now. */
export class Conflict extends Error {
  constructor(faces) {
    super('changed in another window');
    this.faces = faces;
  }
}

async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, {cache: 'no-store', ...options});
  } catch {
    throw new Error('kp label does not answer: is it still running?');
  }
  const body = await answer.json();
  if (answer.status === 409) {
    throw new Conflict(body.faces);
  }
  if (!answer.ok) {
    throw new Error(body.error);
  }
  return body;
}

export const api = {
  set: () => ask('api/set'),
  picture: (picture) => ask(`api/picture/${picture}`),
  drafts: (picture) => ask(`api/drafts/${picture}`),
  draft: (picture, [x, y, w, h]) => ask(`api/draft/${picture}?x=${x}&y=${y}&w=${w}&h=${h}`),
  /** points null removes the face; the answer holds the picture's faces as they are then */
  save: (picture, face, revision, points) =>
    ask(`api/face/${picture}/${face}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({revision, points}),
    }),
  thumb: (picture) => `thumb/${picture}`,
  view: (picture, [x, y, w, h], side) =>
    `view/${picture}?x=${x}&y=${y}&w=${w}&h=${h}&side=${side}`,
};
