// Tenant text reaches the page only through textContent; nothing here ever parses markup.
const read = id => JSON.parse(document.getElementById('data-' + id).textContent);
const head = read('head'), findings = read('findings'), groups = read('groups'), texts = read('texts');
const shapes = {critical: '◆', high: '▲', medium: '●', low: '▽', info: '○'};
const F = {severity: 0, control: 1, group: 2, kind: 3, name: 4, id: 5, dn: 6, message: 7, expected: 8, actual: 9, evidence: 10, fingerprint: 11, flags: 12, age: 13, waiver: 14};
const FLAG = {waived: 1, settling: 2};
const narrow = matchMedia('(max-width: 40rem)');

const el = (tag, attributes = {}, ...children) => {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes)) {
    if (v === null || v === undefined) continue;
    if (k === 'on') for (const [name, f] of Object.entries(v)) e.addEventListener(name, f);
    else e.setAttribute(k, v);
  }
  e.append(...children.filter(c => c !== null && c !== undefined));
  return e;
};
// breakable lets names of the directory, paths and ids break after their separators, and nowhere else.
const breakable = text => {
  const parts = String(text).split(/(?<=[,;/_@.-])(?=\S)/);
  return parts.length < 2 || String(text).length < 25 ? String(text) : el('span', {class: 'long'}, ...parts.flatMap((p, i) => i ? [el('wbr'), p] : [p]));
};
const severityOf = f => head.severities[f[F.severity]];
const controlOf = f => head.controls[f[F.control]];
const nameOf = f => f[F.group] >= 0 ? groups[f[F.group]].name : f[F.name] || f[F.id];
const marks = f => [f[F.flags] & FLAG.waived ? 'waived' : '', f[F.flags] & FLAG.settling ? 'settling' : '', /^(new|persisting)/.exec(f[F.age] || '')?.[0]].filter(Boolean).join(', ');
const count = n => n === null || n === undefined ? 'not known' : n.toLocaleString('en');
const plural = (n, noun) => n.toLocaleString('en') + ' ' + noun + (n === 1 ? '' : 's');
const collator = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});
const compare = (a, b) => typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
