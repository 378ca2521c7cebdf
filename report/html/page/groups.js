// Groups: what the portal shows stands beside what is true.
const kindOf = g => g.cloud ? g.cloud.kind : 'directory only';
const kinds = [...new Set(groups.map(kindOf))].sort();
const typeWords = {universalSecurityGroup: 'security', universalDistributionGroup: 'distribution', universalMailEnabledSecurityGroup: 'mail-enabled security'};
const effective = g => ({yes: 'written', no: 'not written', unknown: 'not known'}[g.writeback.expected] || g.writeback.expected) +
  (g.writeback.type ? ', ' + (typeWords[g.writeback.type] || g.writeback.type) : '') + (misleads(g) ? ' ≠' : '');
const misleads = g => Boolean(g.cloud && g.cloud.misleads);
const copyOf = g => g.directory ? g.directory.scope + ' ' + g.directory.category : g.candidates ? g.candidates.length + ' claim it' : 'none found';
const pick = {
  q: search('Name, id or DN'),
  kind: select('kind', 'All kinds', kinds.map(k => [k, k])),
  expected: select('expected', 'Any', [['yes', 'should be in AD'], ['no', 'should not be in AD'], ['unknown', 'undecided']]),
  show: select('show', 'All groups', [['findings', 'with findings'], ['nocopy', 'without a copy'], ['misleading', 'portal misleads']]),
};
const groupTable = table(document.querySelector('#groups .mount'), {
  name: 'groups-grid', label: 'Groups', noun: 'group', empty: 'No groups.', total: () => groups.length, sort: 0, open: openGroup, tall: 126,
  tools: [field('Search', pick.q), field('Kind', pick.kind), field('Writeback', pick.expected), field('Show', pick.show)],
  columns: [
    {title: 'Group', value: g => g.name || g.id},
    {title: 'Kind', value: kindOf},
    {title: 'Portal: Writeback enabled', label: 'Portal', value: g => g.cloud ? g.cloud.portal : ''},
    {title: 'Portal: Target writeback type', label: 'Type', value: g => g.cloud ? g.cloud.portalType : ''},
    {title: 'Effective', label: 'Effective', value: effective, class: g => misleads(g) ? 'misleads' : ''},
    {title: 'In AD', label: 'In AD', value: copyOf},
    {title: 'Missing', label: 'Missing', number: true, value: g => g.members.counts[4] ?? -1, show: g => g.members.counts[4] === null ? '?' : count(g.members.counts[4])},
    {title: 'Foreign', label: 'Foreign', number: true, value: g => g.members.counts[5] ?? -1, show: g => g.members.counts[5] === null ? '?' : count(g.members.counts[5])},
    {title: 'Findings', label: 'Findings', number: true, value: g => g.findings},
  ],
});
const groupText = g => [g.name, g.id, g.dn, g.key, g.cloud ? g.cloud.mail || '' : '', g.directory ? g.directory.sam || '' : ''].join('\n');
const showing = {findings: g => g.findings > 0, nocopy: g => !g.directory, misleading: misleads};
function filterGroups() {
  const q = pick.q.value.trim().toLowerCase();
  groupTable.fill(groups.filter(g => (!pick.kind.value || kindOf(g) === pick.kind.value) &&
    (!pick.expected.value || g.writeback.expected === pick.expected.value) &&
    (!pick.show.value || showing[pick.show.value](g)) &&
    (!q || haystack(g, groupText).includes(q))));
}
