// Pictures. What they show is told by a table beside them as well; text gets into them as text only.
const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
const picture = (label, width, height, ...children) => el('div', {class: 'picture', tabindex: '0', role: 'region', 'aria-label': label},
  svg('svg', {viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': label}, ...children));

const boxWidth = 186, boxHeight = 46;
// In a narrow window pictures go downwards, so that they fit: roomOf is how wide they may be. A window that is not laid out
// yet has no width, and a picture none below zero.
const roomOf = () => Math.max(240, innerWidth - 44);
// box is a group or a person: a name, a word or two beneath, and a link where the page has more of it. Whatever
// its text, nothing of it is drawn outside.
function box(x, y, title, note, {kind = '', href = null, full = title, wide = boxWidth} = {}) {
  const inner = [svg('title', {}, full + (note ? ', ' + note : '')), svg('rect', {width: wide, height: boxHeight, rx: 6, class: 'box ' + kind}),
    svg('svg', {x: 10, y: 0, width: wide - 16, height: boxHeight},
      svg('text', {x: 0, y: note ? 19 : 28, class: 'title'}, cut(title, Math.max(wide < boxWidth ? 0 : 28, Math.floor(wide / 7.2)))), note ? svg('text', {x: 0, y: 36, class: 'note'}, cut(note, Math.floor(wide / 5.4))) : null)];
  return svg('g', {transform: `translate(${x} ${y})`}, href ? svg('a', {href, class: 'jump'}, ...inner) : svg('g', {}, ...inner));
}
// The states of an edge, with the mark that tells them apart without colour.
const edgeMarks = {holds: '', breaks: '✕', unknown: '?', ends: '–', loop: '↻'};
const stateWords = {holds: 'holds', breaks: 'breaks', ends: 'ends by design', unknown: 'not known', loop: 'part of a loop'};
// line is an edge from one point to another, with its mark in the middle.
function line(x1, y1, x2, y2, state, title = '') {
  const bend = x1 === x2 || y1 === y2 ? `M${x1} ${y1}L${x2} ${y2}` : `M${x1} ${y1}C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}`;
  return edge(bend, (x1 + x2) / 2, (y1 + y2) / 2, state, title);
}
// edge is a way that was laid out already, with its mark where it is told.
function edge(way, mx, my, state, title = '') {
  return svg('g', {class: 'edge ' + state}, title ? svg('title', {}, title) : null, svg('path', {d: way}),
    edgeMarks[state] ? [svg('circle', {cx: mx, cy: my, r: 9}), svg('text', {x: mx, y: my + 4.5, class: 'mark'}, edgeMarks[state])] : null);
}
const legend = states => el('p', {class: 'legend'}, ...states.map(state => el('span', {class: 'edge ' + state}, el('b', {'aria-hidden': 'true'}, edgeMarks[state] || '—'), ' ' + stateWords[state])));
