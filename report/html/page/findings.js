// Findings, the worst first, then by control and target.
const engineOf = f => groupOf(f)?.[G.engine] || '';
const targetKinds = {tenant: 'the tenant', directoryGroup: 'directory only', member: 'member', waiver: 'waiver', group: 'cloud group'};
const kindOf = f => groupOf(f)?.[G.kind] || targetKinds[f[F.kind]] || f[F.kind];
const controlIDs = head.controls.map(c => c[0]);
const controlRank = ranks(controlIDs.map(id => [id]), c => c[0]), targetRank = ranks(findings, nameOf), messageRank = ranks(findings, f => f[F.message]);
const severities = rows => head.severities.map((s, i) => [s, rows.filter(r => r.getValue('severity') === i).length]).filter(([, n]) => n);
const tally = row => el('span', {class: 'tally'}, ...severities(row.leafRows).map(([s, n]) => el('span', {class: s}, `${shapes[s]} ${count(n)} ${s} `)));
const headings = {
  control: f => controlOf(f)[0] + '  ' + controlOf(f)[1], severity: f => shapes[severityOf(f)] + ' ' + severityOf(f),
  group: f => groupOf(f) ? nameOf(f) : 'Not of one group', engine: f => engineOf(f) || 'No engine', kind: kindOf,
};
// Findings are put into the order that they are shown in once, by one number for each.
const ordered = (() => {
  const n = findings.length, keys = new Float64Array(n);
  for (let i = 0; i < n; i++) keys[i] = ((findings[i][F.severity] * (controlIDs.length + 1) + controlRank(controlOf(findings[i]))) * (n + 1) + targetRank(findings[i])) * n + i;
  return Array.from(keys.sort(), key => findings[key % n]);
})();
const findingList = list(document.getElementById('findings'), {
  name: 'findings-grid', label: 'Findings', noun: 'finding', empty: 'No findings.', placeholder: 'Name, message, id or control',
  rows: ordered, ordered: true, order: ['severity', 'control', 'target'], open: f => visit('finding/' + f[F.fingerprint]), tall: 144,
  searched: f => [nameOf(f), f[F.message], f[F.id], f[F.dn], f[F.fingerprint], controlOf(f)[0], controlOf(f)[1], groupOf(f) ? groupOf(f)[G.id] + ' ' + groupOf(f)[G.dn] : ''].join('\n'),
  filters: [
    {id: 'severity', label: 'Severity', all: 'All severities', value: f => f[F.severity], filter: (row, id, wanted) => severityOf(row.original) === wanted,
      options: () => options(findings, severityOf, (a, b) => head.severities.indexOf(a) - head.severities.indexOf(b))},
    {id: 'control', label: 'Control', all: 'All controls', value: f => controlRank(controlOf(f)), filter: (row, id, wanted) => controlOf(row.original)[0] === wanted,
      options: () => options(findings, f => controlOf(f)[0], plain, id => id + '  ' + cut(head.controls[controlIDs.indexOf(id)][1], 60))},
    {id: 'state', label: 'State', all: 'Any state', value: stateOf, options: () => options(findings, stateOf, plain)},
    {id: 'engine', label: 'Engine', all: 'Any engine', value: engineOf, options: () => options(findings, engineOf, plain)},
    {id: 'kind', label: 'Kind of group', all: 'All kinds', value: kindOf, options: () => options(findings, kindOf, plain)},
  ],
  groupings: [['control', 'by control'], ['group', 'by group'], ['severity', 'by severity'], ['engine', 'by engine'], ['kind', 'by kind']],
  heading: row => [el('b', {}, cut(headings[row.groupingColumnId](row.original), 120)), el('span', {class: 'much'}, plural(row.leafRows.length, 'finding')), tally(row)],
  columns: [
    {id: 'severity', title: 'Severity', value: f => f[F.severity], show: f => shapes[severityOf(f)] + ' ' + severityOf(f), class: severityOf},
    {id: 'control', title: 'Control', value: f => controlRank(controlOf(f)), show: f => controlOf(f)[0]},
    {id: 'target', title: 'Target', value: targetRank, show: nameOf},
    {id: 'message', title: 'What was found', value: messageRank, show: f => f[F.message]},
    {id: 'status', title: 'State', value: stateAt, show: f => stateOf(f).join(', ')},
  ],
  others: [{id: 'group', value: f => f[F.group]}], weight: f => f[F.severity],
  about: inputs => aboutControl(inputs.control.value),
});
