// Parts and links. The address holds the part and its filters, so that a view can be sent to somebody.
const parts = [...document.querySelectorAll('.part')], links = [...document.querySelectorAll('nav a')];
let current = parts[0].id; // changes where two snapshots were compared, else findings
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
  const part = parts.some(p => p.id === path) ? path : path.startsWith('control-') ? 'controls' : parts[0].id;
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
