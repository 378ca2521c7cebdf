// What contains a group and what it contains, two levels either way.
const E = {parent: 0, id: 1, name: 2, kind: 3, problem: 4, reason: 5};
const problemWords = {
  not_written: 'is not written back', unwritable: 'no engine in use writes its kind', domain_local: 'is domain-local, which a universal copy cannot hold',
  undecided: 'not known whether it is written', cycle: 'leads back to this group', missing: 'is missing in the copy', excluded: 'stays out of the copy',
};
const problemNotes = {not_written: 'not written', unwritable: 'cannot be written', domain_local: 'domain-local', undecided: 'not known', cycle: 'loop'};
// What no engine carries over ends by design, as such a member of the list of differences does.
const stateOfProblem = {undecided: 'unknown', cycle: 'loop', excluded: 'ends', not_written: 'ends', unwritable: 'ends', domain_local: 'ends'};
// judged is the state of an edge and why. One that nothing keeps from the directory holds only where both sides
// of the group above were compared.
function judged(e) {
  if (e[E.problem]) return [stateOfProblem[e[E.problem]] || 'breaks', (problemWords[e[E.problem]] || words(e[E.problem])) + (e[E.reason] ? ': ' + e[E.reason] : '')];
  const g = groups[e[E.parent]];
  if (g[G.flags] & FLAG.copy) return !compared(g[G.missing]) ? ['unknown', 'nothing keeps it out; whether it is there was not compared'] : ['holds', 'arrives in the directory'];
  if (g[G.expected] === 'no') return ['ends', 'the group above is not written back'];
  return g[G.copy] === NOT_READ || g[G.expected] !== 'yes' ? ['unknown', 'the copy of the group above is not known'] : ['breaks', 'the group above has no copy'];
}
const edgeState = e => judged(e)[0], edgeText = e => judged(e)[1];
let nesting = null;
// nestingOf unpacks all edges once: those to the children of a group, and those from its parents.
async function nestingOf() {
  if (nesting) return nesting;
  const places = new Map(groups.map((g, i) => [g[G.id], i])), down = new Map(), up = new Map();
  const put = (map, key, e) => { if (map.has(key)) map.get(key).push(e); else map.set(key, [e]); };
  for (const e of await unpack('edges')) { put(down, e[E.parent], e); put(up, e[E.id], e); }
  return nesting = {place: id => places.get(id) ?? -1, children: i => down.get(i) || [], parents: i => up.get(groups[i][G.id]) || []};
}
// In full, so that it can be told from a link that skips to a place on the page.
const linkTo = i => location.href.split('#')[0] + '#group/' + encodeURIComponent(groups[i][G.key]);
// Each step is one group beside another: the edge, the other group's number (-1 where the page does not list it), its name.
const above = (n, i) => n.parents(i).map(e => ({edge: e, at: e[E.parent], name: groupName(groups[e[E.parent]]), kind: groups[e[E.parent]][G.kind]}));
const below = (n, i) => n.children(i).map(e => { const at = n.place(e[E.id]); return {edge: e, at, name: (at >= 0 ? groups[at][G.name] : '') || e[E.name] || e[E.id], kind: at >= 0 ? groups[at][G.kind] : e[E.kind]}; });
const severityOfEdge = s => ['breaks', 'loop', 'unknown', 'ends', 'holds'].indexOf(edgeState(s.edge));
const mostShown = 7, mostTold = 200;

function nestingSection(n, i) {
  const parents = above(n, i), children = below(n, i);
  if (!parents.length && !children.length) return [];
  const looped = new Set();
  const reach = (next, from, seen = new Set()) => { for (const s of next(n, from)) if (s.at >= 0 && !seen.has(s.at) && seen.size < 2000) { seen.add(s.at); reach(next, s.at, seen); } return seen; };
  const over = reach(above, i), under = reach(below, i);
  for (const x of over) if (under.has(x)) looped.add(x);
  const table = (title, list) => list.map(s => [title, s.at >= 0 ? el('a', {href: linkTo(s.at)}, s.name) : s.name, s.kind, stateWords[drawnState(i, s, looped)] + ': ' + edgeText(s.edge)]);
  const all = [...table('is in', parents), ...table('contains', children)], first = all.slice(0, mostTold);
  return section('Nesting',
    looped.size ? el('p', {class: 'warn'}, '↻ The chain of groups leads back to this group' + (looped.size > 1 ? ' through ' + plural(looped.size - looped.has(i), 'other') : '') + '; an engine cuts it somewhere.') : null,
    nestingPicture(n, i, parents, children, looped),
    legend(Object.keys(stateWords)),
    rows(['This group', 'Group', 'Kind', 'What becomes of the membership'], first),
    all.length > first.length ? el('p', {class: 'note'}, listedOf(first.length, all.length, 'Nesting')) : null,
    head.unlisted ? el('p', {class: 'note'}, 'Groups that this page does not list are not drawn as parents.') : null);
}

// nestingPicture has a column for each level: groups that contain it to the left, those it contains to the right.
function nestingPicture(n, i, parents, children, looped) {
  const worstFirst = list => [...list].sort((a, b) => severityOfEdge(a) - severityOfEdge(b));
  const level = (steps, next) => steps.flatMap((s, from) => s.at >= 0 ? next(n, s.at).filter(x => x.at !== i).map(x => ({...x, from})) : []);
  const [p1, c1] = [worstFirst(parents), worstFirst(children)].map(l => l.slice(0, mostShown));
  const [p2, c2] = [level(p1, above), level(c1, below)].map(worstFirst);
  const columns = [[p2.slice(0, mostShown), p2.length], [p1, parents.length], [[{at: i, name: groupName(groups[i]), kind: groups[i][G.kind]}], 1], [c1, children.length], [c2.slice(0, mostShown), c2.length]]
    .map(([list, all], depth) => ({list, all, depth})).filter(c => c.list.length);
  if (narrow.matches) return nestingStack(i, columns, looped);
  const step = boxWidth + 76, gap = boxHeight + 12, tallest = Math.max(...columns.map(c => c.list.length + (c.all > c.list.length)));
  const height = tallest * gap + 8, width = columns.length * step - 76 + 4;
  const edges = [], boxes = [];
  columns.forEach((c, at) => {
    const top = (height - (c.list.length + (c.all > c.list.length)) * gap) / 2 + 6;
    c.list.forEach((s, k) => { s.x = at * step + 2; s.y = top + k * gap; });
    if (c.all > c.list.length) boxes.push(svg('text', {x: at * step + 12, y: top + c.list.length * gap + 18, class: 'more'}, `and ${count(c.all - c.list.length)} more`));
  });
  const self = columns.find(c => c.depth === 2).list[0];
  for (const c of columns) for (const s of c.list) {
    boxes.push(nestingBox(i, s, looped, c.depth !== 2, boxWidth));
    if (c.depth === 2) continue;
    const near = c.depth === 1 || c.depth === 3 ? self : (c.depth === 0 ? p1 : c1)[s.from];
    const [left, right] = c.depth < 2 ? [s, near] : [near, s];
    edges.push(line(left.x + boxWidth, left.y + boxHeight / 2, right.x, right.y + boxHeight / 2, drawnState(i, s, looped), edgeText(s.edge)));
  }
  return picture(nestingLabel, width, height, ...edges, ...boxes);
}
const nestingLabel = 'Picture of nesting: groups that contain this one, and groups that it contains';
const inLoop = (i, s, looped) => looped.has(s.at) || s.at === i;
const drawnState = (i, s, looped) => edgeState(s.edge) === 'holds' && inLoop(i, s, looped) ? 'loop' : edgeState(s.edge);
const nestingBox = (i, s, looped, outer, wide) =>
  box(s.x, s.y, (outer && inLoop(i, s, looped) ? '↻ ' : '') + s.name, s.kind + (outer && s.edge[E.problem] ? ' · ' + (problemNotes[s.edge[E.problem]] || words(s.edge[E.problem])) : ''),
    {kind: outer ? '' : 'self', href: outer && s.at >= 0 && s.at !== i ? linkTo(s.at) : null, full: s.name, wide});

// nestingStack is the same in a narrow window: a box a line, groups that contain this one above it, those it contains
// beneath, each beside the group that it belongs to and a little more to the right.
function nestingStack(i, columns, looped) {
  const level = depth => columns.find(c => c.depth === depth)?.list || [], lines = [];
  const more = depth => { const c = columns.find(c => c.depth === depth); if (c && c.all > c.list.length) lines.push({more: c.all - c.list.length, depth}); };
  const put = (s, depth) => lines.push(Object.assign(s, {depth}));
  const [self] = level(2);
  more(0);
  level(1).forEach((p, k) => { level(0).filter(s => s.from === k).forEach(s => { put(s, 0); s.near = p; }); put(p, 1); p.near = self; });
  more(1);
  put(self, 2);
  level(3).forEach((c, k) => { put(c, 3); c.near = self; level(4).filter(s => s.from === k).forEach(s => { put(s, 4); s.near = c; }); });
  more(3);
  more(4);
  const step = 24, gap = boxHeight + 12, edges = [], boxes = [];
  lines.forEach((s, k) => { s.x = Math.abs(s.depth - 2) * step + 2; s.y = k * gap + 2; });
  for (const s of lines) {
    if (s.more) { boxes.push(svg('text', {x: s.x + 10, y: s.y + 28, class: 'more'}, `and ${count(s.more)} more`)); continue; }
    boxes.push(nestingBox(i, s, looped, s.depth !== 2, roomOf() - s.x - 2));
    if (s.depth === 2) continue;
    const x = s.near.x + 12, y = s.y + boxHeight / 2;
    edges.push(edge(`M${s.x} ${y}H${x}V${s.depth < 2 ? s.near.y : s.near.y + boxHeight}`, x, y, drawnState(i, s, looped), edgeText(s.edge)));
  }
  return picture(nestingLabel, roomOf(), lines.length * gap + 4, ...edges, ...boxes);
}
