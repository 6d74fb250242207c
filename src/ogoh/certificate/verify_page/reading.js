"use strict";
// Letters, CBOR and signatures, each in the one encoding that certificates have: src/ogoh/certificate says the same
// in letters.py, strict_cbor.py, signing.py and claims.py, and one table of cases is run through both.

const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const LONGEST_TEXT = 4000;
const HALF_ORDER = BigInt("0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551") >> 1n;
const ZONE_SECONDS = 5 * 3600;
const DAY_SECONDS = 86400;
const VALID_DAYS = 14;
const LAST_DAY = 47482;
const PRIVATE = -65537;

class CutShort extends Error {}
class NotCanonical extends Error {}

function fromLetters(prefix, text) {
  const inner = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  if (inner.slice(0, prefix.length).toUpperCase() !== prefix) return null;
  const letters = inner.slice(prefix.length);
  const values = Array.from(letters, (sign) => SIGNS.indexOf(sign));
  if (!inner.startsWith(prefix) || values.includes(-1)) throw new NotCanonical("letters");
  const bytes = [];
  const whole = values.length - (values.length % 3);
  for (let at = 0; at < whole; at += 3) {
    const group = values[at] + 45 * values[at + 1] + 2025 * values[at + 2];
    if (group > 65535) throw new NotCanonical("group");
    bytes.push(group >> 8, group & 255);
  }
  if (values.length - whole === 1) throw new CutShort("group");
  if (values.length - whole === 2) {
    const group = values[whole] + 45 * values[whole + 1];
    if (group > 255) throw new CutShort("group");
    bytes.push(group);
  }
  return Uint8Array.from(bytes);
}

// An item is a number, a string, a Uint8Array, an array or a Map.
class Reader {
  constructor(data, at) {
    this.data = data;
    this.at = at;
  }

  item(deep) {
    const first = this.take(1)[0];
    const number = this.number(first & 31);
    if (deep === 0) throw new NotCanonical("deep");
    switch (first >> 5) {
      case 0: return number;
      case 1: return -1 - number;
      case 2: return this.take(number);
      case 3: return this.text(number);
      case 4: return this.list(number, deep - 1);
      case 5: return this.map(number, deep - 1);
    }
    throw new NotCanonical("tag");
  }

  number(code) {
    if (code < 24) return code;
    const length = { 24: 1, 25: 2, 26: 4, 27: 8 }[code];
    if (length === undefined) throw new NotCanonical("length");
    let number = 0n;
    for (const byte of this.take(length)) number = (number << 8n) | BigInt(byte);
    const least = code === 24 ? 24n : 1n << BigInt(4 * length);
    if (number < least || number > 1n << 53n) throw new NotCanonical("number");
    return Number(number);
  }

  counted(number) {
    if (number > this.data.length - this.at) throw new CutShort("items");
    return number;
  }

  list(number, deep) {
    const found = [];
    for (let left = this.counted(number); left > 0; left--) found.push(this.item(deep));
    return found;
  }

  text(length) {
    const bytes = this.take(length);
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new NotCanonical("UTF-8");
    }
  }

  map(number, deep) {
    const found = new Map();
    let before = new Uint8Array();
    for (let left = this.counted(number); left > 0; left--) {
      const start = this.at;
      const key = this.item(deep);
      const written = this.data.subarray(start, this.at);
      if (typeof key !== "number" || compareBytes(written, before) <= 0) throw new NotCanonical("keys");
      before = written;
      found.set(key, this.item(deep));
    }
    return found;
  }

  take(length) {
    if (length > this.data.length - this.at) throw new CutShort("bytes");
    this.at += length;
    return this.data.subarray(this.at - length, this.at);
  }
}

function compareBytes(one, other) {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    if (one[at] !== other[at]) return one[at] - other[at];
  }
  return one.length - other.length;
}

function demand(holds) {
  if (!holds) throw new NotCanonical("shape");
}

const isBytes = (item, length) => item instanceof Uint8Array && (length === undefined || item.length === length);
const isNumber = (item) => typeof item === "number";
const isText = (item) => typeof item === "string";
const isMap = (item, ...keys) => item instanceof Map && item.size === keys.length && keys.every((key) => item.has(key));
const inHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function wholeItem(data) {
  const reader = new Reader(data, 0);
  let item;
  try {
    item = reader.item(6);
  } catch (fault) {
    if (fault instanceof CutShort) throw new NotCanonical("cut inside");
    throw fault;
  }
  demand(reader.at === data.length);
  return item;
}

function openSigned(data) {
  if (data.length === 0) throw new CutShort("nothing");
  demand(data[0] === 0xd2);
  const reader = new Reader(data, 1);
  const message = reader.item(6);
  demand(reader.at === data.length && Array.isArray(message) && message.length === 4);
  const [header, unprotected, payload, signature] = message;
  demand(isBytes(header) && isMap(unprotected) && isBytes(payload) && isBytes(signature, 64));
  const told = wholeItem(header);
  demand(isMap(told, 1, 4) && told.get(1) === -7 && isBytes(told.get(4), 8));
  return { kid: inHex(told.get(4)), header, payload, told: wholeItem(payload), signature };
}

async function kidOf(point) {
  return inHex(new Uint8Array(await crypto.subtle.digest("SHA-256", point)).subarray(0, 8));
}

async function isSignedBy(signed, point) {
  const low = BigInt("0x" + inHex(signed.signature.subarray(32))) <= HALF_ORDER;
  if (!low || signed.kid !== (await kidOf(point))) return false;
  const asked = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("raw", Uint8Array.from([4, ...point]), asked, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signed.signature, toBeSigned(signed));
}

// Sig_structure of RFC 9052, section 4.4.
function toBeSigned({ header, payload }) {
  const context = new TextEncoder().encode("Signature1");
  return Uint8Array.from([0x84, 0x6a, ...context, ...asBytes(header), 0x40, ...asBytes(payload)]);
}

function asBytes(bytes) {
  const length = bytes.length;
  if (length < 24) return [0x40 | length, ...bytes];
  return length < 256 ? [0x58, length, ...bytes] : length < 65536 ? [0x59, length >> 8, length & 255, ...bytes]
    : [0x5a, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255, ...bytes];
}

const dayOf = (seconds) => Math.floor((seconds + ZONE_SECONDS) / DAY_SECONDS);
const isDay = (item) => isNumber(item) && item >= 0 && item < LAST_DAY;
const isMoment = (item) => isNumber(item) && item >= 0 && item < LAST_DAY * DAY_SECONDS;
const lengthOf = (text) => Array.from(text).length;

function statementOf(told) {
  demand(isMap(told, 1, 4, 6, 7, PRIVATE));
  const [office, expires, issued, number] = [1, 4, 6, 7].map((key) => told.get(key));
  const parts = told.get(PRIVATE);
  demand(Array.isArray(parts) && parts.length === 4 && Array.isArray(parts[0]));
  demand(isText(parts[1]) && isBytes(parts[2], 8) && isBytes(parts[3], 12) && isBytes(number, 10) && isText(office));
  const answers = parts[0].map(answerOf);
  const named = String.fromCharCode(...number);
  demand(/^[0-9A-HJKMNP-TV-Z]{10}$/.test(named) && lengthOf(office) > 0 && lengthOf(office) <= 60);
  demand(answers.length > 0 && answers.length <= 8 && /^[0-9A-Z]{4}$/.test(parts[1]));
  demand(new Set(answers.map((one) => one.source + " " + one.kind)).size === answers.length);
  demand(isMoment(issued) && isMoment(expires));
  demand(expires === (dayOf(issued) + VALID_DAYS + 1) * DAY_SECONDS - ZONE_SECONDS);
  return { number: named, office, answers, documentEnd: parts[1], issued, expires };
}

function answerOf(item) {
  demand(Array.isArray(item) && (item.length === 4 || item.length === 5));
  const [source, kind, asOf, answer, grounds = ""] = item;
  demand(isText(source) && /^[a-z0-9][a-z0-9_-]{0,31}$/.test(source) && isDay(asOf) && isText(grounds));
  demand([0, 1].includes(kind) && [0, 1, 2].includes(answer));
  demand(item.length === 4 || (grounds !== "" && lengthOf(grounds) <= 200 && answer === 2));
  const kinds = ["entry_ban", "controlled_persons"], answers = ["no_record", "possible", "recorded"];
  return { source, kind: kinds[kind], asOf, answer: answers[answer], grounds };
}
