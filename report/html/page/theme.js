// The theme is the system's unless the reader chooses; the choice is kept where the browser lets a file keep one.
const themes = {auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark'};
const kept = (() => { try { return localStorage.getItem('wbaudit-theme'); } catch { return null; } })();
let theme = kept in themes ? kept : 'auto';
const themeButton = el('button', {type: 'button', class: 'theme', on: {click: () => setTheme(Object.keys(themes)[(Object.keys(themes).indexOf(theme) + 1) % 3])}});
function setTheme(to) {
  theme = to;
  if (to === 'auto') delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = to;
  themeButton.textContent = themes[to];
  try { localStorage.setItem('wbaudit-theme', to); } catch { /* then it holds until the page is closed */ }
}
setTheme(theme);
document.querySelector('body > header').append(themeButton);
