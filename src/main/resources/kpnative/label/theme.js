// Light or dark: as the system has it, until the button says otherwise.

const KEY = 'kpnative-label-theme';

export function startTheme(button) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches);
  const show = () => button.setAttribute('aria-pressed', String(isDark()));
  try {
    root.dataset.theme = localStorage.getItem(KEY) || '';
  } catch {
    root.dataset.theme = ''; // storage is off: the system's
  }
  if (!root.dataset.theme) {
    delete root.dataset.theme;
  }
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem(KEY, root.dataset.theme);
    } catch {
      // it holds for this page
    }
    show();
  });
  system.addEventListener('change', show);
  show();
}
