// Not evaluated: a reason opens to the groups that it is about.
const listedUnjudged = 500;
const reasonsOf = g => (g[G.gaps] || []).map(i => gaps[i]);
const unjudgedLink = g => el('a', {href: '#group/' + encodeURIComponent(g[G.key])}, cut(groupName(g), 80));
const openReasons = [...document.querySelectorAll('#notevaluated details.which')];
function groupsWithout(control, reason) {
  // What a summary calls other reasons are those that it does not list.
  const told = new Set(openReasons.filter(d => d.dataset.control === control).map(d => d.dataset.reason));
  const same = text => text === reason || reason === 'other reasons' && !told.has(text);
  const n = head.controls.findIndex(c => c[0] === control);
  return groups.filter(g => reasonsOf(g).some(r => same(r[0]) && r[1].includes(n)));
}
for (const d of openReasons) {
  d.addEventListener('toggle', () => {
    if (!d.open || d.dataset.filled) return;
    d.dataset.filled = 'yes';
    const all = groupsWithout(d.dataset.control, d.dataset.reason), list = all.slice(0, listedUnjudged), unjudged = Number(d.dataset.count);
    d.querySelector('p').replaceWith(el('ul', {}, ...list.map(g => el('li', {}, unjudgedLink(g))), unjudged > list.length ? el('li', {}, listedOf(list.length, unjudged, 'Groups not evaluated')) : null));
  });
}
// That a group could not be read at all stands above everything else that is said of it.
const unreadSection = d => d.cloud?.unreadable ? section('Could not be read', el('p', {}, 'Nothing but its id could be read of the cloud group: ' + d.cloud.unreadable)) : [];
// What was not evaluated of one group stands behind its findings, whose headline names it; a long list has to be opened.
const openGaps = 5;
const gapSection = g => {
  // What a reason asks for stands beside it, not in it as well.
  const alone = (reason, remedy) => remedy && reason.endsWith(': ' + remedy) ? reason.slice(0, -remedy.length - 2) : reason;
  const list = reasonsOf(g).flatMap(r => r[1].map((n, i) => [el('a', {href: '#control-' + head.controls[n][0]}, head.controls[n][0]), head.controls[n][1], alone(r[0], r[3]), r[2][i],
    r[3] || (r[2][i] ? '' : 'what is not known of the group stands below')]));
  const table = rows(['Control', 'Title', 'Why not', 'List that is lacking', 'What would tell'], list);
  return [
    ...(list.length ? section('Not evaluated here', list.length > openGaps ? el('details', {class: 'gaps'}, el('summary', {}, plural(list.length, 'missing verdict')), table) : table) : []),
    head.general ? el('p', {class: 'note'}, el('a', {href: '#notevaluated'}, plural(head.general, 'control')), ' could judge nothing at all in this run.') : null,
  ];
};
const headlineOf = (g, n) => n ? plural(n, 'finding') + (g[G.gaps] ? ', and not everything was evaluated' : '') : g[G.gaps] ? 'No finding, but not everything was evaluated' : head.general ? 'No finding in what was evaluated' : 'No finding';
