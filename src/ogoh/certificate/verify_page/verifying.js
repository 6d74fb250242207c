// What a text turns out to be: the steps of src/ogoh/certificate/verifying.py in the same order.

const EARLY_SECONDS = 300;

async function readList(letters, prefix, kind, root) {
  const data = fromLetters(prefix, letters);
  demand(data !== null);
  const signed = openSigned(data);
  demand(await isSignedBy(signed, root));
  const told = signed.told;
  demand(isMap(told, 1, 2, 3, 4) && told.get(1) === kind && Array.isArray(told.get(4)));
  demand(isMoment(told.get(2)) && isMoment(told.get(3)));
  return { issued: told.get(2), due: told.get(3), rows: told.get(4) };
}

async function readLists(data) {
  const root = Uint8Array.from(data.root.match(/../g), (pair) => parseInt(pair, 16));
  const keys = await readList(data.keys, "OGK1:", 1, root);
  keys.byKid = new Map();
  for (const row of keys.rows) {
    demand(Array.isArray(row) && row.length === 5 && isBytes(row[0], 64) && isDay(row[1]) && isDay(row[2]));
    const [point, first, last, state, since] = row;
    demand([0, 1, 2].includes(state) && isDay(since) && (state !== 0 || since === 0));
    const kid = await kidOf(point);
    if (!keys.byKid.has(kid)) keys.byKid.set(kid, { point, first, last, state, since });
  }
  const revoked = data.revoked === null ? null : await readList(data.revoked, "OGR1:", 2, root);
  if (revoked) {
    demand(revoked.rows.every((row) => isBytes(row, 10)));
    revoked.numbers = new Set(revoked.rows.map((row) => String.fromCharCode(...row)));
  }
  return { keys, revoked };
}

function signsOn(key, day) {
  if (day < key.first || day > key.last) return false;
  return key.state === 0 || (key.state === 1 ? day <= key.since : day < key.since);
}

async function verify(text, { keys, revoked }, at) {
  if (lengthOf(text) > LONGEST_TEXT) return { finding: "not_a_certificate" };
  let signed;
  try {
    const data = fromLetters("OGH1:", text);
    if (data === null) return { finding: "not_a_certificate" };
    signed = openSigned(data);
  } catch (fault) {
    if (fault instanceof CutShort) return { finding: "cut" };
    if (fault instanceof NotCanonical) return { finding: "re_encoded" };
    throw fault;
  }
  const key = keys.byKid.get(signed.kid);
  if (!key) return { finding: "foreign_key" };
  if (!(await isSignedBy(signed, key.point))) return { finding: "forged" };
  let statement;
  try {
    statement = statementOf(signed.told);
  } catch (fault) {
    if (fault instanceof NotCanonical) return { finding: "re_encoded" };
    throw fault;
  }
  const found = findingOf(statement, key, keys, revoked, at);
  const isTold = ["valid", "expired", "not_yet_valid", "lists_too_old"].includes(found.finding);
  return isTold ? { ...found, statement } : found;
}

function findingOf(statement, key, keys, revoked, at) {
  const issuedOn = dayOf(statement.issued);
  if (!signsOn(key, issuedOn)) {
    if (key.state === 2) return { finding: "key_lost", day: key.since };
    return { finding: "key_retired", day: key.since || (issuedOn > key.last ? key.last : key.first) };
  }
  if (revoked && revoked.numbers.has(statement.number)) return { finding: "revoked", day: dayOf(revoked.issued) };
  if (at < statement.issued - EARLY_SECONDS) return { finding: "not_yet_valid", day: issuedOn };
  if (at >= statement.expires) return { finding: "expired", day: dayOf(statement.expires) - 1 };
  const due = Math.min(keys.due, revoked ? revoked.due : Infinity);
  if (at >= due) return { finding: "lists_too_old", day: dayOf(due - 1) };
  return { finding: "valid" };
}
