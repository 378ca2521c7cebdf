// Tenant text reaches the page only through textContent; nothing here ever parses markup.
const read = id => JSON.parse(document.getElementById('data-' + id).textContent);
// unpack reads a block that stands in the page deflated and in base64, and frees its text.
const unpack = async id => {
  const block = document.getElementById('packed-' + id);
  const bytes = Uint8Array.from(atob(block.textContent), c => c.charCodeAt(0));
  block.remove();
  return JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text());
};
const head = read('head'), texts = read('texts');
const [findings, groups] = await Promise.all([unpack('findings'), unpack('groups')]);
const F = {severity: 0, control: 1, group: 2, kind: 3, name: 4, id: 5, dn: 6, message: 7, expected: 8, actual: 9, evidence: 10, fingerprint: 11, flags: 12, age: 13, waiver: 14};
const G = {key: 0, name: 1, id: 2, dn: 3, kind: 4, portal: 5, portalType: 6, flags: 7, expected: 8, type: 9, engine: 10, copy: 11, missing: 12, foreign: 13, findings: 14, extra: 15};
const FLAG = {waived: 1, settling: 2, misleads: 1, copy: 2};
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
const plural = (n, noun) => n.toLocaleString('en') + ' ' + noun + (n === 1 ? '' : 's');

const severityOf = f => head.severities[f[F.severity]];
const controlOf = f => head.controls[f[F.control]];
const groupOf = f => f[F.group] >= 0 ? groups[f[F.group]] : null;
const nameOf = f => groupOf(f) ? groupOf(f)[G.name] || groupOf(f)[G.id] : f[F.name] || f[F.id];
const marks = f => [f[F.flags] & FLAG.waived ? 'waived' : '', f[F.flags] & FLAG.settling ? 'settling' : '', /^(new|persisting)/.exec(f[F.age] || '')?.[0]].filter(Boolean);
const stateOf = f => f[F.flags] ? marks(f) : ['open', ...marks(f)];

// Names are put in order as people do: without regard to case and accents, numbers by their value.
const folded = text => {
  const plain = /^[\x00-\x7f]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '');
  return cut(plain, 200).toLowerCase().replace(/\d+/g, d => d.padStart(10, '0'));
};
// ranks returns a function that tells a row's place among all rows by their text; it compares each text once.
const ranks = (rows, textOf) => {
  let places = null;
  return row => {
    if (!places) {
      const keys = new Map(rows.map(r => [textOf(r), '']));
      for (const text of keys.keys()) keys.set(text, folded(text));
      places = new Map([...keys].sort((a, b) => a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0).map(([text], i) => [text, i]));
    }
    return places.get(textOf(row));
  };
};
