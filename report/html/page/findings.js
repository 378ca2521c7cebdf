// Findings, the worst first, then by control and target.
const used = [...new Set(findings.map(f => f[F.control]))].sort((a, b) => compare(head.controls[a][0], head.controls[b][0]));
const sorted = [...findings].sort((a, b) => a[F.severity] - b[F.severity] || compare(controlOf(a)[0], controlOf(b)[0]) || compare(nameOf(a), nameOf(b)));
const find = {
  q: search('Name, message, id or control'),
  severity: select('severity', 'All severities', head.severities.map(s => [s, s])),
  control: select('control', 'All controls', used.map(c => [head.controls[c][0], head.controls[c][0] + '  ' + head.controls[c][1]])),
};
const findingTable = table(document.querySelector('#findings .mount'), {
  name: 'findings-grid', label: 'Findings', noun: 'finding', empty: 'No findings.', total: () => findings.length, sort: 0, open: openFinding, tall: 84,
  tools: [field('Search', find.q), field('Severity', find.severity), field('Control', find.control)],
  columns: [
    {title: 'Severity', value: f => f[F.severity], show: f => shapes[severityOf(f)] + ' ' + severityOf(f), class: severityOf},
    {title: 'Control', value: f => controlOf(f)[0]},
    {title: 'Target', value: nameOf},
    {title: 'What was found', value: f => f[F.message]},
    {title: 'State', value: f => f[F.flags] ? marks(f) : ['open', marks(f)].filter(Boolean).join(', ')},
  ],
});
const findingText = f => [nameOf(f), f[F.message], f[F.id], f[F.dn], f[F.fingerprint], controlOf(f)[0], controlOf(f)[1], f[F.group] >= 0 ? groups[f[F.group]].id + ' ' + groups[f[F.group]].dn : ''].join('\n');
function filterFindings() {
  const q = find.q.value.trim().toLowerCase(), severity = find.severity.value, control = find.control.value;
  findingTable.fill(sorted.filter(f => (!severity || severityOf(f) === severity) && (!control || controlOf(f)[0] === control) && (!q || haystack(f, findingText).includes(q))));
}
