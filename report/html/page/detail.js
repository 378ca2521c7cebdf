// One group's, or one finding's, own view.
const dialog = document.getElementById('detail'), sheet = dialog.querySelector('.sheet');
const section = (title, ...content) => [el('h3', {}, title), ...content];
const cellOf = c => c instanceof Node ? c : breakable(c);
// rows makes a table. In a narrow window each row becomes a card, in which headings stand before the cells.
const rows = (headings, list) => el('table', {class: 'cards'}, el('thead', {}, el('tr', {}, ...headings.map(h => el('th', {scope: 'col'}, h)))),
  el('tbody', {}, ...list.map(r => el('tr', {class: r.differs ? 'differs' : null},
    ...r.map((c, i) => el(i ? 'td' : 'th', i ? {'data-label': headings[i], class: c === '' ? 'void' : null} : {scope: 'row', class: c === '' ? 'void' : null}, cellOf(c)))))));
const facts = pairs => el('table', {class: 'evidence'}, el('tbody', {}, ...pairs.map(([k, v]) => el('tr', {}, el('th', {scope: 'row'}, k), el('td', {}, cellOf(v))))));
function evidenceOf(f) {
  const list = [];
  if (f[F.expected]) list.push(['Expected', f[F.expected]]);
  if (f[F.actual]) list.push(['Found', f[F.actual]]);
  if (f[F.age]) list.push(['Age', f[F.age]]);
  if (f[F.waiver]) list.push(['Accepted', f[F.waiver]]);
  if (f[F.decision]) list.push(['Decided', f[F.decision]]);
  return list;
}
// rawOf are the facts that a control judged by; what was expected and found says most of them in words.
function rawOf(f) {
  const list = [];
  for (let i = 0; i < f[F.evidence].length; i += 2) list.push([words(f[F.evidence][i]), f[F.evidence][i + 1]]);
  return list.length ? el('details', {class: 'raw'}, el('summary', {}, plural(list.length, 'fact') + ' that it was judged by'), facts(list)) : null;
}
const findingBlock = f => el('article', {class: 'one ' + severityOf(f), 'aria-label': severityOf(f) + ' ' + controlOf(f)[0]},
  el('h4', {}, shapes[severityOf(f)] + ' ' + severityOf(f) + '  ' + controlOf(f)[0] + '  ' + controlOf(f)[1]),
  el('p', {}, f[F.message]),
  facts(evidenceOf(f)),
  rawOf(f),
  el('p', {}, el('b', {}, 'What to do: '), controlOf(f)[2]),
  el('p', {class: 'mono'}, 'fingerprint ', breakable(f[F.fingerprint]), marks(f).length ? ', ' + marks(f).join(', ') : ''));

// stepped is the way in which the reader just went on through the list, whose button keeps the focus.
let stepped = 0;
function show(title, badge, ...content) {
  const close = el('button', {type: 'button', class: 'close', on: {click: () => dialog.close()}}, 'Close');
  const print = el('button', {type: 'button', class: 'close', on: {click: () => window.print()}}, 'Print');
  const step = (d, text, label) => el('button', {type: 'button', class: 'close', 'data-step': d, 'aria-label': label, disabled: nextTo(d) ? null : '', on: {click: () => { stepped = d; visit(nextTo(d), true); }}}, text);
  const steps = nextTo(1) || nextTo(-1) ? [step(-1, '‹', 'Previous in the list'), step(1, '›', 'Next in the list')] : [];
  sheet.replaceChildren(el('div', {class: 'top'}, el('h2', {id: 'detail-title', tabindex: '-1', autofocus: ''}, title), badge ? el('span', {class: 'badge'}, badge) : null, ...steps, print, close), ...[title.length > 150 ? el('p', {class: 'long'}, title) : null, ...content].filter(c => c));
  if (!dialog.open) dialog.showModal();
  document.body.classList.add('detail');
  dialog.scrollTop = 0;
  if (stepped) sheet.querySelector(`[data-step="${stepped}"]`)?.focus();
  stepped = 0;
}
dialog.addEventListener('close', () => document.body.classList.remove('detail'));
dialog.addEventListener('click', e => { if (e.target === dialog) dialog.close(); });

const showFinding = f => f[F.group] >= 0 ? showGroup(f[F.group], f)
  : show(nameOf(f), kindOf(f), findingBlock(f), f[F.dn] ? el('p', {class: 'mono'}, breakable(f[F.dn])) : null);
