// table shows rows in a window that holds only what is seen; the scroll bar stands for all of them. The library
// filters, sorts, groups and says which rows are seen. One row at a time can be reached with Tab, the others
// from it with the arrow keys.
const features = library.tableFeatures({
  coreReactivityFeature: library.storeReactivityBindings(),
  columnFilteringFeature: library.columnFilteringFeature, filteredRowModel: library.createFilteredRowModel(),
  columnGroupingFeature: library.columnGroupingFeature, groupedRowModel: library.createGroupedRowModel(),
  rowSortingFeature: library.rowSortingFeature, sortedRowModel: library.createSortedRowModel(),
  rowExpandingFeature: library.rowExpandingFeature, expandedRowModel: library.createExpandedRowModel(),
});
const plain = (a, b) => a < b ? -1 : a > b ? 1 : 0;
const isHeading = row => row.groupingColumnId !== undefined;
const oneOf = (row, id, wanted) => { const v = row.getValue(id); return Array.isArray(v) ? v.includes(wanted) : v === wanted; };

function table(mount, o) {
  // Headings stand by the worst of theirs, then the one with the most first.
  const worst = row => row.worst ??= row.leafRows.reduce((w, r) => Math.min(w, o.weight(r.original)), Infinity);
  const byHeading = (a, b) => worst(a) - worst(b) || b.leafRows.length - a.leafRows.length || a.index - b.index;
  const byValue = (a, b, id) => isHeading(a) ? byHeading(a, b) : plain(a.getValue(id), b.getValue(id));
  const core = library.constructTable({features, data: o.rows, autoResetExpanded: false,
    columns: o.values.map(v => ({id: v.id, accessorFn: v.value, sortFn: byValue, filterFn: v.filter || oneOf}))});
  const shown = () => core.getRowModel().rows;
  let active = 0, drawn = new Map();

  const heads = o.columns.map(c => el('div', {role: 'columnheader', class: c.number ? 'num' : null},
    el('button', {type: 'button', on: {click: () => o.sort(c.id, c.number)}}, el('span', {}, c.title), el('span', {class: 'way', 'aria-hidden': 'true'}))));
  const spacer = el('div', {class: 'spacer', role: 'presentation'});
  const view = el('div', {class: 'view', role: 'rowgroup'}, spacer);
  const hint = el('p', {class: 'hint', id: o.name + '-hint'}, 'Enter opens a row, arrow keys move between rows, / searches all of them; the browser\'s own search sees only rows in sight.');
  const grid = el('div', {class: 'grid ' + o.name, role: 'treegrid', 'aria-label': o.label, 'aria-describedby': o.name + '-hint', 'aria-colcount': o.columns.length},
    el('div', {role: 'rowgroup'}, el('div', {class: 'head', role: 'row', 'aria-rowindex': 1}, ...heads)), view);
  mount.append(grid, hint);

  const height = () => narrow.matches ? o.tall : 36;
  const virtual = new library.Virtualizer({count: 0, getScrollElement: () => view, estimateSize: height, overscan: 12, onChange: () => draw(),
    scrollToFn: library.elementScroll, observeElementRect: library.observeElementRect, observeElementOffset: library.observeElementOffset});
  virtual._didMount();
  virtual._willUpdate();

  const toggle = (row, open = !row.getIsExpanded()) => { core.setExpanded(old => ({...(old === true ? {} : old), [row.id]: open})); redraw(); };
  const enter = row => isHeading(row) ? toggle(row) : o.open(row.original);
  const steps = {ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity};
  view.addEventListener('keydown', e => {
    const row = shown()[active];
    if (!row || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'Enter' || e.key === ' ') enter(row);
    else if (e.key in steps) focusRow(Math.min(Math.max(active + steps[e.key], 0), shown().length - 1));
    else if (e.key === 'ArrowRight' && isHeading(row)) toggle(row, true);
    else if (e.key === 'ArrowLeft' && isHeading(row)) toggle(row, false);
    else if (e.key === 'ArrowLeft' && row.parentId) focusRow(shown().findIndex(r => r.id === row.parentId));
    else return;
    e.preventDefault();
  });
  const indexOf = e => Number(e.target.closest('.row')?.dataset.index ?? -1);
  view.addEventListener('click', e => { const i = indexOf(e); if (i >= 0) { makeActive(i); enter(shown()[i]); } });
  view.addEventListener('focusin', e => { const i = indexOf(e); if (i >= 0) makeActive(i); });
  const makeActive = i => { drawn.get(active)?.setAttribute('tabindex', '-1'); active = i; drawn.get(i)?.setAttribute('tabindex', '0'); };

  const heading = (row, open) => el('div', {role: 'gridcell', class: 'cell whole', 'aria-colindex': 1, 'aria-colspan': o.columns.length}, el('span', {class: 'fold', 'aria-hidden': 'true'}, open ? '▾' : '▸'), ...o.heading(row));
  const cells = row => o.columns.map((c, i) => {
    const text = cut(o.text(c, row.original), 300);
    return el('div', {role: 'gridcell', 'aria-colindex': i + 1, class: 'cell' + (c.number ? ' num' : '') + (c.class ? ' ' + c.class(row.original) : ''), 'data-label': c.label || null, title: text}, text);
  });
  const line = (row, i) => {
    const open = isHeading(row) && row.getIsExpanded(), grouped = isHeading(row) || row.parentId;
    const r = el('div', {class: 'row' + (isHeading(row) ? ' heading' : ''), role: 'row', tabindex: i === active ? '0' : '-1', 'aria-rowindex': i + 2, 'data-index': i,
      'aria-level': grouped ? (isHeading(row) ? 1 : 2) : null, 'aria-expanded': isHeading(row) ? open : null}, ...(isHeading(row) ? [heading(row, open)] : cells(row)));
    r.style.top = i * height() + 'px';
    r.style.height = height() + 'px';
    return r;
  };
  // draw adds the rows that came into sight and takes away those that left it, but not the one with the focus.
  const draw = () => {
    const rows = shown(), seen = new Set(virtual.getVirtualItems().map(v => v.index));
    if (!seen.has(active) && seen.size && !view.contains(document.activeElement)) makeActive(Math.min(...seen) + Math.min(12, seen.size - 1) * (Math.min(...seen) > 0));
    for (const [i, e] of drawn) if (!seen.has(i) && !e.contains(document.activeElement)) { e.remove(); drawn.delete(i); }
    for (const i of seen) if (!drawn.has(i) && i < rows.length) { const e = line(rows[i], i); drawn.set(i, e); view.append(e); }
  };
  const redraw = () => {
    const rows = shown(), focused = view.contains(document.activeElement);
    drawn = new Map();
    view.replaceChildren(spacer);
    virtual.setOptions({...virtual.options, count: rows.length});
    virtual.measure();
    spacer.style.height = rows.length * height() + 'px';
    grid.setAttribute('aria-rowcount', rows.length + 1);
    if (!rows.length) view.append(el('div', {class: 'empty', role: 'row'}, el('div', {role: 'gridcell'}, o.rows.length ? o.nothing || 'Nothing matches.' : o.empty)));
    active = Math.max(0, Math.min(active, rows.length - 1));
    draw();
    if (focused) drawn.get(active)?.focus({preventScroll: true});
  };
  const focusRow = i => {
    makeActive(i);
    if (i * height() < view.scrollTop) view.scrollTop = i * height();
    if ((i + 1) * height() > view.scrollTop + view.clientHeight) view.scrollTop = (i + 1) * height() - view.clientHeight;
    if (!drawn.has(i)) { const e = line(shown()[i], i); drawn.set(i, e); view.append(e); }
    drawn.get(i).focus({preventScroll: true});
  };
  narrow.addEventListener('change', redraw);
  return {
    // set filters, sorts and groups anew. filters holds id and value, sorting id and desc, by is a column or ''; rows
    // may be in that order already.
    set(filters, sorting, by, already) {
      core.setColumnFilters(filters);
      core.setSorting(already ? [] : sorting);
      core.setGrouping(by ? [by] : []);
      core.setExpanded({});
      heads.forEach((h, i) => {
        const mine = o.columns[i].id === sorting[0].id;
        h.setAttribute('aria-sort', mine ? (sorting[0].desc ? 'descending' : 'ascending') : 'none');
        h.querySelector('.way').textContent = mine ? (sorting[0].desc ? ' ▾' : ' ▴') : '';
      });
      active = 0;
      view.scrollTop = 0;
      redraw();
    },
    // unfold opens or closes all headings.
    unfold(open) { core.setExpanded(open ? true : {}); active = 0; view.scrollTop = 0; redraw(); },
    // filtered are the rows that pass, sorted the same in their order with headings between them.
    filtered: () => core.getFilteredRowModel().rows,
    sorted: () => core.getSortedRowModel().rows.flatMap(r => isHeading(r) ? [r, ...r.subRows] : [r]),
    draw: redraw,
    refocus: () => drawn.get(active)?.focus({preventScroll: true}),
  };
}
