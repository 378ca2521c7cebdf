// Parts and links. The address holds what is shown: the part with its filters, or one group or finding, so that
// a view can be sent to somebody and the browser's Back returns to the one before.
const parts = [...document.querySelectorAll('.part')], links = [...document.querySelectorAll('nav a')];
// A part's link leads to it as it was left.
links.forEach(a => { a.dataset.part = a.hash.slice(1); });
const lists = {findings: findingList, groups: groupList, differences: differenceList, controls: controlList, changes: changeList};
const lost = document.getElementById('lost');
let current = parts[0].id, listAddress = '';
function go(part) {
  parts.forEach(p => { p.hidden = p.id !== part; });
  links.forEach(a => { if (a.dataset.part === part) a.setAttribute('aria-current', 'page'); else a.removeAttribute('aria-current'); });
  current = part;
}
const isDetail = hash => /^#(group|finding)\//.test(hash);
// visit goes to an address; above counts how many views are to be left when the detail is closed.
function visit(address, instead) {
  if (instead) history.replaceState(history.state, '', '#' + address);
  else if (isDetail('#' + address)) history.pushState(isDetail(location.hash) ? history.state && {above: history.state.above + 1} : {above: 1}, '', '#' + address);
  else history.pushState(null, '', '#' + address);
  follow();
}
// Going back to an address that names a part, the browser takes the focus away from the row that was opened.
let closed = false;
dialog.addEventListener('close', () => {
  closed = true;
  if (!isDetail(location.hash)) return;
  if (history.state?.above) history.go(-history.state.above);
  else visit(listAddress);
});
async function follow() {
  const hash = location.hash.slice(1), cutAt = hash.indexOf('?');
  const path = cutAt < 0 ? hash : hash.slice(0, cutAt), query = new URLSearchParams(cutAt < 0 ? '' : hash.slice(cutAt + 1));
  if (isDetail('#' + path)) return followDetail(path);
  if (dialog.open) dialog.close();
  const control = path.startsWith('control-'), found = !path || (control ? document.getElementById(path) : parts.some(p => p.id === path));
  lost.hidden = Boolean(found);
  lost.textContent = found ? '' : `The link asks for ${cut(path, 80)}, which this page does not have.`;
  const part = control ? 'controls' : parts.some(p => p.id === path) ? path : parts[0].id;
  listAddress = hash || part;
  go(part);
  lists[part]?.apply(query);
  if (lists[part] && !control) links.find(a => a.dataset.part === part).href = '#' + listAddress;
  if (control) document.getElementById(path)?.scrollIntoView();
  if (closed) requestAnimationFrame(() => setTimeout(() => { if (document.activeElement === document.body) lists[part]?.refocus?.(); }));
  closed = false;
}
// nextTo is the address of what stands some steps from what is shown, in the list that it was opened from.
const listed = {findings: {kind: 'finding/', key: f => f[F.fingerprint], rows: findings}, groups: {kind: 'group/', key: g => g[G.key], rows: groups}};
function nextTo(steps) {
  const part = listAddress.split('?')[0], of = listed[part], path = decoded(location.hash.slice(1));
  if (!of || !path.startsWith(of.kind)) return '';
  const row = of.rows.find(r => of.key(r) === path.slice(of.kind.length)), next = row && lists[part].beside(row, steps);
  return next ? of.kind + encodeURIComponent(of.key(next)) : '';
}
async function followDetail(path) {
  const [kind, key] = [path.slice(0, path.indexOf('/')), decoded(path.slice(path.indexOf('/') + 1))];
  if (!listAddress) { // the page was opened by a link to this; its list lies behind
    listAddress = kind === 'group' ? 'groups' : 'findings';
    go(listAddress);
    lists[listAddress].apply(new URLSearchParams());
  }
  if (kind === 'group') {
    const i = groups.findIndex(g => g[G.key] === key || g[G.id] === key);
    return i < 0 ? show('Group not on this page', '', el('p', {}, breakable(key))) : showGroup(i);
  }
  const f = findings.find(x => x[F.fingerprint] === key);
  return f ? showFinding(f) : show('Finding not on this page', '', el('p', {}, breakable(key)));
}
const decoded = text => { try { return decodeURIComponent(text); } catch { return text; } };
addEventListener('popstate', follow);
// Pictures are drawn for the width of the window: a phone that is turned draws them anew.
narrow.addEventListener('change', () => { if (dialog.open) followDetail(decoded(location.hash.slice(1))); });
addEventListener('keydown', e => {
  if (e.key === '/' && !dialog.open && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) {
    e.preventDefault();
    if (!lists[current]) visit('findings');
    lists[current].focus();
  }
});
await follow();
document.documentElement.dataset.ready = 'yes';
