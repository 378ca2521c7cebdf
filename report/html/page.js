'use strict';
(() => {
// Tenant text reaches the page only through textContent; nothing here ever parses markup.
const read = id => JSON.parse(document.getElementById('data-' + id).textContent);
const head = read('head'), findings = read('findings'), groups = read('groups'), texts = read('texts');
const shapes = {critical: '◆', high: '▲', medium: '●', low: '▽', info: '○'};
const F = {severity: 0, control: 1, group: 2, kind: 3, name: 4, id: 5, dn: 6, message: 7, expected: 8, actual: 9, evidence: 10, fingerprint: 11, flags: 12};
const FLAG = {waived: 1, settling: 2};
const ROW = 34, PRINTED = 5000;

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
const severityOf = f => head.severities[f[F.severity]];
const controlOf = f => head.controls[f[F.control]];
const nameOf = f => f[F.group] >= 0 ? groups[f[F.group]].name : f[F.name] || f[F.id];
const marks = f => [f[F.flags] & FLAG.waived ? 'waived' : '', f[F.flags] & FLAG.settling ? 'settling' : ''].filter(Boolean).join(', ');
const count = n => n === null || n === undefined ? '?' : String(n);
const collator = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});
const compare = (a, b) => typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));

// table shows rows in a window that holds only what is seen; the scroll bar stands for all of them.
function table(mount, o) {
  const state = {rows: [], sort: o.sort, descending: false};
  const headCells = o.columns.map((c, i) => {
    const button = el('button', {type: 'button', on: {click: () => { state.descending = state.sort === i && !state.descending; state.sort = i; order(); }}}, c.title);
    return el('div', {role: 'columnheader', class: c.number ? 'num' : null}, button);
  });
  const spacer = el('div', {class: 'spacer'});
  const view = el('div', {class: 'view', role: 'rowgroup', tabindex: '0', 'aria-label': o.label + ', scrollable'}, spacer);
  const grid = el('div', {class: 'grid ' + o.name, role: 'table', 'aria-label': o.label}, el('div', {role: 'rowgroup'}, el('div', {class: 'head', role: 'row'}, ...headCells)), view);
  const shown = el('div', {class: 'shown', role: 'status', 'aria-live': 'polite'});
  mount.append(el('div', {class: 'tools'}, ...o.tools, shown), grid);

  const line = (row, index) => {
    const r = el('div', {class: 'row', role: 'row', tabindex: '0', 'aria-rowindex': index + 2, 'data-index': index, on: {
      click: () => o.open(row), keydown: e => {
        if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); o.open(row); }
        if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { e.preventDefault(); focusRow(index + (e.key === 'ArrowDown' ? 1 : -1)); }
      }}},
      ...o.columns.map(c => {
        const value = c.show ? c.show(row) : String(c.value(row));
        const cell = el('div', {role: 'cell', class: 'cell' + (c.number ? ' num' : '') + (c.class ? ' ' + c.class(row) : '')}, value);
        if (typeof value === 'string') cell.title = value;
        return cell;
      }));
    r.style.top = index * ROW + 'px';
    return r;
  };
  const draw = (all) => {
    const first = all ? 0 : Math.max(0, Math.floor(view.scrollTop / ROW) - 8);
    const last = all ? Math.min(state.rows.length, PRINTED) : Math.min(state.rows.length, first + Math.ceil((view.clientHeight || 600) / ROW) + 16);
    const focused = view.contains(document.activeElement) ? document.activeElement.dataset.index : null;
    const lines = [];
    for (let i = first; i < last; i++) lines.push(line(state.rows[i], i));
    spacer.style.height = state.rows.length * ROW + 'px';
    if (!state.rows.length) lines.push(el('div', {class: 'empty'}, o.total() ? 'Nothing matches.' : o.empty));
    if (all && state.rows.length > PRINTED) lines.push(el('div', {class: 'empty'}, `${state.rows.length - PRINTED} more rows are not printed; the workbook has all of them.`));
    view.replaceChildren(spacer, ...lines);
    if (focused !== null && focused !== undefined) view.querySelector(`[data-index="${focused}"]`)?.focus({preventScroll: true});
  };
  const focusRow = i => {
    if (i < 0 || i >= state.rows.length) return;
    if (i * ROW < view.scrollTop) view.scrollTop = i * ROW;
    if ((i + 1) * ROW > view.scrollTop + view.clientHeight) view.scrollTop = (i + 1) * ROW - view.clientHeight;
    draw();
    view.querySelector(`[data-index="${i}"]`)?.focus({preventScroll: true});
  };
  const order = () => {
    const by = o.columns[state.sort].value, sign = state.descending ? -1 : 1;
    const keyed = state.rows.map((row, i) => [by(row), i, row]);
    keyed.sort((a, b) => sign * compare(a[0], b[0]) || a[1] - b[1]);
    state.rows = keyed.map(k => k[2]);
    headCells.forEach((c, i) => c.setAttribute('aria-sort', i === state.sort ? (state.descending ? 'descending' : 'ascending') : 'none'));
    headCells.forEach((c, i) => { c.firstChild.textContent = o.columns[i].title + (i === state.sort ? (state.descending ? ' ▾' : ' ▴') : ''); });
    view.scrollTop = 0;
    draw();
  };
  let waiting = false;
  view.addEventListener('scroll', () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; draw(); }); } });
  addEventListener('resize', () => draw());
  addEventListener('beforeprint', () => draw(true));
  addEventListener('afterprint', () => draw());
  return {
    fill(rows) {
      state.rows = rows;
      grid.setAttribute('aria-rowcount', rows.length + 1);
      shown.textContent = rows.length === o.total() ? `${rows.length} ${o.noun}` : `${rows.length} of ${o.total()} ${o.noun}`;
      order();
    },
    draw,
  };
}

const field = (label, control) => el('label', {}, label, control);
const select = (name, all, values) => el('select', {name}, el('option', {value: ''}, all), ...values.map(([v, t]) => el('option', {value: v}, t)));
const search = placeholder => el('input', {type: 'search', name: 'q', placeholder, autocomplete: 'off', spellcheck: 'false'});
const delayed = f => { let t; return () => { clearTimeout(t); t = setTimeout(f, 120); }; };
const haystacks = new Map();
const haystack = (row, make) => { let h = haystacks.get(row); if (!h) haystacks.set(row, h = make(row).toLowerCase()); return h; };

// Findings.
const used = [...new Set(findings.map(f => f[F.control]))].sort((a, b) => compare(head.controls[a][0], head.controls[b][0]));
const find = {
  q: search('Name, message, id or control'),
  severity: select('severity', 'All severities', head.severities.map(s => [s, s])),
  control: select('control', 'All controls', used.map(c => [head.controls[c][0], head.controls[c][0] + '  ' + head.controls[c][1]])),
};
const findingTable = table(document.querySelector('#findings .mount'), {
  name: 'findings-grid', label: 'Findings', noun: findings.length === 1 ? 'finding' : 'findings', empty: 'No findings.', total: () => findings.length, sort: 0, open: openFinding,
  tools: [field('Search', find.q), field('Severity', find.severity), field('Control', find.control)],
  columns: [
    {title: 'Severity', value: f => f[F.severity], show: f => shapes[severityOf(f)] + ' ' + severityOf(f), class: severityOf},
    {title: 'Control', value: f => controlOf(f)[0]},
    {title: 'Target', value: nameOf},
    {title: 'What was found', value: f => f[F.message]},
    {title: 'State', value: marks},
  ],
});
const findingText = f => [nameOf(f), f[F.message], f[F.id], f[F.dn], f[F.fingerprint], controlOf(f)[0], controlOf(f)[1], f[F.group] >= 0 ? groups[f[F.group]].id + ' ' + groups[f[F.group]].dn : ''].join('\n');
function filterFindings() {
  const q = find.q.value.trim().toLowerCase(), severity = find.severity.value, control = find.control.value;
  findingTable.fill(findings.filter(f => (!severity || severityOf(f) === severity) && (!control || controlOf(f)[0] === control) && (!q || haystack(f, findingText).includes(q))));
}

// Groups.
const kinds = [...new Set(groups.map(g => g.cloud ? g.cloud.kind : 'directory only'))].sort();
const pick = {
  q: search('Name, id or DN'),
  kind: select('kind', 'All kinds', kinds.map(k => [k, k])),
  expected: select('expected', 'Any', [['yes', 'should be in AD'], ['no', 'should not be in AD'], ['unknown', 'undecided']]),
  show: select('show', 'All groups', [['findings', 'with findings'], ['nocopy', 'without a copy']]),
};
const copyOf = g => g.directory ? g.directory.scope + ' ' + g.directory.category : g.candidates ? g.candidates.length + ' claim it' : 'none found';
const groupTable = table(document.querySelector('#groups .mount'), {
  name: 'groups-grid', label: 'Groups', noun: 'groups', empty: 'No groups.', total: () => groups.length, sort: 0, open: openGroup,
  tools: [field('Search', pick.q), field('Kind', pick.kind), field('Writeback', pick.expected), field('Show', pick.show)],
  columns: [
    {title: 'Group', value: g => g.name || g.id},
    {title: 'Kind', value: g => g.cloud ? g.cloud.kind : 'directory only'},
    {title: 'Should be', value: g => g.writeback.expected},
    {title: 'Portal shows', value: g => g.cloud ? g.cloud.portal : ''},
    {title: 'Expected type', value: g => g.writeback.type || ''},
    {title: 'In AD', value: copyOf},
    {title: 'Missing', number: true, value: g => g.members.counts[4] ?? -1, show: g => count(g.members.counts[4])},
    {title: 'Foreign', number: true, value: g => g.members.counts[5] ?? -1, show: g => count(g.members.counts[5])},
    {title: 'Findings', number: true, value: g => g.findings},
  ],
});
const groupText = g => [g.name, g.id, g.dn, g.key, g.cloud ? g.cloud.mail || '' : '', g.directory ? g.directory.sam || '' : ''].join('\n');
function filterGroups() {
  const q = pick.q.value.trim().toLowerCase();
  groupTable.fill(groups.filter(g => (!pick.kind.value || (g.cloud ? g.cloud.kind : 'directory only') === pick.kind.value) &&
    (!pick.expected.value || g.writeback.expected === pick.expected.value) &&
    (!pick.show.value || (pick.show.value === 'findings' ? g.findings > 0 : !g.directory)) &&
    (!q || haystack(g, groupText).includes(q))));
}

// One group's, or one finding's, own view.
const dialog = document.getElementById('detail'), sheet = dialog.querySelector('.sheet');
const section = (title, ...content) => [el('h3', {}, title), ...content];
const rows = (headings, list) => el('table', {}, el('thead', {}, el('tr', {}, ...headings.map(h => el('th', {scope: 'col'}, h)))),
  el('tbody', {}, ...list.map(r => el('tr', {class: r.differs ? 'differs' : null}, ...r.map((c, i) => el(i ? 'td' : 'th', i ? {} : {scope: 'row'}, c instanceof Node ? c : String(c)))))));
const findingBlock = f => el('div', {class: 'one ' + severityOf(f)},
  el('b', {}, shapes[severityOf(f)] + ' ' + severityOf(f) + '  ' + controlOf(f)[0] + '  ' + controlOf(f)[1]),
  el('p', {}, f[F.message]),
  f[F.expected] || f[F.actual] ? el('p', {}, 'Expected ' + (f[F.expected] || '—') + ', found ' + (f[F.actual] || '—')) : null,
  f[F.evidence] ? el('p', {class: 'mono'}, f[F.evidence]) : null,
  el('p', {}, el('b', {}, 'What to do: '), controlOf(f)[2]),
  el('p', {class: 'mono'}, 'fingerprint ' + f[F.fingerprint] + (marks(f) ? ', ' + marks(f) : '')));

function show(title, badge, ...content) {
  const close = el('button', {type: 'button', class: 'close', on: {click: () => dialog.close()}}, 'Close');
  const print = el('button', {type: 'button', class: 'close', on: {click: () => window.print()}}, 'Print');
  sheet.replaceChildren(el('div', {class: 'top'}, el('h2', {id: 'detail-title'}, title), badge ? el('span', {class: 'badge'}, badge) : null, print, close), ...content.filter(c => c));
  if (!dialog.open) dialog.showModal();
  document.body.classList.add('detail');
  dialog.scrollTop = 0;
}
dialog.addEventListener('close', () => {
  document.body.classList.remove('detail');
  if (/^#(group|finding)\//.test(location.hash)) history.replaceState(null, '', '#' + current);
});
dialog.addEventListener('click', e => { if (e.target === dialog) dialog.close(); });

function openFinding(f) {
  history.replaceState(null, '', '#finding/' + f[F.fingerprint]);
  if (f[F.group] >= 0) return showGroup(groups[f[F.group]]);
  show(nameOf(f), f[F.kind], findingBlock(f), f[F.dn] ? el('p', {class: 'mono'}, f[F.dn]) : null);
}
function openGroup(g) {
  history.replaceState(null, '', '#group/' + encodeURIComponent(g.key));
  showGroup(g);
}
function sides(g) {
  const c = g.cloud, d = g.directory, list = [];
  const add = (name, cloud, effective, directory) => { const r = [name, cloud ?? '', effective ?? '', directory ?? '']; list.push(r); return r; };
  add('Kind', c ? c.kind + (c.overlays ? ' (' + c.overlays + ')' : '') : 'no cloud group', '', d ? d.scope + ' ' + d.category + ' group' : 'no copy found');
  add('In Active Directory', c ? 'isEnabled ' + c.enabled : '', g.writeback.expected + ', confidence ' + g.writeback.confidence + (g.writeback.engine ? ', by ' + g.writeback.engine : ''), d ? 'yes' : g.candidates ? g.candidates.length + ' groups claim it' : 'not found');
  add('Type', c ? 'onPremisesGroupType ' + c.type : '', g.writeback.type, d ? d.scope + ' ' + d.category : '');
  if (c) add('The portal shows', 'Writeback enabled: ' + c.portal + '; Target writeback type: ' + c.portalType);
  if (d) add('Anchor', '', '', d.anchor + ' (' + d.state + '), found by ' + d.match);
  if (d && d.expected) add('Common name', '', d.expected.join(' or '), d.dn);
  for (const [attribute, kind, expected, actual] of d && d.drift || []) add(attribute + ' ' + kind, expected, expected, actual).differs = true;
  const n = g.members.counts;
  add('Members', count(n[0]), count(n[2]) + ' expected, ' + count(n[6]) + ' excluded by design', count(n[1]) + ' (' + count(n[4]) + ' missing, ' + count(n[5]) + ' foreign)').differs = n[4] > 0 || n[5] > 0;
  return rows(['', 'Cloud', 'Effective', 'Active Directory'], list);
}
function showGroup(g) {
  const own = findings.filter(f => f[F.group] >= 0 && groups[f[F.group]] === g), m = g.members;
  show(g.name || g.id, g.kind || g.target,
    el('p', {class: 'mono'}, g.key + (g.dn ? '  ' + g.dn : '')),
    ...section(own.length + (own.length === 1 ? ' finding' : ' findings'), ...own.map(findingBlock)),
    ...section('Both sides', sides(g)),
    ...(g.candidates ? section('Groups that claim to be the copy', rows(['DN', 'Kind', 'Anchor'], g.candidates.map(d => [d.dn, d.scope + ' ' + d.category, d.anchor]))) : []),
    ...(g.writeback.trace.length ? section('Why it should or should not be written', rows(['Engine', 'Rule', 'Answer', 'Because', 'Source'],
      g.writeback.trace.map(t => [texts[t[0]], texts[t[1]], texts[t[2]] + (texts[t[3]] ? ' (' + texts[t[3]] + ')' : ''), texts[t[4]], texts[t[5]]]))) : []),
    ...section('Members', el('p', {}, `cloud list ${m.cloud}, directory list ${m.directory}` + (m.reasons ? ': ' + m.reasons.join('; ') : '')),
      m.classes ? el('p', {}, m.classes.map(c => c[1] + ' ' + c[0]).join(', ')) : null,
      m.differences ? rows(['Difference', 'Class', 'Name', 'Where', 'Because'], m.differences.map(d => [d[0], d[1], d[2], d[4] || d[3], d[5]])) : el('p', {}, 'No member differs, as far as both lists were read.'),
      m.more ? el('p', {class: 'note'}, m.more + ' more differences are in the workbook.') : null),
    ...(g.children ? section('Child groups that do not arrive', rows(['Child', 'Kind', 'Problem'], g.children.map(c => [c[1] + ' ' + c[0], c[2], c[3]]))) : []));
}

// Parts and links. The address holds the part and its filters, so that a view can be sent to somebody.
const parts = [...document.querySelectorAll('.part')], links = [...document.querySelectorAll('nav a')];
let current = 'findings';
function go(part) {
  parts.forEach(p => { p.hidden = p.id !== part; });
  links.forEach(a => { if (a.hash === '#' + part) a.setAttribute('aria-current', 'page'); else a.removeAttribute('aria-current'); });
  current = part;
  if (part === 'findings') findingTable.draw();
  if (part === 'groups') groupTable.draw();
}
function remember() {
  const inputs = current === 'groups' ? pick : find, query = new URLSearchParams();
  for (const [name, input] of Object.entries(inputs)) if (input.value) query.set(name, input.value);
  const text = query.toString();
  history.replaceState(null, '', '#' + current + (text ? '?' + text : ''));
}
function follow() {
  const hash = location.hash.slice(1), [path, query] = hash.split('?');
  if (path.startsWith('group/')) {
    const key = decodeURIComponent(path.slice(6)), g = groups.find(x => x.key === key || x.id === key);
    go('groups');
    if (g) showGroup(g); else show('Group not on this page', '', el('p', {}, key));
    return;
  }
  if (path.startsWith('finding/')) {
    const f = findings.find(x => x[F.fingerprint] === path.slice(8));
    go('findings');
    if (f) openFinding(f);
    return;
  }
  const part = parts.some(p => p.id === path) ? path : path.startsWith('control-') ? 'controls' : 'findings';
  const inputs = part === 'groups' ? pick : part === 'findings' ? find : {}, wanted = new URLSearchParams(query || '');
  for (const [name, input] of Object.entries(inputs)) input.value = wanted.get(name) || '';
  go(part);
  if (part === 'findings') filterFindings();
  if (part === 'groups') filterGroups();
  if (path.startsWith('control-')) document.getElementById(path)?.scrollIntoView();
}
for (const [inputs, filter] of [[find, filterFindings], [pick, filterGroups]]) {
  const changed = () => { filter(); remember(); };
  for (const input of Object.values(inputs)) input.addEventListener(input.type === 'search' ? 'input' : 'change', input.type === 'search' ? delayed(changed) : changed);
}
addEventListener('hashchange', follow);
addEventListener('keydown', e => {
  if (e.key === '/' && !dialog.open && !/INPUT|SELECT/.test(document.activeElement.tagName)) {
    e.preventDefault();
    (current === 'groups' ? pick.q : find.q).focus();
  }
});
filterFindings();
filterGroups();
follow();
document.documentElement.dataset.ready = 'yes';
})();
