// face-api's landmark nets over the jobs of peers.sh, by TensorFlow.js on WebAssembly, one thread: node face_api.js MODULES NET JOBS ANSWERS.
// MODULES is the node_modules folder, NET faceLandmark68Net or faceLandmark68TinyNet. Jobs and answers are as in dlib.cpp. The box is cut at
// the picture's edges, as its own extractFaceTensors does; the net pads it to a square.
const fs = require('fs');
const path = require('path');

const [modules, net, jobs, answers] = process.argv.slice(2);
const load = (name) => require(path.resolve(modules, name));
const tf = load('@tensorflow/tfjs');
const wasm = load('@tensorflow/tfjs-backend-wasm');
const faceapi = load('@vladmandic/face-api/dist/face-api.node-wasm.js');

function readPpm(file) {
  const bytes = fs.readFileSync(file);
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 64).toString('latin1'));
  const [width, height] = [Number(head[1]), Number(head[2])];
  return { width, height, tensor: tf.tensor3d(new Int32Array(bytes.subarray(head[0].length)), [height, width, 3], 'int32') };
}

async function main() {
  wasm.setWasmPaths(path.resolve(modules, '@tensorflow/tfjs-backend-wasm/dist') + path.sep);
  wasm.setThreadsCount(1);
  await tf.setBackend('wasm');
  await tf.ready();
  await faceapi.nets[net].loadFromDisk(path.resolve(modules, '@vladmandic/face-api/model'));
  const out = [];
  let name = '';
  let picture;
  for (const line of fs.readFileSync(jobs, 'utf8').split('\n').filter((each) => each)) {
    const [file, box] = line.split('\t');
    if (file !== name) {
      if (picture) picture.tensor.dispose();
      picture = readPpm(file);
      name = file;
    }
    const [left, top, right, bottom] = box.split(' ').map((side) => Math.round(Number(side) + 0.5)); // pixels' corners
    const x = Math.max(0, left);
    const y = Math.max(0, top);
    const start = performance.now();
    const crop = tf.slice(picture.tensor, [y, x, 0], [Math.min(picture.height, bottom) - y, Math.min(picture.width, right) - x, 3]);
    const points = (await faceapi.nets[net].detectLandmarks(crop)).positions;
    const spent = performance.now() - start;
    crop.dispose();
    out.push([spent, ...points.flatMap((p) => [p.x + x - 0.5, p.y + y - 0.5])].map((n) => n.toFixed(3)).join(' '));
  }
  fs.writeFileSync(answers, out.join('\n') + '\n');
  console.log(`${net}: ${tf.getBackend()}, ${wasm.getThreadsCount()} thread`);
}

main();
