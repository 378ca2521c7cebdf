// list is a table with search, filters, grouping and an order, all of which stand in the address.
const field = (label, control) => el('label', {}, label, control);
const select = (name, all, values) => el('select', {name}, el('option', {value: ''}, all), ...values.map(([v, t]) => el('option', {value: v}, t)));
// choose sets what is chosen. A link may ask for what no row of this page has: then nothing matches, and not everything.
const choose = (input, value) => {
  input.value = value;
  if (!input.options || input.value === value) return;
  input.append(el('option', {value}, cut(value, 60) + ' (0)'));
  input.value = value;
};
const delayed = f => { let t; return () => { clearTimeout(t); t = setTimeout(f, 120); }; };

// options are the values that rows have, each with how many, in the order wanted.
function options(rows, valueOf, inOrder, labelOf = v => v) {
  const n = new Map();
  const add = v => n.set(v, (n.get(v) || 0) + 1);
  for (const row of rows) { const v = valueOf(row); if (Array.isArray(v)) v.forEach(add); else add(v); }
  return [...n.keys()].filter(v => v !== '').sort(inOrder).map(v => [v, `${labelOf(v)} (${count(n.get(v))})`]);
}

function list(part, o) {
  const mount = part.querySelector('.mount'), found = new Map();
  const haystack = row => { let h = found.get(row); if (h === undefined) found.set(row, h = plainly(o.searched(row))); return h; };
  const inputs = {q: el('input', {type: 'search', name: 'q', placeholder: o.placeholder, autocomplete: 'off', spellcheck: 'false'})};
  for (const f of o.filters) inputs[f.id] = select(f.id, f.all, []);
  inputs.by = select('by', 'Not grouped', o.groupings);
  const status = el('div', {class: 'shown', role: 'status', 'aria-live': 'polite'});
  const clear = el('button', {type: 'button', class: 'quiet', on: {click: () => visit(part.id)}}, 'Clear');
  const unfold = el('button', {type: 'button', class: 'quiet', on: {click: () => { grid.unfold(unfold.textContent === 'Unfold all'); unfold.textContent = unfold.textContent === 'Unfold all' ? 'Fold all' : 'Unfold all'; }}}, 'Unfold all');
  const note = el('div', {class: 'about'});
  mount.append(el('div', {class: 'tools', role: 'search', 'aria-label': o.label}, field('Search', inputs.q), ...o.filters.map(f => field(f.label, inputs[f.id])), field('Group by', inputs.by), unfold, clear, status), note);
  const filter = {q: (row, id, wanted) => haystack(row.original).includes(wanted)};
  const values = [{id: 'q', value: r => r, filter: filter.q}, ...o.filters, ...o.columns.filter(c => !o.filters.some(f => f.id === c.id)), ...o.others];
  let sort = o.order[0], applied = null;
  const text = (c, row) => c.show ? c.show(row) : String(c.value(row));
  const grid = table(mount, {...o, values, text, sort: (id, number) => { // of numbers the largest are wanted first
    const [first, then] = number ? ['-' + id, id] : [id, '-' + id];
    sort = sort === first ? then : first;
    visit(address());
  }});

  // address is the part with what is chosen.
  const address = () => {
    const query = new URLSearchParams();
    for (const [name, input] of Object.entries(inputs)) if (input.value.trim()) query.set(name, input.value);
    if (sort !== o.order[0]) query.set('sort', sort);
    return part.id + (query.size ? '?' + query : '');
  };
  const choices = () => { for (const f of o.filters) inputs[f.id].append(...f.options().map(([value, text]) => el('option', {value}, text))); };
  const apply = query => {
    if (applied === null) choices();
    for (const name of ['q', ...o.filters.map(f => f.id)]) choose(inputs[name], query.get(name) || '');
    inputs.by.value = o.groupings.some(([by]) => by === query.get('by')) ? query.get('by') : '';
    const wanted = (query.get('sort') || '').replace(/^-/, '');
    sort = o.columns.some(c => c.id === wanted) ? query.get('sort') : o.order[0];
    const chosen = JSON.stringify([...Object.values(inputs).map(i => i.value), sort]);
    if (chosen === applied) return grid.draw();
    applied = chosen;
    const filters = ['q', ...o.filters.map(f => f.id)].map(id => ({id, value: id === 'q' ? plainly(inputs.q.value.trim()) : inputs[id].value})).filter(f => f.value);
    const id = sort.replace(/^-/, '');
    // Rows come in the first order: only another one, or one of headings, has to be made.
    const order = [{id, desc: sort.startsWith('-')}, ...o.order.filter(x => x !== id).map(x => ({id: x, desc: false}))];
    grid.set(filters, order, inputs.by.value, o.ordered && sort === o.order[0] && !inputs.by.value);
    const n = grid.filtered().length;
    status.textContent = n === o.rows.length ? plural(n, o.noun) : `${count(n)} of ${plural(o.rows.length, o.noun)}`;
    clear.hidden = !filters.length && !inputs.by.value;
    unfold.hidden = !inputs.by.value;
    unfold.textContent = 'Unfold all';
    note.replaceChildren(...(o.about?.(inputs) || []));
  };
  for (const input of Object.values(inputs)) {
    if (input.type === 'search') input.addEventListener('input', delayed(() => visit(address(), true)));
    else input.addEventListener('change', () => visit(address()));
  }
  // What was never looked at is filled when it is printed.
  addEventListener('beforeprint', () => { if (applied === null) apply(new URLSearchParams()); });
  printable(mount, o, grid, text);
  // beside is the row some steps from this one in what is listed.
  const beside = (row, steps) => { const all = grid.sorted().filter(r => !isHeading(r)), i = all.findIndex(r => r.original === row); return i < 0 ? undefined : all[i + steps]?.original; };
  return {apply, beside, refocus: grid.refocus, focus: () => inputs.q.focus()};
}
