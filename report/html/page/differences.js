// Member differences: every member that one side lacks, or may lack, so that a person is found across groups. The rows
// are those that the view of a group shows.
const groupAt = d => groups[d[D.group]], memberName = d => d[D.name] || d[D.dn] || d[D.id];
const differenceWord = d => differenceWords[d[D.difference]] || d[D.difference];
const differenceOrder = Object.keys(differenceWords);
const differencePlace = new Map();
differences.forEach((d, i) => { const of = differencePlace.get(d[D.group]); if (of) of.push(i); else differencePlace.set(d[D.group], [i]); });
// differencesOf are those of one group, in the order of the comparison.
const differencesOf = i => (differencePlace.get(i) || []).map(k => differences[k]);
const differenceHeadings = {difference: differenceWord, class: d => words(d[D.class]), target: d => groupName(groupAt(d)), member: memberName};
const differenceList = list(document.getElementById('differences'), {
  name: 'differences-grid', label: 'Member differences', noun: 'difference', placeholder: 'Person, group, id or DN', rows: differences,
  empty: 'No member differs, as far as both sides were read.',
  order: ['member', 'target', 'difference'], open: d => visit('group/' + encodeURIComponent(groupAt(d)[G.key])), tall: 152,
  searched: d => [d[D.name], d[D.id], d[D.dn], d[D.reason], groupName(groupAt(d)), groupAt(d)[G.id], groupAt(d)[G.dn]].join('\n'),
  filters: [
    {id: 'difference', label: 'Difference', all: 'Any difference', value: differenceWord, options: () => options(differences, differenceWord, (a, b) => differenceOrder.indexOf(a) - differenceOrder.indexOf(b))},
    {id: 'class', label: 'Class', all: 'All classes', value: d => d[D.class], options: () => options(differences, d => d[D.class], plain, words)},
    {id: 'group', label: 'Group', all: 'All groups', value: d => groupAt(d)[G.key], options: () => options(differences, d => groupAt(d)[G.key], plain, key => cut(groupName(groups[groupPlace().get(key)]), 60)).sort((a, b) => plain(plainly(a[1]), plainly(b[1])))},
  ],
  groupings: [['target', 'by group'], ['member', 'by member'], ['difference', 'by difference'], ['class', 'by class']],
  heading: row => [el('b', {}, cut(differenceHeadings[row.groupingColumnId](row.original), 120)), el('span', {class: 'much'}, plural(row.leafRows.length, 'difference'))],
  columns: [
    {id: 'member', title: 'Member', value: ranks(differences, memberName), show: memberName},
    {id: 'difference', title: 'Difference', value: differenceWord},
    {id: 'target', title: 'Group', value: ranks(differences, d => groupName(groupAt(d))), show: d => groupName(groupAt(d))},
    {id: 'class', title: 'Class', value: d => d[D.class], show: d => words(d[D.class])},
    {id: 'reason', title: 'Because', value: ranks(differences, d => d[D.reason]), show: d => d[D.reason]},
    {id: 'where', title: 'Where', value: ranks(differences, d => d[D.dn] || d[D.id]), show: d => d[D.dn] || d[D.id]},
  ],
  others: [], weight: () => 0,
});
