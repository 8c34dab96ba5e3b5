// What docfx's template leaves in the way of keyboards and screen readers. It draws its parts as they arrive, and some again.
const names = { autocollapse: 'Site', breadcrumb: 'Breadcrumb', toc: 'Contents' };

const mends = {
  'a[data-bs-toggle]:not([href])': link => { link.href = '#'; link.setAttribute('role', 'button'); },
  'th:empty': cell => cell.replaceWith(document.createElement('td')),
  'h5:not([aria-level])': heading => { heading.setAttribute('role', 'heading'); heading.setAttribute('aria-level', '2'); },
  '#logo:not([alt=""])': logo => { logo.alt = ''; },
  'nav:not([aria-label])': nav => nav.setAttribute('aria-label', names[nav.id] ?? 'In this article'),
  'pre code:not([tabindex])': code => { code.tabIndex = 0; },
};

function mend() {
  for (const [selector, change] of Object.entries(mends)) document.querySelectorAll(selector).forEach(change);
}

export default {
  start() {
    mend();
    new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
  },
};
