// Changes are plain HTML; with a script they can be searched, filtered and put in another order, and lead to the views of
// groups that the page has.
const changeRows = [...document.querySelectorAll('#changes .changed tbody tr')];
const changeWords = {added: 'new', removed: 'gone', changed: 'changed', notCompared: 'not compared'};
const changeFilters = [
  ['object', 'What', 'Everything', r => [r.dataset.object], plain],
  ['kind', 'Change', 'Any change', r => [r.dataset.kind, ...(r.dataset.privileged ? ['privileged'] : [])], (a, b) => Object.keys(changeWords).indexOf(a) - Object.keys(changeWords).indexOf(b)],
];
const changeOrders = {name: r => folded(r.querySelector('.who').textContent), kind: r => Object.keys(changeWords).indexOf(r.dataset.kind)};
function linkChanges() {
  const places = new Map();
  for (const g of groups) for (const at of [g[G.id], g[G.dn]]) if (at && !places.has(at)) places.set(at, g);
  for (const r of changeRows) {
    const g = places.get(r.dataset.id) || places.get(r.dataset.dn), who = r.querySelector('.who');
    if (g) who.replaceChildren(el('a', {href: '#group/' + encodeURIComponent(g[G.key])}, who.textContent));
  }
}
const changeList = changeRows.length ? (() => {
  const inputs = {q: el('input', {type: 'search', name: 'q', placeholder: 'Name, member or value', autocomplete: 'off', spellcheck: 'false'})};
  for (const [id, , all, valuesOf, inOrder] of changeFilters) inputs[id] = select(id, all, options(changeRows, valuesOf, inOrder, v => changeWords[v] || v));
  inputs.sort = select('sort', 'Privileged first, then name', [['name', 'By name'], ['kind', 'By change']]);
  const status = el('div', {class: 'shown', role: 'status', 'aria-live': 'polite'});
  document.querySelector('#changes .changed').before(el('div', {class: 'tools', role: 'search', 'aria-label': 'Changes'}, field('Search', inputs.q),
    ...changeFilters.map(([id, label]) => field(label, inputs[id])), field('Order', inputs.sort), status));
  const address = () => {
    const query = new URLSearchParams();
    for (const [name, input] of Object.entries(inputs)) if (input.value) query.set(name, input.value);
    return 'changes' + (query.size ? '?' + query : '');
  };
  inputs.q.addEventListener('input', delayed(() => visit(address(), true)));
  for (const id of ['object', 'kind', 'sort']) inputs[id].addEventListener('change', () => visit(address()));
  linkChanges();
  return {
    apply(query) {
      for (const name of ['q', 'object', 'kind']) choose(inputs[name], query.get(name) || '');
      inputs.sort.value = query.get('sort') in changeOrders ? query.get('sort') : '';
      const q = plainly(inputs.q.value.trim()), key = changeOrders[inputs.sort.value];
      for (const r of changeRows) r.hidden = !((!q || plainly(r.textContent).includes(q)) && changeFilters.every(([id, , , valuesOf]) => !inputs[id].value || valuesOf(r).includes(inputs[id].value)));
      for (const l of document.querySelectorAll('#changes .changed')) {
        const own = changeRows.filter(r => l.contains(r));
        l.hidden = own.every(r => r.hidden) && Boolean(q || inputs.object.value || inputs.kind.value);
        own[0]?.parentNode.append(...(key ? [...own].sort((a, b) => plain(key(a), key(b))) : own));
      }
      const n = changeRows.filter(r => !r.hidden).length;
      status.textContent = n === changeRows.length ? plural(n, 'object') : `${count(n)} of ${plural(changeRows.length, 'object')}`;
    },
    focus: () => inputs.q.focus(),
  };
})() : undefined;
