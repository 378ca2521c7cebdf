// Tenant text reaches the page only through textContent; nothing here ever parses markup.
const read = id => JSON.parse(document.getElementById('data-' + id).textContent);
const bytesOf = base64 => {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
};
// unpack reads a block that stands in the page deflated and in base64, and frees its text.
const unpack = async id => {
  const block = document.getElementById('packed-' + id);
  const bytes = bytesOf(block.textContent);
  block.remove();
  return JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text());
};
const head = read('head'), texts = read('texts'), gaps = read('gaps');
const [findings, groups, differences] = await Promise.all([unpack('findings'), unpack('groups'), unpack('differences')]);
const F = {severity: 0, control: 1, group: 2, kind: 3, name: 4, id: 5, dn: 6, message: 7, expected: 8, actual: 9, evidence: 10, fingerprint: 11, flags: 12, age: 13, waiver: 14, decision: 15};
const G = {key: 0, name: 1, id: 2, dn: 3, kind: 4, portal: 5, portalType: 6, flags: 7, expected: 8, type: 9, engine: 10, copy: 11, missing: 12, foreign: 13, findings: 14, mail: 15, sam: 16, gaps: 17};
const D = {group: 0, difference: 1, class: 2, name: 3, id: 4, dn: 5, reason: 6};
const FLAG = {waived: 1, settling: 2, misleads: 1, copy: 2};
for (const g of groups) if (g[G.key].length === 2) g[G.key] += g[G.id];
const shapes = {critical: '◆', high: '▲', medium: '●', low: '▽', info: '○'};
const narrow = matchMedia('(max-width: 40rem)');

// Details of groups stand in blocks of their own, which are unpacked when one is looked at.
const unpacked = new Map();
const detailOf = async i => {
  const block = Math.floor(i / head.detailsIn);
  if (!unpacked.has(block)) unpacked.set(block, unpack('details-' + block));
  return (await unpacked.get(block))[i % head.detailsIn];
};

const fill = (e, attributes, children) => {
  for (const [k, v] of Object.entries(attributes)) {
    if (v === null || v === undefined) continue;
    if (k === 'on') for (const [name, f] of Object.entries(v)) e.addEventListener(name, f);
    else e.setAttribute(k, v);
  }
  e.append(...children.flat().filter(c => c !== null && c !== undefined));
  return e;
};
const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
// breakable lets names of the directory, paths and ids break after their separators, and nowhere else.
const breakable = text => {
  const parts = String(text).split(/(?<=[,;/_@.-])(?=\S)/);
  return parts.length < 2 || String(text).length < 25 ? String(text) : el('span', {class: 'long'}, ...parts.flatMap((p, i) => i ? [el('wbr'), p] : [p]));
};
const cut = (text, n) => text.length > n ? text.slice(0, n - 1) + '…' : text;
const words = key => key.replaceAll('_', ' ');
const count = n => n === null || n === undefined ? 'not known' : n.toLocaleString('en');
// A number that is the least there are stands in the rows below zero.
const size = n => Math.abs(n ?? 0), compared = n => n !== null && n >= 0;
const amount = n => n < 0 ? 'at least ' + count(-n) : count(n);
// listedOf says how much of a list the page has, and where all of it is.
const listedOf = (shown, all, ...sheets) => `${count(shown)} of ${count(all)} listed, all in the workbook's sheet${sheets.length > 1 ? 's' : ''} ${sheets.join(' and ')}.`;
const plural = (n, noun) => n.toLocaleString('en') + ' ' + noun + (n === 1 ? '' : 's');

const severityOf = f => head.severities[f[F.severity]];
const controlOf = f => head.controls[f[F.control]];
const groupOf = f => f[F.group] >= 0 ? groups[f[F.group]] : null;
const nameOf = f => groupOf(f) ? groupOf(f)[G.name] || groupOf(f)[G.id] : f[F.name] || f[F.id];
const marksOf = (flags, age) => [flags & FLAG.waived ? 'waived' : '', flags & FLAG.settling ? 'settling' : '', age].filter(Boolean);
const ages = ['', 'new', 'persisting'];
const ageAt = f => f[F.age] ? Math.max(0, ages.findIndex((a, i) => i && f[F.age].startsWith(a))) : 0;
const marks = f => marksOf(f[F.flags], ages[ageAt(f)]);
// There are few states, each with one list of words.
const states = ages.map(age => [0, 1, 2, 3].map(flags => flags ? marksOf(flags, age) : ['open', ...marksOf(0, age)]));
const stateAt = f => ageAt(f) * 4 + f[F.flags];
const stateOf = f => states[ageAt(f)][f[F.flags]];

// plainly is text without regard to case and accents, as people search for it.
const letters = {ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i', æ: 'ae', œ: 'oe', þ: 'th'};
const plainly = text => {
  const key = text.toLowerCase();
  return /[^\x00-\x7f]/.test(key) ? key.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[ßøłđðıæœþ]/g, c => letters[c]) : key;
};
// Names are put in order as people do: without regard to case and accents, numbers by their value.
const folded = text => {
  const key = plainly(cut(text, 200));
  return /\d/.test(key) ? key.replace(/\d+/g, d => d.padStart(10, '0')) : key;
};
// ranks returns a function that tells a row's place among all rows by their text; it compares each text once.
const ranks = (rows, textOf) => {
  let places = null;
  return row => {
    if (!places) {
      const texts = new Set();
      for (const r of rows) texts.add(textOf(r));
      const keyed = [...texts].map(text => [folded(text), text]).sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
      places = new Map();
      for (let i = 0; i < keyed.length; i++) places.set(keyed[i][1], i);
    }
    return places.get(textOf(row));
  };
};
