// Groups: what the portal shows stands beside what is true.
const typeWords = {universalSecurityGroup: 'security', universalDistributionGroup: 'distribution', universalMailEnabledSecurityGroup: 'mail-enabled security'};
// What was not read is neither there nor missing.
const NOT_READ = 'not read';
const expectedWords = {yes: 'written', no: 'not written', unknown: 'not known'};
const misleads = g => Boolean(g[G.flags] & FLAG.misleads);
const effective = g => (misleads(g) ? '≠ ' : '') + (expectedWords[g[G.expected]] || g[G.expected]) + (g[G.type] ? ', ' + (typeWords[g[G.type]] || g[G.type]) : '');
const groupPlace = (() => { let places = null; return () => places ??= new Map(groups.map((g, i) => [g[G.key], i])); })();
const groupName = g => g[G.name] || g[G.id];
const showing = {findings: g => g[G.findings] > 0, nocopy: g => !(g[G.flags] & FLAG.copy) && g[G.copy] !== NOT_READ, misleading: misleads, differ: g => size(g[G.missing]) > 0 || size(g[G.foreign]) > 0, unjudged: g => Boolean(g[G.gaps])};
const showWords = {findings: 'with findings', nocopy: 'without a copy', misleading: 'portal misleads', differ: 'members differ', unjudged: 'not evaluated'};
const shownAs = g => Object.keys(showing).filter(k => showing[k](g));
const number = (id, title, at) => ({id, title, label: title, number: true, value: g => g[at] === null ? -1 : size(g[at]), show: g => g[at] === null ? '?' : amount(g[at])});
const choice = (id, label, all, valueOf, labelOf) => ({id, label, all, value: valueOf, options: () => options(groups, valueOf, plain, labelOf)});
const groupHeadings = {kind: g => g[G.kind], expected: g => expectedWords[g[G.expected]] || g[G.expected], engine: g => g[G.engine] || 'No engine'};
const groupList = list(document.getElementById('groups'), {
  name: 'groups-grid', label: 'Groups', noun: 'group', empty: 'No groups.', placeholder: 'Name, id or DN',
  rows: groups, order: ['name'], nothing: 'Nothing matches among the groups that are, should be or may be written, have a finding, or that the portal shows as written. Others are not listed.', open: g => visit('group/' + encodeURIComponent(g[G.key])), tall: 172,
  searched: g => [g[G.name], g[G.id], g[G.dn], g[G.key], g[G.mail], g[G.sam]].join('\n'),
  filters: [
    choice('kind', 'Kind', 'All kinds', g => g[G.kind]),
    choice('expected', 'Writeback', 'Any', g => g[G.expected], v => ({yes: 'should be in AD', no: 'should not be in AD', unknown: 'undecided'})[v] || v),
    choice('engine', 'Engine', 'Any engine', g => g[G.engine]),
    choice('show', 'Show', 'All groups', shownAs, v => showWords[v]),
  ],
  groupings: [['kind', 'by kind'], ['expected', 'by writeback'], ['engine', 'by engine']],
  heading: row => [el('b', {}, groupHeadings[row.groupingColumnId](row.original)), el('span', {class: 'much'}, plural(row.leafRows.length, 'group'))],
  columns: [
    {id: 'name', title: 'Group', value: ranks(groups, groupName), show: groupName},
    {id: 'kind', title: 'Kind', value: g => g[G.kind]},
    {id: 'portal', title: 'Portal: Writeback enabled', label: 'Portal', value: g => g[G.portal]},
    {id: 'portalType', title: 'Portal: Target writeback type', label: 'Type', value: g => g[G.portalType]},
    {id: 'effective', title: 'Effective', label: 'Effective', value: effective, class: g => misleads(g) ? 'misleads' : ''},
    {id: 'copy', title: 'In AD', label: 'In AD', value: g => g[G.copy]},
    number('missing', 'Missing', G.missing), number('foreign', 'Foreign', G.foreign), number('findings', 'Findings', G.findings),
  ],
  others: [], weight: () => 0,
});
