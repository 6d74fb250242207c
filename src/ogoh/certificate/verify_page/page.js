// The page itself: what is asked, by text, picture or camera, and what is shown. Text is only ever set as text.

const DATA = JSON.parse(document.getElementById("data").textContent);
const LARGEST_PICTURE = 10_000_000;
const SIDES = [1600, 1000, 600];
const MOST_CODES = 6;
const SHAPES = {
  octagon: "M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z",
  triangle: "M12 2 23 22H1z",
  circle: "M12 1a11 11 0 1 0 0 22 11 11 0 1 0 0-22zm0 3a8 8 0 1 1 0 16 8 8 0 1 1 0-16z",
};
const ANSWER_SHAPES = { no_record: "circle", possible: "triangle", recorded: "octagon" };

const element = (id) => document.getElementById(id);
let words = firstLanguage();
let lists = null;
let shown = null;
let stream = null;

function firstLanguage() {
  const wanted = navigator.languages.map((tag) => tag.toLowerCase());
  for (const tag of wanted) {
    const found = DATA.languages.find((one) => tag === one.tag.toLowerCase())
      || DATA.languages.find((one) => tag.split("-")[0] === one.tag.split("-")[0]);
    if (found) return found;
  }
  return DATA.languages[0];
}

const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_whole, name) => facts[name]);

function inWords(day) {
  const date = new Date(day * 86400000);
  return fill(words.days[date.getUTCMonth()], { day: date.getUTCDate(), year: date.getUTCFullYear() });
}

function make(name, text, kind) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function shape(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "shape", "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name]);
  path.setAttribute("fill", "currentColor");
  svg.append(path);
  return svg;
}

function marked(name, drawn, text) {
  const made = make(name, undefined, "word");
  made.append(shape(drawn), make("span", text));
  return made;
}

function draw() {
  document.documentElement.lang = words.tag;
  document.title = words.page.title + " · Ogoh";
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = words.page[one.dataset.word];
  element("camera").textContent = words.page[stream ? "stop" : "camera"];
  element("languages").setAttribute("aria-label", words.page.language);
  element("languages").replaceChildren(...DATA.languages.map(languageButton));
  if (lists) {
    element("keys-due").textContent = fill(words.page.keys_due, { day: inWords(dayOf(lists.keys.due - 1)) });
    element("root").textContent = fill(words.page.root, { fingerprint: DATA.fingerprint });
  }
  if (shown) show(shown);
}

function languageButton(one) {
  const button = make("button", one.name);
  button.type = "button";
  button.lang = one.tag;
  button.setAttribute("aria-pressed", String(one === words));
  button.addEventListener("click", () => { words = one; draw(); });
  return button;
}

function revokedLine() {
  if (!lists.revoked) return words.lines.revoked_not_looked_at;
  return fill(words.lines.revoked_looked_at, { day: inWords(dayOf(lists.revoked.issued)) });
}

// What is shown is either {said: a word of the page} or what verify() found.
function show(found) {
  shown = found;
  const result = element("result");
  if (found.said) {
    const box = make("div", undefined, "finding triangle");
    box.append(make("p", words.page[found.said]));
    result.replaceChildren(box);
    return;
  }
  const [drawn, heading] = words.headings[found.finding];
  const box = make("div", undefined, "finding " + drawn);
  const day = found.day === undefined ? "" : inWords(found.day);
  box.append(marked("h2", drawn, heading), make("p", fill(words.findings[found.finding], { day })));
  result.replaceChildren(box, ...(found.statement ? told(found.statement) : []));
}

function told(statement) {
  const number = statement.number.slice(0, 5) + "-" + statement.number.slice(5);
  const facts = { number, day: inWords(dayOf(statement.issued)), office: statement.office };
  return [
    ...statement.answers.map(answerBox),
    make("p", fill(words.lines.number, facts)),
    make("p", fill(words.lines.holds, { day: inWords(dayOf(statement.expires) - 1) })),
    make("p", fill(words.lines.document_end, { signs: statement.documentEnd })),
    make("p", revokedLine()),
    make("p", words.lines.no_permission),
  ];
}

function answerBox(one) {
  const drawn = ANSWER_SHAPES[one.answer];
  const box = make("div", undefined, "answer " + drawn);
  const facts = { kind: words.kinds[one.kind], source: one.source, day: inWords(one.asOf), answer: words.answers[one.answer] };
  box.append(marked("h3", drawn, words.answers[one.answer]), make("p", fill(words.lines.answer, facts), "fact"));
  if (one.grounds) box.append(make("p", fill(words.lines.grounds, { grounds: one.grounds }), "fact"));
  return box;
}

async function showVerified(text) {
  show(await verify(text, lists, Date.now() / 1000));
  element("result").focus({ preventScroll: true });
  element("result").scrollIntoView({ block: "nearest" });
}

async function codesIn(source, width, height) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const found = new Set();
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(width, height));
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    for (const text of codesOn(context, canvas)) found.add(text);
    if ([...found].some((text) => text.startsWith("OGH1:"))) break;
  }
  return [...found];
}

// The reader finds one code at a time: what was found is painted over, and it looks again.
function codesOn(context, canvas) {
  const found = [];
  while (found.length < MOST_CODES) {
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
    const code = jsQR(pixels.data, canvas.width, canvas.height);
    if (!code || !code.location) break;
    found.push(code.data);
    const at = code.location;
    context.beginPath();
    for (const corner of [at.topLeftCorner, at.topRightCorner, at.bottomRightCorner, at.bottomLeftCorner]) {
      context.lineTo(corner.x, corner.y);
    }
    context.fill();
  }
  return found;
}

async function showPicture(file) {
  if (file.size > LARGEST_PICTURE) return show({ said: "too_large" });
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return show({ said: "unreadable" });
  }
  const codes = await codesIn(picture, picture.width, picture.height);
  picture.close();
  const ours = codes.filter((text) => text.startsWith("OGH1:"));
  if (ours.length > 1) return show({ said: "several" });
  if (codes.length === 0) return show({ said: "no_code" });
  return showVerified(ours[0] || codes[0]);
}

async function startCamera() {
  const view = element("view");
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  } catch {
    return show({ said: "no_camera" });
  }
  view.srcObject = stream;
  view.hidden = false;
  draw();
  await view.play();
  while (stream) {
    const ours = (await codesIn(view, view.videoWidth || 1, view.videoHeight || 1)).find((text) => text.startsWith("OGH1:"));
    if (ours && stream) {
      stopCamera();
      return showVerified(ours);
    }
    await new Promise((again) => setTimeout(again, 150));
  }
}

function stopCamera() {
  for (const track of stream.getTracks()) track.stop();
  stream = null;
  element("view").srcObject = null;
  element("view").hidden = true;
  draw();
}

async function begin() {
  draw();
  if (!globalThis.crypto || !crypto.subtle) return show({ said: "no_crypto" });
  try {
    lists = await readLists(DATA);
  } catch {
    return show({ said: "lists_refused" });
  }
  element("asked").addEventListener("submit", (event) => {
    event.preventDefault();
    showVerified(element("text").value);
  });
  element("picture").addEventListener("change", (event) => {
    if (event.target.files.length) showPicture(event.target.files[0]);
  });
  element("camera").addEventListener("click", () => (stream ? stopCamera() : startCamera()));
  draw();
  document.documentElement.dataset.ready = "yes";
}

begin();
