// What is printed is a real table with the rows that pass the filters, whose header repeats on every page; it
// exists while the page is printed. What to do is printed for controls with findings.
const PRINTED = 5000;
function printable(mount, o, grid, text) {
  addEventListener('beforeprint', () => {
    mount.querySelector('.printed')?.remove();
    const rows = grid.sorted(), leaves = rows.filter(r => !isHeading(r)).length;
    let left = PRINTED;
    const lines = [];
    for (const row of rows) {
      if (left === 0) break;
      if (isHeading(row)) lines.push(el('tr', {class: 'heading'}, el('th', {colspan: o.columns.length, scope: 'rowgroup'}, ...o.heading(row))));
      else { left--; lines.push(el('tr', {}, ...o.columns.map(c => el('td', {class: (c.number ? 'num ' : '') + (c.class ? c.class(row.original) : '')}, cut(text(c, row.original), 1000))))); }
    }
    const table = el('table', {}, el('thead', {}, el('tr', {}, ...o.columns.map(c => el('th', {scope: 'col', class: c.number ? 'num' : null}, c.title)))), el('tbody', {}, ...lines));
    mount.append(el('div', {class: 'printed ' + o.name + '-printed'},
      leaves > PRINTED ? el('p', {class: 'note'}, `The first ${count(PRINTED)} of ${plural(leaves, o.noun)} are printed; filter before printing for others. The workbook has all of them.`) : null, table));
  });
  addEventListener('afterprint', () => mount.querySelector('.printed')?.remove());
}
// chosenIn tells in words what the tools above a list hold, since a printed list does not show them.
const chosenIn = tools => [...tools.querySelectorAll('label')].map(l => [l.firstChild.textContent, l.querySelector('input,select')])
  .filter(([, input]) => input.value.trim()).map(([label, input]) => label + ': ' + (input.selectedOptions ? input.selectedOptions[0].text : input.value.trim())).join('; ');
addEventListener('beforeprint', () => {
  for (const tools of document.querySelectorAll('.tools[role=search]')) {
    const chosen = chosenIn(tools);
    if (chosen) tools.append(el('div', {class: 'chosen'}, chosen));
  }
});
addEventListener('afterprint', () => document.querySelectorAll('.chosen').forEach(e => e.remove()));
let opened = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('#controls tr.found details:not([open]), #detail details:not([open])')];
  opened.forEach(d => { d.open = true; });
});
addEventListener('afterprint', () => { opened.forEach(d => { d.open = false; }); opened = []; });
