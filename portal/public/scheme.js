// Runs before the first paint, as a file of its own because the content
// security policy allows no inline script: colour scheme and the last brand.
(() => {
  const root = document.documentElement;
  try {
    const chosen = localStorage.getItem('mantine-color-scheme-value');
    const dark =
      chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
    const brand = JSON.parse(localStorage.getItem('tributary.brand') || '{}');
    for (const name in brand) if (name.startsWith('--brand-')) root.style.setProperty(name, brand[name]);
  } catch {
    root.setAttribute('data-mantine-color-scheme', 'light');
  }
})();
