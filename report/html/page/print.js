// What is printed is a real table with all rows that pass the filters, whose header repeats on every
// page; it exists while the page is printed. What to do is printed for controls with findings.
const PRINTED = 5000;
function printable(mount, o, state, text) {
  addEventListener('beforeprint', () => {
    mount.querySelector('.printed')?.remove();
    const all = state.rows.slice(0, PRINTED), more = state.rows.length - all.length;
    mount.append(el('div', {class: 'printed ' + o.name + '-printed'},
      el('table', {}, el('thead', {}, el('tr', {}, ...o.columns.map(c => el('th', {scope: 'col', class: c.number ? 'num' : null}, c.title)))),
        el('tbody', {}, ...all.map(row => el('tr', {}, ...o.columns.map(c => el('td', {class: (c.number ? 'num ' : '') + (c.class ? c.class(row) : '')}, text(c, row))))))),
      more > 0 ? el('p', {}, `${count(more)} more rows are not printed; the workbook has all of them.`) : null));
  });
  addEventListener('afterprint', () => mount.querySelector('.printed')?.remove());
}
let opened = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('#controls tr.found details:not([open])')];
  opened.forEach(d => { d.open = true; });
});
addEventListener('afterprint', () => { opened.forEach(d => { d.open = false; }); opened = []; });
