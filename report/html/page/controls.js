// Controls are plain HTML; with a script they can be filtered, and a list of findings of one control says how
// far the control could see.
const controlRows = [...document.querySelectorAll('#controls tbody tr')];
const outcomeWords = {fail: 'fail', error: 'error', notEvaluated: 'not evaluated', pass: 'pass', notApplicable: 'not applicable'};
// A control with findings may be one that could not judge all as well: it is found as both.
const outcomesOf = r => [...new Set([r.dataset.outcome, ...(Number(r.dataset.unjudged) ? ['notEvaluated'] : [])])];
const controlFilters = [
  ['severity', 'Severity', 'All severities', r => [r.dataset.severity], (a, b) => head.severities.indexOf(a) - head.severities.indexOf(b)],
  ['outcome', 'Outcome', 'Any outcome', r => outcomesOf(r), (a, b) => Object.keys(outcomeWords).indexOf(a) - Object.keys(outcomeWords).indexOf(b)],
  ['engine', 'Engine', 'Any engine', r => r.dataset.engines.split(', '), plain],
];
const controlList = (() => {
  const inputs = {q: el('input', {type: 'search', name: 'q', placeholder: 'Control, title, clause', autocomplete: 'off', spellcheck: 'false'})};
  for (const [id, , all, valuesOf, inOrder] of controlFilters) inputs[id] = select(id, all, options(controlRows, valuesOf, inOrder, v => outcomeWords[v] || v));
  const status = el('div', {class: 'shown', role: 'status', 'aria-live': 'polite'});
  document.querySelector('#controls h2').after(el('div', {class: 'tools', role: 'search', 'aria-label': 'Controls'}, field('Search', inputs.q), ...controlFilters.map(([id, label]) => field(label, inputs[id])), status));
  const address = () => {
    const query = new URLSearchParams();
    for (const [name, input] of Object.entries(inputs)) if (input.value) query.set(name, input.value);
    return 'controls' + (query.size ? '?' + query : '');
  };
  inputs.q.addEventListener('input', delayed(() => visit(address(), true)));
  for (const [id] of controlFilters) inputs[id].addEventListener('change', () => visit(address()));
  return {
    apply(query) {
      for (const [name, input] of Object.entries(inputs)) choose(input, query.get(name) || '');
      const q = plainly(inputs.q.value.trim());
      for (const r of controlRows) r.hidden = !((!q || plainly(r.textContent).includes(q)) && controlFilters.every(([id, , , valuesOf]) => !inputs[id].value || valuesOf(r).includes(inputs[id].value)));
      const n = controlRows.filter(r => !r.hidden).length;
      status.textContent = n === controlRows.length ? plural(n, 'control') : `${count(n)} of ${plural(controlRows.length, 'control')}`;
    },
    focus: () => inputs.q.focus(),
  };
})();
// aboutControl is what a list of one control's findings starts with.
function aboutControl(id) {
  const row = id && document.getElementById('control-' + id);
  if (!row) return [];
  const n = Number(row.dataset.unjudged);
  return [el('p', {}, el('a', {href: '#control-' + id}, id), ' ', row.querySelector('summary').textContent, '. Outcome: ' + outcomeWords[row.dataset.outcome] + '.',
    n ? el('b', {}, ` It could not judge ${plural(n, 'subject')}: ${row.dataset.reason}`) : null)];
}
