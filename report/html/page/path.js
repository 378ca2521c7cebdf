// The path of a membership: person, group, groups above it, in the cloud and beneath in the directory. What is
// in the cloud and should be beneath is where the path holds, or breaks.
const differenceWords = {missing: 'missing', foreign: 'foreign', excluded: 'excluded', undecided: 'undecided', domainLocal: 'domain-local'};
const laneTop = 34, laneStep = 118;

// chains are the shortest ways from a group to those above it, itself first.
function chainsOf(n, i) {
  const chains = [{end: i, steps: []}], seen = new Set([i]);
  for (let k = 0; k < chains.length && chains.length < 60; k++)
    for (const s of above(n, chains[k].end)) if (!seen.has(s.at)) { seen.add(s.at); chains.push({end: s.at, steps: [...chains[k].steps, s]}); }
  return chains;
}
// writtenState is the edge from a cloud group to its copy.
function writtenState(g) {
  const copy = Boolean(g[G.flags] & FLAG.copy);
  if (g[G.kind] === 'directory only') return ['breaks', 'no cloud group claims this copy'];
  if (g[G.copy] === NOT_READ && g[G.expected] !== 'no') return ['unknown', 'the directory was not read'];
  if (g[G.expected] === 'yes') return copy ? ['holds', 'written' + (g[G.engine] ? ' by ' + g[G.engine] : '')] : ['breaks', 'should be written, and has no copy of its own: ' + g[G.copy]];
  if (g[G.expected] === 'no') return copy ? ['unknown', 'not written by an engine, and a copy is there'] : ['ends', 'not written back'];
  return ['unknown', 'not known whether it is written'];
}
const accountWord = m => m && m[D.class].includes('group') ? 'copy' : 'account';
// memberStates are the edges of a person: into the cloud group, to an account, and of the account into the copy.
function memberStates(m, g, unlisted) {
  const why = m && m[D.reason] ? m[D.reason] : '';
  const account = m?.[D.dn] ? ['holds', 'has one'] : ['breaks', `no ${accountWord(m)} in the directory`];
  if (!m) {
    // Of members that are not named all is known where both sides were compared and every one that differs is listed.
    const why = !compared(g[G.missing]) ? 'members were not compared' : unlisted ? `${count(unlisted)} more members differ, which are in the workbook's sheet Member differences` : '';
    const known = why ? ['unknown', why] : ['holds', 'arrives'];
    return {cloud: ['holds', 'member'], account: known, copy: g[G.flags] & FLAG.copy ? known : writtenState(g)};
  }
  switch (m[D.difference]) {
    case 'missing': return {cloud: ['holds', 'member'], account, copy: ['breaks', why || 'is not in the copy']};
    case 'foreign': return {cloud: ['breaks', 'is no member'], account: m[D.id] ? account : ['breaks', 'no cloud object'], copy: ['holds', 'is in the copy: ' + why]};
    case 'domainLocal': return {cloud: ['unknown', ''], account, copy: ['breaks', why]};
    case 'excluded': return {cloud: ['holds', 'member'], account: account[0] === 'holds' ? account : ['ends', account[1]], copy: ['ends', why]};
  }
  return {cloud: m[D.id] ? ['holds', 'member'] : ['unknown', ''], account, copy: ['unknown', why]};
}
function pathPicture(i, member, chain, unlisted) {
  const g = groups[i], who = member ? member[D.name] || member[D.dn] || member[D.id] : 'Any other member', m = memberStates(member, g, unlisted);
  const told = [];
  const columns = [{cloud: who, note: member ? words(member[D.class]) : 'of this group', under: (member && !member[D.dn] ? 'no ' : '') + accountWord(member), full: member?.[D.dn] || '', down: m.account, kind: member && !member[D.dn] ? 'void' : ''}];
  for (const [k, at] of [i, ...chain.steps.map(s => s.at)].entries()) {
    const x = groups[at], copy = x[G.flags] & FLAG.copy;
    columns.push({cloud: groupName(x), note: x[G.kind], under: copy ? 'copy: ' + x[G.copy] : {'none found': 'no copy', [NOT_READ]: 'not read'}[x[G.copy]] || x[G.copy], full: x[G.dn], kind: copy ? '' : 'void', down: writtenState(x), href: at === i ? null : linkTo(at), self: at === i,
      over: k ? ['holds', 'contains it in the cloud'] : m.cloud,
      beneath: k ? reached(chain.steps[k - 1].edge, columns[k]) : m.copy});
  }
  // Steps go to the right and lanes stand one above the other; in a narrow window steps go down and lanes stand side by side.
  const down = narrow.matches, wide = down ? Math.floor((roomOf() - 44) / 2) : boxWidth;
  const place = (k, lane) => down ? [lane * (wide + 40) + 2, k * (boxHeight + 40) + laneTop] : [k * (boxWidth + 84) + 2, laneTop + lane * laneStep];
  const over = (x, y) => down ? [x + wide / 2, y] : [x, y + boxHeight / 2], from = (x, y) => down ? [x + wide / 2, y + boxHeight] : [x + wide, y + boxHeight / 2];
  const [endX, endY] = place(columns.length - 1, 1), [aside] = place(0, 1);
  const parts = [svg('text', {x: 2, y: 18, class: 'lane'}, 'Entra ID'), svg('text', down ? {x: aside, y: 18, class: 'lane'} : {x: 2, y: endY + boxHeight + 22, class: 'lane'}, 'Active Directory')];
  columns.forEach((c, k) => {
    const cloud = place(k, 0), under = place(k, 1);
    parts.push(down ? line(cloud[0] + wide, cloud[1] + boxHeight / 2, under[0], under[1] + boxHeight / 2, ...c.down) : line(cloud[0] + wide / 2, cloud[1] + boxHeight, under[0] + wide / 2, under[1], ...c.down));
    if (k) parts.push(line(...from(...place(k - 1, 0)), ...over(...cloud), ...c.over), line(...from(...place(k - 1, 1)), ...over(...under), ...c.beneath));
    parts.push(box(...cloud, c.cloud, c.note, {kind: c.self ? 'self' : '', href: c.href, wide}), box(...under, c.under, '', {kind: c.kind, full: c.full || c.under, wide}));
    told.push(...[k && c.over[0] !== 'holds' ? [c.cloud, 'in the cloud', c.over] : null, c.down[0] !== 'holds' ? [c.cloud, 'from the cloud to the directory', c.down] : null, k && c.beneath[0] !== 'holds' ? [c.cloud, 'in the directory', c.beneath] : null].filter(Boolean));
  });
  const picturedStates = legend(['holds', 'breaks', 'ends', 'unknown']);
  return [picture(`Path of ${cut(who, 80)} to ${cut(groupName(groups[chain.end]), 80)}, in the cloud ${down ? 'to the left' : 'above'} and in the directory ${down ? 'to the right' : 'beneath'}`, endX + wide + 4, endY + boxHeight + (down ? 4 : 30), ...parts), picturedStates,
    told.length ? rows(['At', 'Where', 'State', 'Because'], told.map(([at, where, [state, why]]) => [at, where, `${edgeMarks[state]} ${stateWords[state]}`, why])) : el('p', {}, 'The path holds everywhere, as far as both sides were read.')];
}
// reached is the edge of one copy in another.
function reached(edge, child) {
  const [state, why] = judged(edge);
  return child.kind === 'void' && state === 'holds' ? ['unknown', 'the group within has no copy of its own'] : [state, why];
}
function pathSection(n, i, d) {
  const g = groups[i];
  if (g[G.kind] === 'directory only') return [];
  const members = differencesOf(i), chains = chainsOf(n, i), drawn = el('div', {});
  const person = el('select', {name: 'person'}, el('option', {value: ''}, members.length ? 'Any other member' : 'Any member'), ...members.map((m, k) => el('option', {value: k}, cut(`${m[D.name] || m[D.dn] || m[D.id]} (${differenceWords[m[D.difference]] || m[D.difference]})`, 80))));
  const to = el('select', {name: 'to'}, ...chains.map((c, k) => el('option', {value: k}, cut(groupName(groups[c.end]), 80) + (k ? ` (${plural(c.steps.length, 'level')} up)` : ' (this group)'))));
  const draw = () => drawn.replaceChildren(...pathPicture(i, person.value === '' ? null : members[person.value], chains[to.value], d.members.more));
  if (members.length) person.value = '0';
  to.value = '0';
  for (const s of [person, to]) s.addEventListener('change', draw);
  draw();
  return section('Where a membership holds and where it breaks', el('div', {class: 'tools'}, field('Path of', person), chains.length > 1 ? field('To', to) : null), drawn);
}
