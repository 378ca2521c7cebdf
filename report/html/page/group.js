// The view of one group: findings, both sides, the decision, members.
const directoryKind = d => d.scope + ' ' + d.category;
function sides(g, detail) {
  const c = detail.cloud, d = detail.directory, w = detail.writeback, n = detail.members.counts, list = [];
  const add = (name, cloud, effective, directory, differs) => { const r = [name, cloud ?? '', effective ?? '', directory ?? '']; r.differs = differs; list.push(r); };
  add('Kind', c ? c.kind + (c.overlays ? ' (' + c.overlays + ')' : '') : 'no cloud group', '', d ? directoryKind(d) + ' group' : detail.candidates ? '' : g[G.copy] === NOT_READ ? 'the directory was not read' : 'no copy found');
  if (c) add('Portal: Writeback enabled', c.portal, c.misleads ? c.label : {yes: 'written', no: 'not written'}[w.expected] || 'not known', '', c.misleads);
  if (c) add('Portal: Target writeback type', c.portalType, w.type, d ? directoryKind(d) : '', c.misleads);
  add('In Active Directory', c ? 'isEnabled ' + c.enabled : '', w.expected + ', confidence ' + w.confidence + (w.engine ? ', by ' + w.engine : ''), d ? 'yes' : detail.candidates ? g[G.copy] : g[G.copy] === NOT_READ ? 'the directory was not read' : 'not found');
  add('Type', c ? 'onPremisesGroupType ' + c.type : '', w.type, d ? directoryKind(d) : '');
  if (d) add('Object', '', '', 'objectGUID ' + d.guid + (g[G.sam] ? ', account name ' + g[G.sam] : '') + (d.created ? ', created ' + d.created : '') + (d.changed ? ', changed ' + d.changed : ''));
  if (d) add('Anchor', '', '', d.anchor + ' (' + d.state + '), found by ' + d.match);
  if (d && d.expected) add('Common name', '', d.expected.map(cn => cn === 0 ? 'Group_' + g[G.id] : cn === 1 ? g[G.name] + '_' + g[G.id].slice(-12) : cn).join(' or '), /^(?:\\.|[^,\\])*/.exec(d.dn || g[G.dn])[0]);
  for (const [attribute, kind, expected, actual] of d && d.drift || []) add(attribute + ' ' + kind, expected, expected, actual, true);
  add('Members', count(n[0]), count(n[2]) + ' expected, ' + amount(n[6]) + ' excluded by design', count(n[1]) + ' (' + amount(n[4]) + ' missing, ' + amount(n[5]) + ' foreign)', size(n[4]) > 0 || size(n[5]) > 0);
  return rows(['What', 'Cloud', 'Effective', 'Active Directory'], list);
}
const traceOf = g => rows(['Engine', 'Row', 'Answer', 'Because', 'Source'],
  g.writeback.trace.map(t => [texts[t[0]] || 'all', texts[t[1]], texts[t[2]] + (texts[t[3]] ? ' (' + texts[t[3]] + ')' : ''), texts[t[4]], texts[t[5]]]));
const membersOf = (m, own) => [
  el('p', {}, `Cloud list ${m.cloud}, directory list ${m.directory}` + (m.reasons ? ': ' + m.reasons.join('; ') : '') +
    (m.classes ? '. In the cloud: ' + m.classes.map(c => c[1] + ' ' + words(c[0])).join(', ') : '') + '.'),
  own.length ? rows(['Difference', 'Class', 'Name', 'Where', 'Because'], own.map(d => [differenceWords[d[D.difference]] || d[D.difference], words(d[D.class]), d[D.name], d[D.dn] || d[D.id], d[D.reason]])) : el('p', {}, m.cloud === 'complete' && m.directory === 'complete' ? 'No member differs.' : 'No member is known to differ.'),
  m.more ? el('p', {class: 'note'}, listedOf(own.length, own.length + m.more, 'Member differences', 'Cloud-only and excluded')) : null];
let asked = 0;
async function showGroup(i, wanted) {
  const turn = ++asked;
  const g = groups[i], own = findings.filter(f => f[F.group] === i).sort((a, b) => (b === wanted) - (a === wanted) || a[F.severity] - b[F.severity] || plain(controlOf(a)[0], controlOf(b)[0]));
  const d = await detailOf(i), n = await nestingOf();
  if (turn !== asked || !isDetail(location.hash)) return; // the reader went on meanwhile
  show(groupName(g), g[G.kind],
    el('p', {class: 'mono'}, breakable(g[G.key]), el('br'), g[G.dn] ? breakable(g[G.dn]) : ''),
    ...unreadSection(d),
    ...section(headlineOf(g, own.length), ...own.map(findingBlock)),
    ...gapSection(g),
    ...section('Both sides', sides(g, d)),
    ...(d.candidates ? section('Directory groups that may be the copy', rows(['DN', 'Kind', 'Anchor'], d.candidates.map(c => [c.dn || g[G.dn], directoryKind(c), c.anchor + (c.state === 'disagree' ? ', the other anchor names another group (DIF-13)' : '')]))) : []),
    ...pathSection(n, i, d),
    ...section('Members', ...membersOf(d.members, differencesOf(i))),
    ...nestingSection(n, i),
    ...(d.writeback.trace.length ? section('Why it should or should not be written', traceOf(d)) : []),
    ...(d.changes ? section('Changed since the earlier snapshot', ...d.changes.map(c => el('p', {}, c))) : []));
}
