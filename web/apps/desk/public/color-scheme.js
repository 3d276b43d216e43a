// Runs before the first paint, so that a dark screen does not flash white. A file and not an inline script: the
// content security policy allows no inline scripts.
;(() => {
  const chosen = localStorage.getItem('mantine-color-scheme-value')
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches
  const scheme = chosen === 'light' || chosen === 'dark' ? chosen : prefersDark ? 'dark' : 'light'
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
  if (localStorage.getItem('naru.contrast') === 'more') document.documentElement.dataset.contrast = 'more'
})()
