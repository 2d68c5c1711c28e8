// What a reader chooses once: light or dark, and the language. The server writes the cookies' choice into the page.
const YEAR_S = 31_536_000;

/** @param {string} name @param {string} value */
function choose(name, value) {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
}

/** @param {HTMLElement} button */
export function theme(button) {
  const root = document.documentElement;
  button.addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    choose('theme', root.dataset.theme);
  });
}

/** The page comes anew in the other language; what was typed and what is written stays. @param {HTMLElement} button */
export function language(button) {
  button.addEventListener('click', () => {
    choose('lang', button.lang);
    location.reload();
  });
}
