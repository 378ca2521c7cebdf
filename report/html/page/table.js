// table shows rows in a window that holds only what is seen; the scroll bar stands for all of them.
// One row at a time can be reached with Tab, the others from it with the arrow keys.
function table(mount, o) {
  const state = {rows: [], sort: o.sort, descending: false, active: 0};
  const height = () => narrow.matches ? o.tall : 34;
  const headCells = o.columns.map((c, i) => {
    const button = el('button', {type: 'button', on: {click: () => { state.descending = state.sort === i && !state.descending; state.sort = i; order(); }}}, c.title);
    return el('div', {role: 'columnheader', class: c.number ? 'num' : null}, button);
  });
  const spacer = el('div', {class: 'spacer', 'aria-hidden': 'true'});
  const view = el('div', {class: 'view', role: 'rowgroup'}, spacer);
  const hint = el('p', {class: 'hint', id: o.name + '-hint'}, 'Enter opens a row, arrow keys move between rows, / searches.');
  const grid = el('div', {class: 'grid ' + o.name, role: 'table', 'aria-label': o.label, 'aria-describedby': o.name + '-hint'},
    el('div', {role: 'rowgroup'}, el('div', {class: 'head', role: 'row'}, ...headCells)), view);
  const shown = el('div', {class: 'shown', role: 'status', 'aria-live': 'polite'});
  mount.append(el('div', {class: 'tools'}, ...o.tools, shown), grid, hint);

  const text = (c, row) => c.show ? c.show(row) : String(c.value(row));
  const steps = {ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity};
  const press = (e, row, index) => {
    if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); o.open(row); }
    if (e.key in steps) { e.preventDefault(); focusRow(Math.min(Math.max(index + steps[e.key], 0), state.rows.length - 1)); }
  };
  const line = (row, index) => {
    const r = el('div', {class: 'row', role: 'row', tabindex: index === state.active ? '0' : '-1', 'aria-rowindex': index + 2, 'data-index': index,
      on: {click: () => { state.active = index; o.open(row); }, focus: () => { state.active = index; }, keydown: e => press(e, row, index)}},
      ...o.columns.map(c => el('div', {role: 'cell', class: 'cell' + (c.number ? ' num' : '') + (c.class ? ' ' + c.class(row) : ''), 'data-label': c.label || null, title: text(c, row)}, text(c, row))));
    r.style.top = index * height() + 'px';
    return r;
  };
  const draw = () => {
    const row = height();
    const first = Math.max(0, Math.floor(view.scrollTop / row) - 8);
    const last = Math.min(state.rows.length, first + Math.ceil((view.clientHeight || 600) / row) + 16);
    const focused = view.contains(document.activeElement) ? document.activeElement.dataset.index : undefined;
    if (state.active < first || state.active >= last) state.active = Math.min(first + (first ? 8 : 0), Math.max(last - 1, 0));
    const lines = [];
    for (let i = first; i < last; i++) lines.push(line(state.rows[i], i));
    spacer.style.height = state.rows.length * row + 'px';
    if (!state.rows.length) lines.push(el('div', {class: 'empty'}, o.total() ? 'Nothing matches.' : o.empty));
    // The spacer stays: without it, the browser would scroll back to what is left.
    while (view.lastChild !== spacer) view.lastChild.remove();
    view.append(...lines);
    if (focused !== undefined) view.querySelector(`[data-index="${focused}"]`)?.focus({preventScroll: true});
  };
  const focusRow = i => {
    const row = height();
    if (i * row < view.scrollTop) view.scrollTop = i * row;
    if ((i + 1) * row > view.scrollTop + view.clientHeight) view.scrollTop = (i + 1) * row - view.clientHeight;
    state.active = i;
    draw();
    view.querySelector(`[data-index="${i}"]`)?.focus({preventScroll: true});
  };
  const order = () => {
    const by = o.columns[state.sort].value, sign = state.descending ? -1 : 1;
    const keyed = state.rows.map((row, i) => [by(row), i, row]);
    keyed.sort((a, b) => sign * compare(a[0], b[0]) || a[1] - b[1]);
    state.rows = keyed.map(k => k[2]);
    headCells.forEach((c, i) => {
      c.setAttribute('aria-sort', i === state.sort ? (state.descending ? 'descending' : 'ascending') : 'none');
      c.firstChild.textContent = o.columns[i].title + (i === state.sort ? (state.descending ? ' ▾' : ' ▴') : '');
    });
    state.active = 0;
    view.scrollTop = 0;
    draw();
  };
  let waiting = false;
  view.addEventListener('scroll', () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; draw(); }); } });
  addEventListener('resize', () => draw());
  printable(mount, o, state, text);
  return {
    fill(rows) {
      state.rows = rows;
      grid.setAttribute('aria-rowcount', rows.length + 1);
      shown.textContent = rows.length === o.total() ? plural(rows.length, o.noun) : `${count(rows.length)} of ${plural(o.total(), o.noun)}`;
      order();
    },
    draw,
  };
}

const field = (label, control) => el('label', {}, label, control);
const select = (name, all, values) => el('select', {name}, el('option', {value: ''}, all), ...values.map(([v, t]) => el('option', {value: v}, t)));
const search = placeholder => el('input', {type: 'search', name: 'q', placeholder, autocomplete: 'off', spellcheck: 'false'});
const delayed = f => { let t; return () => { clearTimeout(t); t = setTimeout(f, 120); }; };
const haystacks = new Map();
const haystack = (row, make) => { let h = haystacks.get(row); if (!h) haystacks.set(row, h = make(row).toLowerCase()); return h; };
